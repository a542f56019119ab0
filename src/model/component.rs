//! A component on the canvas: one of the catalogue's kinds with a name, a place and its changed parameters.

use super::catalog::{Kind, Parameter, Product};
use super::{Choice, Settings, Value};
use crate::base::geometry::{Point, Rect, Size};

/// Identity of a component within its document; never used again after a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComponentId(pub u32);

/// A component. Data centres and zones are components too: those that contain others.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Which entry of the catalogue.
    pub kind: Kind,
    /// Which preset of that kind; `None` is the generic one.
    pub product: Option<Product>,
    /// The user's name for it; empty: the name of its product or kind in the reader's language.
    pub name: String,
    /// Top left corner on the canvas (absolute, also inside a container).
    pub position: Point,
    /// Extent of a container; for all others the catalogue's card size.
    pub size: Size,
    /// The innermost container that it stands in.
    pub place: Option<ComponentId>,
    /// Parameters that differ from the product's and the kind's defaults.
    pub settings: Settings,
}

impl Component {
    /// A component of `kind` with every parameter at its default, its top left corner at `position`.
    pub fn new(kind: Kind, position: Point) -> Self {
        Self {
            kind,
            product: None,
            name: String::new(),
            position,
            size: kind.spec().size,
            place: None,
            settings: Settings::new(),
        }
    }

    /// The rectangle that it covers.
    pub const fn bounds(&self) -> Rect {
        Rect::new(self.position, self.size)
    }

    /// The value in force of `parameter`: the component's own, else the product's, else the kind's default.
    /// `None` where the kind has no such parameter.
    pub fn value(&self, parameter: Parameter) -> Option<Value> {
        let spec = self.kind.parameter(parameter)?;
        Some(
            self.settings
                .get(&parameter)
                .copied()
                .or_else(|| self.product.and_then(|product| product.spec().value(parameter)))
                .unwrap_or_else(|| spec.default_value()),
        )
    }

    /// The number in force, in the catalogue's unit; 0 where the kind has no such number.
    pub fn number(&self, parameter: Parameter) -> f64 {
        match self.value(parameter) {
            Some(Value::Number(number)) => number,
            _ => 0.0,
        }
    }

    /// The option in force; `None` where the kind has no such choice.
    pub fn choice(&self, parameter: Parameter) -> Option<Choice> {
        match self.value(parameter) {
            Some(Value::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// The flag in force; off where the kind has no such flag.
    pub fn flag(&self, parameter: Parameter) -> bool {
        self.value(parameter) == Some(Value::Flag(true))
    }
}
