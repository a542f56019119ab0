//! How what is drawn fails by itself, and what then takes its place.

use std::collections::BTreeMap;

use crate::model::ComponentId;

/// Everything about failures that the steady state does not need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failures {
    /// By component of the plan.
    pub components: Vec<Failing>,
    /// What takes others down with it: data centres and zones with something in them, automation that deploys.
    pub places: Vec<Place>,
    /// Primaries with the replicas that can take their place.
    pub groups: Vec<FailoverGroup>,
    /// By node: the entries each of which may answer in its place when others are down. A node without them is
    /// answered by what it calls.
    pub alternatives: BTreeMap<usize, Vec<usize>>,
    /// By node: where it sends requests to although they have failed, until a check finds out.
    pub unnoticed: BTreeMap<usize, Unnoticed>,
}

/// Targets that are looked after by checks.
#[derive(Clone, Debug, PartialEq)]
pub struct Unnoticed {
    /// From a failure until no request goes there any more, seconds.
    pub seconds: f64,
    /// Positions of the targets among the components, each with its share of the requests.
    pub targets: Vec<(usize, f64)>,
    /// Whether a target is looked after as a whole, and not each of its instances.
    pub whole: bool,
    /// Whether checks find out; else somebody notices.
    pub checked: bool,
}

/// How one component fails.
#[derive(Clone, Debug, PartialEq)]
pub struct Failing {
    /// Failure and repair of one of its units.
    pub unit: Lifetime,
    /// From a failure until somebody works on it, seconds; a part of the time to repair.
    pub noticed_s: f64,
    /// From the loss of one of its instances until nobody asks that one any more who has no checks of his own, seconds: 0
    /// where whoever asks is told at once.
    pub missed_s: f64,
    /// What a read needs; the shares add up to 1.
    pub reads: Vec<Need>,
    /// What a write needs; the shares add up to 1.
    pub writes: Vec<Need>,
    /// What deploys to it, then the places that it stands in, innermost first, as positions among [`Failures::places`].
    pub places: Vec<usize>,
    /// Position of its group, where it is the primary of one.
    pub group: Option<usize>,
    /// How long its callers keep an answer and need no other, seconds: the time to live of a name.
    pub remembered_s: f64,
    /// Entries whose loss a caller goes without: a look-up in a cache that it can do without.
    pub spared: Vec<usize>,
    /// Entries that write, where it is asked for more than reading.
    pub writing: Vec<usize>,
}

/// What a share of the requests needs: so many of so many units, which fail and are repaired each by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Share of the requests.
    pub share: f64,
    /// Units: instances, the two of a standby pair, the copies of an item, shards.
    pub units: f64,
    /// How many of them have to be up.
    pub needed: f64,
}

impl Need {
    /// Every request needs so many of so many.
    pub const fn of_all(needed: f64, units: f64) -> Self {
        Self { share: 1.0, units, needed }
    }
}

/// Mean times of failure and repair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lifetime {
    /// Mean time between the end of a repair and the next failure, seconds; infinite: never fails.
    pub mtbf_s: f64,
    /// Mean time from a failure until it is back, seconds: until it is noticed, and the repair.
    pub mttr_s: f64,
}

impl Lifetime {
    /// Share of time that it is up.
    pub fn up(&self) -> f64 {
        if self.never_down() { 1.0 } else { self.mtbf_s / (self.mtbf_s + self.mttr_s) }
    }

    /// Share of time that it is down, to full relative precision.
    pub fn down(&self) -> f64 {
        if self.never_down() { 0.0 } else { self.mttr_s / (self.mtbf_s + self.mttr_s) }
    }

    fn never_down(&self) -> bool {
        self.mtbf_s.is_infinite() || self.mttr_s <= 0.0
    }
}

/// A data centre or a zone takes what stands in it down with it, a failed deployment what it was for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its id in the document.
    pub id: ComponentId,
    /// Its failures.
    pub lifetime: Lifetime,
    /// From a failure until somebody works on it, seconds; a part of the time to repair.
    pub noticed_s: f64,
}

/// A primary and its replicas. When the primary is lost, a replica takes its place; nothing is served until then.
#[derive(Clone, Debug, PartialEq)]
pub struct FailoverGroup {
    /// Position of the primary among the components.
    pub primary: usize,
    /// Positions of the replicas among the components.
    pub replicas: Vec<usize>,
    /// Mean time of a fail-over that works by itself, seconds.
    pub promotion_s: f64,
    /// Share of losses of the primary for which it works by itself.
    pub coverage: f64,
    /// Mean time of a fail-over by hand, seconds.
    pub manual_s: f64,
    /// Whether a commit waits for no replica, so that what has not arrived there is lost with the primary.
    pub asynchronous: bool,
}
