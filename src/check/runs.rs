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
    let (mut events, mut bare_s, mut own_s) = (0, f64::INFINITY, f64::INFINITY);
    // In turn, so that both see the same machine.
    for _ in 0..RUNS {
        bare_s = bare_s.min(once_s(&clock, || {
            black_box(play(&net, CUSTOMERS as u64));
        }));
        own_s = own_s.min(once_s(&clock, || events = black_box(run(&compiled, CUSTOMERS / net.rate))));
    }
    RunSpeed { bare_per_s: CUSTOMERS / bare_s, own_per_s: CUSTOMERS / own_s, events: events as f64 / CUSTOMERS }
}

fn run(compiled: &plan::Plan, horizon_s: f64) -> u64 {
    let settings = simulate::Settings { warm_up_s: 0.05 * horizon_s, horizon_s, ..simulate::Settings::default() };
    let mut run = simulate::Simulation::new(compiled, 1.0, &settings);
    while !run.advance(f64::INFINITY, SLICE).done {}
    run.outcome().events
}

fn once_s(clock: &impl Fn() -> f64, run: impl FnOnce()) -> f64 {
    let start = clock();
    run();
    (clock() - start) / 1e3
}

/// Systems by whose size an event may become slower, and about how many events are pending in each.
pub const GROWN: [(&str, f64); 8] = [
    ("10 servers, 800 requests/s in all", 8.0),
    ("100 servers, 800 requests/s in all", 80.0),
    ("1,000 servers, 800 requests/s in all", 800.0),
    ("users who think for a second", 1e2),
    ("users who think for a second", 1e3),
    ("users who think for a second", 1e4),
    ("users who think for a second", 1e5),
    ("users who think for a second", 1e6),
];

/// Nanoseconds per event of the system at this position of [`GROWN`], by a clock in milliseconds.
pub fn event_ns(system: usize, clock: impl Fn() -> f64) -> f64 {
    let document = match system {
        0 => side_by_side(10),
        1 => side_by_side(100),
        2 => side_by_side(1_000),
        _ => thinking(GROWN[system.min(GROWN.len() - 1)].1),
    };
    let compiled = plan::compile(&document);
    let horizon_s = CUSTOMERS / simulate::events_per_s(&compiled, 1.0);
    let settings = simulate::Settings { horizon_s, ..simulate::Settings::default() };
    let mut least_ns = f64::INFINITY;
    for _ in 0..RUNS {
        let mut run = simulate::Simulation::new(&compiled, 1.0, &settings);
        let seconds = once_s(&clock, || while !run.advance(f64::INFINITY, SLICE).done {});
        least_ns = least_ns.min(seconds * 1e9 / run.progress().events as f64);
    }
    least_ns
}

/// A balancer and so many servers with a load of 0.8 each.
fn side_by_side(components: u32) -> Document {
    let mut document = Document::default();
    let users = readers(&mut document, 800.0);
    let free = [
        (Parameter::Policy, Value::Choice(Choice::Random)),
        number(Parameter::OperationRate, 1e12),
        number(Parameter::OperationTime, 0.0),
    ];
    let balancer = add(&mut document, Kind::LoadBalancer, &free);
    link(&mut document, users, balancer, &[]);
    for _ in 0..components {
        let server = service(&mut document, 1.0, f64::from(components) / 1_000.0, 1.0);
        link(&mut document, balancer, server, &[]);
    }
    document
}

/// So many users who think for a second and are answered in a microsecond.
fn thinking(users: f64) -> Document {
    let mut document = Document::default();
    let closed = [
        (Parameter::LoadMode, Value::Choice(Choice::Closed)),
        number(Parameter::Population, users),
        number(Parameter::ThinkTime, 1.0),
        number(Parameter::StaticShare, 0.0),
        number(Parameter::WriteShare, 0.0),
        number(Parameter::AnswerBytes, 0.0),
    ];
    let users = add(&mut document, Kind::Users, &closed);
    let server = service(&mut document, 64.0, 1e-6, 1.0);
    link(&mut document, users, server, &[]);
    document
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
