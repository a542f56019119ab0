//! One failure: its line in the table, and everything that is known of it.

use yew::prelude::*;

use super::state::{Column, FailureMessage, FailuresState};
use super::{FailureHandle, words};
use crate::impact::{Failure, Impact, Phase, Stage, Verdict};
use crate::model::Document;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::level::NOTHING;

/// The most reasons that are listed.
const REASONS: usize = 6;

/// A line; `None` where what fails is no longer drawn.
pub(super) fn row(say: Say, document: &Document, impact: &Impact, failures: &FailureHandle) -> Option<Html> {
    let name = words::failure(say, document, impact.failure)?;
    let here = failures.state.selected == Some(impact.failure);
    let select = FailureMessage::Select((!here).then_some(impact.failure));
    let figures = Column::ALL.iter().filter(|&&column| column != Column::Name);
    Some(html! {
        <tr class={here.then_some("is-selected")} data-testid={testid(impact.failure)}>
            <th scope="row">
                <button type="button" class="text-button" aria-pressed={here.to_string()} onclick={failures.on(select)}>{ name }</button>
                { mark(say, impact) }
            </th>
            for column in figures { { cell(say, document, *column, impact, &failures.state) } }
        </tr>
    })
}

fn testid(failure: Failure) -> String {
    match failure {
        Failure::Component(id) => format!("failure-{}", id.0),
        Failure::Instance(id) => format!("failure-one-{}", id.0),
        Failure::Link(id) => format!("failure-link-{}", id.0),
    }
}

/// The sign of a single point of failure, with what makes it one.
fn mark(say: Say, impact: &Impact) -> Html {
    if !is_single(impact) {
        return html! {};
    }
    let single = impact.points.iter().filter(|point| point.verdict == Verdict::Single);
    let why: Vec<String> = single.map(|point| words::point(say, point)).collect();
    html! { <span class="single-point" title={why.join(" ")}>{ say.key("failures-single") }</span> }
}

/// Whether its loss alone costs requests of a class that all pass it. Several units at once are no single failure.
pub(super) fn is_single(impact: &Impact) -> bool {
    impact.units <= 1.0 && impact.points.iter().any(|point| point.verdict == Verdict::Single)
}

fn cell(say: Say, document: &Document, column: Column, impact: &Impact, state: &FailuresState) -> Html {
    let then = state.view.figures(impact);
    let Some(figure) = column.figure(state.view, impact) else {
        // Where nothing is answered there is no response time, and nothing is full where nothing arrives; everything
        // else is missing because it is not known.
        let none = matches!(column, Column::Median | Column::Percentile | Column::Bottleneck) && then.is_some();
        let text = if none { "–".to_owned() } else { say.key("failures-unknown") };
        return html! { <td class="quiet">{ text }</td> };
    };
    let text = match column {
        Column::Name | Column::Served | Column::Stale => words::share(figure),
        Column::Goodput => format::rate(say.0, figure),
        Column::Until | Column::Median | Column::Percentile | Column::Recovery => words::seconds(say, figure),
        Column::Lost | Column::Writes => format::count(say.0, figure),
        Column::Bottleneck => then.map_or_else(String::new, |then| words::bottleneck(say, document, then)),
    };
    let bad = match column {
        Column::Served => figure < 1.0 - NOTHING,
        Column::Lost | Column::Recovery | Column::Writes => figure > 0.0,
        Column::Stale => state.sound.as_ref().is_some_and(|sound| figure > sound.stale_read_share + NOTHING),
        _ => false,
    };
    let other = column == Column::Bottleneck
        && state.sound.as_ref().zip(then).is_some_and(|(sound, then)| sound.bottleneck != then.bottleneck);
    let sign = if column == Column::Served && bad { "▼\u{a0}" } else { "" };
    let class = classes!(bad.then_some("bad"), other.then_some("is-other"), column.is_words().then_some("word"));
    html! { <td {class}>{ sign }{ text }</td> }
}

/// Everything that is known of one failure.
pub(super) fn detail(say: Say, document: &Document, impact: &Impact, failures: &FailureHandle) -> Html {
    let name = words::failure(say, document, impact.failure).unwrap_or_default();
    html! {
        <section class="failure-detail" data-testid="failure-detail">
            <h3>{ name }</h3>
            { times(say, impact) }
            { phases(say, document, impact) }
            { points(say, impact) }
            { cascade(say, document, impact, failures) }
            { reasons(say, document, impact) }
        </section>
    }
}

/// How long each step takes, and what is lost for good.
fn times(say: Say, impact: &Impact) -> Html {
    let unknown = || say.key("failures-unknown");
    let time = |seconds: Option<f64>| seconds.map_or_else(unknown, |seconds| words::seconds(say, seconds));
    let count = |number: Option<f64>| match number {
        Some(number) if number.is_finite() => format::count(say.0, number),
        _ => unknown(),
    };
    let mut lines = vec![
        ("failures-noticed", time(impact.noticed_s)),
        ("failures-repair", time(impact.repair_s)),
        ("failures-recovery", time(impact.recovery_s)),
        ("failures-requests-lost", count(impact.requests_lost)),
        ("failures-writes-lost", count(impact.writes_lost)),
    ];
    if impact.sessions_lost > 0.0 {
        lines.push(("failures-sessions-lost", format::percent(impact.sessions_lost)));
    }
    if impact.backlog > 0.0 {
        lines.push(("failures-backlog", count(Some(impact.backlog))));
    }
    if let Some(goodput) = impact.may_stay_at_per_s {
        lines.push(("failures-may-stay", format::rate(say.0, goodput)));
    }
    html! {
        <dl class="failure-times">
            for (key, figure) in lines { <div key={key}><dt>{ say.key(key) }</dt><dd>{ figure }</dd></div> }
        </dl>
    }
}

fn phases(say: Say, document: &Document, impact: &Impact) -> Html {
    html! {
        <table class="figures failure-phases" data-testid="failure-phases">
            <thead><tr>
                for key in ["phase", "served", "goodput", "p50", "p99", "bottleneck", "stale"] {
                    <th scope="col" class={matches!(key, "phase" | "bottleneck").then_some("word")}>{ say.of("failures-phase", key) }</th>
                }
            </tr></thead>
            <tbody>{ for impact.phases.iter().map(|phase| one_phase(say, document, phase)) }</tbody>
        </table>
    }
}

fn one_phase(say: Say, document: &Document, phase: &Phase) -> Html {
    let name = say.of("failure-stage", phase.stage.key());
    let when = match phase.until_s {
        Some(until) if phase.stage != Stage::Repaired || until > 0.0 => {
            format!("{} – {}", words::seconds(say, phase.from_s), words::seconds(say, until))
        }
        _ if phase.from_s > 0.0 => say.with("failures-from", &[("time", words::seconds(say, phase.from_s).into())]),
        _ => String::new(),
    };
    let Some(figures) = &phase.figures else {
        return html! { <tr><th scope="row">{ name }</th><td colspan="6" class="word">{ say.key("failures-unsolved") }</td></tr> };
    };
    let served = figures.served_share();
    let classes: Vec<String> = figures
        .by_class
        .iter()
        .map(|(class, share)| format!("{} {}", say.of("class", class.key()), format::percent(*share)))
        .collect();
    let time = |pick: fn(&crate::solve::Quantiles) -> f64| {
        figures.quantiles.as_ref().map_or_else(|| "–".to_owned(), |quantiles| format::duration(say.0, pick(quantiles)))
    };
    html! {
        <tr>
            <th scope="row">{ name }<small>{ when }</small></th>
            <td class={(served < 1.0 - NOTHING).then_some("bad")}>{ words::share(served) }<small>{ classes.join(" · ") }</small></td>
            <td>{ format::rate(say.0, figures.goodput_per_s) }</td>
            <td>{ time(|quantiles| quantiles.p50_s) }</td>
            <td>{ time(|quantiles| quantiles.p99_s) }</td>
            <td class="word">{ words::bottleneck(say, document, figures) }</td>
            <td>{ format::percent(figures.stale_read_share) }</td>
        </tr>
    }
}

fn points(say: Say, impact: &Impact) -> Html {
    if impact.points.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ say.key("failures-points") }</h4>
            <ul class="failure-points" data-testid="failure-points">
                for point in &impact.points { <li key={point.class.key()} class={(point.verdict == Verdict::Single).then_some("bad")}>{ words::point(say, point) }</li> }
                if impact.units > 1.0 { <li>{ say.with("failures-units", &[("units", impact.units.into())]) }</li> }
            </ul>
        </>
    }
}

/// What fails only because of it, in its order.
fn cascade(say: Say, document: &Document, impact: &Impact, failures: &FailureHandle) -> Html {
    if impact.cascade.is_empty() {
        return html! { <p class="quiet" data-testid="no-cascade">{ say.key("failures-no-cascade") }</p> };
    }
    let shown = failures.state.step.unwrap_or(impact.cascade.len());
    html! {
        <>
            <h4>{ say.key("failures-cascade") }
                <button type="button" class="text-button" onclick={failures.on(FailureMessage::Play)} data-testid="play-cascade">{ say.key("failures-play") }</button>
            </h4>
            <ol class="failure-cascade" data-testid="cascade">
                for (position, fallen) in impact.cascade.iter().enumerate() {
                    <li key={position} class={(position >= shown).then_some("is-coming")}>
                        <b>{ words::component(say, document, fallen.component) }</b>
                        { " " }{ say.with("failures-after", &[("time", words::seconds(say, fallen.at_s).into())]) }
                        { " " }<span>{ words::tipped(say, fallen) }</span>
                    </li>
                }
            </ol>
        </>
    }
}

/// Why requests are lost in the first phase, most first; they add up to the loss.
fn reasons(say: Say, document: &Document, impact: &Impact) -> Html {
    let reasons = impact.reasons();
    let noticeable: Vec<_> = reasons.iter().filter(|(.., rate)| *rate > 0.0).take(REASONS).collect();
    if noticeable.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ say.key("failures-reasons") }</h4>
            <ul class="failure-reasons" data-testid="failure-reasons">
                for (component, reason, rate) in noticeable {
                    <li>{ words::component(say, document, *component) }{ ": " }{ words::reason_in_words(say, *reason) }{ " – " }{ format::rate(say.0, *rate) }</li>
                }
            </ul>
        </>
    }
}
