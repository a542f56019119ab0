//! DOM events become input for the editor.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use crate::base::geometry::Point;
use crate::editor::keymap::Key;
use crate::editor::{Button, Device, Input, Modifiers, Pointer};

/// Pixels of a line, for wheels that count lines.
const LINE: f64 = 20.0;

fn is_mac() -> bool {
    let agent = crate::platform::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mac"))
}

fn modifiers(event: &MouseEvent) -> Modifiers {
    let command = if is_mac() { event.meta_key() } else { event.ctrl_key() };
    Modifiers { shift: event.shift_key(), alt: event.alt_key(), command }
}

/// A pointer event as the editor understands it; `corner` is the canvas' top left corner in the window.
pub(super) fn pointer(event: &PointerEvent, corner: Point) -> Pointer {
    let button = match event.button() {
        1 => Button::Middle,
        2 => Button::Secondary,
        _ => Button::Primary,
    };
    let device = if event.pointer_type() == "touch" { Device::Touch } else { Device::Fine };
    Pointer { at: window_point(event) - corner, button, device, modifiers: modifiers(event) }
}

/// A mouse event as the editor understands it.
pub(super) fn mouse(event: &MouseEvent, corner: Point) -> Pointer {
    Pointer { at: window_point(event) - corner, modifiers: modifiers(event), ..Pointer::default() }
}

/// Where the event happened, in the window.
pub(super) fn window_point(event: &MouseEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}

/// A turn of the wheel. A pinch on a touchpad comes as a wheel with Control held.
pub(super) fn wheel(event: &WheelEvent, corner: Point, page: f64) -> Input {
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => LINE,
        WheelEvent::DOM_DELTA_PAGE => page,
        _ => 1.0,
    };
    let (mut x, mut y) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.shift_key() && x == 0.0 {
        (x, y) = (y, 0.0);
    }
    let zoom = event.ctrl_key() || event.meta_key();
    Input::Wheel { at: window_point(event) - corner, delta: Point::new(x, y), zoom }
}

/// Calls `with` with the key that was pressed.
pub(super) fn with_key<T>(event: &KeyboardEvent, with: impl FnOnce(Key<'_>) -> T) -> T {
    let command = if is_mac() { event.meta_key() } else { event.ctrl_key() };
    let modifiers = Modifiers { shift: event.shift_key(), alt: event.alt_key(), command };
    with(Key { code: &event.code(), key: &event.key(), modifiers })
}

/// Whether the event happens where text is typed or chosen: there all keys and the clipboard are the field's.
pub(super) fn is_typing(target: Option<EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let editable = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    editable || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}
