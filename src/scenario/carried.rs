//! What one version meets, for another: the same faults and the same scenario at the parts that correspond.
//!
//! Parts correspond by id where both have one of the same kind there, which versions of one drawing have; else by kind
//! and name, and else where it is the only one of its kind on both sides. A link corresponds to the one between what its
//! ends correspond to.

use crate::model::{ComponentId, Document, Fault, Incident, LinkId, Subject};

/// A version with what another meets.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The version with the faults and the scenario of the other, and its users.
    pub document: Document,
    /// What cannot happen there.
    pub left_out: Vec<(Subject, Fault)>,
}

/// `other` with what `first` meets: its faults, its scenario, its users.
pub fn carried(other: &Document, first: &Document) -> Carried {
    let mut document = other.healed();
    document.scenario.incidents.clear();
    document.users = first.users;
    let sound = document.clone();
    let mut left_out = Vec::new();
    let mut there = |subject: Subject, fault: Fault| {
        let found = place(first, &sound, subject, fault);
        if found.is_none() {
            left_out.push((subject, fault));
        }
        found
    };
    for (subject, fault) in first.faults.iter() {
        if let Some((subject, fault)) = there(subject, fault) {
            document.faults.insert(subject, fault);
        }
    }
    for incident in &first.scenario.incidents {
        if let Some((subject, fault)) = there(incident.subject, incident.fault) {
            document.scenario.add(Incident { subject, fault, ..*incident });
        }
    }
    Carried { document, left_out }
}

/// What a fault of `first` is in `other`.
fn place(first: &Document, other: &Document, subject: Subject, fault: Fault) -> Option<(Subject, Fault)> {
    let subject = match subject {
        Subject::Document => Subject::Document,
        Subject::Component(id) => component(first, other, id)?.into(),
        Subject::Link(id) => link(first, other, id)?.into(),
    };
    let fault = match fault {
        Fault::CutOff(place) => Fault::CutOff(component(first, other, place)?),
        fault => fault,
    };
    fault.fits(other, subject).then_some((subject, fault))
}

fn component(first: &Document, other: &Document, id: ComponentId) -> Option<ComponentId> {
    let own = first.components.get(&id)?;
    if other.components.get(&id).is_some_and(|there| there.kind == own.kind) {
        return Some(id);
    }
    let alike = |document: &Document| -> Vec<ComponentId> {
        document.components.iter().filter(|(_, part)| part.kind == own.kind).map(|(id, _)| *id).collect()
    };
    let (here, there) = (alike(first), alike(other));
    let named = there.iter().copied().find(|id| !own.name.is_empty() && other.components[id].name == own.name);
    let only = || there.first().copied().filter(|_| here.len() == 1 && there.len() == 1);
    named.or_else(only)
}

fn link(first: &Document, other: &Document, id: LinkId) -> Option<LinkId> {
    let own = first.links.get(&id)?;
    let (from, to) = (component(first, other, own.from)?, component(first, other, own.to)?);
    let ends = |link: LinkId| other.links.get(&link).is_some_and(|link| (link.from, link.to) == (from, to));
    let between = other.links.keys().copied().find(|link| ends(*link));
    Some(id).filter(|id| ends(*id)).or(between)
}
