//! Message queue: keeps messages until a consumer is done.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Role};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "message-queue",
    group: Group::Messaging,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Deliver, &[Kind::Worker, Kind::Service]),(Role::Report, &[Kind::Metrics, Kind::Logs]),],
    modelled: false,
};
