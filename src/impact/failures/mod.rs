//! Every single failure at once: what each does to the requests of users until it is noticed, after the fail-over, and
//! after the repair.
//!
//! Each phase is a drawing of its own that is compiled and solved as any other, so that whatever the plan knows of
//! protection is in its figures: who still sends to what has failed, who answers instead, which attempts are made again,
//! how many instances run. Times are means. A failure is alone: nothing else fails before it is repaired.

mod cascade;
mod list;
mod losses;
mod points;
mod stages;
mod table;

use crate::model::{ComponentId, LinkId};
use crate::plan::{Class, Reason, Resource};
use crate::solve::{Quantiles, Refusal};

pub use cascade::{Fallen, Tipped};
pub use points::{Point, Verdict};
pub use table::FailureTable;

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
    /// All of a component, or a place with all that stands in it.
    Component(ComponentId),
    /// One instance of several, or one of a standby pair.
    Instance(ComponentId),
    /// A link.
    Link(LinkId),
}

/// Where a failure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody still sends requests to what has failed, or nothing has taken its place yet.
    Unnoticed,
    /// Everybody knows; instances that were asked for do not answer yet.
    Booting,
    /// All that reacts by itself has reacted.
    FailedOver,
    /// It is back, with what it has to catch up on.
    Repaired,
}

impl Stage {
    /// The key of its text, under `failure-stage-KEY`, and its name in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unnoticed => "unnoticed",
            Self::Booting => "booting",
            Self::FailedOver => "failed-over",
            Self::Repaired => "repaired",
        }
    }
}

/// The steady state of one phase. Rates per second.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Requests that users send.
    pub offered_per_s: f64,
    /// Answered in any way but refusal.
    pub throughput_per_s: f64,
    /// Answered correctly.
    pub goodput_per_s: f64,
    /// Share of each class that is answered correctly, jobs among them, in the order of [`Class::ALL`].
    pub by_class: Vec<(Class, f64)>,
    /// Response times over all requests of users that are answered correctly; `None` where none are.
    pub quantiles: Option<Quantiles>,
    /// The fullest resource.
    pub bottleneck: Option<(ComponentId, Resource)>,
    /// Share of reads that are answered with an old value.
    pub stale_read_share: f64,
    /// Everything that is not answered, each under one reason and one component; the rates of a class add up to what is
    /// offered of it minus what is answered.
    pub refusals: Vec<Refusal>,
}

impl Figures {
    /// Share of the requests of users that is answered correctly; 1 where none are sent.
    pub fn served_share(&self) -> f64 {
        if self.offered_per_s > 0.0 { (self.goodput_per_s / self.offered_per_s).clamp(0.0, 1.0) } else { 1.0 }
    }

    /// The same of one class; 1 where none are sent.
    pub fn served_of(&self, class: Class) -> f64 {
        self.by_class.iter().find(|(other, _)| *other == class).map_or(1.0, |(_, share)| *share)
    }
}

/// One phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Which.
    pub stage: Stage,
    /// When it begins, seconds after the failure; of what is repaired, after the repair.
    pub from_s: f64,
    /// When it ends, likewise; `None`: with the repair, or not known.
    pub until_s: Option<f64>,
    /// Its figures; `None` where the solver has found no steady state: then there is nothing to be said.
    pub figures: Option<Figures>,
}

/// What one failure does.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// What fails.
    pub failure: Failure,
    /// Units that what fails has: where there are several, all at once are no single failure.
    pub units: f64,
    /// In the order of time: unnoticed and booting only where there is such a time; then after the fail-over; then after
    /// the repair.
    pub phases: Vec<Phase>,
    /// From the failure until somebody works on it, seconds; `None`: not known.
    pub noticed_s: Option<f64>,
    /// From the failure until it is repaired, seconds; `None`: not known, since it is said never to be down (a time to
    /// repair of 0) or says nothing of it.
    pub repair_s: Option<f64>,
    /// From the failure until as much is served as before (RTO), seconds: 0 where it costs nothing; infinite where it
    /// never is without help; `None` where that is not known.
    pub recovery_s: Option<f64>,
    /// Requests of users that are not served until then and would have been without it: what each phase offers, times
    /// the share that it serves less than the sound system, times its length; `None` where one of these is not known.
    pub requests_lost: Option<f64>,
    /// Writes that were confirmed and are gone (RPO); `None` where that is not known.
    pub writes_lost: Option<f64>,
    /// Share of the sessions that are lost with the memory they stood in.
    pub sessions_lost: f64,
    /// Messages that wait when it is repaired; infinite where that is not known.
    pub backlog: f64,
    /// Goodput per second of the other steady state, which a system that was flooded may stay in after the repair.
    pub may_stay_at_per_s: Option<f64>,
    /// What is to be said of it as a single point of failure, by class; nothing of instances.
    pub points: Vec<Point>,
    /// What fails only because of it, in the order in which it does.
    pub cascade: Vec<Fallen>,
}

impl Impact {
    /// The phase at a stage.
    pub fn at(&self, stage: Stage) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.stage == stage)
    }

    /// Share of the requests of users that is served in the first phase, and after the fail-over.
    pub fn served(&self) -> (Option<f64>, Option<f64>) {
        let of = |phase: Option<&Phase>| Some(phase?.figures.as_ref()?.served_share());
        (of(self.phases.first()), of(self.at(Stage::FailedOver)))
    }

    /// The least share that is served in any phase before the repair; `None` where one of them has no figures.
    pub fn least_served(&self) -> Option<f64> {
        let before = self.phases.iter().filter(|phase| phase.stage != Stage::Repaired);
        let shares = before.map(|phase| Some(phase.figures.as_ref()?.served_share()));
        shares.collect::<Option<Vec<f64>>>().map(|shares| shares.into_iter().fold(1.0, f64::min))
    }

    /// Why requests are lost after the fail-over, most first.
    pub fn reasons(&self) -> Vec<(ComponentId, Reason, f64)> {
        let figures = self.phases.first().and_then(|phase| phase.figures.as_ref());
        let mut found: Vec<(ComponentId, Reason, f64)> = Vec::new();
        for refusal in figures.into_iter().flat_map(|figures| &figures.refusals) {
            let same = |(component, reason, _): &&mut (ComponentId, Reason, f64)| {
                *component == refusal.component && *reason == refusal.reason
            };
            match found.iter_mut().find(same) {
                Some((_, _, rate)) => *rate += refusal.rate_per_s,
                None => found.push((refusal.component, refusal.reason, refusal.rate_per_s)),
            }
        }
        found.sort_by(|a, b| b.2.total_cmp(&a.2));
        found
    }
}
