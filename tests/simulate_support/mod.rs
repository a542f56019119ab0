//! Runs plans for the tests of the simulation, and checks in every run what has to hold in any.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

pub mod hand;

use scaleground::plan::{Class, Plan};
use scaleground::simulate::{Outcome, Settings, Simulation};

/// A finished run.
pub struct Run {
    pub outcome: Outcome,
}

impl Run {
    /// Runs a plan for so many measured seconds after a warm-up.
    pub fn new(plan: &Plan, users: f64, warm_up_s: f64, measured_s: f64) -> Self {
        Self::with(plan, users, &Settings { warm_up_s, horizon_s: warm_up_s + measured_s, ..Settings::default() })
    }

    pub fn with(plan: &Plan, users: f64, settings: &Settings) -> Self {
        let mut simulation = Simulation::new(plan, users, settings);
        let mut last_s = 0.0;
        loop {
            let progress = simulation.advance(f64::INFINITY, 100_000);
            assert!(progress.now_s >= last_s, "time goes back");
            last_s = progress.now_s;
            if progress.done {
                break;
            }
        }
        let outcome = simulation.outcome();
        check(&outcome);
        Self { outcome }
    }
}

/// What holds in every run.
pub fn check(outcome: &Outcome) {
    for class in &outcome.classes {
        let failed: u64 = class.failed.iter().map(|failed| failed.number).sum();
        assert_eq!(
            class.in_flight_before + class.offered,
            class.answered + failed + class.in_flight_after,
            "requests of class {:?} are lost or made",
            class.class
        );
    }
    let span = outcome.span_s();
    for part in &outcome.components {
        for station in &part.stations {
            assert!(station.busy <= station.units * (1.0 + 1e-9), "{station:?}");
            assert!(station.busy >= 0.0 && station.waiting >= 0.0);
            // Little's law over the line, exact from an empty system on: what has not ended waiting counts in one only.
            let counted = station.waited_s / span;
            if outcome.from_s == 0.0 && station.left == 0 && counted > 0.0 {
                assert!(counted <= station.waiting * (1.0 + 1e-9) + 1e-12, "{station:?}: {counted}");
            }
            // Else but for what stands at the ends of the measured time.
            if station.left == 0 && counted > 0.0 && station.waits > 100_000 {
                let off = (counted / station.waiting - 1.0).abs();
                assert!(off < 0.1, "{station:?}: {counted}");
            }
        }
    }
}

/// The standard error of the mean response time of a class, by its batches, seconds.
pub fn standard_error(outcome: &Outcome, class: Class) -> f64 {
    let place = Class::ALL.iter().position(|other| *other == class).expect("a class");
    let batches = outcome.batches[outcome.first_measured..].iter().map(|batch| &batch.classes[place].response);
    let means: Vec<f64> = batches.filter(|times| times.count > 0).map(scaleground::simulate::Times::mean_s).collect();
    let number = means.len() as f64;
    let centre = means.iter().sum::<f64>() / number;
    let variance = means.iter().map(|value| (value - centre).powi(2)).sum::<f64>() / (number - 1.0);
    (variance / number).sqrt()
}

/// Holds the mean response time of a class to the truth within four standard errors.
pub fn mean_within(run: &Run, class: Class, expected_s: f64) {
    let mean = run.outcome.class(class).expect("offered").response.mean_s();
    let error = standard_error(&run.outcome, class);
    assert!((mean - expected_s).abs() < 4.0 * error, "mean {mean} for {expected_s}, standard error {error}");
    assert!(error < 0.05 * expected_s, "too short a run to say anything: {error} of {expected_s}");
}
