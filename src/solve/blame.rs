//! Which step loses which requests for good.
//!
//! A failure that is tried again, or that others make up for, costs no request. Going down the programs, each step gets
//! the rate of those that count: if it fails, that many requests per second are lost. Under attempts only the last
//! failure counts; of calls at once those that leave too few answers.

use std::collections::BTreeMap;

use super::calls::Kind;
use super::network::Network;
use crate::plan::{Class, Node, Reason};

/// Lost requests per second by component, class and reason.
pub(super) type Losses = BTreeMap<(usize, Class, Reason), f64>;

/// All losses of a solved network; they add up to what is offered (jobs included) minus what is answered.
pub(super) fn losses(network: &Network<'_>) -> Losses {
    let plan = network.plan;
    let mut counting = vec![0.0; plan.nodes.len()];
    for (source, rate) in plan.sources.iter().zip(&network.source_rates) {
        counting[plan.entries[source.entry].root()] += rate;
    }
    for (position, node) in plan.nodes.iter().enumerate() {
        if let Node::Spawn { job } = node
            && plan.jobs[*job].counted
        {
            counting[plan.entries[plan.jobs[*job].entry].root()] += network.rates[position];
        }
    }
    let mut losses = Losses::new();
    for component in plan.components.iter().rev() {
        for entry in plan.entries[component.entries.clone()].iter().rev() {
            for position in entry.nodes.clone().rev() {
                if counting[position] > 0.0 {
                    step(network, entry.class, position, &mut counting, &mut losses);
                }
            }
        }
    }
    losses
}

fn lose(losses: &mut Losses, component: usize, class: Class, reason: Reason, rate: f64) {
    if rate > 0.0 {
        *losses.entry((component, class, reason)).or_default() += rate;
    }
}

/// Hands what counts on to the children of a node, and counts what the node itself loses.
fn step(network: &Network<'_>, class: Class, position: usize, counting: &mut [f64], losses: &mut Losses) {
    let plan = network.plan;
    let rate = counting[position];
    let success = |node: usize| network.moments[node].success;
    match &plan.nodes[position] {
        Node::Nothing | Node::Delay(_) | Node::Spawn { .. } | Node::Stale { .. } => {}
        Node::Fail { component, reason } => lose(losses, *component, class, *reason, rate),
        Node::Work { station, .. } => lose_at(network, *station, class, rate, losses),
        Node::Hold { station, body } => {
            lose_at(network, *station, class, rate, losses);
            counting[*body] += rate * (1.0 - network.states[*station].loss);
        }
        Node::Sequence(children) => {
            let mut reached = rate;
            for child in &plan.branches[children.clone()] {
                counting[child.node] += reached;
                reached *= success(child.node);
            }
        }
        Node::Choose(children) => {
            for child in &plan.branches[children.clone()] {
                counting[child.node] += rate * child.probability;
            }
        }
        Node::Repeat { times, body } => {
            counting[*body] += rate * super::moments::visits(success(*body), *times);
        }
        Node::Call { entry, .. } => counting[plan.entries[*entry].root()] += rate,
        Node::Lookup { cache, hit, miss } => {
            counting[*hit] += rate * network.ratios[*cache];
            counting[*miss] += rate * (1.0 - network.ratios[*cache]);
        }
        Node::Break { breaker, body } => {
            let passed = network.passed[*breaker];
            counting[*body] += rate * passed;
            lose(losses, plan.breakers[*breaker].component, class, Reason::BreakerOpen, rate * (1.0 - passed));
        }
        Node::Attempt { policy, body } => {
            let Some(Kind::Tried(tried)) = network.outcomes.get(&position).map(|outcome| &outcome.kind) else { return };
            let (lost, given_up) = (rate * tried.failure(), tried.given_up_share());
            let called = plan.policies[*policy].component;
            // A consumer's own limit is that of the queue which hands the message out again.
            let own = plan.components[called].nodes.contains(&position);
            let reason = if own { Reason::DeadLetter } else { Reason::TimedOut };
            lose(losses, called, class, reason, lost * given_up);
            let failing = 1.0 - success(*body);
            if failing > 0.0 {
                counting[*body] += lost * (1.0 - given_up) / failing;
            }
        }
        Node::Parallel { children, .. } => {
            let branches = &plan.branches[children.clone()];
            let failures: f64 = branches.iter().map(|child| child.probability * (1.0 - success(child.node))).sum();
            if failures > 0.0 {
                let each = rate * (1.0 - success(position)) / failures;
                for child in branches {
                    counting[child.node] += each * child.probability;
                }
            }
        }
    }
}

fn lose_at(network: &Network<'_>, station: usize, class: Class, rate: f64, losses: &mut Losses) {
    let place = &network.stations[station];
    let reason = if place.keeps {
        Reason::StillQueued
    } else if place.pooled {
        Reason::Undelivered
    } else if place.patience_s.is_finite() {
        Reason::Impatient(place.resource)
    } else {
        Reason::QueueFull(place.resource)
    };
    lose(losses, place.component, class, reason, rate * network.states[station].loss);
}
