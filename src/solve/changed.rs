//! Passes that go only through the components in which something has changed since the pass before.
//!
//! What a component answers follows from its stations, its caches and the answers of what it calls; what it asks of others
//! from that and from what it is asked. Where none of these has changed, a pass would find the same numbers again, to the
//! last bit: they are kept, and only what is asked of others is added up anew, in the same order as ever.

use std::ops::Range;

use super::network::{Network, Sums, gate, load};
use super::station::{State, state};
use crate::plan::{Node, Plan};

/// What has changed, by component, and how components hang together.
pub(super) struct Changed {
    wired: Vec<Wired>,
    /// What is called or started, by the node that does so: the first node of the program, and whether it is waited for.
    calls: Vec<(usize, usize, bool)>,
    /// Nodes that look up a cache, and which.
    lookups: Vec<(usize, usize)>,
    /// Positions among the plan's background work.
    background: Vec<usize>,
    /// What to go through in the next pass up, and in the next pass down.
    up: Vec<bool>,
    down: Vec<bool>,
    /// Where the sums at the stations are new.
    loaded: Vec<bool>,
    /// By node: whether its answer is another than before the last pass up.
    moved: Vec<bool>,
    /// What was asked of each entry in the last pass down, per second.
    asked: Vec<f64>,
    ratios: Vec<f64>,
}

/// One component's parts of the lists above.
struct Wired {
    calls: Range<usize>,
    lookups: Range<usize>,
    background: Range<usize>,
    /// Whether it has a state of its own that a pass moves on, so that every pass goes through it.
    always: bool,
}

impl Changed {
    /// Everything has changed. `None` where some node belongs to no component.
    pub(super) fn all(plan: &Plan) -> Option<Self> {
        let count = plan.components.len();
        let mut all = Self {
            wired: Vec::with_capacity(count),
            calls: Vec::new(),
            lookups: Vec::new(),
            background: Vec::new(),
            up: vec![true; count],
            down: vec![true; count],
            loaded: vec![true; count],
            moved: vec![false; plan.nodes.len()],
            asked: vec![0.0; plan.entries.len()],
            ratios: vec![0.0; plan.caches.len()],
        };
        for (position, component) in plan.components.iter().enumerate() {
            let (calls, lookups, background) = (all.calls.len(), all.lookups.len(), all.background.len());
            let mut always = false;
            for node in component.nodes.clone() {
                match &plan.nodes[node] {
                    Node::Call { entry, .. } => all.calls.push((node, plan.entries[*entry].root(), true)),
                    Node::Spawn { job } if plan.jobs[*job].feedback => always = true,
                    Node::Spawn { job } => {
                        all.calls.push((node, plan.entries[plan.jobs[*job].entry].root(), false));
                    }
                    Node::Lookup { cache, .. } => all.lookups.push((node, *cache)),
                    Node::Parallel { .. } | Node::Attempt { .. } | Node::Break { .. } => always = true,
                    Node::Work { station, .. } | Node::Hold { station, .. }
                        if plan.stations[*station].component != position =>
                    {
                        return None;
                    }
                    _ => {}
                }
            }
            let own = |work: &usize| plan.stations[plan.background[*work].station].component == position;
            all.background.extend((0..plan.background.len()).filter(own));
            all.wired.push(Wired {
                calls: calls..all.calls.len(),
                lookups: lookups..all.lookups.len(),
                background: background..all.background.len(),
                always,
            });
        }
        let covered: usize = plan.components.iter().map(|component| component.nodes.len()).sum();
        (covered == plan.nodes.len()).then_some(all)
    }

    /// This component is as it was when its numbers were found.
    pub(super) fn keep(&mut self, component: usize) {
        self.up[component] = false;
        self.down[component] = false;
        self.loaded[component] = false;
    }

    /// Whether the sums at a component's stations are new.
    pub(super) fn is_loaded(&self, component: usize) -> bool {
        self.loaded[component]
    }

    /// All states follow from the sums by now.
    pub(super) fn answered(&mut self) {
        self.loaded.fill(false);
    }

    /// A station of a component does its callers otherwise than before.
    pub(super) fn station(&mut self, component: usize, before: &State, after: &State) {
        let seen = |state: &State| (state.loss, state.wait_s, state.wait_second, state.stretch, state.stretch_second);
        if seen(before) != seen(after) {
            self.up[component] = true;
            self.down[component] = true;
        }
    }

    /// Hit ratios as they are now.
    pub(super) fn look(&mut self, ratios: &[f64]) {
        for (component, wired) in self.wired.iter().enumerate() {
            let other = |(_, cache): &(usize, usize)| self.ratios[*cache] != ratios[*cache];
            if self.lookups[wired.lookups.clone()].iter().any(other) {
                self.up[component] = true;
                self.down[component] = true;
            }
        }
        self.ratios.copy_from_slice(ratios);
    }

    /// The positions of a component's background work.
    pub(super) fn background_of(&self, component: usize) -> &[usize] {
        &self.background[self.wired[component].background.clone()]
    }

    fn answers_otherwise(&self, component: usize) -> bool {
        let wired = &self.wired[component];
        let other = |(_, root, waited): &(usize, usize, bool)| *waited && self.moved[*root];
        self.up[component] || wired.always || self.calls[wired.calls.clone()].iter().any(other)
    }
}

impl Network<'_> {
    /// Response times and success, from what is called to what calls, where something has changed.
    pub(super) fn pass_up_changed(&mut self) {
        let Some(mut changed) = self.changed.take() else {
            self.pass_up();
            return;
        };
        let plan = self.plan;
        changed.moved.fill(false);
        for (position, component) in plan.components.iter().enumerate() {
            if !changed.answers_otherwise(position) {
                continue;
            }
            changed.up[position] = false;
            for node in component.nodes.clone() {
                let moments = self.moments_of(node);
                if moments != self.moments[node] {
                    self.moments[node] = moments;
                    changed.moved[node] = true;
                    changed.down[position] = true;
                }
            }
        }
        self.changed = Some(changed);
    }

    /// Rates, from the users to what they call, where something has changed.
    pub(super) fn pass_down_changed(&mut self) {
        let Some(mut changed) = self.changed.take() else {
            self.pass_down();
            return;
        };
        let plan = self.plan;
        for (asked, entry) in changed.asked.iter_mut().zip(&plan.entries) {
            *asked = std::mem::take(&mut self.rates[entry.root()]);
        }
        self.lookups.fill(0.0);
        self.begin_requests();
        for (position, component) in plan.components.iter().enumerate().rev() {
            let entries = component.entries.clone();
            let as_before = entries.clone().all(|entry| self.rates[plan.entries[entry].root()] == changed.asked[entry]);
            if as_before && !changed.down[position] && !changed.wired[position].always {
                self.ask_again(&changed, position);
                continue;
            }
            changed.down[position] = false;
            changed.loaded[position] = true;
            for entry in &plan.entries[entries] {
                self.rates[entry.nodes.start..entry.root()].fill(0.0);
            }
            self.sums[component.stations.clone()].fill(Sums::default());
            for &work in changed.background_of(position) {
                self.add_background(work);
            }
            self.gone_through(position, &mut changed);
        }
        self.changed = Some(changed);
    }

    /// Adds up what a component asks of others, as it did before.
    fn ask_again(&mut self, changed: &Changed, component: usize) {
        let wired = &changed.wired[component];
        for &(node, root, _) in changed.calls[wired.calls.clone()].iter().rev() {
            self.rates[root] += self.rates[node];
        }
        for &(node, cache) in &changed.lookups[wired.lookups.clone()] {
            self.lookups[cache] += self.rates[node];
        }
    }

    fn gone_through(&mut self, position: usize, changed: &mut Changed) {
        let component = &self.plan.components[position];
        for entry in &self.plan.entries[component.entries.clone()] {
            self.arrive(entry.root());
        }
        for station in component.stations.clone().filter(|&station| gate(&self.stations[station])) {
            let load = load(&self.stations[station], self.sums[station]);
            let after = state(&self.stations[station], load, load.rate);
            changed.station(position, &self.states[station], &after);
            self.states[station] = after;
        }
        // Its own losses are handed on below.
        changed.down[position] = false;
        for node in component.nodes.clone().rev() {
            if self.rates[node] > 0.0 {
                self.spread(node);
            }
        }
    }
}
