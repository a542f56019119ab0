//! The drawing to be looked at: nothing in it can be changed. It takes no key and no focus, and no turn of the wheel
//! before somebody has clicked it, so that the page around it goes on scrolling. Then a drag moves the view, the wheel too,
//! and a click chooses a component.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use super::scene::Faces;
use super::{Props, drawing, events, faces, grid, is_stale, live};
use crate::base::geometry::{Point, Size};
use crate::editor::hit::{Scene, Target};
use crate::editor::{Action, Input};
use crate::ui::canvas::detail::Detail;
use crate::ui::canvas::words::say;
use crate::ui::state::Message;

/// A press under way: which pointer, where it is, and whether it has become a drag.
#[derive(Clone, Copy)]
struct Press {
    pointer: i32,
    at: Point,
    drags: bool,
}

/// The drawing to be looked at. It covers its parent element, which has to be positioned.
pub struct Look {
    faces: Faces,
    surface: NodeRef,
    /// Whether it was clicked, and the reader has not gone elsewhere since.
    awake: bool,
    press: Option<Press>,
    corner: Point,
    observer: Option<(ResizeObserver, Closure<dyn Fn()>)>,
    _blur: Option<EventListener>,
}

/// What happens to it.
pub enum LookMessage {
    /// It was pressed.
    Down(PointerEvent),
    /// The pointer moved.
    Moved(PointerEvent),
    /// It was let go.
    Up(PointerEvent),
    /// The browser took the pointer away.
    Cancel,
    /// The wheel turned.
    Wheel(WheelEvent),
    /// The reader went elsewhere.
    Left,
    /// The surface has another size.
    Size,
}

impl Component for Look {
    type Message = LookMessage;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let leave = move |_: &web_sys::Event| link.send_message(LookMessage::Left);
        Self {
            faces: faces(ctx.props()),
            surface: NodeRef::default(),
            awake: false,
            press: None,
            corner: Point::default(),
            observer: None,
            _blur: crate::platform::window().map(|window| EventListener::new(&window, "blur", leave)),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if is_stale(old, ctx.props()) {
            self.faces = faces(ctx.props());
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: LookMessage) -> bool {
        let before = self.awake;
        match message {
            LookMessage::Down(event) => self.down(&event),
            LookMessage::Moved(event) => self.moved(ctx, &event),
            LookMessage::Up(event) => self.up(ctx, &event),
            LookMessage::Cancel => self.press = None,
            LookMessage::Wheel(event) => {
                let page = self.measure().map_or(0.0, |size| size.height);
                ctx.props().on.emit(Message::Input(events::wheel(&event, self.corner, page)));
            }
            LookMessage::Left => self.awake = false,
            LookMessage::Size => {
                if let Some(size) = self.measure() {
                    ctx.props().on.emit(Message::Input(Input::Viewport(size)));
                }
            }
        }
        self.awake != before
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.observe(ctx);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { editor, language, .. } = ctx.props();
        let (awake, link) = (self.awake, ctx.link());
        let class = classes!("canvas-surface", awake.then_some("is-awake"), Detail::at(editor.camera().zoom).class());
        let wheel = link.batch_callback(move |event: WheelEvent| {
            // The page around goes on scrolling until this drawing was clicked.
            awake.then(|| {
                event.prevent_default();
                LookMessage::Wheel(event)
            })
        });
        html! {
            <div class="canvas look" data-testid="canvas-root">
                <div ref={self.surface.clone()} {class} style={grid(editor)} role="group" aria-label={say(*language, "embed-drawing")}
                    data-testid="canvas" onpointerdown={link.callback(LookMessage::Down)} onpointermove={link.callback(LookMessage::Moved)}
                    onpointerup={link.callback(LookMessage::Up)} onpointercancel={link.callback(|_| LookMessage::Cancel)} onwheel={wheel}>
                    { drawing(editor, &self.faces) }
                </div>
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

impl Look {
    fn measure(&mut self) -> Option<Size> {
        let area = self.surface.cast::<Element>()?.get_bounding_client_rect();
        self.corner = Point::new(area.left(), area.top());
        Some(Size::new(area.width(), area.height()))
    }

    fn observe(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        link.send_message(LookMessage::Size);
        let closure = Closure::<dyn Fn()>::new(move || link.send_message(LookMessage::Size));
        let Some(surface) = self.surface.cast::<Element>() else { return };
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&surface);
            self.observer = Some((observer, closure));
        }
    }

    fn down(&mut self, event: &PointerEvent) {
        self.measure();
        let at = events::pointer(event, self.corner).at;
        self.press = Some(Press { pointer: event.pointer_id(), at, drags: false });
        if self.awake
            && let Some(surface) = self.surface.cast::<Element>()
        {
            // Without the capture the drag ends at the edge, which does no harm.
            let _ = surface.set_pointer_capture(event.pointer_id());
        }
    }

    /// A drag moves the view, once it was clicked.
    fn moved(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let Some(press) = self.press.as_mut().filter(|press| press.pointer == event.pointer_id()) else { return };
        let pointer = events::pointer(event, self.corner);
        press.drags |= pointer.at.distance(press.at) >= pointer.device.threshold();
        if press.drags && self.awake {
            let shift = pointer.at - press.at;
            press.at = pointer.at;
            ctx.props().on.emit(Message::Do(Action::PanBy(shift)));
        }
    }

    /// A click wakes it, and chooses the component under it.
    fn up(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let Some(press) = self.press.take().filter(|press| press.pointer == event.pointer_id() && !press.drags) else {
            return;
        };
        self.awake = true;
        let editor = &ctx.props().editor;
        let scene = Scene { document: editor.shown(), zoom: editor.camera().zoom, handles: &[], sole: None };
        let target = scene.target(editor.camera().to_canvas(press.at), 0.0);
        let component = match target {
            Target::Component(_) => target.item(),
            _ => None,
        };
        ctx.props().on.emit(Message::Do(Action::Select(component.into_iter().collect())));
    }
}
