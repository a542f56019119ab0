//! Document store.

use super::shared::{
    BY_THE_MACHINE, CORES, GP3, MTBF, MTTR, ON_DISKS, STORED_BYTES, access_pattern, access_time, instances, quorum,
};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "document-store",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        instances(3.0),
        CORES,
        access_pattern(Choice::KeyLookup),
        access_time(Parameter::KeyLookupTime, 0.0003),
        access_time(Parameter::RangeScanTime, 0.002),
        access_time(Parameter::JoinTime, 0.02),
        access_time(Parameter::TraversalTime, 0.02),
        access_time(Parameter::FullTextTime, 0.01),
        access_time(Parameter::AggregateTime, 0.02),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 60.0, 0.0005, Source::Assumption).logarithmic(),
        quorum(Parameter::ReplicationFactor, 3.0),
        quorum(Parameter::ReadQuorum, 1.0),
        quorum(Parameter::WriteQuorum, 2.0),
        number(Parameter::Shards, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().logarithmic(),
        number(Parameter::CelebrityShare, Unit::Ratio, 0.0, 1.0, 0.0, Source::Definition),
        STORED_BYTES,
        number(Parameter::Iops, Unit::PerSecond, 1.0, 1e8, 3000.0, GP3).logarithmic(),
        MTBF,
        MTTR,
    ],
    products: &[Product::MongoDb],
    prices: &[BY_THE_MACHINE, ON_DISKS],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
