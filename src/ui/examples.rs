//! What can be opened: the chapter, real systems, what was open before, a file, nothing.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::state::Message;
use super::storing;
use crate::editor::Action;
use crate::lessons::{Example, ExampleGroup, examples};
use crate::model::Document;
use crate::text::{Language, message};

/// The message that opens an example, titled in the reader's language.
pub fn open(say: Say, example: &Example) -> Message {
    Message::Do(Action::Open(Box::new(document(say.0, example))))
}

/// The document of an example, titled in `language`.
pub fn document(language: Language, example: &Example) -> Document {
    Document { title: message(language, &example.text_key("title"), &[]), ..(example.build)() }
}

/// The example that a document was opened from, told by its title in whatever language.
pub fn origin(document: &Document) -> Option<&'static Example> {
    let titled = |example: &&Example| {
        Language::ALL.iter().any(|language| message(*language, &example.text_key("title"), &[]) == document.title)
    };
    if document.title.is_empty() { None } else { examples().iter().find(titled) }
}

/// The list of what can be opened.
#[component]
pub fn Examples() -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let recent = use_memo((), |()| storing::recent());
    html! {
        <div class="offers" data-testid="examples-menu">
            for group in ExampleGroup::ALL.iter() {
                <h2>{ say.of("example-group", group.key()) }</h2>
                { for examples().iter().filter(|example| example.group == *group).map(|example| example_item(say, example, &dispatch)) }
            }
            <hr />
            { for recent.iter().enumerate().map(|(index, former)| previous_item(say, former, index, &dispatch)) }
            { item(say.key("page-blank"), say.key("page-blank-purpose"), "example-blank",
                dispatch.reform(|_: MouseEvent| Message::Do(Action::Open(Box::default())))) }
            { file_item(say, &dispatch) }
        </div>
    }
}

fn item(title: String, purpose: String, testid: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="offer" data-closes="" {onclick} data-testid={testid.to_owned()}>
            <b>{ title }</b><span>{ purpose }</span>
        </button>
    }
}

fn example_item(say: Say, example: &'static Example, dispatch: &Dispatch) -> Html {
    let text = |part: &str| say.key(&example.text_key(part));
    let onclick = dispatch.reform(move |_: MouseEvent| open(say, example));
    item(text("title"), text("summary"), &format!("example-{}", example.key), onclick)
}

fn previous_item(say: Say, previous: &Document, index: usize, dispatch: &Dispatch) -> Html {
    let title = if previous.title.is_empty() { say.key("page-untitled") } else { previous.title.clone() };
    let again = previous.clone();
    let onclick = dispatch.reform(move |_: MouseEvent| Message::Do(Action::Open(Box::new(again.clone()))));
    let purpose = say.with("page-previous-purpose", &[("title", title.into())]);
    // The newest has the name that it has had since there was only one.
    let testid = if index == 0 { "example-previous".to_owned() } else { format!("example-previous-{}", index + 1) };
    item(say.key("page-previous"), purpose, &testid, onclick)
}

fn file_item(say: Say, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            super::opening::open_file(file, dispatch.clone());
        }
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <label class="offer">
            <b>{ say.key("page-open-file") }</b><span>{ say.key("page-open-file-purpose") }</span>
            <input class="hidden" type="file" accept={super::opening::ACCEPTED} {onchange} data-testid="open-file" />
        </label>
    }
}
