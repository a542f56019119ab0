//! The buttons in the corner of the canvas: zoom, and the view moved without a drag.

use yew::prelude::*;

use super::words::say;
use crate::editor::Action;
use crate::editor::keymap::ZOOM_STEP;
use crate::text::{Language, message};
use crate::ui::widgets::{Icon, Roving, Sign, sign_path};

/// Properties of the controls.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Pixels per canvas unit.
    pub zoom: f64,
    /// Language of the page.
    pub language: Language,
    /// What a button does.
    pub on: Callback<Action>,
}

/// The controls.
#[component]
pub(super) fn Controls(props: &Props) -> Html {
    let language = props.language;
    let button = |label: String, test: &'static str, action: Action, content: Html| {
        let on = props.on.clone();
        html! {
            <button type="button" class="canvas-control" title={label.clone()} aria-label={label} data-testid={test}
                onclick={move |_| on.emit(action.clone())}>{ content }</button>
        }
    };
    let icon = |sign| html! { <Icon path={sign_path(sign)} size={16} /> };
    let percent = format!("{:.0}{}%", props.zoom * 100.0, '\u{a0}');
    let reset = message(language, "canvas-zoom-reset", &[("zoom", percent.clone().into())]);
    html! {
        <Roving class="canvas-controls" role="toolbar" label={say(language, "canvas-controls")}>
            { button(say(language, "canvas-zoom-out"), "zoom-out", Action::ZoomBy(1.0 / ZOOM_STEP), icon(Sign::Minus)) }
            { button(reset, "zoom-reset", Action::ZoomReset, html! { <span class="canvas-percent">{ percent }</span> }) }
            { button(say(language, "canvas-zoom-in"), "zoom-in", Action::ZoomBy(ZOOM_STEP), icon(Sign::Plus)) }
            { button(say(language, "canvas-fit"), "zoom-fit", Action::ZoomToFit, html! { <span>{ say(language, "canvas-fit-short") }</span> }) }
        </Roving>
    }
}
