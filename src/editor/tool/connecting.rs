//! A new link is being drawn: by a drag from a handle, by a click on a handle and one on the target, or by keyboard.

use super::{Tool, canvas_point};
use crate::base::geometry::Point;
use crate::editor::walk::may_connect;
use crate::editor::{Action, Button, Editor, Input, Pointer, Popup, QuickAdd, hit};
use crate::model::{ComponentId, Document};

/// How a link is being drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The button is held.
    Drag,
    /// The next click chooses the target.
    Click,
    /// Arrow keys choose the target, Enter confirms; a click does too.
    Keyboard,
}

/// A new link.
#[derive(Clone, Debug, PartialEq)]
pub struct Connecting {
    /// The caller.
    pub from: ComponentId,
    /// The loose end, canvas units.
    pub at: Point,
    /// The component that it would end at, whether it may or not.
    pub target: Option<ComponentId>,
    /// How it is being drawn.
    pub means: Means,
}

impl Connecting {
    /// Whether the link may end at its present target.
    pub fn is_valid(&self, document: &Document) -> bool {
        self.target.is_some_and(|to| may_connect(document, self.from, to))
    }

    pub(super) fn step(mut self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                self.follow(editor, pointer);
                if self.means == Means::Keyboard {
                    self.means = Means::Click;
                }
                Tool::Connecting(self)
            }
            Input::Down(pointer) if pointer.button != Button::Primary => Tool::Idle,
            Input::Up(pointer) if pointer.button == Button::Primary => {
                self.follow(editor, pointer);
                self.finish(editor, pointer)
            }
            _ => Tool::Connecting(self),
        }
    }

    fn follow(&mut self, editor: &Editor, pointer: Pointer) {
        self.at = canvas_point(editor, pointer);
        let document = editor.document();
        let valid = |to| may_connect(document, self.from, to);
        self.target =
            hit::connectable(document, self.at, editor.camera().zoom, valid).filter(|target| *target != self.from);
    }

    fn finish(self, editor: &mut Editor, pointer: Pointer) -> Tool {
        let own = editor.document().components.get(&self.from);
        let back = own.is_some_and(|own| own.bounds().grown(pointer.device.reach()).contains(self.at));
        if let Some(to) = self.target {
            // A refusal is announced by `apply`.
            let _ = editor.apply(Action::Connect(self.from, to));
        } else if !back {
            let quick_add = QuickAdd { at: Some(self.at), connect_from: Some(self.from) };
            editor.popup = Some(Popup::QuickAdd(quick_add));
        }
        Tool::Idle
    }
}
