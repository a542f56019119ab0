//! A run before, during and after what happens in it.

use crate::model::{ComponentId, Document};
use crate::plan::{Class, Plan, Reason};
use crate::simulate::{Kept, Simulation, Snapshot, Times};

/// Which part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhaseKind {
    /// After the warm-up, before the first incident.
    Before,
    /// From the beginning of the first to the end of the last.
    During,
    /// After that.
    After,
}

impl PhaseKind {
    /// All, in the order of time.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];

    /// Its name in the command line's output and in message keys.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::During => "during",
            Self::After => "after",
        }
    }
}

/// What was counted in a part of a run. Of several runs: their sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Which.
    pub kind: PhaseKind,
    /// Simulated seconds, of all runs together.
    pub span_s: f64,
    /// Requests that began, without jobs.
    pub offered: u64,
    /// Requests that were answered.
    pub answered: u64,
    /// Requests that failed.
    pub failed: u64,
    /// Response times of those answered.
    pub response: Times,
    /// What failed, jobs too: by component and reason.
    pub reasons: Vec<(ComponentId, Reason, u64)>,
    /// What became of data and sessions.
    pub kept: Kept,
}

impl Phase {
    /// Share of the requests that ended in it which were answered; 1 where none ended.
    pub fn served(&self) -> f64 {
        let ended = self.answered + self.failed;
        if ended > 0 { self.answered as f64 / ended as f64 } else { 1.0 }
    }

    /// Answered per second.
    pub fn goodput_per_s(&self) -> f64 {
        if self.span_s > 0.0 { self.answered as f64 / self.span_s } else { 0.0 }
    }

    /// Adds the same phase of another run.
    pub fn merge(&mut self, other: &Self) {
        self.span_s += other.span_s;
        self.offered += other.offered;
        self.answered += other.answered;
        self.failed += other.failed;
        self.response.merge(&other.response);
        for &(component, reason, number) in &other.reasons {
            match self.reasons.iter_mut().find(|own| (own.0, own.1) == (component, reason)) {
                Some(own) => own.2 += number,
                None => self.reasons.push((component, reason, number)),
            }
        }
        self.kept.merge(other.kept);
    }
}

/// When the phases of a run end: after the warm-up, before the first incident, after the last, at the end; seconds.
/// `None` where nothing is planned, or nothing of it within the run.
pub fn cuts(document: &Document, warm_up_s: f64, horizon_s: f64) -> Option<[f64; 4]> {
    let (begins_s, ends_s) = (document.scenario.begins_s()?, document.scenario.ends_s()?);
    // What does not end, or takes no time, is followed until the end of the run.
    let open =
        document.scenario.incidents.iter().any(|incident| incident.until_s.is_none() && incident.fault.is_state());
    let ends_s = if open { horizon_s } else { ends_s.min(horizon_s) };
    (begins_s < horizon_s).then(|| [warm_up_s.min(begins_s), begins_s, ends_s, horizon_s])
}

/// The phases of a run that is advanced by whoever asks: fed with a look at each cut.
#[derive(Clone, Debug)]
pub struct Phases {
    cuts: [f64; 4],
    next: usize,
    done: Vec<Phase>,
}

impl Phases {
    /// None yet. The run has to record live figures ([`crate::simulate::Record::live`]).
    pub fn new(cuts: [f64; 4]) -> Self {
        Self { cuts, next: 0, done: Vec::new() }
    }

    /// Until when the run may go on before [`Self::look`] is to be called again, seconds.
    pub fn until_s(&self) -> f64 {
        self.cuts.get(self.next).copied().unwrap_or(f64::INFINITY)
    }

    /// Looks at a run that has come to [`Self::until_s`], or has ended before.
    pub fn look(&mut self, plan: &Plan, run: &mut Simulation) {
        let seen = run.snapshot();
        if let Some(kind) = self.next.checked_sub(1).and_then(|place| PhaseKind::ALL.get(place)) {
            self.done.push(phase(*kind, plan, &seen));
        }
        self.next += 1;
    }

    /// Those that are over, without those of no length.
    pub fn done(&self) -> Vec<Phase> {
        self.done.iter().filter(|phase| phase.span_s > 0.0).cloned().collect()
    }
}

fn phase(kind: PhaseKind, plan: &Plan, seen: &Snapshot) -> Phase {
    let mut phase = Phase {
        kind,
        span_s: seen.now_s - seen.since_s,
        offered: 0,
        answered: 0,
        failed: 0,
        response: Times::default(),
        reasons: Vec::new(),
        kept: seen.kept,
    };
    for (class, seen) in Class::ALL.iter().zip(&seen.classes) {
        if *class != Class::Job {
            phase.offered += seen.offered;
            phase.answered += seen.response.count;
            phase.failed += seen.failed;
            phase.response.merge(&seen.response);
        }
    }
    let reason = |&(component, reason, number): &(usize, Reason, u64)| {
        Some((plan.components.get(component)?.id, reason, number))
    };
    phase.reasons = seen.failures.iter().filter_map(reason).collect();
    phase.reasons.sort_by_key(|lost| std::cmp::Reverse(lost.2));
    phase
}
