//! Means, rates and shares with their confidence intervals.
//!
//! Five replications and more are independent: each is one batch, and Student's t does the rest. Fewer, or a single run,
//! are cut into 40 batches or some more. More would gain little and risk dependence (Schmeiser, "Batch size effects in the
//! analysis of simulation output", Operations Research 30, 1982). Where neighbouring batches go together they are joined,
//! down to 20; what correlation is left widens the interval as for a first-order autoregression
//! (Tafazzoli and others, "Skart", IIE Transactions 43, 2011); where too much is left there is no interval. A run that still
//! grows or falls gets none either: there is no value that it would be an interval for.
//!
//! Shares are given on the scale of their log-odds, where their error hardly depends on them.

use super::part::{Spread, batches, pooled};
use super::{Direction, Part, drift};

/// Replications from which on each is a batch.
pub(super) const REPLICATIONS: usize = 5;
/// Batches that one run is cut into at least, if it has so many intervals.
const BATCHES: usize = 40;
/// Fewer batches give no interval.
const LEAST: usize = 20;
/// Correlation of neighbours above which batches are joined.
const JOINED: f64 = 0.15;
/// Correlation of neighbours that no widening makes up for.
const DEPENDENT: f64 = 0.4;
/// Values that a mean is taken over at the very least.
const VALUES: f64 = 100.0;
/// Events, and where it is a share also those without, at the very least.
const EVENTS: f64 = 10.0;

/// What a figure is, which decides how much is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Mean of values: the weight is their number.
    Mean,
    /// Mean over time: the weight is in seconds.
    Level,
    /// Events per second: the weight is in seconds.
    Rate,
    /// Share of events: the weight is the number of all of them.
    Share,
}

/// A confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end, in the figure's unit.
    pub low: f64,
    /// Upper end, in the figure's unit.
    pub high: f64,
    /// Replications or batches that it comes from.
    pub batches: usize,
}

impl Interval {
    /// Whether a value lies in it.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Why there is no interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoInterval {
    /// Too few values, events or batches.
    TooShort,
    /// Neighbouring batches go together with this correlation: the run is too short for how slowly it forgets.
    Dependent(f64),
    /// The run is not steady.
    Unsteady(Direction),
}

/// A figure and how precise it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure, in its unit; not a number if nothing was observed.
    pub value: f64,
    /// Its confidence interval, or why there is none.
    pub interval: Result<Interval, NoInterval>,
}

/// Sum over weight of the intervals after the first `after`, over all replications (one or more), with the interval that
/// holds the true figure with probability `confidence` (0.95, say).
pub fn estimate(runs: &[Vec<Part>], after: usize, kind: Kind, confidence: f64) -> Estimate {
    let kept: Vec<Vec<Part>> = runs.iter().map(|run| run.iter().skip(after).copied().collect()).collect();
    let total = Part::total(kept.iter().flatten());
    let interval = interval(&kept, kind, confidence);
    Estimate { value: total.quotient().unwrap_or(f64::NAN), interval }
}

fn interval(kept: &[Vec<Part>], kind: Kind, confidence: f64) -> Result<Interval, NoInterval> {
    if !enough(Part::total(kept.iter().flatten()), kind) {
        return Err(NoInterval::TooShort);
    }
    let spread = precision(kept)?;
    let (down, up) = spread.arms(confidence);
    let (low, high) = match kind {
        Kind::Share => odds(spread.value, spread.reach(confidence)),
        Kind::Mean | Kind::Level | Kind::Rate => (spread.value - down, spread.value + up),
    };
    Ok(Interval { low, high, batches: spread.batches })
}

/// Enough was seen for sums to be about normal.
fn enough(total: Part, kind: Kind) -> bool {
    match kind {
        Kind::Mean => total.weight >= VALUES,
        Kind::Level => total.weight > 0.0,
        Kind::Rate => total.sum >= EVENTS,
        Kind::Share => total.sum >= EVENTS && total.weight - total.sum >= EVENTS,
    }
}

/// The quotient's error from what is left after the warm-up, or why there is none.
pub(super) fn precision(kept: &[Vec<Part>]) -> Result<Spread, NoInterval> {
    if let Some(direction) = drift(&pooled(kept)) {
        return Err(NoInterval::Unsteady(direction));
    }
    let spread = error(kept).ok_or(NoInterval::TooShort)?;
    if spread.correlation > DEPENDENT {
        Err(NoInterval::Dependent(spread.correlation))
    } else if kept.len() < REPLICATIONS && spread.batches < LEAST {
        Err(NoInterval::TooShort)
    } else {
        Ok(spread)
    }
}

/// The way in which a run goes, if chance does not explain it.
pub(super) fn drift(parts: &[Part]) -> Option<Direction> {
    drift::direction(&batches(parts, BATCHES))
}

/// The error from replications, or from batches that are joined if neighbours go together.
pub(super) fn error(runs: &[Vec<Part>]) -> Option<Spread> {
    let cut = |least: usize| {
        let batched: Vec<_> = runs.iter().map(|run| batches(run, least.div_ceil(runs.len().max(1)))).collect();
        Spread::of(&batched)
    };
    if runs.len() >= REPLICATIONS {
        return Spread::of(&runs.iter().map(|run| vec![Part::total(run)]).collect::<Vec<_>>());
    }
    let many = cut(BATCHES)?;
    if many.correlation > JOINED { cut(LEAST) } else { Some(many) }
}

/// The ends of a share's interval, 0..1, whose half width would be `reach` on its own scale.
pub(super) fn odds(share: f64, reach: f64) -> (f64, f64) {
    let factor = libm::exp(reach / (share * (1.0 - share)));
    let odds = share / (1.0 - share);
    (odds / factor / (1.0 + odds / factor), 1.0 / (1.0 + 1.0 / (odds * factor)))
}
