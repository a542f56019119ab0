//! Event router: a copy to every subscriber.

use super::shared::{INSTANCES, MESSAGE_BYTES, MTBF, MTTR};
use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, flag, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "event-router",
    group: Group::Messaging,
    size: CARD,
    container: false,
    parameters: &[
        INSTANCES,
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 10.0, 0.01, Source::Assumption).logarithmic().important(),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e8, 10_000.0, Source::Assumption).logarithmic(),
        flag(Parameter::Durable, true, Source::Definition),
        MESSAGE_BYTES,
        number(Parameter::Retention, Unit::Seconds, 1.0, 1e9, 86_400.0, Source::Assumption).logarithmic(),
        number(Parameter::MaxDeliveries, Unit::Count, 1.0, 1000.0, 5.0, Source::Assumption).whole(),
        MTBF,
        MTTR,
    ],
    products: &[
        Product::SnsSqs,
        Product::EventBridge,
        Product::Eventarc,
        Product::GooglePubSub,
        Product::Nats,
        Product::KnativeEventing,
        Product::KafkaRouter,
        Product::RabbitMqRouter,
    ],
    prices: &[],
    calls: &[
        (Role::Deliver, &[Kind::Worker, Kind::Service, Kind::MessageQueue]),
        (Role::Report, &[Kind::Metrics, Kind::Logs]),
    ],
};
