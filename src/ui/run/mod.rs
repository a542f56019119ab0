//! Runs of the simulation in the page: how they are asked for, how far they are, what has been seen of them, and how it
//! is shown.
//!
//! [`RunProvider`] keeps the simulations and hands what is known of them to whoever asks with [`use_run`]; what follows
//! from what stands in [`state`], without a browser. The rest of the page is not drawn again when a run goes on.
//! [`Watching`] and [`Flows`] draw what [`seen`] holds.

pub mod aftermath;
pub mod agreement;
mod brush;
pub mod charts;
pub mod check;
pub mod choosing;
pub mod comparison;
pub mod controls;
mod dots;
pub mod flows;
mod gauges;
mod ink;
mod layer;
pub mod panel;
pub mod plots;
pub mod points;
mod provider;
pub mod round;
pub mod seen;
pub mod span;
pub mod state;
pub mod timeline;
pub mod traces;
pub mod versions;
pub mod versus;
pub mod watched;
pub mod watching;
pub mod waterfall;
mod words;

pub use controls::{RunBar, RunButton};
pub use flows::Flows;
pub use provider::{RunHandle, RunProvider, use_run};
pub use watching::Watching;
