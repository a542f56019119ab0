//! One replication, as fast as it can.

use super::parcel::pack;
use super::protocol::{MOST_NOTES, Report};
use super::runner::{Again, SLICE};
use super::wire::Note;
use crate::simulate::{Simulation, Status};

/// Time between two words on how far it is, milliseconds.
const TOLD_MS: f64 = 100.0;

pub(super) struct Replication {
    run: Simulation,
    horizon_s: f64,
    told_ms: f64,
}

impl Replication {
    pub(super) fn new(run: Simulation, horizon_s: f64, now_ms: f64) -> Self {
        Self { run, horizon_s, told_ms: now_ms }
    }

    /// One slice; whether it was the last.
    pub(super) fn turn(&mut self, now_ms: f64) -> (Option<Report>, Again) {
        let step = self.run.advance(f64::INFINITY, SLICE);
        if step.done {
            let outcome = self.run.outcome();
            let report = Report::Replicated {
                parcel: pack(&outcome),
                hash: outcome.hash(),
                events: outcome.events,
                full: outcome.status == Status::TooManyInFlight,
                notes: outcome.notes.iter().take(MOST_NOTES).map(Note::from).collect(),
            };
            return (Some(report), Again::Never);
        }
        if now_ms - self.told_ms >= TOLD_MS {
            self.told_ms = now_ms;
            return (Some(Report::Advanced(step.now_s / self.horizon_s)), Again::AtOnce);
        }
        (None, Again::AtOnce)
    }
}
