//! A run before, during and after what is planned to happen in it, as JSON. The fields are described in
//! docs/command-line.md.

use scaleground::scenario::{Phase, PhaseKind, Ranged, contest};
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
    let kept = phase.kept;
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
        "stale_share": (kept.reads > 0).then(|| kept.old_reads as f64 / kept.reads as f64),
        "writes_lost": kept.writes_lost,
        "sessions_lost": kept.sessions_lost,
        "signed_out": kept.signed_out,
    })
}

/// The second version less the first, by phase and figure.
pub(super) fn differences(one: &[Vec<Phase>], other: &[Vec<Phase>]) -> Value {
    let ranged = |value: Option<Ranged>| {
        value.map(|value| {
            let (low, high) = value.interval.unzip();
            json!({ "value": value.value, "low": low, "high": high })
        })
    };
    let phases = contest(one, other).into_iter().map(|(kind, figures)| {
        let figures = figures.into_iter().map(|figure| {
            json!({
                "figure": figure.told.key().replace('-', "_"),
                "first": ranged(figure.values[0]),
                "second": ranged(figure.values[1]),
                "difference": ranged(figure.difference),
                "second_is": figure.standing.key(),
            })
        });
        json!({ "phase": kind.key(), "figures": figures.collect::<Vec<_>>() })
    });
    phases.collect::<Vec<_>>().into()
}
