//! What replications of a run say together: figures with confidence intervals, after a warm-up that is looked for.
//!
//! The warm-up that the settings ask for is left out in any case, or a tenth of the run where they ask for none; more if a
//! class's response time or the number of requests in the system was not steady by then. All figures are of the time after
//! that, so they may differ from the outcomes' own, which know of the settings' warm-up only.

use super::measure::{Batch, ClassBatch};
use super::outcome::Outcome;
use super::statistics::{Estimate, Histogram, Kind, LEAST, Part, Verdict, WarmUp, estimate, quantile, warm_up};
use crate::plan::Class;

/// One class of request.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassFindings {
    /// Which.
    pub class: Class,
    /// Begun, 1/s.
    pub offered_per_s: Estimate,
    /// Answered correctly, 1/s.
    pub goodput_per_s: Estimate,
    /// Share of those that ended which were not answered correctly, 0..1.
    pub failed_share: Estimate,
    /// Mean response time of those answered, s.
    pub mean_s: Estimate,
    /// Percentiles of it: 50, 95 and 99 %, s.
    pub percentiles_s: [Estimate; 3],
}

/// One station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationFindings {
    /// Servers busy, mean over time.
    pub busy: Estimate,
    /// Requests in line, mean over time.
    pub waiting: Estimate,
}

/// What replications say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// How much was left out, in batches, and why.
    pub warm_up: WarmUp,
    /// When the time begins that the figures are of, simulated seconds.
    pub from_s: f64,
    /// Classes that were offered, in the order of [`Class::ALL`].
    pub classes: Vec<ClassFindings>,
    /// By position in the plan.
    pub stations: Vec<StationFindings>,
}

impl Findings {
    /// Of outcomes (one or more) of the same plan and settings but for the seed, in the order of their numbers.
    /// `confidence` is the probability with which an interval holds the true figure (0.95, say).
    pub fn of(outcomes: &[Outcome], confidence: f64) -> Self {
        let batches: Vec<&[Batch]> = outcomes.iter().map(|outcome| outcome.batches.as_slice()).collect();
        let offered = |place: usize| batches.iter().copied().flatten().any(|batch| batch.classes[place].offered > 0);
        let places: Vec<usize> = (0..Class::ALL.len()).filter(|place| offered(*place)).collect();
        let warm_up = beginning(outcomes, &batches, &places);
        let looked = Looked { batches, after: warm_up.parts, confidence };
        let stations = looked.batches.first().and_then(|run| run.first()).map_or(0, |batch| batch.stations.len());
        let first = looked.batches.iter().find_map(|run| run.get(warm_up.parts));
        Self {
            warm_up,
            from_s: first.map_or(0.0, |batch| batch.from_s),
            classes: places.iter().map(|place| looked.class(*place)).collect(),
            stations: (0..stations).map(|station| looked.station(station)).collect(),
        }
    }

    /// Whether the figures are of a steady state, as far as one can see.
    pub fn steady(&self) -> bool {
        self.warm_up.verdict != Verdict::MoreThanHalf
    }
}

/// The warm-up that all quantities need.
fn beginning(outcomes: &[Outcome], batches: &[&[Batch]], places: &[usize]) -> WarmUp {
    let asked = outcomes.iter().map(|outcome| outcome.first_measured).max().unwrap_or(0);
    let length = batches.iter().map(|run| run.len()).max().unwrap_or(0);
    let least = if asked > 0 { asked as f64 / length as f64 } else { LEAST };
    let in_system = parts(batches, |batch| {
        let sum = batch.stations.iter().map(|(busy, waiting)| busy + waiting).sum();
        Part { sum, weight: seconds(batch) }
    });
    let steady = |runs: &[Vec<Part>]| warm_up(runs, least, 1);
    let times = places.iter().map(|place| steady(&parts(batches, |batch| response(&batch.classes[*place]))));
    times.fold(steady(&in_system), WarmUp::or_later)
}

fn parts(batches: &[&[Batch]], part: impl Fn(&Batch) -> Part) -> Vec<Vec<Part>> {
    batches.iter().map(|run| run.iter().map(&part).collect()).collect()
}

fn seconds(batch: &Batch) -> f64 {
    batch.until_s - batch.from_s
}

fn response(class: &ClassBatch) -> Part {
    Part { sum: class.response.sum_s, weight: class.response.count as f64 }
}

struct Looked<'a> {
    batches: Vec<&'a [Batch]>,
    after: usize,
    confidence: f64,
}

impl Looked<'_> {
    fn estimate(&self, kind: Kind, part: impl Fn(&Batch) -> Part) -> Estimate {
        estimate(&parts(&self.batches, part), self.after, kind, self.confidence)
    }

    fn class(&self, place: usize) -> ClassFindings {
        let rate = |number: fn(&ClassBatch) -> u64| {
            self.estimate(Kind::Rate, |batch| Part {
                sum: number(&batch.classes[place]) as f64,
                weight: seconds(batch),
            })
        };
        let histograms = |run: &&[Batch]| run.iter().map(|batch| batch.classes[place].response.histogram()).collect();
        let histograms: Vec<Vec<Histogram<7>>> = self.batches.iter().map(histograms).collect();
        let runs: Vec<&[Histogram<7>]> = histograms.iter().map(Vec::as_slice).collect();
        ClassFindings {
            class: Class::ALL[place],
            offered_per_s: rate(|class| class.offered),
            goodput_per_s: rate(|class| class.response.count),
            failed_share: self.estimate(Kind::Share, |batch| {
                let class = &batch.classes[place];
                Part { sum: class.failed as f64, weight: (class.failed + class.response.count) as f64 }
            }),
            mean_s: self.estimate(Kind::Mean, |batch| response(&batch.classes[place])),
            percentiles_s: [0.5, 0.95, 0.99].map(|share| quantile(&runs, self.after, share, self.confidence)),
        }
    }

    fn station(&self, station: usize) -> StationFindings {
        let level = |integral: fn(&(f64, f64)) -> f64| {
            self.estimate(Kind::Level, |batch| Part {
                sum: batch.stations.get(station).map_or(0.0, integral),
                weight: seconds(batch),
            })
        };
        StationFindings { busy: level(|areas| areas.0), waiting: level(|areas| areas.1) }
    }
}
