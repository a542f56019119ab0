//! Builds documents for the tests of the solver.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

use std::rc::Rc;

use scaleground::base::geometry::Point;
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, Component, ComponentId, Document, Fault, Link, LinkId, Value};
use scaleground::solve::{ClassResult, ComponentResult, Resource, ResourceResult, Solution};

/// A document in the making.
#[derive(Default)]
pub struct Drawing {
    pub document: Document,
}

impl Drawing {
    pub fn new() -> Self {
        Self::default()
    }

    fn next(&mut self) -> u32 {
        self.document.next_id += 1;
        self.document.next_id - 1
    }

    pub fn add(&mut self, kind: Kind, settings: &[(Parameter, Value)]) -> ComponentId {
        let id = ComponentId(self.next());
        let mut component = Component::new(kind, Point::new(0.0, 0.0));
        component.settings.extend(settings.iter().copied());
        self.document.components.insert(id, Rc::new(component));
        id
    }

    /// A Users component that sends one class at a typed rate, with answers of no size.
    pub fn users(&mut self, rate: f64, shares: [f64; 3]) -> ComponentId {
        self.add(
            Kind::Users,
            &[
                (Parameter::LoadMode, Value::Choice(Choice::TypedRate)),
                number(Parameter::Rate, rate),
                number(Parameter::StaticShare, shares[0]),
                number(Parameter::ReadShare, shares[1]),
                number(Parameter::WriteShare, shares[2]),
                number(Parameter::StaticBytes, 0.0),
                number(Parameter::AnswerBytes, 0.0),
                number(Parameter::ComplaintTime, 0.0),
            ],
        )
    }

    pub fn link(&mut self, from: ComponentId, to: ComponentId, settings: &[(Parameter, Value)]) -> LinkId {
        let id = LinkId(self.next());
        let mut link = Link::new(from, to);
        link.settings.extend(settings.iter().copied());
        self.document.links.insert(id, Rc::new(link));
        id
    }

    /// A link that takes no time.
    pub fn near(&mut self, from: ComponentId, to: ComponentId) -> LinkId {
        self.link(from, to, &[number(Parameter::Latency, 0.0)])
    }

    /// So many read replicas of a primary, at links that take no time.
    pub fn replicas(
        &mut self,
        primary: ComponentId,
        count: usize,
        settings: &[(Parameter, Value)],
    ) -> Vec<ComponentId> {
        let copies: Vec<_> = (0..count).map(|_| self.add(Kind::ReadReplica, settings)).collect();
        for copy in &copies {
            self.near(primary, *copy);
        }
        copies
    }

    /// Changes parameters of a component.
    pub fn set(&mut self, id: ComponentId, settings: &[(Parameter, Value)]) {
        let component = self.document.components.get_mut(&id).expect("it has been added");
        Rc::make_mut(component).settings.extend(settings.iter().copied());
    }

    /// Puts a component into a container.
    pub fn put(&mut self, id: ComponentId, place: ComponentId) {
        let component = self.document.components.get_mut(&id).expect("it has been added");
        Rc::make_mut(component).place = Some(place);
    }

    pub fn fail(&mut self, id: ComponentId, fault: Fault) {
        self.document.faults.insert(id, fault);
    }

    pub fn solve(&self) -> Solution {
        scaleground::solve::solve_document(&self.document)
    }
}

pub fn number(parameter: Parameter, value: f64) -> (Parameter, Value) {
    (parameter, Value::Number(value))
}

pub fn choice(parameter: Parameter, value: Choice) -> (Parameter, Value) {
    (parameter, Value::Choice(value))
}

/// A balancer that costs nothing.
pub fn free_balancer() -> Vec<(Parameter, Value)> {
    vec![number(Parameter::OperationRate, 1e8), number(Parameter::OperationTime, 0.0)]
}

/// A web server with these cores and core time of a read, and workers enough never to matter.
pub fn ample_web(instances: f64, cores: f64, read_s: f64) -> Vec<(Parameter, Value)> {
    vec![
        number(Parameter::Instances, instances),
        number(Parameter::Cores, cores),
        number(Parameter::ReadTime, read_s),
        number(Parameter::Workers, 100_000.0),
        number(Parameter::AcceptQueue, 1_000_000.0),
    ]
}

/// A relational database that works on cores only.
pub fn core_database(cores: f64, read_s: f64) -> Vec<(Parameter, Value)> {
    vec![
        number(Parameter::Cores, cores),
        number(Parameter::ReadTime, read_s),
        number(Parameter::BufferHitRatio, 1.0),
        number(Parameter::Connections, 100_000.0),
    ]
}

pub fn component(solution: &Solution, id: ComponentId) -> &ComponentResult {
    &solution.components[&id]
}

pub fn resource(solution: &Solution, id: ComponentId, resource: Resource) -> ResourceResult {
    *component(solution, id).resources.iter().find(|result| result.resource == resource).expect("it has the resource")
}

pub fn only_class(solution: &Solution) -> &ClassResult {
    assert_eq!(solution.classes.len(), 1);
    &solution.classes[0]
}

#[track_caller]
pub fn assert_close(got: f64, expected: f64, tolerance: f64) {
    assert!(
        (got - expected).abs() <= tolerance * expected.abs(),
        "{got} for {expected}, off by {:e}",
        got / expected - 1.0
    );
}

/// What is offered is answered, or lost for a reason that is counted.
#[track_caller]
pub fn assert_conserved(solution: &Solution) {
    let lost: f64 = solution.refusals.iter().map(|refusal| refusal.rate_per_s).sum();
    let sum = solution.goodput_per_s + lost;
    assert!(
        (sum - solution.offered_per_s).abs() <= 1e-9 * solution.offered_per_s,
        "{sum} for {}",
        solution.offered_per_s
    );
}

/// Utilizations of the groups of nodes of a component, fullest first.
pub fn groups(solution: &Solution, id: ComponentId, wanted: Resource) -> Vec<f64> {
    let resources = component(solution, id).resources.iter();
    resources.filter(|result| result.resource == wanted).map(|result| result.utilization).collect()
}

pub fn assert_groups(solution: &Solution, id: ComponentId, wanted: Resource, by_hand: &[f64]) {
    let found = groups(solution, id, wanted);
    assert_eq!(found.len(), by_hand.len(), "{found:?}");
    for (got, hand) in found.iter().zip(by_hand) {
        assert_close(*got, *hand, 1e-9);
    }
}

/// Users, a web server that costs nothing, and a store.
pub struct Tier {
    pub drawing: Drawing,
    pub users: ComponentId,
    pub web: ComponentId,
    pub store: ComponentId,
    pub link: LinkId,
}

pub fn tier(rate: f64, shares: [f64; 3], kind: Kind, settings: &[(Parameter, Value)]) -> Tier {
    let mut drawing = Drawing::new();
    let users = drawing.users(rate, shares);
    let mut free = ample_web(1.0, 100.0, 0.0);
    free.push(number(Parameter::WriteTime, 0.0));
    let web = drawing.add(Kind::WebServer, &free);
    let store = drawing.add(kind, settings);
    drawing.near(users, web);
    let link = drawing.near(web, store);
    Tier { drawing, users, web, store, link }
}

/// A relational database that works on cores, 1 ms a read and 2 ms a write.
pub fn primary(more: &[(Parameter, Value)]) -> Vec<(Parameter, Value)> {
    let mut settings = core_database(8.0, 0.001);
    settings.extend([number(Parameter::WriteTime, 0.002), number(Parameter::Iops, 1_000_000.0)]);
    settings.extend_from_slice(more);
    settings
}
