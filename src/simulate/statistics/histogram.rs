//! Counts of values in buckets of bounded relative width: the idea of HdrHistogram, on the bits of a float.
//!
//! A positive float's bits order like the number itself, and its upper bits are the exponent and the first digits after
//! it. So the bits without the last `52 - DIGITS` number the buckets: `2^DIGITS` of equal width in every doubling of the
//! value. A bucket's middle is within `2^-(DIGITS + 1)` of every value in it: 0.4 % with 7 digits, 3.2 % with 4.
//!
//! Invariants: counts are exact; merging is exact and its order does not matter. Recording costs a shift, a comparison
//! and an addition; memory is 8 bytes per bucket between the least and the greatest value seen.
//!
//! Sources: G. Tene, HdrHistogram; Masson, Rim and Lee, "DDSketch", VLDB 2019, for the guarantee.

use super::Merge;

/// Smaller values count as this one, s: about a nanosecond.
const SMALLEST: f64 = 1.0 / (1_u64 << 30) as f64;
/// Greater values count as this one, s: thousands of years.
const GREATEST: f64 = (1_u64 << 40) as f64;

/// Counts of values of 0 and more in buckets of bounded relative width, `2^DIGITS` per doubling.
#[derive(Clone, Debug, Default)]
pub struct Histogram<const DIGITS: u32> {
    /// Values that are exactly 0.
    zeros: u64,
    /// Number of the first bucket held, which begins a doubling.
    first: u32,
    /// From the first bucket on, whole doublings.
    counts: Vec<u64>,
}

/// A place among the values of a histogram: a bucket, and how much of what is in it lies above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// `None`: among the zeros.
    bucket: Option<u32>,
    /// Share of the bucket's values above, 0..1.
    above: f64,
}

impl<const DIGITS: u32> Histogram<DIGITS> {
    const SHIFT: u32 = 52 - DIGITS;

    /// What another counted in the same buckets: values of 0, and counts of buckets from the one that begins at `edge` on.
    pub fn from_counts(zeros: u64, edge: f64, counts: impl IntoIterator<Item = u64>) -> Self {
        let mut histogram = Self { zeros, ..Self::default() };
        let first = (edge.to_bits() >> Self::SHIFT) as u32;
        for (bucket, count) in (first..).zip(counts).filter(|(_, count)| *count > 0) {
            histogram.make_room(bucket >> DIGITS << DIGITS, 1 << DIGITS);
            histogram.counts[(bucket - histogram.first) as usize] += count;
        }
        histogram
    }

    /// Counts a value; false, and not counted, if it is negative or not a number.
    #[inline]
    pub fn record(&mut self, value: f64) -> bool {
        let place = ((value.to_bits() >> Self::SHIFT) as u32).wrapping_sub(self.first);
        match self.counts.get_mut(place as usize) {
            Some(count) => {
                *count += 1;
                true
            }
            None => self.record_outside(value),
        }
    }

    #[cold]
    fn record_outside(&mut self, value: f64) -> bool {
        if value.is_nan() || value < 0.0 {
            return false;
        }
        if value == 0.0 {
            self.zeros += 1;
        } else {
            let bucket = (value.clamp(SMALLEST, GREATEST).to_bits() >> Self::SHIFT) as u32;
            let start = bucket >> DIGITS << DIGITS;
            self.make_room(start, 1 << DIGITS);
            self.counts[(bucket - self.first) as usize] += 1;
        }
        true
    }

    /// Holds so many buckets from the first given on, whole doublings of the value, and all between them and those held
    /// before.
    fn make_room(&mut self, first: u32, length: usize) {
        if self.counts.is_empty() {
            self.first = first;
        } else if first < self.first {
            self.counts.splice(0..0, std::iter::repeat_n(0, (self.first - first) as usize));
            self.first = first;
        }
        let length = (first - self.first) as usize + length;
        if length > self.counts.len() {
            self.counts.resize(length, 0);
        }
    }

    /// Values counted.
    pub fn count(&self) -> u64 {
        self.zeros + self.counts.iter().sum::<u64>()
    }

    /// Buckets with something in them and their counts, least first; without the zeros.
    fn buckets(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        (self.first..).zip(self.counts.iter().copied()).filter(|(_, count)| *count > 0)
    }

    /// The same counts in buckets of `FEWER` digits (no more than it has), and no more doublings of them than needed.
    pub fn coarse<const FEWER: u32>(&self) -> Histogram<FEWER> {
        let doublings = self.counts.chunks_exact(1 << DIGITS);
        let empty = |doubling: &&[u64]| doubling.iter().all(|count| *count == 0);
        let below = doublings.clone().take_while(empty).count();
        let above = doublings.clone().rev().take_while(empty).count();
        let needed = doublings.len().saturating_sub(below + above);
        let wider = DIGITS.saturating_sub(FEWER);
        let kept = doublings.skip(below).take(needed).flat_map(|doubling| doubling.chunks_exact(1 << wider));
        let first = (self.first + ((below as u32) << DIGITS)) >> wider;
        Histogram { zeros: self.zeros, first, counts: kept.map(|counts| counts.iter().sum()).collect() }
    }

    /// Forgets the values and keeps the memory.
    pub fn clear(&mut self) {
        self.zeros = 0;
        self.counts.fill(0);
    }

    /// Where the given share of the values lies below and the rest above; `None` if there are no values.
    pub fn position(&self, share: f64) -> Option<Position> {
        self.tail().position(share)
    }

    /// The position of a value: its own bucket's values are taken to be spread evenly over it.
    pub fn position_of(value: f64) -> Position {
        if value <= 0.0 {
            return Position { bucket: None, above: 0.0 };
        }
        let value = value.clamp(SMALLEST, GREATEST);
        let bucket = (value.to_bits() >> Self::SHIFT) as u32;
        let (low, high) = Self::edges_of(bucket);
        Position { bucket: Some(bucket), above: (high - value) / (high - low) }
    }

    fn edges_of(bucket: u32) -> (f64, f64) {
        let edge = |number: u32| f64::from_bits(u64::from(number) << Self::SHIFT);
        (edge(bucket), edge(bucket + 1))
    }

    /// Sums from above, for those who ask for many positions.
    pub(super) fn tail(&self) -> Tail {
        let mut from = vec![0; self.counts.len() + 1];
        for (place, count) in self.counts.iter().enumerate().rev() {
            from[place] = from[place + 1] + count;
        }
        Tail { zeros: self.zeros, first: self.first, from }
    }

    /// Share of the values above a threshold, 0..1; exact where the threshold is the edge of a bucket. `None` if empty.
    pub fn share_above(&self, threshold: f64) -> Option<f64> {
        let count = self.count();
        (count > 0).then(|| self.tail().above(Self::position_of(threshold)) / count as f64)
    }

    /// Least and greatest value that may stand at a position.
    pub fn edges(position: Position) -> (f64, f64) {
        position.bucket.map_or((0.0, 0.0), Self::edges_of)
    }

    /// The value in the middle of what may stand at a position: off by half a bucket at most.
    pub fn middle(position: Position) -> f64 {
        let (low, high) = Self::edges(position);
        f64::midpoint(low, high)
    }

    /// The value at a position if those in its bucket are spread evenly: off by a bucket at most, mostly by much less.
    pub fn value(position: Position) -> f64 {
        let (low, high) = Self::edges(position);
        high - position.above * (high - low)
    }

    /// The value below which the given share (0..1) of the values lies, within half a bucket; `None` if empty.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        self.position(share).map(Self::middle)
    }
}

/// How many values lie above each bucket.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    zeros: u64,
    first: u32,
    /// Values in a bucket and above it; one more than there are buckets.
    from: Vec<u64>,
}

impl Tail {
    /// All values.
    pub(super) fn count(&self) -> f64 {
        (self.zeros + self.from[0]) as f64
    }

    /// Where the given share of the values lies below and the rest above; `None` if there are no values.
    pub(super) fn position(&self, share: f64) -> Option<Position> {
        let wanted = (1.0 - share.clamp(0.0, 1.0)) * self.count();
        let all = self.from[0] as f64;
        if self.zeros > 0 && wanted >= all {
            return Some(Position { bucket: None, above: (wanted - all) / self.zeros as f64 });
        }
        let over = self.from.get(1..).unwrap_or_default();
        let reached = over.partition_point(|over| *over as f64 > wanted);
        // Buckets below the first value are empty.
        let place = reached.max(over.partition_point(|over| *over == self.from[0]));
        let (over, held) = (*over.get(place)?, self.from[place]);
        let above = (wanted - over as f64) / (held - over) as f64;
        Some(Position { bucket: Some(self.first + place as u32), above: above.clamp(0.0, 1.0) })
    }

    /// Values above a position, those of its own bucket in part.
    pub(super) fn above(&self, position: Position) -> f64 {
        let Some(bucket) = position.bucket else {
            return self.from[0] as f64 + position.above * self.zeros as f64;
        };
        let from = |place: usize| self.from.get(place).copied().unwrap_or(0);
        match bucket.checked_sub(self.first) {
            None => self.from[0] as f64,
            Some(place) => {
                let over = from(place as usize + 1);
                over as f64 + position.above * (from(place as usize) - over) as f64
            }
        }
    }
}

/// Histograms are equal when they count the same values, whatever room they hold.
impl<const DIGITS: u32> PartialEq for Histogram<DIGITS> {
    fn eq(&self, other: &Self) -> bool {
        self.zeros == other.zeros && self.buckets().eq(other.buckets())
    }
}

impl<const DIGITS: u32> Merge for Histogram<DIGITS> {
    fn merge(&mut self, other: &Self) {
        self.zeros += other.zeros;
        if !other.counts.is_empty() {
            self.make_room(other.first, other.counts.len());
            let place = (other.first - self.first) as usize;
            self.counts.iter_mut().skip(place).zip(&other.counts).for_each(|(own, more)| *own += more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Fine = Histogram<7>;

    fn of(values: &[f64]) -> Fine {
        let mut histogram = Fine::default();
        for value in values {
            assert!(histogram.record(*value), "{value}");
        }
        histogram
    }

    #[test]
    fn every_value_comes_back_within_half_a_bucket() {
        let mut value = SMALLEST;
        while value < 1e12 {
            let back = of(&[value]).quantile(0.5).unwrap();
            assert!((back / value - 1.0).abs() <= 1.0 / 256.0, "{value} came back as {back}");
            value *= 1.001_3;
        }
    }

    #[test]
    fn zeros_are_values_and_what_is_no_value_is_not() {
        let mut histogram = of(&[0.0, 0.0, 0.0, 5.0]);
        assert_eq!((histogram.quantile(0.75), histogram.share_above(0.0)), (Some(0.0), Some(0.25)));
        assert!(!histogram.record(f64::NAN) && !histogram.record(-1.0));
        assert_eq!(histogram.count(), 4);
        assert!(histogram.record(f64::INFINITY) && histogram.record(1e-300));
        assert_eq!(histogram.count(), 6);
        assert!(Fine::default().quantile(0.5).is_none() && Fine::default().share_above(1.0).is_none());
    }

    #[test]
    fn a_value_below_the_first_bucket_counts_as_below() {
        let histogram = of(&[8.0, 9.0, 10.0]);
        assert_eq!(histogram.share_above(1.0), Some(1.0));
        assert_eq!(histogram.share_above(8.5), Some(2.0 / 3.0));
        assert_eq!(histogram.share_above(1e6), Some(0.0));
    }

    #[test]
    fn a_position_leaves_exactly_its_share_above() {
        let values: Vec<f64> = (1..=1000).map(|value| f64::from(value % 37) + 0.5).collect();
        let histogram = of(&values);
        for share in [0.0, 0.1, 0.5, 0.99, 0.999, 1.0] {
            let above = histogram.tail().above(histogram.position(share).unwrap());
            assert!((above - (1.0 - share) * 1000.0).abs() < 1e-9, "{share}: {above}");
        }
    }

    #[test]
    fn merging_and_coarsening_count_every_value_once() {
        let (one, two) = ([0.0, 1e-3, 5.0, 7.0], [1e-6, 2.0, 300.0]);
        let whole = of(&[one.as_slice(), &two].concat());
        let (mut forth, mut back) = (of(&one), of(&two));
        forth.merge(&of(&two));
        back.merge(&of(&one));
        assert!(forth == whole && back == whole && of(&one) != whole);
        let coarse = whole.coarse::<4>();
        assert_eq!(coarse.count(), 7);
        assert!((coarse.quantile(1.0).unwrap() / 300.0 - 1.0).abs() <= 1.0 / 32.0);
    }

    #[test]
    fn clearing_forgets() {
        let mut histogram = of(&[0.0, 1.0, 2.0]);
        histogram.clear();
        assert_eq!(histogram, Fine::default());
    }
}
