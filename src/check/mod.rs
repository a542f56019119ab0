//! Holds the engine against systems whose answers are known: each case is drawn as an ordinary document, compiled and
//! solved as any other, and its figures are read from the ordinary solution.
//!
//! No case has a path of its own through the engine, and no figure of a file is known to the code. A figure that the
//! engine does not have is a row without one, which does not pass.
//!
//! Units stand in the names of metrics: `_s` seconds, `_per_s` per second, `_h` hours; all else is a count or a share.

mod bare;
mod case;
mod drawing;
mod error;
mod failures;
mod fields;
mod figures;
mod queues;
mod read;
mod run_systems;
mod runs;
mod simulated;
mod speed;
mod system;
mod tiers;

pub use case::{Case, Cases, Expected, Failing, Queue, Station, Structure, System, Time};
pub use error::{CheckError, Problem};
pub use figures::Solver;
pub use read::{FORMAT, read_cases};
pub use runs::{RUN_SYSTEMS, RunGrowth, RunSpeed, run_growth, run_speed};
pub use speed::{FailureSpeed, SIZES, Speed, failure_speed, sample, speed};

use crate::simulate::statistics::Interval;
use figures::Figures;

/// What passes on in no time worth mentioning: operations per second.
const FASTEST_PER_S: f64 = 1e12;

/// Width of a 95 % interval, in tolerances, up to which a simulated figure is sure: three standard errors to a tolerance.
const SURE: f64 = 4.0 / 3.0;

/// The cases that come with the product.
pub const BUILT_IN: &str = include_str!("../../static/reference-cases.json");

/// One figure of one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The case.
    pub id: String,
    /// The metric, with its unit at the end of its name.
    pub metric: String,
    /// What it has to be.
    pub expected: f64,
    /// What the engine says; `None` where it has no such figure.
    pub got: Option<f64>,
    /// How far off that may be, relative to what is expected.
    pub tolerance: f64,
    /// Where it was simulated: the 95 % confidence interval from independent runs.
    pub interval: Option<Interval>,
}

impl Row {
    /// How far off it is, relative to what is expected; `None` without a figure, infinite beside an expected 0.
    pub fn relative_error(&self) -> Option<f64> {
        let off = (self.got? - self.expected).abs();
        Some(if off == 0.0 { 0.0 } else { off / self.expected.abs() })
    }

    /// Whether it is within the tolerance.
    pub fn passes(&self) -> bool {
        self.got.is_some_and(|got| (got - self.expected).abs() <= self.tolerance * self.expected.abs())
    }
}

/// Solves every case and compares. A metric without a tolerance for the steady state is not asked.
pub fn check_solver(cases: &Cases) -> Vec<Row> {
    cases.cases.iter().flat_map(check_case).collect()
}

/// Solves one case.
pub fn check_case(case: &Case) -> Vec<Row> {
    check_case_by(case, Solver::Solve)
}

/// Computes one case: by simulation in ten runs at seeds that follow each other from the given one on, whose mean and
/// interval are the answer. A metric without a tolerance for this solver is not asked; of what fails by chance over months the
/// simulation is not asked either, which would wait for years of simulated time.
pub fn check_case_by(case: &Case, by: Solver) -> Vec<Row> {
    let by_chance =
        matches!(case.system, System::Availability { .. } | System::Failover { .. } | System::Outage { .. });
    if by != Solver::Solve && by_chance {
        return Vec::new();
    }
    let asked = |expected: &Expected| match by {
        Solver::Solve => expected.tolerance_solve,
        Solver::Simulate { .. } => expected.tolerance_simulate,
    };
    if case.expected.values().all(|expected| asked(expected).is_none()) {
        return Vec::new();
    }
    let runs: Vec<Figures> = match by {
        Solver::Solve => vec![figures(&case.system, by).unwrap_or_default()],
        Solver::Simulate { seed } => {
            let mut runs = Vec::new();
            for run in 0..simulated::MOST_RUNS {
                if run >= simulated::RUNS && is_sure(case, &runs) {
                    break;
                }
                let by = Solver::Simulate { seed: seed.wrapping_add(run) };
                runs.push(figures(&case.system, by).unwrap_or_default());
            }
            runs
        }
    };
    let rows = case.expected.iter().filter_map(|(metric, expected)| {
        let (id, metric) = (case.id.clone(), metric.clone());
        let (got, interval) = together(&runs, &metric);
        Some(Row { id, got, metric, expected: expected.value, tolerance: asked(expected)?, interval })
    });
    rows.collect()
}

/// Whether the runs tell every figure well enough for its tolerance: rare losses take more of them.
fn is_sure(case: &Case, runs: &[Figures]) -> bool {
    case.expected.iter().all(|(metric, expected)| {
        let (Some(tolerance), (_, Some(interval))) = (expected.tolerance_simulate, together(runs, metric)) else {
            return true;
        };
        interval.high - interval.low <= tolerance * expected.value.abs() * SURE
    })
}

/// A figure over all runs, and its interval where they are several.
fn together(runs: &[Figures], metric: &str) -> (Option<f64>, Option<Interval>) {
    let got: Option<Vec<f64>> = runs.iter().map(|run| run.get(metric)).collect();
    match got.as_deref() {
        None | Some([]) => (None, None),
        Some([only]) => (Some(*only), None),
        Some(several) => {
            let estimate = simulated::together(several);
            (Some(estimate.value), estimate.interval.ok())
        }
    }
}

/// The figures of a system; `None` where the catalogue has no room for its parameters.
fn figures(system: &System, by: Solver) -> Option<Figures> {
    match system {
        System::Queue(queue) => queues::queue(by, queue),
        System::QueueTimeout { queue, timeout_in_queue_s } => queues::queue_timeout(by, queue, *timeout_in_queue_s),
        System::Tandem { arrival_rate_per_s, stations } => queues::tandem(by, *arrival_rate_per_s, stations),
        &System::LbCacheDb {
            arrival_rate_per_s: rate_per_s,
            web_servers,
            web_service_mean_s: web_mean_s,
            hit_ratio,
            db_servers: cores,
            db_service_mean_s: database_mean_s,
            policy,
        } => {
            let tiers = tiers::Tiers { rate_per_s, web_servers, web_mean_s, hit_ratio, cores, database_mean_s, policy };
            tiers::lb_cache_db(by, &tiers)
        }
        System::Balance { arrival_rate_per_s, servers, service_mean_s, policy } => {
            tiers::balance(by, *arrival_rate_per_s, *servers, *service_mean_s, *policy)
        }
        System::Jackson { external_per_s, routing, stations } => queues::jackson(by, external_per_s, routing, stations),
        System::Closed { users, think_time_s, demands_s } => queues::closed(by, *users, *think_time_s, demands_s),
        System::Gather { branches, needed, latency } => tiers::gather(by, *branches, *needed, latency),
        &System::Retry { ref latency, timeout_s, retries, backoff_s } => {
            tiers::retry(by, latency, &tiers::Limited { timeout_s, retries, backoff_s })
        }
        System::Cache { .. } => tiers::cache(by, system),
        System::Availability { structure, components } => failures::availability(structure, components),
        &System::Failover { ref each, failover_s, coverage, manual_failover_h } => {
            failures::failover(each, failover_s, coverage, manual_failover_h)
        }
        &System::Outage { interarrival_s, service_s, outage_length_s, .. } => {
            failures::outage(interarrival_s, service_s, outage_length_s)
        }
    }
}
