//! The built-in reference cases, whose answers `tests/reference/make_cases.py` computes apart from the engine.

use std::mem::discriminant;

use scaleground::check::{BUILT_IN, Cases, check_solver, read_cases};

fn cases() -> Cases {
    read_cases(BUILT_IN).expect("the built-in cases can be read")
}

#[test]
fn every_figure_is_within_its_tolerance() {
    let rows = check_solver(&cases());
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
}
