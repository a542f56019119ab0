//! A free spot for what is added without pointing at one.

use super::snap::{GRID, point_to_grid};
use crate::base::geometry::{Point, Rect, Size};
use crate::model::Document;

/// Free space around, canvas units.
const MARGIN: f64 = GRID;
/// Rings searched around the wish; beyond, the wish itself is taken.
const RINGS: i32 = 40;

/// The free rectangle of this `size` whose centre is nearest to `wish`, on the grid: it covers no card and crosses no
/// edge of a container; a container covers nothing at all.
pub fn free(document: &Document, size: Size, container: bool, wish: Point) -> Point {
    let origin = point_to_grid(wish - Point::new(size.width / 2.0, size.height / 2.0));
    let step = Point::new(GRID * 2.0, GRID * 2.0);
    (0..=RINGS)
        .flat_map(ring)
        .map(|(column, row)| origin + Point::new(f64::from(column) * step.x, f64::from(row) * step.y))
        .find(|at| is_free(document, Rect::new(*at, size), container))
        .unwrap_or(origin)
}

/// The cells at Chebyshev distance `radius` from the middle, those on the axes first.
fn ring(radius: i32) -> Vec<(i32, i32)> {
    let mut cells: Vec<_> = (-radius..=radius)
        .flat_map(|column| (-radius..=radius).map(move |row| (column, row)))
        .filter(|(column, row)| column.abs().max(row.abs()) == radius)
        .collect();
    cells.sort_by_key(|(column, row)| (column * column + row * row, -column, -row));
    cells
}

fn is_free(document: &Document, rect: Rect, container: bool) -> bool {
    let roomy = rect.grown(MARGIN);
    document.components.values().all(|other| {
        let bounds = other.bounds();
        let holds = other.kind.spec().container && !container && bounds.encloses(roomy);
        holds || !bounds.overlaps(roomy)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog::Kind;
    use crate::model::{Component, ComponentId};
    use std::rc::Rc;

    #[test]
    fn a_hundred_cards_find_a_hundred_spots() {
        let mut document = Document::default();
        let size = Kind::Cache.spec().size;
        for id in 1..=100 {
            let at = free(&document, size, false, Point::new(0.0, 0.0));
            let rect = Rect::new(at, size);
            assert!(document.components.values().all(|other| !other.bounds().overlaps(rect)));
            document.components.insert(ComponentId(id), Rc::new(Component::new(Kind::Cache, at)));
        }
    }

    #[test]
    fn no_card_lies_across_the_edge_of_a_container() {
        let mut document = Document::default();
        let centre = Component::new(Kind::DataCentre, Point::new(0.0, 0.0));
        let edge = centre.bounds();
        document.components.insert(ComponentId(1), Rc::new(centre));
        let size = Kind::Cache.spec().size;
        let rect = Rect::new(free(&document, size, false, Point::new(0.0, 0.0)), size);
        assert!(edge.encloses(rect) || !edge.overlaps(rect));
    }
}
