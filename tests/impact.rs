//! Availability and outages, through the ordinary pipeline.

mod solve_support;

use proptest::prelude::*;
use scaleground::impact::{Availability, availability, outage};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, Component, ComponentId, Fault, Value};
use scaleground::plan::{Class, compile};
use scaleground::solve::solve;
use solve_support::*;

fn lifetime(mtbf_h: f64, mttr_h: f64) -> Vec<(Parameter, Value)> {
    vec![number(Parameter::Mtbf, mtbf_h), number(Parameter::Mttr, mttr_h)]
}

/// A balancer that is always up and knows at once what is not.
fn quick_balancer() -> Vec<(Parameter, Value)> {
    vec![number(Parameter::Mttr, 0.0), number(Parameter::HealthInterval, 0.0)]
}

/// What is repaired in no time.
fn never_down() -> Vec<(Parameter, Value)> {
    vec![number(Parameter::Mttr, 0.0)]
}

fn availability_of(drawing: &Drawing) -> Availability {
    availability(&compile(&drawing.document), drawing.document.users)
}

fn down(mtbf: f64, mttr: f64) -> f64 {
    mttr / (mtbf + mttr)
}

#[test]
fn one_of_several_instances_is_enough() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let mut settings = lifetime(900.0, 10.0);
    settings.push(number(Parameter::Instances, 3.0));
    let web = drawing.add(Kind::WebServer, &settings);
    drawing.near(users, web);
    let answer = availability_of(&drawing);
    assert_close(answer.total.unavailability, down(900.0, 10.0).powi(3), 1e-12);
    assert_close(answer.total.downtime_min_per_year(), 525_600.0 * down(900.0, 10.0).powi(3), 1e-12);
    assert_eq!(answer.by_class.len(), 1);
    assert_eq!(answer.by_users[0].0, users);
    assert_eq!(answer.contributions[0].component, web);
    assert_close(answer.contributions[0].downtime_min_per_year, answer.total.downtime_min_per_year(), 1e-12);
}

#[test]
fn a_standby_pair_is_two() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let mut settings = lifetime(2_000.0, 3.0);
    settings.push((Parameter::StandbyPair, Value::Flag(true)));
    let balancer = drawing.add(Kind::LoadBalancer, &settings);
    let web = drawing.add(Kind::WebServer, &never_down());
    drawing.near(users, balancer);
    drawing.near(balancer, web);
    assert_close(availability_of(&drawing).total.unavailability, down(2_000.0, 3.0).powi(2), 1e-12);
}

/// Moves a component into a place.
fn put(drawing: &mut Drawing, id: ComponentId, place: ComponentId) {
    let mut component = Component::clone(&drawing.document.components[&id]);
    component.place = Some(place);
    drawing.document.components.insert(id, component.into());
}

#[test]
fn what_stands_in_a_zone_shares_its_fate() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &quick_balancer());
    drawing.near(users, balancer);
    let centre = drawing.add(Kind::DataCentre, &lifetime(50_000.0, 4.0));
    let zones = [drawing.add(Kind::Zone, &lifetime(9_000.0, 6.0)), drawing.add(Kind::Zone, &lifetime(7_000.0, 5.0))];
    for zone in zones {
        put(&mut drawing, zone, centre);
        let web = drawing.add(Kind::WebServer, &lifetime(1_000.0, 2.0));
        put(&mut drawing, web, zone);
        drawing.near(balancer, web);
    }
    let web = 1.0 - down(1_000.0, 2.0);
    let branch = |zone: f64| 1.0 - (1.0 - zone) * web;
    let both = branch(down(9_000.0, 6.0)) * branch(down(7_000.0, 5.0));
    let expected = down(50_000.0, 4.0) + (1.0 - down(50_000.0, 4.0)) * both;
    assert_close(availability_of(&drawing).total.unavailability, expected, 1e-9);
}

#[test]
fn a_cache_is_missed_only_where_nothing_else_can_be_read() {
    for (strategy, own_store) in [(Choice::CacheAside, true), (Choice::ReadThrough, false)] {
        let mut drawing = Drawing::new();
        let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
        let web = drawing.add(Kind::WebServer, &never_down());
        let mut settings = lifetime(500.0, 5.0);
        settings.push(choice(Parameter::Strategy, strategy));
        let cache = drawing.add(Kind::Cache, &settings);
        let store = drawing.add(Kind::KeyValueStore, &lifetime(3_000.0, 1.0));
        drawing.near(users, web);
        drawing.near(web, cache);
        drawing.near(if own_store { web } else { cache }, store);
        let answer = availability_of(&drawing).total.unavailability;
        let store = down(3_000.0, 1.0);
        let with_cache = store + (1.0 - store) * down(500.0, 5.0);
        assert_close(answer, if own_store { store } else { with_cache }, 1e-9);
    }
}

#[test]
fn reads_outlive_the_primary_and_writes_wait_for_a_replica_to_take_over() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 1.0]);
    let web = drawing.add(Kind::WebServer, &never_down());
    let mut settings = lifetime(700.0, 7.0);
    settings.extend([
        number(Parameter::PromotionTime, 120.0),
        number(Parameter::FailoverCoverage, 0.9),
        number(Parameter::ManualFailover, 1.5),
    ]);
    let primary = drawing.add(Kind::RelationalDatabase, &settings);
    let replica = drawing.add(Kind::ReadReplica, &lifetime(700.0, 7.0));
    drawing.near(users, web);
    drawing.near(web, primary);
    drawing.near(web, replica);
    drawing.link(primary, replica, &[]);
    let answer = availability_of(&drawing);
    let of = |class: Class| answer.by_class.iter().find(|(other, _)| *other == class).expect("it is sent").1;
    let (reads, writes) = (of(Class::Read).unavailability, of(Class::Write).unavailability);
    // One repair at a time, of two: the share of time with none up is about 2 (MTTR/MTBF)^2.
    assert_close(reads, 2.0 * (7.0_f64 / 700.0).powi(2), 0.05);
    let losses_per_h = (1.0 / 700.0) * (1.0 - 0.02);
    let handing_over = losses_per_h * (0.9 * 120.0 / 3_600.0 + 0.1 * 1.5);
    assert_close(writes, reads + handing_over, 0.02);
}

#[test]
fn what_is_struck_down_stays_down() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &quick_balancer());
    drawing.near(users, balancer);
    let webs = [(); 2].map(|()| drawing.add(Kind::WebServer, &lifetime(1_000.0, 2.0)));
    for web in webs {
        drawing.near(balancer, web);
    }
    assert_close(availability_of(&drawing).total.unavailability, down(1_000.0, 2.0).powi(2), 1e-12);
    drawing.fail(webs[0], Fault::Down);
    assert_close(availability_of(&drawing).total.unavailability, down(1_000.0, 2.0), 1e-12);
    drawing.fail(webs[1], Fault::Down);
    assert_eq!(availability_of(&drawing).total.availability, 0.0);
}

/// A random structure: a component, or all or one of some structures.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(usize),
    All(Vec<Tree>),
    One(Vec<Tree>),
}

/// Components of a random structure.
const LEAVES: usize = 14;

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = (0..LEAVES).prop_map(Tree::Leaf);
    leaf.prop_recursive(4, 40, 4, |inner| {
        let some = prop::collection::vec(inner, 1..5);
        prop_oneof![some.clone().prop_map(Tree::All), some.prop_map(Tree::One)]
    })
}

impl Tree {
    fn holds(&self, up: usize) -> bool {
        match self {
            Self::Leaf(leaf) => up >> leaf & 1 == 1,
            Self::All(parts) => parts.iter().all(|part| part.holds(up)),
            Self::One(parts) => parts.iter().any(|part| part.holds(up)),
        }
    }

    fn draw(&self, drawing: &mut Drawing, leaves: &[ComponentId]) -> ComponentId {
        let (parts, kind) = match self {
            Self::Leaf(leaf) => return leaves[*leaf],
            Self::All(parts) => (parts, Kind::Service),
            Self::One(parts) => (parts, Kind::LoadBalancer),
        };
        let settings = if kind == Kind::LoadBalancer { quick_balancer() } else { never_down() };
        let caller = drawing.add(kind, &settings);
        for part in parts {
            let called = part.draw(drawing, leaves);
            drawing.near(caller, called);
        }
        caller
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_structures_are_as_available_as_counting_every_state_says(
        tree in trees(),
        times in prop::collection::vec((10.0..5_000.0_f64, 0.01..20.0_f64), LEAVES),
    ) {
        let mut drawing = Drawing::new();
        let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
        let leaves: Vec<ComponentId> =
            times.iter().map(|&(mtbf, mttr)| drawing.add(Kind::Service, &lifetime(mtbf, mttr))).collect();
        let top = tree.draw(&mut drawing, &leaves);
        drawing.near(users, top);
        let answer = availability_of(&drawing);
        let probability = |up: usize| -> f64 {
            let each = times.iter().enumerate();
            each.map(|(leaf, &(mtbf, mttr))| if up >> leaf & 1 == 1 { mtbf } else { mttr } / (mtbf + mttr)).product()
        };
        let expected: f64 = (0..1 << LEAVES).filter(|&up| !tree.holds(up)).map(probability).sum();
        assert_close(answer.total.unavailability, expected, 1e-9);
        prop_assert!((answer.total.availability + answer.total.unavailability - 1.0).abs() < 1e-12);
        // What a component adds is what there would be less without its failures.
        for contribution in &answer.contributions {
            let leaf = leaves.iter().position(|id| *id == contribution.component).expect("only these fail");
            let without: f64 =
                (0..1 << LEAVES).filter(|&up: &usize| !tree.holds(up | 1 << leaf)).map(probability).sum();
            let gain = (expected - without) * 525_600.0;
            prop_assert!((contribution.downtime_min_per_year - gain).abs() < 1e-9 * expected * 525_600.0);
        }
    }
}

#[test]
fn an_outage_leaves_a_backlog_that_spare_capacity_works_off() {
    let mut drawing = Drawing::new();
    let users = drawing.users(30.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 2.0, 0.05));
    drawing.near(users, web);
    let plan = compile(&drawing.document);
    let after = |length_s: f64| outage(&plan, &solve(&plan, 1.0), web, length_s).expect("it is asked");
    // 30 a second arrive for 20 s; 40 can be served.
    assert_close(after(20.0).backlog_max, 600.0, 1e-9);
    assert_close(after(20.0).recovery_s, 60.0, 1e-6);
    assert_eq!(after(20.0).refused, 0.0);
    // A million and a hundred thousand can wait and be held.
    assert_close(after(1e5).backlog_max, 1_100_000.0, 1e-9);
    assert_close(after(1e5).refused, 1_900_000.0, 1e-9);
}

#[test]
fn without_spare_capacity_a_backlog_stays() {
    let mut drawing = Drawing::new();
    let users = drawing.users(50.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &ample_web(1.0, 2.0, 0.05));
    drawing.near(users, web);
    let plan = compile(&drawing.document);
    let after = outage(&plan, &solve(&plan, 1.0), web, 10.0).expect("it is asked");
    assert!(after.recovery_s.is_infinite());
    assert_close(after.backlog_max, 500.0, 1e-9);
}

#[test]
fn thousands_of_components_are_no_trouble() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let balancer = drawing.add(Kind::LoadBalancer, &quick_balancer());
    drawing.near(users, balancer);
    for _ in 0..4 {
        let caller = drawing.add(Kind::Service, &never_down());
        drawing.near(balancer, caller);
        for _ in 0..1_500 {
            let called = drawing.add(Kind::Service, &lifetime(1_000.0, 1.0));
            drawing.near(caller, called);
        }
    }
    let one = -(1_500.0 * (-down(1_000.0, 1.0)).ln_1p()).exp_m1();
    assert_close(availability_of(&drawing).total.unavailability, one.powi(4), 1e-9);
}

/// Services, zones, data centres and automations of a random structure with common causes: sixteen that fail.
const SERVICES: usize = 10;
const ZONES: usize = 2;
const CENTRES: usize = 2;
const AUTOMATIONS: usize = 2;
const FAILING: usize = SERVICES + ZONES + CENTRES + AUTOMATIONS;

/// Which of the sixteen a service stands and falls with, besides itself: its zone and that zone's data centre, and what
/// deploys to it.
fn causes(service: usize, (zone, automation): (usize, usize), centres: [usize; ZONES]) -> usize {
    let mut set = 1 << service;
    if zone < ZONES {
        set |= 1 << (SERVICES + zone) | 1 << (SERVICES + ZONES + centres[zone]);
    }
    if automation < AUTOMATIONS {
        set |= 1 << (SERVICES + ZONES + CENTRES + automation);
    }
    set
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn common_causes_count_once_as_counting_every_state_says(
        trees in prop::collection::vec(trees(), 2),
        times in prop::collection::vec((10.0..5_000.0_f64, 0.01..20.0_f64), FAILING),
        fates in prop::collection::vec((0..=ZONES, 0..=AUTOMATIONS), SERVICES),
        centres in prop::array::uniform2(0..CENTRES),
    ) {
        let mut drawing = Drawing::new();
        // Two regions of users, each with its own way in.
        let regions = [30.0, 10.0].map(|rate| drawing.users(rate, [0.0, 1.0, 0.0]));
        let places: Vec<ComponentId> = (SERVICES..SERVICES + ZONES + CENTRES)
            .map(|place| {
                let kind = if place < SERVICES + ZONES { Kind::Zone } else { Kind::DataCentre };
                drawing.add(kind, &lifetime(times[place].0, times[place].1))
            })
            .collect();
        for (zone, centre) in centres.iter().enumerate() {
            drawing.put(places[zone], places[ZONES + centre]);
        }
        let automations: Vec<ComponentId> = (SERVICES + ZONES + CENTRES..FAILING)
            .map(|automation| {
                // As many failed deployments as make the time between two of them.
                let (mtbf_h, mttr_h) = times[automation];
                let settings = [
                    number(Parameter::DeploysPerDay, 24.0 / mtbf_h),
                    number(Parameter::FailedDeployShare, 1.0),
                    number(Parameter::RecoveryTime, mttr_h * 3_600.0),
                ];
                drawing.add(Kind::Automation, &settings)
            })
            .collect();
        let leaves: Vec<ComponentId> = (0..SERVICES)
            .map(|service| drawing.add(Kind::Service, &lifetime(times[service].0, times[service].1)))
            .collect();
        for (service, &(zone, automation)) in fates.iter().enumerate() {
            if zone < ZONES {
                drawing.put(leaves[service], places[zone]);
            }
            if automation < AUTOMATIONS {
                drawing.link(automations[automation], leaves[service], &[]);
            }
        }
        // A tree has more leaves than there are services.
        let all: Vec<ComponentId> = (0..LEAVES).map(|leaf| leaves[leaf % SERVICES]).collect();
        for (tree, users) in trees.iter().zip(regions) {
            let top = tree.draw(&mut drawing, &all);
            drawing.near(users, top);
        }
        let answer = availability_of(&drawing);
        // Whoever is deployed anew is back as soon as that is done, if its own repair takes longer.
        let repaired = |one: usize, mttr: f64| match fates.get(one) {
            Some(&(_, automation)) if automation < AUTOMATIONS => mttr.min(times[SERVICES + ZONES + CENTRES + automation].1),
            _ => mttr,
        };
        let probability = |up: usize| -> f64 {
            let each = times.iter().enumerate().map(|(one, &(mtbf, mttr))| (one, (mtbf, repaired(one, mttr))));
            each.map(|(one, (mtbf, mttr))| if up >> one & 1 == 1 { mtbf } else { mttr } / (mtbf + mttr)).product()
        };
        let sets: Vec<usize> = (0..SERVICES).map(|service| causes(service, fates[service], centres)).collect();
        let working = |up: usize| -> usize {
            (0..LEAVES).filter(|leaf| up & sets[leaf % SERVICES] == sets[leaf % SERVICES]).map(|leaf| 1 << leaf).sum()
        };
        for (tree, users) in trees.iter().zip(regions) {
            let expected: f64 = (0..1 << FAILING).filter(|&up| !tree.holds(working(up))).map(probability).sum();
            let found = answer.by_users.iter().find(|(id, _)| *id == users).expect("each region has its own");
            assert_close(found.1.unavailability, expected, 1e-9);
        }
    }
}
