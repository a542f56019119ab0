//! Calls at once, and calls under a time limit with further attempts: what needs the whole distribution of what is
//! called, and not only its moments.
//!
//! The answer that so many of several calls give is an order statistic of independent times: at every time, the
//! probability that so many have answered. Under a time limit D an attempt succeeds with the mass of the distribution
//! up to D; else it takes D, or the mean time of a failure that comes before. Attempts are independent of each other:
//! true where the pause is long against the waits behind, an approximation where it is not.
//!
//! Exact where the called time is plain (see [`super::exact`]); else as exact as the cosine expansion.

use super::distribution::{Distribution, Terms};
use super::exact::{Plain, plain};
use super::formula::Scratch;
use super::law::{Law, at_least};
use super::moments::Moments;
use super::network::Network;
use crate::base::complex::Complex;
use crate::plan::{Backoff, Branch, CallPolicy, Node};

/// Standard deviations beyond the mean at which a time limit is not reached: for an exponential tail, once in 1e13.
const BEYOND: f64 = 30.0;

/// The outcome of a node that needs a distribution, with the outcomes of its children that it was made from.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    made_from: Vec<Moments>,
    pub(super) moments: Moments,
    pub(super) kind: Kind,
}

/// Which sort of node it is of.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Calls at once.
    Gathered(Law),
    /// Attempts.
    Tried(Box<Tried>),
}

/// Attempts under a policy.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    /// Time of an attempt that succeeds; `None` where no time limit cuts the body's own.
    law: Option<Law>,
    /// Probability that one attempt succeeds, is given up, fails.
    success: f64,
    timed_out: f64,
    failed: f64,
    /// Time of those that are given up, and of those that fail, seconds.
    timeout_s: f64,
    failed_s: f64,
    /// Probability of another attempt after a failure, while attempts are left.
    again: f64,
    retries: f64,
    backoff: Backoff,
    /// Mean number of attempts.
    pub(super) attempts: f64,
}

impl Outcome {
    /// The outcome of a node, made anew only where its children have changed since `old`, coarsely at first.
    pub(super) fn of(network: &Network<'_>, node: &Node, old: Option<Self>, scratch: &mut Scratch) -> Option<Self> {
        let made_from = children(network, node);
        if let Some(old) = old
            && old.made_from.len() == made_from.len()
            && old.made_from.iter().zip(&made_from).all(|(a, b)| a.close_to(b, network.fineness))
        {
            return Some(old);
        }
        match node {
            Node::Parallel { children, needed } => {
                let branches = &network.plan.branches[children.clone()];
                let law = gathered(network, branches, *needed, scratch);
                let moments = gathered_moments(network, branches, &law);
                Some(Self { made_from, moments, kind: Kind::Gathered(law) })
            }
            Node::Attempt { policy, body } => {
                let tried = tried(network, &network.plan.policies[*policy], *body, scratch);
                let moments = tried.moments(&network.moments[*body]);
                Some(Self { made_from, moments, kind: Kind::Tried(Box::new(tried)) })
            }
            _ => None,
        }
    }

    /// The table of times, where there is one: of the whole, or of an attempt that succeeds.
    pub(super) fn law(&self) -> Option<&Law> {
        match &self.kind {
            Kind::Gathered(law) => Some(law),
            Kind::Tried(tried) => tried.law.as_ref(),
        }
    }
}

fn children(network: &Network<'_>, node: &Node) -> Vec<Moments> {
    match node {
        Node::Parallel { children, .. } => {
            network.plan.branches[children.clone()].iter().map(|child| network.moments[child.node]).collect()
        }
        Node::Attempt { body, .. } => vec![network.moments[*body]],
        _ => Vec::new(),
    }
}

/// A distribution function over the mass of success.
enum Times {
    Plain(Plain),
    Series(Distribution, f64),
    Never,
}

impl Times {
    fn of(network: &Network<'_>, node: usize, scratch: &mut Scratch) -> Self {
        if let Some(plain) = plain(network, node) {
            return Self::Plain(plain);
        }
        let success = network.moments[node].success;
        let distribution = Distribution::new(network, &[(node, 1.0)], Terms::OF_CALL, scratch);
        distribution.map_or(Self::Never, |distribution| Self::Series(distribution, success))
    }

    /// Probabilities of success up to each of these times, seconds.
    fn probabilities(&self, seconds: &[f64]) -> Vec<f64> {
        match self {
            Self::Plain(plain) => seconds.iter().map(|&time| plain.probability(time)).collect(),
            Self::Series(distribution, success) => {
                let mut found = distribution.probabilities(seconds);
                for probability in &mut found {
                    *probability *= success;
                }
                found
            }
            Self::Never => vec![0.0; seconds.len()],
        }
    }

    /// Shortest time, and one that hardly any exceeds.
    fn range(&self) -> (f64, f64) {
        match self {
            Self::Plain(plain) => (plain.fixed_s, plain.end()),
            Self::Series(distribution, _) => distribution.range(),
            Self::Never => (0.0, 0.0),
        }
    }
}

fn gathered(network: &Network<'_>, branches: &[Branch], needed: f64, scratch: &mut Scratch) -> Law {
    let times: Vec<(f64, Times)> =
        branches.iter().map(|branch| (branch.probability, Times::of(network, branch.node, scratch))).collect();
    let start = times.iter().map(|(_, times)| times.range().0).fold(f64::INFINITY, f64::min);
    let end = times.iter().map(|(_, times)| times.range().1).fold(0.0, f64::max);
    let knots = Law::knots(if start.is_finite() { start } else { 0.0 }, end);
    let found: Vec<(f64, Vec<f64>)> =
        times.iter().map(|(number, times)| (*number, times.probabilities(&knots))).collect();
    let mut groups = vec![(0.0, 0.0); times.len()];
    let reached = (0..knots.len())
        .map(|knot| {
            for (group, (number, probabilities)) in groups.iter_mut().zip(&found) {
                *group = (*number, probabilities[knot]);
            }
            at_least(needed, &groups)
        })
        .collect();
    Law::of(knots, reached)
}

/// Those that fail are taken to be found out at the mean time of the slowest child.
fn gathered_moments(network: &Network<'_>, branches: &[Branch], law: &Law) -> Moments {
    let (first, second) = law.moments();
    let success = law.mass();
    let slowest = branches.iter().map(|branch| network.moments[branch.node].total_first()).fold(0.0, f64::max);
    let failure = (1.0 - success).max(0.0);
    Moments { success, first, second, failed_first: failure * slowest, failed_second: failure * slowest * slowest }
}

fn tried(network: &Network<'_>, policy: &CallPolicy, body: usize, scratch: &mut Scratch) -> Tried {
    let moments = network.moments[body];
    let failed = (1.0 - moments.success).max(0.0);
    let failed_s = if failed > 0.0 { (moments.failed_first / failed).min(policy.timeout_s) } else { 0.0 };
    let spread = (moments.second * moments.success - moments.first * moments.first).max(0.0).sqrt();
    let reached = moments.first + BEYOND * spread > policy.timeout_s * moments.success;
    let law = reached.then(|| {
        let times = Times::of(network, body, scratch);
        let (start, end) = times.range();
        let knots = Law::knots(start.min(policy.timeout_s), end.min(policy.timeout_s));
        let reached = times.probabilities(&knots);
        Law::of(knots, reached)
    });
    let success = law.as_ref().map_or(moments.success, Law::mass).min(moments.success);
    let timed_out = (moments.success - success).max(0.0);
    let again = again(policy, 1.0 - success);
    let more = again * (1.0 - success);
    let attempts = (0..=policy.retries as u32).map(|attempt| more.powi(attempt.cast_signed())).sum();
    Tried {
        law,
        success,
        timed_out,
        failed,
        timeout_s: if policy.timeout_s.is_finite() { policy.timeout_s } else { 0.0 },
        failed_s,
        again,
        retries: policy.retries,
        backoff: policy.backoff,
        attempts,
    }
}

/// The probability of trying again that keeps further attempts within the budget.
fn again(policy: &CallPolicy, failure: f64) -> f64 {
    let further = |again: f64| -> f64 {
        (1..=policy.retries as u32).map(|attempt| (again * failure).powi(attempt.cast_signed())).sum()
    };
    if further(1.0) <= policy.budget {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if further(middle) > policy.budget { high = middle } else { low = middle }
    }
    low
}

impl Tried {
    /// Probability that all attempts fail.
    pub(super) fn failure(&self) -> f64 {
        (1.0 - self.attempts * self.success).max(0.0)
    }

    /// Share of failing attempts that were given up and did not fail themselves.
    pub(super) fn given_up_share(&self) -> f64 {
        let both = self.timed_out + self.failed;
        if both > 0.0 { self.timed_out / both } else { 0.0 }
    }

    fn moments(&self, body: &Moments) -> Moments {
        let (first, second) = self.law.as_ref().map_or((body.first, body.second), Law::moments);
        let answered = Moments { first, second, ..Moments::NOTHING.scaled(self.success) };
        let given_up = Moments::time(self.timeout_s, self.timeout_s * self.timeout_s).scaled(self.timed_out);
        let failed = given_up.plus(&Moments::time(self.failed_s, self.failed_s * self.failed_s).scaled(self.failed));
        let mut reached = Moments::NOTHING;
        let mut sum = Moments::FAILURE;
        let mut lost = Moments::FAILURE;
        for attempt in 0..=self.retries as u32 {
            sum = sum.plus(&reached.then_only(&answered));
            let after = reached.then_only(&failed);
            let last = attempt == self.retries as u32;
            lost = lost.plus(&after.scaled(if last { 1.0 } else { 1.0 - self.again }));
            reached = after.scaled(self.again).then_only(&pause_moments(self.backoff, attempt));
        }
        Moments { failed_first: lost.first, failed_second: lost.second, ..sum }
    }

    /// The sum over attempts of the transform of all that comes before them.
    pub(super) fn chain(&self, frequency: f64) -> Complex {
        let failed = Complex::turn(frequency * self.timeout_s) * self.timed_out
            + Complex::turn(frequency * self.failed_s) * self.failed;
        let mut reached = Complex::ONE;
        let mut sum = Complex::ZERO;
        for attempt in 0..=self.retries as u32 {
            sum += reached;
            reached = reached * failed * pause(self.backoff, attempt, frequency) * self.again;
        }
        sum
    }
}

/// The longest pause before the attempt after this one, under jitter.
fn longest(base: f64, attempt: u32) -> f64 {
    base * f64::from(attempt).exp2()
}

fn pause_moments(backoff: Backoff, attempt: u32) -> Moments {
    match backoff {
        Backoff::Fixed(seconds) => Moments::time(seconds, seconds * seconds),
        Backoff::Jitter(base) => {
            let longest = longest(base, attempt);
            Moments::time(longest / 2.0, longest * longest / 3.0)
        }
    }
}

fn pause(backoff: Backoff, attempt: u32, frequency: f64) -> Complex {
    match backoff {
        Backoff::Fixed(seconds) => Complex::turn(frequency * seconds),
        Backoff::Jitter(base) => {
            let angle = frequency * longest(base, attempt);
            if angle < 1e-9 {
                return Complex::ONE;
            }
            let turned = Complex::turn(angle) - Complex::ONE;
            Complex::new(turned.im, -turned.re) * (1.0 / angle)
        }
    }
}
