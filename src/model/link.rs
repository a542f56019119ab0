//! A directed connection between two components. Its role follows from its two ends.

use super::catalog::{Parameter, Role};
use super::{ComponentId, Settings, Value};

/// Identity of a link within its document; never used again after a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u32);

/// A connection from the side that asks to the side that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Who calls, publishes, delivers or replicates.
    pub from: ComponentId,
    /// Who is called.
    pub to: ComponentId,
    /// Parameters that differ from the role's defaults.
    pub settings: Settings,
}

impl Link {
    /// A link with every parameter at its default.
    pub const fn new(from: ComponentId, to: ComponentId) -> Self {
        Self { from, to, settings: Settings::new() }
    }

    /// The value in force of `parameter` on a link of `role`; `None` where such links have no such parameter.
    pub fn value(&self, role: Role, parameter: Parameter) -> Option<Value> {
        let spec = role.parameters().iter().find(|spec| spec.parameter == parameter)?;
        Some(self.settings.get(&parameter).copied().unwrap_or_else(|| spec.default_value()))
    }

    /// The number in force, in the catalogue's unit; 0 where such links have no such number.
    pub fn number(&self, role: Role, parameter: Parameter) -> f64 {
        match self.value(role, parameter) {
            Some(Value::Number(number)) => number,
            _ => 0.0,
        }
    }

    /// The flag in force; off where such links have no such flag.
    pub fn flag(&self, role: Role, parameter: Parameter) -> bool {
        self.value(role, parameter) == Some(Value::Flag(true))
    }
}
