//! The same plan, event by event: what steady states do not show. Queues fill and drain, caches fill, retries pile up.
//!
//! Reads the plan and nothing else; knows no clock, no browser and no thread. The same plan, users and settings give the
//! same run, bit for bit, natively and in every browser; how the run is cut into slices and how often it is looked at
//! changes nothing.
//!
//! ```
//! use scaleground::{lessons, plan, simulate};
//! let document = (lessons::examples()[0].build)();
//! let plan = plan::compile(&document);
//! let settings = simulate::Settings { seed: 7, horizon_s: 20.0, warm_up_s: 5.0, ..Default::default() };
//! let mut run = simulate::Simulation::new(&plan, document.users, &settings);
//! // Slices of some ten thousand events: a progress bar moves, a browser stays awake and optimises the loop.
//! while !run.advance(f64::INFINITY, 20_000).done {
//!     let now = run.snapshot(); // what is busy and waiting, and what has passed since the last look
//!     assert!(now.now_s <= 20.0);
//! }
//! let outcome = run.outcome();
//! assert!(outcome.classes.iter().all(|class| class.answered > 0));
//! ```
//!
//! To show a run at a speed, call [`Simulation::advance`] with the simulated time to be reached; to be as fast as it can,
//! with infinity and a number of events. [`Simulation::outcome`] may be asked for at any time. How long a run may be is
//! the caller's choice: [`Window`] says how long a budget of events lasts, how much of that is warm-up, and what it is
//! worth; some ten million events are computed in a second.
//!
//! What runs how is said in the files: `compile` (programs become operations), `flow` (a request goes through them),
//! `lines` and `shared` (stations), `attempts` (failures, time limits, breakers), `gather` (calls at once), `caches`,
//! `objects`, `store`, `filling`, `stale`, `logs`, `sources`, `people` (sticky sessions), `clock` (changes, autoscaling), `gates`, `health` and `links` (failures), `agenda` and `lists` (what happens
//! next), `random`, `times`, `measure`. What may be concluded from it: [`Findings`], by [`statistics`].

mod agenda;
mod attempts;
mod balance;
mod caches;
mod clock;
mod code;
mod compile;
mod course;
mod deployments;
mod engine;
mod filling;
mod findings;
mod flow;
mod gates;
mod gather;
mod health;
mod lines;
mod links;
mod lists;
mod logs;
mod measure;
mod objects;
mod outcome;
mod people;
mod random;
mod recorder;
mod settings;
mod setup;
mod shared;
mod simulation;
mod snapshot;
mod sources;
mod stale;
mod stations;
pub mod statistics;
mod store;
mod threads;
mod times;
mod visits;
mod window;

pub use course::Course;
pub use findings::{ClassFindings, Findings, StationFindings};
pub use measure::{Batch, ClassBatch, Times};
pub use outcome::{ClassOutcome, ComponentOutcome, Failed, LinkOutcome, Note, Outcome, StationOutcome};
pub use recorder::{Pause, Span, Trace};
pub use settings::{Caches, Change, Profile, Record, Settings, Status};
pub use simulation::{Progress, Simulation};
pub use snapshot::{Kept, Snapshot, StationNow};
pub use window::{ANY, FITS, GOOD, Slow, Slowest, Window, Worth};

use crate::plan::Plan;

/// Events that a simulated second of `plan` takes at so many users, about.
pub fn events_per_s(plan: &Plan, users: f64) -> f64 {
    visits::events_per_s(plan, users)
}
