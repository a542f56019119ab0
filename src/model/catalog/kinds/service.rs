//! Service: like a web server, behind it; called by others.

use super::shared::{
    AUTOSCALING, BOOT_TIME, BY_THE_MACHINE, CALL_ORDER, COOL_DOWN, HOSTING, MAX_INSTANCES, MIN_INSTANCES, MTBF, MTTR,
    NEEDED_ANSWERS, OWNED_PRICE, QUEUE_TIMEOUT, SESSION_SKEW, SESSION_STATE, SESSION_TIME, TARGET_UTILIZATION, TOKEN_TIME,
};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, choice, number};

const TOMCAT_101_HTTP_CONNECTOR: Source = Source::Published {
    title: "Apache Tomcat 10.1, HTTP connector: maxThreads 200, acceptCount 100",
    address: "tomcat.apache.org/tomcat-10.1-doc/config/http.html",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "service",
    group: Group::Compute,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important(),
        number(Parameter::Cores, Unit::Cores, 1.0, 100_000.0, 4.0, Source::Assumption)
            .whole()
            .logarithmic()
            .important(),
        number(Parameter::Workers, Unit::Count, 1.0, 100_000.0, 200.0, TOMCAT_101_HTTP_CONNECTOR)
            .whole()
            .logarithmic()
            .important(),
        number(Parameter::AcceptQueue, Unit::Count, 0.0, 1_000_000.0, 100.0, TOMCAT_101_HTTP_CONNECTOR)
            .whole()
            .logarithmic(),
        QUEUE_TIMEOUT,
        number(Parameter::StaticTime, Unit::Seconds, 0.0, 86_400.0, 0.0, Source::Assumption).logarithmic(),
        number(Parameter::ReadTime, Unit::Seconds, 0.0, 86_400.0, 0.002, Source::Assumption).logarithmic().important(),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 86_400.0, 0.003, Source::Assumption).logarithmic().important(),
        choice(
            Parameter::Distribution,
            &[Choice::Exponential, Choice::Deterministic, Choice::Erlang, Choice::LogNormal, Choice::HyperExponential],
            Choice::Exponential,
            Source::Assumption,
        ),
        number(Parameter::Scv, Unit::Factor, 0.0001, 100.0, 1.0, Source::Assumption).logarithmic(),
        choice(Parameter::Discipline, &[Choice::Fifo, Choice::ProcessorSharing], Choice::Fifo, Source::Assumption),
        number(Parameter::Bandwidth, Unit::BytesPerSecond, 1e3, 1e12, 1.25e9, Source::Assumption).logarithmic(),
        CALL_ORDER,
        NEEDED_ANSWERS,
        HOSTING,
        OWNED_PRICE,
        SESSION_STATE,
        SESSION_SKEW,
        SESSION_TIME,
        TOKEN_TIME,
        AUTOSCALING,
        TARGET_UTILIZATION,
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
