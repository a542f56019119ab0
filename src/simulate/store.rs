//! The entries of a cache: a list in the order of eviction, and the order in which they expire.

use std::collections::VecDeque;

use super::code::NONE;

/// An object in the cache, or not.
#[derive(Clone, Copy, Debug)]
struct Slot {
    before: u32,
    after: u32,
    /// When it was stored; negative infinity: it is not there.
    stored_s: f64,
    /// When it is dropped by hand.
    by_hand_s: f64,
    /// Objects that it stands for.
    each: f32,
}

/// Objects that are there.
#[derive(Clone, Debug)]
pub(super) struct Store {
    slots: Vec<Slot>,
    /// The next to be evicted, and the last.
    oldest: u32,
    newest: u32,
    used: f64,
    capacity: f64,
    /// Positions below this may be stored; the others are never worth it.
    worth: u32,
    ttl_s: f64,
    /// In the order of storing, with the time of it: what expires next.
    expiring: VecDeque<(f64, u32)>,
    there: usize,
}

/// Expiries of what is no longer there that are kept in any case.
const FEW: usize = 1_024;

impl Store {
    /// An empty store; `each`: how many objects each stands for.
    pub(super) fn new(each: impl Iterator<Item = f64>, capacity: f64, ttl_s: f64, most_popular_only: bool) -> Self {
        let slot = |each: f64| Slot {
            before: NONE,
            after: NONE,
            stored_s: f64::NEG_INFINITY,
            by_hand_s: f64::INFINITY,
            each: each as f32,
        };
        let slots: Vec<Slot> = each.map(slot).collect();
        let mut room = capacity;
        let fitting = slots.iter().take_while(|slot| {
            room -= f64::from(slot.each);
            room >= 0.0
        });
        let worth = if most_popular_only { fitting.count() as u32 } else { NONE };
        Self {
            slots,
            oldest: NONE,
            newest: NONE,
            used: 0.0,
            capacity,
            worth,
            ttl_s,
            expiring: VecDeque::new(),
            there: 0,
        }
    }

    /// Objects that there are, stored or not.
    pub(super) fn objects(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn stored_s(&self, position: u32) -> Option<f64> {
        let stored_s = self.slots[position as usize].stored_s;
        (stored_s > f64::NEG_INFINITY).then_some(stored_s)
    }

    fn is_there(&self, position: u32) -> bool {
        self.slots[position as usize].stored_s > f64::NEG_INFINITY
    }

    /// Whether an object is there and may be used.
    pub(super) fn has(&mut self, position: u32, now_s: f64) -> bool {
        let slot = &self.slots[position as usize];
        if slot.stored_s == f64::NEG_INFINITY {
            return false;
        }
        let usable = now_s < slot.stored_s + self.ttl_s && now_s < slot.by_hand_s;
        if !usable {
            self.remove(position);
        }
        usable
    }

    /// Makes an object that is there the last to be evicted.
    pub(super) fn touch(&mut self, position: u32) {
        if self.newest != position {
            self.unlink(position);
            self.link(position);
        }
    }

    /// Stores an object, or renews it.
    pub(super) fn put(&mut self, position: u32, now_s: f64, by_hand_s: f64) {
        if position >= self.worth || self.capacity < 1.0 || self.ttl_s <= 0.0 {
            return;
        }
        if self.is_there(position) {
            self.unlink(position);
        } else {
            self.there += 1;
            self.used += f64::from(self.slots[position as usize].each);
        }
        self.link(position);
        let slot = &mut self.slots[position as usize];
        (slot.stored_s, slot.by_hand_s) = (now_s, by_hand_s);
        if self.ttl_s.is_finite() {
            self.expiring.push_back((now_s, position));
        }
        while self.used > self.capacity + 1e-6 && self.oldest != NONE {
            self.remove(self.oldest);
        }
    }

    /// Whether all objects together have no room, or hardly: sums are rounded.
    pub(super) fn may_overflow(&self) -> bool {
        let all: f64 = self.slots.iter().take(self.worth as usize).map(|slot| f64::from(slot.each)).sum();
        all > self.capacity * (1.0 - 1e-9)
    }

    /// Stores an object that is not there, for which there is room, before [`Self::line_up`] gives it its turn.
    pub(super) fn place(&mut self, position: u32, stored_s: f64, by_hand_s: f64) {
        if position >= self.worth || self.capacity < 1.0 {
            return;
        }
        let slot = &mut self.slots[position as usize];
        (slot.stored_s, slot.by_hand_s) = (stored_s, by_hand_s);
        self.there += 1;
        self.used += f64::from(slot.each);
        if self.ttl_s.is_finite() {
            self.expiring.push_back((stored_s, position));
        }
    }

    /// Puts all that is there in the order of eviction.
    pub(super) fn line_up(&mut self, positions: impl Iterator<Item = u32>) {
        for position in positions {
            if self.is_there(position) {
                self.link(position);
            }
        }
    }

    pub(super) fn remove(&mut self, position: u32) {
        if self.is_there(position) {
            self.unlink(position);
            let slot = &mut self.slots[position as usize];
            slot.stored_s = f64::NEG_INFINITY;
            self.used -= f64::from(slot.each);
            self.there -= 1;
        }
    }

    /// How many of these objects, in their order, fit in at once.
    pub(super) fn fitting(&self, objects: impl Iterator<Item = u32>) -> usize {
        let mut room = self.capacity + 1e-6;
        let mut number = 0;
        for object in objects {
            if object < self.worth {
                room -= f64::from(self.slots[object as usize].each);
            }
            if room < 0.0 {
                break;
            }
            number += 1;
        }
        number
    }

    /// Takes out what has expired.
    pub(super) fn purge(&mut self, now_s: f64) {
        while let Some(&(stored_s, position)) = self.expiring.front() {
            let current = self.slots[position as usize].stored_s == stored_s;
            if current && stored_s + self.ttl_s > now_s {
                break;
            }
            self.expiring.pop_front();
            if current {
                self.remove(position);
            }
        }
        if self.expiring.len() > FEW + 4 * self.there {
            let slots = &self.slots;
            self.expiring.retain(|&(stored_s, position)| slots[position as usize].stored_s == stored_s);
        }
    }

    pub(super) fn clear(&mut self) {
        while self.oldest != NONE {
            self.remove(self.oldest);
        }
        self.expiring.clear();
    }

    fn link(&mut self, position: u32) {
        let last = self.newest;
        let slot = &mut self.slots[position as usize];
        (slot.before, slot.after) = (last, NONE);
        if last == NONE {
            self.oldest = position;
        } else {
            self.slots[last as usize].after = position;
        }
        self.newest = position;
    }

    fn unlink(&mut self, position: u32) {
        let Slot { before, after, .. } = self.slots[position as usize];
        if before == NONE {
            self.oldest = after;
        } else {
            self.slots[before as usize].after = after;
        }
        if after == NONE {
            self.newest = before;
        } else {
            self.slots[after as usize].before = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(capacity: f64, ttl_s: f64) -> Store {
        Store::new(std::iter::repeat_n(1.0, 10), capacity, ttl_s, false)
    }

    #[test]
    fn what_was_used_least_recently_goes_first() {
        let mut store = store(2.0, f64::INFINITY);
        store.put(0, 0.0, f64::INFINITY);
        store.put(1, 1.0, f64::INFINITY);
        store.touch(0);
        store.put(2, 2.0, f64::INFINITY);
        assert!(store.has(0, 3.0) && !store.has(1, 3.0) && store.has(2, 3.0));
    }

    #[test]
    fn entries_expire_after_their_time_and_make_room() {
        let mut store = store(2.0, 10.0);
        store.put(0, 0.0, f64::INFINITY);
        store.put(1, 5.0, f64::INFINITY);
        store.touch(0);
        store.purge(10.0);
        assert!(!store.has(0, 10.0) && store.has(1, 14.9));
        store.put(2, 14.9, f64::INFINITY);
        assert!(store.has(1, 14.95) && store.has(2, 14.95));
        assert!(!store.has(1, 15.0));
    }

    #[test]
    fn what_is_there_from_the_beginning_goes_in_the_order_of_its_use_and_expires_in_that_of_its_storing() {
        let mut store = store(3.0, 10.0);
        for (position, stored_s) in [(4, -9.0), (2, -5.0), (7, -1.0)] {
            store.place(position, stored_s, f64::INFINITY);
        }
        store.line_up([2, 7, 4].into_iter());
        store.put(1, 0.0, f64::INFINITY);
        assert!(!store.has(2, 0.0) && store.has(7, 0.0) && store.has(4, 0.0) && store.has(1, 0.0));
        store.purge(1.5);
        store.put(3, 1.5, f64::INFINITY);
        assert!(!store.has(4, 1.5) && store.has(7, 1.5) && store.has(1, 1.5) && store.has(3, 1.5));
    }

    #[test]
    fn only_what_has_no_room_together_may_overflow() {
        assert!(store(9.0, 1.0).may_overflow() && !store(11.0, 1.0).may_overflow());
    }
}
