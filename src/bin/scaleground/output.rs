//! A solution as JSON. The fields are described in docs/command-line.md.

use scaleground::advice::{Capacity, ComponentCost, Cost, CostPart, Limit, Measure, Promise};
use scaleground::impact::{Availability, Contribution, Uptime};
use scaleground::model::{ComponentId, Diagnostic, Document, Severity, Subject};
use scaleground::solve::{
    Backlog, ClassResult, ComponentResult, GroupResult, LinkResult, Reason, Refusal, ResourceResult, ResponseTime,
    Solution,
};
use serde_json::{Value, json};

/// Name of the format, with its version.
const FORMAT: &str = "scaleground-solution-1";

/// What is printed besides the solution.
pub(super) struct Extras {
    /// Availability of the topology.
    pub(super) availability: Availability,
    /// What it costs.
    pub(super) cost: Cost,
    /// What it can carry, where that is asked for.
    pub(super) capacity: Option<Capacity>,
}

/// The whole answer, indented.
pub(super) fn solution(document: &Document, solution: &Solution, extras: &Extras) -> String {
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
        "bracket": solution.bracket.map(|(low, high)| json!({ "goodput_low_per_s": low, "goodput_high_per_s": high })),
        "offered_per_s": solution.offered_per_s,
        "throughput_per_s": solution.throughput_per_s,
        "goodput_per_s": solution.goodput_per_s,
        "stale_read_share": solution.stale_read_share,
        "classes": solution.classes.iter().map(class).collect::<Vec<_>>(),
        "groups": solution.groups.iter().map(group).collect::<Vec<_>>(),
        "other_steady_state": solution.other.as_deref().map(other),
        "components": components,
        "links": links,
        "refusals": solution.refusals.iter().map(refusal).collect::<Vec<_>>(),
        "bottleneck": bottleneck,
        "breaking_point": breaking,
        "availability": availability(&extras.availability),
        "cost": cost(&extras.cost),
        "capacity": extras.capacity.as_ref().map(capacity),
        "diagnostics": solution.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
    });
    format!("{answer:#}")
}

fn group(result: &GroupResult) -> Value {
    json!({ "users": result.users.0, "classes": result.classes.iter().map(class).collect::<Vec<_>>() })
}

/// The worse of two steady states, in short.
fn other(solution: &Solution) -> Value {
    json!({
        "throughput_per_s": solution.throughput_per_s,
        "goodput_per_s": solution.goodput_per_s,
        "classes": solution.classes.iter().map(class).collect::<Vec<_>>(),
    })
}

/// Infinity has no figure in JSON.
fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

fn backlog(backlog: &Backlog) -> Value {
    json!({
        "messages": finite(backlog.messages),
        "growth_per_s": backlog.growth_per_s,
        "wait_mean_s": finite(backlog.wait_s),
    })
}

fn cost(cost: &Cost) -> Value {
    let name = |part: CostPart| part.key().replace('-', "_");
    let parts = |parts: &[(CostPart, f64)]| -> serde_json::Map<String, Value> {
        parts.iter().map(|(part, dollars)| (format!("{}_usd_per_month", name(*part)), json!(dollars))).collect()
    };
    let component = |cost: &ComponentCost| {
        json!({
            "component": cost.component.0,
            "usd_per_month": cost.dollars_per_month,
            "parts": parts(&cost.parts),
        })
    };
    json!({
        "usd_per_month": cost.total_dollars_per_month,
        "usd_per_million_requests": cost.dollars_per_million_requests,
        "by_component": cost.by_component.iter().map(component).collect::<Vec<_>>(),
        "egress": {
            "internet_gb_per_month": cost.egress.internet_gigabytes_per_month,
            "between_regions_gb_per_month": cost.egress.between_gigabytes_per_month,
            "usd_per_month": cost.egress.dollars_per_month,
        },
    })
}

fn capacity(capacity: &Capacity) -> Value {
    let promise = |promise: &Promise| {
        json!({
            "users": promise.users.0,
            "promised": promise.promised,
            "reached": promise.reached,
            "met": promise.is_met(),
        })
    };
    json!({
        "users": capacity.users,
        "limited_by": capacity.limited_by.as_ref().map(limit),
        "next": capacity.next.iter().map(limit).collect::<Vec<_>>(),
        "availability": capacity.availability.iter().map(promise).collect::<Vec<_>>(),
    })
}

fn limit(limit: &Limit) -> Value {
    let objective = limit.breach.map(|breach| {
        let (measure, class) = match breach.measure {
            Measure::ResponseTime(class) => ("response_p99_s", Some(class.key())),
            Measure::ErrorShare => ("error_share", None),
        };
        json!({
            "users": breach.users.0,
            "measure": measure,
            "class": class,
            "measured": breach.measured,
            "promised": breach.promised,
        })
    });
    json!({
        "users": limit.users,
        "objective": objective,
        "component": limit.place.map(|(id, _)| id.0),
        "resource": limit.place.map(|(_, resource)| resource.key()),
    })
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
        "by_users": availability.by_users.iter().map(|(id, result)| json!({ "users": id.0, "uptime": uptime(result) })).collect::<Vec<_>>(),
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
        "stale_share": result.stale_share,
        "instances": result.instances,
        "backlog": result.backlog.as_ref().map(backlog),
        "resources": result.resources.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn resource(result: &ResourceResult) -> Value {
    json!({
        "resource": result.resource.key(),
        "units": result.units,
        "utilization": result.utilization,
        "busy": result.busy,
        "served_per_s": result.served_per_s,
        "waiting": result.waiting,
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
