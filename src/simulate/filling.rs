//! Caches as they are after long use.
//!
//! Each object's last look-up lies an exponential time back, at the rate of its popularity; what was looked up last is
//! there, in that order, as much as fits: the steady state of LRU without time to live. With a time to live an object is
//! there with the share of time that it would be without eviction, stored at a uniform age. FIFO is filled as LRU, and
//! LFU with the most popular; both settle during the warm-up.

use super::caches::Kind;
use super::engine::Engine;
use super::random::{Exponential, Purpose, Stream};
use super::visits::visits;
use crate::plan::{Node, Plan};

/// Fills all caches.
pub(super) fn fill(engine: &mut Engine, plan: &Plan, users: f64, seed: u64) {
    if plan.caches.iter().all(|cache| cache.typed.is_some()) {
        return;
    }
    let rates = visits(plan, users);
    for position in 0..plan.caches.len() {
        let looked_up = |node: &Node| matches!(node, Node::Lookup { cache, .. } if *cache == position);
        let nodes = plan.nodes.iter().zip(&rates).filter(|(node, _)| looked_up(node));
        let rate_per_s: f64 = nodes.map(|(_, rate)| rate).sum();
        let id = plan.components[plan.caches[position].component].id.0;
        let mut stream = Stream::new(seed, id, Purpose::Filling, position as u32);
        fill_one(engine, position, rate_per_s, plan.caches[position].ttl_s, &mut stream);
    }
}

fn fill_one(engine: &mut Engine, position: usize, rate_per_s: f64, ttl_s: f64, stream: &mut Stream) {
    let exponential: &Exponential = &engine.exponential;
    let Kind::Filled { popularity, store, rules } = &mut engine.caches.caches[position].kind else { return };
    if rate_per_s <= 0.0 || ttl_s <= 0.0 {
        return;
    }
    // By object: how long ago it was looked up and stored.
    let mut there: Vec<(f64, f64, u32)> = Vec::new();
    for (object, (_, probability)) in engine.caches.popularities[*popularity as usize].all().enumerate() {
        let mean_s = 1.0 / (rate_per_s * probability);
        let used_s = mean_s * exponential.draw(stream);
        if ttl_s.is_infinite() {
            there.push((used_s, used_s, object as u32));
        } else if stream.uniform() * (ttl_s + mean_s) < ttl_s {
            let stored_s = ttl_s * stream.uniform();
            there.push((used_s.min(stored_s), stored_s, object as u32));
        }
    }
    there.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.2.cmp(&other.2)));
    let fitting = store.fitting(there.iter().map(|(_, _, object)| *object));
    there.truncate(fitting);
    // Stored in the order of their ages, so that they expire in it; then put in the order of their last use.
    let mut by_age: Vec<(f64, u32)> = there.iter().map(|&(_, stored_s, object)| (stored_s, object)).collect();
    by_age.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    for (stored_s, object) in by_age {
        let by_hand_s =
            if rules.by_hand_s.is_finite() { rules.by_hand_s * exponential.draw(stream) } else { f64::INFINITY };
        store.put(object, -stored_s, by_hand_s);
    }
    for &(_, _, object) in there.iter().rev() {
        if store.stored_s(object).is_some() {
            store.touch(object);
        }
    }
}
