//! Failures and repairs, read from the drawing.

use super::Compiler;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Component, ComponentId, Document, Value};
use crate::plan::{Failing, FailoverGroup, Lifetime, Need, Place};

/// Seconds of an hour.
pub(super) const HOUR_S: f64 = 3_600.0;

impl Compiler<'_> {
    /// How a part fails.
    pub(super) fn failing(&mut self, part: usize) -> Failing {
        let component = self.part(part).component;
        let [reads, writes] = needs(component, self.part(part).instances);
        let named = matches!(component.kind, Kind::Dns | Kind::GeoDns);
        Failing {
            unit: self.lifetime(part),
            noticed_s: self.noticed_after(part),
            missed_s: if self.part(part).asked_one_by_one() { self.noticed_after(part) } else { 0.0 },
            reads,
            writes,
            places: self.shared_fates(part),
            group: None,
            remembered_s: if named { component.number(Parameter::Ttl) } else { 0.0 },
            spared: Vec::new(),
            writing: Vec::new(),
        }
    }

    /// What takes a part down with it: automation that deploys to it, the places that it stands in, innermost first.
    fn shared_fates(&mut self, part: usize) -> Vec<usize> {
        let mut fates = self.deployments(part);
        let ids: Vec<ComponentId> =
            chain(self.document, self.part(part).component).into_iter().map(|(id, _)| id).collect();
        let places = ids.into_iter().filter_map(|id| self.drawing.parts.iter().position(|place| place.id == id));
        fates.extend(places.map(|place| (self.part(place).id, self.lifetime(place), self.noticed_after(place))));
        let known = &mut self.plan.failures.places;
        let position = |(id, lifetime, noticed_s): (ComponentId, Lifetime, f64)| {
            known.iter().position(|known| known.id == id).unwrap_or_else(|| {
                known.push(Place { id, lifetime, noticed_s });
                known.len() - 1
            })
        };
        fates.into_iter().map(position).collect()
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
                manual_s: self.by_hand(part),
                asynchronous: self.waits_for_none(part),
            };
            self.plan.failures.components[primary].group = Some(self.plan.failures.groups.len());
            self.plan.failures.groups.push(group);
        }
    }

    /// Mean time until a replica stands in the place of a primary that is lost, seconds: by itself for the share of losses
    /// that this covers, else by hand.
    pub(super) fn failover_s(&self, primary: usize) -> f64 {
        let here = self.part(primary);
        let covered = here.number(Parameter::FailoverCoverage);
        covered * here.number(Parameter::PromotionTime) + (1.0 - covered) * self.by_hand(primary)
    }

    /// Mean time of a fail-over by hand: somebody has to notice first. None where it takes no time, seconds.
    fn by_hand(&self, primary: usize) -> f64 {
        let manual_s = self.part(primary).number(Parameter::ManualFailover) * HOUR_S;
        if manual_s > 0.0 { manual_s + self.noticed_after(primary) } else { 0.0 }
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

/// The containers around a component, innermost first.
pub(super) fn chain<'a>(document: &'a Document, component: &Component) -> Vec<(ComponentId, &'a Component)> {
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
