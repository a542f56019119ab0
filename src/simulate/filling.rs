//! Caches as they are after long use.
//!
//! Each object's last look-up lies an exponential time back, at the rate of its popularity; what was looked up last and
//! not dropped by a write since is there, in that order, as much as fits: the steady state of LRU without time to live.
//! With a time to live an object is there with the share of time that it would be without eviction, stored at an age that
//! is uniform, or the less likely the more writes would have dropped it by then. FIFO is filled as LRU, and LFU with the
//! most popular; both settle during the warm-up.

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
        let drops_per_s = plan.caches[position].dropping.iter().map(|&node| rates[node]).sum();
        fill_one(engine, position, Rates { rate_per_s, drops_per_s }, plan.caches[position].ttl_s, &mut stream);
    }
}

/// Look-ups, and writes that drop what they are about.
#[derive(Clone, Copy)]
struct Rates {
    rate_per_s: f64,
    drops_per_s: f64,
}

fn fill_one(engine: &mut Engine, position: usize, rates: Rates, ttl_s: f64, stream: &mut Stream) {
    let Rates { rate_per_s, drops_per_s } = rates;
    let exponential: &Exponential = &engine.exponential;
    let Kind::Filled { popularity, store, rules } = &mut engine.caches.caches[position].kind else { return };
    if rate_per_s <= 0.0 || ttl_s <= 0.0 {
        return;
    }
    // By object: how long ago it was looked up and stored.
    let mut there: Vec<Past> = Vec::with_capacity(store.objects());
    for (object, (_, probability)) in engine.caches.popularities[*popularity as usize].all().enumerate() {
        let (mean_s, dropped_per_s) =
            (1.0 / (rate_per_s * probability), drops_per_s * probability + 1.0 / rules.by_hand_s);
        let (object, used_s) = (object as u32, mean_s * exponential.draw(stream));
        if ttl_s.is_infinite() {
            if dropped_per_s == 0.0 || stream.uniform() < libm::exp(-dropped_per_s * used_s) {
                there.push(Past { used_s, stored_s: used_s, object });
            }
            continue;
        }
        let stays_s = stays(ttl_s, dropped_per_s);
        if stream.uniform() * (stays_s + mean_s) < stays_s {
            let stored_s = age(ttl_s, dropped_per_s, stream.uniform());
            there.push(Past { used_s: used_s.min(stored_s), stored_s, object });
        }
    }
    let mut there = in_order(&there, |past| past.used_s);
    let fitting = store.fitting(there.iter().map(|past| past.object));
    there.truncate(fitting);
    let mut put = |past: &Past, stream: &mut Stream| {
        let by_hand_s =
            if rules.by_hand_s.is_finite() { rules.by_hand_s * exponential.draw(stream) } else { f64::INFINITY };
        store.put(past.object, -past.stored_s, by_hand_s);
    };
    if ttl_s.is_infinite() {
        // Stored when last used: the one order is the other.
        there.iter().rev().for_each(|past| put(past, stream));
        return;
    }
    // Stored in the order of their ages, so that they expire in it; then put in the order of their last use.
    in_order(&there, |past| past.stored_s).iter().rev().for_each(|past| put(past, stream));
    for past in there.iter().rev() {
        if store.stored_s(past.object).is_some() {
            store.touch(past.object);
        }
    }
}

/// Mean time until an entry expires or is dropped, seconds.
fn stays(ttl_s: f64, dropped_per_s: f64) -> f64 {
    if dropped_per_s * ttl_s < 1e-9 { ttl_s } else { -libm::expm1(-dropped_per_s * ttl_s) / dropped_per_s }
}

/// The age up to which this share of the entries is that are there, seconds.
fn age(ttl_s: f64, dropped_per_s: f64, share: f64) -> f64 {
    if dropped_per_s * ttl_s < 1e-9 {
        return ttl_s * share;
    }
    (-libm::log1p(share * libm::expm1(-dropped_per_s * ttl_s)) / dropped_per_s).min(ttl_s)
}

/// What has been done with an object, so many seconds ago.
#[derive(Clone, Copy, Default)]
struct Past {
    used_s: f64,
    stored_s: f64,
    object: u32,
}

/// Buckets that a list is spread over before it is sorted.
const BUCKETS: usize = 1 << 14;

/// In the order of a time, none of them negative: by the leading bits first, which spread times of all sizes, then each
/// bucket by itself. Hundreds of thousands of objects take a few milliseconds so.
fn in_order(list: &[Past], time_s: impl Fn(&Past) -> f64) -> Vec<Past> {
    let bits = |past: &Past| time_s(past).to_bits();
    let least = list.iter().map(bits).min().unwrap_or(0);
    let most = list.iter().map(bits).max().unwrap_or(0);
    let shift = (u64::BITS - (most - least).leading_zeros()).saturating_sub(BUCKETS.ilog2());
    let bucket = |past: &Past| ((bits(past) - least) >> shift) as usize;
    let mut ends = vec![0_u32; BUCKETS + 1];
    for past in list {
        ends[bucket(past) + 1] += 1;
    }
    for place in 1..ends.len() {
        ends[place] += ends[place - 1];
    }
    let mut ordered = vec![Past::default(); list.len()];
    for past in list {
        let next = &mut ends[bucket(past)];
        ordered[*next as usize] = *past;
        *next += 1;
    }
    let mut from = 0;
    for &end in &ends[..BUCKETS] {
        ordered[from as usize..end as usize].sort_unstable_by_key(|past| (bits(past), past.object));
        from = end;
    }
    ordered
}
