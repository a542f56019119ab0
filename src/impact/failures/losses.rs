//! What a failure costs besides refusals: writes and sessions that are gone, messages that wait, time.

use super::list::taken_down;
use super::stages::Moment;
use super::{Failure, Phase, Stage};
use crate::impact::{outage, warm_up};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Choice, Component, ComponentId, Document, Value};
use crate::plan::{Class, Lifetime, Plan, Reason};
use crate::solve::Solution;

/// The sound system that a failure strikes.
#[derive(Clone, Copy)]
pub(super) struct Sound<'a> {
    pub(super) document: &'a Document,
    pub(super) plan: &'a Plan,
    pub(super) solution: &'a Solution,
}

/// Seconds of an hour.
const HOUR_S: f64 = 3_600.0;

/// Share of the requests by which two states differ that count as the same.
pub(super) const NOTHING: f64 = 1e-6;

/// From a failure until somebody works on it, and until it is repaired, seconds. A link is noticed with the first of its
/// two ends. `None`: not known. What is said to be repaired in no time counts as never down, so that nobody knows how
/// long it would be.
pub(super) fn times(sound: Sound<'_>, failure: Failure) -> (Option<f64>, Option<f64>) {
    let failures = &sound.plan.failures;
    let noticed_s = |id: ComponentId| {
        let part = sound.plan.components.iter().position(|part| part.id == id)?;
        Some(failures.components[part].noticed_s)
    };
    match failure {
        Failure::Component(id) | Failure::Instance(id) => {
            if let Some(place) = failures.places.iter().find(|place| place.id == id) {
                return (Some(place.noticed_s), repair(&place.lifetime));
            }
            let Some(part) = sound.plan.components.iter().position(|part| part.id == id) else { return (None, None) };
            (noticed_s(id), repair(&failures.components[part].unit))
        }
        Failure::Link(id) => {
            let link = sound.document.links.get(&id);
            let Some((link, role)) = link.and_then(|link| Some((link, sound.document.role(link)?))) else {
                return (None, None);
            };
            let noticed_s = [link.from, link.to].into_iter().filter_map(noticed_s).reduce(f64::min);
            let bare_s = link.number(role, Parameter::Mttr) * HOUR_S;
            (noticed_s, noticed_s.filter(|_| bare_s > 0.0).map(|noticed_s| noticed_s + bare_s))
        }
    }
}

fn repair(lifetime: &Lifetime) -> Option<f64> {
    (lifetime.mtbf_s.is_finite() && lifetime.mttr_s > 0.0).then_some(lifetime.mttr_s)
}

/// Writes that were confirmed and are lost with what fails for good: of a primary that copies them later, as many as
/// are on their way to the copy that has got furthest (its lag times the rate of writes, Little's law). None where
/// somebody waits for a copy, and none where no copy takes its place: then they are back with its disk. `None`: unknown.
pub(super) fn writes_lost(sound: Sound<'_>, failure: Failure) -> Option<f64> {
    let down = taken_down(sound.document, failure);
    let mut lost = 0.0;
    for &id in &down {
        let Some(component) = sound.document.components.get(&id) else { continue };
        lost += match component.kind {
            Kind::RelationalDatabase => of_primary(sound, id, component, &down)?,
            Kind::Cache if component.choice(Parameter::Strategy) == Some(Choice::WriteBack) => return None,
            _ => 0.0,
        };
    }
    if let Failure::Instance(id) = failure {
        lost += of_node(sound, id)?;
    }
    Some(lost)
}

fn of_primary(sound: Sound<'_>, id: ComponentId, component: &Component, down: &[ComponentId]) -> Option<f64> {
    let waits = matches!(component.choice(Parameter::Replication), Some(Choice::Synchronous | Choice::SemiSynchronous));
    let copies = sound.document.outgoing(id).filter(|(_, link)| sound.document.role(link) == Some(Role::Replicate));
    let left = copies.map(|(_, link)| link.to).filter(|to| !down.contains(to));
    let behind: Vec<f64> = left
        .filter_map(|to| sound.solution.components.get(&to)?.unapplied)
        .map(|unapplied| if unapplied.writes_per_s > 0.0 { unapplied.writes_per_s * unapplied.lag_s } else { 0.0 })
        .collect();
    if waits || behind.is_empty() {
        return Some(0.0);
    }
    Some(behind.into_iter().fold(f64::INFINITY, f64::min)).filter(|lost| lost.is_finite())
}

/// Of one node of a store that confirms with its first copy: its share of the writes that no other has yet.
fn of_node(sound: Sound<'_>, id: ComponentId) -> Option<f64> {
    let Some(component) = sound.document.components.get(&id) else { return Some(0.0) };
    let number = |parameter| match component.value(parameter) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    };
    let (Some(copies), Some(confirmed)) = (number(Parameter::ReplicationFactor), number(Parameter::WriteQuorum)) else {
        return Some(0.0);
    };
    if copies < 2.0 || confirmed > 1.0 {
        return Some(0.0);
    }
    // The plan says how long the others lag only where reads may see it.
    let unapplied = sound.solution.components.get(&id)?.unapplied?;
    Some(unapplied.writes_per_s * unapplied.lag_s / number(Parameter::Instances).unwrap_or(1.0).max(1.0))
}

/// Share of the sessions that stand in the memory of what fails, over the components that keep some there.
pub(super) fn sessions_lost(sound: Sound<'_>, failure: Failure) -> f64 {
    let keeps = |component: &Component| component.choice(Parameter::SessionState) == Some(Choice::Stateful);
    let instances = |component: &Component| component.number(Parameter::Instances).max(1.0);
    let all: f64 = sound.document.components.values().filter(|one| keeps(one)).map(|one| instances(one)).sum();
    let there = |id: &ComponentId| sound.document.components.get(id).filter(|one| keeps(one));
    let lost: f64 = match failure {
        Failure::Instance(id) => f64::from(u8::from(there(&id).is_some())),
        _ => taken_down(sound.document, failure).iter().filter_map(there).map(|one| instances(one)).sum(),
    };
    if all > 0.0 { lost / all } else { 0.0 }
}

/// The caches that come back with part of their hit ratio, and how long they take to be warm again, seconds; `None`
/// where that is not known. Those that are filled before they are used come back warm.
pub(super) fn cold(sound: Sound<'_>, failure: Failure) -> (Vec<(ComponentId, f64)>, Option<f64>) {
    let (ids, left): (Vec<ComponentId>, f64) = match failure {
        Failure::Instance(id) => {
            let instances = sound.document.components.get(&id).map_or(1.0, |one| one.number(Parameter::Instances));
            (vec![id], 1.0 - 1.0 / instances.max(1.0))
        }
        _ => (taken_down(sound.document, failure), 0.0),
    };
    let (mut ratios, mut seconds) = (Vec::new(), Some(0.0));
    for id in ids {
        let ratio = sound.solution.components.get(&id).and_then(|part| part.hit_ratio).filter(|ratio| *ratio > 0.0);
        let warmed = sound.document.components.get(&id).is_some_and(|one| one.flag(Parameter::Warmed));
        let Some(ratio) = ratio.filter(|_| !warmed) else { continue };
        ratios.push((id, ratio * left));
        let warm_s = warm_up(sound.document, sound.plan, sound.solution, id);
        seconds = seconds.zip(warm_s).map(|(longest, own)| f64::max(longest, own));
    }
    (ratios, seconds)
}

/// Messages that wait when a failure of so many seconds is repaired, and how long it then takes until they are done,
/// seconds: infinite where their consumer has nothing to spare; `None` where that is not known.
pub(super) fn backlog(sound: Sound<'_>, moments: &[Moment], repair_s: Option<f64>) -> (f64, Option<f64>) {
    let mut waiting: Vec<(ComponentId, f64)> = Vec::new();
    for (position, moment) in moments.iter().enumerate() {
        let end_s = moments.get(position + 1).map(|next| next.from_s).or(repair_s).unwrap_or(f64::INFINITY);
        let kept = moment.solution.refusals.iter().filter(|refusal| refusal.reason == Reason::StillQueued);
        for refusal in kept.filter(|refusal| refusal.rate_per_s > 0.0 && end_s > moment.from_s) {
            let more = refusal.rate_per_s * (end_s - moment.from_s);
            match waiting.iter_mut().find(|(id, _)| *id == refusal.component) {
                Some((_, messages)) => *messages += more,
                None => waiting.push((refusal.component, more)),
            }
        }
    }
    // The standard library's sum of nothing is a negative zero.
    let messages = waiting.iter().fold(0.0, |sum, (_, messages)| sum + messages);
    let mut drained_s = Some(0.0);
    for (id, messages) in waiting {
        let arrival = sound.solution.components.get(&id).map_or(0.0, |part| part.arrival_per_s);
        let left = if arrival > 0.0 && messages.is_finite() {
            outage(sound.plan, sound.solution, id, messages / arrival).map(|after| after.recovery_s)
        } else {
            None
        };
        drained_s = drained_s.zip(left).map(|(longest, own)| f64::max(longest, own));
    }
    (messages, drained_s)
}

/// From the failure until as much is served as before, and the requests of users that are not served until then.
pub(super) fn recovery(
    base: f64,
    phases: &[Phase],
    repair_s: Option<f64>,
    catching_up_s: Option<f64>,
) -> (Option<f64>, Option<f64>) {
    let (mut recovered_s, mut lost) = (Some(0.0), Some(0.0));
    for (position, phase) in phases.iter().enumerate() {
        let missing = phase.figures.as_ref().map(|figures| figures.offered_per_s * (base - figures.served_share()));
        let offered = phase.figures.as_ref().map_or(0.0, |figures| figures.offered_per_s);
        let Some(missing) = missing else { return (None, None) };
        if missing <= NOTHING * offered {
            continue;
        }
        let repaired = phase.stage == Stage::Repaired;
        let next = phases.get(position + 1).filter(|next| next.stage != Stage::Repaired).map(|next| next.from_s);
        let until_s = match (repaired, next) {
            (true, _) => repair_s.zip(catching_up_s).map(|(repaired, more)| repaired + more),
            (false, Some(next)) => Some(next),
            (false, None) => repair_s,
        };
        let from_s = if repaired { repair_s } else { Some(phase.from_s) };
        // What would be noticed only after it is repaired never matters.
        let until_s = if repaired { until_s } else { until_s.map(|until| until.min(repair_s.unwrap_or(until))) };
        if from_s.zip(until_s).is_some_and(|(from, until)| from >= until) {
            continue;
        }
        recovered_s = until_s;
        lost = lost.zip(from_s).zip(until_s).map(|((lost, from), until)| lost + missing * (until - from).max(0.0));
    }
    (recovered_s, lost)
}

/// Whether requests are lost for want of room or time and not because something is down.
pub(super) fn overloaded(moment: &Moment) -> bool {
    let crowded =
        |reason| matches!(reason, Reason::QueueFull(_) | Reason::Impatient(_) | Reason::TimedOut | Reason::BreakerOpen);
    let refusals = moment.solution.refusals.iter().filter(|refusal| refusal.class != Class::Job);
    refusals.filter(|refusal| crowded(refusal.reason)).map(|refusal| refusal.rate_per_s).sum::<f64>()
        > 1e-3 * moment.solution.offered_per_s
}
