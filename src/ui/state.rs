//! Messages of the page.
use crate::editor::{Action, Input};
/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The user did something to the document, the selection or the view.
    Do(Action),
    /// The pointer did something on the canvas.
    Input(Input),
}
