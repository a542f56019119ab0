//! Publish-subscribe without storage.

use super::shared::{INSTANCES, MESSAGE_BYTES, MTBF, MTTR};
use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "pub-sub",
    group: Group::Messaging,
    size: CARD,
    container: false,
    parameters: &[
        INSTANCES,
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 10.0, 0.0001, Source::Assumption)
            .logarithmic()
            .important(),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e8, 100_000.0, Source::Assumption).logarithmic(),
        MESSAGE_BYTES,
        MTBF,
        MTTR,
    ],
    products: &[Product::RedisPubSub, Product::SpringEvents, Product::NatsCore],
    prices: &[],
    calls: &[(Role::Deliver, &[Kind::Worker, Kind::Service]), (Role::Report, &[Kind::Metrics, Kind::Logs])],
};
