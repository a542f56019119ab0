//! What `solve` answers. All times in seconds, all rates per second, all shares between 0 and 1.

use std::collections::BTreeMap;

use crate::model::{ComponentId, Diagnostic, LinkId};
use crate::plan::{BreakingPoint, Class, Reason, Resource};

/// The steady state of a topology at one load.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Solution {
    /// The users that this was solved for.
    pub users: f64,
    /// Requests offered by all Users components, per second.
    pub offered_per_s: f64,
    /// Requests answered in any way but refusal, per second.
    pub throughput_per_s: f64,
    /// Requests answered correctly, per second.
    pub goodput_per_s: f64,
    /// One entry per class that is offered, in the order of [`Class::ALL`].
    pub classes: Vec<ClassResult>,
    /// One entry per component that the plan knows.
    pub components: BTreeMap<ComponentId, ComponentResult>,
    /// One entry per link that carries anything.
    pub links: BTreeMap<LinkId, LinkResult>,
    /// The same by Users component (so by their region), in the order of their ids, where there are several.
    pub groups: Vec<GroupResult>,
    /// Share of reads that are answered with an old value.
    pub stale_read_share: f64,
    /// The other steady state at this load, where there are two: what a retry storm, say, may not find back from. The
    /// one that holds it is the better one.
    pub other: Option<Box<Solution>>,
    /// Whether [`Self::other`] has been looked for.
    pub searched: bool,
    /// Goodput per second in the last two passes, lower first, where the fixed point was not reached.
    pub bracket: Option<(f64, f64)>,
    /// Every refusal or failure, with its reason and place; the rates add up to offered minus goodput.
    pub refusals: Vec<Refusal>,
    /// The resource with the highest utilization.
    pub bottleneck: Option<(ComponentId, Resource)>,
    /// Where this topology gives way as users grow; `None` where nothing in it is limited below
    /// [`crate::model::Document::MOST_USERS`].
    pub breaking_point: Option<BreakingPoint>,
    /// Whether the fixed point was reached; where not, the figures are the last iterate and must be shown as such.
    pub converged: bool,
    /// What is incomplete or senseless in the drawing.
    pub diagnostics: Vec<Diagnostic>,
}

/// One class, over all Users components.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassResult {
    /// Which.
    pub class: Class,
    /// Offered, per second.
    pub offered_per_s: f64,
    /// Answered correctly, per second.
    pub goodput_per_s: f64,
    /// Response time of those answered correctly; `None` where none are.
    pub response: Option<ResponseTime>,
}

/// What the users of one Users component get.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupResult {
    /// The Users component.
    pub users: ComponentId,
    /// Its classes.
    pub classes: Vec<ClassResult>,
}

/// Messages that wait for a consumer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Backlog {
    /// Mean number that waits; where it grows, without bound and so infinite.
    pub messages: f64,
    /// Messages by which it grows, per second.
    pub growth_per_s: f64,
    /// Mean wait of a message until it is taken, seconds; infinite where the backlog grows.
    pub wait_s: f64,
}

impl Backlog {
    /// Whether anything waits worth a word: more than one message in a hundred moments.
    pub fn is_notable(&self) -> bool {
        self.growth_per_s > 0.0 || self.messages >= 0.01
    }
}

/// A solved distribution of response time.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseTime {
    /// Mean, seconds.
    pub mean_s: f64,
    /// Percentiles.
    pub quantiles: Quantiles,
    /// The distribution function for drawing: (seconds, share answered by then), both increasing.
    pub curve: Vec<(f64, f64)>,
}

/// The percentiles that every table shows, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantiles {
    /// Median.
    pub p50_s: f64,
    /// 95th percentile.
    pub p95_s: f64,
    /// 99th percentile.
    pub p99_s: f64,
}

/// One component.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComponentResult {
    /// Requests, operations or queries that arrive, per second, over all instances.
    pub arrival_per_s: f64,
    /// Those that are answered here, per second.
    pub throughput_per_s: f64,
    /// Those refused or failed here, per second.
    pub refused_per_s: f64,
    /// Mean time that one arrival spends here and below (calls that it waits for included), seconds.
    pub response_mean_s: f64,
    /// 99th percentile of the same, seconds; `None` where nothing arrives.
    pub response_p99_s: Option<f64>,
    /// Hit ratio where it has a cache.
    pub hit_ratio: Option<f64>,
    /// Instances that run: those drawn and up, or as many as autoscaling keeps.
    pub instances: f64,
    /// What waits for its consumers, where it is a queue.
    pub backlog: Option<Backlog>,
    /// Share of the reads answered here that get an old value, where that can be.
    pub stale_share: Option<f64>,
    /// Writes that its primary has answered and that are not applied here yet, where it is a copy that lags.
    pub unapplied: Option<Unapplied>,
    /// Its resources, fullest first.
    pub resources: Vec<ResourceResult>,
}

/// Writes on their way to a copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unapplied {
    /// How many are answered, per second.
    pub writes_per_s: f64,
    /// From the answer until one is applied here, seconds; infinite where the copy falls behind without end.
    pub lag_s: f64,
}

/// One resource of one component; figures of one instance stand for all that are up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResourceResult {
    /// Position of its station in the plan.
    pub station: usize,
    /// Which.
    pub resource: Resource,
    /// Units that are up, over all instances (cores, workers, connections; 1 per instance for a rate).
    pub units: f64,
    /// Mean share of them that is busy, 0 to 1.
    pub utilization: f64,
    /// Mean number of them that is busy.
    pub busy: f64,
    /// Requests that get a unit, over all instances, per second.
    pub served_per_s: f64,
    /// Mean number of requests in line for a unit, over all instances.
    pub waiting: f64,
    /// Share of those accepted that have to wait for a unit.
    pub wait_probability: f64,
    /// Mean wait for a unit, of those that get one, seconds.
    pub wait_mean_s: f64,
    /// Share of arrivals that this resource refuses.
    pub refused_share: f64,
}

/// One link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkResult {
    /// Requests over the link, per second, by class; no entry for a class that it does not carry.
    pub rate_per_s: BTreeMap<Class, f64>,
    /// Bytes that answers carry back, per second.
    pub bytes_per_s: f64,
}

impl LinkResult {
    /// Requests per second over all classes.
    pub fn total_per_s(&self) -> f64 {
        self.rate_per_s.values().sum()
    }
}

/// Requests that are not answered correctly, for one reason at one component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refusal {
    /// The component that gave the reason.
    pub component: ComponentId,
    /// Which class.
    pub class: Class,
    /// Why.
    pub reason: Reason,
    /// Requests of users lost so, per second.
    pub rate_per_s: f64,
}
