//! How much of the time requests can be answered, from how often what is drawn fails and how long a repair takes.
//!
//! Exact for components, places and dice that are independent of each other; whatever several paths share is counted
//! once. Databases with replicas fail over as in `failover`. Until a balancer or a name server notices, requests still go to
//! what has failed: counted to first order. Failed deployments take down all that their automation operates; without
//! automation they are part of the time between failures. Not counted: failures that share a cause outside the drawing,
//! and whether what is left can carry the load.

use std::collections::BTreeMap;

use super::structure::Structure;
use crate::model::ComponentId;
use crate::plan::{Class, Plan, Source};

/// Minutes of a year of 365 days.
pub const MINUTES_PER_YEAR: f64 = 525_600.0;

/// Share of time; the two add up to 1, and each is precise by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Uptime {
    /// Probability that a request can be answered.
    pub availability: f64,
    /// Probability that it cannot.
    pub unavailability: f64,
}

impl Uptime {
    /// Minutes without service per year of 365 days.
    pub fn downtime_min_per_year(&self) -> f64 {
        self.unavailability * MINUTES_PER_YEAR
    }

    fn add(&mut self, weight: f64, other: &Self) {
        self.availability += weight * other.availability;
        self.unavailability += weight * other.unavailability;
    }
}

/// What a component or a place has to do with the downtime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Which.
    pub component: ComponentId,
    /// Minutes of downtime per year that there would be fewer if it never failed. They do not add up to the downtime
    /// where two have to fail together: then either would save the same minutes.
    pub downtime_min_per_year: f64,
}

/// Availability of a topology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Availability {
    /// Of all requests together.
    pub total: Uptime,
    /// By class, in the order of [`Class::ALL`].
    pub by_class: Vec<(Class, Uptime)>,
    /// By Users component, in the order of their ids.
    pub by_users: Vec<(ComponentId, Uptime)>,
    /// What the downtime of all requests together comes from, most first.
    pub contributions: Vec<Contribution>,
}

/// The availability of what `plan` was compiled from; `users` on the slider weigh the classes and Users components.
pub fn availability(plan: &Plan, users: f64) -> Availability {
    let mut structure = Structure::new(plan);
    let sources: Vec<(&Source, f64)> =
        plan.sources.iter().map(|source| (source, weight(source, users))).filter(|(_, weight)| *weight > 0.0).collect();
    let functions: Vec<_> = sources.iter().map(|(source, _)| structure.entry(source.entry)).collect();
    let all: f64 = sources.iter().map(|(_, weight)| weight).sum();
    let mut answer = Availability::default();
    let mut by_class: BTreeMap<Class, (f64, Uptime)> = BTreeMap::new();
    let mut by_users: BTreeMap<ComponentId, (f64, Uptime)> = BTreeMap::new();
    let mut minutes: BTreeMap<ComponentId, f64> = BTreeMap::new();
    for ((source, weight), function) in sources.iter().zip(functions) {
        let chance = structure.diagram.chance(function);
        let uptime = Uptime { availability: chance.yes, unavailability: chance.no };
        answer.total.add(weight / all, &uptime);
        for (sum, mean) in [
            by_class.entry(source.class).or_default(),
            by_users.entry(plan.components[source.component].id).or_default(),
        ] {
            *sum += weight;
            mean.add(*weight, &uptime);
        }
        for (gain, owner) in structure.diagram.gains(function).into_iter().zip(&structure.owners) {
            if let (Some(owner), true) = (owner, gain > 0.0) {
                *minutes.entry(*owner).or_default() += weight / all * gain * MINUTES_PER_YEAR;
            }
        }
    }
    answer.by_class = by_class.into_iter().map(|(class, sums)| (class, mean(sums))).collect();
    answer.by_users = by_users.into_iter().map(|(users, sums)| (users, mean(sums))).collect();
    let contribution = |(component, downtime_min_per_year)| Contribution { component, downtime_min_per_year };
    answer.contributions = minutes.into_iter().map(contribution).collect();
    answer.contributions.sort_by(|a, b| b.downtime_min_per_year.total_cmp(&a.downtime_min_per_year));
    answer
}

fn mean((weight, sum): (f64, Uptime)) -> Uptime {
    Uptime { availability: sum.availability / weight, unavailability: sum.unavailability / weight }
}

/// Requests per second of a source; of a closed one, its users by their share, since its rate follows from the answers.
fn weight(source: &Source, users: f64) -> f64 {
    match source.closed {
        Some(closed) => closed.users * closed.share / closed.think_s.max(1.0),
        None => source.rate(users),
    }
}
