//! The beginning of a run that is not yet steady.
//!
//! MSER-5 (White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69, 1997; White,
//! Cobb and Spratt, WSC 2000) joins five observations each to means and cuts where the squared standard error of what is
//! left is least. On queues by itself it does harm: it also cuts a busy spell that happens to stand at the beginning, but
//! hardly ever an idle one, and so the mean comes out too low (M/M/1 at load 0.9, ten runs of 20,000: by 2.6 %, and
//! intervals cover in 89 % of cases instead of 95 %; compare Wang and Glynn, WSC 2016). So
//! - a share of the run is always left out, whatever happened in it ([`LEAST`] by default);
//! - more than that only if what would be left out differs from the rest by more than chance explains;
//! - several replications are looked at as one, interval by interval, which has less noise and the same beginning.

use super::interval::{drift, error};
use super::{Part, part};

/// Share of a run that is left out in any case, unless the caller says otherwise.
pub const LEAST: f64 = 0.1;
/// Parts joined by MSER-5, where there are enough of them.
const FIVE: usize = 5;
/// Means that it chooses among at the least, before fewer parts are joined.
const MEANS: usize = 40;
/// Standard errors by which the beginning must differ from the rest to be left out.
const APART: f64 = 4.0;
/// Means that must be left after the cut: fewer have no spread to speak of.
const LEFT: usize = 5;

/// How the beginning looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The run is steady after the least share.
    Steady,
    /// More than that was left out.
    Cut,
    /// The beginning takes more than half of the run: the run is too short, or never gets steady.
    MoreThanHalf,
}

/// How much of a run to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarmUp {
    /// Parts to leave out.
    pub parts: usize,
    /// What the beginning looked like.
    pub verdict: Verdict,
}

impl WarmUp {
    /// What both need: the rest is steady for either quantity.
    #[must_use]
    pub fn or_later(self, other: Self) -> Self {
        let worse = |verdict| match verdict {
            Verdict::Steady => 0,
            Verdict::Cut => 1,
            Verdict::MoreThanHalf => 2,
        };
        let verdict = if worse(self.verdict) >= worse(other.verdict) { self.verdict } else { other.verdict };
        Self { parts: self.parts.max(other.parts), verdict }
    }
}

/// How many of the values MSER leaves out: those before the smallest squared standard error of the rest.
pub fn mser(values: &[f64]) -> usize {
    let mut best = (f64::INFINITY, 0);
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for (index, value) in values.iter().enumerate().rev() {
        // Welford's recurrence, from the end.
        count += 1.0;
        let apart = value - mean;
        mean += apart / count;
        squares += apart * (value - mean);
        let error = squares / (count * count);
        if values.len() - index >= LEFT && error <= best.0 {
            best = (error, index);
        }
    }
    best.1
}

/// The warm-up of replications (one or more) of the same run, from the parts of one quantity: at least the share `least`
/// (0..1) of the run, and whole multiples of `step` parts ([`EPOCH`](super::EPOCH) for what recorders kept, else 1).
pub fn warm_up(runs: &[Vec<Part>], least: f64, step: usize) -> WarmUp {
    let parts = part::pooled(runs);
    let whole = |cut: usize| cut.next_multiple_of(step.max(1)).min(parts.len());
    // Not one more for a share that was itself a number of parts.
    let least = whole((parts.len() as f64 * least.clamp(0.0, 1.0) - 1e-9).ceil() as usize);
    let (proposed, half) = (proposed(&parts), parts.len() / 2);
    if proposed <= least {
        WarmUp { parts: least, verdict: Verdict::Steady }
    } else if proposed <= half && differs(&parts, proposed) {
        WarmUp { parts: whole(proposed), verdict: Verdict::Cut }
    } else if proposed > half && (differs(&parts, half) || drift(&parts[least..]).is_some()) {
        WarmUp { parts: whole(half).max(least), verdict: Verdict::MoreThanHalf }
    } else {
        WarmUp { parts: least, verdict: Verdict::Steady }
    }
}

/// Parts that MSER-5 would leave out. Groups without weight have no mean and are passed over.
fn proposed(parts: &[Part]) -> usize {
    let size = (parts.len() / MEANS).clamp(1, FIVE);
    let groups = parts.chunks(size).map(|group| Part::total(group).quotient());
    let (places, means): (Vec<usize>, Vec<f64>) =
        groups.enumerate().filter_map(|(place, mean)| mean.map(|mean| (place * size, mean))).unzip();
    places.get(mser(&means)).copied().unwrap_or(0)
}

/// Whether the parts before the cut differ from those after it by more than chance explains.
fn differs(parts: &[Part], cut: usize) -> bool {
    let (before, after) = parts.split_at(cut);
    let total = Part::total(before);
    let (Some(first), Some(rest)) = (total.quotient(), error(&[after.to_vec()])) else {
        return false;
    };
    // The error falls with the root of the weight: what is before the cut has this much less of it.
    let lighter = Part::total(after).weight / total.weight;
    (first - rest.value).abs() > APART * rest.error * (1.0 + lighter).sqrt()
}
