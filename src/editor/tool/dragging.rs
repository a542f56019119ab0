//! Components are being moved, or copies of them with Alt.

use std::rc::Rc;

use super::{Tool, canvas_point};
use crate::base::geometry::{Point, Rect};
use crate::editor::snap::{self, Guide};
use crate::editor::{Deed, Edit, Editor, Input, Item, Pointer, apply, clipboard, deeds, place};
use crate::model::{ComponentId, Document};

/// Components on the move.
#[derive(Clone, Debug)]
pub struct Dragging {
    base: Rc<Document>,
    ids: Rc<[ComponentId]>,
    still: Rc<[Rect]>,
    start: Point,
    shift: Point,
    copies: bool,
    /// The alignments that hold.
    pub guides: Vec<Guide>,
    /// The container that they would stand in.
    pub place: Option<ComponentId>,
}

impl PartialEq for Dragging {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.base, &other.base)
            && self.shift == other.shift
            && self.guides == other.guides
            && self.place == other.place
    }
}

impl Dragging {
    /// Begins to move what is selected, or with `copies` a copy of it.
    pub(super) fn begin(editor: &mut Editor, start: Point, copies: bool) -> Tool {
        let ids = editor.movable();
        let (base, ids) = if copies { copied(editor.document(), &ids) } else { (editor.document().clone(), ids) };
        let still = base
            .components
            .iter()
            .filter(|(id, component)| !ids.contains(id) && !component.kind.spec().container)
            .map(|(_, component)| component.bounds())
            .collect();
        let (shift, guides) = (Point::default(), Vec::new());
        Tool::Dragging(Self { base, ids: ids.into(), still, start, shift, copies, guides, place: None })
    }

    pub(super) fn step(mut self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                self.follow(editor, pointer);
                Tool::Dragging(self)
            }
            Input::Up(_) => {
                self.finish(editor);
                Tool::Idle
            }
            _ => Tool::Dragging(self),
        }
    }

    fn bounds(&self) -> Option<Rect> {
        Rect::bounding(self.ids.iter().filter_map(|id| Some(self.base.components.get(id)?.bounds())))
    }

    fn follow(&mut self, editor: &mut Editor, pointer: Pointer) {
        let Some(bounds) = self.bounds() else { return };
        let shift = canvas_point(editor, pointer) - self.start;
        let free = pointer.modifiers.command || (pointer.modifiers.alt && !self.copies);
        (self.shift, self.guides) = if free {
            (shift, Vec::new())
        } else {
            snap::snap(bounds, bounds.origin, shift, &self.still, editor.camera().zoom)
        };
        let positions =
            self.ids.iter().filter_map(|id| Some((*id, self.base.components.get(id)?.position + self.shift))).collect();
        let Ok(preview) = apply(&self.base, &Edit::Move(positions)) else { return };
        self.place = self.ids.first().and_then(|id| {
            let first = preview.components.get(id)?;
            place::innermost(&preview, first.kind, first.bounds(), Some(*id))
        });
        editor.preview = Some(Rc::new(preview));
    }

    fn finish(self, editor: &mut Editor) {
        let Ok(moved) = deeds::moved(&self.base, &self.ids, self.shift) else { return };
        let before = editor.document().clone();
        let deed = if self.copies { Deed::Duplicate } else { Deed::Move };
        editor.replace(deed, Rc::new(moved));
        if self.copies {
            let fresh = editor.fresh(&before);
            editor.select(fresh.into_iter().map(Item::Component));
        }
    }
}

/// `document` with copies of `ids` on top of the originals, and the ids of the copies.
fn copied(document: &Rc<Document>, ids: &[ComponentId]) -> (Rc<Document>, Vec<ComponentId>) {
    let part = clipboard::fragment(document, ids.iter().copied());
    let Ok(with_copies) = apply(document, &Edit::Insert(Box::new(part), Point::default())) else {
        return (document.clone(), ids.to_vec());
    };
    let fresh = with_copies.components.keys().filter(|id| !document.components.contains_key(id)).copied().collect();
    (Rc::new(with_copies), fresh)
}
