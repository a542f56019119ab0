//! Plays the scenario of a document to its end, part by part.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

use scaleground::model::Document;
use scaleground::plan::{Reason, compile};
use scaleground::scenario::{Phase, PhaseKind, Phases, beginning, cuts};
use scaleground::simulate::{Record, Settings, Simulation, Snapshot};

/// A scenario as it was played.
pub struct Played {
    pub phases: Vec<Phase>,
    pub series: Vec<Snapshot>,
}

impl Played {
    pub fn phase(&self, kind: PhaseKind) -> &Phase {
        self.phases.iter().find(|phase| phase.kind == kind).expect("the run has it")
    }

    pub fn lost(&self, kind: PhaseKind, reason: Reason) -> f64 {
        self.phase(kind).reasons.iter().filter(|lost| lost.1 == reason).map(|lost| lost.2 as f64).sum()
    }
}

/// Plays the scenario of a document, after five seconds of warm-up.
pub fn played(document: &Document, horizon_s: f64) -> Played {
    let plan = compile(&document.healed());
    let told = beginning(document, &plan);
    let mut phases = Phases::new(cuts(document, 5.0, horizon_s).expect("something is planned"));
    let settings = Settings {
        horizon_s,
        warm_up_s: 5.0,
        begin: told.begin,
        changes: told.changes,
        record: Record { live: true, series_every_s: 1.0, ..Record::default() },
        ..Settings::default()
    };
    let mut run = Simulation::new(&plan, document.users, &settings);
    loop {
        let until_s = phases.until_s();
        let now = run.advance(until_s, u64::MAX);
        if until_s.is_finite() {
            phases.look(&plan, &mut run);
        }
        if now.done {
            return Played { phases: phases.done(), series: run.outcome().series };
        }
    }
}
