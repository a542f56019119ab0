//! The figures by group of users, where there are several.

use yew::prelude::*;

use super::facts;
use crate::card::Figure;
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document};
use crate::solve::{ClassResult, GroupResult, Solution};
use crate::text::format;
use crate::ui::context::Say;

/// A fold-out with the classes of each group; nothing where there is one group only.
pub(super) fn fold(say: Say, document: &Document, solution: &Solution) -> Html {
    if solution.groups.is_empty() {
        return html! {};
    }
    let body = html! {
        <table class="figures groups" data-testid="groups-table">
            <thead><tr>
                <th scope="col">{ say.key("page-column-class") }</th>
                <th scope="col">{ say.key("page-column-offered") }</th>
                <th scope="col">{ say.key("page-column-goodput") }</th>
                <th scope="col">{ say.key("page-column-p50") }</th>
                <th scope="col">{ say.key("page-column-p99") }</th>
            </tr></thead>
            { for solution.groups.iter().map(|group| rows(say, document, group)) }
        </table>
    };
    let count = say.with("page-groups-count", &[("count", solution.groups.len().into())]);
    facts::fold("groups", say.key("page-by-group"), html! { { count } }, "", Figure::Percentile, body)
}

fn rows(say: Say, document: &Document, group: &GroupResult) -> Html {
    html! {
        <tbody key={group.users.0}>
            <tr class="group-head"><th scope="colgroup" colspan="5">{ name(say, document, group.users) }</th></tr>
            { for group.classes.iter().map(|class| row(say, class)) }
        </tbody>
    }
}

/// What the group is called, and where it lives.
fn name(say: Say, document: &Document, id: ComponentId) -> String {
    let Some(users) = document.components.get(&id) else { return String::new() };
    let region = users.choice(Parameter::Region).map(|region| say.of("choice", region.key())).unwrap_or_default();
    format!("{} · {region}", say.component(users))
}

fn row(say: Say, class: &ClassResult) -> Html {
    let time = |seconds: Option<f64>| seconds.map_or_else(|| "–".to_owned(), |time| format::duration(say.0, time));
    let quantiles = class.response.as_ref().map(|response| response.quantiles);
    let lost = class.goodput_per_s < 0.999 * class.offered_per_s;
    html! {
        <tr>
            <th scope="row">{ say.of("class", class.class.key()) }</th>
            <td>{ format::rate(say.0, class.offered_per_s) }</td>
            <td class={if lost { "bad" } else { "" }}>{ format::rate(say.0, class.goodput_per_s) }</td>
            <td>{ time(quantiles.map(|quantiles| quantiles.p50_s)) }</td>
            <td>{ time(quantiles.map(|quantiles| quantiles.p99_s)) }</td>
        </tr>
    }
}
