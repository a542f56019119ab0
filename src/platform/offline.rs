//! The site without a network: a service worker that keeps its files, and a new version that waits to be taken.

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use super::window;

/// The file that the build makes.
const SCRIPT: &str = "sw.js";
/// How long a page that stays open goes without asking for a new version, milliseconds.
const ASK_EVERY_MS: f64 = 3_600_000.0;

/// A version that is here and waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Update(ServiceWorker);

impl Update {
    /// Takes it: the page is loaded anew as soon as it is in force.
    pub fn take(&self) {
        if self.0.state() != ServiceWorkerState::Installed {
            // Another tab has taken it already, or one that is newer still.
            return reload();
        }
        if let Some(container) = container() {
            EventListener::once(&container, "controllerchange", |_| reload()).forget();
        }
        // One that is gone has made way for a newer, which is offered in turn.
        let _ = self.0.post_message(&JsValue::from_str("take"));
    }
}

fn reload() {
    if let Some(window) = window() {
        // Refused only in a document that is gone.
        let _ = window.location().reload();
    }
}

/// The browser's side of service workers; `None` in a sandbox, without https, and wherever there is none.
fn container() -> Option<ServiceWorkerContainer> {
    // Asking for it throws where it is refused.
    Reflect::get(&window()?.navigator(), &JsValue::from_str("serviceWorker")).ok()?.dyn_into().ok()
}

/// Whether the page comes from `trunk serve`, which builds anew all the time: the page's first script has seen so.
fn is_served_for_development() -> bool {
    super::root_attribute("data-served").is_some()
}

/// Keeps the site for when there is no network, and tells `found` of each new version, for as long as the page is open.
pub async fn keep(found: impl Fn(Update) + Clone + 'static) {
    let Some(container) = container() else { return };
    if is_served_for_development() {
        return forget(&container).await;
    }
    let Ok(registered) = JsFuture::from(container.register(SCRIPT)).await else { return };
    let Ok(registration) = registered.dyn_into::<ServiceWorkerRegistration>() else { return };
    if let Some(waiting) = registration.waiting() {
        found(Update(waiting));
    }
    let own = registration.clone();
    EventListener::new(&registration, "updatefound", move |_| {
        // The first version of all replaces nothing.
        let replaces = self::container().is_some_and(|container| container.controller().is_some());
        if let Some(coming) = own.installing().filter(|_| replaces) {
            tell_when_installed(&coming, found.clone());
        }
    })
    .forget();
    ask_now_and_then(registration);
}

/// Nothing is kept any more: what was served from this address before must not hide what is built now.
async fn forget(container: &ServiceWorkerContainer) {
    let found = JsFuture::from(container.get_registration()).await.ok();
    if let Some(registration) = found.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>().ok())
        && let Ok(done) = registration.unregister()
    {
        // Whether there was one to be forgotten makes no difference.
        let _ = JsFuture::from(done).await;
    }
}

fn tell_when_installed(coming: &ServiceWorker, found: impl Fn(Update) + 'static) {
    let own = coming.clone();
    EventListener::new(coming, "statechange", move |_| {
        if own.state() == ServiceWorkerState::Installed {
            found(Update(own.clone()));
        }
    })
    .forget();
}

/// A page may stay open for weeks: it asks when somebody comes back to it.
fn ask_now_and_then(registration: ServiceWorkerRegistration) {
    let asked_ms = std::cell::Cell::new(super::frame::now_ms());
    let listener = super::frame::on_visibility(move |hidden| {
        let now_ms = super::frame::now_ms();
        if !hidden && now_ms - asked_ms.get() >= ASK_EVERY_MS {
            asked_ms.set(now_ms);
            // Without a network there is nothing new.
            let _ = registration.update();
        }
    });
    if let Some(listener) = listener {
        listener.forget();
    }
}
