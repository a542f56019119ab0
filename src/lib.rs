//! Scaleground: draw a system, and see throughput, latency and failure impact at any load.
//!
//! The floors, lowest first; each uses only what stands before it (`tests/tidy.rs` holds that):
//! `base`, `model`, `plan`, `solve`, `simulate`, `impact`, `advice`, `card`, `check`, `lessons`, `chart`, `share`, `worker`, `editor`, `text`, `platform`, `ui`.

pub mod advice;
pub mod base;
pub mod card;
pub mod chart;
pub mod check;
pub mod editor;
pub mod impact;
pub mod lessons;
pub mod model;
pub mod plan;
pub mod scenario;
pub mod share;
pub mod simulate;
pub mod solve;
pub mod text;
pub mod worker;

pub mod platform;
pub mod ui;
