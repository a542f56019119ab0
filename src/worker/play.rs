//! One run with what is planned to happen in it, as fast as it can, and what was counted before, during and after.

use serde::{Deserialize, Serialize};

use super::protocol::Report;
use super::runner::{Again, SLICE};
use super::wire::{WireReason, WireTimes, code, kept, kept_of, reason};
use crate::model::ComponentId;
use crate::plan::Plan;
use crate::scenario::{Phase, PhaseKind, Phases};
use crate::simulate::{Simulation, Status};

/// Time between two words on how far it is, milliseconds.
const TOLD_MS: f64 = 100.0;

/// Reasons that are told of a phase, most frequent first.
const MOST_REASONS: usize = 100;

pub(super) struct Playing {
    run: Simulation,
    plan: Plan,
    phases: Phases,
    horizon_s: f64,
    told_ms: f64,
}

impl Playing {
    pub(super) fn new(run: Simulation, plan: Plan, cuts: [f64; 4], horizon_s: f64, now_ms: f64) -> Self {
        Self { run, plan, phases: Phases::new(cuts), horizon_s, told_ms: now_ms }
    }

    /// One slice; whether it was the last.
    pub(super) fn turn(&mut self, now_ms: f64) -> (Option<Report>, Again) {
        let until_s = self.phases.until_s();
        let step = self.run.advance(until_s, SLICE);
        if step.done || step.now_s >= until_s {
            self.phases.look(&self.plan, &mut self.run);
        }
        if step.done {
            let phases = self.phases.done().iter().map(PlayedPhase::from).collect();
            let outcome = self.run.outcome();
            let full = outcome.status == Status::TooManyInFlight;
            return (Some(Report::Played { phases, hash: outcome.hash(), full }), Again::Never);
        }
        if now_ms - self.told_ms >= TOLD_MS {
            self.told_ms = now_ms;
            return (Some(Report::Advanced(step.now_s / self.horizon_s)), Again::AtOnce);
        }
        (None, Again::AtOnce)
    }
}

/// A part of a run, in a form that travels: [`Phase`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayedPhase {
    /// Position in [`PhaseKind::ALL`].
    kind: u8,
    span_s: f64,
    /// Offered, answered, failed.
    requests: [u64; 3],
    response: WireTimes,
    reasons: Vec<(u32, WireReason, u64)>,
    kept: [u64; 5],
}

impl From<&Phase> for PlayedPhase {
    fn from(phase: &Phase) -> Self {
        let reasons = phase.reasons.iter().take(MOST_REASONS);
        Self {
            kind: PhaseKind::ALL.iter().position(|kind| *kind == phase.kind).unwrap_or(0) as u8,
            span_s: phase.span_s,
            requests: [phase.offered, phase.answered, phase.failed],
            response: (&phase.response).into(),
            reasons: reasons.map(|&(component, reason, number)| (component.0, code(reason), number)).collect(),
            kept: kept_of(phase.kept),
        }
    }
}

impl From<&PlayedPhase> for Phase {
    fn from(wire: &PlayedPhase) -> Self {
        let [offered, answered, failed] = wire.requests;
        let reasons = wire.reasons.iter();
        Self {
            kind: PhaseKind::ALL.get(usize::from(wire.kind)).copied().unwrap_or(PhaseKind::Before),
            span_s: wire.span_s,
            offered,
            answered,
            failed,
            response: (&wire.response).into(),
            reasons: reasons.map(|&(part, code, number)| (ComponentId(part), reason(code), number)).collect(),
            kept: kept(wire.kept),
        }
    }
}
