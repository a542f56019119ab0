//! The steady state of a plan from that of another which differs from it in a few components: what is equal in both begins
//! as it was found there, so that passes go only through what differs and what that changes.
//!
//! Only where there is one steady state, so that it does not matter where the search begins: nothing is tried again or
//! broken off, no ring of messages, no fixed number of users, no instances that follow the load, and hardly any losses.
//! Everywhere else the search begins from an empty system, as it always does.

use super::changed::Changed;
use super::moments::Moments;
use super::network::{Network, SOME_PASSES, Sums};
use super::search::Search;
use super::station::{Load, State};
use crate::base::slices::finish;
use crate::plan::{Branch, Node, Plan};

/// Share of its arrivals up to which a station hardly loses any: where nothing is tried again, what is lost only takes
/// load off the others.
const HARDLY_ANY: f64 = 1e-3;

/// A solved plan that others are near to.
pub struct Near {
    plan: Plan,
    users: f64,
    changed: Changed,
    rates: Vec<f64>,
    moments: Vec<Moments>,
    loads: Vec<Load>,
    states: Vec<State>,
    sums: Vec<Sums>,
    searches: Vec<Search>,
    ratios: Vec<f64>,
    ratio_rates: Vec<(f64, f64)>,
    characteristic: Vec<f64>,
}

impl Near {
    /// Of a plan at so many users; `None` where nothing is to be gained.
    pub fn of(plan: &Plan, users: f64) -> Option<Self> {
        let network = simple(plan)
            .then(|| finish(Network::solved(plan, users)))
            .filter(|network| network.converged && network.is_light())?;
        let Network { rates, moments, loads, states, sums, searches, ratios, ratio_rates, characteristic, .. } =
            network;
        let changed = Changed::all(plan)?;
        let plan = plan.clone();
        Some(Self {
            plan,
            users,
            changed,
            rates,
            moments,
            loads,
            states,
            sums,
            searches,
            ratios,
            ratio_rates,
            characteristic,
        })
    }
}

/// Whether a plan has one steady state wherever nothing is lost.
fn simple(plan: &Plan) -> bool {
    let again = |node: &Node| matches!(node, Node::Attempt { .. } | Node::Break { .. });
    !plan.nodes.iter().any(again)
        && !plan.jobs.iter().any(|job| job.feedback)
        && plan.components.iter().all(|component| component.scaling.is_none())
        && plan.sources.iter().all(|source| source.closed.is_none())
}

impl<'a> Network<'a> {
    /// The steady state of a plan that is near to another; `None` where the search has to begin from an empty system.
    pub(super) fn solved_near(plan: &'a Plan, users: f64, near: &Near) -> Option<Self> {
        if users != near.users || !simple(plan) {
            return None;
        }
        let mut network = Self::new(plan, users);
        let mut changed = Changed::all(plan)?;
        for component in 0..plan.components.len() {
            if same(plan, &changed, near, component) {
                network.begin_with(near, component);
                changed.keep(component);
            }
        }
        changed.look(&network.ratios);
        network.changed = Some(changed);
        network.pass_up_changed();
        finish(network.go_on(SOME_PASSES));
        Some(network).filter(|network| network.converged && network.is_light())
    }

    fn is_light(&self) -> bool {
        self.states.iter().all(|state| state.loss <= HARDLY_ANY)
    }

    fn begin_with(&mut self, near: &Near, component: usize) {
        let (here, there) = (&self.plan.components[component], &near.plan.components[component]);
        self.rates[here.nodes.clone()].copy_from_slice(&near.rates[there.nodes.clone()]);
        self.moments[here.nodes.clone()].copy_from_slice(&near.moments[there.nodes.clone()]);
        self.loads[here.stations.clone()].copy_from_slice(&near.loads[there.stations.clone()]);
        self.states[here.stations.clone()].copy_from_slice(&near.states[there.stations.clone()]);
        self.sums[here.stations.clone()].copy_from_slice(&near.sums[there.stations.clone()]);
        for (here, there) in here.stations.clone().zip(there.stations.clone()) {
            self.searches[here] = near.searches[there].settled_here();
        }
        if let (Some(here), Some(there)) = (here.cache, there.cache) {
            self.ratios[here] = near.ratios[there];
            self.ratio_rates[here] = near.ratio_rates[there];
            self.characteristic[here] = near.characteristic[there];
        }
    }
}

/// Whether a component does the same in both plans, given the same answers of what it calls.
fn same(plan: &Plan, changed: &Changed, near: &Near, position: usize) -> bool {
    let Some(there) = near.plan.components.get(position) else { return false };
    let here = &plan.components[position];
    let background = |plan: &Plan, changed: &Changed, first: usize| -> Vec<(usize, f64, crate::plan::Service)> {
        let own = changed.background_of(position).iter().map(|&work| plan.background[work]);
        own.map(|work| (work.station - first, work.rate_per_s, work.service)).collect()
    };
    here.id == there.id
        && here.nodes.len() == there.nodes.len()
        && here.entries.len() == there.entries.len()
        && plan.stations[here.stations.clone()] == near.plan.stations[there.stations.clone()]
        && here.entries.clone().zip(there.entries.clone()).all(|(one, other)| {
            let (one, other) = (&plan.entries[one], &near.plan.entries[other]);
            one.class == other.class && one.root() - here.nodes.start == other.root() - there.nodes.start
        })
        && here.nodes.clone().zip(there.nodes.clone()).all(|(one, other)| {
            let ours = Program { plan, nodes: here.nodes.start, stations: here.stations.start };
            let theirs = Program { plan: &near.plan, nodes: there.nodes.start, stations: there.stations.start };
            ours.step(one, &theirs, other)
        })
        && background(plan, changed, here.stations.start) == background(&near.plan, &near.changed, there.stations.start)
        && match (here.cache, there.cache) {
            (Some(one), Some(other)) => plan.caches[one].answers_like(&near.plan.caches[other]),
            (one, other) => one.is_none() && other.is_none(),
        }
}

/// The steps of one component, by their positions in it.
struct Program<'p> {
    plan: &'p Plan,
    nodes: usize,
    stations: usize,
}

impl Program<'_> {
    fn step(&self, node: usize, other: &Self, there: usize) -> bool {
        let body = |one: usize, two: usize| one - self.nodes == two - other.nodes;
        let station = |one: usize, two: usize| one - self.stations == two - other.stations;
        match (&self.plan.nodes[node], &other.plan.nodes[there]) {
            (Node::Work { station: one, service: a }, Node::Work { station: two, service: b }) => {
                a == b && station(*one, *two)
            }
            (Node::Sequence(one), Node::Sequence(two)) | (Node::Choose(one), Node::Choose(two)) => {
                self.branches(one, other, two)
            }
            (Node::Parallel { children: one, needed: a }, Node::Parallel { children: two, needed: b }) => {
                a == b && self.branches(one, other, two)
            }
            (Node::Repeat { times: a, body: one }, Node::Repeat { times: b, body: two }) => a == b && body(*one, *two),
            (Node::Call { entry: one, .. }, Node::Call { entry: two, .. }) => self.entry(*one) == other.entry(*two),
            (Node::Spawn { job: one }, Node::Spawn { job: two }) => {
                self.entry(self.plan.jobs[*one].entry) == other.entry(other.plan.jobs[*two].entry)
            }
            (Node::Lookup { cache: a, hit, miss }, Node::Lookup { cache: b, hit: other_hit, miss: other_miss }) => {
                self.plan.caches[*a].component == other.plan.caches[*b].component
                    && body(*hit, *other_hit)
                    && body(*miss, *other_miss)
            }
            (Node::Hold { station: a, body: one }, Node::Hold { station: b, body: two }) => {
                station(*a, *b) && body(*one, *two)
            }
            (Node::Stale { .. }, Node::Stale { .. }) | (Node::Fail { .. }, Node::Fail { .. }) => true,
            (one, two) => one == two,
        }
    }

    fn branches(&self, here: &std::ops::Range<usize>, other: &Self, there: &std::ops::Range<usize>) -> bool {
        let same = |(one, two): (&Branch, &Branch)| {
            one.probability == two.probability && one.node - self.nodes == two.node - other.nodes
        };
        let (here, there) = (&self.plan.branches[here.clone()], &other.plan.branches[there.clone()]);
        here.len() == there.len() && here.iter().zip(there).all(same)
    }

    /// The component of an entry, and which of its entries it is.
    fn entry(&self, entry: usize) -> (usize, usize) {
        let component = self.plan.entries[entry].component;
        (component, entry - self.plan.components[component].entries.start)
    }
}
