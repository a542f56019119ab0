//! Two solvers, one truth: which figures of the solution and of the simulation are compared, and whether they agree.
//! Without a screen.

use crate::model::ComponentId;
use crate::plan::{Class, Plan, Resource};
use crate::simulate::statistics::Estimate;
use crate::simulate::{ClassFindings, Findings};
use crate::solve::{ClassResult, Solution};

/// A figure of a class that both have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Requests answered correctly, per second.
    Goodput,
    /// Share of requests that were not.
    Failed,
    /// Mean response time.
    Mean,
    /// Half of the answers take no longer.
    P50,
    /// 95 % of the answers take no longer.
    P95,
    /// 99 % of the answers take no longer.
    P99,
    /// Share of servers that is busy.
    Busy,
}

impl Compared {
    /// Those of a class, in the order of the table.
    const OF_CLASS: [Self; 6] = [Self::Goodput, Self::Failed, Self::Mean, Self::P50, Self::P95, Self::P99];

    /// The key of its text, under `run-check-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Goodput => "goodput",
            Self::Failed => "failed",
            Self::Mean => "mean",
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::P99 => "p99",
            Self::Busy => "busy",
        }
    }

    /// How far both may be apart beyond the interval: a share of the figure, and of everything for what is itself a
    /// share. Percentiles of a histogram with buckets are less sharp than means.
    const fn tolerance(self) -> (f64, f64) {
        match self {
            Self::Goodput | Self::Mean => (0.05, 0.0),
            Self::P50 | Self::P95 | Self::P99 => (0.10, 0.0),
            Self::Failed | Self::Busy => (0.05, 0.005),
        }
    }
}

/// Whether two figures agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are no further apart than chance and the tolerance explain.
    Alike,
    /// They are.
    Apart,
    /// The simulation does not know its own well enough.
    Unknown,
}

/// A figure as solved and as simulated, in the same unit: seconds, 1/s, or a share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Which.
    pub figure: Compared,
    /// As solved; `None`: nothing is answered.
    pub solved: Option<f64>,
    /// As simulated.
    pub simulated: Estimate,
}

impl Pair {
    /// Whether both agree: apart is what is outside of the interval by more than the tolerance.
    pub fn verdict(&self) -> Verdict {
        let (Some(solved), Ok(interval)) = (self.solved, self.simulated.interval) else { return Verdict::Unknown };
        let (relative, absolute) = self.figure.tolerance();
        let allowed = (relative * self.simulated.value.abs()).max(absolute);
        let outside = (interval.low - solved).max(solved - interval.high);
        if outside > allowed { Verdict::Apart } else { Verdict::Alike }
    }

    /// How far the solved one is from the simulated one, as a share of that; `None` where there is nothing to divide by.
    pub fn apart(&self) -> Option<f64> {
        let apart = self.solved? / self.simulated.value - 1.0;
        apart.is_finite().then_some(apart)
    }
}

/// A station as solved and as simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StationPair {
    /// Its component.
    pub component: ComponentId,
    /// What it stands for.
    pub resource: Resource,
    /// How many equal copies it has.
    pub copies: f64,
    /// Its busy share.
    pub pair: Pair,
}

/// Everything that both have.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// By class.
    pub classes: Vec<(Class, Vec<Pair>)>,
    /// By station, fullest first.
    pub stations: Vec<StationPair>,
}

impl Agreement {
    /// Of the findings of a plan and its solution at the same load.
    pub fn of(plan: &Plan, solution: &Solution, findings: &Findings) -> Self {
        let class = |found: &ClassFindings| {
            let solved = solution.classes.iter().find(|result| result.class == found.class);
            (found.class, pairs(solved, found))
        };
        let mut stations = stations(plan, solution, findings);
        let fullness = |pair: &StationPair| pair.pair.solved.unwrap_or(0.0).max(pair.pair.simulated.value);
        stations.sort_by(|one, other| fullness(other).total_cmp(&fullness(one)));
        Self { classes: findings.classes.iter().map(class).collect(), stations }
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        let classes = self.classes.iter().flat_map(|(_, pairs)| pairs);
        classes.chain(self.stations.iter().map(|station| &station.pair))
    }

    /// Of those that are apart, the one that is the furthest for its size.
    pub fn worst(&self) -> Option<&Pair> {
        let apart = self.pairs().filter(|pair| pair.verdict() == Verdict::Apart);
        let far = |pair: &Pair| pair.apart().map_or(f64::INFINITY, f64::abs);
        apart.max_by(|one, other| far(one).total_cmp(&far(other)))
    }

    /// Pairs with this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.pairs().filter(|pair| pair.verdict() == verdict).count()
    }
}

fn pairs(solved: Option<&ClassResult>, found: &ClassFindings) -> Vec<Pair> {
    let response = solved.and_then(|solved| solved.response.as_ref());
    let of = |figure| {
        let (solved, simulated) = match figure {
            Compared::Goodput => (solved.map(|solved| solved.goodput_per_s), found.goodput_per_s),
            Compared::Failed => (solved.map(failed), found.failed_share),
            Compared::Mean | Compared::Busy => (response.map(|response| response.mean_s), found.mean_s),
            Compared::P50 => (response.map(|response| response.quantiles.p50_s), found.percentiles_s[0]),
            Compared::P95 => (response.map(|response| response.quantiles.p95_s), found.percentiles_s[1]),
            Compared::P99 => (response.map(|response| response.quantiles.p99_s), found.percentiles_s[2]),
        };
        Pair { figure, solved, simulated }
    };
    Compared::OF_CLASS.map(of).to_vec()
}

fn failed(class: &ClassResult) -> f64 {
    if class.offered_per_s > 0.0 { (1.0 - class.goodput_per_s / class.offered_per_s).max(0.0) } else { 0.0 }
}

fn stations(plan: &Plan, solution: &Solution, findings: &Findings) -> Vec<StationPair> {
    let mut all = Vec::new();
    for planned in &plan.components {
        let resources = solution.components.get(&planned.id).map_or(&[][..], |result| &result.resources);
        for position in planned.stations.clone() {
            let (station, Some(found)) = (&plan.stations[position], findings.stations.get(position)) else { continue };
            let same = resources.iter().find(|result| result.station == position);
            let Some(solved) = same.filter(|solved| solved.units > 0.0) else { continue };
            all.push(StationPair {
                component: planned.id,
                resource: station.resource,
                copies: station.copies,
                pair: Pair {
                    figure: Compared::Busy,
                    solved: Some(solved.busy / solved.units),
                    simulated: divided(found.busy, solved.units),
                },
            });
        }
    }
    all
}

fn divided(estimate: Estimate, by: f64) -> Estimate {
    let interval = estimate.interval.map(|mut interval| {
        (interval.low, interval.high) = (interval.low / by, interval.high / by);
        interval
    });
    Estimate { value: estimate.value / by, interval }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::statistics::{Interval, NoInterval};

    fn pair(figure: Compared, solved: f64, value: f64, low: f64, high: f64) -> Pair {
        let interval = Ok(Interval { low, high, batches: 10 });
        Pair { figure, solved: Some(solved), simulated: Estimate { value, interval } }
    }

    #[test]
    fn apart_is_what_is_beyond_the_interval_and_the_tolerance() {
        for (figure, solved, verdict) in [
            (Compared::Mean, 1.0, Verdict::Alike),
            (Compared::Mean, 1.15, Verdict::Alike),
            (Compared::Mean, 1.16, Verdict::Apart),
            (Compared::Mean, 0.84, Verdict::Apart),
            (Compared::P99, 1.19, Verdict::Alike),
            (Compared::P99, 0.79, Verdict::Apart),
        ] {
            assert_eq!(pair(figure, solved, 1.0, 0.9, 1.1).verdict(), verdict, "{figure:?} {solved}");
        }
    }

    #[test]
    fn tiny_shares_are_not_apart_for_a_factor() {
        assert_eq!(pair(Compared::Failed, 0.0, 0.001, 0.0005, 0.002).verdict(), Verdict::Alike);
        assert_eq!(pair(Compared::Failed, 0.0, 0.02, 0.015, 0.03).verdict(), Verdict::Apart);
    }

    #[test]
    fn without_an_interval_nothing_is_said() {
        let simulated = Estimate { value: 1.0, interval: Err(NoInterval::TooShort) };
        assert_eq!(Pair { figure: Compared::Mean, solved: Some(9.0), simulated }.verdict(), Verdict::Unknown);
        assert_eq!(Pair { figure: Compared::Mean, solved: None, simulated }.apart(), None);
    }
}
