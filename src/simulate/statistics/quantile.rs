//! Percentiles with their confidence intervals.
//!
//! The error of a percentile is that of the share of values above it. A value belongs to the interval if the share above it
//! is compatible with `1 - p`, given how much that share differs between replications or batches: a test that is
//! inverted (Woodruff, "Confidence intervals for medians and other position measures", JASA 47, 1952). The share is a
//! quotient of totals like any other, so its error comes about in the same way, whatever the dependence of neighbouring
//! values. That needs no percentile of a batch, which would be biased where a batch has few values beyond it; and since
//! the error is taken anew at each end, a tail that was seen in a few busy spells only gives a long upper arm.
//!
//! The ends are interpolated in their buckets, and the interval is never shorter than what buckets resolve. Cost: about a
//! millisecond.

use super::histogram::Tail;
use super::interval::{REPLICATIONS, error, odds, precision};
use super::recorder::merged;
use super::{Estimate, Histogram, Interval, NoInterval, Part, Position};

/// Values that must lie on either side of a percentile.
const BEYOND: f64 = 10.0;
/// Halvings in the search for an end.
const HALVINGS: u32 = 24;

type Fine = Histogram<7>;

/// The value below which the share `p` (0..1) of the values lies, within 0.4 % of what was seen, with the interval that
/// holds the true one with probability `confidence`. For each replication (one or more) the histograms of its parts in
/// turn ([`Recorder::epochs`](super::Recorder::epochs), say), of which the first `after` are left out.
pub fn quantile(runs: &[&[Fine]], after: usize, p: f64, confidence: f64) -> Estimate {
    let kept: Vec<&[Fine]> = runs.iter().map(|run| run.get(after..).unwrap_or_default()).collect();
    let all = merged::<Fine>(kept.iter().copied().flatten()).tail();
    all.position(p).map_or(Estimate { value: f64::NAN, interval: Err(NoInterval::TooShort) }, |position| Estimate {
        value: Fine::middle(position),
        interval: interval(&kept, &all, position, p, confidence),
    })
}

fn interval(kept: &[&[Fine]], all: &Tail, position: Position, p: f64, confidence: f64) -> Result<Interval, NoInterval> {
    let beyond = all.count() * p.min(1.0 - p);
    if beyond < BEYOND {
        return Err(NoInterval::TooShort);
    }
    let tails = |histograms: &[Fine]| histograms.iter().map(Histogram::tail).collect::<Vec<_>>();
    let parts: Vec<Vec<Tail>> = kept.iter().map(|run| tails(run)).collect();
    let spread = precision(&shares(&parts, position))?;
    let search = Search {
        parts: if kept.len() < REPLICATIONS {
            parts
        } else {
            kept.iter().map(|run| vec![merged::<Fine>(run.iter()).tail()]).collect()
        },
        all,
        p,
        confidence,
    };
    let (low, high) = (search.end(0.0).ok_or(NoInterval::TooShort)?, search.end(1.0).ok_or(NoInterval::TooShort)?);
    let (floor, ceiling) = Fine::edges(position);
    Ok(Interval { low: low.min(floor), high: high.max(ceiling), batches: spread.batches })
}

/// Values above the position and all values, part by part.
fn shares(parts: &[Vec<Tail>], position: Position) -> Vec<Vec<Part>> {
    let share = |tail: &Tail| Part { sum: tail.above(position), weight: tail.count() };
    parts.iter().map(|run| run.iter().map(share).collect()).collect()
}

struct Search<'a> {
    parts: Vec<Vec<Tail>>,
    all: &'a Tail,
    p: f64,
    confidence: f64,
}

impl Search<'_> {
    /// Whether the value with this share of all below it may be the percentile.
    fn may_be(&self, share: f64) -> bool {
        let spread = self.all.position(share).and_then(|position| error(&shares(&self.parts, position)));
        spread.is_some_and(|spread| {
            let (least, most) = odds(spread.value, spread.reach(self.confidence));
            least <= 1.0 - self.p && 1.0 - self.p <= most
        })
    }

    /// The end of the interval towards share 0 or 1; `None` if it lies beyond all that was seen.
    fn end(&self, towards: f64) -> Option<f64> {
        let one = 1.0 / self.all.count();
        let (mut inside, mut outside) = (self.p, towards.clamp(one, 1.0 - one));
        if self.may_be(outside) {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(inside, outside);
            if self.may_be(middle) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        self.all.position(outside).map(Fine::value)
    }
}
