//! The view is being moved, by a drag or by the wheel.

use super::Tool;
use crate::base::geometry::Point;
use crate::editor::{Editor, Input};

/// A drag of the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Panning {
    /// Where the pointer was last, screen pixels.
    pub last: Point,
}

/// Powers of two per pixel of the wheel.
const ZOOM_PER_PIXEL: f64 = 0.002;
/// The largest factor of one turn of the wheel: a mouse's notch must not jump.
const MOST_FACTOR: f64 = 1.25;

impl Panning {
    pub(super) fn step(self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                editor.pan(pointer.at - self.last);
                Tool::Panning(Self { last: pointer.at })
            }
            Input::Up(_) => Tool::Idle,
            _ => Tool::Panning(self),
        }
    }
}

/// The wheel turned by `delta` pixels.
pub(super) fn wheel(editor: &mut Editor, at: Point, delta: Point, zoom: bool) {
    if !zoom {
        editor.pan(delta * -1.0);
        return;
    }
    let factor = (-delta.y * ZOOM_PER_PIXEL * 3.0).exp2().clamp(1.0 / MOST_FACTOR, MOST_FACTOR);
    if factor.is_finite() {
        editor.camera = editor.camera.zoomed(factor, at);
    }
}
