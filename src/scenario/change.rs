//! What a document's faults and scenario are as changes of a run.

use std::rc::Rc;

use super::standing::Standing;
use crate::model::{Component, Document, Fault, Incident, Subject};
use crate::plan::Plan;
use crate::simulate::Change;

/// What a run of the sound drawing is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beginning {
    /// What is struck from the beginning, and has been for long.
    pub begin: Vec<Change>,
    /// What changes, with the times.
    pub changes: Vec<(f64, Change)>,
}

/// The faults and the scenario of `document` for a run of `plan`, which is that of the sound drawing.
pub fn beginning(document: &Document, plan: &Plan) -> Beginning {
    let sound = Standing::of(&document.healed(), plan);
    let mut now = Standing::of(document, plan);
    let begin = sound.changes(&now);
    let mut times: Vec<f64> = document
        .scenario
        .incidents
        .iter()
        .flat_map(|incident| [Some(incident.from_s), incident.until_s])
        .flatten()
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let mut changes = Vec::new();
    for time_s in times {
        let next = Standing::of(&struck_at(document, time_s), plan);
        changes.extend(now.changes(&next).into_iter().map(|change| (time_s, change)));
        now = next;
        let emptied = document.scenario.incidents.iter().filter(|incident| incident.from_s == time_s);
        changes.extend(emptied.filter_map(|incident| Some((time_s, emptying(incident, plan)?))));
    }
    Beginning { begin, changes }
}

/// The document with what its scenario has struck at a time: its faults are not touched by incidents that are over.
fn struck_at(document: &Document, time_s: f64) -> Document {
    let mut struck = document.clone();
    for incident in &document.scenario.incidents {
        let under_way = incident.from_s <= time_s && incident.until_s.is_none_or(|until_s| time_s < until_s);
        if under_way && incident.fault.is_state() {
            struck.faults.insert(incident.subject, incident.fault);
        }
    }
    struck
}

fn emptying(incident: &Incident, plan: &Plan) -> Option<Change> {
    let Subject::Component(id) = incident.subject else { return None };
    let position = plan.components.iter().position(|part| part.id == id)?;
    (incident.fault == Fault::CacheEmptied).then_some(Change::EmptyCache(position))
}

/// What has to change in a run of `plan`, the sound drawing's, that began with `first` and stands as `old` says, so that
/// it stands as `new` says. `None` where it is another drawing: then the run stays what it was.
pub fn between(plan: &Plan, first: f64, old: &Document, new: &Document) -> Option<Vec<Change>> {
    if !follows(old, new) {
        return None;
    }
    let standing = |document: &Document| {
        let factor = load_factor(plan, first, document.users)?;
        Some(Standing::of(document, plan).at(factor))
    };
    Some(standing(old)?.changes(&standing(new)?))
}

/// By how much the load of a run that began at `first` users is multiplied at `users`; `None` where it is no mere factor.
fn load_factor(plan: &Plan, first: f64, users: f64) -> Option<f64> {
    let follow = |source: &crate::plan::Source| source.fixed_rate == 0.0 && source.closed.is_none();
    let idle = plan.sources.iter().all(|source| source.rate_per_user == 0.0);
    if users == first || idle {
        return Some(1.0);
    }
    plan.sources.iter().all(follow).then(|| users / first)
}

/// Whether the drawings are the same but for faults, users, names, positions and what is planned to happen.
pub fn follows(old: &Document, new: &Document) -> bool {
    let alike = |one: &Component, other: &Component| {
        one.kind == other.kind
            && one.product == other.product
            && one.place == other.place
            && one.settings == other.settings
    };
    old.components.len() == new.components.len()
        && old.components.iter().zip(&new.components).all(|((one_id, one), (other_id, other))| {
            one_id == other_id && (Rc::ptr_eq(one, other) || alike(one, other))
        })
        && old.links.len() == new.links.len()
        && old
            .links
            .iter()
            .zip(&new.links)
            .all(|((one_id, one), (other_id, other))| one_id == other_id && (Rc::ptr_eq(one, other) || one == other))
}
