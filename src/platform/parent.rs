//! The page around a frame: messages to it and from it. Outside a frame there is none.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, MessageEvent, Window};

use super::window;

/// What was said: a text, or an object as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A plain text, as decks say `slide:start`.
    Text(String),
    /// An object.
    Json(String),
}

/// A message from the page around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The origin of that page; `null` where it has none.
    pub origin: String,
    /// What it said.
    pub said: Said,
}

/// The page around this frame; `None` where this page is in no frame.
fn parent() -> Option<Window> {
    let (own, parent) = (window()?, window()?.parent().ok()??);
    (!js_sys::Object::is(&own, &parent)).then_some(parent)
}

/// Whether there is a page around this one.
pub fn is_there() -> bool {
    parent().is_some()
}

/// Calls `heard` with each message of the page around, and of nobody else, as long as this is kept. Objects that do not
/// name `source` and messages longer than `longest` characters are dropped before they are looked at.
pub fn on_message(source: &'static str, longest: usize, heard: impl Fn(Heard) + 'static) -> Option<EventListener> {
    let (own, parent) = (window()?, parent()?);
    Some(EventListener::new(&own, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        // Any window that has a handle on this one may speak to it.
        if event.source().is_none_or(|speaker| !js_sys::Object::is(&speaker, &parent)) {
            return;
        }
        if let Some(said) = said(&event.data(), source, longest) {
            heard(Heard { origin: event.origin(), said });
        }
    }))
}

fn said(data: &JsValue, source: &str, longest: usize) -> Option<Said> {
    if let Some(text) = data.dyn_ref::<js_sys::JsString>() {
        return (text.length() as usize <= longest).then(|| Said::Text(String::from(text)));
    }
    let named = js_sys::Reflect::get(data, &JsValue::from_str("source")).ok()?.as_string()?;
    if named != source {
        return None;
    }
    // Refused for what has no JSON, such as an object that holds itself.
    let json = js_sys::JSON::stringify(data).ok()?;
    (json.length() as usize <= longest).then(|| Said::Json(String::from(json)))
}

/// Says an object, given as JSON, to the page around, if its origin is `origin` (`*`: whatever it is).
pub fn say(json: &str, origin: &str) {
    let (Some(parent), Ok(object)) = (parent(), js_sys::JSON::parse(json)) else { return };
    // Refused only for an origin that is none; the page around has nothing then.
    let _ = parent.post_message(&object, origin);
}

/// Says a plain text to the page around, if its origin is `origin`.
pub fn say_text(text: &str, origin: &str) {
    if let Some(parent) = parent() {
        let _ = parent.post_message(&JsValue::from_str(text), origin);
    }
}

/// Whether this page is seen in whatever is around it, told as long as this is kept.
pub struct InView {
    observer: IntersectionObserver,
    _closure: wasm_bindgen::closure::Closure<dyn Fn(js_sys::Array)>,
}

impl InView {
    /// Tells `changed` now and whenever it changes. `None` where the browser cannot tell.
    pub fn watch(changed: impl Fn(bool) + 'static) -> Option<Self> {
        let root = super::document()?.document_element()?;
        let closure = wasm_bindgen::closure::Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            if let Some(entry) = last.dyn_ref::<IntersectionObserverEntry>() {
                changed(entry.is_intersecting());
            }
        });
        let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(&root);
        Some(Self { observer, _closure: closure })
    }
}

impl Drop for InView {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
