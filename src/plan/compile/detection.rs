//! How long a failure goes unnoticed.
//!
//! | what notices | after |
//! | --- | --- |
//! | metrics that the failed one reports to | their interval and the delay of their alarm |
//! | users, where nothing does so earlier | the shortest of the times after which they complain |
//! | the provider of name servers, an edge, object storage | nothing is added: what is published counts whole outages |
//! | a balancer or name server that looks after its targets | interval and threshold of its checks, and a name's time to live |
//!
//! A whole interval and not half of one: the check that finds out has to time out first. Without metrics the loss of
//! one of several instances is taken to be noticed as late as any other. Metrics that stand in the place that is lost
//! notice nothing. Automation deploys servers and workers anew, which hold nothing that would be lost with them: their
//! repair takes its time to recover where that is shorter. What is repaired in no time (a mean time to repair of 0) needs nobody who notices.

use super::Compiler;
use super::drawing::Part;
use super::failure::{HOUR_S, chain};
use crate::model::ComponentId;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::plan::{Lifetime, Unnoticed};

/// Seconds of a day.
const DAY_S: f64 = 86_400.0;

impl Compiler<'_> {
    /// Failures of a part: from each until it is back, the time until somebody notices and the repair.
    pub(super) fn lifetime(&self, part: usize) -> Lifetime {
        let Lifetime { mtbf_s, mttr_s } = self.alone(part);
        let watched = matches!(self.part(part).kind(), Kind::Dns | Kind::GeoDns | Kind::Cdn | Kind::ObjectStorage);
        let noticed_s = if watched || mttr_s <= 0.0 { 0.0 } else { self.noticed_after(part) };
        Lifetime { mtbf_s, mttr_s: mttr_s + noticed_s }
    }

    /// Failures and bare repairs; what says nothing of them never fails, nor does an edge that is passed by when it is
    /// down.
    fn alone(&self, part: usize) -> Lifetime {
        let here = self.part(part);
        let says = here.component.value(Parameter::Mtbf).is_some() && here.component.value(Parameter::Mttr).is_some();
        if !says || here.component.flag(Parameter::OriginFallback) {
            return Lifetime { mtbf_s: f64::INFINITY, mttr_s: 0.0 };
        }
        let by_hand_s = here.number(Parameter::Mttr) * HOUR_S;
        Lifetime { mtbf_s: here.number(Parameter::Mtbf) * HOUR_S, mttr_s: by_hand_s.min(self.deployed_anew_s(part)) }
    }

    /// How long automation takes to deploy a lost part anew, seconds; infinite where none deploys to it, and where what it
    /// held would be gone with it.
    fn deployed_anew_s(&self, part: usize) -> f64 {
        if !matches!(self.part(part).kind(), Kind::WebServer | Kind::Service | Kind::Worker) {
            return f64::INFINITY;
        }
        self.automation(part).map(|automation| automation.number(Parameter::RecoveryTime)).fold(f64::INFINITY, f64::min)
    }

    /// The automation that deploys to a part, as far as it is up.
    fn automation(&self, part: usize) -> impl Iterator<Item = &Part<'_>> {
        let edges = self.part(part).incoming.iter().filter(|&&edge| self.edge(edge).role == Role::Operate);
        edges.map(|&edge| self.part(self.edge(edge).from)).filter(|automation| !automation.down)
    }

    /// Mean time until somebody works on a failure of a part, seconds. A place is noticed with the first of what stands
    /// in it.
    pub(super) fn noticed_after(&self, part: usize) -> f64 {
        if !self.part(part).kind().spec().container {
            return self.noticed_in(part, None);
        }
        let place = self.part(part).id;
        let inside = (0..self.drawing.parts.len()).filter(|&other| self.stands_in(other, place));
        inside.map(|other| self.noticed_in(other, Some(place))).fold(self.complaint_s(), f64::min)
    }

    fn noticed_in(&self, part: usize, lost: Option<ComponentId>) -> f64 {
        let complaint_s = self.complaint_s();
        let metrics = self.reports(part, Kind::Metrics).into_iter().map(|edge| self.edge(edge).to);
        let there = metrics.filter(|&metrics| !lost.is_some_and(|place| self.stands_in(metrics, place)));
        let noticed = there.map(|metrics| {
            let here = self.part(metrics);
            let alarm_s = here.number(Parameter::ScrapeInterval) + here.number(Parameter::AlarmDelay);
            let repaired = self.alone(metrics);
            let blind = if repaired.mttr_s > 0.0 {
                Lifetime { mttr_s: repaired.mttr_s + complaint_s, ..repaired }.down()
            } else {
                0.0
            };
            alarm_s * (1.0 - blind) + complaint_s * blind
        });
        noticed.fold(complaint_s, f64::min)
    }

    /// The shortest time after which users complain, seconds; without users nothing is missed.
    fn complaint_s(&self) -> f64 {
        let users = super::drawing::users(&self.drawing);
        users.map(|part| self.part(part).number(Parameter::ComplaintTime)).reduce(f64::min).unwrap_or(0.0)
    }

    fn stands_in(&self, part: usize, place: ComponentId) -> bool {
        chain(self.document, self.part(part).component).iter().any(|(id, _)| *id == place)
    }

    /// The automation that deploys to a part, with the outages that its failed deployments cause. None is deployed
    /// while one is recovered from.
    pub(super) fn deployments(&self, part: usize) -> Vec<(ComponentId, Lifetime, f64)> {
        let lifetime = self.automation(part).map(|automation| {
            let failed_per_day =
                automation.number(Parameter::DeploysPerDay) * automation.number(Parameter::FailedDeployShare);
            let mttr_s = automation.number(Parameter::RecoveryTime);
            let mtbf_s = if failed_per_day > 0.0 { DAY_S / failed_per_day } else { f64::INFINITY };
            (automation.id, Lifetime { mtbf_s, mttr_s }, 0.0)
        });
        lifetime.collect()
    }

    /// Says which targets `node` still sends requests to for a while after they have failed, by their weight.
    pub(super) fn unnoticed(&mut self, node: usize, checker: usize, weighted: &[(f64, usize)], whole: bool) {
        let total: f64 = weighted.iter().map(|(weight, _)| weight).sum();
        let share = |&(weight, edge): &(f64, usize)| Some((self.position[self.edge(edge).to]?, weight / total));
        let targets: Vec<(usize, f64)> = weighted.iter().filter_map(share).collect();
        if total > 0.0 {
            let unnoticed = Unnoticed { seconds: self.part(checker).checked_s(), targets, whole, checked: true };
            self.plan.failures.unnoticed.insert(node, unnoticed);
        }
    }

    /// Says that `node` calls several servers over `edge` that nothing checks: one that is lost gets its share until
    /// somebody has noticed.
    pub(super) fn unchecked(&mut self, node: usize, edge: usize) {
        let to = self.edge(edge).to;
        let balanced = self.part(self.edge(edge).from).kind() == Kind::LoadBalancer;
        if balanced || !self.part(to).asked_one_by_one() || self.part(to).instances <= 1.0 {
            return;
        }
        let Some(position) = self.position[to] else { return };
        let (seconds, targets) = (self.noticed_after(to), vec![(position, 1.0)]);
        self.plan.failures.unnoticed.entry(node).or_insert(Unnoticed {
            seconds,
            targets,
            whole: false,
            checked: false,
        });
    }
}
