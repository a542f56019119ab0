//! Failures as they unfold, against what can be counted by hand: rates times times.

mod simulate_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, LinkId, Value};
use scaleground::plan::{Class, Plan, Reason, compile};
use scaleground::simulate::{Change, Outcome, Record, Settings, Snapshot};
use simulate_support::Run;
use solve_support::{Drawing, ample_web, choice, core_database, free_balancer, number};

const RATE: f64 = 1_000.0;

fn at(plan: &Plan, id: ComponentId) -> usize {
    plan.components.iter().position(|part| part.id == id).expect("it is in the plan")
}

fn over(plan: &Plan, id: LinkId) -> usize {
    plan.links.iter().position(|link| link.id == id).expect("it is in the plan")
}

/// A hundred seconds with these changes, in points of a second.
fn played(plan: &Plan, changes: &[(f64, Change)]) -> Outcome {
    let settings = Settings {
        horizon_s: 100.0,
        changes: changes.to_vec(),
        record: Record { series_every_s: 1.0, ..Record::default() },
        ..Settings::default()
    };
    Run::with(plan, 1.0, &settings).outcome
}

fn failed(outcome: &Outcome, from_s: f64, until_s: f64) -> f64 {
    let of = |point: &&Snapshot| point.since_s >= from_s - 1e-9 && point.now_s <= until_s + 1e-9;
    let points = outcome.series.iter().filter(of);
    points.map(|point| point.classes.iter().map(|class| class.failed).sum::<u64>()).sum::<u64>() as f64
}

/// A Poisson number, within five standard deviations.
#[track_caller]
fn about(number: f64, expected: f64) {
    assert!((number - expected).abs() < 5.0 * expected.sqrt(), "{number} where {expected} are expected");
}

fn checks() -> Vec<(Parameter, Value)> {
    let checks = [number(Parameter::HealthInterval, 5.0), number(Parameter::HealthThreshold, 2.0)];
    [free_balancer(), checks.to_vec()].concat()
}

/// Users, a balancer that checks every 5 s and believes the second failure, and two servers.
fn pair(policy: Choice) -> (Plan, [ComponentId; 2]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &[checks(), vec![choice(Parameter::Policy, policy)]].concat());
    let servers = [0, 1].map(|_| drawing.add(Kind::Service, &ample_web(1.0, 8.0, 0.001)));
    drawing.near(users, balancer);
    for server in servers {
        drawing.near(balancer, server);
    }
    (compile(&drawing.document), servers)
}

#[test]
fn a_balancer_sends_to_a_dead_target_until_its_checks_have_found_out() {
    for policy in [Choice::Random, Choice::RoundRobin] {
        let (plan, [one, other]) = pair(policy);
        let (down, other) = (at(&plan, one), at(&plan, other));
        let outcome = played(&plan, &[(20.0, Change::ComponentDown(down)), (60.0, Change::ComponentUp(down))]);
        assert_eq!(failed(&outcome, 0.0, 20.0), 0.0);
        // Half of the requests for two checks of 5 s.
        about(failed(&outcome, 20.0, 30.0), RATE / 2.0 * 10.0);
        assert_eq!(failed(&outcome, 30.0, 100.0), 0.0, "{policy:?}");
        // The other has half of the load, all of it from 30 to 70 s (the checks have to see the first again), then half.
        let arrivals = outcome.components[other].arrivals as f64;
        about(arrivals, RATE * (30.0 / 2.0 + 40.0 + 30.0 / 2.0));
        assert_eq!(outcome.classes[0].failed[0].reason, Reason::Down);
    }
}

#[test]
fn with_nobody_left_everything_fails() {
    let (plan, servers) = pair(Choice::RoundRobin);
    let down = servers.map(|server| (10.0, Change::ComponentDown(at(&plan, server))));
    let outcome = played(&plan, &down);
    assert_eq!(failed(&outcome, 0.0, 10.0), 0.0);
    about(failed(&outcome, 10.0, 100.0), RATE * 90.0);
}

#[test]
fn a_lost_instance_gets_its_share_until_it_is_found() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer =
        drawing.add(Kind::LoadBalancer, &[checks(), vec![choice(Parameter::Policy, Choice::Random)]].concat());
    let service = drawing.add(Kind::Service, &ample_web(4.0, 1.0, 0.0012));
    drawing.near(users, balancer);
    drawing.near(balancer, service);
    let plan = compile(&drawing.document);
    let part = at(&plan, service);
    let outcome = played(&plan, &[(20.0, Change::InstancesDown(part, 1)), (70.0, Change::InstancesUp(part))]);
    about(failed(&outcome, 20.0, 30.0), RATE / 4.0 * 10.0);
    assert_eq!(failed(&outcome, 30.0, 100.0), 0.0);
    // The cores: 0.3 of each of four, then 0.4 of each of three, then again 0.3.
    let utilization = |second: usize| {
        let stations = &outcome.series[second].stations;
        let cores =
            stations.iter().find(|now| now.component == part && now.resource == scaleground::plan::Resource::Cores);
        cores.map_or(0.0, |now| now.utilization)
    };
    let mean = |from: usize, until: usize| (from..until).map(utilization).sum::<f64>() / (until - from) as f64;
    for (from, until, expected) in [(1, 20, 0.3), (31, 70, 0.4), (71, 100, 0.3)] {
        let seen = mean(from, until);
        assert!((seen / expected - 1.0).abs() < 0.05, "{seen} from {from} s on");
    }
}

/// An application that reads and writes, a primary, and a replica that takes its place after 20 s.
fn replicated(coverage: f64, manual_h: f64) -> (Plan, [ComponentId; 2]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 0.0, 1.0]);
    let web = drawing.add(Kind::Service, &ample_web(1.0, 16.0, 0.001));
    let failover = [
        number(Parameter::PromotionTime, 20.0),
        number(Parameter::FailoverCoverage, coverage),
        number(Parameter::ManualFailover, manual_h),
    ];
    let primary = drawing.add(Kind::RelationalDatabase, &[core_database(16.0, 0.001), failover.to_vec()].concat());
    let replica = drawing.add(Kind::ReadReplica, &core_database(16.0, 0.001));
    drawing.near(users, web);
    drawing.near(web, primary);
    drawing.near(web, replica);
    drawing.near(primary, replica);
    (compile(&drawing.document), [primary, replica])
}

#[test]
fn a_replica_takes_the_place_of_a_primary() {
    let (plan, [primary, replica]) = replicated(1.0, 1.0);
    assert_eq!(plan.failures.groups.len(), 1);
    let down = at(&plan, primary);
    let outcome = played(&plan, &[(10.0, Change::ComponentDown(down))]);
    assert_eq!(failed(&outcome, 0.0, 10.0), 0.0);
    about(failed(&outcome, 10.0, 30.0), RATE * 20.0);
    assert_eq!(failed(&outcome, 30.0, 100.0), 0.0);
    // Without a replica that is up nobody takes its place.
    let both = [(10.0, Change::ComponentDown(down)), (5.0, Change::ComponentDown(at(&plan, replica)))];
    about(failed(&played(&plan, &both), 10.0, 100.0), RATE * 90.0);
}

#[test]
fn a_failover_that_is_not_covered_waits_for_hands() {
    // 50 s by hand.
    let (plan, [primary, _]) = replicated(0.0, 50.0 / 3_600.0);
    let outcome = played(&plan, &[(10.0, Change::ComponentDown(at(&plan, primary)))]);
    let by_hand_s = plan.failures.groups[0].manual_s;
    assert!(by_hand_s >= 50.0 - 1e-9);
    about(failed(&outcome, 10.0, 100.0), RATE * by_hand_s.min(90.0));
}

/// Users and one server behind a link with these settings.
fn behind(settings: &[(Parameter, Value)]) -> (Plan, usize) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let service = drawing.add(Kind::Service, &ample_web(1.0, 16.0, 0.001));
    drawing.near(users, balancer);
    let latency = number(Parameter::Latency, 0.0);
    let link = drawing.link(balancer, service, &[&[latency], settings].concat());
    let plan = compile(&drawing.document);
    let link = over(&plan, link);
    (plan, link)
}

#[test]
fn a_link_is_down_until_it_is_up() {
    let (plan, link) = behind(&[]);
    let outcome = played(&plan, &[(30.0, Change::LinkDown(link)), (50.0, Change::LinkUp(link))]);
    about(failed(&outcome, 30.0, 50.0), RATE * 20.0);
    assert_eq!(failed(&outcome, 0.0, 30.0) + failed(&outcome, 50.0, 100.0), 0.0);
}

#[test]
fn a_slow_link_makes_everything_as_much_longer() {
    let (plan, link) = behind(&[]);
    let outcome = played(&plan, &[(30.0, Change::LinkSlow(link, 0.25)), (70.0, Change::LinkSlow(link, 0.0))]);
    let mean = |second: usize| outcome.series[second].classes[1].response.mean_s();
    let sound = mean(20);
    assert!((mean(50) - sound - 0.25).abs() < 1e-3, "{} {sound}", mean(50));
    assert!((mean(80) - sound).abs() < 1e-3);
    assert_eq!(outcome.class(Class::Read).expect("reads").failed.len(), 0);
}

#[test]
fn what_a_lossy_link_loses_is_missed_after_the_time_limit() {
    let limit = [number(Parameter::Timeout, 0.5), number(Parameter::Retries, 0.0)];
    let (plan, link) = behind(&limit);
    let outcome = played(&plan, &[(0.0, Change::LinkLossy(link, 0.2))]);
    let reads = outcome.class(Class::Read).expect("reads");
    let lost: u64 = reads.failed.iter().map(|failed| failed.number).sum();
    // Those of the last half second still wait.
    about(lost as f64, 0.2 * RATE * 99.5);
    assert!(reads.failed.iter().all(|failed| failed.reason == Reason::TimedOut), "{:?}", reads.failed);
    about(reads.in_flight_after as f64, 0.2 * RATE * 0.5);
    // With one further attempt a request is lost with probability 0.04, and 0.16 take half a second longer.
    let (plan, link) = behind(&[limit[0], number(Parameter::Retries, 1.0), number(Parameter::Backoff, 0.0)]);
    let outcome = played(&plan, &[(0.0, Change::LinkLossy(link, 0.2))]);
    let reads = outcome.class(Class::Read).expect("reads");
    let lost: u64 = reads.failed.iter().map(|failed| failed.number).sum();
    about(lost as f64, 0.04 * RATE * 99.0);
    let late = reads.answered as f64 * (1.0 - share_within(&reads.response, 0.45));
    about(late, 0.16 * RATE * 99.5);
}

fn share_within(times: &scaleground::simulate::Times, seconds: f64) -> f64 {
    let buckets = times.buckets.iter().enumerate();
    let within = buckets.filter(|(bucket, _)| scaleground::simulate::Times::edge_s(*bucket) < seconds);
    within.map(|(_, count)| u64::from(*count)).sum::<u64>() as f64 / times.count as f64
}

#[test]
fn what_a_lossy_link_loses_fails_at_once_without_a_limit() {
    let (plan, link) = behind(&[number(Parameter::Timeout, 0.0)]);
    let outcome = played(&plan, &[(50.0, Change::LinkLossy(link, 0.3))]);
    about(failed(&outcome, 50.0, 100.0), 0.3 * RATE * 50.0);
}

#[test]
fn a_place_takes_down_what_stands_in_it() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let place = drawing.add(Kind::DataCentre, &[]);
    let web = drawing.add(Kind::Service, &ample_web(1.0, 16.0, 0.001));
    let database = drawing.add(Kind::RelationalDatabase, &core_database(16.0, 0.001));
    drawing.near(users, web);
    drawing.near(web, database);
    drawing.put(database, place);
    let plan = compile(&drawing.document);
    let lost = plan.failures.places.iter().position(|known| known.id == place).expect("a place");
    let outcome = played(&plan, &[(20.0, Change::PlaceDown(lost)), (40.0, Change::PlaceUp(lost))]);
    about(failed(&outcome, 20.0, 40.0), RATE * 20.0);
    assert_eq!(failed(&outcome, 0.0, 20.0) + failed(&outcome, 40.0, 100.0), 0.0);
    let failed = &outcome.classes[0].failed;
    assert!(failed.iter().all(|failed| failed.component == database), "{failed:?}");
}
