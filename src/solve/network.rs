//! The fixed point: rates from the users down, waits at the stations, response times from the stores up.
//!
//! A worker that is held while a database answers ties the two together (a layered queueing network): waits decide how
//! long workers are held, held workers decide how many requests are refused, and those that are not make the waits. The
//! unknowns of the fixed point are, per station that only limited callers reach, the intensity of arrivals while it is
//! not full (see [`super::station`]); everything else follows in one pass down and one pass up. Each unknown moves by a
//! secant step of its own, kept inside a bracket, until station and callers agree on the throughput.
//!
//! Exact where the network is of product form and nothing held is scarce (Jackson; Burke for tandems): then one pass
//! settles it. Else an approximation: arrivals at every station are taken for Poisson, waits at different stations for
//! independent.

use std::collections::BTreeMap;

use super::calls::Outcome;
use super::closed;
use super::formula::Scratch;
use super::moments::Moments;
use super::rings::Rings;
use super::search::{Search, TOLERANCE, search};
use super::station::{Load, State, loses, state};
use crate::base::slices::pause;
use crate::plan::{Breaker, Class, Node, Plan, Station};

/// The most passes until the answer is given as it is, and said not to have converged.
pub(super) const MOST_PASSES: usize = 150;

/// Passes until all unknowns are looked for at once, in networks that are not too large for that.
const SOME_PASSES: usize = 60;

/// Passes of a step on the way up to a load, and between attempts at all unknowns at once.
pub(super) const FEW_PASSES: usize = 40;

/// Turns of passes and Newton steps, and the first of them in which Newton steps leave time limits and further attempts as
/// they are: else a step may lead over to a flooded state, where the many attempts that a flood makes keep it up.
const ROUNDS: usize = 4;
const FROZEN_ROUNDS: usize = 2;

/// Steps of programs, and stations, up to which a network is tried more than once: a derivative takes a pass per unknown.
const MOST_STEPS: usize = 2_000;
const MOST_STATIONS: usize = 80;

/// Relative change of what a table was made from at which it is made anew: at first, in the end (their moments follow in
/// between, see [`Outcome`]), and by what factor the passes have to have settled, and it shrinks, before the next.
pub(super) const COARSEST: f64 = 5e-2;
pub(super) const FINEST: f64 = 1e-7;
const FINER: f64 = 0.03;

/// A plan at one load, with everything that the solver knows of it.
pub(super) struct Network<'a> {
    pub(super) plan: &'a Plan,
    pub(super) users: f64,
    /// The plan's stations with the instances that run at this load.
    pub(super) stations: Vec<Station>,
    /// Requests per second of each source.
    pub(super) source_rates: Vec<f64>,
    /// Requests per second that begin each node.
    pub(super) rates: Vec<f64>,
    /// What becomes of a request that begins each node.
    pub(super) moments: Vec<Moments>,
    /// What needs a whole distribution, by node.
    pub(super) outcomes: BTreeMap<usize, Outcome>,
    /// Arrivals at one copy of each station.
    pub(super) loads: Vec<Load>,
    /// The loads that the last pass has found a state for; none where a state may come from elsewhere.
    pub(super) answered: Vec<Option<Load>>,
    /// How one copy of each station does.
    pub(super) states: Vec<State>,
    /// Hit ratio of each cache.
    pub(super) ratios: Vec<f64>,
    /// Requests per second that look up each cache.
    pub(super) lookups: Vec<f64>,
    /// Share of calls that each circuit breaker lets through.
    pub(super) passed: Vec<f64>,
    pub(super) converged: bool,
    /// Relative change of what a table was made from at which it is made anew.
    pub(super) fineness: f64,
    /// Whether outcomes that need a distribution stay as they are.
    pub(super) frozen: bool,
    /// Goodput per second after each of the last two passes.
    pub(super) last_goodput: (f64, f64),
    pub(super) rings: Rings,
    closed: Vec<closed::Group>,
    pub(super) searches: Vec<Search>,
    /// Steps of programs gone through in looking for all unknowns at once.
    pub(super) effort: usize,
    pub(super) characteristic: Vec<f64>,
    /// The rates of look-ups and of dropping writes that each hit ratio was computed for.
    pub(super) ratio_rates: Vec<(f64, f64)>,
    pub(super) sums: Vec<Sums>,
    scratch: Scratch,
}

/// Sums over what works at a station.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) rate: f64,
    pub(super) first: f64,
    pub(super) second: f64,
}

impl<'a> Network<'a> {
    /// The steady state, found from an empty system; where that does not lead there, with all unknowns at once, following
    /// them in time, and climbing up to the load.
    pub(super) async fn solved(plan: &'a Plan, users: f64) -> Self {
        if is_large(plan) {
            return Self::solved_once(plan, users).await;
        }
        let mut network = Self::scaled(plan, users).settled(SOME_PASSES).await;
        if !network.converged && network.closed.is_empty() {
            network.converged = network.settle_jointly(true).await || network.settle_in_time().await;
        }
        if network.converged || network.settled_by_turns().await {
            network
        } else {
            Self::scaled(plan, users).climbed().await
        }
    }

    /// Newton steps and passes in turn: the first are quick where there is a steady state near, the others get away
    /// from where there is none.
    pub(super) async fn settled_by_turns(&mut self) -> bool {
        for round in 0..ROUNDS {
            if self.converged || self.exhausted() {
                break;
            }
            if round > 0 {
                self.iterate(FEW_PASSES).await;
            }
            if !self.converged && self.closed.is_empty() {
                self.converged = self.settle_jointly(round < FROZEN_ROUNDS).await;
            }
        }
        self.converged
    }

    /// The same in one way only: for those who ask at many loads.
    pub(super) async fn solved_once(plan: &'a Plan, users: f64) -> Self {
        Self::scaled(plan, users).settled(MOST_PASSES).await
    }

    fn scaled(plan: &'a Plan, users: f64) -> Self {
        let mut network = Self::new(plan, users);
        if network.scale() {
            let stations = std::mem::take(&mut network.stations);
            network = Self { stations, ..Self::new(plan, users) };
        }
        network
    }

    pub(super) async fn settled(mut self, passes: usize) -> Self {
        self.pass_up();
        self.iterate(passes).await;
        self
    }

    /// The steady state, found from a system that has seen `factor` times as many requests.
    pub(super) async fn solved_from_above(plan: &'a Plan, users: f64, factor: f64) -> Self {
        let mut network = Self::new(plan, users);
        network.scale();
        for rate in &mut network.source_rates {
            *rate *= factor;
        }
        network.pass_up();
        // Only a place to begin.
        network.iterate(FEW_PASSES).await;
        for rate in &mut network.source_rates {
            *rate /= factor;
        }
        network.searches.iter_mut().for_each(Search::reopen);
        network.iterate(MOST_PASSES).await;
        if !is_large(plan) {
            network.settled_by_turns().await;
        }
        network
    }

    pub(super) async fn iterate(&mut self, passes: usize) {
        self.converged = false;
        self.fineness = COARSEST;
        self.answered.fill(None);
        for _ in 0..passes {
            pause().await;
            let change = self.pass();
            self.last_goodput = (self.last_goodput.1, self.goodput());
            let settled = change < TOLERANCE && self.searches.iter().all(|search| search.settled);
            if settled && (self.fineness <= FINEST || !self.has_tables()) {
                self.converged = true;
                break;
            }
            if settled {
                self.fineness = FINEST;
            } else if change < self.fineness * FINER {
                self.fineness = (self.fineness * FINER).max(FINEST);
            }
        }
        // Rates and losses of the same iterate, so that what is offered adds up to the last bit.
        self.pass_down();
    }

    fn has_tables(&self) -> bool {
        self.outcomes.values().any(|outcome| outcome.law().is_some())
    }

    fn goodput(&self) -> f64 {
        let sources = self.plan.sources.iter().zip(&self.source_rates);
        sources.map(|(source, rate)| rate * self.moments[self.plan.entries[source.entry].root()].success).sum()
    }

    /// Nothing refused, no matter how full: what would be asked of every station, with all instances that there can be.
    pub(super) fn unlimited(plan: &'a Plan, users: f64) -> Self {
        let mut network = Self::new(plan, users);
        network.scale_to_most();
        network.follow();
        network
    }

    pub(super) fn follow(&mut self) {
        for _ in 0..3 {
            self.pass_up();
            self.pass_down();
            self.update_ratios();
        }
        self.load_stations();
    }

    fn new(plan: &'a Plan, users: f64) -> Self {
        let stations = plan.stations.len();
        Self {
            plan,
            users,
            stations: plan.stations.clone(),
            source_rates: plan.sources.iter().map(|source| source.rate(users)).collect(),
            rates: vec![0.0; plan.nodes.len()],
            moments: vec![Moments::NOTHING; plan.nodes.len()],
            outcomes: BTreeMap::new(),
            loads: vec![Load::default(); stations],
            answered: vec![None; stations],
            states: vec![State::default(); stations],
            ratios: vec![0.0; plan.caches.len()],
            lookups: vec![0.0; plan.caches.len()],
            passed: vec![1.0; plan.breakers.len()],
            converged: false,
            fineness: FINEST,
            frozen: false,
            last_goodput: (0.0, 0.0),
            rings: Rings::new(plan),
            closed: closed::groups(plan),
            searches: vec![Search::START; stations],
            effort: 0,
            characteristic: vec![0.0; plan.caches.len()],
            ratio_rates: vec![(-1.0, -1.0); plan.caches.len()],
            sums: vec![Sums::default(); stations],
            scratch: Scratch::default(),
        }
    }

    /// One pass of the fixed point; the greatest relative change in it.
    fn pass(&mut self) -> f64 {
        let mut change = self.answer_closed();
        self.pass_down();
        change = change.max(self.rings.advance());
        change = change.max(self.update_ratios());
        change = change.max(self.load_stations());
        change = change.max(self.update_states());
        self.pass_up();
        change.max(self.update_breakers())
    }

    /// Response times and success, from what is called to what calls.
    pub(super) fn pass_up(&mut self) {
        let plan = self.plan;
        for (position, node) in plan.nodes.iter().enumerate() {
            self.moments[position] = match node {
                Node::Parallel { .. } | Node::Attempt { .. } => self.outcome(position, node),
                _ => self.node_moments(node),
            };
        }
    }

    /// A node that needs a whole distribution.
    fn outcome(&mut self, position: usize, node: &Node) -> Moments {
        let old = self.outcomes.remove(&position);
        let mut scratch = std::mem::take(&mut self.scratch);
        let outcome = Outcome::of(self, node, old, &mut scratch);
        self.scratch = scratch;
        let moments = outcome.as_ref().map_or(Moments::FAILURE, |outcome| outcome.moments);
        if let Some(outcome) = outcome {
            self.outcomes.insert(position, outcome);
        }
        moments
    }

    fn node_moments(&self, node: &Node) -> Moments {
        match node {
            Node::Nothing => Moments::NOTHING,
            Node::Work { station, service } => {
                let state = &self.states[*station];
                let time =
                    Moments::time(service.mean_s * state.stretch, service.second_moment() * state.stretch_second);
                self.wait(*station).then(&time)
            }
            Node::Delay(seconds) => Moments::time(*seconds, seconds * seconds),
            Node::Sequence(children) => self.plan.branches[children.clone()]
                .iter()
                .fold(Moments::NOTHING, |sum, child| sum.then(&self.moments[child.node])),
            Node::Choose(children) => self.plan.branches[children.clone()]
                .iter()
                .map(|child| self.moments[child.node].scaled(child.probability))
                .reduce(|sum, term| sum.plus(&term))
                .unwrap_or(Moments::FAILURE),
            Node::Repeat { times, body } => self.moments[*body].repeated(*times),
            Node::Call { entry, .. } => self.moments[self.plan.entries[*entry].root()],
            Node::Lookup { cache, hit, miss } => {
                let ratio = self.ratios[*cache];
                self.moments[*hit].scaled(ratio).plus(&self.moments[*miss].scaled(1.0 - ratio))
            }
            Node::Hold { station, body } => self.wait(*station).then(&self.moments[*body]),
            Node::Fail { .. } => Moments::FAILURE,
            Node::Break { breaker, body } => {
                let passed = self.passed[*breaker];
                self.moments[*body].scaled(passed).plus(&Moments::FAILURE.scaled(1.0 - passed))
            }
            // From their outcomes.
            Node::Parallel { .. } | Node::Attempt { .. } => Moments::FAILURE,
            Node::Spawn { .. } | Node::Stale { .. } => Moments::NOTHING,
        }
    }

    /// Acceptance and wait at a station.
    fn wait(&self, station: usize) -> Moments {
        let State { loss, wait_s, wait_second, .. } = self.states[station];
        Moments::time(wait_s, wait_second).scaled(1.0 - loss)
    }

    /// Loads of one copy from the sums; the greatest relative change.
    pub(super) fn load_stations(&mut self) -> f64 {
        let mut change: f64 = 0.0;
        for (station, sums) in self.sums.iter().enumerate() {
            let load = load(&self.stations[station], *sums);
            let old = self.loads[station];
            change = change.max(relative(old.rate, load.rate)).max(relative(old.mean_s, load.mean_s));
            self.loads[station] = load;
        }
        change
    }

    /// New states; the greatest change of a loss.
    fn update_states(&mut self) -> f64 {
        let mut change: f64 = 0.0;
        for position in 0..self.stations.len() {
            let station = &self.stations[position];
            let load = self.loads[position];
            // The same load finds the same state, once the search has ended.
            let same = self.answered[position] == Some(load) && self.searches[position].settled;
            if same || gate(station) || self.closed.iter().any(|group| group.answers(position)) {
                continue;
            }
            let new = if loses(station) {
                state(station, load, load.rate)
            } else {
                search(station, load, &mut self.searches[position])
            };
            change = change.max((new.loss - self.states[position].loss).abs() * f64::from(u8::from(loses(station))));
            self.states[position] = State { loss: if loses(station) { new.loss } else { 0.0 }, ..new };
            self.answered[position] = Some(load).filter(|_| self.closed.is_empty());
        }
        change
    }

    /// Moves the share that each circuit breaker lets through towards the one at which the share of failures is the
    /// threshold; the greatest relative change.
    fn update_breakers(&mut self) -> f64 {
        let plan = self.plan;
        let mut change: f64 = 0.0;
        for node in &plan.nodes {
            let Node::Break { breaker, body } = node else { continue };
            let failing = 1.0 - self.moments[*body].success;
            let old = self.passed[*breaker];
            let wanted = old * (plan.breakers[*breaker].threshold / failing.max(1e-12)).clamp(0.25, 4.0).powf(0.7);
            self.passed[*breaker] = wanted.clamp(Breaker::PROBES, 1.0);
            change = change.max(relative(old, self.passed[*breaker]));
        }
        change
    }

    /// The shares that breakers should let through after the last pass.
    pub(super) fn new_passed(&mut self) -> Vec<f64> {
        let kept = self.passed.clone();
        self.update_breakers();
        std::mem::replace(&mut self.passed, kept)
    }

    /// Rates of closed sources, and the waits that their users meet; the greatest relative change.
    fn answer_closed(&mut self) -> f64 {
        let mut groups = std::mem::take(&mut self.closed);
        let mut change: f64 = 0.0;
        for group in &mut groups {
            change = change.max(group.advance(self));
        }
        self.closed = groups;
        change
    }

    /// Requests of `class` per second that the sources offer.
    pub(super) fn offered(&self, class: Class) -> f64 {
        let sources = self.plan.sources.iter().zip(&self.source_rates);
        sources.filter(|(source, _)| source.class == class).map(|(_, rate)| rate).sum()
    }

    /// Share of a station's servers that is busy.
    pub(super) fn utilization(&self, station: usize) -> f64 {
        let load = self.loads[station];
        let accepted = load.rate * (1.0 - self.states[station].loss);
        accepted * load.mean_s / self.stations[station].servers
    }
}

impl Network<'_> {
    /// Share of a station's servers that would be busy if nothing were refused; above 1 where that is impossible.
    pub(super) fn demand(&self, station: usize) -> f64 {
        self.loads[station].rate * self.loads[station].mean_s / self.stations[station].servers
    }

    /// Requests that a station refuses, per second.
    pub(super) fn refused_per_s(&self, station: usize) -> f64 {
        self.loads[station].rate * self.stations[station].copies * self.states[station].loss
    }
}

pub(super) fn load(station: &Station, sums: Sums) -> Load {
    if sums.rate <= 0.0 {
        return Load::default();
    }
    let mean_s = sums.first / sums.rate;
    let scv = if mean_s > 0.0 { (sums.second / sums.rate / (mean_s * mean_s) - 1.0).max(0.0) } else { 0.0 };
    // Rounding must not turn an exponential mixture of one into something else.
    let scv = if (scv - 1.0).abs() < 1e-9 { 1.0 } else { scv };
    Load { rate: sums.rate / station.copies, mean_s, scv }
}

fn is_large(plan: &Plan) -> bool {
    plan.nodes.len() > MOST_STEPS || plan.stations.len() > MOST_STATIONS
}

/// Whether it refuses requests before they begin.
pub(super) fn gate(station: &Station) -> bool {
    station.held && !station.nested && loses(station)
}

pub(super) fn relative(old: f64, new: f64) -> f64 {
    let size = old.abs().max(new.abs());
    if size > 0.0 { (new - old).abs() / size } else { 0.0 }
}
