//! Edits of the drawing: components, links, places.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Contents, EditError, component, component_mut, link_mut};
use crate::base::geometry::{Point, Rect, Size};
use crate::editor::place;
use crate::model::catalog::{Role, role};
use crate::model::{Component, ComponentId, Document, Link, LinkId};

/// The components that stand directly in `container`.
pub fn contents(document: &Document, container: ComponentId) -> impl Iterator<Item = ComponentId> {
    document.components.iter().filter(move |(_, inner)| inner.place == Some(container)).map(|(id, _)| *id)
}

/// Everything that stands in `container`, at any depth.
pub fn descendants(document: &Document, container: ComponentId) -> BTreeSet<ComponentId> {
    let mut found = BTreeSet::new();
    let mut open = vec![container];
    while let Some(outer) = open.pop() {
        open.extend(contents(document, outer).filter(|inner| found.insert(*inner)));
    }
    found
}

fn usable(point: Point) -> Result<(), EditError> {
    if point.x.is_finite() && point.y.is_finite() { Ok(()) } else { Err(EditError::NotUsable) }
}

fn take_id(document: &mut Document) -> u32 {
    let id = document.next_id;
    document.next_id += 1;
    id
}

pub(super) fn add(document: &mut Document, new: &Component) -> Result<(), EditError> {
    usable(new.position)?;
    if document.components.len() >= Document::MOST_COMPONENTS {
        return Err(EditError::TooManyComponents);
    }
    let id = ComponentId(take_id(document));
    document.components.insert(id, Rc::new(new.clone()));
    if let Some(outer) = new.place {
        place(document, id, Some(outer))?;
    }
    Ok(())
}

pub(super) fn insert(document: &mut Document, fragment: &Document, offset: Point) -> Result<(), EditError> {
    usable(offset)?;
    if document.components.len() + fragment.components.len() > Document::MOST_COMPONENTS {
        return Err(EditError::TooManyComponents);
    }
    if document.links.len() + fragment.links.len() > Document::MOST_LINKS {
        return Err(EditError::TooManyLinks);
    }
    let ids: BTreeMap<_, _> = fragment.components.keys().map(|old| (*old, ComponentId(take_id(document)))).collect();
    for (old, original) in &fragment.components {
        let mut copy = (**original).clone();
        copy.position = copy.position + offset;
        copy.place = copy.place.and_then(|outer| ids.get(&outer).copied());
        document.components.insert(ids[old], Rc::new(copy));
    }
    for link in fragment.links.values() {
        let (Some(from), Some(to)) = (ids.get(&link.from), ids.get(&link.to)) else { continue };
        let copy = Link { from: *from, to: *to, settings: link.settings.clone() };
        let id = LinkId(take_id(document));
        document.links.insert(id, Rc::new(copy));
    }
    Ok(())
}

pub(super) fn remove(
    document: &mut Document,
    components: &[ComponentId],
    links: &[LinkId],
    inside: Contents,
) -> Result<(), EditError> {
    for id in components {
        component(document, *id)?;
    }
    if let Some(missing) = links.iter().find(|id| !document.links.contains_key(id)) {
        return Err(EditError::NoSuchLink(*missing));
    }
    let mut gone: BTreeSet<ComponentId> = components.iter().copied().collect();
    if inside == Contents::Delete {
        gone.extend(components.iter().flat_map(|id| descendants(document, *id)));
    }
    release(document, &gone)?;
    document.components.retain(|id, _| !gone.contains(id));
    document.links.retain(|id, link| !links.contains(id) && !gone.contains(&link.from) && !gone.contains(&link.to));
    super::values::trim_faults(document);
    Ok(())
}

/// Puts what stands in a container that goes into the next container out that stays.
fn release(document: &mut Document, gone: &BTreeSet<ComponentId>) -> Result<(), EditError> {
    let orphans: Vec<_> = document
        .components
        .iter()
        .filter(|(id, inner)| !gone.contains(id) && inner.place.is_some_and(|outer| gone.contains(&outer)))
        .map(|(id, _)| *id)
        .collect();
    for id in orphans {
        let mut outer = component(document, id)?.place;
        while let Some(container) = outer.filter(|container| gone.contains(container)) {
            outer = component(document, container)?.place;
        }
        component_mut(document, id)?.place = outer;
    }
    Ok(())
}

pub(super) fn relocate(document: &mut Document, id: ComponentId, at: Point) -> Result<(), EditError> {
    usable(at)?;
    if component(document, id)?.position != at {
        component_mut(document, id)?.position = at;
    }
    Ok(())
}

pub(super) fn place(document: &mut Document, id: ComponentId, outer: Option<ComponentId>) -> Result<(), EditError> {
    let inner = component(document, id)?;
    if let Some(container) = outer {
        let holder = component(document, container)?;
        let ring = container == id || descendants(document, id).contains(&container);
        if ring || !place::accepts(holder.kind, inner.kind) {
            return Err(EditError::CannotContain { inner: id, outer: container });
        }
    }
    if inner.place != outer {
        component_mut(document, id)?.place = outer;
    }
    Ok(())
}

pub(super) fn resize(document: &mut Document, id: ComponentId, bounds: Rect) -> Result<(), EditError> {
    usable(bounds.origin)?;
    usable(Point::new(bounds.size.width, bounds.size.height))?;
    let container = component(document, id)?;
    if !container.kind.spec().container {
        return Err(EditError::FixedSize(id));
    }
    let size = Size::new(
        bounds.size.width.max(place::LEAST_CONTAINER.width),
        bounds.size.height.max(place::LEAST_CONTAINER.height),
    );
    if container.bounds() != Rect::new(bounds.origin, size) {
        let container = component_mut(document, id)?;
        container.position = bounds.origin;
        container.size = size;
    }
    Ok(())
}

/// The role of a link between the two, if there may be a new one.
fn may_connect(document: &Document, from: ComponentId, to: ComponentId) -> Result<Role, EditError> {
    let (caller, called) = (component(document, from)?, component(document, to)?);
    if from == to {
        return Err(EditError::SameEnds);
    }
    if document.links.values().any(|link| link.from == from && link.to == to) {
        return Err(EditError::AlreadyConnected(from, to));
    }
    role(caller.kind, called.kind).ok_or(EditError::CannotConnect { from: caller.kind, to: called.kind })
}

pub(super) fn connect(document: &mut Document, from: ComponentId, to: ComponentId) -> Result<(), EditError> {
    may_connect(document, from, to)?;
    if document.links.len() >= Document::MOST_LINKS {
        return Err(EditError::TooManyLinks);
    }
    let id = LinkId(take_id(document));
    document.links.insert(id, Rc::new(Link::new(from, to)));
    Ok(())
}

pub(super) fn reconnect(
    document: &mut Document,
    id: LinkId,
    from: ComponentId,
    to: ComponentId,
) -> Result<(), EditError> {
    let link = document.links.get(&id).ok_or(EditError::NoSuchLink(id))?;
    if (link.from, link.to) == (from, to) {
        return Ok(());
    }
    let role = may_connect(document, from, to)?;
    let link = link_mut(document, id)?;
    (link.from, link.to) = (from, to);
    let known = |parameter| role.parameters().iter().find(|spec| spec.parameter == parameter);
    link.settings.retain(|parameter, value| known(*parameter).is_some_and(|spec| spec.accepts(*value)));
    Ok(())
}
