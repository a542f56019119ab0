//! Places: which container a component stands in, by where it lies.

use super::edit::{Edit, descendants};
use crate::base::geometry::{Rect, Size};
use crate::model::catalog::Kind;
use crate::model::{ComponentId, Document};

/// The smallest extent of a container.
pub const LEAST_CONTAINER: Size = Size::new(220.0, 140.0);

/// Height of a container's title strip, by which it is grabbed.
pub const TITLE: f64 = 32.0;

/// Whether a container of kind `outer` holds components of kind `inner`. People live in no data centre, a data centre
/// in no other, a zone in no zone.
pub fn accepts(outer: Kind, inner: Kind) -> bool {
    match outer {
        Kind::DataCentre => !matches!(inner, Kind::DataCentre | Kind::Users),
        Kind::Zone => !matches!(inner, Kind::DataCentre | Kind::Zone | Kind::Users),
        _ => false,
    }
}

/// The innermost container that a component of `kind` with these `bounds` lies in. Its centre decides; a container
/// has to lie inside wholly. `except` and what stands in it do not count.
pub fn innermost(document: &Document, kind: Kind, bounds: Rect, except: Option<ComponentId>) -> Option<ComponentId> {
    let own = except.map(|id| descendants(document, id)).unwrap_or_default();
    let inside = |outer: Rect| {
        if kind.spec().container { outer.encloses(bounds) } else { outer.contains(bounds.centre()) }
    };
    document
        .components
        .iter()
        .filter(|(id, outer)| Some(**id) != except && !own.contains(id) && accepts(outer.kind, kind))
        .filter(|(_, outer)| inside(outer.bounds()))
        .min_by(|(_, a), (_, b)| area(a.bounds()).total_cmp(&area(b.bounds())))
        .map(|(id, _)| *id)
}

fn area(rect: Rect) -> f64 {
    rect.size.width * rect.size.height
}

/// The edit that puts each of `ids` into the container that it now lies in.
pub fn settle(document: &Document, ids: impl IntoIterator<Item = ComponentId>) -> Edit {
    let places = ids.into_iter().filter_map(|id| {
        let component = document.components.get(&id)?;
        let place = innermost(document, component.kind, component.bounds(), Some(id));
        (place != component.place).then_some((id, place))
    });
    Edit::Place(places.collect())
}

/// The components that a change of `container`'s bounds concerns: those inside it and those that stand in it.
pub fn concerned(document: &Document, container: ComponentId) -> Vec<ComponentId> {
    let Some(outer) = document.components.get(&container) else { return Vec::new() };
    let bounds = outer.bounds();
    document
        .components
        .iter()
        .filter(|(id, inner)| {
            **id != container && (inner.place == Some(container) || bounds.contains(inner.bounds().centre()))
        })
        .map(|(id, _)| *id)
        .collect()
}
