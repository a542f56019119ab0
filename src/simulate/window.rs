//! How much of a system a run can show: the stretch of simulated time that a budget of events pays for, and whether that
//! is long beside the times that the system itself has.
//!
//! Two kinds of time are looked at. What a run has to *forget* (work, a line at its load, thinking, caches that fill)
//! decides how long the beginning, which is empty, shows in the figures, and how far apart two moments have to stand
//! before they say two things. What only has to *fit* (time limits, pauses, boots, lags) decides what such a run shows at all: figures
//! of a second with ten thousand requests are good ones, and say nothing of an autoscaler that looks once a minute.
//!
//! A line forgets its past as exp(-t/T), with T = s / (c (1 - sqrt(u))^2) for s seconds of work at each of c servers that
//! are busy a share u of the time (exact for M/M/1: Cohen, The Single Server Queue, 1982, II.2.1); here with the factor
//! (1 + SCV)/2 of the mean wait, and at least s. Batches of b seconds of what so forgets have the correlation T/(2b)
//! between neighbours, about. [`super::Findings`] needs 20 of them with 0.4 at most (b = 1.6 T) for any interval, and
//! trusts 40 with 0.15 (b = 3.3 T): the [`ANY`] and [`GOOD`] of this file.
//!
//! Rates are those of requests of which none is refused or tried again, so the answer is about right and not a figure.

use super::settings::Caches;
use super::visits::{about, events_per_s, visits};
use crate::plan::{Backoff, Node, Plan, Resource, Service, Source};

/// Times to forget in after which the beginning shows no more: 0.7 % of it are left.
const BEGINNING: f64 = 5.0;

/// Least share of a run that is warm-up; the same as [`super::statistics::LEAST`].
const LEAST: f64 = super::statistics::LEAST;

/// Most of a run that is warm-up.
const MOST: f64 = 0.5;

/// Times to forget in that an interval takes at all, and those from which on it is a good one.
pub const ANY: f64 = 32.0;
/// See [`ANY`].
pub const GOOD: f64 = 132.0;

/// How often what has to fit has to fit into the measured time.
pub const FITS: f64 = 5.0;

/// A time that a system has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slow {
    /// Work or a constant delay.
    Work,
    /// A line whose servers are busy for this share of the time, about: 1 and more: it cannot keep up, and the time is
    /// that until its line is full (infinite: it never is).
    Line(Resource, f64),
    /// Users who think.
    Thinking,
    /// A cache that begins empty.
    Filling,
    /// A time limit, of a call or of a wait.
    TimeLimit,
    /// The pause before a further attempt.
    Pause,
    /// How long an old value is read after a write.
    Lag,
    /// From a look at the utilization to an instance that has booted.
    Boot,
}

impl Slow {
    /// Whether a run has to forget it, and not only to be long enough for it to happen.
    pub const fn is_forgotten(self) -> bool {
        matches!(self, Self::Work | Self::Line(..) | Self::Thinking | Self::Filling)
    }
}

/// A time that a system has, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slowest {
    /// Position of the component in the plan.
    pub component: usize,
    /// What takes it.
    pub what: Slow,
    /// How long, seconds.
    pub seconds: f64,
}

/// What a window is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Figures of a steady state with good intervals.
    Good,
    /// The same with wide intervals, or with a warm-up that takes as much as what is measured.
    Rough,
    /// No steady state: a piece of the way to it.
    TooShort,
    /// Something cannot keep up, and grows as long as the run is.
    Growing,
}

/// A stretch of simulated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Events that a simulated second takes, about.
    pub events_per_s: f64,
    /// How long the budget lasts, simulated seconds, warm-up included; infinite where nothing ever happens.
    pub horizon_s: f64,
    /// How much of it should be warm-up, seconds.
    pub warm_up_s: f64,
    /// The run that would be good, seconds, warm-up included; infinite where none is.
    pub wanted_s: f64,
    /// What it is worth.
    pub worth: Worth,
    /// The longest time to forget; `None`: nothing takes any time.
    pub forgets: Option<Slowest>,
    /// What may happen in the system and hardly will in this window, or not at all, longest first.
    pub unseen: Vec<Slowest>,
}

impl Window {
    /// Of a plan at so many users on the slider, with so many events to spend.
    pub fn of(plan: &Plan, users: f64, events: f64, caches: Caches) -> Self {
        let events_per_s = events_per_s(plan, users);
        let horizon_s = if events_per_s > 0.0 { events / events_per_s } else { f64::INFINITY };
        Self { events_per_s, ..Self::lasting(plan, users, horizon_s, caches) }
    }

    /// The same for a run whose length is given, simulated seconds.
    pub fn lasting(plan: &Plan, users: f64, horizon_s: f64, caches: Caches) -> Self {
        let (forgotten, mut unseen): (Vec<Slowest>, Vec<Slowest>) =
            times(plan, users, caches).into_iter().partition(|time| time.what.is_forgotten());
        let longer = |one: Slowest, other: Slowest| if other.seconds > one.seconds { other } else { one };
        let forgets = forgotten.into_iter().filter(|time| time.seconds > 0.0).reduce(longer);
        let forget_s = forgets.map_or(0.0, |slowest| slowest.seconds);
        let warm_up_s = (BEGINNING * forget_s).clamp(LEAST * horizon_s, MOST * horizon_s);
        let wanted_s = ((BEGINNING + GOOD) * forget_s).max(GOOD * forget_s / (1.0 - LEAST));
        let measured_s = horizon_s - warm_up_s;
        let worth = if forget_s.is_infinite() {
            Worth::Growing
        } else if horizon_s >= wanted_s {
            Worth::Good
        } else if measured_s >= ANY * forget_s {
            Worth::Rough
        } else {
            Worth::TooShort
        };
        unseen.retain(|time| FITS * time.seconds > measured_s);
        unseen.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
        Self { events_per_s: events_per_s(plan, users), horizon_s, warm_up_s, wanted_s, worth, forgets, unseen }
    }
}

/// All times that a plan has at so many users.
fn times(plan: &Plan, users: f64, caches: Caches) -> Vec<Slowest> {
    let rates = visits(plan, users);
    let mut times = lines(plan, &rates);
    let own = |component, what, seconds| Slowest { component, what, seconds };
    let attempts = |policy: usize| {
        let of = |node: &Node| matches!(node, Node::Attempt { policy: own, .. } if *own == policy);
        plan.nodes.iter().zip(&rates).any(|(node, rate)| of(node) && *rate > 0.0)
    };
    for (_, policy) in plan.policies.iter().enumerate().filter(|(position, _)| attempts(*position)) {
        if policy.timeout_s.is_finite() {
            times.push(own(policy.component, Slow::TimeLimit, policy.timeout_s));
        }
        if policy.retries >= 1.0 {
            times.push(own(policy.component, Slow::Pause, pause_s(policy.backoff, policy.retries)));
        }
    }
    for part in 0..plan.components.len() {
        if let Some(scaling) = plan.components[part].scaling.filter(|scaling| scaling.most > scaling.fewest) {
            times.push(own(part, Slow::Boot, scaling.cool_down_s.max(scaling.boot_s)));
        }
    }
    for old in &plan.staleness {
        if let crate::plan::Window::After(lag_s) = old.window {
            times.push(own(old.component, Slow::Lag, lag_s));
        }
    }
    for &Source { component, closed, .. } in &plan.sources {
        times.extend(closed.map(|closed| own(component, Slow::Thinking, closed.think_s)));
    }
    if caches == Caches::Empty {
        times.extend(filling(plan, &rates));
    }
    times
}

/// The longest pause of a policy, seconds: the mean of the last, which doubles from one to the next.
fn pause_s(backoff: Backoff, retries: f64) -> f64 {
    match backoff {
        Backoff::Fixed(seconds) => seconds,
        Backoff::Jitter(base_s) => base_s / 2.0 * libm::exp2((retries - 1.0).clamp(0.0, 20.0)),
    }
}

/// What comes to a station, per second: pieces of work, and seconds of it with their squares.
#[derive(Clone, Copy, Default)]
struct Load {
    rate: f64,
    work: f64,
    squares: f64,
    longest_s: f64,
}

impl Load {
    fn add(&mut self, rate: f64, service: &Service) {
        self.rate += rate;
        self.work += rate * service.mean_s;
        self.squares += rate * service.second_moment();
        self.longest_s = self.longest_s.max(service.mean_s);
    }
}

/// How long work takes, and lines take to forget.
fn lines(plan: &Plan, rates: &[f64]) -> Vec<Slowest> {
    let mut loads = vec![Load::default(); plan.stations.len()];
    let mut times = Vec::new();
    for (component, part) in plan.components.iter().enumerate() {
        for position in part.nodes.clone().filter(|position| rates[*position] > 0.0) {
            match &plan.nodes[position] {
                Node::Work { station, service } => loads[*station].add(rates[position], service),
                Node::Delay(seconds) => times.push(Slowest { component, what: Slow::Work, seconds: *seconds }),
                _ => {}
            }
        }
    }
    for work in &plan.background {
        loads[work.station].add(work.rate_per_s * plan.stations[work.station].copies, &work.service);
    }
    for (station, load) in plan.stations.iter().zip(&loads).filter(|(_, load)| load.work > 0.0) {
        let component = station.component;
        times.push(Slowest { component, what: Slow::Work, seconds: load.longest_s });
        if station.patience_s.is_finite() {
            times.push(Slowest { component, what: Slow::TimeLimit, seconds: station.patience_s });
        }
        let servers = station.servers * station.copies;
        let utilization = load.work / servers;
        let what = Slow::Line(station.resource, utilization);
        times.push(Slowest { component, what, seconds: forgetting_s(station, load, utilization) });
    }
    times
}

/// How long a line takes to forget, or to be full where it cannot keep up, seconds.
fn forgetting_s(station: &crate::plan::Station, load: &Load, utilization: f64) -> f64 {
    let mean_s = load.work / load.rate;
    if utilization < 1.0 {
        let variation = load.squares / (2.0 * load.work * mean_s);
        let slack = 1.0 - libm::sqrt(utilization);
        return mean_s * variation / (station.servers * slack * slack);
    }
    let places = if station.keeps { f64::INFINITY } else { station.queue_limit.min(station.population) };
    // Who is left waiting leaves after its patience: a line is never longer than that.
    let full_s = places * station.copies / ((load.rate - load.rate / utilization).max(1e-12 * load.rate));
    full_s.min(if station.keeps { f64::INFINITY } else { station.patience_s })
}

/// How long caches take to fill from empty, or to expire once, seconds.
fn filling(plan: &Plan, rates: &[f64]) -> Vec<Slowest> {
    let mut times = Vec::new();
    for (position, cache) in plan.caches.iter().enumerate().filter(|(_, cache)| cache.typed.is_none()) {
        let looked_up = |node: &Node| matches!(node, Node::Lookup { cache, .. } if *cache == position);
        let lookups: f64 = plan.nodes.iter().zip(rates).filter(|(node, _)| looked_up(node)).map(|(_, rate)| rate).sum();
        let misses = lookups * (1.0 - about(cache)).max(1e-6);
        if lookups > 0.0 {
            let seconds = (cache.capacity.min(cache.objects) / misses).min(cache.ttl_s);
            times.push(Slowest { component: cache.component, what: Slow::Filling, seconds });
        }
    }
    times
}
