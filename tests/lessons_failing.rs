//! Known behaviours of failing systems come out of the engine, without being programmed in: each example against what
//! can be calculated by hand, and against the same example with the remedy.

mod scenario_support;

use std::rc::Rc;

use scaleground::lessons::example;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Document, Fault, Incident, Subject, Value};
use scaleground::plan::{Reason, Resource, compile};
use scaleground::scenario::PhaseKind;
use scaleground::simulate::Snapshot;
use scenario_support::*;

fn opened(key: &str) -> Document {
    (example(key).expect("the example exists").build)()
}

fn of_kind(document: &Document, kind: Kind) -> ComponentId {
    *document.components.iter().find(|(_, part)| part.kind == kind).expect("there is one").0
}

fn set(document: &mut Document, kind: Kind, parameter: Parameter, value: Value) {
    for part in document.components.values_mut().filter(|part| part.kind == kind) {
        Rc::make_mut(part).settings.insert(parameter, value);
    }
}

fn during(from_s: f64, until_s: f64, subject: impl Into<Subject>, fault: Fault) -> Incident {
    Incident { from_s, until_s: Some(until_s), subject: subject.into(), fault }
}

#[test]
fn a_retry_storm_outlasts_its_cause() {
    let storm = played(&opened("retry-storm"), 200.0);
    assert!(storm.phase(PhaseKind::Before).served() > 0.999);
    // Long after ten seconds of more traffic nobody is answered in time, although the server could do all of it.
    assert!(storm.phase(PhaseKind::After).served() < 0.05, "{}", storm.phase(PhaseKind::After).served());
    let mut remedied = opened("retry-storm");
    set(&mut remedied, Kind::Users, Parameter::RetryPolicy, Value::Choice(Choice::RetryBudget));
    let calm = played(&remedied, 200.0);
    assert!(calm.phase(PhaseKind::After).served() > 0.9, "{}", calm.phase(PhaseKind::After).served());
}

#[test]
fn a_lost_cache_takes_the_database_down() {
    let document = opened("cache-loss");
    let loss = played(&document, 140.0);
    let calm = loss.phase(PhaseKind::Before);
    assert!(calm.served() > 0.999, "{} {:?}", calm.served(), calm.reasons);
    let after = loss.phases.last().expect("the run has it");
    assert!(after.served() < 0.5, "{}", after.served());
    // A database that does all reads by itself.
    let ample = played(&opened("cache-ample"), 140.0);
    for phase in &ample.phases {
        assert!(phase.served() > 0.999, "{:?}: {}", phase.kind, phase.served());
    }
    // The same small one, warmed: three in ten until the cache has filled, then all.
    let warmed = played(&opened("cache-warmed"), 200.0);
    for phase in &warmed.phases {
        assert!(phase.served() > 0.99, "{:?}: {}", phase.kind, phase.served());
    }
    // Nobody is kept out any more.
    let after = warmed.phases.last().expect("the run has it");
    let everybody = 1_000.0 * after.span_s;
    assert!((after.offered as f64 - everybody).abs() < 5.0 * everybody.sqrt(), "{}", after.offered);
}

#[test]
fn a_copy_that_lags_loses_lag_times_rate_and_one_that_is_waited_for_nothing() {
    let document = opened("lost-writes");
    let lag = played(&document, 100.0);
    let lost = lag.phases.iter().map(|phase| phase.kept.writes_lost).sum::<u64>() as f64;
    // 100 writes a second for two seconds; the number of a Poisson stream.
    assert!((lost - 200.0).abs() < 5.0 * 200.0_f64.sqrt(), "{lost}");
    // Twenty seconds without a primary.
    let failed = lag.lost(PhaseKind::During, Reason::Down);
    assert!((failed - 2_000.0).abs() < 5.0 * 2_000.0_f64.sqrt(), "{failed}");
    // A primary that does not wait for its copy goes on without it.
    let mut alone = document.clone();
    alone.scenario.incidents.clear();
    let replica = of_kind(&alone, Kind::ReadReplica);
    alone.scenario.add(during(30.0, 60.0, replica, Fault::Down));
    let alone = played(&alone, 100.0);
    assert_eq!(alone.lost(PhaseKind::During, Reason::Down), 0.0);
    // One that waits loses nothing, and takes no write for the thirty seconds without its copy, nor for the twenty
    // until the copy has taken its place.
    let waits = played(&opened("kept-writes"), 140.0);
    assert_eq!(waits.phases.iter().map(|phase| phase.kept.writes_lost).sum::<u64>(), 0);
    let failed = waits.lost(PhaseKind::During, Reason::Down);
    assert!((failed - 5_000.0).abs() < 5.0 * 5_000.0_f64.sqrt(), "{failed}");
}

#[test]
fn the_loss_of_one_region_overloads_the_other() {
    let run = played(&opened("region-loss"), 120.0);
    assert!(run.phase(PhaseKind::Before).served() > 0.999);
    let during = run.phase(PhaseKind::During);
    // 300 a second of the lost region fail for the 10 s until its users are sent elsewhere; then 600 ask for 400.
    let expected = 300.0 * 10.0 + 200.0 * 30.0;
    assert!((during.failed as f64 / expected - 1.0).abs() < 0.05, "{} for {expected}", during.failed);
    assert!(run.lost(PhaseKind::During, Reason::QueueFull(Resource::Workers)) > 0.9 * 200.0 * 30.0);
}

#[test]
fn a_lost_server_takes_its_sessions_along_and_a_store_keeps_them() {
    let (users, rate_of_one) = (36_000.0_f64, 0.01);
    let run = played(&opened("sticky-sessions"), 150.0);
    let during = run.phase(PhaseKind::During);
    assert_eq!(run.phase(PhaseKind::Before).kept.signed_out, 0, "everybody stays where the session is");
    // A quarter of the users are on a server of four, and all but one in e^18 have a session.
    let lost = users / 4.0;
    let deviation = (users * 0.25 * 0.75).sqrt();
    let sessions = during.kept.sessions_lost as f64;
    assert!((sessions - lost).abs() < 5.0 * deviation, "{sessions}");
    // They send a quarter of 360 requests a second into the void, until the checks have found out.
    let failed = during.failed as f64;
    assert!((failed - 900.0).abs() < 5.0 * 30.0, "{failed}");
    // From then on each who comes within the 110 s that are left has to sign in again, once.
    let back = lost * (1.0 - (-rate_of_one * 110.0_f64).exp());
    let signed_out = during.kept.signed_out as f64;
    assert!((signed_out - back).abs() < 5.0 * (deviation + back.sqrt()), "{signed_out} for {back}");
    // A store keeps them; the requests of the first ten seconds fail all the same.
    let run = played(&opened("kept-sessions"), 150.0);
    let during = run.phase(PhaseKind::During);
    assert_eq!((during.kept.sessions_lost, during.kept.signed_out), (0, 0));
    assert!((during.failed as f64 - 900.0).abs() < 5.0 * 30.0, "{}", during.failed);
}

#[test]
fn users_go_back_to_a_server_that_returns_and_find_no_session_there() {
    let mut document = opened("sticky-sessions");
    let web = of_kind(&document, Kind::WebServer);
    document.scenario.incidents.clear();
    document.scenario.add(during(30.0, 130.0, web, Fault::InstancesDown(1)));
    let run = played(&document, 300.0);
    // Whoever of the 9,000 has come meanwhile has a session elsewhere, whoever has not has none: both go back to the old
    // server, and sign in there when they come first, within the 170 s that are left.
    let expected = 9_000.0 * (1.0 - (-0.01 * 170.0_f64).exp());
    let signed_out = run.phase(PhaseKind::After).kept.signed_out as f64;
    assert!((signed_out - expected).abs() < 5.0 * (82.0 + expected.sqrt()), "{signed_out} for {expected}");
}

#[test]
fn sessions_are_those_of_who_has_come_within_the_time_that_they_are_kept() {
    // One request an hour: 1 - e^-(1/2) of the users have come within half an hour.
    let mut document = opened("sticky-sessions");
    set(&mut document, Kind::Users, Parameter::RequestsPerDay, Value::Number(24.0));
    document.users = 400_000.0;
    let web = of_kind(&document, Kind::WebServer);
    document.scenario.incidents.clear();
    document.scenario.add(during(30.0, 60.0, web, Fault::Down));
    let run = played(&document, 60.0);
    let alive = 400_000.0 * (1.0 - (-0.5_f64).exp());
    // Every second of them is followed and stands for two.
    let deviation = 2.0 * (200_000.0 * (-0.5_f64).exp() * (1.0 - (-0.5_f64).exp())).sqrt();
    let lost = run.phase(PhaseKind::During).kept.sessions_lost as f64;
    assert!((lost - alive).abs() < 5.0 * deviation, "{lost} for {alive}");
}

/// Messages that wait at the end of each second.
fn waiting(run: &Played, document: &Document) -> Vec<f64> {
    let plan = compile(document);
    let worker = plan.components.iter().position(|part| part.kind == Kind::Worker).expect("there is one");
    let of = |point: &Snapshot| {
        let own = point.stations.iter().filter(|station| station.component == worker);
        own.map(|station| f64::from(station.waiting)).fold(0.0, f64::max)
    };
    run.series.iter().map(of).collect()
}

#[test]
fn a_queue_buys_time_for_a_spike_and_adds_no_throughput() {
    let document = opened("queue-drains");
    let run = played(&document, 160.0);
    let waiting = waiting(&run, &document);
    // 500 come and 200 are done for twenty seconds, then 100 come.
    let most = waiting.iter().copied().fold(0.0, f64::max);
    assert!((most / 6_000.0 - 1.0).abs() < 0.05, "{most}");
    assert!((waiting[69] / 3_000.0 - 1.0).abs() < 0.1, "half of it after half a minute: {}", waiting[69]);
    let drained = waiting.iter().enumerate().skip(40).find(|(_, left)| **left < 20.0).expect("it drains").0;
    assert!((drained as f64 - 100.0).abs() < 6.0, "{drained}");
    assert!(run.phases.iter().all(|phase| phase.served() > 0.999), "nobody is refused");
}

#[test]
fn a_queue_whose_workers_are_too_few_never_drains() {
    let document = opened("queue-stays");
    let run = played(&document, 160.0);
    let waiting = waiting(&run, &document);
    // 210 come and 200 are done, before and after.
    let grown = waiting[158] - waiting[60];
    assert!((grown - 980.0).abs() < 5.0 * (98.0 * 410.0_f64).sqrt(), "{grown}");
    assert!(waiting[158] > 6_000.0);
}
