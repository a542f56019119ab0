//! GeoDNS: answers with the nearest healthy entry.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Role};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "geo-dns",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Resolve, &[Kind::Cdn, Kind::LoadBalancer, Kind::SingleServer, Kind::WebServer]),],
    modelled: false,
};
