//! How long a run can be: simulated seconds that a budget of events allows. What is too much to be simulated in full is
//! simulated for a shorter time, in full, and the page says so; never a part of the load in place of all of it.

use crate::plan::Plan;
use crate::simulate::events_per_s;

/// Events of a run that is watched, at most, about: some tens of seconds of work.
const MOST_EVENTS: f64 = 1e8;

/// Simulated seconds of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// What was asked for.
    pub wanted_s: f64,
    /// What it is.
    pub horizon_s: f64,
    /// Events per simulated second, about.
    pub events_per_s: f64,
}

impl Span {
    /// Of a run of `plan` at so many users that is to last `wanted_s` simulated seconds.
    pub fn of(plan: &Plan, users: f64, wanted_s: f64) -> Self {
        let events_per_s = events_per_s(plan, users).max(1e-9);
        Self { wanted_s, horizon_s: wanted_s.min(MOST_EVENTS / events_per_s), events_per_s }
    }

    /// Whether it is shorter than what was asked for.
    pub fn is_cut(&self) -> bool {
        self.horizon_s < self.wanted_s
    }
}
