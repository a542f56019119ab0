//! What is under way on the simulation's side: takes requests, works a slice at a time, reports.

use super::pace::Speed;
use super::parcel::unpack;
use super::play::Playing;
use super::protocol::{Failure, Job, MOST_NOTES, MOST_REPLICATIONS, Report, Request};
use super::replicate::Replication;
use super::watch::{Watch, every_s};
use super::wire::{Findings, Note};
use crate::model::Document;
use crate::plan::{self, Plan};
use crate::scenario;
use crate::share::read_file;
use crate::simulate::{self, Course, Outcome, Record, Settings, Simulation};

/// Events of a slice: some milliseconds at most, and a loop that a browser optimises.
pub const SLICE: u64 = 20_000;

/// Probability with which an interval holds the true figure.
const CONFIDENCE: f64 = 0.95;

/// When to turn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// When there is another request.
    Never,
    /// After whatever else is to be done.
    AtOnce,
    /// After so many milliseconds.
    After(u32),
}

/// What a turn has brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What is to be told.
    pub report: Option<Report>,
    /// When to turn again.
    pub again: Again,
}

enum Task {
    Idle,
    Watch(Box<Watch>),
    Replicate(Box<Replication>),
    Play(Box<Playing>),
}

/// The simulation's side. Knows no clock: every call says what time it is, milliseconds.
pub struct Runner {
    task: Task,
}

impl Default for Runner {
    fn default() -> Self {
        Self { task: Task::Idle }
    }
}

impl Runner {
    /// Takes a request. A turn is due after it.
    pub fn take(&mut self, request: Request, now_ms: f64) -> Option<Report> {
        match request {
            Request::Watch(job, speed) => return self.watch(&job, speed, now_ms),
            Request::Replicate(job) => return self.replicate(&job, now_ms),
            Request::Play(job, cuts) => return self.play(&job, cuts, now_ms),
            Request::Change(number, changes) => {
                let Task::Watch(watch) = &mut self.task else { return None };
                return watch.change(number, &changes, now_ms).map(|at_s| Report::Changed(number, at_s));
            }
            Request::Find(parcels) => return Some(find(&parcels)),
            Request::Stop | Request::Measure(_) => self.task = Task::Idle,
            Request::Speed(_)
            | Request::Pause
            | Request::Resume
            | Request::Step(_)
            | Request::Reach(_)
            | Request::Taken => {
                if let Task::Watch(watch) = &mut self.task {
                    match request {
                        Request::Speed(speed) => watch.set_speed(speed, now_ms),
                        Request::Pause => watch.pause(now_ms),
                        Request::Resume => watch.resume(now_ms),
                        Request::Step(seconds) => watch.step(seconds, now_ms),
                        Request::Reach(until_s) => watch.reach(until_s),
                        _ => watch.taken(),
                    }
                }
            }
        }
        None
    }

    /// Works a slice.
    pub fn turn(&mut self, now_ms: f64) -> Turn {
        match &mut self.task {
            Task::Idle => Turn { report: None, again: Again::Never },
            Task::Watch(watch) => {
                let (look, again) = watch.turn(now_ms);
                Turn { report: look.map(|(look, progress)| Report::Seen(Box::new(look), progress)), again }
            }
            Task::Replicate(replication) => {
                let (report, again) = replication.turn(now_ms);
                self.ended(report, again)
            }
            Task::Play(playing) => {
                let (report, again) = playing.turn(now_ms);
                self.ended(report, again)
            }
        }
    }

    /// A turn of what ends by itself.
    fn ended(&mut self, report: Option<Report>, again: Again) -> Turn {
        if again == Again::Never {
            self.task = Task::Idle;
        }
        Turn { report, again }
    }

    fn play(&mut self, job: &Job, cuts: [f64; 4], now_ms: f64) -> Option<Report> {
        self.task = Task::Idle;
        match simulation(job, Manner::Played) {
            Ok((run, plan)) => {
                self.task = Task::Play(Box::new(Playing::new(run, plan, cuts, job.horizon_s, now_ms)));
                None
            }
            Err(failure) => Some(Report::Failed(failure)),
        }
    }

    fn watch(&mut self, job: &Job, speed: Speed, now_ms: f64) -> Option<Report> {
        self.task = Task::Idle;
        match simulation(job, Manner::Watched) {
            Ok((run, _)) => {
                let notes: Vec<Note> = run.notes().iter().take(MOST_NOTES).map(Note::from).collect();
                self.task = Task::Watch(Box::new(Watch::new(job.number, run, job.horizon_s, speed, now_ms)));
                (!notes.is_empty()).then_some(Report::Noted(notes))
            }
            Err(failure) => Some(Report::Failed(failure)),
        }
    }

    fn replicate(&mut self, job: &Job, now_ms: f64) -> Option<Report> {
        self.task = Task::Idle;
        match simulation(job, Manner::Struck) {
            Ok((run, _)) => self.task = Task::Replicate(Box::new(Replication::new(run, job.horizon_s, now_ms))),
            Err(failure) => return Some(Report::Failed(failure)),
        }
        None
    }
}

/// How a document is played.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As it is struck, for ever: nothing changes.
    Struck,
    /// The sound drawing, to which it is told what is struck and what is planned: so it can be healed.
    Watched,
    /// The same, with looks at what has passed in place of points over time.
    Played,
}

fn simulation(job: &Job, manner: Manner) -> Result<(Simulation, Plan), Failure> {
    let opened = read_file(&job.document).map_err(|error| Failure::Document(error.to_string()))?;
    let told = manner != Manner::Struck;
    let plan = plan::compile(&if told { opened.document.healed() } else { opened.document.clone() });
    let told = if told { scenario::beginning(&opened.document, &plan) } else { scenario::Beginning::default() };
    let horizon_s = if job.horizon_s.is_finite() { job.horizon_s.max(0.0) } else { 0.0 };
    let watched = manner == Manner::Watched;
    let course = Course::ALL.get(usize::from(job.course)).copied().unwrap_or_default();
    let settings = Settings {
        seed: job.seed,
        horizon_s,
        warm_up_s: job.warm_up_s.clamp(0.0, horizon_s),
        profile: course.profile(job.warm_up_s.clamp(0.0, horizon_s), horizon_s),
        begin: told.begin,
        changes: told.changes,
        record: Record {
            traced_share: job.traced_share.clamp(0.0, 1.0),
            series_every_s: if watched { every_s(&plan, horizon_s) } else { f64::INFINITY },
            live: manner == Manner::Played,
        },
        ..Settings::default()
    };
    let run = Simulation::new(&plan, job.users.clamp(1.0, Document::MOST_USERS), &settings);
    Ok((run, plan))
}

fn find(parcels: &[Vec<u8>]) -> Report {
    let outcomes: Result<Vec<Outcome>, _> = parcels.iter().take(MOST_REPLICATIONS).map(|bytes| unpack(bytes)).collect();
    match outcomes {
        Ok(outcomes) if !outcomes.is_empty() => {
            Report::Found(Box::new(Findings::from(&simulate::Findings::of(&outcomes, CONFIDENCE))))
        }
        _ => Report::Failed(Failure::Outcome),
    }
}
