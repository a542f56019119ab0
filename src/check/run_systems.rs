//! The systems whose simulation is timed.

use std::rc::Rc;

use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Value};

pub(super) type Setting = (Parameter, Value);

pub(super) const fn number(parameter: Parameter, value: f64) -> Setting {
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

pub(super) fn one_queue(rate_per_s: f64, servers: f64) -> Document {
    let mut document = Document::default();
    let users = readers(&mut document, rate_per_s);
    let queue = service(&mut document, servers, 1.0, 1.0);
    link(&mut document, users, queue, &[]);
    document
}

pub(super) fn three_tiers(to_balancer: &[Setting]) -> Document {
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

/// A balancer and so many servers with a load of 0.8 each.
pub(super) fn side_by_side(components: u32) -> Document {
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
pub(super) fn thinking(users: f64) -> Document {
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
