//! How everything in a plan stands under the faults of a document, and the changes that lead from one such state to
//! another.

use crate::model::catalog::{Kind, Parameter};
use crate::model::{Document, Fault, FaultKind, Subject, Way};
use crate::plan::Plan;
use crate::simulate::Change;

/// One component.
#[expect(clippy::struct_excessive_bools, reason = "independent traits, named where they are set")]
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    down: bool,
    lost: u32,
    slow: f64,
    errors: u32,
    slower: (u32, f64),
    full: bool,
    flapping: bool,
    /// Whether it comes back with nothing of what it held.
    forgets: bool,
}

/// Everything, by position in the plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    parts: Vec<Part>,
    links: Vec<Way>,
    traffic: f64,
}

impl Standing {
    /// Under the faults of `document`; `plan` is that of the sound drawing.
    pub(super) fn of(document: &Document, plan: &Plan) -> Self {
        let traffic = match document.faults.get(Subject::Document, FaultKind::Traffic) {
            Some(Fault::Traffic(factor)) => factor,
            _ => 1.0,
        };
        Self {
            parts: plan.components.iter().map(|part| self::part(document, part.id)).collect(),
            links: plan.links.iter().map(|link| document.way(link.id)).collect(),
            traffic,
        }
    }

    /// The same at so many times the load.
    pub(super) fn at(self, load: f64) -> Self {
        Self { traffic: self.traffic * load, ..self }
    }

    /// What has to change from here to `to`: components in the order of the plan, then links, then the load.
    pub(super) fn changes(&self, to: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (position, (old, new)) in self.parts.iter().zip(&to.parts).enumerate() {
            old.changes(new, position, &mut changes);
        }
        for (position, (old, new)) in self.links.iter().zip(&to.links).enumerate() {
            if old.down != new.down {
                changes.push(if new.down { Change::LinkDown(position) } else { Change::LinkUp(position) });
            }
            if old.delay_s != new.delay_s {
                changes.push(Change::LinkSlow(position, new.delay_s));
            }
            if old.lossy != new.lossy {
                changes.push(Change::LinkLossy(position, new.lossy));
            }
        }
        if self.traffic != to.traffic {
            changes.push(Change::Traffic(to.traffic));
        }
        changes
    }
}

impl Part {
    fn changes(&self, new: &Self, position: usize, changes: &mut Vec<Change>) {
        if self.down && !new.down {
            changes.push(Change::ComponentUp(position));
            if self.forgets {
                changes.push(Change::EmptyCache(position));
            }
        }
        if self.lost > new.lost {
            changes.push(Change::InstancesUp(position));
        }
        let lost = if self.lost > new.lost { 0 } else { self.lost };
        if new.lost > lost {
            changes.push(Change::InstancesDown(position, new.lost - lost));
        }
        if !self.down && new.down {
            changes.push(Change::ComponentDown(position));
        }
        if self.slow != new.slow {
            changes.push(Change::Slow(position, new.slow));
        }
        if self.errors != new.errors {
            changes.push(Change::Errors(position, new.errors));
        }
        if self.slower != new.slower {
            changes.push(Change::SlowInstances(position, new.slower.0, new.slower.1));
        }
        if self.full != new.full {
            changes.push(Change::DiskFull(position, new.full));
        }
        if self.flapping != new.flapping {
            changes.push(Change::Flapping(position, new.flapping));
        }
    }
}

fn part(document: &Document, id: crate::model::ComponentId) -> Part {
    let outage = document.fault(id);
    let faults = &document.faults;
    let instances = document.components.get(&id).map_or(1.0, |here| here.number(Parameter::Instances).max(1.0));
    let bad = |share: f64| Document::bad_instances(share, instances) as u32;
    Part {
        down: outage == Some(Fault::Down),
        lost: if let Some(Fault::InstancesDown(count)) = outage { count } else { 0 },
        slow: if let Some(Fault::Slow(factor)) = faults.get(id, FaultKind::Slow) { factor } else { 1.0 },
        errors: if let Some(Fault::Errors(share)) = faults.get(id, FaultKind::Errors) { bad(share) } else { 0 },
        slower: match faults.get(id, FaultKind::SlowInstances) {
            Some(Fault::SlowInstances(share, factor)) => (bad(share), factor),
            _ => (0, 1.0),
        },
        full: faults.holds(id, Fault::DiskFull),
        flapping: faults.holds(id, Fault::Flapping),
        forgets: document
            .components
            .get(&id)
            .is_some_and(|here| here.kind == Kind::Cache && !here.flag(Parameter::Warmed)),
    }
}
