//! How fast the simulation plays, beside a bare hand-written loop over the same systems, for whoever brings a clock: the
//! same work natively and in a worker of the page.

use std::hint::black_box;
use std::rc::Rc;

use super::bare::{Net, play};
use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Value};
use crate::{plan, simulate};

/// Customers of a run.
const CUSTOMERS: f64 = 1_000_000.0;

/// Runs of which the fastest counts: on a machine that does other things too, it says most about the code.
const RUNS: usize = 5;

/// Events of a slice, as the page takes them.
const SLICE: u64 = 20_000;

/// Names of the systems that are measured.
pub const RUN_SYSTEMS: [&str; 4] = [
    "(a) M/M/1, load 0.8",
    "(b) M/M/4, load 0.85",
    "(c) balancer, 4 web, cache 80 %, database",
    "(c) with a time limit on every request",
];

/// How fast a system is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunSpeed {
    /// Customers per second of the bare loop.
    pub bare_per_s: f64,
    /// Customers per second of the simulation.
    pub own_per_s: f64,
    /// Events per customer of the simulation.
    pub events: f64,
}

/// Measures the system at this position of [`RUN_SYSTEMS`] (the last for any beyond) with a clock in milliseconds.
pub fn run_speed(system: usize, clock: impl Fn() -> f64) -> RunSpeed {
    let (document, net) = drawn(system);
    let compiled = plan::compile(&document);
    let mut events = 0;
    let bare_s = fastest_s(&clock, || {
        black_box(play(&net, CUSTOMERS as u64));
    });
    let own_s = fastest_s(&clock, || events = black_box(run(&compiled, CUSTOMERS / net.rate)));
    RunSpeed { bare_per_s: CUSTOMERS / bare_s, own_per_s: CUSTOMERS / own_s, events: events as f64 / CUSTOMERS }
}

fn run(compiled: &plan::Plan, horizon_s: f64) -> u64 {
    let settings = simulate::Settings { warm_up_s: 0.05 * horizon_s, horizon_s, ..simulate::Settings::default() };
    let mut run = simulate::Simulation::new(compiled, 1.0, &settings);
    while !run.advance(f64::INFINITY, SLICE).done {}
    run.outcome().events
}

fn fastest_s(clock: &impl Fn() -> f64, mut run: impl FnMut()) -> f64 {
    let times = (0..RUNS).map(|_| {
        let start = clock();
        run();
        (clock() - start) / 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

fn drawn(system: usize) -> (Document, Net) {
    let tiers = || Net { rate: 320.0, first: (4, 1, 0.01), last: Some((0.2, 2, 0.025)) };
    let queue = |rate, servers| Net { rate, first: (1, servers, 1.0), last: None };
    match system {
        0 => (one_queue(0.8, 1.0), queue(0.8, 1)),
        1 => (one_queue(3.4, 4.0), queue(3.4, 4)),
        2 => (three_tiers(&[]), tiers()),
        _ => (three_tiers(&[number(Parameter::Timeout, 5.0)]), tiers()),
    }
}

type Setting = (Parameter, Value);

const fn number(parameter: Parameter, value: f64) -> Setting {
    (parameter, Value::Number(value))
}

fn add(document: &mut Document, kind: Kind, settings: &[Setting]) -> ComponentId {
    let id = ComponentId(document.next_id);
    document.next_id += 1;
    let mut component = Component::new(kind, Point::new(0.0, 0.0));
    component.settings.extend(settings.iter().copied());
    document.components.insert(id, Rc::new(component));
    id
}

fn link(document: &mut Document, from: ComponentId, to: ComponentId, settings: &[Setting]) {
    let mut link = Link::new(from, to);
    link.settings.insert(Parameter::Latency, Value::Number(0.0));
    link.settings.extend(settings.iter().copied());
    document.links.insert(LinkId(document.next_id), Rc::new(link));
    document.next_id += 1;
}

fn readers(document: &mut Document, rate_per_s: f64) -> ComponentId {
    let settings = [
        (Parameter::LoadMode, Value::Choice(Choice::TypedRate)),
        number(Parameter::Rate, rate_per_s),
        number(Parameter::StaticShare, 0.0),
        number(Parameter::WriteShare, 0.0),
        number(Parameter::AnswerBytes, 0.0),
    ];
    add(document, Kind::Users, &settings)
}

fn service(document: &mut Document, cores: f64, mean_s: f64, instances: f64) -> ComponentId {
    let settings = [
        number(Parameter::Cores, cores),
        number(Parameter::Workers, 100_000.0),
        number(Parameter::AcceptQueue, 1_000_000.0),
        number(Parameter::ReadTime, mean_s),
        number(Parameter::Instances, instances),
    ];
    add(document, Kind::Service, &settings)
}

fn one_queue(rate_per_s: f64, servers: f64) -> Document {
    let mut document = Document::default();
    let users = readers(&mut document, rate_per_s);
    let queue = service(&mut document, servers, 1.0, 1.0);
    link(&mut document, users, queue, &[]);
    document
}

fn three_tiers(to_balancer: &[Setting]) -> Document {
    let mut document = Document::default();
    let users = readers(&mut document, 320.0);
    let free = [
        (Parameter::Policy, Value::Choice(Choice::Random)),
        number(Parameter::OperationRate, 1e12),
        number(Parameter::OperationTime, 0.0),
    ];
    let balancer = add(&mut document, Kind::LoadBalancer, &free);
    let web = service(&mut document, 1.0, 0.01, 4.0);
    let coin = [
        (Parameter::TypedHitRatio, Value::Flag(true)),
        number(Parameter::HitRatio, 0.8),
        number(Parameter::OperationTime, 0.0),
        number(Parameter::ItemBytes, 1.0),
        number(Parameter::Bandwidth, 1e12),
    ];
    let cache = add(&mut document, Kind::Cache, &coin);
    let store = [
        number(Parameter::Cores, 2.0),
        number(Parameter::ReadTime, 0.025),
        number(Parameter::BufferHitRatio, 1.0),
        number(Parameter::Connections, 100_000.0),
        number(Parameter::ConnectionQueue, 1_000_000.0),
    ];
    let database = add(&mut document, Kind::RelationalDatabase, &store);
    link(&mut document, users, balancer, to_balancer);
    link(&mut document, balancer, web, &[]);
    link(&mut document, web, cache, &[]);
    link(&mut document, web, database, &[]);
    document
}
