//! The browser's storage. Strict sandboxes refuse it and quotas end: the page then works without.

use web_sys::Storage;

use super::window;

const PREFIX: &str = "scaleground.";

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// What is stored under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

/// Stores `text` under `key` and says whether the browser let us.
pub fn write(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), text).is_ok())
}

/// Removes what is stored under `key`.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // Nothing to remove where nothing can be stored.
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}
