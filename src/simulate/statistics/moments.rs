//! Count, sum, spread and extremes of values.
//!
//! While values come in, they are summed as distances from the first of them, which loses no digits to a large common
//! part (a response of 50 ms that varies by a microsecond) and needs no division per value. Finished intervals are then
//! combined about their means. Source: Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The
//! American Statistician 37 (1983).

use super::Merge;

/// Sums of the values of an interval that is still open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    count: u64,
    /// The first value; the sums are of distances from it.
    origin: f64,
    sum: f64,
    squares: f64,
    least: f64,
    greatest: f64,
}

impl Sums {
    /// Takes in a finite value.
    #[inline]
    pub fn add(&mut self, value: f64) {
        if self.count == 0 {
            *self = Self { origin: value, least: value, greatest: value, ..Self::default() };
        }
        let distance = value - self.origin;
        self.count += 1;
        self.sum += distance;
        self.squares += distance * distance;
        self.least = self.least.min(value);
        self.greatest = self.greatest.max(value);
    }

    /// What they come to.
    pub fn moments(&self) -> Moments {
        if self.count == 0 {
            return Moments::default();
        }
        let count = self.count as f64;
        let spread = (self.squares - self.sum * self.sum / count).max(0.0);
        let sum = self.origin * count + self.sum;
        Moments { count: self.count, sum, spread, least: self.least, greatest: self.greatest }
    }
}

/// Count, sum, spread and extremes of values; all zero for none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// How many values.
    pub count: u64,
    /// Their sum, in their unit.
    pub sum: f64,
    /// Sum of the squared distances from their mean, in their unit squared.
    pub spread: f64,
    /// The least value; 0 if there is none.
    pub least: f64,
    /// The greatest value; 0 if there is none.
    pub greatest: f64,
}

impl Moments {
    /// The mean, in the values' unit; `None` of no values.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }

    /// The sample variance, in the unit squared; `None` of fewer than two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.spread / (self.count - 1) as f64)
    }
}

impl Merge for Moments {
    fn merge(&mut self, other: &Self) {
        let (Some(mean), Some(others)) = (self.mean(), other.mean()) else {
            if self.count == 0 {
                *self = *other;
            }
            return;
        };
        let (own, more) = (self.count as f64, other.count as f64);
        let apart = others - mean;
        self.spread += other.spread + apart * apart * (own / (own + more) * more);
        self.count += other.count;
        self.sum += other.sum;
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Moments {
        let mut sums = Sums::default();
        for value in values {
            sums.add(*value);
        }
        sums.moments()
    }

    #[test]
    fn the_variance_survives_a_large_common_part() {
        // The example of NIST's statistical reference datasets, NumAcc4: mean 10000000.2, deviation exactly 0.1.
        let values: Vec<f64> = (0..1001)
            .map(|index| match index {
                0 => 10_000_000.2,
                odd if odd % 2 == 1 => 10_000_000.1,
                _ => 10_000_000.3,
            })
            .collect();
        let moments = of(&values);
        assert!((moments.mean().unwrap() - 10_000_000.2).abs() < 1e-8);
        assert!((moments.variance().unwrap().sqrt() - 0.1).abs() < 1e-8);
        let mut parts = of(&values[..300]);
        parts.merge(&of(&values[300..]));
        assert!((parts.variance().unwrap().sqrt() - 0.1).abs() < 1e-8);
    }

    #[test]
    fn parts_come_to_the_whole() {
        let values = [3.0, -1.0, 4.0, 1.5, 9.0, 2.0, 6.0];
        for cut in 0..=values.len() {
            let mut parts = of(&values[..cut]);
            parts.merge(&of(&values[cut..]));
            let whole = of(&values);
            assert_eq!((parts.count, parts.least, parts.greatest), (7, -1.0, 9.0));
            assert!((parts.sum - 24.5).abs() < 1e-12 && (parts.spread - whole.spread).abs() < 1e-12, "{cut}");
        }
        // 24.5 / 7 = 3.5; squared distances .25 + 20.25 + .25 + 4 + 30.25 + 2.25 + 6.25 = 63.5
        assert!((of(&values).spread - 63.5).abs() < 1e-12);
        assert!(of(&[]).mean().is_none() && of(&[1.0]).variance().is_none());
    }
}
