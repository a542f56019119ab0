//! Where the figures beside the lines stand: so that none covers another or hides behind a card.

use crate::base::geometry::{Point, Rect, Size};
use crate::editor::route::Route;

/// Places along a line in the order in which they are tried.
const PLACES: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
/// With more links than this every figure stands at the middle of its line: who draws so many looks closer anyway.
const MOST: usize = 80;

/// A figure to be placed.
pub(super) struct Label<'a> {
    /// The line that it belongs to.
    pub(super) route: &'a Route,
    /// Its extent, canvas units.
    pub(super) size: Size,
}

/// The middle of the foot of each label, in their order; `None` where it has no room anywhere on its line. What comes
/// first is placed first. `cards` are kept free.
pub(super) fn places(labels: &[Label<'_>], cards: &[Rect]) -> Vec<Option<Point>> {
    if labels.len() > MOST {
        return labels.iter().map(|label| Some(foot(label.route, 0.5))).collect();
    }
    let mut taken: Vec<Rect> = Vec::new();
    labels
        .iter()
        .map(|label| {
            let feet = PLACES.iter().map(|place| foot(label.route, *place));
            let free = |foot: &Point| {
                let area = area(*foot, label.size);
                !cards.iter().chain(&taken).any(|other| other.overlaps(area))
            };
            let found = feet.into_iter().find(free)?;
            taken.push(area(found, label.size));
            Some(found)
        })
        .collect()
}

/// A little above the line.
fn foot(route: &Route, place: f64) -> Point {
    route.at(place) - Point::new(0.0, 7.0)
}

fn area(foot: Point, size: Size) -> Rect {
    Rect::new(Point::new(foot.x - size.width / 2.0, foot.y - size.height), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(y: f64) -> Route {
        let card = |x: f64| Rect::new(Point::new(x, y), Size::new(100.0, 40.0));
        Route::between(card(0.0), card(500.0), 0.0)
    }

    fn label(route: &Route) -> Label<'_> {
        Label { route, size: Size::new(50.0, 12.0) }
    }

    #[test]
    fn alone_it_stands_in_the_middle() {
        let route = route(0.0);
        assert_eq!(places(&[label(&route)], &[]), [Some(Point::new(300.0, 13.0))]);
    }

    #[test]
    fn two_on_one_line_stand_apart_and_a_card_is_kept_free() {
        let route = route(0.0);
        let card = Rect::new(Point::new(250.0, 0.0), Size::new(100.0, 40.0));
        let found = places(&[label(&route), label(&route)], &[card]);
        let areas: Vec<Rect> = found.iter().flatten().map(|foot| area(*foot, Size::new(50.0, 12.0))).collect();
        assert_eq!(areas.len(), 2);
        assert!(!areas[0].overlaps(areas[1]) && areas.iter().all(|one| !one.overlaps(card)));
    }

    #[test]
    fn where_there_is_no_room_there_is_none() {
        let route = route(0.0);
        let everything = Rect::new(Point::new(-1e3, -1e3), Size::new(1e4, 1e4));
        assert_eq!(places(&[label(&route)], &[everything]), [None]);
    }
}
