//! Faults on a timeline, each as it would be written on the command line, against what can be counted by hand.

mod scenario_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Document, Value};
use scaleground::plan::{Class, Reason};
use scaleground::scenario::{PhaseKind, Phrase, phrase};
use scaleground::simulate::Snapshot;
use scenario_support::{Played, played};
use solve_support::*;

const RATE: f64 = 200.0;
const HORIZON_S: f64 = 100.0;

/// Plays a drawing whose components are named `users`, `web` and so on with what the command line would say.
fn play(drawing: &Drawing, said: &str) -> Played {
    let mut document = drawing.document.clone();
    document.scenario.incidents.clear();
    match phrase(&document, said).expect("it makes sense") {
        Phrase::Incident(incident) => document.scenario.add(incident),
        Phrase::Always(subject, fault) => document.faults.insert(subject, fault),
    }
    played(&document, HORIZON_S)
}

fn name(document: &mut Document, id: ComponentId, name: &str) {
    std::rc::Rc::make_mut(document.components.get_mut(&id).expect("it is there")).name = name.into();
}

/// A Poisson number, within five standard deviations.
#[track_caller]
fn about(number: f64, expected: f64) {
    assert!((number - expected).abs() < 5.0 * expected.max(1.0).sqrt(), "{number} where {expected} are expected");
}

fn position(class: Class) -> usize {
    Class::ALL.iter().position(|other| *other == class).expect("a class")
}

/// The looks that lie between two times.
fn between(run: &Played, from_s: f64, until_s: f64) -> impl Iterator<Item = &Snapshot> {
    run.series.iter().filter(move |look| look.since_s >= from_s - 1e-9 && look.now_s <= until_s + 1e-9)
}

fn answered(run: &Played, class: Class, from_s: f64, until_s: f64) -> f64 {
    between(run, from_s, until_s).map(|look| look.classes[position(class)].response.count as f64).sum()
}

fn failed(run: &Played, class: Class, from_s: f64, until_s: f64) -> f64 {
    between(run, from_s, until_s).map(|look| look.classes[position(class)].failed as f64).sum()
}

fn mean_s(run: &Played, class: Class, from_s: f64, until_s: f64) -> f64 {
    let (mut sum, mut number) = (0.0, 0.0);
    for look in between(run, from_s, until_s) {
        let times = &look.classes[position(class)].response;
        sum += times.mean_s() * times.count as f64;
        number += times.count as f64;
    }
    sum / number
}

fn web(instances: f64) -> Vec<(Parameter, Value)> {
    let mut settings = ample_web(instances, 16.0, 0.001);
    settings.extend([
        number(Parameter::WriteTime, 0.001),
        choice(Parameter::SessionState, Choice::Token),
        number(Parameter::TokenTime, 0.0),
        choice(Parameter::Distribution, Choice::Deterministic),
    ]);
    settings
}

/// Users and a server.
fn simple() -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    drawing.near(users, server);
    name(&mut drawing.document, server, "web");
    drawing
}

#[test]
fn what_is_slow_takes_as_much_longer() {
    // A millisecond on one of sixteen cores, and thirty of them.
    let run = play(&simple(), "web slow 30 30..60");
    let mean = |from_s, until_s| mean_s(&run, Class::Read, from_s, until_s);
    assert!((mean(10.0, 30.0) - 0.001).abs() < 1e-5, "{}", mean(10.0, 30.0));
    // 6 of 16 cores busy: next to nobody waits.
    assert!((mean(31.0, 60.0) - 0.030).abs() < 5e-4, "{}", mean(31.0, 60.0));
    assert!((mean(61.0, 100.0) - 0.001).abs() < 1e-5);
    // Eighty milliseconds are sixteen cores' worth: 200 a second are what it does.
    let run = play(&simple(), "web slow 160 30..60");
    about(answered(&run, Class::Read, 40.0, 60.0), 100.0 * 20.0);
}

#[test]
fn traffic_is_as_much_more() {
    let run = play(&simple(), "all traffic 3 30..60");
    about(answered(&run, Class::Read, 10.0, 30.0), RATE * 20.0);
    about(answered(&run, Class::Read, 30.0, 60.0), 3.0 * RATE * 30.0);
    about(answered(&run, Class::Read, 60.0, 100.0), RATE * 40.0);
}

/// A server that looks in a cache which holds all of 500 objects, all asked as often, and has to ask a database for what
/// is not there.
fn cached() -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let popularity = [number(Parameter::Objects, 500.0), number(Parameter::ZipfExponent, 0.0)];
    drawing.set(users, &popularity);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    let cache = drawing.add(Kind::Cache, &[&popularity[..], &[(Parameter::Expires, Value::Flag(false))]].concat());
    let mut store = core_database(64.0, 0.02);
    store.push(choice(Parameter::Distribution, Choice::Deterministic));
    let database = drawing.add(Kind::RelationalDatabase, &store);
    for (from, to) in [(users, server), (server, cache), (server, database)] {
        drawing.near(from, to);
    }
    name(&mut drawing.document, cache, "cache");
    drawing
}

#[test]
fn an_emptied_cache_asks_for_everything_once() {
    let run = play(&cached(), "cache cache-emptied 30..");
    // All is there: a read takes a millisecond and the cache's operation.
    let calm = mean_s(&run, Class::Read, 10.0, 30.0);
    assert!(calm < 0.0012, "{calm}");
    // Each of 500 objects is asked for 0.4 times a second; it is missed by the first who asks and by those who ask within
    // the 20 ms that its answer takes. Over the ten seconds after: 500 (1 - e^-4) first ones, and 0.8 % more.
    let missed = 500.0 * (1.0 - (-4.0_f64).exp()) * (1.0 + 0.4 * 0.02);
    let expected = calm + 0.02 * missed / (10.0 * RATE);
    let after = mean_s(&run, Class::Read, 30.0, 40.0);
    assert!((after - expected).abs() < 0.02 * 3.0 * missed.sqrt() / (10.0 * RATE), "{after} and not {expected}");
    // After a minute 500 e^-24 are missing.
    assert!((mean_s(&run, Class::Read, 90.0, 100.0) - calm).abs() < 1e-5);
}

#[test]
fn checks_that_flap_leave_out_each_target_half_of_the_time() {
    // Two targets: a quarter of the time both are out, and then requests go to both; a quarter neither is; else one has all.
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let checks = [number(Parameter::HealthInterval, 0.5), number(Parameter::HealthThreshold, 1.0)];
    let balancer = [free_balancer(), checks.to_vec(), vec![choice(Parameter::Policy, Choice::Random)]].concat();
    let balancer = drawing.add(Kind::LoadBalancer, &balancer);
    let servers = [(); 2].map(|()| drawing.add(Kind::WebServer, &web(1.0)));
    drawing.near(users, balancer);
    for server in servers {
        drawing.near(balancer, server);
    }
    name(&mut drawing.document, balancer, "balancer");
    let run = play(&drawing, "balancer flapping 20..100");
    assert_eq!(failed(&run, Class::Read, 0.0, 100.0), 0.0, "both are sound");
    // Each look is a second, in which they are judged twice at least: within one the busy share of a server is 0, 1/2 or
    // 1 of the work for one judgement. Before, it is always about a half.
    let plan = scaleground::plan::compile(&drawing.document);
    let first = plan.components.iter().position(|part| part.id == servers[0]).expect("it is there");
    let share = |look: &Snapshot| {
        let busy = |component: usize| {
            let cores = |now: &&scaleground::simulate::StationNow| {
                now.component == component && now.resource == scaleground::plan::Resource::Cores
            };
            look.stations.iter().find(cores).map_or(0.0, |now| now.utilization)
        };
        let second = plan.components.iter().position(|part| part.id == servers[1]).expect("it is there");
        busy(first) / (busy(first) + busy(second))
    };
    let shares = |from_s, until_s| between(&run, from_s, until_s).map(&share).collect::<Vec<f64>>();
    assert!(shares(5.0, 20.0).iter().all(|share| (share - 0.5).abs() < 0.2));
    let flapping = shares(20.0, 100.0);
    let mean = flapping.iter().sum::<f64>() / flapping.len() as f64;
    assert!((mean - 0.5).abs() < 0.2, "{mean}");
    // Per judgement the variance of the share is half of 1/4: both of a second together half of that, 1/16.
    let variance = flapping.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / flapping.len() as f64;
    assert!((0.03..0.14).contains(&variance), "{variance}");
}

#[test]
fn names_expire_evenly_while_nobody_answers_for_them() {
    let mut drawing = simple();
    let server = *drawing.document.components.iter().find(|(_, part)| part.kind == Kind::WebServer).expect("one").0;
    let users = *drawing.document.components.iter().find(|(_, part)| part.kind == Kind::Users).expect("one").0;
    let names = drawing.add(Kind::Dns, &[number(Parameter::Ttl, 20.0), number(Parameter::ResolverUsers, 1e6)]);
    drawing.link(users, names, &[]);
    drawing.link(names, server, &[]);
    name(&mut drawing.document, names, "names");
    let run = play(&drawing, "names down 20..70");
    assert_eq!(failed(&run, Class::Read, 5.0, 20.0), 0.0);
    // A quarter of the names on average in the first half of the time to live, three quarters in the second, then all.
    // Of a million users of one resolver hardly anybody asks while all is well.
    let one = |from_s: f64, until_s: f64, share: f64| {
        let got = failed(&run, Class::Read, from_s, until_s);
        let expected = share * RATE * (until_s - from_s);
        assert!((got - expected).abs() < 5.0 * expected.sqrt() + 0.01 * RATE * (until_s - from_s), "{got} {expected}");
    };
    one(20.0, 30.0, 0.25);
    one(30.0, 40.0, 0.75);
    one(40.0, 70.0, 1.0);
    // Whoever asks is answered again.
    assert!(failed(&run, Class::Read, 71.0, 100.0) == 0.0);
}

/// Writers, a broker and so many workers who have each message done in a millisecond.
fn messages(kind: Kind, workers: usize) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 0.0, 1.0]);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    let broker = drawing.add(kind, &[]);
    drawing.near(users, server);
    drawing.near(server, broker);
    for number_of in 0..workers {
        let settings = [
            number(Parameter::JobTime, 0.001),
            number(Parameter::Workers, 8.0),
            number(Parameter::Cores, 8.0),
            (Parameter::Autoscaling, Value::Flag(false)),
        ];
        let worker = drawing.add(Kind::Worker, &settings);
        drawing.near(broker, worker);
        name(&mut drawing.document, worker, &format!("worker {number_of}"));
    }
    drawing
}

#[test]
fn a_queue_holds_what_its_consumer_is_not_there_for() {
    let run = play(&messages(Kind::MessageQueue, 1), "worker 0 down 30..50");
    assert_eq!(failed(&run, Class::Job, 0.0, 100.0), 0.0, "{:?}", run.phase(PhaseKind::During).reasons);
    assert!(answered(&run, Class::Job, 31.0, 50.0) < 1.0);
    // Twenty seconds' worth is done within one.
    about(answered(&run, Class::Job, 50.0, 52.0), RATE * 22.0);
    about(answered(&run, Class::Job, 52.0, 100.0), RATE * 48.0);
}

#[test]
fn another_consumer_takes_what_one_is_not_there_for() {
    let run = play(&messages(Kind::MessageQueue, 2), "worker 0 down 30..50");
    assert_eq!(failed(&run, Class::Job, 0.0, 100.0), 0.0);
    about(answered(&run, Class::Job, 30.0, 50.0), RATE * 20.0);
}

#[test]
fn what_nothing_keeps_is_lost_and_called_undelivered() {
    let run = play(&messages(Kind::PubSub, 1), "worker 0 down 30..50");
    about(failed(&run, Class::Job, 30.0, 50.0), RATE * 20.0);
    let reasons = &run.phase(PhaseKind::During).reasons;
    assert!(reasons.iter().all(|lost| lost.1 == Reason::Undelivered), "{reasons:?}");
    about(answered(&run, Class::Job, 50.0, 100.0), RATE * 50.0);
}

#[test]
fn writes_wait_in_vain_for_a_copy_until_somebody_notices() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 0.0, 1.0]);
    // Somebody complains after 15 s.
    drawing.set(users, &[number(Parameter::ComplaintTime, 15.0)]);
    let server = drawing.add(Kind::WebServer, &web(1.0));
    let store = [core_database(64.0, 0.0001), vec![choice(Parameter::Replication, Choice::Synchronous)]].concat();
    let primary = drawing.add(Kind::RelationalDatabase, &store);
    let copy = drawing.add(Kind::ReadReplica, &core_database(64.0, 0.0001));
    for (from, to) in [(users, server), (server, primary), (primary, copy)] {
        drawing.near(from, to);
    }
    name(&mut drawing.document, copy, "copy");
    let run = play(&drawing, "copy down 30..70");
    about(failed(&run, Class::Write, 30.0, 45.0), RATE * 15.0);
    assert_eq!(failed(&run, Class::Write, 45.5, 100.0) + failed(&run, Class::Write, 0.0, 30.0), 0.0);
}

/// 30,000 users who send 36 requests an hour each; their sessions stand in a store.
fn signed_in(store: &[(Parameter, Value)]) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    drawing.set(
        users,
        &[
            choice(Parameter::LoadMode, Choice::FromUsers),
            number(Parameter::RequestsPerDay, 864.0),
            number(Parameter::PeakFactor, 1.0),
        ],
    );
    drawing.document.users = 30_000.0;
    let server = drawing.add(Kind::WebServer, &web(1.0));
    drawing.set(server, &[choice(Parameter::SessionState, Choice::SessionStore)]);
    let sessions = drawing.add(Kind::SessionStore, store);
    drawing.near(users, server);
    drawing.near(server, sessions);
    name(&mut drawing.document, sessions, "sessions");
    drawing
}

#[test]
fn a_store_that_is_lost_takes_the_sessions_along_that_stand_in_its_memory_alone() {
    // All but one in e^18 of 30,000 have one (0.01 a second for half an hour).
    let run = play(&signed_in(&[]), "sessions down 30..40");
    let kept = &run.phase(PhaseKind::During).kept;
    assert_eq!((kept.sessions_lost, kept.signed_out), (30_000, 0));
    // Nobody is served meanwhile; then each who comes within the minute that is left signs in again, once.
    about(failed(&run, Class::Read, 30.0, 40.0), 300.0 * 10.0);
    let back = 30_000.0 * (1.0 - (-0.01 * 60.0_f64).exp());
    about(run.phase(PhaseKind::After).kept.signed_out as f64, back);
    for kept in [Parameter::StandbyPair, Parameter::Durable] {
        let run = play(&signed_in(&[(kept, Value::Flag(true))]), "sessions down 30..40");
        let all = [PhaseKind::During, PhaseKind::After].map(|kind| run.phase(kind).kept);
        assert!(all.iter().all(|kept| (kept.sessions_lost, kept.signed_out) == (0, 0)), "{kept:?}");
    }
}

#[test]
fn one_node_of_a_store_takes_its_share_of_the_sessions_along() {
    let run = play(&signed_in(&[number(Parameter::Instances, 3.0)]), "sessions instances-down 1 30..");
    let during = run.phase(PhaseKind::During);
    let lost = during.kept.sessions_lost as f64;
    assert!((lost - 10_000.0).abs() < 5.0 * (30_000.0_f64 * 2.0 / 9.0).sqrt(), "{lost}");
    // Its clients are told at once: the others answer, and have no session for these.
    assert_eq!(during.failed, 0);
    about(during.kept.signed_out as f64, lost * (1.0 - (-0.01 * 70.0_f64).exp()));
}

#[test]
fn sessions_that_are_kept_for_a_shorter_time_are_fewer() {
    // A server with a balancer that ties users to it: kept for 50 s, 1 - e^-0.5 of the users have one.
    let mut drawing = signed_in(&[]);
    let server = *drawing.document.components.iter().find(|(_, part)| part.kind == Kind::WebServer).expect("one").0;
    let users = *drawing.document.components.iter().find(|(_, part)| part.kind == Kind::Users).expect("one").0;
    drawing.document.links.clear();
    drawing.set(server, &[choice(Parameter::SessionState, Choice::Stateful), number(Parameter::SessionTime, 50.0)]);
    let balancer = [free_balancer(), vec![choice(Parameter::Policy, Choice::SourceHash)]].concat();
    let balancer = drawing.add(Kind::LoadBalancer, &balancer);
    drawing.near(users, balancer);
    drawing.near(balancer, server);
    name(&mut drawing.document, server, "web");
    let run = play(&drawing, "web down 60..70");
    let alive = 30_000.0 * (1.0 - (-0.5_f64).exp());
    let lost = run.phase(PhaseKind::During).kept.sessions_lost as f64;
    assert!((lost - alive).abs() < 5.0 * (alive * (-0.5_f64).exp()).sqrt(), "{lost} for {alive}");
}
