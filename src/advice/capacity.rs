//! How many users a topology serves within its objectives, what gives way there, and what would next.
//!
//! The number of users is searched for by bisection over factors, from the breaking point down (or up, where the
//! objectives allow more); every step is a whole solution. Above the answer an objective is missed, below it none is.
//! Where objectives are missed at few users too (caches that are cold, say), it is the highest such crossing that the
//! search meets. What gives way next is the breaking point of the same plan without the limit that gave way before: so
//! these are users at which a resource is full, and not at which an objective is missed.

use super::objective::{Breach, breach};
use super::relief::relieve;
use crate::impact::availability;
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document};
use crate::plan::{Plan, Resource};
use crate::solve::{Backlog, Solution, solve};

/// Most solutions of the search for the number of users.
const MOST_SOLVES: usize = 22;
/// Relative width of the answer.
const PRECISION: f64 = 5e-4;
/// Utilization that stands for all of it.
const FULL: f64 = 0.9995;
/// How many limits are named after the first.
const NEXT: usize = 3;

/// Where something gives way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Users on the slider.
    pub users: f64,
    /// The objective that is missed above; `None`: a resource is full, or work that nobody waits for falls behind.
    pub breach: Option<Breach>,
    /// The fullest resource there; `None` where none has anything to do with it.
    pub place: Option<(ComponentId, Resource)>,
}

/// Availability of what one Users component asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise {
    /// Whose.
    pub users: ComponentId,
    /// Share of time promised.
    pub promised: f64,
    /// Share of time reached.
    pub reached: f64,
}

impl Promise {
    /// Whether it is kept.
    pub fn is_met(&self) -> bool {
        self.reached >= self.promised
    }
}

/// What a topology can carry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    /// Most users within all objectives of response time and errors; 0 where not even one is. `None`: no limit up to
    /// [`Document::MOST_USERS`], or a load that does not follow the slider.
    pub users: Option<f64>,
    /// What gives way there.
    pub limited_by: Option<Limit>,
    /// What would be full next, if what gave way before it had no limit; at most three, in order.
    pub next: Vec<Limit>,
    /// Whether the load follows the slider at all.
    pub follows_users: bool,
    /// Availability against what is promised, by Users component. It does not depend on the number of users.
    pub availability: Vec<Promise>,
}

impl Capacity {
    /// Whether every promise of availability is kept.
    pub fn availability_met(&self) -> bool {
        self.availability.iter().all(Promise::is_met)
    }
}

/// The capacity of `document`, which `plan` was compiled from.
pub fn capacity(document: &Document, plan: &Plan) -> Capacity {
    let mut search = CapacitySearch::new(document, plan);
    while !search.step(document, plan) {}
    search.answer
}

fn promises(document: &Document, plan: &Plan) -> Vec<Promise> {
    let by_users = availability(plan, document.users).by_users;
    let promise = |(users, uptime): (ComponentId, crate::impact::Uptime)| {
        let promised = document.components.get(&users)?.number(Parameter::ObjectiveAvailability);
        Some(Promise { users, promised, reached: uptime.availability })
    };
    by_users.into_iter().filter_map(promise).collect()
}

/// A load at which something gives way.
#[derive(Clone, Copy, Debug)]
struct Above {
    users: f64,
    breach: Option<Breach>,
    place: Option<(ComponentId, Resource)>,
}

/// What the search does next.
#[derive(Clone, Debug)]
enum Phase {
    /// Finds the breaking point, where it begins.
    Start,
    /// Asks the breaking point itself.
    First(f64),
    /// From a load that is too high to one that is not, by steps that grow.
    Down { high: Above, factor: f64 },
    /// From a load that is met to one that is not.
    Up { low: f64, factor: f64 },
    /// The highest load between that is met.
    Between { low: f64, high: Above },
    /// What would be full next, in the plan without what was full before.
    Next(Box<Plan>),
    /// The answer stands.
    Done,
}

/// The search for a capacity, one solution at a time, for callers that have other things to do in between. It has to
/// be given the same document and plan at every step.
#[derive(Clone, Debug)]
pub struct CapacitySearch {
    phase: Phase,
    left: usize,
    answer: Capacity,
}

impl CapacitySearch {
    /// A search that has not solved anything yet.
    pub fn new(document: &Document, plan: &Plan) -> Self {
        let follows_users = plan.sources.iter().any(|source| source.rate_per_user > 0.0);
        let answer = Capacity { availability: promises(document, plan), follows_users, ..Capacity::default() };
        Self { phase: if follows_users { Phase::Start } else { Phase::Done }, left: MOST_SOLVES, answer }
    }

    /// Solves once; whether the answer stands.
    pub fn step(&mut self, document: &Document, plan: &Plan) -> bool {
        self.left = self.left.saturating_sub(1);
        let above = |users: f64| above(document, plan, users);
        self.phase = match std::mem::replace(&mut self.phase, Phase::Done) {
            Phase::Start => {
                let point = solve(plan, 1.0).breaking_point.map_or(Document::MOST_USERS, |point| point.users);
                Phase::First(point.clamp(1.0, Document::MOST_USERS))
            }
            Phase::First(users) => match above(users) {
                Some(high) => self.down(plan, high, 2.0),
                None => self.up(plan, users, 2.0),
            },
            Phase::Down { high, factor } => {
                let users = (high.users / factor).max(1.0);
                match above(users) {
                    Some(high) => self.down(plan, high, factor * factor),
                    None => self.narrow(plan, users, high),
                }
            }
            Phase::Up { low, factor } => {
                let users = (low * factor).min(Document::MOST_USERS);
                match above(users) {
                    Some(high) => self.narrow(plan, low, high),
                    None => self.up(plan, users, factor * factor),
                }
            }
            Phase::Between { low, high } => {
                let users = (low * high.users).sqrt();
                match above(users) {
                    Some(high) => self.narrow(plan, low, high),
                    None => self.narrow(plan, users, high),
                }
            }
            Phase::Next(relieved) => self.follow(relieved),
            Phase::Done => Phase::Done,
        };
        self.is_done()
    }

    /// Whether the answer stands.
    pub fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done)
    }

    /// The answer, as far as it is known.
    pub fn answer(&self) -> &Capacity {
        &self.answer
    }

    fn down(&mut self, plan: &Plan, high: Above, factor: f64) -> Phase {
        if high.users <= 1.0 || self.left == 0 {
            // Missed by a single user: then no resource is to blame.
            return self.limited(plan, Limit { users: 0.0, breach: high.breach, place: None });
        }
        Phase::Down { high, factor }
    }

    fn up(&mut self, plan: &Plan, low: f64, factor: f64) -> Phase {
        if low >= Document::MOST_USERS || self.left == 0 {
            return Phase::Next(Box::new(plan.clone()));
        }
        Phase::Up { low, factor }
    }

    fn narrow(&mut self, plan: &Plan, low: f64, high: Above) -> Phase {
        if high.users <= low * (1.0 + PRECISION) || self.left == 0 {
            return self.limited(plan, Limit { users: low, breach: high.breach, place: high.place });
        }
        Phase::Between { low, high }
    }

    fn limited(&mut self, plan: &Plan, limit: Limit) -> Phase {
        (self.answer.users, self.answer.limited_by) = (Some(limit.users), Some(limit));
        let mut relieved = plan.clone();
        if let Some((component, resource)) = limit.place {
            relieve(&mut relieved, component, resource);
        }
        Phase::Next(Box::new(relieved))
    }

    /// Names what is full first in a plan, and takes its limit away.
    fn follow(&mut self, mut relieved: Box<Plan>) -> Phase {
        let Some(point) = solve(&relieved, 1.0).breaking_point else { return Phase::Done };
        let place = (point.component, point.resource);
        let mut known = self.answer.limited_by.iter().chain(&self.answer.next);
        // What has no limit any more cannot be what is full; then there is nothing more to say.
        if known.any(|limit| limit.place == Some(place)) {
            return Phase::Done;
        }
        self.answer.next.push(Limit { users: point.users, breach: None, place: Some(place) });
        if self.answer.next.len() == NEXT {
            return Phase::Done;
        }
        relieve(&mut relieved, place.0, place.1);
        Phase::Next(relieved)
    }
}

/// What gives way at so many users; `None` where nothing does.
fn above(document: &Document, plan: &Plan, users: f64) -> Option<Above> {
    let solution = solve(plan, users);
    if let Some(breach) = breach(document, plan, &solution) {
        return Some(Above { users, breach: Some(breach), place: solution.bottleneck });
    }
    let place = falls_behind(plan, &solution)?;
    Some(Above { users, breach: None, place: Some(place) })
}

/// What nobody waits for has no objective, but no load is carried whose messages pile up, or whose copies of writes
/// find no time: then whoever does that work is full.
fn falls_behind(plan: &Plan, solution: &Solution) -> Option<(ComponentId, Resource)> {
    let copying =
        plan.components.iter().filter(|part| plan.entries[part.entries.clone()].iter().any(|entry| entry.side));
    let full = copying.filter_map(|part| {
        let works = |resource: Resource| {
            plan.stations[part.stations.clone()].iter().any(|station| station.resource == resource && !station.held)
        };
        let result = solution.components.get(&part.id)?;
        let full = result.resources.iter().find(|one| one.utilization >= FULL && works(one.resource))?;
        Some((part.id, full.resource))
    });
    let grows = |backlog: &Backlog| backlog.growth_per_s > 0.0;
    let piling = solution.components.values().any(|result| result.backlog.as_ref().is_some_and(grows));
    full.into_iter().next().or(solution.bottleneck.filter(|_| piling))
}
