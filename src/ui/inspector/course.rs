//! What takes time at one component: outages, autoscaling, warming, messages that grow too old; and the alarms that
//! concern it.

use yew::prelude::*;

use super::figures::component_button;
use crate::card::{Figure, basis};
use crate::impact::{Alarm, AlarmKind, alarms, first_loss, instances_for_backlog, reaction, warm_up};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document};
use crate::plan::Plan;
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::widgets::why;

/// By how much the load grows in the answer of autoscaling that is shown.
const GROWTH: f64 = 2.0;

/// A line each for what takes time here, with where its figures come from; nothing where nothing does.
pub(super) fn course(say: Say, document: &Document, plan: &Plan, solution: &Solution, id: ComponentId) -> Html {
    let Some(component) = document.components.get(&id) else { return html! {} };
    let lines = [
        (outages(say, plan, id), Figure::Availability),
        (scaling(say, plan, solution, id), Figure::Instances),
        (warming(say, document, plan, solution, id), Figure::HitRatio),
        (backlog(say, plan, id), Figure::Instances),
        (kept(say, document, solution, id), Figure::Backlog),
    ];
    let lines: Vec<_> = lines.into_iter().filter_map(|(line, figure)| Some((line?, figure))).collect();
    if lines.is_empty() {
        return html! {};
    }
    let origin = |figure| why(say.key("page-course"), basis(figure, Some(component)));
    html! {
        <section class="course" data-testid="course">
            <h3>{ say.key("page-course") }</h3>
            <ul>{ for lines.into_iter().map(|(line, figure)| html! { <li>{ line }{ "\u{a0}" }{ origin(figure) }</li> }) }</ul>
        </section>
    }
}

fn outages(say: Say, plan: &Plan, id: ComponentId) -> Option<String> {
    let position = plan.components.iter().position(|part| part.id == id)?;
    let unit = plan.failures.components.get(position)?.unit;
    (unit.down() > 0.0).then(|| {
        say.with(
            "page-course-outage",
            &[
                ("between", format::duration(say.0, unit.mtbf_s).into()),
                ("length", format::duration(say.0, unit.mttr_s).into()),
            ],
        )
    })
}

fn scaling(say: Say, plan: &Plan, solution: &Solution, id: ComponentId) -> Option<String> {
    let reaction = reaction(plan, solution, id, GROWTH)?;
    if reaction.steps == 0 {
        return Some(say.with("page-course-enough", &[("instances", format::count(say.0, reaction.instances).into())]));
    }
    Some(say.with(
        "page-course-scaling",
        &[
            ("from", format::count(say.0, reaction.instances).into()),
            ("to", format::count(say.0, reaction.wanted).into()),
            ("steps", reaction.steps.into()),
            ("time", format::duration(say.0, reaction.seconds).into()),
        ],
    ))
}

fn backlog(say: Say, plan: &Plan, id: ComponentId) -> Option<String> {
    let scaling = plan.components.iter().find(|part| part.id == id)?.scaling?;
    let messages = scaling.backlog_per_instance? * scaling.most;
    let instances = instances_for_backlog(&scaling, messages)?;
    Some(say.with(
        "page-course-backlog",
        &[("messages", format::count(say.0, messages).into()), ("instances", format::count(say.0, instances).into())],
    ))
}

fn warming(say: Say, document: &Document, plan: &Plan, solution: &Solution, id: ComponentId) -> Option<String> {
    let seconds = warm_up(document, plan, solution, id)?;
    if seconds <= 0.0 {
        return Some(say.key("page-course-warmed"));
    }
    Some(say.with("page-course-warming", &[("time", format::duration(say.0, seconds).into())]))
}

fn kept(say: Say, document: &Document, solution: &Solution, id: ComponentId) -> Option<String> {
    let broker = document.components.get(&id)?;
    let keeps = matches!(broker.kind, Kind::MessageQueue | Kind::EventRouter);
    if !keeps || !broker.flag(Parameter::Durable) && broker.kind == Kind::EventRouter {
        return None;
    }
    let lost = first_loss(document, solution, id);
    Some(lost.map_or_else(
        || say.key("page-course-kept"),
        |seconds| say.with("page-course-lost", &[("time", format::duration(say.0, seconds).into())]),
    ))
}

/// The alarms that these metrics raise, or that are about this component.
pub(super) fn raised(say: Say, document: &Document, solution: &Solution, id: ComponentId, dispatch: &Dispatch) -> Html {
    let mut raised = alarms(document, solution);
    raised.retain(|alarm| alarm.metrics == id || alarm.about == id);
    let collects = document.components.get(&id).is_some_and(|component| component.kind == Kind::Metrics);
    if raised.is_empty() && !collects {
        return html! {};
    }
    html! {
        <section class="course alarms" data-testid="alarms">
            <h3>{ say.key("page-alarms") }</h3>
            if raised.is_empty() { <p>{ say.key("page-no-alarms") }</p> }
            <ul>
                for alarm in raised {
                    <li class="bad">
                        if alarm.metrics == id { { component_button(say, document, alarm.about, dispatch) } }
                        <span>{ words(say, &alarm) }{ "\u{a0}" }{ origin(say, document, solution, &alarm) }</span>
                    </li>
                }
            </ul>
        </section>
    }
}

/// Where the figure of an alarm comes from: as that of the component that it is about.
fn origin(say: Say, document: &Document, solution: &Solution, alarm: &Alarm) -> Html {
    let fullest = solution.components.get(&alarm.about).and_then(|result| result.resources.first());
    let figure = match (alarm.kind, fullest) {
        (AlarmKind::Utilization, Some(fullest)) => Figure::Utilization(fullest.resource),
        (AlarmKind::Utilization, None) => Figure::Arrivals,
        (AlarmKind::ErrorShare, _) => Figure::Refused,
        (AlarmKind::ResponseTime, _) => Figure::ComponentTime,
    };
    let about = document.components.get(&alarm.about).map(|component| &**component);
    why(say.key("page-alarms"), basis(figure, about))
}

fn words(say: Say, alarm: &Alarm) -> String {
    let figure = |figure: f64| match alarm.kind {
        AlarmKind::Utilization | AlarmKind::ErrorShare => format::percent(figure),
        AlarmKind::ResponseTime => format::duration(say.0, figure),
    };
    let figures = [("value", figure(alarm.value).into()), ("threshold", figure(alarm.threshold).into())];
    say.with(&format!("alarm-{}", alarm.kind.key()), &figures)
}
