//! The solution beside the simulation, in the results.

use std::rc::Rc;

use yew::prelude::*;

use super::agreement::{Agreement, Compared, Pair, StationPair, Verdict};
use super::check::{Check, CheckStage, REPLICATIONS};
use super::state::{Drawing, RunMessage};
use super::versions::compare_button;
use super::{provider::RunHandle, use_run, words};
use crate::card::{Figure, basis};
use crate::model::Document;
use crate::plan::{Class, Plan};
use crate::simulate::Findings;
use crate::simulate::statistics::{Direction, NoInterval};
use crate::solve::{Solution, solve};
use crate::text::format;
use crate::ui::context::{Dispatch, Say, use_dispatch, use_say};
use crate::ui::widgets::{Icon, IconButton, Same, Sign, sign_path, why};

/// Stations that are listed, besides those that are apart.
const STATIONS: usize = 12;

/// Properties of the comparison.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is drawn.
    pub document: Same<Document>,
    /// Its plan.
    pub plan: Same<Plan>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// Whether that is of an earlier state.
    pub behind: bool,
}

/// What is apart and what not, and whether the solution had settled.
type Judged = Rc<(Agreement, bool)>;

/// The comparison.
#[component]
pub fn Comparison(props: &Props) -> Html {
    let (say, run) = (use_say(), use_run());
    let check = run.state.check.clone();
    let drawn = Drawing { document: Rc::clone(&props.document.0), plan: Rc::clone(&props.plan.0) };
    let same = check.as_ref().is_some_and(|check| check.drawing.is_same(&drawn));
    let found = check.as_ref().and_then(|check| match &check.stage {
        CheckStage::Found(findings) => Some(Same::from(findings)),
        _ => None,
    });
    // Of what was simulated, which need not be what is drawn by now: then what was compared before stays.
    let known = use_mut_ref(|| None::<(Same<Findings>, Judged)>);
    let compared = check.as_ref().zip(found).and_then(|(check, found)| {
        let mut known = known.borrow_mut();
        if let Some((_, compared)) = known.as_ref().filter(|(of, _)| *of == found) {
            return Some(Rc::clone(compared));
        }
        let plan = &check.drawing.plan;
        let solution = match (same, props.behind) {
            (true, true) => return None,
            (true, false) => Rc::clone(&props.solution.0),
            (false, _) => Rc::new(solve(plan, check.drawing.document.users)),
        };
        let compared = Rc::new((Agreement::of(plan, &solution, &found), solution.converged));
        *known = Some((found, Rc::clone(&compared)));
        Some(compared)
    });
    let dispatch = use_dispatch();
    let Some(check) = &run.state.check else { return html! {} };
    html! {
        <div class="check-body" data-testid="check" data-stage={stage_key(&check.stage)} data-hashes={hashes(check)}
            data-horizon={check.span.window.horizon_s.to_string()} data-warm-up={check.span.window.warm_up_s.to_string()}>
            <div class="check-bar">
                { state_of(say, check, compared.as_deref()) }
                { controls(say, &run, check) }
            </div>
            if !same { <p class="run-note warn" data-testid="check-former">{ say.key("run-check-former") }</p> }
            if let (CheckStage::Found(findings), Some((agreement, _))) = (&check.stage, compared.as_deref()) {
                { scenario(say, &run, check, &dispatch) }
                { remarks(say, check, findings) }
                <div class="check-tables">
                    for (class, pairs) in &agreement.classes { { class_table(say, *class, pairs) } }
                    { station_table(say, &check.drawing.document, &agreement.stations) }
                </div>
            }
        </div>
    }
}

fn stage_key(stage: &CheckStage) -> &'static str {
    match stage {
        CheckStage::Playing => "playing",
        CheckStage::Finding => "finding",
        CheckStage::Found(_) => "found",
        CheckStage::Failed(_) => "failed",
    }
}

fn hashes(check: &Check) -> String {
    let hash = |hash: &Option<u64>| hash.map_or_else(|| "-".to_owned(), |hash| format!("{hash:016x}"));
    check.round.hashes.iter().map(hash).collect::<Vec<_>>().join(" ")
}

fn controls(say: Say, run: &RunHandle, check: &Check) -> Html {
    if check.is_open() {
        return html! {
            <button type="button" class="button small" onclick={run.on(RunMessage::CloseCheck)} data-testid="check-cancel">{ say.key("run-check-cancel") }</button>
        };
    }
    html! {
        <>
            <button type="button" class="button small" onclick={run.on(RunMessage::Check)} data-testid="check-again">{ say.key("run-check-again") }</button>
            <IconButton sign={Sign::Close} label={say.key("run-check-close")} class="bare" onclick={run.on(RunMessage::CloseCheck)} testid="check-close" />
        </>
    }
}

/// The one line that says it all; while it is computed, how far it is.
fn state_of(say: Say, check: &Check, compared: Option<&(Agreement, bool)>) -> Html {
    let (class, sign, text) = match (&check.stage, compared) {
        (CheckStage::Failed(trouble), _) => {
            let [what, remedy] = words::trouble(say, trouble);
            return html! { <p class="check-verdict bad grow" role="alert" data-testid="check-verdict"><Icon path={sign_path(Sign::Warning)} size={16} /><span>{ what }{ " " }{ remedy }</span></p> };
        }
        (CheckStage::Found(findings), Some((agreement, settled))) => {
            verdict(say, agreement, *settled, findings.steady())
        }
        _ => return bar(say, check),
    };
    let worst =
        compared.and_then(|(agreement, _)| agreement.worst()).map_or(Figure::Percentile, |pair| figure_of(pair.figure));
    html! {
        <p class={classes!("check-verdict", "grow", class)} role="status" data-testid="check-verdict">
            <Icon path={sign_path(sign)} size={16} /><span>{ text }</span>
            if class == "bad" { { why(say.key("run-check-why"), basis(worst, None)) } }
        </p>
    }
}

fn bar(say: Say, check: &Check) -> Html {
    let count = ("count", REPLICATIONS.into());
    let text = if check.stage == CheckStage::Finding {
        say.with("run-check-finding", &[count])
    } else {
        say.with("run-check-progress", &[("done", check.round.done().into()), count])
    };
    html! {
        <>
            <progress max="100" value={format!("{:.1}", check.round.share() * 100.0)} aria-label={text.clone()} data-testid="check-progress"></progress>
            <span aria-hidden="true">{ text }</span>
        </>
    }
}

fn verdict(say: Say, agreement: &Agreement, settled: bool, steady: bool) -> (&'static str, Sign, String) {
    let (apart, alike) = (agreement.count(Verdict::Apart), agreement.count(Verdict::Alike));
    if !settled {
        ("warn", Sign::Warning, say.key("run-check-unsettled"))
    } else if apart > 0 {
        ("bad", Sign::Warning, say.with("run-check-apart", &[("count", apart.into())]))
    } else if !steady {
        ("warn", Sign::Warning, say.key("run-check-unsteady"))
    } else if alike == 0 {
        ("warn", Sign::Info, say.key("run-check-unknown"))
    } else {
        ("good", Sign::Check, say.key("run-check-agree"))
    }
}

/// Where what is planned can be seen, which is no part of a steady state.
fn scenario(say: Say, run: &RunHandle, check: &Check, dispatch: &Dispatch) -> Html {
    if check.drawing.document.scenario.incidents.is_empty() {
        return html! {};
    }
    html! {
        <p class="run-note" data-testid="check-scenario">
            { say.key("run-check-scenario") }{ " " }
            <button type="button" class="text-button" onclick={run.on(RunMessage::Start)} data-testid="check-play">{ say.key("run-check-play") }</button>
            { compare_button(say, dispatch) }
        </p>
    }
}

/// What the figures come from, and what is to be known about them.
fn remarks(say: Say, check: &Check, findings: &Findings) -> Html {
    let arguments = [
        ("count", REPLICATIONS.into()),
        ("length", format::duration(say.0, check.span.window.horizon_s).into()),
        ("warm", format::duration(say.0, findings.from_s).into()),
        ("first", check.seed.to_string().into()),
        ("last", check.seed.wrapping_add(REPLICATIONS as u64 - 1).to_string().into()),
        ("events", format::count(say.0, check.events as f64).into()),
        ("time", format::duration(say.0, (check.took_ms / 100.0).round() / 10.0).into()),
    ];
    let Drawing { document, plan } = &check.drawing;
    let struck = if document.faults.is_empty() { "run-check-sound" } else { "run-check-struck" };
    let mut lines = vec![say.key(struck)];
    lines.push(say.with("run-check-basis", &arguments));
    lines.extend(words::worth(say, &check.drawing.document, &check.drawing.plan, &check.span));
    lines.extend((!findings.steady()).then(|| say.key("run-check-unsteady")));
    lines.extend(check.round.full.then(|| say.key("run-check-full")));
    lines.extend(check.notes.iter().map(|note| words::note(say, document, plan, note)));
    html! { for line in lines { <p class="run-note" data-testid="check-remark">{ line }</p> } }
}

fn heads(say: Say, first: &str) -> Html {
    let columns = [
        first,
        "run-check-column-solved",
        "run-check-column-simulated",
        "run-check-column-interval",
        "run-check-column-apart",
    ];
    html! { <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ say.key(column) }</th> }) }</tr></thead> }
}

fn class_table(say: Say, class: Class, pairs: &[Pair]) -> Html {
    html! {
        <table class="figures" data-testid={format!("check-{}", class.key())}>
            <caption>{ say.of("class", class.key()) }</caption>
            { heads(say, "run-check-column-figure") }
            <tbody>
                for pair in pairs { { row(say, &say.of("run-check", pair.figure.key()), pair, &format!("check-{}-{}", class.key(), pair.figure.key()), figure_of(pair.figure)) } }
            </tbody>
        </table>
    }
}

/// What the model card says about a figure.
const fn figure_of(figure: Compared) -> Figure {
    match figure {
        Compared::Goodput | Compared::Busy => Figure::Goodput,
        Compared::Failed => Figure::Refusals,
        Compared::Mean => Figure::MeanTime,
        Compared::P50 | Compared::P95 | Compared::P99 => Figure::Percentile,
    }
}

fn station_table(say: Say, document: &Document, stations: &[StationPair]) -> Html {
    let shown = stations
        .iter()
        .enumerate()
        .filter(|(place, station)| *place < STATIONS || station.pair.verdict() == Verdict::Apart);
    html! {
        <table class="figures" data-testid="check-stations">
            <caption>{ say.key("run-check-utilization") }</caption>
            { heads(say, "page-column-component") }
            <tbody>
                for (_, station) in shown {
                    { row(say, &station_name(say, document, stations, station), &station.pair,
                        &format!("check-{}-{}", station.component.0, station.resource.key()), Figure::Utilization(station.resource)) }
                }
            </tbody>
        </table>
    }
}

/// The component and what it stands for; where a component has several such stations (a hot shard and the others), how
/// many copies each has.
fn station_name(say: Say, document: &Document, all: &[StationPair], station: &StationPair) -> String {
    let name = document.components.get(&station.component).map(|component| say.component(component));
    let name = format!("{} · {}", name.unwrap_or_default(), say.of("resource", station.resource.key()));
    let alike = |other: &&StationPair| other.component == station.component && other.resource == station.resource;
    if all.iter().filter(alike).count() > 1 {
        format!("{name} × {}", format::count(say.0, station.copies))
    } else {
        name
    }
}

fn row(say: Say, name: &str, pair: &Pair, testid: &str, figure: Figure) -> Html {
    let value = |value: f64| if value.is_finite() { shown(say, pair.figure, value) } else { "–".to_owned() };
    let interval = match pair.simulated.interval {
        Ok(interval) => say.with(
            "run-check-interval",
            &[("low", value(interval.low.max(0.0)).into()), ("high", value(interval.high).into())],
        ),
        Err(none) => say.key(match none {
            NoInterval::TooShort if pair.figure == Compared::Failed && pair.simulated.value == 0.0 => {
                "run-check-none-seen"
            }
            NoInterval::TooShort => "run-check-none-short",
            NoInterval::Dependent(_) => "run-check-none-dependent",
            NoInterval::Unsteady(Direction::Growing) => "run-check-none-growing",
            NoInterval::Unsteady(Direction::Falling) => "run-check-none-falling",
        }),
    };
    let apart = pair.verdict() == Verdict::Apart;
    html! {
        <tr class={apart.then_some("apart")} data-testid={testid.to_owned()}>
            <th scope="row">{ name }</th>
            <td>{ pair.solved.map_or_else(|| "–".to_owned(), value) }</td>
            <td>{ value(pair.simulated.value) }</td>
            <td class="interval">{ interval }</td>
            <td>
                <span class="apart-mark">
                    if apart { <Icon path={sign_path(Sign::Warning)} size={12} /> }
                    { difference(say, pair) }
                    if apart { { why(format!("{}: {name}", say.key("run-check-why")), basis(figure, None)) } }
                </span>
            </td>
        </tr>
    }
}

/// How far the solved figure is from the simulated one: of shares in points, else in percent.
fn difference(say: Say, pair: &Pair) -> String {
    let (Some(solved), value) = (pair.solved, pair.simulated.value) else { return "–".to_owned() };
    match pair.figure {
        Compared::Failed | Compared::Busy => {
            let points = Some(solved - value).filter(|apart| apart.is_finite()).map(signed);
            points.map_or_else(|| "–".to_owned(), |points| say.with("run-check-points", &[("value", points.into())]))
        }
        _ => pair.apart().map_or_else(|| "–".to_owned(), |apart| format!("{}\u{a0}%", signed(apart))),
    }
}

/// A share with its sign, in hundredths; what rounds to nothing has none.
fn signed(share: f64) -> String {
    let tenths = (share * 1e3).round();
    let sign = if tenths > 0.0 {
        "+"
    } else if tenths < 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{:.1}", tenths.abs() / 10.0)
}

fn shown(say: Say, figure: Compared, value: f64) -> String {
    match figure {
        Compared::Goodput => format::rate(say.0, value),
        Compared::Failed | Compared::Busy => format::percent(value),
        Compared::Mean | Compared::P50 | Compared::P95 | Compared::P99 => format::duration(say.0, value),
    }
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        let all = [0.000_4, -0.000_4, 0.051, -0.195].map(signed);
        assert_eq!(all, ["0.0", "0.0", "+5.1", "−19.5"]);
    }
}
