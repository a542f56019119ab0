//! Links and files: the only floor that serializes a document.
//!
//! Both hold the same content ([`wire::v1::File`]): a file is readable JSON, a link the same in positional JSON,
//! compressed, in the alphabet of URLs. Whatever comes in is untrusted: sizes are bounded before anything is inflated
//! or built, every number is checked against the catalogue. What cannot be used is left out and listed as a
//! [`Problem`], so that a reader gets what could be read and is told what could not.

mod error;
pub mod link;
mod wire;

pub use error::{Opened, Problem, ProblemCode, ShareError};

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
    let head: wire::Head = serde_json::from_str(text).map_err(ShareError::from_json)?;
    match head.format.as_deref() {
        Some(wire::v1::FORMAT) => {
            let file: wire::v1::File = serde_json::from_str(text).map_err(ShareError::from_json)?;
            wire::v1::to_document(file)
        }
        Some(other) if other.starts_with(wire::FORMAT_PREFIX) => {
            Err(ShareError::NewerVersion { version: other.chars().take(40).collect() })
        }
        _ => Err(ShareError::NotATopology),
    }
}

/// Writes a topology file: JSON, indented, in the order of ids, so that versions can be compared line by line.
pub fn write_file(document: &Document) -> String {
    let file = wire::v1::from_document(document);
    serde_json::to_string_pretty(&file).expect("plain values with string keys always serialize")
}
