//! Rates, from the users down to what they call.
//!
//! One pass over all steps, callers before callees. What a station refuses before it lets anything begin is found on the
//! way, when all that arrives there is known.

use super::calls::Kind;
use super::moments::visits;
use super::network::{Network, Sums, gate, load};
use super::station::state;
use crate::plan::Node;

impl Network<'_> {
    /// Rates, from the users to what they call.
    pub(super) fn pass_down(&mut self) {
        self.changed = None;
        self.rates.fill(0.0);
        self.lookups.fill(0.0);
        self.sums.fill(Sums::default());
        self.begin_requests();
        for work in 0..self.plan.background.len() {
            self.add_background(work);
        }
        self.spread_all();
    }

    /// What users send, and what rings of messages bring.
    pub(super) fn begin_requests(&mut self) {
        let plan = self.plan;
        for (source, rate) in plan.sources.iter().zip(&self.source_rates) {
            self.rates[plan.entries[source.entry].root()] += rate;
        }
        for (job, rate) in self.rings.begin() {
            self.rates[plan.entries[plan.jobs[job].entry].root()] += rate;
        }
    }

    /// Counts work that no request causes.
    pub(super) fn add_background(&mut self, work: usize) {
        let work = &self.plan.background[work];
        let rate = work.rate_per_s * self.stations[work.station].copies;
        self.add_work(work.station, rate, work.service.mean_s, work.service.second_moment());
    }

    /// From callers to what they call, over all components.
    pub(super) fn spread_all(&mut self) {
        let plan = self.plan;
        for component in plan.components.iter().rev() {
            for entry in &plan.entries[component.entries.clone()] {
                self.arrive(entry.root());
            }
            for station in component.stations.clone() {
                if gate(&self.stations[station]) {
                    let load = load(&self.stations[station], self.sums[station]);
                    self.states[station] = state(&self.stations[station], load, load.rate);
                }
            }
            for position in component.nodes.clone().rev() {
                if self.rates[position] > 0.0 {
                    self.spread(position);
                }
            }
        }
    }

    /// Counts what arrives at a station that an entry holds from its start on. All callers have been gone through, so
    /// that what it refuses is known before anything behind it is asked.
    pub(super) fn arrive(&mut self, root: usize) {
        if let Node::Hold { station, body } = self.plan.nodes[root]
            && !self.stations[station].nested
        {
            let held = self.moments[body];
            self.add_work(station, self.rates[root], held.total_first(), held.total_second());
        }
    }

    /// Hands the rate of a node on to its children.
    pub(super) fn spread(&mut self, position: usize) {
        let rate = self.rates[position];
        let plan = self.plan;
        match &plan.nodes[position] {
            Node::Nothing | Node::Delay(_) | Node::Fail { .. } | Node::Stale { .. } => {}
            Node::Parallel { children, .. } => {
                for child in &plan.branches[children.clone()] {
                    self.rates[child.node] += rate * child.probability;
                }
            }
            Node::Attempt { body, .. } => self.rates[*body] += rate * self.attempts(position),
            Node::Break { breaker, body } => self.rates[*body] += rate * self.passed[*breaker],
            Node::Spawn { job } => {
                let started = &plan.jobs[*job];
                if started.feedback {
                    self.rings.add(*job, rate);
                } else {
                    self.rates[plan.entries[started.entry].root()] += rate;
                }
            }
            Node::Work { station, service } => {
                self.add_work(*station, rate, service.mean_s, service.second_moment());
            }
            Node::Sequence(children) => {
                let mut reached = rate;
                for child in &plan.branches[children.clone()] {
                    self.rates[child.node] += reached;
                    reached *= self.moments[child.node].success;
                }
            }
            Node::Choose(children) => {
                for child in &plan.branches[children.clone()] {
                    self.rates[child.node] += rate * child.probability;
                }
            }
            Node::Repeat { times, body } => {
                self.rates[*body] += rate * visits(self.moments[*body].success, *times);
            }
            Node::Call { entry, .. } => self.rates[plan.entries[*entry].root()] += rate,
            Node::Lookup { cache, hit, miss } => {
                self.lookups[*cache] += rate;
                self.rates[*hit] += rate * self.ratios[*cache];
                self.rates[*miss] += rate * (1.0 - self.ratios[*cache]);
            }
            Node::Hold { station, body } => {
                if self.stations[*station].nested {
                    let held = self.moments[*body];
                    self.add_work(*station, rate, held.total_first(), held.total_second());
                }
                self.rates[*body] += rate * (1.0 - self.states[*station].loss);
            }
        }
    }

    /// Mean number of attempts at a node.
    pub(super) fn attempts(&self, position: usize) -> f64 {
        match self.outcomes.get(&position).map(|outcome| &outcome.kind) {
            Some(Kind::Tried(tried)) => tried.attempts,
            _ => 1.0,
        }
    }

    fn add_work(&mut self, station: usize, rate: f64, first: f64, second: f64) {
        let sums = &mut self.sums[station];
        sums.rate += rate;
        sums.first += rate * first;
        sums.second += rate * second;
    }
}
