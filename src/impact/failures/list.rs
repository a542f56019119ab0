//! What can fail: everything drawn that does some work, one instance of what has several, places, links.

use std::collections::{BTreeMap, BTreeSet};

use super::Failure;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Component, ComponentId, Document, Fault};
use crate::plan::Strike;

/// Every single failure: components and places in the order of their ids, each followed by one of its instances, then
/// links. Users do not fail. What is down already cannot; links that carry no requests (figures, logs, deployments) cost
/// none.
pub(super) fn failures(document: &Document) -> Vec<Failure> {
    let mut found = Vec::new();
    let used: BTreeSet<ComponentId> = document.components.values().filter_map(|component| component.place).collect();
    for (&id, component) in &document.components {
        let nothing = component.kind == Kind::Users || component.kind.spec().container && !used.contains(&id);
        if nothing || document.fault(id) == Some(Fault::Down) {
            continue;
        }
        found.push(Failure::Component(id));
        if units(document, id, component) > 1.0 {
            found.push(Failure::Instance(id));
        }
    }
    let requests = document
        .links
        .iter()
        .filter(|(_, link)| document.role(link).is_some_and(|role| !matches!(role, Role::Report | Role::Operate)));
    found.extend(requests.map(|(&id, _)| Failure::Link(id)));
    found
}

/// Units of a component of which any can fail alone.
pub(super) fn units(document: &Document, id: ComponentId, component: &Component) -> f64 {
    let pair = if component.flag(Parameter::StandbyPair) { 2.0 } else { 1.0 };
    let down = match document.fault(id) {
        Some(Fault::InstancesDown(count)) => f64::from(count),
        _ => 0.0,
    };
    let drawn = component.value(Parameter::Instances).map_or(1.0, |_| component.number(Parameter::Instances));
    (drawn - down).max(1.0) * pair
}

/// The failure as something that strikes a document, so long ago.
pub(super) fn strike(document: &Document, failure: Failure, since_s: f64) -> Strike {
    let component = |id, fault| Strike { components: BTreeMap::from([(id, fault)]), since_s, ..Strike::default() };
    match failure {
        Failure::Component(id) => component(id, Fault::Down),
        // The other of a standby pair takes over: none of the capacity is lost.
        Failure::Instance(id) if document.components.get(&id).is_some_and(|one| one.flag(Parameter::StandbyPair)) => {
            Strike { since_s, ..Strike::default() }
        }
        Failure::Instance(id) => component(id, Fault::InstancesDown(1)),
        Failure::Link(id) => Strike { links: BTreeSet::from([id]), since_s, ..Strike::default() },
    }
}

/// What is down with a failure as a whole: a component, or what stands in a place.
pub(super) fn taken_down(document: &Document, failure: Failure) -> Vec<ComponentId> {
    let Failure::Component(lost) = failure else { return Vec::new() };
    let inside = |id: &ComponentId| {
        let mut here = Some(*id);
        // The bound guards against a ring of places.
        for _ in 0..=document.components.len() {
            let Some(id) = here else { break };
            if id == lost {
                return true;
            }
            here = document.components.get(&id).and_then(|component| component.place);
        }
        false
    };
    document.components.keys().copied().filter(inside).collect()
}
