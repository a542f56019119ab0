//! The steady state of a plan, at any load. Knows no randomness.

mod solution;

pub use solution::{
    BreakingPoint, ClassResult, ComponentResult, LinkResult, Quantiles, Reason, Refusal, Resource, ResourceResult,
    ResponseTime, Solution,
};

use crate::model::Document;

/// Compiles and solves `document` at its own number of users: the convenience for callers that do not keep the plan.
pub fn solve_document(document: &Document) -> Solution {
    let _ = document;
    Solution::default()
}
