//! Opening a file whatever it is: told by its content, since names and types of files lie.

use super::mermaid::Name;
use super::{Opened, ShareError, carried, link, mermaid};

/// Reads a topology out of a file: JSON, a picture or a page that carries one, a flowchart, or a link.
///
/// # Errors
/// [`ShareError`] where nothing can be read at all.
pub fn open(bytes: &[u8], names: &[Name]) -> Result<Opened, ShareError> {
    if bytes.len() > carried::LONGEST {
        return Err(ShareError::TooLong { length: bytes.len(), limit: carried::LONGEST });
    }
    if carried::is_png(bytes) {
        return carried::from_png(bytes);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ShareError::NotATopology)?;
    open_text(text, names)
}

/// Reads a topology out of a text.
///
/// # Errors
/// [`ShareError`] where nothing can be read at all.
pub fn open_text(text: &str, names: &[Name]) -> Result<Opened, ShareError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') {
        return carried::from_markup(text);
    }
    if let Some(fragment) = fragment_in(text) {
        return link::decode(fragment);
    }
    if let Some(chart) = flowchart_in(text) {
        return mermaid::read(chart, names);
    }
    super::read_file(text)
}

/// The fragment of a link that is all of `text`.
fn fragment_in(text: &str) -> Option<&str> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let fragment = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
    link::is_link(fragment).then_some(fragment)
}

/// A flowchart: all of `text`, or its first block of Mermaid where it is Markdown.
fn flowchart_in(text: &str) -> Option<&str> {
    let block = text.split_once("```mermaid").map(|(_, after)| after.split("```").next().unwrap_or_default());
    block.or(Some(text)).filter(|chart| mermaid::is_flowchart(chart))
}
