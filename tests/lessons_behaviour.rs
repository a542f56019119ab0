//! The short examples' texts, held against calculations that share nothing with the engine.

use std::rc::Rc;

use scaleground::lessons::example;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, Document, Value};
use scaleground::solve::{Solution, solve_document};

fn at(key: &str, users: Option<f64>) -> Solution {
    let document = (example(key).expect("the example exists").build)();
    let users = users.unwrap_or(document.users);
    solve_document(&Document { users, ..document })
}

/// The retry storm's server: 4 cores, 10 ms, at most 600 inside; answers after a second are too late, of which the way
/// there and back takes 30 ms.
const CORES: u32 = 4;
const PER_CORE: f64 = 100.0;
const INSIDE: u32 = 600;
const PATIENCE_S: f64 = 0.97;
const ATTEMPTS: i32 = 3;

/// What a steady state of it looks like.
struct Storm {
    /// Attempts per second that reach the server.
    attempts: f64,
    /// Attempts per second that find it full.
    refused: f64,
    /// Requests per second answered in time.
    goodput: f64,
}

/// Probability that so many exponential stages of `rate` take no longer than `time`.
fn erlang(stages: u32, rate: f64, time: f64) -> f64 {
    let mean = rate * time;
    let (mut term, mut later) = ((-mean).exp(), 0.0);
    for stage in 0..stages {
        later += term;
        term *= mean / f64::from(stage + 1);
    }
    1.0 - later
}

/// Birth and death: probabilities of so many inside, under so many attempts per second.
fn inside(attempts: f64) -> Vec<f64> {
    let mut states = vec![1.0];
    for number in 1..=INSIDE {
        let last = states[states.len() - 1];
        states.push(last * attempts / (f64::from(number.min(CORES)) * PER_CORE));
        let most = states.iter().copied().fold(0.0, f64::max);
        for state in &mut states {
            *state /= most;
        }
    }
    let sum: f64 = states.iter().sum();
    states.iter().map(|state| state / sum).collect()
}

/// Iterates attempts from `start` on: each arrival sees the others as they are, and waits for its turn and its work.
fn storm(offered: f64, start: f64) -> Storm {
    let in_time: Vec<f64> = (0..INSIDE)
        .map(|others| {
            let ahead = (others + 1).saturating_sub(CORES);
            // The work itself is a stage of its own; the mean over it, in a hundred steps of equal probability.
            let work = (0..100).map(|step| -(1.0 - (f64::from(step) + 0.5) / 100.0).ln() / PER_CORE);
            let rate = f64::from(CORES) * PER_CORE;
            work.map(|time| if time < PATIENCE_S { erlang(ahead, rate, PATIENCE_S - time) } else { 0.0 }).sum::<f64>()
                / 100.0
        })
        .collect();
    let mut attempts = start;
    for _ in 0..400 {
        let states = inside(attempts);
        let success: f64 = states.iter().zip(&in_time).map(|(state, share)| state * share).sum();
        let wanted: f64 = (0..ATTEMPTS).map(|attempt| offered * (1.0 - success).powi(attempt)).sum();
        attempts = f64::midpoint(attempts, wanted);
    }
    let states = inside(attempts);
    let success: f64 = states.iter().zip(&in_time).map(|(state, share)| state * share).sum();
    let full = states[states.len() - 1];
    Storm { attempts, refused: attempts * full, goodput: offered * (1.0 - (1.0 - success).powi(ATTEMPTS)) }
}

#[test]
fn a_retry_storm_lasts_beside_the_good_state() {
    let good = at("retry-storm", None);
    let bad = good.other.as_ref().expect("there are two steady states");
    let offered = good.offered_per_s;
    let (calm, jam) = (storm(offered, offered), storm(offered, 20.0 * offered));
    let server = |solution: &Solution| {
        let mut served = solution.components.values().filter(|part| !part.resources.is_empty());
        served.next().cloned().expect("the server works")
    };
    assert!((good.goodput_per_s - calm.goodput).abs() < 1e-3 * offered, "{} {}", good.goodput_per_s, calm.goodput);
    assert!((bad.goodput_per_s - jam.goodput).abs() < 0.01 * offered, "{} {}", bad.goodput_per_s, jam.goodput);
    assert!(
        (server(bad).arrival_per_s / jam.attempts - 1.0).abs() < 0.01,
        "{} {}",
        server(bad).arrival_per_s,
        jam.attempts
    );
    assert!(
        (jam.attempts / 750.0 - 1.0).abs() < 0.01 && jam.goodput < 0.01 * offered,
        "{} {}",
        jam.attempts,
        jam.goodput
    );
    // The server serves what it can, for nobody: what it does not refuse is its capacity.
    assert!((jam.attempts - jam.refused - 400.0).abs() < 1.0, "{}", jam.refused);
    assert!(server(bad).resources.iter().any(|entry| entry.utilization > 0.99));
}

#[test]
fn the_storm_has_a_threshold_below_which_it_dies_down() {
    assert!(at("retry-storm", Some(12_000.0)).other.is_none(), "at half of the load there is one state");
    assert!(storm(125.0, 2_500.0).goodput > 124.9);
    // Just above a third of what the server can do, where each request that fails becomes three.
    for users in [13_500.0, 16_000.0, 20_000.0, 36_000.0] {
        let good = at("retry-storm", Some(users));
        let jam = storm(good.offered_per_s, 20.0 * good.offered_per_s);
        assert!(jam.goodput < 0.01 * good.offered_per_s, "{users}: {}", jam.goodput);
        let bad = good.other.as_ref().unwrap_or_else(|| panic!("{users}: a second state"));
        assert!(bad.goodput_per_s < 0.01 * good.offered_per_s, "{users}: {}", bad.goodput_per_s);
    }
}

#[test]
fn a_retry_budget_lets_the_storm_die_down() {
    let mut document = (example("retry-storm").expect("the example exists").build)();
    for part in document.components.values_mut().filter(|part| part.kind == Kind::Users) {
        let budget = Value::Choice(Choice::RetryBudget);
        Rc::make_mut(part).settings.insert(Parameter::RetryPolicy, budget);
    }
    assert!(solve_document(&document).other.is_none());
}

/// Mean value analysis by hand: two single servers and a delay.
fn mean_values(users: u32, delay_s: f64, work_s: [f64; 2]) -> (f64, f64) {
    let mut lines = [0.0; 2];
    let mut found = (0.0, 0.0);
    for number in 1..=users {
        let times = [work_s[0] * (1.0 + lines[0]), work_s[1] * (1.0 + lines[1])];
        let rate = f64::from(number) / (delay_s + times[0] + times[1]);
        lines = [rate * times[0], rate * times[1]];
        found = (rate, times[0] + times[1]);
    }
    found
}

#[test]
fn users_who_think_ask_no_more_than_is_answered() {
    let solution = at("thinkers", None);
    assert!(solution.converged && solution.breaking_point.is_none() && solution.other.is_none());
    // Thinking, and the ways of 30 ms and 0.83 ms at most.
    let response = solution.classes[0].response.as_ref().expect("they are answered").mean_s;
    assert!((solution.offered_per_s * (2.0 + response) / 300.0 - 1.0).abs() < 1e-6, "users = rate x time");
    let (rate, work_s) = mean_values(300, 2.0308, [0.005, 0.008]);
    assert!((solution.goodput_per_s / rate - 1.0).abs() < 2e-3, "{} {rate}", solution.goodput_per_s);
    assert!((response - 0.0308 - work_s).abs() < 0.01, "{response} {work_s}");
}
