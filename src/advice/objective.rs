//! Whether users get what they are promised: the objectives of each Users component against a solution.

use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document};
use crate::plan::{Class, Plan};
use crate::solve::{ClassResult, Solution};

/// What an objective measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 99th percentile of the response time of this class, seconds.
    ResponseTime(Class),
    /// Share of all requests of these users that are not answered correctly.
    ErrorShare,
}

/// An objective that is not met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breach {
    /// Whose.
    pub users: ComponentId,
    /// Which.
    pub measure: Measure,
    /// What they get, in the measure's unit.
    pub measured: f64,
    /// What they are promised.
    pub promised: f64,
}

impl Breach {
    /// How far off it is; above 1.
    fn factor(&self) -> f64 {
        if self.promised > 0.0 { self.measured / self.promised } else { f64::INFINITY }
    }
}

/// The objective that is missed by the largest factor; `None` where all are met. Classes of which nothing is answered
/// have no response time: they are errors.
pub fn breach(document: &Document, plan: &Plan, solution: &Solution) -> Option<Breach> {
    let mut found: Vec<Breach> = Vec::new();
    for group in &solution.groups {
        breaches(document, group.users, &group.classes, &mut found);
    }
    if let (true, Some(source)) = (solution.groups.is_empty(), plan.sources.first()) {
        breaches(document, plan.components[source.component].id, &solution.classes, &mut found);
    }
    found.into_iter().max_by(|a, b| a.factor().total_cmp(&b.factor()))
}

fn breaches(document: &Document, users: ComponentId, classes: &[ClassResult], found: &mut Vec<Breach>) {
    let Some(component) = document.components.get(&users).filter(|component| component.kind == Kind::Users) else {
        return;
    };
    let asked = || classes.iter().filter(|class| class.class != Class::Job);
    let promised = component.number(Parameter::ObjectiveResponseTime);
    for class in asked() {
        let measured = class.response.as_ref().map_or(0.0, |response| response.quantiles.p99_s);
        if measured > promised {
            found.push(Breach { users, measure: Measure::ResponseTime(class.class), measured, promised });
        }
    }
    let offered: f64 = asked().map(|class| class.offered_per_s).sum();
    let answered: f64 = asked().map(|class| class.goodput_per_s).sum();
    let promised = component.number(Parameter::ObjectiveErrorShare);
    let measured = if offered > 0.0 { 1.0 - answered / offered } else { 0.0 };
    // Rounding stands for no error.
    if measured > promised + 1e-9 {
        found.push(Breach { users, measure: Measure::ErrorShare, measured, promised });
    }
}
