//! A topology as a flowchart.

use std::fmt::Write as _;

use crate::model::catalog::{Kind, Role};
use crate::model::{Component, ComponentId, Document};

/// What a flowchart cannot hold, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Parameters that differ from their defaults, on components and connections.
    pub settings: usize,
    /// Faults, those of the scenario too.
    pub faults: usize,
    /// Steps of a presentation.
    pub steps: usize,
}

/// The flowchart of `document`, each component called as `name` says. Load, positions, parameters and faults have no
/// place in it; the first lines say so, and what is returned counts them.
pub fn write(document: &Document, name: impl Fn(ComponentId) -> String) -> (String, LeftOut) {
    let settings = document.components.values().map(|component| component.settings.len()).sum::<usize>()
        + document.links.values().map(|link| link.settings.len()).sum::<usize>();
    let left_out = LeftOut {
        settings,
        faults: document.faults.len() + document.scenario.incidents.len(),
        steps: document.steps.len(),
    };
    let mut text = String::from("flowchart LR\n");
    if !document.title.is_empty() {
        line(&mut text, 1, &format!("%% {}", quoted(&document.title)));
    }
    for (id, component) in document.components.iter().filter(|(_, component)| component.place.is_none()) {
        member(&mut text, document, *id, component, 1, &name);
    }
    for link in document.links.values() {
        let arrow = match document.role(link) {
            Some(role) if is_copying(role) => "-.->",
            _ => "-->",
        };
        line(&mut text, 1, &format!("c{} {arrow} c{}", link.from.0, link.to.0));
    }
    for (id, component) in document.components.iter().filter(|(_, component)| component.kind.spec().container) {
        line(&mut text, 1, &format!("class c{} {}", id.0, class(component)));
    }
    (text, left_out)
}

/// Whether data is copied over such a link, and nobody asks for anything.
fn is_copying(role: Role) -> bool {
    role == Role::Replicate
}

fn member(
    text: &mut String,
    document: &Document,
    id: ComponentId,
    component: &Component,
    depth: usize,
    name: &impl Fn(ComponentId) -> String,
) {
    let label = quoted(&name(id));
    if !component.kind.spec().container {
        let (open, close) = brackets(component.kind);
        line(text, depth, &format!("c{}{open}{label}{close}:::{}", id.0, class(component)));
        return;
    }
    line(text, depth, &format!("subgraph c{}[{label}]", id.0));
    for (inner, component) in document.components.iter().filter(|(_, component)| component.place == Some(id)) {
        member(text, document, *inner, component, depth + 1, name);
    }
    line(text, depth, "end");
}

fn class(component: &Component) -> &'static str {
    component.product.map_or(component.kind.spec().key, |product| product.spec().key)
}

/// The shape that people draw such a component with.
const fn brackets(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Users => ("([", "])"),
        Kind::RelationalDatabase
        | Kind::ReadReplica
        | Kind::ShardedDatabase
        | Kind::KeyValueStore
        | Kind::DocumentStore
        | Kind::ColumnStore
        | Kind::GraphStore
        | Kind::SearchEngine
        | Kind::SessionStore
        | Kind::ObjectStorage
        | Kind::Cache => ("[(", ")]"),
        Kind::MessageQueue | Kind::PubSub | Kind::EventRouter => ("[[", "]]"),
        _ => ("[", "]"),
    }
}

fn line(text: &mut String, depth: usize, content: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{:1$}{content}", "", depth * 2);
}

/// A text in quotes. Whatever Mermaid would take for markup or for the end of the text is written as its code.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in one_line(text).chars() {
        match letter {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | '%' | ';' | '{' | '}' => {
                let _ = write!(quoted, "#{};", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_control() || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
