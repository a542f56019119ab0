//! What has just failed: who knows of it, and who still sends requests there.
//!
//! | who | learns of it after |
//! | --- | --- |
//! | a balancer | interval times threshold of its checks |
//! | a name server that looks at places | the same and the time to live of its names |
//! | whoever calls servers without a balancer | the time until metrics or users tell somebody, who then takes it out |
//! | a primary that waits for a copy which no longer answers | the same |
//! | the replica that takes the place of a primary | the mean time of the fail-over |
//! | users who remember a name | the time to live: until then half of the names have expired on average |
//! | a client of a cluster, of copies that share reads, of several consumers or origins | at once |
//!
//! Until then, what is sent there fails.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::drawing::{Drawing, Part};
use super::failure::chain;
use super::frame::Frame;
use super::{Compiler, Popularities};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document, Fault, FaultKind, LinkId};
use crate::plan::Plan;

/// What fails on top of what is struck in the document already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strike {
    /// Components and places.
    pub components: BTreeMap<ComponentId, Fault>,
    /// Links that carry nothing any more.
    pub links: BTreeSet<LinkId>,
    /// How long ago, seconds; infinite: everybody has had time to find out.
    pub since_s: f64,
}

/// A document that many strikes are compiled of: what none of them changes is worked out once.
pub struct Strikes {
    document: Document,
    frame: Frame,
    ranks: RefCell<Popularities>,
}

impl Strikes {
    /// Of `document`.
    pub fn of(document: &Document) -> Self {
        let frame = Drawing::connected(document).frame();
        Self { document: document.clone(), frame, ranks: RefCell::default() }
    }

    /// The document.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Compiles the document with what has failed besides, as things stand so long after it has; and when somebody
    /// learns of it who does not know yet, in seconds after the strike: `None` where everybody knows.
    pub fn compile(&self, strike: &Strike) -> (Plan, Option<f64>) {
        let struck = strike.applied(&self.document);
        let mut compiler = Compiler::new(&struck, Drawing::struck(&struck, strike, &self.frame));
        compiler.ranks = self.ranks.take();
        compiler.compile_parts();
        let next_s = compiler.drawing.knowledge.next_s();
        self.ranks.replace(std::mem::take(&mut compiler.ranks));
        (compiler.finish(), next_s)
    }
}

/// One strike, for those who ask for no other of the same document.
pub fn compile_struck(document: &Document, strike: &Strike) -> (Plan, Option<f64>) {
    Strikes::of(document).compile(strike)
}

/// How long ago the strike was, and when somebody learns of it next.
pub(super) struct Knowledge {
    since_s: f64,
    next_s: Cell<f64>,
}

impl Knowledge {
    pub(super) fn new(since_s: f64) -> Self {
        Self { since_s, next_s: Cell::new(f64::INFINITY) }
    }

    /// Whether somebody who learns of it after so many seconds knows by now.
    pub(super) fn reaches(&self, seconds: f64) -> bool {
        let reaches = self.since_s >= seconds;
        if !reaches {
            self.next_s.set(self.next_s.get().min(seconds));
        }
        reaches
    }

    /// When somebody learns of it next, seconds after the strike; `None`: all know.
    pub(super) fn next_s(&self) -> Option<f64> {
        Some(self.next_s.get()).filter(|next| next.is_finite())
    }
}

impl Strike {
    /// The document with what has failed.
    pub(super) fn applied(&self, document: &Document) -> Document {
        let mut struck = document.clone();
        for (id, fault) in &self.components {
            let both = match (document.faults.get(*id, FaultKind::InstancesDown), fault) {
                (Some(Fault::InstancesDown(before)), Fault::InstancesDown(more)) => Fault::InstancesDown(before + more),
                _ => *fault,
            };
            struck.faults.insert(*id, both);
        }
        struck
    }

    /// Marks what has failed just now.
    pub(super) fn mark(&self, document: &Document, drawing: &mut Drawing<'_>) {
        for part in &mut drawing.parts {
            let around = || chain(document, part.component).into_iter().map(|(place, _)| place);
            let with_place = around().any(|place| self.components.get(&place) == Some(&Fault::Down));
            match self.components.get(&part.id) {
                _ if with_place => part.fresh = true,
                Some(Fault::Down) => part.fresh = true,
                Some(Fault::InstancesDown(count)) => {
                    let drawn = part.number(Parameter::Instances).max(1.0);
                    part.lost = f64::from(*count).min(drawn - part.instances);
                }
                _ => {}
            }
        }
        for edge in &mut drawing.edges {
            edge.cut = self.links.contains(&edge.id);
            edge.way.down |= edge.cut;
        }
    }
}

impl Drawing<'_> {
    /// Whether nothing that is told, handed out or copied over `edge` arrives any more.
    pub(super) fn ends(&self, edge: usize) -> bool {
        self.edges[edge].way.down || self.parts[self.edges[edge].to].down
    }

    /// Whether the balancer that `edge` begins at knows which instances of its target are lost.
    pub(super) fn finds_lost_instances(&self, edge: usize) -> bool {
        let (from, to) = (&self.parts[self.edges[edge].from], &self.parts[self.edges[edge].to]);
        to.lost <= 0.0 || !to.asked_one_by_one() || self.knowledge.reaches(from.checked_s())
    }

    /// Whether `checker`, which looks after the end of `edge`, has found out that it is out of reach.
    pub(super) fn found_lost(&self, checker: usize, edge: usize) -> bool {
        let fresh = self.edges[edge].cut || self.parts[self.edges[edge].to].fresh;
        !self.leads_up(edge) && (!fresh || self.knowledge.reaches(self.parts[checker].checked_s()))
    }
}

impl Part<'_> {
    /// From a failure until the checks of this balancer or name server have found out, and nobody remembers the old
    /// answer, seconds.
    pub(super) fn checked_s(&self) -> f64 {
        let checked_s = self.number(Parameter::HealthInterval) * self.number(Parameter::HealthThreshold);
        checked_s + if self.kind() == Kind::GeoDns { self.number(Parameter::Ttl) } else { 0.0 }
    }

    /// Whether its instances are asked one by one, by somebody who has to find out which of them are up. Clusters of
    /// stores and caches tell their clients, and consumers ask for work.
    pub(super) fn asked_one_by_one(&self) -> bool {
        matches!(self.kind(), Kind::WebServer | Kind::Service)
    }
}

impl Compiler<'_> {
    /// Instances at the end of `edge` that are lost and still get their share of what goes over it.
    pub(super) fn unnoticed_instances(&self, edge: usize) -> f64 {
        let (from, to) = (self.edge(edge).from, self.part(self.edge(edge).to));
        if to.lost <= 0.0 || !to.asked_one_by_one() {
            return 0.0;
        }
        let found = match self.part(from).kind() {
            Kind::LoadBalancer => self.drawing.finds_lost_instances(edge),
            _ => self.drawing.knowledge.reaches(self.noticed_after(self.edge(edge).to)),
        };
        if found { 0.0 } else { to.lost }
    }

    /// Instances of a copy over `edge` that no longer answer although a primary still waits for them. While two places are
    /// cut off from each other nobody takes a copy out: whoever writes without it could not be told from the other side.
    pub(super) fn silent_copies(&self, edge: usize) -> f64 {
        let to = self.part(self.edge(edge).to);
        if self.edge(edge).way.down && !self.edge(edge).cut && !to.down {
            return to.instances;
        }
        let silent = if to.fresh || self.edge(edge).cut { to.instances } else { to.lost };
        let noticed = silent <= 0.0 || self.drawing.knowledge.reaches(self.noticed_after(self.edge(edge).to));
        if noticed { 0.0 } else { silent }
    }

    /// Whether a replica may stand in the place of `primary` by now, which is down.
    pub(super) fn failed_over(&self, primary: usize) -> bool {
        !self.part(primary).fresh || self.drawing.knowledge.reaches(self.failover_s(primary))
    }

    /// Share of requests that ask for a name again, where `share` does while all is well. What nobody answers is asked
    /// for again by everybody whose answer has expired. Answers expire evenly over the time to live, so that half of those
    /// that were remembered are gone on average before it is over, and all afterwards.
    pub(super) fn asked_again(&self, edge: usize, share: f64) -> f64 {
        let (from, to) = (self.edge(edge).from, self.part(self.edge(edge).to));
        if self.drawing.leads_up(edge) || self.part(from).down {
            return share;
        }
        let fresh = to.fresh || self.edge(edge).cut;
        let remembered = fresh && !self.drawing.knowledge.reaches(to.number(Parameter::Ttl));
        if remembered { f64::midpoint(1.0, share) } else { 1.0 }
    }
}
