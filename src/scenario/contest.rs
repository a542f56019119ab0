//! Two versions of a topology under the same scenario and the same seeds: each figure of each part of the runs side by
//! side, with intervals, and what may be said about the difference.
//!
//! Run i of the one and run i of the other have the same seed, and so the same arrivals where they have the same users:
//! differences of pairs vary less than the figures themselves (common random numbers). A figure is that of all runs
//! together, its interval comes from how the single runs lie around it, by Student's t (sectioning: Asmussen and Glynn,
//! Stochastic Simulation, 2007, III.5; Nakayama, "Confidence intervals for quantiles using sectioning when applying
//! variance-reduction techniques", ACM TOMACS 24, 2014): also for percentiles, of which no mean is taken. Each interval
//! holds its own figure with probability 0.95, not all of them at once.

use super::phase::{Phase, PhaseKind};
use crate::simulate::statistics::t_quantile;

/// Probability with which an interval holds the true figure.
const CONFIDENCE: f64 = 0.95;

/// The least difference that is worth a word: of shares, of other figures as a part of them, and of counts.
const SHARE: f64 = 0.005;
const PART: f64 = 0.05;
const COUNT: f64 = 1.0;

/// A figure of a part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Share of requests served.
    Served,
    /// Requests answered per second.
    Goodput,
    /// Time within which half of those answered were, seconds.
    Median,
    /// Time within which 99 % of those answered were, seconds.
    P99,
    /// Share of reads that were old.
    Stale,
    /// Confirmed writes that were lost, per run.
    WritesLost,
    /// Sessions that were lost, per run.
    SessionsLost,
    /// Users who had to sign in again, per run.
    SignedOut,
}

impl Told {
    /// All, in the order in which they are shown: what matters most first.
    pub const ALL: [Self; 8] = [
        Self::Served,
        Self::Goodput,
        Self::Median,
        Self::P99,
        Self::Stale,
        Self::WritesLost,
        Self::SessionsLost,
        Self::SignedOut,
    ];

    /// Its name in message keys and in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Served => "served-share",
            Self::Goodput => "goodput-per-s",
            Self::Median => "response-p50-s",
            Self::P99 => "response-p99-s",
            Self::Stale => "stale-share",
            Self::WritesLost => "writes-lost",
            Self::SessionsLost => "sessions-lost",
            Self::SignedOut => "signed-out",
        }
    }

    /// Whether more of it is better.
    pub const fn more_is_better(self) -> bool {
        matches!(self, Self::Served | Self::Goodput)
    }

    /// The figure of one or several runs together; `None` where nothing was counted that it could be of.
    fn of(self, phase: &Phase, runs: f64) -> Option<f64> {
        let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        let time = |share| (phase.response.count > 0).then(|| phase.response.quantile_s(share));
        match self {
            Self::Served => share(phase.answered, phase.answered + phase.failed),
            Self::Goodput => Some(phase.goodput_per_s()),
            Self::Median => time(0.5),
            Self::P99 => time(0.99),
            Self::Stale => share(phase.kept.old_reads, phase.kept.reads),
            Self::WritesLost => Some(phase.kept.writes_lost as f64 / runs),
            Self::SessionsLost => Some(phase.kept.sessions_lost as f64 / runs),
            Self::SignedOut => Some(phase.kept.signed_out as f64 / runs),
        }
    }

    /// Whether a difference is worth a word.
    fn matters(self, one: f64, other: f64) -> bool {
        let apart = (other - one).abs();
        match self {
            Self::Served | Self::Stale => apart >= SHARE,
            Self::Goodput | Self::Median | Self::P99 => apart >= PART * one.abs().max(other.abs()),
            Self::WritesLost | Self::SessionsLost | Self::SignedOut => apart >= COUNT,
        }
    }
}

/// A figure with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranged {
    /// Of all runs together.
    pub value: f64,
    /// Where the true one lies; `None` where a run has none, or there is but one run.
    pub interval: Option<(f64, f64)>,
}

impl Ranged {
    /// From the figure of all and those of the single runs.
    fn of(value: f64, single: &[Option<f64>]) -> Self {
        let known: Option<Vec<f64>> = single.iter().copied().collect();
        let interval = known.filter(|known| known.len() > 1).map(|known| {
            let number = known.len() as f64;
            let squares: f64 = known.iter().map(|own| (own - value) * (own - value)).sum();
            let deviation = libm::sqrt(squares / (number * (number - 1.0)));
            let half = deviation * t_quantile(f64::midpoint(1.0, CONFIDENCE), number - 1.0);
            (value - half, value + half)
        });
        Self { value, interval }
    }
}

/// What may be said about the second version beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The second is better.
    Better,
    /// The second is worse.
    Worse,
    /// No difference that would be worth a word, or none that the runs show for sure.
    Alike,
    /// One of them has no such figure.
    Unknown,
}

impl Standing {
    /// Its name in message keys and in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Alike => "alike",
            Self::Unknown => "unknown",
        }
    }
}

/// One figure of one part of the runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contest {
    /// Which figure.
    pub told: Told,
    /// Of the first version and of the second; `None`: there was nothing that it could be of.
    pub values: [Option<Ranged>; 2],
    /// The second less the first.
    pub difference: Option<Ranged>,
    /// What that says.
    pub standing: Standing,
}

/// The runs of both versions, those of one seed at the same place: by part of the runs, in the order of time, the figures
/// that either has.
pub fn contest(one: &[Vec<Phase>], other: &[Vec<Phase>]) -> Vec<(PhaseKind, Vec<Contest>)> {
    let part = |kind: PhaseKind| {
        let (first, second) = (of_kind(one, kind)?, of_kind(other, kind)?);
        let figures = Told::ALL.into_iter().filter_map(|told| figure(told, &first, &second));
        Some((kind, figures.collect()))
    };
    PhaseKind::ALL.into_iter().filter_map(part).collect()
}

/// One part of all runs together, and of each.
struct Part {
    all: Phase,
    single: Vec<Phase>,
}

fn of_kind(runs: &[Vec<Phase>], kind: PhaseKind) -> Option<Part> {
    let single: Vec<Phase> =
        runs.iter().filter_map(|run| run.iter().find(|phase| phase.kind == kind)).cloned().collect();
    let mut all = single.first()?.clone();
    single.iter().skip(1).for_each(|next| all.merge(next));
    (single.len() == runs.len()).then_some(Part { all, single })
}

fn figure(told: Told, one: &Part, other: &Part) -> Option<Contest> {
    let value = |part: &Part| told.of(&part.all, part.single.len() as f64);
    let single = |part: &Part| part.single.iter().map(|run| told.of(run, 1.0)).collect::<Vec<_>>();
    let values = [one, other].map(|part| value(part).map(|value| Ranged::of(value, &single(part))));
    if values.iter().all(Option::is_none) {
        return None;
    }
    let difference = value(one).zip(value(other)).map(|(first, second)| {
        let pairs = single(one).into_iter().zip(single(other));
        let apart: Vec<Option<f64>> = pairs.map(|(first, second)| Some(second? - first?)).collect();
        Ranged::of(second - first, &apart)
    });
    Some(Contest { told, values, difference, standing: standing(told, values, difference) })
}

fn standing(told: Told, values: [Option<Ranged>; 2], difference: Option<Ranged>) -> Standing {
    let ([Some(one), Some(other)], Some(difference)) = (values, difference) else { return Standing::Unknown };
    let Some((low, high)) = difference.interval else { return Standing::Unknown };
    if (low <= 0.0 && high >= 0.0) || !told.matters(one.value, other.value) {
        return Standing::Alike;
    }
    if (difference.value > 0.0) == told.more_is_better() { Standing::Better } else { Standing::Worse }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::{Kept, Times};

    fn run(answered: u64, failed: u64, writes_lost: u64) -> Vec<Phase> {
        let kept = Kept { writes_lost, ..Kept::default() };
        let (offered, kind) = (answered + failed, PhaseKind::During);
        let (response, reasons) = (Times::default(), Vec::new());
        vec![Phase { kind, span_s: 10.0, offered, answered, failed, response, reasons, kept }]
    }

    fn of(parts: &[(PhaseKind, Vec<Contest>)], told: Told) -> Option<Contest> {
        parts[0].1.iter().copied().find(|contest| contest.told == told)
    }

    #[test]
    fn differences_are_those_of_pairs() {
        // Three runs of 100 requests each; the second version always answers ten more, however different the runs are.
        let one = [run(50, 50, 4), run(60, 40, 2), run(70, 30, 0)];
        let other = [run(60, 40, 4), run(70, 30, 2), run(80, 20, 0)];
        let parts = contest(&one, &other);
        assert_eq!(parts.len(), 1);
        let served = of(&parts, Told::Served).expect("it is known");
        // 0.6 with 0.5, 0.6 and 0.7 around it: a deviation of 0.1 / sqrt 3, and t with two degrees of freedom is 4.3027.
        let (low, high) = served.values[0].and_then(|value| value.interval).expect("there is one");
        let half = 4.302_652_7 * 0.1 / 3.0_f64.sqrt();
        assert!((low - (0.6 - half)).abs() < 1e-7 && (high - (0.6 + half)).abs() < 1e-7, "{low} {high}");
        // The pairs all differ by a tenth.
        let difference = served.difference.expect("it is known");
        assert!((difference.value - 0.1).abs() < 1e-12);
        let (low, high) = difference.interval.expect("there is one");
        assert!((low - 0.1).abs() < 1e-12 && (high - 0.1).abs() < 1e-12);
        assert_eq!(served.standing, Standing::Better);
        assert_eq!(of(&parts, Told::WritesLost).map(|contest| contest.standing), Some(Standing::Alike));
        // Nothing was answered whose time is known, and no read could have been old.
        assert_eq!((of(&parts, Told::P99), of(&parts, Told::Stale)), (None, None));
    }

    #[test]
    fn what_varies_more_than_it_differs_is_alike_and_fewer_losses_are_better() {
        let one = [run(50, 50, 100), run(60, 40, 103), run(70, 30, 97)];
        let other = [run(70, 30, 0), run(50, 50, 0), run(62, 38, 0)];
        let parts = contest(&one, &other);
        assert_eq!(of(&parts, Told::Served).map(|contest| contest.standing), Some(Standing::Alike));
        let writes = of(&parts, Told::WritesLost).expect("it is known");
        assert_eq!(
            (writes.standing, writes.values.map(|value| value.map(|value| value.value))),
            (Standing::Better, [Some(100.0), Some(0.0)])
        );
        let (parts, back) = (contest(&other, &one), Standing::Worse);
        assert_eq!(of(&parts, Told::WritesLost).map(|contest| contest.standing), Some(back));
    }

    #[test]
    fn one_run_says_nothing_for_sure() {
        let parts = contest(&[run(50, 50, 0)], &[run(90, 10, 0)]);
        assert_eq!(of(&parts, Told::Served).map(|contest| contest.standing), Some(Standing::Unknown));
    }
}
