//! Dragging a new component from the palette to the canvas, by pointer events, so that it works with a finger too.
//! The palette only reports the pointer; what a drop means is the editor's affair.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::context::{Dispatch, use_dispatch, use_say};
use super::state::Message;
use super::widgets::{Icon, kind_path};
use crate::base::geometry::Point;
use crate::editor::{Device, Input, Pointer};
use crate::model::catalog::Kind;

/// The id of the element that the canvas covers.
pub const STAGE_ID: &str = "stage";

/// A press on an entry of the palette.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Press {
    kind: Kind,
    start: Point,
    device: Device,
    dragging: bool,
}

/// The gesture's state and handlers.
#[derive(Clone)]
pub struct PaletteDrag {
    press: Rc<RefCell<Option<Press>>>,
    was_drag: Rc<Cell<bool>>,
    shown: UseStateHandle<Option<(Kind, Point)>>,
    dispatch: Dispatch,
}

/// The gesture of one palette.
#[hook]
pub fn use_palette_drag() -> PaletteDrag {
    let press = use_memo((), |()| RefCell::new(None));
    let was_drag = use_memo((), |()| Cell::new(false));
    PaletteDrag { press, was_drag, shown: use_state(|| None), dispatch: use_dispatch() }
}

impl PaletteDrag {
    /// What is dragged and where the pointer is in the window.
    pub fn shown(&self) -> Option<(Kind, Point)> {
        *self.shown
    }

    /// Whether the click that comes now only ends a drag.
    pub fn was_drag(&self) -> bool {
        self.was_drag.replace(false)
    }

    /// Pressed on the entry of `kind`.
    pub fn down(&self, kind: Kind) -> Callback<PointerEvent> {
        let drag = self.clone();
        Callback::from(move |event: PointerEvent| {
            drag.was_drag.set(false);
            if event.button() != 0 {
                return;
            }
            if let Some(element) =
                event.target_dyn_into::<Element>().and_then(|element| element.closest("button").ok().flatten())
            {
                // Without the capture the drag ends at the window's edge, which does no harm.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let press = Press { kind, start: window_point(&event), device: device(&event), dragging: false };
            *drag.press.borrow_mut() = Some(press);
        })
    }

    /// Moved.
    pub fn moved(&self) -> Callback<PointerEvent> {
        let drag = self.clone();
        Callback::from(move |event: PointerEvent| {
            let at = window_point(&event);
            let Some(mut press) = *drag.press.borrow() else { return };
            if !press.dragging {
                if at.distance(press.start) < press.device.threshold() {
                    return;
                }
                press.dragging = true;
                *drag.press.borrow_mut() = Some(press);
                drag.send(Input::PaletteDrag { kind: press.kind, product: None });
            }
            drag.shown.set((!over_stage(at)).then_some((press.kind, at)));
            drag.send(Input::Move(pointer(&event)));
        })
    }

    /// Released: over the canvas it drops, elsewhere it ends without a trace.
    pub fn up(&self) -> Callback<PointerEvent> {
        let drag = self.clone();
        Callback::from(move |event: PointerEvent| {
            if drag.end() {
                let over = over_stage(window_point(&event));
                drag.send(if over { Input::Up(pointer(&event)) } else { Input::Cancel });
            }
        })
    }

    /// The browser took the pointer away.
    pub fn cancel(&self) -> Callback<PointerEvent> {
        let drag = self.clone();
        Callback::from(move |_: PointerEvent| {
            if drag.end() {
                drag.send(Input::Cancel);
            }
        })
    }

    /// Escape gives up.
    pub fn key(&self) -> Callback<KeyboardEvent> {
        let drag = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && drag.end() {
                event.stop_propagation();
                drag.send(Input::Cancel);
            }
        })
    }

    /// Ends the gesture and says whether it was a drag.
    fn end(&self) -> bool {
        let dragged = self.press.borrow_mut().take().is_some_and(|press| press.dragging);
        self.was_drag.set(dragged);
        if dragged {
            self.shown.set(None);
        }
        dragged
    }

    fn send(&self, input: Input) {
        self.dispatch.emit(Message::Input(input));
    }
}

fn window_point(event: &PointerEvent) -> Point {
    Point::new(f64::from(event.client_x()), f64::from(event.client_y()))
}

fn device(event: &PointerEvent) -> Device {
    if event.pointer_type() == "touch" { Device::Touch } else { Device::Fine }
}

/// The pointer as the canvas sees it.
fn pointer(event: &PointerEvent) -> Pointer {
    let corner = stage().map_or(Point::default(), |rect| Point::new(rect.left(), rect.top()));
    Pointer { at: window_point(event) - corner, device: device(event), ..Pointer::default() }
}

fn stage() -> Option<web_sys::DomRect> {
    Some(crate::platform::document()?.get_element_by_id(STAGE_ID)?.get_bounding_client_rect())
}

fn over_stage(at: Point) -> bool {
    stage().is_some_and(|r| at.x >= r.left() && at.x <= r.right() && at.y >= r.top() && at.y <= r.bottom())
}

/// Properties of the ghost.
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct GhostProps {
    /// What is dragged, and where.
    pub drag: Option<(Kind, Point)>,
}

/// What hangs on the pointer until it is over the canvas, which then draws the component itself.
#[component]
pub fn Ghost(props: &GhostProps) -> Html {
    let say = use_say();
    let Some((kind, at)) = props.drag else { return html! {} };
    html! {
        <div class="ghost" aria-hidden="true" style={format!("--x:{:.0}px;--y:{:.0}px", at.x, at.y)}>
            <Icon path={kind_path(kind)} /><span>{ say.of("kind", kind.spec().key) }</span>
        </div>
    }
}
