//! Snapping of what is dragged: to the grid, and to the edges and middles of what stands still.

use crate::base::geometry::{Point, Rect};

/// Distance of the grid's lines, canvas units.
pub const GRID: f64 = 20.0;

/// Distance at which an alignment takes hold, screen pixels.
pub const PULL: f64 = 6.0;

/// A line along which something aligns, for drawing. Canvas units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guide {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// `value` on the nearest line of the grid.
pub fn to_grid(value: f64) -> f64 {
    (value / GRID).round() * GRID
}

/// `point` on the nearest crossing of the grid.
pub fn point_to_grid(point: Point) -> Point {
    Point::new(to_grid(point.x), to_grid(point.y))
}

/// The displacement near `shift` that puts `moved` onto an alignment with one of `still`, else onto the grid, and the
/// guides of the alignments that it keeps. `anchor` is the corner that goes onto the grid; `zoom` scales [`PULL`].
pub fn snap(moved: Rect, anchor: Point, shift: Point, still: &[Rect], zoom: f64) -> (Point, Vec<Guide>) {
    let there = Rect::new(moved.origin + shift, moved.size);
    let reach = PULL / zoom;
    let x = nearest(columns(there), still.iter().map(|rect| columns(*rect)), reach);
    let y = nearest(rows(there), still.iter().map(|rect| rows(*rect)), reach);
    let snapped = Point::new(
        x.map_or_else(|| to_grid(anchor.x + shift.x) - anchor.x, |by| shift.x + by),
        y.map_or_else(|| to_grid(anchor.y + shift.y) - anchor.y, |by| shift.y + by),
    );
    let settled = Rect::new(moved.origin + snapped, moved.size);
    (snapped, guides(settled, still))
}

/// Left edge, middle and right edge.
const fn columns(rect: Rect) -> [f64; 3] {
    [rect.left(), rect.centre().x, rect.right()]
}

/// Upper edge, middle and lower edge.
const fn rows(rect: Rect) -> [f64; 3] {
    [rect.top(), rect.centre().y, rect.bottom()]
}

/// The smallest displacement within `reach` that brings a line of `own` onto the same line of another.
fn nearest(own: [f64; 3], others: impl Iterator<Item = [f64; 3]>, reach: f64) -> Option<f64> {
    others
        .flat_map(|other| (0..3).map(move |line| other[line] - own[line]))
        .filter(|by| by.abs() <= reach)
        .min_by(|a, b| a.abs().total_cmp(&b.abs()))
}

/// One guide for each line of `settled` that falls on the same line of others, long enough to reach them all.
fn guides(settled: Rect, still: &[Rect]) -> Vec<Guide> {
    let mut found = Vec::new();
    for line in 0..3 {
        let x = columns(settled)[line];
        if let Some(all) = span(settled, still.iter().filter(|rect| same(columns(**rect)[line], x))) {
            found.push(Guide { from: Point::new(x, all.top()), to: Point::new(x, all.bottom()) });
        }
        let y = rows(settled)[line];
        if let Some(all) = span(settled, still.iter().filter(|rect| same(rows(**rect)[line], y))) {
            found.push(Guide { from: Point::new(all.left(), y), to: Point::new(all.right(), y) });
        }
    }
    found
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.01
}

fn span<'a>(own: Rect, others: impl Iterator<Item = &'a Rect>) -> Option<Rect> {
    Rect::bounding(others.copied()).map(|all| all.union(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::geometry::Size;

    const CARD: Size = Size::new(180.0, 72.0);

    #[test]
    fn without_neighbours_it_goes_onto_the_grid() {
        let moved = Rect::new(Point::new(0.0, 0.0), CARD);
        let (shift, guides) = snap(moved, moved.origin, Point::new(47.0, 13.0), &[], 1.0);
        assert_eq!((shift, guides.len()), (Point::new(40.0, 20.0), 0));
    }

    #[test]
    fn a_neighbour_off_the_grid_pulls_within_reach_only() {
        let still = [Rect::new(Point::new(333.0, 57.0), CARD)];
        let moved = Rect::new(Point::new(0.0, 0.0), CARD);
        let (near, guides) = snap(moved, moved.origin, Point::new(0.0, 53.0), &still, 1.0);
        assert_eq!(near, Point::new(0.0, 57.0));
        assert_eq!(guides.len(), 3, "upper edge, middle and lower edge align");
        let (far, none) = snap(moved, moved.origin, Point::new(0.0, 48.0), &still, 1.0);
        assert_eq!((far, none.len()), (Point::new(0.0, 40.0), 0));
    }
}
