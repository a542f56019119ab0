//! The address bar: the fragment holds the topology.

use gloo::events::EventListener;

use super::window;

/// The fragment of the address without its `#`; empty where there is none.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The value of a parameter before the fragment (`?theme=dark`); empty where it has none.
pub fn parameter(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The whole address with `fragment` in place of the present one.
pub fn with_fragment(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// The address of the page itself, without parameters and fragment: where links lead that are given away.
pub fn page() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// The address of the playground itself, without what was asked of an embed, with `fragment`.
pub fn playground(fragment: &str) -> String {
    format!("{}#{fragment}", page())
}

/// Replaces the fragment without a new entry in the browser's history and without an event. An empty one is removed.
pub fn replace_fragment(fragment: &str) {
    let Some(window) = window() else { return };
    let address =
        if fragment.is_empty() { with_fragment("").trim_end_matches('#').to_owned() } else { with_fragment(fragment) };
    // Refused in some sandboxes; the address then stays as it was, which does no harm.
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}

/// Calls `changed` with the new fragment whenever the reader changes it; until the listener is dropped.
pub fn on_fragment(changed: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| changed(fragment())))
}
