//! What it costs.

use yew::prelude::*;

use super::facts;
use crate::advice::{ComponentCost, Cost};
use crate::card::Figure;
use crate::model::Document;
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::inspector::component_button;

/// The most components that are listed.
const LINES: usize = 12;

/// The line that folds out.
pub(super) fn fold(say: Say, document: &Document, cost: &Cost, dispatch: &Dispatch) -> Html {
    let month = say.with("page-per-month", &[("price", format::dollars(say.0, cost.total_dollars_per_month).into())]);
    let per_million = cost
        .dollars_per_million_requests
        .map(|dollars| say.with("page-per-million", &[("price", format::dollars(say.0, dollars).into())]));
    let figure = html! { <>{ month }if let Some(text) = per_million { <small>{ format!(" · {text}") }</small> }</> };
    let body = html! {
        <>
            <table class="figures money" data-testid="cost-table">
                <thead><tr>
                    <th scope="col">{ say.key("page-column-component") }</th>
                    <th scope="col" class="word">{ say.key("page-column-for") }</th>
                    <th scope="col">{ say.key("page-column-a-month") }</th>
                </tr></thead>
                <tbody>{ for cost.by_component.iter().take(LINES).map(|one| row(say, document, one, dispatch)) }</tbody>
            </table>
            <p class="note">{ say.key("page-cost-note") }</p>
        </>
    };
    facts::fold("cost", say.key("page-cost"), figure, "", Figure::Cost, body)
}

fn row(say: Say, document: &Document, cost: &ComponentCost, dispatch: &Dispatch) -> Html {
    let parts: Vec<String> = cost.parts.iter().map(|(part, _)| say.of("cost", part.key())).collect();
    html! {
        <tr>
            <th scope="row">{ component_button(say, document, cost.component, dispatch) }</th>
            <td class="word">{ parts.join(", ") }</td>
            <td>{ format::dollars(say.0, cost.dollars_per_month) }</td>
        </tr>
    }
}
