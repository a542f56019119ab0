//! One decision better, and whether anything is worse for it.

use std::collections::BTreeMap;

use scaleground::impact::{Failure, FailureTable, Impact, Stage, availability};
use scaleground::model::{Choice, ComponentId, Document};
use scaleground::plan::compile;

use super::{Drawn, Store, System, Zones};

/// What somebody who was told that the design is weak would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Better {
    Replica,
    Standby,
    SecondZone,
    QuickerChecks,
    Balancer,
    CacheAside,
    WriteThrough,
    MoreInstances,
}

impl Better {
    pub const ALL: &[Self] = &[
        Self::Replica,
        Self::Standby,
        Self::SecondZone,
        Self::QuickerChecks,
        Self::Balancer,
        Self::CacheAside,
        Self::WriteThrough,
        Self::MoreInstances,
    ];

    /// The system with it; `None` where it has it, or makes no sense there.
    pub fn of(self, system: &System) -> Option<System> {
        let mut new = system.clone();
        let reads = system.shares[1] > 0.0;
        match self {
            Self::Replica => match system.store {
                // One more copy that writes wait for is one more that they can wait for in vain.
                Store::Relational { replicas, synchronous: false } => {
                    new.store = Store::Relational { replicas: replicas + 1, synchronous: false };
                }
                _ => return None,
            },
            Self::Standby if system.balancer.is_some() && !system.standby => new.standby = true,
            Self::SecondZone if system.balancer.is_some() && system.zones == Zones::One && system.tiers == 1 => {
                // A second zone for the servers alone loses with the first all that only stands there, and its own checks
                // take their time as well.
                let alone = system.service.is_none() && !system.sessions && system.cache.is_none();
                if !alone || !matches!(system.store, Store::Relational { replicas: 1.., .. }) {
                    return None;
                }
                (new.zones, new.tiers) = (Zones::Two, 2);
            }
            Self::QuickerChecks if system.balancer.is_some() => new.check_s /= 2.0,
            // In front of a single server a balancer is one more part that can fail, and finds nobody to turn to.
            Self::Balancer if system.balancer.is_none() && system.instances > 1.0 => {
                (new.balancer, new.standby) = (Some(Choice::RoundRobin), true);
            }
            Self::CacheAside if system.cache.is_none() && reads => new.cache = Some(Choice::CacheAside),
            Self::WriteThrough if system.cache.is_none() && reads => new.cache = Some(Choice::WriteThrough),
            Self::MoreInstances => new.instances += 1.0,
            _ => return None,
        }
        Some(new)
    }
}

/// What fails, told by what it is and not by its number.
fn names(drawn: &Drawn) -> BTreeMap<ComponentId, String> {
    let mut count: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (id, part) in &drawn.drawing.document.components {
        let key = part.kind.spec().key;
        let number = count.entry(key).or_default();
        found.insert(*id, format!("{key} {number}"));
        *number += 1;
    }
    found
}

fn told(document: &Document, names: &BTreeMap<ComponentId, String>, failure: Failure) -> String {
    match failure {
        Failure::Component(id) => names[&id].clone(),
        Failure::Instance(id) => format!("one of {}", names[&id]),
        Failure::Link(id) => {
            let link = &document.links[&id];
            format!("{} -> {}", names[&link.from], names[&link.to])
        }
    }
}

/// Whether a failure of before is that of a part which does the same: one of the same kind; and the ways to and from the
/// balancer were the way to the servers.
fn alike(old: &str, new: &str, better: Better) -> bool {
    let kinds = |name: &str| name.chars().filter(|char| !char.is_ascii_digit()).collect::<String>();
    let entrance = better == Better::Balancer && new.contains("load-balancer") && kinds(old) == "users  -> web-server ";
    kinds(old) == kinds(new) || entrance
}

/// How a system stands: its availability, the share served while it is sound, and with each single failure.
struct Standing {
    availability: f64,
    sound: f64,
    failures: BTreeMap<String, Impact>,
}

fn standing(system: &System) -> Option<Standing> {
    let drawn = system.draw();
    let document = &drawn.drawing.document;
    let names = names(&drawn);
    let table = FailureTable::new(document, document.users, None);
    let sound = table.sound()?.served_share();
    let failures = table.map(|impact| (told(document, &names, impact.failure), impact));
    let failures = failures.collect();
    Some(Standing {
        availability: availability(&compile(document), document.users).total.availability,
        sound,
        failures,
    })
}

/// What is worse with it; each with what it was and what it is.
pub fn worse(system: &System, better: Better) -> Option<Vec<String>> {
    let new = better.of(system)?;
    let (Some(before), Some(after)) = (standing(system), standing(&new)) else { return Some(Vec::new()) };
    let mut found = Vec::new();
    let mut hold = |what: String, old: f64, new: f64| {
        if new < old - 1e-6 {
            found.push(format!("{better:?}: {what}: {new:.9} after {old:.9}"));
        }
    };
    // Both of a pair of balancers can be down at once, each for its repair and the ten minutes until somebody complains.
    let repair_h = system.lifetime.1 + 600.0 / 3_600.0;
    let down = repair_h / (system.lifetime.0 + repair_h);
    let both = if better == Better::Balancer { 1.0 - down * down } else { 1.0 };
    hold("availability".to_owned(), before.availability * both, after.availability);
    hold("served".to_owned(), before.sound, after.sound);
    let served = |impact: &Impact, stage: Stage| Some(impact.at(stage)?.figures.as_ref()?.served_share());
    for (name, impact) in &after.failures {
        // All of several at once are no single failure.
        if matches!(impact.failure, Failure::Component(_)) && impact.units > 1.0 {
            continue;
        }
        // What a cache that asks the store itself cannot fetch is an error to all who ask it.
        if better == Better::WriteThrough && name.starts_with("cache") && matches!(impact.failure, Failure::Link(_)) {
            continue;
        }
        let Some(now) = served(impact, Stage::FailedOver) else { continue };
        let first = impact.served().0;
        match before.failures.get(name) {
            Some(old) if matches!(old.failure, Failure::Component(_)) && old.units > 1.0 => {}
            Some(old) => {
                if let Some(then) = served(old, Stage::FailedOver) {
                    hold(format!("{name}, in the end"), then, now);
                }
                if let (Some(then), Some(now)) = (old.served().0, first) {
                    hold(format!("{name}, at once"), then, now);
                }
            }
            // What was not there could not fail: once that has been found out, no less is served than with the loss of
            // what did the same before; with that of nothing where it has no like.
            None => {
                let like = before.failures.iter().filter(|(old, _)| alike(old, name, better));
                let least = like.filter_map(|(_, old)| served(old, Stage::FailedOver)).reduce(f64::min);
                hold(format!("{name}, new, in the end"), least.unwrap_or(before.sound), now);
            }
        }
    }
    Some(found)
}
