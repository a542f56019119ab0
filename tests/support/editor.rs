//! An editor to play with: a view of 1,200 by 800 pixels at 100 %, and hands.

#![allow(dead_code, reason = "every test file uses a part of it")]

use scaleground::base::geometry::{Point, Size};
use scaleground::editor::{Action, Button, Device, Editor, Input, Item, Modifiers, Pointer};
use scaleground::model::catalog::Kind;
use scaleground::model::{ComponentId, Document, LinkId};

pub(crate) const SHIFT: Modifiers = Modifiers { shift: true, alt: false, command: false };
pub(crate) const ALT: Modifiers = Modifiers { shift: false, alt: true, command: false };
pub(crate) const COMMAND: Modifiers = Modifiers { shift: false, alt: false, command: true };

/// An editor of nothing.
pub(crate) fn blank() -> Editor {
    let mut editor = Editor::new(Document::default());
    editor.set_viewport(Size::new(1200.0, 800.0));
    editor
}

/// Adds a component whose top left corner is at (x, y).
pub(crate) fn add(editor: &mut Editor, kind: Kind, x: f64, y: f64) -> ComponentId {
    let id = ComponentId(editor.document().next_id);
    let size = kind.spec().size;
    let at = Some(Point::new(x + size.width / 2.0, y + size.height / 2.0));
    editor.apply(Action::Add { kind, product: None, at, connect_from: None }).expect("there is room");
    editor.apply(Action::Select(Vec::new())).expect("always");
    id
}

pub(crate) fn connect(editor: &mut Editor, from: ComponentId, to: ComponentId) -> LinkId {
    let id = LinkId(editor.document().next_id);
    editor.apply(Action::Connect(from, to)).expect("these may be connected");
    editor.apply(Action::Select(Vec::new())).expect("always");
    id
}

/// Users, load balancer, two web servers and a database, with their links, in a row.
pub(crate) struct Small {
    pub(crate) editor: Editor,
    pub(crate) users: ComponentId,
    pub(crate) balancer: ComponentId,
    pub(crate) web: ComponentId,
    pub(crate) database: ComponentId,
    pub(crate) visit: LinkId,
    pub(crate) forward: LinkId,
}

/// At y 200: users at x 0, balancer at 280, web at 560, database at 840; the database is not connected.
pub(crate) fn small() -> Small {
    let mut editor = blank();
    let users = add(&mut editor, Kind::Users, 0.0, 200.0);
    let balancer = add(&mut editor, Kind::LoadBalancer, 280.0, 200.0);
    let web = add(&mut editor, Kind::WebServer, 560.0, 200.0);
    let database = add(&mut editor, Kind::RelationalDatabase, 840.0, 200.0);
    let visit = connect(&mut editor, users, balancer);
    let forward = connect(&mut editor, balancer, web);
    // The corner of the plane at the corner of the view, so that canvas points are screen points.
    assert_eq!(editor.camera().zoom, 1.0);
    let origin = editor.camera().origin;
    editor.apply(Action::PanBy(origin)).expect("always");
    Small { editor, users, balancer, web, database, visit, forward }
}

pub(crate) fn at(x: f64, y: f64) -> Pointer {
    Pointer { at: Point::new(x, y), ..Pointer::default() }
}

pub(crate) fn with(modifiers: Modifiers, pointer: Pointer) -> Pointer {
    Pointer { modifiers, ..pointer }
}

pub(crate) fn touch(pointer: Pointer) -> Pointer {
    Pointer { device: Device::Touch, ..pointer }
}

pub(crate) fn button(button: Button, pointer: Pointer) -> Pointer {
    Pointer { button, ..pointer }
}

/// Moves there without a button, presses and releases.
pub(crate) fn click(editor: &mut Editor, pointer: Pointer) {
    editor.input(Input::Move(pointer));
    editor.input(Input::Down(pointer));
    editor.input(Input::Up(pointer));
}

/// Presses, moves in four steps, does not release.
pub(crate) fn drag(editor: &mut Editor, from: Pointer, to: Pointer) {
    editor.input(Input::Move(from));
    editor.input(Input::Down(from));
    for step in 1..=4 {
        let at = from.at + (to.at - from.at) * (f64::from(step) / 4.0);
        editor.input(Input::Move(Pointer { at, ..to }));
    }
}

/// A whole drag.
pub(crate) fn drag_and_drop(editor: &mut Editor, from: Pointer, to: Pointer) {
    drag(editor, from, to);
    editor.input(Input::Up(to));
}

pub(crate) fn position(editor: &Editor, id: ComponentId) -> (f64, f64) {
    let at = editor.shown().components[&id].position;
    (at.x, at.y)
}

pub(crate) fn selected(editor: &Editor) -> Vec<Item> {
    editor.selection().iter().copied().collect()
}
