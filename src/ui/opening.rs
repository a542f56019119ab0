//! Opening what people choose, drop or paste: files of every form that carries a topology.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, Event, File};
use yew::Callback;
use yew::platform::spawn_local;

use super::context::Dispatch;
use super::state::{Message, Origin};
use crate::platform::{self, download};
use crate::share::{self, Opened, ShareError, carried, mermaid};
use crate::text::names;

/// The files that can be chosen.
pub(super) const ACCEPTED: &str =
    ".json,.svg,.png,.html,.mmd,.mermaid,.md,.txt,application/json,image/svg+xml,image/png,text/html,text/plain";

/// Reads a file and opens what is in it, or says why not.
pub(super) fn open_file(file: File, dispatch: Dispatch) {
    let name = file.name();
    let said = move |outcome| dispatch.emit(Message::Read(Origin::File(name.clone()), Box::new(outcome)));
    read_file(file, Callback::from(said));
}

/// Reads a file.
pub(super) fn read_file(file: File, done: Callback<Result<Opened, ShareError>>) {
    spawn_local(async move {
        let outcome = match download::read(&file, carried::LONGEST).await {
            Some(bytes) => share::open(&bytes, &names()),
            None if file.size() > carried::LONGEST as f64 => {
                Err(ShareError::TooLong { length: file.size() as usize, limit: carried::LONGEST })
            }
            None => Err(ShareError::NotATopology),
        };
        done.emit(outcome);
    });
}

/// What a pasted flowchart opens as; `None` where the text is none. Everything else is pasted into the drawing.
pub(super) fn pasted_flowchart(text: &str) -> Option<Message> {
    let is_one = text.contains("```mermaid") || mermaid::is_flowchart(text);
    is_one.then(|| Message::Read(Origin::File("Mermaid".to_owned()), Box::new(share::open_text(text, &names()))))
}

/// Opens files that are dropped anywhere on the page, which a browser would else go to.
pub(super) fn on_drop(dispatch: &Dispatch) -> Option<[EventListener; 2]> {
    let page = platform::document()?;
    let options = EventListenerOptions::enable_prevent_default();
    let over = EventListener::new_with_options(&page, "dragover", options, |event| {
        if brings_files(event) {
            event.prevent_default();
        }
    });
    let dispatch = dispatch.clone();
    let dropped = EventListener::new_with_options(&page, "drop", options, move |event| {
        if !brings_files(event) {
            return;
        }
        event.prevent_default();
        let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            open_file(file, dispatch.clone());
        }
    });
    Some([over, dropped])
}

fn brings_files(event: &Event) -> bool {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}
