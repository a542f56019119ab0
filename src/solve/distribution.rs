//! The distribution function of a response time from its characteristic function, by a cosine expansion of the density
//! on a finite interval (Fang and Oosterlee, SIAM J. Sci. Comput. 31, 2008).
//!
//! The shortest possible time and single times of positive probability (a cache hit that takes a fixed time) are taken
//! out before, since an expansion of smooth functions converges slowly at jumps. Terms are added until what the last
//! half of them contributes is small. The interval ends 14 standard deviations beyond the mean: what lies further out
//! is below 1e-5 for any distribution that is not heavier than exponential.

use std::f64::consts::PI;

use super::moments::Moments;
use super::network::Network;
use super::transform::{LANES, Programs, Scratch};
use super::{Quantiles, ResponseTime};
use crate::base::complex::Complex;
use crate::plan::Node;

/// Points of the curve that is drawn.
const CURVE: usize = 96;

/// Points at which the first crossing of a percentile is looked for, denser at the start.
const GRID: u32 = 48;

/// Standard deviations beyond the mean at which the interval ends.
const REACH: f64 = 14.0;

/// Share of the mass that the last half of the terms may contribute at most, in absolute values.
const ENOUGH: f64 = 5e-5;

/// Most single times that are followed; the rarest are left to the expansion.
const MOST_ATOMS: usize = 8;

/// A time of positive probability.
#[derive(Clone, Copy, Debug)]
struct Atom {
    time: f64,
    weight: f64,
}

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
    pub(super) const OF_CLASS: Self = Self { work: 400_000, fewest: 128, most: 2_048 };
    /// For a call whose whole distribution goes into another figure.
    pub(super) const OF_CALL: Self = Self { work: 400_000, fewest: 512, most: 4_096 };
    /// For the one percentile of a component.
    pub(super) const OF_COMPONENT: Self = Self { work: 50_000, fewest: 96, most: 512 };
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
        let programs = Programs::new(network, weighted.iter().map(|(root, _)| *root), scratch);
        let (shift, atoms) = fixed_times(network, &programs.nodes, &weighted);
        let mut distribution = Self::prepared(&moments, shift, &atoms);
        let most = (terms.work / programs.nodes.len().max(1)).clamp(terms.fewest, terms.most);
        let nodes = programs.nodes.len();
        let programs = distribution.expand(programs, &weighted, most);
        distribution.work = nodes * distribution.sines.len();
        programs.finish(scratch);
        Some(distribution)
    }

    /// Interval and atoms, of a distribution with mass 1.
    fn prepared(moments: &Moments, shift: f64, atoms: &[Atom]) -> Self {
        let scale = 1.0 / moments.success;
        let atoms: Vec<Atom> =
            atoms.iter().map(|atom| Atom { time: atom.time - shift, weight: atom.weight * scale }).collect();
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

    fn expand<'n, 'p>(&mut self, mut programs: Programs<'n, 'p>, roots: &Roots, most_terms: usize) -> Programs<'n, 'p> {
        if self.mass == 0.0 {
            return programs;
        }
        let total = roots.iter().map(|(root, share)| share * programs.success(*root)).sum::<f64>();
        let mut checked = 64;
        while self.sines.len() < most_terms {
            let first = self.sines.len() + 1;
            let frequencies: [f64; LANES] = std::array::from_fn(|lane| (first + lane) as f64 * PI / self.length);
            programs.evaluate(&frequencies);
            for (lane, frequency) in frequencies.into_iter().enumerate() {
                let mut value = Complex::ZERO;
                for (root, share) in roots {
                    value += programs.value(*root)[lane] * *share;
                }
                let continuous =
                    value * (1.0 / total) * Complex::turn(-frequency * self.shift) - self.atoms_at(frequency);
                self.sines.push(2.0 / (self.length * frequency) * continuous.re);
            }
            if self.sines.len() >= checked {
                if self.last_half() < ENOUGH * self.mass {
                    break;
                }
                checked *= 2;
            }
        }
        programs
    }

    fn atoms_at(&self, frequency: f64) -> Complex {
        self.atoms.iter().fold(Complex::ZERO, |sum, atom| sum + Complex::turn(frequency * atom.time) * atom.weight)
    }

    /// A bound on what the last half of the terms adds anywhere, were their signs random.
    fn last_half(&self) -> f64 {
        let half = &self.sines[self.sines.len() / 2..];
        half.iter().map(|term| term * term).sum::<f64>().sqrt()
    }

    /// Probability of a time up to `seconds`.
    pub(super) fn probability(&self, seconds: f64) -> f64 {
        let time = seconds - self.shift;
        if time < 0.0 {
            return 0.0;
        }
        let atoms: f64 = self.atoms.iter().filter(|atom| atom.time <= time).map(|atom| atom.weight).sum();
        (atoms + self.continuous(time)).clamp(0.0, 1.0)
    }

    fn continuous(&self, time: f64) -> f64 {
        if self.mass == 0.0 {
            return 0.0;
        }
        if time >= self.length {
            return self.mass;
        }
        let share = time / self.length;
        self.mass * share + sine_series(&self.sines, PI * share)
    }

    /// The time that a share `probability` does not exceed, seconds: the first crossing, so that percentiles keep their
    /// order even where the expansion ripples.
    pub(super) fn quantile(&self, probability: f64) -> f64 {
        let end =
            self.atoms.iter().map(|atom| atom.time).fold(if self.mass > 0.0 { self.length } else { 0.0 }, f64::max);
        let excess = |time: f64| self.probability(self.shift + time) - probability;
        let (mut low, mut below) = (0.0, excess(0.0));
        if below >= 0.0 {
            return self.shift;
        }
        let (mut high, mut above) = (end, excess(end));
        for point in 1..=GRID {
            let part = f64::from(point) / f64::from(GRID);
            let value = excess(end * part * part);
            if value >= 0.0 {
                (high, above) = (end * part * part, value);
                break;
            }
            (low, below) = (end * part * part, value);
        }
        // Regula falsi with every third step a bisection: safe at jumps, fast where it is smooth.
        for step in 0..60 {
            if high - low <= 1e-7 * high {
                break;
            }
            let secant = low + (high - low) * (-below / (above - below)).clamp(0.01, 0.99);
            let middle = if step % 3 == 2 || !secant.is_finite() { f64::midpoint(low, high) } else { secant };
            let value = excess(middle);
            if value < 0.0 {
                (low, below) = (middle, value);
            } else {
                (high, above) = (middle, value);
            }
        }
        self.shift + high
    }

    /// Percentiles and curve.
    pub(super) fn response(&self, mean_s: f64) -> ResponseTime {
        let [p50_s, p95_s, p99_s, end] = [0.5, 0.95, 0.99, 0.999].map(|share| self.quantile(share));
        let quantiles = Quantiles { p50_s, p95_s: p95_s.max(p50_s), p99_s: p99_s.max(p95_s).max(p50_s) };
        ResponseTime { mean_s, quantiles, curve: self.curve(end) }
    }

    fn curve(&self, end: f64) -> Vec<(f64, f64)> {
        let mut reached: f64 = 0.0;
        let width = (end - self.shift).max(0.0);
        (0..=CURVE)
            .map(|point| {
                // Denser at the start, where the function rises.
                let part = point as f64 / CURVE as f64;
                let time = self.shift + width * part * part;
                reached = reached.max(self.probability(time));
                (time, reached)
            })
            .collect()
    }
}

/// sum of c_k sin(k x), by Clenshaw's recurrence.
fn sine_series(coefficients: &[f64], x: f64) -> f64 {
    let twice = 2.0 * x.cos();
    let (mut last, mut before) = (0.0, 0.0);
    for coefficient in coefficients.iter().rev() {
        (last, before) = (coefficient + twice * last - before, last);
    }
    last * x.sin()
}

fn mixture(network: &Network<'_>, roots: &Roots) -> Moments {
    let terms = roots.iter().map(|(root, share)| network.moments[*root].scaled(*share));
    terms.reduce(|sum, term| sum.plus(&term)).unwrap_or(Moments::FAILURE)
}

/// The shortest possible time, and the times of positive probability with their weights.
fn fixed_times(network: &Network<'_>, nodes: &[usize], roots: &Roots) -> (f64, Vec<Atom>) {
    let mut known: Vec<(f64, Vec<Atom>)> = Vec::with_capacity(nodes.len());
    for &node in nodes {
        let times = node_times(network, nodes, &known, node);
        known.push(times);
    }
    let terms = roots.iter().map(|(root, share)| (*share, of(nodes, &known, *root)));
    either(terms)
}

type Times = (f64, Vec<Atom>);

fn of<'k>(nodes: &[usize], known: &'k [Times], node: usize) -> &'k Times {
    let position = nodes.binary_search(&node).unwrap_or_default();
    &known[position]
}

fn node_times(network: &Network<'_>, nodes: &[usize], known: &[Times], position: usize) -> Times {
    let plan = network.plan;
    let certain = |time: f64| (time, vec![Atom { time, weight: 1.0 }]);
    match &plan.nodes[position] {
        Node::Nothing => certain(0.0),
        Node::Work { station, service } => {
            let weight = if service.scv == 0.0 { unhindered(network, *station) } else { 0.0 };
            let time = service.shortest();
            (time, if weight > 1e-9 { vec![Atom { time, weight }] } else { Vec::new() })
        }
        Node::Delay(seconds) => certain(*seconds),
        Node::Sequence(children) => plan.branches[children.clone()]
            .iter()
            .fold(certain(0.0), |sum, child| both(&sum, of(nodes, known, child.node))),
        Node::Choose(children) => either(
            plan.branches[children.clone()].iter().map(|child| (child.probability, of(nodes, known, child.node))),
        ),
        Node::Repeat { times, body } => {
            let once = of(nodes, known, *body);
            let whole = (0..times.trunc() as usize).fold(certain(0.0), |sum, _| both(&sum, once));
            let rest = either([(times.fract(), once), (1.0 - times.fract(), &certain(0.0))].into_iter());
            both(&whole, &rest)
        }
        Node::Call { entry, .. } => of(nodes, known, plan.entries[*entry].root()).clone(),
        Node::Lookup { cache, hit, miss } => {
            let ratio = network.ratios[*cache];
            either([(ratio, of(nodes, known, *hit)), (1.0 - ratio, of(nodes, known, *miss))].into_iter())
        }
        Node::Hold { station, body } => {
            let (time, atoms) = of(nodes, known, *body);
            let weight = unhindered(network, *station);
            (*time, atoms.iter().map(|atom| Atom { weight: atom.weight * weight, ..*atom }).collect())
        }
        Node::Fail { .. } => (f64::INFINITY, Vec::new()),
        Node::Break { breaker, body } => {
            let (time, atoms) = of(nodes, known, *body);
            let passed = network.passed[*breaker];
            (*time, atoms.iter().map(|atom| Atom { weight: atom.weight * passed, ..*atom }).collect())
        }
        Node::Parallel { .. } | Node::Attempt { .. } => outcome_times(network, nodes, known, position),
        Node::Spawn { .. } | Node::Stale { .. } => certain(0.0),
    }
}

/// What a table knows of its start; without one, what the only body knows.
fn outcome_times(network: &Network<'_>, nodes: &[usize], known: &[Times], position: usize) -> Times {
    let start = network.outcomes.get(&position).and_then(super::calls::Outcome::start);
    match (start, &network.plan.nodes[position]) {
        (Some((time, weight)), _) => (time, if weight > 1e-9 { vec![Atom { time, weight }] } else { Vec::new() }),
        (None, Node::Attempt { body, .. }) => of(nodes, known, *body).clone(),
        _ => (f64::INFINITY, Vec::new()),
    }
}

/// Probability of being accepted at a station and not having to wait.
fn unhindered(network: &Network<'_>, station: usize) -> f64 {
    let state = &network.states[station];
    (1.0 - state.loss) * (1.0 - state.wait_probability)
}

fn both(a: &Times, b: &Times) -> Times {
    let pairs = a.1.iter().flat_map(|one| {
        b.1.iter().map(|other| Atom { time: one.time + other.time, weight: one.weight * other.weight })
    });
    (a.0 + b.0, pruned(pairs.collect()))
}

fn either<'k>(terms: impl Iterator<Item = (f64, &'k Times)>) -> Times {
    let mut shortest = f64::INFINITY;
    let mut atoms = Vec::new();
    for (share, times) in terms.filter(|(share, _)| *share > 0.0) {
        shortest = shortest.min(times.0);
        atoms.extend(times.1.iter().map(|atom| Atom { weight: atom.weight * share, ..*atom }));
    }
    (shortest, pruned(atoms))
}

/// The heaviest atoms; those at the same time are one.
fn pruned(mut atoms: Vec<Atom>) -> Vec<Atom> {
    atoms.sort_by(|a, b| a.time.total_cmp(&b.time));
    let mut merged: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        match merged.last_mut() {
            Some(last) if atom.time - last.time <= 1e-12 * atom.time => last.weight += atom.weight,
            _ => merged.push(atom),
        }
    }
    merged.retain(|atom| atom.weight > 1e-9);
    if merged.len() > MOST_ATOMS {
        merged.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        merged.truncate(MOST_ATOMS);
    }
    merged
}
