//! A container is being resized by a corner.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Tool, canvas_point};
use crate::base::geometry::{Point, Rect};
use crate::editor::hit::Corner;
use crate::editor::{Deed, Edit, Editor, Input, Pointer, apply, place, snap};
use crate::model::ComponentId;

/// A container changing its size.
#[derive(Clone, Debug, PartialEq)]
pub struct Resizing {
    /// The container.
    pub container: ComponentId,
    corner: Corner,
    original: Rect,
}

impl Resizing {
    pub(super) fn begin(editor: &Editor, container: ComponentId, corner: Corner) -> Tool {
        match editor.document().components.get(&container) {
            Some(found) => Tool::Resizing(Self { container, corner, original: found.bounds() }),
            None => Tool::Idle,
        }
    }

    pub(super) fn step(self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                let edit = Edit::Resize(self.container, self.bounds(editor, pointer));
                if let Ok(preview) = apply(editor.document(), &edit) {
                    editor.preview = Some(Rc::new(preview));
                }
                Tool::Resizing(self)
            }
            Input::Up(_) => {
                self.finish(editor);
                Tool::Idle
            }
            _ => Tool::Resizing(self),
        }
    }

    /// The new bounds: the corner under the pointer, the opposite one fixed, no smaller than allowed.
    fn bounds(&self, editor: &Editor, pointer: Pointer) -> Rect {
        let point = canvas_point(editor, pointer);
        let held = pointer.modifiers;
        let point = if held.command || held.alt { point } else { snap::point_to_grid(point) };
        let least = place::LEAST_CONTAINER;
        let Rect { origin, .. } = self.original;
        let far = Point::new(self.original.right(), self.original.bottom());
        let (left, right) = if self.corner.right {
            (origin.x, point.x.max(origin.x + least.width))
        } else {
            (point.x.min(far.x - least.width), far.x)
        };
        let (top, bottom) = if self.corner.bottom {
            (origin.y, point.y.max(origin.y + least.height))
        } else {
            (point.y.min(far.y - least.height), far.y)
        };
        Rect::from_corners(Point::new(left, top), Point::new(right, bottom))
    }

    /// Takes in what now lies inside and lets go what no longer does.
    fn finish(self, editor: &mut Editor) {
        let Some(resized) = editor.preview.take() else { return };
        let before = place::concerned(editor.document(), self.container);
        let mut concerned: BTreeSet<_> = place::concerned(&resized, self.container).into_iter().collect();
        concerned.extend(before);
        concerned.insert(self.container);
        if let Ok(settled) = apply(&resized, &place::settle(&resized, concerned)) {
            editor.replace(Deed::Resize, Rc::new(settled));
        }
    }
}
