//! What failures and changes do: how much of the time requests are answered, what an outage leaves behind, which alarms
//! are raised, and what takes time until it has settled.
//!
//! Reads plan and solution, and of the document only what concerns neither: thresholds, how long messages are kept,
//! who is linked to whom. No randomness, no clock.

mod alarm;
mod availability;
mod diagram;
mod failover;
mod failures;
mod outage;
mod reaction;
mod structure;

pub use alarm::{Alarm, AlarmKind, alarms};
pub use availability::{Availability, Contribution, MINUTES_PER_YEAR, Uptime, availability};
pub use failures::{Failure, FailureTable, Fallen, Figures, Impact, Phase, Point, Stage, Tipped, Verdict};
pub use outage::{Outage, Unforeseen, outage, unforeseen};
pub use reaction::{Reaction, first_loss, instances_for_backlog, reaction, warm_up};
