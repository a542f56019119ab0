//! What the page knows of runs, and how that follows from what the user does and what the simulation says: without a
//! screen and without a browser. What is to be asked of the simulation comes out as [`Ask`]s.

use std::collections::VecDeque;
use std::rc::Rc;

use super::check::Check;
pub use super::round::Rounds;
use super::seen::Seen;
use super::span::{Span, fitting_s};
use super::versus::{Rival, Versus};
pub use super::watched::{Drawing, Stage, Trouble, Watched};
use super::watched::{planned, sound};
use crate::model::{Document, Fault, Subject};
use crate::platform::simulator::Heard;
use crate::share::write_file;
use crate::simulate::Course;
use crate::worker::{Job, Phase, Report, Request, Speed};

/// What the page knows of runs.
#[derive(Clone, Debug, PartialEq)]
pub struct RunState {
    /// Seed of the next run.
    pub seed: u64,
    /// Speed at which runs are shown.
    pub speed: Speed,
    /// Simulated seconds that the next run is to last; none: what its scenario asks for.
    pub length_s: Option<f64>,
    /// Simulated time up to which runs are played as fast as they can when they begin, seconds.
    pub from_s: f64,
    /// How the load changes over the next run.
    pub course: Course,
    /// The run that is watched.
    pub watched: Option<Watched>,
    /// Replications that are compared with the solution.
    pub check: Option<Check>,
    /// Another version beside what is drawn.
    pub versus: Option<Versus>,
    /// Whether the simulation runs on the page, for want of a worker.
    pub on_page: bool,
    /// What the results show.
    pub view: View,
    /// Runs so far.
    runs: u32,
}

/// What the results show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The steady state.
    #[default]
    Figures,
    /// The run that is watched.
    Run,
    /// The solution beside the simulation.
    Check,
    /// Two versions beside each other.
    Versus,
    /// What is planned to happen in a run.
    Scenario,
    /// What every single failure does.
    Failures,
}

impl Default for RunState {
    fn default() -> Self {
        Self {
            seed: 1,
            speed: Speed::Times(1.0),
            length_s: None,
            from_s: 0.0,
            course: Course::Steady,
            watched: None,
            check: None,
            versus: None,
            on_page: false,
            view: View::Figures,
            runs: 0,
        }
    }
}

/// What happens to runs.
#[derive(Clone, Debug, PartialEq)]
pub enum RunMessage {
    /// Runs, holds or goes on, whatever comes next.
    Toggle,
    /// Begins anew.
    Start,
    /// Ends the run.
    Stop,
    /// Goes on a little, and holds.
    Step,
    /// Takes the run away.
    Close,
    /// Another speed.
    SetSpeed(Speed),
    /// Another seed for the next run.
    SetSeed(u64),
    /// Another length for the next run, simulated seconds.
    SetLength(Option<f64>),
    /// Another course of the load for the next run.
    SetCourse(Course),
    /// From where the next runs are shown at their speed, simulated seconds.
    SetFrom(f64),
    /// Goes to a simulated time, seconds: as fast as it can through all that is before it, from the beginning where that
    /// has passed. A run that this begins is held there.
    Reach(f64),
    /// The simulation that plays the watched run has said something.
    Heard(Heard),
    /// Plays replications, and compares.
    Check,
    /// Ends the replications, or takes their figures away.
    CloseCheck,
    /// Plays another version beside what is drawn.
    Versus(Rival),
    /// Ends that, or takes its figures away.
    CloseVersus,
    /// Something that is over at once happens in the run that goes on, at its present time.
    Happen(Subject, Fault),
    /// Shows something else in the results.
    SetView(View),
    /// One of the simulations that play such runs has said something.
    RoundHeard(Rounds, usize, Heard),
}

/// What is to be asked of the simulation that plays the watched run.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// This.
    Request(Request),
    /// Nothing more: it may go.
    Drop,
}

/// How much of a second a step is.
const STEP_S: f64 = 0.1;

/// Events of which the path of a request is recorded per second of the clock, about, and the most events per second that
/// a simulation reaches.
const TRACED: f64 = 300.0;
const FASTEST: f64 = 3e6;

impl RunState {
    /// Takes a message; what is to be asked then. `now` is what is drawn.
    pub fn take(&mut self, message: RunMessage, now: &Drawing) -> Vec<Ask> {
        match message {
            RunMessage::Toggle => self.toggle(now),
            RunMessage::Start => self.start(now, self.from_s),
            RunMessage::Stop => self.stop(),
            RunMessage::Step => self.step(now),
            RunMessage::Close => {
                self.watched = None;
                self.leave(View::Run);
                vec![Ask::Drop]
            }
            RunMessage::SetSpeed(speed) => {
                self.speed = speed;
                self.ask_if_open(Request::Speed(speed))
            }
            RunMessage::SetView(view) => {
                self.view = view;
                Vec::new()
            }
            RunMessage::SetSeed(seed) => {
                self.seed = seed;
                Vec::new()
            }
            RunMessage::SetLength(length_s) => {
                self.length_s = length_s;
                Vec::new()
            }
            RunMessage::SetCourse(course) => {
                self.course = course;
                Vec::new()
            }
            RunMessage::SetFrom(from_s) => {
                self.from_s = from_s;
                Vec::new()
            }
            RunMessage::Reach(to_s) => self.reach(to_s, now),
            RunMessage::Happen(subject, fault) => {
                let watched = self.watched.as_mut().filter(|watched| watched.is_open());
                let request = watched.and_then(|watched| watched.happen(subject, fault));
                request.into_iter().map(Ask::Request).collect()
            }
            RunMessage::Heard(heard) => self.hear(heard),
            // The replications have simulations of their own, which whoever keeps them asks.
            RunMessage::Check
            | RunMessage::CloseCheck
            | RunMessage::Versus(_)
            | RunMessage::CloseVersus
            | RunMessage::RoundHeard(..) => Vec::new(),
        }
    }

    /// How long a run of `document` is to last, simulated seconds.
    pub fn lasts_s(&self, document: &Document) -> f64 {
        self.length_s.unwrap_or_else(|| fitting_s(&document.scenario))
    }

    /// Shows the figures where `view` was shown.
    pub fn leave(&mut self, view: View) {
        if self.view == view {
            self.view = View::Figures;
        }
    }

    fn ask_if_open(&self, request: Request) -> Vec<Ask> {
        let open = self.watched.as_ref().is_some_and(Watched::is_open);
        if open { vec![Ask::Request(request)] } else { Vec::new() }
    }

    fn toggle(&mut self, now: &Drawing) -> Vec<Ask> {
        let Some(watched) = self.watched.as_mut().filter(|watched| watched.is_open()) else {
            return self.start(now, self.from_s);
        };
        watched.holds = !watched.holds;
        vec![Ask::Request(if watched.holds { Request::Pause } else { Request::Resume })]
    }

    fn reach(&mut self, to_s: f64, now: &Drawing) -> Vec<Ask> {
        let open = self.watched.as_ref().filter(|watched| watched.is_open());
        let past_s = open.map(|watched| watched.progress.map_or(0.0, |progress| progress.now_s));
        if past_s.is_some_and(|past_s| past_s <= to_s) {
            return vec![Ask::Request(Request::Reach(to_s))];
        }
        let mut asks = self.start(now, to_s);
        if let Some(watched) = self.watched.as_mut().filter(|_| !asks.is_empty()) {
            watched.holds = true;
            asks.push(Ask::Request(Request::Pause));
        }
        asks
    }

    fn start(&mut self, now: &Drawing, from_s: f64) -> Vec<Ask> {
        if now.document.components.is_empty() {
            return Vec::new();
        }
        self.runs += 1;
        let now = &sound(now);
        let mut span = Span::watched(&now.plan, now.document.users, self.lasts_s(&now.document));
        if let Some(begins_s) = now.document.scenario.begins_s() {
            // What is planned is compared with what was before it.
            span.window.warm_up_s = span.window.warm_up_s.min(begins_s / 2.0);
        }
        let shown_per_s = (span.window.events_per_s * self.speed.factor()).clamp(1.0, FASTEST);
        let job = Job {
            number: self.runs,
            // What is presented besides is nothing to the simulation.
            document: write_file(&Document { steps: Vec::new(), ..(*now.document).clone() }),
            users: now.document.users,
            seed: self.seed,
            horizon_s: span.window.horizon_s,
            warm_up_s: span.window.warm_up_s,
            traced_share: (TRACED / shown_per_s).clamp(1e-6, 1.0),
            course: Course::ALL.iter().position(|course| *course == self.course).unwrap_or(0) as u8,
        };
        self.view = View::Run;
        let mut seen = Seen::new(&now.document, &now.plan);
        seen.warm_up_s = span.window.warm_up_s;
        seen.marks = planned(&now.document);
        self.watched = Some(Watched {
            now: Rc::clone(&now.document),
            asked: VecDeque::new(),
            marked: Rc::clone(&now.document),
            drawing: now.clone(),
            number: self.runs,
            seed: self.seed,
            span,
            notes: Vec::new(),
            stage: Stage::Loading,
            progress: None,
            seen: Rc::new(seen),
            holds: false,
        });
        let asks = [Some(Request::Watch(job, self.speed)), (from_s > 0.0).then_some(Request::Reach(from_s))];
        asks.into_iter().flatten().map(Ask::Request).collect()
    }

    /// The document has changed: a run that goes on follows what is struck, healed or sent.
    pub fn follow(&mut self, document: &Rc<Document>) -> Vec<Ask> {
        let watched = self.watched.as_mut().filter(|watched| watched.is_open());
        watched.and_then(|watched| watched.follow(document)).into_iter().map(Ask::Request).collect()
    }

    fn stop(&mut self) -> Vec<Ask> {
        let Some(watched) = self.watched.as_mut().filter(|watched| watched.is_open()) else { return Vec::new() };
        watched.stage = Stage::Stopped;
        vec![Ask::Request(Request::Stop)]
    }

    /// A step of a run that goes on holds it; where there is none, one begins and is held after the step.
    fn step(&mut self, now: &Drawing) -> Vec<Ask> {
        let mut asks = Vec::new();
        if !self.watched.as_ref().is_some_and(Watched::is_open) {
            asks = self.start(now, self.from_s);
        }
        if let Some(watched) = &mut self.watched {
            watched.holds = true;
            asks.push(Ask::Request(Request::Step(STEP_S)));
        }
        asks
    }

    fn hear(&mut self, heard: Heard) -> Vec<Ask> {
        let Some(watched) = &mut self.watched else { return Vec::new() };
        match heard {
            // What was on its way when the run was stopped, or from the run before, changes nothing any more.
            Heard::Report(Report::Seen(look, progress)) if watched.is_open() && progress.number == watched.number => {
                Rc::make_mut(&mut watched.seen).follow(look.open());
                watched.progress = Some(progress);
                watched.stage = Stage::Known;
                vec![Ask::Request(Request::Taken)]
            }
            Heard::Report(Report::Seen(..)) => vec![Ask::Request(Request::Taken)],
            Heard::Report(Report::Failed(failure)) => {
                watched.stage = Stage::Failed(Trouble::Refused(failure));
                vec![Ask::Drop]
            }
            Heard::Report(Report::Changed(number, at_s)) if number == watched.number => {
                watched.mark(at_s);
                Vec::new()
            }
            Heard::Report(Report::Noted(notes)) => {
                watched.notes = notes;
                Vec::new()
            }
            Heard::Report(_) => Vec::new(),
            Heard::Broken(broken) => {
                watched.stage = Stage::Failed(Trouble::Broken(broken));
                vec![Ask::Drop]
            }
        }
    }

    /// What the watched run is doing, for a button and for words.
    pub fn phase(&self) -> Option<Phase> {
        let watched = self.watched.as_ref()?;
        match (&watched.stage, watched.progress) {
            (Stage::Known, Some(progress)) if progress.phase.ended() => Some(progress.phase),
            _ if watched.is_paused() => Some(Phase::Paused),
            (Stage::Loading | Stage::Known, _) => Some(Phase::Running),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
