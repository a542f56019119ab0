//! What the pointer does, as data. All points are in screen pixels from the canvas' top left corner.

use crate::base::geometry::{Point, Size};
use crate::model::catalog::{Kind, Product};

/// Which button of the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Button {
    /// Left button, finger or pen tip.
    #[default]
    Primary,
    /// Wheel button.
    Middle,
    /// Right button.
    Secondary,
}

/// What points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// Mouse, touchpad or pen: points finely and can hover.
    #[default]
    Fine,
    /// A finger.
    Touch,
}

impl Device {
    /// Pixels that a press may wander and still be a click.
    pub const fn threshold(self) -> f64 {
        match self {
            Self::Fine => 4.0,
            Self::Touch => 8.0,
        }
    }

    /// Pixels around a small target that still hit it.
    pub const fn reach(self) -> f64 {
        match self {
            Self::Fine => 12.0,
            Self::Touch => 20.0,
        }
    }
}

/// Keys held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Shift.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
    /// Command on a Mac, Control elsewhere.
    pub command: bool,
}

/// Where the pointer is and how.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointer {
    /// Position, screen pixels.
    pub at: Point,
    /// Button of a press or release.
    pub button: Button,
    /// What points.
    pub device: Device,
    /// Keys held.
    pub modifiers: Modifiers,
}

/// Something that the pointer (or the window) does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// Pressed.
    Down(Pointer),
    /// Moved, pressed or not.
    Move(Pointer),
    /// Released.
    Up(Pointer),
    /// Left the canvas, not pressed.
    Leave,
    /// The browser took the pointer away: the gesture ends without a trace.
    Cancel,
    /// Double click or double tap.
    DoubleClick(Pointer),
    /// A press that stayed for half a second.
    LongPress(Pointer),
    /// The wheel turned: pans, or zooms with `zoom`.
    Wheel {
        /// Where.
        at: Point,
        /// How far, pixels.
        delta: Point,
        /// Whether it zooms (Control or Command held, or a pinch on a touchpad).
        zoom: bool,
    },
    /// Two fingers moved.
    Pinch {
        /// Middle between them.
        at: Point,
        /// How far the middle moved, pixels.
        shift: Point,
        /// Their distance over the former one.
        factor: f64,
    },
    /// The space bar went down or up: while held, a drag pans.
    Space(bool),
    /// A new component is being dragged from the palette; moves and the release follow.
    PaletteDrag {
        /// Which kind.
        kind: Kind,
        /// Which preset.
        product: Option<Product>,
    },
    /// The pointer still is at the edge of the view while something is dragged: the view moves on.
    Edge(Pointer),
    /// The canvas has this size now, pixels.
    Viewport(Size),
}
