//! The whole document, while nothing is selected.

use yew::prelude::*;

use super::figures::findings;
use crate::card::{Figure, basis};
use crate::editor::Action;
use crate::model::Document;
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::{use_dispatch, use_say};
use crate::ui::examples;
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Roving, Same, Sign, why};

/// Properties of the view of the document.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
}

/// The whole document.
#[component]
pub fn DocumentView(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let (document, solution) = (&props.document, &props.solution);
    let title = if document.title.is_empty() { say.key("page-untitled") } else { document.title.clone() };
    let containers = document.components.values().filter(|component| component.kind.spec().container).count();
    let counts = [
        ("components", (document.components.len() - containers).into()),
        ("links", document.links.len().into()),
        ("places", containers.into()),
    ];
    html! {
        <>
            <header class="inspector-head"><h2 class="link-title">{ title }</h2></header>
            <p class="purpose">{ say.with("page-counts", &counts) }</p>
            if let Some(example) = examples::origin(document) {
                <div class="lesson" data-testid="lesson">
                    for part in ["see", "breaks", "next"] {
                        <h3>{ say.key(&format!("page-lesson-{part}")) }</h3>
                        <p>{ say.key(&example.text_key(part)) }</p>
                    }
                </div>
            }
            <Roving class="part">
            if solution.offered_per_s > 0.0 {
                <dl class="tiles">
                    <div class="tile"><dd>{ format::rate(say.0, solution.offered_per_s) }</dd><dt>{ say.key("page-offered") }{ why(say.key("page-offered"), basis(Figure::Offered, None)) }</dt></div>
                    <div class="tile"><dd>{ format::percent(solution.goodput_per_s / solution.offered_per_s) }</dd><dt>{ say.key("page-served") }{ why(say.key("page-served"), basis(Figure::Goodput, None)) }</dt></div>
                </dl>
            }
            if !document.faults.is_empty() {
                <p class="standing">{ say.with("page-struck", &[("count", document.faults.len().into())]) }</p>
                <div class="button-row">
                    <Button label={say.key("page-heal-all")} sign={Sign::Heal} class="healing" testid="heal-all"
                        onclick={dispatch.reform(|()| Message::Do(Action::HealAll))} />
                </div>
            }
            if !solution.diagnostics.is_empty() && !document.components.is_empty() {
                <h3>{ say.with("page-findings", &[("count", solution.diagnostics.len().into())]) }</h3>
                { findings(say, solution.diagnostics.iter(), Some((document, &dispatch))) }
            }
            </Roving>
            <p class="note">{ say.key("page-select-something") }</p>
        </>
    }
}
