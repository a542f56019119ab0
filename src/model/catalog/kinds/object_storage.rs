//! Object storage: large files, slow to start, without a practical limit.

use super::{CARD};
use crate::model::catalog::{Group, KindSpec, Parameter, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "object-storage",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::FirstByteTime, Unit::Seconds, 0.0, 10.0, 0.03, Source::Assumption).logarithmic().important(),
        number(Parameter::Bandwidth, Unit::BytesPerSecond, 1e3, 1e12, 1e8, Source::Assumption).logarithmic(),
    ],
    products: &[],
    prices: &[],
    calls: &[],
    modelled: true,
};
