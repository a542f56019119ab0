//! Read replica: answers reads of a relational database.

use super::shared::{BY_THE_MACHINE, MTBF, MTTR, ON_DISKS};
use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Product, Role, Source, Unit, choice, number};

const EBS_SSD_GP3: Source = Source::Published {
    title: "Amazon EBS General Purpose SSD gp3: 3,000 IOPS at any size, up to 16,000 to order",
    address: "docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
};

const AURORA: Source = Source::Published {
    title: "Amazon Aurora User Guide: replica lag is usually much less than 100 ms",
    address: "docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "read-replica",
    group: Group::Data,
    size: CARD,
    container: false,
    parameters: &[
        number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important(),
        number(Parameter::Cores, Unit::Cores, 1.0, 896.0, 8.0, Source::Assumption).whole().logarithmic().important(),
        number(Parameter::Connections, Unit::Count, 1.0, 100_000.0, 200.0, Source::Assumption)
            .whole()
            .logarithmic()
            .important(),
        number(Parameter::ConnectionQueue, Unit::Count, 0.0, 1_000_000.0, 1_000.0, Source::Assumption)
            .whole()
            .logarithmic(),
        number(Parameter::ReadTime, Unit::Seconds, 0.0, 60.0, 0.001, Source::Assumption).logarithmic().important(),
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
        number(Parameter::ReplicationLag, Unit::Seconds, 0.0, 86_400.0, 0.1, AURORA).logarithmic(),
        MTBF,
        MTTR,
    ],
    products: &[Product::MySqlReplica, Product::PostgreSqlReplica],
    prices: &[BY_THE_MACHINE, ON_DISKS],
    calls: &[(Role::Report, &[Kind::Metrics, Kind::Logs])],
};
