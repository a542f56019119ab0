//! Everything without a pointer.

#[path = "support/editor.rs"]
mod support;

use scaleground::editor::keymap::{Key, keymap};
use scaleground::editor::{Action, Editor, Item, Modifiers, Popup, Tool, Walk};
use scaleground::model::catalog::Kind;
use scaleground::model::{ComponentId, Fault};
use support::*;

/// Presses a key with the canvas focused, and says whether it meant anything.
fn press_with(editor: &mut Editor, code: &str, modifiers: Modifiers) -> bool {
    let key = Key { code, key: if code == "Slash" { "/" } else { code }, modifiers };
    let Some(action) = keymap(key, editor.key_context(true)) else { return false };
    let _ = editor.apply(action);
    true
}

fn press(editor: &mut Editor, code: &str) -> bool {
    press_with(editor, code, Modifiers::default())
}

#[test]
fn the_walk_goes_from_top_to_bottom_and_left_to_right_with_links_after_their_callers() {
    let Small { mut editor, users, balancer, web, database, visit, forward } = small();
    let above = add(&mut editor, Kind::Dns, 400.0, 0.0);
    let expected = [
        Item::Component(above),
        Item::Component(users),
        Item::Link(visit),
        Item::Component(balancer),
        Item::Link(forward),
        Item::Component(web),
        Item::Component(database),
    ];
    assert_eq!(editor.reading_order(), expected);
    press(&mut editor, "Home");
    let mut walked = vec![editor.active().unwrap()];
    for _ in 1..expected.len() {
        press(&mut editor, "ArrowDown");
        walked.push(editor.active().unwrap());
    }
    assert_eq!(walked, expected);
    press(&mut editor, "ArrowRight");
    assert_eq!(editor.active(), Some(expected[0]), "it goes round");
    press(&mut editor, "End");
    assert_eq!(editor.active(), Some(Item::Component(database)));
    assert!(editor.selection().is_empty(), "walking alone selects nothing");
}

#[test]
fn a_step_says_what_is_there() {
    let Small { mut editor, users, .. } = small();
    press(&mut editor, "Home");
    let said = editor.announcement().unwrap();
    assert_eq!(said.key, "canvas-said-component");
    assert_eq!(editor.active(), Some(Item::Component(users)));
    let before = said.serial;
    press(&mut editor, "ArrowDown");
    assert!(editor.announcement().unwrap().serial > before);
}

#[test]
fn alt_and_an_arrow_go_to_the_neighbour_there() {
    let Small { mut editor, balancer, web, .. } = small();
    let below = add(&mut editor, Kind::WebServer, 560.0, 400.0);
    editor.apply(Action::Select(vec![Item::Component(web)])).unwrap();
    press_with(&mut editor, "ArrowDown", ALT);
    assert_eq!(selected(&editor), [Item::Component(below)], "the selection goes along");
    press_with(&mut editor, "ArrowUp", ALT);
    press_with(&mut editor, "ArrowLeft", ALT);
    assert_eq!(selected(&editor), [Item::Component(balancer)]);
}

#[test]
fn arrows_move_what_is_selected_by_the_grid_and_shift_by_five() {
    let Small { mut editor, web, .. } = small();
    editor.apply(Action::Select(vec![Item::Component(web)])).unwrap();
    press(&mut editor, "ArrowDown");
    press_with(&mut editor, "ArrowLeft", SHIFT);
    assert_eq!(position(&editor, web), (460.0, 220.0));
}

#[test]
fn a_system_is_built_by_keys_alone() {
    let mut editor = blank();
    let kinds = [Kind::Users, Kind::LoadBalancer, Kind::WebServer, Kind::RelationalDatabase];
    let mut ids = Vec::new();
    for kind in kinds {
        press(&mut editor, "Slash");
        assert!(matches!(editor.popup(), Some(Popup::QuickAdd(_))));
        ids.push(ComponentId(editor.document().next_id));
        editor.apply(Action::Add { kind, product: None, at: None, connect_from: None }).unwrap();
    }
    for pair in ids.windows(2) {
        editor.apply(Action::Select(vec![Item::Component(pair[0])])).unwrap();
        press(&mut editor, "KeyC");
        let Tool::Connecting(connecting) = editor.tool() else { panic!("connecting from {:?}", pair[0]) };
        let mut target = connecting.target;
        for _ in 0..ids.len() {
            if target == Some(pair[1]) {
                break;
            }
            press(&mut editor, "ArrowDown");
            let Tool::Connecting(connecting) = editor.tool() else { panic!("still connecting") };
            target = connecting.target;
        }
        press(&mut editor, "Enter");
    }
    let links: Vec<_> = editor.document().links.values().map(|link| (link.from, link.to)).collect();
    assert_eq!(links, ids.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
}

#[test]
fn connecting_by_keys_offers_only_what_may_be_called_and_escape_gives_up() {
    let Small { mut editor, balancer, .. } = small();
    let second = add(&mut editor, Kind::WebServer, 560.0, 400.0);
    editor.apply(Action::Select(vec![Item::Component(balancer)])).unwrap();
    press(&mut editor, "KeyC");
    for _ in 0..3 {
        let Tool::Connecting(connecting) = editor.tool() else { panic!("connecting") };
        assert_eq!(connecting.target, Some(second), "the other web server is connected already");
        press(&mut editor, "ArrowDown");
    }
    let before = editor.document().clone();
    press(&mut editor, "Escape");
    assert_eq!(*editor.tool(), Tool::Idle);
    assert_eq!(*editor.document(), before);
}

#[test]
fn who_can_call_nobody_is_told_so() {
    let Small { mut editor, database, .. } = small();
    editor.apply(Action::Select(vec![Item::Component(database)])).unwrap();
    press(&mut editor, "KeyC");
    assert_eq!(editor.announcement().unwrap().key, "canvas-said-no-target");
}

#[test]
fn keys_act_on_what_the_keyboard_is_at_when_nothing_is_selected() {
    let Small { mut editor, users, .. } = small();
    press(&mut editor, "Home");
    press(&mut editor, "KeyF");
    assert!(editor.document().faults.holds(users, Fault::Down));
    press(&mut editor, "KeyF");
    assert!(editor.document().faults.is_empty());
    press(&mut editor, "F2");
    assert_eq!(editor.popup(), Some(&Popup::Rename(users)));
    press(&mut editor, "Escape");
    press(&mut editor, "Delete");
    assert!(!editor.document().components.contains_key(&users));
    assert!(editor.active().is_some(), "the keyboard goes on at the next item");
}

#[test]
fn shortcuts_with_command_hold_everywhere_and_letters_only_on_the_canvas() {
    let editor = small().editor;
    let outside = editor.key_context(false);
    let key = |code, modifiers| Key { code, key: code, modifiers };
    assert_eq!(keymap(key("KeyZ", COMMAND), outside), Some(Action::Undo));
    let both = Modifiers { shift: true, ..COMMAND };
    assert_eq!(keymap(key("KeyZ", both), outside), Some(Action::Redo));
    assert_eq!(keymap(key("KeyY", COMMAND), outside), Some(Action::Redo));
    assert_eq!(keymap(key("KeyD", COMMAND), outside), Some(Action::Duplicate));
    for code in ["KeyC", "KeyF", "Delete", "Enter", "ArrowLeft", "Escape", "Home"] {
        assert_eq!(keymap(key(code, Modifiers::default()), outside), None, "{code}");
        assert!(keymap(key(code, Modifiers::default()), editor.key_context(true)).is_some(), "{code}");
    }
    for code in ["KeyC", "KeyV", "KeyX", "KeyR", "KeyT", "Tab"] {
        assert_eq!(keymap(key(code, COMMAND), editor.key_context(true)), None, "{code} is the browser's");
    }
    assert_eq!(keymap(key("Tab", Modifiers::default()), editor.key_context(true)), None, "Tab leaves the canvas");
}

#[test]
fn zoom_keys_follow_the_place_on_the_keyboard() {
    let context = small().editor.key_context(true);
    let key = |code, typed, modifiers| keymap(Key { code, key: typed, modifiers }, context);
    assert_eq!(key("Digit1", "!", SHIFT), Some(Action::ZoomToFit));
    assert_eq!(key("Digit2", "\"", SHIFT), Some(Action::ZoomToSelection));
    assert_eq!(key("Digit0", ")", SHIFT), Some(Action::ZoomReset));
    assert_eq!(key("Digit0", "0", COMMAND), Some(Action::ZoomReset));
    assert!(matches!(key("Equal", "=", COMMAND), Some(Action::ZoomBy(factor)) if factor > 1.0));
    assert!(matches!(key("Minus", "-", COMMAND), Some(Action::ZoomBy(factor)) if factor < 1.0));
    // On a German keyboard the slash is Shift and 7.
    assert!(matches!(key("Digit7", "/", SHIFT), Some(Action::OpenQuickAdd(_))));
}

#[test]
fn the_item_that_the_keyboard_is_at_comes_into_view() {
    let Small { mut editor, .. } = small();
    let far = add(&mut editor, Kind::Cache, 5_000.0, 5_000.0);
    editor.apply(Action::PanBy(editor.camera().origin)).unwrap();
    editor.apply(Action::Walk(Walk::Last)).unwrap();
    assert_eq!(editor.active(), Some(Item::Component(far)));
    let screen = editor.camera().to_screen(editor.document().components[&far].bounds().centre());
    assert!((0.0..1200.0).contains(&screen.x) && (0.0..800.0).contains(&screen.y));
}

#[test]
fn added_without_a_point_nothing_covers_anything() {
    let mut editor = blank();
    for _ in 0..30 {
        let kind = Kind::WebServer;
        editor.apply(Action::Add { kind, product: None, at: None, connect_from: None }).unwrap();
    }
    let all: Vec<_> = editor.document().components.values().map(|component| component.bounds()).collect();
    for (index, one) in all.iter().enumerate() {
        assert!(all[index + 1..].iter().all(|other| !one.overlaps(*other)));
    }
}

#[test]
fn duplicate_and_paste_lie_beside_the_original_and_each_other() {
    let Small { mut editor, balancer, web, .. } = small();
    editor.apply(Action::Select(vec![Item::Component(balancer), Item::Component(web)])).unwrap();
    let text = editor.copy().unwrap();
    press_with(&mut editor, "KeyD", COMMAND);
    let copies: Vec<_> = editor.selected_components().map(|id| position(&editor, id)).collect();
    assert_eq!(copies, [(320.0, 240.0), (600.0, 240.0)]);
    assert_eq!(editor.document().links.len(), 3, "the link between the two came along");
    for expected in [(320.0, 240.0), (360.0, 280.0)] {
        editor.apply(Action::Paste { text: text.clone(), at: None }).unwrap();
        let first = editor.selected_components().next().unwrap();
        assert_eq!(position(&editor, first), expected);
    }
}
