//! Values of parameters. A component or a link keeps only those that differ from its product's and its kind's defaults.

use std::collections::BTreeMap;

use super::catalog::Parameter;

/// The value of one parameter, in the unit that its entry in the catalogue names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A quantity, finite.
    Number(f64),
    /// One of the options that the catalogue lists.
    Choice(Choice),
    /// On or off.
    Flag(bool),
}

/// The values that differ from the defaults.
pub type Settings = BTreeMap<Parameter, Value>;

/// Declares the options of all choice parameters with the name that links and files use for each.
macro_rules! choices {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// One option of a choice parameter. Which parameter offers which is said in the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Choice { $($(#[$doc])* $variant),+ }

        impl Choice {
            /// Every option, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in links, files and message keys; never changed once released.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

choices! {
    /// Arrival rate follows from users and their habits.
    FromUsers = "from-users",
    /// Arrival rate is typed in.
    TypedRate = "typed-rate",
    /// A fixed number of users who think between requests.
    Closed = "closed",
    /// First in, first out.
    Fifo = "fifo",
    /// All in service share the servers equally.
    ProcessorSharing = "processor-sharing",
    /// One after the other.
    InSequence = "in-sequence",
    /// All at once.
    InParallel = "in-parallel",
    /// Every value is the mean.
    Deterministic = "deterministic",
    /// Coefficient of variation 1.
    Exponential = "exponential",
    /// Sum of equal exponential phases, coefficient of variation below 1.
    Erlang = "erlang",
    /// Logarithm is normal.
    LogNormal = "log-normal",
    /// Two exponential phases with balanced means, coefficient of variation above 1.
    HyperExponential = "hyper-exponential",
    /// Each request to a target drawn at random.
    Random = "random",
    /// Targets in turn.
    RoundRobin = "round-robin",
    /// The target with the fewest requests in progress.
    LeastConnections = "least-connections",
    /// The emptier of two drawn at random.
    PowerOfTwo = "power-of-two",
    /// Hash of the client's address: a client stays with its target.
    SourceHash = "source-hash",
    /// Balancing on connections.
    Layer4 = "layer-4",
    /// Balancing on requests.
    Layer7 = "layer-7",
    /// Evict what was used least recently.
    Lru = "lru",
    /// Evict what was used least often.
    Lfu = "lfu",
    /// Evict the oldest.
    FifoEviction = "fifo-eviction",
    /// The application asks the cache, then the store.
    CacheAside = "cache-aside",
    /// The cache asks the store.
    ReadThrough = "read-through",
    /// Writes go to cache and store before the answer.
    WriteThrough = "write-through",
    /// Writes go to the store later.
    WriteBack = "write-back",
    /// Writes go to the store only.
    WriteAround = "write-around",
    /// The commit waits for every replica.
    Synchronous = "synchronous",
    /// The commit waits for one replica.
    SemiSynchronous = "semi-synchronous",
    /// The commit waits for no replica.
    Asynchronous = "asynchronous",
    /// One primary takes the writes.
    SinglePrimary = "single-primary",
    /// Several primaries take writes.
    MultiPrimary = "multi-primary",
    /// State stays with the server.
    Stateful = "stateful",
    /// State lives in a session store.
    SessionStore = "session-store",
    /// State travels in a token.
    Token = "token",
    /// Rented by the hour.
    Cloud = "cloud",
    /// Bought and kept.
    OnPremises = "on-premises",
    /// Takes traffic all the time.
    Active = "active",
    /// Takes traffic only when no active one is left.
    Standby = "standby",
    /// Look-up by key.
    KeyLookup = "key-lookup",
    /// Range scan.
    RangeScan = "range-scan",
    /// Join.
    Join = "join",
    /// Graph traversal.
    Traversal = "traversal",
    /// Full-text search.
    FullText = "full-text",
    /// Aggregation.
    Aggregate = "aggregate",
    /// Consistent hashing.
    ConsistentHashing = "consistent-hashing",
    /// Key modulo number of shards.
    Modulo = "modulo",
    /// The publisher waits for nothing.
    AckNone = "ack-none",
    /// The publisher waits until one copy holds the message.
    AckLeader = "ack-leader",
    /// The publisher waits until every copy in sync holds the message.
    AckAll = "ack-all",
    /// A failure is final.
    NoRetry = "no-retry",
    /// Try again after a fixed time.
    FixedDelay = "fixed-delay",
    /// Try again after a random time whose bound doubles.
    ExponentialJitter = "exponential-jitter",
    /// Try again as long as retries are a small share of requests.
    RetryBudget = "retry-budget",
    /// Ashburn, United States.
    RegionVirginia = "virginia",
    /// San Francisco, United States.
    RegionCalifornia = "california",
    /// Sao Paulo, Brazil.
    RegionSaoPaulo = "sao-paulo",
    /// London, United Kingdom.
    RegionLondon = "london",
    /// Frankfurt, Germany.
    RegionFrankfurt = "frankfurt",
    /// Mumbai, India.
    RegionMumbai = "mumbai",
    /// Singapore.
    RegionSingapore = "singapore",
    /// Tokyo, Japan.
    RegionTokyo = "tokyo",
    /// Seoul, South Korea.
    RegionSeoul = "seoul",
    /// Sydney, Australia.
    RegionSydney = "sydney",
    /// Johannesburg, South Africa.
    RegionJohannesburg = "johannesburg",
}
