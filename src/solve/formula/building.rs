//! How a formula is built: each step of the program becomes a part, from what is called to what calls.

use std::ops::Range;

use super::{Atom, Formula, Operation, Part, Scratch, Term};
use crate::plan::{Node, Service, Shape};
use crate::solve::calls::{Kind, Outcome};
use crate::solve::law::Law;
use crate::solve::network::Network;
use crate::solve::station::WaitLaw;
use crate::solve::transform;

/// Most atoms that are followed; the rarest are left to the expansion.
const MOST_ATOMS: usize = 8;

/// Repetitions up to which atoms are followed.
const MOST_REPEATED: f64 = 16.0;

impl Formula<'_, '_> {
    pub(super) fn part(&mut self, node: usize, scratch: &Scratch) -> Part {
        let plan = self.network.plan;
        let of = |node: usize| &scratch.parts[scratch.places[node] as usize];
        match &plan.nodes[node] {
            Node::Nothing | Node::Spawn { .. } | Node::Stale { .. } => Self::fixed(0.0),
            Node::Delay(seconds) => Self::fixed(*seconds),
            Node::Fail { .. } => Part { factor: 0.0, ..Self::fixed(0.0) },
            Node::Work { station, service } => {
                let wait = self.wait(*station);
                let work = self.work(*station, service);
                self.then([&wait, &work].into_iter())
            }
            Node::Hold { station, body } => {
                let wait = self.wait(*station);
                self.then([&wait, of(*body)].into_iter())
            }
            Node::Sequence(children) => self.then(plan.branches[children.clone()].iter().map(|child| of(child.node))),
            Node::Choose(children) => {
                let branches = &plan.branches[children.clone()];
                if let [first, second] = branches {
                    return self.mixture(&[(first.probability, of(first.node)), (second.probability, of(second.node))]);
                }
                let terms: Vec<(f64, &Part)> =
                    branches.iter().map(|child| (child.probability, of(child.node))).collect();
                self.mixture(&terms)
            }
            Node::Lookup { cache, hit, miss } => {
                let ratio = self.network.ratios[*cache];
                self.mixture(&[(ratio, of(*hit)), (1.0 - ratio, of(*miss))])
            }
            Node::Repeat { times, body } => self.repeated(of(*body), *times),
            Node::Call { entry, .. } => of(plan.entries[*entry].root()).clone(),
            Node::Break { breaker, body } => {
                let body = of(*body).clone();
                Part { factor: body.factor * self.network.passed[*breaker], ..body }
            }
            Node::Parallel { .. } => self.law(node),
            Node::Attempt { body, .. } => {
                let tabled = self.network.outcomes.get(&node).and_then(Outcome::law).is_some();
                let once = if tabled { self.law(node) } else { of(*body).clone() };
                let before = self.chain(node);
                self.then([&before, &once].into_iter())
            }
        }
    }

    fn fixed(seconds: f64) -> Part {
        Part { shift: seconds, factor: 1.0, operation: None, atoms: 0..0 }
    }

    fn push(&mut self, operation: Operation, atoms: Range<usize>) -> Part {
        Part { shift: 0.0, factor: 1.0, operation: Some(self.operation(operation)), atoms }
    }

    fn at_start(&mut self, weight: f64) -> Range<usize> {
        let start = self.atoms.len();
        if weight > 1e-9 {
            self.atoms.push(Atom { time: 0.0, weight });
        }
        start..self.atoms.len()
    }

    fn wait(&mut self, station: usize) -> Part {
        let state = &self.network.states[station];
        let (probability, factor) = (state.wait_probability, 1.0 - state.loss);
        if state.wait_second.sqrt() <= self.indistinct_s || matches!(state.wait_law, WaitLaw::Shared { .. }) {
            return Part { factor, ..Self::fixed(state.wait_s) };
        }
        let operation = match state.wait_law {
            WaitLaw::None | WaitLaw::Shared { .. } => return Part { factor, ..Self::fixed(0.0) },
            WaitLaw::Stages { ratio, places, stage_s } if ratio < 1.0 && ratio.powf(places) < 1e-16 => {
                Operation::Exponential { probability, mean_s: stage_s / (1.0 - ratio) }
            }
            law => {
                let first = self.services.len();
                if matches!(law, WaitLaw::PollaczekKhinchine { .. }) {
                    self.services.extend(transform::services(self.network, station));
                }
                Operation::Wait { probability, law, services: first..self.services.len() }
            }
        };
        let atoms = self.at_start(1.0 - probability);
        Part { factor, ..self.push(operation, atoms) }
    }

    fn work(&mut self, station: usize, service: &Service) -> Part {
        let state = &self.network.states[station];
        let stretched = service.mean_s * state.stretch;
        if let WaitLaw::Shared { rate } = state.wait_law
            && stretched > self.indistinct_s
        {
            return self.push(Operation::Shared { station, service: *service, rate }, 0..0);
        }
        if service.scv == 0.0 || stretched * service.scv.max(1.0).sqrt() <= self.indistinct_s {
            return Self::fixed(stretched);
        }
        match service.shape {
            Shape::Exponential => self.push(Operation::Exponential { probability: 1.0, mean_s: service.mean_s }, 0..0),
            _ => self.push(Operation::Service(*service), 0..0),
        }
    }

    fn law(&mut self, node: usize) -> Part {
        let Some(law) = self.network.outcomes.get(&node).and_then(Outcome::law) else {
            return Part { factor: 0.0, ..Self::fixed(0.0) };
        };
        let (shift, weight) = law.start();
        let atoms = self.at_start(weight);
        self.laws.push(Law::turning(law));
        Part { shift, ..self.push(Operation::Law(self.laws.len() - 1), atoms) }
    }

    fn chain(&mut self, node: usize) -> Part {
        match self.network.outcomes.get(&node).map(|outcome| &outcome.kind) {
            Some(Kind::Tried(tried)) if tried.attempts > 1.0 => {
                let atoms = self.at_start(1.0);
                self.push(Operation::Chain(node), atoms)
            }
            Some(_) => Self::fixed(0.0),
            None => Part { factor: 0.0, ..Self::fixed(0.0) },
        }
    }

    /// One after the other.
    fn then<'q>(&mut self, parts: impl Iterator<Item = &'q Part>) -> Part {
        let mut whole = Self::fixed(0.0);
        let first = self.factors.len();
        for part in parts {
            whole.shift += part.shift;
            whole.factor *= part.factor;
            let Some(operation) = part.operation else { continue };
            whole.atoms = if self.factors.len() == first {
                part.atoms.clone()
            } else {
                self.both(whole.atoms.clone(), part.atoms.clone())
            };
            self.factors.push(operation);
        }
        match self.factors.len() - first {
            0 => {}
            1 => whole.operation = self.factors.pop(),
            _ => whole.operation = Some(self.operation(Operation::Product(first..self.factors.len()))),
        }
        whole
    }

    /// One of them.
    pub(super) fn mixture(&mut self, parts: &[(f64, &Part)]) -> Part {
        let possible = || parts.iter().filter(|(share, part)| share * part.factor > 0.0);
        let shift = possible().map(|(_, part)| part.shift).fold(f64::INFINITY, f64::min);
        let mut several = possible();
        let Some((share, first)) = several.next() else { return Part { factor: 0.0, ..Self::fixed(0.0) } };
        if several.next().is_none() {
            return Part { factor: share * first.factor, ..(*first).clone() };
        }
        if possible().all(|(_, part)| part.operation.is_none() && part.shift == shift) {
            let factor = possible().map(|(share, part)| share * part.factor).sum();
            return Part { factor, ..Self::fixed(shift) };
        }
        let (from, mut atoms) = (self.terms.len(), Vec::new());
        for (share, part) in possible() {
            let (factor, later) = (share * part.factor, part.shift - shift);
            self.terms.push(Term { factor, shift: later, operation: part.operation });
            if part.operation.is_none() {
                atoms.push(Atom { time: later, weight: factor });
            }
            let own = self.atoms[part.atoms.clone()].iter();
            atoms.extend(own.map(|atom| Atom { time: atom.time + later, weight: atom.weight * factor }));
        }
        let atoms = self.keep(atoms);
        Part { shift, ..self.push(Operation::Sum(from..self.terms.len()), atoms) }
    }

    /// So many times in turn, and once more with the probability of the rest.
    fn repeated(&mut self, body: &Part, times: f64) -> Part {
        let (whole, rest) = (times.trunc(), times.fract());
        let nothing = Self::fixed(0.0);
        let once_more = if rest > 0.0 { self.mixture(&[(1.0 - rest, &nothing), (rest, body)]) } else { nothing };
        let mut repeated = Part { shift: body.shift * whole, factor: body.factor.powf(whole), ..body.clone() };
        if let Some(operation) = body.operation
            && whole != 1.0
        {
            let mut atoms = self.at_start(1.0);
            let followed = if whole <= MOST_REPEATED { whole as usize } else { 0 };
            for _ in 0..followed {
                atoms = self.both(atoms, body.atoms.clone());
            }
            let atoms = if whole <= MOST_REPEATED { atoms } else { 0..0 };
            repeated.operation = self.push(Operation::Power(operation, whole as u64), 0..0).operation;
            repeated.atoms = atoms;
        }
        self.then([&repeated, &once_more].into_iter())
    }

    fn both(&mut self, a: Range<usize>, b: Range<usize>) -> Range<usize> {
        if a.is_empty() || b.is_empty() {
            return 0..0;
        }
        if let [Atom { time: 0.0, weight }] = self.atoms[b.clone()]
            && weight == 1.0
        {
            return a;
        }
        let pairs = self.atoms[a].iter().flat_map(|one| {
            self.atoms[b.clone()]
                .iter()
                .map(|other| Atom { time: one.time + other.time, weight: one.weight * other.weight })
        });
        let pairs = pairs.collect();
        self.keep(pairs)
    }

    /// Stores the heaviest atoms; those at the same time are one.
    fn keep(&mut self, mut atoms: Vec<Atom>) -> Range<usize> {
        if atoms.len() > 1 {
            atoms.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
            atoms.dedup_by(|later, kept| {
                let same = later.time - kept.time <= 1e-12 * later.time;
                if same {
                    kept.weight += later.weight;
                }
                same
            });
        }
        atoms.retain(|atom| atom.weight > 1e-9);
        if atoms.len() > MOST_ATOMS {
            atoms.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight));
            atoms.truncate(MOST_ATOMS);
        }
        let start = self.atoms.len();
        self.atoms.extend(atoms);
        start..self.atoms.len()
    }
}

pub(super) fn children(network: &Network<'_>, node: usize, open: &mut Vec<usize>) {
    let plan = network.plan;
    match &plan.nodes[node] {
        // The table of calls at once knows all of them.
        Node::Nothing
        | Node::Work { .. }
        | Node::Delay(_)
        | Node::Fail { .. }
        | Node::Spawn { .. }
        | Node::Stale { .. }
        | Node::Parallel { .. } => {}
        Node::Attempt { body, .. } | Node::Break { body, .. } | Node::Repeat { body, .. } | Node::Hold { body, .. } => {
            open.push(*body);
        }
        Node::Sequence(children) | Node::Choose(children) => {
            open.extend(plan.branches[children.clone()].iter().map(|child| child.node));
        }
        Node::Call { entry, .. } => open.push(plan.entries[*entry].root()),
        Node::Lookup { hit, miss, .. } => open.extend([*hit, *miss]),
    }
}
