//! Worker: takes messages from a queue at its own pace.

use super::shared::{
    AUTOSCALING, BOOT_TIME, BY_THE_MACHINE, COOL_DOWN, CORES, HOSTING, INSTANCES, MAX_INSTANCES, MIN_INSTANCES, MTBF,
    MTTR, OWNED_PRICE,
};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, choice, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "worker",
    group: Group::Compute,
    size: CARD,
    container: false,
    parameters: &[
        INSTANCES,
        CORES,
        number(Parameter::Workers, Unit::Count, 1.0, 100_000.0, 8.0, Source::Assumption).whole().logarithmic(),
        number(Parameter::JobTime, Unit::Seconds, 0.0, 86_400.0, 0.1, Source::Assumption).logarithmic().important(),
        choice(
            Parameter::Distribution,
            &[Choice::Exponential, Choice::Deterministic, Choice::Erlang, Choice::LogNormal, Choice::HyperExponential],
            Choice::Exponential,
            Source::Assumption,
        ),
        number(Parameter::Scv, Unit::Factor, 0.01, 100.0, 1.0, Source::Assumption).logarithmic(),
        HOSTING,
        OWNED_PRICE,
        AUTOSCALING,
        number(Parameter::BacklogPerWorker, Unit::Count, 1.0, 1_000_000.0, 100.0, Source::Assumption).logarithmic(),
        MIN_INSTANCES,
        MAX_INSTANCES,
        BOOT_TIME,
        COOL_DOWN,
        MTBF,
        MTTR,
    ],
    products: &[],
    prices: &[BY_THE_MACHINE],
    calls: &[
        (
            Role::Access,
            &[
                Kind::Cache,
                Kind::RelationalDatabase,
                Kind::ReadReplica,
                Kind::ShardedDatabase,
                Kind::KeyValueStore,
                Kind::DocumentStore,
                Kind::ColumnStore,
                Kind::GraphStore,
                Kind::SearchEngine,
                Kind::SessionStore,
                Kind::ObjectStorage,
            ],
        ),
        (Role::Call, &[Kind::Service, Kind::LoadBalancer]),
        (Role::Publish, &[Kind::MessageQueue, Kind::PubSub, Kind::EventRouter]),
        (Role::Report, &[Kind::Metrics, Kind::Logs]),
    ],
};
