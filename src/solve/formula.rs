//! The characteristic function E[exp(i w T); success] of a program as a short list of operations: in sequence functions
//! multiply, choices add. Built once, evaluated for all frequencies that a distribution needs.
//!
//! What costs nothing to know is worked out while building: fixed times add up to one shift, probabilities to one
//! factor, and single times of positive probability (atoms) are collected. Waits and services so short that nobody could
//! tell stand for fixed times of their mean.

mod alike;
mod building;

use std::ops::Range;

use self::alike::Alike;
use self::building::children;
use super::calls::Kind;
use super::lanes::{Grid, Lanes};
use super::law::Turning;
use super::network::Network;
use super::station::WaitLaw;
use super::transform;
use crate::plan::Service;

/// Spread below which a time is taken for fixed, as a share of the mean of the whole.
const INDISTINCT: f64 = 1e-5;

/// A time of positive probability, seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Seconds.
    pub(super) time: f64,
    /// Probability.
    pub(super) weight: f64,
}

/// The function of a step: `factor` x exp(i w `shift`) x the value of an operation (1 without one).
#[derive(Clone, Debug)]
struct Part {
    shift: f64,
    factor: f64,
    operation: Option<usize>,
    /// Atoms of the operation, by their times.
    atoms: Range<usize>,
}

/// One operation; its value stands at its own position.
#[derive(Clone, Debug, PartialEq)]
enum Operation {
    /// With a probability an exponential time, else none.
    Exponential { probability: f64, mean_s: f64 },
    /// A service time.
    Service(Service),
    /// A wait of those that are accepted, none with the rest of the probability; the service times there with their rates
    /// per second, where they matter.
    Wait { probability: f64, law: WaitLaw, services: Range<usize> },
    /// A service where the servers are shared.
    Shared { station: usize, service: Service, rate: f64 },
    /// A table, from its shortest time on.
    Law(usize),
    /// The attempts of a node before the one that succeeds.
    Chain(usize),
    /// A product of operations.
    Product(Range<usize>),
    /// A sum of terms.
    Sum(Range<usize>),
    /// A whole power of an operation.
    Power(usize, u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Term {
    factor: f64,
    shift: f64,
    operation: Option<usize>,
}

/// A program, ready to be evaluated.
pub(super) struct Formula<'n, 'p> {
    network: &'n Network<'p>,
    operations: Vec<Operation>,
    size: usize,
    alike: Alike,
    factors: Vec<usize>,
    terms: Vec<Term>,
    services: Vec<(f64, Service)>,
    atoms: Vec<Atom>,
    values: Vec<Lanes>,
    laws: Vec<Turning>,
    whole: Part,
    /// Spread below which a time is taken for fixed, seconds.
    indistinct_s: f64,
}

/// Room for parts by position in the plan, kept between formulas.
#[derive(Default)]
pub(super) struct Scratch {
    /// Position of each node among the parts; `u32::MAX`: not asked for.
    places: Vec<u32>,
    parts: Vec<Part>,
    open: Vec<usize>,
    values: Vec<Lanes>,
}

const NOWHERE: u32 = u32::MAX;
const ASKED: u32 = u32::MAX - 1;

impl<'n, 'p> Formula<'n, 'p> {
    /// The mixture of the programs that begin at `roots`, with these weights. `mean_s`: about the mean of the whole.
    pub(super) fn new(network: &'n Network<'p>, roots: &[(usize, f64)], mean_s: f64, scratch: &mut Scratch) -> Self {
        let mut formula = Self {
            network,
            operations: Vec::new(),
            size: 0,
            alike: Alike::new(),
            factors: Vec::new(),
            terms: Vec::new(),
            services: Vec::new(),
            atoms: Vec::new(),
            values: std::mem::take(&mut scratch.values),
            laws: Vec::new(),
            whole: Part { shift: 0.0, factor: 0.0, operation: None, atoms: 0..0 },
            indistinct_s: mean_s * INDISTINCT,
        };
        let (first, last) = formula.ask(roots, scratch);
        scratch.parts.clear();
        for node in first..=last {
            if scratch.places[node] == ASKED {
                let part = formula.part(node, scratch);
                scratch.places[node] = scratch.parts.len() as u32;
                scratch.parts.push(part);
            }
        }
        let terms: Vec<(f64, &Part)> =
            roots.iter().map(|(root, share)| (*share, &scratch.parts[scratch.places[*root] as usize])).collect();
        formula.whole = formula.mixture(&terms);
        scratch.places[first..=last].fill(NOWHERE);
        formula.values.resize(formula.operations.len(), Lanes::ZERO);
        formula
    }

    /// Gives the room back.
    pub(super) fn finish(self, scratch: &mut Scratch) {
        scratch.values = self.values;
    }

    /// Marks everything that requests go through; the first and last position.
    fn ask(&self, roots: &[(usize, f64)], scratch: &mut Scratch) -> (usize, usize) {
        let plan = self.network.plan;
        scratch.places.resize(plan.nodes.len(), NOWHERE);
        scratch.open.clear();
        scratch.open.extend(roots.iter().map(|(root, _)| *root));
        let (mut first, mut last) = (usize::MAX, 0);
        while let Some(node) = scratch.open.pop() {
            if scratch.places[node] == ASKED {
                continue;
            }
            scratch.places[node] = ASKED;
            (first, last) = (first.min(node), last.max(node));
            children(self.network, node, &mut scratch.open);
        }
        (first.min(last), last)
    }

    /// Shortest possible time.
    pub(super) fn shift(&self) -> f64 {
        self.whole.shift
    }

    /// Number of operations; those that stand for several alike count so many times.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Atoms of the whole, as times beyond the shift.
    pub(super) fn atoms(&self) -> Vec<Atom> {
        let factor = self.whole.factor;
        if self.whole.operation.is_none() {
            return vec![Atom { time: 0.0, weight: factor }];
        }
        let atoms = self.atoms[self.whole.atoms.clone()].iter();
        atoms.map(|atom| Atom { weight: atom.weight * factor, ..*atom }).collect()
    }

    /// The function without its shift, at one grid of frequencies after the other.
    pub(super) fn evaluate(&mut self, grid: &Grid) -> Lanes {
        for (position, operation) in self.operations.iter().enumerate() {
            let (before, rest) = self.values.split_at_mut(position);
            match operation {
                Operation::Exponential { probability, mean_s } => rest[0].set_exponential(grid, *probability, *mean_s),
                Operation::Product(factors) => product(&self.factors[factors.clone()], before, &mut rest[0]),
                Operation::Sum(terms) => sum(&self.terms[terms.clone()], before, grid, &mut rest[0]),
                Operation::Power(base, exponent) => rest[0] = before[*base].power(*exponent),
                Operation::Service(service) => rest[0] = transform::service(service, grid),
                Operation::Wait { probability, law, services } => {
                    rest[0] = transform::wait(*probability, *law, &self.services[services.clone()], grid);
                }
                Operation::Shared { station, service, rate } => {
                    rest[0] = transform::shared(self.network, *station, service, *rate, grid);
                }
                Operation::Law(law) => rest[0] = self.laws[*law].next(grid),
                Operation::Chain(node) => {
                    rest[0] = match self.network.outcomes.get(node).map(|outcome| &outcome.kind) {
                        Some(Kind::Tried(tried)) => Lanes::of(grid, |frequency| tried.chain(frequency)),
                        _ => Lanes::ZERO,
                    };
                }
            }
        }
        let mut whole = Lanes::ZERO;
        whole.add(self.whole.operation.map_or(&Lanes::ONE, |operation| &self.values[operation]), self.whole.factor);
        whole
    }
}

fn product(factors: &[usize], values: &[Lanes], into: &mut Lanes) {
    let [first, second, others @ ..] = factors else {
        *into = factors.first().map_or(Lanes::ONE, |&only| values[only]);
        return;
    };
    into.set_product(&values[*first], &values[*second]);
    for &factor in others {
        into.multiply(&values[factor]);
    }
}

fn sum(terms: &[Term], values: &[Lanes], grid: &Grid, into: &mut Lanes) {
    *into = Lanes::ZERO;
    for term in terms {
        let value = term.operation.map_or(&Lanes::ONE, |operation| &values[operation]);
        if term.shift > 0.0 {
            let mut turned = Lanes::turn(grid, term.shift);
            turned.multiply(value);
            into.add(&turned, term.factor);
        } else {
            into.add(value, term.factor);
        }
    }
}
