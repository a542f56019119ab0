//! Faults on a timeline.

use super::{Fault, Subject};

/// A fault that comes and goes during a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incident {
    /// When it begins, seconds of simulated time from the beginning of the run.
    pub from_s: f64,
    /// When it ends, seconds; `None`: it stays until the end of the run.
    pub until_s: Option<f64>,
    /// What is struck.
    pub subject: Subject,
    /// With what.
    pub fault: Fault,
}

impl Incident {
    /// The latest that an incident may begin or end, seconds: a week.
    pub const LATEST_S: f64 = 604_800.0;

    /// Whether its times make sense.
    pub fn in_range(&self) -> bool {
        let until_s = self.until_s.unwrap_or(Self::LATEST_S);
        self.from_s >= 0.0 && self.from_s < until_s && until_s <= Self::LATEST_S
    }
}

/// What becomes of the system, in the order of the beginnings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// The incidents by their beginning; those of one time in the order in which they were added.
    pub incidents: Vec<Incident>,
}

impl Scenario {
    /// The most incidents that a document may hold.
    pub const MOST: usize = 200;

    /// Adds an incident where it belongs.
    pub fn add(&mut self, incident: Incident) {
        let place = self.incidents.partition_point(|other| other.from_s <= incident.from_s);
        self.incidents.insert(place, incident);
    }

    /// Whether nothing happens.
    pub fn is_empty(&self) -> bool {
        self.incidents.is_empty()
    }

    /// When the first begins, seconds.
    pub fn begins_s(&self) -> Option<f64> {
        self.incidents.first().map(|incident| incident.from_s)
    }

    /// When the last that ends does so, or the last that does not end begins, seconds.
    pub fn ends_s(&self) -> Option<f64> {
        self.incidents.iter().map(|incident| incident.until_s.unwrap_or(incident.from_s)).reduce(f64::max)
    }
}
