//! From a picture made of shapes to one made of points, by the browser's own canvas.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::document;

/// The most points that a picture may have: what slide programs take.
const MOST_POINTS: f64 = 25e6;
/// Points per unit, where there are not too many: sharp on screens of today.
const SCALE: f64 = 2.0;

/// The PNG of an SVG picture of this size, canvas units; `None` where the browser cannot.
pub async fn png(svg: &str, width: f64, height: f64) -> Option<Vec<u8>> {
    let scale = SCALE.min((MOST_POINTS / (width * height).max(1.0)).sqrt());
    // The address of a blob would be foreign to a page in a sandbox, and few policies let images have one.
    let address = format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg));
    let drawn = drawn(&address, (width * scale).max(1.0), (height * scale).max(1.0)).await;
    let blob = JsFuture::from(to_blob(&drawn?)).await.ok()?.dyn_into::<Blob>().ok()?;
    let bytes = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

async fn drawn(address: &str, width: f64, height: f64) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new_with_width_and_height(width as u32, height as u32).ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

fn to_blob(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // A promise takes its answer.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        if canvas.to_blob(done.unchecked_ref()).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}
