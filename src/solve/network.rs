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

use super::cache::hit_ratio;
use super::moments::{Moments, visits};
use super::station::{Load, State, capacity, loses, state};
use crate::plan::{Class, Node, Plan, Station};

/// The most passes until the answer is given as it is, and said not to have converged.
const MOST_PASSES: usize = 300;

/// Relative change at which the fixed point counts as reached.
const TOLERANCE: f64 = 1e-10;

/// A plan at one load, with everything that the solver knows of it.
pub(super) struct Network<'a> {
    pub(super) plan: &'a Plan,
    pub(super) users: f64,
    /// Requests per second that begin each node.
    pub(super) rates: Vec<f64>,
    /// What becomes of a request that begins each node.
    pub(super) moments: Vec<Moments>,
    /// Arrivals at one copy of each station.
    pub(super) loads: Vec<Load>,
    /// How one copy of each station does.
    pub(super) states: Vec<State>,
    /// Hit ratio of each cache.
    pub(super) ratios: Vec<f64>,
    /// Requests per second that look up each cache.
    pub(super) lookups: Vec<f64>,
    pub(super) converged: bool,
    searches: Vec<Search>,
    characteristic: Vec<f64>,
    /// The rate that each hit ratio was computed for.
    ratio_rates: Vec<f64>,
    sums: Vec<Sums>,
}

/// Where the search for a station's intensity stands; logarithms of rates per second.
#[derive(Clone, Copy)]
struct Search {
    here: f64,
    low: f64,
    high: f64,
    last: Option<(f64, f64)>,
    /// Whether station and callers agree.
    settled: bool,
}

impl Search {
    const START: Self = Self { here: f64::NAN, low: f64::NEG_INFINITY, high: f64::INFINITY, last: None, settled: true };
}

/// Sums over what works at a station.
#[derive(Clone, Copy, Default)]
struct Sums {
    rate: f64,
    first: f64,
    second: f64,
}

impl<'a> Network<'a> {
    /// The steady state.
    pub(super) fn solved(plan: &'a Plan, users: f64) -> Self {
        let mut network = Self::new(plan, users);
        network.pass_up();
        for _ in 0..MOST_PASSES {
            if network.pass() < TOLERANCE && network.searches.iter().all(|search| search.settled) {
                network.converged = true;
                break;
            }
        }
        // Rates and losses of the same iterate, so that what is offered adds up to the last bit.
        network.pass_down();
        network
    }

    /// Nothing refused, no matter how full: what would be asked of every station.
    pub(super) fn unlimited(plan: &'a Plan, users: f64) -> Self {
        let mut network = Self::new(plan, users);
        for _ in 0..3 {
            network.pass_up();
            network.pass_down();
            network.update_ratios();
        }
        network.load_stations();
        network
    }

    fn new(plan: &'a Plan, users: f64) -> Self {
        let stations = plan.stations.len();
        Self {
            plan,
            users,
            rates: vec![0.0; plan.nodes.len()],
            moments: vec![Moments::NOTHING; plan.nodes.len()],
            loads: vec![Load::default(); stations],
            states: vec![State::default(); stations],
            ratios: vec![0.0; plan.caches.len()],
            lookups: vec![0.0; plan.caches.len()],
            converged: false,
            searches: vec![Search::START; stations],
            characteristic: vec![0.0; plan.caches.len()],
            ratio_rates: vec![-1.0; plan.caches.len()],
            sums: vec![Sums::default(); stations],
        }
    }

    /// One pass of the fixed point; the greatest relative change in it.
    fn pass(&mut self) -> f64 {
        self.pass_down();
        let mut change = self.update_ratios();
        change = change.max(self.load_stations());
        change = change.max(self.update_states());
        self.pass_up();
        change
    }

    /// Response times and success, from what is called to what calls.
    fn pass_up(&mut self) {
        for position in 0..self.plan.nodes.len() {
            self.moments[position] = self.node_moments(&self.plan.nodes[position]);
        }
    }

    fn node_moments(&self, node: &Node) -> Moments {
        match node {
            Node::Nothing => Moments::NOTHING,
            Node::Work { station, service } => {
                let time = Moments::time(service.mean_s, service.second_moment());
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
            Node::Parallel { children, .. } => self.moments[self.plan.branches[children.start].node],
            Node::Attempt { body, .. } | Node::Break { body, .. } => self.moments[*body],
            Node::Spawn { .. } | Node::Stale { .. } => Moments::NOTHING,
        }
    }

    /// Acceptance and wait at a station.
    fn wait(&self, station: usize) -> Moments {
        let State { loss, wait_s, wait_second, .. } = self.states[station];
        Moments::time(wait_s, wait_second).scaled(1.0 - loss)
    }

    /// Rates, from the users to what they call.
    fn pass_down(&mut self) {
        self.rates.fill(0.0);
        self.lookups.fill(0.0);
        self.sums.fill(Sums::default());
        for source in &self.plan.sources {
            self.rates[self.plan.entries[source.entry].root()] += source.rate(self.users);
        }
        let plan = self.plan;
        for component in plan.components.iter().rev() {
            for entry in &plan.entries[component.entries.clone()] {
                self.arrive(entry.root());
            }
            for station in component.stations.clone().filter(|&station| gate(&plan.stations[station])) {
                let load = load(&plan.stations[station], self.sums[station]);
                self.states[station] = state(&plan.stations[station], load, load.rate);
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
    fn arrive(&mut self, root: usize) {
        if let Node::Hold { station, body } = self.plan.nodes[root] {
            let held = self.moments[body];
            self.add_work(station, self.rates[root], held.total_first(), held.total_second());
        }
    }

    /// Hands the rate of a node on to its children.
    fn spread(&mut self, position: usize) {
        let rate = self.rates[position];
        let plan = self.plan;
        match &plan.nodes[position] {
            Node::Nothing | Node::Delay(_) | Node::Fail { .. } | Node::Stale { .. } => {}
            Node::Parallel { children, .. } => {
                for child in &plan.branches[children.clone()] {
                    self.rates[child.node] += rate * child.probability;
                }
            }
            Node::Attempt { body, .. } | Node::Break { body, .. } => self.rates[*body] += rate,
            Node::Spawn { job } => self.rates[plan.entries[plan.jobs[*job].entry].root()] += rate,
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
                self.rates[*body] += rate * (1.0 - self.states[*station].loss);
            }
        }
    }

    fn add_work(&mut self, station: usize, rate: f64, first: f64, second: f64) {
        let sums = &mut self.sums[station];
        sums.rate += rate;
        sums.first += rate * first;
        sums.second += rate * second;
    }

    /// Loads of one copy from the sums; the greatest relative change.
    fn load_stations(&mut self) -> f64 {
        let mut change: f64 = 0.0;
        for (station, sums) in self.sums.iter().enumerate() {
            let load = load(&self.plan.stations[station], *sums);
            let old = self.loads[station];
            change = change.max(relative(old.rate, load.rate)).max(relative(old.mean_s, load.mean_s));
            self.loads[station] = load;
        }
        change
    }

    fn update_ratios(&mut self) -> f64 {
        let mut change: f64 = 0.0;
        for (position, cache) in self.plan.caches.iter().enumerate() {
            let rate = self.lookups[position];
            if relative(self.ratio_rates[position], rate) < 1e-12 {
                continue;
            }
            self.ratio_rates[position] = rate;
            let ratio = hit_ratio(cache, rate, &mut self.characteristic[position]);
            change = change.max((ratio - self.ratios[position]).abs());
            self.ratios[position] = ratio;
        }
        change
    }

    /// New states; the greatest change of a loss.
    fn update_states(&mut self) -> f64 {
        let mut change: f64 = 0.0;
        for position in 0..self.plan.stations.len() {
            let station = &self.plan.stations[position];
            let load = self.loads[position];
            if gate(station) {
                continue;
            }
            let new = if loses(station) {
                state(station, load, load.rate)
            } else {
                search(station, load, &mut self.searches[position])
            };
            change = change.max((new.loss - self.states[position].loss).abs() * f64::from(u8::from(loses(station))));
            self.states[position] = State { loss: if loses(station) { new.loss } else { 0.0 }, ..new };
        }
        change
    }

    /// Requests of `class` per second that the sources offer.
    pub(super) fn offered(&self, class: Class) -> f64 {
        let sources = self.plan.sources.iter().filter(|source| source.class == class);
        sources.map(|source| source.rate(self.users)).sum()
    }

    /// Share of a station's servers that is busy.
    pub(super) fn utilization(&self, station: usize) -> f64 {
        let load = self.loads[station];
        let accepted = load.rate * (1.0 - self.states[station].loss);
        accepted * load.mean_s / self.plan.stations[station].servers
    }
}

impl Network<'_> {
    /// Share of a station's servers that would be busy if nothing were refused; above 1 where that is impossible.
    pub(super) fn demand(&self, station: usize) -> f64 {
        self.loads[station].rate * self.loads[station].mean_s / self.plan.stations[station].servers
    }

    /// Requests that a station refuses, per second.
    pub(super) fn refused_per_s(&self, station: usize) -> f64 {
        self.loads[station].rate * self.plan.stations[station].copies * self.states[station].loss
    }
}

fn load(station: &Station, sums: Sums) -> Load {
    if sums.rate <= 0.0 {
        return Load::default();
    }
    let mean_s = sums.first / sums.rate;
    let scv = if mean_s > 0.0 { (sums.second / sums.rate / (mean_s * mean_s) - 1.0).max(0.0) } else { 0.0 };
    // Rounding must not turn an exponential mixture of one into something else.
    let scv = if (scv - 1.0).abs() < 1e-9 { 1.0 } else { scv };
    Load { rate: sums.rate / station.copies, mean_s, scv }
}

/// Whether it refuses requests before they begin.
fn gate(station: &Station) -> bool {
    station.held && loses(station)
}

fn relative(old: f64, new: f64) -> f64 {
    let size = old.abs().max(new.abs());
    if size > 0.0 { (new - old).abs() / size } else { 0.0 }
}

/// Moves the intensity of a station that never loses towards the one at which it serves what its callers ask.
fn search(station: &Station, load: Load, search: &mut Search) -> State {
    let asked = load.rate;
    search.settled = true;
    if asked <= 0.0 || load.mean_s <= 0.0 || station.population <= station.servers {
        *search = Search::START;
        return state(station, load, asked);
    }
    let limit = capacity(station, load.mean_s);
    if search.here.is_nan() {
        search.here = asked.min(limit * 4.0).ln();
    }
    let now = state(station, load, search.here.exp());
    let excess = (now.served / asked).ln();
    if excess.abs() < TOLERANCE {
        search.last = Some((search.here, asked.ln()));
        return now;
    }
    search.settled = false;
    search.step(station, load, now, excess);
    state(station, load, search.here.exp())
}

impl Search {
    /// A Newton step on ln served(u) - ln asked(u); the slope of what is asked is measured from the last step.
    fn step(&mut self, station: &Station, load: Load, now: State, excess: f64) {
        const SMALL: f64 = 1e-4;
        let asked = load.rate.ln();
        let ahead = state(station, load, (self.here + SMALL).exp());
        let own = ((ahead.served / now.served).ln() / SMALL).clamp(1e-6, 1.0);
        let measured = match self.last {
            Some((here, before)) if (self.here - here).abs() > 1e-9 => (asked - before) / (self.here - here),
            // Until it is measured: as if callers did nothing but wait here.
            _ => -((ahead.wait_s + load.mean_s) / (now.wait_s + load.mean_s)).ln() / SMALL,
        };
        let slope = own - measured.clamp(-1e3, 0.0);
        if excess < 0.0 {
            self.low = self.here;
        } else {
            self.high = self.here;
        }
        if self.high - self.low < 1e-9 {
            (self.low, self.high) = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let mut next = self.here - (excess / slope).clamp(-1.5, 1.5);
        if next <= self.low || next >= self.high {
            let bracketed = self.low.is_finite() && self.high.is_finite();
            next = if bracketed { f64::midpoint(self.low, self.high) } else { next };
        }
        // Beyond a thousand times what it can serve, it is full all the time.
        let full = (capacity(station, load.mean_s) * 1e3).ln();
        self.last = Some((self.here, asked));
        if next >= full && self.here >= full {
            self.settled = true;
        }
        self.here = next.min(full);
    }
}
