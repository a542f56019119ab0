//! The empty canvas: three clear ways to begin.

use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::palette::SEARCH_ID;
use super::state::{Message, Panel};
use super::widgets::{Icon, Sign, sign_path};
use crate::lessons;

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
                { way(say, &dispatch, "stage-0", Sign::Book, "page-begin-chapter", "begin-chapter") }
                { way(say, &dispatch, "stack-overflow", Sign::People, "page-begin-example", "begin-example") }
            </div>
        </section>
    }
}

fn way(say: Say, dispatch: &Dispatch, key: &str, sign: Sign, text: &str, testid: &'static str) -> Html {
    let Some(example) = lessons::example(key) else { return html! {} };
    let onclick = dispatch.reform(move |_: MouseEvent| super::examples::open(say, example));
    html! {
        <button type="button" class="way" {onclick} data-testid={testid}>
            <Icon path={sign_path(sign)} size={22} />
            <b>{ say.key(text) }</b>
            <span>{ say.key(&format!("{text}-how")) }</span>
        </button>
    }
}
