//! Version 1, frozen: the content of a file and of a link.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use crate::model::{Component, Document, Fault, Settings, Subject, Value};
use crate::share::{Opened, ShareError};

/// The name of this version in the field `format`.
pub(in crate::share) const FORMAT: &str = "scaleground-topology-1";

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
}

/// A component. `width` and `height` only on containers; `place` is the id of the container that it stands in.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileComponent {
    pub(super) id: u32,
    pub(super) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) product: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    pub(super) x: f64,
    pub(super) y: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<u32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) settings: FileSettings,
}

/// A connection.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileLink {
    pub(super) id: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) settings: FileSettings,
}

/// A fault: without `instances` the whole component is down.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileFault {
    pub(super) component: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) instances: Option<u32>,
}

/// Changed parameters by name.
pub(super) type FileSettings = BTreeMap<String, FileValue>;

/// A value: a number, an option's name, or on and off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum FileValue {
    Flag(bool),
    Number(f64),
    Choice(String),
}

/// The content of `document`.
pub(in crate::share) fn from_document(document: &Document) -> File {
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
        faults: document
            .faults
            .iter()
            .filter_map(|(subject, fault)| {
                let Subject::Component(id) = subject else { return None };
                let instances = match fault {
                    Fault::Down => None,
                    Fault::InstancesDown(count) => Some(count),
                    _ => return None,
                };
                Some(FileFault { component: id.0, instances })
            })
            .collect(),
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

/// The document that `file` describes, with everything checked.
pub(in crate::share) fn to_document(file: File) -> Result<Opened, ShareError> {
    let limits = [
        ("components", file.components.len(), Document::MOST_COMPONENTS),
        ("links", file.links.len(), Document::MOST_LINKS),
    ];
    for (what, count, limit) in limits {
        if count > limit {
            return Err(ShareError::TooMany { what, count, limit });
        }
    }
    Ok(Reading::default().document(file))
}
