//! The plan, event by event.

pub mod statistics;
