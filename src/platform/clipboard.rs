//! The clipboard. Browsers refuse it without a gesture, in frames and on plain http: the caller then shows the text
//! selected in a field.

use wasm_bindgen_futures::JsFuture;

use super::window;

/// Puts `text` on the clipboard and says whether the browser let us.
pub async fn write(text: &str) -> bool {
    let Some(window) = window() else { return false };
    if !window.is_secure_context() {
        // The clipboard's interface does not even exist there.
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
