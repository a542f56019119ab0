//! Availability: how much of the year requests are answered, by class, and what the rest comes from.

use yew::prelude::*;

use super::facts;
use crate::advice::Promise;
use crate::card::Figure;
use crate::impact::Uptime;
use crate::model::Document;
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::insight::{Insight, Search};
use crate::ui::inspector::component_button;

/// The most contributors that are listed.
const LINES: usize = 5;
/// Minutes of a year that are worth a line.
const NOTICEABLE_MIN: f64 = 0.01;

/// The line that folds out; nothing until it is known.
pub(super) fn fold(say: Say, document: &Document, insight: Option<&Insight>, dispatch: &Dispatch) -> Html {
    let label = say.key("page-availability");
    let Some(insight) = insight.filter(|insight| !insight.availability.by_class.is_empty()) else {
        return facts::line("availability", html! { { label } }, say.key("page-capacity-working"), "quiet", html! {});
    };
    let total = &insight.availability.total;
    let missed = missed(insight);
    let figure = html! { <>{ format::nines(total.unavailability) }<small>{ format!(" · {}", per_year(say, total.downtime_min_per_year())) }</small></> };
    let class = if missed.is_some() { "bad" } else { "" };
    let body = html! {
        <>
            if let Some(promise) = missed {
                <p class="bad">{ say.with("page-availability-missed", &[("promised", format::nines(1.0 - promise.promised).into())]) }</p>
            }
            { classes(say, insight) }
            { contributions(say, document, insight, dispatch) }
        </>
    };
    facts::fold("availability", label, figure, class, Figure::Availability, body)
}

/// The promise that is missed by the most.
fn missed(insight: &Insight) -> Option<&Promise> {
    let Search::Known(capacity) = &insight.capacity else { return None };
    let missed = capacity.availability.iter().filter(|promise| !promise.is_met());
    missed.max_by(|a, b| (a.promised - a.reached).total_cmp(&(b.promised - b.reached)))
}

fn per_year(say: Say, minutes: f64) -> String {
    say.with("page-per-year", &[("time", format::duration(say.0, minutes * 60.0).into())])
}

fn classes(say: Say, insight: &Insight) -> Html {
    let row = |name: String, uptime: &Uptime| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                <td>{ format::nines(uptime.unavailability) }</td>
                <td>{ format::duration(say.0, uptime.downtime_min_per_year() * 60.0) }</td>
            </tr>
        }
    };
    html! {
        <table class="figures">
            <thead><tr>
                <th scope="col">{ say.key("page-column-class") }</th>
                <th scope="col">{ say.key("page-column-available") }</th>
                <th scope="col">{ say.key("page-column-down-a-year") }</th>
            </tr></thead>
            <tbody>{ for insight.availability.by_class.iter().map(|(class, uptime)| row(say.of("class", class.key()), uptime)) }</tbody>
        </table>
    }
}

fn contributions(say: Say, document: &Document, insight: &Insight, dispatch: &Dispatch) -> Html {
    let noticeable = insight.availability.contributions.iter().filter(|one| one.downtime_min_per_year > NOTICEABLE_MIN);
    let lines: Vec<Html> = noticeable
        .take(LINES)
        .map(|one| {
            html! {
                <tr>
                    <th scope="row">{ component_button(say, document, one.component, dispatch) }</th>
                    <td>{ format::duration(say.0, one.downtime_min_per_year * 60.0) }</td>
                </tr>
            }
        })
        .collect();
    if lines.is_empty() {
        return html! {};
    }
    html! {
        <table class="figures contributions" data-testid="contributions">
            <caption>{ say.key("page-downtime-from") }</caption>
            <tbody>{ lines }</tbody>
        </table>
    }
}
