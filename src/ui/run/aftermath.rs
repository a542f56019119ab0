//! A run before, during and after what was planned, from the points that were seen of it.

use yew::prelude::*;

use super::points::ClassPoint;
use super::seen::Seen;
use super::state::Watched;
use crate::plan::{Class, Reason};
use crate::scenario::{PhaseKind, cuts};
use crate::simulate::Kept;
use crate::text::format;
use crate::ui::context::Say;

/// Reasons that are named.
const REASONS: usize = 3;

/// What was counted in a part of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// Simulated seconds.
    pub span_s: f64,
    /// Requests of users, all classes together.
    pub requests: ClassPoint,
    /// Position of the component, reason, how many; most first.
    pub reasons: Vec<(usize, Reason, u64)>,
    /// What became of data and sessions.
    pub kept: Kept,
}

/// The parts of a run. A point that reaches over a cut is counted to what happens during it.
pub fn parts(seen: &Seen, cuts: [f64; 4]) -> [Counted; 3] {
    let mut parts: [Counted; 3] = Default::default();
    for point in &seen.points {
        let place = match () {
            () if point.until_s <= cuts[0] || point.from_s < cuts[0] - 1e-9 => continue,
            () if point.until_s <= cuts[1] + 1e-9 => 0,
            () if point.from_s >= cuts[2] - 1e-9 => 2,
            () => 1,
        };
        let part = &mut parts[place];
        part.span_s += point.span_s();
        part.kept.merge(point.kept);
        let classes = Class::ALL.iter().zip(&point.classes).filter(|(class, _)| **class != Class::Job);
        classes.for_each(|(_, counted)| part.requests.merge(counted));
        for &(component, reason, number) in &point.failures {
            match part.reasons.iter_mut().find(|own| (own.0, own.1) == (component, reason)) {
                Some(own) => own.2 += number,
                None => part.reasons.push((component, reason, number)),
            }
        }
    }
    for part in &mut parts {
        part.reasons.sort_by_key(|lost| std::cmp::Reverse(lost.2));
    }
    parts
}

/// The parts as a table.
pub(super) fn aftermath(say: Say, watched: &Watched) -> Html {
    let seen = &watched.seen;
    let Some(cuts) = cuts(&watched.now, seen.warm_up_s, watched.span.window.horizon_s) else { return html! {} };
    let parts = parts(seen, cuts);
    let there: Vec<(PhaseKind, &Counted)> =
        PhaseKind::ALL.into_iter().zip(&parts).filter(|(_, part)| part.span_s > 0.0).collect();
    if there.is_empty() {
        return html! {};
    }
    let cells = |text: &dyn Fn(&Counted) -> String| -> Html {
        html! { <>{ for there.iter().map(|(_, part)| html! { <td>{ text(part) }</td> }) }</> }
    };
    let count = |number: u64| format::count(say.0, number as f64);
    let at = |place: usize| {
        move |part: &Counted| {
            part.requests.percentiles_s[place].map_or_else(|| "–".to_owned(), |value| format::duration(say.0, value))
        }
    };
    html! {
        <table class="figures aftermath" data-testid="aftermath">
            <caption>{ say.key("scenario-aftermath") }</caption>
            <thead><tr><td />{ for there.iter().map(|(kind, _)| html! { <th scope="col">{ say.of("scenario-phase", kind.key()) }</th> }) }</tr></thead>
            <tbody>
                <tr data-testid="aftermath-served"><th scope="row">{ say.key("scenario-served") }</th>{ cells(&|part| format::percent(served(part))) }</tr>
                <tr><th scope="row">{ say.key("scenario-goodput") }</th>{ cells(&|part| format::rate(say.0, part.requests.response.count as f64 / part.span_s)) }</tr>
                <tr><th scope="row">{ "p50" }</th>{ cells(&at(0)) }</tr>
                <tr><th scope="row">{ "p99" }</th>{ cells(&at(2)) }</tr>
                <tr data-testid="aftermath-stale"><th scope="row">{ say.key("scenario-stale") }</th>{ cells(&|part| stale(part.kept)) }</tr>
                <tr data-testid="aftermath-writes"><th scope="row">{ say.key("scenario-writes-lost") }</th>{ cells(&|part| count(part.kept.writes_lost)) }</tr>
                if !watched.drawing.plan.sessions.is_empty() {
                    <tr data-testid="aftermath-sessions"><th scope="row">{ say.key("scenario-sessions-lost") }</th>{ cells(&|part| count(part.kept.sessions_lost)) }</tr>
                    <tr data-testid="aftermath-signed-out"><th scope="row">{ say.key("scenario-signed-out") }</th>{ cells(&|part| count(part.kept.signed_out)) }</tr>
                }
                <tr><th scope="row">{ say.key("scenario-reasons") }</th>{ cells(&|part| reasons(say, seen, part)) }</tr>
            </tbody>
        </table>
    }
}

/// Share of the requests that ended which were answered; 1 where none ended.
fn served(part: &Counted) -> f64 {
    let (answered, failed) = (part.requests.response.count as f64, part.requests.failed as f64);
    if answered + failed > 0.0 { answered / (answered + failed) } else { 1.0 }
}

/// Share of the reads that could have been old which were; a dash where none could.
pub(super) fn stale(kept: Kept) -> String {
    if kept.reads > 0 { format::percent(kept.old_reads as f64 / kept.reads as f64) } else { "–".to_owned() }
}

fn reasons(say: Say, seen: &Seen, part: &Counted) -> String {
    let one = |&(component, reason, number): &(usize, Reason, u64)| {
        let name = seen.component(component).map(|component| say.component(component)).unwrap_or_default();
        format!(
            "{}: {} ({})",
            name,
            crate::ui::results::refusals::reason(say, reason),
            format::count(say.0, number as f64)
        )
    };
    let told: Vec<String> = part.reasons.iter().take(REASONS).map(one).collect();
    if told.is_empty() { "–".to_owned() } else { told.join("; ") }
}
