//! What a run has measured after its warm-up. Raw counts and sums, and the parts of the run from which intervals are made.

use super::measure::{Batch, Times};
use super::recorder::Trace;
use super::settings::Status;
use super::snapshot::Snapshot;
use crate::model::{ComponentId, LinkId};
use crate::plan::{Class, Reason, Resource};

/// Where a run does something else than the plan says, because the plan is too large to be kept whole. Components are
/// positions in the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note {
    /// Of a station's equal copies only so many are kept, each with as many times the servers.
    CopiesMerged {
        /// The component.
        component: usize,
        /// What the station stands for.
        resource: Resource,
        /// Copies in the plan.
        copies: f64,
        /// Copies in the run.
        kept: f64,
    },
    /// The least busy of so many copies is looked for in a sample of 64.
    SampledDispatch {
        /// The component.
        component: usize,
    },
    /// Up to so many objects of like popularity are represented by one of them.
    ObjectsMerged {
        /// The component that keeps them.
        component: usize,
        /// Objects that one stands for.
        each: f64,
    },
    /// Of the users of a closed group only so many are there: it sends less.
    FewerUsers {
        /// The Users component.
        component: usize,
        /// Users in the plan.
        users: f64,
        /// Users in the run.
        kept: f64,
    },
}

/// Requests that failed at one place for one reason.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failed {
    /// The component.
    pub component: ComponentId,
    /// Why.
    pub reason: Reason,
    /// How many.
    pub number: u64,
}

/// One class of request.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassOutcome {
    /// Which.
    pub class: Class,
    /// In flight when the measured time began.
    pub in_flight_before: u64,
    /// Begun since then.
    pub offered: u64,
    /// Answered correctly.
    pub answered: u64,
    /// Not answered correctly.
    pub failed: Vec<Failed>,
    /// In flight at the end: offered and in flight before is answered, failed and in flight after.
    pub in_flight_after: u64,
    /// Response times of those answered.
    pub response: Times,
}

/// One station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationOutcome {
    /// Position in the plan.
    pub station: usize,
    /// What it stands for.
    pub resource: Resource,
    /// Servers of all copies, mean over time.
    pub units: f64,
    /// Servers busy, mean over time.
    pub busy: f64,
    /// Requests in line, mean over time.
    pub waiting: f64,
    /// Arrivals.
    pub arrivals: u64,
    /// Refused for lack of a place in line.
    pub refused: u64,
    /// Left the line unserved.
    pub left: u64,
    /// Waits (also of no length) that ended with a server.
    pub waits: u64,
    /// Those of some length.
    pub waited: u64,
    /// Their sum, seconds.
    pub waited_s: f64,
}

/// One component.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentOutcome {
    /// Its id in the document.
    pub component: ComponentId,
    /// Requests that came.
    pub arrivals: u64,
    /// Those answered.
    pub answered: u64,
    /// Those that failed, here or below.
    pub failed: u64,
    /// Time that those answered spent here and below, all together, seconds.
    pub time_s: f64,
    /// Look-ups of its cache.
    pub lookups: u64,
    /// Those that found their object.
    pub hits: u64,
    /// Reads that could have been old.
    pub reads: u64,
    /// Those that were.
    pub old_reads: u64,
    /// Instances at the end, where they follow the load.
    pub instances: Option<f64>,
    /// Its stations.
    pub stations: Vec<StationOutcome>,
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkOutcome {
    /// Its id in the document.
    pub link: LinkId,
    /// Requests that began on it, by position in [`Class::ALL`].
    pub requests: [u64; 4],
}

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Where all randomness came from.
    pub seed: u64,
    /// The measured time, simulated seconds.
    pub from_s: f64,
    /// See `from_s`.
    pub until_s: f64,
    /// Events of the whole run.
    pub events: u64,
    /// How it ended.
    pub status: Status,
    /// What was done differently from the plan for its size.
    pub notes: Vec<Note>,
    /// Classes that were offered, in the order of [`Class::ALL`].
    pub classes: Vec<ClassOutcome>,
    /// Components in the order of the plan.
    pub components: Vec<ComponentOutcome>,
    /// Links that carried something.
    pub links: Vec<LinkOutcome>,
    /// The whole run in parts, the warm-up too: for finding out how long the warm-up is, and how far to trust a mean.
    pub batches: Vec<Batch>,
    /// Number of the batch with which the measured time begins.
    pub first_measured: usize,
    /// The time series, where it was asked for.
    pub series: Vec<Snapshot>,
    /// Paths of requests that have not been fetched.
    pub traces: Vec<Trace>,
}

impl Outcome {
    /// Measured time, seconds.
    pub fn span_s(&self) -> f64 {
        self.until_s - self.from_s
    }

    /// The outcome of a class; `None` where it was not offered.
    pub fn class(&self, class: Class) -> Option<&ClassOutcome> {
        self.classes.iter().find(|outcome| outcome.class == class)
    }

    /// The outcome of a component.
    pub fn component(&self, id: ComponentId) -> Option<&ComponentOutcome> {
        self.components.iter().find(|outcome| outcome.component == id)
    }

    /// A number that is the same for the same outcome, natively and in every browser, and different for nearly any other.
    pub fn hash(&self) -> u64 {
        let mut hash = Hash(0xCBF2_9CE4_8422_2325);
        hash.add(self.seed);
        hash.adds(&[self.from_s, self.until_s]);
        hash.add(self.events);
        for class in &self.classes {
            hash.add(class.class as u64);
            hash.numbers(&[class.in_flight_before, class.offered, class.answered, class.in_flight_after]);
            for failed in &class.failed {
                hash.numbers(&[u64::from(failed.component.0), failed.number]);
            }
            hash.times(&class.response);
        }
        for part in &self.components {
            let counts =
                [part.arrivals, part.answered, part.failed, part.lookups, part.hits, part.reads, part.old_reads];
            hash.numbers(&counts);
            hash.adds(&[part.time_s, part.instances.unwrap_or(-1.0)]);
            for station in &part.stations {
                hash.numbers(&[station.arrivals, station.refused, station.left, station.waits, station.waited]);
                hash.adds(&[station.units, station.busy, station.waiting, station.waited_s]);
            }
        }
        for link in &self.links {
            hash.numbers(&link.requests);
        }
        for batch in &self.batches {
            hash.adds(&[batch.from_s, batch.until_s]);
            for class in &batch.classes {
                hash.numbers(&[class.offered, class.failed]);
                hash.times(&class.response);
            }
            for &(busy, waiting) in &batch.stations {
                hash.adds(&[busy, waiting]);
            }
        }
        hash.0
    }
}

/// FNV-1a over whole words, with the bits of each word spread.
struct Hash(u64);

impl Hash {
    fn add(&mut self, word: u64) {
        self.0 = (self.0 ^ super::random::mixed(word)).wrapping_mul(0x0000_0100_0000_01B3);
    }

    fn numbers(&mut self, numbers: &[u64]) {
        for number in numbers {
            self.add(*number);
        }
    }

    fn adds(&mut self, numbers: &[f64]) {
        for number in numbers {
            self.add(number.to_bits());
        }
    }

    fn times(&mut self, times: &Times) {
        self.add(times.count);
        self.adds(&[times.sum_s, times.sum_of_squares_s2]);
        for (bucket, count) in times.buckets.iter().enumerate().filter(|(_, count)| **count > 0) {
            self.add(((bucket as u64) << 32) | u64::from(*count));
        }
    }
}
