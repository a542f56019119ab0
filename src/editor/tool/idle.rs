//! Nothing is under way: the pointer hovers, and a press begins a gesture.

use super::{Panning, Pointing, Tool, canvas_point};
use crate::base::geometry::Point;
use crate::editor::hit::{Scene, Target};
use crate::editor::{Button, Device, Editor, Input, Item, Pointer, Popup, QuickAdd};
use crate::model::ComponentId;

pub(super) fn step(editor: &mut Editor, input: Input) -> Tool {
    match input {
        Input::Down(pointer) => press(editor, pointer),
        Input::Move(pointer) => hover(editor, pointer),
        Input::Leave => editor.hover = None,
        Input::DoubleClick(pointer) => double_click(editor, pointer),
        Input::LongPress(pointer) => open_menu(editor, pointer),
        _ => return Tool::Idle,
    }
    std::mem::take(&mut editor.tool)
}

fn press(editor: &mut Editor, pointer: Pointer) {
    editor.popup = None;
    editor.tool = if pointer.button == Button::Middle || (editor.space && pointer.button == Button::Primary) {
        Tool::Panning(Panning { last: pointer.at })
    } else {
        Tool::Pointing(Pointing { start: pointer, target: target(editor, pointer) })
    };
}

/// What lies under the pointer.
pub(super) fn target(editor: &Editor, pointer: Pointer) -> Target {
    let handles: Vec<ComponentId> = [editor.hover, editor.sole(), editor.active]
        .into_iter()
        .flatten()
        .filter_map(|item| if let Item::Component(id) = item { Some(id) } else { None })
        .collect();
    let scene = Scene { document: editor.shown(), zoom: editor.camera.zoom, handles: &handles, sole: editor.sole() };
    scene.target(canvas_point(editor, pointer), pointer.device.reach())
}

fn hover(editor: &mut Editor, pointer: Pointer) {
    // A finger does not hover.
    if pointer.device == Device::Touch {
        return;
    }
    editor.hover = match target(editor, pointer) {
        Target::Inside(_) => None,
        other => other.item(),
    };
}

fn double_click(editor: &mut Editor, pointer: Pointer) {
    let at: Point = canvas_point(editor, pointer);
    editor.popup = match target(editor, pointer) {
        Target::Component(id) => Some(Popup::Rename(id)),
        Target::Canvas | Target::Inside(_) => Some(Popup::QuickAdd(QuickAdd { at: Some(at), connect_from: None })),
        _ => editor.popup.take(),
    };
}

/// Opens the menu of what lies under the pointer, which becomes selected.
pub(super) fn open_menu(editor: &mut Editor, pointer: Pointer) {
    match target(editor, pointer).item() {
        Some(item) if !editor.selection().contains(&item) => editor.select([item]),
        Some(_) => {}
        None => editor.select([]),
    }
    editor.popup = Some(Popup::Menu(pointer.at));
}
