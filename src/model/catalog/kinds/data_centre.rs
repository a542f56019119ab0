//! Data centre: what is inside shares its fate.

use super::shared::{MTBF, MTTR};
use super::users::REGIONS;
use crate::base::geometry::Size;
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Source, choice};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "data-centre",
    group: Group::Places,
    size: Size::new(560.0, 360.0),
    container: true,
    parameters: &[
        choice(Parameter::Region, REGIONS, Choice::RegionSeoul, Source::Definition).important(),
        choice(Parameter::PlaceMode, &[Choice::Active, Choice::Standby], Choice::Active, Source::Definition)
            .important(),
        MTBF,
        MTTR,
    ],
    products: &[],
    prices: &[],
    calls: &[],
};
