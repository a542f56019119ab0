//! The steady state of a plan, at any load. Knows no randomness.
//!
//! Exact (to 1e-6 for means, 1e-3 for percentiles): open networks of product form in which nothing held is scarce
//! (Jackson), M/M/c, M/G/1 alone, M/M/c with a finite line where every worker has a core, Erlang B.
//!
//! Approximate: every station sees Poisson arrivals and waits independently of the others; several general servers
//! (see `station`); the shares of a tier's wait between its cores and the line for its workers, and its losses, within
//! some two per cent of its capacity (below and above that they are the open network's, and the bottleneck's); FIFO
//! with different mean times per class; hit ratios under independent references.
//!
//! Cost: a pass is proportional to the steps of all programs; two or three passes where nothing is scarce, some tens at
//! saturation. Percentiles cost the steps of the class times the terms of the expansion. All of it pauses between two
//! passes ([`crate::base::slices`]), so that a page which solves stays a page.

mod balancing;
mod blame;
mod breaking;
mod cache;
mod calls;
mod climb;
mod closed;
mod distribution;
mod erlang;
mod exact;
mod flood;
mod formula;
mod joint;
mod lanes;
mod law;
mod moments;
mod network;
mod rates;
mod ratios;
mod report;
mod rings;
mod scaling;
mod search;
mod sharing;
mod solution;
mod staleness;
mod station;
mod transform;
mod unknowns;

use std::rc::Rc;

use crate::base::slices::{Slices, finish};
use crate::model::Document;
use crate::plan::{Plan, compile};

pub use crate::plan::{BreakingPoint, Reason, Resource};
pub use solution::{
    Backlog, ClassResult, ComponentResult, GroupResult, LinkResult, Quantiles, Refusal, ResourceResult, ResponseTime,
    Solution, Unapplied,
};

/// The steady state of `plan` at so many users.
pub fn solve(plan: &Plan, users: f64) -> Solution {
    let mut solution = finish(first(plan, users));
    (solution.other, solution.searched) = (finish(flood::other(plan, users, solution.goodput_per_s)), true);
    solution
}

/// The same without the search for another steady state ([`other_state`]), in slices that take a pass over all programs
/// each: a millisecond or so.
pub fn solving(plan: Rc<Plan>, users: f64) -> Slices<Solution> {
    Slices::new(async move { first(&plan, users).await })
}

/// The search for what [`Solution::other`] holds beside a steady state with that goodput per second, in slices; `None`
/// where it is known without a search that there is none.
pub fn other_state(plan: Rc<Plan>, users: f64, goodput_per_s: f64) -> Option<Slices<Option<Box<Solution>>>> {
    let search = flood::may_try_again(&plan);
    search.then(|| Slices::new(async move { flood::other(&plan, users, goodput_per_s).await }))
}

async fn first(plan: &Plan, users: f64) -> Solution {
    let network = network::Network::solved(plan, users).await;
    report::report(&network).await
}

/// The same without what takes longest: no response times of classes and components, no breaking point, no search for
/// another steady state; but the percentiles over all requests of users that are answered. For many plans in a row.
pub fn solve_briefly(plan: &Plan, users: f64) -> (Solution, Option<Quantiles>) {
    report::brief(&finish(network::Network::solved(plan, users)))
}

/// Compiles and solves `document` at its own number of users: for callers that do not keep the plan.
pub fn solve_document(document: &Document) -> Solution {
    solve(&compile(document), document.users)
}
