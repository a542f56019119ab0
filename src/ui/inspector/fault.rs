//! Strike and heal: what is struck here, with its figures, and what else can be.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::editor::Action;
use crate::model::catalog::Parameter;
use crate::model::{Document, Fault, FaultKind, Subject};
use crate::text::format;
use crate::ui::canvas::words::fault_words;
use crate::ui::context::{Dispatch, Say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Icon, Sign, Typed, accept, refuse, sign_path};

/// What is struck at `subject`, and the buttons that strike and heal.
pub(super) fn faults(say: Say, document: &Document, subject: Subject, dispatch: &Dispatch) -> Html {
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    let down = document.faults.holds(subject, Fault::Down);
    let (lost, instances) = instances(document, subject);
    // The last one is not "one instance": that is the whole component.
    let one_more = !down && f64::from(lost + 1) < instances;
    let struck = document.faults.strikes(subject);
    html! {
        <section class="faults">
            { standing(say, document, subject) }
            { for document.faults.of(subject).filter(|fault| !simple(*fault)).map(|fault| in_force(say, document, subject, fault, dispatch)) }
            <div class="button-row">
                if !down && Fault::Down.fits(document, subject) {
                    <Button label={say.key("page-fail")} sign={Sign::Strike} class="danger" onclick={act(Action::Strike(subject, Fault::Down))} testid="fail" />
                }
                if one_more {
                    <Button label={say.key("page-fail-one")} sign={Sign::Strike} class="danger"
                        onclick={act(Action::Strike(subject, Fault::InstancesDown(lost + 1)))} testid="fail-one" />
                }
                if struck {
                    <Button label={say.key("page-heal")} sign={Sign::Heal} class="healing" onclick={act(Action::Heal(subject))} testid="heal" />
                }
            </div>
            { others(say, document, subject, dispatch) }
        </section>
    }
}

/// Whether a fault has its buttons of its own.
fn simple(fault: Fault) -> bool {
    matches!(fault, Fault::Down | Fault::InstancesDown(_))
}

/// Instances that are down, and all there are.
fn instances(document: &Document, subject: Subject) -> (u32, f64) {
    let Subject::Component(id) = subject else { return (0, 1.0) };
    let all = document.components.get(&id).map_or(1.0, |component| component.number(Parameter::Instances).max(1.0));
    match document.faults.get(id, FaultKind::InstancesDown) {
        Some(Fault::InstancesDown(down)) => (down, all),
        _ => (0, all),
    }
}

/// The faults that are not struck yet, folded.
fn others(say: Say, document: &Document, subject: Subject, dispatch: &Dispatch) -> Html {
    let struck = |fault: &Fault| match fault {
        Fault::CutOff(_) => document.faults.holds(subject, *fault),
        _ => document.faults.get(subject, fault.kind()).is_some(),
    };
    // What is a moment and no state has its place on a timeline.
    let state = |fault: &Fault| !simple(*fault) && fault.is_state();
    let left: Vec<Fault> =
        Fault::offered(document, subject).into_iter().filter(|fault| state(fault) && !struck(fault)).collect();
    if left.is_empty() {
        return html! {};
    }
    let button = |fault: Fault| {
        let strike = dispatch.reform(move |()| Message::Do(Action::Strike(subject, fault)));
        let about = fault_words(say.0, document, fault, "fault-about");
        html! {
            <li><Button label={fault_words(say.0, document, fault, "fault")} onclick={strike} testid={format!("strike-{}", fault.kind().key())} />
                <span class="muted">{ about }</span></li>
        }
    };
    html! {
        <details class="more-faults" data-testid="more-faults">
            <summary>{ say.key("fault-more") }</summary>
            <ul>{ for left.into_iter().map(button) }</ul>
        </details>
    }
}

/// One fault that is struck: what it is, its figures, and a button that heals it.
fn in_force(say: Say, document: &Document, subject: Subject, fault: Fault, dispatch: &Dispatch) -> Html {
    let heal = dispatch.reform(move |()| Message::Do(Action::HealOne(subject, fault)));
    let change = dispatch.reform(move |fault| Message::Do(Action::Strike(subject, fault)));
    let text = fault_words(say.0, document, fault, "fault-is");
    html! {
        <div class="fault-row" data-testid={format!("struck-{}", fault.kind().key())}>
            <Icon path={sign_path(Sign::Warning)} size={16} />
            <span class="grow">{ text }</span>
            { figures(say, fault, &change) }
            <Button label={say.key("page-heal")} sign={Sign::Heal} class="healing" onclick={heal} testid={format!("heal-{}", fault.kind().key())} />
        </div>
    }
}

/// Fields for the figures of a fault. Shares are typed in per cent.
pub(crate) fn figures(say: Say, fault: Fault, change: &Callback<Fault>) -> Html {
    let figures = if matches!(fault, Fault::CutOff(_)) { Vec::new() } else { fault.figures() };
    let field = |place: usize| {
        let (label, scale) = unit(fault.kind(), place);
        let (least, most) = range(fault.kind(), place);
        let (least, most) = (format::grouped(least, 2), format::grouped(most, 0));
        let (all, change) = (figures.clone(), change.clone());
        let onchange = Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut all = all.clone();
            all[place] = input.value_as_number() / scale;
            accept(&input);
            match Fault::of(fault.kind(), &all) {
                Some(fault) => change.emit(fault),
                None => refuse(
                    &input,
                    &say.with("page-range", &[("min", least.clone().into()), ("max", most.clone().into())]),
                ),
            }
        });
        html! {
            <label class="fault-figure"><span>{ say.key(label) }</span>
                <Typed class="field" value={shown(figures[place] * scale)} {onchange} testid={format!("figure-{place}")} /></label>
        }
    };
    html! { <>{ for (0..figures.len()).map(field) }</> }
}

fn shown(figure: f64) -> String {
    // Without the dust of a share times a hundred.
    ((figure * 1e9).round() / 1e9).to_string()
}

/// What a figure is, and how many times its value is shown.
fn unit(kind: FaultKind, place: usize) -> (&'static str, f64) {
    match (kind, place) {
        (FaultKind::InstancesDown, _) => ("fault-figure-count", 1.0),
        (FaultKind::Errors | FaultKind::Lossy, _) | (FaultKind::SlowInstances, 0) => ("fault-figure-share", 100.0),
        (FaultKind::Delayed, _) => ("fault-figure-seconds", 1.0),
        _ => ("fault-figure-factor", 1.0),
    }
}

/// Least and most of a figure as it is shown.
fn range(kind: FaultKind, place: usize) -> (f64, f64) {
    match unit(kind, place) {
        ("fault-figure-count", _) => (1.0, f64::from(u32::MAX - 1)),
        ("fault-figure-share", scale) => (0.0, scale),
        ("fault-figure-seconds", scale) => (0.0, Fault::LONGEST_S * scale),
        (_, scale) => (Fault::FACTORS.0 * scale, Fault::FACTORS.1 * scale),
    }
}

fn standing(say: Say, document: &Document, subject: Subject) -> Html {
    let Subject::Component(id) = subject else {
        return if document.faults.holds(subject, Fault::Down) {
            said(say.key("fault-link-is-down"))
        } else {
            html! {}
        };
    };
    let (lost, instances) = instances(document, subject);
    let own_down = document.faults.holds(subject, Fault::Down);
    match document.fault(id) {
        None => html! {},
        Some(Fault::Down) if own_down => said(say.key("page-is-down")),
        Some(Fault::Down) => said(say.key("page-is-down-with-place")),
        Some(_) => said(say.with("page-instances-down", &[("down", lost.into()), ("count", instances.into())])),
    }
}

fn said(text: String) -> Html {
    html! { <p class="standing" role="status" data-testid="standing"><Icon path={sign_path(Sign::Warning)} size={16} />{ text }</p> }
}
