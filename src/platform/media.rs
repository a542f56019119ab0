//! What the reader's device prefers.

use gloo::events::EventListener;

use super::window;

/// A screen as narrow as a phone's: panels become sheets.
pub const NARROW: &str = "(max-width: 760px)";
/// A screen that has no room for a panel on both sides of the drawing.
pub const CRAMPED: &str = "(max-width: 1000px)";
/// The system's dark theme.
pub const DARK: &str = "(prefers-color-scheme: dark)";
/// Less motion is asked for.
pub const STILL: &str = "(prefers-reduced-motion: reduce)";

/// Whether less motion is wanted: by the system, or by the address (`?motion=reduce`).
pub fn is_still() -> bool {
    matches(STILL) || super::address::parameter("motion").as_deref() == Some("reduce")
}

/// Whether `query` holds now; no where there is no browser.
pub fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Calls `changed` whenever `query` begins or ceases to hold; until the listener is dropped.
pub fn on_change(query: &'static str, changed: impl Fn(bool) + 'static) -> Option<EventListener> {
    let list = window()?.match_media(query).ok().flatten()?;
    Some(EventListener::new(&list, "change", move |_| changed(matches(query))))
}
