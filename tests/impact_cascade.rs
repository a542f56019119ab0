//! The cascade of a failure, against the same failure played event by event: what tips over, in which order, and when.

mod solve_support;

use std::collections::BTreeMap;

use scaleground::impact::{Failure, FailureTable, Impact, Tipped};
use scaleground::lessons::example;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Document, Fault, Incident, Value};
use scaleground::plan::{Reason, Resource, compile};
use scaleground::scenario::beginning;
use scaleground::simulate::{Record, Settings, Simulation, Snapshot};
use solve_support::*;

/// When it is struck in a run, seconds.
const STRUCK_S: f64 = 20.0;

/// The first sign that a component gives way, seconds after the failure, with what it is: a resource that is full, or
/// requests that are lost there for want of room or time.
type Signs = BTreeMap<ComponentId, f64>;

fn own(reason: Reason) -> bool {
    matches!(reason, Reason::QueueFull(_) | Reason::Impatient(_) | Reason::TimedOut | Reason::BreakerOpen)
}

/// A run of a document's scenario, looked at once a second.
fn looks(document: &Document, horizon_s: f64) -> Vec<Snapshot> {
    let plan = compile(&document.healed());
    let told = beginning(document, &plan);
    let settings = Settings {
        horizon_s,
        warm_up_s: 0.0,
        begin: told.begin,
        changes: told.changes,
        record: Record { live: true, series_every_s: 1.0, ..Record::default() },
        ..Settings::default()
    };
    let mut run = Simulation::new(&plan, document.users, &settings);
    run.advance(f64::INFINITY, u64::MAX);
    run.outcome().series
}

/// What a run shows of a component's loss.
fn played(document: &Document, lost: ComponentId, until_s: f64) -> Signs {
    let mut document = document.clone();
    document.scenario.incidents.clear();
    document.scenario.add(Incident { from_s: STRUCK_S, until_s: None, subject: lost.into(), fault: Fault::Down });
    let plan = compile(&document.healed());
    let mut signs = Signs::new();
    for look in looks(&document, STRUCK_S + until_s).iter().filter(|look| look.since_s >= STRUCK_S) {
        // Full for a whole second, with a line; a busy second by chance has none that lasts.
        for station in look.stations.iter().filter(|station| station.utilization > 0.999 && station.mean_waiting > 5.0)
        {
            let held = plan.stations.iter().any(|other| {
                other.component == station.component
                    && other.resource == station.resource
                    && (other.held || other.keeps)
            });
            if !held {
                signs.entry(plan.components[station.component].id).or_insert(look.since_s - STRUCK_S);
            }
        }
        for &(component, reason, number) in &look.failures {
            if own(reason) && number > 3 {
                signs.entry(plan.components[component].id).or_insert(look.since_s - STRUCK_S);
            }
        }
    }
    signs
}

fn impact(document: &Document, lost: ComponentId) -> Impact {
    let mut table = FailureTable::new(document, document.users, None);
    table.find(|impact| impact.failure == Failure::Component(lost)).expect("it is in the table")
}

/// Everything that the cascade says tips over in the run, in that order and at about that time, and nothing else does.
#[track_caller]
fn agrees(document: &Document, lost: ComponentId) -> Vec<(ComponentId, Tipped)> {
    let impact = impact(document, lost);
    let last_s = impact.cascade.iter().map(|fallen| fallen.at_s).fold(0.0, f64::max);
    let signs = played(document, lost, 2.0 * last_s + 20.0);
    let told: Vec<(ComponentId, f64)> = impact.cascade.iter().map(|fallen| (fallen.component, fallen.at_s)).collect();
    for &(component, at_s) in &told {
        let seen_s =
            *signs.get(&component).unwrap_or_else(|| panic!("{component:?} does not tip over: {told:?} {signs:?}"));
        // A look covers a second, and chance moves what is close to its limit.
        assert!(
            (seen_s - at_s).abs() <= 3.0 + 0.25 * at_s,
            "{component:?} at {seen_s} and not {at_s}: {told:?} {signs:?}"
        );
    }
    for component in signs.keys() {
        assert!(told.iter().any(|(other, _)| other == component), "{component:?} tips over too: {told:?} {signs:?}");
    }
    for pair in told.windows(2).filter(|pair| pair[1].1 - pair[0].1 > 1.0) {
        assert!(signs[&pair[0].0] <= signs[&pair[1].0], "{told:?} {signs:?}");
    }
    impact.cascade.iter().map(|fallen| (fallen.component, fallen.tipped)).collect()
}

fn of_kind(document: &Document, kind: Kind) -> Vec<ComponentId> {
    document.components.iter().filter(|(_, part)| part.kind == kind).map(|(id, _)| *id).collect()
}

#[test]
fn a_lost_cache_drowns_its_database() {
    let document = (example("cache-loss").expect("it is there").build)();
    let order = agrees(&document, of_kind(&document, Kind::Cache)[0]);
    assert_eq!(order[0].0, of_kind(&document, Kind::RelationalDatabase)[0]);
}

#[test]
fn a_cache_that_was_down_comes_back_empty_unless_it_is_filled_first() {
    for warmed in [false, true] {
        let mut document = (example("cache-loss").expect("it is there").build)();
        let cache = of_kind(&document, Kind::Cache)[0];
        let database = of_kind(&document, Kind::RelationalDatabase)[0];
        let set = |document: &mut Document, id, parameter, value| {
            let part = document.components.get_mut(&id).expect("it is there");
            std::rc::Rc::make_mut(part).settings.insert(parameter, value);
        };
        set(&mut document, cache, Parameter::Warmed, Value::Flag(warmed));
        // Enough cores for all reads: 1,000 a second of 10 ms keep 10 of 16 busy.
        set(&mut document, database, Parameter::Cores, Value::Number(16.0));
        document.scenario.incidents.clear();
        let until_s = Some(STRUCK_S + 10.0);
        document.scenario.add(Incident { from_s: STRUCK_S, until_s, subject: cache.into(), fault: Fault::Down });
        let series = looks(&document, STRUCK_S + 20.0);
        let busy = |from_s: f64| {
            let look = series.iter().find(|look| look.since_s >= from_s).expect("it is played");
            look.stations.iter().map(|station| station.utilization).fold(0.0, f64::max)
        };
        assert!(busy(STRUCK_S - 5.0) < 0.2, "{}", busy(STRUCK_S - 5.0));
        assert_close(busy(STRUCK_S + 5.0), 10.0 / 16.0, 0.15);
        let after = busy(STRUCK_S + 10.0);
        assert!(if warmed { after < 0.2 } else { after > 0.3 }, "{warmed}: {after}");
    }
}

#[test]
fn a_lost_region_overloads_the_other() {
    let document = (example("region-loss").expect("it is there").build)();
    let [_, lost] = of_kind(&document, Kind::DataCentre)[..] else { panic!("there are two") };
    let order = agrees(&document, lost);
    let left = of_kind(&document, Kind::WebServer)[0];
    assert_eq!(order.iter().map(|step| step.0).collect::<Vec<_>>(), [left]);
}

/// Two services of 100 requests per second each behind a balancer, and servers that call them with a limit of a second
/// and try twice more: with one of the two lost, the other is asked for 150, three times as often once it is late.
#[test]
fn a_lost_service_starts_a_storm_of_retries_at_the_other() {
    let mut drawing = Drawing::new();
    let users = drawing.users(150.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(
        Kind::WebServer,
        &[
            number(Parameter::Cores, 16.0),
            number(Parameter::ReadTime, 0.001),
            number(Parameter::Workers, 400.0),
            number(Parameter::AcceptQueue, 100.0),
        ],
    );
    let balancer = drawing.add(
        Kind::LoadBalancer,
        &[
            free_balancer(),
            vec![
                number(Parameter::HealthInterval, 2.0),
                number(Parameter::HealthThreshold, 2.0),
                choice(Parameter::Policy, Choice::Random),
            ],
        ]
        .concat(),
    );
    let services = [(); 2].map(|()| {
        drawing.add(
            Kind::Service,
            &[
                number(Parameter::Cores, 1.0),
                number(Parameter::ReadTime, 0.01),
                number(Parameter::Workers, 50.0),
                number(Parameter::AcceptQueue, 100.0),
            ],
        )
    });
    drawing.near(users, web);
    let patience = [
        number(Parameter::Latency, 0.0),
        number(Parameter::Timeout, 1.0),
        number(Parameter::Retries, 2.0),
        number(Parameter::Backoff, 0.1),
    ];
    drawing.link(web, balancer, &patience);
    for service in services {
        drawing.near(balancer, service);
    }
    let order = agrees(&drawing.document, services[0]);
    assert_eq!(order[0].0, services[1]);
    assert!(matches!(order[0].1, Tipped::Full { resource: Resource::Cores, .. }), "{order:?}");
}
