//! Two solvers, one truth: the examples at shares of their breaking point, solved and simulated.

mod simulate_support;

use scaleground::plan::{Class, compile};
use scaleground::simulate::{self, Settings};
use scaleground::{lessons, solve};
use simulate_support::Run;

/// Events of one run.
const EVENTS: f64 = 1_500_000.0;

#[test]
fn the_two_solvers_agree_on_the_examples() {
    println!("{:24} {:>5} {:8} {:>10} {:>10} {:>7} {:>10} {:>10} {:>7} {:>9} {:>9}", "example", "load", "class", "mean ms", "simulated", "off %", "p99 ms", "simulated", "off %", "goodput", "simulated");
    for example in lessons::examples() {
        let document = (example.build)();
        let plan = compile(&document);
        let Some(point) = solve::solve(&plan, 1.0).breaking_point else { continue };
        for share in [0.3, 0.6, 0.8] {
            let users = share * point.users;
            let solved = solve::solve(&plan, users);
            let span = EVENTS / simulate::events_per_s(&plan, users).max(1.0);
            let settings = Settings { warm_up_s: 0.3 * span, horizon_s: 1.3 * span, ..Settings::default() };
            let run = Run::with(&plan, users, &settings);
            for class in &run.outcome.classes {
                let of = solved.classes.iter().find(|other| other.class == class.class);
                let Some((response, of)) = of.and_then(|of| Some((of.response.as_ref()?, of))) else { continue };
                let off = |solved: f64, simulated: f64| (solved / simulated - 1.0) * 100.0;
                let (mean, p99) = (class.response.mean_s(), class.response.quantile_s(0.99));
                println!(
                    "{:24} {:>5} {:8} {:>10.3} {:>10.3} {:>+7.1} {:>10.3} {:>10.3} {:>+7.1} {:>9.1} {:>9.1}{}",
                    example.key, share, class.class.key(), response.mean_s * 1e3, mean * 1e3, off(response.mean_s, mean),
                    response.quantiles.p99_s * 1e3, p99 * 1e3, off(response.quantiles.p99_s, p99), of.goodput_per_s,
                    class.answered as f64 / run.outcome.span_s(), if class.class == Class::Job { " *" } else { "" }
                );
            }
        }
    }
}
