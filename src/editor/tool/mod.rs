//! The gestures, each a state of one machine: what the pointer does next depends on what it has begun.

mod boxing;
mod connecting;
mod dragging;
mod dropping;
mod idle;
mod panning;
mod pointing;
mod reconnecting;
mod resizing;

use super::{Editor, Input, Pointer};
use crate::base::geometry::Point;

pub use boxing::Boxing;
pub use connecting::{Connecting, Means};
pub use dragging::Dragging;
pub use dropping::Dropping;
pub use panning::Panning;
pub use pointing::Pointing;
pub use reconnecting::Reconnecting;
pub use resizing::Resizing;

/// The gesture under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Tool {
    /// None: the pointer hovers.
    #[default]
    Idle,
    /// Pressed, and not yet moved far enough to be more than a click.
    Pointing(Pointing),
    /// Components are being moved.
    Dragging(Dragging),
    /// A selection box is being drawn.
    Boxing(Boxing),
    /// A new link is being drawn.
    Connecting(Connecting),
    /// An end of a link is being moved.
    Reconnecting(Reconnecting),
    /// The view is being moved.
    Panning(Panning),
    /// A container is being resized.
    Resizing(Resizing),
    /// A component is being dragged in from the palette.
    Dropping(Dropping),
}

impl Tool {
    /// Whether the view moves on when the pointer comes to its edge.
    pub const fn pans_at_edge(&self) -> bool {
        matches!(
            self,
            Self::Dragging(_) | Self::Boxing(_) | Self::Connecting(_) | Self::Reconnecting(_) | Self::Resizing(_)
        )
    }

    /// Whether the pointer has to be followed beyond the canvas.
    pub const fn is_pressed(&self) -> bool {
        !matches!(self, Self::Idle | Self::Connecting(Connecting { means: Means::Click | Means::Keyboard, .. }))
    }
}

/// The next state after `input`.
pub(super) fn step(tool: Tool, editor: &mut Editor, input: Input) -> Tool {
    match input {
        Input::Wheel { at, delta, zoom } => {
            panning::wheel(editor, at, delta, zoom);
            tool
        }
        Input::Pinch { at, shift, factor } => {
            editor.pan(shift);
            if factor.is_finite() && factor > 0.0 {
                editor.camera = editor.camera.zoomed(factor, at);
            }
            tool
        }
        Input::Space(held) => {
            editor.space = held;
            tool
        }
        Input::Viewport(size) => {
            editor.set_viewport(size);
            tool
        }
        Input::Edge(pointer) => panning::edge(tool, editor, pointer),
        Input::Cancel => cancelled(tool, editor),
        Input::PaletteDrag { kind, product } => {
            editor.abort();
            Tool::Dropping(Dropping { kind, product, at: None })
        }
        other => gesture(tool, editor, other),
    }
}

/// A link drawn by clicks or keys outlives a lost pointer; every other gesture ends without a trace.
fn cancelled(tool: Tool, editor: &mut Editor) -> Tool {
    if tool.is_pressed() {
        editor.preview = None;
        return Tool::Idle;
    }
    tool
}

fn gesture(tool: Tool, editor: &mut Editor, input: Input) -> Tool {
    match tool {
        Tool::Idle => idle::step(editor, input),
        Tool::Pointing(state) => state.step(editor, input),
        Tool::Dragging(state) => state.step(editor, input),
        Tool::Boxing(state) => state.step(editor, input),
        Tool::Connecting(state) => state.step(editor, input),
        Tool::Reconnecting(state) => state.step(editor, input),
        Tool::Panning(state) => state.step(editor, input),
        Tool::Resizing(state) => state.step(editor, input),
        Tool::Dropping(state) => state.step(editor, input),
    }
}

/// The canvas point under the pointer.
fn canvas_point(editor: &Editor, pointer: Pointer) -> Point {
    editor.camera.to_canvas(pointer.at)
}
