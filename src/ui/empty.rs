//! The empty canvas: three clear ways to begin.

use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::examples;
use super::palette::SEARCH_ID;
use super::state::{Message, Panel};
use super::widgets::{Icon, Sign, sign_path};
use crate::lessons::Group;

/// Shown while there is no component.
#[component]
pub fn Empty() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let blank = Callback::from({
        let dispatch = dispatch.clone();
        move |_: MouseEvent| {
            dispatch.emit(Message::SetPanel(Panel::Palette, true));
            crate::platform::focus(SEARCH_ID);
        }
    });
    html! {
        <section class="empty" aria-label={say.key("page-begin")} data-testid="empty">
            <h2>{ say.key("page-begin") }</h2>
            <p>{ say.key("page-begin-lead") }</p>
            <div class="ways">
                <button type="button" class="way" onclick={blank} data-testid="begin-blank">
                    <Icon path={sign_path(Sign::Plus)} size={22} />
                    <b>{ say.key("page-begin-blank") }</b>
                    <span>{ say.key("page-begin-blank-how") }</span>
                </button>
                { way(say, &dispatch, Group::Chapter, Sign::Book, "chapter") }
                { way(say, &dispatch, Group::RealSystem, Sign::Search, "example") }
            </div>
        </section>
    }
}

/// A way to begin that opens the first example of a section.
fn way(say: Say, dispatch: &Dispatch, group: Group, sign: Sign, key: &str) -> Html {
    let Some(example) = examples::first_of(group) else { return Html::default() };
    html! {
        <button type="button" class="way" data-testid={format!("begin-{key}")}
            onclick={dispatch.reform(move |_: MouseEvent| examples::opening(say, example))}>
            <Icon path={sign_path(sign)} size={22} />
            <b>{ say.of("page-begin", key) }</b>
            <span>{ say.of("page-begin", &format!("{key}-how")) }</span>
        </button>
    }
}
