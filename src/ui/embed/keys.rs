//! Keys that the deck around should have: a frame that was clicked has the focus, and would keep them to itself.

use gloo::events::EventListener;
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent};

use super::protocol;

/// Calls `lost` with each key that nothing in this page takes: as a message, and as the number that old decks know it by.
pub(super) fn on_lost_key(lost: impl Fn(String, u32) + 'static) -> Option<EventListener> {
    let window = crate::platform::window()?;
    Some(EventListener::new(&window, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !is_own(key)) {
            let payload =
                json!({ "key": key.key(), "code": key.code(), "keyCode": key.key_code(), "shiftKey": key.shift_key() });
            lost(protocol::write("key", &Value::Null, &payload), key.key_code());
        }
    }))
}

/// Whether the page or the browser does something with it: what has a name of its own with Control, Alt or Command held is
/// the browser's, Tab moves the focus, fields and sliders take whatever they can use, and Enter and Space press a button.
fn is_own(event: &KeyboardEvent) -> bool {
    let is_in = |fields: &str| target(event).is_some_and(|target| target.closest(fields).ok().flatten().is_some());
    let key = event.key();
    event.default_prevented()
        || event.is_composing()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || matches!(key.as_str(), "Tab" | "Shift" | "Control" | "Alt" | "Meta")
        || is_in("input, select, textarea, [contenteditable]")
        || (matches!(key.as_str(), "Enter" | " ") && is_in("a, button, summary"))
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
