//! Documents that travel inside other files: in an element of an SVG picture or of a page, in a chunk of a PNG picture.
//! What they carry is the fragment of a link, so that its bounds, its checksum and its versions hold there too.

use super::link;
use super::{Opened, ShareError};

/// The largest picture or page that is looked into, bytes.
pub const LONGEST: usize = 64 << 20;
/// The id of the element that holds a document, in SVG and in HTML.
pub const ELEMENT: &str = "scaleground-topology";

/// What a PNG file begins with (PNG specification, third edition, 5.2).
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// International text, 11.3.3.4: keyword, 0, no compression (two bytes), language, 0, keyword in that, 0, text.
const TEXT_CHUNK: [u8; 4] = *b"iTXt";
const KEYWORD: &[u8] = b"Scaleground topology";
const AFTER_KEYWORD: &[u8] = &[0, 0, 0, 0, 0];
/// Length of the signature and of the first chunk (IHDR), after which texts may stand.
const HEAD: usize = 8 + 25;

/// Whether `bytes` begin as a PNG picture does.
pub fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// `png` with `fragment` in it; `None` where it is no PNG picture. The pixels stay as they are.
pub fn into_png(png: &[u8], fragment: &str) -> Option<Vec<u8>> {
    let (head, rest) = png.split_at_checked(HEAD).filter(|_| is_png(png))?;
    let text = [&TEXT_CHUNK, KEYWORD, AFTER_KEYWORD, fragment.as_bytes()].concat();
    let length = u32::try_from(text.len() - TEXT_CHUNK.len()).ok()?;
    Some([head, &length.to_be_bytes(), &text, &crc32fast::hash(&text).to_be_bytes(), rest].concat())
}

/// The document in a PNG picture.
///
/// # Errors
/// [`ShareError::NothingInside`] where none is in it, else as [`link::decode`].
pub fn from_png(png: &[u8]) -> Result<Opened, ShareError> {
    check_length(png.len())?;
    let mut rest = png.strip_prefix(&SIGNATURE).ok_or(ShareError::NothingInside)?;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((kind, after)) = after.split_first_chunk::<4>() else { break };
        let Some((content, after)) = after.split_at_checked(length) else { break };
        let prefix = content.strip_prefix(KEYWORD).and_then(|content| content.strip_prefix(AFTER_KEYWORD));
        if let Some(text) = prefix.filter(|_| *kind == TEXT_CHUNK) {
            return link::decode(std::str::from_utf8(text).map_err(|_| ShareError::Damaged)?);
        }
        rest = after.get(4..).unwrap_or_default();
    }
    Err(ShareError::NothingInside)
}

/// The document in the text of an SVG picture or of a page.
///
/// # Errors
/// [`ShareError::NothingInside`] where none is in it, else as [`link::decode`].
pub fn from_markup(text: &str) -> Result<Opened, ShareError> {
    check_length(text.len())?;
    // Other programs may put the attribute in other quotes and others beside it.
    for quote in ['"', '\''] {
        let attribute = format!("id={quote}{ELEMENT}{quote}");
        if let Some((_, after)) = text.split_once(&attribute) {
            let fragment = after.split_once('>').and_then(|(_, content)| content.split('<').next());
            return link::decode(fragment.unwrap_or_default());
        }
    }
    Err(ShareError::NothingInside)
}

fn check_length(length: usize) -> Result<(), ShareError> {
    if length > LONGEST { Err(ShareError::TooLong { length, limit: LONGEST }) } else { Ok(()) }
}

/// `text` where markup is expected: no letter of it means anything there. Control characters, which XML has no way to
/// write, become blanks.
pub fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => found.push_str("&amp;"),
            '<' => found.push_str("&lt;"),
            '>' => found.push_str("&gt;"),
            '"' => found.push_str("&quot;"),
            '\'' => found.push_str("&#39;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => found.push(' '),
            letter => found.push(letter),
        }
    }
    found
}
