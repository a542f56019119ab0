//! Failures and repairs, read from the drawing.

use super::Compiler;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Component, ComponentId, Document, Value};
use crate::plan::{Failing, FailoverGroup, Lifetime, Need, Place};

/// Seconds of an hour.
const HOUR_S: f64 = 3_600.0;

impl Compiler<'_> {
    /// How a part fails.
    pub(super) fn failing(&mut self, part: usize) -> Failing {
        let component = self.part(part).component;
        let [reads, writes] = needs(component, self.part(part).instances);
        let named = matches!(component.kind, Kind::Dns | Kind::GeoDns);
        Failing {
            unit: lifetime(component),
            reads,
            writes,
            places: self.places(component),
            group: None,
            remembered_s: if named { component.number(Parameter::Ttl) } else { 0.0 },
            spared: Vec::new(),
        }
    }

    /// The places that a component stands in, innermost first.
    fn places(&mut self, component: &Component) -> Vec<usize> {
        let chain = chain(self.document, component);
        let known = &mut self.plan.failures.places;
        let position = |(id, place): (ComponentId, &Component)| {
            known.iter().position(|known| known.id == id).unwrap_or_else(|| {
                known.push(Place { id, lifetime: lifetime(place) });
                known.len() - 1
            })
        };
        chain.into_iter().map(position).collect()
    }

    /// A caller goes without what a cache does for those who ask the store themselves.
    pub(super) fn spare_caches(&mut self) {
        for part in 0..self.drawing.parts.len() {
            if self.part(part).kind() != Kind::Cache {
                continue;
            }
            let spared: Vec<usize> = self.operations[part].iter().flatten().copied().collect();
            if let Some(position) = self.position[part] {
                self.plan.failures.components[position].spared = spared;
            }
        }
    }

    /// Makes a group of every primary that is up and copies to something that is.
    pub(super) fn group_databases(&mut self) {
        let mut taken = vec![false; self.drawing.parts.len()];
        for part in 0..self.drawing.parts.len() {
            let here = self.part(part);
            if here.kind() != Kind::RelationalDatabase || here.down || taken[part] {
                continue;
            }
            let copies: Vec<usize> =
                self.outgoing(part, Role::Replicate).into_iter().map(|edge| self.edge(edge).to).collect();
            let copies: Vec<usize> = copies.into_iter().filter(|&to| !self.part(to).down && !taken[to]).collect();
            let replicas: Vec<usize> = copies.iter().filter_map(|&to| self.position[to]).collect();
            let Some(primary) = self.position[part].filter(|_| !replicas.is_empty()) else { continue };
            copies.iter().chain([&part]).for_each(|&member| taken[member] = true);
            let here = self.part(part);
            let group = FailoverGroup {
                primary,
                replicas,
                promotion_s: here.number(Parameter::PromotionTime),
                coverage: here.number(Parameter::FailoverCoverage),
                manual_s: here.number(Parameter::ManualFailover) * HOUR_S,
            };
            self.plan.failures.components[primary].group = Some(self.plan.failures.groups.len());
            self.plan.failures.groups.push(group);
        }
    }

    /// Lets any of these entries answer in place of `node`.
    pub(super) fn alternatives(&mut self, node: usize, entries: Vec<usize>) {
        if entries.len() > 1 {
            self.plan.failures.alternatives.insert(node, entries);
        }
    }
}

/// What a read and a write need of a component with so many instances that are up.
fn needs(component: &Component, instances: f64) -> [Vec<Need>; 2] {
    let number = |parameter| match component.value(parameter) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    };
    if let Some(copies) = number(Parameter::ReplicationFactor) {
        // An item is on so many different nodes; which ones does not matter to the request.
        let quorum = |parameter| {
            let copies = copies.min(instances);
            vec![Need::of_all(number(parameter).unwrap_or(1.0).min(copies), copies)]
        };
        return [quorum(Parameter::ReadQuorum), quorum(Parameter::WriteQuorum)];
    }
    if let Some(shards) = number(Parameter::Shards) {
        let denormalised = component.flag(Parameter::Denormalised);
        let scattered = number(Parameter::ScatterShare).filter(|_| !denormalised).unwrap_or(0.0);
        let reads = [(1.0 - scattered, 1.0), (scattered, shards)];
        let reads = reads.map(|(share, needed)| Need { share, units: needed, needed }).to_vec();
        let places = if denormalised { shards.min(2.0) } else { 1.0 };
        return [reads, vec![Need::of_all(places, places)]];
    }
    let pair = if component.flag(Parameter::StandbyPair) { 2.0 } else { 1.0 };
    let any = vec![Need::of_all(1.0, instances * pair)];
    [any.clone(), any]
}

/// What a component says of its failures; one that says nothing never fails.
fn lifetime(component: &Component) -> Lifetime {
    match (component.value(Parameter::Mtbf), component.value(Parameter::Mttr)) {
        (Some(Value::Number(mtbf)), Some(Value::Number(mttr))) => {
            Lifetime { mtbf_s: mtbf * HOUR_S, mttr_s: mttr * HOUR_S }
        }
        _ => Lifetime { mtbf_s: f64::INFINITY, mttr_s: 0.0 },
    }
}

fn chain<'a>(document: &'a Document, component: &Component) -> Vec<(ComponentId, &'a Component)> {
    let mut found: Vec<(ComponentId, &Component)> = Vec::new();
    let mut place = component.place;
    while let Some((id, container)) = place.and_then(|id| document.components.get_key_value(&id)) {
        if found.iter().any(|(known, _)| known == id) {
            break;
        }
        found.push((*id, container));
        place = container.place;
    }
    found
}
