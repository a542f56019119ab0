//! Document store.

use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Role};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "document-store",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs]),],
    modelled: false,
};
