//! What a simulation counts, and what may be concluded from it.
//!
//! While the run goes on, three instruments take what happens in constant time and without allocation:
//! [`Recorder`] (values, such as response times), [`Level`] (what stays until it changes, such as the length of a queue)
//! and [`Counter`] (things that happen). Each keeps at most [`POINTS`] intervals of simulated time; when they are full,
//! neighbours merge and the interval doubles, so that memory does not grow with the run.
//!
//! After the run, each instrument gives its intervals as [`Part`]s (a sum and what it is taken over), and
//! - [`warm_up`] finds the beginning that is not yet steady (MSER-5, screened),
//! - [`estimate`] gives a mean, a rate or a share with its confidence interval, from independent replications or from
//!   the batches of one run, or says why no honest interval can be had ([`NoInterval`]),
//! - [`quantile`] does the same for a percentile.
//!
//! Everything is bit for bit the same on every machine: nothing but `libm`, square roots and fixed orders of summation.
//! It knows no randomness, no plan and no engine. Deliberately absent: bootstrapping, since what a simulation observes in
//! turn is not independent.

mod drift;
mod histogram;
mod interval;
mod level;
mod moments;
mod part;
mod quantile;
mod recorder;
mod replication;
mod student;
mod timeline;
mod warmup;

pub use drift::Direction;
pub use histogram::{Histogram, Position};
pub use interval::{Estimate, Interval, Kind, NoInterval, estimate};
pub use level::{Counter, Level, Span};
pub use moments::{Moments, Sums};
pub use part::Part;
pub use quantile::quantile;
pub use recorder::{EPOCH, Recorder, Summary};
pub use replication::in_order;
pub use student::t_quantile;
pub use timeline::{Merge, POINTS, Timeline};
pub use warmup::{LEAST, Verdict, WarmUp, mser, warm_up};
