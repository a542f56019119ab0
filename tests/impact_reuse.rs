//! What the table of failures reuses from one failure to the next changes no figure: every row against one that is
//! computed from the beginning.

#[path = "solve_support/sketch.rs"]
mod sketch;
mod solve_support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use scaleground::impact::{Failure, FailureTable, Figures, Impact, Stage};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{ComponentId, Fault};
use scaleground::plan::{Strike, Strikes, compile, compile_struck};
use scaleground::solve::solve;
use sketch::{draw, sketch};
use solve_support::*;

/// One of several cells behind a balancer: how fast its parts are, and what hangs together in it.
#[derive(Clone, Debug)]
struct Cell {
    faster: f64,
    instances: f64,
    cached: bool,
    copies: usize,
    asks_next: bool,
    watched: bool,
}

fn cell() -> impl Strategy<Value = Cell> {
    (0.5..2.0_f64, 1..4_u8, any::<bool>(), 0..3_usize, any::<bool>(), any::<bool>()).prop_map(
        |(faster, instances, cached, copies, asks_next, watched)| Cell {
            faster,
            instances: f64::from(instances),
            cached,
            copies,
            asks_next,
            watched,
        },
    )
}

/// The cells, which share a store where they ask each other's.
fn cells(cells: &[Cell]) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.add(Kind::Users, &[]);
    let balancer = drawing.add(Kind::LoadBalancer, &[number(Parameter::OperationRate, 1e8)]);
    drawing.link(users, balancer, &[]);
    let mut last: Option<ComponentId> = None;
    for cell in cells {
        let web = drawing.add(
            Kind::WebServer,
            &[number(Parameter::Instances, cell.instances), number(Parameter::ReadTime, 0.002 / cell.faster)],
        );
        let store = drawing.add(Kind::RelationalDatabase, &[number(Parameter::ReadTime, 0.001 / cell.faster)]);
        drawing.link(balancer, web, &[]);
        drawing.link(web, store, &[]);
        if cell.cached {
            let cache = drawing.add(Kind::Cache, &[]);
            drawing.link(web, cache, &[]);
        }
        for _ in 0..cell.copies {
            let copy = drawing.add(Kind::ReadReplica, &[]);
            drawing.link(web, copy, &[]);
            drawing.link(store, copy, &[]);
        }
        if cell.watched {
            let metrics = drawing.add(Kind::Metrics, &[]);
            drawing.link(web, metrics, &[]);
        }
        if let Some(last) = last.filter(|_| cell.asks_next) {
            let service = drawing.add(Kind::Service, &[]);
            drawing.link(web, service, &[]);
            drawing.link(service, last, &[]);
        }
        last = Some(store);
    }
    drawing
}

fn close(one: f64, other: f64, tolerance: f64, what: &str) -> Result<(), TestCaseError> {
    let same = one == other || (one - other).abs() <= tolerance * one.abs().max(other.abs()) + 1e-12;
    prop_assert!(same, "{}: {} or {}", what, one, other);
    Ok(())
}

fn both(one: Option<f64>, other: Option<f64>, tolerance: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.is_some(), other.is_some(), "{}", what);
    one.zip(other).map_or(Ok(()), |(one, other)| close(one, other, tolerance, what))
}

fn figures_agree(one: &Figures, other: &Figures) -> Result<(), TestCaseError> {
    close(one.offered_per_s, other.offered_per_s, 1e-9, "offered")?;
    close(one.throughput_per_s, other.throughput_per_s, 1e-8, "throughput")?;
    close(one.goodput_per_s, other.goodput_per_s, 1e-8, "goodput")?;
    close(one.stale_read_share, other.stale_read_share, 1e-7, "stale reads")?;
    prop_assert_eq!(one.by_class.len(), other.by_class.len());
    for ((class, share), (also, too)) in one.by_class.iter().zip(&other.by_class) {
        prop_assert_eq!(class, also);
        close(*share, *too, 1e-8, "served of a class")?;
    }
    // Times too short to tell are taken for fixed by a threshold, which rounding may cross.
    let quantile = |figures: &Figures, at: usize| {
        figures.quantiles.map(|quantiles| [quantiles.p50_s, quantiles.p95_s, quantiles.p99_s][at])
    };
    for at in 0..3 {
        both(quantile(one, at), quantile(other, at), 1e-4, "a percentile")?;
    }
    prop_assert_eq!(one.bottleneck, other.bottleneck);
    let rates = |figures: &Figures| -> BTreeMap<_, f64> {
        let noticeable = figures.refusals.iter().filter(|one| one.rate_per_s > 1e-9 * figures.offered_per_s);
        noticeable.map(|one| ((one.component, one.class, one.reason), one.rate_per_s)).collect()
    };
    let (ours, theirs) = (rates(one), rates(other));
    prop_assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (rate, also) in ours.values().zip(theirs.values()) {
        close(*rate, *also, 1e-6, "a reason")?;
    }
    Ok(())
}

fn agree(one: &Impact, other: &Impact) -> Result<(), TestCaseError> {
    prop_assert_eq!((one.failure, one.units), (other.failure, other.units));
    let stages = |impact: &Impact| impact.phases.iter().map(|phase| phase.stage).collect::<Vec<Stage>>();
    prop_assert_eq!(stages(one), stages(other));
    for (ours, theirs) in one.phases.iter().zip(&other.phases) {
        close(ours.from_s, theirs.from_s, 1e-9, "beginning of a phase")?;
        both(ours.until_s, theirs.until_s, 1e-6, "end of a phase")?;
        prop_assert_eq!(ours.figures.is_some(), theirs.figures.is_some(), "{:?}", ours.stage);
        if let (Some(ours), Some(theirs)) = (&ours.figures, &theirs.figures) {
            figures_agree(ours, theirs)?;
        }
    }
    both(one.noticed_s, other.noticed_s, 0.0, "noticed")?;
    both(one.repair_s, other.repair_s, 0.0, "repaired")?;
    both(one.recovery_s, other.recovery_s, 1e-6, "recovery")?;
    both(one.requests_lost, other.requests_lost, 1e-6, "requests lost")?;
    both(one.writes_lost, other.writes_lost, 1e-6, "writes lost")?;
    close(one.sessions_lost, other.sessions_lost, 0.0, "sessions lost")?;
    close(one.backlog, other.backlog, 1e-6, "backlog")?;
    both(one.may_stay_at_per_s, other.may_stay_at_per_s, 1e-6, "other state")?;
    let verdicts = |impact: &Impact| impact.points.iter().map(|one| (one.class, one.verdict)).collect::<Vec<_>>();
    prop_assert_eq!(verdicts(one), verdicts(other));
    let fallen =
        |impact: &Impact| impact.cascade.iter().map(|one| (one.component, one.at_s)).collect::<BTreeMap<_, _>>();
    let (ours, theirs) = (fallen(one), fallen(other));
    prop_assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    ours.values()
        .zip(theirs.values())
        .try_for_each(|(ours, theirs)| close(*ours, *theirs, 1e-6, "a step of the cascade"))
}

fn tables_agree(drawing: &Drawing) -> Result<(), TestCaseError> {
    let (document, users) = (&drawing.document, drawing.document.users);
    let rows: Vec<Impact> = FailureTable::new(document, users, None).collect();
    let afresh: Vec<Impact> = FailureTable::afresh(document, users, None).collect();
    prop_assert_eq!(rows.len(), afresh.len());
    rows.iter().zip(&afresh).try_for_each(|(one, other)| agree(one, other))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_what_they_are_from_the_beginning(drawn in prop::collection::vec(cell(), 1..6), load in 0.1..1.1_f64) {
        let mut drawing = cells(&drawn);
        let full = solve(&compile(&drawing.document), 1.0).breaking_point.map_or(1e5, |point| point.users);
        drawing.document.users = full * load;
        tables_agree(&drawing)?;
    }

    #[test]
    fn rows_of_any_topology_are_what_they_are_from_the_beginning(sketch in sketch()) {
        tables_agree(&draw(&sketch))?;
    }

    #[test]
    fn a_strike_is_compiled_the_same_after_others(sketch in sketch()) {
        let document = draw(&sketch).document;
        let strikes = Strikes::of(&document);
        for failure in FailureTable::new(&document, document.users, None).failures() {
            let mut strike = Strike { since_s: 3.0, ..Strike::default() };
            match *failure {
                Failure::Component(id) => {
                    strike.components.insert(id, Fault::Down);
                }
                Failure::Instance(id) => {
                    strike.components.insert(id, Fault::InstancesDown(1));
                }
                Failure::Link(id) => {
                    strike.links.insert(id);
                }
            }
            prop_assert_eq!(strikes.compile(&strike), compile_struck(&document, &strike), "{:?}", failure);
        }
        // Nothing struck is the document as it is.
        prop_assert_eq!(strikes.compile(&Strike { since_s: f64::INFINITY, ..Strike::default() }), (compile(&document), None));
    }
}
