//! What has to be up for a request to be answered: the programs of the plan read as a function of what fails.
//!
//! | step | answered if |
//! | --- | --- |
//! | one after the other | all are |
//! | the choice of a balancer, of a name server, of a replica | one of them is: what is down is not asked |
//! | any other choice | the one that the dice fall on is |
//! | at once, with answers needed | so many of them are |
//! | a look-up in a cache | a miss is: what a cache happens to hold is not relied on; its own loss is only a miss |
//! | a job that nobody waits for | always |
//! | a target that has failed and is not yet noticed by checks | not by that target: its share of the requests is lost |
//! | time limits, further attempts, breakers | what they are about is: they do not bring anything back |

use std::collections::BTreeMap;
use std::ops::Range;

use super::diagram::{ALWAYS, Chance, Diagram, Function, NEVER};
use super::failover::{Handover, standing};
use crate::model::ComponentId;
use crate::model::catalog::Kind;
use crate::plan::{Branch, Class, Failing, FailoverGroup, Lifetime, Need, Node, Place, Plan, Unnoticed};

/// What fails, and the functions of it that are needed.
pub(super) struct Structure<'a> {
    plan: &'a Plan,
    pub(super) diagram: Diagram,
    /// By variable: what it belongs to; the dice belong to nothing.
    pub(super) owners: Vec<Option<ComponentId>>,
    /// By component, and whether it is asked to write.
    units: BTreeMap<(usize, bool), Function>,
    places: BTreeMap<usize, Function>,
    groups: BTreeMap<usize, Group>,
    entries: BTreeMap<usize, Function>,
}

/// Whether a group of databases has any member up, and whether it serves.
#[derive(Clone, Copy)]
struct Group {
    any_up: Function,
    serving: Function,
}

impl<'a> Structure<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            diagram: Diagram::new(),
            owners: Vec::new(),
            units: BTreeMap::new(),
            places: BTreeMap::new(),
            groups: BTreeMap::new(),
            entries: BTreeMap::new(),
        }
    }

    fn variable(&mut self, chance: Chance, owner: Option<ComponentId>) -> Function {
        if chance.no <= 0.0 {
            return ALWAYS;
        }
        self.owners.push(owner);
        self.diagram.variable(chance).1
    }

    /// Whether a call to an entry is answered.
    pub(super) fn entry(&mut self, entry: usize) -> Function {
        if let Some(&known) = self.entries.get(&entry) {
            return known;
        }
        let here = &self.plan.entries[entry];
        let function = if self.plan.failures.components[here.component].spared.contains(&entry) {
            ALWAYS
        } else {
            let up = self.up(here.component, matches!(here.class, Class::Write | Class::Job));
            let body = self.node(here.root(), here.component);
            self.diagram.and(up, body)
        };
        self.entries.insert(entry, function);
        function
    }

    /// Whether a step is answered; what has failed and is not yet noticed to have failed is still asked.
    fn node(&mut self, position: usize, component: usize) -> Function {
        let answered = self.step(position, component);
        let Some(unnoticed) = self.plan.failures.unnoticed.get(&position) else { return answered };
        let noticed = self.noticed(position, unnoticed);
        self.diagram.and(noticed, answered)
    }

    fn step(&mut self, position: usize, component: usize) -> Function {
        let plan = self.plan;
        if let Some(entries) = plan.failures.alternatives.get(&position) {
            return self.any_entry(entries);
        }
        match &plan.nodes[position] {
            Node::Nothing | Node::Work { .. } | Node::Delay(_) | Node::Spawn { .. } | Node::Stale { .. } => ALWAYS,
            Node::Fail { .. } => NEVER,
            Node::Sequence(children) => {
                let children = plan.branches[children.clone()].iter();
                let each: Vec<Function> = children.map(|child| self.node(child.node, component)).collect();
                self.diagram.all(&each)
            }
            Node::Choose(children) => self.choice(children, component),
            Node::Repeat { times, body } => {
                let body = self.node(*body, component);
                if *times >= 1.0 { body } else { self.dice(*times, body, ALWAYS) }
            }
            Node::Call { entry, .. } if self.copies_within_group(component, *entry) => ALWAYS,
            Node::Call { entry, .. } => self.entry(*entry),
            Node::Lookup { hit, miss, .. } => {
                let (hit, miss) = (self.node(*hit, component), self.node(*miss, component));
                self.diagram.and(hit, miss)
            }
            Node::Hold { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => {
                self.node(*body, component)
            }
            Node::Parallel { children, needed } => {
                let children = plan.branches[children.clone()].iter();
                let times = |child: &Branch| child.probability.ceil().max(1.0) as usize;
                let answers: Vec<(Function, usize)> =
                    children.map(|child| (self.node(child.node, component), times(child))).collect();
                self.diagram.at_least(*needed as usize, &answers)
            }
        }
    }

    /// Whether a request does not go to what has just failed while others are up. To first order: by what fails, its
    /// share of the requests times the share of time that it is down and not noticed, as a variable of its own. Where
    /// only one can be asked nothing is added, for its whole outage counts already; nor for what takes all down at once.
    fn noticed(&mut self, position: usize, unnoticed: &Unnoticed) -> Function {
        let plan = self.plan;
        let failing = |component: usize| &plan.failures.components[component];
        let units = |component: usize| failing(component).reads.first().map_or(1.0, |need| need.units).max(1.0);
        let others = plan.failures.alternatives.get(&position).map_or(0, Vec::len) > 1;
        let all: f64 = unnoticed.targets.iter().map(|&(component, _)| units(component)).sum();
        let mut all_noticed = ALWAYS;
        let mut places: BTreeMap<usize, f64> = BTreeMap::new();
        for &(component, share) in &unnoticed.targets {
            for &place in &failing(component).places {
                *places.entry(place).or_default() += share;
            }
            if others || all > 1.0 {
                let together = if unnoticed.whole { units(component) } else { 1.0 };
                let no = share * missed(&failing(component).unit, together, unnoticed.seconds);
                let here = self.variable(Chance { yes: 1.0 - no, no }, Some(plan.components[component].id));
                all_noticed = self.diagram.and(all_noticed, here);
            }
        }
        let entries = plan.failures.alternatives.get(&position).into_iter().flatten();
        let elsewhere: Vec<usize> = entries.map(|&entry| plan.entries[entry].component).collect();
        for (place, share) in places {
            let stays = |component: usize| !failing(component).places.contains(&place);
            let any_left = unnoticed.targets.iter().map(|&(component, _)| component).chain(elsewhere.iter().copied());
            if any_left.into_iter().any(stays) {
                let Place { id, lifetime, .. } = plan.failures.places[place];
                let no = share * missed(&lifetime, 1.0, unnoticed.seconds);
                let here = self.variable(Chance { yes: 1.0 - no, no }, Some(id));
                all_noticed = self.diagram.and(all_noticed, here);
            }
        }
        all_noticed
    }

    /// One or the other, by chance.
    fn dice(&mut self, probability: f64, one: Function, other: Function) -> Function {
        if one == other {
            return one;
        }
        let fall = self.variable(Chance { yes: probability, no: 1.0 - probability }, None);
        self.diagram.ite(fall, one, other)
    }

    fn choice(&mut self, children: &Range<usize>, component: usize) -> Function {
        let branches = &self.plan.branches[children.clone()];
        let kind = self.plan.components[component].kind;
        let names = kind == Kind::Users && branches.iter().any(|child| self.asks_for_names(child.node));
        if names || matches!(kind, Kind::LoadBalancer | Kind::GeoDns) {
            // That a name is remembered is in how often its server is missed.
            let asked = branches.iter().filter(|child| !names || self.plan.nodes[child.node] != Node::Nothing);
            let asked: Vec<usize> = asked.map(|child| child.node).collect();
            let each: Vec<Function> = asked.into_iter().map(|child| self.node(child, component)).collect();
            return self.diagram.any(&each);
        }
        let functions: Vec<(f64, Function)> =
            branches.iter().map(|child| (child.probability, self.node(child.node, component))).collect();
        let Some((&(mut left, last), others)) = functions.split_last() else { return NEVER };
        others.iter().rev().fold(last, |rest, &(probability, function)| {
            left += probability;
            self.dice((probability / left).min(1.0), function, rest)
        })
    }

    /// Whether a step of a user leads to a name server.
    fn asks_for_names(&self, position: usize) -> bool {
        let any = |children: &Range<usize>| {
            self.plan.branches[children.clone()].iter().any(|child| self.asks_for_names(child.node))
        };
        match &self.plan.nodes[position] {
            Node::Call { entry, .. } => {
                let called = self.plan.entries[*entry].component;
                matches!(self.plan.components[called].kind, Kind::Dns | Kind::GeoDns)
            }
            Node::Sequence(children) | Node::Choose(children) => any(children),
            Node::Repeat { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => {
                self.asks_for_names(*body)
            }
            _ => false,
        }
    }

    /// Any of these entries; where a primary and a replica of it are among them, any member of their group.
    fn any_entry(&mut self, entries: &[usize]) -> Function {
        let plan = self.plan;
        let called = |entry: &usize| plan.entries[*entry].component;
        let covers = |group: &FailoverGroup| {
            entries.iter().any(|entry| called(entry) == group.primary)
                && entries.iter().any(|entry| group.replicas.contains(&called(entry)))
        };
        let mut any = NEVER;
        for (position, group) in plan.failures.groups.iter().enumerate().filter(|(_, group)| covers(group)) {
            let up = self.group(position).any_up;
            let up = self.in_places(group, up);
            any = self.diagram.or(any, up);
        }
        for entry in entries {
            let grouped =
                |group: &FailoverGroup| group.primary == called(entry) || group.replicas.contains(&called(entry));
            if !plan.failures.groups.iter().any(|group| covers(group) && grouped(group)) {
                let answered = self.entry(*entry);
                any = self.diagram.or(any, answered);
            }
        }
        any
    }

    /// Whether a call is that of a primary to a replica of its own, which the group accounts for.
    fn copies_within_group(&self, component: usize, entry: usize) -> bool {
        let group = self.plan.failures.components[component].group.map(|group| &self.plan.failures.groups[group]);
        group.is_some_and(|group| group.replicas.contains(&self.plan.entries[entry].component))
    }

    /// Whether a component answers: enough of its units are up, and the places that it stands in.
    fn up(&mut self, component: usize, writes: bool) -> Function {
        if let Some(group) = self.plan.failures.components[component].group {
            let serving = self.group(group).serving;
            return self.in_places(&self.plan.failures.groups[group], serving);
        }
        let (units, places) = (self.unit(component, writes), self.all_places(component));
        self.diagram.and(places, units)
    }

    /// Whether enough units of a component are up for a read or a write; one variable where both need the same.
    fn unit(&mut self, component: usize, writes: bool) -> Function {
        let failing = &self.plan.failures.components[component];
        let key = (component, writes && failing.writes != failing.reads);
        if let Some(&known) = self.units.get(&key) {
            return known;
        }
        let chance = chance(failing, if writes { &failing.writes } else { &failing.reads });
        let function = self.variable(chance, Some(self.plan.components[component].id));
        self.units.insert(key, function);
        function
    }

    fn all_places(&mut self, component: usize) -> Function {
        let plan = self.plan;
        // The outermost first: it is shared by most.
        plan.failures.components[component].places.iter().rev().fold(ALWAYS, |all, &place| {
            let here = self.place(place);
            self.diagram.and(all, here)
        })
    }

    fn place(&mut self, position: usize) -> Function {
        if let Some(&known) = self.places.get(&position) {
            return known;
        }
        let place = self.plan.failures.places[position];
        let chance = Chance { yes: place.lifetime.up(), no: place.lifetime.down() };
        let function = self.variable(chance, Some(place.id));
        self.places.insert(position, function);
        function
    }

    fn group(&mut self, position: usize) -> Group {
        if let Some(&known) = self.groups.get(&position) {
            return known;
        }
        let group = &self.plan.failures.groups[position];
        let handover = Handover { promotion_s: group.promotion_s, coverage: group.coverage, manual_s: group.manual_s };
        let standing = standing(&self.members(group), handover);
        let owner = Some(self.plan.components[group.primary].id);
        let any_up = self.variable(standing.any_up, owner);
        let in_service = self.variable(standing.serving, owner);
        let serving = self.diagram.and(any_up, in_service);
        let group = Group { any_up, serving };
        self.groups.insert(position, group);
        group
    }

    fn members(&self, group: &FailoverGroup) -> Vec<Lifetime> {
        let units = |failing: &Failing| failing.reads.first().map_or(1.0, |need| need.units).clamp(1.0, 100.0) as usize;
        let components = [group.primary].into_iter().chain(group.replicas.iter().copied());
        let failing = components.map(|component| &self.plan.failures.components[component]);
        failing.flat_map(|failing| std::iter::repeat_n(failing.unit, units(failing))).collect()
    }

    /// What the group does while every place of its members is up; else whether a member whose place is up is up itself.
    fn in_places(&mut self, group: &FailoverGroup, standing: Function) -> Function {
        let members: Vec<usize> = [group.primary].into_iter().chain(group.replicas.iter().copied()).collect();
        let places: Vec<Function> = members.iter().map(|&member| self.all_places(member)).collect();
        let all = places.iter().fold(ALWAYS, |all, &place| self.diagram.and(all, place));
        let any = places.iter().fold(NEVER, |any, &place| self.diagram.or(any, place));
        if all == any {
            return self.diagram.and(all, standing);
        }
        let mut left = NEVER;
        for (&member, &place) in members.iter().zip(&places) {
            let unit = self.unit(member, false);
            let there = self.diagram.and(place, unit);
            left = self.diagram.or(left, there);
        }
        self.diagram.ite(all, standing, left)
    }
}

/// Share of time in which so many alike are all down and it has been so for less than `seconds`: an outage is
/// exponential, and over when the first of them is back.
fn missed(unit: &Lifetime, together: f64, seconds: f64) -> f64 {
    if unit.down() <= 0.0 {
        return 0.0;
    }
    unit.down().powf(together) * -(-seconds * together / unit.mttr_s).exp_m1()
}

/// Whether enough units of a component are up; while a name is remembered, its server is not missed.
fn chance(failing: &Failing, needs: &[Need]) -> Chance {
    let (up, down) = (failing.unit.up(), failing.unit.down());
    let mut chance = Chance { yes: 0.0, no: 0.0 };
    for need in needs {
        let one = enough(up, down, need.units, need.needed);
        chance.yes += need.share * one.yes;
        chance.no += need.share * one.no;
    }
    if failing.remembered_s > 0.0 && chance.no > 0.0 {
        // A name was asked for at a random time within its time to live; an outage is exponential.
        let ratio = failing.remembered_s / failing.unit.mttr_s;
        let missed = -(-ratio).exp_m1() / ratio;
        chance = Chance { yes: chance.yes + chance.no * (1.0 - missed), no: chance.no * missed };
    }
    chance
}

/// At least so many of so many alike, each up by itself.
fn enough(up: f64, down: f64, units: f64, needed: f64) -> Chance {
    let (units, needed) = (units.max(1.0).round(), needed.max(1.0).round());
    if needed == 1.0 || down <= 0.0 {
        let no = down.powf(units);
        return Chance { yes: if units == 1.0 { up } else { 1.0 - no }, no };
    }
    // Terms of the binomial distribution, from none up on.
    let mut chance = Chance { yes: 0.0, no: 0.0 };
    let mut logarithm = units * down.ln();
    for count in 0..=units as usize {
        let term = logarithm.exp();
        if (count as f64) < needed {
            chance.no += term;
        } else {
            chance.yes += term;
        }
        logarithm += ((units - count as f64) / (count as f64 + 1.0) * up / down).ln();
    }
    chance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_of_so_many_alike() {
        let (up, down) = (0.9, 0.1);
        assert!((enough(up, down, 5.0, 1.0).no - 1e-5).abs() < 1e-18);
        let three = enough(up, down, 5.0, 3.0);
        let expected = 1e-5 + 5.0 * 0.9 * 1e-4 + 10.0 * 0.81 * 1e-3;
        assert!((three.no / expected - 1.0).abs() < 1e-12);
        assert!((three.yes + three.no - 1.0).abs() < 1e-12);
        assert!((enough(up, down, 3.0, 3.0).yes - 0.729).abs() < 1e-12);
    }

    #[test]
    fn what_is_remembered_bridges_the_begin_of_an_outage() {
        let unit = Lifetime { mtbf_s: 800.0, mttr_s: 2.0 };
        let need = vec![Need::of_all(1.0, 1.0)];
        let failing = Failing {
            unit,
            missed_s: 0.0,
            noticed_s: 0.0,
            reads: need.clone(),
            writes: need.clone(),
            places: Vec::new(),
            group: None,
            remembered_s: 1.0,
            spared: Vec::new(),
            writing: Vec::new(),
        };
        // Of an exponential outage of mean m what is left after a time even between 0 and T: (m / T) (1 - e^(-T/m)).
        let felt = 2.0 * (1.0 - (-0.5_f64).exp());
        let chance = chance(&failing, &need);
        assert!((chance.no / (unit.down() * felt) - 1.0).abs() < 1e-12);
        assert!((chance.yes + chance.no - 1.0).abs() < 1e-12);
    }
}
