//! What can be opened: the chapter, examples, what was open before, a file.

use yew::prelude::*;

use super::context::{use_dispatch, use_say};
use super::state::Message;
use crate::editor::Action;
use crate::model::Document;

/// The list of what can be opened.
#[component]
pub fn Examples() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let blank = dispatch.reform(|_: MouseEvent| Message::Do(Action::Open(Box::default())));
    html! {
        <div class="menu">
            <button type="button" class="menu-item" data-closes="" onclick={blank} data-testid="example-blank">
                <b>{ say.key("page-blank") }</b><span>{ say.key("page-blank-purpose") }</span>
            </button>
        </div>
    }
}

#[allow(dead_code)]
fn unused(_: Document) {}
