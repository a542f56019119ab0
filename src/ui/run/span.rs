//! How long a run is. What is too much to be simulated in full for as long as was asked for is simulated for a shorter
//! time, in full, and the page says so; never a part of the load in place of all of it.

use crate::model::Scenario;
use crate::plan::Plan;
use crate::simulate::{Caches, Window, events_per_s};

/// Events of a run that is watched, at most, about: some tens of seconds of work.
const WATCHED: f64 = 1e8;

/// Events of a replication: at least, so that its 99th percentile says something, and at most, so that ten of them are
/// there within the time that somebody waits.
const LEAST: f64 = 5e5;
const MOST: f64 = 5e6;

/// What a run may last beyond its budget before it is cut short, as a factor: nobody minds a few per cent.
const SLACK: f64 = 1.25;

/// How long a run is where nobody has said it and nothing is planned, seconds.
const USUAL_S: f64 = 60.0;

/// How much longer than its scenario a run is, as a factor: to see what is left of it.
const BEYOND: f64 = 1.5;

/// How long a run has to be to show what is planned and what is left of it, seconds.
pub fn fitting_s(scenario: &Scenario) -> f64 {
    scenario.ends_s().map_or(USUAL_S, |ends_s| USUAL_S.max(BEYOND * ends_s))
}

/// Simulated seconds of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// What was asked for, seconds.
    pub wanted_s: f64,
    /// What it is, and what that is worth.
    pub window: Window,
}

impl Span {
    /// Of a run of `plan` at so many users that is to last `wanted_s` simulated seconds.
    pub fn watched(plan: &Plan, users: f64, wanted_s: f64) -> Self {
        Self::within(plan, users, wanted_s, WATCHED)
    }

    /// The same within another budget of events.
    pub fn within(plan: &Plan, users: f64, wanted_s: f64, events: f64) -> Self {
        let most_s = events / events_per_s(plan, users).max(1e-9);
        let horizon_s = if wanted_s <= most_s * SLACK { wanted_s } else { most_s };
        Self { wanted_s, window: Window::lasting(plan, users, horizon_s, Caches::Warm) }
    }

    /// Of each of the replications that a solution is compared with: as long as is good, within a budget.
    pub fn checked(plan: &Plan, users: f64) -> Self {
        let least = Window::of(plan, users, LEAST, Caches::Warm);
        let most_s = MOST / least.events_per_s.max(1e-9);
        let wanted_s = least.wanted_s;
        let horizon_s = wanted_s.max(least.horizon_s).min(most_s);
        Self { wanted_s, window: Window::lasting(plan, users, horizon_s, Caches::Warm) }
    }

    /// Whether it is shorter than what was asked for.
    pub fn is_cut(&self) -> bool {
        self.window.horizon_s < self.wanted_s
    }
}
