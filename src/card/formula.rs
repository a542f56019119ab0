//! The formulas, with where each comes from and what it leads on to.

use crate::model::catalog::Source;

/// How far a formula can be relied on where its assumptions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// It follows from its assumptions without any further approximation.
    Exact,
    /// Exact at its ends or in named cases, near the truth between them.
    Approximate,
}

impl Exactness {
    /// The key of its text, under `card-exactness-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximate => "approximate",
        }
    }
}

/// What a formula is about: the sections of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The system as a whole.
    Whole,
    /// What waits in a line.
    Queues,
    /// Calls and what callers do about slow answers.
    Calls,
    /// How requests come in.
    Entry,
    /// What keeps data.
    Data,
    /// Messages.
    Messages,
    /// What fails.
    Failure,
}

impl Subject {
    /// Every subject, in the order of the index.
    pub const ALL: &'static [Self] =
        &[Self::Whole, Self::Queues, Self::Calls, Self::Entry, Self::Data, Self::Messages, Self::Failure];

    /// The key of its text, under `card-subject-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Queues => "queues",
            Self::Calls => "calls",
            Self::Entry => "entry",
            Self::Data => "data",
            Self::Messages => "messages",
            Self::Failure => "failure",
        }
    }
}

/// The entry of one formula. Its texts stand under `formula-KEY` (name), `-computes`, `-assumes`, `-good` and `-bad`.
#[derive(Clone, Copy, Debug)]
pub struct FormulaSpec {
    /// Name in message keys.
    pub key: &'static str,
    /// Section of the index.
    pub subject: Subject,
    /// How far it can be relied on.
    pub exactness: Exactness,
    /// Publications; empty: our own way of computing it, which the texts state in full.
    pub sources: &'static [Source],
    /// Formulas that it builds on or that take its place elsewhere.
    pub related: &'static [Formula],
}

const fn paper(title: &'static str, address: &'static str) -> Source {
    Source::Published { title, address }
}

const COOPER: Source = paper("Cooper, Introduction to Queueing Theory, 2nd edition, 1981", "");
const KLEINROCK: Source = paper("Kleinrock, Queueing Systems, Volume 1: Theory, 1975", "");
const TIJMS: Source = paper("Tijms, A First Course in Stochastic Models, 2003, section 5.5", "");
const JACKSON: Source =
    paper("Jackson, Networks of waiting lines, Operations Research 5, 1957", "doi.org/10.1287/opre.5.4.518");
const BURKE: Source =
    paper("Burke, The output of a queuing system, Operations Research 4, 1956", "doi.org/10.1287/opre.4.6.699");
const KIMURA: Source = paper(
    "Kimura, A two-moment approximation for the mean waiting time in the GI/G/s queue, Management Science 32, 1986",
    "doi.org/10.1287/mnsc.32.6.751",
);
const COSMETATOS: Source = paper(
    "Cosmetatos, Approximate explicit formulae for the average queueing time in the processes (M/D/r) and (D/M/r), INFOR 13, 1975",
    "",
);
const KRAEMER: Source = paper(
    "Kraemer and Langenbach-Belz, Approximate formulae for the delay in the queueing system GI/G/1, 8th International Teletraffic Congress, 1976",
    "",
);
const VVEDENSKAYA: Source = paper(
    "Vvedenskaya, Dobrushin and Karpelevich, Queueing system with selection of the shortest of two queues, Problems of Information Transmission 32, 1996",
    "",
);
const COFFMAN: Source = paper(
    "Coffman, Muntz and Trotter, Waiting time distributions for processor-sharing systems, Journal of the ACM 17, 1970",
    "doi.org/10.1145/321556.321568",
);
const BARRER: Source = paper(
    "Barrer, Queuing with impatient customers and ordered service, Operations Research 5, 1957",
    "doi.org/10.1287/opre.5.5.650",
);
const BACCELLI: Source = paper("Baccelli and Hebuterne, On queues with impatient customers, Performance '81, 1981", "");
const REISER: Source = paper(
    "Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks, Journal of the ACM 27, 1980",
    "doi.org/10.1145/322186.322195",
);
const CHE: Source = paper(
    "Che, Tung and Wang, Hierarchical Web caching systems: modeling, design and experimental results, IEEE JSAC 20, 2002",
    "doi.org/10.1109/JSAC.2002.801752",
);
const MARTINA: Source = paper(
    "Martina, Garetto and Leonardi, A unified approach to the performance analysis of caching systems, INFOCOM 2014",
    "doi.org/10.1109/INFOCOM.2014.6848145",
);
const BAILIS: Source = paper(
    "Bailis et al., Probabilistically bounded staleness for practical partial quorums, VLDB 2012",
    "doi.org/10.14778/2212351.2212359",
);
const FANG: Source = paper(
    "Fang and Oosterlee, A novel pricing method for European options based on Fourier-cosine series expansions, SIAM Journal on Scientific Computing 31, 2008",
    "doi.org/10.1137/080718061",
);
const BRYANT: Source = paper(
    "Bryant, Graph-based algorithms for Boolean function manipulation, IEEE Transactions on Computers C-35, 1986",
    "doi.org/10.1109/TC.1986.1676819",
);
const RAUZY: Source = paper(
    "Rauzy, New algorithms for fault trees analysis, Reliability Engineering and System Safety 40, 1993",
    "doi.org/10.1016/0951-8320(93)90060-C",
);
const TRIVEDI: Source =
    paper("Trivedi and Bobbio, Reliability and Availability Engineering, 2017, chapters 9 and 10", "");
const GRASSMANN: Source = paper(
    "Grassmann, Taksar and Heyman, Regenerative analysis and steady state distributions for Markov chains, Operations Research 33, 1985",
    "doi.org/10.1287/opre.33.5.1107",
);
const WALKER: Source = paper(
    "Walker and Ni, Anderson acceleration for fixed-point iterations, SIAM Journal on Numerical Analysis 49, 2011",
    "doi.org/10.1137/10078356X",
);
const ITU: Source = paper(
    "ITU-T Recommendation Y.1541, Network performance objectives for IP-based services, 2011",
    "www.itu.int/rec/T-REC-Y.1541",
);
const EBS: Source = paper(
    "Amazon EBS, I/O characteristics and monitoring: neighbouring writes are merged up to 256 KiB",
    "docs.aws.amazon.com/ebs/latest/userguide/ebs-io-characteristics.html",
);

/// Declares the formulas in the order of the index.
macro_rules! formulas {
    ($($(#[$doc:meta])* $variant:ident = $key:literal, $subject:ident, $exactness:ident, [$($source:ident),*], [$($related:ident),*];)+) => {
        /// A formula, a method or a convention that figures rest on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Formula { $($(#[$doc])* $variant),+ }

        impl Formula {
            /// Every formula, in the order of the index.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its entry.
            pub const fn spec(self) -> &'static FormulaSpec {
                match self {
                    $(Self::$variant => &FormulaSpec {
                        key: $key,
                        subject: Subject::$subject,
                        exactness: Exactness::$exactness,
                        sources: &[$($source),*],
                        related: &[$(Self::$related),*],
                    }),+
                }
            }
        }
    };
}

formulas! {
    /// Requests per second everywhere.
    Rates = "rates", Whole, Exact, [JACKSON, BURKE], [MessageRings, TimeLimits, HitRatio];
    /// What is answered correctly, and what is lost where.
    Losses = "losses", Whole, Approximate, [], [Rates, FiniteLine, TimeLimits];
    /// The whole distribution of response times.
    ResponseDistribution = "response-distribution", Whole, Approximate, [FANG], [OneGeneralServer, ParallelCalls, TimeLimits];
    /// Where a topology gives way.
    BreakingPoint = "breaking-point", Whole, Approximate, [], [Rates, HeldWorkers, Capacity];
    /// The most users within the objectives.
    Capacity = "capacity", Whole, Approximate, [], [BreakingPoint, ResponseDistribution, Availability];
    /// Instances that follow the load.
    Autoscaling = "autoscaling", Whole, Approximate, [], [Rates, Cost];
    /// Dollars per month.
    Cost = "cost", Whole, Approximate, [], [Rates, Autoscaling];
    /// Exponential service, several servers.
    ExponentialServers = "exponential-servers", Queues, Exact, [COOPER], [FiniteLine, OneGeneralServer, SeveralGeneralServers];
    /// A line of limited length.
    FiniteLine = "finite-line", Queues, Approximate, [COOPER], [ExponentialServers, LimitedCallers];
    /// One server, any service time.
    OneGeneralServer = "one-general-server", Queues, Exact, [KLEINROCK], [SeveralGeneralServers, ServiceTimes];
    /// Several servers, any service time.
    SeveralGeneralServers = "several-general-servers", Queues, Approximate, [KIMURA, COSMETATOS], [ExponentialServers, OneGeneralServer, ServiceTimes];
    /// Families of service times.
    ServiceTimes = "service-times", Queues, Exact, [TIJMS], [OneGeneralServer, SeveralGeneralServers];
    /// So many operations per second.
    RateLimit = "rate-limit", Queues, Approximate, [KLEINROCK], [OneGeneralServer, LimitedCallers];
    /// Targets in turn.
    RoundRobin = "round-robin", Queues, Approximate, [KRAEMER], [LeastBusy, SeveralGeneralServers];
    /// The least busy target, or the emptier of two.
    LeastBusy = "least-busy", Queues, Approximate, [VVEDENSKAYA], [RoundRobin, ExponentialServers];
    /// Servers that all share.
    ProcessorSharing = "processor-sharing", Queues, Approximate, [COFFMAN], [ExponentialServers, ServiceTimes];
    /// Who waits too long leaves.
    Patience = "patience", Queues, Approximate, [BARRER, BACCELLI], [FiniteLine, TimeLimits];
    /// A worker or connection held during calls.
    HeldWorkers = "held-workers", Queues, Approximate, [], [LimitedCallers, ExponentialServers, FiniteLine];
    /// A queue that only so many callers reach.
    LimitedCallers = "limited-callers", Queues, Approximate, [COOPER], [HeldWorkers, ClosedUsers];
    /// A fixed number of users who think.
    ClosedUsers = "closed-users", Queues, Approximate, [REISER], [LimitedCallers, Rates];
    /// Several calls at once.
    ParallelCalls = "parallel-calls", Calls, Approximate, [], [ResponseDistribution, Shards, Quorums];
    /// Time limits, further attempts, budgets.
    TimeLimits = "time-limits", Calls, Approximate, [], [CircuitBreaker, TwoSteadyStates, ParallelCalls];
    /// A circuit breaker.
    CircuitBreaker = "circuit-breaker", Calls, Approximate, [], [TimeLimits];
    /// Two lasting states at one load.
    TwoSteadyStates = "two-steady-states", Calls, Approximate, [], [TimeLimits, HeldWorkers];
    /// Round trips between regions.
    Distances = "distances", Entry, Approximate, [ITU], [ResponseDistribution, NameLookup];
    /// The share of requests that look a name up.
    NameLookup = "name-lookup", Entry, Approximate, [], [Distances, Availability];
    /// How often a cache has what is asked for.
    HitRatio = "hit-ratio", Data, Approximate, [CHE, MARTINA], [Staleness, Shards];
    /// How often an old value is read.
    Staleness = "staleness", Data, Approximate, [BAILIS], [HitRatio, Replication, Quorums];
    /// Copies, and how many have to answer.
    Quorums = "quorums", Data, Approximate, [BAILIS], [ParallelCalls, Staleness, Availability];
    /// Keys divided among databases.
    Shards = "shards", Data, Approximate, [], [ParallelCalls, HitRatio];
    /// Writes that are copied.
    Replication = "replication", Data, Approximate, [], [Staleness, Failover];
    /// Who is signed in, and where that is kept.
    Sessions = "sessions", Data, Approximate, [], [RateLimit, HeldWorkers];
    /// Messages and the consumers' line.
    Messages = "messages", Messages, Approximate, [EBS], [Redelivery, Partitions, ExponentialServers];
    /// Messages that are handed out again.
    Redelivery = "redelivery", Messages, Approximate, [], [Messages, TimeLimits];
    /// Consumers that divide the partitions.
    Partitions = "partitions", Messages, Approximate, [], [Messages];
    /// Messages that lead back.
    MessageRings = "message-rings", Messages, Exact, [WALKER], [Messages, Rates];
    /// Share of time in which requests can be answered.
    Availability = "availability", Failure, Exact, [BRYANT, RAUZY], [Failover, Outage];
    /// A primary and what takes its place.
    Failover = "failover", Failure, Exact, [TRIVEDI, GRASSMANN], [Availability, Replication];
    /// What a stop leaves behind.
    Outage = "outage", Failure, Approximate, [], [Availability, Messages];
}
