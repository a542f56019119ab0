//! Holds the layout of the house: which floor may use which, and what no file may contain.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up: each uses only what stands before it.
const FLOORS: [&str; 11] =
    ["base", "model", "plan", "solve", "lessons", "chart", "share", "editor", "text", "platform", "ui"];
/// Floors that may speak to the browser.
const BROWSER: [&str; 2] = ["platform", "ui"];
/// Floors that read or write JSON.
const JSON: [&str; 5] = ["share", "text", "platform", "ui", "bin"];
/// Lines of the longest file allowed.
const LONGEST: usize = 520;

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "mjs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found
}

/// The floor of a file of src/, or `bin`, or the file's own name where it stands above all floors.
fn floor(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("a file of src/");
    inside.iter().next().expect("it has a name").to_string_lossy().into_owned()
}

/// The modules named after `crate::` in the code, with those in braces: `use crate::{base::X, model}`.
fn used(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for after in code(text).flat_map(|line| line.split("crate::").skip(1)) {
        let names = after.strip_prefix('{').map_or(after, |list| list.split('}').next().unwrap_or(list));
        let listed = if names.len() == after.len() { vec![names] } else { names.split(',').collect() };
        found.extend(listed.iter().map(|name| first_word(name.trim())));
    }
    found
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn first_word(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

/// Whether the code names this crate or macro as a whole word.
fn names(text: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code(text).any(|line| {
        line.match_indices(word)
            .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part))
    })
}

#[test]
fn each_floor_uses_only_those_below_it() {
    let level = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    for (path, text) in sources("src") {
        let Some(own) = level(&floor(&path)) else { continue };
        let above: Vec<_> =
            used(&text).into_iter().filter(|name| level(name).is_some_and(|other| other > own)).collect();
        assert!(above.is_empty(), "{} uses {above:?}, which stand above it", path.display());
    }
}

#[test]
fn only_the_upper_floors_know_the_browser_and_json() {
    for (path, text) in sources("src") {
        let own = floor(&path);
        if !FLOORS.contains(&own.as_str()) {
            continue;
        }
        let browser = ["web_sys", "gloo", "yew", "js_sys", "wasm_bindgen"];
        let json = ["serde", "serde_json"];
        let refused = |allowed: &[&str], words: &[&str]| {
            words
                .iter()
                .copied()
                .filter(|word| !allowed.contains(&own.as_str()) && names(&text, word))
                .collect::<Vec<_>>()
        };
        let found = [refused(&BROWSER, &browser), refused(&JSON, &json)].concat();
        assert!(found.is_empty(), "{} names {found:?}", path.display());
    }
}

#[test]
fn files_are_short_and_finished() {
    let unfinished = ["todo!", "unimplemented!", "dbg!", "#[ignore", "test.only", "test.skip", "waitForTimeout"];
    let own = Path::new(file!()).file_name();
    for (path, text) in [sources("src"), sources("tests")].concat() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        let found: Vec<_> = unfinished.iter().filter(|word| path.file_name() != own && text.contains(*word)).collect();
        assert!(found.is_empty(), "{} holds {found:?}", path.display());
    }
}
