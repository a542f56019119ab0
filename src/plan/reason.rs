//! What a component can be short of, why a request is not answered, and where a topology gives way.

use crate::model::ComponentId;

/// What a component can be short of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Processor cores.
    Cores,
    /// Workers held during requests.
    Workers,
    /// Connections.
    Connections,
    /// Disk operations.
    Disk,
    /// Operations or requests per second.
    Operations,
    /// Network card.
    Network,
    /// Memory for what is kept.
    Memory,
}

impl Resource {
    /// Every resource.
    pub const ALL: &'static [Self] =
        &[Self::Cores, Self::Workers, Self::Connections, Self::Disk, Self::Operations, Self::Network, Self::Memory];

    /// The key of its texts, under `resource-KEY`, and its name in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cores => "cores",
            Self::Workers => "workers",
            Self::Connections => "connections",
            Self::Disk => "disk",
            Self::Operations => "operations",
            Self::Network => "network",
            Self::Memory => "memory",
        }
    }
}

/// Why a request is not answered correctly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The queue in front of this resource is full.
    QueueFull(Resource),
    /// The component that should answer is down.
    Down,
    /// A write reached a read replica.
    WriteToReplica,
    /// Nothing behind can answer this class.
    NoTarget,
    /// Every attempt took longer than its caller waits.
    TimedOut,
    /// Waited longer for its turn than it is willing to.
    Impatient(Resource),
    /// A circuit breaker let it not through.
    BreakerOpen,
    /// Still waiting: the queue grows.
    StillQueued,
    /// Handed out as often as allowed without being finished: a dead letter.
    DeadLetter,
    /// Nobody was there to take it, and nothing kept it.
    Undelivered,
    /// The way to it is down, or lost the call or its answer.
    Unreachable,
    /// It answered with an error: a bad deployment.
    Faulty,
    /// There is no room left for what was to be written.
    DiskFull,
}

impl Reason {
    /// The key of its text, under `reason-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::QueueFull(_) => "queue-full",
            Self::Down => "down",
            Self::WriteToReplica => "write-to-replica",
            Self::NoTarget => "no-target",
            Self::TimedOut => "timed-out",
            Self::Impatient(_) => "impatient",
            Self::BreakerOpen => "breaker-open",
            Self::StillQueued => "still-queued",
            Self::DeadLetter => "dead-letter",
            Self::Undelivered => "undelivered",
            Self::Unreachable => "unreachable",
            Self::Faulty => "faulty",
            Self::DiskFull => "disk-full",
        }
    }
}

/// The load at which the first resource is full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakingPoint {
    /// Users at which the utilization of `resource` reaches 1 (or requests are refused for it).
    pub users: f64,
    /// Where.
    pub component: ComponentId,
    /// Which resource.
    pub resource: Resource,
}
