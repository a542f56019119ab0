//! Two solvers, one truth: the examples at shares of their breaking point, solved and simulated. `--nocapture` shows the
//! table.

mod simulate_support;

use std::fmt::Write;

use scaleground::plan::{Class, compile};
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

/// Where the solver is known to be off: on a single server a request works twice on the same cores, for different times;
/// the solver takes the two waits for independent, and the long ones come together.
fn known(example: &str, class: Class) -> bool {
    example == "stage-0" && class != Class::Static
}

#[test]
fn the_two_solvers_agree_on_the_examples() {
    let mut table = String::new();
    let mut apart = Vec::new();
    for example in lessons::examples() {
        let plan = compile(&(example.build)());
        let Some(point) = solve::solve(&plan, 1.0).breaking_point else { continue };
        for share in [0.3, 0.6, 0.8] {
            let users = share * point.users;
            let solved = solve::solve(&plan, users);
            let span_s = (EVENTS / simulate::events_per_s(&plan, users)).max(2.0);
            let settings = Settings { warm_up_s: 0.5 * span_s, horizon_s: 1.5 * span_s, ..Settings::default() };
            let outcome = Run::with(&plan, users, &settings).outcome;
            for class in &outcome.classes {
                if let Some(of) = solved.classes.iter().find(|other| other.class == class.class) {
                    let line = compare(example.key, share, of, class, &outcome, &solved);
                    let _ = writeln!(table, "{}", line.0);
                    apart.extend(line.1);
                }
            }
        }
    }
    eprintln!("{table}");
    assert!(apart.is_empty(), "{apart:#?}");
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
    let far = off_mean.abs() > MEAN + 4.0 * error || (class.answered > MANY && off_p99.abs() > P99 + 4.0 * error);
    let wrong = solution.converged && (far && !known(key, class.class) || lost);
    (line.clone(), wrong.then_some(line))
}
