//! What can be wrong with a file of cases. Each says where, and what to do about it.

use thiserror::Error;

/// A file of cases that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CheckError {
    /// Not JSON.
    #[error("line {line}, column {column}: {what}; correct the JSON there")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        what: String,
    },
    /// JSON, but not of this format.
    #[error("{field}: {problem}")]
    NotCases {
        /// The field.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
    /// One case cannot be used.
    #[error("case \"{id}\", {field}: {problem}")]
    Case {
        /// The case; its position (such as `cases[3]`) where it has no id.
        id: String,
        /// Path of the field within the case.
        field: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What is wrong with one field, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// It is not there.
    #[error("is missing; add it: {expected}")]
    Missing {
        /// What belongs there.
        expected: String,
    },
    /// There is something else.
    #[error("cannot be used; write {expected}")]
    Wrong {
        /// What belongs there.
        expected: String,
    },
    /// No such field is known.
    #[error("is not known here; take it out, or use one of: {known}")]
    UnknownField {
        /// The names that are known.
        known: String,
    },
    /// No such option is known.
    #[error("\"{name}\" is not known; use one of: {known}")]
    UnknownName {
        /// What stands there.
        name: String,
        /// The names that are known.
        known: String,
    },
    /// The id is used before.
    #[error("stands twice; give every case an id of its own")]
    Repeated,
}
