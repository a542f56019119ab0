//! Everything with a hit ratio.

use std::rc::Rc;

use super::popularity::Ranks;

/// A hit ratio, typed in or computed from popularity.
#[derive(Clone, Debug, PartialEq)]
pub struct Cache {
    /// Position of its component.
    pub component: usize,
    /// The hit ratio if it is typed in.
    pub typed: Option<f64>,
    /// Number of different objects.
    pub objects: f64,
    /// Objects that fit.
    pub capacity: f64,
    /// Time to live from when it is stored, seconds; infinite: never expires.
    pub ttl_s: f64,
    /// What gives way when it is full.
    pub eviction: Eviction,
    /// Entries dropped per second by hand, over all objects alike.
    pub invalidated_per_s: f64,
    /// Nodes whose requests drop the entry of the object that they are about; popularity as for look-ups.
    pub dropping: Vec<usize>,
    /// The objects' popularity: groups of ranks with the probability of one object of the group.
    pub popularity: Rc<[Ranks]>,
}

impl Cache {
    /// Whether it has the hit ratio of `other` at the same rates.
    pub fn answers_like(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.popularity, &other.popularity)
            && self.typed == other.typed
            && self.capacity == other.capacity
            && self.ttl_s == other.ttl_s
            && self.eviction == other.eviction
            && self.invalidated_per_s == other.invalidated_per_s
    }
}

/// What a full cache gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eviction {
    /// What was used least recently.
    LeastRecentlyUsed,
    /// What was stored first.
    FirstIn,
    /// What is used least often, with perfect knowledge.
    LeastFrequentlyUsed,
}

/// Reads that may find an old value.
#[derive(Clone, Debug, PartialEq)]
pub struct Staleness {
    /// Position of the component that answers with it.
    pub component: usize,
    /// How long after a write the old value is still read.
    pub window: Window,
    /// The station at which a write waits until it is applied, on top of the window.
    pub log: Option<usize>,
    /// The link that writes come over, as a position among the plan's links, where they are copied from elsewhere.
    pub link: Option<usize>,
    /// Nodes whose requests write to the same data.
    pub writes: Vec<usize>,
    /// Popularity of the objects, for reads and writes alike.
    pub popularity: Rc<[Ranks]>,
}

/// How long after a write the old value is still read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Window {
    /// So many seconds after each write: the lag of a replica.
    After(f64),
    /// Until an entry expires that is kept for so many seconds since it was stored.
    UntilExpiry(f64),
}
