//! A distribution kept as a table: for what has no transform in closed form, such as the slowest of several answers or
//! an answer under a time limit.
//!
//! The distribution function is linear between knots, which stand denser at the start (at the squares of equal steps).
//! The mass may be below 1: the rest never happens. Times in seconds.

use super::lanes::LANES;
use crate::base::complex::Complex;

/// Knots of a table.
const KNOTS: u32 = 640;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Law {
    /// Times, increasing; the first is the shortest possible time.
    times: Vec<f64>,
    /// Probability of a time up to each of them; the first is the mass that stands at the first time.
    reached: Vec<f64>,
}

impl Law {
    /// The times between `start` and `end` at which a table is made.
    pub(super) fn knots(start: f64, end: f64) -> Vec<f64> {
        let width = (end - start).max(0.0);
        if width <= 0.0 {
            return vec![end.max(start)];
        }
        let mut times: Vec<f64> =
            (0..KNOTS).map(|knot| start + width * (f64::from(knot) / f64::from(KNOTS)).powi(2)).collect();
        times.push(end);
        times
    }

    /// The table with these probabilities of a time up to each knot; what rounding makes fall is levelled.
    pub(super) fn of(times: Vec<f64>, mut reached: Vec<f64>) -> Self {
        let mut before: f64 = 0.0;
        for value in &mut reached {
            before = value.clamp(before, 1.0);
            *value = before;
        }
        Self { times, reached }
    }

    /// Probability that it happens at all.
    pub(super) fn mass(&self) -> f64 {
        self.reached.last().copied().unwrap_or_default()
    }

    /// The shortest possible time, and the mass that stands there.
    pub(super) fn start(&self) -> (f64, f64) {
        (self.times.first().copied().unwrap_or_default(), self.reached.first().copied().unwrap_or_default())
    }

    /// First and second moment over its mass.
    pub(super) fn moments(&self) -> (f64, f64) {
        let (time, mass) = self.start();
        let mut sums = (mass * time, mass * time * time);
        for (times, reached) in self.times.windows(2).zip(self.reached.windows(2)) {
            let mass = reached[1] - reached[0];
            sums.0 += mass * f64::midpoint(times[0], times[1]);
            sums.1 += mass * (times[0] * times[0] + times[0] * times[1] + times[1] * times[1]) / 3.0;
        }
        sums
    }

    /// E[exp(i w T)] over its mass, at positive frequencies in radians per second: the density is constant between
    /// knots, so that each knot contributes its step of density.
    pub(super) fn transform(&self, frequencies: &[f64; LANES]) -> [Complex; LANES] {
        let (start, mass) = self.start();
        let mut sums = [Complex::ZERO; LANES];
        let mut density = 0.0;
        for knot in 0..self.times.len() {
            let next = self.density_after(knot);
            let step = density - next;
            density = next;
            if step != 0.0 {
                for (sum, frequency) in sums.iter_mut().zip(frequencies) {
                    *sum += Complex::turn(frequency * self.times[knot]) * step;
                }
            }
        }
        for (sum, frequency) in sums.iter_mut().zip(frequencies) {
            // The sum is over e^{iwt} / (iw).
            *sum = Complex::new(sum.im, -sum.re) * (1.0 / frequency) + Complex::turn(frequency * start) * mass;
        }
        sums
    }

    fn density_after(&self, knot: usize) -> f64 {
        let Some(next) = self.times.get(knot + 1) else { return 0.0 };
        let width = next - self.times[knot];
        if width > 0.0 { (self.reached[knot + 1] - self.reached[knot]) / width } else { 0.0 }
    }
}

/// Probability that at least `needed` of independent events happen, of `groups` of equal ones (number, probability).
pub(super) fn at_least(needed: f64, groups: &[(f64, f64)]) -> f64 {
    let total: f64 = groups.iter().map(|(number, _)| number).sum();
    if needed <= 0.0 {
        return 1.0;
    }
    if needed > total {
        return 0.0;
    }
    if needed == total {
        return groups.iter().map(|(number, probability)| probability.powf(*number)).product();
    }
    if needed == 1.0 {
        let none: f64 = groups.iter().map(|(number, probability)| number * (-probability).ln_1p()).sum();
        return -none.exp_m1();
    }
    if let [(number, probability)] = groups {
        return binomial_tail(needed, *number, *probability);
    }
    // Number of events so far, all counts from `needed` on in the last place.
    let mut counts = vec![0.0; needed as usize + 1];
    counts[0] = 1.0;
    for &(number, probability) in groups {
        for _ in 0..number as usize {
            add_event(&mut counts, probability);
        }
    }
    counts.last().copied().unwrap_or_default()
}

fn add_event(counts: &mut [f64], probability: f64) {
    let last = counts.len() - 1;
    counts[last] += counts[last - 1] * probability;
    for count in (1..last).rev() {
        counts[count] = counts[count] * (1.0 - probability) + counts[count - 1] * probability;
    }
    counts[0] *= 1.0 - probability;
}

/// Probability of at least `needed` successes in `number` trials.
fn binomial_tail(needed: f64, number: f64, probability: f64) -> f64 {
    if probability <= 0.0 {
        return 0.0;
    }
    if probability >= 1.0 {
        return 1.0;
    }
    let odds = (probability / (1.0 - probability)).ln();
    let mut log = number * (-probability).ln_1p();
    let (mut tail, mut successes) = (0.0, 0.0);
    while successes <= number {
        if successes >= needed {
            tail += log.exp();
        }
        log += odds + ((number - successes) / (successes + 1.0)).ln();
        successes += 1.0;
    }
    tail.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_the_moments_and_the_transform_of_its_law() {
        let knots = Law::knots(0.0, 40.0);
        let reached = knots.iter().map(|time| 1.0 - (-time).exp()).collect();
        let law = Law::of(knots, reached);
        let (first, second) = law.moments();
        assert!((first - 1.0).abs() < 1e-4 && (second - 2.0).abs() < 3e-4, "{first} {second}");
        let frequencies = std::array::from_fn(|lane| 0.05 * (lane + 1) as f64);
        for (value, frequency) in law.transform(&frequencies).into_iter().zip(frequencies) {
            let exact = Complex::ONE / Complex::new(1.0, -frequency);
            assert!((value - exact).re.abs() < 1e-4 && (value - exact).im.abs() < 1e-4, "{value:?} {exact:?}");
        }
    }

    #[test]
    fn events_are_counted_alike_alone_and_in_groups() {
        for needed in [1.0, 2.0, 4.0, 7.0] {
            let grouped = at_least(needed, &[(7.0, 0.3)]);
            let alone = at_least(needed, &[(1.0, 0.3); 7]);
            let mixed = at_least(needed, &[(3.0, 0.3), (4.0, 0.3)]);
            assert!((grouped - alone).abs() < 1e-13 && (grouped - mixed).abs() < 1e-13, "{grouped} {alone} {mixed}");
        }
        assert!((at_least(2.0, &[(3.0, 0.5)]) - 0.5).abs() < 1e-14);
    }
}
