//! Faults in words, as the command line takes them.
//!
//! `WHAT KIND [FIGURES] [FROM..UNTIL]`: `db down 30..60`, `web errors 50% 10..`, `web->db lossy 0.1 5..20`,
//! `all traffic 3 10..20`, `cache cache-emptied 30..`. Without times it is so from the beginning, and has been for long.
//! WHAT is a component by its own name, by the name of its kind where there is one of that kind, or by `#` and its id; two
//! of them with `->` between are a link; `all` is everything. Names of several words stand in one piece before the kind.

use thiserror::Error;

use crate::model::{ComponentId, Document, Fault, FaultKind, Incident, Subject};

/// Why words are no fault.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PhraseError {
    /// No kind of fault stands in it.
    #[error("\"{0}\" names no kind of fault; there are {1}")]
    NoKind(String, String),
    /// Nothing of the topology is called so, or several things are.
    #[error("\"{0}\" is no one part of the topology: use a name, #id, NAME->NAME or all")]
    NoSuchPart(String),
    /// A figure is missing, too many, no number or out of range.
    #[error("\"{0}\": the figures of {1} are missing or out of range")]
    Figures(String, &'static str),
    /// The part cannot have such a fault.
    #[error("\"{0}\": {1} makes no sense there")]
    NotThere(String, &'static str),
    /// The times are no FROM..UNTIL.
    #[error("\"{0}\": times are FROM..UNTIL or FROM.., in seconds")]
    Times(String),
}

/// What words say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phrase {
    /// Struck from the beginning.
    Always(Subject, Fault),
    /// Struck in the course of the run.
    Incident(Incident),
}

/// Reads words about a part of `document`.
///
/// # Errors
/// [`PhraseError`], with the words as they came.
pub fn phrase(document: &Document, text: &str) -> Result<Phrase, PhraseError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kind_of = |word: &str| FaultKind::ALL.iter().copied().find(|kind| kind.key() == word);
    // The last one, so that a component may be called like a fault.
    let found = words.iter().enumerate().rev().find_map(|(place, word)| Some((place, kind_of(word)?)));
    let Some((place, kind)) = found.filter(|(place, _)| *place > 0) else {
        let all: Vec<&str> = FaultKind::ALL.iter().map(|kind| kind.key()).collect();
        return Err(PhraseError::NoKind(text.to_owned(), all.join(", ")));
    };
    let name = words[..place].join(" ");
    let subject = subject(document, &name).ok_or(PhraseError::NoSuchPart(name))?;
    let (times, figures): (Vec<&str>, Vec<&str>) = words[place + 1..].iter().partition(|word| word.contains(".."));
    let figures: Vec<f64> = if kind == FaultKind::CutOff {
        let other = component(document, &figures.join(" ")).map(|id| f64::from(id.0));
        other.into_iter().collect()
    } else {
        figures.iter().filter_map(|word| figure(word)).collect()
    };
    let fault = Fault::of(kind, &figures).ok_or_else(|| PhraseError::Figures(text.to_owned(), kind.key()))?;
    if !fault.fits(document, subject) {
        return Err(PhraseError::NotThere(text.to_owned(), kind.key()));
    }
    let times = match times[..] {
        [] if fault.is_state() => return Ok(Phrase::Always(subject, fault)),
        [times] => times,
        _ => return Err(PhraseError::Times(text.to_owned())),
    };
    let incident = incident(times, subject, fault).filter(Incident::in_range);
    incident.map(Phrase::Incident).ok_or_else(|| PhraseError::Times(text.to_owned()))
}

/// A number, also as `50%` or `x3`.
fn figure(word: &str) -> Option<f64> {
    match (word.strip_suffix('%'), word.strip_prefix('x')) {
        (Some(percent), _) => Some(percent.parse::<f64>().ok()? / 100.0),
        (_, Some(factor)) => factor.parse().ok(),
        _ => word.parse().ok(),
    }
}

fn incident(times: &str, subject: Subject, fault: Fault) -> Option<Incident> {
    let (from, until) = times.split_once("..")?;
    let until_s = if until.is_empty() { None } else { Some(until.parse().ok()?) };
    Some(Incident { from_s: from.parse().ok()?, until_s, subject, fault })
}

fn subject(document: &Document, name: &str) -> Option<Subject> {
    if name == "all" {
        return Some(Subject::Document);
    }
    let Some((from, to)) = name.split_once("->") else { return component(document, name).map(Subject::Component) };
    let ends = (component(document, from.trim())?, component(document, to.trim())?);
    let mut links = document.links.iter().filter(|(_, link)| (link.from, link.to) == ends);
    links.next().map(|(id, _)| Subject::Link(*id))
}

/// The one component that is called so.
fn component(document: &Document, name: &str) -> Option<ComponentId> {
    if let Some(id) = name.strip_prefix('#') {
        let id = ComponentId(id.parse().ok()?);
        return document.components.contains_key(&id).then_some(id);
    }
    let lower = name.to_lowercase();
    let own = document.components.iter().filter(|(_, here)| here.name.to_lowercase() == lower);
    let own: Vec<ComponentId> = own.map(|(id, _)| *id).collect();
    let found = if own.is_empty() {
        let known = document.components.iter().filter(|(_, here)| {
            here.kind.spec().key == lower || here.product.is_some_and(|product| product.spec().key == lower)
        });
        known.map(|(id, _)| *id).collect()
    } else {
        own
    };
    if let [only] = found[..] { Some(only) } else { None }
}
