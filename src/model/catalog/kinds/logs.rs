//! Logs: collects what components write down.

use super::CARD;
use crate::model::catalog::{Group, KindSpec, Parameter, Price, PriceBasis, Source, Unit, number};

const CLOUDWATCH: Source = Source::Published {
    title: "Amazon CloudWatch pricing, standard logs, US East (N. Virginia): 0.50 to take in, 0.03 to keep a month; compression and queries not included",
    address: "aws.amazon.com/cloudwatch/pricing",
};

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
    prices: &[
        Price { basis: PriceBasis::GigabyteIn, dollars: 0.5, source: CLOUDWATCH },
        Price { basis: PriceBasis::GigabyteMonth, dollars: 0.03, source: CLOUDWATCH },
    ],
    calls: &[],
};
