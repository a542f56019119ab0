//! Two places that are cut off from each other for a while, played event by event, against what follows from it.

mod scenario_support;
mod solve_support;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Fault, Incident};
use scaleground::plan::{Class, Reason};
use scaleground::scenario::{Phase, PhaseKind};
use scenario_support::Played;
use solve_support::*;

/// From when to when they are cut off, and until when it is played, seconds.
const CUT_S: (f64, f64) = (20.0, 40.0);
const HORIZON_S: f64 = 80.0;

/// Puts everything into one of two places, cuts these off from each other for a while, and plays it.
fn cut_off(drawing: &mut Drawing, there: &[ComponentId]) -> Played {
    let all: Vec<ComponentId> = drawing.document.components.keys().copied().collect();
    let [one, other] = [(); 2].map(|()| drawing.add(Kind::DataCentre, &[]));
    for id in all {
        drawing.put(id, if there.contains(&id) { other } else { one });
    }
    let document = &mut drawing.document;
    let (from_s, until_s) = (CUT_S.0, Some(CUT_S.1));
    document.scenario.add(Incident { from_s, until_s, subject: one.into(), fault: Fault::CutOff(other) });
    scenario_support::played(document, HORIZON_S)
}

fn old_share(phase: &Phase) -> f64 {
    phase.kept.old_reads as f64 / phase.kept.reads as f64
}

/// A primary that takes 100 writes/s to a thousand objects, all alike, and a replica that answers 1,000 reads/s.
fn copied(replication: Choice) -> (Drawing, [ComponentId; 3]) {
    let mut drawing = Drawing::new();
    let objects = [number(Parameter::Objects, 1_000.0), number(Parameter::ZipfExponent, 0.0)];
    let [writers, readers] =
        [(100.0, [0.0, 0.0, 1.0]), (1_000.0, [0.0, 1.0, 0.0])].map(|(rate, shares)| drawing.users(rate, shares));
    for users in [writers, readers] {
        drawing.set(users, &objects);
    }
    let settings = [ample_web(1.0, 16.0, 0.0001), vec![number(Parameter::WriteTime, 0.0001)]].concat();
    let [at_primary, at_replica] = [(); 2].map(|()| drawing.add(Kind::WebServer, &settings));
    let database = [core_database(16.0, 0.0001), vec![number(Parameter::WriteTime, 0.0001)]].concat();
    let primary =
        drawing.add(Kind::RelationalDatabase, &[database, vec![choice(Parameter::Replication, replication)]].concat());
    let replica = [core_database(16.0, 0.0001), vec![number(Parameter::ReplicationLag, 0.0)]].concat();
    let replica = drawing.add(Kind::ReadReplica, &replica);
    let calls = [
        (writers, at_primary),
        (at_primary, primary),
        (primary, replica),
        (readers, at_replica),
        (at_replica, replica),
    ];
    for (from, to) in calls {
        drawing.near(from, to);
    }
    (drawing, [readers, at_replica, replica])
}

#[test]
fn a_copy_that_is_cut_off_falls_behind_by_a_second_per_second_and_has_all_again_afterwards() {
    let (mut drawing, there) = copied(Choice::Asynchronous);
    let run = cut_off(&mut drawing, &there);
    assert!(run.phases.iter().all(|phase| phase.served() > 0.9999), "nobody notices");
    assert!(old_share(run.phase(PhaseKind::Before)) < 1e-3);
    // After t seconds an object that is written every ten is old with probability 1 - exp(-t / 10): over 20 s,
    // 1 - (1 - exp(-2)) / 2.
    let expected = 1.0 - (1.0 - (-2.0_f64).exp()) / 2.0;
    let during = old_share(run.phase(PhaseKind::During));
    assert!((during - expected).abs() < 0.02, "{during} and not {expected}");
    let after = old_share(run.phase(PhaseKind::After));
    assert!(after < 1e-3, "{after}");
    assert!(!run.series.is_empty());
}

/// Writes per second, and how many the one core of a slow copy can apply: 5 ms each, beside 100 reads/s of 0.1 ms.
const WRITES: f64 = 100.0;
const APPLIED: f64 = 0.99 / 0.005;

/// The same with a copy that can only just follow, lags by so much, and takes its primary's place after five seconds.
fn copied_slowly(lag_s: f64) -> (Drawing, ComponentId, [ComponentId; 3]) {
    let (mut drawing, there) = copied(Choice::Asynchronous);
    let [readers, _, replica] = there;
    let primary = drawing.document.components.iter().find(|(_, part)| part.kind == Kind::RelationalDatabase);
    let primary = *primary.expect("there is one").0;
    drawing.set(readers, &[number(Parameter::Rate, 100.0)]);
    let takes_over = [number(Parameter::PromotionTime, 5.0), number(Parameter::FailoverCoverage, 1.0)];
    drawing.set(primary, &[&takes_over[..], &[number(Parameter::WriteTime, 0.005)]].concat());
    let slow = [number(Parameter::Cores, 1.0), number(Parameter::Connections, 4.0)];
    drawing.set(replica, &[&slow[..], &[number(Parameter::ReplicationLag, lag_s)]].concat());
    (drawing, primary, there)
}

#[test]
fn what_a_cut_link_has_held_up_is_worked_off_by_what_the_copy_can_do_beyond_new_writes() {
    let (mut drawing, _, there) = copied_slowly(0.0);
    let run = cut_off(&mut drawing, &there);
    let held_up = WRITES * (CUT_S.1 - CUT_S.0);
    let spare = APPLIED - WRITES;
    let waiting = |at_s: f64| {
        let look = run.series.iter().find(|look| (look.now_s - at_s).abs() < 0.5).expect("there is a look");
        f64::from(look.stations.iter().map(|station| station.waiting).max().unwrap_or(0))
    };
    // They wait where they were written until the link is back, then in the copy's log. Within four standard deviations of
    // the writes and of the work (both about one per write).
    assert!(waiting(CUT_S.1 - 1.0) < 50.0, "{}", waiting(CUT_S.1 - 1.0));
    for after_s in [1.0, 10.0, 18.0] {
        let expected = held_up - spare * after_s;
        let deviation = (held_up + (WRITES + APPLIED) * after_s).sqrt();
        let waits = waiting(CUT_S.1 + after_s);
        assert!((waits - expected).abs() < 4.0 * deviation, "{waits} and not {expected} after {after_s} s");
    }
    assert!(waiting(CUT_S.1 + 35.0) < 50.0);
    // After s seconds the copy shows what was written d = 20 - s spare / WRITES seconds ago, and an object that is written
    // every ten is old with probability 1 - exp(-d / 10); integrated until nothing is held up any more.
    let drained_s = held_up / spare;
    let old_s = drained_s - (1.0 - (-2.0_f64).exp()) / (0.1 * spare / WRITES);
    let expected = old_s / (HORIZON_S - CUT_S.1);
    let seen = old_share(run.phase(PhaseKind::After));
    assert!((seen - expected).abs() < 0.04, "{seen} and not {expected}");
}

#[test]
fn a_copy_that_takes_over_with_a_log_loses_what_is_held_up_there_and_on_the_way() {
    const LAG_S: f64 = 1.0;
    // In the middle of the cut: all that was written since, and what was on its way then. Five seconds after it: what the
    // log still holds, and what it has let go of within the lag.
    let still = WRITES * (CUT_S.1 - CUT_S.0) - (APPLIED - WRITES) * 5.0;
    let cases = [(CUT_S.0 + 10.0, WRITES * (10.0 + LAG_S)), (CUT_S.1 + 5.0, still + APPLIED * LAG_S)];
    for (fails_s, expected) in cases {
        let (mut drawing, primary, there) = copied_slowly(LAG_S);
        let fails = Incident { from_s: fails_s, until_s: None, subject: primary.into(), fault: Fault::Down };
        drawing.document.scenario.add(fails);
        let run = cut_off(&mut drawing, &there);
        let lost = run.phases.iter().map(|phase| phase.kept.writes_lost).sum::<u64>() as f64;
        let deviation = (WRITES * 20.0 + APPLIED * 5.0).sqrt();
        assert!((lost - expected).abs() < 4.0 * deviation, "{lost} and not {expected} at {fails_s} s");
    }
}

#[test]
fn writes_that_wait_for_a_copy_that_is_cut_off_stop_until_it_is_back() {
    let (mut drawing, there) = copied(Choice::Synchronous);
    let run = cut_off(&mut drawing, &there);
    let lost = |kind| run.phase(kind).reasons.iter().map(|lost| lost.2 as f64).sum::<f64>();
    assert_eq!((lost(PhaseKind::Before), lost(PhaseKind::After)), (0.0, 0.0));
    let during = run.phase(PhaseKind::During);
    assert!(
        during.reasons.iter().all(|lost| lost.0 == there[2] && lost.1 == Reason::Unreachable),
        "{:?}",
        during.reasons
    );
    // 100 a second for 20 s, within four standard deviations.
    assert!((lost(PhaseKind::During) - 2_000.0).abs() < 4.0 * 2_000_f64.sqrt(), "{}", lost(PhaseKind::During));
}

#[test]
fn a_queue_holds_what_cannot_get_to_its_consumer_and_what_nothing_keeps_is_lost() {
    for (kind, kept) in [(Kind::MessageQueue, true), (Kind::PubSub, false)] {
        let mut drawing = Drawing::new();
        let users = drawing.users(100.0, [0.0, 0.0, 1.0]);
        let settings = [ample_web(1.0, 16.0, 0.0001), vec![number(Parameter::WriteTime, 0.0001)]].concat();
        let web = drawing.add(Kind::WebServer, &settings);
        let broker = drawing.add(kind, &[]);
        let worker = drawing.add(
            Kind::Worker,
            &[
                number(Parameter::JobTime, 0.001),
                number(Parameter::Workers, 8.0),
                number(Parameter::Cores, 8.0),
                (Parameter::Autoscaling, scaleground::model::Value::Flag(false)),
            ],
        );
        for (from, to) in [(users, web), (web, broker), (broker, worker)] {
            drawing.near(from, to);
        }
        let run = cut_off(&mut drawing, &[worker]);
        assert!(run.phases.iter().all(|phase| phase.served() > 0.9999), "whoever publishes notices nothing");
        let job = Class::ALL.iter().position(|class| *class == Class::Job).expect("there is one");
        let done = |from_s: f64, until_s: f64| -> f64 {
            let looks = run.series.iter().filter(|look| look.since_s >= from_s && look.now_s <= until_s);
            looks.map(|look| look.classes[job].response.count as f64).sum()
        };
        let during: f64 = run.phase(PhaseKind::During).reasons.iter().map(|lost| lost.2 as f64).sum();
        let deviation = 4.0 * 2_000_f64.sqrt();
        // What was on its way at the cut is done still.
        assert!(done(CUT_S.0, CUT_S.1) < 10.0, "{}", done(CUT_S.0, CUT_S.1));
        let (first_s, rest) = (done(CUT_S.1, CUT_S.1 + 2.0), done(CUT_S.1 + 2.0, HORIZON_S));
        if kept {
            assert_eq!(during, 0.0);
            // 2,000 have waited; eight workers have them done within a second.
            assert!((first_s - 2_200.0).abs() < deviation, "{first_s}");
        } else {
            assert!((during - 2_000.0).abs() < deviation, "{during}");
            assert!((first_s - 200.0).abs() < 60.0, "{first_s}");
        }
        assert!((rest - 3_800.0).abs() < 4.0 * 3_800_f64.sqrt(), "{rest}");
    }
}
