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

/// Relative change of the children from which on a coarse table will do.
const COARSELY: f64 = 1e-3;

/// Standard deviations beyond the mean at which a time limit is not reached: for an exponential tail, once in 1e13.
const BEYOND: f64 = 30.0;

/// The outcome of a node that needs a distribution, with the outcomes of its children that its table was made from.
///
/// While the children move little, the table stays and its moments follow them: times as the children's times, success
/// as theirs. That is right in the first order where all children move alike, so that what is left is a small share of
/// how far they may move, which shrinks as the passes settle (see [`Network::fineness`]).
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    made_from: Vec<Moments>,
    coarse: bool,
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
    /// The outcome of one attempt, over its success.
    answered: Moments,
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
    /// The outcome of a node, its table made anew only where its children have changed since `old`, coarsely at first.
    pub(super) fn of(network: &Network<'_>, node: &Node, old: Option<Self>, scratch: &mut Scratch) -> Option<Self> {
        let plan = network.plan;
        let (single, branches);
        match node {
            Node::Parallel { children, .. } => branches = &plan.branches[children.clone()],
            Node::Attempt { body, .. } => {
                single = [Branch { probability: 1.0, node: *body }];
                branches = &single;
            }
            _ => return None,
        }
        if network.frozen && old.is_some() {
            return old;
        }
        let coarse = network.fineness >= COARSELY;
        let (made_from, law, coarse) = match old {
            Some(old) if old.is_close(network, branches) && (coarse || !old.coarse) => {
                (old.made_from, old.kind.into_law(), old.coarse)
            }
            _ => {
                let made_from = branches.iter().map(|child| network.moments[child.node]).collect();
                (made_from, table(network, node, branches, coarse, scratch), coarse)
            }
        };
        let (moments, kind) = match (node, law) {
            (Node::Attempt { policy, body }, law) => {
                let tried = tried(&plan.policies[*policy], &made_from, law, &network.moments[*body]);
                (tried.moments(), Kind::Tried(Box::new(tried)))
            }
            (Node::Parallel { needed, .. }, Some(law)) => {
                (gathered_moments(network, branches, *needed, &made_from, &law), Kind::Gathered(law))
            }
            _ => return None,
        };
        Some(Self { made_from, coarse, moments, kind })
    }

    fn is_close(&self, network: &Network<'_>, branches: &[Branch]) -> bool {
        let mut pairs = self.made_from.iter().zip(branches);
        // Attempts without a table cost nothing to work out anew, and may need one now.
        self.law().is_some()
            && self.made_from.len() == branches.len()
            && pairs.all(|(made_from, child)| made_from.close_to(&network.moments[child.node], network.fineness))
    }

    /// The table of times, where there is one: of the whole, or of an attempt that succeeds.
    pub(super) fn law(&self) -> Option<&Law> {
        match &self.kind {
            Kind::Gathered(law) => Some(law),
            Kind::Tried(tried) => tried.law.as_ref(),
        }
    }
}

impl Kind {
    fn into_law(self) -> Option<Law> {
        match self {
            Self::Gathered(law) => Some(law),
            Self::Tried(tried) => tried.law,
        }
    }
}

/// The table of a node, where it needs one.
fn table(network: &Network<'_>, node: &Node, branches: &[Branch], coarse: bool, scratch: &mut Scratch) -> Option<Law> {
    match node {
        Node::Parallel { needed, .. } => Some(gathered(network, branches, *needed, coarse, scratch)),
        Node::Attempt { policy, body } => {
            cut_off(network, network.plan.policies[*policy].timeout_s, *body, coarse, scratch)
        }
        _ => None,
    }
}

/// A distribution function over the mass of success.
enum Times {
    Plain(Plain),
    Series(Distribution, f64),
    Never,
}

impl Times {
    fn of(network: &Network<'_>, node: usize, coarse: bool, scratch: &mut Scratch) -> Self {
        if let Some(plain) = plain(network, node) {
            return Self::Plain(plain);
        }
        let success = network.moments[node].success;
        let terms = if coarse { Terms::OF_CALL_COARSELY } else { Terms::OF_CALL };
        let distribution = Distribution::new(network, &[(node, 1.0)], terms, scratch);
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

fn gathered(network: &Network<'_>, branches: &[Branch], needed: f64, coarse: bool, scratch: &mut Scratch) -> Law {
    let times: Vec<(f64, Times)> =
        branches.iter().map(|branch| (branch.probability, Times::of(network, branch.node, coarse, scratch))).collect();
    let start = times.iter().map(|(_, times)| times.range().0).fold(f64::INFINITY, f64::min);
    let end = times.iter().map(|(_, times)| times.range().1).fold(0.0, f64::max);
    let knots = Law::knots(if start.is_finite() { start } else { 0.0 }, end, coarse);
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

/// The moments of a table that was made from others than the children now have. Those that fail are taken to be found
/// out at the mean time of the slowest child.
fn gathered_moments(
    network: &Network<'_>,
    branches: &[Branch],
    needed: f64,
    made_from: &[Moments],
    law: &Law,
) -> Moments {
    let now =
        || branches.iter().zip(made_from).map(|(child, then)| (child.probability, then, &network.moments[child.node]));
    // The slowest count most.
    let (mut before, mut after, mut likelier) = (0.0, 0.0, 1.0);
    for (number, then, now) in now() {
        before += number * then.mean_square();
        after += number * now.mean_square();
        likelier *= if then.success > 0.0 { (now.success / then.success).powf(number) } else { 1.0 };
    }
    let slower = if before > 0.0 { (after / before).sqrt() } else { 1.0 };
    let all = branches.iter().map(|child| child.probability).sum::<f64>() == needed;
    let likelier = if all { likelier.min(1.0 / law.mass().max(f64::MIN_POSITIVE)) } else { 1.0 };
    let (first, second) = law.moments();
    let success = law.mass() * likelier;
    let slowest = branches.iter().map(|branch| network.moments[branch.node].total_first()).fold(0.0, f64::max);
    let failure = (1.0 - success).max(0.0);
    Moments {
        success,
        first: first * likelier * slower,
        second: second * likelier * slower * slower,
        failed_first: failure * slowest,
        failed_second: failure * slowest * slowest,
    }
}

/// The table of times of an attempt that succeeds, where the time limit cuts off more than next to nothing.
fn cut_off(network: &Network<'_>, timeout_s: f64, body: usize, coarse: bool, scratch: &mut Scratch) -> Option<Law> {
    let moments = network.moments[body];
    let spread = (moments.second * moments.success - moments.first * moments.first).max(0.0).sqrt();
    if moments.first + BEYOND * spread <= timeout_s * moments.success {
        return None;
    }
    let times = Times::of(network, body, coarse, scratch);
    let (start, end) = times.range();
    let knots = Law::knots(start.min(timeout_s), end.min(timeout_s), coarse);
    let reached = times.probabilities(&knots);
    Some(Law::of(knots, reached))
}

/// Attempts at a body with these moments; the table may have been made from others.
fn tried(policy: &CallPolicy, made_from: &[Moments], law: Option<Law>, body: &Moments) -> Tried {
    let failed = (1.0 - body.success).max(0.0);
    let failed_s = if failed > 0.0 { (body.failed_first / failed).min(policy.timeout_s) } else { 0.0 };
    let answered = match (&law, made_from) {
        (Some(law), [then]) => in_time(law, policy.timeout_s, then, body),
        _ => Moments { failed_first: 0.0, failed_second: 0.0, ..*body },
    };
    let success = answered.success;
    let again = again(policy, 1.0 - success);
    let more = again * (1.0 - success);
    let attempts = (0..=policy.retries as u32).map(|attempt| more.powi(attempt.cast_signed())).sum();
    Tried {
        law,
        answered,
        success,
        timed_out: (body.success - success).max(0.0),
        failed,
        timeout_s: if policy.timeout_s.is_finite() { policy.timeout_s } else { 0.0 },
        failed_s,
        again,
        retries: policy.retries,
        backoff: policy.backoff,
        attempts,
    }
}

/// The attempts that succeed in time where the body's times have all grown by one factor since the table was made: what
/// stood just before the limit leaves.
fn in_time(law: &Law, timeout_s: f64, then: &Moments, body: &Moments) -> Moments {
    let slower = if then.first > 0.0 { body.mean() / then.mean() } else { 1.0 };
    let likelier = if then.success > 0.0 { body.success / then.success } else { 1.0 };
    let left = (law.last_density() * timeout_s * (slower - 1.0)).clamp(-law.mass(), law.mass());
    let left = if left.is_finite() { left } else { 0.0 };
    let (first, second) = law.moments();
    let kept = |moment: f64, end: f64| if left == 0.0 { moment } else { (moment - left * end).max(0.0) };
    Moments {
        success: (kept(law.mass(), 1.0) * likelier).min(body.success),
        first: kept(first, timeout_s) * likelier * slower,
        second: kept(second, timeout_s * timeout_s) * likelier * slower * slower,
        failed_first: 0.0,
        failed_second: 0.0,
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

    fn moments(&self) -> Moments {
        let given_up = Moments::time(self.timeout_s, self.timeout_s * self.timeout_s).scaled(self.timed_out);
        let failed = given_up.plus(&Moments::time(self.failed_s, self.failed_s * self.failed_s).scaled(self.failed));
        let mut reached = Moments::NOTHING;
        let mut sum = Moments::FAILURE;
        let mut lost = Moments::FAILURE;
        for attempt in 0..=self.retries as u32 {
            sum = sum.plus(&reached.then_only(&self.answered));
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
