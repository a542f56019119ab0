//! A run before, during and after what is planned to happen in it, as JSON. The fields are described in
//! docs/command-line.md.

use scaleground::scenario::{Phase, PhaseKind};
use serde_json::{Value, json};

use super::simulating::response;

/// The phases of all replications together, each as one.
pub(super) fn pooled(runs: &[Vec<Phase>]) -> Value {
    let of = |kind: PhaseKind| {
        let mut same = runs.iter().flatten().filter(|phase| phase.kind == kind).cloned();
        let first = same.next()?;
        Some(phase(&same.fold(first, |mut sum, next| {
            sum.merge(&next);
            sum
        })))
    };
    PhaseKind::ALL.into_iter().filter_map(of).collect::<Vec<_>>().into()
}

fn phase(phase: &Phase) -> Value {
    let per_s = |number: u64| if phase.span_s > 0.0 { number as f64 / phase.span_s } else { 0.0 };
    let reasons: Vec<Value> = phase
        .reasons
        .iter()
        .map(|(component, reason, number)| {
            json!({ "component": component.0, "reason": reason.key(), "rate_per_s": per_s(*number) })
        })
        .collect();
    json!({
        "phase": phase.kind.key(),
        "simulated_s": phase.span_s,
        "offered_per_s": per_s(phase.offered),
        "goodput_per_s": phase.goodput_per_s(),
        "served_share": phase.served(),
        "response": response(&phase.response),
        "failures": reasons,
        "stale_share": (phase.reads.0 > 0).then(|| phase.reads.1 as f64 / phase.reads.0 as f64),
        "writes_lost": phase.writes_lost,
    })
}
