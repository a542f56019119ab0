//! Stations: what requests wait for.

use super::reason::Resource;
use super::service::Service;

#[expect(clippy::struct_excessive_bools, reason = "independent traits of a station, named where they are set")]
/// Servers with one queue, in some equal copies; an arrival goes to one copy at random.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Position of its component.
    pub component: usize,
    /// What it stands for.
    pub resource: Resource,
    /// Servers of one copy.
    pub servers: f64,
    /// Copies that are up.
    pub copies: f64,
    /// Whether it is one line for the servers of all instances (then `copies` is 1).
    pub pooled: bool,
    /// Most that may wait at one copy; a further one is refused.
    pub queue_limit: f64,
    /// Most that can be at one copy at a time, because whoever calls holds something limited.
    /// Infinite where the callers are open.
    pub population: f64,
    /// How an arrival gets to its copy.
    pub arrivals: Arrivals,
    /// How long one waits at most before it leaves unserved, seconds; infinite: for ever.
    pub patience_s: f64,
    /// Whether what it cannot serve stays queued (a queue that keeps messages) and is not refused.
    pub keeps: bool,
    /// Whether some program holds it later than at its start: then what it refuses is known only after a pass.
    pub nested: bool,
    /// Whether its servers are held during other work ([`Node::Hold`]) and do no work of their own.
    pub held: bool,
    /// In what order it serves.
    pub discipline: Discipline,
}

/// In what order a station serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    /// First in, first out.
    Fifo,
    /// All that are there share the servers; none gets more than one server.
    ProcessorSharing,
}

/// How an arrival gets to one of several copies, which may be instances of several components.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arrivals {
    /// By chance: Poisson arrivals at each copy.
    Random,
    /// To each in turn: every so many-th arrival of a Poisson stream.
    InTurn {
        /// Copies that take turns.
        targets: f64,
    },
    /// To the one with the fewest requests.
    LeastBusy {
        /// Copies to choose from.
        targets: f64,
    },
    /// To the emptier of two drawn by chance.
    EmptierOfTwo {
        /// Copies to choose from.
        targets: f64,
    },
}

impl Arrivals {
    /// Squared coefficient of variation of the times between arrivals at one copy, as far as the other copies'
    /// state does not matter.
    pub fn scv(self) -> f64 {
        if let Self::InTurn { targets } = self { 1.0 / targets.max(1.0) } else { 1.0 }
    }
}

/// Instances that follow the load: as many as keep the mean utilization at the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    /// Utilization aimed at.
    pub target_utilization: f64,
    /// Fewest instances.
    pub fewest: f64,
    /// Most instances.
    pub most: f64,
    /// Instances that the plan's stations were made for.
    pub drawn: f64,
    /// From the decision to add an instance until it answers, seconds.
    pub boot_s: f64,
    /// Pause between two steps, seconds.
    pub cool_down_s: f64,
    /// Messages waiting at which one more instance runs; `None`: they follow utilization alone.
    pub backlog_per_instance: Option<f64>,
}

/// Work at a station that comes by itself, such as being asked for metrics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Background {
    /// Position of the station.
    pub station: usize,
    /// How often at each copy, per second.
    pub rate_per_s: f64,
    /// How long.
    pub service: Service,
}
