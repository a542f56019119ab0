//! Event router: a copy to every subscriber.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Role};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "event-router",
    group: Group::Messaging,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Deliver, &[Kind::Worker, Kind::Service, Kind::MessageQueue]),(Role::Report, &[Kind::Metrics, Kind::Logs]),],
    modelled: false,
};
