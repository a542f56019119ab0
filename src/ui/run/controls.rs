//! Where runs are begun, held, ended and followed: a button in the top bar, and a bar of its own while there is a run.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::span::fitting_s;
use super::state::{Drawing, RunMessage, RunState, Stage, Watched};
use super::{provider::RunHandle, use_run, words};
use crate::model::Document;
use crate::plan::Plan;
use crate::simulate::Course;
use crate::text::format;
use crate::ui::context::{Say, use_say};
use crate::ui::widgets::{Icon, IconButton, Roving, Same, Sign, sign_path};
use crate::worker::{Phase, Progress, Speed};

/// Speeds that are offered, besides as fast as it can.
const SPEEDS: [f64; 11] = [0.01, 0.02, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 50.0, 100.0, 1_000.0];

/// Lengths that are offered, simulated seconds.
const LENGTHS: [f64; 6] = [10.0, 60.0, 600.0, 3_600.0, 21_600.0, 86_400.0];

/// A run that reaches less than this share of its speed is told so.
const KEPT: f64 = 0.9;

/// Runs, holds, goes on: in the top bar.
#[component]
pub fn RunButton() -> Html {
    let (say, run) = (use_say(), use_run());
    let (sign, key) = match run.state.phase() {
        Some(Phase::Running) => (Sign::Pause, "run-pause"),
        Some(Phase::Paused) => (Sign::Play, "run-resume"),
        _ => (Sign::Play, "run-run"),
    };
    let label = say.key(key);
    let title = format!("{label} (K)");
    html! {
        <button type="button" class="button primary run-button" {title} aria-label={label.clone()} aria-keyshortcuts="K Control+Enter"
            onclick={run.on(RunMessage::Toggle)} data-testid="run">
            <Icon path={sign_path(sign)} size={16} /><span class="wordy">{ label }</span>
        </button>
    }
}

/// Properties of the bar.
#[derive(Clone, PartialEq, Properties)]
pub struct BarProps {
    /// What is drawn.
    pub document: Same<Document>,
    /// Its plan.
    pub plan: Same<Plan>,
}

/// Follows a run while there is one.
#[component]
pub fn RunBar(props: &BarProps) -> Html {
    let (say, run) = (use_say(), use_run());
    let Some(watched) = &run.state.watched else { return html! {} };
    let label = say.key("run-bar");
    html! {
        <section class="run-bar panel" aria-label={label.clone()} data-testid="run-bar">
            <div class="run-row">
                <Roving class="run-buttons" role="toolbar" label={label}>
                    { buttons(say, &run) }
                </Roving>
                <SpeedChoice chosen={run.state.speed} send={run.send.clone()} />
                { progress(say, watched) }
                <CourseChoice chosen={run.state.course} send={run.send.clone()} />
                <LengthChoice chosen={run.state.length_s} fitting_s={fitting_s(&props.document.scenario)} send={run.send.clone()} />
                <SeedChoice chosen={run.state.seed} send={run.send.clone()} />
                <IconButton sign={Sign::Close} label={say.key("run-close")} class="bare" onclick={run.on(RunMessage::Close)} testid="run-close" />
            </div>
            { notices(say, &run, watched, props) }
            <p class="hidden" role="status" data-testid="run-said">{ said(say, &run.state, watched) }</p>
        </section>
    }
}

fn buttons(say: Say, run: &RunHandle) -> Html {
    let open = run.state.watched.as_ref().is_some_and(Watched::is_open);
    let (sign, key) = match run.state.phase() {
        Some(Phase::Running) => (Sign::Pause, "run-pause"),
        Some(Phase::Paused) => (Sign::Play, "run-resume"),
        _ => (Sign::Play, "run-again"),
    };
    html! {
        <>
            <IconButton {sign} label={say.key(key)} onclick={run.on(RunMessage::Toggle)} testid="run-toggle" />
            <IconButton sign={Sign::Step} label={say.key("run-step")} disabled={!open} onclick={run.on(RunMessage::Step)} testid="run-step" />
            <IconButton sign={Sign::Stop} label={say.key("run-stop")} disabled={!open} onclick={run.on(RunMessage::Stop)} testid="run-stop" />
        </>
    }
}

/// Properties of a choice. What is typed or unfolded stays as it is while the run around it goes on: a choice is drawn
/// again only when it is another one.
#[derive(Clone, PartialEq, Properties)]
struct ChoiceProps<T: PartialEq> {
    chosen: T,
    send: Callback<RunMessage>,
}

#[component]
fn SpeedChoice(props: &ChoiceProps<Speed>) -> Html {
    let say = use_say();
    let all = || SPEEDS.iter().map(|factor| Speed::Times(*factor)).chain([Speed::Fastest]);
    let onchange = props.send.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        RunMessage::SetSpeed(all().nth(index).unwrap_or(Speed::Times(1.0)))
    });
    html! {
        <select class="field run-speed" {onchange} aria-label={say.key("run-speed")} title={say.key("run-speed")} data-testid="run-speed">
            for speed in all() {
                <option value={key(speed)} selected={speed == props.chosen}>{ words::speed(say, speed) }</option>
            }
        </select>
    }
}

/// What a speed is called in the page's markup.
fn key(speed: Speed) -> String {
    match speed {
        Speed::Fastest => "fastest".to_owned(),
        Speed::Times(factor) => factor.to_string(),
    }
}

/// Properties of the choice of a length.
#[derive(Clone, PartialEq, Properties)]
struct LengthProps {
    chosen: Option<f64>,
    fitting_s: f64,
    send: Callback<RunMessage>,
}

#[component]
fn LengthChoice(props: &LengthProps) -> Html {
    let say = use_say();
    let onchange = props.send.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        RunMessage::SetLength(index.checked_sub(1).and_then(|index| LENGTHS.get(index)).copied())
    });
    html! {
        <label class="run-choice"><span>{ say.key("run-length") }</span>
            <select class="field" {onchange} title={say.key("run-length-next")} data-testid="run-length">
                <option value="fitting" selected={props.chosen.is_none()}>{ say.with("run-length-fitting", &[("length", format::duration(say.0, props.fitting_s).into())]) }</option>
                for length_s in LENGTHS {
                    <option value={length_s.to_string()} selected={props.chosen == Some(length_s)}>{ format::duration(say.0, length_s) }</option>
                }
            </select>
        </label>
    }
}

/// How the load changes over the next run.
#[component]
fn CourseChoice(props: &ChoiceProps<Course>) -> Html {
    let say = use_say();
    let onchange = props.send.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        RunMessage::SetCourse(Course::ALL.get(index).copied().unwrap_or_default())
    });
    html! {
        <label class="run-choice"><span>{ say.key("run-course") }</span>
            <select class="field run-course" {onchange} title={say.key("run-course-next")} data-testid="run-course">
                for course in Course::ALL {
                    <option value={course.key()} selected={course == props.chosen}>{ say.of("run-course", course.key()) }</option>
                }
            </select>
        </label>
    }
}

/// The seed of the next run.
#[component]
fn SeedChoice(props: &ChoiceProps<u64>) -> Html {
    let say = use_say();
    let seed = props.chosen;
    let onchange = props.send.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let typed = input.value().trim().parse::<u64>();
        // Also where nothing changes: what was typed then shows as the page writes it.
        input.set_value(&typed.as_ref().map_or(seed, |typed| *typed).to_string());
        RunMessage::SetSeed(typed.unwrap_or(seed))
    });
    html! {
        <label class="run-choice"><span>{ say.key("run-seed") }</span>
            <input class="field run-seed" type="text" inputmode="numeric" value={seed.to_string()} {onchange} size="4"
                title={say.key("run-seed-next")} data-testid="run-seed" />
        </label>
    }
}

fn progress(say: Say, watched: &Watched) -> Html {
    let now = watched.progress;
    let horizon_s = watched.span.window.horizon_s;
    let share = now.map_or(0.0, |now| (now.now_s / horizon_s).clamp(0.0, 1.0));
    let text = match (&watched.stage, now) {
        (_, Some(now)) => far(say, &now),
        (Stage::Loading, None) => say.key("run-loading"),
        _ => "–".to_owned(),
    };
    let hash = now.and_then(|now| now.hash).map(|hash| format!("{hash:016x}"));
    html! {
        <div class="run-progress" data-testid="run-progress" data-hash={hash} data-phase={phase_key(watched)}
            data-horizon={horizon_s.to_string()} data-warm-up={watched.span.window.warm_up_s.to_string()}
            data-now={now.map(|now| now.now_s.to_string())} data-events={now.map(|now| now.events.to_string())}>
            <div class="run-track" role="progressbar" aria-label={say.key("run-progress")} aria-valuemin="0" aria-valuemax="100"
                aria-valuenow={format!("{:.0}", share * 100.0)} aria-valuetext={text.clone()} style={format!("--share:{:.2}%", share * 100.0)}></div>
            <div class="run-figures" aria-hidden="true">
                <b data-testid="run-time">{ text }</b>
                if let Some(now) = now { { rates(say, &now) } }
            </div>
        </div>
    }
}

fn phase_key(watched: &Watched) -> &'static str {
    match (&watched.stage, watched.progress.map(|progress| progress.phase)) {
        (Stage::Loading, _) => "loading",
        (Stage::Stopped, _) => "stopped",
        (Stage::Failed(_), _) => "failed",
        (Stage::Known, Some(Phase::Paused)) => "paused",
        (Stage::Known, Some(Phase::Done)) => "done",
        (Stage::Known, Some(Phase::Full)) => "full",
        (Stage::Known, _) => "running",
    }
}

/// Simulated time of its whole.
fn far(say: Say, now: &Progress) -> String {
    let arguments =
        [("now", format::duration(say.0, now.now_s).into()), ("length", format::duration(say.0, now.horizon_s).into())];
    say.with("run-far", &arguments)
}

fn rates(say: Say, now: &Progress) -> Html {
    let elapsed = format::duration(say.0, (now.elapsed_ms / 100.0).round() / 10.0);
    html! {
        <>
            <span>{ say.with("run-elapsed", &[("time", elapsed.into())]) }</span>
            <span>{ say.with("run-events", &[("count", format::count(say.0, now.events_per_s.round()).into())]) }</span>
            <span data-testid="run-reached">{ words::reached(say, now.reached) }</span>
        </>
    }
}

fn notices(say: Say, run: &RunHandle, watched: &Watched, props: &BarProps) -> Html {
    let again = |label: &str| {
        html! { <button type="button" class="text-button" onclick={run.on(RunMessage::Start)} data-testid="run-anew">{ say.key(label) }</button> }
    };
    let mut lines: Vec<(&'static str, &'static str, Html)> = Vec::new();
    if let Stage::Failed(trouble) = &watched.stage {
        let [what, remedy] = words::trouble(say, trouble);
        lines.push(("bad", "run-trouble", html! { <>{ what }{ " " }{ remedy }{ " " }{ again("run-again") }</> }));
    }
    if watched.progress.is_some_and(|progress| progress.phase == Phase::Full) {
        lines.push(("bad", "run-full", html! { { say.key("run-full") } }));
    }
    if !watched.is_of(&props.document.0) {
        lines.push(("warn", "run-former", html! { <>{ say.key("run-former") }{ " " }{ again("run-anew") }</> }));
    }
    if watched.span.is_cut() {
        let offered_per_s: f64 =
            watched.drawing.plan.sources.iter().map(|source| source.rate(watched.drawing.document.users)).sum();
        lines.push(("info", "run-cut", html! { { words::cut(say, &watched.span, offered_per_s) } }));
    }
    if let Some(text) = slow(say, run.state.speed, watched) {
        lines.push(("info", "run-slow", html! { { text } }));
    }
    if run.state.on_page {
        lines.push(("info", "run-on-page", html! { { say.key("run-on-page") } }));
    }
    html! {
        <>
        for (class, testid, text) in lines {
            <p class={classes!("run-note", class)} role={(class == "bad").then_some("alert")} data-testid={testid}>{ text }</p>
        }
        { simplified(say, watched) }
        </>
    }
}

/// Where the run does something else than the plan says: folded, since it hardly ever matters.
fn simplified(say: Say, watched: &Watched) -> Html {
    if watched.notes.is_empty() {
        return html! {};
    }
    let Drawing { document, plan } = &watched.drawing;
    html! {
        <details class="run-note" data-testid="run-noted">
            <summary>{ say.with("run-simplified", &[("count", watched.notes.len().into())]) }</summary>
            for note in &watched.notes { <p>{ words::note(say, document, plan, note) }</p> }
        </details>
    }
}

/// That a speed is not kept.
fn slow(say: Say, speed: Speed, watched: &Watched) -> Option<String> {
    let now = watched.progress.filter(|now| now.phase == Phase::Running && now.elapsed_ms > 1_000.0)?;
    let wanted = speed.factor();
    (wanted.is_finite() && now.reached < KEPT * wanted).then(|| {
        let arguments =
            [("wanted", words::speed(say, speed).into()), ("reached", words::reached(say, now.reached).into())];
        say.with("run-slow", &arguments)
    })
}

/// What a screen reader hears: only what changes now and then.
fn said(say: Say, state: &RunState, watched: &Watched) -> String {
    let at = watched.progress.map_or(0.0, |progress| progress.now_s);
    let time = [("time", format::duration(say.0, at).into())];
    match (&watched.stage, state.phase()) {
        // The notice itself is an alert.
        (Stage::Failed(_), _) => String::new(),
        (Stage::Stopped, _) => say.with("run-said-stopped", &time),
        (Stage::Loading, _) => say.key("run-loading"),
        (_, Some(Phase::Paused)) if watched.progress.is_some_and(|now| now.phase == Phase::Paused) => {
            say.with("run-said-paused", &time)
        }
        (_, Some(Phase::Done | Phase::Full)) => say.with("run-said-done", &time),
        _ => say.key("run-said-running"),
    }
}
