//! The menu of what is selected: the same deeds as everywhere, by mouse, long press or keyboard.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::canvas::words::{component_name, fault_words, say};
use super::run::state::{RunMessage, Watched};
use super::run::use_run;
use crate::base::geometry::Point;
use crate::editor::{Action, Editor, Item, QuickAdd};
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document, Fault, Incident, LinkId, Subject};
use crate::text::{Language, message};

/// Width that is kept free to the right of the menu, pixels.
const WIDTH: f64 = 240.0;
/// Height of an entry, pixels.
const ENTRY: f64 = 34.0;

/// When a planned fault of a moment happens in a run, seconds: early enough for every length of a run.
const PLANNED_S: f64 = 20.0;

/// What an entry does.
#[derive(Clone)]
enum Deed {
    /// Something to the document, the selection or the view.
    Do(Action),
    /// Shows where a figure comes from.
    Explain(Item),
    /// Turns to the faults, or back.
    Turn(bool),
    /// Something that happens once, in the run that goes on.
    Happen(Subject, Fault),
}

/// What an entry says.
#[derive(Clone)]
enum Words {
    /// The text of a key.
    Key(&'static str),
    /// A fault that can be struck, one that is healed, one that is planned.
    Strike(Fault),
    Heal(Fault),
    Plan(Fault),
}

/// One entry.
struct Entry {
    /// Its text.
    words: Words,
    /// The keys that do the same.
    keys: &'static str,
    /// What it does.
    deed: Deed,
    /// Whether it is set apart from what stands before.
    apart: bool,
}

const fn entry(key: &'static str, keys: &'static str, action: Action) -> Entry {
    Entry { words: Words::Key(key), keys, deed: Deed::Do(action), apart: false }
}

const fn apart(key: &'static str, keys: &'static str, action: Action) -> Entry {
    Entry { words: Words::Key(key), keys, deed: Deed::Do(action), apart: true }
}

const fn explain(item: Item) -> Entry {
    Entry { words: Words::Key("canvas-menu-explain"), keys: "W", deed: Deed::Explain(item), apart: true }
}

/// Leads to the faults, where there are any.
fn more_faults(document: &Document, subject: Subject) -> Option<Entry> {
    let more = faults(document, subject, false).len() > 1;
    more.then_some(Entry { words: Words::Key("canvas-menu-faults"), keys: "→", deed: Deed::Turn(true), apart: false })
}

/// The faults: the way back, what is struck here, and what else can be; what is over at once happens in a run that goes on.
fn faults(document: &Document, subject: Subject, running: bool) -> Vec<Entry> {
    let one = |words, action| Entry { words, keys: "", deed: Deed::Do(action), apart: false };
    let mut all =
        vec![Entry { words: Words::Key("canvas-menu-back"), keys: "←", deed: Deed::Turn(false), apart: false }];
    all.extend(document.faults.of(subject).map(|fault| one(Words::Heal(fault), Action::HealOne(subject, fault))));
    let struck = |fault: &Fault| match fault {
        Fault::CutOff(_) => document.faults.holds(subject, *fault),
        _ => document.faults.get(subject, fault.kind()).is_some(),
    };
    let begins = all.len();
    let left = Fault::offered(document, subject).into_iter().filter(|fault| !struck(fault));
    for fault in left {
        if fault.is_state() {
            all.push(one(Words::Strike(fault), Action::Strike(subject, fault)));
            continue;
        }
        if running {
            let deed = Deed::Happen(subject, fault);
            all.push(Entry { words: Words::Strike(fault), keys: "", deed, apart: false });
        }
        // A moment has its place on the timeline.
        let mut scenario = document.scenario.clone();
        scenario.add(Incident { from_s: PLANNED_S, until_s: None, subject, fault });
        all.push(one(Words::Plan(fault), Action::SetScenario(Box::new(scenario))));
    }
    if let Some(first) = all.get_mut(begins) {
        first.apart = true;
    }
    all
}

/// What the faults are about; `None` where several are selected.
fn subject(editor: &Editor) -> Option<Subject> {
    match editor.sole() {
        Some(Item::Component(id)) => Some(id.into()),
        Some(Item::Link(id)) => Some(id.into()),
        None => editor.selection().is_empty().then_some(Subject::Document),
    }
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

fn entries(editor: &Editor, at: Point, turned: bool, running: bool) -> Vec<Entry> {
    if let Some(subject) = subject(editor).filter(|_| turned) {
        return faults(editor.document(), subject, running);
    }
    match editor.sole() {
        _ if editor.selection().is_empty() => of_canvas(editor, at),
        Some(Item::Component(id)) => of_component(editor, id),
        Some(Item::Link(id)) => of_link(editor, id),
        None => of_several(),
    }
}

fn of_canvas(editor: &Editor, at: Point) -> Vec<Entry> {
    let at = Some(editor.camera().to_canvas(at));
    let mut all = vec![
        entry("canvas-menu-add", "/", Action::OpenQuickAdd(QuickAdd { at, connect_from: None })),
        apart("canvas-menu-select-all", "mod A", Action::SelectAll),
        entry("canvas-menu-fit", "⇧ 1", Action::ZoomToFit),
    ];
    all.extend(more_faults(editor.document(), Subject::Document).map(|more| Entry { apart: true, ..more }));
    all.push(entry("canvas-menu-heal-all", "", Action::HealAll));
    all
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
    all.extend(more_faults(document, id.into()));
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
    if Fault::Down.fits(document, id.into()) {
        let key = if document.faults.strikes(id) { "canvas-menu-heal" } else { "canvas-menu-strike" };
        all.push(Entry { apart: reversible, ..entry(key, "F", Action::ToggleFault) });
        all.extend(more_faults(document, id.into()));
    }
    all.push(explain(Item::Link(id)));
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
    let turned = use_state(|| false);
    {
        let list = list.clone();
        use_effect_with(*turned, move |_| focus_entry(&list, 0));
    }
    let run = use_run();
    let running = run.state.watched.as_ref().is_some_and(Watched::is_open);
    let entries = entries(&props.editor, props.at, *turned, running);
    let happen = run.send.reform(|(subject, fault)| RunMessage::Happen(subject, fault));
    let turn = {
        let turned = turned.clone();
        Callback::from(move |to: bool| turned.set(to))
    };
    let language = props.language;
    let on = &props.on;
    let close = on.reform(|(): ()| Action::ClosePopup);
    let style = position(&props.editor, props.at, entries.len());
    html! {
        <>
            <div class="canvas-veil" onpointerdown={close.reform(|event: PointerEvent| event.prevent_default())} />
            <div ref={list.clone()} class="menu" role="menu" data-testid="menu" {style}
                aria-label={title(&props.editor, language)} onkeydown={keys(list, close, *turned)}>
                { for entries.iter().map(|entry| item(&props.editor, entry, language, on, &Others { explain: props.explain.clone(), turn: turn.clone(), happen: happen.clone() })) }
            </div>
        </>
    }
}

/// What an entry does that changes no document.
#[derive(Clone)]
struct Others {
    explain: Callback<Item>,
    turn: Callback<bool>,
    happen: Callback<(Subject, Fault)>,
}

fn item(editor: &Editor, entry: &Entry, language: Language, on: &Callback<Action>, others: &Others) -> Html {
    let deed = entry.deed.clone();
    let (on, Others { explain, turn, happen }) = (on.clone(), others.clone());
    let leads_on = matches!(deed, Deed::Turn(true));
    let onclick = move |_| {
        if let Deed::Turn(to) = &deed {
            return turn.emit(*to);
        }
        // The menu closes first: the deed may open something else.
        on.emit(Action::ClosePopup);
        match &deed {
            Deed::Do(action) => on.emit(action.clone()),
            Deed::Explain(item) => explain.emit(*item),
            Deed::Happen(subject, fault) => happen.emit((*subject, *fault)),
            Deed::Turn(_) => {}
        }
    };
    let keys = entry.keys.replace("mod", if is_mac() { "⌘" } else { "Ctrl" });
    html! {
        <button type="button" role="menuitem" tabindex="-1" data-testid={testid(&entry.words)}
            aria-haspopup={leads_on.then_some("menu")} data-turns={turns(&entry.deed)}
            class={classes!("menu-entry", entry.apart.then_some("is-apart"))} {onclick}>
            <span>{ text(language, editor.document(), &entry.words) }</span>
            if !keys.is_empty() { <kbd aria-hidden="true">{ keys }</kbd> }
        </button>
    }
}

/// Which way an entry turns, for the arrow keys.
fn turns(deed: &Deed) -> Option<&'static str> {
    match deed {
        Deed::Turn(true) => Some("on"),
        Deed::Turn(false) => Some("back"),
        _ => None,
    }
}

fn testid(words: &Words) -> String {
    match words {
        Words::Key(key) => key.replace("canvas-", ""),
        Words::Strike(fault) => format!("menu-strike-{}", fault.kind().key()),
        Words::Heal(fault) => format!("menu-heal-{}", fault.kind().key()),
        Words::Plan(fault) => format!("menu-plan-{}", fault.kind().key()),
    }
}

fn text(language: Language, document: &Document, words: &Words) -> String {
    let what = |fault: Fault, key: &str| ("what", fault_words(language, document, fault, key).into());
    match words {
        Words::Key(key) => say(language, key),
        Words::Strike(fault) => match (fault, &fault.figures()[..]) {
            (Fault::CutOff(_), _) | (_, []) => fault_words(language, document, *fault, "fault"),
            // What can be of several sizes is told with its size: it can be changed once it is struck.
            _ => message(
                language,
                "canvas-menu-fault",
                &[what(*fault, "fault"), ("is", fault_words(language, document, *fault, "fault-is").into())],
            ),
        },
        Words::Heal(fault) => message(language, "canvas-menu-heal-one", &[what(*fault, "fault-is")]),
        Words::Plan(fault) => {
            let time = crate::text::format::duration(language, PLANNED_S);
            message(language, "canvas-menu-plan", &[what(*fault, "fault"), ("time", time.into())])
        }
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

/// Arrows walk round, Home and End go to the ends, to the right and to the left turns on and back, Escape and Tab close.
fn keys(list: NodeRef, close: Callback<()>, turned: bool) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        let entries = entries_of(&list);
        let (count, here) = (entries.len().max(1), focused(&entries));
        let to = match event.key().as_str() {
            "ArrowDown" => here.map_or(0, |here| (here + 1) % count),
            "ArrowUp" => here.map_or(count - 1, |here| (here + count - 1) % count),
            "Home" => 0,
            "End" => count - 1,
            "ArrowRight" => {
                let here = here.and_then(|here| entries.get(here)).filter(|entry| turns_to(entry, "on"));
                return here.into_iter().for_each(HtmlElement::click);
            }
            "ArrowLeft" | "Escape" if turned => {
                event.prevent_default();
                let back = entries.iter().find(|entry| turns_to(entry, "back"));
                return back.into_iter().for_each(HtmlElement::click);
            }
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

fn turns_to(entry: &HtmlElement, way: &str) -> bool {
    entry.get_attribute("data-turns").as_deref() == Some(way)
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
