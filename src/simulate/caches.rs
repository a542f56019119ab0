//! Caches: a coin where the hit ratio is typed in, else a cache that fills object by object.
//!
//! A miss stores its object when what it asked for has been answered, not before: until then others miss too. The time to
//! live counts from then. What has expired makes room at once.

use super::code::NONE;
use super::engine::Engine;
use super::objects::{Object, Popularity};
use super::random::{Exponential, Stream};
use super::store::Store;
use crate::plan::Eviction;

/// A cache of the plan.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    pub(super) component: u32,
    pub(super) kind: Kind,
    pub(super) stream: Stream,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A hit with this probability.
    Typed(f64),
    /// Objects of a popularity, by its position.
    Filled { popularity: u32, store: Box<Store>, rules: Rules },
}

/// When entries go by themselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) eviction: Eviction,
    /// Mean time until an entry is dropped by hand, seconds.
    pub(super) by_hand_s: f64,
}

/// All caches, and the popularities of what is in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Caches {
    pub(super) caches: Vec<Cache>,
    pub(super) popularities: Vec<Popularity>,
}

impl Caches {
    /// The caches of a component lose everything.
    pub(super) fn empty(&mut self, component: usize) {
        for cache in self.caches.iter_mut().filter(|cache| cache.component as usize == component) {
            if let Kind::Filled { store, .. } = &mut cache.kind {
                store.clear();
            }
        }
    }

    /// When what a cache has of an object was stored; `None` where nothing is, or where it knows no objects.
    pub(super) fn stored_s(&self, component: u32, about: u64) -> Option<f64> {
        let cache = self.caches.iter().find(|cache| cache.component == component)?;
        let Kind::Filled { popularity, store, .. } = &cache.kind else { return None };
        store.stored_s(self.popularities[*popularity as usize].object(about).position)
    }
}

impl Cache {
    fn find(&mut self, popularities: &[Popularity], about: u64, now_s: f64) -> bool {
        match &mut self.kind {
            Kind::Typed(ratio) => self.stream.uniform() < *ratio,
            Kind::Filled { popularity, store, rules } => {
                let Object { position, itself } = popularities[*popularity as usize].object(about);
                store.purge(now_s);
                let there = store.has(position, now_s);
                if there && itself && rules.eviction == Eviction::LeastRecentlyUsed {
                    store.touch(position);
                }
                there
            }
        }
    }

    fn store(&mut self, popularities: &[Popularity], about: u64, now_s: f64, exponential: &Exponential) {
        let Kind::Filled { popularity, store, rules } = &mut self.kind else { return };
        let Object { position, itself } = popularities[*popularity as usize].object(about);
        if itself {
            let by_hand_s = if rules.by_hand_s.is_finite() {
                now_s + rules.by_hand_s * exponential.draw(&mut self.stream)
            } else {
                f64::INFINITY
            };
            store.put(position, now_s, by_hand_s);
        }
    }

    fn forget(&mut self, popularities: &[Popularity], about: u64) {
        if let Kind::Filled { popularity, store, .. } = &mut self.kind {
            let Object { position, itself } = popularities[*popularity as usize].object(about);
            if itself {
                store.remove(position);
            }
        }
    }
}

impl Engine {
    /// Whether a cache has what a request is about.
    #[inline]
    pub(super) fn look_up(&mut self, thread: u32, cache: u32) -> bool {
        let about = self.threads.at(thread).about;
        let own = &mut self.caches.caches[cache as usize];
        let up = self.down[own.component as usize] == NONE;
        let hit = up && own.find(&self.caches.popularities, about, self.now_s);
        let passed = &mut self.measure.components[own.component as usize];
        passed.lookups += 1;
        passed.hits += u64::from(hit);
        hit
    }

    /// A miss has been answered.
    pub(super) fn store_entry(&mut self, thread: u32, cache: u32) {
        let about = self.threads.at(thread).about;
        let own = &mut self.caches.caches[cache as usize];
        if self.down[own.component as usize] != NONE {
            return;
        }
        own.store(&self.caches.popularities, about, self.now_s, &self.exponential);
    }

    pub(super) fn drop_entry(&mut self, thread: u32, cache: u32) {
        let about = self.threads.at(thread).about;
        self.caches.caches[cache as usize].forget(&self.caches.popularities, about);
    }
}
