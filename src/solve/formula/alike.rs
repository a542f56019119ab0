//! Operations that would do the same work stand once: copies of a part of a system cost as much as one.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::{Formula, Operation};
use crate::plan::Service;

/// The operations of a formula by what they do: hash and position. It is only looked up, never gone through.
pub(super) type Alike = HashTable<(u64, usize)>;

impl Formula<'_, '_> {
    /// The position of the operation that does this work; added if there is none. Its factors, terms or services are the
    /// last that were added.
    pub(super) fn operation(&mut self, operation: Operation) -> usize {
        self.size += 1;
        let Some(hash) = self.hash(&operation) else {
            self.operations.push(operation);
            return self.operations.len() - 1;
        };
        let same = |&(_, place): &(u64, usize)| self.same(&self.operations[place], &operation);
        if let Some(&(_, place)) = self.alike.find(hash, same) {
            match operation {
                Operation::Product(factors) => self.factors.truncate(factors.start),
                Operation::Sum(terms) => self.terms.truncate(terms.start),
                Operation::Wait { services, .. } => self.services.truncate(services.start),
                _ => {}
            }
            return place;
        }
        let place = self.operations.len();
        self.operations.push(operation);
        self.alike.insert_unique(hash, (hash, place), |(hash, _)| *hash);
        place
    }

    /// `None` for what is looked up by its position in the plan: no two of those are the same.
    fn hash(&self, operation: &Operation) -> Option<u64> {
        let mut hasher = FxHasher::default();
        let mut number = |value: f64| hasher.write_u64(value.to_bits());
        match operation {
            Operation::Shared { .. } | Operation::Law(_) | Operation::Chain(_) => return None,
            Operation::Exponential { probability, mean_s } => {
                number(*probability);
                number(*mean_s);
            }
            Operation::Service(Service { mean_s, scv, .. }) => {
                number(*mean_s);
                number(scv + 1.0);
            }
            Operation::Wait { probability, services, .. } => {
                number(*probability + 2.0);
                number(services.len() as f64);
            }
            Operation::Product(factors) => {
                self.factors[factors.clone()].iter().for_each(|&one| hasher.write_usize(one));
            }
            Operation::Sum(terms) => {
                for term in &self.terms[terms.clone()] {
                    number(term.factor);
                    number(term.operation.map_or(-1.0, |operation| operation as f64));
                }
            }
            Operation::Power(base, exponent) => {
                hasher.write_usize(*base);
                hasher.write_u64(*exponent);
            }
        }
        Some(hasher.finish())
    }

    fn same(&self, a: &Operation, b: &Operation) -> bool {
        match (a, b) {
            (Operation::Product(a), Operation::Product(b)) => self.factors[a.clone()] == self.factors[b.clone()],
            (Operation::Sum(a), Operation::Sum(b)) => self.terms[a.clone()] == self.terms[b.clone()],
            (
                Operation::Wait { probability: a, law: first, services: ours },
                Operation::Wait { probability: b, law: second, services: theirs },
            ) => a == b && first == second && self.services[ours.clone()] == self.services[theirs.clone()],
            _ => a == b,
        }
    }
}
