//! A distribution kept as a table: for what has no transform in closed form, such as the slowest of several answers or
//! an answer under a time limit.
//!
//! The distribution function is linear between knots, which stand denser at the start (at the squares of equal steps).
//! The mass may be below 1: the rest never happens. Times in seconds.

use super::lanes::{Grid, LANES, Lanes};
use crate::base::complex::Complex;

/// Steps between the knots of a table, and of one that only leads the search for the fixed point; even numbers.
const KNOTS: u32 = 320;
const FEW_KNOTS: u32 = 96;

/// Steps of density below this, relative to a constant one over all times, are none.
const NEGLIGIBLE: f64 = 1e-10;

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
    pub(super) fn knots(start: f64, end: f64, coarse: bool) -> Vec<f64> {
        let width = (end - start).max(0.0);
        if width <= 0.0 {
            return vec![end.max(start)];
        }
        let knots = if coarse { FEW_KNOTS } else { KNOTS };
        let mut times: Vec<f64> =
            (0..knots).map(|knot| start + width * (f64::from(knot) / f64::from(knots)).powi(2)).collect();
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

    /// First and second moment over its mass: from the tail, by Simpson's rule over equal steps of the square root of time.
    pub(super) fn moments(&self) -> (f64, f64) {
        let ((start, _), mass) = (self.start(), self.mass());
        let steps = self.times.len() - 1;
        let width = self.times.last().map_or(0.0, |end| end - start);
        let mut sums = (0.0, 0.0);
        for (knot, (time, reached)) in self.times.iter().zip(&self.reached).enumerate() {
            let place = knot as f64 / steps.max(1) as f64;
            let weight = if knot == 0 || knot == steps { 1.0 } else { 2.0 + 2.0 * (knot % 2) as f64 };
            let tail = weight * 2.0 * place * (mass - reached);
            sums.0 += tail;
            sums.1 += tail * 2.0 * time;
        }
        let step = width / (3.0 * steps.max(1) as f64);
        (mass * start + sums.0 * step, mass * start * start + sums.1 * step)
    }

    /// The density before the last knot, per second.
    pub(super) fn last_density(&self) -> f64 {
        self.density_after(self.times.len().saturating_sub(2))
    }

    /// E[exp(i w (T - start))] over its mass, at one grid of frequencies after the other: the density is constant between
    /// knots, so that each knot contributes its step of density.
    pub(super) fn turning(&self) -> Turning {
        let (start, mass) = self.start();
        let end = self.times.last().copied().unwrap_or_default();
        let negligible = NEGLIGIBLE / (end - start).max(f64::MIN_POSITIVE);
        let mut density = 0.0;
        let mut knots = Vec::with_capacity(self.times.len());
        for (knot, time) in self.times.iter().enumerate() {
            let next = self.density_after(knot);
            let step: f64 = density - next;
            if step.abs() > negligible {
                knots.push(Knot {
                    time: time - start,
                    here: Complex::new(step, 0.0),
                    leap: Complex::ONE,
                    step: Complex::ONE,
                });
            }
            density = next;
        }
        Turning { knots, mass, begun: false }
    }

    fn density_after(&self, knot: usize) -> f64 {
        let Some(next) = self.times.get(knot + 1) else { return 0.0 };
        let width = next - self.times[knot];
        if width > 0.0 { (self.reached[knot + 1] - self.reached[knot]) / width } else { 0.0 }
    }
}

/// The transform of a table while it is evaluated at one grid of frequencies after the other.
pub(super) struct Turning {
    knots: Vec<Knot>,
    /// What stands at the start.
    mass: f64,
    begun: bool,
}

/// A knot with its step of density, turned by the first frequency of the next grid.
struct Knot {
    time: f64,
    here: Complex,
    /// Turns from frequency to frequency, and from grid to grid.
    step: Complex,
    leap: Complex,
}

impl Turning {
    /// The values at the next grid: all have the same step, and each begins where the last one ended.
    pub(super) fn next(&mut self, grid: &Grid) -> Lanes {
        if !self.begun {
            self.begun = true;
            for knot in &mut self.knots {
                knot.step = Complex::turn(grid.step * knot.time);
                knot.leap = knot.step.powi(LANES as u64);
                knot.here = knot.here * Complex::turn(grid.frequencies[0] * knot.time);
            }
        }
        let mut sums = Lanes::ZERO;
        for knot in &mut self.knots {
            let values = Lanes::powers(knot.here, knot.step);
            for lane in 0..LANES {
                sums.re[lane] += values.re[lane];
                sums.im[lane] += values.im[lane];
            }
            knot.here = knot.here * knot.leap;
        }
        for (lane, frequency) in grid.frequencies.into_iter().enumerate() {
            // The sum is over e^{iwt} / (iw).
            (sums.re[lane], sums.im[lane]) = (sums.im[lane] / frequency + self.mass, -sums.re[lane] / frequency);
        }
        sums
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
        let knots = Law::knots(0.0, 40.0, false);
        let reached = knots.iter().map(|time| 1.0 - (-time).exp()).collect();
        let law = Law::of(knots, reached);
        let (first, second) = law.moments();
        assert!((first - 1.0).abs() < 1e-7 && (second - 2.0).abs() < 1e-6, "{first} {second}");
        let (mut turning, step) = (law.turning(), 0.05);
        for first in [1, 1 + LANES, 1 + 2 * LANES] {
            let grid = Grid::new(first, step);
            let values = turning.next(&grid);
            for (lane, frequency) in grid.frequencies.into_iter().enumerate() {
                let exact = Complex::ONE / Complex::new(1.0, -frequency);
                let (value, off) = (values.number(lane), values.number(lane) - exact);
                assert!(off.re.abs() < 3e-4 && off.im.abs() < 3e-4, "{value:?} {exact:?}");
            }
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
