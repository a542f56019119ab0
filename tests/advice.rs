//! What a topology costs and how many users it serves, against sums and closed forms by hand.

mod solve_support;

use scaleground::advice::{Capacity, CostPart, Measure, capacity, cost};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Value};
use scaleground::plan::{Class, Resource, compile};
use scaleground::solve::solve;
use solve_support::*;

const MONTH_S: f64 = 730.0 * 3_600.0;

/// Readers on the slider: each user one request per second at the peak.
fn readers(drawing: &mut Drawing, peak_factor: f64, answer_bytes: f64) -> ComponentId {
    drawing.add(
        Kind::Users,
        &[
            number(Parameter::RequestsPerDay, 86_400.0 / peak_factor),
            number(Parameter::PeakFactor, peak_factor),
            number(Parameter::StaticShare, 0.0),
            number(Parameter::ReadShare, 1.0),
            number(Parameter::WriteShare, 0.0),
            number(Parameter::AnswerBytes, answer_bytes),
        ],
    )
}

fn capacity_of(drawing: &Drawing) -> Capacity {
    capacity(&drawing.document, &compile(&drawing.document))
}

/// Readers, a balancer, two web servers of 4 cores, a database of 8 cores with 100 GB: 1,000 requests per second at the
/// peak, half of that on average.
fn shop() -> (Drawing, [ComponentId; 3]) {
    let mut drawing = Drawing::new();
    let users = readers(&mut drawing, 2.0, 20_000.0);
    let balancer = drawing.add(Kind::LoadBalancer, &free_balancer());
    let web = drawing.add(Kind::WebServer, &ample_web(2.0, 4.0, 0.001));
    let database = drawing.add(Kind::RelationalDatabase, &core_database(8.0, 0.001));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, database);
    drawing.document.users = 1_000.0;
    (drawing, [balancer, web, database])
}

#[test]
fn a_month_costs_the_sum_of_its_parts() {
    let (drawing, [balancer, web, database]) = shop();
    let answer = cost(&drawing.document, &drawing.solve());
    let part = |id: ComponentId, part: CostPart| {
        let component = answer.by_component.iter().find(|cost| cost.component == id).expect("it costs something");
        component.parts.iter().find(|(which, _)| *which == part).expect("it has that part").1
    };
    let gigabytes = 500.0 * 20_000.0 * MONTH_S / 1e9;
    assert_close(part(balancer, CostPart::Instances), 16.43, 1e-12);
    assert_close(part(balancer, CostPart::TrafficOut), gigabytes * 0.09, 1e-6);
    assert_close(part(web, CostPart::Machines), 2.0 * 0.1632 * 730.0, 1e-12);
    assert_close(part(database, CostPart::Machines), 0.3264 * 730.0, 1e-12);
    assert_close(part(database, CostPart::Storage), 8.0, 1e-12);
    let total = 16.43 + gigabytes * 0.09 + 4.0 * 0.1632 * 730.0 + 8.0;
    assert_close(answer.total_dollars_per_month, total, 1e-6);
    assert_close(answer.egress.internet_gigabytes_per_month, gigabytes, 1e-6);
    let per_million = answer.dollars_per_million_requests.expect("requests are answered");
    assert_close(per_million, total / (500.0 * MONTH_S / 1e6), 1e-6);
    assert_eq!(answer.by_component[0].component, balancer, "the most expensive stands first");
}

#[test]
fn owned_machines_cost_their_share_and_their_lines_are_not_paid_by_the_byte() {
    let (mut drawing, [balancer, web, _]) = shop();
    let owned = [choice(Parameter::Hosting, Choice::OnPremises), number(Parameter::OwnedPrice, 0.5)];
    drawing.set(web, &owned);
    let answer = cost(&drawing.document, &drawing.solve());
    let of = |id| answer.by_component.iter().find(|cost| cost.component == id).map_or(0.0, |one| one.dollars_per_month);
    assert_close(of(web), 0.1632 * 730.0, 1e-12);
    assert_close(of(balancer), 16.43, 1e-12);
    assert_eq!(answer.egress.dollars_per_month, 0.0);
}

#[test]
fn instances_that_autoscaling_keeps_are_paid() {
    let (mut drawing, [_, web, _]) = shop();
    drawing.set(web, &[(Parameter::Autoscaling, Value::Flag(true)), number(Parameter::TargetUtilization, 0.05)]);
    let solution = drawing.solve();
    // 1,000 per second of 1 ms keep one core busy; at 5 % of 4 cores each that takes five machines.
    assert_close(component(&solution, web).instances, 5.0, 1e-9);
    let answer = cost(&drawing.document, &solution);
    let web = answer.by_component.iter().find(|cost| cost.component == web).expect("it costs something");
    assert_close(web.dollars_per_month, 5.0 * 0.1632 * 730.0, 1e-9);
}

#[test]
fn an_edge_is_paid_by_request_and_byte_and_its_origin_sends_for_nothing() {
    let mut drawing = Drawing::new();
    let users = drawing.users(100.0, [1.0, 0.0, 0.0]);
    drawing.set(users, &[number(Parameter::StaticBytes, 1e5)]);
    let edge =
        drawing.add(Kind::Cdn, &[(Parameter::TypedHitRatio, Value::Flag(true)), number(Parameter::HitRatio, 0.9)]);
    let store = drawing.add(Kind::ObjectStorage, &[]);
    drawing.near(users, edge);
    drawing.near(edge, store);
    let answer = cost(&drawing.document, &drawing.solve());
    let of = |id| answer.by_component.iter().find(|cost| cost.component == id).map_or(0.0, |one| one.dollars_per_month);
    assert_close(of(edge), 100.0 * MONTH_S / 1e6 + 100.0 * 1e5 * MONTH_S / 1e9 * 0.085, 1e-6);
    assert_close(of(store), 10.0 * MONTH_S / 1e6 * 0.4 + 100.0 * 0.023, 1e-6);
}

#[test]
fn logs_are_paid_for_coming_in_and_for_staying() {
    let (mut drawing, [_, web, _]) = shop();
    let logs = drawing.add(Kind::Logs, &[number(Parameter::LogBytes, 1_000.0), number(Parameter::SampledShare, 0.5)]);
    drawing.near(web, logs);
    let answer = cost(&drawing.document, &drawing.solve());
    let paid = answer.by_component.iter().find(|cost| cost.component == logs).expect("it costs something");
    let bytes_per_s = 500.0 * 1_000.0 * 0.5;
    assert_close(paid.dollars_per_month, bytes_per_s * (MONTH_S * 0.5 + 2_592_000.0 * 0.03) / 1e9, 1e-6);
}

#[test]
fn the_users_of_one_queue_within_its_objective_have_a_closed_form() {
    for promised in [0.06, 0.5, 3.0] {
        let mut drawing = Drawing::new();
        let users = readers(&mut drawing, 1.0, 0.0);
        drawing.set(users, &[number(Parameter::ObjectiveResponseTime, promised)]);
        let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.01));
        drawing.near(users, web);
        let answer = capacity_of(&drawing);
        // p99 = ln 100 / (mu - lambda), mu = 100 per second, one request per second and user.
        let expected = 100.0 - 100f64.ln() / promised;
        assert_close(answer.users.expect("it is limited"), expected, 0.01);
        let limit = answer.limited_by.expect("it is limited");
        let breach = limit.breach.expect("an objective is missed");
        assert_eq!(breach.measure, Measure::ResponseTime(Class::Read));
        assert!(breach.measured > promised && breach.users == users);
        assert_eq!(limit.place, Some((web, Resource::Cores)));
    }
}

#[test]
fn an_objective_that_nobody_can_meet_serves_nobody() {
    let mut drawing = Drawing::new();
    let users = readers(&mut drawing, 1.0, 0.0);
    drawing.set(users, &[number(Parameter::ObjectiveResponseTime, 0.001)]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.01));
    drawing.near(users, web);
    let answer = capacity_of(&drawing);
    assert_eq!(answer.users, Some(0.0));
    assert_eq!(answer.limited_by.and_then(|limit| limit.place), None);
    assert_eq!(answer.next[0].place, Some((web, Resource::Cores)));
}

#[test]
fn the_next_limits_come_in_their_order() {
    let mut drawing = Drawing::new();
    let users = readers(&mut drawing, 1.0, 0.0);
    let balancer = drawing
        .add(Kind::LoadBalancer, &[number(Parameter::OperationRate, 5_000.0), number(Parameter::OperationTime, 0.0)]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.001));
    let service = drawing.add(Kind::Service, &ample_web(1.0, 4.0, 0.002));
    let database = drawing.add(Kind::RelationalDatabase, &core_database(1.0, 0.002));
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    drawing.near(web, service);
    drawing.near(service, database);
    let answer = capacity_of(&drawing);
    let limit = answer.limited_by.expect("it is limited");
    assert_eq!(limit.place, Some((database, Resource::Cores)));
    assert!(limit.users < 500.0 && limit.users > 480.0, "{}", limit.users);
    let next: Vec<_> = answer.next.iter().map(|limit| limit.place.expect("a resource is full").0).collect();
    assert_eq!(next, [web, service, balancer]);
    for (limit, full) in answer.next.iter().zip([1_000.0, 2_000.0, 5_000.0]) {
        assert_close(limit.users, full, 1e-3);
    }
}

#[test]
fn a_tier_that_follows_the_load_gives_way_at_its_most_instances() {
    let mut drawing = Drawing::new();
    let users = readers(&mut drawing, 1.0, 0.0);
    let mut settings = ample_web(1.0, 1.0, 0.01);
    settings.extend([(Parameter::Autoscaling, Value::Flag(true)), number(Parameter::MaxInstances, 5.0)]);
    let web = drawing.add(Kind::WebServer, &settings);
    let database = drawing.add(Kind::RelationalDatabase, &core_database(1.0, 0.001));
    drawing.near(users, web);
    drawing.near(web, database);
    let answer = capacity_of(&drawing);
    assert_eq!(answer.limited_by.and_then(|limit| limit.place), Some((web, Resource::Cores)));
    assert!(answer.users.is_some_and(|users| users > 450.0 && users < 500.0), "{:?}", answer.users);
    assert_eq!(answer.next[0].place, Some((database, Resource::Cores)));
    assert_close(answer.next[0].users, 1_000.0, 1e-3);
}

#[test]
fn a_load_that_does_not_follow_the_slider_has_no_number_of_users() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 1.0, 0.01));
    drawing.near(users, web);
    let answer = capacity_of(&drawing);
    assert_eq!((answer.users, answer.follows_users), (None, false));
}

#[test]
fn availability_is_held_against_what_is_promised() {
    let mut drawing = Drawing::new();
    let users = readers(&mut drawing, 1.0, 0.0);
    drawing.set(users, &[number(Parameter::ObjectiveAvailability, 0.995), number(Parameter::ComplaintTime, 0.0)]);
    let mut settings = ample_web(1.0, 1.0, 0.01);
    settings.extend([number(Parameter::Mtbf, 99.0), number(Parameter::Mttr, 1.0)]);
    let web = drawing.add(Kind::WebServer, &settings);
    drawing.near(users, web);
    let answer = capacity_of(&drawing);
    assert!(!answer.availability_met());
    assert_close(answer.availability[0].reached, 0.99, 1e-12);
    drawing.set(web, &[number(Parameter::Instances, 2.0)]);
    assert!(capacity_of(&drawing).availability_met());
}

#[test]
fn the_capacity_of_the_chapter_is_within_its_objectives() {
    for example in scaleground::lessons::examples().iter().take(8) {
        let document = (example.build)();
        let plan = compile(&document);
        let answer = capacity(&document, &plan);
        let Some(users) = answer.users.filter(|users| *users > 0.0) else { continue };
        let within = solve(&plan, users);
        assert_eq!(scaleground::advice::breach(&document, &plan, &within), None, "{users}");
        assert!(answer.next.windows(2).all(|pair| pair[0].users <= pair[1].users * 1.001), "{:?}", answer.next);
    }
}
