//! The simulation's side of the wall: carries bytes between a port and a [`Runner`], and turns it.
//!
//! In a worker the port is the worker itself. Where the page had to load the simulation into itself, it hands over a port
//! for each client; everything else is the same. Slices follow each other by messages to itself, which browsers neither
//! delay nor throttle as they do timers, and between which every other message has its turn.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort, Performance};

use crate::check::{RunSpeed, run_speed};
use crate::worker::{Again, Failure, Report, Request, Runner, read, write};

/// Name of the function through which a page hands over a port.
pub(super) const SERVE: &str = "scalegroundServe";

/// Serves the page that has loaded this program: a worker at once, the page itself through the ports that it hands over.
/// Nothing outside a browser.
pub fn host() {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => Host::serve(Port::Worker(scope)),
        Err(page) => {
            let serve = Closure::<dyn Fn(MessagePort)>::new(|port| Host::serve(Port::Page(port)));
            // A page that refuses its own properties has no simulation, and says so when no answer comes.
            let _ = Reflect::set(&page, &JsValue::from_str(SERVE), serve.as_ref());
            serve.forget();
        }
    }
}

/// Where messages come from and go to.
enum Port {
    Worker(DedicatedWorkerGlobalScope),
    Page(MessagePort),
}

impl Port {
    fn listen(&self, on_message: &Function) {
        match self {
            Self::Worker(scope) => scope.set_onmessage(Some(on_message)),
            Self::Page(port) => port.set_onmessage(Some(on_message)),
        }
    }

    /// Hands the bytes over without a copy.
    fn post(&self, report: &Report) {
        let bytes = Uint8Array::from(write(report).as_slice());
        let hand_over = Array::of1(&bytes.buffer());
        // A port that is closed has nobody who listens.
        let _ = match self {
            Self::Worker(scope) => scope.post_message_with_transfer(&bytes, &hand_over),
            Self::Page(port) => port.post_message_with_transferable(&bytes, &hand_over),
        };
    }
}

/// Milliseconds since the page or the worker was there.
fn now_ms() -> f64 {
    let performance = Reflect::get(&js_sys::global(), &JsValue::from_str("performance"));
    performance.ok().and_then(|found| found.dyn_into::<Performance>().ok()).map_or(0.0, |clock| clock.now())
}

/// How fast a system is played here.
fn measured(system: u32) -> Report {
    let RunSpeed { bare_per_s, own_per_s, events } = run_speed(system as usize, now_ms);
    Report::Measured([bare_per_s, own_per_s, events])
}

/// One runner and the port that it serves.
struct Host {
    runner: RefCell<Runner>,
    port: Port,
    /// What is put in on one side wakes the other.
    bell: MessageChannel,
    rung: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

impl Host {
    /// Serves a port for as long as the program is there.
    fn serve(port: Port) {
        let Ok(bell) = MessageChannel::new() else { return };
        let host =
            Rc::new(Self { runner: RefCell::default(), port, bell, rung: Cell::new(false), timer: RefCell::new(None) });
        let own = Rc::clone(&host);
        let woken = Closure::<dyn Fn(JsValue)>::new(move |_| {
            own.rung.set(false);
            own.turn();
        });
        host.bell.port1().set_onmessage(Some(woken.as_ref().unchecked_ref()));
        woken.forget();
        let own = Rc::clone(&host);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| own.take(&event.data()));
        host.port.listen(on_message.as_ref().unchecked_ref());
        on_message.forget();
        host.port.post(&Report::Ready);
    }

    fn take(self: &Rc<Self>, data: &JsValue) {
        let bytes = data.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
        let report = match read::<Request>(&bytes) {
            Ok(Request::Measure(system)) => Some(measured(system)),
            Ok(request) => self.runner.borrow_mut().take(request, now_ms()),
            Err(error) => Some(Report::Failed(Failure::Message(error))),
        };
        if let Some(report) = report {
            self.port.post(&report);
        }
        self.ring();
    }

    fn turn(self: &Rc<Self>) {
        *self.timer.borrow_mut() = None;
        let turn = self.runner.borrow_mut().turn(now_ms());
        if let Some(report) = &turn.report {
            self.port.post(report);
        }
        match turn.again {
            Again::Never => {}
            Again::AtOnce => self.ring(),
            Again::After(milliseconds) => {
                let own = Rc::clone(self);
                *self.timer.borrow_mut() = Some(Timeout::new(milliseconds, move || own.turn()));
            }
        }
    }

    fn ring(&self) {
        if !self.rung.replace(true) {
            // Both ends are ours and open.
            let _ = self.bell.port2().post_message(&JsValue::NULL);
        }
    }
}
