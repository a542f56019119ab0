//! The scenario of the document: faults on a line of time, which a run plays, and what the last run was before, during and
//! after them.
//!
//! A bar is dragged with the pointer, or its times are typed; every change is an edit that can be undone.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::aftermath::aftermath;
use super::charts::times;
use super::{RunHandle, use_run};
use crate::chart::Axis;
use crate::editor::Action;
use crate::model::{Document, Fault, Incident, Scenario, Subject};
use crate::text::format;
use crate::ui::canvas::words::{fault_words, subject_name};
use crate::ui::context::{Dispatch, Say, use_dispatch, use_say};
use crate::ui::inspector::fault::figures;
use crate::ui::state::Message;
use crate::ui::widgets::{Button, IconButton, Same, Sign, Typed, accept, refuse};

/// How long a new incident lasts, seconds.
const LASTS_S: f64 = 20.0;

/// Properties of the timeline.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
}

/// What changes the scenario.
type Change = Callback<Scenario>;

/// The scenario.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let (say, run, dispatch) = (use_say(), use_run(), use_dispatch());
    let document = &props.document;
    let change = changing(&dispatch);
    let incidents = &document.scenario.incidents;
    let ends_s = document.scenario.ends_s().unwrap_or(0.0);
    let lasts_s = run.state.lasts_s(document);
    let length_s = lasts_s.max(ends_s);
    html! {
        <div class="timeline" data-testid="timeline">
            <div class="timeline-main">
                <p class="muted">{ say.key("scenario-about") }</p>
                if incidents.is_empty() {
                    <p class="nothing">{ say.key("scenario-none") }</p>
                } else {
                    <ol class="incidents">
                        for place in 0..incidents.len() { { row(say, document, place, length_s, &change) } }
                        <li class="timeline-scale" aria-hidden="true">{ for times(say, Axis::linear(0.0, length_s)) }</li>
                    </ol>
                }
                <Adding document={document.clone()} change={change} length_s={length_s} />
                if ends_s > lasts_s {
                    <p class="run-note warn">{ say.with("scenario-too-short", &[("length", format::duration(say.0, lasts_s).into()), ("ends", format::duration(say.0, ends_s).into())]) }</p>
                }
            </div>
            { after(say, document, &run) }
        </div>
    }
}

fn changing(dispatch: &Dispatch) -> Change {
    dispatch.reform(|scenario: Scenario| Message::Do(Action::SetScenario(Box::new(scenario))))
}

/// The same scenario with one incident changed, or without it.
fn with(scenario: &Scenario, place: usize, incident: Option<Incident>) -> Scenario {
    let mut kept = Scenario::default();
    let others = scenario.incidents.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, one)| *one);
    others.chain(incident).for_each(|one| kept.add(one));
    kept
}

fn row(say: Say, document: &Document, place: usize, length_s: f64, change: &Change) -> Html {
    let incident = document.scenario.incidents[place];
    let name = subject_name(say.0, document, incident.subject);
    let what = fault_words(say.0, document, incident.fault, "fault-is");
    let title = format!("{name}: {what}");
    let set = {
        let (scenario, change) = (document.scenario.clone(), change.clone());
        Callback::from(move |incident: Incident| change.emit(with(&scenario, place, Some(incident))))
    };
    let remove = {
        let (scenario, change) = (document.scenario.clone(), change.clone());
        Callback::from(move |()| change.emit(with(&scenario, place, None)))
    };
    let refigured = set.reform(move |fault: Fault| Incident { fault, ..incident });
    let lasts = incident.fault.is_state();
    html! {
        <li class="incident" data-testid={format!("incident-{place}")}>
            <span class="incident-name" title={title.clone()}>{ title }</span>
            <Bar {incident} {length_s} set={set.clone()} />
            <span class="incident-settings">
                { time(say, "from", place, Some(incident.from_s), &set, move |from_s| {
                    let from_s = from_s.unwrap_or(0.0);
                    // Whoever moves the beginning means the whole incident.
                    Incident { from_s, until_s: incident.until_s.map(|until_s| until_s + from_s - incident.from_s), ..incident }
                }) }
                if lasts {
                    { time(say, "until", place, incident.until_s, &set, move |until_s| Incident { until_s, ..incident }) }
                }
            { figures(say, incident.fault, &refigured) }
            <IconButton sign={Sign::Delete} label={say.with("scenario-remove", &[("what", format!("{name}: {what}").into())])} class="bare" onclick={remove} testid={format!("remove-{place}")} />
            </span>
        </li>
    }
}

/// A field for a time, seconds; empty: none. What is typed makes another incident.
fn time(
    say: Say,
    key: &str,
    place: usize,
    value: Option<f64>,
    set: &Callback<Incident>,
    made: impl Fn(Option<f64>) -> Incident + 'static,
) -> Html {
    let set = set.clone();
    let shown = value.map_or_else(String::new, |value| value.to_string());
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let incident = made(Some(input.value_as_number()).filter(|number| number.is_finite()));
        accept(&input);
        if incident.in_range() {
            set.emit(incident);
        } else {
            let most = format::grouped(Incident::LATEST_S, 0);
            refuse(&input, &say.with("scenario-times-refused", &[("most", most.into())]));
        }
    });
    html! {
        <label class="fault-figure"><span>{ say.of("scenario", key) }</span>
            <Typed class="field" min="0" value={shown} {onchange} testid={format!("{key}-{place}")} /></label>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BarProps {
    incident: Incident,
    length_s: f64,
    set: Callback<Incident>,
}

/// An incident on the line, to be dragged. What is done so can be typed as well, so that it is hidden from screen readers.
#[component]
fn Bar(props: &BarProps) -> Html {
    let dragged = use_state(|| None::<(f64, f64)>);
    let BarProps { incident, length_s, set } = props.clone();
    let shift_s = dragged.map_or(0.0, |(from, to)| to - from);
    let from_s = (incident.from_s + shift_s).max(0.0);
    let until_s = incident.until_s.map_or(length_s, |until_s| until_s + from_s - incident.from_s);
    let percent = |seconds: f64| (seconds / length_s.max(1e-9) * 100.0).clamp(0.0, 100.0);
    let moment = move |event: &PointerEvent| {
        let track = event.current_target()?.dyn_into::<Element>().ok()?.parent_element()?.get_bounding_client_rect();
        Some((f64::from(event.client_x()) - track.left()) / track.width().max(1.0) * length_s)
    };
    let onpointerdown = {
        let dragged = dragged.clone();
        Callback::from(move |event: PointerEvent| {
            if let (Some(at), Some(bar)) =
                (moment(&event), event.current_target().and_then(|bar| bar.dyn_into::<Element>().ok()))
            {
                // Where the browser refuses, the drag ends at the bar's edge.
                let _ = bar.set_pointer_capture(event.pointer_id());
                dragged.set(Some((at, at)));
            }
        })
    };
    let onpointermove = {
        let dragged = dragged.clone();
        Callback::from(move |event: PointerEvent| {
            if let (Some((from, _)), Some(at)) = (*dragged, moment(&event)) {
                dragged.set(Some((from, at)));
            }
        })
    };
    let onpointerup = {
        let dragged = dragged.clone();
        Callback::from(move |_: PointerEvent| {
            if dragged.is_some() {
                dragged.set(None);
                // To a tenth of a second: nobody drags finer.
                let from_s = (from_s * 10.0).round() / 10.0;
                let until_s =
                    incident.until_s.map(|until_s| ((until_s + from_s - incident.from_s) * 10.0).round() / 10.0);
                let moved = Incident { from_s, until_s, ..incident };
                if moved.in_range() {
                    set.emit(moved);
                }
            }
        })
    };
    let cancel = {
        let dragged = dragged.clone();
        Callback::from(move |_: PointerEvent| dragged.set(None))
    };
    let width = if incident.fault.is_state() { percent(until_s) - percent(from_s) } else { 0.0 };
    html! {
        <span class="incident-track" aria-hidden="true">
            <span class={classes!("incident-bar", incident.until_s.is_none().then_some("open-ended"))} style={format!("left:{:.2}%;width:{width:.2}%", percent(from_s))}
                {onpointerdown} {onpointermove} {onpointerup} onpointercancel={cancel} />
        </span>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddingProps {
    document: Same<Document>,
    change: Change,
    length_s: f64,
}

/// Another incident: of what, and which.
#[component]
fn Adding(props: &AddingProps) -> Html {
    let say = use_say();
    let chosen = use_state(|| (0_usize, 0_usize));
    let document = &props.document;
    let components = document.components.keys().map(|id| Subject::Component(*id));
    let links = document.links.keys().map(|id| Subject::Link(*id));
    let subjects: Vec<Subject> = [Subject::Document]
        .into_iter()
        .chain(components)
        .chain(links)
        .filter(|subject| !Fault::offered(document, *subject).is_empty())
        .collect();
    let subject = subjects.get(chosen.0).copied().unwrap_or(Subject::Document);
    let faults = Fault::offered(document, subject);
    let fault = faults.get(chosen.1).or(faults.first()).copied();
    let index = |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        usize::try_from(select.selected_index()).unwrap_or(0)
    };
    let of = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| chosen.set((index(&event), 0)))
    };
    let which = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| chosen.set((chosen.0, index(&event))))
    };
    let add = {
        let (scenario, change, length_s) = (document.scenario.clone(), props.change.clone(), props.length_s);
        Callback::from(move |()| {
            let Some(fault) = fault else { return };
            let from_s = (length_s / 3.0).round();
            let until_s = fault.is_state().then_some(from_s + LASTS_S.min((length_s / 3.0).max(1.0)).round());
            let mut scenario = scenario.clone();
            scenario.add(Incident { from_s, until_s, subject, fault });
            change.emit(scenario);
        })
    };
    html! {
        <div class="button-row incident-new">
            <select class="field" aria-label={say.key("scenario-what")} onchange={of} data-testid="incident-subject">
                for (place, one) in subjects.iter().enumerate() {
                    <option value={place.to_string()} selected={place == chosen.0}>{ subject_name(say.0, document, *one) }</option>
                }
            </select>
            <select class="field" aria-label={say.key("scenario-which")} onchange={which} data-testid="incident-fault">
                for (place, one) in faults.iter().enumerate() {
                    <option value={place.to_string()} selected={Some(*one) == fault}>{ fault_words(say.0, document, *one, "fault") }</option>
                }
            </select>
            <Button label={say.key("scenario-add")} sign={Sign::Strike} onclick={add} testid="add-incident" />
        </div>
    }
}

/// What the run that is watched was before, during and after.
fn after(say: Say, document: &Document, run: &RunHandle) -> Html {
    let watched = run.state.watched.as_ref();
    let Some(watched) =
        watched.filter(|watched| watched.now.scenario == document.scenario && !document.scenario.is_empty())
    else {
        return html! {};
    };
    aftermath(say, watched)
}
