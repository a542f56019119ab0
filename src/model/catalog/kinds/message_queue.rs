//! Message queue: keeps messages until a consumer is done.

use super::shared::{BY_THE_MACHINE, GP3, INSTANCES, MESSAGE_BYTES, MTBF, MTTR};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, choice, flag, number};

const KAFKA_30_PRODUCER: Source = Source::Published {
    title: "Apache Kafka 3.0, producer configuration: acks all",
    address: "kafka.apache.org/documentation/#producerconfigs",
};

const KAFKA_BROKER: Source = Source::Published {
    title: "Apache Kafka, broker configuration: log.retention.hours 168",
    address: "kafka.apache.org/documentation/#brokerconfigs",
};

const SQS: Source = Source::Published {
    title: "Amazon SQS Developer Guide: visibility timeout 30 seconds",
    address: "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "message-queue",
    group: Group::Messaging,
    size: CARD,
    container: false,
    parameters: &[
        INSTANCES,
        number(Parameter::Partitions, Unit::Count, 0.0, 100_000.0, 0.0, Source::Definition)
            .whole()
            .logarithmic()
            .important(),
        choice(
            Parameter::Acknowledgement,
            &[Choice::AckNone, Choice::AckLeader, Choice::AckAll],
            Choice::AckAll,
            KAFKA_30_PRODUCER,
        )
        .important(),
        flag(Parameter::Durable, true, Source::Definition),
        MESSAGE_BYTES,
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 10.0, 0.002, Source::Assumption).logarithmic(),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e12, 20_000.0, Source::Assumption).logarithmic(),
        number(Parameter::Retention, Unit::Seconds, 1.0, 1e9, 604_800.0, KAFKA_BROKER).logarithmic(),
        number(Parameter::RedeliveryTimeout, Unit::Seconds, 0.1, 1_000_000.0, 30.0, SQS).logarithmic(),
        number(Parameter::MaxDeliveries, Unit::Count, 1.0, 1000.0, 5.0, Source::Assumption).whole(),
        number(Parameter::Iops, Unit::PerSecond, 1.0, 1e8, 3000.0, GP3).logarithmic(),
        MTBF,
        MTTR,
    ],
    products: &[Product::Kafka, Product::RabbitMq, Product::RedisStreams, Product::Sqs, Product::NatsJetStream],
    prices: &[BY_THE_MACHINE],
    calls: &[(Role::Deliver, &[Kind::Worker, Kind::Service]), (Role::Report, &[Kind::Metrics, Kind::Logs])],
};
