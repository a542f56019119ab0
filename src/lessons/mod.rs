//! Topologies that can be opened: the chapter stage by stage, and real systems with their published figures.
//!
//! The texts stand in the message catalogue under `example-KEY-title`, `-purpose` (one line for the list), `-see`
//! (what is drawn), `-breaks` (why it stops being enough) and `-next` (what to try).

mod builder;
mod chapter;
pub mod stack_overflow;

use crate::model::Document;

/// The sections of the list of examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// One growing system, stage by stage.
    Chapter,
    /// A system that exists, with the figures that its operators published.
    RealSystem,
}

/// A topology that can be opened.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Name in message keys.
    pub key: &'static str,
    /// Section of the list.
    pub group: Group,
    /// Draws it; the title is left empty, since it is a text.
    pub build: fn() -> Document,
}

/// The parts of an example's text: the last part of their keys.
pub const TEXTS: &[&str] = &["title", "purpose", "see", "breaks", "next"];

/// What a first visit opens.
pub const FIRST: &str = "cdn";

const fn stage(key: &'static str, build: fn() -> Document) -> Example {
    Example { key, group: Group::Chapter, build }
}

const EXAMPLES: &[Example] = &[
    stage("single-server", chapter::single_server),
    stage("database-apart", chapter::database_apart),
    stage("scale-up", chapter::scale_up),
    stage("load-balancer", chapter::load_balancer),
    stage("replication", chapter::replication),
    stage("cache", chapter::cache),
    stage("cdn", chapter::cdn),
    Example { key: "stack-overflow", group: Group::RealSystem, build: stack_overflow::build },
];

/// Every example, in the order of the list.
pub const fn examples() -> &'static [Example] {
    EXAMPLES
}

/// The example of that key.
pub fn find(key: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.key == key)
}
