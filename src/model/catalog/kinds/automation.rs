//! Automation: builds, tests, deploys and repairs.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Role};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "automation",
    group: Group::Operations,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Operate, &[Kind::WebServer, Kind::Service, Kind::Worker, Kind::SingleServer, Kind::RelationalDatabase, Kind::ReadReplica]),],
    modelled: false,
};
