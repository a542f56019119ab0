//! The inspector: everything about what is selected, its few important parameters first.

pub mod component;
pub mod course;
pub mod document;
pub mod fault;
pub mod field;
pub mod figures;
pub mod link;
mod live;
pub mod machine;
pub mod outage;
pub mod several;
pub mod source;

pub(super) use figures::component_button;

use yew::prelude::*;

use super::context::{use_dispatch, use_say};
use super::state::{Message, Panel};
use super::widgets::{IconButton, Same, Sign};
use crate::editor::Item;
use crate::model::Document;
use crate::plan::Plan;
use crate::solve::Solution;

/// Properties of the inspector.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What it compiles to.
    pub plan: Same<Plan>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// What is selected.
    pub selection: Vec<Item>,
    /// Whether it is a sheet over the canvas.
    pub narrow: bool,
}

/// The inspector.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let close = dispatch.reform(|()| Message::SetPanel(Panel::Inspector, false));
    let (document, solution) = (props.document.clone(), props.solution.clone());
    let body = match props.selection.as_slice() {
        [Item::Component(id)] if document.components.contains_key(id) => {
            // Another component is another form: nothing typed carries over.
            html! { <component::ComponentView key={id.0} id={*id} {document} plan={props.plan.clone()} {solution} /> }
        }
        [Item::Link(id)] if document.links.contains_key(id) => {
            html! { <link::LinkView key={id.0} id={*id} {document} {solution} /> }
        }
        [] => html! { <document::DocumentView {document} {solution} /> },
        _ => html! { <several::SeveralView {document} selection={props.selection.clone()} /> },
    };
    html! {
        <aside class="inspector panel" aria-label={say.key("page-inspector")} data-testid="inspector">
            <div class="inspector-close">
                <IconButton sign={if props.narrow { Sign::Close } else { Sign::PanelRight }} label={say.key("page-close-inspector")}
                    class="bare" onclick={close} testid="close-inspector" />
            </div>
            <div class="inspector-body">{ body }</div>
        </aside>
    }
}
