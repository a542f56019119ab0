//! Several things at once.

use yew::prelude::*;

use super::figures::{component_button, link_button};
use crate::editor::{Action, Item};
use crate::model::Document;
use crate::ui::context::{use_dispatch, use_say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Roving, Same, Sign};

/// Properties of the view of several things.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// What is selected.
    pub selection: Vec<Item>,
}

/// How many are listed by name.
const LISTED: usize = 12;

/// Several things at once.
#[component]
pub fn SeveralView(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let components = props.selection.iter().filter(|item| matches!(item, Item::Component(_))).count();
    let links = props.selection.len() - components;
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    html! {
        <>
            <header class="inspector-head"><h2 class="link-title">{ say.with("page-selected", &[("count", props.selection.len().into())]) }</h2></header>
            <p class="purpose">{ say.with("page-selected-of", &[("components", components.into()), ("links", links.into())]) }</p>
            <Roving class="part">
            <ul class="connections">
                for item in props.selection.iter().take(LISTED) {
                    <li>{ match item {
                        Item::Component(id) => component_button(say, &props.document, *id, &dispatch),
                        Item::Link(id) => link_button(say, &props.document, *id, &dispatch),
                    } }</li>
                }
            </ul>
            <div class="button-row end">
                <Button label={say.key("page-duplicate")} sign={Sign::Duplicate} onclick={act(Action::Duplicate)} testid="duplicate" />
                <Button label={say.key("page-delete")} sign={Sign::Delete} class="danger" onclick={act(Action::DeleteSelection)} testid="delete" />
            </div>
            </Roving>
        </>
    }
}
