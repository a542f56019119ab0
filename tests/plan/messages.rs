//! Queues, publish-subscribe and routers; workers; and what watches them.

use scaleground::model::catalog::{Kind, Parameter, Product};
use scaleground::model::{Choice, ComponentId, DiagnosticCode, Fault, Value};
use scaleground::plan::{Backoff, Class, Job, Node, Plan, Reason, Resource};

use crate::drawn::{Drawing, assert_close, choice, number};
use crate::{assert_sound, codes, delays, entry, plan, planned, station, steps};

/// Users that write, a web server that publishes to a broker, and two workers behind.
struct Post {
    drawing: Drawing,
    web: ComponentId,
    broker: ComponentId,
    workers: [ComponentId; 2],
}

fn post(broker: Kind, settings: &[(Parameter, Value)]) -> Post {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 0.0, 1.0]);
    let web = drawing.add(Kind::WebServer, &[]);
    let broker = drawing.add(broker, settings);
    let workers = [1.0, 3.0].map(|instances| drawing.add(Kind::Worker, &[number(Parameter::Instances, instances)]));
    drawing.near(users, web);
    drawing.near(web, broker);
    for worker in workers {
        drawing.near(broker, worker);
    }
    Post { drawing, web, broker, workers }
}

/// What a component starts for a class: the probability of each job and the job.
fn started(plan: &Plan, id: ComponentId, class: Class) -> Vec<(f64, Job)> {
    let program = entry(plan, id, class);
    let chosen = |node: usize| {
        let choices = program.nodes.clone().filter_map(|choice| match &plan.nodes[choice] {
            Node::Choose(children) => Some(&plan.branches[children.clone()]),
            _ => None,
        });
        choices.flatten().find(|branch| branch.node == node).map_or(1.0, |branch| branch.probability)
    };
    let jobs = program.nodes.clone().filter_map(|node| match plan.nodes[node] {
        Node::Spawn { job } => Some((chosen(node), plan.jobs[job])),
        _ => None,
    });
    jobs.collect()
}

fn owner(plan: &Plan, job: Job) -> ComponentId {
    plan.components[plan.entries[job.entry].component].id
}

#[test]
fn a_queue_gives_each_message_to_one_consumer_as_they_have_hands() {
    let post = post(Kind::MessageQueue, &[]);
    let plan = plan(&post.drawing);
    assert_sound(&plan);
    assert!(codes(&plan).is_empty(), "{:?}", codes(&plan));
    let jobs = started(&plan, post.broker, Class::Write);
    let found: Vec<(f64, ComponentId)> = jobs.iter().map(|&(share, job)| (share, owner(&plan, job))).collect();
    assert_eq!(found, [(0.25, post.workers[0]), (0.75, post.workers[1])]);
    assert!(jobs.iter().all(|(_, job)| job.counted && !job.feedback && job.link.is_some()));
    // The publisher waits for the acknowledgement of all brokers, and for nobody's work.
    assert_close(delays(&plan, entry(&plan, post.broker, Class::Write)), 0.002 + 0.0005, 1e-12);
    let called = steps(&plan, entry(&plan, post.web, Class::Write));
    assert_eq!(called.iter().filter(|node| matches!(node, Node::Call { .. })).count(), 1);
}

#[test]
fn all_workers_are_one_line_that_keeps_what_waits() {
    let post = post(Kind::MessageQueue, &[]);
    let plan = plan(&post.drawing);
    let pool = station(&plan, post.workers[1], Resource::Workers);
    assert_eq!((pool.servers, pool.copies, pool.keeps, pool.held), (24.0, 1.0, true, true));
    assert_eq!(pool.population, f64::INFINITY);
    let cores = station(&plan, post.workers[1], Resource::Cores);
    assert_eq!((cores.servers, cores.copies), (4.0, 3.0));
}

#[test]
fn the_clock_of_redelivery_runs_while_the_message_is_held() {
    let post = post(Kind::MessageQueue, &[number(Parameter::RedeliveryTimeout, 60.0)]);
    let plan = plan(&post.drawing);
    let program = entry(&plan, post.workers[0], Class::Job);
    let held = steps(&plan, program).iter().find_map(|node| match node {
        Node::Hold { body, .. } => Some(*body),
        _ => None,
    });
    let Node::Attempt { policy, .. } = plan.nodes[held.expect("a worker is held")] else { panic!("inside of it") };
    let policy = plan.policies[policy];
    assert_eq!((policy.timeout_s, policy.retries, policy.backoff), (60.0, 4.0, Backoff::Fixed(0.0)));
    assert!(!policy.cancels && policy.budget == f64::INFINITY);
}

#[test]
fn partitions_limit_how_many_consume_at_a_time() {
    let mut post = post(Kind::MessageQueue, &[number(Parameter::Partitions, 8.0)]);
    let limited = plan(&post.drawing);
    let pools = post.workers.map(|worker| station(&limited, worker, Resource::Workers).servers);
    assert_eq!(pools, [2.0, 6.0]);
    post.drawing.set(post.broker, &[number(Parameter::Partitions, 0.0)]);
    assert_eq!(station(&plan(&post.drawing), post.workers[0], Resource::Workers).servers, 8.0);
    assert_eq!(Product::Kafka.spec().value(Parameter::Partitions), Some(Value::Number(1.0)));
}

#[test]
fn nobody_waits_for_what_is_not_acknowledged() {
    let post = post(Kind::MessageQueue, &[choice(Parameter::Acknowledgement, Choice::AckNone)]);
    let plan = plan(&post.drawing);
    assert_sound(&plan);
    let jobs = started(&plan, post.web, Class::Write);
    assert!(jobs.len() == 1 && !jobs[0].1.counted);
    assert_eq!(owner(&plan, jobs[0].1), post.broker);
}

#[test]
fn publish_subscribe_copies_to_all_and_keeps_nothing() {
    let post = post(Kind::PubSub, &[]);
    let plan = plan(&post.drawing);
    assert_sound(&plan);
    let jobs = started(&plan, post.broker, Class::Write);
    assert_eq!(jobs.iter().map(|(share, _)| *share).collect::<Vec<_>>(), [1.0, 1.0]);
    let pool = station(&plan, post.workers[0], Resource::Workers);
    assert_eq!((pool.keeps, pool.queue_limit), (false, 0.0));
    assert!(plan.policies.is_empty());
}

#[test]
fn a_router_keeps_where_it_is_durable_and_feeds_queues() {
    let mut post = post(Kind::EventRouter, &[]);
    let queue = post.drawing.add(Kind::MessageQueue, &[]);
    post.drawing.near(post.broker, queue);
    post.drawing.near(queue, post.workers[1]);
    let kept = plan(&post.drawing);
    assert_sound(&kept);
    assert!(codes(&kept).is_empty(), "{:?}", codes(&kept));
    let jobs = started(&kept, post.broker, Class::Write);
    let counted: Vec<(ComponentId, bool)> = jobs.iter().map(|&(_, job)| (owner(&kept, job), job.counted)).collect();
    // What goes into the queue is counted where it is taken out.
    assert_eq!(counted, [(post.workers[0], true), (post.workers[1], true), (queue, false)]);
    assert!(station(&kept, post.workers[0], Resource::Workers).keeps);
    post.drawing.set(post.broker, &[(Parameter::Durable, Value::Flag(false))]);
    let lost = plan(&post.drawing);
    assert!(!station(&lost, post.workers[0], Resource::Workers).keeps);
    assert!(station(&lost, post.workers[1], Resource::Workers).keeps, "the queue keeps for it");
}

/// The reason that a started job fails with.
fn fails(plan: &Plan, job: Job) -> Reason {
    match steps(plan, &plan.entries[job.entry]) {
        [Node::Fail { reason, .. }] => *reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn messages_for_nobody_pile_up_or_are_lost() {
    for (broker, reason) in [(Kind::MessageQueue, Reason::StillQueued), (Kind::PubSub, Reason::Undelivered)] {
        let mut drawing = Drawing::new();
        let devices = drawing.users(1.0, [0.0, 0.0, 1.0]);
        let alone = drawing.add(broker, &[]);
        drawing.near(devices, alone);
        let plan = plan(&drawing);
        assert_eq!(codes(&plan), [DiagnosticCode::QueueWithoutConsumer]);
        assert_eq!(fails(&plan, started(&plan, alone, Class::Write)[0].1), reason);

        let mut struck = post(broker, &[]);
        for worker in struck.workers {
            struck.drawing.fail(worker, Fault::Down);
        }
        let plan = crate::plan(&struck.drawing);
        let jobs = started(&plan, struck.broker, Class::Write);
        assert!(jobs.len() == 2 && jobs.iter().all(|&(_, job)| fails(&plan, job) == reason));
    }
    let mut one_left = post(Kind::MessageQueue, &[]);
    let struck = one_left.workers[0];
    one_left.drawing.fail(struck, Fault::Down);
    let plan = plan(&one_left.drawing);
    let jobs = started(&plan, one_left.broker, Class::Write);
    assert_eq!(jobs.iter().map(|&(_, job)| owner(&plan, job)).collect::<Vec<_>>(), [one_left.workers[1]]);
}

#[test]
fn a_worker_may_publish_to_the_queue_that_it_takes_from() {
    let mut post = post(Kind::MessageQueue, &[]);
    post.drawing.link(post.workers[0], post.broker, &[number(Parameter::Share, 0.1)]);
    let plan = plan(&post.drawing);
    assert_sound(&plan);
    assert!(codes(&plan).is_empty(), "{:?}", codes(&plan));
    let jobs = started(&plan, post.broker, Class::Write);
    assert!(jobs.iter().any(|(_, job)| job.feedback), "the line behind follows from itself");
}

#[test]
fn workers_ask_what_their_links_say_and_scale_by_backlog() {
    let mut post = post(Kind::MessageQueue, &[]);
    let service = post.drawing.add(Kind::Service, &[]);
    post.drawing.near(post.workers[0], service);
    post.drawing.set(post.workers[0], &[(Parameter::Autoscaling, Value::Flag(true))]);
    let plan = plan(&post.drawing);
    let program = steps(&plan, entry(&plan, post.workers[0], Class::Job));
    assert!(program.iter().any(|node| matches!(node, Node::Call { .. })));
    assert_eq!(planned(&plan, post.workers[0]).scaling.map(|scaling| scaling.target_utilization), Some(0.8));
}

#[test]
fn a_service_takes_messages_beside_its_requests() {
    let mut post = post(Kind::MessageQueue, &[]);
    let service = post.drawing.add(Kind::Service, &[number(Parameter::WriteTime, 0.007)]);
    post.drawing.near(post.broker, service);
    let plan = plan(&post.drawing);
    assert_sound(&plan);
    let jobs = started(&plan, post.broker, Class::Write);
    let (_, job) = jobs[2];
    assert_eq!(owner(&plan, job), service);
    let program = steps(&plan, &plan.entries[job.entry]);
    assert!(program.iter().any(|node| matches!(node, Node::Work { service, .. } if service.mean_s == 0.007)));
    let pools: Vec<bool> = plan.stations[planned(&plan, service).stations.clone()]
        .iter()
        .filter(|station| station.held)
        .map(|station| station.keeps)
        .collect();
    assert_eq!(pools, [false, true]);
}

#[test]
fn metrics_and_logs_cost_those_who_report() {
    let mut post = post(Kind::MessageQueue, &[]);
    let metrics = post.drawing.add(Kind::Metrics, &[number(Parameter::ScrapeInterval, 20.0)]);
    let settings = [number(Parameter::SampledShare, 0.5), number(Parameter::ReportTime, 0.001)];
    let logs = post.drawing.add(Kind::Logs, &settings);
    let automation = post.drawing.add(Kind::Automation, &[]);
    post.drawing.near(automation, post.web);
    for reporter in [post.web, post.workers[0]] {
        post.drawing.near(reporter, metrics);
        post.drawing.near(reporter, logs);
    }
    let watched = plan(&post.drawing);
    assert_sound(&watched);
    assert!(codes(&watched).is_empty(), "{:?}", codes(&watched));
    assert!(planned(&watched, metrics).entries.is_empty() && planned(&watched, automation).stations.is_empty());
    assert_eq!(watched.background.len(), 2);
    for work in &watched.background {
        assert_eq!((work.rate_per_s, work.service.mean_s), (0.05, 0.001));
        assert_eq!(watched.stations[work.station].resource, Resource::Cores);
    }
    // Half of ten requests a second cost a millisecond more on the web server's cores.
    let busy = |drawing: &Drawing| crate::drawn::resource(&drawing.solve(), post.web, Resource::Cores).busy;
    let with = busy(&post.drawing);
    post.drawing.fail(logs, Fault::Down);
    assert_close(with - busy(&post.drawing), 10.0 * 0.5 * 0.001, 1e-9);
}
