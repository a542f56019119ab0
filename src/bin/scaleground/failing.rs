//! What every single failure does, as JSON. The fields are described in docs/command-line.md.

use scaleground::impact::{Failure, FailureTable, Fallen, Figures, Impact, Phase, Point, Tipped};
use scaleground::model::{ComponentId, Document, LinkId};
use scaleground::plan::{self, Reason, Resource};
use scaleground::share;
use scaleground::solve::{self, Refusal, Solution};
use serde_json::{Value, json};

use crate::threads;

/// Name of the format, with its version.
const FORMAT: &str = "scaleground-impact-1";

/// The whole table, indented; computed on so many threads.
pub(super) fn table(document: &Document, users: f64, threads: usize) -> String {
    let other = solve::solve(&plan::compile(document), users).other;
    let sound = FailureTable::new(document, users, other.as_deref());
    let rows = rows(document, &sound, other.as_deref(), threads);
    let rows: Vec<Value> = rows.iter().map(|impact| row(document, impact)).collect();
    let answer = json!({
        "format": FORMAT,
        "users": users,
        "sound": sound.sound().map(figures),
        "failures": rows,
    });
    format!("{answer:#}")
}

/// The rows of the table `sound` of a document, in their order. A document shares parts of itself within one thread, so
/// each thread reads its own.
pub(super) fn rows(document: &Document, sound: &FailureTable, other: Option<&Solution>, threads: usize) -> Vec<Impact> {
    let (text, users) = (share::write_file(document), sound.users());
    let make = || {
        let opened = share::read_file(&text);
        FailureTable::new(&opened.map(|opened| opened.document).unwrap_or_default(), users, other)
    };
    let row =
        |table: &FailureTable, position: usize, _: bool| table.failures().get(position).map(|&one| table.impact(one));
    threads::spread(sound.failures().len(), threads, make, row).into_iter().flatten().collect()
}

fn row(document: &Document, impact: &Impact) -> Value {
    let mut answer = struck(document, impact.failure);
    let more = json!({
        "noticed_s": finite(impact.noticed_s),
        "repair_s": finite(impact.repair_s),
        "recovery_s": finite(impact.recovery_s),
        "requests_lost": finite(impact.requests_lost),
        "writes_lost": finite(impact.writes_lost),
        "sessions_lost_share": impact.sessions_lost,
        "backlog_messages": finite(Some(impact.backlog)),
        "may_stay_at_goodput_per_s": impact.may_stay_at_per_s,
        "units": impact.units,
        "single_points": impact.points.iter().map(point).collect::<Vec<_>>(),
        "phases": impact.phases.iter().map(phase).collect::<Vec<_>>(),
        "cascade": impact.cascade.iter().map(fallen).collect::<Vec<_>>(),
    });
    if let (Value::Object(answer), Value::Object(more)) = (&mut answer, more) {
        answer.extend(more);
    }
    answer
}

/// Infinity has no figure in JSON.
fn finite(number: Option<f64>) -> Option<f64> {
    number.filter(|number| number.is_finite())
}

fn struck(document: &Document, failure: Failure) -> Value {
    let named = |what: &str, id: ComponentId| {
        let drawn = document.components.get(&id);
        json!({
            "what": what,
            "component": id.0,
            "kind": drawn.map(|component| component.kind.spec().key),
            "name": drawn.map(|component| component.name.as_str()),
        })
    };
    match failure {
        Failure::Component(id) if document.components.get(&id).is_some_and(|one| one.kind.spec().container) => {
            named("place", id)
        }
        Failure::Component(id) => named("component", id),
        Failure::Instance(id) => named("instance", id),
        Failure::Link(LinkId(id)) => {
            let drawn = document.links.get(&LinkId(id));
            json!({
                "what": "link",
                "link": id,
                "from": drawn.map(|link| link.from.0),
                "to": drawn.map(|link| link.to.0),
            })
        }
    }
}

fn point(point: &Point) -> Value {
    json!({ "class": point.class.key(), "verdict": point.verdict.key().replace('-', "_"), "lost_share": point.lost_share })
}

fn phase(phase: &Phase) -> Value {
    json!({
        "phase": phase.stage.key().replace('-', "_"),
        "from_s": phase.from_s,
        "until_s": finite(phase.until_s),
        "figures": phase.figures.as_ref().map(figures),
    })
}

fn figures(figures: &Figures) -> Value {
    let by_class: serde_json::Map<String, Value> =
        figures.by_class.iter().map(|(class, share)| (class.key().to_owned(), json!(share))).collect();
    json!({
        "served_share": figures.served_share(),
        "served_share_by_class": by_class,
        "offered_per_s": figures.offered_per_s,
        "throughput_per_s": figures.throughput_per_s,
        "goodput_per_s": figures.goodput_per_s,
        "response_p50_s": figures.quantiles.map(|quantiles| quantiles.p50_s),
        "response_p99_s": figures.quantiles.map(|quantiles| quantiles.p99_s),
        "bottleneck": figures.bottleneck.map(|(id, resource)| json!({ "component": id.0, "resource": resource.key() })),
        "stale_read_share": figures.stale_read_share,
        "refusals": figures.refusals.iter().map(refusal).collect::<Vec<_>>(),
    })
}

fn refusal(refusal: &Refusal) -> Value {
    json!({
        "component": refusal.component.0,
        "class": refusal.class.key(),
        "reason": refusal.reason.key(),
        "resource": resource(refusal.reason).map(Resource::key),
        "rate_per_s": refusal.rate_per_s,
    })
}

fn resource(reason: Reason) -> Option<Resource> {
    match reason {
        Reason::QueueFull(resource) | Reason::Impatient(resource) => Some(resource),
        _ => None,
    }
}

fn fallen(fallen: &Fallen) -> Value {
    let (reason, resource, figure, before, after) = match fallen.tipped {
        Tipped::Full { resource, before, after } => ("full", Some(resource), "utilization", before, after),
        Tipped::Loses { reason, before_per_s, after_per_s } => {
            (reason.key(), resource(reason), "lost_per_s", before_per_s, after_per_s)
        }
    };
    json!({
        "component": fallen.component.0,
        "at_s": finite(Some(fallen.at_s)),
        "reason": reason,
        "resource": resource.map(Resource::key),
        "figure": figure,
        "before": before,
        "after": after,
    })
}
