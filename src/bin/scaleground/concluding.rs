//! What runs say together, and what they can say at all, as JSON. The fields are described in docs/command-line.md.

use scaleground::plan::Plan;
use scaleground::simulate::statistics::{Direction, Estimate, NoInterval, Verdict};
use scaleground::simulate::{ClassFindings, Findings, Outcome, Slow, Slowest, Window, Worth};
use serde_json::{Value, json};

/// Probability with which an interval holds the true figure.
const CONFIDENCE: f64 = 0.95;

/// Replications from which on each of them is one observation.
const REPLICATIONS: usize = 5;

/// Figures with their intervals.
pub(super) fn findings(plan: &Plan, outcomes: &[Outcome]) -> Value {
    let found = Findings::of(outcomes, CONFIDENCE);
    let kind = if outcomes.len() >= REPLICATIONS { "replications" } else { "batches" };
    let until_s = outcomes.iter().map(|outcome| outcome.until_s).fold(0.0, f64::max);
    let stations = plan.stations.iter().zip(&found.stations).map(|(station, found)| {
        json!({
            "component": plan.components[station.component].id.0,
            "resource": station.resource.key(),
            "busy": figure(&found.busy, kind),
            "waiting": figure(&found.waiting, kind),
        })
    });
    json!({
        "confidence": CONFIDENCE,
        "from_s": found.from_s,
        "left_out_share": if until_s > 0.0 { found.from_s / until_s } else { 0.0 },
        "warm_up": match found.warm_up.verdict {
            Verdict::Steady => "as_asked",
            Verdict::Cut => "longer",
            Verdict::MoreThanHalf => "not_steady",
        },
        "steady": found.steady(),
        "classes": found.classes.iter().map(|found| class(found, kind)).collect::<Vec<_>>(),
        "resources": stations.collect::<Vec<_>>(),
    })
}

fn class(found: &ClassFindings, kind: &str) -> Value {
    let [p50, p95, p99] = &found.percentiles_s;
    json!({
        "class": found.class.key(),
        "offered_per_s": figure(&found.offered_per_s, kind),
        "goodput_per_s": figure(&found.goodput_per_s, kind),
        "failed_share": figure(&found.failed_share, kind),
        "response_mean_s": figure(&found.mean_s, kind),
        "response_p50_s": figure(p50, kind),
        "response_p95_s": figure(p95, kind),
        "response_p99_s": figure(p99, kind),
    })
}

fn figure(estimate: &Estimate, kind: &str) -> Value {
    let value = Some(estimate.value).filter(|value| value.is_finite());
    match estimate.interval {
        Ok(interval) => json!({
            "value": value,
            "low": interval.low,
            "high": interval.high,
            "half_width": (interval.high - interval.low) / 2.0,
            "kind": kind,
            "number": interval.batches,
        }),
        Err(reason) => json!({
            "value": value,
            "no_interval": match reason {
                NoInterval::TooShort => "too_short",
                NoInterval::Dependent(_) => "dependent",
                NoInterval::Unsteady(Direction::Growing) => "growing",
                NoInterval::Unsteady(Direction::Falling) => "falling",
            },
        }),
    }
}

/// How long the run is beside the times that the system has.
pub(super) fn window(plan: &Plan, window: &Window) -> Value {
    let finite = |seconds: f64| seconds.is_finite().then_some(seconds);
    json!({
        "events_per_s": window.events_per_s,
        "worth": match window.worth {
            Worth::Good => "good",
            Worth::Rough => "rough",
            Worth::TooShort => "too_short",
            Worth::Growing => "growing",
        },
        "wanted_s": finite(window.wanted_s),
        "forgets": window.forgets.map(|time| slowest(plan, time)),
        "unseen": window.unseen.iter().map(|time| slowest(plan, *time)).collect::<Vec<_>>(),
    })
}

fn slowest(plan: &Plan, time: Slowest) -> Value {
    let (what, line) = match time.what {
        Slow::Work => ("work", None),
        Slow::Line(resource, utilization) => ("line", Some((resource.key(), utilization))),
        Slow::Thinking => ("thinking", None),
        Slow::Filling => ("filling", None),
        Slow::TimeLimit => ("time_limit", None),
        Slow::Pause => ("pause", None),
        Slow::Lag => ("lag", None),
        Slow::Boot => ("boot", None),
    };
    json!({
        "component": plan.components[time.component].id.0,
        "what": what,
        "resource": line.map(|line| line.0),
        "utilization": line.map(|line| line.1),
        "seconds": time.seconds.is_finite().then_some(time.seconds),
    })
}
