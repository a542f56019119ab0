//! The page's side of the wall: a simulation that can be asked.
//!
//! It runs in a worker of its own, loaded when there is something to ask. The worker is made from a few lines of its own
//! text, since a page in a strict sandbox may not name a file for it. Where no worker can be had, the page loads the same
//! program into itself and asks it through a port: the same slices, on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, ErrorEvent, HtmlScriptElement, MessageChannel, MessageEvent, MessagePort, Url, Worker,
};

use super::hosting::SERVE;
use super::{document, window};
use crate::share::page::HELD;
use crate::worker::{ProtocolError, Report, Request, read, write};

/// The attributes of the page's first script that name the files of the program: their names change with their content.
const SCRIPT: &str = "data-worker-script";
const PROGRAM: &str = "data-worker-program";
/// That script.
const START_ID: &str = "start";

/// Ports that the page has ready for the simulation that it loads into itself.
const PORTS: &str = "scalegroundPorts";

/// The most simulations that are worth having at once.
const MOST: usize = 8;

/// How many simulations this machine can work on at once.
pub fn cores() -> usize {
    let cores = window().map_or(1.0, |window| window.navigator().hardware_concurrency());
    (cores as usize).clamp(1, MOST)
}

/// Why a simulation cannot be asked any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Its program could not be loaded; in the browser's words.
    NotLoaded(String),
    /// It has stopped by an error; in the browser's words.
    Stopped(String),
    /// It and the page do not understand each other.
    Protocol(ProtocolError),
}

/// What comes from a simulation.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// An answer.
    Report(Report),
    /// There will be none.
    Broken(Broken),
}

type OnMessage = Closure<dyn Fn(MessageEvent)>;
type OnError = Closure<dyn Fn(ErrorEvent)>;

/// What carries the messages.
enum Wire {
    Worker { worker: Worker, _message: OnMessage, _error: OnError },
    Page { port: MessagePort, _message: OnMessage },
}

impl Wire {
    fn post(&self, bytes: &[u8]) {
        let bytes = Uint8Array::from(bytes);
        let hand_over = Array::of1(&bytes.buffer());
        // What cannot be sent has nobody who takes it: the error event says why.
        let _ = match self {
            Self::Worker { worker, .. } => worker.post_message_with_transfer(&bytes, &hand_over),
            Self::Page { port, .. } => port.post_message_with_transferable(&bytes, &hand_over),
        };
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        match self {
            Self::Worker { worker, .. } => {
                worker.set_onmessage(None);
                worker.set_onerror(None);
                worker.terminate();
            }
            Self::Page { port, .. } => {
                port.set_onmessage(None);
                // The program stays with the page; it only has nothing more to do for this port.
                let _ = port.post_message(&Uint8Array::from(write(&Request::Stop).as_slice()));
            }
        }
    }
}

struct Inner {
    wire: RefCell<Option<Wire>>,
    /// What waits until the simulation is there; `None`: it is.
    waiting: RefCell<Option<Vec<Vec<u8>>>>,
    /// Whether it runs on the page.
    on_page: Cell<bool>,
    heard: Box<dyn Fn(Heard)>,
}

/// A simulation, for as long as this is kept.
#[derive(Clone)]
pub struct Simulator(Rc<Inner>);

impl Simulator {
    /// Loads a simulation; `heard` gets what it says.
    pub fn open(heard: impl Fn(Heard) + 'static) -> Self {
        let inner = Rc::new(Inner {
            wire: RefCell::new(None),
            waiting: RefCell::new(Some(Vec::new())),
            on_page: Cell::new(false),
            heard: Box::new(heard),
        });
        if window().is_some() {
            let worker = in_worker(&inner);
            let wire = worker.or_else(|| on_page(&inner));
            if wire.is_none() {
                inner.say(Heard::Broken(Broken::NotLoaded(String::new())));
            }
            *inner.wire.borrow_mut() = wire;
        }
        Self(inner)
    }

    /// Asks; what is asked before the simulation is there waits for it.
    pub fn ask(&self, request: &Request) {
        let bytes = write(request);
        if let Some(waiting) = self.0.waiting.borrow_mut().as_mut() {
            waiting.push(bytes);
            return;
        }
        if let Some(wire) = self.0.wire.borrow().as_ref() {
            wire.post(&bytes);
        }
    }

    /// Whether it runs on the page, for want of a worker.
    pub fn is_on_page(&self) -> bool {
        self.0.on_page.get()
    }
}

impl Inner {
    fn say(&self, heard: Heard) {
        (self.heard)(heard);
    }

    /// Takes what has come; a text says why the program could not be loaded.
    fn take(self: &Rc<Self>, data: &JsValue) {
        if let Some(why) = data.as_string() {
            self.not_loaded(why);
            return;
        }
        let bytes = data.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
        match read::<Report>(&bytes) {
            Ok(Report::Ready) => self.ready(),
            Ok(report) => self.say(Heard::Report(report)),
            Err(error) => self.say(Heard::Broken(Broken::Protocol(error))),
        }
    }

    fn ready(&self) {
        let waiting = self.waiting.borrow_mut().take().unwrap_or_default();
        if let Some(wire) = self.wire.borrow().as_ref() {
            for bytes in waiting {
                wire.post(&bytes);
            }
        }
    }

    /// What no worker can load, the page may.
    fn not_loaded(self: &Rc<Self>, why: String) {
        let tried = self.on_page.get();
        let wire = if tried { None } else { on_page(self) };
        if wire.is_none() {
            self.say(Heard::Broken(Broken::NotLoaded(why)));
        }
        // The former wire is the one that has just called: it is dropped after this.
        let former = self.wire.replace(wire);
        if let Some(former) = former {
            gloo::timers::callback::Timeout::new(0, move || drop(former)).forget();
        }
    }

    fn failed(self: &Rc<Self>, why: String) {
        if self.waiting.borrow().is_some() {
            self.not_loaded(why);
        } else {
            self.say(Heard::Broken(Broken::Stopped(why)));
        }
    }
}

/// What a handler of the browser's calls with: it must not keep the simulation alive.
fn on_message(inner: &Rc<Inner>) -> OnMessage {
    let inner = Rc::downgrade(inner);
    Closure::new(move |event: MessageEvent| {
        if let Some(inner) = inner.upgrade() {
            inner.take(&event.data());
        }
    })
}

/// The address of a file beside the page.
pub(super) fn beside(file: &str) -> Option<String> {
    let base = document()?.base_uri().ok().flatten()?;
    Url::new_with_base(file, &base).ok().map(|address| address.href())
}

/// The addresses of the program's script and of the program; `None` in a page that was built otherwise.
pub(super) fn files() -> Option<[String; 2]> {
    let start = document()?.get_element_by_id(START_ID)?;
    let file = |attribute| beside(&start.get_attribute(attribute)?);
    Some([file(SCRIPT)?, file(PROGRAM)?])
}

/// The lines that load the program and, where that fails, tell `port`.
fn loading(then: &str, port: &str) -> Option<String> {
    let (script, program) = held().or_else(|| files().map(|[script, program]| (quoted(&script), quoted(&program))))?;
    Some(format!(
        "(async () => {{ try {{ const own = await import({script}); \
         await own.default({{ module_or_path: {program} }}); {then} }} \
         catch (error) {{ {port}.postMessage(String(error)); }} }})();",
    ))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "%5C").replace('"', "%22"))
}

/// Script and program as expressions, where the page holds both: a page from a file may load no other file.
fn held() -> Option<(String, String)> {
    let text = |id: &str| super::program::text_of(id).map(|text| text.trim().to_owned());
    let (script, program) = (text(HELD[2])?, text(HELD[3])?);
    let program = format!("Uint8Array.from(atob({}), (letter) => letter.charCodeAt(0))", quoted(&program));
    Some((format!("\"data:text/javascript;base64,\" + {}", quoted(&script)), program))
}

fn in_worker(inner: &Rc<Inner>) -> Option<Wire> {
    // Asking for a worker where the browser has none would throw.
    Reflect::get(&js_sys::global(), &JsValue::from_str("Worker")).ok()?.dyn_into::<Function>().ok()?;
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let text = Array::of1(&JsValue::from_str(&loading("", "self")?));
    let blob = Blob::new_with_str_sequence_and_options(&text, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let worker = Worker::new(&address).ok()?;
    let message = on_message(inner);
    let weak = Rc::downgrade(inner);
    let error: OnError = Closure::new(move |event: ErrorEvent| {
        if let Some(inner) = weak.upgrade() {
            // It is shown where the user looks; the console needs no second word.
            event.prevent_default();
            inner.failed(event.message());
        }
    });
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    Some(Wire::Worker { worker, _message: message, _error: error })
}

fn on_page(inner: &Rc<Inner>) -> Option<Wire> {
    inner.on_page.set(true);
    let (page, channel) = (window()?, MessageChannel::new().ok()?);
    let ports = Reflect::get(&page, &JsValue::from_str(PORTS)).ok()?;
    let ports = ports.dyn_into::<Array>().unwrap_or_default();
    let place = ports.push(&channel.port2()) - 1;
    Reflect::set(&page, &JsValue::from_str(PORTS), &ports).ok()?;
    let message = on_message(inner);
    let port = channel.port1();
    port.set_onmessage(Some(message.as_ref().unchecked_ref()));
    let own = format!("{PORTS}[{place}]");
    let script = document()?.create_element("script").ok()?.dyn_into::<HtmlScriptElement>().ok()?;
    script.set_text(&loading(&format!("{SERVE}({own});"), &own)?).ok()?;
    document()?.head()?.append_child(&script).ok()?;
    script.remove();
    Some(Wire::Page { port, _message: message })
}
