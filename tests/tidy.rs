//! Holds the layout of the house: which floor may use which, and what no file may contain.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up: each uses only what stands before it.
const FLOORS: [&str; 18] = [
    "base", "model", "plan", "solve", "simulate", "scenario", "impact", "advice", "card", "check", "lessons", "chart",
    "share", "worker", "editor", "text", "platform", "ui",
];
/// Names that only some floors may say.
const RESERVED: [(&[&str], &[&str]); 2] = [
    (&["web_sys", "js_sys", "gloo", "yew", "wasm_bindgen"], &["platform", "ui"]),
    (&["serde", "serde_json"], &["check", "share", "worker", "text", "platform", "ui"]),
];
/// Lines of the longest file allowed.
const LONGEST: usize = 520;

fn files(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for path in fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "mjs") {
            let text = fs::read_to_string(&path).expect("sources are text");
            found.push((path, text));
        }
    }
}

fn below(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found
}

/// The words of the code without its comments.
fn words(text: &str) -> Vec<&str> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.flat_map(|line| line.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '_')).collect()
}

/// The floors named after `crate::`, also in braces.
fn used(text: &str) -> Vec<&str> {
    let lists = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = lists.flat_map(|line| line.split("crate::").skip(1)).flat_map(|path| match path.strip_prefix('{') {
        Some(list) => list.split(", ").collect(),
        None => vec![path],
    });
    paths.filter_map(|path| path.split(|letter: char| !letter.is_alphanumeric()).next()).collect()
}

#[test]
fn each_floor_uses_only_what_stands_below_it() {
    let level = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    for (own, floor) in FLOORS.iter().enumerate() {
        for (path, text) in below(&format!("src/{floor}")) {
            let above: Vec<_> = used(&text).into_iter().filter(|name| level(name) > Some(own)).collect();
            assert!(above.is_empty(), "{} uses {above:?}, which stands above it", path.display());
            let words = words(&text);
            for name in RESERVED.iter().filter(|(_, floors)| !floors.contains(floor)).flat_map(|(names, _)| *names) {
                let said = words.iter().any(|word| word.trim_end_matches(|letter| !is_name(letter)) == *name);
                assert!(!said, "{} names {name}", path.display());
            }
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn files_are_short_and_finished() {
    for (path, text) in [below("src"), below("tests")].concat() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        let unfinished = ["todo!", "unimplemented!", "dbg!", "#[ignore", "test.only", "test.skip", "waitForTimeout"];
        let found: Vec<_> = unfinished.iter().filter(|word| text.contains(*word)).collect();
        assert!(found.is_empty() || path.ends_with(file!()), "{} holds {found:?}", path.display());
    }
}

#[test]
fn neither_solver_knows_the_other() {
    for (own, other) in [("solve", "simulate"), ("simulate", "solve")] {
        for (path, text) in below(&format!("src/{own}")) {
            assert!(!used(&text).contains(&other), "{} uses {other}", path.display());
        }
    }
}
