//! The document: topology, load and faults. An immutable value; components and links are shared between versions.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::catalog::{Role, role};
use super::{Component, ComponentId, Fault, FaultKind, Faults, Link, LinkId, Scenario, Step};

/// Everything that a link or a file holds, and everything that undo restores.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The user's title; may be empty.
    pub title: String,
    /// Position of the users slider: users, 1 to [`Document::MOST_USERS`].
    pub users: f64,
    /// Components by id.
    pub components: BTreeMap<ComponentId, Rc<Component>>,
    /// Links by id.
    pub links: BTreeMap<LinkId, Rc<Link>>,
    /// What is struck down.
    pub faults: Faults,
    /// What is to be struck, and healed, in the course of a run.
    pub scenario: Scenario,
    /// The drawings that it goes through when it is presented.
    pub steps: Vec<Rc<Step>>,
    /// The next free number for a component or a link.
    pub next_id: u32,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            title: String::new(),
            users: 1_000.0,
            components: BTreeMap::new(),
            links: BTreeMap::new(),
            faults: Faults::default(),
            scenario: Scenario::default(),
            steps: Vec::new(),
            next_id: 1,
        }
    }
}

impl Document {
    /// The right end of the users slider.
    pub const MOST_USERS: f64 = 1e8;
    /// The most components that a document may hold.
    pub const MOST_COMPONENTS: usize = 20_000;
    /// The most links that a document may hold.
    pub const MOST_LINKS: usize = 60_000;
    /// The most characters of a title or a name.
    pub const LONGEST_NAME: usize = 120;

    /// The role that the ends of `link` imply; `None` where they cannot be connected or an end is missing.
    pub fn role(&self, link: &Link) -> Option<Role> {
        let from = self.components.get(&link.from)?;
        let to = self.components.get(&link.to)?;
        role(from.kind, to.kind)
    }

    /// The links that leave `id`, in the order of their ids.
    pub fn outgoing(&self, id: ComponentId) -> impl Iterator<Item = (LinkId, &Rc<Link>)> {
        self.links.iter().filter(move |(_, link)| link.from == id).map(|(id, link)| (*id, link))
    }

    /// The links that arrive at `id`, in the order of their ids.
    pub fn incoming(&self, id: ComponentId) -> impl Iterator<Item = (LinkId, &Rc<Link>)> {
        self.links.iter().filter(move |(_, link)| link.to == id).map(|(id, link)| (*id, link))
    }

    /// Whether `inner` is `outer` or stands, however deep, inside it.
    pub fn stands_in(&self, inner: ComponentId, outer: ComponentId) -> bool {
        let mut here = Some(inner);
        // Containers nest at most as deep as there are components; the bound guards against a ring of places.
        for _ in 0..=self.components.len() {
            let Some(id) = here else { return false };
            if id == outer {
                return true;
            }
            here = self.components.get(&id).and_then(|component| component.place);
        }
        false
    }

    /// Whether anything of `id` is down: all of it, also by a container that it stands in, or some of its instances.
    pub fn fault(&self, id: ComponentId) -> Option<Fault> {
        let mut here = Some(id).filter(|id| self.components.contains_key(id));
        for _ in 0..=self.components.len() {
            let Some(place) = here else { break };
            if self.faults.holds(place, Fault::Down) {
                return Some(Fault::Down);
            }
            here = self.components.get(&place).and_then(|component| component.place);
        }
        self.faults.get(id, FaultKind::InstancesDown)
    }

    /// The same drawing with nothing struck. What a scenario does to it stays.
    #[must_use]
    pub fn healed(&self) -> Self {
        Self { faults: Faults::default(), ..self.clone() }
    }
}
