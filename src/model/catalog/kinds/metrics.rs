//! Metrics: collects figures and raises alarms.

use super::CARD;
use super::shared::{MTBF, MTTR};
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Source, Unit, number};

const PROMETHEUS: Source = Source::Published {
    title: "Prometheus, configuration: scrape_interval 1m",
    address: "prometheus.io/docs/prometheus/latest/configuration/configuration",
};

const PROMETHEUS_STORAGE: Source = Source::Published {
    title: "Prometheus, storage: retention 15 days",
    address: "prometheus.io/docs/prometheus/latest/storage",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "metrics",
    group: Group::Operations,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::ScrapeInterval, Unit::Seconds, 0.1, 3600.0, 60.0, PROMETHEUS).logarithmic().important(),
        number(Parameter::AlarmDelay, Unit::Seconds, 0.0, 86_400.0, 60.0, Source::Assumption).important().logarithmic(),
        number(Parameter::AlarmUtilization, Unit::Ratio, 0.0, 1.0, 0.8, Source::Assumption).important(),
        number(Parameter::AlarmErrorShare, Unit::Ratio, 0.0, 1.0, 0.01, Source::Assumption),
        number(Parameter::AlarmResponseTime, Unit::Seconds, 0.001, 600.0, 1.0, Source::Assumption).logarithmic(),
        number(Parameter::ReportTime, Unit::Seconds, 0.0, 1.0, 0.001, Source::Assumption).logarithmic(),
        number(Parameter::Retention, Unit::Seconds, 1.0, 1e9, 1_296_000.0, PROMETHEUS_STORAGE).logarithmic(),
        MTBF,
        MTTR,
    ],
    products: &[Product::Prometheus, Product::Grafana, Product::Pinpoint, Product::Scouter],
    prices: &[],
    calls: &[],
};
