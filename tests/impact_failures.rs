//! Every single failure, against what can be worked out by hand.

#[path = "solve_support/sketch.rs"]
mod sketch;
mod solve_support;

use proptest::prelude::*;
use scaleground::impact::{Failure, FailureTable, Figures, Impact, Stage, Tipped, Verdict};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Value};
use scaleground::plan::{Class, Reason, Resource};
use sketch::{draw, sketch};
use solve_support::*;

const RATE: f64 = 100.0;

fn table(drawing: &Drawing) -> FailureTable {
    FailureTable::new(&drawing.document, drawing.document.users, None)
}

fn impact(drawing: &Drawing, failure: Failure) -> Impact {
    table(drawing).find(|impact| impact.failure == failure).expect("it is in the table")
}

fn figures(impact: &Impact, stage: Stage) -> &Figures {
    impact.at(stage).expect("there is such a phase").figures.as_ref().expect("it is solved")
}

/// Checks every 5 s, the second failure counts; nobody complains before an hour.
fn checks() -> Vec<(Parameter, Value)> {
    [free_balancer(), vec![number(Parameter::HealthInterval, 5.0), number(Parameter::HealthThreshold, 2.0)]].concat()
}

/// Users, a balancer that checks, and a tier of so many single-core instances with exponential work.
fn tier(instances: f64, rate: f64, service_s: f64) -> (Drawing, [ComponentId; 2]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let balancer =
        drawing.add(Kind::LoadBalancer, &[checks(), vec![choice(Parameter::Policy, Choice::Random)]].concat());
    let web = drawing.add(Kind::WebServer, &ample_web(instances, 1.0, service_s));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    (drawing, [balancer, web])
}

#[test]
fn one_of_n_servers_lost_loads_the_others_by_n_over_n_less_one() {
    let (n, service_s) = (4.0, 0.02);
    let (drawing, [_, web]) = tier(n, RATE, service_s);
    let impact = impact(&drawing, Failure::Instance(web));
    // Until two checks have failed every fourth request does; the others meet M/M/1 as before.
    let before = figures(&impact, Stage::Unnoticed);
    assert_close(before.served_share(), 1.0 - 1.0 / n, 1e-9);
    assert_close(impact.phases[0].until_s.expect("checks find out"), 10.0, 1e-12);
    let p99 = |load: f64| service_s / (1.0 - load) * 100_f64.ln();
    let load = RATE * service_s / n;
    assert_close(before.quantiles.expect("some are answered").p99_s, p99(load), 1e-3);
    // Then all are served, by one fewer.
    let after = figures(&impact, Stage::FailedOver);
    assert_close(after.served_share(), 1.0, 1e-9);
    let quantiles = after.quantiles.expect("all are answered");
    assert_close(quantiles.p99_s, p99(load * n / (n - 1.0)), 1e-3);
    assert_close(quantiles.p50_s, service_s / (1.0 - load * n / (n - 1.0)) * 2_f64.ln(), 1e-3);
    // What is lost until then, and how long it takes.
    assert_close(impact.requests_lost.expect("both times are known"), RATE / n * 10.0, 1e-9);
    assert_close(impact.recovery_s.expect("known"), 10.0, 1e-12);
}

#[test]
fn slower_checks_cost_as_many_more_requests() {
    let lost = |interval: f64| {
        let (mut drawing, [balancer, web]) = tier(2.0, RATE, 0.005);
        drawing.set(balancer, &[number(Parameter::HealthInterval, interval)]);
        impact(&drawing, Failure::Instance(web)).requests_lost.expect("known")
    };
    assert_close(lost(5.0), RATE / 2.0 * 10.0, 1e-9);
    assert_close(lost(20.0), 4.0 * lost(5.0), 1e-9);
}

#[test]
fn a_fleet_without_a_balancer_loses_its_share_until_somebody_notices() {
    let with = |metrics: bool| {
        let mut drawing = Drawing::new();
        let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
        drawing.set(users, &[number(Parameter::ComplaintTime, 3_600.0)]);
        let web = drawing.add(Kind::WebServer, &ample_web(4.0, 4.0, 0.001));
        drawing.near(users, web);
        if metrics {
            let settings = [
                number(Parameter::ScrapeInterval, 15.0),
                number(Parameter::AlarmDelay, 45.0),
                number(Parameter::Mttr, 0.0),
            ];
            let metrics = drawing.add(Kind::Metrics, &settings);
            drawing.link(web, metrics, &[]);
        }
        impact(&drawing, Failure::Instance(web))
    };
    for (metrics, noticed_s) in [(false, 3_600.0), (true, 60.0)] {
        let impact = with(metrics);
        assert_close(figures(&impact, Stage::Unnoticed).served_share(), 0.75, 1e-9);
        assert_close(impact.noticed_s.expect("known"), noticed_s, 1e-9);
        assert_close(impact.requests_lost.expect("known"), RATE / 4.0 * noticed_s, 1e-9);
    }
}

#[test]
fn everything_that_nobody_stands_in_for_is_lost_until_it_is_repaired() {
    let (mut drawing, [balancer, _]) = tier(2.0, RATE, 0.001);
    drawing.set(balancer, &[number(Parameter::Mtbf, 1_000.0), number(Parameter::Mttr, 0.5)]);
    let impact = impact(&drawing, Failure::Component(balancer));
    assert_eq!(impact.phases.len(), 2);
    let down = figures(&impact, Stage::FailedOver);
    assert_eq!(down.served_share(), 0.0);
    assert!(down.quantiles.is_none());
    assert_close(impact.repair_s.expect("known"), 1_800.0, 1e-12);
    assert_close(impact.recovery_s.expect("known"), 1_800.0, 1e-12);
    assert_close(impact.requests_lost.expect("known"), RATE * 1_800.0, 1e-9);
    assert!(down.refusals.iter().all(|refusal| refusal.component == balancer && refusal.reason == Reason::Down));
}

#[test]
fn the_other_of_a_standby_pair_takes_over() {
    let (mut drawing, [balancer, _]) = tier(2.0, RATE, 0.001);
    assert!(table(&drawing).all(|impact| impact.failure != Failure::Instance(balancer)));
    drawing.set(balancer, &[(Parameter::StandbyPair, Value::Flag(true))]);
    let impact = impact(&drawing, Failure::Instance(balancer));
    assert_eq!((impact.served().0, impact.requests_lost), (Some(1.0), Some(0.0)));
}

/// An application that writes to a primary whose replica takes its place.
fn replicated(replication: Choice, settings: &[(Parameter, Value)]) -> (Drawing, [ComponentId; 2]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 0.5, 0.5]);
    drawing.set(users, &[number(Parameter::ComplaintTime, 600.0)]);
    let web =
        drawing.add(Kind::Service, &[ample_web(1.0, 16.0, 0.001), vec![number(Parameter::WriteTime, 0.001)]].concat());
    let failover = [
        choice(Parameter::Replication, replication),
        number(Parameter::PromotionTime, 30.0),
        number(Parameter::FailoverCoverage, 1.0),
    ];
    let primary = drawing
        .add(Kind::RelationalDatabase, &[core_database(16.0, 0.001), failover.to_vec(), settings.to_vec()].concat());
    let replica = drawing
        .add(Kind::ReadReplica, &[core_database(16.0, 0.001), vec![number(Parameter::ReplicationLag, 2.0)]].concat());
    drawing.near(users, web);
    drawing.near(web, primary);
    drawing.near(web, replica);
    drawing.near(primary, replica);
    (drawing, [primary, replica])
}

#[test]
fn a_primary_costs_its_writes_until_a_replica_is_promoted() {
    let (drawing, [primary, _]) = replicated(Choice::Asynchronous, &[]);
    let impact = impact(&drawing, Failure::Component(primary));
    let before = figures(&impact, Stage::Unnoticed);
    assert_close(before.served_of(Class::Write) + 1.0, 1.0, 1e-12);
    assert_close(before.served_of(Class::Read), 1.0, 1e-9);
    assert_close(impact.phases[0].until_s.expect("it is promoted"), 30.0, 1e-12);
    assert_close(figures(&impact, Stage::FailedOver).served_share(), 1.0, 1e-9);
    assert_close(impact.requests_lost.expect("known"), RATE / 2.0 * 30.0, 1e-9);
    assert_close(impact.recovery_s.expect("known"), 30.0, 1e-12);
}

#[test]
fn a_failover_that_is_not_covered_takes_hands() {
    let by_hand = [number(Parameter::FailoverCoverage, 0.25), number(Parameter::ManualFailover, 0.5)];
    let (drawing, [primary, _]) = replicated(Choice::Asynchronous, &by_hand);
    let impact = impact(&drawing, Failure::Component(primary));
    // A quarter takes 30 s, the others half an hour after ten minutes until somebody complains.
    let mean_s = 0.25 * 30.0 + 0.75 * (1_800.0 + 600.0);
    assert_close(impact.phases[0].until_s.expect("known"), mean_s, 1e-9);
}

#[test]
fn async_replication_loses_lag_times_writes_and_sync_nothing() {
    let (drawing, [primary, replica]) = replicated(Choice::Asynchronous, &[]);
    // 2 s, and hardly a wait in the copy's log.
    assert_close(impact(&drawing, Failure::Component(primary)).writes_lost.expect("known"), 2.0 * RATE / 2.0, 1e-3);
    assert_eq!(impact(&drawing, Failure::Component(replica)).writes_lost, Some(0.0));
    let (drawing, [primary, _]) = replicated(Choice::Synchronous, &[]);
    assert_eq!(impact(&drawing, Failure::Component(primary)).writes_lost, Some(0.0));
}

#[test]
fn sync_replication_stops_writes_while_it_waits_for_a_copy_that_is_gone() {
    let (drawing, [_, replica]) = replicated(Choice::Asynchronous, &[]);
    assert_eq!(impact(&drawing, Failure::Component(replica)).served().0, Some(1.0));
    let (drawing, [_, replica]) = replicated(Choice::Synchronous, &[]);
    let impact = impact(&drawing, Failure::Component(replica));
    let before = figures(&impact, Stage::Unnoticed);
    assert_eq!(before.served_of(Class::Write), 0.0);
    assert_close(before.served_of(Class::Read), 1.0, 1e-9);
    assert_close(impact.phases[0].until_s.expect("somebody complains"), 600.0, 1e-9);
    assert_close(figures(&impact, Stage::FailedOver).served_share(), 1.0, 1e-9);
}

#[test]
fn a_region_is_missed_until_checks_and_names_have_followed() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let names = drawing.add(
        Kind::GeoDns,
        &[
            number(Parameter::Ttl, 60.0),
            number(Parameter::HealthInterval, 10.0),
            number(Parameter::HealthThreshold, 3.0),
            number(Parameter::LookupTime, 0.0),
        ],
    );
    drawing.near(users, names);
    let places = [(); 2].map(|()| {
        let place = drawing.add(Kind::DataCentre, &[number(Parameter::Mtbf, 1e4), number(Parameter::Mttr, 1.0)]);
        let web = drawing.add(Kind::WebServer, &ample_web(1.0, 4.0, 0.01));
        drawing.put(web, place);
        drawing.link(names, web, &[]);
        place
    });
    let rows: Vec<Impact> = places.iter().map(|place| impact(&drawing, Failure::Component(*place))).collect();
    let near = rows.iter().find(|row| row.served().0 == Some(0.0)).expect("one of them is the nearest");
    assert_close(near.phases[0].until_s.expect("they move"), 90.0, 1e-12);
    assert_close(figures(near, Stage::FailedOver).served_share(), 1.0, 1e-9);
    assert_close(near.requests_lost.expect("known"), RATE * 90.0, 1e-9);
    assert_eq!(near.recovery_s, Some(90.0));
    let far = rows.iter().find(|row| row.served().0 == Some(1.0)).expect("the other has no users");
    assert_eq!(far.requests_lost, Some(0.0));
}

#[test]
fn names_are_remembered_for_a_while() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    drawing.set(users, &[number(Parameter::RequestsPerDay, 864.0), number(Parameter::PeakFactor, 1.0)]);
    let names = drawing.add(Kind::Dns, &[number(Parameter::Ttl, 300.0), number(Parameter::LookupTime, 0.0)]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 4.0, 0.001));
    drawing.near(users, names);
    drawing.near(users, web);
    let impact = impact(&drawing, Failure::Component(names));
    // One request in four asks; the answers of the others expire evenly over their time to live.
    assert_close(figures(&impact, Stage::Unnoticed).served_share(), 0.75 / 2.0, 1e-9);
    assert_close(impact.phases[0].until_s.expect("they expire"), 300.0, 1e-12);
    assert_eq!(figures(&impact, Stage::FailedOver).served_share(), 0.0);
    // What is said to be repaired in no time counts as never down: how long this would be is not known, and not 0.
    assert_eq!((impact.repair_s, impact.recovery_s, impact.requests_lost), (None, None, None));
    drawing.set(names, &[number(Parameter::Mttr, 1.0)]);
    let impact = self::impact(&drawing, Failure::Component(names));
    assert_close(impact.repair_s.expect("known"), 3_600.0, 1e-12);
    let remembered = (1.0 - 0.75 / 2.0) * 300.0;
    assert_close(impact.requests_lost.expect("known"), RATE * (remembered + 3_600.0 - 300.0), 1e-9);
}

/// Services behind a service that asks a cache, and a store whose cores a cold cache fills.
fn cached(warmed: bool) -> (Drawing, [ComponentId; 3]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(1_000.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::Service, &ample_web(1.0, 64.0, 0.001));
    let cache = drawing.add(
        Kind::Cache,
        &[
            number(Parameter::Mtbf, 1e4),
            number(Parameter::Mttr, 1.0),
            (Parameter::Warmed, Value::Flag(warmed)),
            choice(Parameter::Strategy, Choice::CacheAside),
        ],
    );
    let store = drawing.add(Kind::RelationalDatabase, &core_database(4.0, 0.005));
    drawing.near(users, web);
    drawing.near(web, cache);
    drawing.near(web, store);
    (drawing, [web, cache, store])
}

#[test]
fn a_cache_that_is_lost_takes_its_store_down_and_comes_back_cold() {
    let (drawing, [_, cache, store]) = cached(false);
    let lost = impact(&drawing, Failure::Component(cache));
    // The store does 800 a second, whoever asks.
    let served = figures(&lost, Stage::FailedOver).goodput_per_s;
    assert_close(served, 800.0, 0.02);
    let first = lost.cascade.first().expect("something gives way");
    assert_eq!((first.component, first.at_s), (store, 0.0));
    assert!(matches!(first.tipped, Tipped::Full { resource: Resource::Cores, .. }), "{first:?}");
    assert_close(figures(&lost, Stage::Repaired).goodput_per_s, served, 1e-6);
    assert!(lost.at(Stage::Repaired).expect("it is").until_s.expect("it fills") > 0.0);
    let (drawing, [_, cache, _]) = cached(true);
    let warm = impact(&drawing, Failure::Component(cache));
    assert_close(figures(&warm, Stage::Repaired).served_share(), 1.0, 1e-9);
}

#[test]
fn a_queue_holds_what_its_consumer_cannot_take_and_drains_afterwards() {
    let mut drawing = Drawing::new();
    let users = drawing.users(30.0, [0.0, 0.0, 1.0]);
    let web =
        drawing.add(Kind::Service, &[ample_web(1.0, 16.0, 0.001), vec![number(Parameter::WriteTime, 0.001)]].concat());
    let queue = drawing.add(Kind::MessageQueue, &[number(Parameter::Partitions, 0.0)]);
    let worker = drawing.add(
        Kind::Worker,
        &[
            number(Parameter::Cores, 2.0),
            number(Parameter::Workers, 2.0),
            number(Parameter::Instances, 1.0),
            number(Parameter::JobTime, 0.05),
            (Parameter::Autoscaling, Value::Flag(false)),
            number(Parameter::Mtbf, 1_000.0),
            number(Parameter::Mttr, 1.0 / 60.0),
        ],
    );
    drawing.near(users, web);
    drawing.near(web, queue);
    drawing.near(queue, worker);
    let impact = impact(&drawing, Failure::Component(worker));
    let down = figures(&impact, Stage::FailedOver);
    assert_close(down.served_share(), 1.0, 1e-9);
    assert_eq!(down.served_of(Class::Job), 0.0);
    // 30 a second wait for a minute; 40 a second can be done, so that 10 a second are worked off.
    assert_close(impact.backlog, 30.0 * 60.0, 1e-9);
    assert_close(impact.at(Stage::Repaired).expect("it is").until_s.expect("it drains"), 180.0, 1e-2);
    assert_eq!(impact.requests_lost, Some(0.0));
}

#[test]
fn new_instances_take_their_time_to_boot() {
    let recovery = |boot_s: f64| {
        let (mut drawing, [_, web]) = tier(4.0, 190.0, 0.01);
        drawing.set(
            web,
            &[
                (Parameter::Autoscaling, Value::Flag(true)),
                choice(Parameter::Hosting, Choice::Cloud),
                number(Parameter::TargetUtilization, 0.95),
                number(Parameter::MinInstances, 1.0),
                number(Parameter::MaxInstances, 10.0),
                number(Parameter::BootTime, boot_s),
                number(Parameter::CoolDown, 30.0),
            ],
        );
        // Two run; the one that is left can do 100 a second.
        let impact = impact(&drawing, Failure::Instance(web));
        assert_close(figures(&impact, Stage::Unnoticed).served_share(), 0.5, 1e-6);
        assert_close(figures(&impact, Stage::Booting).served_share(), 100.0 / 190.0, 1e-2);
        assert_close(figures(&impact, Stage::FailedOver).served_share(), 1.0, 1e-3);
        impact.recovery_s.expect("known")
    };
    assert_close(recovery(120.0), 10.0 + 30.0 + 120.0, 1e-9);
    assert_close(recovery(20.0), 10.0 + 30.0 + 20.0, 1e-9);
}

#[test]
fn a_link_that_is_down_cuts_off_what_is_behind_it() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &checks());
    let webs = [(); 2].map(|()| drawing.add(Kind::WebServer, &ample_web(1.0, 4.0, 0.001)));
    let way = drawing.near(users, balancer);
    let links = webs.map(|web| drawing.near(balancer, web));
    let one = impact(&drawing, Failure::Link(links[0]));
    assert_close(figures(&one, Stage::Unnoticed).served_share(), 0.5, 1e-9);
    assert_eq!(one.phases[0].until_s, Some(10.0));
    assert_close(figures(&one, Stage::FailedOver).served_share(), 1.0, 1e-9);
    let all = impact(&drawing, Failure::Link(way));
    let down = figures(&all, Stage::FailedOver);
    assert_eq!(down.served_share(), 0.0);
    let refusal = down.refusals[0];
    assert_eq!((refusal.component, refusal.reason), (balancer, Reason::Unreachable));
    // It is noticed with the first of its ends, here by users who complain, and then takes an hour.
    let (noticed_s, repair_s) = (all.noticed_s.expect("known"), all.repair_s.expect("known"));
    assert_close(repair_s, noticed_s + 3_600.0, 1e-12);
    assert_eq!(all.recovery_s, Some(repair_s));
    assert_close(all.requests_lost.expect("known"), RATE * repair_s, 1e-9);
    // Said to be repaired in no time, it counts as never down: nobody knows how long it would be.
    let way = drawing.document.links.get_mut(&way).expect("it is drawn");
    std::rc::Rc::make_mut(way).settings.insert(Parameter::Mttr, Value::Number(0.0));
    let all = impact(&drawing, all.failure);
    assert_eq!((all.repair_s, all.recovery_s, all.requests_lost), (None, None, None));
}

#[test]
fn a_lost_server_signs_its_users_out_unless_sessions_stand_elsewhere() {
    let (mut drawing, [_, web]) = tier(4.0, RATE, 0.001);
    drawing.set(web, &[choice(Parameter::SessionState, Choice::Stateful)]);
    assert_close(impact(&drawing, Failure::Instance(web)).sessions_lost, 0.25, 1e-12);
    assert_close(impact(&drawing, Failure::Component(web)).sessions_lost, 1.0, 1e-12);
    drawing.set(web, &[choice(Parameter::SessionState, Choice::SessionStore)]);
    assert_eq!(impact(&drawing, Failure::Instance(web)).sessions_lost, 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_request_is_answered_or_lost_for_one_reason_at_one_place(sketch in sketch()) {
        let drawing = draw(&sketch);
        for impact in table(&drawing) {
            prop_assert!(impact.phases.iter().any(|phase| phase.stage == Stage::FailedOver), "{impact:?}");
            for figures in impact.phases.iter().filter_map(|phase| phase.figures.as_ref()) {
                let of_users = figures.refusals.iter().filter(|refusal| refusal.class != Class::Job);
                let lost: f64 = of_users.map(|refusal| refusal.rate_per_s).sum();
                let off = figures.goodput_per_s + lost - figures.offered_per_s;
                prop_assert!(off.abs() <= 1e-8 * figures.offered_per_s + 1e-12, "{:?}: {off}", impact.failure);
                let mut places: Vec<_> = figures.refusals.iter().map(|one| (one.component, one.class, one.reason)).collect();
                places.sort_unstable();
                places.dedup();
                prop_assert_eq!(places.len(), figures.refusals.len());
                for (class, share) in &figures.by_class {
                    prop_assert!((0.0..=1.0).contains(share), "{class:?} {share}");
                }
            }
            let sane = |figure: Option<f64>| figure.is_none_or(|figure| figure >= 0.0);
            prop_assert!(sane(impact.recovery_s) && sane(impact.writes_lost) && impact.backlog >= 0.0, "{impact:?}");
            prop_assert!(impact.cascade.windows(2).all(|pair| pair[0].at_s <= pair[1].at_s), "{impact:?}");
        }
    }
}

fn verdicts(impact: &Impact) -> Vec<(Class, Verdict)> {
    impact.points.iter().map(|point| (point.class, point.verdict)).collect()
}

#[test]
fn what_every_request_passes_is_a_single_point_only_where_its_loss_costs_some() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 0.5, 0.5]);
    let balancer = drawing.add(Kind::LoadBalancer, &checks());
    let webs = [(); 2].map(|()| {
        drawing.add(Kind::WebServer, &[ample_web(1.0, 16.0, 0.001), vec![number(Parameter::WriteTime, 0.001)]].concat())
    });
    let cache = drawing.add(Kind::Cache, &[choice(Parameter::Strategy, Choice::CacheAside)]);
    let store = drawing.add(Kind::RelationalDatabase, &core_database(64.0, 0.001));
    let [metrics, logs] = [Kind::Metrics, Kind::Logs].map(|kind| drawing.add(kind, &[]));
    drawing.near(users, balancer);
    for web in webs {
        drawing.near(balancer, web);
        drawing.near(web, cache);
        drawing.near(web, store);
    }
    for sink in [metrics, logs] {
        drawing.link(store, sink, &[]);
    }
    let both = |verdict| vec![(Class::Read, verdict), (Class::Write, verdict)];
    let found = |id| verdicts(&impact(&drawing, Failure::Component(id)));
    assert_eq!(found(balancer), both(Verdict::Single));
    assert_eq!(found(store).last(), Some(&(Class::Write, Verdict::Single)));
    // What is held in a cache is read without the store, but not all is.
    assert_eq!(found(cache), []);
    assert_eq!(found(webs[0]), []);
    // Every write passes the store, which tells of it.
    assert_eq!(found(metrics), [(Class::Write, Verdict::NotWaitedFor)]);
    assert_eq!(found(logs), [(Class::Write, Verdict::NotWaitedFor)]);
}

#[test]
fn a_primary_with_a_replica_is_taken_over_and_a_tier_at_its_limit_overloads() {
    let (drawing, [primary, _]) = replicated(Choice::Asynchronous, &[]);
    assert_eq!(verdicts(&impact(&drawing, Failure::Component(primary))), [(Class::Write, Verdict::TakenOver)]);
    // Two of one core, each 60 % busy: one alone is asked for 120 %.
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &checks());
    let webs = [(); 2].map(|()| drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.012)));
    drawing.near(users, balancer);
    for web in webs {
        drawing.near(balancer, web);
    }
    let impact = impact(&drawing, Failure::Component(webs[0]));
    assert_eq!(verdicts(&impact), [(Class::Read, Verdict::Overloads)]);
    assert_close(figures(&impact, Stage::FailedOver).goodput_per_s, 1.0 / 0.012, 1e-6);
    let fallen = impact.cascade.first().expect("the other gives way");
    assert_eq!(fallen.component, webs[1]);
    // Its line of a million and a hundred thousand places, of which hardly any was taken, fills at 100 less 1/0.012.
    let refused = impact.cascade.iter().find(|fallen| matches!(fallen.tipped, Tipped::Loses { .. }));
    assert!(refused.is_none_or(|fallen| fallen.at_s >= 10.0));
}

#[test]
fn a_place_is_a_single_point_where_all_ways_lead_through_it() {
    let mut drawing = Drawing::new();
    let users = drawing.users(RATE, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &checks());
    drawing.near(users, balancer);
    let centre = drawing.add(Kind::DataCentre, &[]);
    let zones = [(); 2].map(|()| {
        let zone = drawing.add(Kind::Zone, &[]);
        drawing.put(zone, centre);
        let web = drawing.add(Kind::WebServer, &ample_web(1.0, 16.0, 0.001));
        drawing.put(web, zone);
        drawing.near(balancer, web);
        zone
    });
    assert_eq!(verdicts(&impact(&drawing, Failure::Component(centre))), [(Class::Read, Verdict::Single)]);
    assert_eq!(verdicts(&impact(&drawing, Failure::Component(zones[0]))), []);
}
