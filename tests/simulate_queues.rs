//! The simulation against closed forms. Seeds are fixed; a tolerance is four standard errors of the run.

mod simulate_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::plan::{Class, compile};
use simulate_support::{Run, mean_within};
use solve_support::{Drawing, number};

fn queue(rate: f64, servers: f64, mean_s: f64) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let service = drawing.add(
        Kind::Service,
        &[
            number(Parameter::Cores, servers),
            number(Parameter::Workers, 100_000.0),
            number(Parameter::AcceptQueue, 1_000_000.0),
            number(Parameter::ReadTime, mean_s),
        ],
    );
    drawing.near(users, service);
    drawing
}

#[test]
fn one_server() {
    let plan = compile(&queue(80.0, 1.0, 0.01).document);
    let run = Run::new(&plan, 1.0, 1_000.0, 10_000.0);
    let read = run.outcome.class(Class::Read).expect("reads");
    mean_within(&run, Class::Read, 0.05);
    assert!((read.response.quantile_s(0.99) / 0.230_26 - 1.0).abs() < 0.06, "{}", read.response.quantile_s(0.99));
}
