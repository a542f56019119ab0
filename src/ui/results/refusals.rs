//! What is refused, where, and why.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::model::Document;
use crate::solve::{Reason, Refusal, Solution};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::inspector::component_button;
use crate::ui::level::NOTHING;
use crate::ui::widgets::why;

/// The most lines.
const LINES: usize = 20;

/// One line per reason and place, largest first; nothing where nothing is refused.
pub(super) fn table(say: Say, document: &Document, solution: &Solution, dispatch: &Dispatch) -> Html {
    let least = solution.offered_per_s * NOTHING;
    let mut refusals: Vec<_> = solution.refusals.iter().filter(|refusal| refusal.rate_per_s > least).collect();
    refusals.sort_by(|a, b| b.rate_per_s.total_cmp(&a.rate_per_s));
    if refusals.is_empty() {
        return html! { <p class="all-well" data-testid="nothing-refused">{ say.key("page-nothing-refused") }</p> };
    }
    html! {
        <table class="figures refusals" data-testid="refusals">
            <caption>{ say.key("page-refusals") }{ why(say.key("page-figure-refusals"), basis(Figure::Refusals, None)) }</caption>
            <thead><tr>
                <th scope="col">{ say.key("page-column-where") }</th>
                <th scope="col" class="word">{ say.key("page-column-why") }</th>
                <th scope="col" class="word">{ say.key("page-column-class") }</th>
                <th scope="col">{ say.key("page-column-refused") }</th>
            </tr></thead>
            <tbody>{ for refusals.iter().take(LINES).map(|refusal| row(say, document, refusal, dispatch)) }</tbody>
        </table>
    }
}

fn row(say: Say, document: &Document, refusal: &Refusal, dispatch: &Dispatch) -> Html {
    html! {
        <tr>
            <th scope="row">{ component_button(say, document, refusal.component, dispatch) }</th>
            <td class="word">{ reason(say, refusal.reason) }</td>
            <td class="word">{ say.of("class", refusal.class.key()) }</td>
            <td class="bad">{ format::rate(say.0, refusal.rate_per_s) }</td>
        </tr>
    }
}

/// A reason in words.
pub(crate) fn reason(say: Say, reason: Reason) -> String {
    let key = format!("reason-{}", reason.key());
    match reason {
        Reason::QueueFull(resource) | Reason::Impatient(resource) => {
            say.with(&key, &[("resource", say.of("resource", resource.key()).into())])
        }
        _ => say.key(&key),
    }
}
