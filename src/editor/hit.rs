//! What lies under the pointer.

use std::collections::BTreeSet;

use super::Item;
use super::place::TITLE;
use super::route::{Route, Side};
use crate::base::geometry::{Point, Rect, Size};
use crate::model::{Component, ComponentId, Document, Link, LinkId};

/// Half the width of a link's hit area, screen pixels.
pub const LINK_REACH: f64 = 10.0;
/// How far a pointer may be from a component and still mean it when it connects, screen pixels.
pub const CONNECT_REACH: f64 = 24.0;
/// Distance of the two courses where two components call each other, canvas units.
const THERE_AND_BACK: f64 = 9.0;

/// An end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where it begins: the caller.
    From,
    /// Where it ends: the called.
    To,
}

/// A corner of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    /// On the right side.
    pub right: bool,
    /// On the lower side.
    pub bottom: bool,
}

impl Corner {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self { right: false, bottom: false },
        Self { right: true, bottom: false },
        Self { right: false, bottom: true },
        Self { right: true, bottom: true },
    ];

    /// Where this corner of `rect` is.
    pub const fn of(self, rect: Rect) -> Point {
        Point::new(
            if self.right { rect.right() } else { rect.left() },
            if self.bottom { rect.bottom() } else { rect.top() },
        )
    }
}

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A handle, from which a connection is drawn.
    Handle(ComponentId, Side),
    /// An end of a selected link.
    End(LinkId, End),
    /// A corner of a selected container.
    Corner(ComponentId, Corner),
    /// A component; of a container its title strip or its frame.
    Component(ComponentId),
    /// The inside of a container.
    Inside(ComponentId),
    /// A link.
    Link(LinkId),
    /// Nothing.
    Canvas,
}

impl Target {
    /// The item that it belongs to.
    pub const fn item(self) -> Option<Item> {
        match self {
            Self::Handle(id, _) | Self::Corner(id, _) | Self::Component(id) | Self::Inside(id) => {
                Some(Item::Component(id))
            }
            Self::End(id, _) | Self::Link(id) => Some(Item::Link(id)),
            Self::Canvas => None,
        }
    }
}

/// What is being looked at: the document with what shows handles.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The document as it is drawn.
    pub document: &'a Document,
    /// Screen pixels per canvas unit.
    pub zoom: f64,
    /// Components whose handles are shown.
    pub handles: &'a [ComponentId],
    /// What shows its ends or corners: the only thing selected.
    pub sole: Option<Item>,
}

/// The course of a link; `None` where an end is missing.
pub fn route(document: &Document, id: LinkId) -> Option<Route> {
    let link = document.links.get(&id)?;
    let mutual = document.links.values().any(|other| other.from == link.to && other.to == link.from);
    course(document, link, mutual)
}

/// The courses of all links, in the order of their ids.
pub fn routes(document: &Document) -> Vec<(LinkId, Route)> {
    let ends: BTreeSet<_> = document.links.values().map(|link| (link.from, link.to)).collect();
    document
        .links
        .iter()
        .filter_map(|(id, link)| Some((*id, course(document, link, ends.contains(&(link.to, link.from)))?)))
        .collect()
}

fn course(document: &Document, link: &Link, mutual: bool) -> Option<Route> {
    let from = document.components.get(&link.from)?.bounds();
    let to = document.components.get(&link.to)?.bounds();
    // Opposite for the two, since both measure the shift along the same axis of the plane.
    let side = if link.from < link.to { THERE_AND_BACK } else { -THERE_AND_BACK };
    Some(Route::between(from, to, if mutual { side } else { 0.0 }))
}

/// Components in the order in which they are drawn: outer containers first, cards last, later ones above.
pub fn drawing_order(document: &Document) -> Vec<(ComponentId, &std::rc::Rc<Component>)> {
    let mut all: Vec<_> = document.components.iter().map(|(id, component)| (*id, component)).collect();
    all.sort_by_key(|(id, component)| {
        let container = component.kind.spec().container;
        (!container, if container { depth(document, *id) } else { 0 }, *id)
    });
    all
}

fn depth(document: &Document, id: ComponentId) -> usize {
    let outer = |id: &ComponentId| document.components.get(id).and_then(|component| component.place);
    std::iter::successors(Some(id), outer).take(document.components.len()).count()
}

impl Scene<'_> {
    /// What lies at the canvas point for a pointer that reaches `reach` pixels.
    pub fn target(&self, point: Point, reach: f64) -> Target {
        self.handle(point, reach)
            .or_else(|| self.grip(point, reach))
            .or_else(|| self.card(point))
            .or_else(|| self.link(point))
            .or_else(|| self.container(point, reach))
            .unwrap_or(Target::Canvas)
    }

    fn near(&self, a: Point, b: Point, reach: f64) -> Option<f64> {
        let distance = a.distance(b) * self.zoom;
        (distance <= reach).then_some(distance)
    }

    fn handle(&self, point: Point, reach: f64) -> Option<Target> {
        let sides = self.handles.iter().filter_map(|id| {
            let component = self.document.components.get(id)?;
            let bounds = component.bounds();
            (!component.kind.spec().container && !heart(bounds).contains(point)).then_some((*id, bounds))
        });
        sides
            .flat_map(|(id, bounds)| Side::ALL.map(|side| (id, side, side.middle(bounds))))
            .filter_map(|(id, side, at)| {
                Some((self.near(point, at, reach * shrink(self.zoom))?, Target::Handle(id, side)))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, target)| target)
    }

    /// Ends of the selected link, corners of the selected container.
    fn grip(&self, point: Point, reach: f64) -> Option<Target> {
        match self.sole? {
            Item::Link(id) => {
                let route = route(self.document, id)?;
                let ends = [(End::To, route.end), (End::From, route.start)];
                let near = ends.into_iter().find(|(_, at)| self.near(point, *at, reach).is_some())?;
                Some(Target::End(id, near.0))
            }
            Item::Component(id) => {
                let component = self.document.components.get(&id)?;
                let bounds = component.kind.spec().container.then(|| component.bounds())?;
                let near = |corner: &Corner| self.near(point, corner.of(bounds), reach).is_some();
                Some(Target::Corner(id, Corner::ALL.into_iter().find(near)?))
            }
        }
    }

    fn card(&self, point: Point) -> Option<Target> {
        let cards = self.document.components.iter().rev();
        cards
            .filter(|(_, component)| !component.kind.spec().container)
            .find(|(_, component)| component.bounds().contains(point))
            .map(|(id, _)| Target::Component(*id))
    }

    fn link(&self, point: Point) -> Option<Target> {
        let reach = LINK_REACH / self.zoom;
        let around = Rect::new(point, Size::default()).grown(reach);
        routes(self.document)
            .into_iter()
            .filter(|(_, route)| route.bounds().overlaps(around))
            .map(|(id, route)| (route.distance(point), id))
            .filter(|(distance, _)| *distance <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| Target::Link(id))
    }

    fn container(&self, point: Point, reach: f64) -> Option<Target> {
        let order = drawing_order(self.document);
        let frame = reach.min(8.0) / self.zoom;
        order
            .into_iter()
            .rev()
            .filter(|(_, component)| component.kind.spec().container)
            .find(|(_, component)| component.bounds().grown(frame).contains(point))
            .map(|(id, component)| {
                let bounds = component.bounds();
                let title = point.y <= bounds.top() + TITLE;
                let inner = bounds.grown(-frame);
                if title || !inner.contains(point) { Target::Component(id) } else { Target::Inside(id) }
            })
    }
}

/// Handles keep their size on the screen down to this zoom; from further away they shrink with their card.
pub const HANDLES_SHRINK_BELOW: f64 = 0.45;

/// How much smaller than usual handles are.
fn shrink(zoom: f64) -> f64 {
    (zoom / HANDLES_SHRINK_BELOW).min(1.0)
}

/// The middle of a card, which is never a handle: seen from far away the four of them would cover all of it, and it could
/// not be taken hold of any more.
fn heart(bounds: Rect) -> Rect {
    let size = Size::new(bounds.size.width / 2.0, bounds.size.height / 2.0);
    Rect::new(bounds.centre() - Point::new(size.width / 2.0, size.height / 2.0), size)
}

/// The component that a connection means when its loose end is at `point`: the one under it, else the nearest within
/// reach. Those that `valid` accepts come before all others.
pub fn connectable(
    document: &Document,
    point: Point,
    zoom: f64,
    valid: impl Fn(ComponentId) -> bool,
) -> Option<ComponentId> {
    let gap = |bounds: Rect| {
        let x = (bounds.left() - point.x).max(point.x - bounds.right()).max(0.0);
        let y = (bounds.top() - point.y).max(point.y - bounds.bottom()).max(0.0);
        x.hypot(y)
    };
    document
        .components
        .iter()
        .filter(|(_, component)| !component.kind.spec().container)
        .map(|(id, component)| (!valid(*id), gap(component.bounds()), *id))
        .filter(|(_, gap, _)| *gap * zoom <= CONNECT_REACH)
        .min_by(|a, b| (a.0.cmp(&b.0)).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)))
        .map(|(_, _, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog::Kind;

    #[test]
    fn a_card_can_be_taken_hold_of_from_however_far() {
        let mut document = Document::default();
        let id = ComponentId(1);
        document.components.insert(id, Component::new(Kind::WebServer, Point::new(0.0, 0.0)).into());
        let bounds = document.components[&id].bounds();
        for zoom in [1.0, 0.4, 0.2] {
            let scene = Scene { document: &document, zoom, handles: &[id], sole: None };
            assert_eq!(scene.target(bounds.centre(), 12.0), Target::Component(id), "zoom {zoom}");
            let side = Side::Right.middle(bounds);
            assert_eq!(scene.target(side, 12.0), Target::Handle(id, Side::Right), "zoom {zoom}");
        }
    }
}
