//! The browser, where it is not drawing: with `ui` the only place for `web_sys` and `gloo`.
//!
//! Every call tolerates a browser that refuses it (a strict sandbox has no storage, a page without a gesture no
//! clipboard) and a program without any browser (natively each answers as the strictest sandbox would).

pub mod address;
pub mod clipboard;
pub mod download;
pub mod frame;
pub mod hosting;
pub mod media;
pub mod offline;
pub mod parent;
pub mod program;
pub mod raster;
pub mod simulator;
pub mod storage;

use web_sys::{Document, Window};

/// The window; `None` outside a browser.
pub fn window() -> Option<Window> {
    // Without a browser even asking would panic.
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

/// The page's document; `None` outside a browser.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The languages that the reader prefers, best first, as tags.
pub fn preferred_languages() -> Vec<String> {
    window().and_then(|window| window.navigator().language()).into_iter().collect()
}

/// Sets an attribute of the page's root element, such as its language or its theme.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Only an ill-formed name fails, and ours are literals.
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of the page's root element.
pub fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Fills the whole screen, or gives it back. Within a key press or a click only; frames may be refused it.
pub fn toggle_full_screen() {
    let Some(page) = document() else { return };
    if page.fullscreen_element().is_some() {
        page.exit_fullscreen();
    } else if let Some(root) = page.document_element() {
        // Where it is refused, the page goes on as large as it is.
        let _ = root.request_fullscreen();
    }
}

/// Moves the focus to the element with this id, and selects its text where it is a field.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast as _;
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        input.select();
    }
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        // Refused only for an element that is not in the page.
        let _ = element.focus();
    }
}
