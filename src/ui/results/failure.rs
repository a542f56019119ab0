//! What a failure costs: the same load on the healthy system beside it.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::model::Document;
use crate::plan::Class;
use crate::solve::{ClassResult, Solution};
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::why;

/// The names of what is struck.
pub(super) fn struck(say: Say, document: &Document) -> String {
    let mut names: Vec<String> = Vec::new();
    for (subject, _) in document.faults.iter() {
        let name = crate::ui::canvas::words::subject_name(say.0, document, subject);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Healthy and failed, class by class.
pub(super) fn comparison(say: Say, document: &Document, failed: &Solution, healthy: &Solution) -> Html {
    html! {
        <table class="figures comparison" data-testid="comparison">
            <caption>{ say.with("page-comparison", &[("names", struck(say, document).into())]) }
                { why(say.key("page-figure-comparison"), basis(Figure::Goodput, None)) }</caption>
            <thead><tr>
                <th scope="col">{ say.key("page-column-class") }</th>
                <th scope="col">{ say.key("page-column-served-healthy") }</th>
                <th scope="col">{ say.key("page-column-served-now") }</th>
                <th scope="col">{ say.key("page-column-p99-healthy") }</th>
                <th scope="col">{ say.key("page-column-p99-now") }</th>
            </tr></thead>
            <tbody>{ for healthy.classes.iter().map(|class| row(say, class, of(failed, class.class))) }</tbody>
        </table>
    }
}

fn of(solution: &Solution, class: Class) -> Option<&ClassResult> {
    solution.classes.iter().find(|result| result.class == class)
}

fn served(result: Option<&ClassResult>) -> f64 {
    result.filter(|result| result.offered_per_s > 0.0).map_or(0.0, |result| result.goodput_per_s / result.offered_per_s)
}

fn p99(say: Say, result: Option<&ClassResult>) -> String {
    let response = result.and_then(|result| result.response.as_ref());
    response.map_or_else(|| "–".to_owned(), |response| format::duration(say.0, response.quantiles.p99_s))
}

fn row(say: Say, healthy: &ClassResult, failed: Option<&ClassResult>) -> Html {
    let (before, after) = (served(Some(healthy)), served(failed));
    html! {
        <tr data-testid={format!("comparison-{}", healthy.class.key())}>
            <th scope="row">{ say.of("class", healthy.class.key()) }</th>
            <td>{ format::percent(before) }</td>
            <td class={if after < before - 1e-6 { "bad" } else { "" }}>{ format::percent(after) }</td>
            <td>{ p99(say, Some(healthy)) }</td>
            <td>{ p99(say, failed) }</td>
        </tr>
    }
}
