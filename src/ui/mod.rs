//! The page, in Yew.

pub mod canvas;
pub mod menu;
pub mod outline;
pub mod quick_add;
mod sketch;
pub mod state;
pub mod widgets;

pub use sketch::App;
