//! The view is being moved, by a drag or by the wheel.

use super::Tool;
use crate::base::geometry::Point;
use crate::editor::{Editor, Input, Pointer};

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

/// Distance from the edge of the view at which it moves on, screen pixels.
const EDGE: f64 = 24.0;
/// The most that it moves in one step, screen pixels.
const EDGE_STEP: f64 = 10.0;

impl Editor {
    /// By how much the view would move on with the pointer `at` this point; `None`: it stays.
    pub fn edge_pan(&self, at: Point) -> Option<Point> {
        if !self.tool.pans_at_edge() || self.viewport.width <= 2.0 * EDGE {
            return None;
        }
        let shift = Point::new(beyond(at.x, self.viewport.width), beyond(at.y, self.viewport.height));
        (shift != Point::default()).then_some(shift)
    }
}

/// How fast to move for a pointer at `at` in a view of extent `room`: faster the further out.
fn beyond(at: f64, room: f64) -> f64 {
    ((EDGE - at).clamp(0.0, EDGE) - (at - room + EDGE).clamp(0.0, EDGE)) / EDGE * EDGE_STEP
}

/// The view moves on, and the gesture follows.
pub(super) fn edge(tool: Tool, editor: &mut Editor, pointer: Pointer) -> Tool {
    editor.tool = tool;
    let Some(shift) = editor.edge_pan(pointer.at) else { return std::mem::take(&mut editor.tool) };
    editor.pan(shift);
    let tool = std::mem::take(&mut editor.tool);
    super::step(tool, editor, Input::Move(pointer))
}
