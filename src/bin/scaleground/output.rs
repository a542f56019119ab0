//! A solution as JSON. The fields are described in docs/command-line.md.

use scaleground::impact::{Availability, Contribution, Uptime};
use scaleground::model::{ComponentId, Diagnostic, Document, Severity, Subject};
use scaleground::solve::{
    ClassResult, ComponentResult, LinkResult, Reason, Refusal, ResourceResult, ResponseTime, Solution,
};
use serde_json::{Value, json};

/// Name of the format, with its version.
const FORMAT: &str = "scaleground-solution-1";

/// The whole answer, indented.
pub(super) fn solution(document: &Document, solution: &Solution, uptime: &Availability) -> String {
    let components: Vec<Value> =
        solution.components.iter().map(|(id, result)| component(document, *id, result)).collect();
    let links: Vec<Value> = solution.links.iter().map(|(id, result)| link(document, id.0, result)).collect();
    let breaking = solution
        .breaking_point
        .map(|point| json!({ "users": point.users, "component": point.component.0, "resource": point.resource.key() }));
    let bottleneck = solution.bottleneck.map(|(id, resource)| json!({ "component": id.0, "resource": resource.key() }));
    let answer = json!({
        "format": FORMAT,
        "users": solution.users,
        "converged": solution.converged,
        "offered_per_s": solution.offered_per_s,
        "throughput_per_s": solution.throughput_per_s,
        "goodput_per_s": solution.goodput_per_s,
        "classes": solution.classes.iter().map(class).collect::<Vec<_>>(),
        "components": components,
        "links": links,
        "refusals": solution.refusals.iter().map(refusal).collect::<Vec<_>>(),
        "bottleneck": bottleneck,
        "breaking_point": breaking,
        "availability": availability(uptime),
        "diagnostics": solution.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
    });
    format!("{answer:#}")
}

fn availability(availability: &Availability) -> Value {
    let uptime = |uptime: &Uptime| {
        json!({
            "availability": uptime.availability,
            "unavailability": uptime.unavailability,
            "downtime_min_per_year": uptime.downtime_min_per_year(),
        })
    };
    let by_class: serde_json::Map<String, Value> =
        availability.by_class.iter().map(|(class, result)| (class.key().to_owned(), uptime(result))).collect();
    let contribution = |contribution: &Contribution| {
        json!({
            "component": contribution.component.0,
            "downtime_min_per_year": contribution.downtime_min_per_year,
        })
    };
    json!({
        "total": uptime(&availability.total),
        "by_class": by_class,
        "contributions": availability.contributions.iter().map(contribution).collect::<Vec<_>>(),
    })
}

fn class(result: &ClassResult) -> Value {
    json!({
        "class": result.class.key(),
        "offered_per_s": result.offered_per_s,
        "goodput_per_s": result.goodput_per_s,
        "response": result.response.as_ref().map(response),
    })
}

fn response(time: &ResponseTime) -> Value {
    json!({
        "mean_s": time.mean_s,
        "p50_s": time.quantiles.p50_s,
        "p95_s": time.quantiles.p95_s,
        "p99_s": time.quantiles.p99_s,
        "curve": time.curve.iter().map(|(seconds, share)| json!([seconds, share])).collect::<Vec<_>>(),
    })
}

fn component(document: &Document, id: ComponentId, result: &ComponentResult) -> Value {
    let drawn = document.components.get(&id);
    json!({
        "id": id.0,
        "kind": drawn.map(|component| component.kind.spec().key),
        "name": drawn.map(|component| component.name.as_str()),
        "arrival_per_s": result.arrival_per_s,
        "throughput_per_s": result.throughput_per_s,
        "refused_per_s": result.refused_per_s,
        "response_mean_s": result.response_mean_s,
        "response_p99_s": result.response_p99_s,
        "hit_ratio": result.hit_ratio,
        "resources": result.resources.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn resource(result: &ResourceResult) -> Value {
    json!({
        "resource": result.resource.key(),
        "units": result.units,
        "utilization": result.utilization,
        "busy": result.busy,
        "wait_probability": result.wait_probability,
        "wait_mean_s": result.wait_mean_s,
        "refused_share": result.refused_share,
    })
}

fn link(document: &Document, id: u32, result: &LinkResult) -> Value {
    let drawn = document.links.get(&scaleground::model::LinkId(id));
    let rates: serde_json::Map<String, Value> =
        result.rate_per_s.iter().map(|(class, rate)| (class.key().to_owned(), json!(rate))).collect();
    json!({
        "id": id,
        "from": drawn.map(|link| link.from.0),
        "to": drawn.map(|link| link.to.0),
        "rate_per_s": rates,
        "bytes_per_s": result.bytes_per_s,
    })
}

fn refusal(refusal: &Refusal) -> Value {
    let resource = match refusal.reason {
        Reason::QueueFull(resource) | Reason::Impatient(resource) => Some(resource.key()),
        _ => None,
    };
    json!({
        "component": refusal.component.0,
        "class": refusal.class.key(),
        "reason": refusal.reason.key(),
        "resource": resource,
        "rate_per_s": refusal.rate_per_s,
    })
}

fn diagnostic(finding: &Diagnostic) -> Value {
    let severity = match finding.severity {
        Severity::Hint => "hint",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let (component, link) = match finding.subject {
        Subject::Document => (None, None),
        Subject::Component(id) => (Some(id.0), None),
        Subject::Link(id) => (None, Some(id.0)),
    };
    json!({ "code": finding.code.key(), "severity": severity, "component": component, "link": link })
}
