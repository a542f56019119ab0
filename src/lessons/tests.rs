use super::*;
use crate::model::catalog::Kind;

fn documents() -> impl Iterator<Item = (&'static str, Document)> {
    EXAMPLES.iter().map(|example| (example.key, (example.build)()))
}

#[test]
fn every_setting_is_one_that_the_catalogue_allows() {
    for (key, document) in documents() {
        for component in document.components.values() {
            for (parameter, value) in &component.settings {
                let spec = component.kind.spec().parameter(*parameter);
                assert!(spec.is_some_and(|spec| spec.accepts(*value)), "{key}: {parameter:?} = {value:?}");
            }
        }
        for link in document.links.values() {
            let role = document.role(link).unwrap_or_else(|| panic!("{key}: {link:?} connects nothing"));
            for (parameter, value) in &link.settings {
                let spec = role.parameters().iter().find(|spec| spec.parameter == *parameter);
                assert!(spec.is_some_and(|spec| spec.accepts(*value)), "{key}: {parameter:?} = {value:?}");
            }
        }
    }
}

#[test]
fn cards_stand_on_the_grid_without_touching() {
    for (key, document) in documents() {
        let cards: Vec<_> = document.components.values().collect();
        for (index, card) in cards.iter().enumerate() {
            let corner = card.position;
            assert!(corner.x % 20.0 == 0.0 && corner.y % 20.0 == 0.0, "{key}: {corner:?}");
            for other in &cards[index + 1..] {
                let contain = card.kind.spec().container || other.kind.spec().container;
                assert!(contain || !overlap(card, other), "{key}: {:?} on {:?}", card.kind, other.kind);
            }
        }
    }
}

fn overlap(a: &crate::model::Component, b: &crate::model::Component) -> bool {
    let apart = a.position.x + a.size.width + 40.0 <= b.position.x
        || b.position.x + b.size.width + 40.0 <= a.position.x
        || a.position.y + a.size.height + 40.0 <= b.position.y
        || b.position.y + b.size.height + 40.0 <= a.position.y;
    !apart
}

#[test]
fn what_is_inside_a_container_lies_inside_it_and_nothing_else_does() {
    for (key, document) in documents() {
        for (place_id, place) in document.components.iter().filter(|(_, part)| part.kind.spec().container) {
            for part in document.components.values().filter(|part| !part.kind.spec().container) {
                let inside = part.position.x >= place.position.x
                    && part.position.y >= place.position.y + 40.0
                    && part.position.x + part.size.width <= place.position.x + place.size.width
                    && part.position.y + part.size.height <= place.position.y + place.size.height;
                let outside = !overlap(part, place) || !inside;
                assert_eq!(part.place == Some(*place_id), inside, "{key}: {:?}", part.kind);
                assert!(inside || outside && !overlap_edges(part, place), "{key}: {:?} on the border", part.kind);
            }
        }
    }
}

fn overlap_edges(a: &crate::model::Component, b: &crate::model::Component) -> bool {
    a.position.x < b.position.x + b.size.width
        && b.position.x < a.position.x + a.size.width
        && a.position.y < b.position.y + b.size.height
        && b.position.y < a.position.y + a.size.height
}

#[test]
fn keys_are_unique_and_every_stage_has_users() {
    for (index, example) in EXAMPLES.iter().enumerate() {
        assert!(EXAMPLES[index + 1..].iter().all(|other| other.key != example.key));
    }
    for (key, document) in documents() {
        assert!(document.components.values().any(|part| part.kind == Kind::Users), "{key}");
        let highest = document.components.keys().map(|id| id.0).chain(document.links.keys().map(|id| id.0)).max();
        assert!(highest.is_some_and(|highest| highest < document.next_id), "{key}");
    }
}
