//! From faults to runs: what a document's faults and its scenario change in a simulation, and what a change of the
//! document means to a run that is under way.
//!
//! A run plays the sound drawing, so that whatever is struck can be healed: what is struck from the beginning has been so
//! for long, what comes later is a change at its time. Knows no browser, no clock and no serde; reads the document and its
//! plan.

mod carried;
mod change;
mod contest;
mod phase;
mod phrase;
mod standing;

pub use carried::{Carried, carried};
pub use change::{Beginning, beginning, between, follows};
pub use contest::{Contest, Ranged, Standing, Told, contest};
pub use phase::{Phase, PhaseKind, Phases, cuts};
pub use phrase::{Phrase, PhraseError, phrase};

#[cfg(test)]
mod tests;
