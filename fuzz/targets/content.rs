//! What a link holds, packed with a sound checksum: no fuzzer would find one. The first byte chooses the version.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use scaleground::share::link;

fuzz_target!(|input: &[u8]| {
    let Some((version, content)) = input.split_first() else { return };
    let fragment = if *version == b'1' {
        format!("v1.z.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(content, 1)))
    } else {
        let mut packed = compress_to_vec(content, 1);
        packed.extend_from_slice(&crc32fast::hash(content).to_be_bytes());
        format!("v2.d.{}", URL_SAFE_NO_PAD.encode(packed))
    };
    if let Ok(opened) = link::decode(&fragment) {
        support::check(&opened);
    }
});
