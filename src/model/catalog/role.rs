//! Roles of links: implied by the kinds at the two ends, with the parameters that such a link has.

use super::{Kind, Parameter, ParameterSpec, Source, Unit, flag, number};

/// What a link means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Users ask an entry of the system.
    Visit,
    /// Users look a name up.
    Lookup,
    /// A name server answers with one of these entries.
    Resolve,
    /// An edge fetches from its origin.
    Origin,
    /// A balancer passes requests on to one of its targets.
    Forward,
    /// A service calls a service.
    Call,
    /// A service reads or writes data.
    Access,
    /// A database copies its writes.
    Replicate,
    /// A service publishes messages.
    Publish,
    /// A queue or router hands messages to a consumer.
    Deliver,
    /// A component reports to metrics or logs.
    Report,
    /// Automation operates a component.
    Operate,
}

const LATENCY_NUMBERS: Source = Source::Published {
    title: "Jeff Dean, Designs, Lessons and Advice, LADIS 2009: round trip within the same data centre 0.5 ms",
    address: "www.cs.cornell.edu/projects/ladis2009/talks/dean-keynote-ladis2009.pdf",
};

const fn latency(seconds: f64, source: Source) -> ParameterSpec {
    number(Parameter::Latency, Unit::Seconds, 0.0, 2.0, seconds, source).logarithmic().important()
}

const WEIGHT: ParameterSpec = number(Parameter::Weight, Unit::Factor, 0.0, 1000.0, 1.0, Source::Definition).important();
const CALLS: ParameterSpec =
    number(Parameter::CallsPerRequest, Unit::Factor, 0.0, 1000.0, 1.0, Source::Assumption).important();
const CARRIES_STATIC: ParameterSpec = flag(Parameter::CarriesStatic, true, Source::Definition);
const CARRIES_READ: ParameterSpec = flag(Parameter::CarriesRead, true, Source::Definition);
const CARRIES_WRITE: ParameterSpec = flag(Parameter::CarriesWrite, true, Source::Definition);
const SHARES_READS: ParameterSpec = flag(Parameter::SharesReads, false, Source::Definition);
const TIMEOUT: ParameterSpec =
    number(Parameter::Timeout, Unit::Seconds, 0.0, 3600.0, 0.0, Source::Definition).logarithmic();
const RETRIES: ParameterSpec = number(Parameter::Retries, Unit::Count, 0.0, 10.0, 0.0, Source::Definition).whole();
const BACKOFF: ParameterSpec =
    number(Parameter::Backoff, Unit::Seconds, 0.0, 3600.0, 0.0, Source::Definition).logarithmic();
const CANCELS: ParameterSpec = flag(Parameter::Cancels, false, Source::Definition);
const SHARE: ParameterSpec = number(Parameter::Share, Unit::Ratio, 0.0, 1.0, 1.0, Source::Definition);
const BREAKER_THRESHOLD: ParameterSpec =
    number(Parameter::BreakerThreshold, Unit::Ratio, 0.01, 1.0, 0.5, Source::Assumption);
const BREAKER: ParameterSpec = flag(Parameter::Breaker, false, Source::Definition);
const SYNCHRONOUS: ParameterSpec = flag(Parameter::Synchronous, true, Source::Definition);
const MTTR: ParameterSpec = number(Parameter::Mttr, Unit::Hours, 0.0, 1e6, 1.0, Source::Assumption).logarithmic();

const VISIT: &[ParameterSpec] = &[
    latency(0.03, Source::Assumption),
    WEIGHT,
    CARRIES_STATIC,
    CARRIES_READ,
    CARRIES_WRITE,
    TIMEOUT,
    RETRIES,
    BACKOFF,
    CANCELS,
    MTTR,
];
const LOOKUP: &[ParameterSpec] = &[MTTR];
const RESOLVE: &[ParameterSpec] = &[WEIGHT, MTTR];
const ORIGIN: &[ParameterSpec] = &[latency(0.03, Source::Assumption), WEIGHT, MTTR];
const FORWARD: &[ParameterSpec] = &[latency(0.0005, LATENCY_NUMBERS), WEIGHT, TIMEOUT, RETRIES, BACKOFF, CANCELS, MTTR];
const CALL: &[ParameterSpec] = &[
    CALLS,
    SHARE,
    latency(0.0005, LATENCY_NUMBERS),
    CARRIES_READ,
    CARRIES_WRITE,
    SYNCHRONOUS,
    TIMEOUT,
    RETRIES,
    BACKOFF,
    CANCELS,
    BREAKER,
    BREAKER_THRESHOLD,
    MTTR,
];
const ACCESS: &[ParameterSpec] = &[
    CALLS,
    SHARE,
    latency(0.0005, LATENCY_NUMBERS),
    CARRIES_STATIC,
    CARRIES_READ,
    CARRIES_WRITE,
    SHARES_READS,
    TIMEOUT,
    RETRIES,
    BACKOFF,
    CANCELS,
    BREAKER,
    BREAKER_THRESHOLD,
    MTTR,
];
const REPLICATE: &[ParameterSpec] = &[latency(0.0005, LATENCY_NUMBERS), MTTR];
const PUBLISH: &[ParameterSpec] = &[
    CALLS,
    SHARE,
    latency(0.0005, LATENCY_NUMBERS),
    flag(Parameter::CarriesRead, false, Source::Assumption),
    CARRIES_WRITE,
    MTTR,
];
const DELIVER: &[ParameterSpec] = &[WEIGHT, latency(0.0005, LATENCY_NUMBERS), MTTR];
const REPORT: &[ParameterSpec] = &[];
const OPERATE: &[ParameterSpec] = &[];

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = &[
        Self::Visit,
        Self::Lookup,
        Self::Resolve,
        Self::Origin,
        Self::Forward,
        Self::Call,
        Self::Access,
        Self::Replicate,
        Self::Publish,
        Self::Deliver,
        Self::Report,
        Self::Operate,
    ];

    /// The key of its texts, under `role-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Lookup => "lookup",
            Self::Resolve => "resolve",
            Self::Origin => "origin",
            Self::Forward => "forward",
            Self::Call => "call",
            Self::Access => "access",
            Self::Replicate => "replicate",
            Self::Publish => "publish",
            Self::Deliver => "deliver",
            Self::Report => "report",
            Self::Operate => "operate",
        }
    }

    /// The parameters of a link of this role, in the inspector's order.
    pub const fn parameters(self) -> &'static [ParameterSpec] {
        match self {
            Self::Visit => VISIT,
            Self::Lookup => LOOKUP,
            Self::Resolve => RESOLVE,
            Self::Origin => ORIGIN,
            Self::Forward => FORWARD,
            Self::Call => CALL,
            Self::Access => ACCESS,
            Self::Replicate => REPLICATE,
            Self::Publish => PUBLISH,
            Self::Deliver => DELIVER,
            Self::Report => REPORT,
            Self::Operate => OPERATE,
        }
    }
}

/// The role of a link from a `from` to a `to`; `None` where the two cannot be connected that way.
pub fn role(from: Kind, to: Kind) -> Option<Role> {
    from.spec().calls.iter().find(|(_, targets)| targets.contains(&to)).map(|(role, _)| *role)
}
