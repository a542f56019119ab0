//! The DOM's side of the canvas: pointers, fingers, keys and the clipboard, turned into messages.
//!
//! Handlers read the latest properties through a cell, because the clipboard and `preventDefault` want their answer
//! within the event, before the page renders again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

use super::{Props, events};
use crate::base::geometry::{Point, Size};
use crate::editor::keymap::keymap;
use crate::editor::{Action, Device, Input, Pointer};
use crate::ui::state::{Dialog, Message};

/// Milliseconds that a finger stays for the menu.
const LONG_PRESS: u32 = 500;
/// Milliseconds between two steps of the view while something is dragged at its edge.
const EDGE_STEP: u32 = 16;

/// See the module.
pub(super) struct Hands {
    pub(super) surface: NodeRef,
    props: RefCell<Props>,
    corner: Cell<Point>,
    fingers: RefCell<Vec<(i32, Point)>>,
    pinching: Cell<bool>,
    last: Cell<Option<Pointer>>,
    pasted_at: Cell<Option<Point>>,
    space_used: Cell<bool>,
    long_press: RefCell<Option<Timeout>>,
    edge: RefCell<Option<Interval>>,
}

impl Hands {
    pub(super) fn new(props: Props) -> Rc<Self> {
        Rc::new(Self {
            surface: NodeRef::default(),
            props: RefCell::new(props),
            corner: Cell::default(),
            fingers: RefCell::default(),
            pinching: Cell::default(),
            last: Cell::default(),
            pasted_at: Cell::default(),
            space_used: Cell::default(),
            long_press: RefCell::default(),
            edge: RefCell::default(),
        })
    }

    pub(super) fn set_props(&self, props: Props) {
        *self.props.borrow_mut() = props;
    }

    fn emit(&self, message: Message) {
        let on = self.props.borrow().on.clone();
        on.emit(message);
    }

    pub(super) fn input(&self, input: Input) {
        self.emit(Message::Input(input));
    }

    pub(super) fn act(&self, action: Action) {
        self.emit(Message::Do(action));
    }

    /// Measures where the canvas is in the window, and how large.
    pub(super) fn measure(&self) -> Option<Size> {
        let area = self.surface.cast::<Element>()?.get_bounding_client_rect();
        self.corner.set(Point::new(area.left(), area.top()));
        Some(Size::new(area.width(), area.height()))
    }

    pub(super) fn focus(&self) {
        if let Some(surface) = self.surface.cast::<HtmlElement>() {
            // Refused only for an element that is not in the page.
            let _ = surface.focus();
        }
    }

    // Pointers

    pub(super) fn down(self: &Rc<Self>, event: &PointerEvent) {
        self.measure();
        self.space_used.set(true);
        if event.button() == 1 {
            event.prevent_default();
        }
        if let Some(surface) = self.surface.cast::<Element>() {
            // Without the capture the gesture ends at the canvas' edge, which does no harm.
            let _ = surface.set_pointer_capture(event.pointer_id());
        }
        let pointer = events::pointer(event, self.corner.get());
        if pointer.device == Device::Touch && self.finger_down(event.pointer_id(), pointer.at) {
            return;
        }
        self.last.set(Some(pointer));
        self.input(Input::Down(pointer));
        self.wait_for_long_press(pointer);
    }

    /// Notes a finger. Whether it is the second one, which ends the first one's gesture.
    fn finger_down(&self, id: i32, at: Point) -> bool {
        let mut fingers = self.fingers.borrow_mut();
        fingers.retain(|(other, _)| *other != id);
        fingers.push((id, at));
        let several = fingers.len() > 1;
        drop(fingers);
        if several && !self.pinching.replace(true) {
            self.stop_waiting();
            self.input(Input::Cancel);
        }
        several
    }

    fn wait_for_long_press(self: &Rc<Self>, pointer: Pointer) {
        if pointer.device == Device::Touch {
            let hands = self.clone();
            let wait = Timeout::new(LONG_PRESS, move || hands.input(Input::LongPress(pointer)));
            *self.long_press.borrow_mut() = Some(wait);
        }
    }

    fn stop_waiting(&self) {
        self.long_press.borrow_mut().take();
        self.edge.borrow_mut().take();
    }

    pub(super) fn moved(self: &Rc<Self>, event: &PointerEvent) {
        let pointer = events::pointer(event, self.corner.get());
        if self.pinching.get() {
            self.pinch(event.pointer_id(), pointer.at);
            return;
        }
        if let Some(last) = self.last.get()
            && last.at.distance(pointer.at) >= pointer.device.threshold()
        {
            self.long_press.borrow_mut().take();
        }
        if event.buttons() == 0 || self.long_press.borrow().is_none() {
            self.last.set(Some(pointer));
        }
        self.input(Input::Move(pointer));
        self.watch_edge(pointer);
    }

    /// While something is dragged at the edge of the view, the view moves on by itself.
    fn watch_edge(self: &Rc<Self>, pointer: Pointer) {
        let wanted = self.props.borrow().editor.edge_pan(pointer.at).is_some();
        if !wanted {
            self.edge.borrow_mut().take();
        } else if self.edge.borrow().is_none() {
            let hands = self.clone();
            let step = move || {
                if let Some(last) = hands.last.get() {
                    hands.input(Input::Edge(last));
                }
            };
            *self.edge.borrow_mut() = Some(Interval::new(EDGE_STEP, step));
        }
    }

    fn pinch(&self, id: i32, at: Point) {
        let mut fingers = self.fingers.borrow_mut();
        let Some(index) = fingers.iter().position(|(other, _)| *other == id) else { return };
        let before = fingers.clone();
        fingers[index].1 = at;
        let ([(_, a), (_, b), ..], [(_, c), (_, d), ..]) = (&before[..], &fingers[..]) else { return };
        let middle = (*c + *d) * 0.5;
        let (spread, former) = (c.distance(*d), a.distance(*b));
        let input = Input::Pinch {
            at: middle,
            shift: middle - (*a + *b) * 0.5,
            factor: if former > 1.0 { spread / former } else { 1.0 },
        };
        drop(fingers);
        self.input(input);
    }

    pub(super) fn up(&self, event: &PointerEvent) {
        self.stop_waiting();
        self.fingers.borrow_mut().retain(|(id, _)| *id != event.pointer_id());
        if self.pinching.get() {
            self.pinching.set(!self.fingers.borrow().is_empty());
            return;
        }
        self.input(Input::Up(events::pointer(event, self.corner.get())));
    }

    pub(super) fn cancel(&self, event: &PointerEvent) {
        self.stop_waiting();
        self.fingers.borrow_mut().retain(|(id, _)| *id != event.pointer_id());
        self.pinching.set(self.pinching.get() && !self.fingers.borrow().is_empty());
        self.input(Input::Cancel);
    }

    pub(super) fn leave(&self) {
        self.last.set(None);
        self.input(Input::Leave);
    }

    pub(super) fn double_click(&self, event: &MouseEvent) {
        self.input(Input::DoubleClick(events::mouse(event, self.corner.get())));
    }

    pub(super) fn wheel(&self, event: &WheelEvent) {
        // Always: neither the page nor the browser's own zoom may follow.
        event.prevent_default();
        let page = self.measure().map_or(0.0, |size| size.height);
        self.input(events::wheel(event, self.corner.get(), page));
    }

    // Keys and clipboard

    /// Listens to the whole document for as long as the result is kept.
    pub(super) fn listen(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(document) = crate::platform::document() else { return Vec::new() };
        let on = |name: &'static str, handle: fn(&Rc<Self>, &Event)| {
            let hands = self.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, name, options, move |event| handle(&hands, event))
        };
        vec![
            on("keydown", |hands, event| hands.with_key_event(event, Self::key_down)),
            on("keyup", |hands, event| hands.with_key_event(event, Self::key_up)),
            on("copy", |hands, event| hands.clipboard(event)),
            on("cut", |hands, event| hands.clipboard(event)),
            on("paste", |hands, event| hands.clipboard(event)),
        ]
    }

    fn with_key_event(&self, event: &Event, handle: fn(&Self, &KeyboardEvent)) {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>()
            && !event.default_prevented()
            && !event.is_composing()
            && !events::is_typing(event.target())
        {
            handle(self, event);
        }
    }

    /// Whether the canvas has the focus, or nothing has.
    fn has_focus(&self) -> bool {
        let Some(active) = crate::platform::document().and_then(|document| document.active_element()) else {
            return true;
        };
        active.tag_name() == "BODY"
            || self.surface.cast::<Element>().is_some_and(|surface| surface.contains(Some(&active)))
    }

    fn key_down(&self, event: &KeyboardEvent) {
        let canvas = self.has_focus();
        if canvas && event.code() == "Space" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            if !event.repeat() {
                self.space_used.set(false);
                self.input(Input::Space(true));
            }
            return;
        }
        if canvas && event.code() == "KeyW" && !with_modifier(event) {
            event.prevent_default();
            return self.explain();
        }
        let context = self.props.borrow().editor.key_context(canvas);
        if let Some(action) = events::with_key(event, |key| keymap(key, context)) {
            event.prevent_default();
            self.act(action);
        }
    }

    /// Where the figure comes from of what is selected, else of what the keyboard is at.
    fn explain(&self) {
        let topic = {
            let Props { editor, solution, .. } = &*self.props.borrow();
            let item = editor.sole().or(editor.active());
            item.and_then(|item| super::explain::topic(editor.document(), solution, item))
        };
        if let Some(topic) = topic {
            self.emit(Message::SetDialog(Some(Dialog::Card(topic))));
        }
    }

    /// The space bar pans while held; pressed and released without a drag it selects what the keyboard is at.
    fn key_up(&self, event: &KeyboardEvent) {
        if event.code() == "Space" && self.props.borrow().editor.is_panning_armed() {
            self.input(Input::Space(false));
            if !self.space_used.replace(true) && self.has_focus() {
                self.act(Action::ToggleActive);
            }
        }
    }

    fn clipboard(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let Some(data) = event.clipboard_data() else { return };
        if events::is_typing(event.target()) || !self.has_focus() {
            return;
        }
        if event.type_() == "paste" {
            if let Ok(text) = data.get_data("text/plain") {
                event.prevent_default();
                match crate::ui::opening::pasted_flowchart(&text) {
                    Some(opening) => self.emit(opening),
                    None => self.act(Action::Paste { text, at: self.paste_point() }),
                }
            }
            return;
        }
        let copied = self.props.borrow().editor.copy();
        if let Some(text) = copied.filter(|text| data.set_data("text/plain", text).is_ok()) {
            drop(text);
            event.prevent_default();
            self.pasted_at.set(self.last.get().map(|pointer| pointer.at));
            if event.type_() == "cut" {
                self.act(Action::Cut);
            }
        }
    }

    /// Where the pointer is, if it has moved since the last copy or paste; else the copy goes beside the original.
    fn paste_point(&self) -> Option<Point> {
        let at = self.last.get()?.at;
        let moved = self.pasted_at.replace(Some(at)).is_none_or(|before| before.distance(at) > 2.0);
        moved.then(|| self.props.borrow().editor.camera().to_canvas(at))
    }
}

fn with_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key()
}
