//! The course of a link: one cubic Bézier curve between the sides of two rectangles that face each other.

use crate::base::geometry::{Point, Rect};

/// A side of a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The left one.
    Left,
    /// The upper one.
    Top,
    /// The right one.
    Right,
    /// The lower one.
    Bottom,
}

impl Side {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Top, Self::Right, Self::Bottom];

    /// The middle of this side of `rect`.
    pub const fn middle(self, rect: Rect) -> Point {
        let centre = rect.centre();
        match self {
            Self::Left => Point::new(rect.left(), centre.y),
            Self::Top => Point::new(centre.x, rect.top()),
            Self::Right => Point::new(rect.right(), centre.y),
            Self::Bottom => Point::new(centre.x, rect.bottom()),
        }
    }

    /// The direction that leaves the rectangle here, length 1.
    pub const fn outward(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }
}

/// A cubic Bézier curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route {
    /// Where it begins.
    pub start: Point,
    /// First control point.
    pub leave: Point,
    /// Second control point.
    pub arrive: Point,
    /// Where it ends.
    pub end: Point,
}

/// Straight pieces that stand for the curve when distances to it are measured.
const PIECES: usize = 24;

/// Preference for horizontal courses: traffic reads from left to right. Canvas units.
const SIDEWAYS: f64 = 40.0;

impl Route {
    /// From `from` to `to`; `shift` moves it sideways, so that links there and back do not cover each other.
    pub fn between(from: Rect, to: Rect, shift: f64) -> Self {
        let (leave, arrive) = facing(from, to);
        let along = if leave.outward().x == 0.0 { Point::new(shift, 0.0) } else { Point::new(0.0, shift) };
        Self::from_sides(leave.middle(from) + along, leave.outward(), arrive.middle(to) + along, arrive.outward())
    }

    /// From `from` to a free point, as while a new link is drawn.
    pub fn to_point(from: Rect, point: Point) -> Self {
        let (leave, _) = facing(from, Rect::new(point, crate::base::geometry::Size::default()));
        let inward = leave.outward() * -1.0;
        Self::from_sides(leave.middle(from), leave.outward(), point, inward)
    }

    fn from_sides(start: Point, leave: Point, end: Point, arrive: Point) -> Self {
        // Half the distance bends gently; the bounds keep short links from kinking and long ones from ballooning.
        let pull = (start.distance(end) * 0.45).clamp(12.0, 180.0);
        Self { start, leave: start + leave * pull, arrive: end + arrive * pull, end }
    }

    /// The point at parameter `t` in 0..=1 (Bernstein form).
    pub fn at(&self, t: f64) -> Point {
        let s = 1.0 - t;
        self.start * (s * s * s)
            + self.leave * (3.0 * s * s * t)
            + self.arrive * (3.0 * s * t * t)
            + self.end * (t * t * t)
    }

    /// Distance of `point` from the curve, within a few hundredths of its length.
    pub fn distance(&self, point: Point) -> f64 {
        let corners = (0..=PIECES).map(|index| self.at(index as f64 / PIECES as f64));
        let mut least = f64::INFINITY;
        let mut previous = self.start;
        for corner in corners {
            least = least.min(distance_to_piece(point, previous, corner));
            previous = corner;
        }
        least
    }

    /// A rectangle that holds the curve (the hull of its control points).
    pub fn bounds(&self) -> Rect {
        Rect::from_corners(self.start, self.end).union(Rect::from_corners(self.leave, self.arrive))
    }

    /// Whether the curve crosses or touches `rect`.
    pub fn crosses(&self, rect: Rect) -> bool {
        self.bounds().overlaps(rect) && (0..=PIECES).any(|index| rect.contains(self.at(index as f64 / PIECES as f64)))
    }

    /// The curve as the data of an SVG path.
    pub fn path(&self) -> String {
        let Self { start, leave, arrive, end } = self;
        format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            start.x, start.y, leave.x, leave.y, arrive.x, arrive.y, end.x, end.y
        )
    }
}

/// The sides by which two rectangles face each other: those across the wider gap.
fn facing(from: Rect, to: Rect) -> (Side, Side) {
    let right = to.left() - from.right();
    let left = from.left() - to.right();
    let down = to.top() - from.bottom();
    let up = from.top() - to.bottom();
    let horizontal = right.max(left);
    let vertical = down.max(up);
    if horizontal >= 0.0 && horizontal + SIDEWAYS >= vertical || vertical < 0.0 && horizontal >= vertical {
        if right >= left { (Side::Right, Side::Left) } else { (Side::Left, Side::Right) }
    } else if down >= up {
        (Side::Bottom, Side::Top)
    } else {
        (Side::Top, Side::Bottom)
    }
}

fn distance_to_piece(point: Point, a: Point, b: Point) -> f64 {
    let along = b - a;
    let length = along.x * along.x + along.y * along.y;
    if length == 0.0 {
        return point.distance(a);
    }
    let offset = point - a;
    let share = ((offset.x * along.x + offset.y * along.y) / length).clamp(0.0, 1.0);
    point.distance(a + along * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::geometry::Size;

    fn card(x: f64, y: f64) -> Rect {
        Rect::new(Point::new(x, y), Size::new(180.0, 72.0))
    }

    #[test]
    fn a_link_leaves_and_arrives_on_the_sides_that_face_each_other() {
        let right = Route::between(card(0.0, 0.0), card(300.0, 40.0), 0.0);
        assert_eq!((right.start, right.end), (Point::new(180.0, 36.0), Point::new(300.0, 76.0)));
        let down = Route::between(card(0.0, 0.0), card(10.0, 300.0), 0.0);
        assert_eq!((down.start, down.end), (Point::new(90.0, 72.0), Point::new(100.0, 300.0)));
        let left = Route::between(card(500.0, 0.0), card(0.0, 0.0), 0.0);
        assert_eq!((left.start, left.end), (Point::new(500.0, 36.0), Point::new(180.0, 36.0)));
    }

    #[test]
    fn points_of_the_curve_are_at_distance_zero_and_far_points_are_not() {
        let route = Route::between(card(0.0, 0.0), card(400.0, 200.0), 0.0);
        for index in 0..=10 {
            assert!(route.distance(route.at(f64::from(index) / 10.0)) < 0.5);
        }
        assert!(route.distance(Point::new(290.0, -100.0)) > 50.0);
    }

    #[test]
    fn there_and_back_do_not_cover_each_other() {
        let there = Route::between(card(0.0, 0.0), card(400.0, 0.0), 8.0);
        let back = Route::between(card(400.0, 0.0), card(0.0, 0.0), -8.0);
        assert!(there.at(0.5).distance(back.at(0.5)) > 10.0);
    }
}
