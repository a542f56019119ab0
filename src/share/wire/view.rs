//! The part of the canvas that is shown, as it is written. A part and no camera: screens differ, and each shows all of it.

use serde::{Deserialize, Serialize};

use super::reading::{FARTHEST, Reading};
use crate::base::geometry::{Point, Rect, Size};

/// The smallest extent that is shown, canvas units.
const LEAST: f64 = 10.0;

/// A part of the canvas, canvas units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FileView {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// In whole canvas units: nobody sees a fraction of one.
pub(super) fn write(view: Rect) -> FileView {
    FileView {
        x: view.origin.x.round(),
        y: view.origin.y.round(),
        width: view.size.width.round().max(LEAST),
        height: view.size.height.round().max(LEAST),
    }
}

impl Reading {
    /// The part of the canvas that is shown, within the canvas.
    pub(super) fn view(&mut self, written: FileView) -> Rect {
        let x = self.in_range("view.x", written.x, -FARTHEST, FARTHEST);
        let y = self.in_range("view.y", written.y, -FARTHEST, FARTHEST);
        let width = self.in_range("view.width", written.width, LEAST, 2.0 * FARTHEST);
        let height = self.in_range("view.height", written.height, LEAST, 2.0 * FARTHEST);
        // As it is written: in whole units, and none of them a negative zero.
        let whole = |value: f64| value.round() + 0.0;
        Rect::new(Point::new(whole(x), whole(y)), Size::new(whole(width), whole(height)))
    }
}
