//! A run of the simulation that is under way in the page: what has been seen of it, and what is shown.

mod brush;
pub mod charts;
mod dots;
pub mod flows;
mod gauges;
mod ink;
mod layer;
pub mod plots;
pub mod seen;
pub mod traces;
pub mod watching;
pub mod waterfall;

pub use flows::Flows;
pub use watching::Watching;
