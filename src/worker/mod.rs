//! A simulation on the other side of a wall: what the page asks of it, what it answers, and how it runs in slices between
//! two messages.
//!
//! The page and the simulation are two programs. They exchange bytes: [`Request`]s one way, [`Report`]s the other, each
//! with the number of the protocol before it, so that a page and a worker of different versions find out. Nothing here
//! knows what carries the bytes, and nothing knows a clock: whoever turns the [`Runner`] says what time it is. How a run is
//! cut into slices, how fast it is shown and how often it is looked at changes no figure of it.

mod change;
mod pace;
mod parcel;
mod play;
mod protocol;
mod replicate;
mod runner;
mod watch;
mod wire;

pub use change::Change;
pub use pace::{Pace, Speed};
pub use play::PlayedPhase;
pub use protocol::{
    Failure, Job, MOST_REPLICATIONS, Phase, Progress, ProtocolError, Report, Request, VERSION, read, write,
};
pub use runner::{Again, Runner, SLICE, Turn};
pub use watch::POINTS;
pub use wire::{Findings, Look, Note, Opened};
