//! What is struck, as it stands once those who check have found out: in the steady state.
//!
//! | fault | in the plan |
//! | --- | --- |
//! | slow | all work at the component's stations takes so many times as long |
//! | bad deployment | its instances are stations of their own, which answer errors or are slow; requests come by number, and a finding says so where a balancer looks how busy they are |
//! | disk full | what writes to the store fails; copies of writes still arrive |
//! | a link down, or two places cut off from each other | calls over it fail; a balancer's checks leave that target out |
//! | a link that loses | the share is waited for until the time limit, or fails at once where there is none |
//! | a link that delays | its round trip is longer |
//! | traffic | the rates of open users are multiplied |
//!
//! Health checks that flap and a cache that is emptied once are no steady state: the plan is that without them, and a
//! finding says so. Neither copies of writes nor messages pass between places that are cut off from each other: a copy
//! falls behind for ever, whoever waits for it waits in vain, messages stay in their queue or are lost.

use super::drawing::{Drawing, Part};
use super::{Compiler, JOB};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, DiagnosticCode, Document, Fault, FaultKind, Severity, Subject, Way};
use crate::plan::{CallPolicy, Node, Reason};

/// Position of the class that writes.
const WRITE: usize = 2;

/// Instances of a bad deployment, of so many that are up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bad {
    /// How many.
    pub(super) instances: f64,
    /// How much longer their work takes; `None`: they answer errors.
    pub(super) slower: Option<f64>,
}

impl Compiler<'_> {
    /// The bad deployment at a part: so many of the instances that are up, at least one.
    pub(super) fn bad(&self, part: usize) -> Option<Bad> {
        let here = self.part(part);
        let faults = &self.document.faults;
        let (share, slower) = match faults.get(here.id, FaultKind::Errors) {
            Some(Fault::Errors(share)) => (share, None),
            _ => match faults.get(here.id, FaultKind::SlowInstances)? {
                Fault::SlowInstances(share, factor) => (share, Some(factor)),
                _ => return None,
            },
        };
        Some(Bad { instances: Document::bad_instances(share, here.instances), slower })
    }

    /// A call over a link that may be down or lose some: `body` is what it leads to where it is sound.
    pub(super) fn over(&mut self, edge: usize, body: usize, policy: Option<&CallPolicy>) -> usize {
        let Way { down, lossy, .. } = self.edge(edge).way;
        let to = self.edge(edge).to;
        if down {
            return self.fail(to, Reason::Unreachable);
        }
        if lossy <= 0.0 {
            return body;
        }
        let limit_s = policy.map_or(f64::INFINITY, |policy| policy.timeout_s);
        let reason = if limit_s.is_finite() { Reason::TimedOut } else { Reason::Unreachable };
        let (waited, failed) = (self.delay(if limit_s.is_finite() { limit_s } else { 0.0 }), self.fail(to, reason));
        let lost = self.sequence(&[waited, failed]);
        self.choose(to, &[(lossy, lost), (1.0 - lossy, body)])
    }

    /// What a link's fault adds to its round trip, seconds.
    pub(super) fn held_up(&self, edge: usize) -> f64 {
        self.edge(edge).way.delay_s
    }

    /// How many times as much open users send.
    pub(super) fn traffic(&self) -> f64 {
        match self.document.faults.get(Subject::Document, FaultKind::Traffic) {
            Some(Fault::Traffic(factor)) => factor,
            _ => 1.0,
        }
    }

    /// Says which entries of each part write, and lets those fail whose disk is full.
    pub(super) fn bind_writing(&mut self) {
        for part in 0..self.drawing.parts.len() {
            let Some(position) = self.position[part] else { continue };
            let writing: Vec<usize> = match self.part(part).kind() {
                Kind::MessageQueue => self.answers[part].iter().flatten().copied().collect(),
                _ => [self.answers[part][WRITE], self.answers[part][JOB]].into_iter().flatten().collect(),
            };
            let full = self.document.faults.holds(self.part(part).id, Fault::DiskFull) && !self.part(part).down;
            if full {
                self.refuse_writing(position, &writing);
            }
            self.plan.failures.components[position].writing = writing;
        }
    }

    fn refuse_writing(&mut self, component: usize, entries: &[usize]) {
        for &entry in entries {
            let root = self.plan.entries[entry].root();
            self.plan.nodes[root] = Node::Fail { component, reason: Reason::DiskFull };
            self.plan.staleness.iter_mut().for_each(|old| old.writes.retain(|node| *node != root));
            self.plan.caches.iter_mut().for_each(|cache| cache.dropping.retain(|node| *node != root));
        }
    }

    /// Makes the work at the stations of what is slow longer.
    pub(super) fn slow_down(&mut self) {
        let mut factors = vec![1.0; self.plan.stations.len()];
        for part in 0..self.drawing.parts.len() {
            let fault = self.document.faults.get(self.part(part).id, FaultKind::Slow);
            if let (Some(Fault::Slow(factor)), Some(position)) = (fault, self.position[part]) {
                factors[self.plan.components[position].stations.clone()].fill(factor);
            }
        }
        for &(station, factor) in &self.slower {
            factors[station] *= factor;
        }
        for node in &mut self.plan.nodes {
            if let Node::Work { station, service } = node {
                service.mean_s *= factors[*station];
            }
        }
        for work in &mut self.plan.background {
            work.service.mean_s *= factors[work.station];
        }
    }

    /// Says what of the faults the steady state does not show.
    pub(super) fn check_faults(&mut self) {
        for (subject, fault) in self.document.faults.iter() {
            if matches!(fault, Fault::Flapping | Fault::CacheEmptied) {
                self.drawing.report(DiagnosticCode::OnlyInRuns, Severity::Hint, subject);
            }
        }
        for part in 0..self.drawing.parts.len() {
            if self.drawing.parts[part].reached && self.chooses_among_unlike(part) {
                let subject = Subject::Component(self.part(part).id);
                self.drawing.report(DiagnosticCode::UnlikeTargets, Severity::Warning, subject);
            }
        }
    }
}

impl Compiler<'_> {
    /// Whether a balancer looks how busy its targets are, and some of them answer sooner than others: these get more than
    /// their share by number, which nothing here works out.
    fn chooses_among_unlike(&self, balancer: usize) -> bool {
        let part = self.part(balancer);
        let looks = part.kind() == Kind::LoadBalancer
            && matches!(part.component.choice(Parameter::Policy), Some(Choice::LeastConnections | Choice::PowerOfTwo));
        if !looks {
            return false;
        }
        let targets: Vec<&Part<'_>> =
            self.drawing.targets(balancer).map(|edge| self.part(self.drawing.edges[edge].to)).collect();
        let settings = |part: &Part<'_>| {
            let mut settings = part.component.settings.clone();
            settings.remove(&Parameter::Instances);
            settings
        };
        let unlike = |part: &Part<'_>| {
            self.document.faults.of(part.id).any(|fault| match fault {
                Fault::Errors(share) | Fault::SlowInstances(share, _) => share < 1.0 && part.instances > 1.0,
                _ => false,
            })
        };
        let quickness = |part: &Part<'_>| -> Vec<Fault> {
            let counts = |fault: &Fault| matches!(fault, Fault::Errors(_) | Fault::Slow(_) | Fault::SlowInstances(..));
            self.document.faults.of(part.id).filter(counts).collect()
        };
        let differ = |one: &&Part<'_>, other: &&Part<'_>| {
            one.kind() != other.kind() || settings(one) != settings(other) || quickness(one) != quickness(other)
        };
        targets.iter().any(|part| unlike(part)) || targets.windows(2).any(|pair| differ(&pair[0], &pair[1]))
    }
}

impl Drawing<'_> {
    /// Whether calls over a link arrive at something that is up.
    pub(super) fn leads_up(&self, edge: usize) -> bool {
        !self.edges[edge].way.down && !self.parts[self.edges[edge].to].down
    }
}
