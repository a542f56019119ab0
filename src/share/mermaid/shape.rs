//! Names of nodes, the brackets that give them a shape, and the text between these.

use super::cursor::Cursor;
use super::flowchart::Node;

/// A shape as it was read.
pub(super) struct Shape {
    pub(super) text: String,
    pub(super) cylinder: bool,
}

/// Opening and closing brackets, the longer ones first.
const BRACKETS: &[(&str, &[&str])] = &[
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("(-", &["-)"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("{{", &["}}"]),
    ("[", &["]"]),
    ("(", &[")"]),
    ("{", &["}"]),
    (">", &["]"]),
];
/// Names of the cylinder in `@{ shape: … }`.
const CYLINDERS: &[&str] = &["cyl", "cylinder", "database", "db", "lin-cyl", "h-cyl", "das", "disk"];

/// Passes the name of a node; empty where none stands.
pub(super) fn id<'a>(cursor: &mut Cursor<'a>) -> &'a str {
    let rest = cursor.rest();
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joined = next.is_some_and(|next| next.is_alphanumeric() || next == '_');
        if !(letter.is_alphanumeric() || letter == '_' || matches!(letter, '-' | '.' | '/' | '\'') && joined && at > 0)
        {
            break;
        }
        end = at + letter.len_utf8();
    }
    cursor.take(end)
}

/// Passes a shape; stays where none stands.
pub(super) fn shape(cursor: &mut Cursor<'_>) -> Option<Shape> {
    let rest = cursor.rest();
    for (open, closes) in BRACKETS {
        let Some(inner) = rest.strip_prefix(open) else { continue };
        if let Some((text, length)) = bracketed(inner, closes) {
            cursor.take(open.len() + length);
            return Some(Shape { text: plain(text), cylinder: *open == "[(" });
        }
    }
    None
}

/// The text before the nearest of `closes`, and the length of both.
fn bracketed<'a>(inner: &'a str, closes: &[&str]) -> Option<(&'a str, usize)> {
    let blank = inner.len() - inner.trim_start().len();
    if inner[blank..].starts_with('"') {
        let quote = blank + 1 + inner[blank + 1..].find('"')? + 1;
        let after = inner[quote..].trim_start();
        let close = closes.iter().find(|close| after.starts_with(**close))?;
        return Some((&inner[..quote], inner.len() - after.len() + close.len()));
    }
    let line = inner.split('\n').next().unwrap_or_default();
    let (at, close) = closes.iter().filter_map(|close| Some((line.find(close)?, close))).min()?;
    Some((&inner[..at], at + close.len()))
}

/// `@{ shape: cyl, label: "text" }`: fills in the node, and gives what means nothing here.
pub(super) fn attributes(cursor: &mut Cursor<'_>, node: &mut Node) -> Vec<String> {
    let start = cursor.clone();
    let mut foreign = Vec::new();
    if !cursor.eat("@{") {
        return foreign;
    }
    let Some(inner) = braced(cursor) else {
        *cursor = start;
        return foreign;
    };
    for entry in entries(inner) {
        let (key, value) = entry.split_once(':').unwrap_or((entry, ""));
        match key.trim() {
            "label" => node.label = plain(value),
            "shape" => node.cylinder = CYLINDERS.contains(&plain(value).as_str()),
            "" => {}
            _ => foreign.push(entry.trim().to_owned()),
        }
    }
    foreign
}

/// Passes everything up to the brace that closes, outside of quotes.
fn braced<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let mut quoted = false;
    let at = cursor.rest().find(|letter| {
        quoted ^= letter == '"';
        letter == '}' && !quoted
    })?;
    let inner = cursor.take(at);
    cursor.take(1);
    Some(inner)
}

fn entries(inner: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    inner.split(move |letter| {
        quoted ^= letter == '"';
        !quoted && matches!(letter, ',' | '\n')
    })
}

/// A text as people read it: without quotes, marks of Markdown and line breaks, with its letters in place of their codes.
/// Any other markup stays as it stands and is shown as text.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim();
    let text = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (written, length) = coded(rest).unwrap_or((letter, letter.len_utf8()));
        found.push(written);
        rest = &rest[length..];
    }
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter that is written as a code, and the length of that.
fn coded(text: &str) -> Option<(char, usize)> {
    for mark in ["<br>", "<br/>", "<br />", "\\n"] {
        if text.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark)) {
            return Some((' ', mark.len()));
        }
    }
    let code = text.strip_prefix('#').or_else(|| text.strip_prefix('&'))?;
    let end = code.bytes().take(10).position(|byte| byte == b';')?;
    let letter = match code.get(..end)? {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        number => char::from_u32(number.trim_start_matches('#').parse().ok()?).filter(|letter| !letter.is_control())?,
    };
    Some((letter, end + 2))
}
