//! A run over time, as JSON. The fields are described in docs/command-line.md.

use scaleground::plan::{Class, Plan};
use scaleground::simulate::{ClassBatch, Snapshot, StationNow};
use serde_json::{Value, json};

/// The points of a run.
pub(super) fn series(plan: &Plan, points: &[Snapshot]) -> Vec<Value> {
    points.iter().map(|snapshot| point(plan, snapshot)).collect()
}

fn point(plan: &Plan, now: &Snapshot) -> Value {
    let id = |component: usize| plan.components[component].id.0;
    let span_s = now.now_s - now.since_s;
    let classes = Class::ALL.iter().zip(&now.classes).filter(|(_, class)| class.offered + ended(class) > 0);
    let failures = now.failures.iter().map(|(component, reason, number)| {
        let rate = *number as f64 / span_s;
        json!({ "component": id(*component), "reason": reason.key(), "rate_per_s": rate })
    });
    let instances = now.instances.iter().enumerate().filter_map(|(component, number)| {
        number.map(|number| json!({ "component": id(component), "instances": number }))
    });
    json!({
        "from_s": now.since_s,
        "until_s": now.now_s,
        "in_flight": now.in_flight,
        "classes": classes.map(|(class, of)| self::class(*class, of, span_s)).collect::<Vec<_>>(),
        "failures": failures.collect::<Vec<_>>(),
        "resources": now.stations.iter().map(|station| resource(plan, station)).collect::<Vec<_>>(),
        "instances": instances.collect::<Vec<_>>(),
    })
}

const fn ended(class: &ClassBatch) -> u64 {
    class.response.count + class.failed
}

fn class(class: Class, of: &ClassBatch, span_s: f64) -> Value {
    json!({
        "class": class.key(),
        "offered_per_s": of.offered as f64 / span_s,
        "goodput_per_s": of.response.count as f64 / span_s,
        "failed_per_s": of.failed as f64 / span_s,
        "response": super::simulating::response(&of.response),
    })
}

fn resource(plan: &Plan, station: &StationNow) -> Value {
    json!({
        "component": plan.components[station.component].id.0,
        "resource": station.resource.key(),
        "units": station.units,
        "utilization": station.utilization,
        "waiting": station.mean_waiting,
    })
}
