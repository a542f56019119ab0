//! The failure tab: the table, the details of one failure, where the downtime comes from.

use yew::prelude::*;

use super::state::{Column, FailureMessage, Sort, View};
use super::{rows, uptime, use_failures};
use crate::card::{Figure, basis};
use crate::model::Document;
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::insight::Insight;
use crate::ui::widgets::{Roving, Same, why};

/// Properties of the tab.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What else is known of the plan.
    pub insight: Option<Same<Insight>>,
}

/// The tab.
#[component]
pub fn FailurePanel(props: &Props) -> Html {
    let (say, dispatch, failures) = (use_say(), use_dispatch(), use_failures());
    use_effect_with((), {
        let send = failures.send.clone();
        move |()| {
            send.emit(FailureMessage::Open(true));
            move || send.emit(FailureMessage::Open(false))
        }
    });
    let state = &failures.state;
    let document = &props.document;
    let sorted = state.sort.sorted(state.view, &state.rows);
    html! {
        <div class={classes!("results-body", "failures", state.behind.then_some("is-behind"))} aria-busy={(state.progress.1 > 0 && state.progress.0 < state.progress.1).then_some("true")}>
            <Roving class="results-column failures-table-column" label={say.key("failures-table")}>
                <p class="caption">{ say.key("failures-table") }{ why(say.key("failures-table"), basis(Figure::Goodput, None)) }</p>
                { views(say, &failures) }
                { progress(say, state.progress) }
                if sorted.is_empty() && state.progress == (0, 0) { <p class="nothing">{ say.key("failures-none") }</p> }
                if !sorted.is_empty() {
                    <table class="figures failures-table" data-testid="failures">
                        <thead><tr>{ for Column::ALL.iter().map(|&column| head(say, state.sort, column, &failures)) }</tr></thead>
                        <tbody>{ for sorted.into_iter().filter_map(|row| rows::row(say, document, row, &failures)) }</tbody>
                    </table>
                }
            </Roving>
            <Roving class="results-column failures-detail" label={say.key("failures-detail")}>
                if let Some(shown) = state.shown() {
                    { rows::detail(say, document, shown, &failures) }
                } else {
                    <p class="quiet">{ say.key("failures-choose") }</p>
                }
                { uptime::chart(say, document, props.insight.as_deref(), &dispatch) }
            </Roving>
        </div>
    }
}

/// How far a table in the making is.
fn progress(say: Say, (done, all): (usize, usize)) -> Html {
    if all == 0 || done == all {
        return html! {};
    }
    let text = say.with("failures-progress", &[("done", done.into()), ("all", all.into())]);
    html! {
        <p class="failures-progress" data-testid="failures-progress">
            <progress max={all.to_string()} value={done.to_string()} aria-label={text.clone()}></progress>{ text }
        </p>
    }
}

/// A column's head, which sorts.
fn head(say: Say, sort: Sort, column: Column, failures: &super::FailureHandle) -> Html {
    let here = sort.column == column;
    let grows = if column == Column::Name { !sort.reversed } else { sort.grows() };
    let order = if grows { "ascending" } else { "descending" };
    let sign = if grows { " ▴" } else { " ▾" };
    html! {
        <th scope="col" aria-sort={here.then_some(order)} class={column.is_words().then_some("word")}>
            <button type="button" class="sort" onclick={failures.on(FailureMessage::Sort(column))} data-testid={format!("failures-by-{}", column.key())}>
                { say.of("failures-column", column.key()) }<span aria-hidden="true">{ if here { sign } else { "" } }</span>
            </button>
        </th>
    }
}

/// Which phase table and canvas show, and whether the canvas does.
fn views(say: Say, failures: &super::FailureHandle) -> Html {
    let state = &failures.state;
    html! {
        <div class="failures-views">
            <div class="tabs" role="group" aria-label={say.key("failures-view")}>
                for &view in View::ALL {
                    <button key={view.key()} type="button" class="tab" aria-pressed={(state.view == view).to_string()}
                        onclick={failures.on(FailureMessage::View(view))} data-testid={format!("failures-{}", view.key())}>
                        { say.of("failures-view", view.key()) }
                    </button>
                }
            </div>
            <button type="button" class="tab" aria-pressed={state.heat.to_string()} onclick={failures.on(FailureMessage::Heat(!state.heat))} data-testid="heat-switch">
                { say.key("failures-heat") }
            </button>
        </div>
    }
}
