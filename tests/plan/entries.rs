//! Users of several kinds and places, name servers that look at places, and devices that publish.

use scaleground::model::catalog::places::round_trip_s;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::plan::{Backoff, Class};

use crate::drawn::{Drawing, assert_close, choice, number};
use crate::{assert_sound, codes, delays, entry, plan};

fn region(region: Choice) -> (Parameter, Value) {
    choice(Parameter::Region, region)
}

/// A balancer and a web server in a data centre.
fn place(drawing: &mut Drawing, here: Choice, mode: Choice) -> (ComponentId, ComponentId) {
    let centre = drawing.add(Kind::DataCentre, &[region(here), choice(Parameter::PlaceMode, mode)]);
    let balancer = drawing.add(Kind::LoadBalancer, &[number(Parameter::OperationTime, 0.0)]);
    let web = drawing.add(Kind::WebServer, &[]);
    for id in [balancer, web] {
        drawing.put(id, centre);
    }
    drawing.near(balancer, web);
    (balancer, web)
}

/// Users in Tokyo and London, and entries in Seoul and Frankfurt behind one name server.
struct Earth {
    drawing: Drawing,
    tokyo: ComponentId,
    london: ComponentId,
    seoul: ComponentId,
    frankfurt: ComponentId,
}

fn earth(frankfurt_mode: Choice) -> Earth {
    let mut drawing = Drawing::new();
    let (tokyo, london) = (drawing.users(30.0, [0.0, 1.0, 0.0]), drawing.users(70.0, [0.0, 1.0, 0.0]));
    drawing.set(tokyo, &[region(Choice::RegionTokyo)]);
    drawing.set(london, &[region(Choice::RegionLondon)]);
    let names = drawing.add(Kind::GeoDns, &[number(Parameter::LookupTime, 0.0)]);
    let (seoul, _) = place(&mut drawing, Choice::RegionSeoul, Choice::Active);
    let (frankfurt, _) = place(&mut drawing, Choice::RegionFrankfurt, frankfurt_mode);
    for people in [tokyo, london] {
        drawing.near(people, names);
    }
    for target in [seoul, frankfurt] {
        drawing.near(names, target);
    }
    Earth { drawing, tokyo, london, seoul, frankfurt }
}

fn arrivals(earth: &Earth) -> (f64, f64) {
    let solution = earth.drawing.solve();
    (solution.components[&earth.seoul].arrival_per_s, solution.components[&earth.frankfurt].arrival_per_s)
}

#[test]
fn each_group_goes_to_the_nearest_entry_and_waits_for_its_distance() {
    let earth = earth(Choice::Active);
    assert_eq!(arrivals(&earth), (30.0, 70.0));
    let plan = plan(&earth.drawing);
    assert_sound(&plan);
    assert!(codes(&plan).is_empty(), "{:?}", codes(&plan));
    for (people, from, to) in [
        (earth.tokyo, Choice::RegionTokyo, Choice::RegionSeoul),
        (earth.london, Choice::RegionLondon, Choice::RegionFrankfurt),
    ] {
        // The connection's own 30 ms stand for what is not distance.
        assert_close(delays(&plan, entry(&plan, people, Class::Read)), 0.03 + round_trip_s(from, to), 1e-12);
    }
}

#[test]
fn a_lost_or_waiting_place_is_passed_over() {
    let mut struck = earth(Choice::Active);
    let frankfurt = struck.frankfurt;
    struck.drawing.fail(frankfurt, Fault::Down);
    assert_eq!(arrivals(&struck), (100.0, 0.0));
    let mut waiting = earth(Choice::Standby);
    assert_eq!(arrivals(&waiting), (100.0, 0.0));
    let seoul = waiting.seoul;
    waiting.drawing.fail(seoul, Fault::Down);
    assert_eq!(arrivals(&waiting), (0.0, 100.0));
}

#[test]
fn equally_near_entries_are_chosen_by_their_ids() {
    let mut drawing = Drawing::new();
    let people = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let names = drawing.add(Kind::GeoDns, &[]);
    let (first, _) = place(&mut drawing, Choice::RegionSydney, Choice::Active);
    let (second, _) = place(&mut drawing, Choice::RegionSydney, Choice::Active);
    drawing.near(people, names);
    drawing.near(names, first);
    drawing.near(names, second);
    let solution = drawing.solve();
    assert_eq!(solution.components[&first].arrival_per_s, 10.0);
    assert_eq!(solution.components[&second].arrival_per_s, 0.0);
}

#[test]
fn a_name_server_without_places_spreads_by_weight() {
    let mut drawing = Drawing::new();
    let people = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let names = drawing.add(Kind::Dns, &[]);
    let (one, other) = (drawing.add(Kind::WebServer, &[]), drawing.add(Kind::WebServer, &[]));
    drawing.near(people, names);
    drawing.link(names, one, &[number(Parameter::Weight, 3.0)]);
    drawing.near(names, other);
    let solution = drawing.solve();
    assert_close(solution.components[&one].arrival_per_s, 7.5, 1e-12);
    assert_close(solution.components[&other].arrival_per_s, 2.5, 1e-12);
}

#[test]
fn an_edge_is_near_everybody_and_its_origin_as_far_as_its_users() {
    let mut drawing = Drawing::new();
    let (near, far) = (drawing.users(10.0, [1.0, 0.0, 0.0]), drawing.users(10.0, [1.0, 0.0, 0.0]));
    drawing.set(near, &[region(Choice::RegionSeoul), number(Parameter::UserWeight, 3.0)]);
    drawing.set(far, &[region(Choice::RegionLondon), number(Parameter::UserWeight, 1.0)]);
    let edge = drawing.add(Kind::Cdn, &[number(Parameter::EdgeTime, 0.0)]);
    let (balancer, _) = place(&mut drawing, Choice::RegionSeoul, Choice::Active);
    for people in [near, far] {
        drawing.near(people, edge);
    }
    drawing.near(edge, balancer);
    let plan = plan(&drawing);
    for people in [near, far] {
        assert_eq!(delays(&plan, entry(&plan, people, Class::Static)), 0.0);
    }
    let mean = round_trip_s(Choice::RegionLondon, Choice::RegionSeoul) / 4.0;
    assert_close(delays(&plan, entry(&plan, edge, Class::Static)), mean, 1e-12);
}

#[test]
fn distance_lies_between_services_of_two_places_also_in_a_zone() {
    let mut drawing = Drawing::new();
    let people = drawing.users(1.0, [0.0, 1.0, 0.0]);
    let (balancer, web) = place(&mut drawing, Choice::RegionSeoul, Choice::Active);
    let (_, behind) = place(&mut drawing, Choice::RegionVirginia, Choice::Active);
    let zone = drawing.add(Kind::Zone, &[]);
    let centre = drawing.document.components[&behind].place.expect("it stands in a data centre");
    drawing.put(zone, centre);
    let service = drawing.add(Kind::Service, &[]);
    drawing.put(service, zone);
    drawing.near(people, balancer);
    drawing.near(web, service);
    let far = round_trip_s(Choice::RegionSeoul, Choice::RegionVirginia);
    let plan = plan(&drawing);
    assert_close(delays(&plan, entry(&plan, web, Class::Read)), far, 1e-12);
}

#[test]
fn users_say_how_they_try_again_and_the_connection_how_often() {
    for (policy, backoff, budget) in [
        (Choice::FixedDelay, Backoff::Fixed(1.0), f64::INFINITY),
        (Choice::ExponentialJitter, Backoff::Jitter(1.0), f64::INFINITY),
        (Choice::RetryBudget, Backoff::Jitter(1.0), 0.1),
    ] {
        let mut drawing = Drawing::new();
        let people = drawing.users(1.0, [0.0, 1.0, 0.0]);
        drawing.set(people, &[choice(Parameter::RetryPolicy, policy)]);
        let web = drawing.add(Kind::WebServer, &[]);
        drawing.near(people, web);
        let plan = plan(&drawing);
        // One for each class that users send.
        assert_eq!(plan.policies.len(), 3);
        let first = plan.policies[0];
        assert_eq!((first.retries, first.backoff, first.budget), (3.0, backoff, budget));
        assert_eq!(first.timeout_s, f64::INFINITY);
    }
    let mut drawing = Drawing::new();
    let people = drawing.users(1.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    drawing.link(people, web, &[number(Parameter::Retries, 5.0), number(Parameter::Timeout, 2.0)]);
    let final_failures = plan(&drawing);
    assert!(final_failures.policies.iter().all(|policy| policy.retries == 0.0 && policy.timeout_s == 2.0));
    drawing.set(people, &[choice(Parameter::RetryPolicy, Choice::FixedDelay)]);
    assert!(plan(&drawing).policies.iter().all(|policy| policy.retries == 5.0));
}

#[test]
fn people_who_think_have_no_rate_of_their_own() {
    let mut drawing = Drawing::new();
    let people = drawing.users(1.0, [0.0, 3.0, 1.0]);
    let settings = [
        choice(Parameter::LoadMode, Choice::Closed),
        number(Parameter::Population, 40.0),
        number(Parameter::ThinkTime, 5.0),
    ];
    drawing.set(people, &settings);
    let web = drawing.add(Kind::WebServer, &[]);
    drawing.near(people, web);
    let plan = plan(&drawing);
    let shares: Vec<f64> = plan.sources.iter().filter_map(|source| source.closed).map(|closed| closed.share).collect();
    assert_eq!(shares, [0.75, 0.25]);
    assert!(plan.sources.iter().all(|source| source.rate(1e6) == 0.0));
    assert!(plan.sources.iter().filter_map(|source| source.closed).all(|it| (it.users, it.think_s) == (40.0, 5.0)));
}

#[test]
fn devices_publish_writes_and_nothing_else() {
    let mut drawing = Drawing::new();
    let devices = drawing.users(50.0, [0.0, 0.0, 1.0]);
    let queue = drawing.add(Kind::MessageQueue, &[]);
    let worker = drawing.add(Kind::Worker, &[]);
    drawing.near(devices, queue);
    drawing.near(queue, worker);
    let solution = drawing.solve();
    assert!(solution.diagnostics.is_empty(), "{:?}", solution.diagnostics);
    assert_close(solution.components[&queue].arrival_per_s, 50.0, 1e-12);
    drawing.set(devices, &[number(Parameter::ReadShare, 1.0)]);
    assert_eq!(codes(&plan(&drawing)), [DiagnosticCode::ClassWithoutTarget]);
}
