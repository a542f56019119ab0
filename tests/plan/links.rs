//! Shares, time limits, retries, breakers, calls at once and calls that nobody waits for.

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, LinkId, Value};
use scaleground::plan::{Backoff, Class, Discipline, Node, Resource};

use crate::drawn::{Drawing, assert_close, choice, number, only_class};
use crate::{assert_sound, codes, entry, plan, planned, station, steps};

/// Users that read, a web server, and a service behind over a link with these settings.
fn two_tiers(link: &[(Parameter, Value)]) -> (Drawing, ComponentId, ComponentId, LinkId) {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let service = drawing.add(Kind::Service, &[]);
    drawing.near(users, web);
    let link = drawing.link(web, service, link);
    (drawing, web, service, link)
}

#[test]
fn a_plain_link_is_a_plain_call() {
    let (drawing, web, _, _) = two_tiers(&[]);
    let plan = plan(&drawing);
    assert_sound(&plan);
    assert!(plan.policies.is_empty() && plan.breakers.is_empty() && plan.jobs.is_empty());
    let program = steps(&plan, entry(&plan, web, Class::Read));
    assert!(!program.iter().any(|node| matches!(node, Node::Attempt { .. } | Node::Choose(_) | Node::Spawn { .. })));
}

#[test]
fn only_the_share_of_requests_calls() {
    let (drawing, _, service, _) =
        two_tiers(&[number(Parameter::Share, 0.25), number(Parameter::CallsPerRequest, 3.0)]);
    assert_close(drawing.solve().components[&service].arrival_per_s, 10.0 * 0.25 * 3.0, 1e-9);
}

#[test]
fn a_time_limit_and_retries_stand_around_the_call_and_its_way() {
    let settings = [
        number(Parameter::Timeout, 0.2),
        number(Parameter::Retries, 2.0),
        number(Parameter::Backoff, 0.05),
        (Parameter::Cancels, Value::Flag(true)),
    ];
    let (drawing, web, service, _) = two_tiers(&settings);
    let plan = plan(&drawing);
    assert_sound(&plan);
    let program = entry(&plan, web, Class::Read);
    let bodies: Vec<usize> = steps(&plan, program)
        .iter()
        .filter_map(|node| if let Node::Attempt { body, .. } = node { Some(*body) } else { None })
        .collect();
    let [body] = bodies[..] else { panic!("one attempt: {bodies:?}") };
    let Node::Sequence(children) = plan.nodes[body].clone() else { panic!("the way and the call") };
    let inside: Vec<&Node> = plan.branches[children].iter().map(|child| &plan.nodes[child.node]).collect();
    assert!(matches!(inside[..], [Node::Delay(_), Node::Call { .. }]), "{inside:?}");
    let policy = plan.policies.iter().find(|policy| policy.timeout_s == 0.2).expect("the link's policy");
    assert_eq!((policy.retries, policy.backoff, policy.cancels), (2.0, Backoff::Fixed(0.05), true));
    assert_eq!(plan.components[policy.component].id, service);
    // What is given up does not work on, so that the callee never has more than the caller's workers.
    assert_eq!(station(&plan, service, Resource::Workers).population, 200.0);
}

#[test]
fn calls_that_are_given_up_and_worked_off_are_not_limited_by_the_callers_workers() {
    let (drawing, _, service, _) = two_tiers(&[number(Parameter::Timeout, 0.2)]);
    assert_eq!(station(&plan(&drawing), service, Resource::Workers).population, f64::INFINITY);
}

#[test]
fn a_breaker_stands_around_the_attempts() {
    let settings = [
        number(Parameter::Timeout, 0.2),
        (Parameter::Breaker, Value::Flag(true)),
        number(Parameter::BreakerThreshold, 0.3),
    ];
    let (drawing, web, service, _) = two_tiers(&settings);
    let plan = plan(&drawing);
    let program = steps(&plan, entry(&plan, web, Class::Read));
    let broken = program.iter().find_map(|node| if let Node::Break { body, .. } = node { Some(*body) } else { None });
    assert!(matches!(plan.nodes[broken.expect("a breaker")], Node::Attempt { .. }));
    assert!(plan.breakers.iter().all(|breaker| breaker.threshold == 0.3));
    assert_eq!(plan.components[plan.breakers[0].component].id, service);
}

#[test]
fn what_is_not_waited_for_is_started_uncounted() {
    let (drawing, web, service, link) = two_tiers(&[(Parameter::Synchronous, Value::Flag(false))]);
    let plan = plan(&drawing);
    assert_sound(&plan);
    let program = steps(&plan, entry(&plan, web, Class::Read));
    let job = program.iter().find_map(|node| if let Node::Spawn { job } = node { Some(plan.jobs[*job]) } else { None });
    let job = job.expect("a job");
    assert!(!job.counted && !job.feedback);
    assert_eq!(plan.entries[job.entry], *entry(&plan, service, Class::Read));
    assert_eq!(plan.links[job.link.expect("it goes over the link")].id, link);
    assert!(!program.iter().any(|node| matches!(node, Node::Call { .. })));
}

#[test]
fn a_ring_of_calls_that_nobody_waits_for_is_no_loop() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let (one, other) = (drawing.add(Kind::Service, &[]), drawing.add(Kind::Service, &[]));
    drawing.near(users, one);
    drawing.near(one, other);
    drawing.link(other, one, &[(Parameter::Synchronous, Value::Flag(false)), number(Parameter::Share, 0.1)]);
    let plan = plan(&drawing);
    assert_sound(&plan);
    assert!(codes(&plan).is_empty(), "{:?}", codes(&plan));
    assert!(plan.jobs.iter().all(|job| job.feedback));
}

#[test]
fn calls_at_once_come_before_the_data() {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let settings = [choice(Parameter::CallOrder, Choice::InParallel), number(Parameter::NeededAnswers, 2.0)];
    let web = drawing.add(Kind::WebServer, &settings);
    let store = drawing.add(Kind::KeyValueStore, &[]);
    let (one, other) = (drawing.add(Kind::Service, &[]), drawing.add(Kind::Service, &[]));
    drawing.near(users, web);
    drawing.near(web, store);
    drawing.near(web, one);
    drawing.link(web, other, &[number(Parameter::CallsPerRequest, 2.5)]);
    let plan = plan(&drawing);
    assert_sound(&plan);
    let program = entry(&plan, web, Class::Read);
    let parallel = program.nodes.clone().find(|&node| matches!(plan.nodes[node], Node::Parallel { .. }));
    let parallel = parallel.expect("calls at once");
    let Node::Parallel { children, needed } = plan.nodes[parallel].clone() else { return };
    let numbers: Vec<f64> = plan.branches[children].iter().map(|child| child.probability).collect();
    assert_eq!((numbers, needed), (vec![1.0, 2.0, 1.0], 2.0));
    let sequence = program.nodes.clone().find_map(|node| match &plan.nodes[node] {
        Node::Sequence(steps) => {
            let order: Vec<usize> = plan.branches[steps.clone()].iter().map(|step| step.node).collect();
            order.iter().position(|&step| step == parallel).map(|place| (place, order.len()))
        }
        _ => None,
    });
    assert_eq!(sequence, Some((1, 3)), "own work, calls, data");
    // Each of the 200 workers may be busy with up to three calls.
    assert_eq!(station(&plan, other, Resource::Workers).population, 600.0);
}

#[test]
fn patience_sharing_and_scaling_reach_the_stations() {
    let (mut drawing, web, _, _) = two_tiers(&[]);
    let settings = [
        number(Parameter::QueueTimeout, 3.0),
        choice(Parameter::Discipline, Choice::ProcessorSharing),
        (Parameter::Autoscaling, Value::Flag(true)),
        number(Parameter::TargetUtilization, 0.6),
        number(Parameter::MinInstances, 2.0),
        number(Parameter::MaxInstances, 20.0),
    ];
    drawing.set(web, &settings);
    let rented = plan(&drawing);
    assert_eq!(station(&rented, web, Resource::Workers).patience_s, 3.0);
    assert_eq!(station(&rented, web, Resource::Cores).discipline, Discipline::ProcessorSharing);
    let scaling = planned(&rented, web).scaling.expect("it scales");
    assert_eq!((scaling.target_utilization, scaling.fewest, scaling.most), (0.6, 2.0, 20.0));
    assert_eq!(codes(&rented), [DiagnosticCode::AutoscalingWithoutMetrics]);

    drawing.set(web, &[choice(Parameter::Hosting, Choice::OnPremises)]);
    let owned = plan(&drawing);
    assert_eq!(planned(&owned, web).scaling, None);
    assert_eq!(codes(&owned), [DiagnosticCode::AutoscalingOnPremises]);
}

#[test]
fn a_machine_that_nobody_builds_is_told() {
    let (mut drawing, web, _, _) = two_tiers(&[]);
    drawing.set(web, &[number(Parameter::Cores, 897.0)]);
    assert_eq!(codes(&plan(&drawing)), [DiagnosticCode::MachineBeyondLadder]);
}

#[test]
fn a_balancer_on_connections_opens_fewer_and_does_not_retry() {
    let mut drawing = Drawing::new();
    let users = drawing.users(1000.0, [0.0, 1.0, 0.0]);
    let settings = [
        choice(Parameter::Layer, Choice::Layer4),
        number(Parameter::RequestsPerConnection, 20.0),
        number(Parameter::OperationRate, 100.0),
        choice(Parameter::Policy, Choice::RoundRobin),
    ];
    let balancer = drawing.add(Kind::LoadBalancer, &settings);
    let web = drawing.add(Kind::WebServer, &[number(Parameter::Instances, 4.0), number(Parameter::Cores, 16.0)]);
    drawing.near(users, balancer);
    drawing.link(balancer, web, &[number(Parameter::Retries, 2.0)]);
    let solution = drawing.solve();
    let opened = crate::drawn::resource(&solution, balancer, Resource::Operations);
    assert_close(opened.utilization, 1000.0 / 20.0 / 100.0, 1e-9);
    assert_close(only_class(&solution).goodput_per_s, 1000.0, 1e-6);
    let plan = plan(&drawing);
    assert_eq!(codes(&plan), [DiagnosticCode::RetryOnLayer4]);
    assert!(plan.policies.is_empty());
    assert_eq!(station(&plan, web, Resource::Cores).arrivals.scv(), 1.0, "requests come as their clients send them");

    drawing.set(balancer, &[choice(Parameter::Layer, Choice::Layer7)]);
    let plan = crate::plan(&drawing);
    assert!(codes(&plan).is_empty() && plan.policies.iter().all(|policy| policy.retries == 2.0));
}
