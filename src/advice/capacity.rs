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
use crate::solve::{Solution, solve};

/// Most solutions of the search for the number of users.
const MOST_SOLVES: usize = 22;
/// Relative width of the answer.
const PRECISION: f64 = 5e-4;
/// How many limits are named after the first.
const NEXT: usize = 3;

/// Where something gives way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Users on the slider.
    pub users: f64,
    /// The objective that is missed above; `None`: a resource is full.
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
    let mut answer = Capacity { availability: promises(document, plan), ..Capacity::default() };
    answer.follows_users = plan.sources.iter().any(|source| source.rate_per_user > 0.0);
    if answer.follows_users {
        answer.limited_by = Search { document, plan, left: MOST_SOLVES }.limit();
        answer.users = answer.limited_by.map(|limit| limit.users);
        answer.next = following(plan, answer.limited_by.and_then(|limit| limit.place));
    }
    answer
}

fn promises(document: &Document, plan: &Plan) -> Vec<Promise> {
    let by_users = availability(plan, document.users).by_users;
    let promise = |(users, uptime): (ComponentId, crate::impact::Uptime)| {
        let promised = document.components.get(&users)?.number(Parameter::ObjectiveAvailability);
        Some(Promise { users, promised, reached: uptime.availability })
    };
    by_users.into_iter().filter_map(promise).collect()
}

struct Search<'a> {
    document: &'a Document,
    plan: &'a Plan,
    left: usize,
}

/// A load at which an objective is missed.
struct Above {
    users: f64,
    breach: Breach,
    place: Option<(ComponentId, Resource)>,
}

impl Search<'_> {
    fn limit(&mut self) -> Option<Limit> {
        let start = self.solved(1.0).breaking_point.map_or(Document::MOST_USERS, |point| point.users);
        let start = start.clamp(1.0, Document::MOST_USERS);
        let (low, high) = match self.above(start) {
            Some(high) => self.downwards(high),
            None => self.upwards(start)?,
        };
        Some(self.between(low, high))
    }

    fn solved(&mut self, users: f64) -> Solution {
        self.left = self.left.saturating_sub(1);
        solve(self.plan, users)
    }

    /// What is missed at so many users; `None` where nothing is.
    fn above(&mut self, users: f64) -> Option<Above> {
        let solution = self.solved(users);
        let breach = breach(self.document, self.plan, &solution)?;
        Some(Above { users, breach, place: solution.bottleneck })
    }

    /// From a load that is too high to one that is not, by steps that grow.
    fn downwards(&mut self, mut high: Above) -> (f64, Above) {
        let mut factor = 2.0;
        while high.users > 1.0 && self.left > 0 {
            let users = (high.users / factor).max(1.0);
            match self.above(users) {
                Some(above) => high = above,
                None => return (users, high),
            }
            factor *= factor;
        }
        (0.0, high)
    }

    /// From a load that is met to one that is not; `None` where there is none.
    fn upwards(&mut self, mut low: f64) -> Option<(f64, Above)> {
        let mut factor = 2.0;
        while low < Document::MOST_USERS && self.left > 0 {
            let users = (low * factor).min(Document::MOST_USERS);
            match self.above(users) {
                Some(above) => return Some((low, above)),
                None => low = users,
            }
            factor *= factor;
        }
        None
    }

    /// The highest load between that is met.
    fn between(&mut self, mut low: f64, mut high: Above) -> Limit {
        if low <= 0.0 {
            // Missed by a single user: then no resource is to blame.
            return Limit { users: 0.0, breach: Some(high.breach), place: None };
        }
        while high.users > low * (1.0 + PRECISION) && self.left > 0 {
            let users = (low * high.users).sqrt();
            match self.above(users) {
                Some(above) => high = above,
                None => low = users,
            }
        }
        Limit { users: low, breach: Some(high.breach), place: high.place }
    }
}

/// What would be full next, each time without the limit before it.
fn following(plan: &Plan, first: Option<(ComponentId, Resource)>) -> Vec<Limit> {
    let mut plan = plan.clone();
    let mut limits: Vec<Limit> = Vec::new();
    let mut place = first;
    while limits.len() < NEXT {
        if let Some((component, resource)) = place {
            relieve(&mut plan, component, resource);
        }
        let Some(point) = solve(&plan, 1.0).breaking_point else { break };
        let next = (point.component, point.resource);
        // What has no limit any more cannot be what is full; then there is nothing more to say.
        if first == Some(next) || limits.iter().any(|limit| limit.place == Some(next)) {
            break;
        }
        limits.push(Limit { users: point.users, breach: None, place: Some(next) });
        place = Some(next);
    }
    limits
}
