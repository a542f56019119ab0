//! What a run shows besides the drawing: pictures over time, and single requests.

use std::rc::Rc;

use yew::prelude::*;

use super::charts::{Frame, Gesture, chart, table};
use super::plots::{Choice, classes, plots};
use super::seen::{Mark, Seen};
use super::traces::{Order, Pick, list};
use super::use_run;
use super::waterfall::waterfall;
use crate::chart::time_axis;
use crate::editor::Action;
use crate::model::{ComponentId, Incident, Scenario};
use crate::plan::Class;
use crate::platform;
use crate::simulate::Trace;
use crate::text::format;
use crate::ui::canvas::words::{fault_words, subject_name};
use crate::ui::context::{Dispatch, Say, use_dispatch, use_say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Same, Sign};
use crate::worker::Phase;

/// The element with a request's path.
const MAIN: &str = "run-request";
/// Looks between two writings of the table.
const SELDOM: u64 = 20;
/// Rows of the table.
const ROWS: usize = 12;

/// Properties of what is watched.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What has been seen of the run.
    pub seen: Same<Seen>,
    /// The component whose figures are always shown.
    #[prop_or_default]
    pub component: Option<ComponentId>,
}

/// The pictures and the requests of a run.
#[component]
pub fn Watching(props: &Props) -> Html {
    let (say, run, dispatch) = (use_say(), use_run(), use_dispatch());
    let Props { seen, component } = props;
    let cursor = use_state(|| None::<f64>);
    let class = use_state(|| None::<usize>);
    let order = use_state(Order::default);
    let open = use_state(|| None::<Rc<Trace>>);
    let held = use_state(|| None::<Vec<Rc<Trace>>>);
    let with_table = use_state(|| false);

    let there = classes(seen);
    let chosen = class.filter(|class| there.contains(class)).unwrap_or_else(|| seen.telling_class());
    let choice = Choice { class: chosen, component: *component };
    let drawn = plots(say, seen, choice);
    let time = time_axis(seen.now_s());
    let gesture = {
        let (cursor, open, seen) = (cursor.clone(), open.clone(), seen.clone());
        let response = drawn[1].clone();
        Callback::from(move |gesture: Gesture| match gesture {
            Gesture::Look(moment) => cursor.set(moment),
            Gesture::Pick(moment, height) => {
                let at = super::plots::point_at(&seen, moment);
                let p99 = at.and_then(|at| response.lines.get(2)?.values.get(at).copied().flatten());
                let response = height.map(|height| response.axis.value(height)).or(p99).unwrap_or(1.0);
                if let Some(trace) = seen.nearest(chosen, moment, response.max(1e-9), time.max / 20.0) {
                    open.set(Some(trace.clone()));
                    gloo::timers::callback::Timeout::new(0, || platform::focus(MAIN)).forget();
                }
            }
        })
    };
    let still = Callback::from({
        let cursor = cursor.clone();
        move |gesture: Gesture| {
            if let Gesture::Look(moment) = gesture {
                cursor.set(moment);
            }
        }
    });
    let frame = Frame { say, seen, time, cursor: *cursor, on: gesture };
    let others = Frame { on: still, ..frame.clone() };
    // Nothing is no list to hold.
    let shown = (*held).clone().filter(|held| !held.is_empty()).unwrap_or_else(|| order.of(seen));
    let pick = {
        let (order, open, held, seen) = (order.clone(), open.clone(), held.clone(), seen.clone());
        Callback::from(move |pick: Pick| match pick {
            Pick::Order(other) => {
                order.set(other);
                held.set(held.is_some().then(|| other.of(&seen)));
            }
            Pick::Open(trace) => open.set(Some(trace)),
            Pick::Hold(true) if held.is_none() => held.set(Some(order.of(&seen))),
            Pick::Hold(true) => {}
            Pick::Hold(false) => held.set(None),
        })
    };
    let set_class = {
        let class = class.clone();
        Callback::from(move |other: usize| class.set(Some(other)))
    };
    let fold = {
        let with_table = with_table.clone();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<web_sys::Element>();
            with_table.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    let back = {
        let open = open.clone();
        Callback::from(move |()| {
            open.set(None);
            // The pictures are there only after the next render.
            gloo::timers::callback::Timeout::new(0, || platform::focus("run-response")).forget();
        })
    };
    let onkeydown = open.is_some().then(|| {
        let back = back.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                back.emit(());
            }
        })
    });
    let moving = run.state.phase() == Some(Phase::Running);
    // While the run goes on the table is written anew only now and then, so that it can be read.
    let written = if moving { seen.revision / SELDOM } else { u64::MAX - seen.revision };
    let as_table = use_memo((*with_table, written, chosen, *component, say.0), |(wanted, ..)| {
        if *wanted {
            small_table(say, seen, choice)
        } else {
            html! {}
        }
    });
    html! {
        <div class="watching" data-testid="watching" {onkeydown}>
            if let Some(trace) = &*open {
                <div class="watching-main" id={MAIN} tabindex="-1" role="group" aria-label={say.key("live-traces")}>
                    <Button label={say.key("live-back")} sign={Sign::Close} class="small" onclick={back} testid="back-to-charts" />
                    { waterfall(say, seen, trace) }
                </div>
            } else {
                <div class="watching-main" role="group" aria-label={say.key("live-charts")}>
                    <div class="charts">
                        for plot in &drawn {
                            { if plot.key == "response" {
                                chart(&frame, plot, class_choice(say, &there, chosen, &set_class))
                            } else {
                                chart(&others, plot, html! {})
                            } }
                        }
                    </div>
                    { happened(say, seen, &dispatch) }
                    <details class="fact" ontoggle={fold} open={*with_table}>
                        <summary data-testid="as-table">{ say.key("live-as-table") }</summary>
                        { (*as_table).clone() }
                    </details>
                </div>
            }
            { list(say, seen, *order, &shown, open.as_ref(), &pick) }
        </div>
    }
}

/// What was struck and healed, and how long the warm-up is: what the shading and the upright lines of the charts mean.
fn happened(say: Say, seen: &Seen, dispatch: &Dispatch) -> Html {
    let keep = {
        let scenario = Box::new(scenario(&seen.marks));
        dispatch.reform(move |()| Message::Do(Action::SetScenario(scenario.clone())))
    };
    let struck = seen.marks.iter().any(|mark| mark.what.is_some() && mark.at_s <= seen.now_s());
    let line = |mark: &Mark| {
        let time = format::duration(say.0, mark.at_s);
        let text = match mark.what {
            None => say.key("live-mark-load"),
            Some((subject, fault)) => {
                let name = subject_name(say.0, &seen.document, subject);
                let what = fault_words(say.0, &seen.document, fault, "fault-is");
                let key = if mark.healed { "live-mark-healed" } else { "live-mark-struck" };
                say.with(key, &[("name", name.into()), ("what", what.into())])
            }
        };
        html! { <li class={classes!(mark.healed.then_some("healed"))}><b>{ time }</b>{ " " }{ text }</li> }
    };
    html! {
        <div class="happened" data-testid="happened">
            if seen.warm_up_s > 0.0 {
                <p class="muted"><span class="warm-up-sign" aria-hidden="true" />{ say.with("live-warm-up", &[("time", format::duration(say.0, seen.warm_up_s).into())]) }</p>
            }
            if !seen.marks.is_empty() {
                <ol>{ for seen.marks.iter().map(line) }</ol>
            }
            if struck {
                <Button label={say.key("live-keep-scenario")} sign={Sign::Check} class="small" onclick={keep} testid="keep-scenario" />
            }
        </div>
    }
}

/// What was done to a run, to be played again: each strike until it was healed.
fn scenario(marks: &[Mark]) -> Scenario {
    let mut kept = Scenario::default();
    for (place, mark) in marks.iter().enumerate() {
        let Some((subject, fault)) = mark.what.filter(|_| !mark.healed) else { continue };
        let end = marks[place + 1..].iter().find(|later| later.healed && later.what == mark.what);
        let until_s = end.map(|end| end.at_s);
        if until_s != Some(mark.at_s) {
            kept.add(Incident { from_s: mark.at_s, until_s, subject, fault });
        }
    }
    kept
}

fn small_table(say: Say, seen: &Seen, choice: Choice) -> Html {
    let few = seen.in_few(ROWS);
    table(say, &few, &plots(say, &few, choice))
}

/// The class whose response times are shown, where there is more than one.
fn class_choice(say: Say, there: &[usize], chosen: usize, set: &Callback<usize>) -> Html {
    let name = |class: usize| say.of("class", Class::ALL[class].key());
    if there.len() < 2 {
        return html! { <span class="series-class">{ name(chosen) }</span> };
    }
    let changed = set.reform(|event: Event| {
        let field = event.target_dyn_into::<web_sys::HtmlSelectElement>();
        field.and_then(|field| field.value().parse().ok()).unwrap_or(0)
    });
    html! {
        <select class="series-class" aria-label={say.key("live-class")} onchange={changed} data-testid="series-class">
            for class in there.iter().copied() {
                <option value={class.to_string()} selected={class == chosen}>{ name(class) }</option>
            }
        </select>
    }
}
