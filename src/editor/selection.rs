//! What is selected, and what the keyboard is at.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::edit::{EditError, descendants};
use super::{Editor, Item};
use crate::model::{ComponentId, Document, LinkId};

/// Whether `item` is in `document`.
pub(super) fn exists(document: &Document, item: Item) -> bool {
    match item {
        Item::Component(id) => document.components.contains_key(&id),
        Item::Link(id) => document.links.contains_key(&id),
    }
}

impl Editor {
    /// The components among what is selected.
    pub fn selected_components(&self) -> impl Iterator<Item = ComponentId> {
        self.selection.iter().filter_map(|item| match item {
            Item::Component(id) => Some(*id),
            Item::Link(_) => None,
        })
    }

    /// The links among what is selected.
    pub fn selected_links(&self) -> impl Iterator<Item = LinkId> {
        self.selection.iter().filter_map(|item| match item {
            Item::Link(id) => Some(*id),
            Item::Component(_) => None,
        })
    }

    /// The only item selected; `None` for none and for several.
    pub fn sole(&self) -> Option<Item> {
        self.selection.first().copied().filter(|_| self.selection.len() == 1)
    }

    /// What a key or a menu entry is about: what is selected, else the item that the keyboard is at.
    pub fn meant(&self) -> Vec<Item> {
        if self.selection.is_empty() {
            self.active.into_iter().collect()
        } else {
            self.selection.iter().copied().collect()
        }
    }

    pub(super) fn meant_component(&self) -> Result<ComponentId, EditError> {
        self.meant()
            .into_iter()
            .find_map(|item| match item {
                Item::Component(id) => Some(id),
                Item::Link(_) => None,
            })
            .ok_or(EditError::NothingSelected)
    }

    /// The components that move when what is selected moves: with all that stands inside.
    pub(super) fn movable(&self) -> Vec<ComponentId> {
        let mut all: BTreeSet<ComponentId> = self
            .meant()
            .into_iter()
            .filter_map(|item| match item {
                Item::Component(id) => Some(id),
                Item::Link(_) => None,
            })
            .collect();
        let inside: Vec<_> = all.iter().flat_map(|id| descendants(&self.document, *id)).collect();
        all.extend(inside);
        all.into_iter().collect()
    }

    /// Selects exactly `items`, as far as they exist.
    pub(super) fn select(&mut self, items: impl IntoIterator<Item = Item>) {
        let items: BTreeSet<Item> = items.into_iter().filter(|item| exists(self.shown(), *item)).collect();
        if *self.selection != items {
            self.selection = Rc::new(items);
            self.commit();
        }
        self.active = self.selection.last().copied().or(self.active);
    }

    pub(super) fn toggle(&mut self, item: Item) {
        let mut items = (*self.selection).clone();
        if !items.remove(&item) {
            items.insert(item);
        }
        self.select(items);
        self.active = Some(item);
    }

    /// Forgets what is no longer there.
    pub(super) fn drop_stale(&mut self) {
        let document = self.document.clone();
        if self.selection.iter().any(|item| !exists(&document, *item)) {
            let kept = self.selection.iter().copied().filter(|item| exists(&document, *item)).collect();
            self.selection = Rc::new(kept);
        }
        self.active = self.active.filter(|item| exists(&document, *item));
        self.hover = self.hover.filter(|item| exists(&document, *item));
    }
}
