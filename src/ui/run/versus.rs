//! Two versions under the same scenario and seeds. Without a screen and without a browser.
//!
//! Runs go in pairs, one of each version with the same seed.

use std::rc::Rc;

use super::round::{Round, RoundAsk};
use super::span::{Span, fitting_s};
use super::state::{Drawing, Trouble};
use crate::model::{Document, Fault, Subject};
use crate::plan::compile;
use crate::platform::simulator::Heard;
use crate::scenario::{Contest, Phase, PhaseKind, carried, contest, cuts};
use crate::share::write_file;
use crate::worker::{Job, Report, Request};

/// Pairs of runs where they are cheap, and where they are not.
const PAIRS: usize = 10;
const FEWEST: usize = 3;

/// Events of all runs of one version together, about, beyond which there are fewer pairs.
const EVENTS: f64 = 3e7;

/// Another version, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// What it is called.
    pub name: String,
    /// The version.
    pub document: Rc<Document>,
}

/// What came of the runs, by part.
pub type Parts = Vec<(PhaseKind, Vec<Contest>)>;

/// Where the runs are.
#[derive(Clone, Debug, PartialEq)]
pub enum VersusStage {
    /// They are played.
    Playing,
    /// What they say.
    Found(Rc<Parts>),
    /// They cannot go on.
    Failed(Trouble),
}

/// Two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Versus {
    /// What is drawn, as it was when this began.
    pub drawing: Drawing,
    /// The other version as it was given.
    pub rival: Rival,
    /// What happens to the one and cannot happen to the other: whether it is of what is drawn, where, and what.
    pub left_out: Vec<(bool, Subject, Fault)>,
    /// Seed of the first pair; the others follow.
    pub seed: u64,
    /// How long each run is.
    pub span: Span,
    /// Whether anything is planned in them.
    pub planned: bool,
    /// Where they are.
    pub stage: VersusStage,
    /// The runs, in pairs, each with its parts.
    pub round: Round<Vec<Phase>>,
    documents: [Rc<str>; 2],
    cuts: [f64; 4],
}

impl Versus {
    /// Of what is drawn and another version, each for so many simulated seconds at least, by so many simulations; and what
    /// to ask them first.
    pub fn begin(
        drawing: &Drawing,
        rival: Rival,
        (seed, length_s): (u64, f64),
        simulations: usize,
    ) -> (Self, Vec<RoundAsk>) {
        // Where only the other version has a scenario, both meet that.
        let own = &drawing.document;
        let borrowed = own.scenario.is_empty() && own.faults.is_empty();
        let mut first = if borrowed { carried(own, &rival.document) } else { plain(own) };
        first.document.users = own.users;
        // What is presented besides is nothing to the simulation.
        first.document.steps.clear();
        let mut second = carried(&rival.document, &first.document);
        second.document.steps.clear();
        let documents = [&first.document, &second.document];
        let (span, pairs) = span(documents, length_s);
        let begins_s = first.document.scenario.begins_s().unwrap_or(f64::INFINITY);
        let horizon_s = span.window.horizon_s;
        let warm_up_s = span.window.warm_up_s.min(begins_s / 2.0);
        let planned = cuts(&first.document, warm_up_s, horizon_s);
        let mut versus = Self {
            drawing: drawing.clone(),
            rival,
            left_out: with_side(first.left_out, false).chain(with_side(second.left_out, true)).collect(),
            seed,
            planned: planned.is_some(),
            cuts: planned.unwrap_or([warm_up_s, horizon_s, horizon_s, horizon_s]),
            span,
            stage: VersusStage::Playing,
            round: Round::new(2 * pairs, simulations),
            documents: documents.map(|document| write_file(document).into()),
        };
        let asks = versus.round.simulations().filter_map(|simulation| versus.give(simulation)).collect();
        (versus, asks)
    }

    /// The next run for a simulation that has none.
    fn give(&mut self, simulation: usize) -> Option<RoundAsk> {
        let number = self.round.give(simulation)?;
        let job = Job {
            number: number as u32,
            document: self.documents[number % 2].to_string(),
            users: self.drawing.document.users,
            seed: self.seed.wrapping_add(number as u64 / 2),
            horizon_s: self.span.window.horizon_s,
            warm_up_s: self.cuts[0],
            traced_share: 0.0,
            course: 0,
        };
        Some((simulation, Request::Play(job, self.cuts)))
    }

    /// Takes what a simulation says; what is to be asked then.
    pub fn hear(&mut self, simulation: usize, heard: Heard) -> Option<RoundAsk> {
        match self.round.hear(simulation, heard) {
            Ok(Some(Report::Played { phases, hash, full })) => {
                let phases = phases.iter().map(Phase::from).collect();
                if !self.round.end(simulation, (hash, full), phases) {
                    return None;
                }
                let ask = self.give(simulation);
                self.conclude();
                ask
            }
            Ok(_) => None,
            Err(trouble) => {
                if self.is_open() {
                    self.stage = VersusStage::Failed(trouble);
                }
                None
            }
        }
    }

    /// Puts them together once all are there.
    fn conclude(&mut self) {
        if let Some(all) = self.round.all() {
            let version = |version: usize| all.iter().skip(version).step_by(2).cloned().collect::<Vec<_>>();
            self.stage = VersusStage::Found(Rc::new(contest(&version(0), &version(1))));
            self.round.forget();
        }
    }

    /// Whether it is still under way.
    pub fn is_open(&self) -> bool {
        self.stage == VersusStage::Playing
    }

    /// Pairs of runs.
    pub fn pairs(&self) -> usize {
        self.round.runs() / 2
    }
}

fn with_side(left_out: Vec<(Subject, Fault)>, own: bool) -> impl Iterator<Item = (bool, Subject, Fault)> {
    left_out.into_iter().map(move |(subject, fault)| (own, subject, fault))
}

/// A version with what it meets anyway.
fn plain(document: &Document) -> crate::scenario::Carried {
    crate::scenario::Carried { document: document.clone(), left_out: Vec::new() }
}

/// How long each run is, and how many pairs there are: as long as is asked for and the scenario needs, unless that is too
/// much.
fn span(documents: [&Document; 2], length_s: f64) -> (Span, usize) {
    let wanted_s = length_s.max(fitting_s(&documents[0].scenario));
    let longest = |document: &Document| {
        let plan = compile(&document.healed());
        Span::within(&plan, document.users, wanted_s, EVENTS / FEWEST as f64)
    };
    let [one, other] = documents.map(longest);
    let span = if one.window.horizon_s <= other.window.horizon_s { one.clone() } else { other.clone() };
    let busier = one.window.events_per_s.max(other.window.events_per_s);
    let pairs = EVENTS / (busier * span.window.horizon_s).max(1.0);
    (span, (pairs as usize).clamp(FEWEST, PAIRS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;
    use crate::scenario::{Standing, Told};
    use crate::worker::Runner;

    fn document(key: &str) -> Document {
        (example(key).expect("it is there").build)()
    }

    fn drawing(document: Document) -> Drawing {
        Drawing { plan: Rc::new(compile(&document)), document: Rc::new(document) }
    }

    fn rival(key: &str) -> Rival {
        Rival { name: key.to_owned(), document: Rc::new(document(key)) }
    }

    /// Plays all with so many simulations.
    fn played(drawing: &Drawing, rival: Rival, simulations: usize) -> Versus {
        let (mut versus, asks) = Versus::begin(drawing, rival, (1, 60.0), simulations);
        let mut runners: Vec<Runner> = (0..simulations).map(|_| Runner::default()).collect();
        let mut asks: Vec<RoundAsk> = asks.into_iter().rev().collect();
        let mut turns = 0_usize;
        while versus.is_open() {
            if let Some((simulation, request)) = asks.pop() {
                assert_eq!(runners[simulation].take(request, 0.0), None);
            }
            turns += 1;
            let simulation = (turns + turns / 5) % simulations;
            if let Some(report) = runners[simulation].turn(turns as f64).report {
                asks.extend(versus.hear(simulation, Heard::Report(report)));
            }
            assert!(turns < 1_000_000, "it ends");
        }
        versus
    }

    #[test]
    fn a_store_is_better_for_sessions_with_however_many_simulations() {
        let sticky = drawing(document("sticky-sessions"));
        let (one, three) = (played(&sticky, rival("kept-sessions"), 1), played(&sticky, rival("kept-sessions"), 3));
        assert_eq!((&one.stage, &one.round.hashes, one.pairs()), (&three.stage, &three.round.hashes, PAIRS));
        let VersusStage::Found(parts) = &one.stage else { panic!("{:?}", one.stage) };
        let sessions = parts.iter().flat_map(|part| &part.1).filter(|contest| contest.told == Told::SessionsLost);
        assert!(sessions.into_iter().any(|contest| contest.standing == Standing::Better));
        assert!(one.left_out.is_empty());
    }

    #[test]
    fn the_scenario_of_the_other_version_counts_where_none_is_planned_here() {
        let mut calm = document("sticky-sessions");
        calm.scenario.incidents.clear();
        let (versus, asks) = Versus::begin(&drawing(calm), rival("kept-sessions"), (1, 60.0), 2);
        assert!(versus.planned);
        assert_eq!(asks.len(), 2);
        let (versus, _) = Versus::begin(&drawing(document("thinkers")), rival("thinkers"), (1, 60.0), 1);
        assert!(!versus.planned);
    }

    #[test]
    fn what_is_much_has_fewer_pairs_and_what_is_too_much_is_shorter() {
        let mut many = document("stage-3");
        many.users = 1e8;
        let rival = Rival { name: String::new(), document: Rc::new(many.clone()) };
        let (versus, _) = Versus::begin(&drawing(many), rival, (1, 60.0), 1);
        assert!(versus.span.is_cut());
        assert_eq!(versus.pairs(), FEWEST);
    }
}
