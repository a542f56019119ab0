//! Copy, paste and duplicate. The clipboard holds the JSON of a topology file.

use std::collections::BTreeSet;

use super::edit::descendants;
use super::snap::{GRID, point_to_grid};
use super::{Deed, Edit, EditError, Editor, Item, Term};
use crate::base::geometry::{Point, Rect};
use crate::model::{ComponentId, Document};
use crate::share;

/// How far a copy lies from its original, canvas units.
const OFFSET: f64 = 2.0 * GRID;

/// The part of `document` that consists of `ids`, of what stands inside them, and of the links among all these.
pub(super) fn fragment(document: &Document, ids: impl IntoIterator<Item = ComponentId>) -> Document {
    let mut chosen: BTreeSet<ComponentId> = ids.into_iter().collect();
    let inside: Vec<_> = chosen.iter().flat_map(|id| descendants(document, *id)).collect();
    chosen.extend(inside);
    let mut part = document.clone();
    part.components.retain(|id, _| chosen.contains(id));
    part.links.retain(|_, link| chosen.contains(&link.from) && chosen.contains(&link.to));
    part.faults.clear();
    part.scenario.incidents.clear();
    part.title = String::new();
    for component in part.components.values_mut() {
        if component.place.is_some_and(|outer| !chosen.contains(&outer)) {
            std::rc::Rc::make_mut(component).place = None;
        }
    }
    part
}

fn bounds(document: &Document) -> Option<Rect> {
    Rect::bounding(document.components.values().map(|component| component.bounds()))
}

/// The topology in a pasted text: a file's JSON or a link.
fn read(text: &str) -> Option<Document> {
    let text = text.trim();
    if let Some((_, hash)) = text.split_once('#').filter(|(_, hash)| share::link::is_link(hash)) {
        return share::link::decode(hash).ok().map(|opened| opened.document);
    }
    share::read_file(text).ok().map(|opened| opened.document)
}

impl Editor {
    /// What is selected, as text for the clipboard; `None` where no component is.
    pub fn copy(&self) -> Option<String> {
        let chosen: Vec<_> = self.meant_components();
        (!chosen.is_empty()).then(|| share::write_file(&fragment(&self.document, chosen)))
    }

    pub(super) fn meant_components(&self) -> Vec<ComponentId> {
        self.meant()
            .into_iter()
            .filter_map(|item| match item {
                Item::Component(id) => Some(id),
                Item::Link(_) => None,
            })
            .collect()
    }

    pub(super) fn duplicate(&mut self) -> Result<(), EditError> {
        let chosen = self.meant_components();
        if chosen.is_empty() {
            return Err(EditError::NothingSelected);
        }
        let part = fragment(&self.document, chosen);
        let count = part.components.len();
        self.insert(Deed::Duplicate, part, Point::new(OFFSET, OFFSET))?;
        self.announce("canvas-said-duplicated", vec![("count", Term::Number(count as f64))]);
        Ok(())
    }

    pub(super) fn paste(&mut self, text: &str, at: Option<Point>) -> Result<(), EditError> {
        let part = read(text).ok_or(EditError::NotATopology)?;
        let bounds = bounds(&part).ok_or(EditError::NotATopology)?;
        let offset = if let Some(at) = at {
            point_to_grid(at - bounds.centre())
        } else {
            self.pasted += 1;
            self.beside(bounds, OFFSET * f64::from(self.pasted))
        };
        let count = part.components.len();
        self.insert(Deed::Paste, part, offset)?;
        self.announce("canvas-said-pasted", vec![("count", Term::Number(count as f64))]);
        Ok(())
    }

    /// A displacement by `step` to the right and down, or into the view where the original cannot be seen.
    fn beside(&self, bounds: Rect, step: f64) -> Point {
        let view = Rect::from_corners(
            self.camera.to_canvas(Point::default()),
            self.camera.to_canvas(Point::new(self.viewport.width, self.viewport.height)),
        );
        let shift = Point::new(step, step);
        let seen = view.size.width <= 0.0 || view.overlaps(Rect::new(bounds.origin + shift, bounds.size));
        if seen { shift } else { point_to_grid(view.centre() - bounds.centre()) + shift }
    }

    fn insert(&mut self, deed: Deed, part: Document, offset: Point) -> Result<(), EditError> {
        let before = self.document.clone();
        let inserted = super::apply(&before, &Edit::Insert(Box::new(part), offset))?;
        let fresh = inserted.components.iter().filter(|(id, _)| !before.components.contains_key(id));
        // What came with its own container stays in it; the others stand where they have landed.
        let loose: Vec<_> = fresh.filter(|(_, component)| component.place.is_none()).map(|(id, _)| *id).collect();
        let settled = super::apply(&inserted, &super::place::settle(&inserted, loose))?;
        self.replace(deed, std::rc::Rc::new(settled));
        let fresh = self.fresh(&before);
        self.select(fresh.into_iter().map(Item::Component));
        Ok(())
    }
}
