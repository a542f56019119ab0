//! The page, in Yew: turns events into messages and state into HTML and SVG, decides nothing else.

mod app;
mod banner;
pub mod canvas;
pub mod context;
mod dialogs;
mod drag;
mod empty;
mod examples;
mod inspector;
mod lesson;
mod level;
pub mod menu;
pub mod outline;
mod palette;
pub mod quick_add;
mod results;
pub mod state;
mod storing;
mod toolbar;
mod users;
pub mod widgets;

pub use app::App;
