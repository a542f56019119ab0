//! The links between nodes: `-->`, `---`, `-.->`, `==>`, `~~~`, with heads at either end, longer ones, and text in them.

use super::cursor::Cursor;
use super::flowchart::Arrow;
use super::shape::plain;

/// A link as it was read.
pub(super) struct Link {
    pub(super) arrow: Arrow,
    /// Whether its only head is at the first node.
    pub(super) backward: bool,
    pub(super) dotted: bool,
    pub(super) label: String,
}

/// Passes a link; stays where none stands.
pub(super) fn arrow(cursor: &mut Cursor<'_>) -> Option<Link> {
    let start = cursor.clone();
    let link = read(cursor);
    if link.is_none() {
        *cursor = start;
    }
    link
}

fn read(cursor: &mut Cursor<'_>) -> Option<Link> {
    name(cursor);
    if cursor.rest().starts_with("~~~") {
        cursor.take_while(|letter| letter == '~');
        return Some(Link { arrow: Arrow::Invisible, backward: false, dotted: false, label: between_bars(cursor) });
    }
    let tail = tail(cursor);
    let line = cursor.rest();
    let (own, close): (&[char], &str) = if line.starts_with("--") {
        (&['-'], "--")
    } else if line.starts_with("==") {
        (&['='], "==")
    } else if line.starts_with("-.") {
        (&['-', '.'], ".-")
    } else {
        return None;
    };
    let body = cursor.take_while(|letter| own.contains(&letter));
    let mut head = head(cursor);
    let whole = head || body.len() > 2;
    let mut label = String::new();
    if !whole {
        label = plain(text_within(cursor, close)?);
        cursor.take_while(|letter| own.contains(&letter));
        head = self::head(cursor);
    }
    if label.is_empty() {
        label = between_bars(cursor);
    }
    let arrow = if tail && head { Arrow::Both } else { Arrow::Forward };
    Some(Link { arrow, backward: tail && !head, dotted: close == ".-", label })
}

/// The name of an edge (`e1@`), which means nothing here.
fn name(cursor: &mut Cursor<'_>) {
    let start = cursor.clone();
    let name = cursor.take_while(|letter| letter.is_alphanumeric() || letter == '_');
    if name.is_empty() || !cursor.eat("@") {
        *cursor = start;
    }
}

/// A head at the first node.
fn tail(cursor: &mut Cursor<'_>) -> bool {
    let mut rest = cursor.rest().chars();
    let head = matches!(rest.next(), Some('<' | 'x' | 'o'));
    let line = matches!((rest.next(), rest.next()), (Some('-'), Some('-' | '.')) | (Some('='), Some('=')));
    if head && line {
        cursor.take(1);
    }
    head && line
}

/// A head at the second node. A cross or a circle is one even where a name follows at once: so Mermaid reads `a---ops`.
fn head(cursor: &mut Cursor<'_>) -> bool {
    [">", "x", "o"].into_iter().any(|head| cursor.eat(head))
}

/// `-- text --`: passes the text, up to the line that closes it.
fn text_within<'a>(cursor: &mut Cursor<'a>, close: &str) -> Option<&'a str> {
    let line = cursor.rest().split('\n').next().unwrap_or_default();
    let at = line.find(close)?;
    Some(cursor.take(at))
}

/// `|text|`
fn between_bars(cursor: &mut Cursor<'_>) -> String {
    let start = cursor.clone();
    cursor.skip_blanks();
    if cursor.eat("|")
        && let Some(text) = cursor.take_until("|")
    {
        return plain(text);
    }
    *cursor = start;
    String::new()
}
