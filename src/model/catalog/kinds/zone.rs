//! Zone: a part of a data centre with power and network of its own.

use super::shared::{MTBF, MTTR};
use crate::base::geometry::Size;
use crate::model::catalog::{Group, KindSpec};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "zone",
    group: Group::Places,
    size: Size::new(400.0, 280.0),
    container: true,
    parameters: &[MTBF, MTTR],
    products: &[],
    prices: &[],
    calls: &[],
};
