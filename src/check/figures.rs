//! The figures of a case, read from the ordinary solution of its document.

use std::collections::BTreeMap;

use super::simulated::simulated;
use crate::model::{ComponentId, Document};
use crate::plan::{Class, Reason, Resource};
use crate::solve::{ClassResult, ResourceResult, Solution, solve_document};

/// The figures that could be computed, by the name of the metric.
#[derive(Debug, Default)]
pub(super) struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// Adds a figure, if there is one.
    pub(super) fn put(&mut self, metric: &str, figure: impl Into<Option<f64>>) {
        if let Some(figure) = figure.into().filter(|figure| !figure.is_nan()) {
            self.0.insert(metric.to_owned(), figure);
        }
    }

    /// The figure of this metric.
    pub(super) fn get(&self, metric: &str) -> Option<f64> {
        self.0.get(metric).copied()
    }

    /// Mean and percentiles of the response time of a class.
    pub(super) fn put_response(&mut self, solved: &Solved, class: Class) {
        let Some(response) = solved.class(class).and_then(|result| result.response.as_ref()) else { return };
        self.put("response_mean_s", response.mean_s);
        self.put("response_p50_s", response.quantiles.p50_s);
        self.put("response_p95_s", response.quantiles.p95_s);
        self.put("response_p99_s", response.quantiles.p99_s);
    }
}

/// What computes the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solver {
    /// The steady state.
    Solve,
    /// The simulation: a run at this seed.
    Simulate {
        /// Where all randomness comes from.
        seed: u64,
    },
}

/// A solved document.
pub(super) struct Solved(pub(super) Solution);

impl Solved {
    /// Compiles and solves.
    pub(super) fn new(document: &Document, by: Solver) -> Self {
        Self(match by {
            Solver::Solve => solve_document(document),
            Solver::Simulate { seed } => simulated(document, seed),
        })
    }

    /// The result of a class.
    pub(super) fn class(&self, class: Class) -> Option<&ClassResult> {
        self.0.classes.iter().find(|result| result.class == class)
    }

    /// A resource of a component.
    pub(super) fn resource(&self, id: ComponentId, resource: Resource) -> Option<&ResourceResult> {
        self.0.components.get(&id)?.resources.iter().find(|result| result.resource == resource)
    }

    /// Mean busy share of a resource.
    pub(super) fn utilization(&self, id: ComponentId, resource: Resource) -> Option<f64> {
        self.resource(id, resource).map(|result| result.utilization)
    }

    /// Share of what users offer that is lost for a reason.
    pub(super) fn lost_share(&self, counts: impl Fn(Reason) -> bool) -> f64 {
        let lost = self.0.refusals.iter().filter(|refusal| counts(refusal.reason));
        lost.fold(0.0, |sum, refusal| sum + refusal.rate_per_s) / self.0.offered_per_s
    }
}
