//! The other steady state: whether a system that has been flooded finds back.
//!
//! Further attempts are what can keep a flood up. They cannot where none is ever made: where what is tried under a time
//! limit refuses nothing and takes far less than that limit even with every caller that there can be in line before it.
//! Then there is no second search. Times in seconds.

use super::network::Network;
use super::report;
use super::solution::Solution;
use crate::plan::{Node, Plan};

/// How many times as many requests a system has seen from which the other steady state is looked for.
const FLOOD: f64 = 20.0;

/// Relative difference in goodput from which on two steady states are two.
const NOTICEABLE: f64 = 0.005;

/// Mean times from which on a time limit counts as out of reach: for an exponential time, once in 1e13.
const BEYOND: f64 = 30.0;

/// The steady state that a system which has been flooded finds back to, where it is a worse one than from an empty
/// system, with that goodput per second: both last, a retry storm among them.
pub(super) async fn other(plan: &Plan, users: f64, goodput_per_s: f64) -> Option<Box<Solution>> {
    if !may_try_again(plan) {
        return None;
    }
    let network = Network::solved_from_above(plan, users, FLOOD).await;
    let worse = network.converged && network.last_goodput.1 < goodput_per_s * (1.0 - NOTICEABLE);
    if worse { Some(Box::new(report::report(&network).await)) } else { None }
}

/// Whether a further attempt can ever be made.
pub(super) fn may_try_again(plan: &Plan) -> bool {
    if plan.policies.iter().all(|policy| policy.retries <= 0.0) {
        return false;
    }
    let longest = longest(plan);
    plan.nodes.iter().any(|node| match node {
        Node::Attempt { policy, body } => {
            let policy = &plan.policies[*policy];
            let reached = longest[*body].is_infinite() || longest[*body] * BEYOND > policy.timeout_s;
            policy.retries > 0.0 && reached
        }
        _ => false,
    })
}

/// A bound on the mean time of each node under any load; infinite where it may fail or wait without bound.
fn longest(plan: &Plan) -> Vec<f64> {
    let mut longest = vec![0.0; plan.nodes.len()];
    for (position, node) in plan.nodes.iter().enumerate() {
        let sum = |children: &std::ops::Range<usize>| -> f64 {
            plan.branches[children.clone()].iter().map(|child| longest[child.node]).sum()
        };
        longest[position] = match node {
            Node::Nothing | Node::Spawn { .. } | Node::Stale { .. } => 0.0,
            Node::Delay(seconds) => *seconds,
            Node::Work { station, service } => service.mean_s * in_line(plan, *station),
            Node::Hold { station, body } => longest[*body] * in_line(plan, *station),
            Node::Sequence(children) | Node::Choose(children) | Node::Parallel { children, .. } => sum(children),
            Node::Repeat { times, body } => longest[*body] * times.ceil(),
            Node::Call { entry, .. } => longest[plan.entries[*entry].root()],
            Node::Lookup { hit, miss, .. } => longest[*hit].max(longest[*miss]),
            Node::Attempt { body, .. } => longest[*body],
            Node::Fail { .. } | Node::Break { .. } => f64::INFINITY,
        };
    }
    longest
}

/// Service times until one is served with everybody before it; infinite where it may be refused, or never served.
fn in_line(plan: &Plan, station: usize) -> f64 {
    let station = &plan.stations[station];
    let refuses = station.queue_limit.is_finite() && station.population > station.servers + station.queue_limit;
    if refuses || station.patience_s.is_finite() {
        return f64::INFINITY;
    }
    1.0 + (station.population / station.servers).max(1.0)
}
