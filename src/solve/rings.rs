//! Rings of messages: what a job starts may lead back to what started it. The rate of each such job is an unknown, found
//! by Anderson acceleration of the passes (Walker and Ni, SIAM J. Numer. Anal. 49, 2011): exact after as many passes as
//! there are unknowns where rates are proportional to each other, as in a Jackson network.

use std::collections::VecDeque;

use crate::plan::Plan;

/// Differences that are kept.
const DEPTH: usize = 8;

/// The rates of jobs that close a ring.
#[derive(Clone, Debug, Default)]
pub(super) struct Rings {
    /// Their positions among the plan's jobs.
    jobs: Vec<usize>,
    /// Rate that the pass assumes, per second.
    assumed: Vec<f64>,
    /// Rate that came out of it.
    found: Vec<f64>,
    /// The last assumptions and what came out.
    past: VecDeque<(Vec<f64>, Vec<f64>)>,
}

impl Rings {
    pub(super) fn new(plan: &Plan) -> Self {
        let jobs: Vec<usize> = (0..plan.jobs.len()).filter(|&job| plan.jobs[job].feedback).collect();
        let rates = vec![0.0; jobs.len()];
        Self { jobs, assumed: rates.clone(), found: rates, past: VecDeque::new() }
    }

    /// The jobs with their rates, for a new pass.
    pub(super) fn begin(&mut self) -> Vec<(usize, f64)> {
        self.found.fill(0.0);
        self.jobs.iter().copied().zip(self.assumed.iter().copied()).collect()
    }

    /// Counts jobs that a pass has started.
    pub(super) fn add(&mut self, job: usize, rate: f64) {
        if let Ok(position) = self.jobs.binary_search(&job) {
            self.found[position] += rate;
        }
    }

    /// The rates that a pass assumes, per second.
    pub(super) fn assumed(&self) -> &[f64] {
        &self.assumed
    }

    /// The rates that came out of the last pass, per second.
    pub(super) fn found(&self) -> &[f64] {
        &self.found
    }

    /// Sets the rates that the next pass assumes; what was learned from earlier ones is forgotten.
    pub(super) fn assume(&mut self, rates: impl Iterator<Item = f64>) {
        self.past.clear();
        self.assumed.iter_mut().zip(rates).for_each(|(assumed, rate)| *assumed = rate);
    }

    /// New assumptions from the pass; how far it was off, relative to the greatest rate.
    pub(super) fn advance(&mut self) -> f64 {
        if self.jobs.is_empty() {
            return 0.0;
        }
        let greatest = self.found.iter().chain(&self.assumed).fold(0.0_f64, |most, rate| most.max(*rate));
        let errors = self.found.iter().zip(&self.assumed).map(|(found, assumed)| (found - assumed).abs());
        let off = errors.fold(0.0, f64::max) / greatest.max(f64::MIN_POSITIVE);
        if off < 1e-14 {
            return off;
        }
        self.past.push_back((self.assumed.clone(), self.found.clone()));
        if self.past.len() > DEPTH + 1 {
            self.past.pop_front();
        }
        self.assumed = self.mixed();
        off
    }

    /// What comes out at the combination of past assumptions whose error would be least if all were linear.
    fn mixed(&self) -> Vec<f64> {
        let error = |(assumed, found): &(Vec<f64>, Vec<f64>)| -> Vec<f64> {
            found.iter().zip(assumed).map(|(found, assumed)| found - assumed).collect()
        };
        let Some(last) = self.past.back() else { return self.found.clone() };
        let newest = error(last);
        let differences: Vec<(Vec<f64>, Vec<f64>)> = self
            .past
            .iter()
            .take(self.past.len() - 1)
            .map(|one| (minus(&newest, &error(one)), minus(&last.1, &one.1)))
            .collect();
        let weights = least_squares(&differences, &newest);
        let mut mixed = last.1.clone();
        for (weight, (_, outcome)) in weights.iter().zip(&differences) {
            for (value, part) in mixed.iter_mut().zip(outcome) {
                *value -= weight * part;
            }
        }
        if mixed.iter().all(|rate| rate.is_finite() && *rate >= 0.0) { mixed } else { self.found.clone() }
    }
}

fn minus(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The weights of the columns that come closest to `wanted`: Gram-Schmidt, so that columns that add nothing are left out.
fn least_squares(columns: &[(Vec<f64>, Vec<f64>)], wanted: &[f64]) -> Vec<f64> {
    let mut weights = vec![0.0; columns.len()];
    // Orthogonal directions, each with its combination of columns; newest column first.
    let mut basis: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for (position, (column, _)) in columns.iter().enumerate().rev() {
        let mut direction = column.clone();
        let mut combination = vec![0.0; columns.len()];
        combination[position] = 1.0;
        for (other, parts) in &basis {
            let along = dot(&direction, other) / dot(other, other);
            direction = direction.iter().zip(other).map(|(value, part)| value - along * part).collect();
            combination = combination.iter().zip(parts).map(|(value, part)| value - along * part).collect();
        }
        if dot(&direction, &direction) > 1e-24 * dot(column, column) {
            basis.push((direction, combination));
        }
    }
    for (direction, combination) in &basis {
        let along = dot(wanted, direction) / dot(direction, direction);
        for (weight, part) in weights.iter_mut().zip(combination) {
            *weight += along * part;
        }
    }
    weights
}
