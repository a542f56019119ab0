//! Customers per second of the simulation, beside a bare hand-written loop over the same systems in the same run.

use std::fmt::Write;
use std::time::Instant;

use scaleground::check::{RUN_SYSTEMS, RunGrowth, run_growth, run_speed};

/// The table, ready to print. Millions of customers per second.
#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
pub(super) fn table() -> String {
    let mut text = String::from(
        "system                                             bare M/s   simulation M/s   share   events per customer",
    );
    let start = Instant::now();
    for (system, name) in RUN_SYSTEMS.iter().enumerate() {
        let speed = run_speed(system, || start.elapsed().as_secs_f64() * 1e3);
        let (bare, own, share) = (speed.bare_per_s / 1e6, speed.own_per_s / 1e6, speed.own_per_s / speed.bare_per_s);
        let _ = write!(text, "\n{name:50} {bare:>8.2} {own:>16.2} {share:>7.2} {:>21.2}", speed.events);
    }
    text
}

/// Nanoseconds per event by the number of components, and by the number of pending events.
#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
pub(super) fn growth() -> String {
    let mut text = String::from("system                                 pending events   ns per event");
    let start = Instant::now();
    for RunGrowth { name, pending, event_ns } in run_growth(|| start.elapsed().as_secs_f64() * 1e3) {
        let _ = write!(text, "\n{name:38} {pending:>14.0} {event_ns:>14.0}");
    }
    text
}
