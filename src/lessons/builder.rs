//! Builds documents from code: components with their place and what differs from the defaults, and links between them.

use std::rc::Rc;

use crate::base::geometry::{Point, Size};
use crate::model::catalog::{Kind, Parameter, Product};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Value};

/// A component to be added.
pub(super) struct Part(Component);

impl Part {
    /// A component of `kind` with its top left corner at (`x`, `y`), canvas units.
    pub(super) fn new(kind: Kind, x: f64, y: f64) -> Self {
        Self(Component::new(kind, Point::new(x, y)))
    }

    /// Its top left corner elsewhere, canvas units.
    pub(super) fn at(mut self, x: f64, y: f64) -> Self {
        self.0.position = Point::new(x, y);
        self
    }

    /// Another number than the default, in the catalogue's unit.
    pub(super) fn number(mut self, parameter: Parameter, number: f64) -> Self {
        self.0.settings.insert(parameter, Value::Number(number));
        self
    }

    /// Another option than the default.
    pub(super) fn choice(mut self, parameter: Parameter, choice: Choice) -> Self {
        self.0.settings.insert(parameter, Value::Choice(choice));
        self
    }

    /// A preset.
    pub(super) fn product(mut self, product: Product) -> Self {
        self.0.product = Some(product);
        self
    }

    /// A proper name, the same in every language.
    pub(super) fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.0.name);
        self
    }

    /// Another state than the default.
    pub(super) fn flag(mut self, parameter: Parameter, on: bool) -> Self {
        self.0.settings.insert(parameter, Value::Flag(on));
        self
    }

    /// The container that it stands in.
    pub(super) fn inside(mut self, place: ComponentId) -> Self {
        self.0.place = Some(place);
        self
    }

    /// Extent of a container.
    pub(super) fn sized(mut self, width: f64, height: f64) -> Self {
        self.0.size = Size::new(width, height);
        self
    }
}

/// A document in the making.
pub(super) struct Builder(Document);

impl Builder {
    /// An empty canvas with the slider at so many users.
    pub(super) fn new(users: f64) -> Self {
        Self(Document { users, ..Document::default() })
    }

    /// Adds a component.
    pub(super) fn add(&mut self, part: Part) -> ComponentId {
        let id = ComponentId(self.number());
        self.0.components.insert(id, Rc::new(part.0));
        id
    }

    /// Connects two components, with every parameter at its default.
    pub(super) fn connect(&mut self, from: ComponentId, to: ComponentId) {
        self.connect_with(from, to, &[]);
    }

    /// Connects two components with other numbers than the defaults.
    pub(super) fn connect_with(&mut self, from: ComponentId, to: ComponentId, numbers: &[(Parameter, f64)]) {
        let settings: Vec<_> = numbers.iter().map(|&(parameter, number)| (parameter, Value::Number(number))).collect();
        self.connect_set(from, to, &settings);
    }

    /// Connects two components with other values than the defaults.
    pub(super) fn connect_set(&mut self, from: ComponentId, to: ComponentId, settings: &[(Parameter, Value)]) {
        let mut link = Link::new(from, to);
        link.settings.extend(settings.iter().copied());
        let id = LinkId(self.number());
        self.0.links.insert(id, Rc::new(link));
    }

    /// The document.
    pub(super) fn finish(self) -> Document {
        self.0
    }

    fn number(&mut self) -> u32 {
        self.0.next_id += 1;
        self.0.next_id - 1
    }
}
