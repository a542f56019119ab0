//! The steady state of a plan, at any load. Knows no randomness.

mod breaking;
mod cache;
mod distribution;
mod erlang;
mod moments;
mod network;
mod report;
mod solution;
mod station;
mod transform;

use crate::model::Document;
use crate::plan::{Plan, compile};

pub use crate::plan::{BreakingPoint, Reason, Resource};
pub use solution::{
    ClassResult, ComponentResult, LinkResult, Quantiles, Refusal, ResourceResult, ResponseTime, Solution,
};

/// The steady state of `plan` at so many users.
pub fn solve(plan: &Plan, users: f64) -> Solution {
    let network = network::Network::solved(plan, users);
    report::report(&network)
}

/// Compiles and solves `document` at its own number of users: for callers that do not keep the plan.
pub fn solve_document(document: &Document) -> Solution {
    solve(&compile(document), document.users)
}
