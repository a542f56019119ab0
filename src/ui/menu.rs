//! The menu of what is selected: the same deeds as everywhere, by mouse, long press or keyboard.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::canvas::words::{component_name, say};
use crate::base::geometry::Point;
use crate::editor::{Action, Editor, Item, QuickAdd};
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Fault, LinkId};
use crate::text::{Language, message};

/// Width that is kept free to the right of the menu, pixels.
const WIDTH: f64 = 240.0;
/// Height of an entry, pixels.
const ENTRY: f64 = 34.0;

/// What an entry does.
#[derive(Clone)]
enum Deed {
    /// Something to the document, the selection or the view.
    Do(Action),
    /// Shows where a figure comes from.
    Explain(Item),
}

/// One entry.
struct Entry {
    /// The key of its text.
    key: &'static str,
    /// The keys that do the same.
    keys: &'static str,
    /// What it does.
    deed: Deed,
    /// Whether it is set apart from what stands before.
    apart: bool,
}

const fn entry(key: &'static str, keys: &'static str, action: Action) -> Entry {
    Entry { key, keys, deed: Deed::Do(action), apart: false }
}

const fn apart(key: &'static str, keys: &'static str, action: Action) -> Entry {
    Entry { key, keys, deed: Deed::Do(action), apart: true }
}

const fn explain(item: Item) -> Entry {
    Entry { key: "canvas-menu-explain", keys: "W", deed: Deed::Explain(item), apart: true }
}

/// Properties of the menu.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The editor.
    pub editor: Editor,
    /// Where it opens, pixels from the canvas' corner.
    pub at: Point,
    /// Language of the page.
    pub language: Language,
    /// What an entry does.
    pub on: Callback<Action>,
    /// Shows where the figure of an item comes from.
    pub explain: Callback<Item>,
}

fn entries(editor: &Editor, at: Point) -> Vec<Entry> {
    match editor.sole() {
        _ if editor.selection().is_empty() => of_canvas(editor, at),
        Some(Item::Component(id)) => of_component(editor, id),
        Some(Item::Link(id)) => of_link(editor, id),
        None => of_several(),
    }
}

fn of_canvas(editor: &Editor, at: Point) -> Vec<Entry> {
    let at = Some(editor.camera().to_canvas(at));
    vec![
        entry("canvas-menu-add", "/", Action::OpenQuickAdd(QuickAdd { at, connect_from: None })),
        apart("canvas-menu-select-all", "mod A", Action::SelectAll),
        entry("canvas-menu-fit", "⇧ 1", Action::ZoomToFit),
        entry("canvas-menu-heal-all", "", Action::HealAll),
    ]
}

fn of_component(editor: &Editor, id: ComponentId) -> Vec<Entry> {
    let document = editor.document();
    let Some(component) = document.components.get(&id) else { return Vec::new() };
    let spec = component.kind.spec();
    let mut all = Vec::new();
    if !spec.calls.is_empty() {
        let quick_add = QuickAdd { at: None, connect_from: Some(id) };
        all.push(entry("canvas-menu-connect", "C", Action::StartConnect(Some(id))));
        all.push(entry("canvas-menu-add-behind", "", Action::OpenQuickAdd(quick_add)));
    }
    all.push(entry("canvas-menu-rename", "F2", Action::StartRename(Some(id))));
    all.push(apart(
        if document.faults.strikes(id) { "canvas-menu-heal" } else { "canvas-menu-strike" },
        "F",
        Action::ToggleFault,
    ));
    if component.number(Parameter::Instances) > 1.0 {
        all.push(entry("canvas-menu-strike-one", "", Action::Strike(id.into(), Fault::InstancesDown(1))));
    }
    if spec.parameter(Parameter::Instances).is_some() {
        all.push(apart("canvas-menu-scale-out", "", Action::ScaleOut(id)));
        all.push(entry("canvas-menu-scale-in", "", Action::ScaleIn(id)));
    }
    if spec.parameter(Parameter::Cores).is_some() {
        all.push(entry("canvas-menu-scale-up", "", Action::ScaleUp(id)));
        all.push(entry("canvas-menu-scale-down", "", Action::ScaleDown(id)));
    }
    all.push(explain(Item::Component(id)));
    all.push(apart("canvas-menu-duplicate", "mod D", Action::Duplicate));
    all.push(entry("canvas-menu-delete", "⌫", Action::DeleteSelection));
    if spec.container {
        all.push(entry("canvas-menu-delete-contents", "⇧ ⌫", Action::DeleteWithContents));
    }
    all
}

fn of_link(editor: &Editor, id: LinkId) -> Vec<Entry> {
    let document = editor.document();
    let reversible =
        document.links.get(&id).is_some_and(|link| crate::editor::walk::may_connect(document, link.to, link.from));
    let mut all = Vec::new();
    if reversible {
        all.push(entry("canvas-menu-reverse", "", Action::Reverse(id)));
    }
    all.push(Entry { apart: false, ..explain(Item::Link(id)) });
    all.push(entry("canvas-menu-delete", "⌫", Action::DeleteSelection));
    all
}

fn of_several() -> Vec<Entry> {
    vec![
        entry("canvas-menu-strike-all", "F", Action::ToggleFault),
        apart("canvas-menu-duplicate", "mod D", Action::Duplicate),
        entry("canvas-menu-zoom-selection", "⇧ 2", Action::ZoomToSelection),
        entry("canvas-menu-delete", "⌫", Action::DeleteSelection),
    ]
}

/// What the menu is about, as its label.
fn title(editor: &Editor, language: Language) -> String {
    let document = editor.document();
    match editor.sole() {
        Some(Item::Component(id)) => {
            document.components.get(&id).map(|component| component_name(language, component)).unwrap_or_default()
        }
        Some(Item::Link(id)) => super::canvas::words::link_name(language, document, id),
        None if editor.selection().is_empty() => say(language, "canvas-label"),
        None => message(language, "canvas-said-selected", &[("count", editor.selection().len().into())]),
    }
}

/// The menu.
#[component]
pub fn Menu(props: &Props) -> Html {
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with((), move |()| focus_entry(&list, 0));
    }
    let entries = entries(&props.editor, props.at);
    let language = props.language;
    let on = &props.on;
    let close = on.reform(|(): ()| Action::ClosePopup);
    let style = position(&props.editor, props.at, entries.len());
    html! {
        <>
            <div class="canvas-veil" onpointerdown={close.reform(|event: PointerEvent| event.prevent_default())} />
            <div ref={list.clone()} class="menu" role="menu" data-testid="menu" {style}
                aria-label={title(&props.editor, language)} onkeydown={keys(list, close)}>
                { for entries.iter().map(|entry| item(entry, language, on, &props.explain)) }
            </div>
        </>
    }
}

fn item(entry: &Entry, language: Language, on: &Callback<Action>, explain: &Callback<Item>) -> Html {
    let deed = entry.deed.clone();
    let (on, explain) = (on.clone(), explain.clone());
    // The menu closes first: the deed may open something else.
    let onclick = move |_| {
        on.emit(Action::ClosePopup);
        match &deed {
            Deed::Do(action) => on.emit(action.clone()),
            Deed::Explain(item) => explain.emit(*item),
        }
    };
    let keys = entry.keys.replace("mod", if is_mac() { "⌘" } else { "Ctrl" });
    html! {
        <button type="button" role="menuitem" tabindex="-1" data-testid={entry.key.replace("canvas-", "")}
            class={classes!("menu-entry", entry.apart.then_some("is-apart"))} {onclick}>
            <span>{ say(language, entry.key) }</span>
            if !keys.is_empty() { <kbd aria-hidden="true">{ keys }</kbd> }
        </button>
    }
}

fn is_mac() -> bool {
    let agent = crate::platform::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mac"))
}

/// Where it stands: at the point, moved so that it stays on the canvas.
fn position(editor: &Editor, at: Point, count: usize) -> String {
    let room = editor.viewport();
    let height = count as f64 * ENTRY + 24.0;
    let left = at.x.min(room.width - WIDTH).max(4.0);
    let top = at.y.min(room.height - height).max(4.0);
    format!("left:{left:.0}px;top:{top:.0}px")
}

/// Arrows walk round, Home and End go to the ends, Escape and Tab close.
fn keys(list: NodeRef, close: Callback<()>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        let entries = entries_of(&list);
        let (count, here) = (entries.len().max(1), focused(&entries));
        let to = match event.key().as_str() {
            "ArrowDown" => here.map_or(0, |here| (here + 1) % count),
            "ArrowUp" => here.map_or(count - 1, |here| (here + count - 1) % count),
            "Home" => 0,
            "End" => count - 1,
            "Escape" | "Tab" => {
                event.prevent_default();
                close.emit(());
                return;
            }
            _ => return,
        };
        event.prevent_default();
        focus_entry(&list, to);
    })
}

fn entries_of(list: &NodeRef) -> Vec<HtmlElement> {
    let Some(list) = list.cast::<HtmlElement>() else { return Vec::new() };
    let children = list.children();
    (0..children.length()).filter_map(|index| children.item(index)?.dyn_into().ok()).collect()
}

fn focus_entry(list: &NodeRef, index: usize) {
    if let Some(entry) = entries_of(list).get(index) {
        // Refused only for an element that is not in the page.
        let _ = entry.focus();
    }
}

fn focused(entries: &[HtmlElement]) -> Option<usize> {
    let active = crate::platform::document().and_then(|document| document.active_element())?;
    entries.iter().position(|entry| AsRef::<web_sys::Element>::as_ref(entry) == &active)
}
