//! Which key does what, as a pure function. Physical keys (`event.code`) where the place on the keyboard matters, so
//! that other layouts keep the shortcuts.

use super::{Action, Editor, Modifiers, QuickAdd, Tool, Walk};
use crate::base::geometry::Point;

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The physical key, as in `KeyboardEvent.code`.
    pub code: &'a str,
    /// What it types, as in `KeyboardEvent.key`.
    pub key: &'a str,
    /// Keys held.
    pub modifiers: Modifiers,
}

/// What decides about keys that mean different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Whether the canvas has the focus. Elsewhere only shortcuts with Command or Control hold.
    pub canvas: bool,
    /// Whether a component is selected: arrows move it.
    pub selected: bool,
    /// Whether a link is being drawn: arrows choose its target.
    pub connecting: bool,
}

/// Factor of one step of zooming by key or button.
pub const ZOOM_STEP: f64 = 1.25;

impl Editor {
    /// The context of keys.
    pub fn key_context(&self, canvas: bool) -> Context {
        Context {
            canvas,
            selected: self.selected_components().next().is_some(),
            connecting: matches!(self.tool, Tool::Connecting(_)),
        }
    }
}

/// What the key does in this context; `None`: nothing, it goes on to the browser. Copy, cut and paste are not here:
/// they come as events of the clipboard, which needs no permission.
pub fn keymap(key: Key<'_>, context: Context) -> Option<Action> {
    if key.modifiers.command && !key.modifiers.alt {
        return with_command(key, context);
    }
    context.canvas.then(|| plain(key, context)).flatten()
}

fn with_command(key: Key<'_>, context: Context) -> Option<Action> {
    let shift = key.modifiers.shift;
    match key.code {
        "KeyZ" if shift => Some(Action::Redo),
        "KeyZ" => Some(Action::Undo),
        "KeyY" if !shift => Some(Action::Redo),
        "KeyD" if !shift => Some(Action::Duplicate),
        "KeyA" if !shift && context.canvas => Some(Action::SelectAll),
        "Equal" | "NumpadAdd" => Some(Action::ZoomBy(ZOOM_STEP)),
        "Minus" | "NumpadSubtract" => Some(Action::ZoomBy(1.0 / ZOOM_STEP)),
        "Digit0" | "Numpad0" if !shift => Some(Action::ZoomReset),
        _ => None,
    }
}

fn plain(key: Key<'_>, context: Context) -> Option<Action> {
    if let Some((columns, rows)) = arrow(key.code) {
        return Some(arrow_action(columns, rows, key.modifiers, context));
    }
    if key.modifiers.alt {
        return None;
    }
    if key.modifiers.shift {
        return with_shift(key);
    }
    match key.code {
        "Home" => Some(Action::Walk(Walk::First)),
        "End" => Some(Action::Walk(Walk::Last)),
        "Enter" | "NumpadEnter" if context.connecting => Some(Action::Confirm),
        "Enter" | "NumpadEnter" | "F2" => Some(Action::StartRename(None)),
        "Delete" | "Backspace" => Some(Action::DeleteSelection),
        "Escape" => Some(Action::Escape),
        "Space" => Some(Action::ToggleActive),
        "KeyC" => Some(Action::StartConnect(None)),
        "KeyF" => Some(Action::ToggleFault),
        "ContextMenu" => Some(Action::OpenMenu(None)),
        "Equal" | "NumpadAdd" => Some(Action::ZoomBy(ZOOM_STEP)),
        "Minus" | "NumpadSubtract" => Some(Action::ZoomBy(1.0 / ZOOM_STEP)),
        _ if key.key == "/" => Some(Action::OpenQuickAdd(QuickAdd::default())),
        _ => None,
    }
}

fn with_shift(key: Key<'_>) -> Option<Action> {
    match key.code {
        "Digit1" => Some(Action::ZoomToFit),
        "Digit2" => Some(Action::ZoomToSelection),
        "Digit0" => Some(Action::ZoomReset),
        "F10" => Some(Action::OpenMenu(None)),
        "Delete" | "Backspace" => Some(Action::DeleteWithContents),
        "Equal" => Some(Action::ZoomBy(ZOOM_STEP)),
        _ if key.key == "/" => Some(Action::OpenQuickAdd(QuickAdd::default())),
        _ => None,
    }
}

/// The direction of an arrow key: columns to the right, rows down.
fn arrow(code: &str) -> Option<(i32, i32)> {
    match code {
        "ArrowLeft" => Some((-1, 0)),
        "ArrowRight" => Some((1, 0)),
        "ArrowUp" => Some((0, -1)),
        "ArrowDown" => Some((0, 1)),
        _ => None,
    }
}

/// Alt walks to the neighbour in that direction. Otherwise arrows choose a target, move what is selected, or walk.
fn arrow_action(columns: i32, rows: i32, held: Modifiers, context: Context) -> Action {
    if held.alt {
        return Action::Walk(Walk::Toward(columns, rows));
    }
    if context.selected && !context.connecting {
        let steps = if held.shift { 5 } else { 1 };
        return Action::Nudge { columns: columns * steps, rows: rows * steps };
    }
    Action::Walk(if columns + rows > 0 { Walk::Next } else { Walk::Previous })
}

/// Pixels by which a button moves the view.
pub const PAN_STEP: Point = Point::new(120.0, 80.0);
