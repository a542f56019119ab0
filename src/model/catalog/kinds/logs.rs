//! Logs: collects what components write down.

use super::{CARD};
use crate::model::catalog::{Group, KindSpec};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "logs",
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
