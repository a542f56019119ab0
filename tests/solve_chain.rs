//! Users, balancer, web tier and database together: held workers, saturation, failures.

mod solve_support;

use std::rc::Rc;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::solve::{Reason, Resource, Solution};
use solve_support::*;

/// Two instances with 200 workers and four cores, 4 ms a read; a database with eight cores, 1 ms a read.
struct Chain {
    drawing: Drawing,
    web: ComponentId,
    database: ComponentId,
}

fn chain(rate: f64) -> Chain {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let web = drawing.add(Kind::WebServer, &[number(Parameter::Instances, 2.0)]);
    let database = drawing.add(Kind::RelationalDatabase, &[number(Parameter::BufferHitRatio, 1.0)]);
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, database);
    Chain { drawing, web, database }
}

impl Chain {
    fn set(&mut self, id: ComponentId, settings: &[(Parameter, Value)]) {
        let part = self.drawing.document.components.get_mut(&id).expect("it is drawn");
        Rc::make_mut(part).settings.extend(settings.iter().copied());
    }

    fn solve(&self) -> Solution {
        let solution = self.drawing.solve();
        assert!(solution.converged);
        assert_conserved(&solution);
        solution
    }
}

/// Little's law at the whole tier: who is inside holds a worker or waits for one. Times come from the database up, busy
/// workers from the users down.
#[test]
fn who_is_inside_the_web_tier_holds_a_worker_or_waits_for_one() {
    for rate in [10.0, 1_000.0, 1_900.0, 1_990.0] {
        let chain = chain(rate);
        let solution = chain.solve();
        let (tier, workers) = (&solution.components[&chain.web], resource(&solution, chain.web, Resource::Workers));
        assert_close(tier.arrival_per_s * tier.response_mean_s, workers.busy + workers.waiting, 1e-6);
    }
}

#[test]
fn throughput_stops_at_the_capacity_of_the_cores() {
    // Two times four cores at 4 ms: 2,000 per second.
    for rate in [2_100.0, 3_000.0, 20_000.0, 1e6] {
        let chain = chain(rate);
        let solution = chain.solve();
        assert_close(solution.goodput_per_s, 2_000.0, 1e-6);
        assert_eq!(solution.bottleneck, Some((chain.web, Resource::Cores)));
        let [refusal] = solution.refusals[..] else { panic!("one reason: {:?}", solution.refusals) };
        assert_eq!((refusal.component, refusal.reason), (chain.web, Reason::QueueFull(Resource::Workers)));
        assert_close(resource(&solution, chain.web, Resource::Cores).utilization, 1.0, 1e-6);
    }
    let below = chain(1_900.0).solve();
    assert_close(below.goodput_per_s, 1_900.0, 1e-9);
    assert!(below.refusals.iter().all(|refusal| refusal.rate_per_s < 1e-6));
}

#[test]
fn a_full_database_fills_the_workers_and_is_named() {
    for rate in [8_100.0, 12_000.0, 40_000.0] {
        let mut chain = chain(rate);
        let web = chain.web;
        chain.set(web, &[number(Parameter::Cores, 64.0)]);
        let solution = chain.solve();
        assert_close(solution.goodput_per_s, 8_000.0, 1e-6);
        assert_eq!(solution.bottleneck, Some((chain.database, Resource::Cores)));
        let workers = resource(&solution, web, Resource::Workers);
        assert!(workers.utilization > 0.99 && workers.refused_share > 0.01);
        // All that callers can hold is below: 400 workers.
        let below = component(&solution, chain.database);
        let waiting = below.arrival_per_s * below.response_mean_s;
        assert!(waiting > 300.0 && waiting <= 400.5, "{waiting} of 400 workers wait for the database");
    }
}

#[test]
fn few_workers_are_scarce_while_their_database_answers_slowly() {
    // 10 workers held for 100 ms each serve 100 per second, whatever the cores could do.
    let mut chain = chain(150.0);
    let (web, database) = (chain.web, chain.database);
    chain.set(
        web,
        &[number(Parameter::Instances, 1.0), number(Parameter::Workers, 10.0), number(Parameter::ReadTime, 0.0)],
    );
    chain.set(database, &[number(Parameter::ReadTime, 0.1), number(Parameter::Cores, 64.0)]);
    let solution = chain.solve();
    assert_close(solution.goodput_per_s, 100.0, 1e-6);
    assert_eq!(solution.bottleneck, Some((web, Resource::Workers)));
    assert_close(resource(&solution, database, Resource::Cores).busy, 10.0, 1e-6);
    let slower = {
        chain.set(database, &[number(Parameter::ReadTime, 0.2)]);
        chain.solve()
    };
    assert_close(slower.goodput_per_s, 50.0, 1e-6);
}

#[test]
fn littles_law_holds_at_held_workers() {
    for rate in [100.0, 1_500.0, 1_990.0, 3_000.0] {
        let chain = chain(rate);
        let solution = chain.solve();
        let workers = resource(&solution, chain.web, Resource::Workers);
        let tier = component(&solution, chain.web);
        let held_for = tier.response_mean_s - workers.wait_mean_s;
        assert_close(workers.busy, tier.throughput_per_s * held_for, 1e-6);
    }
}

#[test]
fn it_gives_way_where_the_first_resource_is_full() {
    let mut chain = chain(1.0);
    let users = ComponentId(1);
    chain.set(users, &[choice(Parameter::LoadMode, Choice::FromUsers), number(Parameter::RequestsPerDay, 86_400.0)]);
    chain.set(users, &[number(Parameter::PeakFactor, 2.0)]);
    chain.drawing.document.users = 100.0;
    let solution = chain.solve();
    assert_close(solution.offered_per_s, 200.0, 1e-12);
    let point = solution.breaking_point.expect("cores are limited");
    assert_eq!((point.component, point.resource), (chain.web, Resource::Cores));
    assert_close(point.users, 1_000.0, 1e-6);
    let (web, database) = (chain.web, chain.database);
    chain.set(web, &[number(Parameter::Workers, 10.0), number(Parameter::AcceptQueue, 0.0)]);
    chain.set(database, &[number(Parameter::ReadTime, 0.1), number(Parameter::Cores, 64.0)]);
    let point = chain.solve().breaking_point.expect("workers are limited");
    assert_eq!((point.component, point.resource), (web, Resource::Workers));
    assert!(
        point.users < 100.0,
        "two tiers of 10 workers for 0.1 s each serve 200 requests per second: {}",
        point.users
    );
}

#[test]
fn a_lost_instance_leaves_the_others_its_load() {
    let mut chain = chain(900.0);
    let before = chain.solve();
    let web = chain.web;
    chain.drawing.fail(web, Fault::InstancesDown(1));
    let after = chain.solve();
    assert_close(resource(&before, web, Resource::Cores).utilization, 0.45, 1e-9);
    assert_close(resource(&after, web, Resource::Cores).utilization, 0.9, 1e-9);
    assert_close(after.goodput_per_s, 900.0, 1e-9);
}

#[test]
fn what_is_down_fails_its_requests_with_that_reason() {
    let mut chain = chain(900.0);
    let database = chain.database;
    chain.drawing.fail(database, Fault::Down);
    let solution = chain.solve();
    assert_eq!(solution.goodput_per_s, 0.0);
    let [refusal] = solution.refusals[..] else { panic!("one reason: {:?}", solution.refusals) };
    assert_eq!((refusal.component, refusal.reason), (database, Reason::Down));
    assert_close(refusal.rate_per_s, 900.0, 1e-12);
    // They are not refused for lack of room: something has answered, with an error.
    assert_close(solution.throughput_per_s, 900.0, 1e-12);
}

#[test]
fn a_container_shares_its_fate() {
    let mut chain = chain(900.0);
    let (web, zone) = (chain.web, chain.drawing.add(Kind::Zone, &[]));
    let part = chain.drawing.document.components.get_mut(&web).expect("it is drawn");
    Rc::make_mut(part).place = Some(zone);
    chain.drawing.fail(zone, Fault::Down);
    assert_eq!(chain.solve().refusals[0].component, web);
}

/// A web server with a primary and two replicas, each with links of its own.
fn replicated() -> (Drawing, [ComponentId; 4]) {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [0.0, 3.0, 1.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let primary = drawing.add(Kind::RelationalDatabase, &[]);
    let one = drawing.add(Kind::ReadReplica, &[number(Parameter::Instances, 2.0)]);
    let other = drawing.add(Kind::ReadReplica, &[]);
    drawing.near(users, web);
    for store in [primary, one, other] {
        drawing.near(web, store);
    }
    drawing.near(primary, one);
    drawing.near(primary, other);
    (drawing, [web, primary, one, other])
}

#[test]
fn reads_go_to_replicas_by_their_instances_and_writes_to_the_primary() {
    let (mut drawing, [_, primary, one, other]) = replicated();
    let rates = |solution: &Solution| [primary, one, other].map(|id| component(solution, id).arrival_per_s);
    let solution = drawing.solve();
    assert_conserved(&solution);
    let [at_primary, at_one, at_other] = rates(&solution);
    assert_close(at_primary, 25.0, 1e-9);
    assert_close(at_one, 50.0, 1e-9);
    assert_close(at_other, 25.0, 1e-9);
    drawing.fail(one, Fault::Down);
    assert_eq!(rates(&drawing.solve()).map(f64::round), [25.0, 0.0, 75.0]);
    drawing.fail(other, Fault::Down);
    assert_eq!(rates(&drawing.solve()).map(f64::round), [100.0, 0.0, 0.0]);
}

#[test]
fn a_write_that_reaches_only_a_replica_fails() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [0.0, 3.0, 1.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let replica = drawing.add(Kind::ReadReplica, &[]);
    drawing.near(users, web);
    drawing.near(web, replica);
    let solution = drawing.solve();
    assert_conserved(&solution);
    assert_close(solution.goodput_per_s, 75.0, 1e-9);
    assert_eq!((solution.refusals[0].component, solution.refusals[0].reason), (replica, Reason::WriteToReplica));
    let codes: Vec<DiagnosticCode> = solution.diagnostics.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&DiagnosticCode::WriteToReplica) && codes.contains(&DiagnosticCode::ReplicaWithoutPrimary));
}

#[test]
fn a_cache_that_is_down_sends_every_read_to_the_store() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let cache =
        drawing.add(Kind::Cache, &[(Parameter::TypedHitRatio, Value::Flag(true)), number(Parameter::HitRatio, 0.9)]);
    let store = drawing.add(Kind::KeyValueStore, &[]);
    drawing.near(users, web);
    drawing.near(web, cache);
    drawing.near(web, store);
    assert_close(component(&drawing.solve(), store).arrival_per_s, 10.0, 1e-9);
    drawing.fail(cache, Fault::Down);
    let solution = drawing.solve();
    assert_close(component(&solution, store).arrival_per_s, 100.0, 1e-9);
    assert_close(solution.goodput_per_s, 100.0, 1e-9);
}

#[test]
fn a_balancer_passes_by_what_is_down_and_weighs_instances() {
    let mut drawing = Drawing::new();
    let users = drawing.users(80.0, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &[]);
    let large = drawing.add(Kind::WebServer, &[number(Parameter::Instances, 6.0)]);
    let small = drawing.add(Kind::WebServer, &[number(Parameter::Instances, 2.0)]);
    drawing.near(users, balancer);
    drawing.near(balancer, large);
    drawing.near(balancer, small);
    assert_close(component(&drawing.solve(), large).arrival_per_s, 60.0, 1e-9);
    drawing.fail(large, Fault::Down);
    let solution = drawing.solve();
    assert_close(component(&solution, small).arrival_per_s, 80.0, 1e-9);
    drawing.fail(small, Fault::Down);
    let solution = drawing.solve();
    assert_conserved(&solution);
    assert_eq!(solution.refusals.len(), 2);
    assert!(solution.refusals.iter().all(|refusal| refusal.reason == Reason::Down));
}

#[test]
fn files_end_at_the_edge_and_its_loss_can_fall_back() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [1.0, 1.0, 0.0]);
    let edge =
        drawing.add(Kind::Cdn, &[(Parameter::TypedHitRatio, Value::Flag(true)), number(Parameter::HitRatio, 0.95)]);
    let web = drawing.add(Kind::WebServer, &[]);
    drawing.near(users, edge);
    drawing.near(users, web);
    drawing.near(edge, web);
    assert_close(component(&drawing.solve(), web).arrival_per_s, 52.5, 1e-9);
    drawing.fail(edge, Fault::Down);
    assert_close(drawing.solve().goodput_per_s, 50.0, 1e-9);
    let part = drawing.document.components.get_mut(&edge).expect("it is drawn");
    Rc::make_mut(part).settings.insert(Parameter::OriginFallback, Value::Flag(true));
    let solution = drawing.solve();
    assert_close(solution.goodput_per_s, 100.0, 1e-9);
    assert_close(component(&solution, web).arrival_per_s, 100.0, 1e-9);
}

#[test]
fn without_a_name_server_everybodys_answer_has_expired_in_the_end() {
    let mut drawing = Drawing::new();
    // One request every 100 s and user, an answer that is kept for 300 s: one in four asks.
    let users = drawing.users(100.0, [0.0, 1.0, 0.0]);
    let part = drawing.document.components.get_mut(&users).expect("it is drawn");
    Rc::make_mut(part).settings.extend([number(Parameter::RequestsPerDay, 864.0), number(Parameter::PeakFactor, 1.0)]);
    let names = drawing.add(Kind::Dns, &[number(Parameter::Ttl, 300.0), number(Parameter::LookupTime, 0.02)]);
    let web = drawing.add(Kind::WebServer, &[]);
    drawing.near(users, names);
    drawing.near(users, web);
    assert_close(component(&drawing.solve(), names).arrival_per_s, 25.0, 1e-9);
    drawing.fail(names, Fault::Down);
    let solution = drawing.solve();
    assert_conserved(&solution);
    assert_eq!(solution.goodput_per_s, 0.0);
}

#[test]
fn a_loop_of_calls_is_cut_and_told() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let one = drawing.add(Kind::Service, &[]);
    let other = drawing.add(Kind::Service, &[]);
    drawing.near(users, one);
    drawing.near(one, other);
    let back = drawing.near(other, one);
    let solution = drawing.solve();
    let found = &solution.diagnostics[0];
    assert_eq!(found.code, DiagnosticCode::SynchronousLoop);
    assert_eq!(found.subject, scaleground::model::Subject::Link(back));
    assert_close(solution.goodput_per_s, 10.0, 1e-9);
}

#[test]
fn calls_per_request_need_not_be_whole() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let store = drawing.add(Kind::KeyValueStore, &[]);
    drawing.near(users, web);
    let link = drawing.link(web, store, &[number(Parameter::CallsPerRequest, 2.25)]);
    let solution = drawing.solve();
    assert_close(component(&solution, store).arrival_per_s, 225.0, 1e-9);
    assert_close(solution.links[&link].total_per_s(), 225.0, 1e-9);
}
