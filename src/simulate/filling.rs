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
    let exponential: &Exponential = &engine.exponential;
    let Kind::Filled { popularity, store, rules } = &mut engine.caches.caches[position].kind else { return };
    if rates.rate_per_s <= 0.0 || ttl_s <= 0.0 {
        return;
    }
    let mut there = Past::default();
    let mut fate = Fate::of(0.0, rates, rules.by_hand_s, ttl_s);
    for (object, (_, probability)) in engine.caches.popularities[*popularity as usize].all().enumerate() {
        // Most objects are as popular as the one before.
        if probability != fate.probability {
            fate = Fate::of(probability, rates, rules.by_hand_s, ttl_s);
        }
        if let Some((used_s, stored_s)) = fate.draw(exponential, stream) {
            there.used.push(At { ago_s: used_s, object: object as u32 });
            there.stored.push(At { ago_s: stored_s, object: object as u32 });
        }
    }
    // Where everything has room, nobody ever asks what was used last.
    if store.may_overflow() {
        there.used = in_order(&there.used);
        let fitting = store.fitting(there.used.iter().map(|past| past.object));
        there.keep(fitting, store.objects());
    }
    for past in in_order(&there.stored).iter().rev() {
        let by_hand_s =
            if rules.by_hand_s.is_finite() { rules.by_hand_s * exponential.draw(stream) } else { f64::INFINITY };
        store.place(past.object, -past.ago_s, by_hand_s);
    }
    store.line_up(there.used.iter().rev().map(|past| past.object));
}

/// What becomes of an object of some popularity, looked up and dropped by chance. Times in seconds.
struct Fate {
    probability: f64,
    /// Mean time between look-ups.
    mean_s: f64,
    dropped_per_s: f64,
    ttl_s: f64,
    /// Mean time until an entry expires or is dropped.
    stays_s: f64,
    /// Of the entries, the share that is dropped before it expires, times -1; 0 where hardly any is.
    dropped: f64,
}

impl Fate {
    fn of(probability: f64, rates: Rates, by_hand_s: f64, ttl_s: f64) -> Self {
        let dropped_per_s = rates.drops_per_s * probability + 1.0 / by_hand_s;
        let dropped = if dropped_per_s * ttl_s < 1e-9 { 0.0 } else { libm::expm1(-dropped_per_s * ttl_s) };
        let stays_s = if dropped == 0.0 { ttl_s } else { -dropped / dropped_per_s };
        Self { probability, mean_s: 1.0 / (rates.rate_per_s * probability), dropped_per_s, ttl_s, stays_s, dropped }
    }

    /// How long ago the object was looked up and stored; `None` where it is not there.
    fn draw(&self, exponential: &Exponential, stream: &mut Stream) -> Option<(f64, f64)> {
        let used_s = self.mean_s * exponential.draw(stream);
        if self.ttl_s.is_infinite() {
            let there = self.dropped_per_s == 0.0 || stream.uniform() < libm::exp(-self.dropped_per_s * used_s);
            return there.then_some((used_s, used_s));
        }
        if stream.uniform() * (self.stays_s + self.mean_s) >= self.stays_s {
            return None;
        }
        let stored_s = self.age_s(stream.uniform());
        Some((used_s.min(stored_s), stored_s))
    }

    /// The age up to which this share of the entries is that are there.
    fn age_s(&self, share: f64) -> f64 {
        if self.dropped == 0.0 {
            return self.ttl_s * share;
        }
        (-libm::log1p(share * self.dropped) / self.dropped_per_s).min(self.ttl_s)
    }
}

/// An object, and how long ago something was done with it.
#[derive(Clone, Copy, Default)]
struct At {
    ago_s: f64,
    object: u32,
}

/// What is there, by its last use and by its storing.
#[derive(Default)]
struct Past {
    used: Vec<At>,
    stored: Vec<At>,
}

impl Past {
    /// Keeps the first so many of those in the order of their use, of so many objects that there are.
    fn keep(&mut self, fitting: usize, objects: usize) {
        if fitting < self.used.len() {
            let mut fits = vec![false; objects];
            self.used.truncate(fitting);
            self.used.iter().for_each(|past| fits[past.object as usize] = true);
            self.stored.retain(|past| fits[past.object as usize]);
        }
    }
}

/// Buckets that a list is spread over before it is sorted.
const BUCKETS: usize = 1 << 14;

/// In the order of their times, none of them negative: by equal parts of the longest first, over which most objects are
/// spread evenly, then each part by itself.
fn in_order(list: &[At]) -> Vec<At> {
    let parts_per_s = BUCKETS as f64 / list.iter().map(|past| past.ago_s).fold(0.0, f64::max);
    let bucket = |past: &At| ((past.ago_s * parts_per_s) as usize).min(BUCKETS - 1);
    let mut ends = vec![0_u32; BUCKETS + 1];
    for past in list {
        ends[bucket(past) + 1] += 1;
    }
    for place in 1..ends.len() {
        ends[place] += ends[place - 1];
    }
    let mut ordered = vec![At::default(); list.len()];
    for past in list {
        let next = &mut ends[bucket(past)];
        ordered[*next as usize] = *past;
        *next += 1;
    }
    let mut from = 0;
    for &end in &ends[..BUCKETS] {
        ordered[from as usize..end as usize].sort_unstable_by_key(|past| (past.ago_s.to_bits(), past.object));
        from = end;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An object is there for so long after each storing, then not until the next look-up: an alternating renewal process
    /// (Cox, Renewal Theory, 1962, chapter 7). The age of an entry has a density that falls as what drops it: exponential,
    /// cut off at the time to live.
    #[test]
    fn an_object_is_there_as_often_and_as_old_as_renewal_theory_says() {
        let (exponential, mut stream) = (Exponential::new(), Stream::new(3, 5, Purpose::Filling, 0));
        for (look_ups, drops, by_hand_s, ttl_s) in
            [(0.5, 0.0, f64::INFINITY, 4.0), (0.2, 0.3, f64::INFINITY, 5.0), (1.0, 0.5, 2.0, 3.0)]
        {
            let fate = Fate::of(1.0, Rates { rate_per_s: look_ups, drops_per_s: drops }, by_hand_s, ttl_s);
            let number = 400_000;
            let ages: Vec<(f64, f64)> = (0..number).filter_map(|_| fate.draw(&exponential, &mut stream)).collect();
            let rate: f64 = drops + 1.0 / by_hand_s;
            let kept = (-rate * ttl_s).exp();
            let (stays_s, age_s) = if rate > 0.0 {
                ((1.0 - kept) / rate, 1.0 / rate - ttl_s * kept / (1.0 - kept))
            } else {
                (ttl_s, ttl_s / 2.0)
            };
            let there = stays_s / (stays_s + 1.0 / look_ups);
            let (count, total) = (ages.len() as f64, f64::from(number));
            assert!((count / total - there).abs() < 4.0 * (there * (1.0 - there) / total).sqrt(), "{count}: {there}");
            let mean_s = ages.iter().map(|age| age.1).sum::<f64>() / count;
            // No age is spread wider than one that is uniform.
            assert!((mean_s - age_s).abs() < 4.0 * ttl_s / (12.0 * count).sqrt(), "{mean_s}: {age_s}");
            assert!(ages.iter().all(|&(used_s, stored_s)| used_s <= stored_s && stored_s <= ttl_s));
        }
    }

    #[test]
    fn what_is_in_order_is_all_there_and_rises() {
        let mut stream = Stream::new(5, 5, Purpose::Filling, 0);
        let spread = |object: u32, share: f64| [0.0, 7.0, share, libm::exp(60.0 * share)][object as usize % 4];
        let list: Vec<At> = (0..50_000).map(|object| At { ago_s: spread(object, stream.uniform()), object }).collect();
        let ordered = in_order(&list);
        let mut expected: Vec<(u64, u32)> = list.iter().map(|past| (past.ago_s.to_bits(), past.object)).collect();
        expected.sort_unstable();
        assert!(ordered.iter().map(|past| (past.ago_s.to_bits(), past.object)).eq(expected));
        assert!(in_order(&[At::default()]).len() == 1 && in_order(&[]).is_empty());
    }

    #[test]
    fn without_a_time_to_live_an_object_is_there_if_nothing_dropped_it_since_its_last_use() {
        let (exponential, mut stream) = (Exponential::new(), Stream::new(4, 5, Purpose::Filling, 0));
        let fate = Fate::of(1.0, Rates { rate_per_s: 3.0, drops_per_s: 1.0 }, f64::INFINITY, f64::INFINITY);
        let number = 400_000;
        let there = (0..number).filter(|_| fate.draw(&exponential, &mut stream).is_some()).count() as f64;
        // The last thing that happened was a look-up rather than a drop: 3 / (3 + 1).
        let total = f64::from(number);
        assert!((there / total - 0.75).abs() < 4.0 * (0.75 * 0.25 / total).sqrt(), "{there}");
    }
}
