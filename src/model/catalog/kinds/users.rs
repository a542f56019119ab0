//! Users: the open source of all requests.

use super::{CARD, Kind};
use crate::model::Choice;
use crate::model::catalog::{Group, KindSpec, Parameter, Role, Source, Unit, choice, number};

pub(super) const REGIONS: &[Choice] = &[
    Choice::RegionVirginia,
    Choice::RegionCalifornia,
    Choice::RegionSaoPaulo,
    Choice::RegionLondon,
    Choice::RegionFrankfurt,
    Choice::RegionMumbai,
    Choice::RegionSingapore,
    Choice::RegionTokyo,
    Choice::RegionSeoul,
    Choice::RegionSydney,
    Choice::RegionJohannesburg,
];

const BRESLAU_CAO_FAN_PHILLIPS: Source = Source::Published {
    title: "Breslau, Cao, Fan, Phillips, Shenker, Web Caching and Zipf-like Distributions, INFOCOM 1999: 0.64 to 0.83",
    address: "doi.org/10.1109/INFCOM.1999.749260",
};

pub(super) const SPEC: KindSpec = KindSpec {
    key: "users",
    group: Group::Entry,
    size: CARD,
    container: false,
    parameters: &[
        choice(
            Parameter::LoadMode,
            &[Choice::FromUsers, Choice::TypedRate, Choice::Closed],
            Choice::FromUsers,
            Source::Definition,
        )
        .important(),
        number(Parameter::RequestsPerDay, Unit::PerDay, 0.0, 100_000.0, 50.0, Source::Assumption)
            .logarithmic()
            .important(),
        number(Parameter::PeakFactor, Unit::Factor, 1.0, 20.0, 2.0, Source::Assumption).important(),
        number(Parameter::Rate, Unit::PerSecond, 0.0, 1e12, 100.0, Source::Definition).logarithmic(),
        number(Parameter::Population, Unit::Count, 1.0, 1e9, 100.0, Source::Definition).logarithmic().whole(),
        number(Parameter::ThinkTime, Unit::Seconds, 0.0, 86_400.0, 10.0, Source::Assumption).logarithmic(),
        number(Parameter::UserWeight, Unit::Factor, 0.0, 1000.0, 1.0, Source::Definition),
        number(Parameter::StaticShare, Unit::Factor, 0.0, 1000.0, 60.0, Source::Assumption).important(),
        number(Parameter::ReadShare, Unit::Factor, 0.0, 1000.0, 36.0, Source::Assumption).important(),
        number(Parameter::WriteShare, Unit::Factor, 0.0, 1000.0, 4.0, Source::Assumption).important(),
        number(Parameter::StaticBytes, Unit::Bytes, 0.0, 1e10, 40_000.0, Source::Assumption).logarithmic(),
        number(Parameter::AnswerBytes, Unit::Bytes, 0.0, 1e9, 20_000.0, Source::Assumption).logarithmic(),
        number(Parameter::Objects, Unit::Count, 1.0, 1e9, 1_000_000.0, Source::Assumption).logarithmic().whole(),
        number(Parameter::ZipfExponent, Unit::Factor, 0.0, 2.5, 0.8, BRESLAU_CAO_FAN_PHILLIPS),
        choice(Parameter::Region, REGIONS, Choice::RegionSeoul, Source::Definition),
        choice(
            Parameter::RetryPolicy,
            &[Choice::NoRetry, Choice::FixedDelay, Choice::ExponentialJitter, Choice::RetryBudget],
            Choice::NoRetry,
            Source::Definition,
        ),
        number(Parameter::RetryBudget, Unit::Ratio, 0.0, 10.0, 0.1, Source::Assumption),
        number(Parameter::ObjectiveResponseTime, Unit::Seconds, 0.001, 600.0, 0.5, Source::Assumption)
            .logarithmic()
            .important(),
        number(Parameter::ObjectiveErrorShare, Unit::Ratio, 0.0, 1.0, 0.001, Source::Assumption).important(),
        number(Parameter::ObjectiveAvailability, Unit::Ratio, 0.0, 1.0, 0.999, Source::Assumption).important(),
        number(Parameter::ComplaintTime, Unit::Seconds, 0.0, 86_400.0, 900.0, Source::Assumption).logarithmic(),
    ],
    products: &[],
    prices: &[],
    calls: &[
        (Role::Lookup, &[Kind::Dns, Kind::GeoDns]),
        (
            Role::Visit,
            &[
                Kind::Cdn,
                Kind::LoadBalancer,
                Kind::SingleServer,
                Kind::WebServer,
                Kind::Service,
                Kind::ObjectStorage,
                Kind::Cache,
                Kind::RelationalDatabase,
                Kind::ReadReplica,
                Kind::ShardedDatabase,
                Kind::KeyValueStore,
                Kind::DocumentStore,
                Kind::ColumnStore,
                Kind::GraphStore,
                Kind::SearchEngine,
            ],
        ),
        (Role::Publish, &[Kind::MessageQueue, Kind::PubSub, Kind::EventRouter]),
    ],
};
