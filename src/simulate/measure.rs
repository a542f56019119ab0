//! Counters of a run. Only sums and counts: what is made of them stands in [`super::outcome`].

use super::code::NONE;
use super::statistics::Histogram;

/// Buckets per doubling of a time: a bucket is at most 0.8 % wide.
const PER_OCTAVE_BITS: u32 = 7;

/// Bits of a float that a bucket leaves out.
const LEFT_OUT: u32 = 52 - PER_OCTAVE_BITS;

/// The shortest time that is told apart, as a power of two of seconds, and the doublings from there.
const LOWEST_POWER: u64 = 40;
const OCTAVES: u64 = 64;

/// Number of buckets.
const BUCKETS: usize = ((OCTAVES as usize) << PER_OCTAVE_BITS) + 1;

/// First bucket, in float bits.
const OFFSET: u64 = (1023 - LOWEST_POWER) << PER_OCTAVE_BITS;

/// Times, counted by their size: 128 buckets per doubling, from 1e-12 s on, so that a quantile is off by 0.4 % at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// Number of them.
    pub count: u64,
    /// Their sum, seconds.
    pub sum_s: f64,
    /// The sum of their squares, seconds squared.
    pub sum_of_squares_s2: f64,
    /// Number by bucket; empty where nothing was counted.
    pub buckets: Vec<u32>,
}

impl Times {
    /// Adds a time, seconds.
    #[inline]
    pub(super) fn add(&mut self, seconds: f64) {
        self.count += 1;
        self.sum_s += seconds;
        self.sum_of_squares_s2 += seconds * seconds;
        let bucket = ((seconds.to_bits() >> LEFT_OUT).saturating_sub(OFFSET) as usize).min(BUCKETS - 1);
        if let Some(count) = self.buckets.get_mut(bucket) {
            *count += 1;
        } else {
            self.buckets = vec![0; BUCKETS];
            self.buckets[bucket] = 1;
        }
    }

    /// Adds all times of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum_s += other.sum_s;
        self.sum_of_squares_s2 += other.sum_of_squares_s2;
        if self.buckets.is_empty() {
            self.buckets.clone_from(&other.buckets);
        } else {
            self.buckets.iter_mut().zip(&other.buckets).for_each(|(own, more)| *own += more);
        }
    }

    pub(super) fn clear(&mut self) {
        (self.count, self.sum_s, self.sum_of_squares_s2) = (0, 0.0, 0.0);
        self.buckets.fill(0);
    }

    /// Mean, seconds; 0 where there is none.
    pub fn mean_s(&self) -> f64 {
        if self.count > 0 { self.sum_s / self.count as f64 } else { 0.0 }
    }

    /// The time that this share of them does not exceed, seconds: the middle of its bucket.
    pub fn quantile_s(&self, share: f64) -> f64 {
        let wanted = (share * self.count as f64).max(1.0);
        let mut seen = 0.0;
        for (bucket, count) in self.buckets.iter().enumerate() {
            seen += f64::from(*count);
            if seen >= wanted {
                return f64::midpoint(Self::edge_s(bucket), Self::edge_s(bucket + 1));
            }
        }
        0.0
    }

    /// The same counts, for statistics.
    pub(super) fn histogram(&self) -> Histogram<7> {
        let zeros = self.buckets.first().copied().unwrap_or(0);
        let rest = self.buckets.iter().skip(1).map(|count| u64::from(*count));
        Histogram::from_counts(u64::from(zeros), Self::edge_s(1), rest)
    }

    /// Where a bucket begins, seconds.
    pub fn edge_s(bucket: usize) -> f64 {
        if bucket == 0 { 0.0 } else { f64::from_bits((bucket as u64 + OFFSET) << LEFT_OUT) }
    }
}

/// What became of the requests of a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassBatch {
    /// Begun.
    pub offered: u64,
    /// Given up or refused.
    pub failed: u64,
    /// Response times of those answered.
    pub response: Times,
}

/// A part of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Where it begins and ends, simulated seconds.
    pub from_s: f64,
    /// See `from_s`.
    pub until_s: f64,
    /// By position in [`crate::plan::Class::ALL`].
    pub classes: [ClassBatch; 4],
    /// By station of the plan: busy servers and requests in line, as integrals over the part's time.
    pub stations: Vec<(f64, f64)>,
}

impl Batch {
    /// Adds the part that follows.
    pub(super) fn append(&mut self, next: &Self) {
        self.until_s = next.until_s;
        for (own, more) in self.classes.iter_mut().zip(&next.classes) {
            own.offered += more.offered;
            own.failed += more.failed;
            own.response.merge(&more.response);
        }
        for (own, more) in self.stations.iter_mut().zip(&next.stations) {
            (own.0, own.1) = (own.0 + more.0, own.1 + more.1);
        }
    }
}

/// What passed a component.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Passed {
    pub(super) arrivals: u64,
    pub(super) answered: u64,
    pub(super) failed: u64,
    pub(super) time_s: f64,
    pub(super) lookups: u64,
    pub(super) hits: u64,
    pub(super) reads: u64,
    pub(super) old: u64,
}

/// Everything that is counted, but for stations.
#[derive(Clone, Debug, Default)]
pub(super) struct Measure {
    /// The part of the run that is under way.
    pub(super) batch: Batch,
    /// Failures by cause and class.
    pub(super) failures: Vec<[u64; 4]>,
    pub(super) components: Vec<Passed>,
    pub(super) counters: Vec<u64>,
    /// Whether any of the following two is wanted.
    pub(super) watched: bool,
    /// Response times since the last look, by class, where they are wanted.
    pub(super) live: Option<Box<[ClassBatch; 4]>>,
    /// The same since the last point of the time series.
    pub(super) point: Option<Box<[ClassBatch; 4]>>,
    /// In flight by class.
    pub(super) in_flight: [u64; 4],
    /// Writes that had been confirmed and were lost with a primary.
    pub(super) writes_lost: u64,
}

impl Measure {
    #[inline]
    pub(super) fn offer(&mut self, class: u32) {
        let class = class as usize & 3;
        self.batch.classes[class].offered += 1;
        self.in_flight[class] += 1;
        if self.watched {
            self.watchers().for_each(|seen| seen[class].offered += 1);
        }
    }

    #[inline]
    pub(super) fn answer(&mut self, class: u32, seconds: f64) {
        let class = class as usize & 3;
        self.in_flight[class] -= 1;
        self.batch.classes[class].response.add(seconds);
        if self.watched {
            self.watchers().for_each(|seen| seen[class].response.add(seconds));
        }
    }

    pub(super) fn fail(&mut self, class: u32, cause: u32) {
        let class = class as usize & 3;
        self.in_flight[class] -= 1;
        self.batch.classes[class].failed += 1;
        self.failures[cause as usize][class] += 1;
        if self.watched {
            self.watchers().for_each(|seen| seen[class].failed += 1);
        }
    }

    fn watchers(&mut self) -> impl Iterator<Item = &mut Box<[ClassBatch; 4]>> {
        self.live.iter_mut().chain(&mut self.point)
    }

    /// What has passed since the last look; empty where it is not recorded.
    pub(super) fn since(seen: &mut Option<Box<[ClassBatch; 4]>>) -> [ClassBatch; 4] {
        let Some(seen) = seen else { return Default::default() };
        let now = seen.as_ref().clone();
        for class in seen.iter_mut() {
            (class.offered, class.failed) = (0, 0);
            class.response.clear();
        }
        now
    }

    #[inline]
    pub(super) fn count(&mut self, counter: u32) {
        if counter != NONE {
            self.counters[counter as usize] += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_within_half_a_bucket() {
        let mut times = Times::default();
        for step in 1..=100_000 {
            times.add(f64::from(step) * 1e-5);
        }
        for share in [0.01, 0.5, 0.95, 0.99] {
            assert!((times.quantile_s(share) / share - 1.0).abs() < 0.004, "{share}: {}", times.quantile_s(share));
        }
        assert_eq!(times.count, 100_000);
    }

    #[test]
    fn statistics_see_the_same_quantiles() {
        let mut times = Times::default();
        for step in 0..10_000 {
            times.add(f64::from(step * step) * 1e-6);
        }
        let histogram = times.histogram();
        assert_eq!(histogram.count(), times.count);
        for share in [0.01, 0.5, 0.95, 0.99] {
            assert_eq!(histogram.quantile(share), Some(times.quantile_s(share)));
        }
    }

    #[test]
    fn times_out_of_range_are_counted() {
        let mut times = Times::default();
        for seconds in [0.0, 1e-15, 1e9, 1e300] {
            times.add(seconds);
        }
        assert_eq!(times.buckets.iter().sum::<u32>(), 4);
    }
}
