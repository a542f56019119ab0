//! Two versions beside each other, in the results: what the runs say in a sentence, then every figure of every part.

use std::rc::Rc;

use yew::prelude::*;

use super::state::RunMessage;
use super::versus::{Parts, Versus, VersusStage};
use super::{RunHandle, use_run, words};
use crate::model::Document;
use crate::scenario::{Contest, PhaseKind, Ranged, Standing, Told};
use crate::text::format;
use crate::ui::canvas::words::{fault_words, subject_name};
use crate::ui::context::{Dispatch, Say, use_dispatch, use_say};
use crate::ui::state::{Dialog, Message};
use crate::ui::widgets::{Icon, IconButton, Same, Sign, sign_path};

/// Figures that the sentence names.
const NAMED: usize = 3;

/// Properties of the versions.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is drawn.
    pub document: Same<Document>,
}

/// Opens the choice of what to compare with.
pub fn compare_button(say: Say, dispatch: &Dispatch) -> Html {
    let onclick = dispatch.reform(|_: MouseEvent| Message::SetDialog(Some(Dialog::Versions)));
    html! { <button type="button" class="text-button proof-link" {onclick} data-testid="compare">{ say.key("versus-compare") }</button> }
}

/// The versions.
#[component]
pub fn Versions(props: &Props) -> Html {
    let (say, run, dispatch) = (use_say(), use_run(), use_dispatch());
    let Some(versus) = &run.state.versus else { return html! {} };
    let former = !Rc::ptr_eq(&versus.drawing.document, &props.document.0);
    html! {
        <div class="check-body" data-testid="versus" data-stage={stage_key(&versus.stage)} data-hashes={hashes(versus)}
            data-horizon={versus.span.window.horizon_s.to_string()}>
            <div class="check-bar">
                { state_of(say, versus) }
                { controls(say, &run, versus, &dispatch) }
            </div>
            if former { <p class="run-note warn" data-testid="versus-former">{ say.key("versus-former") }</p> }
            for line in remarks(say, versus) { <p class="run-note">{ line }</p> }
            if let VersusStage::Found(parts) = &versus.stage {
                <div class="check-tables versus-tables">
                    for (kind, figures) in parts.iter() { { table(say, versus, *kind, figures) } }
                </div>
            }
        </div>
    }
}

fn stage_key(stage: &VersusStage) -> &'static str {
    match stage {
        VersusStage::Playing => "playing",
        VersusStage::Found(_) => "found",
        VersusStage::Failed(_) => "failed",
    }
}

fn hashes(versus: &Versus) -> String {
    let hash = |hash: &Option<u64>| hash.map_or_else(|| "-".to_owned(), |hash| format!("{hash:016x}"));
    versus.round.hashes.iter().map(hash).collect::<Vec<_>>().join(" ")
}

fn controls(say: Say, run: &RunHandle, versus: &Versus, dispatch: &Dispatch) -> Html {
    let close = run.on(RunMessage::CloseVersus);
    if versus.is_open() {
        return html! { <button type="button" class="button small" onclick={close.reform(|_: MouseEvent| ())} data-testid="versus-cancel">{ say.key("run-check-cancel") }</button> };
    }
    let again = run.on(RunMessage::Versus(versus.rival.clone()));
    html! {
        <>
            <button type="button" class="button small" onclick={again} data-testid="versus-again">{ say.key("versus-again") }</button>
            { compare_button(say, dispatch) }
            <IconButton sign={Sign::Close} label={say.key("run-check-close")} class="bare" onclick={close} testid="versus-close" />
        </>
    }
}

/// The one line that says it all; while it is computed, how far it is.
fn state_of(say: Say, versus: &Versus) -> Html {
    let (class, sign, text) = match &versus.stage {
        VersusStage::Playing => {
            let (done, count) = (versus.round.hashes.iter().flatten().count(), versus.round.hashes.len());
            let text = say.with("run-check-progress", &[("done", done.into()), ("count", count.into())]);
            return html! {
                <>
                    <progress max="100" value={format!("{:.1}", versus.round.share() * 100.0)} aria-label={text.clone()} data-testid="versus-progress"></progress>
                    <span aria-hidden="true">{ text }</span>
                </>
            };
        }
        VersusStage::Failed(trouble) => ("bad", Sign::Warning, words::trouble(say, trouble).join(" ")),
        VersusStage::Found(parts) => verdict(say, &versus.rival.name, parts),
    };
    html! {
        <p class={classes!("check-verdict", "grow", class)} role="status" data-testid="versus-verdict">
            <Icon path={sign_path(sign)} size={16} /><span>{ text }</span>
        </p>
    }
}

/// What the runs say, the most important figures first: of what happens during the scenario, then after it, then before.
fn verdict(say: Say, name: &str, parts: &Parts) -> (&'static str, Sign, String) {
    let order = [PhaseKind::During, PhaseKind::After, PhaseKind::Before];
    let sorted = order.iter().filter_map(|kind| parts.iter().find(|part| part.0 == *kind));
    let all: Vec<(PhaseKind, &Contest)> =
        sorted.flat_map(|(kind, figures)| figures.iter().map(move |figure| (*kind, figure))).collect();
    let list = |standing: Standing| -> String {
        let same = all.iter().filter(|(_, figure)| figure.standing == standing);
        let planned = parts.len() > 1;
        let named: Vec<String> = same.take(NAMED).map(|(kind, figure)| named(say, *kind, figure, planned)).collect();
        named.join("; ")
    };
    let (better, worse) = (list(Standing::Better), list(Standing::Worse));
    let arguments = [("name", name.into()), ("better", better.as_str().into()), ("worse", worse.as_str().into())];
    match (better.is_empty(), worse.is_empty()) {
        (false, true) => ("good", Sign::Check, say.with("versus-better", &arguments)),
        (true, false) => ("bad", Sign::Warning, say.with("versus-worse", &arguments)),
        (false, false) => ("warn", Sign::Swap, say.with("versus-both", &arguments)),
        (true, true) => ("", Sign::Equals, say.with("versus-alike", &arguments)),
    }
}

/// A figure from the one version to the other.
fn named(say: Say, kind: PhaseKind, figure: &Contest, planned: bool) -> String {
    let value = |place: usize| value_of(say, figure.told, figure.values[place]);
    let arguments = [
        ("figure", say.of("versus", figure.told.key()).into()),
        ("phase", say.of("scenario-phase", kind.key()).into()),
        ("first", value(0).into()),
        ("second", value(1).into()),
    ];
    say.with(if planned { "versus-named" } else { "versus-named-whole" }, &arguments)
}

/// What the figures come from, and what is to be known about them.
fn remarks(say: Say, versus: &Versus) -> Vec<String> {
    let arguments = [
        ("count", versus.pairs().into()),
        ("length", format::duration(say.0, versus.span.window.horizon_s).into()),
        ("first", versus.seed.to_string().into()),
        ("last", versus.seed.wrapping_add(versus.pairs() as u64 - 1).to_string().into()),
    ];
    let mut lines = vec![say.with(if versus.planned { "versus-basis" } else { "versus-basis-calm" }, &arguments)];
    if versus.span.is_cut() {
        let wanted = format::duration(say.0, versus.span.wanted_s);
        lines.push(say.with("versus-cut", &[("wanted", wanted.into()), arguments[1].clone()]));
    }
    lines.extend(versus.left_out.iter().map(|&(own, subject, fault)| {
        let document = if own { &versus.drawing.document } else { &versus.rival.document };
        let what = fault_words(say.0, document, fault, "fault-is");
        let where_ = subject_name(say.0, document, subject);
        say.with(
            "versus-left-out",
            &[("what", format!("{where_}: {what}").into()), ("name", versus.rival.name.as_str().into())],
        )
    }));
    lines.extend(versus.round.full.then(|| say.key("run-check-full")));
    lines
}

fn table(say: Say, versus: &Versus, kind: PhaseKind, figures: &[Contest]) -> Html {
    let caption = if versus.planned { say.of("scenario-phase", kind.key()) } else { say.key("versus-whole") };
    html! {
        <table class="figures" data-testid={format!("versus-{}", kind.key())}>
            <caption>{ caption }</caption>
            <thead><tr>
                <th scope="col">{ say.key("run-check-column-figure") }</th>
                <th scope="col">{ say.key("versus-this") }</th>
                <th scope="col">{ versus.rival.name.clone() }</th>
                <th scope="col">{ say.key("versus-difference") }</th>
            </tr></thead>
            <tbody>{ for figures.iter().filter(|figure| shown(figure)).map(|figure| row(say, kind, figure)) }</tbody>
        </table>
    }
}

/// Whether a figure is more than twice nothing: losses that there are none of are left out.
fn shown(figure: &Contest) -> bool {
    let losses = matches!(figure.told, Told::WritesLost | Told::SessionsLost | Told::SignedOut);
    !losses || figure.values.iter().flatten().any(|value| value.value > 0.0)
}

fn row(say: Say, kind: PhaseKind, figure: &Contest) -> Html {
    let (class, sign) = match figure.standing {
        Standing::Better => ("good", Some(Sign::Check)),
        Standing::Worse => ("bad", Some(Sign::Warning)),
        Standing::Alike | Standing::Unknown => ("", None),
    };
    let cell = |value: Option<Ranged>| {
        html! {
            <td>{ value_of(say, figure.told, value) }
                if let Some((low, high)) = value.and_then(|value| value.interval) {
                    <span class="interval">{ interval(say, figure.told, low.max(0.0), high) }</span>
                }
            </td>
        }
    };
    html! {
        <tr data-testid={format!("versus-{}-{}", kind.key(), figure.told.key())} data-standing={figure.standing.key()}>
            <th scope="row">{ say.of("versus", figure.told.key()) }</th>
            { cell(figure.values[0]) }
            { cell(figure.values[1]) }
            <td class={classes!("versus-difference", class)}>
                if let Some(sign) = sign { <Icon path={sign_path(sign)} size={12} /> }
                { difference(say, figure) }
                if sign.is_some() { <span class="hidden">{ say.of("versus-is", figure.standing.key()) }</span> }
            </td>
        </tr>
    }
}

fn difference(say: Say, figure: &Contest) -> Html {
    let Some(apart) = figure.difference else { return html! { { "–" } } };
    let value = |value: f64| signed(say, figure.told, value);
    html! {
        <>
            { value(apart.value) }
            if let Some((low, high)) = apart.interval {
                <span class="interval">{ say.with("run-check-interval", &[("low", value(low).into()), ("high", value(high).into())]) }</span>
            }
        </>
    }
}

fn interval(say: Say, told: Told, low: f64, high: f64) -> String {
    let value = |value: f64| plain(say, told, value);
    say.with("run-check-interval", &[("low", value(low).into()), ("high", value(high).into())])
}

fn value_of(say: Say, told: Told, value: Option<Ranged>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| plain(say, told, value.value))
}

fn plain(say: Say, told: Told, value: f64) -> String {
    match told {
        Told::Served | Told::Stale => format!("{:.1}\u{a0}%", value.min(1.0) * 100.0),
        Told::Goodput => format::rate(say.0, value),
        Told::Median | Told::P99 => format::duration(say.0, value),
        Told::WritesLost | Told::SessionsLost | Told::SignedOut => format::count(say.0, value.round()),
    }
}

/// A difference with its sign; shares in points. What rounds to nothing has none.
fn signed(say: Say, told: Told, value: f64) -> String {
    let text = match told {
        Told::Served | Told::Stale => {
            let points = format!("{:.1}", value.abs() * 100.0);
            say.with("run-check-points", &[("value", points.into())])
        }
        _ => plain(say, told, value.abs()),
    };
    let nothing = !text.chars().any(|digit| digit.is_ascii_digit() && digit != '0');
    match value {
        _ if nothing => text,
        value if value < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}
