//! Draws a topology in code, so that an example reads like its picture.

use std::rc::Rc;

use crate::base::geometry::{Point, Rect, Size};
use crate::model::catalog::{Kind, Parameter, ParameterSpec};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Settings, Value};

/// Room between a container's edge and what stands in it, canvas units: left, right and below.
const PADDING: f64 = 40.0;
/// The same above, where the container's name stands.
const HEADROOM: f64 = 60.0;

/// A topology that is being drawn.
pub(super) struct Builder {
    document: Document,
}

impl Builder {
    /// Nothing drawn yet, with the slider at `users`.
    pub(super) fn new(users: f64) -> Self {
        Self { document: Document { users, ..Document::default() } }
    }

    /// The topology as drawn so far.
    pub(super) fn build(self) -> Document {
        self.document
    }

    /// A component with its top left corner at (`x`, `y`), canvas units, with these numbers in the catalogue's units.
    pub(super) fn add(&mut self, kind: Kind, (x, y): (f64, f64), numbers: &[(Parameter, f64)]) -> ComponentId {
        let id = ComponentId(self.take_id());
        let component = Component::new(kind, Point::new(x, y));
        self.document.components.insert(id, Rc::new(component));
        for &(parameter, number) in numbers {
            self.set(id, parameter, Value::Number(number));
        }
        id
    }

    /// A link with these numbers in the catalogue's units.
    pub(super) fn link(&mut self, from: ComponentId, to: ComponentId, numbers: &[(Parameter, f64)]) -> LinkId {
        let id = LinkId(self.take_id());
        self.document.links.insert(id, Rc::new(Link::new(from, to)));
        for &(parameter, number) in numbers {
            self.set_link(id, parameter, Value::Number(number));
        }
        id
    }

    /// Sets a number of a component, in the catalogue's unit.
    pub(super) fn number(&mut self, id: ComponentId, parameter: Parameter, number: f64) {
        self.set(id, parameter, Value::Number(number));
    }

    /// Gives a component a proper name.
    pub(super) fn name(&mut self, id: ComponentId, name: &str) {
        name.clone_into(&mut self.component(id).name);
    }

    /// Chooses an option of a component.
    pub(super) fn choose(&mut self, id: ComponentId, parameter: Parameter, choice: Choice) {
        self.set(id, parameter, Value::Choice(choice));
    }

    /// A container around `members`, which stand in it from now on.
    pub(super) fn enclose(&mut self, kind: Kind, members: &[ComponentId]) -> ComponentId {
        let id = ComponentId(self.take_id());
        let inside = members.iter().filter_map(|member| self.document.components.get(member));
        let covered = Rect::bounding(inside.map(|component| component.bounds())).unwrap_or_default();
        let corner = Point::new(covered.left() - PADDING, covered.top() - HEADROOM);
        let size = Size::new(covered.size.width + 2.0 * PADDING, covered.size.height + HEADROOM + PADDING);
        let container = Component { size, ..Component::new(kind, corner) };
        self.document.components.insert(id, Rc::new(container));
        for member in members {
            self.component(*member).place = Some(id);
        }
        id
    }

    fn set(&mut self, id: ComponentId, parameter: Parameter, value: Value) {
        let component = self.component(id);
        keep(&mut component.settings, component.kind.spec().parameter(parameter), value);
    }

    fn set_link(&mut self, id: LinkId, parameter: Parameter, value: Value) {
        let Some(link) = self.document.links.get(&id).cloned() else { return };
        let role = self.document.role(&link);
        let specs = role.map_or(&[][..], |role| role.parameters());
        let mut link = (*link).clone();
        keep(&mut link.settings, specs.iter().find(|spec| spec.parameter == parameter), value);
        self.document.links.insert(id, Rc::new(link));
    }

    fn component(&mut self, id: ComponentId) -> &mut Component {
        Rc::make_mut(self.document.components.get_mut(&id).expect("ids come from this builder"))
    }

    fn take_id(&mut self) -> u32 {
        let id = self.document.next_id;
        self.document.next_id += 1;
        id
    }
}

/// Keeps a value that differs from the default, as the document does everywhere.
fn keep(settings: &mut Settings, spec: Option<&ParameterSpec>, value: Value) {
    let spec = spec.expect("an example sets only parameters that the catalogue lists there");
    if value != spec.default_value() {
        settings.insert(spec.parameter, value);
    }
}
