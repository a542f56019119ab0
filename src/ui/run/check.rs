//! Replications that a solution is compared with: which simulation plays which, and what has come back. Without a screen
//! and without a browser.
//!
//! However many simulations play them, the outcomes are put together in the order of their numbers, so that the findings
//! are the same on every machine.

use std::rc::Rc;

use super::span::Span;
use super::state::{Drawing, Trouble};
use crate::platform::simulator::Heard;
use crate::share::write_file;
use crate::simulate;
use crate::worker::{Job, Note, Report, Request};

/// Replications. Five and more are each one piece of evidence; ten give intervals that are not much wider than needed.
pub const REPLICATIONS: usize = 10;

/// Where the replications are.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckStage {
    /// They are played.
    Playing,
    /// They are put together.
    Finding,
    /// What they say.
    Found(Rc<simulate::Findings>),
    /// It cannot go on.
    Failed(Trouble),
}

/// Replications of one drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// What they are of.
    pub drawing: Drawing,
    /// Seed of the first; the others follow.
    pub seed: u64,
    /// How long each is.
    pub span: Span,
    /// Where they are.
    pub stage: CheckStage,
    /// Events of those that are done.
    pub events: u64,
    /// Whether one ended before its time, because too much was in flight.
    pub full: bool,
    /// Where the runs did something else than the plan says, because the plan is too large.
    pub notes: Vec<Note>,
    /// Time that they took, milliseconds; 0 until they are there.
    pub took_ms: f64,
    /// Hashes of the outcomes, by replication.
    pub hashes: Vec<Option<u64>>,
    document: Rc<str>,
    next: usize,
    /// By simulation: the replication that it plays.
    playing: Vec<Option<usize>>,
    /// By replication: how far it is, 0 to 1, and its outcome.
    shares: Vec<f64>,
    parcels: Vec<Option<Rc<Vec<u8>>>>,
}

/// What is to be asked of which simulation.
pub type CheckAsk = (usize, Request);

impl Check {
    /// Of a drawing, by so many simulations, and what to ask them first.
    pub fn begin(drawing: &Drawing, seed: u64, simulations: usize) -> (Self, Vec<CheckAsk>) {
        let users = drawing.document.users;
        let mut check = Self {
            drawing: drawing.clone(),
            seed,
            span: Span::checked(&drawing.plan, users),
            stage: CheckStage::Playing,
            events: 0,
            full: false,
            notes: Vec::new(),
            took_ms: 0.0,
            hashes: vec![None; REPLICATIONS],
            document: write_file(&drawing.document).into(),
            next: 0,
            playing: vec![None; simulations.max(1)],
            shares: vec![0.0; REPLICATIONS],
            parcels: vec![None; REPLICATIONS],
        };
        let asks = (0..check.playing.len()).filter_map(|simulation| check.give(simulation)).collect();
        (check, asks)
    }

    /// The next replication for a simulation that has none.
    fn give(&mut self, simulation: usize) -> Option<CheckAsk> {
        let number = self.next;
        if number >= REPLICATIONS {
            return None;
        }
        self.next += 1;
        self.playing[simulation] = Some(number);
        let job = Job {
            number: number as u32,
            document: self.document.to_string(),
            users: self.drawing.document.users,
            seed: self.seed.wrapping_add(number as u64),
            horizon_s: self.span.window.horizon_s,
            warm_up_s: self.span.window.warm_up_s,
            traced_share: 0.0,
        };
        Some((simulation, Request::Replicate(job)))
    }

    /// Takes what a simulation says; what is to be asked then.
    pub fn hear(&mut self, simulation: usize, heard: Heard) -> Option<CheckAsk> {
        let report = match heard {
            Heard::Report(report) => report,
            Heard::Broken(broken) => {
                self.fail(Trouble::Broken(broken));
                return None;
            }
        };
        match report {
            Report::Advanced(share) => {
                let number = self.playing.get(simulation).copied().flatten()?;
                self.shares[number] = share.clamp(0.0, 1.0);
                None
            }
            Report::Replicated { parcel, hash, events, full, notes } => {
                let number = self.playing.get_mut(simulation)?.take()?;
                self.shares[number] = 1.0;
                self.hashes[number] = Some(hash);
                self.events += events;
                self.full |= full;
                self.notes = notes;
                self.parcels[number] = Some(Rc::new(parcel));
                self.give(simulation).or_else(|| self.find(simulation))
            }
            Report::Found(findings) => {
                self.stage = CheckStage::Found(Rc::new(simulate::Findings::from(&*findings)));
                self.parcels.clear();
                None
            }
            Report::Failed(failure) => {
                self.fail(Trouble::Refused(failure));
                None
            }
            Report::Ready
            | Report::Noted(_)
            | Report::Seen(..)
            | Report::Changed(..)
            | Report::Measured(_)
            | Report::Played { .. } => None,
        }
    }

    fn fail(&mut self, trouble: Trouble) {
        if self.is_open() {
            self.stage = CheckStage::Failed(trouble);
        }
    }

    /// Puts them together once all are there; the last simulation that has come back does it.
    fn find(&mut self, simulation: usize) -> Option<CheckAsk> {
        let all: Option<Vec<Vec<u8>>> =
            self.parcels.iter().map(|parcel| parcel.as_ref().map(|parcel| parcel.to_vec())).collect();
        let all = all.filter(|_| self.stage == CheckStage::Playing)?;
        self.stage = CheckStage::Finding;
        Some((simulation, Request::Find(all)))
    }

    /// Whether it is still under way.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, CheckStage::Playing | CheckStage::Finding)
    }

    /// How far it is, 0 to 1.
    pub fn share(&self) -> f64 {
        self.shares.iter().sum::<f64>() / REPLICATIONS as f64
    }

    /// Replications that are done.
    pub fn done(&self) -> usize {
        self.hashes.iter().flatten().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;
    use crate::plan::compile;
    use crate::worker::Runner;

    fn drawing() -> Drawing {
        let document = (example("stage-3").expect("the stage is there").build)();
        let plan = Rc::new(compile(&document));
        Drawing { document: Rc::new(document), plan }
    }

    /// Plays a check with so many simulations, of which one gets a turn at a time, in an order of its own.
    fn played(simulations: usize) -> Check {
        let (mut check, asks) = Check::begin(&drawing(), 7, simulations);
        let mut runners: Vec<Runner> = (0..simulations).map(|_| Runner::default()).collect();
        let mut asks: Vec<CheckAsk> = asks.into_iter().rev().collect();
        let mut turns = 0_usize;
        while check.is_open() {
            if let Some((simulation, request)) = asks.pop()
                && let Some(report) = runners[simulation].take(request, 0.0)
            {
                asks.extend(check.hear(simulation, Heard::Report(report)));
            }
            turns += 1;
            let simulation = (turns + turns / 5) % simulations;
            let turn = runners[simulation].turn(turns as f64);
            if let Some(report) = turn.report {
                asks.extend(check.hear(simulation, Heard::Report(report)));
            }
            assert!(turns < 1_000_000, "it ends");
        }
        check
    }

    #[test]
    fn many_simulations_find_what_one_does() {
        let (one, three) = (played(1), played(3));
        assert_eq!(one.stage, three.stage);
        assert_eq!(one.hashes, three.hashes);
        assert!(matches!(&one.stage, CheckStage::Found(findings) if !findings.classes.is_empty()));
        assert_eq!((one.done(), one.share()), (REPLICATIONS, 1.0));
    }
}
