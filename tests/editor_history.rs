//! Undo gives back exactly what was there; a gesture is one entry.

#[path = "support/editor.rs"]
mod support;

use proptest::prelude::*;
use scaleground::base::geometry::Point;
use scaleground::editor::{Action, Editor, Item};
use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{ComponentId, Document, Fault, LinkId, Value};
use support::*;

#[test]
fn a_slider_and_a_held_arrow_key_are_one_entry_each() {
    let Small { mut editor, web, .. } = small();
    let entries = editor.history_length();
    for users in [2_000.0, 3_000.0, 9_000.0] {
        editor.apply(Action::SetUsers(users)).unwrap();
    }
    assert_eq!(editor.history_length(), entries + 1);
    editor.apply(Action::Select(vec![Item::Component(web)])).unwrap();
    for _ in 0..5 {
        editor.apply(Action::Nudge { columns: 1, rows: 0 }).unwrap();
    }
    assert_eq!(editor.history_length(), entries + 2);
    for cores in [2.0, 3.0, 8.0] {
        editor.apply(Action::Set(web, Parameter::Cores, Some(Value::Number(cores)))).unwrap();
    }
    assert_eq!(editor.history_length(), entries + 3);
    editor.apply(Action::Set(web, Parameter::Instances, Some(Value::Number(2.0)))).unwrap();
    assert_eq!(editor.history_length(), entries + 4, "another parameter is another entry");
    editor.apply(Action::Undo).unwrap();
    editor.apply(Action::Undo).unwrap();
    editor.apply(Action::Undo).unwrap();
    assert_eq!(editor.document().users, 9_000.0);
    editor.apply(Action::Undo).unwrap();
    assert_eq!(editor.document().users, 1_000.0);
}

#[test]
fn another_deed_a_commit_and_another_selection_end_the_row() {
    let Small { mut editor, web, balancer, .. } = small();
    let entries = editor.history_length();
    editor.apply(Action::SetUsers(2_000.0)).unwrap();
    editor.commit();
    editor.apply(Action::SetUsers(3_000.0)).unwrap();
    assert_eq!(editor.history_length(), entries + 2);
    editor.apply(Action::Select(vec![Item::Component(web)])).unwrap();
    editor.apply(Action::Nudge { columns: 1, rows: 0 }).unwrap();
    editor.apply(Action::Select(vec![Item::Component(balancer)])).unwrap();
    editor.apply(Action::Nudge { columns: 1, rows: 0 }).unwrap();
    assert_eq!(editor.history_length(), entries + 4);
}

#[test]
fn opening_another_document_can_be_taken_back() {
    let mut editor = small().editor;
    let before = editor.document().clone();
    editor.apply(Action::Open(Box::default())).unwrap();
    assert!(editor.document().components.is_empty());
    editor.apply(Action::Undo).unwrap();
    assert_eq!(*editor.document(), before);
}

#[test]
fn what_changes_nothing_makes_no_entry() {
    let Small { mut editor, web, .. } = small();
    let entries = editor.history_length();
    editor.apply(Action::Rename(web, String::new())).unwrap();
    editor.apply(Action::Set(web, Parameter::Cores, None)).unwrap();
    editor.apply(Action::SetUsers(1_000.0)).unwrap();
    editor.apply(Action::HealAll).unwrap();
    drag_and_drop(&mut editor, at(600.0, 230.0), at(606.0, 232.0));
    assert_eq!(editor.history_length(), entries);
}

#[test]
fn labels_say_what_would_be_undone_and_redone() {
    let Small { mut editor, web, .. } = small();
    editor.apply(Action::Strike(web.into(), Fault::Down)).unwrap();
    assert_eq!(editor.undo_label(), Some("strike"));
    editor.apply(Action::Undo).unwrap();
    assert_eq!((editor.undo_label(), editor.redo_label()), (Some("connect"), Some("strike")));
}

#[test]
fn a_refused_deed_changes_nothing() {
    let Small { mut editor, users, web, .. } = small();
    let (before, entries) = (editor.document().clone(), editor.history_length());
    assert!(editor.apply(Action::Connect(web, users)).is_err());
    assert!(editor.apply(Action::Connect(web, web)).is_err());
    assert!(editor.apply(Action::Set(web, Parameter::Cores, Some(Value::Number(-1.0)))).is_err());
    assert!(editor.apply(Action::Set(web, Parameter::Cores, Some(Value::Number(f64::NAN)))).is_err());
    assert!(editor.apply(Action::Set(web, Parameter::Eviction, None)).is_err());
    assert!(editor.apply(Action::Strike(web.into(), Fault::InstancesDown(1))).is_err());
    assert!(editor.apply(Action::Rename(ComponentId(999), "x".into())).is_err());
    assert!(editor.apply(Action::SetUsers(f64::INFINITY)).is_err());
    assert!(editor.apply(Action::Paste { text: "hello".into(), at: None }).is_err());
    assert_eq!(*editor.document(), before);
    assert_eq!(editor.history_length(), entries);
}

/// Any deed on a small document, sensible or not.
fn any_action() -> impl Strategy<Value = Action> {
    let id = (1_u32..14).prop_map(ComponentId);
    let link = (1_u32..14).prop_map(LinkId);
    let kind = proptest::sample::select(Kind::ALL);
    let item = prop_oneof![id.clone().prop_map(Item::Component), link.clone().prop_map(Item::Link)];
    let add = (kind, -400.0..900.0, -300.0..600.0).prop_map(|(kind, x, y)| Action::Add {
        kind,
        product: None,
        at: Some(Point::new(x, y)),
        connect_from: None,
    });
    prop_oneof![
        4 => add,
        4 => (id.clone(), id.clone()).prop_map(|(from, to)| Action::Connect(from, to)),
        3 => proptest::collection::vec(item, 0..4).prop_map(Action::Select),
        1 => Just(Action::SelectAll),
        2 => (-3_i32..4, -3_i32..4).prop_map(|(columns, rows)| Action::Nudge { columns, rows }),
        2 => Just(Action::DeleteSelection),
        1 => Just(Action::DeleteWithContents),
        2 => Just(Action::Duplicate),
        1 => Just(Action::ToggleFault),
        1 => Just(Action::HealAll),
        1 => id.clone().prop_map(Action::ScaleOut),
        1 => id.clone().prop_map(Action::ScaleUp),
        1 => (id.clone(), "[a-z ]{0,8}").prop_map(|(id, name)| Action::Rename(id, name)),
        1 => (id.clone(), 1.0..64.0_f64)
            .prop_map(|(id, cores)| Action::Set(id, Parameter::Cores, Some(Value::Number(cores.round())))),
        1 => (id, 1_u32..4).prop_map(|(id, down)| Action::Strike(id.into(), Fault::InstancesDown(down))),
        1 => (1.0..1e8).prop_map(Action::SetUsers),
        1 => link.prop_map(Action::Reverse),
        1 => Just(Action::Open(Box::default())),
    ]
}

/// What `edit` promises about every document.
fn check(document: &Document) {
    for link in document.links.values() {
        assert!(document.role(link).is_some(), "both ends exist and may be connected");
    }
    let ends: std::collections::BTreeSet<_> = document.links.values().map(|link| (link.from, link.to)).collect();
    assert_eq!(ends.len(), document.links.len(), "no two links say the same");
    for (id, component) in &document.components {
        assert!(id.0 < document.next_id);
        let mut place = component.place;
        for _ in 0..document.components.len() {
            let Some(outer) = place else { break };
            assert_ne!(outer, *id, "no ring of places");
            assert!(document.components[&outer].kind.spec().container);
            place = document.components[&outer].place;
        }
        assert_eq!(place, None, "places end");
    }
    for (subject, fault) in document.faults.iter() {
        assert!(fault.fits(document, subject), "{fault:?} at {subject:?}");
    }
}

fn play(actions: Vec<Action>) -> (Editor, Vec<Document>) {
    let mut editor = blank();
    let mut seen = vec![(**editor.document()).clone()];
    for action in actions {
        let before = editor.history_length();
        let _ = editor.apply(action);
        check(editor.document());
        let now = (**editor.document()).clone();
        if editor.history_length() > before {
            seen.push(now);
        } else {
            // Part of the entry before, or no change at all.
            *seen.last_mut().expect("seen begins with one") = now;
        }
    }
    (editor, seen)
}

proptest! {
    #[test]
    fn undo_and_redo_restore_exactly(actions in proptest::collection::vec(any_action(), 1..40)) {
        let (mut editor, seen) = play(actions);
        for expected in seen.iter().rev().skip(1) {
            editor.apply(Action::Undo).unwrap();
            prop_assert_eq!(&**editor.document(), expected);
        }
        prop_assert!(!editor.can_undo());
        for expected in seen.iter().skip(1) {
            editor.apply(Action::Redo).unwrap();
            prop_assert_eq!(&**editor.document(), expected);
        }
        prop_assert!(!editor.can_redo());
    }

    #[test]
    fn what_is_copied_and_pasted_is_the_same_under_new_ids(actions in proptest::collection::vec(any_action(), 1..30)) {
        let (mut editor, _) = play(actions);
        editor.apply(Action::SelectAll).unwrap();
        let Some(text) = editor.copy() else { return Ok(()) };
        let before = editor.document().clone();
        editor.apply(Action::Paste { text, at: None }).unwrap();
        let after = editor.document();
        check(after);
        prop_assert_eq!(after.components.len(), 2 * before.components.len());
        prop_assert_eq!(after.links.len(), 2 * before.links.len());
        for (id, component) in &before.components {
            prop_assert_eq!(&after.components[id], component, "the originals stay");
        }
    }
}
