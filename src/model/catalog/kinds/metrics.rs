//! Metrics: collects figures and raises alarms.

use super::{CARD};
use crate::model::catalog::{Group, KindSpec};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "metrics",
    group: Group::Operations,
    size: CARD,
    container: false,
    parameters: &[
    ],
    products: &[],
    prices: &[],
    calls: &[],
    modelled: false,
};
