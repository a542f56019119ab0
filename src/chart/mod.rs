//! Charts without a screen: scales, ticks, and the layout of a picture as a list of shapes. Pure.

mod distribution;
mod scale;
mod series;
mod waterfall;

pub use distribution::{Distribution, Mark, distribution};
pub use scale::{Axis, Spread, ticks, time_ticks};
pub use series::{Part, amount_axis, duration_axis, step_up, time_axis, trails};
pub use waterfall::{Bar, Stay, Waterfall, waterfall};
