//! A flowchart; what was read of it is written and read again.
#![no_main]

#[path = "../../tests/share_support/mod.rs"]
mod support;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use scaleground::share::mermaid::{self, Name};
use scaleground::text::names;

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(names);

fuzz_target!(|text: &str| {
    let Ok(opened) = mermaid::read(text, &NAMES) else { return };
    support::check(&opened);
    let document = &opened.document;
    let (written, _) = mermaid::write(document, |id| document.components[&id].name.clone());
    let again = mermaid::read(&written, &NAMES).expect("our own flowchart").document;
    assert_eq!(again.components.len(), document.components.len(), "{written}");
    assert_eq!(again.links.len(), document.links.len(), "{written}");
});
