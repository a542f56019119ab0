//! The steady state of a plan, at any load. Knows no randomness.
//!
//! Exact (to 1e-6 for means, 1e-3 for percentiles): open networks of product form in which nothing held is scarce
//! (Jackson), M/M/c, M/G/1 alone, M/M/c with a finite line where every worker has a core, Erlang B.
//!
//! Approximate: every station sees Poisson arrivals and waits independently of the others; several general servers
//! (see `station`); the shares of a tier's wait between its cores and the line for its workers, and its losses, within
//! some two per cent of its capacity (below and above that they are the open network's, and the bottleneck's); FIFO
//! with different mean times per class; hit ratios under independent references. Writes do not lower a cache's hit
//! ratio and do not load replicas.
//!
//! Cost: a pass is proportional to the steps of all programs; two or three passes where nothing is scarce, some tens at
//! saturation. Percentiles cost the steps of the class times the terms of the expansion.

mod balancing;
mod blame;
mod breaking;
mod cache;
mod calls;
mod closed;
mod distribution;
mod erlang;
mod exact;
mod formula;
mod lanes;
mod law;
mod moments;
mod network;
mod rates;
mod report;
mod rings;
mod scaling;
mod search;
mod sharing;
mod solution;
mod staleness;
mod station;
mod transform;

use crate::model::Document;
use crate::plan::{Plan, compile};

pub use crate::plan::{BreakingPoint, Reason, Resource};
pub use solution::{
    Backlog, ClassResult, ComponentResult, GroupResult, LinkResult, Quantiles, Refusal, ResourceResult, ResponseTime,
    Solution,
};

/// How many times as many requests a system has seen from which the other steady state is looked for.
const FLOOD: f64 = 20.0;

/// Relative difference in goodput from which on two steady states are two.
const NOTICEABLE: f64 = 0.005;

/// The steady state of `plan` at so many users.
pub fn solve(plan: &Plan, users: f64) -> Solution {
    let network = network::Network::solved(plan, users);
    let mut solution = report::report(&network);
    if plan.policies.iter().any(|policy| policy.retries > 0.0) {
        solution.other = other(plan, users, &solution);
    }
    solution
}

/// The steady state that a system which has been flooded finds back to, where it is a worse one than from an empty
/// system: both last, a retry storm among them.
fn other(plan: &Plan, users: f64, good: &Solution) -> Option<Box<Solution>> {
    let network = network::Network::solved_from_above(plan, users, FLOOD);
    let bad = report::report(&network);
    let worse = bad.converged && bad.goodput_per_s < good.goodput_per_s * (1.0 - NOTICEABLE);
    worse.then(|| Box::new(bad))
}

/// Compiles and solves `document` at its own number of users: for callers that do not keep the plan.
pub fn solve_document(document: &Document) -> Solution {
    solve(&compile(document), document.users)
}
