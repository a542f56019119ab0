//! Parts that several panels share. None knows the document.

mod button;
pub mod icon;
mod menu;
mod modal;
mod refusal;
mod roving;
mod same;
mod typed;
mod why;

pub use button::{Button, IconButton};
pub use icon::{Icon, Sign, kind_path, sign_path};
pub use menu::Disclosure;
pub use modal::Modal;
pub use refusal::{accept, refuse};
pub use roving::Roving;
pub use same::Same;
pub use typed::Typed;
pub use why::{Why, why};
