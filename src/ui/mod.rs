//! The page, in Yew: turns events into messages and state into HTML and SVG, decides nothing else.

mod app;
mod banner;
pub mod context;
mod dialogs;
mod drag;
mod empty;
mod examples;
mod inspector;
mod level;
mod palette;
mod results;
pub mod state;
mod storing;
mod toolbar;
mod users;
pub mod widgets;

pub use app::App;
