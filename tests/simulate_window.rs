//! How long a run has to be to mean anything, by theory and by what intervals come out of such runs.

mod simulate_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::plan::{Plan, Resource, compile};
use scaleground::simulate::{Caches, Findings, Settings, Slow, Window, Worth};
use scaleground::{lessons, simulate};
use simulate_support::Run;
use solve_support::{Drawing, number};

/// One server that works a second on each request, on average.
fn queue(rate: f64, more: &[(Parameter, scaleground::model::Value)]) -> Plan {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let settings = [
        number(Parameter::Cores, 1.0),
        number(Parameter::Workers, 100_000.0),
        number(Parameter::AcceptQueue, 1_000_000.0),
        number(Parameter::ReadTime, 1.0),
    ];
    let server = drawing.add(Kind::Service, &settings);
    let latency = number(Parameter::Latency, 0.0);
    drawing.link(users, server, &[&[latency], more].concat());
    compile(&drawing.document)
}

/// M/M/1 at 0.8 forgets as exp(-t/T) with T = 1 / (1 - sqrt(0.8))^2 = 89.72 s (Cohen 1982).
const FORGETS_S: f64 = 89.721_359_55;

#[test]
fn a_line_forgets_as_theory_says() {
    let window = Window::of(&queue(0.8, &[]), 1.0, 1.6e6, Caches::Warm);
    assert!((window.events_per_s - 1.6).abs() < 1e-9 && (window.horizon_s - 1e6).abs() < 1e-3, "{window:?}");
    let forgets = window.forgets.expect("there is a line");
    assert!((forgets.seconds / FORGETS_S - 1.0).abs() < 1e-6, "{forgets:?}");
    let Slow::Line(Resource::Cores, utilization) = forgets.what else { panic!("{forgets:?}") };
    assert!((utilization - 0.8).abs() < 1e-9);
    assert_eq!(window.worth, Worth::Good);
    // A tenth, since five times to forget are less.
    assert!((window.warm_up_s - 1e5).abs() < 1e-3);
}

#[test]
fn the_worth_follows_the_budget() {
    let plan = queue(0.8, &[]);
    let worth = |times: f64| Window::lasting(&plan, 1.0, times * FORGETS_S, Caches::Warm);
    assert_eq!(worth(10.0).worth, Worth::TooShort);
    assert!((worth(10.0).warm_up_s - 5.0 * FORGETS_S).abs() < 0.01, "half at most");
    assert_eq!(worth(60.0).worth, Worth::Rough);
    assert_eq!(worth(150.0).worth, Worth::Good);
    let wanted_s = worth(1.0).wanted_s;
    assert_eq!(Window::lasting(&plan, 1.0, wanted_s * 1.001, Caches::Warm).worth, Worth::Good);
    assert_eq!(Window::lasting(&plan, 1.0, wanted_s * 0.999, Caches::Warm).worth, Worth::Rough);
}

#[test]
fn a_run_of_the_wanted_length_has_intervals_more_than_one_far_below() {
    let plan = queue(0.8, &[]);
    let (mut held, mut have, mut short) = (0, 0, 0);
    for seed in 1..=40 {
        let run = |horizon_s: f64| {
            let window = Window::lasting(&plan, 1.0, horizon_s, Caches::Warm);
            let settings = Settings { seed, horizon_s, warm_up_s: window.warm_up_s, ..Settings::default() };
            Findings::of(&[Run::with(&plan, 1.0, &settings).outcome], 0.95).classes[0].mean_s
        };
        let wanted_s = Window::lasting(&plan, 1.0, 1.0, Caches::Warm).wanted_s;
        if let Ok(interval) = run(wanted_s).interval {
            have += 1;
            held += i32::from(interval.holds(5.0));
        }
        short += i32::from(run(6.0 * FORGETS_S).interval.is_ok());
    }
    assert!(have >= 28, "{have} of 40 runs have an interval");
    assert!(short * 2 <= have, "{short} of 40 runs far below have one");
    assert!(held * 10 >= have * 8, "{held} of {have} hold the mean");
}

#[test]
fn what_cannot_keep_up_never_settles() {
    let window = Window::of(&queue(1.25, &[]), 1.0, 1e6, Caches::Warm);
    let forgets = window.forgets.expect("there is a line");
    // A worker of 100,000 for each of those on the cores: a million wait, and 0.25 more every second.
    assert!(matches!(forgets.what, Slow::Line(_, utilization) if (utilization - 1.25).abs() < 1e-9), "{forgets:?}");
    assert!(forgets.seconds > 1e5, "{forgets:?}");
    assert_ne!(window.worth, Worth::Good);
}

#[test]
fn a_time_limit_is_seen_in_a_run_that_is_longer() {
    let plan = queue(0.1, &[number(Parameter::Timeout, 100.0)]);
    let unseen = |horizon_s| Window::lasting(&plan, 1.0, horizon_s, Caches::Warm).unseen;
    assert!(unseen(300.0).iter().any(|time| (time.what, time.seconds) == (Slow::TimeLimit, 100.0)));
    assert!(unseen(1e5).is_empty());
}

#[test]
fn every_example_has_a_window() {
    for example in lessons::examples() {
        let document = (example.build)();
        let plan = compile(&document);
        let window = Window::of(&plan, document.users, 1e7, Caches::Warm);
        assert!((window.horizon_s * simulate::events_per_s(&plan, document.users) / 1e7 - 1.0).abs() < 1e-9);
        assert!(window.warm_up_s >= 0.1 * window.horizon_s * (1.0 - 1e-12), "{}: {window:?}", example.key);
        assert!(window.warm_up_s <= 0.5 * window.horizon_s * (1.0 + 1e-12), "{}: {window:?}", example.key);
        eprintln!(
            "{:16} {:9.3e} events/s, {:9.3} s, warm-up {:9.3} s, wanted {:9.3} s, {:?} {:?} {:?}",
            example.key,
            window.events_per_s,
            window.horizon_s,
            window.warm_up_s,
            window.wanted_s,
            window.worth,
            window.forgets,
            window.unseen
        );
    }
}
