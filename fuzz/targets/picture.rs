//! A file of any kind: pictures, pages, notes.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scaleground::share::mermaid::Name;
use scaleground::share::open;
use scaleground::text::names;

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(names);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = open(bytes, &NAMES) {
        support::check(&opened);
    }
});
