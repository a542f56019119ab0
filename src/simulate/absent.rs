//! Copies of writes that somebody waits for and that are down.
//!
//! Writes wait in vain until somebody has noticed and takes the copy out; the plan says when. While two places are cut off
//! from each other nobody does: whoever writes without the copy could not be told from the other side. A primary that
//! waits for the first copy only goes on with another that is up.

use super::clock::Tick;
use super::code::{NONE, Op};
use super::engine::Engine;

impl Engine {
    /// A component is down: if writes wait for it, somebody will notice.
    pub(super) fn miss_copies(&mut self, component: usize) {
        let seconds = self.clock.noticed_s[component];
        if seconds.is_finite() && self.code.ops.iter().any(|op| copies_to(op, component)) {
            self.at_tick(seconds, Tick::Noticed(component));
        }
    }

    /// From now on nobody waits for its copies, if it is still down.
    pub(super) fn drop_copies(&mut self, component: usize) {
        if self.down[component] == NONE || self.clock.dropped.iter().any(|own| own.2 as usize == component) {
            return;
        }
        let places = 0..self.code.ops.len();
        let places: Vec<usize> = places.filter(|&place| copies_to(&self.code.ops[place], component)).collect();
        let there = self.code.ops.len() as u32;
        self.code.ops.push(Op::Return);
        for place in places {
            if self.another_answers(place) {
                continue;
            }
            let writer = self.code.entries.iter().rev().find(|entry| entry.start as usize <= place);
            let writer = writer.map_or(NONE, |entry| entry.component);
            if let Op::CallAside { start, component, .. } = &mut self.code.ops[place] {
                self.clock.dropped.push((place, *start, *component));
                (*start, *component) = (there, writer);
            }
        }
    }

    /// Whether a copy at `place` is one of several of which not all are waited for, and another of them is up.
    fn another_answers(&self, place: usize) -> bool {
        let around = self.code.gatherings.iter().find(|own| {
            let first = own.children.first().map_or(u32::MAX, |child| child.1);
            (first..own.end).contains(&(place as u32))
        });
        let Some(own) = around else { return false };
        let all: f64 = own.children.iter().map(|child| child.0).sum();
        let first = own.children.first().map_or(0, |child| child.1);
        own.needed < all
            && (first..own.end).any(|other| match self.code.ops[other as usize] {
                Op::CallAside { component, .. } => self.down[component as usize] == NONE,
                _ => false,
            })
    }

    /// It is back, and so is the wait for it.
    pub(super) fn wait_again(&mut self, component: usize) {
        let all = std::mem::take(&mut self.clock.dropped);
        let (back, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|own| own.2 as usize == component);
        self.clock.dropped = left;
        for (place, to, of) in back {
            if let Op::CallAside { start, component, .. } = &mut self.code.ops[place] {
                (*start, *component) = (to, of);
            }
        }
    }
}

fn copies_to(op: &Op, component: usize) -> bool {
    matches!(op, Op::CallAside { component: to, .. } if *to as usize == component)
}
