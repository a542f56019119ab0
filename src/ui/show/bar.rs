//! What stands below a drawing that is shown: its caption, the steps, the run, the load, what can be struck, figures.

use yew::prelude::*;

use super::state::{Hands, ShowMessage, ShowState};
use crate::editor::{Action, Item};
use crate::model::{ComponentId, Fault};
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::level;
use crate::ui::results::shown_class;
use crate::ui::state::Message;
use crate::ui::users::UsersSlider;
use crate::ui::widgets::{Disclosure, Icon, IconButton, Same, Sign, sign_path};

/// A figure that may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Users.
    Users,
    /// Share answered.
    Answered,
    /// Answered per second.
    Goodput,
    /// Median of the response time.
    P50,
    /// 95th percentile.
    P95,
    /// 99th percentile.
    P99,
    /// Users at which it gives way.
    BreaksAt,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Users, Self::Answered, Self::Goodput, Self::P50, Self::P95, Self::P99, Self::BreaksAt];
    /// Those that are shown unless others are asked for.
    pub const USUAL: [Self; 2] = [Self::Answered, Self::P99];

    /// Its name in addresses, and of its text under `embed-metric-`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Answered => "answered",
            Self::Goodput => "goodput",
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::P99 => "p99",
            Self::BreaksAt => "breaks-at",
        }
    }

    fn text(self, say: Say, solution: &Solution) -> String {
        let none = || "–".to_owned();
        let class = shown_class(solution, None);
        let time = |of: fn(&crate::solve::Quantiles) -> f64| {
            let response = class.and_then(|class| class.response.as_ref());
            response.map_or_else(none, |response| format::duration(say.0, of(&response.quantiles)))
        };
        match self {
            Self::Users => format::users(say.0, solution.users),
            Self::Answered if solution.offered_per_s > 0.0 => {
                format::percent(solution.goodput_per_s / solution.offered_per_s)
            }
            Self::Answered => none(),
            Self::Goodput => format::rate(say.0, solution.goodput_per_s),
            Self::P50 => time(|quantiles| quantiles.p50_s),
            Self::P95 => time(|quantiles| quantiles.p95_s),
            Self::P99 => time(|quantiles| quantiles.p99_s),
            Self::BreaksAt => solution.breaking_point.map_or_else(none, |point| format::users(say.0, point.users)),
        }
    }
}

/// How much there is to press.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Controls {
    /// Nothing.
    None,
    /// The run and the steps.
    Few,
    /// Also the load, and what can be struck.
    #[default]
    All,
}

/// Properties of the bar.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is shown.
    pub state: Same<ShowState>,
    /// Where to say what is to happen.
    pub send: Callback<ShowMessage>,
    /// Whether a run goes on, or is to.
    pub plays: bool,
    /// Called when it is to go on or to be held.
    pub play: Callback<bool>,
    /// How much there is to press.
    pub controls: Controls,
    /// Figures that are shown.
    pub metrics: Same<[Metric]>,
    /// Whether motion is wanted between steps.
    pub smooth: bool,
    /// What stands at its end.
    pub children: Html,
}

/// The bar.
#[component]
pub fn Bar(props: &Props) -> Html {
    let say = use_say();
    let state = &props.state;
    let all = props.controls == Controls::All && state.hands() == Hands::Play;
    html! {
        <footer class="show-bar" data-testid="show-bar">
            { caption(say, state) }
            <div class="show-row">
                if props.controls != Controls::None {
                    { play(say, props) }
                    if state.steps() > 1 { { steps(say, props) } }
                }
                if all { <Load state={state.clone()} /> <Strikes state={state.clone()} /> }
                { figures(say, props) }
                { props.children.clone() }
            </div>
        </footer>
    }
}

/// What is said about the step; a screen reader says it when it changes.
fn caption(say: Say, state: &ShowState) -> Html {
    let place = [("step", (state.step + 1).into()), ("count", state.steps().into())];
    let place = if state.steps() > 1 { say.with("embed-step-of", &place) } else { String::new() };
    html! {
        <p class={classes!("show-caption", state.caption().is_empty().then_some("is-empty"))} role="status" data-testid="caption" data-step={(state.step + 1).to_string()}>
            <span class="hidden">{ place }</span>{ " " }
            <span>{ state.caption().to_owned() }</span>
        </p>
    }
}

fn play(say: Say, props: &Props) -> Html {
    let (sign, key) = if props.plays { (Sign::Pause, "embed-pause") } else { (Sign::Play, "embed-play") };
    let wanted = !props.plays;
    html! {
        <IconButton {sign} label={say.key(key)} class="primary" onclick={props.play.reform(move |()| wanted)} testid="show-play" />
    }
}

fn steps(say: Say, props: &Props) -> Html {
    let (step, count, smooth) = (props.state.step, props.state.steps(), props.smooth);
    let go = |to: usize| props.send.reform(move |()| ShowMessage::Go(to, smooth));
    html! {
        <div class="show-steps" role="group" aria-label={say.key("embed-steps")}>
            <IconButton sign={Sign::Left} label={say.key("embed-previous")} class="bare" disabled={step == 0} onclick={go(step.saturating_sub(1))} testid="show-previous" />
            <span class="show-place" aria-hidden="true" data-testid="show-place">{ format!("{} / {count}", step + 1) }</span>
            <IconButton sign={Sign::Right} label={say.key("embed-next")} class="bare" disabled={step + 1 >= count} onclick={go(step + 1)} testid="show-next" />
        </div>
    }
}

fn figures(say: Say, props: &Props) -> Html {
    let computed = &props.state.page.computed;
    if props.metrics.is_empty() || computed.solution.offered_per_s <= 0.0 {
        return html! {};
    }
    let behind = computed.is_behind().then_some("is-behind");
    html! {
        <dl class={classes!("show-figures", behind)} aria-label={say.key("embed-figures")} data-testid="show-figures">
            for metric in props.metrics.iter().copied() {
                <div key={metric.key()}><dt>{ say.of("embed-metric", metric.key()) }</dt><dd data-testid={format!("metric-{}", metric.key())}>{ metric.text(say, &computed.solution) }</dd></div>
            }
        </dl>
    }
}

/// Properties of the parts that change load and faults.
#[derive(Clone, PartialEq, Properties)]
struct PartProps {
    state: Same<ShowState>,
}

/// The users slider.
#[component]
fn Load(props: &PartProps) -> Html {
    let page = &props.state.page;
    let solution = &page.computed.solution;
    html! {
        <UsersSlider users={page.document().users} offered_per_s={solution.offered_per_s}
            breaks_at={solution.breaking_point.map(|point| point.users)} lost={level::serves_nobody(solution)} />
    }
}

/// What can be struck: what was clicked, or anything by its name.
#[component]
fn Strikes(props: &PartProps) -> Html {
    let say = use_say();
    let page = &props.state.page;
    let document = page.document();
    let chosen = match page.editor.sole() {
        Some(Item::Component(id)) => Some(id),
        _ => None,
    };
    let mut all: Vec<_> = document.components.iter().map(|(id, component)| (*id, say.component(component))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    html! {
        <div class="show-strikes">
            if let Some(id) = chosen { <StrikeButton state={props.state.clone()} {id} testid="show-strike" /> }
            <Disclosure label={say.key("embed-fail")} sign={Sign::Strike} testid="show-fail">
                <ul class="show-list" aria-label={say.key("embed-fail")}>
                    for (id, _) in all {
                        <li key={id.0}><StrikeButton state={props.state.clone()} {id} testid={format!("show-strike-{}", id.0)} /></li>
                    }
                </ul>
            </Disclosure>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct StrikeProps {
    state: Same<ShowState>,
    id: ComponentId,
    testid: AttrValue,
}

/// Strikes a component, or heals it.
#[component]
fn StrikeButton(props: &StrikeProps) -> Html {
    let (say, dispatch, id) = (use_say(), use_dispatch(), props.id);
    let document = props.state.page.document();
    let Some(component) = document.components.get(&id) else { return html! {} };
    let down = document.faults.strikes(id);
    let name = [("name", say.component(component).into())];
    let (sign, key, class) =
        if down { (Sign::Heal, "embed-heal-one", "healing") } else { (Sign::Strike, "embed-fail-one", "danger") };
    let action = if down { Action::Heal(id.into()) } else { Action::Strike(id.into(), Fault::Down) };
    html! {
        <button type="button" class={classes!("button", class)} data-testid={props.testid.clone()} data-id={id.0.to_string()}
            onclick={dispatch.reform(move |_: MouseEvent| Message::Do(action.clone()))}>
            <Icon path={sign_path(sign)} size={16} /><span>{ say.with(key, &name) }</span>
        </button>
    }
}
