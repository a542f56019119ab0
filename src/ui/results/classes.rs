//! The figures of every class.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::solve::{ClassResult, Solution};
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::why;

/// One line per class, and the total.
pub(super) fn table(say: Say, solution: &Solution) -> Html {
    let heads = ["class", "offered", "goodput", "mean", "p50", "p95", "p99"];
    html! {
        <table class="figures" data-testid="classes">
            <caption>{ say.key("page-figures") }</caption>
            <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ say.key(&format!("page-column-{head}")) }{ origin(say, head) }</th> }) }</tr></thead>
            <tbody>{ for solution.classes.iter().map(|class| row(say, class)) }</tbody>
            <tfoot>
                <tr data-testid="class-row-total">
                    <th scope="row">{ say.key("page-total") }</th>
                    <td>{ format::rate(say.0, solution.offered_per_s) }</td>
                    <td class={served_class(solution.goodput_per_s, solution.offered_per_s)} data-testid="goodput">{ format::rate(say.0, solution.goodput_per_s) }</td>
                    <td colspan="4">{ say.with("page-served-share", &[("share", format::percent(share(solution.goodput_per_s, solution.offered_per_s)).into())]) }</td>
                </tr>
            </tfoot>
        </table>
    }
}

/// Where the figures of a column come from. The three percentiles come from the same and share a button.
fn origin(say: Say, head: &str) -> Html {
    let figure = match head {
        "offered" => Figure::Offered,
        "goodput" => Figure::Goodput,
        "mean" => Figure::MeanTime,
        "p99" => Figure::Percentile,
        _ => return html! {},
    };
    why(say.key(&format!("page-column-{head}")), basis(figure, None))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}

fn served_class(goodput: f64, offered: f64) -> &'static str {
    if share(goodput, offered) < 0.999 { "bad" } else { "" }
}

fn row(say: Say, result: &ClassResult) -> Html {
    let response = result.response.as_ref();
    let times = [
        ("mean", response.map(|response| response.mean_s)),
        ("p50", response.map(|response| response.quantiles.p50_s)),
        ("p95", response.map(|response| response.quantiles.p95_s)),
        ("p99", response.map(|response| response.quantiles.p99_s)),
    ];
    let key = result.class.key();
    html! {
        <tr data-testid={format!("class-row-{key}")}>
            <th scope="row">{ say.of("class", key) }</th>
            <td>{ format::rate(say.0, result.offered_per_s) }</td>
            <td class={served_class(result.goodput_per_s, result.offered_per_s)}>{ format::rate(say.0, result.goodput_per_s) }</td>
            for (name, time) in times {
                <td data-testid={format!("{name}-{key}")}>{ time.map_or_else(|| "–".to_owned(), |time| format::duration(say.0, time)) }</td>
            }
        </tr>
    }
}
