//! The parameters that components and links may have, and their units.

/// The unit of a number, as the engine computes with it; the screen may print milliseconds and gibibytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A plain count.
    Count,
    /// A share between 0 and 1.
    Ratio,
    /// A factor without unit.
    Factor,
    /// Seconds.
    Seconds,
    /// Hours.
    Hours,
    /// Requests, operations or messages per second.
    PerSecond,
    /// Requests per day.
    PerDay,
    /// Bytes.
    Bytes,
    /// Bytes per second.
    BytesPerSecond,
    /// Processor cores (virtual ones).
    Cores,
    /// US dollars per month of 730 hours.
    DollarsPerMonth,
}

/// Declares the parameters with the name that links, files and message keys use for each.
macro_rules! parameters {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// Which parameter. Its texts stand under `parameter-KEY` (name) and `parameter-KEY-effect` (what it changes).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Parameter { $($(#[$doc])* $variant),+ }

        impl Parameter {
            /// Every parameter, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in links, files and message keys; never changed once released.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

parameters! {
    // Users.
    /// Whether the rate follows from users or is typed in.
    LoadMode = "load-mode",
    /// Typed arrival rate, requests per second.
    Rate = "rate",
    /// How many users there are, each with one request at a time.
    Population = "population",
    /// Mean time from an answer to the user's next request, seconds.
    ThinkTime = "think-time",
    /// Weight of this group among all Users components (share of the slider's users).
    UserWeight = "user-weight",
    /// Requests of one user per day.
    RequestsPerDay = "requests-per-day",
    /// Peak rate over mean rate.
    PeakFactor = "peak-factor",
    /// Weight of static requests.
    StaticShare = "static-share",
    /// Weight of read requests.
    ReadShare = "read-share",
    /// Weight of write requests.
    WriteShare = "write-share",
    /// Where the group lives.
    Region = "region",
    /// Number of different objects (files, keys).
    Objects = "objects",
    /// Exponent of the Zipf popularity.
    ZipfExponent = "zipf-exponent",
    /// Mean size of a static file, bytes.
    StaticBytes = "static-bytes",
    /// Mean size of a dynamic answer, bytes.
    AnswerBytes = "answer-bytes",
    /// What users' devices do after a failure.
    RetryPolicy = "retry-policy",
    /// Most further attempts as a share of requests.
    RetryBudget = "retry-budget",
    /// Objective: 99th percentile of response time, seconds.
    ObjectiveResponseTime = "objective-response-time",
    /// Objective: share of requests that may fail.
    ObjectiveErrorShare = "objective-error-share",
    /// Objective: share of time that the service is available.
    ObjectiveAvailability = "objective-availability",
    /// Time until users' complaints reveal a failure that nothing monitors, seconds.
    ComplaintTime = "complaint-time",

    // Time to live, look-ups and caches.
    /// Time to live of a stored answer, seconds.
    Ttl = "ttl",
    /// Whether entries expire after the time to live.
    Expires = "expires",
    /// Time of one look-up, seconds.
    LookupTime = "lookup-time",
    /// Users that share one resolver's cache.
    ResolverUsers = "resolver-users",
    /// Time at the edge, seconds.
    EdgeTime = "edge-time",
    /// Fall back to the origin when the edge is down.
    OriginFallback = "origin-fallback",
    /// Whether the hit ratio is computed or typed in.
    TypedHitRatio = "typed-hit-ratio",
    /// Hit ratio when it is typed in.
    HitRatio = "hit-ratio",
    /// Memory for stored objects, bytes, per instance.
    Memory = "memory",
    /// Mean size of a stored object with its overhead, bytes.
    ItemBytes = "item-bytes",
    /// What gives way when memory is full.
    Eviction = "eviction",
    /// Who asks the store on a miss, and where writes go.
    Strategy = "strategy",
    /// Invalidations per second.
    Invalidations = "invalidations",
    /// Entries are loaded after a restart, before traffic comes.
    Warmed = "warmed",

    // Balancing.
    /// On connections or on requests.
    Layer = "layer",
    /// How a target is chosen.
    Policy = "policy",
    /// Requests that one connection carries, one after another.
    RequestsPerConnection = "requests-per-connection",
    /// Interval of health checks, seconds.
    HealthInterval = "health-interval",
    /// Failed checks until a target is taken out.
    HealthThreshold = "health-threshold",
    /// A standby takes over when the active one fails.
    StandbyPair = "standby-pair",

    // Machines and stations.
    /// Instances (machines) of this component.
    Instances = "instances",
    /// Cores of one instance; the ladder of machines prices it.
    Cores = "cores",
    /// Workers (threads, processes) of one instance; each is held for the whole time of a request.
    Workers = "workers",
    /// Requests that may wait for a worker at one instance; a further one is refused.
    AcceptQueue = "accept-queue",
    /// Time after which a request that still waits for a worker leaves, seconds.
    QueueTimeout = "queue-timeout",
    /// Connections that one instance accepts at a time.
    Connections = "connections",
    /// Requests that may wait for a connection, for all instances together; a further one is refused.
    ConnectionQueue = "connection-queue",
    /// Most operations per second of one instance.
    OperationRate = "operation-rate",
    /// Network card of one instance, bytes per second.
    Bandwidth = "bandwidth",
    /// Core time of a static request, seconds.
    StaticTime = "static-time",
    /// Core time of a read request, seconds.
    ReadTime = "read-time",
    /// Core time of a write request, seconds.
    WriteTime = "write-time",
    /// Core time of the database's part of a read, seconds (single server).
    QueryReadTime = "query-read-time",
    /// Core time of the database's part of a write, seconds (single server).
    QueryWriteTime = "query-write-time",
    /// Time of one operation, seconds.
    OperationTime = "operation-time",
    /// Distribution of service times.
    Distribution = "distribution",
    /// Squared coefficient of variation of service times (where the distribution leaves it free).
    Scv = "scv",
    /// Order of service at the cores.
    Discipline = "discipline",
    /// Whether calls are made one after the other or at once.
    CallOrder = "call-order",
    /// Answers to wait for where calls are made at once; 0: all.
    NeededAnswers = "needed-answers",
    /// Share of reads that find their pages in memory.
    BufferHitRatio = "buffer-hit-ratio",
    /// Time of one disk operation, seconds.
    DiskTime = "disk-time",
    /// Disk operations of one read that misses memory, or of one write.
    DiskOperations = "disk-operations",
    /// Disk operations per second of one instance.
    Iops = "iops",
    /// Time to the first byte, seconds.
    FirstByteTime = "first-byte-time",

    // Replication and data.
    /// Whether a commit waits for replicas.
    Replication = "replication",
    /// Who takes writes.
    Primaries = "primaries",
    /// Delay of asynchronous replication, seconds.
    ReplicationLag = "replication-lag",
    /// From the detected loss of a primary until a replica takes writes, seconds.
    PromotionTime = "promotion-time",
    /// Share of losses of a primary that fail-over handles by itself.
    FailoverCoverage = "failover-coverage",
    /// Time of a fail-over by hand, hours.
    ManualFailover = "manual-failover",
    /// Size of all data, bytes.
    StoredBytes = "stored-bytes",
    /// Databases that share the keys.
    Shards = "shards",
    /// Which shard a key belongs to.
    ShardPlacement = "shard-placement",
    /// Share of requests for the hottest key.
    CelebrityShare = "celebrity-share",
    /// Share of queries that ask every shard.
    ScatterShare = "scatter-share",
    /// Share of a query's work that scans the table.
    ScannedShare = "scanned-share",
    /// What is read together is stored together, in copies.
    Denormalised = "denormalised",
    /// Nodes that keep each item (N).
    ReplicationFactor = "replication-factor",
    /// Answers that a read waits for (R).
    ReadQuorum = "read-quorum",
    /// Confirmations that a write waits for (W).
    WriteQuorum = "write-quorum",
    /// What reads ask for.
    AccessPattern = "access-pattern",
    /// Core time of a look-up by key, seconds.
    KeyLookupTime = "key-lookup-time",
    /// Core time of a range scan, seconds.
    RangeScanTime = "range-scan-time",
    /// Core time of a join, seconds.
    JoinTime = "join-time",
    /// Core time of a traversal of two steps, seconds.
    TraversalTime = "traversal-time",
    /// Core time of a full-text search, seconds.
    FullTextTime = "full-text-time",
    /// Core time of an aggregate, seconds.
    AggregateTime = "aggregate-time",

    // Scaling, sessions and failures.
    /// Rented or bought machines.
    Hosting = "hosting",
    /// Monthly cost of an owned machine over that of a rented one.
    OwnedPrice = "owned-price",
    /// Where sessions live.
    SessionState = "session-state",
    /// Load of the fullest instance over the mean, where sessions stick to instances.
    SessionSkew = "session-skew",
    /// How long a server keeps a session in its memory after its last use, seconds.
    SessionTime = "session-time",
    /// Core time to verify a token, seconds.
    TokenTime = "token-time",
    /// Instances follow the load.
    Autoscaling = "autoscaling",
    /// Utilization that autoscaling aims at.
    TargetUtilization = "target-utilization",
    /// Fewest instances of autoscaling.
    MinInstances = "min-instances",
    /// Most instances of autoscaling.
    MaxInstances = "max-instances",
    /// From the decision to add an instance until it answers, seconds.
    BootTime = "boot-time",
    /// Pause between two steps of autoscaling, seconds.
    CoolDown = "cool-down",
    /// Mean time between failures of one instance, hours.
    Mtbf = "mtbf",
    /// Mean time from a failure until the instance is back, hours.
    Mttr = "mttr",
    /// Whether it takes traffic all the time or only when others are down.
    PlaceMode = "place-mode",

    // Messaging.
    /// Parts of a queue that are consumed at a time.
    Partitions = "partitions",
    /// Messages survive a restart.
    Durable = "durable",
    /// What must hold a message before the publisher goes on.
    Acknowledgement = "acknowledgement",
    /// Mean size of a message, bytes.
    MessageBytes = "message-bytes",
    /// How long entries are kept, seconds.
    Retention = "retention",
    /// Time after which an unconfirmed message is handed out again, seconds.
    RedeliveryTimeout = "redelivery-timeout",
    /// Attempts until a message goes to the dead letters.
    MaxDeliveries = "max-deliveries",
    /// Core time of one message, seconds.
    JobTime = "job-time",
    /// Messages waiting per worker at which autoscaling adds one.
    BacklogPerWorker = "backlog-per-worker",

    // Operations.
    /// Interval at which figures are collected, seconds.
    ScrapeInterval = "scrape-interval",
    /// How long a figure must be bad before the alarm, seconds.
    AlarmDelay = "alarm-delay",
    /// Utilization that raises an alarm.
    AlarmUtilization = "alarm-utilization",
    /// Share of failed requests that raises an alarm.
    AlarmErrorShare = "alarm-error-share",
    /// 99th percentile of response time that raises an alarm, seconds.
    AlarmResponseTime = "alarm-response-time",
    /// Core time that whoever reports spends on each report, seconds.
    ReportTime = "report-time",
    /// Bytes written down per request.
    LogBytes = "log-bytes",
    /// Share of requests that are written down.
    SampledShare = "sampled-share",
    /// Deployments per day.
    DeploysPerDay = "deploys-per-day",
    /// Share of deployments that cause a failure.
    FailedDeployShare = "failed-deploy-share",
    /// From a failed deployment until it is rolled back, seconds.
    RecoveryTime = "recovery-time",

    // Links.
    /// Round trip, seconds.
    Latency = "latency",
    /// Weight among the targets.
    Weight = "weight",
    /// Calls that each request makes.
    CallsPerRequest = "calls-per-request",
    /// Share of requests that make these calls.
    Share = "share",
    /// Carries static requests.
    CarriesStatic = "carries-static",
    /// Carries read requests.
    CarriesRead = "carries-read",
    /// Carries write requests.
    CarriesWrite = "carries-write",
    /// Also takes reads though replicas are there.
    SharesReads = "shares-reads",
    /// The caller waits for the answer.
    Synchronous = "synchronous-call",
    /// Time after which the caller gives up, seconds.
    Timeout = "timeout",
    /// Attempts after the first.
    Retries = "retries",
    /// Pause before the first further attempt, seconds.
    Backoff = "backoff",
    /// A call that is given up stops working.
    Cancels = "cancels",
    /// A circuit breaker stops calls to what fails.
    Breaker = "breaker",
    /// Share of failing calls at which the circuit breaker opens.
    BreakerThreshold = "breaker-threshold",
}
