//! Edits: the only way to a changed document. An edit is applied to a whole document and gives a new one; components
//! and links that it does not touch stay the same shared values.
//!
//! Invariants that every edit keeps: the ends of a link exist and may be connected; no two links join the same two
//! components in the same direction; places name containers that accept the component, without a ring; settings hold
//! only what the catalogue accepts and what differs from the default; faults, also those of the scenario, are such as the
//! place that they name can have.

mod error;
mod steps;
mod structure;
mod values;

use std::rc::Rc;

use crate::base::geometry::{Point, Rect};
use crate::model::catalog::{Parameter, Product};
use crate::model::{Component, ComponentId, Document, Fault, Link, LinkId, Scenario, Subject, Value};

pub use error::EditError;
pub use steps::StepEdit;
pub use structure::{contents, descendants};

/// What becomes of the components inside when their container is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// They stay where they are, in the next container out.
    Keep,
    /// They go with it.
    Delete,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Add a component; it gets the next free id.
    Add(Box<Component>),
    /// Add copies of all components and links of a fragment, moved by a displacement, under fresh ids.
    Insert(Box<Document>, Point),
    /// Delete components, with the links that hang on them, and links.
    Remove {
        /// Components.
        components: Vec<ComponentId>,
        /// Links.
        links: Vec<LinkId>,
        /// What becomes of what stood inside deleted containers.
        contents: Contents,
    },
    /// Move components, each to its new top left corner. What stands inside a container does not move by itself.
    Move(Vec<(ComponentId, Point)>),
    /// Say in which container components stand.
    Place(Vec<(ComponentId, Option<ComponentId>)>),
    /// Give a container new bounds.
    Resize(ComponentId, Rect),
    /// Connect two components.
    Connect(ComponentId, ComponentId),
    /// Give a link other ends; the parameters that its new role lacks are dropped.
    Reconnect(LinkId, ComponentId, ComponentId),
    /// Rename a component; an empty name is the default one.
    Rename(ComponentId, String),
    /// Set a parameter of a component; `None` is the default.
    Set(ComponentId, Parameter, Option<Value>),
    /// Set a parameter of a link; `None` is the default.
    SetLink(LinkId, Parameter, Option<Value>),
    /// Choose a preset.
    SetProduct(ComponentId, Option<Product>),
    /// Strike a component, a link or, with more traffic, everything.
    Strike(Subject, Fault),
    /// Heal one fault of a place, or all of them.
    Heal(Subject, Option<Fault>),
    /// Heal everything.
    HealAll,
    /// Say what happens in the course of a run.
    Scenario(Box<Scenario>),
    /// Users of the slider.
    Users(f64),
    /// The document's title.
    Title(String),
    /// The steps.
    Steps(StepEdit),
    /// Another document altogether.
    Replace(Box<Document>),
    /// Several in order, all or none.
    All(Vec<Edit>),
}

/// The document after `edit`.
///
/// # Errors
/// [`EditError`] where the edit would break an invariant; the document given stays as it was in any case.
pub fn apply(document: &Document, edit: &Edit) -> Result<Document, EditError> {
    let mut changed = document.clone();
    change(&mut changed, edit)?;
    Ok(changed)
}

fn change(document: &mut Document, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Add(component) => structure::add(document, component),
        Edit::Insert(fragment, offset) => structure::insert(document, fragment, *offset),
        Edit::Remove { components, links, contents } => structure::remove(document, components, links, *contents),
        Edit::Move(positions) => positions.iter().try_for_each(|(id, at)| structure::relocate(document, *id, *at)),
        Edit::Place(places) => places.iter().try_for_each(|(id, place)| structure::place(document, *id, *place)),
        Edit::Resize(id, bounds) => structure::resize(document, *id, *bounds),
        Edit::Connect(from, to) => structure::connect(document, *from, *to),
        Edit::Reconnect(link, from, to) => structure::reconnect(document, *link, *from, *to),
        Edit::Rename(id, name) => values::rename(document, *id, name),
        Edit::Set(id, parameter, value) => values::set(document, *id, *parameter, *value),
        Edit::SetLink(id, parameter, value) => values::set_link(document, *id, *parameter, *value),
        Edit::SetProduct(id, product) => values::set_product(document, *id, *product),
        Edit::Strike(subject, fault) => values::strike(document, *subject, *fault),
        Edit::Heal(subject, fault) => {
            values::heal(document, *subject, *fault);
            Ok(())
        }
        Edit::Scenario(scenario) => values::set_scenario(document, scenario),
        Edit::HealAll => {
            document.faults.clear();
            Ok(())
        }
        Edit::Users(users) => values::set_users(document, *users),
        Edit::Title(title) => {
            document.title = values::shortened(title);
            Ok(())
        }
        Edit::Steps(edit) => steps::change(document, edit),
        Edit::Replace(other) => {
            *document = (**other).clone();
            Ok(())
        }
        Edit::All(edits) => edits.iter().try_for_each(|edit| change(document, edit)),
    }
}

/// The component, for changing.
fn component_mut(document: &mut Document, id: ComponentId) -> Result<&mut Component, EditError> {
    document.components.get_mut(&id).map(Rc::make_mut).ok_or(EditError::NoSuchComponent(id))
}

/// The link, for changing.
fn link_mut(document: &mut Document, id: LinkId) -> Result<&mut Link, EditError> {
    document.links.get_mut(&id).map(Rc::make_mut).ok_or(EditError::NoSuchLink(id))
}

/// The component.
fn component(document: &Document, id: ComponentId) -> Result<&Component, EditError> {
    document.components.get(&id).map(Rc::as_ref).ok_or(EditError::NoSuchComponent(id))
}
