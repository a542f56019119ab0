//! Runs of the simulation in the page: how they are asked for, how far they are, and what has been seen of them.
//!
//! [`RunProvider`] keeps the simulations and hands what is known of them to whoever asks with [`use_run`]; what follows
//! from what stands in [`state`], without a browser. The rest of the page is not drawn again when a run goes on.

pub mod agreement;
pub mod check;
pub mod comparison;
pub mod controls;
pub mod panel;
mod provider;
pub mod seen;
pub mod span;
pub mod state;
mod words;

pub use controls::{RunBar, RunButton};
pub use provider::{RunHandle, RunProvider, use_run};
