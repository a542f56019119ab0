//! What the browser keeps between visits: the document, the one before it, language and theme.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::context::Dispatch;
use super::state::{AppState, Message, Origin, Panel, Theme};
use super::widgets::Same;
use crate::lessons;
use crate::model::Document;
use crate::platform::{address, frame, media, preferred_languages, program, storage};
use crate::share::{self, link};
use crate::text::Language;

/// The example that a newcomer sees: large enough to fail in more than one way.
const FIRST: &str = "stage-5";
const DOCUMENT: &str = "document";
/// What was open before, the newest first: a list of files.
const RECENT: &str = "recent";
/// The one before, as it was kept when there was only one.
const PREVIOUS: &str = "previous";
/// How many are kept.
const MOST_RECENT: usize = 8;
const UNREADABLE: &str = "unreadable";
const LANGUAGE: &str = "language";
const THEME: &str = "theme";
/// Edits closer together than this are stored once, milliseconds.
const PAUSE_MS: u32 = 300;

/// The state that the page opens with: the link in the address over what was stored over the first example.
pub fn opening() -> AppState {
    let theme = address::parameter(THEME).or_else(|| storage::read(THEME)).unwrap_or_default();
    let stored = storage::read(DOCUMENT);
    let document = stored.as_deref().and_then(read_stored).unwrap_or_else(|| first_example(language()));
    let mut state = AppState::new(document, language(), Theme::from_key(&theme), media::matches(media::NARROW));
    if media::matches(media::CRAMPED) {
        state.panels = state.panels.with(Panel::Palette, false);
    }
    let fragment = address::fragment();
    let held = program::fragment();
    let Some(fragment) = Some(fragment).filter(|fragment| link::is_link(fragment)).or(held) else { return state };
    if let Some(stored) = stored.as_deref().and_then(read_stored) {
        keep_previous(&stored);
    }
    let mut state = state.after(read_link(fragment));
    // A link to a step is a link to what is told there.
    state.presenting = asked_step().filter(|_| !state.document().steps.is_empty());
    state
}

fn language() -> Language {
    language_of(address::parameter("lang").or_else(|| storage::read(LANGUAGE)))
}

/// The step that the address asks to be presented from (`?step=2`), from 0.
fn asked_step() -> Option<usize> {
    let asked = address::parameter("step")?;
    Some(super::embed::parameters::step(Some(&asked)))
}

/// The language that is asked for, else the reader's.
pub fn language_of(asked: Option<String>) -> Language {
    let mut tags = asked.into_iter().chain(preferred_languages());
    tags.find_map(|tag| Language::from_tag(&tag)).unwrap_or_default()
}

fn read_stored(text: &str) -> Option<Document> {
    let opened = share::read_file(text);
    if opened.as_ref().map_or(true, |opened| !opened.problems.is_empty()) {
        // Nothing is lost, ever: what this version cannot read stays where a later one finds it.
        storage::write(UNREADABLE, text);
    }
    opened.ok().map(|opened| opened.document)
}

/// What a newcomer sees.
fn first_example(language: Language) -> Document {
    lessons::example(FIRST).map(|example| super::examples::document(language, example)).unwrap_or_default()
}

/// The message that a fragment of the address makes. It stays in the address until the first edit, so that a reload
/// opens it again and what was stored before stays as it is; a broken one stays for the reader to mend.
pub fn read_link(fragment: String) -> Message {
    let outcome = link::decode(&fragment);
    Message::Read(Origin::Link(fragment), Box::new(outcome))
}

/// The documents that were open before the present one, the newest first, as far as the browser kept them.
pub fn recent() -> Vec<Document> {
    recent_texts().iter().filter_map(|text| share::read_file(text).ok()).map(|opened| opened.document).collect()
}

fn recent_texts() -> Vec<String> {
    let listed = storage::read(RECENT).and_then(|list| serde_json::from_str(&list).ok());
    listed.unwrap_or_else(|| storage::read(PREVIOUS).into_iter().collect())
}

/// Keeps `document` as the one that was open before. What can be opened again anyway is not kept.
pub fn keep_previous(document: &Document) {
    let is_example = || {
        lessons::examples().iter().any(|example| {
            let own = (example.build)();
            own.components == document.components && own.links == document.links
        })
    };
    if document.components.is_empty() || is_example() {
        return;
    }
    let text = share::write_file(document);
    let mut list = recent_texts();
    list.retain(|other| *other != text);
    list.insert(0, text);
    list.truncate(MOST_RECENT);
    // Where there is no room for all of them, the oldest go.
    while !list.is_empty() && !storage::write(RECENT, &serde_json::Value::from(list.clone()).to_string()) {
        list.pop();
    }
}

/// Stores the document a moment after each edit, and at once when the tab is hidden.
#[hook]
pub fn use_autosave(document: &Rc<Document>, dispatch: &Dispatch) {
    let unsaved = use_memo((), |()| RefCell::new(None::<Rc<Document>>));
    let first = use_mut_ref(|| true);
    use_effect_with(Same::from(document), {
        let (unsaved, dispatch) = (unsaved.clone(), dispatch.clone());
        move |document: &Same<Document>| {
            // What was just read need not be written.
            let timer = (!first.replace(false)).then(|| {
                *unsaved.borrow_mut() = Some(document.0.clone());
                Timeout::new(PAUSE_MS, move || save(&unsaved, &dispatch))
            });
            move || drop(timer)
        }
    });
    use_effect_with(dispatch.clone(), move |dispatch| {
        let dispatch = dispatch.clone();
        let listener = frame::on_visibility(move |hidden| {
            if hidden {
                save(&unsaved, &dispatch);
            }
        });
        move || drop(listener)
    });
}

/// Stores the document at once.
pub fn save_now(document: &Document) {
    storage::write(DOCUMENT, &share::write_file(document));
}

fn save(unsaved: &RefCell<Option<Rc<Document>>>, dispatch: &Dispatch) {
    let Some(document) = unsaved.take() else { return };
    // From here on the document is another one than the address holds.
    if link::is_link(&address::fragment()) {
        address::replace_fragment("");
    }
    if !storage::write(DOCUMENT, &share::write_file(&document)) {
        dispatch.emit(Message::StorageFailed);
    }
}

/// Keeps language and theme, and tells the page's root element of them.
#[hook]
pub fn use_preferences(language: Language, theme: Theme) {
    use_effect_with(language, |language| {
        crate::platform::set_root_attribute("lang", language.tag());
        storage::write(LANGUAGE, language.tag());
    });
    use_effect_with(theme, |theme| {
        crate::platform::set_root_attribute("data-theme", theme.key());
        storage::write(THEME, theme.key());
    });
}
