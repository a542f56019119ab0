//! How long compiling and solving takes, on this machine, in one run.

use std::fmt::Write;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

use scaleground::base::geometry::Point;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Component, ComponentId, Document, Link, LinkId, Value};
use scaleground::{plan, solve};

/// Runs of which the median is printed.
const RUNS: usize = 15;

/// The table, ready to print. Times in milliseconds.
pub(super) fn table() -> String {
    let mut text =
        String::from("components   links   nodes   compile ms   solve at half load ms   at twice its capacity ms");
    for count in [10, 100, 1_000, 10_000] {
        let document = topology(count);
        let compiled = plan::compile(&document);
        let full = solve::solve(&compiled, 1.0).breaking_point.map_or(1e6, |point| point.users);
        let compile_ms = median_ms(|| drop(black_box(plan::compile(black_box(&document)))));
        let half_ms = median_ms(|| drop(black_box(solve::solve(black_box(&compiled), full / 2.0))));
        let twice_ms = median_ms(|| drop(black_box(solve::solve(black_box(&compiled), full * 2.0))));
        let (links, nodes) = (document.links.len(), compiled.nodes.len());
        let _ = write!(text, "\n{count:>10} {links:>7} {nodes:>7} {compile_ms:>12.3} {half_ms:>23.3} {twice_ms:>26.3}");
    }
    text
}

#[expect(clippy::disallowed_methods, reason = "a benchmark runs natively and needs the clock; no result depends on it")]
fn median_ms(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Users, a name server and a balancer, and behind it as many cells of web tier, service, cache, primary and replicas as
/// make up the number.
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
