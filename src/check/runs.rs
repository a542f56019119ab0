//! How fast the simulation plays, beside a bare hand-written loop over the same systems, for whoever brings a clock: the
//! same work natively and in a worker of the page.

use std::hint::black_box;

use super::bare::{Net, play};
use super::run_systems::{number, one_queue, side_by_side, thinking, three_tiers};
use crate::model::Document;
use crate::model::catalog::Parameter;
use crate::{plan, simulate};

/// Customers of a run.
const CUSTOMERS: f64 = 1_000_000.0;

/// Runs of which the fastest counts: on a machine that does other things too, it says most about the code.
const RUNS: usize = 11;

/// Events of a slice, as the page takes them.
const SLICE: u64 = 20_000;

/// Names of the systems that are measured.
pub const RUN_SYSTEMS: [&str; 4] = [
    "(a) M/M/1, load 0.8",
    "(b) M/M/4, load 0.85",
    "(c) balancer, 4 web, cache 80 %, database",
    "(c) with a time limit on every request",
];

/// How fast a system is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunSpeed {
    /// Customers per second of the bare loop.
    pub bare_per_s: f64,
    /// Customers per second of the simulation.
    pub own_per_s: f64,
    /// Events per customer of the simulation.
    pub events: f64,
}

/// Measures the system at this position of [`RUN_SYSTEMS`] (the last for any beyond) with a clock in milliseconds.
pub fn run_speed(system: usize, clock: impl Fn() -> f64) -> RunSpeed {
    let (document, net) = drawn(system);
    let compiled = plan::compile(&document);
    let (mut events, mut bare_s, mut own_s) = (0, f64::INFINITY, f64::INFINITY);
    // In turn, so that both see the same machine.
    for _ in 0..RUNS {
        bare_s = bare_s.min(once_s(&clock, || {
            black_box(play(&net, CUSTOMERS as u64));
        }));
        own_s = own_s.min(once_s(&clock, || events = black_box(run(&compiled, CUSTOMERS / net.rate))));
    }
    RunSpeed { bare_per_s: CUSTOMERS / bare_s, own_per_s: CUSTOMERS / own_s, events: events as f64 / CUSTOMERS }
}

fn run(compiled: &plan::Plan, horizon_s: f64) -> u64 {
    let settings = simulate::Settings { warm_up_s: 0.05 * horizon_s, horizon_s, ..simulate::Settings::default() };
    let mut run = simulate::Simulation::new(compiled, 1.0, &settings);
    while !run.advance(f64::INFINITY, SLICE).done {}
    run.outcome().events
}

fn once_s(clock: &impl Fn() -> f64, run: impl FnOnce()) -> f64 {
    let start = clock();
    run();
    (clock() - start) / 1e3
}

fn drawn(system: usize) -> (Document, Net) {
    let tiers = || Net { rate: 320.0, first: (4, 1, 0.01), last: Some((0.2, 2, 0.025)) };
    let queue = |rate, servers| Net { rate, first: (1, servers, 1.0), last: None };
    match system {
        0 => (one_queue(0.8, 1.0), queue(0.8, 1)),
        1 => (one_queue(3.4, 4.0), queue(3.4, 4)),
        2 => (three_tiers(&[]), tiers()),
        _ => (three_tiers(&[number(Parameter::Timeout, 5.0)]), tiers()),
    }
}

/// Events of a run whose time per event is told.
const EVENTS: f64 = 1_000_000.0;

/// What an event costs as systems and lists of pending events grow.
#[derive(Clone, Debug, PartialEq)]
pub struct RunGrowth {
    /// The system.
    pub name: String,
    /// Events that are pending at a time, about.
    pub pending: f64,
    /// Nanoseconds per event.
    pub event_ns: f64,
}

/// Measures what an event costs by the number of components, and by that of pending events, with a clock in milliseconds.
pub fn run_growth(clock: impl Fn() -> f64) -> Vec<RunGrowth> {
    let wide = [10_u32, 100, 1_000].map(|components| {
        let name = format!("{components} servers, 800 requests/s in all");
        (name, 0.8 * f64::from(components), side_by_side(components))
    });
    let long =
        [1e2, 1e3, 1e4, 1e5, 1e6].map(|users| (String::from("users who think for a second"), users, thinking(users)));
    let all = wide.into_iter().chain(long);
    all.map(|(name, pending, document)| RunGrowth { name, pending, event_ns: event_ns(&document, &clock) }).collect()
}

fn event_ns(document: &Document, clock: &impl Fn() -> f64) -> f64 {
    let compiled = plan::compile(document);
    let horizon_s = EVENTS / simulate::events_per_s(&compiled, 1.0);
    let settings = simulate::Settings { horizon_s, ..simulate::Settings::default() };
    let each = (0..RUNS).map(|_| {
        let mut run = simulate::Simulation::new(&compiled, 1.0, &settings);
        let start = clock();
        while !run.advance(f64::INFINITY, SLICE).done {}
        (clock() - start) * 1e6 / run.progress().events as f64
    });
    each.fold(f64::INFINITY, f64::min)
}
