//! A run that is watched: what it is a run of, where it is, and how it follows what is struck and sent meanwhile.

use std::collections::VecDeque;
use std::rc::Rc;

use super::seen::{Mark, Seen};
use super::span::Span;
use crate::model::{Document, Fault, Incident, Subject};
use crate::plan::{Plan, compile};
use crate::platform::simulator::Broken;
use crate::scenario::{between, follows};
use crate::worker::{Change, Failure, Note, Progress, Request};

/// What a run is a run of.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The document.
    pub document: Rc<Document>,
    /// Its plan.
    pub plan: Rc<Plan>,
}

impl Drawing {
    /// Whether both give the same run: the same plan at the same number of users.
    pub fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.document.users == other.document.users
    }
}

impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && Rc::ptr_eq(&self.document, &other.document)
    }
}

/// Why a run cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The simulation itself is gone.
    Broken(Broken),
    /// It did not take what was asked.
    Refused(Failure),
}

/// Where a run is, as the page knows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The simulation is being loaded.
    Loading,
    /// It goes on, is held, or has ended.
    Known,
    /// The user has ended it.
    Stopped,
    /// It cannot go on; what has been seen of it stays.
    Failed(Trouble),
}

/// What a run has been asked to follow.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// A document.
    Follow(Rc<Document>),
    /// Something that is over at once.
    Moment(Subject, Fault),
}

/// A run that is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// What it is a run of.
    pub drawing: Drawing,
    /// Which run it is.
    pub number: u32,
    /// Its seed.
    pub seed: u64,
    /// How long it is, and why.
    pub span: Span,
    /// Where it does something else than the plan says, because the plan is too large.
    pub notes: Vec<Note>,
    /// Where it is.
    pub stage: Stage,
    /// How far it was when it was last looked at; `None` before the first look.
    pub progress: Option<Progress>,
    /// What has been seen of it.
    pub seen: Rc<Seen>,
    /// Whether it is to be held, though the simulation has not yet said that it is.
    pub holds: bool,
    /// The document as the run has followed it: what is struck there is struck in the run.
    pub now: Rc<Document>,
    /// What the run has been asked to follow, and not yet said when.
    pub(super) asked: VecDeque<Asked>,
    /// The document that the last mark was made of.
    pub(super) marked: Rc<Document>,
}

impl Watched {
    /// Follows the document, where that changed by faults and load alone; what is to be asked then.
    pub(super) fn follow(&mut self, new: &Rc<Document>) -> Option<Request> {
        if self.now.scenario != new.scenario {
            return None;
        }
        let changes = between(&self.drawing.plan, self.drawing.document.users, &self.now, new)?;
        self.now = Rc::clone(new);
        if changes.is_empty() {
            return None;
        }
        self.asked.push_back(Asked::Follow(Rc::clone(new)));
        Some(Request::Change(self.number, changes.into_iter().map(Change::from).collect()))
    }

    /// Something happens that is over at once; what is to be asked then. Where it makes no sense, nothing.
    pub(super) fn happen(&mut self, subject: Subject, fault: Fault) -> Option<Request> {
        let Subject::Component(id) = subject else { return None };
        let part = self.drawing.plan.components.iter().position(|part| part.id == id)?;
        if fault != Fault::CacheEmptied || !fault.fits(&self.now, subject) {
            return None;
        }
        self.asked.push_back(Asked::Moment(subject, fault));
        Some(Request::Change(self.number, vec![Change::from(crate::simulate::Change::EmptyCache(part))]))
    }

    /// The simulation says when it has followed the first of what it was asked to.
    pub(super) fn mark(&mut self, at_s: f64) {
        let new = match self.asked.pop_front() {
            Some(Asked::Follow(new)) => new,
            Some(Asked::Moment(subject, fault)) => {
                let seen = Rc::make_mut(&mut self.seen);
                seen.marks.push(Mark { at_s, what: Some((subject, fault)), healed: false });
                seen.revision += 1;
                return;
            }
            None => return,
        };
        let old = std::mem::replace(&mut self.marked, Rc::clone(&new));
        let marks = &mut Rc::make_mut(&mut self.seen).marks;
        let here = |document: &Document| document.faults.iter().collect::<Vec<_>>();
        let (before, after) = (here(&old), here(&new));
        let gone = before.iter().filter(|fault| !after.contains(fault)).map(|fault| (*fault, true));
        let come = after.iter().filter(|fault| !before.contains(fault)).map(|fault| (*fault, false));
        marks.extend(gone.chain(come).map(|(what, healed)| Mark { at_s, what: Some(what), healed }));
        if old.users != new.users {
            marks.push(Mark { at_s, what: None, healed: false });
        }
        Rc::make_mut(&mut self.seen).revision += 1;
    }

    /// Whether what is drawn now is what the run plays: it is the same, or differs in what the run follows.
    pub fn is_current(&self, document: &Rc<Document>) -> bool {
        Rc::ptr_eq(&self.now, document)
            || (follows(&self.now, document)
                && self.now.faults == document.faults
                && self.now.users == document.users
                && self.now.scenario == document.scenario)
    }

    /// Whether it goes on or is held: it can be stopped.
    pub fn is_open(&self) -> bool {
        match self.stage {
            Stage::Loading => true,
            Stage::Known => self.progress.is_none_or(|progress| !progress.phase.ended()),
            Stage::Stopped | Stage::Failed(_) => false,
        }
    }

    /// Whether it is held.
    pub fn is_paused(&self) -> bool {
        self.is_open() && self.holds
    }
}

/// The drawing with the plan of what it is without its faults: that is what a run plays.
pub(super) fn sound(now: &Drawing) -> Drawing {
    let plan =
        if now.document.faults.is_empty() { Rc::clone(&now.plan) } else { Rc::new(compile(&now.document.healed())) };
    Drawing { document: Rc::clone(&now.document), plan }
}

/// What is planned to happen, as marks.
pub(super) fn planned(document: &Document) -> Vec<Mark> {
    let of = |incident: &Incident| {
        let what = Some((incident.subject, incident.fault));
        let end = incident.until_s.filter(|_| incident.fault.is_state());
        let begun = Mark { at_s: incident.from_s, what, healed: false };
        [Some(begun), end.map(|at_s| Mark { at_s, what, healed: true })]
    };
    document.scenario.incidents.iter().flat_map(of).flatten().collect()
}
