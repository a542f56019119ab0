//! What fails only because something else did, in the order in which it does.
//!
//! A fluid: from the moment of a phase on, the rates are those of its steady state. What arrives beyond what is worked
//! off piles up, and a line refuses once it is full: after its free places over the rate at which the steady state
//! refuses there. A caller's time limit passes once the wait has grown to it: of work that takes 1 second per second at
//! capacity, the wait grows by what is lost over what is served. A resource is full at once, and what is kept in a queue
//! falls behind at once. What the phase ends before has no effect. Equal times stand callees first.

use super::losses::NOTHING;
use super::stages::Moment;
use crate::model::ComponentId;
use crate::plan::{Plan, Reason, Resource};
use crate::solve::{ComponentResult, Refusal, ResourceResult, Solution};

/// Utilization at which a resource counts as full.
const FULL: f64 = 0.9995;

/// Share of what a component is asked that it newly loses.
const NOTICEABLE: f64 = 1e-3;

/// The figure that tipped a component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tipped {
    /// A resource is full.
    Full {
        /// Which.
        resource: Resource,
        /// Its utilization before.
        before: f64,
        /// And in the phase.
        after: f64,
    },
    /// Requests are lost there that were not before.
    Loses {
        /// Why.
        reason: Reason,
        /// Requests per second that are lost so before.
        before_per_s: f64,
        /// And in the phase.
        after_per_s: f64,
    },
}

/// A component that fails only because another did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fallen {
    /// Which.
    pub component: ComponentId,
    /// When, seconds after the failure.
    pub at_s: f64,
    /// Why.
    pub tipped: Tipped,
}

/// All that fails because of what is `down`, first to last; each component once, with the first that tips it.
pub(super) fn cascade(sound: &Solution, moments: &[Moment], down: &[ComponentId]) -> Vec<Fallen> {
    let mut fallen: Vec<Fallen> = Vec::new();
    for (position, moment) in moments.iter().enumerate().filter(|(_, moment)| moment.solution.converged) {
        let end_s = moments.get(position + 1).map_or(f64::INFINITY, |next| next.from_s);
        let mut here: Vec<Fallen> = Vec::new();
        for part in &moment.plan.components {
            let known = fallen.iter().any(|other| other.component == part.id);
            if down.contains(&part.id) || known {
                continue;
            }
            let tipped = tipping(sound, moment, part.id).into_iter();
            let tipped = tipped.filter(|one| one.at_s < end_s).min_by(|a, b| a.at_s.total_cmp(&b.at_s));
            here.extend(tipped);
        }
        here.sort_by(|a, b| a.at_s.total_cmp(&b.at_s));
        fallen.extend(here);
    }
    fallen.sort_by(|a, b| a.at_s.total_cmp(&b.at_s));
    fallen
}

/// All that tips one component in a phase.
fn tipping(sound: &Solution, moment: &Moment, id: ComponentId) -> Vec<Fallen> {
    let Some(after) = moment.solution.components.get(&id) else { return Vec::new() };
    let before = sound.components.get(&id);
    let from_s = moment.from_s;
    let full = after.resources.iter().filter(|resource| works(&moment.plan, resource)).filter_map(|resource| {
        let was = before.map_or(0.0, |part| fullest(part, resource.resource));
        let tipped = Tipped::Full { resource: resource.resource, before: was, after: resource.utilization };
        let newly = resource.utilization >= FULL && was < FULL;
        newly.then_some(Fallen { component: id, at_s: from_s, tipped })
    });
    let mut found: Vec<Fallen> = full.collect();
    for (reason, after_per_s) in lost_at(&moment.solution, id) {
        let before_per_s =
            lost_at(sound, id).into_iter().find(|(other, _)| *other == reason).map_or(0.0, |lost| lost.1);
        let more = after_per_s - before_per_s;
        if more > NOTICEABLE * after.arrival_per_s.max(NOTHING) {
            let tipped = Tipped::Loses { reason, before_per_s, after_per_s };
            let at_s = from_s + until_lost(moment, after, before, reason, after_per_s);
            found.push(Fallen { component: id, at_s, tipped });
        }
    }
    found
}

/// Whether it does work of its own, and is not only held.
fn works(plan: &Plan, resource: &ResourceResult) -> bool {
    !plan.stations[resource.station].held && !plan.stations[resource.station].keeps
}

fn fullest(part: &ComponentResult, resource: Resource) -> f64 {
    let same = part.resources.iter().filter(|other| other.resource == resource);
    same.map(|other| other.utilization).fold(0.0, f64::max)
}

/// What is lost at a component for reasons of its own, by reason.
fn lost_at(solution: &Solution, id: ComponentId) -> Vec<(Reason, f64)> {
    let own = |refusal: &&Refusal| refusal.component == id && is_own(refusal.reason);
    let mut found: Vec<(Reason, f64)> = Vec::new();
    for refusal in solution.refusals.iter().filter(own) {
        match found.iter_mut().find(|(reason, _)| *reason == refusal.reason) {
            Some((_, rate)) => *rate += refusal.rate_per_s,
            None => found.push((refusal.reason, refusal.rate_per_s)),
        }
    }
    found
}

/// Whether a component that gives this reason has failed itself: it had no room or no time.
fn is_own(reason: Reason) -> bool {
    match reason {
        Reason::QueueFull(_)
        | Reason::Impatient(_)
        | Reason::TimedOut
        | Reason::BreakerOpen
        | Reason::StillQueued
        | Reason::DeadLetter => true,
        Reason::Down
        | Reason::Unreachable
        | Reason::Faulty
        | Reason::DiskFull
        | Reason::WriteToReplica
        | Reason::NoTarget
        | Reason::Undelivered => false,
    }
}

/// Seconds from the beginning of a phase until a component first loses requests for a reason.
fn until_lost(
    moment: &Moment,
    after: &ComponentResult,
    before: Option<&ComponentResult>,
    reason: Reason,
    lost_per_s: f64,
) -> f64 {
    match reason {
        Reason::QueueFull(resource) => {
            let refusing = after.resources.iter().filter(|one| one.resource == resource && one.refused_share > 0.0);
            let busy = before.map_or(0.0, |part| {
                let same = part.resources.iter().filter(|one| one.resource == resource);
                same.map(|one| one.busy + one.waiting).sum()
            });
            refusing.map(|one| filled_s(&moment.plan, one, busy)).fold(f64::INFINITY, f64::min)
        }
        Reason::Impatient(resource) => {
            let waiting = after.resources.iter().filter(|one| one.resource == resource && one.refused_share > 0.0);
            let seconds = waiting.map(|one| {
                let patience_s = moment.plan.stations[one.station].patience_s;
                patience_s * (1.0 + (1.0 - one.refused_share) / one.refused_share)
            });
            seconds.fold(f64::INFINITY, f64::min)
        }
        Reason::TimedOut | Reason::DeadLetter => {
            let limit_s = limit_s(moment, after);
            limit_s * (1.0 + after.throughput_per_s / lost_per_s)
        }
        _ => 0.0,
    }
}

/// Until all places of a line are taken, at the rate at which it refuses once they are.
fn filled_s(plan: &Plan, resource: &ResourceResult, busy: f64) -> f64 {
    let station = &plan.stations[resource.station];
    let places = (station.queue_limit + station.servers) * station.copies;
    let refused_per_s = resource.served_per_s * resource.refused_share / (1.0 - resource.refused_share).max(1e-12);
    (places - busy).max(0.0) / refused_per_s
}

/// The shortest time limit of those who call a component.
fn limit_s(moment: &Moment, after: &ComponentResult) -> f64 {
    let is = |part: &crate::plan::Planned| {
        moment.solution.components.get(&part.id).is_some_and(|result| std::ptr::eq(result, after))
    };
    let Some(position) = moment.plan.components.iter().position(is) else { return 0.0 };
    let limits = moment.plan.policies.iter().filter(|policy| policy.component == position);
    let shortest = limits.map(|policy| policy.timeout_s).fold(f64::INFINITY, f64::min);
    if shortest.is_finite() { shortest } else { 0.0 }
}
