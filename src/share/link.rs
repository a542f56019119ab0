//! The link: the whole document in the fragment of the address, so that nothing reaches a server.
//!
//! `v2.d.PAYLOAD`: the version, the codec, the content. Codec `d`: deflated, then four bytes with the CRC-32 of the
//! content, in base64 in the alphabet of URLs, without padding. Version 1 had `z`: zlib, whose checksum (Adler-32) misses
//! one in some 200,000 changes of one letter, since what topologies say is much alike.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{DecompressError, TINFLStatus};
use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use super::wire::{self, compact, v2};
use super::{Extras, Opened, ShareError};
use crate::model::Document;

/// The longest link that is read, characters.
pub const LONGEST: usize = 1 << 20;
/// The most that a link may inflate to, bytes.
const MOST_INFLATED: usize = 8 << 20;
/// Best compression of the library; a topology takes well under a millisecond.
const LEVEL: u8 = 10;
/// The newest version, which is written; every one from 1 is read.
const VERSION: u32 = 2;
/// The codec that is written.
const CODEC: &str = "d";
/// Length of the checksum, bytes.
const CHECK: usize = 4;

/// The fragment, without `#`, that holds all of `document`.
pub fn encode(document: &Document) -> String {
    encode_with(document, &Extras::default())
}

/// The fragment, without `#`, that holds all of `document` and what is shared beside it.
pub fn encode_with(document: &Document, extras: &Extras) -> String {
    let content = compact::write(&v2::from_document(document, extras)).to_string();
    let mut packed = compress_to_vec(content.as_bytes(), LEVEL);
    packed.extend_from_slice(&crc32fast::hash(content.as_bytes()).to_be_bytes());
    format!("v{VERSION}.{CODEC}.{}", URL_SAFE_NO_PAD.encode(packed))
}

/// Whether a fragment claims to hold a document; others (such as an anchor) are none of our business.
pub fn is_link(fragment: &str) -> bool {
    let fragment = fragment.trim_start_matches('#');
    let rest = fragment.strip_prefix('v').unwrap_or_default();
    rest.split_once('.').is_some_and(|(version, _)| !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads a fragment, with or without `#`.
///
/// # Errors
/// [`ShareError`] where nothing can be read at all; single bad parts are [`Opened::problems`].
pub fn decode(fragment: &str) -> Result<Opened, ShareError> {
    let fragment = fragment.trim().trim_start_matches('#');
    if fragment.len() > LONGEST {
        return Err(ShareError::TooLong { length: fragment.len(), limit: LONGEST });
    }
    if !is_link(fragment) {
        return Err(ShareError::NotALink);
    }
    let mut parts = fragment[1..].splitn(3, '.');
    let (number, codec, payload) = (parts.next(), parts.next(), parts.next());
    let version = number.and_then(|number| number.parse().ok()).unwrap_or(u32::MAX);
    let (Some(codec), Some(payload)) = (codec, payload) else {
        // Cut off within the codec, or of a version that has none.
        return Err(if version > VERSION { newer(fragment) } else { ShareError::Damaged });
    };
    let unpack = match (version, codec) {
        (1, "z") => inflate_zlib,
        (VERSION, CODEC) => inflate,
        _ => return Err(newer(fragment)),
    };
    let packed = URL_SAFE_NO_PAD.decode(payload).map_err(|_| ShareError::Damaged)?;
    wire::read_link(version, &unpack(&packed)?)
}

fn newer(fragment: &str) -> ShareError {
    let version = fragment.split('.').take(2).collect::<Vec<_>>().join(".");
    ShareError::NewerVersion { version: version.chars().take(20).collect() }
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>, ShareError> {
    let (packed, check) = packed.split_last_chunk::<CHECK>().ok_or(ShareError::Damaged)?;
    let content = decompress_to_vec_with_limit(packed, MOST_INFLATED).map_err(|error| refusal(&error))?;
    if crc32fast::hash(&content).to_be_bytes() == *check { Ok(content) } else { Err(ShareError::Damaged) }
}

fn inflate_zlib(packed: &[u8]) -> Result<Vec<u8>, ShareError> {
    decompress_to_vec_zlib_with_limit(packed, MOST_INFLATED).map_err(|error| refusal(&error))
}

fn refusal(error: &DecompressError) -> ShareError {
    match error.status {
        TINFLStatus::HasMoreOutput => ShareError::TooLarge { limit: MOST_INFLATED },
        _ => ShareError::Damaged,
    }
}
