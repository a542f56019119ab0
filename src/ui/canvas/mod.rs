//! The canvas: turns DOM events into [`Input`] and [`Action`] and draws the [`Editor`] as SVG. It decides nothing:
//! what a gesture means is the editor's affair, what the figures say is [`face`]'s.
//!
//! One group for each component and link, drawn again only when what it shows has changed; the view moves by one
//! transform. The surface is a single tab stop with `aria-activedescendant`.

mod card;
mod container;
mod controls;
pub(crate) mod detail;
mod events;
pub(crate) mod explain;
pub mod face;
mod hands;
mod labels;
mod line;
mod look;
mod overlay;
pub mod picture;
mod rename;
mod scene;
pub(crate) mod words;

pub use look::Look;

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use self::controls::Controls;
use self::detail::Detail;
use self::hands::Hands;
use self::rename::Rename;
use self::scene::Faces;
use self::words::say;
use crate::editor::{Action, Editor, Input, Item, Popup, Tool};
use crate::solve::Solution;
use crate::text::Language;
use crate::ui::menu::Menu;
use crate::ui::quick_add::QuickAddDialog;
use crate::ui::state::{Dialog, Message};

/// Beyond this many links the dashes stand still: moving them all costs the browser more than it tells.
const MOST_MOVING_LINKS: usize = 150;

/// Properties of the canvas.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Document, selection, view and gesture.
    pub editor: Editor,
    /// What the engine says about the document.
    pub solution: Rc<Solution>,
    /// Language of the page.
    pub language: Language,
    /// Where messages go.
    pub on: Callback<Message>,
}

/// The canvas. It covers its parent element, which has to be positioned.
pub struct Canvas {
    hands: Rc<Hands>,
    faces: Faces,
    refocus: bool,
    _listeners: Vec<EventListener>,
    observer: Option<(ResizeObserver, Closure<dyn Fn()>)>,
}

impl Component for Canvas {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let hands = Hands::new(ctx.props().clone());
        let faces = faces(ctx.props());
        Self { faces, _listeners: hands.listen(), hands, refocus: false, observer: None }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let new = ctx.props();
        self.hands.set_props(new.clone());
        if is_stale(old, new) {
            self.faces = faces(new);
        }
        self.refocus |= old.editor.popup().is_some() && new.editor.popup().is_none();
        true
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if first {
            self.observe();
        }
        if std::mem::take(&mut self.refocus) && nothing_focused() {
            self.hands.focus();
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { editor, language, .. } = ctx.props();
        let act = {
            let hands = self.hands.clone();
            Callback::from(move |action| hands.act(action))
        };
        html! {
            <div class="canvas" data-testid="canvas-root">
                { self.surface(ctx.props()) }
                <p id="canvas-help" class="canvas-unseen">{ say(*language, "canvas-help") }</p>
                <Controls zoom={editor.camera().zoom} language={*language} on={act.clone()} />
                { popup(ctx.props(), &act) }
                { live(editor, *language) }
            </div>
        }
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        if let Some((observer, _)) = self.observer.take() {
            observer.disconnect();
        }
    }
}

impl Canvas {
    /// Follows the size of the surface.
    fn observe(&mut self) {
        let hands = self.hands.clone();
        let report = move || {
            if let Some(size) = hands.measure() {
                hands.input(Input::Viewport(size));
            }
        };
        report();
        let closure = Closure::<dyn Fn()>::new(report);
        let Some(surface) = self.hands.surface.cast::<Element>() else { return };
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&surface);
            self.observer = Some((observer, closure));
        }
    }

    fn surface(&self, props: &Props) -> Html {
        let Props { editor, language, .. } = props;
        let hands = &self.hands;
        html! {
            <div ref={hands.surface.clone()} id="canvas" class={surface_classes(editor)} data-testid="canvas"
                role="application" tabindex="0" style={grid(editor)}
                aria-label={say(*language, "canvas-label")} aria-describedby="canvas-help"
                aria-activedescendant={editor.active().map(element_id)}
                onpointerdown={pointer(hands, Hands::down)} onpointermove={pointer(hands, Hands::moved)}
                onpointerup={pointer(hands, |hands, event| hands.up(event))}
                onpointercancel={pointer(hands, |hands, event| hands.cancel(event))}
                onpointerleave={pointer(hands, |hands, _| hands.leave())}
                ondblclick={on(hands, |hands, event: &MouseEvent| hands.double_click(event))}
                onwheel={on(hands, |hands, event: &WheelEvent| hands.wheel(event))}
                oncontextmenu={Callback::from(|event: MouseEvent| event.prevent_default())}>
                { drawing(editor, &self.faces) }
            </div>
        }
    }
}

fn faces(props: &Props) -> Faces {
    let editor = &props.editor;
    Faces::new(props.language, drawn(editor), &props.solution)
}

/// The document whose faces are wanted: with the copies that are being dragged, but not anew at every step of a drag.
fn drawn(editor: &Editor) -> &crate::model::Document {
    let (shown, document) = (editor.shown(), editor.document());
    let same = shown.components.len() == document.components.len() && shown.links.len() == document.links.len();
    if same { editor.document() } else { editor.shown() }
}

fn is_stale(old: &Props, new: &Props) -> bool {
    old.language != new.language
        || !Rc::ptr_eq(&old.solution, &new.solution)
        || !Rc::ptr_eq(old.editor.document(), new.editor.document())
        || drawn(&old.editor).components.len() != drawn(&new.editor).components.len()
        || drawn(&old.editor).links.len() != drawn(&new.editor).links.len()
}

fn on<E: 'static>(hands: &Rc<Hands>, handle: fn(&Rc<Hands>, &E)) -> Callback<E> {
    let hands = hands.clone();
    Callback::from(move |event: E| handle(&hands, &event))
}

fn pointer(hands: &Rc<Hands>, handle: fn(&Rc<Hands>, &PointerEvent)) -> Callback<PointerEvent> {
    on(hands, handle)
}

/// The id of an item's element.
pub(crate) fn element_id(item: Item) -> String {
    match item {
        Item::Component(id) => format!("component-{}", id.0),
        Item::Link(id) => format!("link-{}", id.0),
    }
}

fn surface_classes(editor: &Editor) -> Classes {
    let tool = match editor.tool() {
        Tool::Idle if editor.is_panning_armed() => "is-armed",
        Tool::Idle => "is-idle",
        Tool::Pointing(_) => "is-pointing",
        Tool::Dragging(_) => "is-dragging",
        Tool::Boxing(_) => "is-boxing",
        Tool::Connecting(_) | Tool::Reconnecting(_) => "is-connecting",
        Tool::Panning(_) => "is-panning",
        Tool::Resizing(_) => "is-resizing",
        Tool::Dropping(_) => "is-dropping",
    };
    let hovers = (*editor.tool() == Tool::Idle && editor.hover().is_some()).then_some("has-hover");
    let still = (editor.document().links.len() > MOST_MOVING_LINKS || editor.tool().is_pressed()).then_some("is-calm");
    classes!("canvas-surface", tool, hovers, still, Detail::at(editor.camera().zoom).class())
}

/// The dotted grid as a background; at small zoom only every fifth dot of it.
fn grid(editor: &Editor) -> String {
    let camera = editor.camera();
    let step = crate::editor::snap::GRID * camera.zoom;
    let step = if step < 10.0 { step * 5.0 } else { step };
    let origin = camera.origin * -camera.zoom;
    format!("--grid-step:{step:.2}px;--grid-x:{:.1}px;--grid-y:{:.1}px", origin.x % step, origin.y % step)
}

fn drawing(editor: &Editor, faces: &Faces) -> Html {
    let camera = editor.camera();
    let shift = camera.origin * -camera.zoom;
    html! {
        <svg class="canvas-drawing" width="100%" height="100%">
            <defs>
                <pattern id="canvas-hatch" width="8" height="8" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)">
                    <path class="hatch-line" d="M0 0v8" />
                </pattern>
            </defs>
            <g transform={format!("translate({:.2} {:.2}) scale({:.5})", shift.x, shift.y, camera.zoom)}>
                { scene::scene(editor, faces) }
                { overlay::overlay(editor) }
            </g>
        </svg>
    }
}

fn popup(props: &Props, act: &Callback<Action>) -> Html {
    let Props { editor, language, .. } = props;
    match editor.popup() {
        Some(Popup::Rename(id)) => html! {
            <Rename key={id.0} editor={editor.clone()} id={*id} language={*language} on={act.clone()} />
        },
        Some(Popup::QuickAdd(quick_add)) => html! {
            <QuickAddDialog editor={editor.clone()} quick_add={quick_add.clone()} language={*language} on={act.clone()} />
        },
        Some(Popup::Menu(at)) => html! {
            <Menu editor={editor.clone()} at={*at} language={*language} on={act.clone()} explain={explain(props)} />
        },
        None => html! {},
    }
}

/// Opens the explanation of the figure that an item shows.
fn explain(props: &Props) -> Callback<Item> {
    let (document, solution, on) = (props.editor.document().clone(), props.solution.clone(), props.on.clone());
    Callback::from(move |item| {
        if let Some(topic) = explain::topic(&document, &solution, item) {
            on.emit(Message::SetDialog(Some(Dialog::Card(topic))));
        }
    })
}

/// What a screen reader hears: once politely, refusals at once.
fn live(editor: &Editor, language: Language) -> Html {
    let said = editor.announcement();
    let text = |urgent: bool| match said.filter(|said| said.urgent == urgent) {
        Some(said) => html! { <span key={said.serial}>{ words::announcement(language, said) }</span> },
        None => html! {},
    };
    html! {
        <>
            <div class="canvas-unseen" role="status" aria-live="polite" data-testid="announcement">{ text(false) }</div>
            <div class="canvas-unseen" role="alert" aria-live="assertive" data-testid="refusal">{ text(true) }</div>
        </>
    }
}

fn nothing_focused() -> bool {
    let active = crate::platform::document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name() == "BODY")
}
