//! Links and files: the only floor that serializes a document.
//!
//! Both hold the same content ([`wire::v2::File`]): a file is readable JSON, a link the same in positional JSON,
//! compressed, in the alphabet of URLs. Whatever comes in is untrusted: sizes are bounded before anything is inflated
//! or built, every number is checked against the catalogue. What cannot be used is left out and listed as a
//! [`Problem`], so that a reader gets what could be read and is told what could not.

mod any;
pub mod carried;
mod error;
pub mod link;
pub mod mermaid;
pub mod page;
mod wire;

pub use any::{open, open_text};
pub use error::{Extras, Opened, Problem, ProblemCode, ShareError};

use crate::model::Document;

/// The longest file that is read, bytes.
pub const LONGEST_FILE: usize = 8 << 20;

/// Reads a topology file (JSON, see docs/topology-file.md).
///
/// # Errors
/// [`ShareError`] where nothing can be read at all; single bad parts are [`Opened::problems`].
pub fn read_file(text: &str) -> Result<Opened, ShareError> {
    if text.len() > LONGEST_FILE {
        return Err(ShareError::TooLong { length: text.len(), limit: LONGEST_FILE });
    }
    wire::read_file(text)
}

/// Writes a topology file: JSON, indented, in the order of ids, so that versions can be compared line by line.
pub fn write_file(document: &Document) -> String {
    write_file_with(document, &Extras::default())
}

/// Writes a topology file with what is shared beside the document.
pub fn write_file_with(document: &Document, extras: &Extras) -> String {
    let file = wire::v2::from_document(document, extras);
    serde_json::to_string_pretty(&file).expect("plain values with string keys always serialize")
}
