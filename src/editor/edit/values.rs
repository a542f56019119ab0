//! Edits of names, parameters, presets, faults and load. Every value is checked against the catalogue.

use super::{EditError, component, component_mut, link_mut};
use crate::model::catalog::{Parameter, ParameterSpec, Product};
use crate::model::{Component, ComponentId, Document, Fault, LinkId, Settings, Value};

/// Without white space around it, at most [`Document::LONGEST_NAME`] characters.
pub(super) fn shortened(text: &str) -> String {
    text.trim().chars().take(Document::LONGEST_NAME).collect()
}

pub(super) fn rename(document: &mut Document, id: ComponentId, name: &str) -> Result<(), EditError> {
    component_mut(document, id)?.name = shortened(name);
    Ok(())
}

/// Writes `value` into `settings` if `spec` accepts it; a value equal to `default` is not kept.
fn write(settings: &mut Settings, spec: &ParameterSpec, default: Value, value: Option<Value>) -> Result<(), EditError> {
    match value {
        Some(value) if !spec.accepts(value) => return Err(EditError::OutOfRange(spec.parameter)),
        Some(value) if value != default => settings.insert(spec.parameter, value),
        _ => settings.remove(&spec.parameter),
    };
    Ok(())
}

fn default_of(component: &Component, spec: &ParameterSpec) -> Value {
    component.product.and_then(|product| product.spec().value(spec.parameter)).unwrap_or_else(|| spec.default_value())
}

pub(super) fn set(
    document: &mut Document,
    id: ComponentId,
    parameter: Parameter,
    value: Option<Value>,
) -> Result<(), EditError> {
    let original = component(document, id)?;
    let spec = original.kind.spec().parameter(parameter).ok_or(EditError::NoSuchParameter(parameter))?;
    let default = default_of(original, spec);
    write(&mut component_mut(document, id)?.settings, spec, default, value)?;
    trim_fault(document, id)
}

pub(super) fn set_link(
    document: &mut Document,
    id: LinkId,
    parameter: Parameter,
    value: Option<Value>,
) -> Result<(), EditError> {
    let link = document.links.get(&id).ok_or(EditError::NoSuchLink(id))?;
    let specs = document.role(link).map_or(&[][..], |role| role.parameters());
    let spec = specs.iter().find(|spec| spec.parameter == parameter).ok_or(EditError::NoSuchParameter(parameter))?;
    write(&mut link_mut(document, id)?.settings, spec, spec.default_value(), value)
}

/// A new preset sets what it names: own settings of those parameters give way to it, the others stay.
pub(super) fn set_product(document: &mut Document, id: ComponentId, product: Option<Product>) -> Result<(), EditError> {
    let kind = component(document, id)?.kind;
    if product.is_some_and(|product| product.spec().kind != kind) {
        return Err(EditError::ProductOfAnotherKind(kind));
    }
    let changed = component_mut(document, id)?;
    changed.product = product;
    if let Some(product) = product {
        changed.settings.retain(|parameter, _| product.spec().value(*parameter).is_none());
    }
    trim_fault(document, id)
}

fn instances(component: &Component) -> u32 {
    component.number(Parameter::Instances).max(1.0) as u32
}

/// Keeps a fault of single instances sensible when their number changes.
fn trim_fault(document: &mut Document, id: ComponentId) -> Result<(), EditError> {
    let count = instances(component(document, id)?);
    if let Some(Fault::InstancesDown(down)) = document.faults.get(&id).copied() {
        if count <= 1 {
            document.faults.remove(&id);
        } else if down >= count {
            document.faults.insert(id, Fault::InstancesDown(count - 1));
        }
    }
    Ok(())
}

pub(super) fn set_fault(document: &mut Document, id: ComponentId, fault: Option<Fault>) -> Result<(), EditError> {
    let count = instances(component(document, id)?);
    match fault {
        Some(Fault::InstancesDown(down)) if down == 0 || down >= count => {
            return Err(EditError::InstancesDown { down, instances: count });
        }
        Some(fault) => document.faults.insert(id, fault),
        None => document.faults.remove(&id),
    };
    Ok(())
}

pub(super) fn set_users(document: &mut Document, users: f64) -> Result<(), EditError> {
    if !users.is_finite() {
        return Err(EditError::NotUsable);
    }
    document.users = users.clamp(1.0, Document::MOST_USERS);
    Ok(())
}
