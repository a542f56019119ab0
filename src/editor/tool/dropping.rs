//! A component is being dragged in from the palette.

use super::{Tool, canvas_point};
use crate::base::geometry::{Point, Rect};
use crate::editor::{Action, Editor, Input, place, snap};
use crate::model::ComponentId;
use crate::model::catalog::{Kind, Product};

/// A component on its way in.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropping {
    /// Which kind.
    pub kind: Kind,
    /// Which preset.
    pub product: Option<Product>,
    /// Where the pointer is, screen pixels; `None` until it has moved.
    pub at: Option<Point>,
}

impl Dropping {
    /// Where it would come to lie, canvas units; `None` while the pointer is not over the canvas.
    pub fn landing(&self, editor: &Editor) -> Option<Rect> {
        let at = self.at.filter(|at| is_inside(editor, *at))?;
        let size = self.kind.spec().size;
        let half = Point::new(size.width / 2.0, size.height / 2.0);
        Some(Rect::new(snap::point_to_grid(editor.camera().to_canvas(at) - half), size))
    }

    /// The container that it would stand in.
    pub fn place(&self, editor: &Editor) -> Option<ComponentId> {
        place::innermost(editor.document(), self.kind, self.landing(editor)?, None)
    }

    pub(super) fn step(mut self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                self.at = Some(pointer.at);
                Tool::Dropping(self)
            }
            Input::Up(pointer) => {
                if is_inside(editor, pointer.at) {
                    let at = Some(canvas_point(editor, pointer));
                    // A refusal is announced by `apply`.
                    let _ =
                        editor.apply(Action::Add { kind: self.kind, product: self.product, at, connect_from: None });
                }
                Tool::Idle
            }
            _ => Tool::Dropping(self),
        }
    }
}

fn is_inside(editor: &Editor, at: Point) -> bool {
    let size = editor.viewport();
    at.x >= 0.0 && at.y >= 0.0 && at.x <= size.width && at.y <= size.height
}
