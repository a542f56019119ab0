//! Version 1, frozen: the content of a file and of a link. It is read and no longer written; `migrate` makes version 2
//! of it. Components, links and settings stand in version 2 as they stood here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of this version in the field `format`.
pub(super) const FORMAT: &str = "scaleground-topology-1";

/// A whole document.
#[derive(Debug, PartialEq, Deserialize)]
pub(in crate::share) struct File {
    #[serde(default)]
    pub(super) title: String,
    pub(super) users: f64,
    #[serde(default)]
    pub(super) components: Vec<FileComponent>,
    #[serde(default)]
    pub(super) links: Vec<FileLink>,
    #[serde(default)]
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
#[derive(Debug, Default, PartialEq, Deserialize)]
pub(super) struct FileFault {
    pub(super) component: u32,
    #[serde(default)]
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
