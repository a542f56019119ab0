//! What goes out to the page around: some of it at once, what changes all the time at most four times a second.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;

use crate::platform::{frame, parent};

/// The least time between two turns of what changes all the time, milliseconds.
const PAUSE_MS: f64 = 250.0;

/// See the module. Cheap to clone; all clones are one.
#[derive(Clone)]
pub(super) struct Outbox {
    target: Rc<str>,
    waiting: Rc<RefCell<Waiting>>,
}

#[derive(Default)]
struct Waiting {
    last_ms: Option<f64>,
    /// What was said last, by its kind.
    said: BTreeMap<&'static str, String>,
    messages: BTreeMap<&'static str, String>,
    timer: Option<Timeout>,
}

impl Outbox {
    /// Speaks to a page of the origin `target` (`*`: of any).
    pub(super) fn new(target: &str) -> Self {
        Self { target: target.into(), waiting: Rc::default() }
    }

    /// Says it at once.
    pub(super) fn say(&self, message: &str) {
        parent::say(message, &self.target);
    }

    /// Says a plain text at once.
    pub(super) fn say_text(&self, text: &str) {
        parent::say_text(text, &self.target);
    }

    /// Says it soon, unless it is what was said last of its kind.
    pub(super) fn say_if_new(&self, kind: &'static str, message: String) {
        let former = self.waiting.borrow_mut().said.insert(kind, message.clone());
        if former.is_some_and(|former| former != message) {
            self.say_soon(kind, message);
        }
    }

    /// Says it soon; one of the same kind that still waits is not said any more.
    pub(super) fn say_soon(&self, kind: &'static str, message: String) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.messages.insert(kind, message);
        if waiting.timer.is_some() {
            return;
        }
        let past_ms = waiting.last_ms.map_or(f64::INFINITY, |last| frame::now_ms() - last);
        let own = self.clone();
        let rest_ms = (PAUSE_MS - past_ms).clamp(0.0, PAUSE_MS).ceil() as u32;
        waiting.timer = Some(Timeout::new(rest_ms, move || own.flush()));
    }

    fn flush(&self) {
        let messages = {
            let mut waiting = self.waiting.borrow_mut();
            (waiting.timer, waiting.last_ms) = (None, Some(frame::now_ms()));
            std::mem::take(&mut waiting.messages)
        };
        for message in messages.values() {
            self.say(message);
        }
    }
}
