//! Wide-column store.

use super::shared::{
    BY_THE_MACHINE, CORES, GP3, MTBF, MTTR, ON_DISKS, STORED_BYTES, access_pattern, access_time, instances, quorum,
};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "column-store",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        instances(3.0),
        CORES,
        access_pattern(Choice::RangeScan),
        access_time(Parameter::KeyLookupTime, 0.0004),
        access_time(Parameter::RangeScanTime, 0.001),
        access_time(Parameter::JoinTime, 0.1),
        access_time(Parameter::TraversalTime, 0.1),
        access_time(Parameter::FullTextTime, 0.2),
        access_time(Parameter::AggregateTime, 0.01),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 60.0, 0.0002, Source::Assumption).logarithmic(),
        quorum(Parameter::ReplicationFactor, 3.0),
        quorum(Parameter::ReadQuorum, 2.0),
        quorum(Parameter::WriteQuorum, 2.0),
        number(Parameter::Shards, Unit::Count, 1.0, 10_000.0, 256.0, Source::Assumption).whole().logarithmic(),
        number(Parameter::CelebrityShare, Unit::Ratio, 0.0, 1.0, 0.0, Source::Definition),
        STORED_BYTES,
        number(Parameter::Iops, Unit::PerSecond, 1.0, 1e8, 3000.0, GP3).logarithmic(),
        MTBF,
        MTTR,
    ],
    products: &[Product::Cassandra, Product::Bigtable],
    prices: &[BY_THE_MACHINE, ON_DISKS],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
