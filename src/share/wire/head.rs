//! The part of a file that is read first: its version, and which fields it has.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::reading::shortened;

/// The most names that are kept: more than any file of ours has fields.
const MOST_NAMES: usize = 40;

/// What tells the version of a file.
pub(in crate::share) struct Head {
    /// Name and version of the format.
    pub(super) format: Option<String>,
    names: Vec<String>,
}

impl Head {
    /// The names of fields that are none of `known`, shortened.
    pub(super) fn unknown(&self, known: &[&str]) -> Vec<String> {
        self.names.iter().filter(|name| !known.contains(&name.as_str())).map(|name| shortened(name)).collect()
    }
}

impl<'de> Deserialize<'de> for Head {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeadVisitor)
    }
}

struct HeadVisitor;

impl<'de> Visitor<'de> for HeadVisitor {
    type Value = Head;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a topology (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let mut head = Head { format: None, names: Vec::new() };
        while let Some(name) = map.next_key::<String>()? {
            if name == "format" {
                head.format = map.next_value::<Text>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if head.names.len() < MOST_NAMES {
                head.names.push(name);
            }
        }
        Ok(head)
    }
}

/// A text, or none where something else stands.
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Self(value.as_str().map(str::to_owned)))
    }
}
