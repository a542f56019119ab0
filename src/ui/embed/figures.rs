//! The figures that go out to the page around, with their units in their names; docs/embedding.md lists them.

use serde_json::{Value, json};

use crate::model::{Fault, Subject};
use crate::plan::Class;
use crate::solve::Solution;
use crate::ui::context::Say;
use crate::ui::results::shown_class;
use crate::ui::run::state::Watched;
use crate::ui::show::state::ShowState;

/// Components beyond this many are not listed.
const MOST_LISTED: usize = 500;

/// What is shown: what a change is told as.
pub(super) fn shown(say: Say, state: &ShowState, playing: bool) -> Value {
    let document = state.page.document();
    let struck: Vec<_> = document.faults.iter().map(|(subject, fault)| struck(say, state, subject, fault)).collect();
    json!({
        "title": document.title,
        "users": document.users,
        "step": state.step + 1,
        "steps": state.steps(),
        "caption": state.caption(),
        "struck": struck,
        "playing": playing,
    })
}

fn struck(say: Say, state: &ShowState, subject: Subject, fault: Fault) -> Value {
    let mut told = json!({ "fault": fault.kind().key(), "figures": fault.figures() });
    match subject {
        Subject::Component(id) => {
            told["component"] = json!(id.0);
            let component = state.page.document().components.get(&id);
            told["name"] = json!(component.map(|component| say.component(component)));
        }
        Subject::Link(id) => told["link"] = json!(id.0),
        Subject::Document => {}
    }
    told
}

/// The steady state.
pub(super) fn results(say: Say, state: &ShowState) -> Value {
    let (document, solution) = (state.page.document(), &*state.page.computed.solution);
    let class = shown_class(solution, None);
    let response = class.and_then(|class| class.response.as_ref());
    let components: Vec<_> = document
        .components
        .iter()
        .take(MOST_LISTED)
        .map(|(id, component)| {
            let fullest = solution.components.get(id).and_then(|result| result.resources.first());
            json!({
                "id": id.0,
                "name": say.component(component),
                "kind": component.kind.spec().key,
                "struck": document.faults.strikes(*id),
                "utilization": fullest.map(|resource| resource.utilization),
            })
        })
        .collect();
    json!({
        "users": solution.users,
        "offeredPerS": solution.offered_per_s,
        "answeredPerS": solution.goodput_per_s,
        "class": class.map(|class| class.class.key()),
        "p50S": response.map(|response| response.quantiles.p50_s),
        "p95S": response.map(|response| response.quantiles.p95_s),
        "p99S": response.map(|response| response.quantiles.p99_s),
        "breaksAtUsers": solution.breaking_point.map(|point| point.users),
        "bottleneck": bottleneck(say, state, solution),
        "converged": solution.converged,
        "components": components,
    })
}

fn bottleneck(say: Say, state: &ShowState, solution: &Solution) -> Option<Value> {
    let (id, resource) = solution.bottleneck?;
    let name = say.component(state.page.document().components.get(&id)?);
    Some(json!({ "id": id.0, "name": name, "resource": resource.key() }))
}

/// A run: where it is, and what was measured since the look before.
pub(super) fn tick(watched: &Watched) -> Option<Value> {
    let (progress, point) = (watched.progress?, watched.seen.points.last()?);
    let classes: Vec<_> = Class::ALL
        .iter()
        .zip(&point.classes)
        .filter(|(_, class)| class.offered > 0 || class.response.count > 0 || class.failed > 0)
        .map(|(key, class)| {
            let percentile = |index: usize| class.percentiles_s[index];
            json!({
                "class": key.key(), "offered": class.offered, "answered": class.response.count, "failed": class.failed,
                "p50S": percentile(0), "p95S": percentile(1), "p99S": percentile(2),
            })
        })
        .collect();
    Some(json!({
        "nowS": progress.now_s,
        "lengthS": progress.horizon_s,
        "ended": progress.phase.ended(),
        "fromS": point.from_s,
        "untilS": point.until_s,
        "seed": watched.seed,
        "classes": classes,
    }))
}
