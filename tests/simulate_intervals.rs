//! Do the simulation's own 95 % intervals hold the truth in 95 % of cases? M/M/1 as it is drawn, 200 seeded runs at each
//! load, beginning empty. The service takes 1 s, so that the response time is exponential with mean 1 / (1 - load).

mod simulate_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::plan::compile;
use scaleground::simulate::statistics::{Direction, NoInterval};
use scaleground::simulate::{Findings, Outcome, Settings, Simulation};
use solve_support::{Drawing, number};

const RUNS: u64 = 200;

/// So many seeded runs in which about so many requests come to one server at a load.
fn runs(load: f64, requests: f64, seeds: std::ops::Range<u64>) -> Vec<Outcome> {
    let mut drawing = Drawing::new();
    let users = drawing.users(load, [0.0, 1.0, 0.0]);
    let lines = [(Parameter::Cores, 1.0), (Parameter::Workers, 100_000.0), (Parameter::AcceptQueue, 1_000_000.0)];
    let mut values: Vec<_> = lines.iter().map(|(parameter, value)| number(*parameter, *value)).collect();
    values.push(number(Parameter::ReadTime, 1.0));
    let service = drawing.add(Kind::Service, &values);
    drawing.near(users, service);
    let plan = compile(&drawing.document);
    let run = |seed| {
        let settings = Settings { seed, horizon_s: requests / load, ..Settings::default() };
        let mut run = Simulation::new(&plan, 1.0, &settings);
        while !run.advance(f64::INFINITY, 100_000).done {}
        run.outcome()
    };
    seeds.map(run).collect()
}

/// How many of the intervals hold the mean and the 99th percentile of the response time, and the rate.
fn held(load: f64, requests: f64, replications: u64) -> [usize; 3] {
    let mean = 1.0 / (1.0 - load);
    let mut held = [0; 3];
    for run in 0..RUNS {
        let outcomes = runs(load, requests / replications as f64, run * replications..(run + 1) * replications);
        let found = Findings::of(&outcomes, 0.95);
        let class = &found.classes[0];
        let figures =
            [(class.mean_s, mean), (class.percentiles_s[2], mean * 100_f64.ln()), (class.goodput_per_s, load)];
        for (held, (figure, truth)) in held.iter_mut().zip(figures) {
            *held += usize::from(figure.interval.is_ok_and(|interval| interval.holds(truth)));
        }
    }
    held
}

/// The mean's intervals hold in 92 to 97 % of 200 runs. Over 1,000 seeds those of the rate do in 95 %, those of the
/// percentile in 93 % at load 0.9 and in 95 % below: they get three standard deviations of 200 either way.
fn check(load: f64, requests: f64, replications: u64) {
    let held = held(load, requests, replications);
    eprintln!("{held:?} of {RUNS} at load {load}, {replications} replications, {requests} requests");
    assert!((184..=194).contains(&held[0]) && held[1..].iter().all(|held| (175..=199).contains(held)), "{held:?}");
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
fn ten_replications_at_load_0_8() {
    check(0.8, 100_000.0, 10);
}

#[test]
fn an_overloaded_server_gets_no_interval() {
    let found = Findings::of(&runs(1.2, 50_000.0, 1..2), 0.95);
    assert!(!found.steady());
    assert_eq!(found.classes[0].mean_s.interval, Err(NoInterval::Unsteady(Direction::Growing)));
    // Its throughput is steady: the server is always busy.
    let rate = found.classes[0].goodput_per_s;
    assert!(rate.interval.is_ok_and(|interval| interval.holds(1.0)), "{rate:?}");
}
