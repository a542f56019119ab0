//! Draws the ordinary document of a case: components, links, and values within the ranges of the catalogue.

use std::rc::Rc;

use super::figures::{Solved, Solver};
use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Value};

/// A parameter with its value.
pub(super) type Setting = (Parameter, Value);

/// A number in the catalogue's unit.
pub(super) const fn number(parameter: Parameter, value: f64) -> Setting {
    (parameter, Value::Number(value))
}

/// An option.
pub(super) const fn choice(parameter: Parameter, value: Choice) -> Setting {
    (parameter, Value::Choice(value))
}

/// On or off.
pub(super) const fn flag(parameter: Parameter, value: bool) -> Setting {
    (parameter, Value::Flag(value))
}

/// A link that takes no time.
pub(super) const NEAR: Setting = number(Parameter::Latency, 0.0);

/// A document in the making.
pub(super) struct Drawing {
    document: Document,
    refused: bool,
    by: Solver,
}

impl Drawing {
    /// An empty canvas.
    pub(super) fn new(by: Solver) -> Self {
        Self { document: Document::default(), refused: false, by }
    }

    fn next(&mut self) -> u32 {
        self.document.next_id += 1;
        self.document.next_id - 1
    }

    /// Adds a component.
    pub(super) fn add(&mut self, kind: Kind, settings: &[Setting]) -> ComponentId {
        let id = ComponentId(self.next());
        let mut component = Component::new(kind, Point::new(0.0, 0.0));
        for &(parameter, value) in settings {
            let accepted = kind.spec().parameter(parameter).is_some_and(|spec| spec.accepts(value));
            self.refused |= !accepted;
            component.settings.insert(parameter, value);
        }
        self.document.components.insert(id, Rc::new(component));
        id
    }

    /// Connects two components.
    pub(super) fn link(&mut self, from: ComponentId, to: ComponentId, settings: &[Setting]) -> LinkId {
        let id = LinkId(self.next());
        let mut link = Link::new(from, to);
        let role = self.document.role(&link);
        self.refused |= role.is_none();
        for &(parameter, value) in settings {
            let specs = role.map_or(&[][..], crate::model::catalog::Role::parameters);
            let accepted = specs.iter().any(|spec| spec.parameter == parameter && spec.accepts(value));
            self.refused |= !accepted;
            link.settings.insert(parameter, value);
        }
        self.document.links.insert(id, Rc::new(link));
        id
    }

    /// Connects two components without any latency.
    pub(super) fn near(&mut self, from: ComponentId, to: ComponentId) -> LinkId {
        self.link(from, to, &[NEAR])
    }

    /// Users who send reads at a typed rate and get answers of no size.
    pub(super) fn readers(&mut self, rate_per_s: f64) -> ComponentId {
        self.users(&[choice(Parameter::LoadMode, Choice::TypedRate), number(Parameter::Rate, rate_per_s)], true)
    }

    /// Users who send writes at a typed rate and get answers of no size.
    pub(super) fn writers(&mut self, rate_per_s: f64) -> ComponentId {
        self.users(&[choice(Parameter::LoadMode, Choice::TypedRate), number(Parameter::Rate, rate_per_s)], false)
    }

    /// Users with one class, reads or writes, whose answers have no size.
    pub(super) fn users(&mut self, load: &[Setting], reads: bool) -> ComponentId {
        let share = |wanted: bool| if wanted { 1.0 } else { 0.0 };
        let mut settings = vec![
            number(Parameter::StaticShare, 0.0),
            number(Parameter::ReadShare, share(reads)),
            number(Parameter::WriteShare, share(!reads)),
            number(Parameter::StaticBytes, 0.0),
            number(Parameter::AnswerBytes, 0.0),
            number(Parameter::ComplaintTime, 0.0),
        ];
        settings.extend(load);
        self.add(Kind::Users, &settings)
    }

    /// A service with so many cores and room for as many requests as the catalogue allows.
    pub(super) fn ample(&mut self, cores: f64, time: &[Setting]) -> ComponentId {
        let mut settings = vec![
            number(Parameter::Cores, cores),
            number(Parameter::Workers, 100_000.0),
            number(Parameter::AcceptQueue, 1_000_000.0),
        ];
        settings.extend(time);
        self.add(Kind::Service, &settings)
    }

    /// The solved document; `None` where the catalogue has no room for a value of the case.
    pub(super) fn solved(self) -> Option<Solved> {
        let by = self.by;
        self.finish().map(|document| Solved::new(&document, by))
    }

    /// The document; `None` where the catalogue has no room for a value of the case.
    pub(super) fn finish(self) -> Option<Document> {
        (!self.refused).then_some(self.document)
    }
}
