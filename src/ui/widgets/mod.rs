//! Parts that several panels share. None knows the document.

pub mod icon;

pub use icon::{Icon, Sign, kind_path, sign_path};
