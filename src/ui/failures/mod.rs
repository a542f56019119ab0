//! Every single failure on the page: the table among the results, and what it says drawn over the canvas.
//!
//! The table is computed in pauses while somebody looks at it: when nothing has changed for a moment, for a few
//! milliseconds per turn of the event loop. The last table stays, dimmed, until the next is done.

mod heat;
mod panel;
mod provider;
mod rows;
mod state;
mod uptime;
mod words;

pub use heat::HeatLayer;
pub use panel::FailurePanel;
pub use provider::{FailureHandle, FailureProvider, use_failures};
