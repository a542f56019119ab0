//! Sharded database: split by key.

use super::shared::{BY_THE_MACHINE, CORES, GP3, MTBF, MTTR, ON_DISKS, STORED_BYTES};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, choice, flag, number};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "sharded-database",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Shards, Unit::Count, 1.0, 10_000.0, 4.0, Source::Assumption)
            .whole()
            .logarithmic()
            .important(),
        CORES,
        number(Parameter::Connections, Unit::Count, 1.0, 100_000.0, 200.0, Source::Assumption).whole().logarithmic(),
        number(Parameter::ReadTime, Unit::Seconds, 0.0, 60.0, 0.001, Source::Assumption).logarithmic().important(),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 60.0, 0.002, Source::Assumption).logarithmic().important(),
        choice(
            Parameter::ShardPlacement,
            &[Choice::ConsistentHashing, Choice::Modulo],
            Choice::ConsistentHashing,
            Source::Assumption,
        )
        .important(),
        number(Parameter::ZipfExponent, Unit::Factor, 0.0, 2.5, 0.8, Source::Assumption),
        number(Parameter::CelebrityShare, Unit::Ratio, 0.0, 1.0, 0.0, Source::Definition).important(),
        number(Parameter::ScatterShare, Unit::Ratio, 0.0, 1.0, 0.05, Source::Assumption),
        flag(Parameter::Denormalised, false, Source::Definition),
        number(Parameter::BufferHitRatio, Unit::Ratio, 0.0, 1.0, 0.99, Source::Assumption),
        number(Parameter::DiskOperations, Unit::Factor, 0.0, 1000.0, 2.0, Source::Assumption),
        number(Parameter::DiskTime, Unit::Seconds, 0.0, 10.0, 0.0005, Source::Assumption).logarithmic(),
        number(Parameter::Iops, Unit::PerSecond, 1.0, 1e8, 3000.0, GP3).logarithmic(),
        STORED_BYTES,
        MTBF,
        MTTR,
    ],
    products: &[],
    prices: &[BY_THE_MACHINE, ON_DISKS],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
