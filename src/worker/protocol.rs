//! The messages, and their bytes: the number of the protocol, then the message in Postcard's form.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::pace::Speed;
use super::play::PlayedPhase;
use super::wire::{Findings, Look, Note};

/// Raised with every change of a message. Page and worker come from the same build; a cache in between may mix two.
pub const VERSION: u8 = 4;

/// The longest message that is read, bytes.
pub(super) const LONGEST: usize = 64 << 20;

/// The most replications that findings are made of.
pub const MOST_REPLICATIONS: usize = 64;

/// The most notes that are told of a run.
pub(super) const MOST_NOTES: usize = 20;

/// A run to be played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Which run this is, so that what is on its way from another is known.
    pub number: u32,
    /// The document, as a file has it.
    pub document: String,
    /// Users on the slider.
    pub users: f64,
    /// Where all randomness comes from.
    pub seed: u64,
    /// Simulated seconds of the whole run.
    pub horizon_s: f64,
    /// Simulated seconds before anything is counted.
    pub warm_up_s: f64,
    /// Share of requests whose path is recorded, 0 to 1.
    pub traced_share: f64,
    /// How the load changes: position in [`crate::simulate::Course::ALL`].
    pub course: u8,
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Plays a run to be watched, at a speed, in place of whatever is under way.
    Watch(Job, Speed),
    /// Another speed.
    Speed(Speed),
    /// Holds the run.
    Pause,
    /// Goes on.
    Resume,
    /// Goes on for so much of a second of its speed, and holds again.
    Step(f64),
    /// Goes on as fast as it can up to this simulated time, seconds; from there as before: at its speed, or held.
    Reach(f64),
    /// Ends whatever is under way.
    Stop,
    /// Changes what is struck, or the load, in the run that is watched: of the run of this number, at its present time.
    Change(u32, Vec<Change>),
    /// The last report was taken: the next may come.
    Taken,
    /// Plays one replication as fast as it can.
    Replicate(Job),
    /// Plays one run with what is planned in its document, as fast as it can, and tells these parts of it apart, which end
    /// at these simulated seconds (see [`crate::scenario::cuts`]).
    Play(Job, [f64; 4]),
    /// What these outcomes (each as [`Report::Replicated`] gave it) say together, in this order.
    Find(Vec<Vec<u8>>),
    /// Measures this system of the speed table; answered by whoever has a clock.
    Measure(u32),
}

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// It goes on.
    Running,
    /// It is held.
    Paused,
    /// It has reached its end.
    Done,
    /// More was in flight than it can hold: it goes no further.
    Full,
}

impl Phase {
    /// Whether it goes no further.
    pub fn ended(self) -> bool {
        matches!(self, Self::Done | Self::Full)
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Which run it is of.
    pub number: u32,
    /// Where it is.
    pub phase: Phase,
    /// Simulated time, seconds.
    pub now_s: f64,
    /// Simulated time of its end, seconds.
    pub horizon_s: f64,
    /// Events so far.
    pub events: u64,
    /// Time spent on it, pauses left out, milliseconds.
    pub elapsed_ms: f64,
    /// Events per second of the clock, of late.
    pub events_per_s: f64,
    /// Simulated seconds per second of the clock, of late.
    pub reached: f64,
    /// Of the outcome, once it has ended.
    pub hash: Option<u64>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The document could not be read.
    Document(String),
    /// A message could not be read.
    Message(ProtocolError),
    /// An outcome could not be read, or there was none.
    Outcome,
}

/// What the simulation answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// It can be asked.
    Ready,
    /// Where the run that is watched does something else than the plan says, because the plan is too large; told once.
    Noted(Vec<Note>),
    /// A look at the run that is watched.
    Seen(Box<Look>, Progress),
    /// What was asked to change in a run has changed: the run, and its simulated time, seconds.
    Changed(u32, f64),
    /// How far a replication is, 0 to 1.
    Advanced(f64),
    /// The outcome of a replication, for [`Request::Find`], and its hash and events.
    Replicated {
        /// The outcome.
        parcel: Vec<u8>,
        /// Its hash.
        hash: u64,
        /// Its events.
        events: u64,
        /// Whether it ended before its time, because too much was in flight.
        full: bool,
        /// Where the run did something else than the plan says, because the plan is too large.
        notes: Vec<Note>,
    },
    /// What was counted in the parts of a run, for [`Request::Play`].
    Played {
        /// The parts.
        phases: Vec<PlayedPhase>,
        /// Hash of its outcome.
        hash: u64,
        /// Whether it ended before its time, because too much was in flight.
        full: bool,
    },
    /// What replications say together.
    Found(Box<Findings>),
    /// How fast a system of the speed table is played: customers per second of the bare loop and of the simulation, and
    /// events per customer.
    Measured([f64; 3]),
    /// It could not be done.
    Failed(Failure),
}

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ProtocolError {
    /// They come from another version.
    #[error("protocol {found}, not {VERSION}")]
    Version {
        /// Its number.
        found: u8,
    },
    /// There are too many of them.
    #[error("{length} bytes, more than {LONGEST}")]
    TooLong {
        /// How many.
        length: usize,
    },
    /// They are not whole.
    #[error("not a message")]
    Damaged,
}

/// The bytes of a message.
pub fn write(message: &impl Serialize) -> Vec<u8> {
    // Into memory, of plain values: nothing can go wrong.
    postcard::to_extend(message, vec![VERSION]).unwrap_or_default()
}

/// The message of these bytes.
///
/// # Errors
/// [`ProtocolError`] where they are none.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ProtocolError> {
    if bytes.len() > LONGEST {
        return Err(ProtocolError::TooLong { length: bytes.len() });
    }
    match bytes.split_first() {
        Some((&VERSION, message)) => postcard::from_bytes(message).map_err(|_| ProtocolError::Damaged),
        Some((&found, _)) => Err(ProtocolError::Version { found }),
        None => Err(ProtocolError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_arrive_as_they_were_sent() {
        let job = Job {
            number: 3,
            document: "{}".to_owned(),
            users: 1e8,
            seed: u64::MAX,
            horizon_s: 0.1,
            warm_up_s: 0.01,
            traced_share: 1e-3,
            course: 2,
        };
        for request in [Request::Watch(job, Speed::Fastest), Request::Pause, Request::Find(vec![vec![1, 2], vec![]])] {
            assert_eq!(read(&write(&request)), Ok(request));
        }
    }

    #[test]
    fn another_version_and_damage_are_told_apart() {
        let mut bytes = write(&Report::Advanced(0.5));
        assert_eq!(read::<Report>(&bytes[..4]), Err(ProtocolError::Damaged));
        bytes[0] += 1;
        assert_eq!(read::<Report>(&bytes), Err(ProtocolError::Version { found: VERSION + 1 }));
        assert_eq!(read::<Report>(&[]), Err(ProtocolError::Damaged));
        let length = LONGEST + 1;
        assert_eq!(read::<Report>(&vec![VERSION; length]), Err(ProtocolError::TooLong { length }));
    }
}
