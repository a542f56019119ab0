//! Session store: where stateless servers keep sessions.

use super::shared::{BY_THE_MACHINE, INSTANCES, MTBF, MTTR, TOMCAT_CONFWEBXML};
use super::{CARD, Kind};
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, flag, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "session-store",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        INSTANCES,
        number(Parameter::OperationTime, Unit::Seconds, 0.0, 10.0, 1e-05, Source::Assumption).logarithmic().important(),
        number(Parameter::OperationRate, Unit::PerSecond, 1.0, 1e8, 100_000.0, Source::Assumption).logarithmic(),
        number(Parameter::ItemBytes, Unit::Bytes, 1.0, 1e9, 2000.0, Source::Assumption).logarithmic().important(),
        number(Parameter::Memory, Unit::Bytes, 0.0, 1e14, 8_000_000_000.0, Source::Assumption).logarithmic(),
        number(Parameter::Ttl, Unit::Seconds, 0.0, 31_536_000.0, 1800.0, TOMCAT_CONFWEBXML).logarithmic().important(),
        flag(Parameter::StandbyPair, false, Source::Definition),
        flag(Parameter::Durable, false, Source::Definition),
        MTBF,
        MTTR,
    ],
    products: &[Product::RedisSessions, Product::MemcachedSessions, Product::DynamoDbSessions],
    prices: &[BY_THE_MACHINE],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
