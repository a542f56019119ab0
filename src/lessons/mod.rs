//! What the playground teaches: topologies to open, each with its texts in the message catalogue.
//!
//! An example is data: a document made by code, and keys of texts. Every figure that a text names follows from the
//! parameters of its document, and `tests/lessons.rs` asks the engine whether it still does.

mod behaviour;
mod beyond;
mod builder;
mod chapter;
mod failing;
mod stack_overflow;

use crate::model::Document;

pub use stack_overflow::published;

/// The list that an example stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExampleGroup {
    /// The chapter's stages, one growing topology.
    Chapter,
    /// Short examples of one behaviour each.
    Behaviour,
    /// Real systems with figures that their operators published.
    RealSystem,
}

impl ExampleGroup {
    /// Every list, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[Self::Chapter, Self::Behaviour, Self::RealSystem];

    /// The key of its title, under `example-group-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Behaviour => "behaviour",
            Self::RealSystem => "real-system",
        }
    }
}

/// A topology to open. Its texts stand under `example-KEY-title`, `example-KEY-summary` (a line for the list),
/// `example-KEY-see` (what to look at), `example-KEY-breaks` (why it stops being enough) and `example-KEY-next` (what
/// to try). The document has no title of its own: whoever opens it sets the one of the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name in message keys; never changed once released.
    pub key: &'static str,
    /// The list that it stands in.
    pub group: ExampleGroup,
    /// Makes the document.
    pub build: fn() -> Document,
}

impl Example {
    /// The parts of its text, in the order in which they are read.
    pub const TEXTS: &'static [&'static str] = &["title", "summary", "see", "breaks", "next"];

    /// The message key of one of [`Example::TEXTS`].
    pub fn text_key(&self, text: &str) -> String {
        format!("example-{}-{text}", self.key)
    }
}

/// Every example, in the order in which they are shown.
pub fn examples() -> &'static [Example] {
    EXAMPLES
}

/// The example with this key.
pub fn example(key: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.key == key)
}

const fn stage(key: &'static str, build: fn() -> Document) -> Example {
    Example { key, group: ExampleGroup::Chapter, build }
}

const fn behaviour(key: &'static str, build: fn() -> Document) -> Example {
    Example { key, group: ExampleGroup::Behaviour, build }
}

const EXAMPLES: &[Example] = &[
    stage("stage-0", chapter::first_steps),
    stage("stage-1", chapter::database_apart),
    stage("stage-2", chapter::scale_up),
    stage("stage-3", chapter::load_balancer),
    stage("stage-4", chapter::replication),
    stage("stage-5", chapter::cache),
    stage("stage-6", chapter::cdn),
    stage("stage-7", beyond::stateless),
    stage("stage-8", beyond::data_centres),
    stage("stage-9", beyond::message_queue),
    stage("stage-10", beyond::operations),
    stage("stage-11", beyond::sharding),
    stage("stage-12", beyond::events),
    behaviour("retry-storm", failing::retry_storm),
    behaviour("cache-loss", failing::cache_loss),
    behaviour("cache-ample", failing::cache_ample),
    behaviour("cache-warmed", failing::cache_warmed),
    behaviour("lost-writes", failing::lost_writes),
    behaviour("kept-writes", failing::kept_writes),
    behaviour("region-loss", failing::region_loss),
    behaviour("sticky-sessions", failing::sticky_sessions),
    behaviour("kept-sessions", failing::kept_sessions),
    behaviour("queue-drains", failing::queue_drains),
    behaviour("queue-stays", failing::queue_stays),
    behaviour("thinkers", behaviour::thinkers),
    Example { key: "stack-overflow", group: ExampleGroup::RealSystem, build: stack_overflow::day },
];

#[cfg(test)]
mod tests;
