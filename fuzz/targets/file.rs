//! A topology file.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use scaleground::share::read_file;

fuzz_target!(|text: &str| {
    if let Ok(opened) = read_file(text) {
        support::check(&opened);
    }
});
