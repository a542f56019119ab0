//! The message catalogue: every text that a user reads, in English and Korean (Project Fluent).
//!
//! `static/locales/en.ftl` and `ko.ftl` hold the texts; a test holds that both have the same keys with the same
//! variables, and that every key of the model has its text.

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}
