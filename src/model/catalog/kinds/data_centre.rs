//! Data centre: what is inside shares its fate.

use super::shared::{MTBF, MTTR};
use super::users::REGIONS;
use crate::base::geometry::Size;
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Source, choice};

const DATA_TRANSFER: Source = Source::Published {
    title: "Amazon EC2 On-Demand Pricing, data transfer, US East (N. Virginia): to the internet, first 10 TB a month 0.09; to other regions 0.02",
    address: "aws.amazon.com/ec2/pricing/on-demand",
};

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
    prices: &[
        Price { basis: PriceBasis::GigabyteOut, dollars: 0.09, source: DATA_TRANSFER },
        Price { basis: PriceBasis::GigabyteBetween, dollars: 0.02, source: DATA_TRANSFER },
    ],
    calls: &[],
};
