//! What each fault does to the steady state, against what follows from its definition.

mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, LinkId, Subject};
use scaleground::plan::{Reason, Resource, compile};
use scaleground::solve::Solution;
use solve_support::{
    Drawing, ample_web, assert_close, choice, component, core_database, free_balancer, number, only_class, resource,
};

const RATE: f64 = 100.0;

/// Users, four servers of two cores, and a database that both reads and writes get to.
struct Tier {
    drawing: Drawing,
    entrance: LinkId,
    access: LinkId,
    web: ComponentId,
    database: ComponentId,
}

fn tier(shares: [f64; 3]) -> Tier {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, shares);
    let mut settings = ample_web(4.0, 2.0, 0.01);
    settings.push(number(Parameter::WriteTime, 0.01));
    let web = drawing.add(Kind::WebServer, &settings);
    let database = drawing.add(Kind::RelationalDatabase, &core_database(8.0, 0.001));
    let (entrance, access) = (drawing.near(users, web), drawing.near(web, database));
    Tier { drawing, entrance, access, web, database }
}

fn served(solution: &Solution) -> f64 {
    solution.goodput_per_s / solution.offered_per_s
}

/// All that is lost is lost for one reason at one component, and adds up.
#[track_caller]
fn lost_for(solution: &Solution, reason: Reason, at: ComponentId, rate_per_s: f64) {
    let others: Vec<_> =
        solution.refusals.iter().filter(|lost| (lost.reason, lost.component) != (reason, at)).collect();
    assert!(others.iter().all(|lost| lost.rate_per_s < 1e-9), "{others:?}");
    assert_close(solution.refusals.iter().map(|lost| lost.rate_per_s).sum(), rate_per_s, 1e-9);
}

#[test]
fn a_link_that_loses_fails_its_share_at_once_where_nobody_waits() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    tier.drawing.document.faults.insert(tier.access, Fault::Lossy(0.2));
    let solution = tier.drawing.solve();
    assert_close(served(&solution), 0.8, 1e-9);
    lost_for(&solution, Reason::Unreachable, tier.database, 0.2 * RATE);
}

#[test]
fn what_a_link_loses_is_tried_again_after_the_time_limit() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    let link = tier.drawing.document.links.get_mut(&tier.access).expect("it is there");
    let settings = [number(Parameter::Timeout, 0.5), number(Parameter::Retries, 2.0)];
    std::rc::Rc::make_mut(link).settings.extend(settings);
    let before = only_class(&tier.drawing.solve()).response.as_ref().expect("some are answered").mean_s;
    tier.drawing.document.faults.insert(tier.access, Fault::Lossy(0.1));
    let solution = tier.drawing.solve();
    // Three attempts, each lost by itself.
    assert_close(served(&solution), 1.0 - 0.1_f64.powi(3), 1e-6);
    lost_for(&solution, Reason::TimedOut, tier.database, 1e-3 * RATE);
    // Those answered at the second attempt have waited once, at the third twice.
    let waited = (0.9 * 0.1 * 0.5 + 0.9 * 0.01 * 1.0) / (1.0 - 1e-3);
    let now = only_class(&solution).response.as_ref().expect("some are answered").mean_s;
    assert!((now - before - waited).abs() < 1e-3, "{now} after {before}, {waited} more expected");
}

#[test]
fn a_link_that_delays_makes_answers_as_much_later() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    let mean = |drawing: &Drawing| only_class(&drawing.solve()).response.as_ref().expect("answered").mean_s;
    let before = mean(&tier.drawing);
    tier.drawing.document.faults.insert(tier.access, Fault::Delayed(0.25));
    assert!((mean(&tier.drawing) - before - 0.25).abs() < 1e-6);
}

#[test]
fn calls_over_a_link_that_is_down_fail() {
    for (shares, kept) in [([0.0, 1.0, 0.0], 0.0), ([1.0, 1.0, 0.0], 0.5)] {
        let mut tier = tier(shares);
        tier.drawing.document.faults.insert(tier.access, Fault::Down);
        let solution = tier.drawing.solve();
        assert!((served(&solution) - kept).abs() < 1e-9, "files need no database");
        lost_for(&solution, Reason::Unreachable, tier.database, (1.0 - kept) * RATE);
    }
    let mut tier = tier([0.0, 1.0, 0.0]);
    tier.drawing.document.faults.insert(tier.entrance, Fault::Down);
    lost_for(&tier.drawing.solve(), Reason::Unreachable, tier.web, RATE);
}

#[test]
fn a_balancer_sends_nothing_over_a_link_that_is_down() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let [one, other] = [0, 1].map(|_| drawing.add(Kind::WebServer, &ample_web(1.0, 4.0, 0.01)));
    drawing.near(users, balancer);
    let [to_one, to_other] = [one, other].map(|server| drawing.near(balancer, server));
    drawing.document.faults.insert(to_one, Fault::Down);
    let solution = drawing.solve();
    assert_close(served(&solution), 1.0, 1e-9);
    assert_close(component(&solution, other).arrival_per_s, RATE, 1e-9);
    drawing.document.faults.insert(to_other, Fault::Down);
    assert!(served(&drawing.solve()) < 1e-9);
}

#[test]
fn what_is_slow_is_as_much_busier() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    let busy = |drawing: &Drawing, id| resource(&drawing.solve(), id, Resource::Cores).utilization;
    let before = busy(&tier.drawing, tier.database);
    tier.drawing.fail(tier.database, Fault::Slow(20.0));
    assert_close(busy(&tier.drawing, tier.database), 20.0 * before, 1e-6);
    assert_close(busy(&tier.drawing, tier.web), RATE * 0.01 / 8.0, 1e-6);
}

#[test]
fn instances_that_answer_errors_take_their_share_with_them() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    tier.drawing.fail(tier.web, Fault::Errors(0.25));
    let solution = tier.drawing.solve();
    assert_close(served(&solution), 0.75, 1e-9);
    lost_for(&solution, Reason::Faulty, tier.web, 0.25 * RATE);
    // Each of the others has what it had before.
    assert_close(resource(&solution, tier.web, Resource::Cores).utilization, RATE * 0.01 / 8.0, 1e-6);
    assert_close(component(&solution, tier.database).arrival_per_s, 0.75 * RATE, 1e-9);
}

#[test]
fn slow_instances_fill_up_while_others_are_idle() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    tier.drawing.fail(tier.web, Fault::SlowInstances(0.5, 4.0));
    let solution = tier.drawing.solve();
    let cores = component(&solution, tier.web).resources.iter().filter(|part| part.resource == Resource::Cores);
    let mut busy: Vec<f64> = cores.map(|part| part.utilization).collect();
    busy.sort_by(f64::total_cmp);
    // Half the requests at two of four instances, whose work takes four times as long.
    let each = RATE * 0.01 / 8.0;
    if let [quick, slow] = busy[..] {
        assert_close(quick, each, 1e-6);
        assert_close(slow, 4.0 * each, 1e-6);
    } else {
        assert_close(busy[0], 4.0 * each, 1e-6);
    }
}

#[test]
fn a_full_disk_refuses_writes_and_answers_reads() {
    let mut tier = tier([0.0, 3.0, 1.0]);
    tier.drawing.fail(tier.database, Fault::DiskFull);
    let solution = tier.drawing.solve();
    assert_close(served(&solution), 0.75, 1e-9);
    lost_for(&solution, Reason::DiskFull, tier.database, 0.25 * RATE);
}

#[test]
fn more_traffic_is_as_much_more_of_every_class() {
    let mut tier = tier([1.0, 2.0, 1.0]);
    tier.drawing.document.faults.insert(Subject::Document, Fault::Traffic(2.5));
    let solution = tier.drawing.solve();
    for (class, share) in solution.classes.iter().zip([0.25, 0.5, 0.25]) {
        assert_close(class.offered_per_s, 2.5 * share * RATE, 1e-12);
    }
}

#[test]
fn places_that_are_cut_off_from_each_other_call_only_themselves() {
    let mut tier = tier([0.0, 1.0, 0.0]);
    let here = tier.drawing.add(Kind::DataCentre, &[]);
    let there = tier.drawing.add(Kind::DataCentre, &[]);
    let zone = tier.drawing.add(Kind::Zone, &[]);
    tier.drawing.put(tier.web, here);
    tier.drawing.put(zone, there);
    tier.drawing.put(tier.database, zone);
    tier.drawing.fail(there, Fault::CutOff(here));
    lost_for(&tier.drawing.solve(), Reason::Unreachable, tier.database, RATE);
    tier.drawing.put(zone, here);
    assert_close(served(&tier.drawing.solve()), 1.0, 1e-9);
}

/// Two places that are cut off from each other, with what stands in the second.
fn cut_off(drawing: &mut Drawing, there: &[ComponentId]) {
    let [one, other] = [(); 2].map(|()| drawing.add(Kind::DataCentre, &[]));
    let here: Vec<ComponentId> = drawing.document.components.keys().copied().collect();
    for id in here {
        if !drawing.document.components[&id].kind.spec().container {
            drawing.put(id, if there.contains(&id) { other } else { one });
        }
    }
    drawing.fail(one, Fault::CutOff(other));
}

/// A primary with a replica that answers all reads, with users of its own.
fn copied(replication: Choice) -> (Drawing, [ComponentId; 4]) {
    let mut drawing = Drawing::new();
    let [writers, readers] = [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]].map(|shares| drawing.users(RATE, shares));
    let mut settings = ample_web(1.0, 8.0, 0.001);
    settings.push(number(Parameter::WriteTime, 0.001));
    let [at_primary, at_replica] = [(); 2].map(|()| drawing.add(Kind::WebServer, &settings));
    let mut settings = core_database(8.0, 0.001);
    settings.push(choice(Parameter::Replication, replication));
    let primary = drawing.add(Kind::RelationalDatabase, &settings);
    let replica = drawing.add(Kind::ReadReplica, &core_database(8.0, 0.001));
    for (from, to) in
        [(writers, at_primary), (at_primary, primary), (primary, replica), (readers, at_replica), (at_replica, replica)]
    {
        drawing.near(from, to);
    }
    (drawing, [readers, at_replica, primary, replica])
}

#[test]
fn no_write_gets_to_a_copy_that_is_cut_off_and_in_the_end_all_that_it_answers_is_old() {
    let (mut drawing, [readers, at_replica, primary, replica]) = copied(Choice::Asynchronous);
    let sound = drawing.solve();
    assert!(sound.stale_read_share < 0.5, "{}", sound.stale_read_share);
    cut_off(&mut drawing, &[readers, at_replica, replica]);
    let solution = drawing.solve();
    assert_close(served(&solution), 1.0, 1e-9);
    assert_close(solution.stale_read_share, 1.0, 1e-9);
    // Nothing is applied there: its cores only read.
    assert_close(resource(&solution, replica, Resource::Cores).utilization, RATE * 0.001 / 8.0, 1e-9);
    assert!(component(&solution, primary).throughput_per_s > 0.0);
}

#[test]
fn writes_that_wait_for_a_copy_that_is_cut_off_stop() {
    let (mut drawing, [readers, at_replica, _, replica]) = copied(Choice::Synchronous);
    assert_close(served(&drawing.solve()), 1.0, 1e-9);
    cut_off(&mut drawing, &[readers, at_replica, replica]);
    let solution = drawing.solve();
    lost_for(&solution, Reason::Unreachable, replica, RATE);
    assert_eq!(solution.stale_read_share, 0.0);
}

#[test]
fn messages_wait_on_their_side_of_a_cut_and_are_lost_where_nothing_keeps_them() {
    for (kind, reason) in [(Kind::MessageQueue, Reason::StillQueued), (Kind::PubSub, Reason::Undelivered)] {
        let mut drawing = Drawing::new();
        let users = drawing.users(RATE, [0.0, 0.0, 1.0]);
        let mut settings = ample_web(1.0, 8.0, 0.001);
        settings.push(number(Parameter::WriteTime, 0.001));
        let web = drawing.add(Kind::WebServer, &settings);
        let broker = drawing.add(kind, &[]);
        let worker = drawing.add(Kind::Worker, &[number(Parameter::JobTime, 0.001)]);
        drawing.near(users, web);
        drawing.near(web, broker);
        drawing.near(broker, worker);
        let lost: f64 = drawing.solve().refusals.iter().map(|lost| lost.rate_per_s).sum();
        assert!(lost < 1e-9 * RATE, "{lost}");
        // The consumer on the other side: whoever publishes notices nothing.
        let mut apart = Drawing { document: drawing.document.clone() };
        cut_off(&mut apart, &[worker]);
        let solution = apart.solve();
        assert_close(served(&solution), 1.0, 1e-9);
        lost_for(&solution, reason, broker, RATE);
        assert_eq!(component(&solution, worker).arrival_per_s, 0.0);
        // The broker on the other side: who publishes waits for its answer in vain.
        cut_off(&mut drawing, &[broker, worker]);
        lost_for(&drawing.solve(), Reason::Unreachable, broker, RATE);
    }
}

#[test]
fn what_has_no_steady_state_is_said_to_have_none() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let web = drawing.add(Kind::WebServer, &ample_web(2.0, 4.0, 0.01));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.fail(balancer, Fault::Flapping);
    let solution = drawing.solve();
    let told = |finding: &scaleground::model::Diagnostic| {
        (finding.code, finding.subject) == (DiagnosticCode::OnlyInRuns, balancer.into())
    };
    assert!(solution.diagnostics.iter().any(told));
    assert_close(served(&solution), 1.0, 1e-9);
}

#[test]
fn only_what_makes_sense_can_be_struck() {
    let tier = tier([0.0, 1.0, 0.0]);
    let document = &tier.drawing.document;
    assert!(!Fault::DiskFull.fits(document, tier.web.into()));
    assert!(!Fault::Errors(0.5).fits(document, tier.database.into()));
    assert!(!Fault::Lossy(1.5).fits(document, tier.access.into()));
    assert!(!Fault::InstancesDown(4).fits(document, tier.web.into()));
    assert!(!Fault::Traffic(2.0).fits(document, tier.web.into()));
    assert!(Fault::offered(document, tier.web.into()).contains(&Fault::InstancesDown(1)));
    for subject in [tier.web.into(), tier.access.into(), Subject::Document] {
        for fault in Fault::offered(document, subject) {
            assert_eq!(Fault::of(fault.kind(), &fault.figures()), Some(fault));
        }
    }
}

#[test]
fn a_balancer_that_looks_at_unlike_targets_has_no_solved_shares_and_says_so() {
    let told = |policy: Choice, faults: &[Fault], second: Option<f64>| {
        let mut drawing = Drawing::new();
        let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
        let mut settings = free_balancer();
        settings.push(choice(Parameter::Policy, policy));
        let balancer = drawing.add(Kind::LoadBalancer, &settings);
        drawing.near(users, balancer);
        let first = drawing.add(Kind::WebServer, &ample_web(2.0, 2.0, 0.01));
        drawing.near(balancer, first);
        if let Some(service_s) = second {
            let second = drawing.add(Kind::WebServer, &ample_web(4.0, 2.0, service_s));
            drawing.near(balancer, second);
        }
        for fault in faults {
            drawing.document.faults.insert(first, *fault);
        }
        let diagnostics = compile(&drawing.document).diagnostics;
        diagnostics.iter().any(|finding| {
            finding.code == DiagnosticCode::UnlikeTargets && finding.subject == Subject::Component(balancer)
        })
    };
    let (looks, turns) = (Choice::LeastConnections, Choice::RoundRobin);
    // Alike, however many they are, or all of them alike again.
    assert!(!told(looks, &[], None) && !told(looks, &[], Some(0.01)) && !told(looks, &[Fault::Slow(10.0)], None));
    assert!(!told(looks, &[Fault::Errors(1.0)], None));
    // Some answer sooner.
    assert!(told(looks, &[Fault::Errors(0.5)], None) && told(looks, &[Fault::SlowInstances(0.5, 10.0)], None));
    assert!(told(looks, &[Fault::Slow(10.0)], Some(0.01)) && told(looks, &[], Some(0.02)));
    assert!(told(Choice::PowerOfTwo, &[Fault::Errors(0.5)], None));
    // Whoever does not look shares by number.
    assert!(!told(turns, &[Fault::Errors(0.5)], None) && !told(turns, &[Fault::Slow(10.0)], Some(0.02)));
}
