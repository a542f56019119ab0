//! Classes of request.

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A file.
    Static,
    /// A page or an answer that only reads.
    Read,
    /// A request that changes data.
    Write,
    /// Work that a published message starts.
    Job,
}

impl Class {
    /// Every class, in the order of tables.
    pub const ALL: &'static [Self] = &[Self::Static, Self::Read, Self::Write, Self::Job];

    /// The key of its texts, under `class-KEY`, and its name in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Read => "read",
            Self::Write => "write",
            Self::Job => "job",
        }
    }
}
