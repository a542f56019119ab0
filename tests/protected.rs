//! "The right design was punished", as a rule: what somebody would do who was told that a design is weak never makes
//! it worse, on systems drawn by chance; and where it does, why that is true.
//!
//! | exception | why it is true |
//! | --- | --- |
//! | one more copy that writes wait for | writes wait in vain for each until somebody notices: [`a_copy_that_is_waited_for_is_one_more_to_wait_for_in_vain`] |
//! | a balancer in front of a single server | one more part that can fail, and nobody else to turn to: [`a_balancer_in_front_of_one_server_only_adds_its_own_failures`] |
//! | a pair of balancers | both can be down at once: that share of the time and no more is added |
//! | a second zone for the servers alone | what stands in the first alone is lost with it all the same, and the second can be lost as well until checks find out |
//! | a cache that asks the store itself | what it cannot fetch over its own link is an error, as that of its caller was |
//! | a cache whose store has shrunk to what it misses | its loss drowns the store: `a_lost_cache_takes_the_database_down` (lessons_failing). Here the store carries all reads, as it did before |

mod solve_support;
mod topology_support;

use scaleground::impact::{Failure, FailureTable, availability};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, Value};
use scaleground::plan::compile;
use solve_support::*;
use topology_support::System;
use topology_support::better::{Better, worse};

/// Systems; from each as many cases as there are decisions that make sense there.
const SYSTEMS: u64 = 60;

#[test]
fn the_right_design_is_never_punished() {
    let (mut cases, mut found) = (vec![0; Better::ALL.len()], Vec::new());
    for seed in 0..SYSTEMS {
        let system = System::drawn(seed);
        for (position, &better) in Better::ALL.iter().enumerate() {
            // All in one zone and nothing that only stands there is seldom drawn.
            let system = if better == Better::SecondZone { system.in_one_zone() } else { system.clone() };
            if let Some(worse) = worse(&system, better) {
                cases[position] += 1;
                found.extend(worse.into_iter().map(|what| format!("#{seed} {what}")));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(cases.iter().sum::<u32>() >= 200, "{cases:?}");
    assert!(cases.iter().all(|number| *number > 0), "{cases:?}");
}

fn available(drawing: &Drawing) -> f64 {
    availability(&compile(&drawing.document), drawing.document.users).total.availability
}

#[test]
fn work_behind_a_queue_is_not_lost_with_whoever_does_it() {
    for seed in 0..40 {
        let draws = &mut topology_support::Draws::new(seed);
        let (rate, work_s) = (draws.between(10.0, 500.0), draws.between(0.001, 0.05));
        let cores = (2.0 * rate * work_s).ceil();
        let life =
            [number(Parameter::Mtbf, draws.between(100.0, 5_000.0)), number(Parameter::Mttr, draws.between(0.1, 2.0))];
        let drawn = |queue: bool| {
            let mut drawing = Drawing::new();
            let users = drawing.users(rate, [0.0, 0.0, 1.0]);
            let free = [&ample_web(1.0, 64.0, 0.0001)[..], &[number(Parameter::WriteTime, 0.0001)], &life].concat();
            let web = drawing.add(Kind::WebServer, &free);
            drawing.near(users, web);
            let worker = if queue {
                let broker = drawing.add(Kind::MessageQueue, &life);
                let own = [
                    number(Parameter::JobTime, work_s),
                    number(Parameter::Cores, cores),
                    number(Parameter::Workers, cores),
                    (Parameter::Autoscaling, Value::Flag(false)),
                ];
                let worker = drawing.add(Kind::Worker, &[&own[..], &life].concat());
                drawing.near(web, broker);
                drawing.near(broker, worker);
                worker
            } else {
                let own = [&ample_web(1.0, cores, work_s)[..], &[number(Parameter::WriteTime, work_s)], &life].concat();
                let worker = drawing.add(Kind::Service, &own);
                drawing.near(web, worker);
                worker
            };
            (drawing, worker)
        };
        let lost = |(drawing, worker): &(Drawing, scaleground::model::ComponentId)| {
            let mut table = FailureTable::new(&drawing.document, drawing.document.users, None);
            let row = table.find(|impact| impact.failure == Failure::Component(*worker)).expect("it can fail");
            row.least_served().expect("it is solved")
        };
        let (direct, queued) = (drawn(false), drawn(true));
        assert!(lost(&direct) < 1e-9 && lost(&queued) > 1.0 - 1e-9, "#{seed}");
        // The queue is on the way instead of the worker, and fails as often.
        let (before, after) = (available(&direct.0), available(&queued.0));
        assert!(after >= before - 1e-12, "#{seed}: {after} after {before}");
    }
}

#[test]
fn a_copy_that_is_waited_for_is_one_more_to_wait_for_in_vain() {
    let with = |copies: usize| {
        let mut drawing = Drawing::new();
        let users = drawing.users(100.0, [0.0, 0.0, 1.0]);
        drawing.set(users, &[number(Parameter::ComplaintTime, 600.0)]);
        let web = drawing
            .add(Kind::WebServer, &[&ample_web(1.0, 16.0, 0.001)[..], &[number(Parameter::WriteTime, 0.001)]].concat());
        let primary =
            drawing.add(Kind::RelationalDatabase, &primary(&[choice(Parameter::Replication, Choice::Synchronous)]));
        drawing.near(users, web);
        drawing.near(web, primary);
        let copies = drawing.replicas(primary, copies, &core_database(8.0, 0.001));
        let table = FailureTable::new(&drawing.document, drawing.document.users, None);
        let rows: Vec<_> = table.collect();
        let lost = copies.iter().map(|copy| {
            let row = rows.iter().find(|row| row.failure == Failure::Component(*copy)).expect("it can fail");
            row.requests_lost.expect("known")
        });
        lost.collect::<Vec<f64>>()
    };
    // Each costs all writes for the ten minutes until somebody complains.
    for copies in 1..3 {
        let lost = with(copies);
        assert_eq!(lost.len(), copies);
        for lost in lost {
            assert_close(lost, 100.0 * 600.0, 1e-6);
        }
    }
}

#[test]
fn a_balancer_in_front_of_one_server_only_adds_its_own_failures() {
    let with = |balancer: bool| {
        let mut drawing = Drawing::new();
        let users = drawing.users(100.0, [0.0, 1.0, 0.0]);
        let life = [number(Parameter::Mtbf, 999.0), number(Parameter::Mttr, 1.0)];
        let web = drawing.add(Kind::WebServer, &[&ample_web(1.0, 16.0, 0.001)[..], &life].concat());
        if balancer {
            let balancer = drawing.add(Kind::LoadBalancer, &[&free_balancer()[..], &life].concat());
            drawing.near(users, balancer);
            drawing.near(balancer, web);
        } else {
            drawing.near(users, web);
        }
        available(&drawing)
    };
    assert_close(with(false), 0.999, 1e-9);
    assert_close(with(true), 0.999 * 0.999, 1e-9);
}
