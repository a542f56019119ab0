//! Reads that get an old value: a write to the same object came within the window before the read.
//!
//! Writes to an object are Poisson with its share of the popularity. With a lag of L seconds after each write at w per
//! second a read is stale with probability 1 - e^(-wL). Where an entry is kept for D seconds whatever is written, a read
//! finds it at a uniform age, and some write came since it was stored with probability 1 - (1 - e^(-wD)) / (wD).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Unapplied;
use super::network::Network;
use crate::plan::{Class, Node, Staleness, Window};

/// Stale reads.
pub(super) struct Stale {
    /// Share of all reads of users that are answered with an old value.
    pub(super) share_of_reads: f64,
    /// Share of those answered at a component, by its position.
    pub(super) by_component: BTreeMap<usize, f64>,
    /// Writes on their way to a copy, by its position.
    pub(super) unapplied: BTreeMap<usize, Unapplied>,
}

/// Stale reads of a solved network.
pub(super) fn stale(network: &Network<'_>) -> Stale {
    let plan = network.plan;
    let mut sums: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    let mut known = Known::default();
    if !plan.staleness.is_empty() {
        for (position, node) in plan.nodes.iter().enumerate() {
            let Node::Stale { staleness } = node else { continue };
            let staleness = &plan.staleness[*staleness];
            let rate = network.rates[position] * network.moments[position].success;
            if rate <= 0.0 {
                continue;
            }
            let sum = sums.entry(staleness.component).or_default();
            sum.0 += rate * known.probability(network, staleness);
            sum.1 += rate;
        }
    }
    let stale: f64 = sums.values().map(|(stale, _)| stale).sum();
    let reads = network.offered(Class::Read);
    let passing = sums.into_iter().filter(|(_, (_, all))| *all > 0.0);
    Stale {
        share_of_reads: if reads > 0.0 { (stale / reads).min(1.0) } else { 0.0 },
        by_component: passing.map(|(component, (stale, all))| (component, stale / all)).collect(),
        unapplied: unapplied(network),
    }
}

fn unapplied(network: &Network<'_>) -> BTreeMap<usize, Unapplied> {
    let of = |staleness: &Staleness| {
        let Window::After(lag_s) = staleness.window else { return None };
        let answered = |node: &usize| network.rates[*node] * network.moments[*node].success;
        let writes_per_s = staleness.writes.iter().map(answered).sum();
        Some((staleness.component, Unapplied { writes_per_s, lag_s: lag_s + waits(network, staleness) }))
    };
    network.plan.staleness.iter().filter_map(of).collect()
}

/// The last probability that was worked out, and for what: components alike are asked once.
#[derive(Default)]
struct Known<'p>(Option<(&'p Staleness, f64, f64)>);

impl<'p> Known<'p> {
    fn probability(&mut self, network: &Network<'p>, staleness: &'p Staleness) -> f64 {
        let writes: f64 = staleness.writes.iter().map(|&node| network.rates[node]).sum();
        if let Some((other, rate, probability)) = self.0
            && rate == writes
            && other.window == staleness.window
            && waits(network, other) == waits(network, staleness)
            && Rc::ptr_eq(&other.popularity, &staleness.popularity)
        {
            return probability;
        }
        let found = probability(staleness, writes, waits(network, staleness));
        self.0 = Some((staleness, writes, found));
        found
    }
}

/// Seconds that a write waits in the log; for ever where more are written than applied.
fn waits(network: &Network<'_>, staleness: &Staleness) -> f64 {
    staleness.log.map_or(0.0, |log| {
        if network.refused_per_s(log) > 1e-9 * network.loads[log].rate {
            f64::INFINITY
        } else {
            network.states[log].wait_s
        }
    })
}

/// Probability that a read is old at so many writes per second, which each wait for so long in a log.
fn probability(staleness: &Staleness, writes: f64, waits_s: f64) -> f64 {
    let of = |rate: f64| match staleness.window {
        Window::After(lag_s) if rate > 0.0 => -(-rate * (lag_s + waits_s)).exp_m1(),
        Window::After(_) => 0.0,
        Window::UntilExpiry(kept_s) => {
            let expected = rate * kept_s;
            if expected < 1e-6 { expected / 2.0 } else { 1.0 + (-expected).exp_m1() / expected }
        }
    };
    let groups = staleness.popularity.iter();
    groups.map(|group| group.count * group.probability * of(writes * group.probability)).sum()
}
