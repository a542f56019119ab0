//! What a screen reader hears, as data: the texts are in the message catalogue.

use std::rc::Rc;

use super::{EditError, Editor, Item};
use crate::model::catalog::Kind;
use crate::model::{Component, ComponentId};

/// An argument of an announcement.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A component: its name, or the name of its product or kind.
    Component(Rc<Component>),
    /// A kind.
    Kind(Kind),
    /// A number.
    Number(f64),
    /// A text of the catalogue, by its whole key.
    Key(String),
    /// A text of the user.
    Text(String),
}

/// What to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// Counts up, so that the same words are said again.
    pub serial: u64,
    /// The whole key of its text.
    pub key: String,
    /// Its variables.
    pub terms: Vec<(&'static str, Term)>,
    /// Whether it interrupts: something was refused.
    pub urgent: bool,
}

impl Editor {
    pub(super) fn announce(&mut self, key: &'static str, terms: Vec<(&'static str, Term)>) {
        self.announced += 1;
        self.announcement =
            Some(Rc::new(Announcement { serial: self.announced, key: key.to_owned(), terms, urgent: false }));
    }

    pub(super) fn refuse(&mut self, error: &EditError) {
        self.announced += 1;
        let terms = match error {
            EditError::CannotConnect { from, to } => vec![("from", Term::Kind(*from)), ("to", Term::Kind(*to))],
            _ => Vec::new(),
        };
        let key = format!("canvas-error-{}", error.key());
        self.announcement = Some(Rc::new(Announcement { serial: self.announced, key, terms, urgent: true }));
    }

    pub(super) fn called(&self, id: ComponentId) -> Term {
        self.shown()
            .components
            .get(&id)
            .map_or_else(|| Term::Text(String::new()), |found| Term::Component(found.clone()))
    }

    /// Says what `item` is and where it stands in the walk.
    pub(super) fn announce_item(&mut self, item: Item) {
        let order = self.reading_order();
        let place = order.iter().position(|other| *other == item).map_or(0, |index| index + 1);
        let counted = vec![("place", Term::Number(place as f64)), ("count", Term::Number(order.len() as f64))];
        match item {
            Item::Component(id) => {
                let links = [self.shown().incoming(id).count(), self.shown().outgoing(id).count()];
                let terms = vec![
                    ("name", self.called(id)),
                    ("in", Term::Number(links[0] as f64)),
                    ("out", Term::Number(links[1] as f64)),
                ];
                self.announce("canvas-said-component", [terms, counted].concat());
            }
            Item::Link(id) => {
                let Some(link) = self.shown().links.get(&id).cloned() else { return };
                let terms = vec![("from", self.called(link.from)), ("to", self.called(link.to))];
                self.announce("canvas-said-link", [terms, counted].concat());
            }
        }
    }
}
