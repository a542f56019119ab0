//! The page, in Yew: turns events into messages and state into HTML and SVG, decides nothing else.

pub mod app;
pub mod banner;
pub mod bench;
pub mod canvas;
pub mod computed;
pub mod context;
pub mod dialogs;
pub mod drag;
pub mod empty;
pub mod examples;
pub mod explain;
mod export;
pub mod insight;
pub mod inspector;
pub mod level;
pub mod menu;
mod opening;
pub mod outline;
pub mod palette;
pub mod panels;
pub mod quick_add;
pub mod results;
pub mod run;
pub mod share;
pub mod state;
pub mod storing;
pub mod toolbar;
pub mod users;
pub mod widgets;

pub use app::App;
pub use bench::bench_instead;
