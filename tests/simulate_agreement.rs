//! Two solvers, one truth: the examples at shares of their breaking point, solved and simulated. `--nocapture` shows the
//! table.

mod simulate_support;

use std::cell::OnceCell;
use std::fmt::Write;

use scaleground::plan::{Class, Plan, compile};
use scaleground::simulate::{ClassOutcome, Outcome, Settings};
use scaleground::solve::{ClassResult, Solution};
use scaleground::{lessons, simulate, solve};
use simulate_support::{Run, standard_error};

/// Events of one run.
const EVENTS: f64 = 400_000.0;

/// How far apart means and 99th percentiles may be, besides four standard errors of the run.
const MEAN: f64 = 0.05;
const P99: f64 = 0.10;

/// Answers from which on a 99th percentile says something.
const MANY: u64 = 20_000;

/// Where the solver is known to be off, and why: the same stands in the model card. How far its means and 99th
/// percentiles may then be off.
struct Known {
    example: &'static str,
    classes: &'static [Class],
    reason: &'static str,
    mean: f64,
    p99: f64,
}

const KNOWN: [Known; 1] = [Known {
    example: "stage-0",
    classes: &[Class::Read, Class::Write],
    reason: "a request works twice on the same cores for different times; the solver takes the two waits for independent, \
             and the long ones come together",
    mean: 0.05,
    p99: 0.35,
}];

fn known(example: &str, class: Class) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.example == example && known.classes.contains(&class))
}

/// A plan at a share of what it can carry, and the users on the slider for it. Where the load does not follow the slider,
/// its rates or its users who think are scaled: those who think fill the fullest resource when they are as many as one
/// of them leaves room for.
fn loaded(plan: &Plan, share: f64) -> (Plan, f64) {
    let fullest = |plan: &Plan| {
        let solved = solve::solve(plan, 1.0);
        let all = solved.components.values().flat_map(|part| &part.resources).map(|resource| resource.utilization);
        all.fold(0.0, f64::max)
    };
    if let Some(point) = solve::solve(plan, 1.0).breaking_point {
        return (plan.clone(), share * point.users);
    }
    let scaled = |factor: f64| {
        let mut scaled = plan.clone();
        scaled.breaking_point = OnceCell::new();
        for source in &mut scaled.sources {
            source.fixed_rate *= factor;
            if let Some(closed) = &mut source.closed {
                closed.users = (closed.users * factor).round().max(1.0);
            }
        }
        scaled
    };
    let small = 0.01;
    (scaled(share * small / fullest(&scaled(small))), 1.0)
}

#[test]
fn the_two_solvers_agree_on_the_examples() {
    let (mut table, mut apart, mut compared) = (String::new(), Vec::new(), Vec::new());
    for example in lessons::examples() {
        let plan = compile(&(example.build)());
        for share in [0.3, 0.6, 0.8] {
            let (plan, users) = loaded(&plan, share);
            let solved = solve::solve(&plan, users);
            let span_s = (EVENTS / simulate::events_per_s(&plan, users)).max(2.0);
            let settings = Settings { warm_up_s: 0.5 * span_s, horizon_s: 1.5 * span_s, ..Settings::default() };
            let outcome = Run::with(&plan, users, &settings).outcome;
            for class in &outcome.classes {
                if let Some(of) = solved.classes.iter().find(|other| other.class == class.class) {
                    let line = compare(example.key, share, of, class, &outcome, &solved);
                    let _ = writeln!(table, "{}", line.0);
                    compared.push(example.key);
                    apart.extend(line.1);
                }
            }
        }
    }
    for known in &KNOWN {
        let _ = writeln!(table, "{} {:?}: {}", known.example, known.classes, known.reason);
    }
    eprintln!("{table}");
    assert!(apart.is_empty(), "{apart:#?}");
    let missing: Vec<&str> = lessons::examples().iter().map(|example| example.key).collect();
    let missing: Vec<&str> = missing.into_iter().filter(|key| !compared.contains(key)).collect();
    assert!(missing.is_empty(), "not compared: {missing:?}");
}

#[test]
fn they_agree_beyond_capacity_too() {
    for (key, share) in [("stage-3", 1.2), ("stage-4", 1.2), ("stage-4", 2.0), ("stage-7", 1.2)] {
        let example = lessons::example(key).expect("it exists");
        let (plan, users) = loaded(&compile(&(example.build)()), share);
        let solved = solve::solve(&plan, users);
        assert!(solved.converged, "{key} at {share}");
        let settings = Settings { warm_up_s: 6.0, horizon_s: 18.0, ..Settings::default() };
        let outcome = Run::with(&plan, users, &settings).outcome;
        for class in &outcome.classes {
            let of = solved.classes.iter().find(|other| other.class == class.class).expect("both have it");
            let goodput = class.answered as f64 / outcome.span_s();
            let chance = 5.0 * (goodput / outcome.span_s()).sqrt();
            let lost = (of.goodput_per_s - goodput).abs() > 0.02 * goodput + chance;
            let mean_s = of.response.as_ref().map_or(0.0, |response| response.mean_s);
            let (simulated_s, error_s) = (class.response.mean_s(), standard_error(&outcome, class.class));
            let far = (mean_s - simulated_s).abs() > MEAN * simulated_s + 4.0 * error_s;
            let line = format!("{key} {share} {:?}: {goodput:.0}/s, {simulated_s:.4} s", class.class);
            assert!(!lost && !far, "{line}; solved {:.0}/s, {mean_s:.4} s", of.goodput_per_s);
        }
    }
}

fn compare(
    key: &str,
    share: f64,
    solved: &ClassResult,
    class: &ClassOutcome,
    outcome: &Outcome,
    solution: &Solution,
) -> (String, Option<String>) {
    let Some(response) = solved.response.as_ref().filter(|_| class.answered > 0) else { return Default::default() };
    let (mean, p99) = (class.response.mean_s(), class.response.quantile_s(0.99));
    let (off_mean, off_p99) = (response.mean_s / mean - 1.0, response.quantiles.p99_s / p99 - 1.0);
    let line = format!(
        "{key:16} {share} {:8} mean {:9.3} ms, simulated {:9.3}, {:+5.1} %; p99 {:9.3} ms, simulated {:9.3}, {:+5.1} %",
        class.class.key(),
        response.mean_s * 1e3,
        mean * 1e3,
        off_mean * 100.0,
        response.quantiles.p99_s * 1e3,
        p99 * 1e3,
        off_p99 * 100.0
    );
    let error = standard_error(outcome, class.class) / mean;
    let goodput = class.answered as f64 / outcome.span_s();
    let lost = (solved.goodput_per_s - goodput).abs() > 0.02 * goodput + 5.0 * goodput.sqrt();
    let (mean, p99) = known(key, class.class).map_or((MEAN, P99), |known| (known.mean, known.p99));
    let far = off_mean.abs() > mean + 4.0 * error || (class.answered > MANY && off_p99.abs() > p99 + 4.0 * error);
    let wrong = solution.converged && (far || lost);
    (line.clone(), wrong.then_some(line))
}
