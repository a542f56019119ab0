//! The steps of the document as a list: kept from the drawing, said something about, put in order, drawn, removed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::palette::LeftTabs;
use super::state::{Message, Panel};
use super::widgets::{Button, IconButton, Roving, Same, Sign};
use crate::editor::{Action, StepEdit};
use crate::model::Document;

/// Properties of the list.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document.
    pub document: Same<Document>,
    /// Whether it is a sheet over the canvas.
    pub narrow: bool,
}

/// The list.
#[component]
pub fn Steps(props: &Props) -> Html {
    let (say, dispatch) = (use_say(), use_dispatch());
    let document = &props.document;
    let drawn = use_memo(document.clone(), |document| drawn_now(document));
    let count = document.steps.len();
    let add = {
        // After the one that is drawn, so that a story is continued where it is.
        let at = drawn.map_or(count, |index| index + 1);
        dispatch.reform(move |()| Message::Do(Action::Step(StepEdit::Add { at, caption: String::new() })))
    };
    let present = dispatch.reform({
        let from = drawn.unwrap_or(0);
        move |()| Message::Present(Some(from))
    });
    html! {
        <aside class="palette panel" aria-label={say.key("steps-title")} data-testid="steps">
            <div class="palette-head"><LeftTabs shown={Panel::Steps} narrow={props.narrow} /></div>
            <div class="palette-list steps">
                <p class="note">{ say.key(if count == 0 { "steps-none" } else { "steps-about" }) }</p>
                <ol>
                    for (index, step) in document.steps.iter().enumerate() {
                        <li key={index} class={classes!("step", (*drawn == Some(index)).then_some("is-drawn"))} data-testid={format!("step-{}", index + 1)}>
                            <Row {index} {count} caption={AttrValue::from(step.caption.clone())} drawn={*drawn == Some(index)} />
                        </li>
                    }
                </ol>
                if count == 0 { <p class="note">{ say.key("steps-about") }</p> }
                <div class="button-row">
                    <Button label={say.key("steps-add")} sign={Sign::Plus} onclick={add} disabled={count >= Document::MOST_STEPS} testid="step-add" />
                    <Button label={say.key("steps-present")} sign={Sign::Present} onclick={present} disabled={document.components.is_empty() && count == 0} testid="steps-present" />
                </div>
            </div>
        </aside>
    }
}

/// The first step that holds just what is drawn.
pub fn drawn_now(document: &Document) -> Option<usize> {
    (0..document.steps.len()).find(|index| document.is_at_step(*index))
}

#[derive(Clone, PartialEq, Properties)]
struct RowProps {
    index: usize,
    count: usize,
    caption: AttrValue,
    drawn: bool,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let (say, dispatch) = (use_say(), use_dispatch());
    let RowProps { index, count, caption, drawn } = props.clone();
    let number = [("step", (index + 1).into())];
    let onchange = dispatch.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Message::Do(Action::Step(StepEdit::Caption(index, input.value())))
    });
    let label = say.with("steps-caption", &number);
    html! {
        <>
            <div class="step-head">
                <b class="step-number" aria-hidden="true">{ index + 1 }</b>
                <input class="field grow" type="text" value={caption} maxlength={Document::LONGEST_CAPTION.to_string()} placeholder={say.key("steps-caption-empty")}
                    aria-label={label} {onchange} data-testid={format!("step-caption-{}", index + 1)} />
            </div>
            if drawn { <p class="step-here">{ say.key("steps-here") }</p> }
            <Roving class="step-buttons" role="toolbar" label={say.with("embed-step-of", &[("step", (index + 1).into()), ("count", count.into())])}>
                { button(say, &dispatch, Sign::Right, ("steps-draw", "draw"), index, false, StepEdit::Draw(index)) }
                { button(say, &dispatch, Sign::Reset, ("steps-update", "update"), index, drawn, StepEdit::Update(index)) }
                { button(say, &dispatch, Sign::Up, ("steps-up", "up"), index, index == 0, StepEdit::Move { from: index, to: index.saturating_sub(1) }) }
                { button(say, &dispatch, Sign::Down, ("steps-down", "down"), index, index + 1 >= count, StepEdit::Move { from: index, to: index + 1 }) }
                { button(say, &dispatch, Sign::Delete, ("steps-remove", "remove"), index, false, StepEdit::Remove(index)) }
            </Roving>
        </>
    }
}

fn button(
    say: Say,
    dispatch: &Dispatch,
    sign: Sign,
    (key, name): (&str, &str),
    index: usize,
    disabled: bool,
    edit: StepEdit,
) -> Html {
    let label = say.with(key, &[("step", (index + 1).into())]);
    let onclick = dispatch.reform(move |()| Message::Do(Action::Step(edit.clone())));
    html! { <IconButton {sign} {label} {disabled} class="bare" {onclick} testid={format!("step-{name}-{}", index + 1)} /> }
}
