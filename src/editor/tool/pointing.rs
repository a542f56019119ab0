//! Pressed, and not yet moved far enough to be more than a click.

use super::{Boxing, Connecting, Dragging, Means, Panning, Reconnecting, Resizing, Tool, canvas_point, idle};
use crate::editor::hit::Target;
use crate::editor::{Button, Device, Editor, Input, Item, Pointer};

/// A press.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointing {
    /// Where and how it began.
    pub start: Pointer,
    /// What lay under the pointer.
    pub target: Target,
}

impl Pointing {
    pub(super) fn step(self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) if pointer.at.distance(self.start.at) >= self.start.device.threshold() => {
                let begun = self.begin(editor, pointer);
                // The distance up to the threshold is part of the gesture.
                super::step(begun, editor, Input::Move(pointer))
            }
            Input::Up(_) => self.click(editor),
            Input::LongPress(pointer) => {
                idle::open_menu(editor, pointer);
                Tool::Idle
            }
            _ => Tool::Pointing(self),
        }
    }

    fn begin(&self, editor: &mut Editor, pointer: Pointer) -> Tool {
        if self.start.button == Button::Secondary {
            return Tool::Panning(Panning { last: self.start.at });
        }
        let start = canvas_point(editor, self.start);
        match self.target {
            Target::Handle(from, _) => {
                Tool::Connecting(Connecting { from, at: start, target: None, means: Means::Drag })
            }
            Target::End(link, end) => Tool::Reconnecting(Reconnecting { link, end, at: start, target: None }),
            Target::Corner(id, corner) => Resizing::begin(editor, id, corner),
            Target::Component(id) => self.drag(editor, Item::Component(id), pointer),
            Target::Inside(id) if editor.selection().contains(&Item::Component(id)) => {
                self.drag(editor, Item::Component(id), pointer)
            }
            Target::Inside(_) | Target::Link(_) | Target::Canvas => self.sweep(editor),
        }
    }

    fn drag(&self, editor: &mut Editor, item: Item, pointer: Pointer) -> Tool {
        if !editor.selection().contains(&item) {
            let held = self.start.modifiers;
            let kept = if held.shift { editor.selection().iter().copied().collect() } else { Vec::new() };
            editor.select(kept.into_iter().chain([item]));
        }
        Dragging::begin(editor, canvas_point(editor, self.start), self.start.modifiers.alt && pointer.modifiers.alt)
    }

    /// A finger on nothing moves the view; a mouse draws a box.
    fn sweep(&self, editor: &Editor) -> Tool {
        if self.start.device == Device::Touch {
            return Tool::Panning(Panning { last: self.start.at });
        }
        Boxing::begin(editor, canvas_point(editor, self.start), self.start.modifiers)
    }

    fn click(self, editor: &mut Editor) -> Tool {
        if self.start.button == Button::Secondary {
            idle::open_menu(editor, self.start);
            return Tool::Idle;
        }
        if let Target::Handle(from, _) = self.target {
            let at = canvas_point(editor, self.start);
            return Tool::Connecting(Connecting { from, at, target: None, means: Means::Click });
        }
        let held = self.start.modifiers;
        match self.target.item() {
            Some(item) if held.shift || held.command => editor.toggle(item),
            Some(item) => {
                editor.select([item]);
                editor.announce_item(item);
            }
            None if held.shift || held.command => {}
            None => editor.select([]),
        }
        Tool::Idle
    }
}
