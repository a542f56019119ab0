//! Frames, visibility and the clock for measurements.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::{document, window};

/// Calls `draw` before the next frame is painted; not at all when the handle is dropped first.
pub fn next(draw: impl FnOnce() + 'static) -> Option<AnimationFrame> {
    window()?;
    Some(request_animation_frame(move |_| draw()))
}

/// Something that will be done; not at all when this is dropped first.
pub struct Later {
    _frame: Option<AnimationFrame>,
    _timer: Rc<RefCell<Option<Timeout>>>,
}

/// Does `work` in a turn of the event loop of its own, after what has changed so far is painted and whatever the user
/// did meanwhile is handled. In a hidden tab, where nothing is painted, without waiting for that.
pub fn after_paint(work: impl FnOnce() + 'static) -> Option<Later> {
    window()?;
    let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
    if hidden() {
        *timer.borrow_mut() = Some(Timeout::new(0, work));
        return Some(Later { _frame: None, _timer: timer });
    }
    let own = Rc::clone(&timer);
    let frame = request_animation_frame(move |_| *own.borrow_mut() = Some(Timeout::new(0, work)));
    Some(Later { _frame: Some(frame), _timer: timer })
}

/// Frames one after the other, for as long as they are wanted; none after this is dropped. One closure draws them all.
pub struct Frames {
    inner: Rc<FramesInner>,
}

/// What the browser calls with the time of a frame.
type Draw = Closure<dyn FnMut(f64)>;

#[derive(Default)]
struct FramesInner {
    closure: RefCell<Option<Draw>>,
    pending: Cell<Option<i32>>,
}

impl Frames {
    /// Calls `draw` with the time of the frame, milliseconds, once it is started; as long as it says that more follows.
    pub fn new(mut draw: impl FnMut(f64) -> bool + 'static) -> Self {
        let inner: Rc<FramesInner> = Rc::default();
        let own = Rc::downgrade(&inner);
        let closure = Draw::new(move |now_ms: f64| {
            let Some(own) = own.upgrade() else { return };
            own.pending.set(None);
            if draw(now_ms) {
                own.ask();
            }
        });
        *inner.closure.borrow_mut() = Some(closure);
        Self { inner }
    }

    /// Asks for frames, unless one is on its way.
    pub fn start(&self) {
        self.inner.ask();
    }
}

impl FramesInner {
    fn ask(&self) {
        if self.pending.get().is_some() {
            return;
        }
        if let (Some(window), Some(closure)) = (window(), &*self.closure.borrow()) {
            self.pending.set(window.request_animation_frame(closure.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let (Some(window), Some(pending)) = (window(), self.inner.pending.take()) {
            // Refused only for a frame that is over.
            let _ = window.cancel_animation_frame(pending);
        }
    }
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
