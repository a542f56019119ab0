//! Frames, visibility and the clock for measurements.

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};

use super::{document, window};

/// Calls `draw` before the next frame is painted; not at all when the handle is dropped first.
pub fn next(draw: impl FnOnce() + 'static) -> Option<AnimationFrame> {
    window()?;
    Some(request_animation_frame(move |_| draw()))
}

/// Whether the tab is in the background.
pub fn hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls `changed` with whether the tab is hidden, whenever that changes; until the listener is dropped.
pub fn on_visibility(changed: impl Fn(bool) + 'static) -> Option<EventListener> {
    let document = document()?;
    Some(EventListener::new(&document, "visibilitychange", move |_| changed(hidden())))
}

/// Milliseconds since the page was opened; 0 where there is no clock.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Marks a moment on the browser's own timeline, for the benchmark.
pub fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        // A mark that fails is only a missing measurement.
        let _ = performance.mark(name);
    }
}
