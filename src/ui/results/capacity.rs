//! How many users are served within the objectives, what gives way then, and what next.

use yew::prelude::*;

use super::facts;
use crate::advice::{Breach, Capacity, Limit, Measure};
use crate::card::Figure;
use crate::model::{ComponentId, Document};
use crate::solve::{Resource, Solution};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::insight::{Insight, Search};
use crate::ui::inspector::component_button;
use crate::ui::level;
use crate::ui::state::Message;

/// The short form, for beside the breaking point; nothing until it is known.
pub(super) fn within(say: Say, insight: Option<&Insight>) -> Option<String> {
    let Search::Known(capacity) = &insight?.capacity else { return None };
    let users = capacity.users?;
    Some(if users > 0.0 {
        say.with("page-within-objectives-short", &[("users", format::users(say.0, users).into())])
    } else {
        say.key("page-within-objectives-nobody")
    })
}

/// The line that folds out.
pub(super) fn fold(
    say: Say,
    document: &Document,
    solution: &Solution,
    insight: Option<&Insight>,
    dispatch: &Dispatch,
) -> Html {
    let label = say.key("page-within-objectives");
    match insight.map(|insight| &insight.capacity) {
        None | Some(Search::Working) => {
            facts::line("capacity", html! { { label } }, say.key("page-capacity-working"), "quiet", html! {})
        }
        Some(Search::Waiting) => waiting(say, label, dispatch),
        Some(Search::Known(capacity)) => {
            let unserved = capacity.users.is_none() && level::serves_nobody(solution);
            let (figure, class) =
                if unserved { (say.key("page-capacity-unserved"), "quiet") } else { figure(say, capacity) };
            facts::fold(
                "capacity",
                label,
                html! { { figure } },
                class,
                Figure::Capacity,
                if unserved {
                    html! { <p>{ say.key("page-nothing-answered") }</p> }
                } else {
                    body(say, document, capacity, dispatch)
                },
            )
        }
    }
}

fn waiting(say: Say, label: String, dispatch: &Dispatch) -> Html {
    let onclick = dispatch.reform(|_: MouseEvent| Message::FindCapacity);
    html! {
        <div class="fact-row"><p class="fact plain" data-testid="capacity">
            <span class="label">{ label }</span>
            <button type="button" class="text-button" title={say.key("page-capacity-slow")} {onclick} data-testid="find-capacity">
                { say.key("page-capacity-compute") }
            </button>
        </p></div>
    }
}

fn figure(say: Say, capacity: &Capacity) -> (String, &'static str) {
    match capacity.users {
        Some(users) if users > 0.0 => {
            (say.with("page-capacity-up-to", &[("users", format::users(say.0, users).into())]), "")
        }
        Some(_) => (say.key("page-capacity-nobody"), "bad"),
        None if capacity.follows_users => (say.key("page-capacity-no-limit"), ""),
        None => (say.key("page-capacity-fixed-load"), "quiet"),
    }
}

fn body(say: Say, document: &Document, capacity: &Capacity, dispatch: &Dispatch) -> Html {
    html! {
        <>
            if let Some(limit) = &capacity.limited_by { { first(say, document, limit, dispatch) } }
            if !capacity.next.is_empty() {
                <p class="note">{ say.key("page-capacity-next") }</p>
                <ol class="limits" data-testid="next-limits">{ for capacity.next.iter().map(|limit| next(say, document, limit, dispatch)) }</ol>
            }
            if capacity.limited_by.is_none() && capacity.next.is_empty() {
                <p>{ say.key(if capacity.follows_users { "page-capacity-no-limit-why" } else { "page-capacity-fixed-load-why" }) }</p>
            }
        </>
    }
}

fn first(say: Say, document: &Document, limit: &Limit, dispatch: &Dispatch) -> Html {
    let why = limit.breach.as_ref().map_or_else(|| say.key("page-capacity-falls-behind"), |breach| missed(say, breach));
    html! {
        <p>
            { why }
            if let Some(place) = limit.place { { " " }{ say.key("page-capacity-fullest") }{ " " }{ place_name(say, document, place, dispatch) } }
        </p>
    }
}

/// The objective that is missed, in words.
fn missed(say: Say, breach: &Breach) -> String {
    match breach.measure {
        Measure::ResponseTime(class) => say.with(
            "page-capacity-missed-time",
            &[
                ("class", say.of("class", class.key()).into()),
                ("promised", format::duration(say.0, breach.promised).into()),
            ],
        ),
        Measure::ErrorShare => {
            say.with("page-capacity-missed-errors", &[("promised", format::percent(breach.promised).into())])
        }
    }
}

fn next(say: Say, document: &Document, limit: &Limit, dispatch: &Dispatch) -> Html {
    html! {
        <li>
            if let Some(place) = limit.place { { place_name(say, document, place, dispatch) } }
            <span class="figure">{ say.with("page-users-count", &[("count", format::users(say.0, limit.users).into())]) }</span>
        </li>
    }
}

fn place_name(say: Say, document: &Document, (id, resource): (ComponentId, Resource), dispatch: &Dispatch) -> Html {
    html! { <span class="place">{ component_button(say, document, id, dispatch) }{ format!(" ({})", say.of("resource", resource.key())) }</span> }
}
