//! A component stops for a while and then goes on: what piles up, and how long until it is gone.
//!
//! A fluid model: requests come and are served at constant rates, as if they could be divided. Good for backlogs of many
//! requests; chance adds to it near capacity. What waits, waits; beyond the places that there are it is refused.

use crate::model::ComponentId;
use crate::plan::{Plan, Station};
use crate::solve::{Resource, Solution};

/// What an outage leaves behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outage {
    /// Most requests that wait: when it ends.
    pub backlog_max: f64,
    /// From the end of the outage until the backlog is gone, seconds; infinite where capacity is no more than what
    /// arrives.
    pub recovery_s: f64,
    /// Requests refused in the outage because there is no room for them.
    pub refused: f64,
}

/// An outage of `component` of `length_s` seconds in the steady state that `solution` is of `plan`; `None` where
/// nothing arrives there or the component has no limit of its own.
pub fn outage(plan: &Plan, solution: &Solution, component: ComponentId, length_s: f64) -> Option<Outage> {
    let part = plan.components.iter().find(|part| part.id == component)?;
    let result = solution.components.get(&component).filter(|result| result.arrival_per_s > 0.0)?;
    // At capacity, the fullest of what works itself is busy all the time; throughput and use are proportional.
    let working = plan.stations[part.stations.clone()].iter().filter(|station| !station.held);
    let resources: Vec<Resource> = working.map(|station| station.resource).collect();
    let served = result.resources.iter().filter(|resource| resources.contains(&resource.resource));
    let utilization = served.map(|resource| resource.utilization).fold(0.0, f64::max);
    if utilization <= 0.0 {
        return None;
    }
    let arrival = result.arrival_per_s;
    let capacity = result.throughput_per_s / utilization;
    let places: f64 = places(&plan.stations[part.stations.clone()]);
    let come = arrival * length_s;
    let backlog_max = come.min(places);
    let left = capacity - arrival;
    // Rounding of the utilization stands for no capacity.
    let recovery_s = match () {
        () if backlog_max <= 0.0 => 0.0,
        () if left <= 1e-9 * arrival => f64::INFINITY,
        () => backlog_max / left,
    };
    Some(Outage { backlog_max, recovery_s, refused: come - backlog_max })
}

/// Why what follows an outage is no matter of backlog and capacity alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unforeseen {
    /// A second steady state lies beside this one: the outage may lead there.
    OtherState,
    /// Who is not answered asks again, which makes the load grow.
    Retries,
    /// A fixed number of users: who waits sends nothing more.
    Closed,
}

impl Unforeseen {
    /// The key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OtherState => "other-state",
            Self::Retries => "retries",
            Self::Closed => "closed",
        }
    }
}

/// What makes [`outage`] no forecast for `plan`; `None`: nothing does.
pub fn unforeseen(plan: &Plan, solution: &Solution) -> Option<Unforeseen> {
    if solution.other.is_some() {
        return Some(Unforeseen::OtherState);
    }
    if plan.sources.iter().any(|source| source.closed.is_some()) {
        return Some(Unforeseen::Closed);
    }
    plan.policies.iter().any(|policy| policy.retries > 0.0).then_some(Unforeseen::Retries)
}

/// How many can wait or be held, over all copies: at the first of its stations, by which requests come in.
fn places(stations: &[Station]) -> f64 {
    stations.first().map_or(f64::INFINITY, |first| {
        let room = if first.keeps { f64::INFINITY } else { first.queue_limit + first.servers };
        (room * first.copies).min(first.population * first.copies)
    })
}
