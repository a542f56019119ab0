//! A field that does not take what was typed says why, as the browser says it of its own fields: beside the field, to
//! eyes and screen readers, and what was typed stays to be mended.

use web_sys::HtmlInputElement;

/// Says at `input` why what was typed is not taken.
pub fn refuse(input: &HtmlInputElement, why: &str) {
    input.set_custom_validity(why);
    input.report_validity();
}

/// What was typed is taken again.
pub fn accept(input: &HtmlInputElement) {
    input.set_custom_validity("");
}
