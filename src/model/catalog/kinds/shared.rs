//! Parameters and sources that several kinds share.

use crate::model::Choice;
use crate::model::catalog::machines::SOURCE as LADDER;
use crate::model::catalog::{Parameter, ParameterSpec, Price, PriceBasis, Source, Unit, choice, flag, number};

/// Instances of a tier.
pub(super) const INSTANCES: ParameterSpec =
    number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole().important();

/// Nodes of a store that keeps so many copies.
pub(super) const fn instances(default: f64) -> ParameterSpec {
    number(Parameter::Instances, Unit::Count, 1.0, 10_000.0, default, Source::Assumption).whole().important()
}

/// Cores of one instance.
pub(super) const CORES: ParameterSpec =
    number(Parameter::Cores, Unit::Cores, 1.0, 100_000.0, 4.0, Source::Assumption).whole().logarithmic().important();

/// Half a year, hours: two failures a year.
pub(super) const MTBF: ParameterSpec =
    number(Parameter::Mtbf, Unit::Hours, 0.001, 1e12, 4_380.0, Source::Assumption).logarithmic();

/// Time between failures of something of which only an availability is published, for repairs of an hour: 999 hours
/// between them are 99.9 %.
pub(super) const fn published_mtbf(hours: f64, source: Source) -> ParameterSpec {
    number(Parameter::Mtbf, Unit::Hours, 0.001, 1e12, hours, source).logarithmic()
}

/// An hour.
pub(super) const MTTR: ParameterSpec =
    number(Parameter::Mttr, Unit::Hours, 0.0, 1e6, 1.0, Source::Assumption).logarithmic();

/// Rented or bought.
pub(super) const HOSTING: ParameterSpec =
    choice(Parameter::Hosting, &[Choice::Cloud, Choice::OnPremises], Choice::Cloud, Source::Assumption);

/// Where sessions live.
pub(super) const SESSION_STATE: ParameterSpec = choice(
    Parameter::SessionState,
    &[Choice::Stateful, Choice::SessionStore, Choice::Token],
    Choice::Stateful,
    Source::Assumption,
);

/// Load of the fullest instance over the mean.
pub(super) const SESSION_SKEW: ParameterSpec =
    number(Parameter::SessionSkew, Unit::Factor, 1.0, 100.0, 1.3, Source::Assumption);

/// Half an hour.
pub(super) const SESSION_TIME: ParameterSpec =
    number(Parameter::SessionTime, Unit::Seconds, 1.0, 31_536_000.0, 1_800.0, TOMCAT_CONFWEBXML).logarithmic();

/// Half an hour.
pub(super) const TOMCAT_CONFWEBXML: Source = Source::Published {
    title: "Apache Tomcat, conf/web.xml: session-timeout 30 minutes",
    address: "github.com/apache/tomcat/blob/main/conf/web.xml",
};

/// Verifying a signature.
pub(super) const TOKEN_TIME: ParameterSpec =
    number(Parameter::TokenTime, Unit::Seconds, 0.0, 1.0, 0.000_05, Source::Assumption).logarithmic();

/// Calls one after the other, or at once.
pub(super) const CALL_ORDER: ParameterSpec =
    choice(Parameter::CallOrder, &[Choice::InSequence, Choice::InParallel], Choice::InSequence, Source::Definition);

/// Answers to wait for.
pub(super) const NEEDED_ANSWERS: ParameterSpec =
    number(Parameter::NeededAnswers, Unit::Count, 0.0, 10_000.0, 0.0, Source::Definition).whole();

/// Patience in the accept queue.
pub(super) const QUEUE_TIMEOUT: ParameterSpec =
    number(Parameter::QueueTimeout, Unit::Seconds, 0.0, 86_400.0, 0.0, Source::Definition).logarithmic();

/// An owned machine over a rented one.
pub(super) const OWNED_PRICE: ParameterSpec =
    number(Parameter::OwnedPrice, Unit::Factor, 0.01, 10.0, 0.6, Source::Assumption);

/// Off until it is wanted.
pub(super) const AUTOSCALING: ParameterSpec = flag(Parameter::Autoscaling, false, Source::Definition);

/// What autoscaling aims at.
pub(super) const TARGET_UTILIZATION: ParameterSpec =
    number(Parameter::TargetUtilization, Unit::Ratio, 0.05, 0.95, 0.5, Source::Assumption);

/// Lower bound of autoscaling.
pub(super) const MIN_INSTANCES: ParameterSpec =
    number(Parameter::MinInstances, Unit::Count, 1.0, 10_000.0, 1.0, Source::Definition).whole();

/// Upper bound of autoscaling.
pub(super) const MAX_INSTANCES: ParameterSpec =
    number(Parameter::MaxInstances, Unit::Count, 1.0, 10_000.0, 10.0, Source::Assumption).whole();

/// Two minutes.
pub(super) const BOOT_TIME: ParameterSpec =
    number(Parameter::BootTime, Unit::Seconds, 1.0, 3_600.0, 120.0, Source::Assumption).logarithmic();

const COOL_DOWN_SOURCE: Source = Source::Published {
    title: "Amazon EC2 Auto Scaling, default cooldown: 300 seconds",
    address: "docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html",
};

/// Five minutes.
pub(super) const COOL_DOWN: ParameterSpec =
    number(Parameter::CoolDown, Unit::Seconds, 0.0, 3_600.0, 300.0, COOL_DOWN_SOURCE);

/// Size of a message.
pub(super) const MESSAGE_BYTES: ParameterSpec =
    number(Parameter::MessageBytes, Unit::Bytes, 1.0, 1e9, 1_000.0, Source::Assumption).logarithmic().important();

/// A core time of a store, seconds.
pub(super) const fn access_time(parameter: Parameter, seconds: f64) -> ParameterSpec {
    number(parameter, Unit::Seconds, 0.0, 600.0, seconds, Source::Assumption).logarithmic()
}

/// What reads of a store ask for.
pub(super) const fn access_pattern(default: Choice) -> ParameterSpec {
    const ALL: &[Choice] =
        &[Choice::KeyLookup, Choice::RangeScan, Choice::Join, Choice::Traversal, Choice::FullText, Choice::Aggregate];
    choice(Parameter::AccessPattern, ALL, default, Source::Definition).important()
}

/// One of N, R and W.
pub(super) const fn quorum(parameter: Parameter, default: f64) -> ParameterSpec {
    number(parameter, Unit::Count, 1.0, 1_000.0, default, Source::Assumption).whole().logarithmic()
}

/// Size of all data.
pub(super) const STORED_BYTES: ParameterSpec =
    number(Parameter::StoredBytes, Unit::Bytes, 1.0, 1e18, 1e11, Source::Assumption).logarithmic();

/// The price of the machine from the ladder.
pub(in crate::model::catalog) const BY_THE_MACHINE: Price =
    Price { basis: PriceBasis::Machine, dollars: 1.0, source: LADDER };

/// Data on rented disks, per copy.
pub(super) const ON_DISKS: Price = Price {
    basis: PriceBasis::GigabyteMonth,
    dollars: 0.08,
    source: Source::Published {
        title: "Amazon EBS pricing, General Purpose SSD gp3 storage, US East (N. Virginia); operations beyond 3,000 a second not included",
        address: "aws.amazon.com/ebs/pricing",
    },
};

/// Disks as rented.
pub(super) const GP3: Source = Source::Published {
    title: "Amazon EBS General Purpose SSD gp3: 3,000 IOPS at any size, up to 16,000 to order",
    address: "docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html",
};
