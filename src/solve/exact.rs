//! Distribution functions in closed form, for a time that is one service without any wait.

use std::f64::consts::SQRT_2;

use super::network::Network;
use super::transform::erlang_mixture;
use crate::plan::{Node, Service, Shape};

/// A fixed time and then, perhaps, one service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plain {
    /// Fixed part, seconds.
    pub(super) fixed_s: f64,
    /// What follows it.
    pub(super) service: Option<Service>,
}

/// Waiting or loss below this is none.
const NEGLIGIBLE: f64 = 1e-13;

/// The time of a node, if it is plain: nothing waits, nothing fails, and at most one step is not fixed.
pub(super) fn plain(network: &Network<'_>, node: usize) -> Option<Plain> {
    let plan = network.plan;
    let nothing = Plain { fixed_s: 0.0, service: None };
    match &plan.nodes[node] {
        Node::Nothing | Node::Spawn { .. } | Node::Stale { .. } => Some(nothing),
        Node::Delay(seconds) => Some(Plain { fixed_s: *seconds, service: None }),
        Node::Work { station, service } if unhindered(network, *station) => Some(if service.scv == 0.0 {
            Plain { fixed_s: service.mean_s, service: None }
        } else {
            Plain { fixed_s: 0.0, service: Some(*service) }
        }),
        Node::Hold { station, body } if unhindered(network, *station) => plain(network, *body),
        Node::Call { entry, .. } => plain(network, plan.entries[*entry].root()),
        Node::Sequence(children) => {
            let mut sum = nothing;
            for child in &plan.branches[children.clone()] {
                let next = plain(network, child.node)?;
                if sum.service.is_some() && next.service.is_some() {
                    return None;
                }
                sum = Plain { fixed_s: sum.fixed_s + next.fixed_s, service: sum.service.or(next.service) };
            }
            Some(sum)
        }
        _ => None,
    }
}

fn unhindered(network: &Network<'_>, station: usize) -> bool {
    let state = &network.states[station];
    state.loss < NEGLIGIBLE && state.wait_probability < NEGLIGIBLE
}

impl Plain {
    /// Probability of a time up to `seconds`.
    pub(super) fn probability(&self, seconds: f64) -> f64 {
        let left = seconds - self.fixed_s;
        match self.service {
            _ if left < 0.0 => 0.0,
            None => 1.0,
            Some(service) => probability(&service, left),
        }
    }

    /// A time that all but 1e-12 of its mass does not exceed, seconds.
    pub(super) fn end(&self) -> f64 {
        let Some(service) = self.service else { return self.fixed_s };
        let mut end = service.mean_s * 4.0;
        for _ in 0..200 {
            if 1.0 - probability(&service, end) < 1e-12 {
                break;
            }
            end *= 1.25;
        }
        self.fixed_s + end
    }
}

/// Probability that a service time does not exceed `seconds`.
fn probability(service: &Service, seconds: f64) -> f64 {
    let mean = service.mean_s;
    if seconds <= 0.0 || mean <= 0.0 {
        return f64::from(u8::from(mean <= 0.0 || (seconds >= mean && service.scv == 0.0)));
    }
    match service.shape {
        Shape::Deterministic => f64::from(u8::from(seconds >= mean)),
        Shape::Exponential => -(-seconds / mean).exp_m1(),
        Shape::Erlang => {
            let (order, first, stage) = erlang_mixture(mean, service.scv);
            let more = gamma(order, seconds / stage);
            let fewer = if order > 1 { gamma(order - 1, seconds / stage) } else { 1.0 };
            first * fewer + (1.0 - first) * more
        }
        Shape::HyperExponential => {
            let share = f64::midpoint(1.0, ((service.scv - 1.0) / (service.scv + 1.0)).sqrt());
            let part = |share: f64| share * (-2.0 * share * seconds / mean).exp_m1();
            -part(share) - part(1.0 - share)
        }
        Shape::LogNormal => {
            let variance = service.scv.ln_1p();
            let z = ((seconds / mean).ln() + variance / 2.0) / variance.sqrt();
            libm::erfc(-z / SQRT_2) / 2.0
        }
    }
}

/// Distribution function of the sum of `order` exponential times of mean 1.
fn gamma(order: u64, time: f64) -> f64 {
    // From the largest Poisson term outwards would be needed for huge orders only; stages stay below some hundreds.
    let (mut term, mut sum) = (-time, f64::NEG_INFINITY);
    for stage in 0..order {
        if stage > 0 {
            term += (time / stage as f64).ln();
        }
        sum = sum.max(term) + (-(sum - term).abs()).exp().ln_1p();
    }
    (-sum.exp_m1()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_its_median_where_it_belongs() {
        let medians = [
            (Service::new(Shape::Exponential, 2.0, 1.0), 2.0 * 2f64.ln()),
            (Service::new(Shape::LogNormal, 2.0, 3.0), 1.0),
            // Erlang of order 2: the median of the sum of two is 1.6783469900 stages.
            (Service::new(Shape::Erlang, 2.0, 0.5), 1.678_346_990_016_661),
        ];
        for (service, median) in medians {
            assert!((probability(&service, median) - 0.5).abs() < 1e-9, "{service:?}");
        }
        let hyper = Service::new(Shape::HyperExponential, 1.0, 4.0);
        // Mean from the tail: the integral of 1 - F.
        let step = 0.001;
        let mean: f64 = (0..60_000).map(|i| step * (1.0 - probability(&hyper, step * (f64::from(i) + 0.5)))).sum();
        assert!((mean - 1.0).abs() < 1e-4, "{mean}");
    }
}
