//! What can be opened: the chapter, stage by stage, and real systems.

use yew::prelude::*;

use super::context::{Say, use_dispatch, use_say};
use super::state::Message;
use crate::editor::Action;
use crate::lessons::{self, Example, Group};
use crate::model::Document;
use crate::text::{Language, message};

/// The list of what can be opened.
#[component]
pub fn Examples() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let blank = dispatch.reform(|_: MouseEvent| Message::Do(Action::Open(Box::default())));
    let section = |group: Group, key: &str| {
        html! {
            <div role="group" aria-label={say.key(key)}>
                <div class="menu-title">{ say.key(key) }</div>
                for example in lessons::examples().iter().filter(|example| example.group == group) {
                    <button type="button" class="menu-item" data-closes="" data-testid={format!("example-{}", example.key)}
                        onclick={dispatch.reform(move |_: MouseEvent| opening(say, example))}>
                        <b>{ say.key(&format!("example-{}-title", example.key)) }</b>
                        <span>{ say.key(&format!("example-{}-purpose", example.key)) }</span>
                    </button>
                }
            </div>
        }
    };
    html! {
        <div class="menu">
            { section(Group::Chapter, "page-examples-chapter") }
            { section(Group::RealSystem, "page-examples-real") }
            <button type="button" class="menu-item" data-closes="" onclick={blank} data-testid="example-blank">
                <b>{ say.key("page-blank") }</b><span>{ say.key("page-blank-purpose") }</span>
            </button>
        </div>
    }
}

/// The message that opens `example`.
pub(super) fn opening(say: Say, example: &Example) -> Message {
    Message::Do(Action::Open(Box::new(titled(say.0, example))))
}

/// What a first visit opens: a system that is running, near its limit.
pub(super) fn first(language: Language) -> Document {
    lessons::find(lessons::FIRST).map(|example| titled(language, example)).unwrap_or_default()
}

/// The first example of a section.
pub(super) fn first_of(group: Group) -> Option<&'static Example> {
    lessons::examples().iter().find(|example| example.group == group)
}

fn titled(language: Language, example: &Example) -> Document {
    let title = message(language, &format!("example-{}-title", example.key), &[]);
    Document { title, ..(example.build)() }
}
