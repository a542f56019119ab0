//! What a topology costs, how many users it serves within its objectives, and what gives way after that.
//!
//! Knows no browser, no clock, no serde. Whatever is said here was solved; nothing is estimated from rules of thumb.

mod capacity;
mod cost;
mod objective;
mod relief;
mod traffic;

pub use capacity::{Capacity, CapacitySearch, Limit, Promise, capacity};
pub use cost::{ComponentCost, Cost, CostPart, Egress, cost};
pub use objective::{Breach, Measure, breach};
