//! Points, sizes and rectangles on the plane of the canvas, in canvas units (one unit is one CSS pixel at 100 %).
//! The y axis points down, as on the screen.

use std::ops::{Add, Mul, Sub};

/// A position or a displacement, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// Width and height, in canvas units; neither is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent along x.
    pub width: f64,
    /// Extent along y.
    pub height: f64,
}

/// An axis-parallel rectangle: its top left corner and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Top left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Point {
    /// The point (x, y).
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Euclidean distance to `other`.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

impl Size {
    /// The size `width` by `height`.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }
}

impl Rect {
    /// The rectangle with top left corner `origin`.
    pub const fn new(origin: Point, size: Size) -> Self {
        Self { origin, size }
    }

    /// The smallest rectangle that holds both corners, in whatever order they are given.
    pub fn from_corners(a: Point, b: Point) -> Self {
        let origin = Point::new(a.x.min(b.x), a.y.min(b.y));
        Self::new(origin, Size::new((a.x - b.x).abs(), (a.y - b.y).abs()))
    }

    /// The smallest rectangle that holds all of `rects`; `None` for none.
    pub fn bounding(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(Self::union)
    }

    /// Left edge.
    pub const fn left(self) -> f64 {
        self.origin.x
    }

    /// Top edge.
    pub const fn top(self) -> f64 {
        self.origin.y
    }

    /// Right edge.
    pub const fn right(self) -> f64 {
        self.origin.x + self.size.width
    }

    /// Bottom edge.
    pub const fn bottom(self) -> f64 {
        self.origin.y + self.size.height
    }

    /// Middle.
    pub const fn centre(self) -> Point {
        Point::new(self.origin.x + self.size.width / 2.0, self.origin.y + self.size.height / 2.0)
    }

    /// Whether `point` lies inside or on the edge.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.left() && point.x <= self.right() && point.y >= self.top() && point.y <= self.bottom()
    }

    /// Whether all of `other` lies inside or on the edge.
    pub fn encloses(self, other: Self) -> bool {
        self.contains(other.origin) && self.contains(Point::new(other.right(), other.bottom()))
    }

    /// Whether the two share a point.
    pub fn overlaps(self, other: Self) -> bool {
        self.left() <= other.right()
            && other.left() <= self.right()
            && self.top() <= other.bottom()
            && other.top() <= self.bottom()
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self::from_corners(
            Point::new(self.left().min(other.left()), self.top().min(other.top())),
            Point::new(self.right().max(other.right()), self.bottom().max(other.bottom())),
        )
    }

    /// Moved outward by `margin` on every side.
    #[must_use]
    pub fn grown(self, margin: f64) -> Self {
        Self::from_corners(
            Point::new(self.left() - margin, self.top() - margin),
            Point::new(self.right() + margin, self.bottom() + margin),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_in_any_order_make_the_same_rectangle() {
        let a = Point::new(3.0, 8.0);
        let b = Point::new(-1.0, 2.0);
        assert_eq!(Rect::from_corners(a, b), Rect::from_corners(b, a));
        assert_eq!(Rect::from_corners(a, b).size, Size::new(4.0, 6.0));
    }

    #[test]
    fn a_union_encloses_both() {
        let a = Rect::new(Point::new(0.0, 0.0), Size::new(2.0, 2.0));
        let b = Rect::new(Point::new(5.0, -3.0), Size::new(1.0, 1.0));
        let all = a.union(b);
        assert!(all.encloses(a) && all.encloses(b));
        assert!(!a.overlaps(b));
    }
}
