//! From the written content to a document: every name looked up, every number checked, every problem listed.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::v1::{FileComponent, FileLink, FileSettings, FileValue};
use super::v2::File;
use crate::base::geometry::{Point, Size};
use crate::model::catalog::{Domain, Kind, Parameter, ParameterSpec, Product};
use crate::model::{Choice, Component, ComponentId, Document, Link, LinkId, Settings, Value};
use crate::share::{Extras, Opened, Problem, ProblemCode, ShareError};

/// Positions and sizes beyond this are brought back to it, canvas units.
pub(super) const FARTHEST: f64 = 1e6;
/// The least width and height of a container, canvas units.
const LEAST_CONTAINER: f64 = 40.0;

/// A reading under way: the document so far and what was wrong.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) document: Document,
    pub(super) problems: Vec<Problem>,
    connected: BTreeSet<(ComponentId, ComponentId)>,
}

/// The document that `file` describes, with everything counted before anything is built, and checked.
///
/// # Errors
/// [`ShareError::TooMany`].
pub(in crate::share) fn open(file: File) -> Result<Opened, ShareError> {
    for (what, count, limit) in file.counts() {
        if count > limit {
            return Err(ShareError::TooMany { what, count, limit });
        }
    }
    Ok(Reading::default().document(file))
}

impl Reading {
    fn document(mut self, file: File) -> Opened {
        self.document.users = self.in_range("users", file.users, 1.0, Document::MOST_USERS);
        self.document.title = self.name("title", file.title);
        let places: Vec<(usize, ComponentId, u32)> = file
            .components
            .into_iter()
            .enumerate()
            .filter_map(|(index, written)| {
                let place = written.place;
                let id = self.component(index, written)?;
                place.map(|place| (index, id, place))
            })
            .collect();
        for (index, id, place) in places {
            self.place(index, id, place);
        }
        for (index, written) in file.links.into_iter().enumerate() {
            self.link(index, &written);
        }
        for (index, written) in file.faults.iter().enumerate() {
            self.fault(index, written);
        }
        for (index, written) in file.scenario.iter().enumerate() {
            self.incident(index, written);
        }
        let extras = Extras { view: file.view.map(|written| self.view(written)), seed: file.seed };
        let last =
            self.document.components.keys().map(|id| id.0).chain(self.document.links.keys().map(|id| id.0)).max();
        self.document.next_id = last.map_or(1, |last| last.saturating_add(1));
        self.steps(file.steps);
        Opened { document: self.document, extras, problems: self.problems }
    }

    pub(super) fn problem(&mut self, place: impl Into<String>, code: ProblemCode) {
        self.problems.push(Problem { place: place.into(), code });
    }

    pub(super) fn in_range(&mut self, place: &str, value: f64, min: f64, max: f64) -> f64 {
        if value >= min && value <= max {
            return value;
        }
        let code = ProblemCode::OutOfRange { value: value.to_string(), min: min.to_string(), max: max.to_string() };
        self.problem(place, code);
        if value.is_nan() { min } else { value.clamp(min, max) }
    }

    pub(super) fn name(&mut self, place: &str, text: String) -> String {
        if text.chars().count() <= Document::LONGEST_NAME {
            return text;
        }
        self.problem(place, ProblemCode::TooLong { limit: Document::LONGEST_NAME });
        text.chars().take(Document::LONGEST_NAME).collect()
    }

    fn component(&mut self, index: usize, written: FileComponent) -> Option<ComponentId> {
        let at = format!("components[{index}]");
        let id = ComponentId(written.id);
        let Some(kind) = Kind::ALL.iter().copied().find(|kind| kind.spec().key == written.kind) else {
            self.problem(format!("{at}.kind"), ProblemCode::UnknownName { name: shortened(&written.kind) });
            return None;
        };
        // The last number is kept free, so that there is always a next one.
        if self.document.components.contains_key(&id) || id.0 == u32::MAX {
            self.problem(format!("{at}.id"), ProblemCode::DuplicateId { id: id.0 });
            return None;
        }
        let x = self.in_range(&format!("{at}.x"), written.x, -FARTHEST, FARTHEST);
        let y = self.in_range(&format!("{at}.y"), written.y, -FARTHEST, FARTHEST);
        let mut component = Component::new(kind, Point::new(x, y));
        if kind.spec().container {
            let size = component.size;
            let width = written.width.unwrap_or(size.width);
            let height = written.height.unwrap_or(size.height);
            component.size = Size::new(
                self.in_range(&format!("{at}.width"), width, LEAST_CONTAINER, FARTHEST),
                self.in_range(&format!("{at}.height"), height, LEAST_CONTAINER, FARTHEST),
            );
        }
        component.name = self.name(&format!("{at}.name"), written.name);
        component.product = written.product.and_then(|name| self.product(&at, kind, &name));
        component.settings = self.settings(&at, kind.spec().parameters, &written.settings);
        self.document.components.insert(id, Rc::new(component));
        Some(id)
    }

    fn product(&mut self, at: &str, kind: Kind, name: &str) -> Option<Product> {
        let found =
            Product::ALL.iter().copied().find(|product| product.spec().key == name && product.spec().kind == kind);
        if found.is_none() {
            self.problem(format!("{at}.product"), ProblemCode::UnknownName { name: shortened(name) });
        }
        found
    }

    fn settings(&mut self, at: &str, specs: &[ParameterSpec], written: &FileSettings) -> Settings {
        let mut settings = Settings::new();
        for (name, value) in written {
            let at = format!("{at}.settings.{}", shortened(name));
            let Some(parameter) = Parameter::ALL.iter().copied().find(|parameter| parameter.key() == name) else {
                self.problem(at, ProblemCode::UnknownName { name: shortened(name) });
                continue;
            };
            let Some(spec) = specs.iter().find(|spec| spec.parameter == parameter) else {
                self.problem(at, ProblemCode::NotHere { name: shortened(name) });
                continue;
            };
            if let Some(value) = self.value(&at, spec, value) {
                settings.insert(parameter, value);
            }
        }
        settings
    }

    fn value(&mut self, at: &str, spec: &ParameterSpec, written: &FileValue) -> Option<Value> {
        let value = match written {
            FileValue::Flag(flag) => Value::Flag(*flag),
            FileValue::Number(number) => Value::Number(*number),
            FileValue::Choice(name) => {
                let Some(choice) = Choice::ALL.iter().copied().find(|choice| choice.key() == name) else {
                    self.problem(at, ProblemCode::UnknownName { name: shortened(name) });
                    return None;
                };
                Value::Choice(choice)
            }
        };
        if spec.accepts(value) {
            return Some(value);
        }
        if let (Domain::Number { min, max, .. }, Value::Number(number)) = (spec.domain, value) {
            let code =
                ProblemCode::OutOfRange { value: number.to_string(), min: min.to_string(), max: max.to_string() };
            self.problem(at, code);
            return Some(spec.clamped(value));
        }
        self.problem(at, ProblemCode::WrongSort);
        None
    }

    fn place(&mut self, index: usize, id: ComponentId, place: u32) {
        let container = ComponentId(place);
        let sound = self.document.components.get(&container).is_some_and(|found| found.kind.spec().container)
            && !self.stands_in(container, id);
        if !sound {
            self.problem(format!("components[{index}].place"), ProblemCode::NotAContainer { id: place });
            return;
        }
        if let Some(component) = self.document.components.get_mut(&id) {
            Rc::make_mut(component).place = Some(container);
        }
    }

    /// Whether `inner` is `outer` or stands, however deep, inside it.
    fn stands_in(&self, inner: ComponentId, outer: ComponentId) -> bool {
        let mut seen = BTreeSet::new();
        let mut current = Some(inner);
        while let Some(id) = current {
            if id == outer {
                return true;
            }
            if !seen.insert(id) {
                return false;
            }
            current = self.document.components.get(&id).and_then(|component| component.place);
        }
        false
    }

    fn link(&mut self, index: usize, written: &FileLink) {
        let at = format!("links[{index}]");
        let link = Link::new(ComponentId(written.from), ComponentId(written.to));
        for end in [link.from, link.to] {
            if !self.document.components.contains_key(&end) {
                self.problem(at, ProblemCode::NoSuchComponent { id: end.0 });
                return;
            }
        }
        let id = LinkId(written.id);
        let taken = self.document.links.contains_key(&id) || self.document.components.contains_key(&ComponentId(id.0));
        if taken || id.0 == u32::MAX {
            self.problem(format!("{at}.id"), ProblemCode::DuplicateId { id: id.0 });
            return;
        }
        let Some(role) = self.document.role(&link).filter(|_| link.from != link.to) else {
            let key = |id: &ComponentId| self.document.components[id].kind.spec().key.to_owned();
            let code = ProblemCode::NotConnectable { from: key(&link.from), to: key(&link.to) };
            self.problem(at, code);
            return;
        };
        if !self.connected.insert((link.from, link.to)) {
            self.problem(at, ProblemCode::DuplicateLink);
            return;
        }
        let settings = self.settings(&at, role.parameters(), &written.settings);
        self.document.links.insert(id, Rc::new(Link { settings, ..link }));
    }
}

/// Letters of a foreign name that are shown.
pub(in crate::share) const LONGEST_FOREIGN_NAME: usize = 40;

/// A foreign name, short enough to be shown.
pub(super) fn shortened(name: &str) -> String {
    name.chars().take(LONGEST_FOREIGN_NAME).collect()
}
