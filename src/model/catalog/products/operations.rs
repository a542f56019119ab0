//! Monitoring. Figures are the products' own defaults and list prices; what is not published keeps the kind's default.

use super::published;
use crate::model::Value;
use crate::model::catalog::{Kind, Parameter, ProductSpec};

pub(super) const PROMETHEUS: ProductSpec = ProductSpec {
    key: "prometheus",
    name: "Prometheus",
    kind: Kind::Metrics,
    values: &[
        (
            Parameter::ScrapeInterval,
            Value::Number(60.0),
            published(
                "Prometheus, configuration: scrape_interval 1m",
                "prometheus.io/docs/prometheus/latest/configuration/configuration",
            ),
        ),
        (
            Parameter::Retention,
            Value::Number(1_296_000.0),
            published("Prometheus, storage: retention 15 days", "prometheus.io/docs/prometheus/latest/storage"),
        ),
    ],
    prices: &[],
};

pub(super) const GRAFANA: ProductSpec =
    ProductSpec { key: "grafana", name: "Grafana", kind: Kind::Metrics, values: &[], prices: &[] };

pub(super) const PINPOINT: ProductSpec =
    ProductSpec { key: "pinpoint", name: "Pinpoint", kind: Kind::Metrics, values: &[], prices: &[] };

pub(super) const SCOUTER: ProductSpec =
    ProductSpec { key: "scouter", name: "Scouter", kind: Kind::Metrics, values: &[], prices: &[] };
