//! Queues, publish-subscribe and event routers. Figures are the products' own defaults and list
//! prices; what is not published keeps the kind's default.

use super::published;
use crate::model::Value;
use crate::model::catalog::{Kind, Parameter, Price, PriceBasis, ProductSpec};

pub(super) const KAFKA: ProductSpec = ProductSpec {
    key: "kafka",
    name: "Apache Kafka",
    kind: Kind::MessageQueue,
    values: &[(
        Parameter::Partitions,
        Value::Number(1.0),
        published(
            "Apache Kafka, broker configuration: num.partitions 1",
            "kafka.apache.org/documentation/#brokerconfigs",
        ),
    )],
    prices: &[],
};

pub(super) const RABBIT_MQ: ProductSpec = ProductSpec {
    key: "rabbitmq",
    name: "RabbitMQ",
    kind: Kind::MessageQueue,
    values: &[
        (
            Parameter::RedeliveryTimeout,
            Value::Number(1_800.0),
            published(
                "RabbitMQ, consumers: delivery acknowledgement timeout 30 minutes",
                "www.rabbitmq.com/docs/consumers",
            ),
        ),
        (
            Parameter::MaxDeliveries,
            Value::Number(20.0),
            published("RabbitMQ 4, quorum queues: delivery limit 20", "www.rabbitmq.com/docs/quorum-queues"),
        ),
    ],
    prices: &[],
};

pub(super) const REDIS_STREAMS: ProductSpec =
    ProductSpec { key: "redis-streams", name: "Redis Streams", kind: Kind::MessageQueue, values: &[], prices: &[] };

pub(super) const SQS: ProductSpec = ProductSpec {
    key: "sqs",
    name: "Amazon SQS",
    kind: Kind::MessageQueue,
    values: &[
        (
            Parameter::RedeliveryTimeout,
            Value::Number(30.0),
            published(
                "Amazon SQS Developer Guide: visibility timeout 30 seconds",
                "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
            ),
        ),
        (
            Parameter::Retention,
            Value::Number(345_600.0),
            published(
                "Amazon SQS Developer Guide: message retention period 4 days",
                "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-queue-parameters.html",
            ),
        ),
    ],
    prices: &[Price {
        basis: PriceBasis::MillionRequests,
        dollars: 1.20,
        source: published(
            "Amazon SQS pricing, standard queues, US East (N. Virginia): 0.40 per million requests; a message is three (send, receive, delete)",
            "aws.amazon.com/sqs/pricing",
        ),
    }],
};

pub(super) const NATS_JET_STREAM: ProductSpec = ProductSpec {
    key: "nats-jetstream",
    name: "NATS JetStream",
    kind: Kind::MessageQueue,
    values: &[(
        Parameter::RedeliveryTimeout,
        Value::Number(30.0),
        published(
            "NATS documentation, JetStream consumers: AckWait 30 seconds",
            "docs.nats.io/nats-concepts/jetstream/consumers",
        ),
    )],
    prices: &[],
};

pub(super) const NATS_CORE: ProductSpec =
    ProductSpec { key: "nats-core", name: "NATS", kind: Kind::PubSub, values: &[], prices: &[] };

pub(super) const REDIS_PUB_SUB: ProductSpec =
    ProductSpec { key: "redis-pub-sub", name: "Redis Pub/Sub", kind: Kind::PubSub, values: &[], prices: &[] };

pub(super) const SPRING_EVENTS: ProductSpec =
    ProductSpec { key: "spring-events", name: "Spring events", kind: Kind::PubSub, values: &[], prices: &[] };

pub(super) const SNS_SQS: ProductSpec = ProductSpec {
    key: "sns-sqs",
    name: "Amazon SNS and SQS",
    kind: Kind::EventRouter,
    values: &[(
        Parameter::Retention,
        Value::Number(345_600.0),
        published(
            "Amazon SQS Developer Guide: message retention period 4 days",
            "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-queue-parameters.html",
        ),
    )],
    prices: &[Price {
        basis: PriceBasis::MillionRequests,
        dollars: 0.50,
        source: published(
            "Amazon SNS pricing, standard topics, US East (N. Virginia); deliveries to SQS are free",
            "aws.amazon.com/sns/pricing",
        ),
    }],
};

pub(super) const EVENT_BRIDGE: ProductSpec = ProductSpec {
    key: "eventbridge",
    name: "Amazon EventBridge",
    kind: Kind::EventRouter,
    values: &[
        (
            Parameter::Retention,
            Value::Number(86_400.0),
            published(
                "Amazon EventBridge User Guide, retry policy: 24 hours and up to 185 times",
                "docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
            ),
        ),
        (
            Parameter::MaxDeliveries,
            Value::Number(186.0),
            published(
                "Amazon EventBridge User Guide, retry policy: 24 hours and up to 185 times",
                "docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
            ),
        ),
    ],
    prices: &[Price {
        basis: PriceBasis::MillionRequests,
        dollars: 1.0,
        source: published(
            "Amazon EventBridge pricing, custom events, US East (N. Virginia)",
            "aws.amazon.com/eventbridge/pricing",
        ),
    }],
};

pub(super) const EVENTARC: ProductSpec =
    ProductSpec { key: "eventarc", name: "Google Cloud Eventarc", kind: Kind::EventRouter, values: &[], prices: &[] };

pub(super) const GOOGLE_PUB_SUB: ProductSpec = ProductSpec {
    key: "google-pub-sub",
    name: "Google Cloud Pub/Sub",
    kind: Kind::EventRouter,
    values: &[(
        Parameter::Retention,
        Value::Number(604_800.0),
        published(
            "Google Cloud Pub/Sub, subscription properties: message retention 7 days",
            "cloud.google.com/pubsub/docs/subscription-properties",
        ),
    )],
    prices: &[],
};

pub(super) const NATS: ProductSpec = ProductSpec {
    key: "nats",
    name: "NATS",
    kind: Kind::EventRouter,
    values: &[(
        Parameter::Durable,
        Value::Flag(false),
        published("NATS documentation, core NATS: at most once", "docs.nats.io/nats-concepts/core-nats"),
    )],
    prices: &[],
};

pub(super) const KNATIVE_EVENTING: ProductSpec = ProductSpec {
    key: "knative-eventing",
    name: "Knative Eventing",
    kind: Kind::EventRouter,
    values: &[],
    prices: &[],
};

pub(super) const KAFKA_ROUTER: ProductSpec = ProductSpec {
    key: "kafka-router",
    name: "Apache Kafka",
    kind: Kind::EventRouter,
    values: &[(
        Parameter::Retention,
        Value::Number(604_800.0),
        published(
            "Apache Kafka, broker configuration: log.retention.hours 168",
            "kafka.apache.org/documentation/#brokerconfigs",
        ),
    )],
    prices: &[],
};

pub(super) const RABBIT_MQ_ROUTER: ProductSpec = ProductSpec {
    key: "rabbitmq-router",
    name: "RabbitMQ",
    kind: Kind::EventRouter,
    values: &[(
        Parameter::MaxDeliveries,
        Value::Number(20.0),
        published("RabbitMQ 4, quorum queues: delivery limit 20", "www.rabbitmq.com/docs/quorum-queues"),
    )],
    prices: &[],
};
