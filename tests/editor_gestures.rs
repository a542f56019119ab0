//! What the pointer does to the document, gesture by gesture.

#[path = "support/editor.rs"]
mod support;

use std::rc::Rc;

use scaleground::base::geometry::Point;
use scaleground::editor::{Action, Button, Input, Item, Popup, Tool};
use scaleground::model::ComponentId;
use scaleground::model::catalog::Kind;
use support::*;

#[test]
fn a_drag_moves_onto_the_grid_in_one_entry_and_keeps_the_links() {
    let Small { mut editor, web, .. } = small();
    let (entries, before) = (editor.history_length(), editor.document().clone());
    drag(&mut editor, at(600.0, 230.0), at(613.0, 347.0));
    assert!(Rc::ptr_eq(editor.document(), &before), "nothing is committed before the release");
    assert_eq!(position(&editor, web), (580.0, 320.0), "what is shown is on the grid");
    editor.input(Input::Up(at(613.0, 347.0)));
    assert_eq!(position(&editor, web), (580.0, 320.0));
    assert_eq!(editor.history_length(), entries + 1);
    assert_eq!(editor.document().links, before.links);
    editor.apply(Action::Undo).unwrap();
    assert!(Rc::ptr_eq(editor.document(), &before));
}

#[test]
fn command_switches_snapping_off() {
    let Small { mut editor, web, .. } = small();
    drag_and_drop(&mut editor, at(600.0, 230.0), with(COMMAND, at(613.0, 347.0)));
    assert_eq!(position(&editor, web), (573.0, 317.0));
}

#[test]
fn a_neighbour_off_the_grid_aligns() {
    let Small { mut editor, web, database, .. } = small();
    drag_and_drop(&mut editor, at(600.0, 230.0), with(COMMAND, at(600.0, 337.0)));
    assert_eq!(position(&editor, web), (560.0, 307.0));
    drag(&mut editor, at(900.0, 230.0), at(900.0, 333.0));
    let Tool::Dragging(dragging) = editor.tool() else { panic!("dragging") };
    assert!(!dragging.guides.is_empty());
    assert_eq!(position(&editor, database).1, 307.0, "aligned with the neighbour, not with the grid");
}

#[test]
fn escape_ends_any_gesture_without_a_trace() {
    type Gesture = fn(&mut scaleground::editor::Editor);
    let gestures: [(&str, Gesture); 4] = [
        ("dragging", |editor| drag(editor, at(600.0, 230.0), at(640.0, 400.0))),
        ("boxing", |editor| drag(editor, at(500.0, 600.0), at(900.0, 100.0))),
        ("connecting", |editor| drag(editor, at(740.0, 236.0), at(850.0, 240.0))),
        ("palette", |editor| {
            editor.input(Input::PaletteDrag { kind: Kind::Cache, product: None });
            editor.input(Input::Move(at(300.0, 500.0)));
        }),
    ];
    for (name, begin) in gestures {
        let mut editor = small().editor;
        let (entries, before) = (editor.history_length(), editor.document().clone());
        begin(&mut editor);
        assert_ne!(*editor.tool(), Tool::Idle, "{name} has begun");
        editor.apply(Action::Escape).unwrap();
        editor.input(Input::Up(at(640.0, 400.0)));
        assert_eq!(*editor.tool(), Tool::Idle, "{name}");
        assert!(Rc::ptr_eq(editor.document(), &before), "{name}");
        assert!(Rc::ptr_eq(editor.shown(), &before), "{name}");
        assert_eq!(editor.history_length(), entries, "{name}");
    }
}

#[test]
fn a_lost_pointer_ends_a_drag_without_a_trace() {
    let Small { mut editor, web, .. } = small();
    drag(&mut editor, at(600.0, 230.0), at(640.0, 400.0));
    editor.input(Input::Cancel);
    assert_eq!(position(&editor, web), (560.0, 200.0));
}

#[test]
fn a_press_that_hardly_moves_is_a_click() {
    let Small { mut editor, web, .. } = small();
    editor.input(Input::Down(at(600.0, 230.0)));
    editor.input(Input::Move(at(602.0, 232.0)));
    editor.input(Input::Up(at(602.0, 232.0)));
    assert_eq!(position(&editor, web), (560.0, 200.0));
    assert_eq!(selected(&editor), [Item::Component(web)]);
    // A finger may wander further.
    editor.input(Input::Down(touch(at(600.0, 230.0))));
    editor.input(Input::Move(touch(at(605.0, 234.0))));
    assert!(matches!(editor.tool(), Tool::Pointing(_)));
}

#[test]
fn clicks_select_and_modifiers_toggle() {
    let Small { mut editor, web, database, visit, .. } = small();
    click(&mut editor, at(600.0, 230.0));
    click(&mut editor, with(SHIFT, at(900.0, 230.0)));
    assert_eq!(selected(&editor), [Item::Component(web), Item::Component(database)]);
    click(&mut editor, with(COMMAND, at(600.0, 230.0)));
    assert_eq!(selected(&editor), [Item::Component(database)]);
    click(&mut editor, at(230.0, 242.0));
    assert_eq!(selected(&editor), [Item::Link(visit)], "a link is hit beside its line too");
    click(&mut editor, at(230.0, 600.0));
    assert_eq!(selected(&editor), []);
}

#[test]
fn a_box_selects_what_it_touches_and_the_links_between() {
    let Small { mut editor, users, balancer, visit, .. } = small();
    drag_and_drop(&mut editor, at(100.0, 400.0), at(300.0, 220.0));
    assert_eq!(selected(&editor), [Item::Component(users), Item::Component(balancer), Item::Link(visit)]);
}

#[test]
fn dragging_one_of_several_moves_them_all() {
    let Small { mut editor, web, database, .. } = small();
    editor.apply(Action::Select(vec![Item::Component(web), Item::Component(database)])).unwrap();
    drag_and_drop(&mut editor, at(900.0, 230.0), at(900.0, 330.0));
    assert_eq!((position(&editor, web), position(&editor, database)), ((560.0, 300.0), (840.0, 300.0)));
}

#[test]
fn alt_drags_a_copy_with_the_links_inside() {
    let Small { mut editor, balancer, web, .. } = small();
    editor.apply(Action::Select(vec![Item::Component(balancer), Item::Component(web)])).unwrap();
    let (entries, links) = (editor.history_length(), editor.document().links.len());
    drag_and_drop(&mut editor, with(ALT, at(600.0, 230.0)), with(ALT, at(600.0, 430.0)));
    assert_eq!(position(&editor, web), (560.0, 200.0), "the original stays");
    assert_eq!(editor.document().links.len(), links + 1);
    assert_eq!(editor.history_length(), entries + 1);
    let copies: Vec<_> = editor.selected_components().map(|id| position(&editor, id)).collect();
    assert_eq!(copies, [(280.0, 400.0), (560.0, 400.0)]);
}

#[test]
fn a_drag_from_a_handle_connects_to_any_part_of_the_target() {
    let Small { mut editor, web, database, .. } = small();
    editor.input(Input::Move(at(650.0, 230.0)));
    drag(&mut editor, at(740.0, 236.0), at(1000.0, 262.0));
    let Tool::Connecting(connecting) = editor.tool() else { panic!("connecting") };
    assert_eq!(connecting.target, Some(database));
    editor.input(Input::Up(at(1000.0, 262.0)));
    assert_eq!(editor.document().outgoing(web).map(|(_, link)| link.to).collect::<Vec<_>>(), [database]);
}

#[test]
fn a_click_on_a_handle_and_one_on_the_target_connect() {
    let Small { mut editor, web, database, .. } = small();
    editor.input(Input::Move(at(650.0, 230.0)));
    click(&mut editor, at(740.0, 236.0));
    assert!(matches!(editor.tool(), Tool::Connecting(_)), "the line stays between the clicks");
    editor.input(Input::Move(at(800.0, 300.0)));
    assert!(matches!(editor.tool(), Tool::Connecting(_)));
    click(&mut editor, at(900.0, 230.0));
    assert_eq!(editor.document().outgoing(web).map(|(_, link)| link.to).collect::<Vec<_>>(), [database]);
    assert_eq!(*editor.tool(), Tool::Idle);
}

#[test]
fn what_may_be_connected_comes_before_what_is_nearer() {
    let Small { mut editor, users, web, balancer, .. } = small();
    // Users at the left of the database: a balancer may not call users, but it may call the replica behind them.
    let replica = add(&mut editor, Kind::ReadReplica, 560.0, 290.0);
    editor.input(Input::Move(at(350.0, 230.0)));
    drag(&mut editor, at(460.0, 236.0), at(650.0, 279.0));
    let Tool::Connecting(connecting) = editor.tool() else { panic!("connecting") };
    assert_eq!(connecting.target, Some(replica), "the web server is as near, but connected already");
    let _ = (users, web, balancer);
}

#[test]
fn a_forbidden_connection_is_refused_and_said() {
    let Small { mut editor, users, database, .. } = small();
    let before = editor.document().clone();
    editor.input(Input::Move(at(900.0, 230.0)));
    drag_and_drop(&mut editor, at(840.0, 236.0), at(90.0, 240.0));
    assert!(Rc::ptr_eq(editor.document(), &before));
    let said = editor.announcement().unwrap();
    assert!(said.urgent);
    assert_eq!(said.key, "canvas-error-cannot-connect");
    let _ = (users, database);
}

#[test]
fn a_connection_that_ends_on_nothing_offers_what_may_be_called_and_connects_it() {
    let Small { mut editor, web, .. } = small();
    editor.input(Input::Move(at(650.0, 230.0)));
    drag_and_drop(&mut editor, at(740.0, 236.0), at(800.0, 600.0));
    let Some(Popup::QuickAdd(quick_add)) = editor.popup().cloned() else { panic!("quick add is open") };
    assert_eq!((quick_add.at, quick_add.connect_from), (Some(Point::new(800.0, 600.0)), Some(web)));
    let entries = editor.history_length();
    let id = ComponentId(editor.document().next_id);
    editor
        .apply(Action::Add { kind: Kind::Cache, product: None, at: quick_add.at, connect_from: quick_add.connect_from })
        .unwrap();
    assert_eq!(editor.history_length(), entries + 1, "component and link are one entry");
    assert!(editor.document().links.values().any(|link| link.from == web && link.to == id));
    assert!(editor.popup().is_none());
}

#[test]
fn an_end_of_a_selected_link_is_moved_or_taken_away() {
    let Small { mut editor, balancer, forward, database, .. } = small();
    let second = add(&mut editor, Kind::WebServer, 560.0, 400.0);
    editor.apply(Action::Select(vec![Item::Link(forward)])).unwrap();
    drag_and_drop(&mut editor, at(560.0, 236.0), at(600.0, 430.0));
    assert_eq!(editor.document().links[&forward].to, second);
    assert_eq!(editor.document().links[&forward].from, balancer);
    // Where it may not go, it stays.
    editor.apply(Action::Select(vec![Item::Link(forward)])).unwrap();
    drag_and_drop(&mut editor, at(560.0, 436.0), at(900.0, 230.0));
    assert_eq!(editor.document().links[&forward].to, second);
    let _ = database;
    editor.apply(Action::Select(vec![Item::Link(forward)])).unwrap();
    drag_and_drop(&mut editor, at(560.0, 436.0), at(300.0, 700.0));
    assert!(!editor.document().links.contains_key(&forward));
    editor.apply(Action::Undo).unwrap();
    assert!(editor.document().links.contains_key(&forward));
}

#[test]
fn a_component_from_the_palette_lands_centred_on_the_grid() {
    let mut editor = small().editor;
    let id = ComponentId(editor.document().next_id);
    editor.input(Input::PaletteDrag { kind: Kind::Cache, product: None });
    editor.input(Input::Move(at(-50.0, 300.0)));
    editor.input(Input::Move(at(597.0, 541.0)));
    editor.input(Input::Up(at(597.0, 541.0)));
    assert_eq!(position(&editor, id), (500.0, 500.0));
    assert_eq!(selected(&editor), [Item::Component(id)]);
    // Released beside the canvas: nothing.
    let before = editor.document().clone();
    editor.input(Input::PaletteDrag { kind: Kind::Cache, product: None });
    editor.input(Input::Move(at(-50.0, 300.0)));
    editor.input(Input::Up(at(-50.0, 300.0)));
    assert!(Rc::ptr_eq(editor.document(), &before));
}

#[test]
fn what_is_dropped_into_a_container_belongs_to_it_and_goes_where_it_goes() {
    let mut editor = blank();
    let centre = add(&mut editor, Kind::DataCentre, 100.0, 100.0);
    let zone = add(&mut editor, Kind::Zone, 140.0, 140.0);
    let web = add(&mut editor, Kind::WebServer, 800.0, 100.0);
    editor.apply(Action::PanBy(editor.camera().origin)).unwrap();
    assert_eq!(editor.document().components[&zone].place, Some(centre));
    drag_and_drop(&mut editor, at(850.0, 130.0), at(250.0, 230.0));
    assert_eq!(editor.document().components[&web].place, Some(zone), "the innermost one");
    let before = position(&editor, web);
    // By its title strip.
    drag_and_drop(&mut editor, at(300.0, 110.0), at(300.0, 210.0));
    assert_eq!(position(&editor, web), (before.0, before.1 + 100.0));
    assert_eq!(editor.document().components[&web].place, Some(zone));
    // Out again.
    drag_and_drop(&mut editor, at(250.0, 330.0), at(1000.0, 700.0));
    assert_eq!(editor.document().components[&web].place, None);
}

#[test]
fn users_stand_in_no_data_centre() {
    let mut editor = blank();
    add(&mut editor, Kind::DataCentre, 100.0, 100.0);
    let users = add(&mut editor, Kind::Users, 200.0, 200.0);
    assert_eq!(editor.document().components[&users].place, None);
}

#[test]
fn a_container_is_resized_by_its_corner_and_takes_in_what_it_covers() {
    let mut editor = blank();
    let centre = add(&mut editor, Kind::DataCentre, 100.0, 100.0);
    let web = add(&mut editor, Kind::WebServer, 800.0, 200.0);
    editor.apply(Action::PanBy(editor.camera().origin)).unwrap();
    editor.apply(Action::Select(vec![Item::Component(centre)])).unwrap();
    let entries = editor.history_length();
    drag_and_drop(&mut editor, at(660.0, 460.0), at(1093.0, 511.0));
    let bounds = editor.document().components[&centre].bounds();
    assert_eq!((bounds.right(), bounds.bottom()), (1100.0, 520.0));
    assert_eq!(editor.document().components[&web].place, Some(centre));
    assert_eq!(editor.history_length(), entries + 1);
    // Never smaller than it can be grabbed.
    drag_and_drop(&mut editor, at(1100.0, 520.0), at(0.0, 0.0));
    let bounds = editor.document().components[&centre].bounds();
    assert!(bounds.size.width >= 200.0 && bounds.size.height >= 100.0);
    assert_eq!(editor.document().components[&web].place, None, "what it no longer covers is out");
}

#[test]
fn deleting_a_container_keeps_or_deletes_what_is_inside() {
    let mut editor = blank();
    let centre = add(&mut editor, Kind::DataCentre, 100.0, 100.0);
    let zone = add(&mut editor, Kind::Zone, 140.0, 140.0);
    let web = add(&mut editor, Kind::WebServer, 200.0, 200.0);
    let before = editor.document().clone();
    editor.apply(Action::Select(vec![Item::Component(zone)])).unwrap();
    editor.apply(Action::DeleteSelection).unwrap();
    assert_eq!(editor.document().components[&web].place, Some(centre), "the next container out");
    editor.apply(Action::Undo).unwrap();
    assert_eq!(*editor.document(), before);
    editor.apply(Action::Select(vec![Item::Component(centre)])).unwrap();
    editor.apply(Action::DeleteWithContents).unwrap();
    assert!(editor.document().components.is_empty());
    editor.apply(Action::Undo).unwrap();
    assert_eq!(*editor.document(), before, "one step back brings all of it back");
}

#[test]
fn middle_button_space_and_right_button_pan_even_over_components() {
    for (name, hold, pressed) in
        [("middle", false, Button::Middle), ("right", false, Button::Secondary), ("space", true, Button::Primary)]
    {
        let Small { mut editor, web, .. } = small();
        let before = editor.camera();
        editor.input(Input::Space(hold));
        drag_and_drop(&mut editor, button(pressed, at(600.0, 230.0)), button(pressed, at(650.0, 250.0)));
        assert_eq!(editor.camera().origin, before.origin - Point::new(50.0, 20.0), "{name}");
        assert_eq!(position(&editor, web), (560.0, 200.0), "{name}");
        assert!(editor.popup().is_none(), "{name}");
    }
}

#[test]
fn the_right_button_without_a_drag_opens_the_menu_of_what_is_there() {
    let Small { mut editor, web, .. } = small();
    click(&mut editor, button(Button::Secondary, at(600.0, 230.0)));
    assert_eq!(editor.popup(), Some(&Popup::Menu(Point::new(600.0, 230.0))));
    assert_eq!(selected(&editor), [Item::Component(web)]);
}

#[test]
fn a_finger_pans_on_nothing_and_its_long_press_opens_the_menu() {
    let Small { mut editor, web, .. } = small();
    let before = editor.camera();
    drag_and_drop(&mut editor, touch(at(600.0, 600.0)), touch(at(600.0, 500.0)));
    assert_eq!(editor.camera().origin.y, before.origin.y + 100.0);
    editor.input(Input::Down(touch(at(600.0, 130.0))));
    editor.input(Input::LongPress(touch(at(600.0, 130.0))));
    editor.input(Input::Up(touch(at(600.0, 130.0))));
    assert!(matches!(editor.popup(), Some(Popup::Menu(_))));
    assert_eq!(selected(&editor), [Item::Component(web)]);
}

#[test]
fn the_wheel_pans_and_zooms_at_the_pointer() {
    let mut editor = small().editor;
    let before = editor.camera();
    let pointer = Point::new(400.0, 300.0);
    editor.input(Input::Wheel { at: pointer, delta: Point::new(10.0, 30.0), zoom: false });
    assert_eq!(editor.camera().origin, before.origin + Point::new(10.0, 30.0));
    let fixed = editor.camera().to_canvas(pointer);
    editor.input(Input::Wheel { at: pointer, delta: Point::new(0.0, -100.0), zoom: true });
    assert!(editor.camera().zoom > 1.0);
    assert!(editor.camera().to_canvas(pointer).distance(fixed) < 1e-9);
    for _ in 0..200 {
        editor.input(Input::Wheel { at: pointer, delta: Point::new(0.0, 500.0), zoom: true });
    }
    assert!((editor.camera().zoom - 0.1).abs() < 1e-9, "no smaller than the limit");
}

#[test]
fn two_fingers_pan_and_zoom_at_once() {
    let mut editor = small().editor;
    let middle = Point::new(500.0, 300.0);
    let fixed = editor.camera().to_canvas(middle);
    editor.input(Input::Pinch { at: middle + Point::new(20.0, 0.0), shift: Point::new(20.0, 0.0), factor: 2.0 });
    assert!((editor.camera().zoom - 2.0).abs() < 1e-12);
    assert!(editor.camera().to_screen(fixed).distance(Point::new(520.0, 300.0)) < 1e-9);
}

#[test]
fn a_drag_at_the_edge_of_the_view_moves_the_view_along() {
    let Small { mut editor, web, .. } = small();
    drag(&mut editor, at(600.0, 230.0), at(1196.0, 430.0));
    let before = position(&editor, web);
    assert!(editor.edge_pan(Point::new(1196.0, 430.0)).is_some());
    for _ in 0..20 {
        editor.input(Input::Edge(at(1196.0, 430.0)));
    }
    assert!(position(&editor, web).0 > before.0);
    assert!(editor.edge_pan(Point::new(600.0, 430.0)).is_none());
}

#[test]
fn a_double_click_renames_a_component_and_offers_kinds_on_nothing() {
    let Small { mut editor, web, .. } = small();
    editor.input(Input::DoubleClick(at(600.0, 230.0)));
    assert_eq!(editor.popup(), Some(&Popup::Rename(web)));
    editor.apply(Action::Rename(web, "  Front  ".into())).unwrap();
    assert!(editor.popup().is_none());
    assert_eq!(editor.document().components[&web].name, "Front");
    editor.input(Input::DoubleClick(at(600.0, 600.0)));
    assert!(matches!(editor.popup(), Some(Popup::QuickAdd(_))));
}

#[test]
fn a_deed_by_another_way_ends_the_drag_instead_of_being_lost() {
    let Small { mut editor, web, .. } = small();
    drag(&mut editor, at(600.0, 230.0), at(640.0, 400.0));
    editor.apply(Action::SetUsers(5_000.0)).unwrap();
    editor.input(Input::Up(at(640.0, 400.0)));
    assert_eq!(editor.document().users, 5_000.0);
    assert_eq!(position(&editor, web), (560.0, 200.0));
}
