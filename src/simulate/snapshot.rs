//! A look at a run that is under way.

use super::measure::ClassBatch;
use crate::plan::Resource;

/// A station at a moment, and since the last look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StationNow {
    /// Position of its component in the plan.
    pub component: usize,
    /// What it stands for.
    pub resource: Resource,
    /// Servers of all copies that take requests.
    pub units: f64,
    /// Servers busy now.
    pub busy: u32,
    /// Requests in line now.
    pub waiting: u32,
    /// Share of the servers that was busy, mean since the last look.
    pub utilization: f64,
    /// Requests in line, mean since the last look.
    pub mean_waiting: f64,
}

/// What became of what is kept: data and sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Reads that could have been old.
    pub reads: u64,
    /// Those that were.
    pub old_reads: u64,
    /// Writes that had been confirmed and were lost, since they had not come further than a primary that was.
    pub writes_lost: u64,
    /// Sessions that were lost with the memory of a server.
    pub sessions_lost: u64,
    /// Requests whose user's session was lost, or stands on another server than they came to.
    pub signed_out: u64,
}

impl Kept {
    /// What has been counted since `before`.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            reads: self.reads - before.reads,
            old_reads: self.old_reads - before.old_reads,
            writes_lost: self.writes_lost - before.writes_lost,
            sessions_lost: self.sessions_lost - before.sessions_lost,
            signed_out: self.signed_out - before.signed_out,
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.reads += other.reads;
        self.old_reads += other.old_reads;
        self.writes_lost += other.writes_lost;
        self.sessions_lost += other.sessions_lost;
        self.signed_out += other.signed_out;
    }
}

/// A run at a moment, and since the last look.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Simulated time, seconds.
    pub now_s: f64,
    /// Simulated time of the last look, seconds.
    pub since_s: f64,
    /// Threads in flight: requests, jobs, and calls at once.
    pub in_flight: usize,
    /// By station of the plan.
    pub stations: Vec<StationNow>,
    /// By link of the plan: requests that began on it since the last look, by position in [`crate::plan::Class::ALL`].
    pub links: Vec<[u64; 4]>,
    /// By class, by position in [`crate::plan::Class::ALL`]: since the last look. Empty where nothing live is
    /// recorded, but for the points of a time series.
    pub classes: [ClassBatch; 4],
    /// Since the last look: position of the component, reason, requests that failed so.
    pub failures: Vec<(usize, crate::plan::Reason, u64)>,
    /// By component of the plan: instances that take requests, where they follow the load.
    pub instances: Vec<Option<f64>>,
    /// What has become of data and sessions since the last look.
    pub kept: Kept,
}

/// What the last look has seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) at_s: f64,
    /// Integrals over time of busy servers, requests in line, and servers, by station.
    pub(super) stations: Vec<(f64, f64, f64)>,
    pub(super) counters: Vec<u64>,
    pub(super) failures: Vec<[u64; 4]>,
    pub(super) kept: Kept,
}
