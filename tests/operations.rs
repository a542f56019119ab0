//! What watches, deploys, scales, warms and keeps: its effect on availability, and the figures over time.

mod solve_support;

use scaleground::impact::{AlarmKind, alarms, availability, first_loss, instances_for_backlog, reaction, warm_up};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::plan::{Scaling, compile};
use scaleground::solve::solve;
use solve_support::*;

const HOUR_S: f64 = 3_600.0;

fn lifetime(mtbf_h: f64, mttr_h: f64) -> Vec<(Parameter, Value)> {
    vec![number(Parameter::Mtbf, mtbf_h), number(Parameter::Mttr, mttr_h)]
}

fn unavailability(drawing: &Drawing) -> f64 {
    availability(&compile(&drawing.document), drawing.document.users).total.unavailability
}

fn down(mtbf: f64, mttr: f64) -> f64 {
    mttr / (mtbf + mttr)
}

/// Users who complain after a quarter of an hour, and a web server.
fn watched() -> (Drawing, ComponentId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    drawing.set(users, &[number(Parameter::ComplaintTime, 900.0)]);
    let web = drawing.add(Kind::WebServer, &lifetime(1_000.0, 1.0));
    drawing.near(users, web);
    (drawing, web)
}

#[test]
fn an_outage_lasts_until_somebody_notices_and_then_the_repair() {
    let (mut drawing, web) = watched();
    assert_close(unavailability(&drawing), down(1_000.0, 1.25), 1e-12);
    let alarm =
        [number(Parameter::ScrapeInterval, 60.0), number(Parameter::AlarmDelay, 120.0), number(Parameter::Mttr, 0.0)];
    let metrics = drawing.add(Kind::Metrics, &alarm);
    drawing.link(web, metrics, &[]);
    assert_close(unavailability(&drawing), down(1_000.0, 1.05), 1e-12);
    // Metrics that fail half of the time leave the other half to the users.
    drawing.set(metrics, &lifetime(2.0, 1.75));
    assert_close(unavailability(&drawing), down(1_000.0, 1.0 + f64::midpoint(0.05, 0.25)), 1e-12);
    drawing.fail(metrics, Fault::Down);
    assert_close(unavailability(&drawing), down(1_000.0, 1.25), 1e-12);
}

#[test]
fn metrics_in_the_place_that_is_lost_notice_nothing() {
    let (mut drawing, web) = watched();
    drawing.set(web, &[number(Parameter::Mttr, 0.0)]);
    let zone = drawing.add(Kind::Zone, &lifetime(1_000.0, 1.0));
    drawing.put(web, zone);
    let alarm =
        [number(Parameter::ScrapeInterval, 60.0), number(Parameter::AlarmDelay, 120.0), number(Parameter::Mttr, 0.0)];
    let metrics = drawing.add(Kind::Metrics, &alarm);
    drawing.link(web, metrics, &[]);
    assert_close(unavailability(&drawing), down(1_000.0, 1.05), 1e-12);
    drawing.put(metrics, zone);
    assert_close(unavailability(&drawing), down(1_000.0, 1.25), 1e-12);
}

#[test]
fn a_failed_deployment_takes_down_everything_that_it_was_for() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let balancer =
        drawing.add(Kind::LoadBalancer, &[number(Parameter::Mttr, 0.0), number(Parameter::HealthInterval, 0.0)]);
    drawing.near(users, balancer);
    let deployments = [
        number(Parameter::DeploysPerDay, 2.0),
        number(Parameter::FailedDeployShare, 0.05),
        number(Parameter::RecoveryTime, 864.0),
    ];
    let automation = drawing.add(Kind::Automation, &deployments);
    for _ in 0..2 {
        let web = drawing.add(Kind::WebServer, &lifetime(1_000.0, 1.0));
        drawing.near(balancer, web);
        drawing.link(automation, web, &[]);
    }
    // A tenth of a failure per day, each a hundredth of a day.
    let failed = down(10.0, 0.01);
    // A lost server is deployed anew in the same time.
    let both = down(1_000.0, 0.24).powi(2);
    assert_close(unavailability(&drawing), failed + (1.0 - failed) * both, 1e-12);
    let contributions = availability(&compile(&drawing.document), 1.0).contributions;
    assert_eq!(contributions[0].component, automation);
    drawing.fail(automation, Fault::Down);
    assert_close(unavailability(&drawing), down(1_000.0, 1.0).powi(2), 1e-12);
}

#[test]
fn a_balancer_sends_to_the_failed_until_its_checks_find_out() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let checks = [
        number(Parameter::Mttr, 0.0),
        number(Parameter::HealthInterval, 10.0),
        number(Parameter::HealthThreshold, 3.0),
    ];
    let balancer = drawing.add(Kind::LoadBalancer, &checks);
    let mut settings = lifetime(1_000.0, 1.0);
    settings.push(number(Parameter::Instances, 4.0));
    let web = drawing.add(Kind::WebServer, &settings);
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    // Four times as many failures, each a quarter of the requests for 30 s; a few repairs are quicker than that.
    let window_s = HOUR_S * (1.0 - (-30.0 / HOUR_S).exp());
    let missed = window_s / (1_001.0 * HOUR_S);
    assert_close(unavailability(&drawing), missed + down(1_000.0, 1.0).powi(4), 1e-6);
    // Alone, it is missed for its whole outage, and not twice.
    drawing.set(web, &[number(Parameter::Instances, 1.0)]);
    assert_close(unavailability(&drawing), down(1_000.0, 1.0), 1e-12);
}

#[test]
fn another_region_answers_once_the_name_leads_there() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let checks = [
        number(Parameter::Ttl, 60.0),
        number(Parameter::HealthInterval, 30.0),
        number(Parameter::HealthThreshold, 3.0),
    ];
    let names = drawing.add(Kind::GeoDns, &checks);
    drawing.link(users, names, &[]);
    for region in [Choice::RegionSeoul, Choice::RegionFrankfurt] {
        let mut settings = lifetime(10_000.0, 2.0);
        settings.push(choice(Parameter::Region, region));
        let centre = drawing.add(Kind::DataCentre, &settings);
        let web = drawing.add(Kind::WebServer, &lifetime(1_000.0, 1.0));
        drawing.put(web, centre);
        drawing.link(names, web, &[]);
    }
    let one = 1.0 - (1.0 - down(10_000.0, 2.0)) * (1.0 - down(1_000.0, 1.0));
    let unnoticed = |mtbf_h: f64, mttr_h: f64| down(mtbf_h, mttr_h) * (1.0 - (-150.0 / (mttr_h * HOUR_S)).exp());
    let expected = one * one + unnoticed(10_000.0, 2.0) + unnoticed(1_000.0, 1.0);
    assert_close(unavailability(&drawing), expected, 1e-3);
}

#[test]
fn a_place_on_standby_answers_when_the_active_one_is_lost() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let balancer =
        drawing.add(Kind::LoadBalancer, &[number(Parameter::Mttr, 0.0), number(Parameter::HealthInterval, 0.0)]);
    drawing.near(users, balancer);
    for mode in [Choice::Active, Choice::Standby] {
        let mut settings = lifetime(10_000.0, 2.0);
        settings.push(choice(Parameter::PlaceMode, mode));
        let centre = drawing.add(Kind::DataCentre, &settings);
        let web = drawing.add(Kind::WebServer, &[number(Parameter::Mttr, 0.0)]);
        drawing.put(web, centre);
        drawing.near(balancer, web);
    }
    assert_close(unavailability(&drawing), down(10_000.0, 2.0).powi(2), 1e-12);
}

#[test]
fn alarms_are_raised_where_thresholds_are_passed() {
    let mut drawing = Drawing::new();
    let users = drawing.users(85.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.01));
    let metrics = drawing.add(Kind::Metrics, &[number(Parameter::ReportTime, 0.0)]);
    drawing.near(users, web);
    drawing.link(web, metrics, &[]);
    let raised = alarms(&drawing.document, &drawing.solve());
    assert_eq!(raised.len(), 1, "{raised:?}");
    assert_eq!((raised[0].kind, raised[0].about, raised[0].metrics), (AlarmKind::Utilization, web, metrics));
    assert_close(raised[0].value, 0.85, 1e-9);
    drawing.set(metrics, &[number(Parameter::AlarmUtilization, 0.9), number(Parameter::AlarmResponseTime, 0.1)]);
    let raised = alarms(&drawing.document, &drawing.solve());
    assert_eq!(raised.iter().map(|alarm| alarm.kind).collect::<Vec<_>>(), [AlarmKind::ResponseTime]);
    drawing.fail(metrics, Fault::Down);
    assert!(alarms(&drawing.document, &drawing.solve()).is_empty());
}

fn scaled(rate: f64, more: &[(Parameter, Value)]) -> (Drawing, ComponentId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let mut settings = ample_web(1.0, 1.0, 0.01);
    settings.extend([
        (Parameter::Autoscaling, Value::Flag(true)),
        number(Parameter::TargetUtilization, 0.5),
        number(Parameter::MaxInstances, 100.0),
        number(Parameter::BootTime, 120.0),
        number(Parameter::CoolDown, 300.0),
    ]);
    settings.extend_from_slice(more);
    let web = drawing.add(Kind::WebServer, &settings);
    drawing.near(users, web);
    (drawing, web)
}

#[test]
fn doubled_load_is_followed_step_by_step() {
    let follow = |rate: f64, factor: f64| {
        let (drawing, web) = scaled(rate, &[]);
        let plan = compile(&drawing.document);
        reaction(&plan, &solve(&plan, 1.0), web, factor).expect("it scales")
    };
    // 400 requests of 10 ms: 4 busy, 8 instances; doubled 8 busy, all 8 full, and 16 wanted: one step.
    let doubled = follow(400.0, 2.0);
    assert_eq!((doubled.instances, doubled.wanted, doubled.steps, doubled.seconds), (8.0, 16.0, 1, 420.0));
    // Eight times as much: what is seen is never more than full, so that each step only doubles.
    let eightfold = follow(400.0, 8.0);
    assert_eq!((eightfold.wanted, eightfold.steps, eightfold.seconds), (64.0, 3, 1_020.0));
    assert_eq!(follow(400.0, 1.0).seconds, 0.0);
    assert_eq!(follow(4_000.0, 2.0).wanted, 100.0);
}

#[test]
fn without_metrics_autoscaling_knows_nothing() {
    let told = |drawing: &Drawing| {
        let found = compile(&drawing.document).diagnostics;
        found.iter().any(|finding| finding.code == DiagnosticCode::AutoscalingWithoutMetrics)
    };
    let (mut drawing, web) = scaled(100.0, &[]);
    assert!(told(&drawing));
    let metrics = drawing.add(Kind::Metrics, &[]);
    drawing.link(web, metrics, &[]);
    assert!(!told(&drawing));
}

#[test]
fn tied_sessions_keep_their_skew_when_instances_follow_the_load() {
    let tied = |scaling: bool| {
        let mut drawing = Drawing::new();
        let users = drawing.users(800.0, [0.0, 1.0, 0.0]);
        let mut balancer = free_balancer();
        balancer.push(choice(Parameter::Policy, Choice::SourceHash));
        let balancer = drawing.add(Kind::LoadBalancer, &balancer);
        let mut settings = ample_web(if scaling { 4.0 } else { 16.0 }, 1.0, 0.01);
        settings.extend([
            number(Parameter::SessionSkew, 1.5),
            (Parameter::Autoscaling, Value::Flag(scaling)),
            number(Parameter::TargetUtilization, 0.5),
            number(Parameter::MaxInstances, 100.0),
        ]);
        let web = drawing.add(Kind::WebServer, &settings);
        drawing.near(users, balancer);
        drawing.near(balancer, web);
        let solution = drawing.solve();
        (component(&solution, web).instances, component(&solution, web).resources[0].utilization)
    };
    assert_eq!(tied(false), (16.0, 0.75));
    let (instances, fullest) = tied(true);
    assert_close(instances, 16.0, 1e-9);
    assert_close(fullest, 0.75, 1e-9);
}

#[test]
fn a_backlog_asks_for_an_instance_per_so_many_messages() {
    let scaling = Scaling {
        target_utilization: 0.8,
        fewest: 2.0,
        most: 10.0,
        drawn: 1.0,
        boot_s: 1.0,
        cool_down_s: 1.0,
        backlog_per_instance: Some(100.0),
    };
    let asked = [0.0, 301.0, 1e6].map(|messages| instances_for_backlog(&scaling, messages));
    assert_eq!(asked, [Some(2.0), Some(4.0), Some(10.0)]);
    assert_eq!(instances_for_backlog(&Scaling { backlog_per_instance: None, ..scaling }, 5.0), None);
}

#[test]
fn a_growing_backlog_loses_what_is_too_old() {
    let lost = |rate: f64| {
        let mut drawing = Drawing::new();
        let users = drawing.users(rate, [0.0, 0.0, 1.0]);
        let queue = drawing.add(Kind::MessageQueue, &[number(Parameter::Retention, 1_000.0)]);
        let settings =
            [number(Parameter::Workers, 1.0), number(Parameter::Cores, 1.0), number(Parameter::JobTime, 0.01)];
        let worker = drawing.add(Kind::Worker, &settings);
        drawing.near(users, queue);
        drawing.near(queue, worker);
        first_loss(&drawing.document, &drawing.solve(), queue)
    };
    assert_eq!(lost(80.0), None);
    // Of 125 per second 100 are worked on: the age grows by a fifth of a second per second.
    assert_close(lost(125.0).expect("it grows"), 5_000.0, 1e-6);
}

/// Least recently used, from empty: the share of hits about `seconds` after the start, over many runs.
fn simulated_hits(objects: usize, capacity: usize, rate: f64, exponent: f64, seconds: f64) -> f64 {
    let weights: Vec<f64> = (1..=objects).map(|rank| (rank as f64).powf(-exponent)).collect();
    let total: f64 = weights.iter().sum();
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let around = (0.95 * seconds * rate) as usize..(1.05 * seconds * rate) as usize;
    let (mut hits, mut looked) = (0.0, 0.0);
    for _ in 0..60 {
        let mut held: Vec<usize> = Vec::new();
        for request in 0..around.end {
            let mut left = random() * total;
            let object = weights.iter().position(|weight| {
                left -= weight;
                left <= 0.0
            });
            let object = object.unwrap_or(0);
            let place = held.iter().position(|other| *other == object);
            if around.contains(&request) {
                looked += 1.0;
                hits += if place.is_some() { 1.0 } else { 0.0 };
            }
            if let Some(place) = place {
                held.remove(place);
            }
            held.push(object);
            if held.len() > capacity {
                held.remove(0);
            }
        }
    }
    hits / looked
}

#[test]
fn a_cold_cache_is_warm_after_the_time_that_a_simulation_needs() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 100.0, 0.0));
    let settings = [
        number(Parameter::Objects, 1_000.0),
        number(Parameter::ZipfExponent, 0.8),
        number(Parameter::ItemBytes, 1_000.0),
        number(Parameter::Memory, 300_000.0),
        (Parameter::Expires, Value::Flag(false)),
    ];
    let cache = drawing.add(Kind::Cache, &settings);
    let store = drawing.add(Kind::KeyValueStore, &[]);
    drawing.near(users, web);
    drawing.near(web, cache);
    drawing.near(web, store);
    let plan = compile(&drawing.document);
    let solution = solve(&plan, 1.0);
    let steady = component(&solution, cache).hit_ratio.expect("it is a cache");
    let seconds = warm_up(&drawing.document, &plan, &solution, cache).expect("it fills");
    assert_close(simulated_hits(1_000, 300, 100.0, 0.8, seconds), 0.9 * steady, 0.02);
    drawing.set(cache, &[(Parameter::Warmed, Value::Flag(true))]);
    assert_eq!(warm_up(&drawing.document, &plan, &solution, cache), Some(0.0));
}
