//! Runs of a topology, as JSON. The fields are described in docs/command-line.md.

use std::io::{IsTerminal, Write};

use scaleground::model::Document;
use scaleground::plan::{Class, Plan};
use scaleground::scenario::{Phase, Phases};
use scaleground::simulate::{
    Caches, ClassOutcome, ComponentOutcome, Note, Outcome, Settings, Simulation, StationOutcome, Status, Times, Window,
};
use serde_json::{Value, json};

use super::threads::spread;
use super::{concluding, series};

/// Name of the format, with its version.
const FORMAT: &str = "scaleground-simulation-1";

/// Events of one slice.
const SLICE: u64 = 200_000;

/// What is asked for.
pub(super) struct Asked {
    pub(super) users: f64,
    pub(super) settings: Settings,
    pub(super) replications: usize,
    pub(super) threads: usize,
    /// When the parts of a run end that are told apart, seconds; `None` where none are.
    pub(super) cuts: Option<[f64; 4]>,
    /// Whether anything is.
    pub(super) planned: bool,
}

/// What came of one run.
struct Played {
    outcome: Outcome,
    phases: Vec<Phase>,
}

/// Plays all replications, on so many threads, and prints what came out: the same on any number of them.
pub(super) fn simulate(
    document: &Document,
    compile: impl Fn() -> Plan + Sync,
    asked: &Asked,
) -> (Value, Vec<Vec<Phase>>) {
    let job = |plan: &Plan, number: usize, tells: bool| play(plan, asked, number, tells);
    let played = spread(asked.replications, asked.threads, compile, job);
    let (outcomes, phases): (Vec<Outcome>, Vec<Vec<Phase>>) =
        played.into_iter().map(|played| (played.outcome, played.phases)).unzip();
    let plan = scaleground::plan::compile(&document.healed());
    let window = Window::lasting(&plan, asked.users, asked.settings.horizon_s, Caches::Warm);
    let answer = json!({
        "format": FORMAT,
        "users": asked.users,
        "warm_up_s": asked.settings.warm_up_s,
        "horizon_s": asked.settings.horizon_s,
        "window": concluding::window(&plan, &window),
        "findings": concluding::findings(&plan, &outcomes),
        "replications": outcomes.iter().map(|outcome| replication(&plan, outcome)).collect::<Vec<_>>(),
        "classes": Class::ALL.iter().filter_map(|&class| pooled(class, &outcomes)).collect::<Vec<_>>(),
        "phases": asked.planned.then(|| super::phases::pooled(&phases)),
    });
    (answer, phases)
}

/// One replication. The seeds follow each other.
fn play(plan: &Plan, asked: &Asked, number: usize, tells: bool) -> Played {
    let settings = Settings { seed: asked.settings.seed.wrapping_add(number as u64), ..asked.settings.clone() };
    let mut run = Simulation::new(plan, asked.users, &settings);
    let mut error = std::io::stderr();
    let shown = tells && error.is_terminal();
    let mut phases = asked.cuts.map(Phases::new);
    loop {
        let until_s = phases.as_ref().map_or(f64::INFINITY, Phases::until_s);
        let progress = run.advance(until_s, SLICE);
        if let Some(phases) = phases.as_mut().filter(|_| progress.done || progress.now_s >= until_s) {
            phases.look(plan, &mut run);
        }
        if shown {
            let share = 100.0 * progress.now_s / settings.horizon_s;
            let _ = write!(error, "\rreplication {} of {}: {share:3.0} %  ", number + 1, asked.replications);
        }
        if progress.done {
            break;
        }
    }
    if shown {
        let _ = write!(error, "\r{:40}\r", "");
    }
    Played { outcome: run.outcome(), phases: phases.map_or_else(Vec::new, |phases| phases.done()) }
}

/// A class over all replications, with the mean of each.
fn pooled(class: Class, outcomes: &[Outcome]) -> Option<Value> {
    let of: Vec<&ClassOutcome> = outcomes.iter().filter_map(|outcome| outcome.class(class)).collect();
    let mut times = Times::default();
    for outcome in &of {
        times.merge(&outcome.response);
    }
    let span_s: f64 = outcomes.iter().map(Outcome::span_s).sum();
    let total = |number: fn(&ClassOutcome) -> u64| of.iter().map(|outcome| number(outcome)).sum::<u64>();
    (!of.is_empty()).then(|| {
        json!({
            "class": class.key(),
            "offered_per_s": per_s(total(|outcome| outcome.offered), span_s),
            "goodput_per_s": per_s(total(|outcome| outcome.answered), span_s),
            "response": response(&times),
            "response_mean_s_by_replication": of.iter().map(|outcome| outcome.response.mean_s()).collect::<Vec<_>>(),
        })
    })
}

fn per_s(number: u64, span_s: f64) -> f64 {
    if span_s > 0.0 { number as f64 / span_s } else { 0.0 }
}

pub(super) fn response(times: &Times) -> Option<Value> {
    (times.count > 0).then(|| {
        json!({
            "number": times.count,
            "mean_s": times.mean_s(),
            "p50_s": times.quantile_s(0.5),
            "p95_s": times.quantile_s(0.95),
            "p99_s": times.quantile_s(0.99),
        })
    })
}

fn replication(plan: &Plan, outcome: &Outcome) -> Value {
    let span_s = outcome.span_s();
    json!({
        "seed": outcome.seed,
        "measured_s": span_s,
        "events": outcome.events,
        "hash": format!("{:016x}", outcome.hash()),
        "ended": match outcome.status {
            Status::TooManyInFlight => "too_many_in_flight",
            Status::Done => "horizon",
            Status::Running => "running",
        },
        "notes": outcome.notes.iter().map(|note| self::note(plan, note)).collect::<Vec<_>>(),
        "classes": outcome.classes.iter().map(|class| self::class(class, span_s)).collect::<Vec<_>>(),
        "components": outcome.components.iter().map(|part| component(part, span_s)).collect::<Vec<_>>(),
        "links": outcome
            .links
            .iter()
            .map(|link| json!({ "link": link.link.0, "rate_per_s": per_s(link.requests.iter().sum(), span_s) }))
            .collect::<Vec<_>>(),
        "series": series::series(plan, &outcome.series),
    })
}

fn class(class: &ClassOutcome, span_s: f64) -> Value {
    let failed: Vec<Value> = class
        .failed
        .iter()
        .map(|failed| {
            let rate = per_s(failed.number, span_s);
            json!({ "component": failed.component.0, "reason": failed.reason.key(), "rate_per_s": rate })
        })
        .collect();
    json!({
        "class": class.class.key(),
        "offered_per_s": per_s(class.offered, span_s),
        "goodput_per_s": per_s(class.answered, span_s),
        "in_flight": { "before": class.in_flight_before, "after": class.in_flight_after },
        "response": response(&class.response),
        "failures": failed,
    })
}

fn component(part: &ComponentOutcome, span_s: f64) -> Value {
    let share = |part: u64, of: u64| (of > 0).then(|| part as f64 / of as f64);
    json!({
        "component": part.component.0,
        "arrival_per_s": per_s(part.arrivals, span_s),
        "throughput_per_s": per_s(part.answered, span_s),
        "failed_per_s": per_s(part.failed, span_s),
        "response_mean_s": (part.answered > 0).then(|| part.time_s / part.answered as f64),
        "hit_ratio": share(part.hits, part.lookups),
        "stale_share": share(part.old_reads, part.reads),
        "instances": part.instances,
        "resources": part.stations.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn resource(station: &StationOutcome) -> Value {
    let utilization = if station.units > 0.0 { station.busy / station.units } else { 0.0 };
    json!({
        "resource": station.resource.key(),
        "units": station.units,
        "utilization": utilization,
        "busy": station.busy,
        "waiting": station.waiting,
        "wait_mean_s": (station.waits > 0).then(|| station.waited_s / station.waits as f64),
        "refused": station.refused,
        "left": station.left,
    })
}

fn note(plan: &Plan, note: &Note) -> Value {
    let id = |component: usize| plan.components[component].id.0;
    match *note {
        Note::CopiesMerged { component, resource, copies, kept } => json!({
            "note": "copies_merged", "component": id(component), "resource": resource.key(),
            "copies": copies, "kept": kept,
        }),
        Note::SampledDispatch { component } => json!({ "note": "sampled_dispatch", "component": id(component) }),
        Note::ObjectsMerged { component, each } => {
            json!({ "note": "objects_merged", "component": id(component), "each": each })
        }
        Note::FewerUsers { component, users, kept } => {
            json!({ "note": "fewer_users", "component": id(component), "users": users, "kept": kept })
        }
    }
}
