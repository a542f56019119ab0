//! Key-value store: look-ups by key.

use super::shared::{BY_THE_MACHINE, MTBF, MTTR, quorum};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, choice, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "key-value-store",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important(),
        number(Parameter::Cores, Unit::Cores, 1.0, 896.0, 4.0, Source::Assumption).whole().logarithmic().important(),
        number(Parameter::ReadTime, Unit::Seconds, 0.0, 60.0, 0.0002, Source::Assumption).logarithmic().important(),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 60.0, 0.0003, Source::Assumption).logarithmic().important(),
        choice(
            Parameter::Distribution,
            &[Choice::Exponential, Choice::Deterministic, Choice::Erlang, Choice::LogNormal, Choice::HyperExponential],
            Choice::Exponential,
            Source::Assumption,
        ),
        number(Parameter::Scv, Unit::Factor, 0.01, 100.0, 1.0, Source::Assumption).logarithmic(),
        quorum(Parameter::ReplicationFactor, 1.0),
        quorum(Parameter::ReadQuorum, 1.0),
        quorum(Parameter::WriteQuorum, 1.0),
        MTBF,
        MTTR,
    ],
    products: &[Product::RedisStore, Product::DynamoDb, Product::Couchbase],
    prices: &[BY_THE_MACHINE],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
