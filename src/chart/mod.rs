//! Charts without a screen: scales, ticks, and the layout of a picture as a list of shapes. Pure.

mod distribution;
mod scale;

pub use distribution::{Distribution, Mark, distribution};
pub use scale::{Axis, Spread, ticks};
