//! Old values: when each object was last written, and who reads it too soon after that.

use std::collections::VecDeque;

use super::engine::Engine;
use super::objects::Object;
use crate::plan::Window;

/// A place where an old value may be read.
#[derive(Clone, Debug)]
pub(super) struct Staleness {
    pub(super) component: u32,
    pub(super) window: Window,
    /// The station at which a write waits until it is applied; [`super::code::NONE`]: it does not.
    pub(super) log: u32,
    /// Position of the popularity of its objects.
    pub(super) popularity: u32,
    /// When each object was last written, seconds.
    pub(super) written_s: Vec<f64>,
    /// When the writes were made that have not arrived at the copy yet, where they are lost with the primary.
    pub(super) on_the_way_s: Option<VecDeque<f64>>,
    /// Writes that it did not have when its primary failed.
    pub(super) at_failure: u64,
    /// The link that writes come over; [`super::code::NONE`] where there is none.
    pub(super) link: u32,
    /// Since when the link has been down, seconds; negative infinity: for ever.
    pub(super) cut_s: Option<f64>,
    /// The last time that it was, from and until when: what it held up then came as late after its end as a write does.
    pub(super) held_up_s: (f64, f64),
}

impl Staleness {
    /// How long after a write the old value is read, where it is a time, seconds.
    pub(super) fn lag_s(&self) -> Option<f64> {
        match self.window {
            Window::After(lag_s) => Some(lag_s),
            Window::UntilExpiry(_) => None,
        }
    }

    /// The link that writes come over is down from now on, or no more.
    pub(super) fn cut(&mut self, down: bool, now_s: f64) {
        match (down, self.cut_s) {
            (true, None) => self.cut_s = Some(now_s),
            (false, Some(since_s)) => (self.cut_s, self.held_up_s) = (None, (since_s, now_s)),
            _ => {}
        }
    }

    /// When a write is there that takes so long on its way; never where the link is down.
    pub(super) fn arrives_s(&self, written_s: f64, lag_s: f64) -> f64 {
        let due_s = written_s + lag_s;
        let (from_s, until_s) = self.held_up_s;
        if self.cut_s.is_some_and(|since_s| due_s >= since_s) {
            f64::INFINITY
        } else if due_s >= from_s && written_s < until_s {
            due_s.max(until_s + lag_s)
        } else {
            due_s
        }
    }

    /// Notes a write, and forgets those that have arrived.
    fn send(&mut self, now_s: f64) {
        let Window::After(lag_s) = self.window else { return };
        let Some(mut sent_s) = self.on_the_way_s.take() else { return };
        while sent_s.front().is_some_and(|first| self.arrives_s(*first, lag_s) <= now_s) {
            sent_s.pop_front();
        }
        sent_s.push_back(now_s);
        self.on_the_way_s = Some(sent_s);
    }

    /// How many writes are lost now that it takes its primary's place; they are forgotten.
    pub(super) fn lose(&mut self) -> u64 {
        if let Some(sent_s) = &mut self.on_the_way_s {
            sent_s.clear();
        }
        std::mem::take(&mut self.at_failure)
    }
}

impl Engine {
    /// A request writes what is read elsewhere.
    pub(super) fn write_new(&mut self, thread: u32, staleness: u32) {
        let own = &mut self.staleness[staleness as usize];
        own.send(self.now_s);
        let Object { position, itself } =
            self.caches.popularities[own.popularity as usize].object(self.threads.at(thread).about);
        if itself {
            own.written_s[position as usize] = self.now_s;
        }
    }

    /// A request reads what may be old.
    pub(super) fn read_old(&mut self, thread: u32, staleness: u32) {
        let about = self.threads.at(thread).about;
        let own = &self.staleness[staleness as usize];
        let position = self.caches.popularities[own.popularity as usize].object(about).position;
        let written_s = own.written_s[position as usize];
        let old = match own.window {
            Window::After(lag_s) => self.is_behind(thread, own, written_s, own.arrives_s(written_s, lag_s)),
            Window::UntilExpiry(kept_s) => match self.caches.stored_s(own.component, about) {
                Some(stored_s) => written_s > stored_s,
                // A cache that is a coin knows no age: uniform over the time that an entry is kept.
                None if kept_s.is_infinite() => written_s > f64::NEG_INFINITY,
                None => {
                    let age_s = kept_s * self.routing[own.component as usize].uniform();
                    written_s > self.now_s - age_s
                }
            },
        };
        let passed = &mut self.measure.components[own.component as usize];
        passed.reads += 1;
        passed.old += u64::from(old);
    }
}
