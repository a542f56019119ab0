//! The distribution function of a response time from its characteristic function, by a cosine expansion of the density
//! on a finite interval (Fang and Oosterlee, SIAM J. Sci. Comput. 31, 2008).
//!
//! The shortest possible time and single times of positive probability (a cache hit that takes a fixed time) are taken
//! out before, since an expansion of smooth functions converges slowly at jumps. Terms are added until what the last
//! half of them contributes is small. The interval ends 14 standard deviations beyond the mean: what lies further out
//! is below 1e-5 for any distribution that is not heavier than exponential.

use std::f64::consts::PI;

use super::formula::{Atom, Formula, Scratch};
use super::lanes::{Grid, LANES, Lanes};
use super::moments::Moments;
use super::network::Network;
use super::{Quantiles, ResponseTime};

/// Points of the curve that is drawn.
const CURVE: usize = 96;

/// Points at which the first crossing of a percentile is looked for, denser at the start.
const GRID: u32 = 48;

/// Most rounds of narrowing a percentile down.
const MOST_ROUNDS: usize = 40;

/// Standard deviations beyond the mean at which the interval ends.
const REACH: f64 = 14.0;

/// Share of the mass that the last half of the terms may contribute at most, in absolute values.
const ENOUGH: f64 = 5e-5;

/// A distribution function.
pub(super) struct Distribution {
    /// Shortest possible time, seconds.
    shift: f64,
    atoms: Vec<Atom>,
    /// Length of the interval, seconds.
    length: f64,
    /// Mass of the continuous part.
    mass: f64,
    /// Steps times terms that it took.
    work: usize,
    /// Coefficients of its distribution function, from the sine of one half turn over the interval on.
    sines: Vec<f64>,
}

/// How many terms an expansion may have: so many steps of programs times terms, within these limits. A large topology
/// gets fewer, so that an answer stays a matter of milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Terms {
    work: usize,
    fewest: usize,
    most: usize,
}

impl Terms {
    /// For what users see.
    pub(super) const OF_CLASS: Self = Self { work: 150_000, fewest: 64, most: 2_048 };
    /// For a call whose whole distribution goes into another figure.
    pub(super) const OF_CALL: Self = Self { work: 100_000, fewest: 256, most: 2_048 };
    /// The same where it only leads the search for the fixed point.
    pub(super) const OF_CALL_COARSELY: Self = Self { work: 25_000, fewest: 64, most: 256 };
    /// For the one percentile of a component.
    pub(super) const OF_COMPONENT: Self = Self { work: 32_000, fewest: 64, most: 512 };
}

/// Entries with their rates whose requests together have the distribution.
pub(super) type Roots = [(usize, f64)];

impl Distribution {
    /// The time of those that succeed among requests that begin at `roots`, with so many terms.
    /// `None` where none succeeds.
    pub(super) fn new(network: &Network<'_>, roots: &Roots, terms: Terms, scratch: &mut Scratch) -> Option<Self> {
        let total: f64 = roots.iter().map(|(_, rate)| rate).sum();
        let weighted: Vec<(usize, f64)> = roots.iter().map(|(root, rate)| (*root, rate / total)).collect();
        let moments = mixture(network, &weighted);
        if moments.success.is_nan() || moments.success <= 1e-12 {
            return None;
        }
        let mut formula = Formula::new(network, &weighted, moments.mean(), scratch);
        let mut distribution = Self::prepared(&moments, formula.shift(), formula.atoms());
        let most = (terms.work / formula.size().max(1)).clamp(terms.fewest, terms.most);
        distribution.expand(&mut formula, moments.success, most);
        // Looking for percentiles costs about as much as some more operations.
        distribution.work = (formula.size() + 8) * distribution.sines.len().max(16);
        formula.finish(scratch);
        Some(distribution)
    }

    /// Interval and atoms, of a distribution with mass 1.
    fn prepared(moments: &Moments, shift: f64, mut atoms: Vec<Atom>) -> Self {
        let scale = 1.0 / moments.success;
        for atom in &mut atoms {
            atom.weight *= scale;
        }
        let mass = 1.0 - atoms.iter().map(|atom| atom.weight).sum::<f64>();
        let mean = moments.mean() - shift;
        let variance = (moments.second * scale - moments.mean() * moments.mean()).max(0.0);
        let length = (mean.max(0.0) + REACH * variance.sqrt()).max(1e-12);
        Self { shift, atoms, length, mass: if mass > 1e-9 { mass } else { 0.0 }, work: 0, sines: Vec::new() }
    }

    /// Shortest time, and one that hardly any exceeds, seconds.
    pub(super) fn range(&self) -> (f64, f64) {
        let last = self.atoms.iter().map(|atom| atom.time).fold(0.0, f64::max);
        (self.shift, self.shift + if self.mass > 0.0 { self.length.max(last) } else { last })
    }

    /// Steps times terms that it took.
    pub(super) fn work(&self) -> usize {
        self.work
    }

    fn expand(&mut self, formula: &mut Formula<'_, '_>, success: f64, most_terms: usize) {
        if self.mass == 0.0 {
            return;
        }
        let step = PI / self.length;
        let mut checked = 64;
        while self.sines.len() < most_terms {
            let grid = Grid::new(self.sines.len() + 1, step);
            let mut continuous = Lanes::ZERO;
            continuous.add(&formula.evaluate(&grid), 1.0 / success);
            for atom in &self.atoms {
                continuous.add(&Lanes::turn(&grid, atom.time), -atom.weight);
            }
            for (frequency, value) in grid.frequencies.into_iter().zip(continuous.re) {
                self.sines.push(2.0 / (self.length * frequency) * value);
            }
            if self.sines.len() >= checked {
                if self.last_half() < ENOUGH * self.mass {
                    break;
                }
                checked *= 2;
            }
        }
    }

    /// A bound on what the last half of the terms adds anywhere, were their signs random.
    fn last_half(&self) -> f64 {
        let half = &self.sines[self.sines.len() / 2..];
        half.iter().map(|term| term * term).sum::<f64>().sqrt()
    }

    /// Probabilities of times up to `seconds` each.
    pub(super) fn probabilities(&self, seconds: &[f64]) -> Vec<f64> {
        let mut found = Vec::with_capacity(seconds.len());
        for batch in seconds.chunks(LANES) {
            let mut places = [self.shift; LANES];
            places[..batch.len()].copy_from_slice(batch);
            found.extend_from_slice(&self.at(&places)[..batch.len()]);
        }
        found
    }

    fn at(&self, seconds: &[f64; LANES]) -> [f64; LANES] {
        let shares = seconds.map(|time| ((time - self.shift) / self.length).clamp(0.0, 1.0));
        let sums =
            if self.mass > 0.0 { sine_series(&self.sines, &shares.map(|share| PI * share)) } else { [0.0; LANES] };
        std::array::from_fn(|lane| {
            let time = seconds[lane] - self.shift;
            let reached = self.atoms_until(time) + self.mass * shares[lane] + sums[lane];
            if time < 0.0 { 0.0 } else { reached.clamp(0.0, 1.0) }
        })
    }

    fn atoms_until(&self, time: f64) -> f64 {
        self.atoms.iter().filter(|atom| atom.time <= time).map(|atom| atom.weight).sum()
    }

    /// The times that these shares do not exceed, seconds: the first crossings, so that percentiles keep their order
    /// even where the expansion ripples.
    pub(super) fn quantiles<const N: usize>(&self, shares: [f64; N]) -> [f64; N] {
        let last = self.atoms.iter().map(|atom| atom.time).fold(0.0, f64::max);
        let end = if self.mass > 0.0 { self.length } else { last };
        let times: Vec<f64> = (0..=GRID)
            .map(|point| {
                let part = f64::from(point) / f64::from(GRID);
                self.shift + end * part * part
            })
            .collect();
        let reached = self.probabilities(&times);
        let mut brackets = shares.map(|share| Bracket::first(share, &times, &reached));
        for round in 0..MOST_ROUNDS {
            if brackets.iter().all(Bracket::found) {
                break;
            }
            // As many places as are looked at in one go, divided among the shares.
            let each = LANES / N;
            let mut places = [0.0; LANES];
            for (bracket, places) in brackets.iter().zip(places.chunks_mut(each)) {
                bracket.places(round % 3 == 2, places);
            }
            let reached = self.at(&places);
            for (position, bracket) in brackets.iter_mut().enumerate() {
                let own = position * each..(position + 1) * each;
                bracket.narrow(&places[own.clone()], &reached[own]);
            }
        }
        brackets.map(|bracket| bracket.high)
    }

    /// Percentiles and curve.
    pub(super) fn response(&self, mean_s: f64) -> ResponseTime {
        let [p50_s, p95_s, p99_s, end] = self.quantiles([0.5, 0.95, 0.99, 0.999]);
        let quantiles = Quantiles { p50_s, p95_s: p95_s.max(p50_s), p99_s: p99_s.max(p95_s).max(p50_s) };
        ResponseTime { mean_s, quantiles, curve: self.curve(end) }
    }

    fn curve(&self, end: f64) -> Vec<(f64, f64)> {
        let width = (end - self.shift).max(0.0);
        let times: Vec<f64> = (0..=CURVE)
            .map(|point| {
                // Denser at the start, where the function rises.
                let part = point as f64 / CURVE as f64;
                self.shift + width * part * part
            })
            .collect();
        let mut most: f64 = 0.0;
        let reached = self.probabilities(&times).into_iter().map(|value| {
            most = most.max(value);
            most
        });
        let reached: Vec<f64> = reached.collect();
        times.into_iter().zip(reached).collect()
    }
}

/// Places of a series that are summed at a time: as many as stay in the registers.
const TOGETHER: usize = LANES / 2;

/// sum of c_k sin(k x) at several places.
fn sine_series(coefficients: &[f64], places: &[f64; LANES]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (sums, places) in sums.chunks_exact_mut(TOGETHER).zip(places.chunks_exact(TOGETHER)) {
        sums.copy_from_slice(&together(coefficients, std::array::from_fn(|lane| places[lane])));
    }
    sums
}

/// By Clenshaw's recurrence.
fn together(coefficients: &[f64], places: [f64; TOGETHER]) -> [f64; TOGETHER] {
    let twice = places.map(|x| 2.0 * x.cos());
    let (mut last, mut before) = ([0.0; TOGETHER], [0.0; TOGETHER]);
    for coefficient in coefficients.iter().rev() {
        for lane in 0..TOGETHER {
            let next = coefficient + twice[lane] * last[lane] - before[lane];
            before[lane] = last[lane];
            last[lane] = next;
        }
    }
    std::array::from_fn(|lane| last[lane] * places[lane].sin())
}

/// Where a share is first reached: times and probabilities on both sides of it.
#[derive(Clone, Copy)]
struct Bracket {
    share: f64,
    low: f64,
    high: f64,
    below: f64,
    above: f64,
}

impl Bracket {
    /// Between two of these times.
    fn first(share: f64, times: &[f64], reached: &[f64]) -> Self {
        let point = reached.iter().position(|value| *value >= share).unwrap_or(times.len() - 1);
        let before = point.saturating_sub(1);
        let low = if point == 0 { times[0] } else { times[before] };
        Self { share, low, high: times[point], below: reached[before], above: reached[point] }
    }

    /// Whether it is narrow enough.
    fn found(&self) -> bool {
        self.high - self.low <= 1e-7 * self.high
    }

    /// Increasing times to look at next: gathered around where the chord crosses, or evenly, which is safe at jumps.
    fn places(&self, evenly: bool, places: &mut [f64]) {
        let (width, count) = (self.high - self.low, places.len());
        let crossing = (self.share - self.below) / (self.above - self.below);
        let half = count / 2;
        let narrower = (1.0 / 256.0_f64).powf(1.0 / (half.max(2) - 1) as f64);
        for (position, place) in places.iter_mut().enumerate() {
            let part = if evenly || !crossing.is_finite() || half < 2 {
                (position + 1) as f64 / (count + 1) as f64
            } else if position < half {
                crossing - 0.1 * narrower.powf(position as f64)
            } else {
                crossing + 0.1 * narrower.powf((count - 1 - position) as f64)
            };
            *place = self.low + width * part.clamp(0.0, 1.0);
        }
    }

    /// Keeps the part between the last place below and the first that reaches the share.
    fn narrow(&mut self, places: &[f64], reached: &[f64]) {
        for (place, value) in places.iter().zip(reached) {
            if *value >= self.share {
                (self.high, self.above) = (*place, *value);
                return;
            }
            (self.low, self.below) = (*place, *value);
        }
    }
}

fn mixture(network: &Network<'_>, roots: &Roots) -> Moments {
    let terms = roots.iter().map(|(root, share)| network.moments[*root].scaled(*share));
    terms.reduce(|sum, term| sum.plus(&term)).unwrap_or(Moments::FAILURE)
}
