//! The figures of a simulated run in the form of a solution, so that the same code reads both; and what several runs say
//! of a figure.

use std::collections::BTreeMap;

use crate::model::Document;
use crate::plan::{Class, Plan, compile};
use crate::simulate::statistics::{Estimate, Kind, Part, estimate};
use crate::simulate::{Caches, ClassOutcome, ComponentOutcome, Outcome, Settings, Simulation, StationOutcome, Window};
use crate::solve::{
    ClassResult, ComponentResult, LinkResult, Quantiles, Refusal, ResourceResult, ResponseTime, Solution,
};

/// Runs of a case, at seeds that follow each other: the fewest, and the most.
pub(super) const RUNS: u64 = 10;
pub(super) const MOST_RUNS: u64 = 160;

/// Events of each, warm-up included, about.
const EVENTS: f64 = 500_000.0;

/// Probability with which an interval holds the true figure.
pub(super) const CONFIDENCE: f64 = 0.95;

/// Runs a document at a seed, after as long a warm-up as [`Window`] says.
pub(super) fn simulated(document: &Document, seed: u64) -> Solution {
    let plan = compile(document);
    let Window { horizon_s, warm_up_s, .. } = Window::of(&plan, document.users, EVENTS, Caches::Warm);
    let settings = Settings { seed, warm_up_s, horizon_s: horizon_s.min(1e15), ..Settings::default() };
    let mut run = Simulation::new(&plan, document.users, &settings);
    while !run.advance(f64::INFINITY, u64::MAX).done {}
    solution(&plan, document.users, &run.outcome())
}

/// What runs say of a figure together: the mean, and the interval from their spread.
pub(super) fn together(figures: &[f64]) -> Estimate {
    let runs: Vec<Vec<Part>> = figures.iter().map(|figure| vec![Part { sum: *figure, weight: 1.0 }]).collect();
    estimate(&runs, 0, Kind::Level, CONFIDENCE)
}

fn solution(plan: &Plan, users: f64, outcome: &Outcome) -> Solution {
    let span_s = outcome.span_s();
    let classes: Vec<ClassResult> = outcome.classes.iter().map(|class| class_result(class, span_s)).collect();
    let of_users = || classes.iter().filter(|class| class.class != Class::Job);
    let refusal = |class: &ClassOutcome| -> Vec<Refusal> {
        let of = class.failed.iter().map(|failed| Refusal {
            component: failed.component,
            class: class.class,
            reason: failed.reason,
            rate_per_s: failed.number as f64 / span_s,
        });
        of.collect()
    };
    Solution {
        users,
        offered_per_s: of_users().map(|class| class.offered_per_s).sum(),
        goodput_per_s: of_users().map(|class| class.goodput_per_s).sum(),
        components: outcome.components.iter().map(|part| (part.component, component(part, span_s))).collect(),
        links: outcome
            .links
            .iter()
            .map(|link| {
                let rates = Class::ALL.iter().zip(link.requests).filter(|(_, number)| *number > 0);
                let rate_per_s: BTreeMap<Class, f64> =
                    rates.map(|(&class, number)| (class, number as f64 / span_s)).collect();
                (link.link, LinkResult { rate_per_s, bytes_per_s: 0.0 })
            })
            .collect(),
        refusals: outcome.classes.iter().flat_map(refusal).collect(),
        converged: true,
        diagnostics: plan.diagnostics.clone(),
        classes,
        ..Solution::default()
    }
}

fn class_result(class: &ClassOutcome, span_s: f64) -> ClassResult {
    let times = &class.response;
    let quantile = |share| times.quantile_s(share);
    ClassResult {
        class: class.class,
        offered_per_s: class.offered as f64 / span_s,
        goodput_per_s: class.answered as f64 / span_s,
        response: (times.count > 0).then(|| ResponseTime {
            mean_s: times.mean_s(),
            quantiles: Quantiles { p50_s: quantile(0.5), p95_s: quantile(0.95), p99_s: quantile(0.99) },
            curve: Vec::new(),
        }),
    }
}

fn component(part: &ComponentOutcome, span_s: f64) -> ComponentResult {
    ComponentResult {
        arrival_per_s: part.arrivals as f64 / span_s,
        throughput_per_s: part.answered as f64 / span_s,
        response_mean_s: if part.answered > 0 { part.time_s / part.answered as f64 } else { 0.0 },
        hit_ratio: (part.lookups > 0).then(|| part.hits as f64 / part.lookups as f64),
        stale_share: (part.reads > 0).then(|| part.old_reads as f64 / part.reads as f64),
        resources: part.stations.iter().map(|station| resource(station, span_s)).collect(),
        ..ComponentResult::default()
    }
}

fn resource(station: &StationOutcome, span_s: f64) -> ResourceResult {
    let share = |part: u64, of: u64| if of > 0 { part as f64 / of as f64 } else { 0.0 };
    ResourceResult {
        station: station.station,
        resource: station.resource,
        units: station.units,
        utilization: if station.units > 0.0 { station.busy / station.units } else { 0.0 },
        busy: station.busy,
        served_per_s: station.waits as f64 / span_s,
        waiting: station.waiting,
        wait_probability: share(station.waited, station.waits),
        wait_mean_s: if station.waits > 0 { station.waited_s / station.waits as f64 } else { 0.0 },
        refused_share: share(station.refused + station.left, station.arrivals),
    }
}
