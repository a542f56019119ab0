//! The field for a new name, on the card itself.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::words::{component_name, say};
use crate::base::geometry::{Point, Size};
use crate::editor::{Action, Editor};
use crate::model::{ComponentId, Document};
use crate::text::Language;

/// Key code of key presses that an input method swallows while it composes.
const COMPOSING: u32 = 229;

/// Properties of the field.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The editor.
    pub editor: Editor,
    /// Who is renamed.
    pub id: ComponentId,
    /// Language of the page.
    pub language: Language,
    /// What it does.
    pub on: Callback<Action>,
}

/// The field.
#[component]
pub(super) fn Rename(props: &Props) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(props.id, move |_| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                // Refused only for an element that is not in the page.
                let _ = input.focus();
                input.select();
            }
        });
    }
    let Some(component) = props.editor.shown().components.get(&props.id) else { return html! {} };
    let done = use_done(&field, props);
    let onkeydown = {
        let done = done.clone();
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            if event.is_composing() || event.key_code() == COMPOSING {
                return;
            }
            match event.key().as_str() {
                "Enter" => done.emit(true),
                "Escape" => done.emit(false),
                _ => {}
            }
        })
    };
    let camera = props.editor.camera();
    let at = camera.to_screen(component.position + Point::new(36.0, 6.0));
    let Size { width, .. } = component.size;
    let style =
        format!("left:{:.0}px;top:{:.0}px;width:{:.0}px", at.x, at.y, ((width - 44.0) * camera.zoom).max(120.0));
    html! {
        <input ref={field} class="canvas-rename" data-testid="rename" {style} type="text" value={component.name.clone()}
            placeholder={component_name(props.language, component)} aria-label={say(props.language, "canvas-rename-label")}
            maxlength={Document::LONGEST_NAME.to_string()} {onkeydown}
            onblur={Callback::from(move |_: FocusEvent| done.emit(true))} />
    }
}

/// Ends the renaming: takes the new name, or leaves the old one.
#[hook]
fn use_done(field: &NodeRef, props: &Props) -> Callback<bool> {
    let ended = use_mut_ref(|| false);
    let (field, id, on) = (field.clone(), props.id, props.on.clone());
    let before = props.editor.shown().components.get(&id).map(|component| component.name.clone());
    Callback::from(move |take: bool| {
        // The field loses its focus when it goes, which must not end it a second time.
        if std::mem::replace(&mut *ended.borrow_mut(), true) {
            return;
        }
        let name = field.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        let changed = take && before.as_deref() != Some(name.trim());
        on.emit(if changed { Action::Rename(id, name) } else { Action::ClosePopup });
    })
}
