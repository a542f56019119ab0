//! Strikes on a run that goes on: recorded, they give the same run again; and what each does, counted by hand.

mod simulate_support;
mod solve_support;

use scaleground::lessons;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Document, Fault, Incident, Subject};
use scaleground::plan::{Class, Plan, Reason, Resource, compile};
use scaleground::scenario::beginning;
use scaleground::share::write_file;
use scaleground::simulate::{Change, Outcome, Settings, Simulation, Snapshot};
use scaleground::worker::{self, Again, Job, Report, Request, Runner, Speed};
use simulate_support::Run;
use solve_support::{Drawing, ample_web, choice, core_database, free_balancer, number};

const HORIZON_S: f64 = 200.0;

fn document() -> Document {
    let mut document = (lessons::example("stage-4").expect("the stage is there").build)();
    document.users = 20_000.0;
    document
}

fn at(plan: &Plan, kind: Kind) -> usize {
    plan.components.iter().position(|part| part.kind == kind).expect("there is one")
}

/// What was changed at which turns, with the simulated times; the hash of the outcome; the points of the charts.
struct Watched {
    changed: Vec<(f64, Change)>,
    hash: u64,
    points: Vec<Snapshot>,
}

fn watched(document: &Document, speed: Speed, turn_ms: f64, changes: &[(u32, Change)]) -> Watched {
    let job = Job {
        number: 7,
        document: write_file(document),
        users: document.users,
        seed: 5,
        horizon_s: HORIZON_S,
        warm_up_s: 0.5,
        traced_share: 0.0,
        course: 0,
    };
    let mut runner = Runner::default();
    runner.take(Request::Watch(job, speed), 0.0);
    let (mut now_ms, mut seen) = (0.0, Watched { changed: Vec::new(), hash: 0, points: Vec::new() });
    for turn in 0..1_000_000 {
        for (_, change) in changes.iter().filter(|(at, _)| *at == turn) {
            let told = runner.take(Request::Change(7, vec![(*change).into()]), now_ms);
            let Some(Report::Changed(7, at_s)) = told else { panic!("it goes on: {told:?}") };
            seen.changed.push((at_s, *change));
        }
        let outcome = runner.turn(now_ms);
        if let Some(Report::Seen(look, progress)) = outcome.report {
            seen.points.extend(look.open().points);
            if let Some(hash) = progress.hash {
                seen.hash = hash;
                return seen;
            }
            runner.take(Request::Taken, now_ms);
        }
        now_ms += turn_ms;
        if let Again::After(wait_ms) = outcome.again {
            now_ms += f64::from(wait_ms);
        }
    }
    panic!("the run does not end");
}

fn played_again(document: &Document, changes: &[(f64, Change)]) -> u64 {
    let settings =
        Settings { seed: 5, horizon_s: HORIZON_S, warm_up_s: 0.5, changes: changes.to_vec(), ..Settings::default() };
    let mut run = Simulation::new(&compile(document), document.users, &settings);
    while !run.advance(f64::INFINITY, 777).done {}
    assert_eq!(run.changed(), changes);
    run.outcome().hash()
}

#[test]
fn what_was_struck_while_a_run_went_on_gives_the_same_run_again() {
    let document = document();
    let plan = compile(&document);
    let (database, web) = (at(&plan, Kind::RelationalDatabase), at(&plan, Kind::WebServer));
    let changes = [
        (2, Change::ComponentDown(database)),
        (3, Change::Slow(web, 3.0)),
        (5, Change::ComponentUp(database)),
        (6, Change::InstancesDown(web, 1)),
        (7, Change::Traffic(1.5)),
        (8, Change::Errors(web, 1)),
    ];
    let nothing = played_again(&document, &[]);
    for (speed, turn_ms) in [(Speed::Fastest, 1.0), (Speed::Times(3.0), 70.0), (Speed::Times(10.0), 11.0)] {
        let live = watched(&document, speed, turn_ms, &changes);
        assert!(live.changed.len() == changes.len() && live.changed[0].0 > 0.0);
        assert_eq!(played_again(&document, &live.changed), live.hash, "{speed:?}");
        assert_ne!(live.hash, nothing);
    }
}

#[test]
fn charts_are_the_same_at_every_speed() {
    let document = document();
    let slow = watched(&document, Speed::Times(3.0), 20.0, &[]);
    assert_eq!(slow.points.len(), worker::POINTS);
    assert_eq!(slow.points.last().expect("there are some").now_s, HORIZON_S);
    for (speed, turn_ms) in [(Speed::Fastest, 0.5), (Speed::Fastest, 5_000.0), (Speed::Times(1_000.0), 3.0)] {
        assert_eq!(watched(&document, speed, turn_ms, &[]).points, slow.points, "{speed:?}");
    }
}

#[test]
fn the_scenario_of_a_document_is_what_its_faults_would_be_at_those_times() {
    let mut document = document();
    let plan = compile(&document);
    let (database, web) = (at(&plan, Kind::RelationalDatabase), at(&plan, Kind::WebServer));
    let id = |position: usize| plan.components[position].id;
    document.faults.insert(id(web), Fault::Slow(2.0));
    let add = |document: &mut Document, from_s, until_s, subject: Subject, fault| {
        document.scenario.add(Incident { from_s, until_s, subject, fault });
    };
    add(&mut document, 1.0, Some(3.0), id(database).into(), Fault::Down);
    add(&mut document, 2.0, None, Subject::Document, Fault::Traffic(4.0));
    // The one inside the other: it stays down until the later end.
    add(&mut document, 2.0, Some(2.5), id(database).into(), Fault::Down);
    add(&mut document, 1.5, Some(2.0), id(web).into(), Fault::Slow(9.0));
    let told = beginning(&document, &plan);
    assert_eq!(told.begin, [Change::Slow(web, 2.0)]);
    assert_eq!(
        told.changes,
        [
            (1.0, Change::ComponentDown(database)),
            (1.5, Change::Slow(web, 9.0)),
            (2.0, Change::Slow(web, 2.0)),
            (2.0, Change::Traffic(4.0)),
            (3.0, Change::ComponentUp(database)),
        ]
    );
}

// What each change does.

const RATE: f64 = 400.0;

/// A Poisson number, within five standard deviations.
#[track_caller]
fn about(number: f64, expected: f64) {
    assert!((number - expected).abs() < 5.0 * expected.sqrt() + 1.0, "{number} where {expected} are expected");
}

struct Tier {
    plan: Plan,
    web: usize,
    database: usize,
    balancer: usize,
}

/// Users who read and write as often, a balancer, four servers of ample size, a database.
fn tier(policy: Choice) -> Tier {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 1.0]);
    let checks = [number(Parameter::HealthInterval, 5.0), number(Parameter::HealthThreshold, 1.0)];
    let balancer = drawing
        .add(Kind::LoadBalancer, &[free_balancer(), checks.to_vec(), vec![choice(Parameter::Policy, policy)]].concat());
    let mut settings = ample_web(4.0, 8.0, 0.005);
    settings.push(number(Parameter::WriteTime, 0.005));
    let web = drawing.add(Kind::WebServer, &settings);
    let database = drawing.add(Kind::RelationalDatabase, &core_database(8.0, 0.0005));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, database);
    let plan = compile(&drawing.document);
    let position = |id: ComponentId| plan.components.iter().position(|part| part.id == id).expect("it is there");
    let (web, database, balancer) = (position(web), position(database), position(balancer));
    Tier { plan, web, database, balancer }
}

fn run(plan: &Plan, changes: Vec<(f64, Change)>) -> Outcome {
    Run::with(plan, 1.0, &Settings { horizon_s: 100.0, changes, ..Settings::default() }).outcome
}

fn failed(outcome: &Outcome, class: Class, reason: Reason) -> f64 {
    let class = outcome.class(class).expect("it is sent");
    class.failed.iter().filter(|failed| failed.reason == reason).map(|failed| failed.number as f64).sum()
}

#[test]
fn a_full_disk_refuses_writes_while_it_is_full() {
    let tier = tier(Choice::Random);
    let outcome = run(
        &tier.plan,
        vec![(20.0, Change::DiskFull(tier.database, true)), (60.0, Change::DiskFull(tier.database, false))],
    );
    about(failed(&outcome, Class::Write, Reason::DiskFull), 40.0 * RATE / 2.0);
    let reads = outcome.class(Class::Read).expect("they are sent");
    assert!(reads.failed.is_empty());
    let write = outcome.class(Class::Write).expect("they are sent");
    assert_eq!(write.failed.len(), 1, "for no other reason");
}

#[test]
fn instances_with_a_bad_deployment_answer_errors_that_no_check_sees() {
    let tier = tier(Choice::Random);
    let outcome = run(&tier.plan, vec![(20.0, Change::Errors(tier.web, 1)), (80.0, Change::Errors(tier.web, 0))]);
    let all = failed(&outcome, Class::Read, Reason::Faulty) + failed(&outcome, Class::Write, Reason::Faulty);
    about(all, 60.0 * RATE / 4.0);
}

#[test]
fn whoever_answers_errors_at_once_looks_idle_to_a_balancer_that_counts() {
    // Nothing was told to the balancer: one bad instance of four gets far more than a quarter.
    let tier = tier(Choice::LeastConnections);
    let outcome = run(&tier.plan, vec![(0.0, Change::Errors(tier.web, 1))]);
    let all = failed(&outcome, Class::Read, Reason::Faulty) + failed(&outcome, Class::Write, Reason::Faulty);
    assert!(all > 0.4 * 100.0 * RATE, "{all}");
}

#[test]
fn work_on_slow_instances_takes_as_much_longer() {
    let tier = tier(Choice::Random);
    let outcome = run(&tier.plan, vec![(0.0, Change::SlowInstances(tier.web, 2, 10.0))]);
    let web = &outcome.components[tier.web];
    let cores = web.stations.iter().find(|station| station.resource == Resource::Cores).expect("it has cores");
    // Half of the work is ten times as long.
    let expected = RATE * 0.005 * (0.5 + 0.5 * 10.0);
    assert!((cores.busy / expected - 1.0).abs() < 0.03, "{} for {expected}", cores.busy);
}

#[test]
fn a_link_that_goes_down_fails_calls_until_the_balancer_has_found_out() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let checks = [number(Parameter::HealthInterval, 5.0), number(Parameter::HealthThreshold, 2.0)];
    let balancer = drawing.add(
        Kind::LoadBalancer,
        &[free_balancer(), checks.to_vec(), vec![choice(Parameter::Policy, Choice::Random)]].concat(),
    );
    drawing.near(users, balancer);
    let links = [0, 1].map(|_| {
        let server = drawing.add(Kind::Service, &ample_web(1.0, 8.0, 0.001));
        drawing.near(balancer, server)
    });
    let plan = compile(&drawing.document);
    let link = plan.links.iter().position(|planned| planned.id == links[0]).expect("it carries requests");
    let outcome = run(&plan, vec![(30.0, Change::LinkDown(link)), (70.0, Change::LinkUp(link))]);
    about(failed(&outcome, Class::Read, Reason::Unreachable), 10.0 * RATE / 2.0);
    let read = outcome.class(Class::Read).expect("they are sent");
    assert_eq!(read.failed.len(), 1, "for no other reason");
}

#[test]
fn checks_that_flap_take_sound_instances_out() {
    let tier = tier(Choice::Random);
    let cores = |changes| {
        let outcome = run(&tier.plan, changes);
        assert!(outcome.classes.iter().all(|class| class.failed.is_empty()), "nothing is refused");
        let web = &outcome.components[tier.web];
        let cores = web.stations.iter().find(|station| station.resource == Resource::Cores).expect("it has cores");
        (cores.busy, cores.waits, outcome.hash())
    };
    let (calm, flapping) = (cores(Vec::new()), cores(vec![(10.0, Change::Flapping(tier.balancer, true))]));
    // The same work, elsewhere.
    assert!((calm.0 / flapping.0 - 1.0).abs() < 0.05 && calm.2 != flapping.2);
}

#[test]
fn what_has_been_down_for_long_has_been_found_out() {
    let tier = tier(Choice::Random);
    let lost = |settings: Settings| {
        let outcome = Run::with(&tier.plan, 1.0, &Settings { horizon_s: 100.0, ..settings }).outcome;
        outcome.classes.iter().flat_map(|class| &class.failed).map(|failed| failed.number).sum::<u64>()
    };
    let down = Change::InstancesDown(tier.web, 2);
    assert_eq!(lost(Settings { begin: vec![down], ..Settings::default() }), 0);
    about(lost(Settings { changes: vec![(0.0, down)], ..Settings::default() }) as f64, 5.0 * RATE / 2.0);
}

#[test]
fn a_tier_that_follows_the_load_begins_with_what_it_settles_at() {
    let mut drawing = Drawing::new();
    let users = drawing.users(900.0, [0.0, 1.0, 0.0]);
    let scaling = [
        (Parameter::Autoscaling, scaleground::model::Value::Flag(true)),
        number(Parameter::TargetUtilization, 0.5),
        number(Parameter::MinInstances, 2.0),
        number(Parameter::MaxInstances, 50.0),
    ];
    let web = drawing.add(Kind::WebServer, &[ample_web(2.0, 2.0, 0.01), scaling.to_vec()].concat());
    drawing.near(users, web);
    let plan = compile(&drawing.document);
    // Nine busy cores of two each, at half of them: nine instances. The drawn two would be overloaded.
    let outcome = Run::with(&plan, 1.0, &Settings { horizon_s: 30.0, ..Settings::default() }).outcome;
    assert_eq!(outcome.components.iter().find_map(|part| part.instances), Some(9.0));
    let solved = drawing.solve().components[&web].instances;
    assert_eq!(solved, 9.0);
}

#[test]
fn a_replica_that_takes_over_works_on_its_own_machine() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 1.0]);
    let web =
        drawing.add(Kind::WebServer, &[ample_web(2.0, 8.0, 0.001), vec![number(Parameter::WriteTime, 0.001)]].concat());
    let fail_over = [number(Parameter::PromotionTime, 5.0), number(Parameter::FailoverCoverage, 1.0)];
    let primary = drawing.add(Kind::RelationalDatabase, &[core_database(8.0, 0.001), fail_over.to_vec()].concat());
    let replica = drawing.add(Kind::ReadReplica, &core_database(2.0, 0.001));
    for (from, to) in [(users, web), (web, primary), (web, replica), (primary, replica)] {
        drawing.near(from, to);
    }
    let plan = compile(&drawing.document);
    let position = plan.components.iter().position(|part| part.id == primary).expect("it is there");
    let cores = |changes| {
        let settings = Settings { horizon_s: 40.0, warm_up_s: 20.0, changes, ..Settings::default() };
        let outcome = Run::with(&plan, 1.0, &settings).outcome;
        let own = outcome.components[position].stations.iter().find(|station| station.resource == Resource::Cores);
        own.expect("it has cores").units
    };
    let down = Change::ComponentDown(position);
    assert_eq!(cores(Vec::new()), 8.0);
    assert_eq!(cores(vec![(1.0, down)]), 2.0);
    assert_eq!(cores(vec![(1.0, down), (15.0, Change::ComponentUp(position))]), 8.0);
}
