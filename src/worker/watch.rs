//! A run that is watched: it keeps a pace, and is looked at now and then.

use super::change::Change;
use super::pace::{Pace, Speed};
use super::protocol::{Phase, Progress};
use super::runner::{Again, SLICE};
use super::wire::Look;
use crate::plan::Plan;
use crate::simulate::{Progress as Step, Simulation, Status};

/// Time between two looks, milliseconds: what is read changes no more than ten times a second.
const LOOK_MS: f64 = 100.0;

/// Stations from which on looks come less often: they are large, and each is drawn.
const MANY: usize = 1_000;

/// Paths of requests that travel with a look; more than that nobody could read.
const MOST_TRACES: usize = 20;

/// The shortest time that a rate of late is taken over, milliseconds.
const LATE_MS: f64 = 500.0;

/// Changes that are made at a time: everything that a drawing has.
const MOST_CHANGES: usize = 100_000;

/// Time between two turns of a run that keeps its pace, milliseconds: about a frame.
const FRAME_MS: u32 = 15;

/// Points of the charts of a run, however fast it is shown; fewer where each is large.
pub const POINTS: usize = 300;
const FEWER_POINTS: usize = 60;

/// Simulated seconds between two points of the charts of a run.
pub(super) fn every_s(plan: &Plan, horizon_s: f64) -> f64 {
    let points = if plan.stations.len() > MANY { FEWER_POINTS } else { POINTS };
    if horizon_s > 0.0 { horizon_s / points as f64 } else { f64::INFINITY }
}

/// The run.
pub(super) struct Watch {
    number: u32,
    run: Simulation,
    horizon_s: f64,
    pace: Pace,
    paused: bool,
    /// Simulated time at which a step ends, seconds.
    step_until_s: Option<f64>,
    /// Simulated time that is to be reached as fast as it can, held or not, seconds.
    reach_s: Option<f64>,
    /// What was spent before `since_ms`, milliseconds.
    spent_ms: f64,
    /// Since when it goes on, milliseconds of the clock; `None` before its first turn: it begins then, and not while it
    /// was made.
    since_ms: Option<f64>,
    looked_ms: f64,
    /// Whether the last look was not yet taken.
    untaken: bool,
    /// Whether the page has not yet been told of the present phase.
    news: bool,
    hash: Option<u64>,
    late: Late,
}

/// Rates of late.
#[derive(Clone, Copy, Debug, Default)]
struct Late {
    spent_ms: f64,
    now_s: f64,
    events: u64,
    events_per_s: f64,
    reached: f64,
}

impl Late {
    fn follow(&mut self, spent_ms: f64, step: Step) {
        let passed_ms = spent_ms - self.spent_ms;
        let begins = spent_ms < LATE_MS;
        if passed_ms <= 0.0 || (passed_ms < LATE_MS && !begins) {
            return;
        }
        self.events_per_s = (step.events - self.events) as f64 / passed_ms * 1e3;
        self.reached = (step.now_s - self.now_s) / passed_ms * 1e3;
        if !begins {
            (self.spent_ms, self.now_s, self.events) = (spent_ms, step.now_s, step.events);
        }
    }
}

impl Watch {
    pub(super) fn new(number: u32, run: Simulation, horizon_s: f64, speed: Speed, now_ms: f64) -> Self {
        Self {
            number,
            run,
            horizon_s,
            pace: Pace::new(speed, now_ms, 0.0),
            paused: false,
            step_until_s: None,
            reach_s: None,
            spent_ms: 0.0,
            since_ms: None,
            looked_ms: now_ms,
            untaken: false,
            news: true,
            hash: None,
            late: Late::default(),
        }
    }

    pub(super) fn set_speed(&mut self, speed: Speed, now_ms: f64) {
        self.pace = Pace::new(speed, now_ms, self.run.progress().now_s);
    }

    pub(super) fn pause(&mut self, now_ms: f64) {
        if !self.paused {
            self.spent_ms = self.spent(now_ms);
            self.paused = true;
        }
        self.step_until_s = None;
        self.news = true;
    }

    pub(super) fn resume(&mut self, now_ms: f64) {
        if self.paused {
            self.paused = false;
            self.since_ms = Some(now_ms);
            self.set_speed(self.pace.speed(), now_ms);
        }
        self.step_until_s = None;
        self.news = true;
    }

    /// Goes on for so much of a second of its speed (of real time where it is as fast as it can), then holds.
    pub(super) fn step(&mut self, seconds: f64, now_ms: f64) {
        self.pause(now_ms);
        let factor = self.pace.speed().factor();
        let factor = if factor.is_finite() { factor } else { 1.0 };
        self.step_until_s = Some(self.run.progress().now_s + seconds.clamp(0.0, 10.0) * factor);
    }

    /// Goes on as fast as it can up to this simulated time, then as before. What lies behind it is not gone back to.
    pub(super) fn reach(&mut self, until_s: f64) {
        self.reach_s = Some(until_s.min(self.horizon_s)).filter(|until_s| *until_s > self.run.progress().now_s);
        self.step_until_s = None;
        self.news = true;
    }

    /// Changes the run at its present time, if it is that of this number and goes on; when that is, simulated seconds.
    pub(super) fn change(&mut self, number: u32, changes: &[Change], now_ms: f64) -> Option<f64> {
        if number != self.number || self.run.progress().done {
            return None;
        }
        let mut at_s = self.run.progress().now_s;
        for change in changes.iter().take(MOST_CHANGES) {
            at_s = self.run.change_now((*change).into());
        }
        self.news = true;
        self.late.follow(self.spent(now_ms), self.run.progress());
        Some(at_s)
    }

    pub(super) fn taken(&mut self) {
        self.untaken = false;
    }

    fn spent(&self, now_ms: f64) -> f64 {
        let since_ms = self.since_ms.filter(|_| !self.paused).unwrap_or(now_ms);
        self.spent_ms + (now_ms - since_ms).max(0.0)
    }

    fn phase(&self) -> Phase {
        match self.run.progress().status {
            Status::Done => Phase::Done,
            Status::TooManyInFlight => Phase::Full,
            Status::Running if self.paused => Phase::Paused,
            Status::Running => Phase::Running,
        }
    }

    /// One slice at most, and a look if it is time for one.
    pub(super) fn turn(&mut self, now_ms: f64) -> (Option<(Look, Progress)>, Again) {
        if self.since_ms.is_none() {
            self.since_ms = Some(now_ms);
            self.set_speed(self.pace.speed(), now_ms);
        }
        let until_s = match (self.reach_s, self.paused) {
            (Some(until_s), _) => Some(until_s),
            (None, true) => self.step_until_s,
            (None, false) => Some(self.pace.target_s(now_ms, self.run.progress().now_s)),
        };
        let mut again = Again::Never;
        if let Some(until_s) = until_s.filter(|_| !self.run.progress().done) {
            let step = self.run.advance(until_s, SLICE);
            again = if step.now_s < until_s { Again::AtOnce } else { Again::After(FRAME_MS) };
            if step.now_s >= until_s && (self.paused || self.reach_s.is_some()) {
                (self.step_until_s, self.reach_s, self.news) = (None, None, true);
                if self.paused {
                    again = Again::Never;
                } else {
                    self.set_speed(self.pace.speed(), now_ms);
                }
            }
            if step.done {
                self.end(now_ms);
                again = Again::Never;
            }
            let spent_ms = self.spent(now_ms);
            self.late.follow(spent_ms, step);
        }
        // What is still to be told waits until the page has taken what it was told before: then it says so.
        (self.look(now_ms), again)
    }

    fn end(&mut self, now_ms: f64) {
        self.spent_ms = self.spent(now_ms);
        self.since_ms = Some(now_ms);
        self.hash = Some(self.run.outcome().hash());
        self.news = true;
    }

    /// What the page is to see now, if anything.
    fn look(&mut self, now_ms: f64) -> Option<(Look, Progress)> {
        let phase = self.phase();
        let every_ms = LOOK_MS * (1 + self.run.stations() / MANY) as f64;
        let due = phase == Phase::Running && now_ms - self.looked_ms >= every_ms;
        if self.untaken || !(self.news || due) {
            return None;
        }
        (self.untaken, self.news, self.looked_ms) = (true, false, now_ms);
        let step = self.run.progress();
        let elapsed_ms = if phase.ended() { self.spent_ms } else { self.spent(now_ms) };
        let progress = Progress {
            number: self.number,
            phase,
            now_s: step.now_s,
            horizon_s: self.horizon_s,
            events: step.events,
            elapsed_ms,
            events_per_s: self.late.events_per_s,
            reached: self.late.reached,
            hash: self.hash,
        };
        let traces = self.run.take_traces();
        let last = traces.len().saturating_sub(MOST_TRACES);
        let (points, tail) = (self.run.take_series(), self.run.since_point());
        Some((Look::new(&self.run.snapshot(), &points, &tail, &traces[last..]), progress))
    }
}
