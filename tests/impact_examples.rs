//! The table of all single failures over every example: what must hold in every row.

use scaleground::impact::{Failure, FailureTable, Impact, Stage};
use scaleground::lessons::examples;
use scaleground::model::Document;
use scaleground::model::catalog::Parameter;

fn tables() -> impl Iterator<Item = (&'static str, Document, f64, Vec<Impact>)> {
    examples().iter().filter_map(|example| {
        let document = (example.build)();
        let table = FailureTable::new(&document, document.users, None);
        // Without a steady state there is nothing to compare with.
        let base = table.sound()?.served_share();
        let rows = table.collect();
        Some((example.key, document, base, rows))
    })
}

/// Requests that a row's phases leave out: what each offers, times what is missing of its share, times its length.
/// `None` where a phase that loses some has no end that is known, or no figures.
fn missing(impact: &Impact, base: f64) -> Option<f64> {
    let mut sum = 0.0;
    let known = |seconds: Option<f64>| seconds.unwrap_or(f64::INFINITY);
    let failed: Vec<_> = impact.phases.iter().filter(|phase| phase.stage != Stage::Repaired).collect();
    for (position, phase) in failed.iter().enumerate() {
        let end_s = failed.get(position + 1).map_or(f64::INFINITY, |next| next.from_s).min(known(impact.repair_s));
        let figures = phase.figures.as_ref()?;
        let lost_per_s = figures.offered_per_s * (base - figures.served_share());
        if lost_per_s > 1e-6 * figures.offered_per_s {
            sum += lost_per_s * (end_s - phase.from_s).max(0.0);
        }
    }
    let back = impact.at(Stage::Repaired)?;
    let figures = back.figures.as_ref()?;
    let lost_per_s = figures.offered_per_s * (base - figures.served_share());
    if lost_per_s > 1e-6 * figures.offered_per_s {
        impact.repair_s?;
        sum += lost_per_s * back.until_s?;
    }
    sum.is_finite().then_some(sum)
}

#[test]
fn what_is_lost_is_what_the_phases_leave_out_or_not_known() {
    let (mut rows, mut losing, mut unknown) = (0, 0, 0);
    for (key, document, base, table) in tables() {
        for impact in table {
            let expected = missing(&impact, base);
            let at = format!("{key}, {:?}: {:?} and not {expected:?}", impact.failure, impact.requests_lost);
            match (expected, impact.requests_lost) {
                (Some(expected), Some(lost)) => assert!((lost - expected).abs() <= 1e-9 * (1.0 + expected), "{at}"),
                // Nothing ends it: without help it is never as before.
                (None, Some(lost)) => assert!(lost.is_infinite(), "{at}"),
                (Some(expected), None) => panic!("{at}; {expected} is known"),
                (None, None) => unknown += 1,
            }
            // What is missing until somebody has repaired it takes some time, or nobody knows how long.
            let stays = impact.served().1.is_some_and(|served| served < base - 1e-3);
            assert!(!stays || impact.requests_lost.is_none_or(|lost| lost > 0.0), "{at}");
            if let Failure::Link(id) = impact.failure {
                let link = &document.links[&id];
                let role = document.role(link).expect("it has one");
                let bare_s = link.number(role, Parameter::Mttr) * 3_600.0;
                let repair_s = impact.repair_s.expect("links are repaired");
                assert!((repair_s - bare_s - impact.noticed_s.expect("somebody notices")).abs() < 1e-9, "{at}");
            }
            rows += 1;
            losing += usize::from(impact.requests_lost.is_some_and(|lost| lost > 0.0));
        }
    }
    assert!(losing > 100 && unknown > 0, "{rows} rows, {losing} lose some, {unknown} of an unknown length");
}
