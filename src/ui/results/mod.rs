//! What was computed: the distribution of response times as a picture, the figures as tables, what is full, what is
//! refused and why, and what a failure costs against the healthy state.

pub mod capacity;
pub mod classes;
pub mod facts;
pub mod failure;
pub mod groups;
pub mod headline;
pub mod money;
pub mod notices;
pub mod picture;
pub mod refusals;
pub mod uptime;
pub mod utilization;

use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::failures::FailurePanel;
use super::insight::Insight;
use super::run::comparison::Comparison;
use super::run::panel::RunPanel;
use super::run::state::{RunMessage, View};
use super::run::timeline::Timeline;
use super::run::versions::{Versions, compare_button};
use super::run::{RunHandle, use_run};
use super::state::{Dialog, Message, Panel};
use super::widgets::{IconButton, Roving, Same, Sign, why};
use crate::advice::cost;
use crate::card::{Figure, basis};
use crate::model::{ComponentId, Document};
use crate::plan::{Class, Plan};
use crate::solve::{ClassResult, Solution};

pub use headline::Headline;

/// Properties of the results.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// Its plan.
    pub plan: Same<Plan>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// The same without its faults; `None` while nothing is struck.
    pub healthy: Option<Same<Solution>>,
    /// What else is known of the plan; `None` until there was a pause.
    pub insight: Option<Same<Insight>>,
    /// The class that is asked for; `None`: the one with the most requests.
    pub class: Option<Class>,
    /// Whether it is a sheet over the canvas.
    pub narrow: bool,
    /// Whether the figures are of an earlier state.
    pub behind: bool,
    /// Whether there was another steady state when it was last looked for.
    pub doubted: bool,
    /// The component that is selected, where it is only one.
    #[prop_or_default]
    pub component: Option<ComponentId>,
}

/// The results.
#[component]
pub fn Results(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let solution = &props.solution;
    let cost = use_memo(solution.clone(), |solution| cost(&props.document, solution));
    let run = use_run();
    let shown = shown_class(solution, props.class);
    let close = dispatch.reform(|()| Message::SetPanel(Panel::Results, false));
    html! {
        <section class="results panel" aria-label={say.key("page-results")} aria-busy={props.behind.then_some("true")} data-testid="results">
            <Roving class="results-head" label={say.key("page-results")}>
                <h2>{ say.key("page-results") }</h2>
                if run.state.view == View::Figures { { tabs(say, solution, shown.map(|class| class.class), &dispatch) } }
                { views(say, &run) }
                { headline::breaking(say, &props.document, solution, props.insight.as_deref()) }
                if matches!(run.state.view, View::Run | View::Scenario) && !solution.classes.is_empty() {
                    { compare_button(say, &dispatch) }
                }
                if !solution.classes.is_empty() && run.state.check.is_none() {
                    <button type="button" class="text-button proof-link" onclick={run.on(RunMessage::Check)} data-testid="check-run">{ say.key("run-check") }</button>
                }
                <button type="button" class="text-button proof-link" onclick={dispatch.reform(|_: MouseEvent| Message::SetDialog(Some(Dialog::Proof)))}
                    data-testid="proof">{ say.key("page-card-proof") }</button>
                <IconButton sign={if props.narrow { Sign::Close } else { Sign::PanelBottom }} label={say.key("page-close-results")}
                    class="bare" onclick={close} testid="close-results" />
            </Roving>
            if run.state.view == View::Check && run.state.check.is_some() {
                <Comparison document={props.document.clone()} plan={props.plan.clone()} solution={solution.clone()} behind={props.behind} />
            } else if run.state.view == View::Run && run.state.watched.is_some() {
                <RunPanel component={props.component} />
            } else if run.state.view == View::Versus && run.state.versus.is_some() {
                <Versions document={props.document.clone()} />
            } else if run.state.view == View::Scenario {
                <Timeline document={props.document.clone()} />
            } else if run.state.view == View::Failures {
                <FailurePanel document={props.document.clone()} insight={props.insight.clone()} />
            } else if solution.classes.is_empty() {
                <p class="nothing">{ say.key(if props.behind { "page-capacity-working" } else { "page-no-results" }) }</p>
            } else {
                { notices::notices(say, solution, props.doubted) }
                <div class="results-body">
                    <Roving class="results-column" label={say.key("page-response-time")}>
                        <p class="caption">{ say.key("page-response-time") }{ why(say.key("page-figure-response-time"), basis(Figure::Percentile, None)) }</p>
                        if let Some(class) = shown { <picture::Picture class={class.class} response={class.response.clone()} /> }
                    </Roving>
                    <Roving class="results-column" label={say.key("page-figures")}>
                        if let Some(healthy) = &props.healthy { { failure::comparison(say, &props.document, solution, healthy) } }
                        { classes::table(say, solution) }
                        { refusals::table(say, &props.document, solution, &dispatch) }
                        <div class="facts">
                            { capacity::fold(say, &props.document, solution, props.insight.as_deref(), &dispatch) }
                            { uptime::fold(say, &props.document, props.insight.as_deref(), &dispatch) }
                            { money::fold(say, &props.document, &cost, &dispatch) }
                            { facts::stale(say, solution) }
                            { groups::fold(say, &props.document, solution) }
                            { facts::backlogs(say, &props.document, solution, &dispatch) }
                        </div>
                    </Roving>
                    <Roving class="results-column" label={say.key("page-utilization")}>
                        { utilization::table(say, &props.document, solution, &dispatch) }
                    </Roving>
                </div>
            }
        </section>
    }
}

/// The class asked for where it is offered, else the one with the most requests.
pub(super) fn shown_class(solution: &Solution, asked: Option<Class>) -> Option<&ClassResult> {
    let asked = asked.and_then(|class| solution.classes.iter().find(|result| result.class == class));
    asked.or_else(|| solution.classes.iter().max_by(|a, b| a.offered_per_s.total_cmp(&b.offered_per_s)))
}

fn tabs(say: Say, solution: &Solution, shown: Option<Class>, dispatch: &Dispatch) -> Html {
    html! {
        <div class="class-tabs" role="group" aria-label={say.key("page-classes")}>
            for class in solution.classes.iter().map(|result| result.class) {
                <button key={class.key()} type="button" class="tab" aria-pressed={(shown == Some(class)).to_string()} data-testid={format!("class-{}", class.key())}
                    onclick={dispatch.reform(move |_: MouseEvent| Message::SetClass(Some(class)))}>
                    { say.of("class", class.key()) }
                </button>
            }
        </div>
    }
}

/// What else there is to be shown than the steady state: a run, a comparison.
fn views(say: Say, run: &RunHandle) -> Html {
    let there = [
        (View::Figures, "figures", true),
        (View::Run, "run", run.state.watched.is_some()),
        (View::Check, "check", run.state.check.is_some()),
        (View::Versus, "versus", run.state.versus.is_some()),
        (View::Scenario, "scenario", true),
        (View::Failures, "failures", true),
    ];
    if there.iter().filter(|(.., is)| *is).count() < 2 {
        return html! {};
    }
    html! {
        <div class="class-tabs views" role="group" aria-label={say.key("run-view")}>
            for (view, key, _) in there.into_iter().filter(|(.., is)| *is) {
                <button key={key} type="button" class="tab" aria-pressed={(run.state.view == view).to_string()} data-testid={format!("view-{key}")}
                    onclick={run.on(RunMessage::SetView(view))}>{ say.of("run-view", key) }</button>
            }
        </div>
    }
}
