use std::rc::Rc;

use super::{Phrase, PhraseError, cuts, phrase};
use crate::base::geometry::Point;
use crate::model::catalog::Kind;
use crate::model::{Component, ComponentId, Document, Fault, Incident, Link, LinkId, Subject};

fn document() -> Document {
    let mut document = Document::default();
    for (id, kind, name) in [(1, Kind::WebServer, "The web"), (2, Kind::RelationalDatabase, ""), (3, Kind::Cache, "")] {
        let component = Component { name: name.to_owned(), ..Component::new(kind, Point::new(0.0, 0.0)) };
        document.components.insert(ComponentId(id), Rc::new(component));
    }
    document.links.insert(LinkId(4), Rc::new(Link::new(ComponentId(1), ComponentId(2))));
    document
}

#[test]
fn words_say_what_when_and_how_much() {
    let document = document();
    let incident = |from_s, until_s, subject, fault| Ok(Phrase::Incident(Incident { from_s, until_s, subject, fault }));
    let (web, database) = (Subject::Component(ComponentId(1)), Subject::Component(ComponentId(2)));
    let say = |text: &str| phrase(&document, text);
    assert_eq!(say("relational-database down 30..60"), incident(30.0, Some(60.0), database, Fault::Down));
    assert_eq!(say("the web slow x4 1.5.."), incident(1.5, None, web, Fault::Slow(4.0)));
    assert_eq!(say("#1 errors 50% 0..1"), incident(0.0, Some(1.0), web, Fault::Errors(0.5)));
    assert_eq!(say("The web->#2 lossy 0.1"), Ok(Phrase::Always(Subject::Link(LinkId(4)), Fault::Lossy(0.1))));
    assert_eq!(say("all traffic 3 2..4"), incident(2.0, Some(4.0), Subject::Document, Fault::Traffic(3.0)));
    let cache = Subject::Component(ComponentId(3));
    assert_eq!(say("cache cache-emptied 5.."), incident(5.0, None, cache, Fault::CacheEmptied));
}

#[test]
fn words_that_say_nothing_are_told_why() {
    let document = document();
    let say = |text: &str| phrase(&document, text).expect_err("it says nothing");
    assert!(matches!(say("the web melts 3..4"), PhraseError::NoKind(..)));
    assert!(matches!(say("down 3..4"), PhraseError::NoKind(..)));
    assert!(matches!(say("teapot down"), PhraseError::NoSuchPart(_)));
    assert!(matches!(say("#9 down"), PhraseError::NoSuchPart(_)));
    assert!(matches!(say("the web slow 3..4"), PhraseError::Figures(..)));
    assert!(matches!(say("the web disk-full"), PhraseError::NotThere(..)));
    assert!(matches!(say("the web down 4..3"), PhraseError::Times(_)));
    assert!(matches!(say("cache cache-emptied"), PhraseError::Times(_)));
}

#[test]
fn a_run_is_cut_where_something_begins_and_where_all_has_ended() {
    let mut document = document();
    assert_eq!(cuts(&document, 2.0, 100.0), None);
    let add = |document: &mut Document, from_s, until_s, fault| {
        let subject = Subject::Component(ComponentId(3));
        document.scenario.add(Incident { from_s, until_s, subject, fault });
    };
    add(&mut document, 40.0, Some(50.0), Fault::Down);
    add(&mut document, 20.0, Some(30.0), Fault::Down);
    assert_eq!(cuts(&document, 2.0, 100.0), Some([2.0, 20.0, 50.0, 100.0]));
    assert_eq!(cuts(&document, 2.0, 45.0), Some([2.0, 20.0, 45.0, 45.0]));
    assert_eq!(cuts(&document, 30.0, 15.0), None);
    add(&mut document, 60.0, None, Fault::Down);
    assert_eq!(cuts(&document, 2.0, 100.0), Some([2.0, 20.0, 100.0, 100.0]));
}
