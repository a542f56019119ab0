//! What can be wrong with a link or a file.

use thiserror::Error;

use crate::base::geometry::Rect;
use crate::model::Document;

/// What is shared beside a document: it is no part of the drawing, and undo does not concern it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extras {
    /// The part of the canvas that is shown, canvas units; `None`: all that is drawn.
    pub view: Option<Rect>,
    /// The seed of simulations; `None`: the page's own.
    pub seed: Option<u64>,
}

/// What could be read, and what could not.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The document, without the parts that are listed as problems.
    pub document: Document,
    /// What came beside it.
    pub extras: Extras,
    /// What was left out or corrected; empty for a sound input.
    pub problems: Vec<Problem>,
}

/// Nothing could be read. The texts for the page stand under `share-error-KEY`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ShareError {
    /// Longer than any topology of ours.
    #[error("too long: {length} characters, at most {limit} are read")]
    TooLong {
        /// Its length.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// No link of ours: the version is missing.
    #[error("not a Scaleground link: it does not begin with a version such as v2.d.")]
    NotALink,
    /// Written by a version that this one does not know.
    #[error("made by a newer version ({version}): reload or update Scaleground")]
    NewerVersion {
        /// What it calls itself.
        version: String,
    },
    /// Cut off or changed on the way.
    #[error("the link is damaged, probably cut off: copy all of it and try again")]
    Damaged,
    /// Inflates to more than any topology of ours.
    #[error("more than {limit} bytes when unpacked: not a topology")]
    TooLarge {
        /// The limit, bytes.
        limit: usize,
    },
    /// Not JSON, or not of the expected shape.
    #[error("line {line}, column {column}: {what}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
    /// JSON, but no topology.
    #[error("not a topology: the field \"format\" with \"scaleground-topology-2\" is missing")]
    NotATopology,
    /// No flowchart: it does not begin as one.
    #[error("not a Mermaid flowchart: it does not begin with flowchart or graph")]
    NotAFlowchart,
    /// A picture without a topology in it.
    #[error("a picture, but no topology is in it")]
    NothingInside,
    /// More parts than a document may hold.
    #[error("{count} {what}, at most {limit} are allowed")]
    TooMany {
        /// `components`, `links`, `faults` and so on: the key of its word, under `share-what-KEY`.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many may be.
        limit: usize,
    },
}

impl ShareError {
    /// The key of its text, under `share-error-KEY`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::NotALink => "not-a-link",
            Self::NewerVersion { .. } => "newer-version",
            Self::Damaged => "damaged",
            Self::TooLarge { .. } => "too-large",
            Self::NotJson { .. } => "not-json",
            Self::NotATopology => "not-a-topology",
            Self::NotAFlowchart => "not-a-flowchart",
            Self::NothingInside => "nothing-inside",
            Self::TooMany { .. } => "too-many",
        }
    }

    /// Every sort of part that there may be too many of.
    pub const PARTS: &'static [&'static str] =
        &["components", "links", "faults", "incidents", "steps", "values", "groups"];

    /// Every key, for the test that each has its text.
    pub const KEYS: &'static [&'static str] = &[
        "too-long",
        "not-a-link",
        "newer-version",
        "damaged",
        "too-large",
        "not-json",
        "not-a-topology",
        "not-a-flowchart",
        "nothing-inside",
        "too-many",
    ];

    #[expect(clippy::needless_pass_by_value, reason = "the shape that map_err takes")]
    pub(crate) fn from_json(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        Self::NotJson { line: error.line(), column: error.column(), what: what.to_owned() }
    }
}

/// One part that could not be used as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{place}: {code}")]
pub struct Problem {
    /// Where in the file, such as `components[3].settings.cores`.
    pub place: String,
    /// What is wrong there.
    pub code: ProblemCode,
}

/// What is wrong with one part. The texts for the page stand under `share-problem-KEY`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProblemCode {
    /// No such kind, product, parameter, option or fault; left out.
    #[error("unknown name \"{name}\"")]
    UnknownName {
        /// The name.
        name: String,
    },
    /// A parameter that this kind or role does not have; left out.
    #[error("no such parameter here: \"{name}\"")]
    NotHere {
        /// Its name.
        name: String,
    },
    /// A number out of its range; brought into it.
    #[error("{value} is outside {min} to {max}")]
    OutOfRange {
        /// What it was.
        value: String,
        /// Lowest allowed.
        min: String,
        /// Highest allowed.
        max: String,
    },
    /// A value of the wrong sort; the default is taken.
    #[error("wrong sort of value")]
    WrongSort,
    /// The same id twice; the second is left out.
    #[error("the id {id} is used twice")]
    DuplicateId {
        /// The id.
        id: u32,
    },
    /// An id that nothing has; left out.
    #[error("there is no component {id}")]
    NoSuchComponent {
        /// The id.
        id: u32,
    },
    /// Two kinds that cannot be connected that way; left out.
    #[error("a {from} cannot call a {to}")]
    NotConnectable {
        /// Key of the calling kind.
        from: String,
        /// Key of the called kind.
        to: String,
    },
    /// The same connection twice; the second is left out.
    #[error("the same connection stands twice")]
    DuplicateLink,
    /// A place that is no container, or stands inside itself; left out.
    #[error("{id} is no container that this can stand in")]
    NotAContainer {
        /// The id.
        id: u32,
    },
    /// Part of a flowchart that says nothing about a topology, or cannot be read; left out.
    #[error("\"{text}\" has no counterpart")]
    NoCounterpart {
        /// What stands there.
        text: String,
    },
    /// A text on a connection, which has no place for one; left out.
    #[error("the text \"{text}\" on a connection has no place")]
    NoLabel {
        /// The text.
        text: String,
    },
    /// A group that is no container of the catalogue; what stands in it stands without it.
    #[error("the group \"{name}\" is no data centre or zone")]
    NoSuchGroup {
        /// Its title.
        name: String,
    },
    /// A node whose words name no kind; taken for another.
    #[error("\"{name}\" is taken for a {kind}")]
    Guessed {
        /// Its text.
        name: String,
        /// Key of the kind.
        kind: String,
    },
    /// A text longer than allowed; cut.
    #[error("longer than {limit} characters")]
    TooLong {
        /// The limit, characters.
        limit: usize,
    },
}

impl ProblemCode {
    /// The key of its text, under `share-problem-KEY`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::UnknownName { .. } => "unknown-name",
            Self::NotHere { .. } => "not-here",
            Self::OutOfRange { .. } => "out-of-range",
            Self::WrongSort => "wrong-sort",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::NoSuchComponent { .. } => "no-such-component",
            Self::NotConnectable { .. } => "not-connectable",
            Self::DuplicateLink => "duplicate-link",
            Self::NotAContainer { .. } => "not-a-container",
            Self::NoCounterpart { .. } => "no-counterpart",
            Self::NoLabel { .. } => "no-label",
            Self::NoSuchGroup { .. } => "no-such-group",
            Self::Guessed { .. } => "guessed",
            Self::TooLong { .. } => "too-long",
        }
    }

    /// Every key, for the test that each has its text.
    pub const KEYS: &'static [&'static str] = &[
        "no-counterpart",
        "no-label",
        "no-such-group",
        "guessed",
        "unknown-name",
        "not-here",
        "out-of-range",
        "wrong-sort",
        "duplicate-id",
        "no-such-component",
        "not-connectable",
        "duplicate-link",
        "not-a-container",
        "too-long",
    ];
}
