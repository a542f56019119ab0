//! A fragment of an address.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use scaleground::share::link;

fuzz_target!(|fragment: &str| {
    if let Ok(opened) = link::decode(fragment) {
        support::check(&opened);
    }
});
