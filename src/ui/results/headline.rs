//! The one sentence: what gives way first and when, or what is going wrong now.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::model::Document;
use crate::solve::{BreakingPoint, Solution};
use crate::text::{Argument, format};
use crate::ui::context::{Say, use_say};
use crate::ui::insight::Insight;
use crate::ui::level;
use crate::ui::widgets::{Icon, Same, Sign, sign_path, why};

/// From this share of the breaking point on, the canvas warns.
const NEAR: f64 = 0.9;
/// Above this share of all requests, what is lost is said.
const NOTICEABLE: f64 = 1e-3;

/// The breaking point as a sentence, and beside it the users within objectives where they are known.
pub(super) fn breaking(say: Say, document: &Document, solution: &Solution, insight: Option<&Insight>) -> Html {
    let text = match &solution.breaking_point {
        _ if level::serves_nobody(solution) => say.key("page-nothing-answered"),
        Some(point) => say.with("page-gives-way", &arguments(say, document, point)),
        None if solution.offered_per_s > 0.0 && is_at_ease(solution) => say.key("page-never-gives-way"),
        None => return html! { <p class="breaking"></p> },
    };
    let within = super::capacity::within(say, insight);
    let component = solution.breaking_point.and_then(|point| document.components.get(&point.component));
    html! {
        <p class="breaking"><span data-testid="bottleneck">{ text }
            if let Some(within) = within { <span class="within" data-testid="within-objectives">{ " · " }{ within }</span> }</span>
            { why(say.key("page-figure-breaking-point"), basis(Figure::BreakingPoint, component.map(|component| &**component))) }
        </p>
    }
}

/// Whether requests are answered and nothing is near its limit: only then does the absence of a breaking point mean that
/// there is none.
fn is_at_ease(solution: &Solution) -> bool {
    if solution.goodput_per_s < (1.0 - NOTICEABLE) * solution.offered_per_s {
        return false;
    }
    let resources = solution.components.values().flat_map(|result| &result.resources);
    resources.into_iter().all(|resource| level::class(resource.utilization, resource.refused_share) == "calm")
}

fn arguments(say: Say, document: &Document, point: &BreakingPoint) -> [(&'static str, Argument); 3] {
    let name = document.components.get(&point.component).map(|component| say.component(component)).unwrap_or_default();
    [
        ("users", format::users(say.0, point.users).into()),
        ("component", name.into()),
        ("resource", say.of("resource", point.resource.key()).into()),
    ]
}

/// Properties of the headline.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
}

/// What is going wrong, above the canvas; nothing while all is well.
#[component]
pub fn Headline(props: &Props) -> Html {
    let say = use_say();
    let Some((class, text)) = sentence(say, &props.document, &props.solution) else { return html! {} };
    let losing = props.solution.goodput_per_s < (1.0 - NOTICEABLE) * props.solution.offered_per_s;
    let (figure, name) = if losing {
        (Figure::Goodput, "page-figure-goodput")
    } else {
        (Figure::BreakingPoint, "page-figure-breaking-point")
    };
    html! {
        <p class={classes!("headline", class)} role="status" data-testid="headline">
            <Icon path={sign_path(Sign::Warning)} size={16} /><span>{ text }</span>
            { why(say.key(name), basis(figure, None)) }
        </p>
    }
}

/// What is lost; the ends between which it lies where it is not known better.
fn lost_share(say: Say, solution: &Solution, lost: f64) -> String {
    let between = solution.bracket.filter(|_| !solution.converged).map(|(low, high)| {
        let lost = |goodput: f64| format::percent((1.0 - goodput / solution.offered_per_s).clamp(0.0, 1.0));
        (lost(high), lost(low))
    });
    match between {
        Some((low, high)) if low != high => {
            say.with("page-share-between", &[("low", low.into()), ("high", high.into())])
        }
        _ => format::percent(lost),
    }
}

fn sentence(say: Say, document: &Document, solution: &Solution) -> Option<(&'static str, String)> {
    if solution.offered_per_s <= 0.0 {
        return None;
    }
    let lost = 1.0 - solution.goodput_per_s / solution.offered_per_s;
    let share = ("share", Argument::from(lost_share(say, solution, lost)));
    let point = solution.breaking_point.as_ref();
    match point {
        _ if lost > NOTICEABLE && !document.faults.is_empty() => Some((
            "bad",
            say.with("page-headline-failed", &[("names", super::failure::struck(say, document).into()), share]),
        )),
        Some(point) if solution.users >= point.users => {
            let [_, component, resource] = arguments(say, document, point);
            let lossy = lost > NOTICEABLE;
            Some((
                "bad",
                if lossy {
                    say.with("page-headline-full", &[component, resource, share])
                } else {
                    say.with("page-headline-waiting", &[component, resource])
                },
            ))
        }
        _ if lost > NOTICEABLE => Some(("bad", say.with("page-headline-lost", &[share]))),
        Some(point) if solution.users >= point.users * NEAR => {
            let [users, component, resource] = arguments(say, document, point);
            Some(("warn", say.with("page-headline-near", &[users, component, resource])))
        }
        _ => None,
    }
}
