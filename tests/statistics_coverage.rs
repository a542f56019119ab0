//! Do 95 % intervals hold the truth in 95 % of cases? M/M/1, whose response time is exponential with mean
//! 1 / (service rate - arrival rate), at three loads, 200 seeded runs each, from an empty start: as one run that is cut
//! into batches, and as ten replications of a tenth of its length.

mod statistics_support;

use scaleground::simulate::statistics::{EPOCH, Histogram, Kind, LEAST, Recorder, estimate, quantile, warm_up};
use statistics_support::line;

const RUNS: u64 = 200;

/// Runs of which the share is told where one run is ten replications: 200 of them say no more than 95 +- 3 %.
const REPLICATED_RUNS: u64 = 600;

/// How many of the runs' intervals hold the mean and the 99th percentile.
fn held(load: f64, customers: f64, replications: u64, runs: u64) -> [usize; 2] {
    let mean = 1.0 / (1.0 - load);
    let mut held = [0; 2];
    for run in 1..=runs {
        let lines = |number| line(load, customers / replications as f64, 0.0, run * 1000 + number);
        let recorders: Vec<Recorder> = (0..replications).map(lines).collect();
        let means: Vec<_> = recorders.iter().map(Recorder::means).collect();
        let epochs: Vec<&[Histogram<7>]> = recorders.iter().map(Recorder::epochs).collect();
        let after = warm_up(&means, LEAST, EPOCH).parts;
        let middle = estimate(&means, after, Kind::Mean, 0.95);
        let high = quantile(&epochs, after / EPOCH, 0.99, 0.95);
        held[0] += usize::from(middle.interval.is_ok_and(|interval| interval.holds(mean)));
        held[1] += usize::from(high.interval.is_ok_and(|interval| interval.holds(mean * 100_f64.ln())));
    }
    held
}

/// The mean's intervals hold in 92 to 97 % of the runs. Over 1,000 seeds the percentile's do in 93 % at load 0.9 and in 95 %
/// below: they get three standard deviations of 200 either way. An interval that was refused counts as one that misses.
fn check(load: f64, customers: f64, replications: u64) {
    let runs = if replications > 1 { REPLICATED_RUNS } else { RUNS };
    let [mean, high] = held(load, customers, replications, runs);
    let all = format!("{mean} (mean), {high} (p99) of {runs} at load {load}, {replications} replications");
    eprintln!("{all}");
    let share = |number: usize| number as f64 / runs as f64;
    assert!((0.92..=0.97).contains(&share(mean)) && (0.875..=0.995).contains(&share(high)), "{all}");
}

#[test]
fn one_run_at_half_load() {
    check(0.5, 50_000.0, 1);
}

#[test]
fn one_run_at_load_0_8() {
    check(0.8, 100_000.0, 1);
}

#[test]
fn one_run_at_load_0_9() {
    check(0.9, 200_000.0, 1);
}

#[test]
fn ten_replications_at_half_load() {
    check(0.5, 50_000.0, 10);
}

#[test]
fn ten_replications_at_load_0_8() {
    check(0.8, 100_000.0, 10);
}

#[test]
fn ten_replications_at_load_0_9() {
    check(0.9, 200_000.0, 10);
}
