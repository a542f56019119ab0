//! A selection box is being drawn.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Tool, canvas_point};
use crate::base::geometry::{Point, Rect};
use crate::editor::{Editor, Input, Item, Modifiers, Term};
use crate::model::Document;

/// A selection box.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxing {
    start: Point,
    at: Point,
    kept: Rc<BTreeSet<Item>>,
}

impl Boxing {
    pub(super) fn begin(editor: &Editor, start: Point, held: Modifiers) -> Tool {
        let kept = if held.shift || held.command { editor.selection.clone() } else { Rc::default() };
        Tool::Boxing(Self { start, at: start, kept })
    }

    /// The box, in canvas units.
    pub fn area(&self) -> Rect {
        Rect::from_corners(self.start, self.at)
    }

    pub(super) fn step(mut self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                self.at = canvas_point(editor, pointer);
                let boxed = boxed(editor.shown(), self.area());
                editor.select(self.kept.iter().copied().chain(boxed));
                Tool::Boxing(self)
            }
            Input::Up(_) => {
                let count = editor.selection().len();
                editor.announce("canvas-said-selected", vec![("count", Term::Number(count as f64))]);
                Tool::Idle
            }
            _ => Tool::Boxing(self),
        }
    }
}

/// Cards that the box touches, containers that it holds wholly, and links between what it takes.
fn boxed(document: &Document, area: Rect) -> Vec<Item> {
    let taken: BTreeSet<_> = document
        .components
        .iter()
        .filter(|(_, component)| {
            let bounds = component.bounds();
            if component.kind.spec().container { area.encloses(bounds) } else { area.overlaps(bounds) }
        })
        .map(|(id, _)| *id)
        .collect();
    let links = document
        .links
        .iter()
        .filter(|(_, link)| taken.contains(&link.from) && taken.contains(&link.to))
        .map(|(id, _)| Item::Link(*id));
    taken.iter().map(|id| Item::Component(*id)).chain(links).collect()
}
