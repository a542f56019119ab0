//! The simulation against systems whose answers are known. The tolerances are four standard errors of a million
//! customers, or what the formula itself is off where it is an approximation.

use scaleground::check::{Solver, check_case_by, read_cases};

#[test]
fn every_simulated_figure_is_within_its_tolerance() {
    let cases = read_cases(include_str!("reference/simulated-cases.json")).expect("the cases can be read");
    let rows: Vec<_> = cases.cases.iter().flat_map(|case| check_case_by(case, Solver::Simulate { seed: 1 })).collect();
    let failed: Vec<_> = rows.iter().filter(|row| !row.passes()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(rows.len() > 100);
}
