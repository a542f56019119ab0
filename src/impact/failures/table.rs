//! The table, one failure after the other: each step takes a few solutions.

use super::cascade::cascade;
use super::list::{failures, taken_down, units};
use super::losses::{self, Sound};
use super::points::Passed;
use super::stages::{Moment, as_it_runs, moments, repaired};
use super::{Failure, Figures, Impact, Phase, Stage};
use crate::model::Document;
use crate::plan::{Plan, Strike, Strikes, compile};
use crate::solve::{Near, Solution, solve_briefly};

/// The table in the making: an iterator over the failures in their order.
pub struct FailureTable {
    /// The document with as many instances as run.
    strikes: Strikes,
    near: Option<Near>,
    users: f64,
    plan: Plan,
    solution: Solution,
    sound: Option<Figures>,
    other_per_s: Option<f64>,
    passed: Passed,
    failures: Vec<Failure>,
    next: usize,
}

impl FailureTable {
    /// Of a document at so many users; `other` is the worse of two steady states of the sound system, if it has one.
    /// Takes one solution.
    pub fn new(document: &Document, users: f64, other: Option<&Solution>) -> Self {
        let drawn = compile(document);
        let (first, _) = solve_briefly(&drawn, users);
        let document = as_it_runs(document, &drawn, &first);
        let strikes = Strikes::of(&document);
        let (sound, _) = strikes.compile(&Strike::default());
        let moment = Moment::of(Stage::FailedOver, 0.0, repaired(&sound, &[]), users, None);
        let near = Near::of(&moment.plan, users);
        Self {
            failures: failures(&document),
            passed: Passed::of(&document, &moment.plan),
            users,
            sound: moment.figures(),
            plan: moment.plan,
            solution: moment.solution,
            other_per_s: other.map(|other| other.goodput_per_s),
            near,
            strikes,
            next: 0,
        }
    }

    /// The same, of which nothing is reused from one failure to another: for tests that this changes no figure.
    pub fn afresh(document: &Document, users: f64, other: Option<&Solution>) -> Self {
        Self { near: None, ..Self::new(document, users, other) }
    }

    /// What the sound system does; `None` where no steady state was found: then there is nothing to compare with.
    pub fn sound(&self) -> Option<&Figures> {
        self.sound.as_ref()
    }

    /// The users that it is solved for.
    pub const fn users(&self) -> f64 {
        self.users
    }

    /// Everything that can fail, in the order of the table.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// How many failures are done, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.failures.len())
    }

    /// What one failure does.
    pub fn impact(&self, failure: Failure) -> Impact {
        let sound = Sound { document: self.document(), plan: &self.plan, solution: &self.solution };
        let moments = moments(&self.strikes, failure, self.users, self.near.as_ref());
        let (noticed_s, repair_s) = losses::times(sound, failure);
        let (cold, warm_s) = losses::cold(sound, failure);
        let (backlog, drained_s) = losses::backlog(sound, &moments, repair_s);
        let catching_up_s = warm_s.zip(drained_s).map(|(warm, drained)| f64::max(warm, drained));
        let mut phases: Vec<Phase> = Vec::new();
        for (position, moment) in moments.iter().enumerate() {
            let until_s = moments.get(position + 1).map(|next| next.from_s);
            phases.push(Phase { stage: moment.stage, from_s: moment.from_s, until_s, figures: moment.figures() });
        }
        phases.push(self.after_repair(&cold, catching_up_s));
        let base = self.sound.as_ref().map_or(1.0, Figures::served_share);
        let (recovery_s, requests_lost) = losses::recovery(base, &phases, repair_s, catching_up_s);
        let flooded = moments.iter().any(losses::overloaded);
        let mut impact = Impact {
            failure,
            units: self.units(failure),
            points: Vec::new(),
            noticed_s,
            repair_s,
            recovery_s,
            requests_lost,
            writes_lost: losses::writes_lost(sound, failure),
            sessions_lost: losses::sessions_lost(sound, failure),
            backlog,
            may_stay_at_per_s: self.other_per_s.filter(|_| flooded),
            cascade: cascade(&self.solution, &moments, &taken_down(self.document(), failure)),
            phases,
        };
        if let (Some(sound), false) = (&self.sound, matches!(failure, Failure::Instance(_))) {
            impact.points = self.passed.points(&impact, &sound.by_class);
        }
        impact
    }

    fn document(&self) -> &Document {
        self.strikes.document()
    }

    fn units(&self, failure: Failure) -> f64 {
        let Failure::Component(id) = failure else { return 1.0 };
        self.document().components.get(&id).map_or(1.0, |component| units(self.document(), id, component))
    }

    /// What is repaired comes back with cold caches.
    fn after_repair(&self, cold: &[(crate::model::ComponentId, f64)], catching_up_s: Option<f64>) -> Phase {
        let figures = if cold.is_empty() {
            self.sound.clone()
        } else {
            Moment::of(Stage::Repaired, 0.0, repaired(&self.plan, cold), self.users, self.near.as_ref()).figures()
        };
        Phase { stage: Stage::Repaired, from_s: 0.0, until_s: catching_up_s, figures }
    }
}

impl Iterator for FailureTable {
    type Item = Impact;

    fn next(&mut self) -> Option<Impact> {
        let failure = *self.failures.get(self.next)?;
        self.next += 1;
        Some(self.impact(failure))
    }
}
