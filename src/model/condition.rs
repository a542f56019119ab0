//! How links stand, with all faults that concern them.

use super::{ComponentId, Document, Fault, LinkId, Subject};

/// How a link is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Way {
    /// No call arrives.
    pub down: bool,
    /// Longer than drawn by so much, seconds.
    pub delay_s: f64,
    /// Share of the calls that never arrive, or whose answers do not.
    pub lossy: f64,
}

impl Document {
    /// How a link is: its own faults, and whether its ends stand in places that are cut off from each other.
    pub fn way(&self, id: LinkId) -> Way {
        let mut way = Way::default();
        if self.faults.is_empty() {
            return way;
        }
        let ends = self.links.get(&id).map(|link| (link.from, link.to));
        way.down = ends.is_some_and(|(from, to)| self.cut_off(from, to));
        for fault in self.faults.of(id) {
            match fault {
                Fault::Down => way.down = true,
                Fault::Delayed(seconds) => way.delay_s = seconds,
                Fault::Lossy(share) => way.lossy = share,
                _ => {}
            }
        }
        way
    }

    /// Whether places that two components stand in are cut off from each other.
    fn cut_off(&self, one: ComponentId, other: ComponentId) -> bool {
        self.faults.iter().any(|(subject, fault)| {
            let (Subject::Component(here), Fault::CutOff(there)) = (subject, fault) else { return false };
            let apart = |one, other| self.stands_in(one, here) && self.stands_in(other, there);
            apart(one, other) || apart(other, one)
        })
    }

    /// Instances of a bad deployment, of so many that are up, where a fault is one: at least one.
    pub fn bad_instances(share: f64, instances: f64) -> f64 {
        (share * instances).round().max(1.0).min(instances.max(1.0))
    }
}
