//! How long compiling and solving takes, for whoever brings a clock: the same work natively and in the page.
//!
//! The topology: users, a name server and a balancer, and behind it as many cells of web tier, service, cache, primary and
//! replicas as make up the number.

use std::hint::black_box;
use std::rc::Rc;

use crate::base::geometry::Point;
use crate::impact::FailureTable;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Component, ComponentId, Document, Link, LinkId, Value};
use crate::{plan, solve};

/// Runs of which the median counts.
const RUNS: usize = 15;

/// Shortest time that a clock can be trusted with, milliseconds: browsers round theirs.
const SHORTEST_MS: f64 = 5.0;

/// Components of the topologies that are measured.
pub const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

/// How long it took, milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// Components and links of the topology, and steps of all programs of its plan.
    pub components: usize,
    /// Links.
    pub links: usize,
    /// Steps.
    pub nodes: usize,
    /// Compiling.
    pub compile_ms: f64,
    /// Solving about half the load at which it gives way, another load each time.
    pub half_ms: f64,
    /// Solving at twice that load.
    pub twice_ms: f64,
}

/// Measures a topology of so many components with a clock in milliseconds.
pub fn speed(components: usize, clock: impl Fn() -> f64) -> Speed {
    let (document, full) = sample(components);
    let compiled = plan::compile(&document);
    let mut share = 0.45;
    let growing = || {
        share = if share < 0.55 { share + 0.001 } else { 0.45 };
        drop(black_box(solve::solve(&compiled, full * share)));
    };
    Speed {
        components: document.components.len(),
        links: document.links.len(),
        nodes: compiled.nodes.len(),
        compile_ms: median_ms(&clock, || drop(black_box(plan::compile(black_box(&document))))),
        half_ms: median_ms(&clock, growing),
        twice_ms: median_ms(&clock, || drop(black_box(solve::solve(&compiled, full * 2.0)))),
    }
}

/// How long the table of all single failures takes, computed one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FailureSpeed {
    /// Failures of components, places, instances and links.
    pub failures: usize,
    /// The table, milliseconds.
    pub table_ms: f64,
    /// One solution of the sound topology at the same load, milliseconds.
    pub solve_ms: f64,
}

/// Measures the table of a document at so many users, once, and one solution beside it.
pub fn failure_speed(document: &Document, users: f64, clock: impl Fn() -> f64) -> FailureSpeed {
    let compiled = plan::compile(document);
    let solve_ms = median_ms(&clock, || drop(black_box(solve::solve(&compiled, users))));
    let begun = clock();
    let failures = black_box(FailureTable::new(document, users, None)).map(black_box).count();
    FailureSpeed { failures, table_ms: clock() - begun, solve_ms }
}

/// A topology of so many components, and the users at which it gives way.
pub fn sample(components: usize) -> (Document, f64) {
    let document = topology(components);
    let full = solve::solve(&plan::compile(&document), 1.0).breaking_point.map_or(1e6, |point| point.users);
    (document, full)
}

fn median_ms(clock: &impl Fn() -> f64, mut run: impl FnMut()) -> f64 {
    let mut batch = |times: u32| {
        let start = clock();
        (0..times).for_each(|_| run());
        clock() - start
    };
    let mut times = 1;
    while batch(times) < SHORTEST_MS && times < 1_000 {
        times *= 2;
    }
    let mut spent: Vec<f64> = (0..RUNS).map(|_| batch(times) / f64::from(times)).collect();
    spent.sort_by(f64::total_cmp);
    spent[RUNS / 2]
}

fn topology(count: usize) -> Document {
    let mut document = Document::default();
    let users = add(&mut document, Kind::Users);
    let names = add(&mut document, Kind::Dns);
    let entry = add(&mut document, Kind::LoadBalancer);
    link(&mut document, users, names);
    link(&mut document, users, entry);
    while document.components.len() < count {
        cell(&mut document, entry, count);
    }
    document
}

fn cell(document: &mut Document, entry: ComponentId, count: usize) {
    let kinds = [
        Kind::WebServer,
        Kind::RelationalDatabase,
        Kind::Cache,
        Kind::Service,
        Kind::ReadReplica,
        Kind::KeyValueStore,
        Kind::ReadReplica,
    ];
    let room = count - document.components.len();
    let made: Vec<(Kind, ComponentId)> = kinds.into_iter().take(room).map(|kind| (kind, add(document, kind))).collect();
    let web = made[0].1;
    link(document, entry, web);
    for &(kind, id) in &made[1..] {
        if kind == Kind::KeyValueStore {
            link(document, made[3].1, id);
        } else {
            link(document, web, id);
        }
        if kind == Kind::ReadReplica {
            link(document, made[1].1, id);
        }
    }
}

fn add(document: &mut Document, kind: Kind) -> ComponentId {
    let id = ComponentId(document.next_id);
    document.next_id += 1;
    let mut component = Component::new(kind, Point::new(0.0, 0.0));
    if kind == Kind::LoadBalancer {
        component.settings.insert(Parameter::OperationRate, Value::Number(1e8));
    }
    document.components.insert(id, Rc::new(component));
    id
}

fn link(document: &mut Document, from: ComponentId, to: ComponentId) {
    document.links.insert(LinkId(document.next_id), Rc::new(Link::new(from, to)));
    document.next_id += 1;
}
