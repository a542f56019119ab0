//! What failures do: how much of the time requests are answered, and what an outage leaves behind.
//!
//! Knows no document beyond ids, no randomness, no clock.

mod availability;
mod diagram;
mod failover;
mod outage;
mod structure;

pub use availability::{Availability, Contribution, MINUTES_PER_YEAR, Uptime, availability};
pub use outage::{Outage, outage};
