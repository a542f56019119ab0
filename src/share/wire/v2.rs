//! Version 2: the content of a file and of a link.
//!
//! What a document of version 1 did not hold is optional here, each part with a file of its own beside this one that
//! writes it, bounds it, checks it and lists its problems: `faults` (and scenario), `view`. Whoever adds a part adds a field here, its
//! place at the end of the row in `compact`, a call in [`from_document`], a call in `Reading::document`, its bound in
//! [`File::counts`], and its description in docs/topology.schema.json.

use serde::{Deserialize, Serialize};

use super::faults::{self, FileFault, FileIncident};
use super::steps::{self, FileStep, MOST_STEPPED};
use super::v1::{FileComponent, FileLink, FileSettings, FileValue};
use super::view::{self, FileView};
use crate::model::{Component, Document, Scenario, Settings, Value};
use crate::share::Extras;

/// The name of this version in the field `format`.
pub(in crate::share) const FORMAT: &str = "scaleground-topology-2";

/// The names of the fields of a file; another one is reported and left out.
pub(in crate::share) const FIELDS: &[&str] =
    &["format", "title", "users", "components", "links", "faults", "view", "seed", "scenario", "steps"];

/// A whole document.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::share) struct File {
    pub(super) format: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) title: String,
    pub(super) users: f64,
    #[serde(default)]
    pub(super) components: Vec<FileComponent>,
    #[serde(default)]
    pub(super) links: Vec<FileLink>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) faults: Vec<FileFault>,
    /// What of the canvas is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) view: Option<FileView>,
    /// The seed of simulations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) seed: Option<u64>,
    /// What happens in the course of a run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) scenario: Vec<FileIncident>,
    /// The drawings that it goes through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) steps: Vec<FileStep>,
}

impl File {
    /// What is counted before anything is built: name, how many there are, how many may be.
    pub(super) fn counts(&self) -> [(&'static str, usize, usize); 6] {
        [
            ("components", self.components.len(), Document::MOST_COMPONENTS),
            ("links", self.links.len(), Document::MOST_LINKS),
            ("faults", self.faults.len(), Document::MOST_COMPONENTS + Document::MOST_LINKS),
            ("incidents", self.scenario.len(), Scenario::MOST),
            ("steps", self.steps.len(), Document::MOST_STEPS),
            ("components", steps::count(self), MOST_STEPPED),
        ]
    }
}

/// The content of `document` with what is shared beside it.
pub(in crate::share) fn from_document(document: &Document, extras: &Extras) -> File {
    File {
        format: FORMAT.to_owned(),
        title: document.title.clone(),
        users: document.users,
        components: document.components.iter().map(|(id, component)| from_component(id.0, component)).collect(),
        links: document
            .links
            .iter()
            .map(|(id, link)| FileLink {
                id: id.0,
                from: link.from.0,
                to: link.to.0,
                settings: from_settings(&link.settings),
            })
            .collect(),
        faults: faults::write(document),
        view: extras.view.map(view::write),
        seed: extras.seed,
        scenario: faults::write_scenario(document),
        steps: steps::write(document),
    }
}

fn from_component(id: u32, component: &Component) -> FileComponent {
    let container = component.kind.spec().container;
    FileComponent {
        id,
        kind: component.kind.spec().key.to_owned(),
        product: component.product.map(|product| product.spec().key.to_owned()),
        name: component.name.clone(),
        x: component.position.x,
        y: component.position.y,
        width: container.then_some(component.size.width),
        height: container.then_some(component.size.height),
        place: component.place.map(|place| place.0),
        settings: from_settings(&component.settings),
    }
}

fn from_settings(settings: &Settings) -> FileSettings {
    settings
        .iter()
        .map(|(parameter, value)| {
            let value = match value {
                Value::Number(number) => FileValue::Number(*number),
                Value::Choice(choice) => FileValue::Choice(choice.key().to_owned()),
                Value::Flag(flag) => FileValue::Flag(*flag),
            };
            (parameter.key().to_owned(), value)
        })
        .collect()
}
