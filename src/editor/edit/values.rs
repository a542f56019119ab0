//! Edits of names, parameters, presets, faults and load. Every value is checked against the catalogue.

use super::{EditError, component, component_mut, link_mut};
use crate::model::catalog::{Parameter, ParameterSpec, Product};
use crate::model::{Component, ComponentId, Document, Fault, LinkId, Scenario, Settings, Subject, Value};

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
    trim_faults(document);
    Ok(())
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
    trim_faults(document);
    Ok(())
}

fn instances(component: &Component) -> u32 {
    component.number(Parameter::Instances).max(1.0) as u32
}

/// Keeps faults sensible when what they are of changes: of fewer instances fewer are down, and what cannot be any more
/// goes.
pub(super) fn trim_faults(document: &mut Document) {
    let mut faults = document.faults.clone();
    for (subject, fault) in document.faults.iter() {
        if let (Subject::Component(id), Fault::InstancesDown(down)) = (subject, fault) {
            let count = document.components.get(&id).map_or(0, |component| instances(component));
            if down >= count && count > 1 {
                faults.insert(subject, Fault::InstancesDown(count - 1));
            }
        }
    }
    faults.retain(|subject, fault| fault.fits(document, subject));
    let mut scenario = document.scenario.clone();
    scenario.incidents.retain(|incident| incident.fault.fits(document, incident.subject));
    (document.faults, document.scenario) = (faults, scenario);
}

fn check_fault(document: &Document, subject: Subject, fault: Fault) -> Result<(), EditError> {
    match subject {
        Subject::Component(id) => {
            let count = instances(component(document, id)?);
            if let Fault::InstancesDown(down) = fault
                && (down == 0 || down >= count)
            {
                return Err(EditError::InstancesDown { down, instances: count });
            }
        }
        Subject::Link(id) if !document.links.contains_key(&id) => return Err(EditError::NoSuchLink(id)),
        Subject::Link(_) | Subject::Document => {}
    }
    if fault.fits(document, subject) { Ok(()) } else { Err(EditError::NoSuchFault(fault.kind())) }
}

pub(super) fn strike(document: &mut Document, subject: Subject, fault: Fault) -> Result<(), EditError> {
    check_fault(document, subject, fault)?;
    if !fault.is_state() {
        return Err(EditError::NoSuchFault(fault.kind()));
    }
    document.faults.insert(subject, fault);
    Ok(())
}

pub(super) fn heal(document: &mut Document, subject: Subject, fault: Option<Fault>) {
    match fault {
        Some(fault) => document.faults.remove(subject, fault),
        None => document.faults.heal(subject),
    }
}

pub(super) fn set_scenario(document: &mut Document, scenario: &Scenario) -> Result<(), EditError> {
    if scenario.incidents.len() > Scenario::MOST {
        return Err(EditError::NotUsable);
    }
    let mut kept = Scenario::default();
    for incident in &scenario.incidents {
        check_fault(document, incident.subject, incident.fault)?;
        if !incident.in_range() {
            return Err(EditError::NotUsable);
        }
        kept.add(*incident);
    }
    document.scenario = kept;
    Ok(())
}

pub(super) fn set_users(document: &mut Document, users: f64) -> Result<(), EditError> {
    if !users.is_finite() {
        return Err(EditError::NotUsable);
    }
    document.users = users.clamp(1.0, Document::MOST_USERS);
    Ok(())
}
