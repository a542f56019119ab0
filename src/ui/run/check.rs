//! Replications that a solution is compared with. Without a screen and without a browser.
//!
//! They are of what is drawn with what is struck now, for ever, as the solution is: what is planned to happen is no part of
//! a steady state. Versions are compared with it (see [`super::versus`]).

use std::rc::Rc;

use super::round::{Round, RoundAsk};
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
    /// Where the runs did something else than the plan says, because the plan is too large.
    pub notes: Vec<Note>,
    /// Time that they took, milliseconds; 0 until they are there.
    pub took_ms: f64,
    /// The replications, each with its outcome as it travels.
    pub round: Round<Rc<Vec<u8>>>,
    document: Rc<str>,
}

impl Check {
    /// Of a drawing, by so many simulations, and what to ask them first.
    pub fn begin(drawing: &Drawing, seed: u64, simulations: usize) -> (Self, Vec<RoundAsk>) {
        let users = drawing.document.users;
        let mut check = Self {
            drawing: drawing.clone(),
            seed,
            span: Span::checked(&drawing.plan, users),
            stage: CheckStage::Playing,
            events: 0,
            notes: Vec::new(),
            took_ms: 0.0,
            round: Round::new(REPLICATIONS, simulations),
            document: write_file(&drawing.document).into(),
        };
        let asks = check.round.simulations().filter_map(|simulation| check.give(simulation)).collect();
        (check, asks)
    }

    /// The next replication for a simulation that has none.
    fn give(&mut self, simulation: usize) -> Option<RoundAsk> {
        let number = self.round.give(simulation)?;
        let job = Job {
            number: number as u32,
            document: self.document.to_string(),
            users: self.drawing.document.users,
            seed: self.seed.wrapping_add(number as u64),
            horizon_s: self.span.window.horizon_s,
            warm_up_s: self.span.window.warm_up_s,
            traced_share: 0.0,
            course: 0,
        };
        Some((simulation, Request::Replicate(job)))
    }

    /// Takes what a simulation says; what is to be asked then.
    pub fn hear(&mut self, simulation: usize, heard: Heard) -> Option<RoundAsk> {
        match self.round.hear(simulation, heard) {
            Ok(Some(Report::Replicated { parcel, hash, events, full, notes })) => {
                if !self.round.end(simulation, (hash, full), Rc::new(parcel)) {
                    return None;
                }
                self.events += events;
                self.notes = notes;
                self.give(simulation).or_else(|| self.find(simulation))
            }
            Ok(Some(Report::Found(findings))) => {
                self.stage = CheckStage::Found(Rc::new(simulate::Findings::from(&*findings)));
                self.round.forget();
                None
            }
            Ok(_) => None,
            Err(trouble) => {
                if self.is_open() {
                    self.stage = CheckStage::Failed(trouble);
                }
                None
            }
        }
    }

    /// Puts them together once all are there; the last simulation that has come back does it.
    fn find(&mut self, simulation: usize) -> Option<RoundAsk> {
        let all = self.round.all().filter(|_| self.stage == CheckStage::Playing)?;
        self.stage = CheckStage::Finding;
        Some((simulation, Request::Find(all.iter().map(|parcel| parcel.to_vec()).collect())))
    }

    /// Whether it is still under way.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, CheckStage::Playing | CheckStage::Finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;
    use crate::model::Fault;
    use crate::model::catalog::Kind;
    use crate::plan::compile;
    use crate::simulate::{Settings, Simulation, Window};
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
        let mut asks: Vec<RoundAsk> = asks.into_iter().rev().collect();
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
        assert_eq!(one.round.hashes, three.round.hashes);
        assert!(matches!(&one.stage, CheckStage::Found(findings) if !findings.classes.is_empty()));
        assert_eq!((one.round.done(), one.round.share()), (REPLICATIONS, 1.0));
    }

    /// What is struck is down in every replication from its first moment on, as in the plan that was solved.
    #[test]
    fn what_is_struck_is_struck_in_every_replication() {
        let sound = drawing();
        let mut document = (*sound.document).clone();
        let web = document.components.iter().find(|(_, part)| part.kind == Kind::WebServer).map(|(id, _)| *id);
        document.faults.insert(web.expect("it has one"), Fault::Down);
        let struck = Drawing { plan: Rc::new(compile(&document)), document: Rc::new(document) };
        let (check, mut asks) = Check::begin(&struck, 7, 1);
        let Some((_, request)) = asks.pop() else { panic!("it asks") };
        let mut runner = Runner::default();
        assert_eq!(runner.take(request, 0.0), None);
        let hash = loop {
            if let Some(Report::Replicated { hash, .. }) = runner.turn(0.0).report {
                break hash;
            }
        };
        let expected = |drawing: &Drawing| {
            let Window { horizon_s, warm_up_s, .. } = check.span.window;
            let settings = Settings { seed: 7, horizon_s, warm_up_s, ..Settings::default() };
            let mut run = Simulation::new(&drawing.plan, drawing.document.users, &settings);
            while !run.advance(f64::INFINITY, 100_000).done {}
            run.outcome().hash()
        };
        assert_eq!(hash, expected(&struck));
        assert_ne!(hash, expected(&sound));
    }
}
