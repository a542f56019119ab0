//! The application's own files: fetched from beside the page, or held by the page itself where it is one that was saved
//! with everything in it.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Response};

use super::simulator::{beside, files};
use super::{document, window};
use crate::share::carried::ELEMENT;
use crate::share::page::{Application, HELD, STYLES, held};

/// The text of an element that the page holds.
pub(super) fn text_of(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content()
}

/// The fragment of the document that the page was saved with.
pub fn fragment() -> Option<String> {
    text_of(ELEMENT).map(|text| text.trim().to_owned())
}

/// The whole application; `None` where the browser does not let us read our own files.
pub async fn application() -> Option<Application> {
    if let Some(styles) = text_of(STYLES) {
        let [a, b, c, d] = HELD.map(|id| text_of(id).as_deref().and_then(held));
        return Some(Application { styles, programs: [a?, b?, c?, d?] });
    }
    let mut styles = String::new();
    let sheets = document()?.query_selector_all("link[rel=stylesheet]").ok()?;
    for index in 0..sheets.length() {
        let address = sheets.item(index)?.dyn_into::<Element>().ok()?.get_attribute("href")?;
        styles.push_str(&String::from_utf8(fetched(&beside(&address)?).await?).ok()?);
        styles.push('\n');
    }
    let script = fetched(&named("link[rel=modulepreload]")?).await?;
    let program = fetched(&named("link[rel=preload][as=fetch]")?).await?;
    let [worker, worker_program] = files()?;
    let (worker, worker_program) = (fetched(&worker).await?, fetched(&worker_program).await?);
    Some(Application { styles, programs: [script, program, worker, worker_program] })
}

/// The address that the first element of this description names.
fn named(selector: &str) -> Option<String> {
    beside(&document()?.query_selector(selector).ok()??.get_attribute("href")?)
}

async fn fetched(address: &str) -> Option<Vec<u8>> {
    let answer: Response = JsFuture::from(window()?.fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Whether the page was opened from a file of this machine: an address of it is of no use elsewhere.
pub fn is_from_file() -> bool {
    window().and_then(|window| window.location().protocol().ok()).is_some_and(|protocol| protocol == "file:")
}
