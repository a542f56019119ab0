//! Walking by keyboard: through the items in reading order, and through the possible targets of a new connection.

use super::tool::{Connecting, Means};
use super::{Action, EditError, Editor, Item, Tool, Walk};
use crate::base::geometry::Point;
use crate::model::catalog::role;
use crate::model::{ComponentId, Document};

/// Components whose upper edges differ by less stand in one row, canvas units.
const ROW: f64 = 36.0;

/// All components, from top to bottom and left to right.
pub fn reading_order(document: &Document) -> Vec<ComponentId> {
    let mut all: Vec<_> = document.components.iter().map(|(id, component)| (component.position, *id)).collect();
    all.sort_by(|a, b| a.0.y.total_cmp(&b.0.y).then(a.0.x.total_cmp(&b.0.x)).then(a.1.cmp(&b.1)));
    let mut rows: Vec<(f64, Vec<(Point, ComponentId)>)> = Vec::new();
    for (position, id) in all {
        match rows.last_mut() {
            Some((top, row)) if position.y - *top < ROW => row.push((position, id)),
            _ => rows.push((position.y, vec![(position, id)])),
        }
    }
    for (_, row) in &mut rows {
        row.sort_by(|a, b| a.0.x.total_cmp(&b.0.x).then(a.1.cmp(&b.1)));
    }
    rows.into_iter().flat_map(|(_, row)| row).map(|(_, id)| id).collect()
}

/// Whether `from` may get a new link to `to`.
pub fn may_connect(document: &Document, from: ComponentId, to: ComponentId) -> bool {
    let (Some(caller), Some(called)) = (document.components.get(&from), document.components.get(&to)) else {
        return false;
    };
    from != to
        && role(caller.kind, called.kind).is_some()
        && !document.links.values().any(|link| link.from == from && link.to == to)
}

/// The components that `from` may get a new link to, in reading order.
pub fn targets(document: &Document, from: ComponentId) -> Vec<ComponentId> {
    reading_order(document).into_iter().filter(|to| may_connect(document, from, *to)).collect()
}

/// The element `walk` leads to in a list of `length`, from `here`.
fn stepped(walk: Walk, here: Option<usize>, length: usize) -> usize {
    let last = length.saturating_sub(1);
    match (walk, here) {
        (Walk::First, _) | (Walk::Next | Walk::Toward(..), None) => 0,
        (Walk::Last, _) | (Walk::Previous, None) => last,
        (Walk::Next, Some(here)) => {
            if here == last {
                0
            } else {
                here + 1
            }
        }
        (Walk::Previous, Some(here)) => here.checked_sub(1).unwrap_or(last),
        (Walk::Toward(columns, rows), Some(here)) => {
            let walk = if columns + rows > 0 { Walk::Next } else { Walk::Previous };
            stepped(walk, Some(here), length)
        }
    }
}

impl Editor {
    /// Components and links in the order of the keyboard's walk.
    pub fn reading_order(&self) -> Vec<Item> {
        let document = self.shown();
        let with_links = |id: ComponentId| {
            let links = document.outgoing(id).map(|(link, _)| Item::Link(link)).collect::<Vec<_>>();
            std::iter::once(Item::Component(id)).chain(links)
        };
        reading_order(document).into_iter().flat_map(with_links).collect()
    }

    pub(super) fn walk(&mut self, walk: Walk) -> Result<(), EditError> {
        if let Tool::Connecting(connecting) = &self.tool {
            let connecting = connecting.clone();
            return self.walk_targets(connecting, walk);
        }
        let order = self.reading_order();
        let toward = match walk {
            Walk::Toward(columns, rows) => self.toward(columns, rows),
            _ => None,
        };
        let here = self.active.and_then(|item| order.iter().position(|other| *other == item));
        let Some(item) = toward.or_else(|| order.get(stepped(walk, here, order.len())).copied()) else {
            return Err(EditError::NothingSelected);
        };
        if !self.selection.is_empty() {
            self.select([item]);
        }
        self.active = Some(item);
        self.reveal(item);
        self.announce_item(item);
        Ok(())
    }

    /// The nearest component from the active one in a direction: distance across counts double.
    fn toward(&self, columns: i32, rows: i32) -> Option<Item> {
        let Some(Item::Component(here)) = self.active else { return None };
        let from = self.shown().components.get(&here)?.bounds().centre();
        let (x, y) = (f64::from(columns), f64::from(rows));
        let cost = |to: Point| {
            let by = to - from;
            let along = by.x * x + by.y * y;
            let across = (by.x * y).abs() + (by.y * x).abs();
            (along > 1.0 && across <= 2.0 * along).then_some(along + 2.0 * across)
        };
        self.shown()
            .components
            .iter()
            .filter_map(|(id, component)| Some((cost(component.bounds().centre())?, *id)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| Item::Component(id))
    }

    fn walk_targets(&mut self, mut connecting: Connecting, walk: Walk) -> Result<(), EditError> {
        let targets = targets(&self.document, connecting.from);
        let here = connecting.target.and_then(|target| targets.iter().position(|id| *id == target));
        let index = stepped(walk, here, targets.len());
        let target = *targets.get(index).ok_or(EditError::NothingSelected)?;
        connecting.target = Some(target);
        if let Some(component) = self.document.components.get(&target) {
            connecting.at = component.bounds().centre();
        }
        let from = connecting.from;
        connecting.means = Means::Keyboard;
        self.tool = Tool::Connecting(connecting);
        self.reveal(Item::Component(target));
        self.announce_target(from, target, index + 1, targets.len());
        Ok(())
    }

    fn announce_target(&mut self, from: ComponentId, to: ComponentId, place: usize, count: usize) {
        use super::Term;
        let terms = vec![
            ("from", self.called(from)),
            ("to", self.called(to)),
            ("place", Term::Number(place as f64)),
            ("count", Term::Number(count as f64)),
        ];
        self.announce("canvas-said-target", terms);
    }

    pub(super) fn start_connect(&mut self, from: Option<ComponentId>) -> Result<(), EditError> {
        let from = match from {
            Some(from) => from,
            None => self.meant_component()?,
        };
        let at = self.document.components.get(&from).ok_or(EditError::NoSuchComponent(from))?.bounds().centre();
        self.popup = None;
        self.tool = Tool::Connecting(Connecting { from, at, target: None, means: Means::Keyboard });
        if targets(&self.document, from).is_empty() {
            let name = self.called(from);
            self.announce("canvas-said-no-target", vec![("name", name)]);
            return Ok(());
        }
        self.walk(Walk::First)
    }

    pub(super) fn confirm(&mut self) -> Result<(), EditError> {
        let Tool::Connecting(Connecting { from, target, .. }) = self.tool else { return Ok(()) };
        self.tool = Tool::Idle;
        match target {
            Some(to) => self.perform(Action::Connect(from, to)),
            None => Ok(()),
        }
    }
}
