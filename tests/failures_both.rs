//! What both solvers say of a system that has been struck for long, against what can be counted by hand.

mod simulate_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Document, Fault, LinkId, Subject, Value};
use scaleground::plan::{Class, compile};
use scaleground::scenario::beginning;
use scaleground::simulate::{Outcome, Settings};
use simulate_support::Run;
use solve_support::*;

const RATE: f64 = 500.0;

/// A run of the sound drawing, struck as the document is from the beginning and for long.
fn played(document: &Document, seconds: f64) -> Outcome {
    let plan = compile(&document.healed());
    let begin = beginning(document, &plan).begin;
    let settings = Settings { warm_up_s: seconds / 10.0, horizon_s: 1.1 * seconds, begin, ..Settings::default() };
    Run::with(&plan, document.users, &settings).outcome
}

/// The share of the requests of a class that is served, by the solver and in a run, is this; in the run within five
/// standard deviations.
#[track_caller]
fn both_serve(drawing: &Drawing, class: Class, expected: f64) {
    let solution = drawing.solve();
    let of = solution.classes.iter().find(|of| of.class == class).expect("it is offered");
    let solved = of.goodput_per_s / of.offered_per_s;
    assert!((solved - expected).abs() < 1e-6, "{class:?}: solved {solved} for {expected}");
    let outcome = played(&drawing.document, 40.0);
    let of = outcome.class(class).expect("it is offered");
    let failed: u64 = of.failed.iter().map(|failed| failed.number).sum();
    let all = (of.answered + failed) as f64;
    let played = of.answered as f64 / all;
    let deviation = (expected * (1.0 - expected) / all).sqrt();
    assert!((played - expected).abs() <= 5.0 * deviation, "{class:?}: played {played} for {expected}, {:?}", of.failed);
}

/// Operations per second that both find at a component.
#[track_caller]
fn both_ask(drawing: &Drawing, id: ComponentId, expected_per_s: f64) {
    let solved = component(&drawing.solve(), id).arrival_per_s;
    assert!((solved - expected_per_s).abs() < 1e-6 * (1.0 + expected_per_s), "solved {solved} for {expected_per_s}");
    let outcome = played(&drawing.document, 40.0);
    let plan = compile(&drawing.document.healed());
    let part = plan.components.iter().position(|part| part.id == id).expect("it is there");
    let arrivals = outcome.components[part].arrivals as f64;
    let expected = expected_per_s * outcome.span_s();
    assert!((arrivals - expected).abs() <= 5.0 * expected.sqrt(), "played {arrivals} for {expected}");
}

fn web(instances: f64) -> Vec<(Parameter, Value)> {
    let mut settings = ample_web(instances, 16.0, 0.0001);
    settings.extend([number(Parameter::WriteTime, 0.0001), choice(Parameter::SessionState, Choice::Token)]);
    settings
}

fn ample_store() -> Vec<(Parameter, Value)> {
    let mut settings = core_database(64.0, 0.0001);
    settings.extend([number(Parameter::WriteTime, 0.0001), number(Parameter::Iops, 1e6)]);
    settings
}

/// Two servers that look in one cache with a hit ratio of 0.8, and ask one database themselves.
fn cached(strategy: Choice) -> (Drawing, [LinkId; 2], [ComponentId; 2]) {
    let mut drawing = Drawing::new();
    let users = [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].map(|shares| drawing.users(RATE, shares));
    let servers = [(); 2].map(|()| drawing.add(Kind::Service, &web(1.0)));
    let cache = drawing.add(
        Kind::Cache,
        &[
            choice(Parameter::Strategy, strategy),
            (Parameter::TypedHitRatio, Value::Flag(true)),
            number(Parameter::HitRatio, 0.8),
        ],
    );
    let database = drawing.add(Kind::RelationalDatabase, &ample_store());
    for (users, server) in users.into_iter().zip(servers) {
        drawing.near(users, server);
    }
    let links = servers.map(|server| {
        drawing.near(server, database);
        drawing.near(server, cache)
    });
    if strategy != Choice::CacheAside {
        drawing.near(cache, database);
    }
    (drawing, links, [cache, database])
}

#[test]
fn a_cache_that_nothing_leads_to_any_more_is_missed() {
    let (mut drawing, [read, write], [cache, database]) = cached(Choice::CacheAside);
    both_ask(&drawing, database, RATE * (0.2 + 1.0));
    for link in [read, write] {
        drawing.document.faults.insert(link, Fault::Down);
    }
    both_serve(&drawing, Class::Read, 1.0);
    both_serve(&drawing, Class::Write, 1.0);
    both_ask(&drawing, database, RATE * 2.0);
    both_ask(&drawing, cache, 0.0);
}

#[test]
fn a_cache_that_is_written_through_is_passed_by_where_it_is_down() {
    for strategy in [Choice::ReadThrough, Choice::WriteThrough] {
        let (mut drawing, _, [cache, database]) = cached(strategy);
        drawing.fail(cache, Fault::Down);
        both_serve(&drawing, Class::Read, 1.0);
        both_serve(&drawing, Class::Write, 1.0);
        both_ask(&drawing, database, RATE * 2.0);
    }
}

/// Users and so many servers whom nothing balances, who read a store.
fn direct(kind: Kind, instances: f64) -> (Drawing, ComponentId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 1.0]);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    drawing.near(users, server);
    let has = |parameter| kind.spec().parameter(parameter).is_some();
    let mut settings: Vec<(Parameter, Value)> = web(1.0).into_iter().filter(|one| has(one.0)).collect();
    settings.retain(|one| one.0 != Parameter::Instances);
    settings.push(number(Parameter::Instances, instances));
    let part = drawing.add(kind, &settings);
    if kind == Kind::SessionStore {
        drawing.set(server, &[choice(Parameter::SessionState, Choice::SessionStore)]);
    }
    drawing.near(server, part);
    (drawing, part)
}

#[test]
fn whoever_has_been_lost_for_long_is_asked_no_more() {
    // Clients of a cluster are told; servers that nothing checks are taken out once somebody has noticed.
    for kind in [Kind::Service, Kind::SessionStore, Kind::KeyValueStore, Kind::DocumentStore] {
        let (mut drawing, part) = direct(kind, 4.0);
        drawing.fail(part, Fault::InstancesDown(1));
        // A store that keeps one copy of everything has lost a quarter of it.
        let left = if kind == Kind::KeyValueStore { 0.75 } else { 1.0 };
        both_serve(&drawing, Class::Read, left);
        both_serve(&drawing, Class::Write, left);
    }
}

#[test]
fn of_two_servers_with_sessions_one_is_left() {
    // The one with most of the users, and the other: two machines that are not alike.
    for lost in 1..3_u32 {
        let mut drawing = Drawing::new();
        let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
        let balancer = drawing
            .add(Kind::LoadBalancer, &[free_balancer(), vec![choice(Parameter::Policy, Choice::SourceHash)]].concat());
        let mut settings = ample_web(f64::from(lost) + 1.0, 16.0, 0.001);
        settings.push(number(Parameter::SessionSkew, 1.3));
        let server = drawing.add(Kind::WebServer, &settings);
        drawing.near(users, balancer);
        drawing.near(balancer, server);
        drawing.fail(server, Fault::InstancesDown(lost));
        both_serve(&drawing, Class::Read, 1.0);
    }
}

#[test]
fn a_balancer_shares_by_the_instances_that_are_left() {
    // Two tiers of two, one of four lost: each of the others has a third.
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer =
        drawing.add(Kind::LoadBalancer, &[free_balancer(), vec![choice(Parameter::Policy, Choice::Random)]].concat());
    let tiers = [(); 2].map(|()| drawing.add(Kind::WebServer, &web(2.0)));
    drawing.near(users, balancer);
    for tier in tiers {
        drawing.near(balancer, tier);
    }
    both_ask(&drawing, tiers[0], RATE / 2.0);
    drawing.fail(tiers[0], Fault::InstancesDown(1));
    both_ask(&drawing, tiers[0], RATE / 3.0);
    both_ask(&drawing, tiers[1], RATE * 2.0 / 3.0);
}

#[test]
fn a_primary_waits_no_more_for_a_copy_that_is_known_to_be_down() {
    for (replication, replicas) in
        [(Choice::Synchronous, 1), (Choice::Synchronous, 2), (Choice::SemiSynchronous, 2), (Choice::SemiSynchronous, 1)]
    {
        let mut drawing = Drawing::new();
        let users = drawing.users(RATE, [0.0, 0.0, 1.0]);
        let server = drawing.add(Kind::WebServer, &web(1.0));
        let primary = drawing.add(
            Kind::RelationalDatabase,
            &[ample_store(), vec![choice(Parameter::Replication, replication)]].concat(),
        );
        drawing.near(users, server);
        drawing.near(server, primary);
        let copies = drawing.replicas(primary, replicas, &core_database(64.0, 0.0001));
        drawing.fail(copies[0], Fault::Down);
        both_serve(&drawing, Class::Write, 1.0);
    }
}

#[test]
fn names_that_nobody_answers_for_are_forgotten() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let names = drawing.add(Kind::Dns, &[number(Parameter::Ttl, 60.0)]);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    drawing.near(users, server);
    let lookup = drawing.link(users, names, &[]);
    drawing.link(names, server, &[]);
    both_serve(&drawing, Class::Read, 1.0);
    for subject in [Subject::from(names), Subject::from(lookup)] {
        let mut struck = Drawing { document: drawing.document.clone() };
        struck.document.faults.insert(subject, Fault::Down);
        both_serve(&struck, Class::Read, 0.0);
    }
}
