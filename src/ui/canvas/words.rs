//! How components, links and announcements are called in the reader's language.

use crate::editor::{Announcement, Term};
use crate::model::catalog::Kind;
use crate::model::{Component, Document, Fault, LinkId, Subject};
use crate::text::{Argument, Language, format, message};

/// The text of `key` without variables.
pub(crate) fn say(language: Language, key: &str) -> String {
    message(language, key, &[])
}

/// The name of a kind.
pub(crate) fn kind_name(language: Language, kind: Kind) -> String {
    say(language, &format!("kind-{}", kind.spec().key))
}

/// What a component is called: its own name, else its product's, else its kind's.
pub(crate) fn component_name(language: Language, component: &Component) -> String {
    if !component.name.is_empty() {
        return component.name.clone();
    }
    component.product.map_or_else(|| kind_name(language, component.kind), |product| product.spec().name.to_owned())
}

/// What a link is called: its two ends.
pub(crate) fn link_name(language: Language, document: &Document, id: LinkId) -> String {
    let end = |id| document.components.get(&id).map(|component| component_name(language, component));
    let Some(link) = document.links.get(&id) else { return String::new() };
    let (from, to) = (end(link.from).unwrap_or_default(), end(link.to).unwrap_or_default());
    message(language, "canvas-link-name", &[("from", from.into()), ("to", to.into())])
}

/// What a place that is struck is called.
pub(crate) fn subject_name(language: Language, document: &Document, subject: Subject) -> String {
    match subject {
        Subject::Document => say(language, "fault-everything"),
        Subject::Link(id) => link_name(language, document, id),
        Subject::Component(id) => {
            document.components.get(&id).map(|component| component_name(language, component)).unwrap_or_default()
        }
    }
}

/// A fault in a few words: `key` is `fault`, `fault-is` or `fault-about`.
pub(crate) fn fault_words(language: Language, document: &Document, fault: Fault, key: &str) -> String {
    let number = |figure: f64| format::significant(figure);
    let arguments: Vec<(&str, Argument)> = match fault {
        Fault::InstancesDown(count) => vec![("count", f64::from(count).into())],
        Fault::Slow(factor) | Fault::Traffic(factor) => vec![("factor", number(factor).into())],
        Fault::Errors(share) | Fault::Lossy(share) => vec![("share", format::percent(share).into())],
        Fault::SlowInstances(share, factor) => {
            vec![("share", format::percent(share).into()), ("factor", number(factor).into())]
        }
        Fault::Delayed(seconds) => vec![("time", format::duration(language, seconds).into())],
        Fault::CutOff(other) => vec![("other", subject_name(language, document, other.into()).into())],
        Fault::Down | Fault::DiskFull | Fault::Flapping | Fault::CacheEmptied => Vec::new(),
    };
    message(language, &format!("{key}-{}", fault.kind().key()), &arguments)
}

/// The text of an announcement.
pub(crate) fn announcement(language: Language, said: &Announcement) -> String {
    let arguments: Vec<_> = said.terms.iter().map(|(name, term)| (*name, argument(language, term))).collect();
    message(language, &said.key, &arguments)
}

fn argument(language: Language, term: &Term) -> Argument {
    match term {
        Term::Component(component) => component_name(language, component).into(),
        Term::Kind(kind) => kind_name(language, *kind).into(),
        Term::Number(number) => (*number).into(),
        Term::Key(key) => say(language, key).into(),
        Term::Text(text) => text.clone().into(),
    }
}

/// `text` cut so that it takes at most `width` pixels at `size` pixels, by estimated widths of characters: a text in
/// SVG does not cut itself. Hangul and Chinese characters are square, Latin ones about half as wide.
pub(crate) fn fitted(text: &str, width: f64, size: f64) -> String {
    let wide = |character: char| wide(character) * size;
    if extent(text, size) <= width {
        return text.to_owned();
    }
    let mut room = width - wide('…');
    let kept: String = text
        .chars()
        .take_while(|character| {
            room -= wide(*character);
            room >= 0.0
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// Estimated width of `text` at `size` pixels.
pub(crate) fn extent(text: &str, size: f64) -> f64 {
    text.chars().map(wide).sum::<f64>() * size
}

fn wide(character: char) -> f64 {
    if character >= '\u{1100}' { 0.95 } else { narrow(character) }
}

/// `text` in two lines at most, broken between words, each cut as in [`fitted`].
pub(crate) fn lines(text: &str, width: f64, size: f64) -> Vec<String> {
    let fits = |line: &str| !fitted(line, width, size).ends_with('…') || line.ends_with('…');
    if fits(text) {
        return vec![text.to_owned()];
    }
    // The first line takes as many words as it holds; a first word that is too long is cut like everything else.
    let breaks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let Some(&first) = breaks.iter().rev().find(|at| fits(&text[..**at])).or(breaks.first()) else {
        return vec![fitted(text, width, size)];
    };
    vec![fitted(&text[..first], width, size), fitted(text[first..].trim_start(), width, size)]
}

fn narrow(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'I' | ' ' | '.' | ',' | ':' | '\u{a0}' | '(' | ')' => 0.32,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.88,
        'A'..='Z' => 0.68,
        _ => 0.58,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_and_every_refusal_has_its_text() {
        use crate::editor::{Deed, EditError};
        for language in Language::ALL {
            let labels = Deed::KEYS.iter().map(|key| format!("canvas-did-{key}"));
            let refusals = EditError::KEYS.iter().map(|key| format!("canvas-error-{key}"));
            for key in labels.chain(refusals) {
                assert!(crate::text::find(*language, &key, &[]).is_some(), "{key} in {language:?}");
            }
        }
    }

    #[test]
    fn long_names_are_cut_with_an_ellipsis_and_short_ones_are_not() {
        assert_eq!(fitted("Cache", 100.0, 12.0), "Cache");
        let cut = fitted("A relational database with a very long name", 100.0, 12.0);
        assert!(cut.ends_with('…') && cut.chars().count() < 20);
        assert!(fitted("관계형 데이터베이스 프라이머리", 100.0, 12.0).chars().count() <= 9);
    }
    #[test]
    fn long_names_take_two_lines_before_they_are_cut() {
        assert_eq!(lines("Cache", 100.0, 19.0), ["Cache"]);
        assert_eq!(lines("Relational database", 130.0, 19.0), ["Relational", "database"]);
        assert_eq!(lines("관계형 데이터베이스", 130.0, 19.0), ["관계형", "데이터베이스"]);
        assert_eq!(lines("Unbreakable-and-much-too-long", 130.0, 19.0).len(), 1);
        assert!(lines("One two three four five six seven", 60.0, 19.0)[1].ends_with('…'));
    }
}
