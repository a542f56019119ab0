//! Logs: collects what components write down.

use super::CARD;
use crate::model::catalog::{Group, KindSpec, Parameter, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "logs",
    group: Group::Operations,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::LogBytes, Unit::Bytes, 0.0, 1e7, 500.0, Source::Assumption).logarithmic().important(),
        number(Parameter::SampledShare, Unit::Ratio, 0.0, 1.0, 1.0, Source::Definition).important(),
        number(Parameter::ReportTime, Unit::Seconds, 0.0, 1.0, 2e-05, Source::Assumption).logarithmic(),
        number(Parameter::Retention, Unit::Seconds, 1.0, 1e9, 2_592_000.0, Source::Assumption).logarithmic(),
    ],
    products: &[],
    prices: &[],
    calls: &[],
};
