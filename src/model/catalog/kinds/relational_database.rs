//! Relational database: the primary, which takes every write.

use super::shared::{BY_THE_MACHINE, MTBF, MTTR, ON_DISKS, STORED_BYTES};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, choice, number};

const EBS_SSD_GP3: Source = Source::Published {
    title: "Amazon EBS General Purpose SSD gp3: 3,000 IOPS at any size, up to 16,000 to order",
    address: "docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
};

const RDS: Source = Source::Published {
    title: "Amazon RDS User Guide: a Multi-AZ fail-over takes typically 60 to 120 seconds",
    address: "docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "relational-database",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Cores, Unit::Cores, 1.0, 100_000.0, 8.0, Source::Assumption)
            .whole()
            .logarithmic()
            .important(),
        number(Parameter::Connections, Unit::Count, 1.0, 100_000.0, 200.0, Source::Assumption)
            .whole()
            .logarithmic()
            .important(),
        number(Parameter::ConnectionQueue, Unit::Count, 0.0, 1_000_000.0, 1_000.0, Source::Assumption)
            .whole()
            .logarithmic(),
        number(Parameter::ReadTime, Unit::Seconds, 0.0, 86_400.0, 0.001, Source::Assumption).logarithmic().important(),
        number(Parameter::WriteTime, Unit::Seconds, 0.0, 60.0, 0.002, Source::Assumption).logarithmic().important(),
        choice(
            Parameter::Distribution,
            &[Choice::Exponential, Choice::Deterministic, Choice::Erlang, Choice::LogNormal, Choice::HyperExponential],
            Choice::Exponential,
            Source::Assumption,
        ),
        number(Parameter::Scv, Unit::Factor, 0.01, 100.0, 1.0, Source::Assumption).logarithmic(),
        choice(Parameter::Discipline, &[Choice::Fifo, Choice::ProcessorSharing], Choice::Fifo, Source::Assumption),
        number(Parameter::BufferHitRatio, Unit::Ratio, 0.0, 1.0, 0.99, Source::Assumption),
        number(Parameter::DiskOperations, Unit::Factor, 0.0, 1000.0, 2.0, Source::Assumption),
        number(Parameter::DiskTime, Unit::Seconds, 0.0, 10.0, 0.0005, Source::Assumption).logarithmic(),
        number(Parameter::Iops, Unit::PerSecond, 1.0, 1e8, 16_000.0, EBS_SSD_GP3).logarithmic().important(),
        choice(
            Parameter::Replication,
            &[Choice::Asynchronous, Choice::SemiSynchronous, Choice::Synchronous],
            Choice::Asynchronous,
            Source::Assumption,
        )
        .important(),
        choice(
            Parameter::Primaries,
            &[Choice::SinglePrimary, Choice::MultiPrimary],
            Choice::SinglePrimary,
            Source::Definition,
        ),
        number(Parameter::PromotionTime, Unit::Seconds, 0.0, 86_400.0, 60.0, RDS).logarithmic(),
        number(Parameter::FailoverCoverage, Unit::Ratio, 0.0, 1.0, 0.98, Source::Assumption),
        number(Parameter::ManualFailover, Unit::Hours, 0.0, 10_000.0, 0.5, Source::Assumption).logarithmic(),
        number(Parameter::Partitions, Unit::Count, 1.0, 100_000.0, 1.0, Source::Definition).whole().logarithmic(),
        number(Parameter::ScannedShare, Unit::Ratio, 0.0, 1.0, 0.0, Source::Definition),
        STORED_BYTES,
        MTBF,
        MTTR,
    ],
    products: &[Product::MySql, Product::PostgreSql],
    prices: &[BY_THE_MACHINE, ON_DISKS],
    calls: &[
        (Role::Replicate, &[Kind::ReadReplica, Kind::RelationalDatabase]),
        (Role::Report, &[Kind::Metrics, Kind::Logs]),
    ],
};
