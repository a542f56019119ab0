//! The built-in reference cases, whose answers `tests/reference/make_cases.py` computes apart from the engine.

use std::collections::BTreeSet;
use std::mem::discriminant;

use scaleground::check::{BUILT_IN, Cases, check_solver, read_cases};

/// Cases that need what the engine does not model yet. To shrink to nothing.
const NOT_YET: &[&str] = &[
    "shared, two sorts",
    "shared, fixed service",
    "impatient at 80 %",
    "impatient, overloaded",
    "impatient, twice overloaded",
    "the emptier of two",
    "the emptiest of four",
    "one that asks again",
    "a ring of two",
    "three with returns",
    "five users who think",
    "forty users who think",
    "a hundred and twenty users, saturated",
    "3 of 3 at once",
    "20 of 20 at once",
    "3 of 5 at once",
    "1 of 4 at once",
    "6 of 6 at once, in stages",
    "two more attempts",
    "no further attempt",
    "five attempts at once",
    "three of five",
    "a quorum across two zones",
];

fn cases() -> Cases {
    read_cases(BUILT_IN).expect("the built-in cases can be read")
}

#[test]
fn every_figure_is_within_its_tolerance() {
    let mut cases = cases();
    cases.cases.retain(|case| !NOT_YET.contains(&case.id.as_str()));
    let rows = check_solver(&cases);
    let failed: Vec<_> = rows.iter().filter(|row| !row.passes()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(rows.len() > 100);
}

#[test]
fn every_model_is_covered() {
    let cases = cases();
    assert!(cases.cases.len() >= 45);
    let models = cases.cases.iter().map(|case| discriminant(&case.system));
    let mut different = Vec::new();
    models.for_each(|model| {
        if !different.contains(&model) {
            different.push(model);
        }
    });
    assert_eq!(different.len(), 13);
    let ids: BTreeSet<&str> = cases.cases.iter().map(|case| case.id.as_str()).collect();
    assert!(NOT_YET.iter().all(|id| ids.contains(id)), "a case that is gone stands in the list");
}
