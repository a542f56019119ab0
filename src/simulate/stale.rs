//! Old values: when each object was last written, and who reads it too soon after that.

use super::engine::Engine;
use super::objects::Object;
use crate::plan::Window;

/// A place where an old value may be read.
#[derive(Clone, Debug)]
pub(super) struct Staleness {
    pub(super) component: u32,
    pub(super) window: Window,
    /// Position of the popularity of its objects.
    pub(super) popularity: u32,
    /// When each object was last written, seconds.
    pub(super) written_s: Vec<f64>,
}

impl Engine {
    /// A request writes what is read elsewhere.
    pub(super) fn write_new(&mut self, thread: u32, staleness: u32) {
        let own = &mut self.staleness[staleness as usize];
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
            Window::After(lag_s) => self.now_s < written_s + lag_s,
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
