//! What protects, with it and without it, each against what can be worked out by hand.
//!
//! | what protects | where it is held to theory |
//! | --- | --- |
//! | health checks | `slower_checks_cost_as_many_more_requests`, `a_fleet_without_a_balancer_loses_its_share_until_somebody_notices` (impact_failures); `a_lost_instance_gets_its_share_until_it_is_found` (simulate_failures) |
//! | standby pairs | `the_other_of_a_standby_pair_takes_over` against `everything_that_nobody_stands_in_for_is_lost_until_it_is_repaired` (impact_failures) |
//! | replica promotion | `a_primary_costs_its_writes_until_a_replica_is_promoted`, `a_failover_that_is_not_covered_takes_hands` (impact_failures); `a_replica_takes_the_place_of_a_primary` (simulate_failures) |
//! | a name's time to live | [`a_short_time_to_live_costs_as_many_fewer_requests`] |
//! | retries with a budget | `a_retry_storm_outlasts_its_cause` (lessons_failing), `a_retry_budget_lets_the_storm_die_down` (lessons_behaviour) |
//! | circuit breakers | [`a_breaker_frees_the_workers_that_wait_for_what_does_not_answer`] |
//! | shedding | [`whoever_refuses_early_answers_in_time`] |
//! | timeouts | [`a_time_limit_frees_the_workers_that_a_slow_dependency_holds`] |
//! | bulkheads | [`a_bulkhead_keeps_a_slow_dependency_from_the_rest`] |
//! | autoscaling with boot time | `new_instances_take_their_time_to_boot` (impact_failures); `instances_follow_the_load` (simulate_runs) |
//! | queues that hold | `a_queue_holds_what_its_consumer_cannot_take_and_drains_afterwards` (impact_failures), against [`without_a_queue_what_the_worker_would_do_is_lost`] |
//! | caches that warm again | `a_cache_that_is_lost_takes_its_store_down_and_comes_back_cold` (impact_failures), `a_lost_cache_takes_the_database_down` (lessons_failing) |
//! | metrics and automation | [`metrics_and_automation_shorten_detection_and_repair`] |
//! | session stores | `a_lost_server_takes_its_sessions_along_and_a_store_keeps_them` (lessons_failing) |
//!
//! The complaints that the product answers, as rules:
//!
//! | rule | test |
//! | --- | --- |
//! | at 100 % of capacity things queue, at 120 % they fail | [`at_its_capacity_a_tier_queues_and_beyond_it_fails`] |
//! | speed changes no answer | `charts_are_the_same_at_every_speed`, `what_was_struck_while_a_run_went_on_gives_the_same_run_again` (live_changes), `slices_change_nothing` (simulate_runs) |
//! | every refusal has a reason and a component, and they add up | [`every_loss_has_a_reason_and_a_component`]; `check` in solve_properties and simulate_support |
//! | a queue buys time and adds no throughput | `a_queue_buys_time_for_a_spike_and_adds_no_throughput`, `a_queue_whose_workers_are_too_few_never_drains` (lessons_failing) |
//! | what the bottleneck calls for makes nothing worse | [`more_of_the_bottleneck_is_never_worse`] |
//! | everything by keyboard, on the phone, nothing jumps | the journeys in tests/browser; `editor_keyboard` |

mod simulate_support;
mod solve_support;

use scaleground::impact::{Failure, FailureTable, Impact};
use scaleground::lessons;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{ComponentId, Value};
use scaleground::plan::{Class, Reason, compile};
use scaleground::simulate::Outcome;
use scaleground::solve::solve;
use simulate_support::Run;
use solve_support::*;

const RATE: f64 = 20.0;

/// Erlang's loss formula: the share of Poisson arrivals that find all of so many servers busy, whatever the distribution
/// of how long they are held (Erlang 1917; insensitivity: Sevastyanov 1957).
fn erlang_loss(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |loss, busy| load * loss / (f64::from(busy) + load * loss))
}

fn impact(drawing: &Drawing, failure: Failure) -> Impact {
    let mut table = FailureTable::new(&drawing.document, drawing.document.users, None);
    table.find(|impact| impact.failure == failure).expect("it is in the table")
}

/// A web tier with few workers and no line, a tenth of whose requests ask something that takes ten seconds.
fn held(workers: f64, link: &[(Parameter, Value)], slow: &[(Parameter, Value)]) -> (Drawing, ComponentId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let scarce = [number(Parameter::Workers, workers), number(Parameter::AcceptQueue, 0.0)];
    let web = drawing.add(Kind::WebServer, &[&ample_web(1.0, 1_000.0, 0.001)[..], &scarce].concat());
    let service = drawing.add(Kind::Service, &[&ample_web(1.0, 1_000.0, 10.0)[..], slow].concat());
    drawing.near(users, web);
    let call = [number(Parameter::Latency, 0.0), number(Parameter::Share, 0.1)];
    drawing.link(web, service, &[&call, link].concat());
    (drawing, service)
}

fn solved(drawing: &Drawing) -> f64 {
    let solution = drawing.solve();
    assert!(solution.converged);
    solution.goodput_per_s / solution.offered_per_s
}

fn played(drawing: &Drawing, seconds: f64) -> Outcome {
    Run::new(&compile(&drawing.document), 1.0, seconds / 10.0, seconds).outcome
}

fn served(outcome: &Outcome) -> f64 {
    let reads = outcome.class(Class::Read).expect("reads are sent");
    let failed: u64 = reads.failed.iter().map(|failed| failed.number).sum();
    reads.answered as f64 / (reads.answered + failed) as f64
}

/// The share of the requests that are served: in a run within what chance and the dependence of neighbours leave, and by
/// the solver within `solved_within`.
#[track_caller]
fn both(drawing: &Drawing, expected: f64, solved_within: f64) {
    let solved = solved(drawing);
    assert!((solved - expected).abs() < solved_within, "solved {solved} for {expected}");
    let deviation = (expected * (1.0 - expected) / (RATE * 5_000.0)).sqrt();
    let served = served(&played(drawing, 5_000.0));
    assert!((served - expected).abs() < 15.0 * deviation + 1e-4, "played {served} for {expected}");
}

#[test]
fn a_time_limit_frees_the_workers_that_a_slow_dependency_holds() {
    // Each request holds a worker for a millisecond, each tenth for ten seconds more: 20.02 workers' worth for ten.
    let (drawing, _) = held(10.0, &[], &[]);
    let without = 1.0 - erlang_loss(10, RATE * (0.001 + 0.1 * 10.0));
    both(&drawing, without, 0.01);
    assert!(without < 0.5);
    // Half a second and no more: one worker's worth. Who asks the slow one fails, everybody else is answered.
    let (drawing, _) = held(10.0, &[number(Parameter::Timeout, 0.5)], &[]);
    let admitted = 1.0 - erlang_loss(10, RATE * (0.001 + 0.1 * 0.5));
    // The work is exponential with a mean of 10 s: some are done within half a second.
    let in_time = 1.0 - (-0.05_f64).exp();
    both(&drawing, admitted * (0.9 + 0.1 * in_time), 0.01);
}

#[test]
fn a_bulkhead_keeps_a_slow_dependency_from_the_rest() {
    // Five may be at the slow one at a time, a sixth is refused at once: five of the ten workers are always free.
    let (drawing, service) = held(10.0, &[], &[number(Parameter::Workers, 5.0), number(Parameter::AcceptQueue, 0.0)]);
    let answered = 0.9 + 0.1 * (1.0 - erlang_loss(5, 0.1 * RATE * 10.0));
    // The solver does not see that those who are at the slow one are never more than five, and finds the ten workers busy
    // now and then: Erlang's formula for the 4.7 of them that are busy on average.
    both(&drawing, answered, 1.1 * erlang_loss(10, RATE * (0.001 + 10.0 * (answered - 0.9))));
    let outcome = played(&drawing, 5_000.0);
    let failed = &outcome.class(Class::Read).expect("reads are sent").failed;
    assert!(failed.iter().all(|failed| failed.component == service), "{failed:?}");
}

#[test]
fn a_breaker_frees_the_workers_that_wait_for_what_does_not_answer() {
    // Two workers, and half a second of waiting for each tenth request, which is never answered: one worker's worth.
    let never = [number(Parameter::ReadTime, 1_000.0), number(Parameter::Cores, 100_000.0)];
    let limit = number(Parameter::Timeout, 0.5);
    let (drawing, _) = held(2.0, &[limit], &never);
    both(&drawing, 0.9 * (1.0 - erlang_loss(2, RATE * (0.001 + 0.1 * 0.5))), 0.01);
    // With a breaker one call in some five seconds waits: nearly all of the others' requests find a worker.
    let breaker = [limit, (Parameter::Breaker, Value::Flag(true)), number(Parameter::BreakerThreshold, 0.5)];
    let (drawing, _) = held(2.0, &breaker, &never);
    let outcome = played(&drawing, 5_000.0);
    let expected = 0.9 * (1.0 - erlang_loss(2, RATE * 0.001 + 0.5 / 5.5));
    let served = served(&outcome);
    assert!((served - expected).abs() < 0.005, "{served} for {expected}");
    let open: u64 = outcome.class(Class::Read).map_or(0, |reads| {
        reads.failed.iter().filter(|failed| failed.reason == Reason::BreakerOpen).map(|failed| failed.number).sum()
    });
    assert!(open as f64 > 0.08 * RATE * 5_000.0, "{open}");
}

#[test]
fn whoever_refuses_early_answers_in_time() {
    // 600 a second ask four cores that do 400; nobody waits for longer than a second.
    let tier = |line: f64| {
        let mut drawing = Drawing::new();
        let users = drawing.users(600.0, [0.0, 1.0, 0.0]);
        let settings = [number(Parameter::Workers, 4.0), number(Parameter::AcceptQueue, line)];
        let web = drawing.add(Kind::WebServer, &[&ample_web(1.0, 4.0, 0.01)[..], &settings].concat());
        drawing.link(users, web, &[number(Parameter::Latency, 0.0), number(Parameter::Timeout, 1.0)]);
        drawing
    };
    // A line of 40 is a tenth of a second: those who are let in are answered, as many as can be done.
    let shedding = served(&played(&tier(40.0), 200.0));
    assert!((shedding - 400.0 / 600.0).abs() < 0.01, "{shedding}");
    // A line without end is longer than a second after two seconds: whatever is done is done too late.
    let patient = served(&played(&tier(1_000_000.0), 200.0));
    assert!(patient < 0.01, "{patient}");
}

#[test]
fn a_short_time_to_live_costs_as_many_fewer_requests() {
    let lost = |ttl_s: f64| {
        let mut document = (lessons::example("region-loss").expect("it is there").build)();
        for part in document.components.values_mut() {
            let part = std::rc::Rc::make_mut(part);
            match part.kind {
                Kind::GeoDns => part.settings.insert(Parameter::Ttl, Value::Number(ttl_s)),
                // Each region can do the work of both.
                Kind::WebServer => part.settings.insert(Parameter::Cores, Value::Number(16.0)),
                _ => None,
            };
        }
        let plan = compile(&document.healed());
        let told = scaleground::scenario::beginning(&document, &plan);
        let settings = scaleground::simulate::Settings {
            horizon_s: 100.0,
            changes: told.changes,
            ..scaleground::simulate::Settings::default()
        };
        let outcome = Run::with(&plan, document.users, &settings).outcome;
        let reads = outcome.class(Class::Read).expect("reads are sent");
        reads.failed.iter().map(|failed| failed.number).sum::<u64>() as f64
    };
    // 300 a second of the lost region, for the five seconds of the check and the time to live of the name; it is back
    // after 40 s, and so is whoever has not been sent elsewhere until then.
    for (ttl_s, missed_s) in [(5.0, 10.0), (20.0, 25.0)] {
        let (got, expected) = (lost(ttl_s), 300.0 * missed_s);
        assert!((got - expected).abs() < 5.0 * expected.sqrt(), "{got} for {expected}");
    }
}

#[test]
fn without_a_queue_what_the_worker_would_do_is_lost() {
    // The same work behind a queue and in the request itself, with the one who does it lost for a minute.
    let mut drawing = Drawing::new();
    let users = drawing.users(30.0, [0.0, 0.0, 1.0]);
    let web = drawing
        .add(Kind::WebServer, &[&ample_web(1.0, 16.0, 0.001)[..], &[number(Parameter::WriteTime, 0.001)]].concat());
    let repaired = [number(Parameter::Mtbf, 1_000.0), number(Parameter::Mttr, 1.0 / 60.0)];
    let service = drawing.add(
        Kind::Service,
        &[&ample_web(1.0, 2.0, 0.05)[..], &[number(Parameter::WriteTime, 0.05)], &repaired].concat(),
    );
    drawing.near(users, web);
    drawing.near(web, service);
    let direct = impact(&drawing, Failure::Component(service));
    assert_close(direct.requests_lost.expect("known"), 30.0 * 60.0, 1e-6);
}

#[test]
fn metrics_and_automation_shorten_detection_and_repair() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    drawing.set(users, &[number(Parameter::ComplaintTime, 900.0)]);
    let lifetime = [number(Parameter::Mtbf, 1_000.0), number(Parameter::Mttr, 1.0)];
    let web = drawing.add(Kind::WebServer, &[&ample_web(1.0, 4.0, 0.001)[..], &lifetime].concat());
    drawing.near(users, web);
    // Users complain after a quarter of an hour, and somebody repairs it in an hour.
    let lost = |drawing: &Drawing| impact(drawing, Failure::Component(web)).requests_lost.expect("known");
    assert_close(lost(&drawing), RATE * (900.0 + 3_600.0), 1e-9);
    let alarm =
        [number(Parameter::ScrapeInterval, 60.0), number(Parameter::AlarmDelay, 120.0), number(Parameter::Mttr, 0.0)];
    let metrics = drawing.add(Kind::Metrics, &alarm);
    drawing.link(web, metrics, &[]);
    assert_close(lost(&drawing), RATE * (180.0 + 3_600.0), 1e-9);
    // What holds nothing is deployed anew in ten minutes.
    let automation = drawing
        .add(Kind::Automation, &[number(Parameter::RecoveryTime, 600.0), number(Parameter::FailedDeployShare, 0.0)]);
    drawing.link(automation, web, &[]);
    assert_close(lost(&drawing), RATE * (180.0 + 600.0), 1e-9);
    drawing.fail(automation, scaleground::model::Fault::Down);
    assert_close(lost(&drawing), RATE * (180.0 + 3_600.0), 1e-9);
}

/// Users at a share of what four cores at 10 ms can do, with a line of forty.
fn loaded(share: f64) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(400.0 * share, [0.0, 1.0, 0.0]);
    let line = [number(Parameter::Workers, 4.0), number(Parameter::AcceptQueue, 40.0)];
    let web = drawing.add(Kind::WebServer, &[&ample_web(1.0, 4.0, 0.01)[..], &line].concat());
    drawing.near(users, web);
    drawing
}

#[test]
fn at_its_capacity_a_tier_queues_and_beyond_it_fails() {
    // M/M/4/44 by its birth and death equations: the probability of each number inside, up to a factor.
    let inside = |share: f64| {
        let mut weights = vec![1.0];
        for number in 1..=44_i32 {
            weights.push(weights[number as usize - 1] * 4.0 * share / f64::from(number.min(4)));
        }
        let total: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / total).collect::<Vec<f64>>()
    };
    for share in [0.5, 1.0, 1.2] {
        let probabilities = inside(share);
        let lost = probabilities[44];
        let line: f64 = probabilities.iter().enumerate().skip(5).map(|(number, p)| (number as f64 - 4.0) * p).sum();
        let solution = loaded(share).solve();
        let class = only_class(&solution);
        let failed = 1.0 - solution.goodput_per_s / solution.offered_per_s;
        assert!((failed - lost).abs() < 0.005, "{share}: {failed} for {lost}");
        let waited_s = line / (400.0 * share * (1.0 - lost));
        let mean_s = class.response.as_ref().expect("some are answered").mean_s;
        assert_close(mean_s, 0.01 + waited_s, 0.05);
        let outcome = played(&loaded(share), 500.0);
        let played_failed = 1.0 - served(&outcome);
        assert!((played_failed - lost).abs() < 0.01, "{share}: {played_failed} for {lost}");
    }
    // So that it is seen: at capacity an answer waits three times as long as it is worked on, and at 120 % each sixth
    // request fails.
    assert!(inside(1.2)[44] > 0.16);
}

#[test]
fn what_was_not_served_before_is_not_lost_with_a_failure() {
    // Beyond its capacity already: what is missing until the repair is what it did serve.
    let mut drawing = loaded(1.2);
    let web = *drawing.document.components.iter().find(|(_, part)| part.kind == Kind::WebServer).expect("one").0;
    drawing.set(web, &[number(Parameter::Mtbf, 1_000.0), number(Parameter::Mttr, 1.0 / 60.0)]);
    let served_per_s = drawing.solve().goodput_per_s;
    assert!(served_per_s < 0.9 * 480.0);
    assert_close(impact(&drawing, Failure::Component(web)).requests_lost.expect("known"), served_per_s * 60.0, 1e-6);
}

#[test]
fn a_repair_that_comes_before_the_check_ends_the_loss() {
    // The balancer believes the second failed check, after twenty minutes; the server is back after one.
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let checks = [number(Parameter::HealthInterval, 600.0), number(Parameter::HealthThreshold, 2.0)];
    let balancer = drawing.add(Kind::LoadBalancer, &[free_balancer(), checks.to_vec()].concat());
    let life = [number(Parameter::Mtbf, 1_000.0), number(Parameter::Mttr, 1.0 / 60.0)];
    let web = drawing.add(Kind::WebServer, &[&ample_web(2.0, 16.0, 0.001)[..], &life].concat());
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    let lost = impact(&drawing, Failure::Instance(web)).requests_lost.expect("known");
    assert_close(lost, RATE / 2.0 * 60.0, 1e-6);
}

#[test]
fn every_loss_has_a_reason_and_a_component() {
    for example in lessons::examples() {
        let document = (example.build)();
        let plan = compile(&document);
        for factor in [1.0, 4.0] {
            let solution = solve(&plan, document.users * factor);
            if solution.converged {
                assert_conserved_within(&solution, example.key);
            }
            let known =
                |refusal: &scaleground::solve::Refusal| plan.components.iter().any(|part| part.id == refusal.component);
            assert!(solution.refusals.iter().all(known), "{}", example.key);
        }
    }
}

fn assert_conserved_within(solution: &scaleground::solve::Solution, key: &str) {
    // Jobs are lost as well, but are no requests of users.
    let users = solution.refusals.iter().filter(|refusal| refusal.class != Class::Job);
    let lost: f64 = users.map(|refusal| refusal.rate_per_s).sum();
    let sum = solution.goodput_per_s + lost;
    assert!((sum / solution.offered_per_s - 1.0).abs() < 1e-3, "{key}: {sum} of {}", solution.offered_per_s);
}

#[test]
fn more_of_the_bottleneck_is_never_worse() {
    // The two tiers of one line, and what is short scaled out: each figure of the goal stays or gets better.
    for (web_cores, store_cores) in [(2.0, 8.0), (8.0, 2.0), (4.0, 4.0)] {
        let drawn = |web_cores: f64, store_cores: f64| {
            let mut drawing = Drawing::new();
            let users = drawing.users(300.0, [0.0, 1.0, 0.0]);
            let web = drawing.add(Kind::WebServer, &ample_web(1.0, web_cores, 0.01));
            let store = drawing.add(Kind::RelationalDatabase, &core_database(store_cores, 0.01));
            drawing.near(users, web);
            drawing.near(web, store);
            (drawing, web, store)
        };
        let (drawing, web, _) = drawn(web_cores, store_cores);
        let before = drawing.solve();
        let bottleneck =
            before.components.iter().filter_map(|(id, part)| Some((*id, part.resources.first()?.utilization)));
        let (fullest, _) = bottleneck.max_by(|a, b| a.1.total_cmp(&b.1)).expect("something is busy");
        let more =
            if fullest == web { drawn(2.0 * web_cores, store_cores) } else { drawn(web_cores, 2.0 * store_cores) };
        let after = more.0.solve();
        assert!(after.goodput_per_s >= before.goodput_per_s * (1.0 - 1e-9));
        let p99 = |solution: &scaleground::solve::Solution| {
            only_class(solution).response.as_ref().map_or(f64::INFINITY, |response| response.quantiles.p99_s)
        };
        assert!(p99(&after) <= p99(&before) * (1.0 + 1e-6), "{} after {}", p99(&after), p99(&before));
    }
}
