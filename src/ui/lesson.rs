//! The note on the example that is open: what is drawn, why it stops being enough, what to try.

use yew::prelude::*;

use super::context::{Say, use_dispatch, use_say};
use super::examples;
use super::widgets::{IconButton, Sign};
use crate::lessons::{self, Example, Group};
use crate::text::{Argument, Language, message};

/// Properties of the note.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Title of the document that is open.
    pub title: AttrValue,
}

/// The note; nothing where no example is open or its note was hidden.
#[component]
pub fn Lesson(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let hidden = use_state(|| None::<&'static str>);
    let Some(example) = open_example(&props.title).filter(|example| *hidden != Some(example.key)) else {
        return Html::default();
    };
    let hide = {
        let hidden = hidden.clone();
        Callback::from(move |()| hidden.set(Some(example.key)))
    };
    html! {
        <section class="lesson" aria-label={part(say, example, "title")} data-testid="lesson">
            <div class="lesson-head">
                <b>{ heading(say, example) }</b>
                <IconButton sign={Sign::Close} label={say.key("lesson-dismiss")} class="bare" onclick={hide} testid="dismiss-lesson" />
            </div>
            <p>{ part(say, example, "see") }</p>
            <h3>{ say.key("lesson-breaks") }</h3>
            <p>{ part(say, example, "breaks") }</p>
            <h3>{ say.key("lesson-next") }</h3>
            <p>{ part(say, example, "next") }</p>
            if let Some(further) = further(example) {
                <button type="button" class="button" data-testid="next-stage"
                    onclick={dispatch.reform(move |_: MouseEvent| examples::opening(say, further))}>
                    { say.with("lesson-further", &[("title", part(say, further, "title").into())]) }
                </button>
            }
        </section>
    }
}

fn part(say: Say, example: &Example, part: &str) -> String {
    say.key(&format!("example-{}-{part}", example.key))
}

/// The number of the stage where it has one, else the title.
fn heading(say: Say, example: &Example) -> String {
    match stage_of(example) {
        Some(number) => say.with("lesson-stage", &[("number", number.to_string().into())]),
        None => part(say, example, "title"),
    }
}

fn stages() -> impl Iterator<Item = &'static Example> {
    lessons::examples().iter().filter(|example| example.group == Group::Chapter)
}

fn stage_of(example: &Example) -> Option<usize> {
    stages().position(|stage| stage.key == example.key)
}

fn further(example: &Example) -> Option<&'static Example> {
    stages().nth(stage_of(example)? + 1)
}

/// The example whose title, in whatever language it was opened, the document still has: so the note outlives a reload
/// and travels with a link, and whoever gives the document a title of their own is rid of it.
fn open_example(title: &str) -> Option<&'static Example> {
    let titled = |example: &&Example| {
        let key = format!("example-{}-title", example.key);
        Language::ALL.iter().any(|language| message(*language, &key, &[]) == title)
    };
    lessons::examples().iter().find(titled)
}
