//! The phases of one failure, each compiled and solved.
//!
//! From the moment of the failure on, everybody who learns of it at some time makes a new drawing: the plan as things
//! stand at that moment. Instances that follow the load do so only at the end, once they have booted.

use std::rc::Rc;

use super::list::strike;
use super::{Failure, Figures, Stage};
use crate::impact::reaction::reaction;
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document, Value};
use crate::plan::{Plan, Strikes};
use crate::solve::{Near, Quantiles, Solution, solve_briefly, solve_near};

/// Most moments at which somebody learns of one failure that are solved for.
const MOST_MOMENTS: usize = 8;

/// A solved moment.
pub(super) struct Moment {
    pub(super) stage: Stage,
    pub(super) from_s: f64,
    pub(super) plan: Plan,
    pub(super) solution: Solution,
    pub(super) quantiles: Option<Quantiles>,
}

impl Moment {
    /// `near`: what is known of the sound system.
    pub(super) fn of(stage: Stage, from_s: f64, plan: Plan, users: f64, near: Option<&Near>) -> Self {
        let (solution, quantiles) = match near {
            Some(near) => solve_near(&plan, users, near),
            None => solve_briefly(&plan, users),
        };
        Self { stage, from_s, plan, solution, quantiles }
    }

    /// `None` where no steady state was found.
    pub(super) fn figures(&self) -> Option<Figures> {
        let solution = &self.solution;
        let share = |goodput: f64, offered: f64| (goodput / offered).clamp(0.0, 1.0);
        let classes = solution.classes.iter().filter(|class| class.offered_per_s > 0.0);
        solution.converged.then(|| Figures {
            offered_per_s: solution.offered_per_s,
            throughput_per_s: solution.throughput_per_s,
            goodput_per_s: solution.goodput_per_s,
            by_class: classes.map(|class| (class.class, share(class.goodput_per_s, class.offered_per_s))).collect(),
            quantiles: self.quantiles,
            bottleneck: solution.bottleneck,
            stale_read_share: solution.stale_read_share,
            refusals: solution.refusals.clone(),
        })
    }
}

/// The document with as many instances drawn as run where they follow the load, so that what fails is one of those.
pub(super) fn as_it_runs(document: &Document, plan: &Plan, solution: &Solution) -> Document {
    let mut running = document.clone();
    for part in plan.components.iter().filter(|part| part.scaling.is_some()) {
        let (Some(component), Some(result)) = (running.components.get_mut(&part.id), solution.components.get(&part.id))
        else {
            continue;
        };
        let instances = result.instances.round().max(1.0);
        if component.number(Parameter::Instances) != instances {
            Rc::make_mut(component).settings.insert(Parameter::Instances, Value::Number(instances));
        }
    }
    running
}

/// The moments from a failure until all that reacts by itself has reacted; of a document as it runs.
pub(super) fn moments(strikes: &Strikes, failure: Failure, users: f64, near: Option<&Near>) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut next = Some(0.0);
    while let Some(since_s) = next {
        let last = found.len() + 1 == MOST_MOMENTS;
        let learned_s = if last { f64::INFINITY } else { since_s };
        let (plan, later) = strikes.compile(&strike(strikes.document(), failure, learned_s));
        next = later.filter(|_| !last);
        if next.is_none() && plan.components.iter().any(|part| part.scaling.is_some()) {
            grown(since_s, plan, users, near, &mut found);
            break;
        }
        let stage = if next.is_some() { Stage::Unnoticed } else { Stage::FailedOver };
        found.push(Moment::of(stage, since_s, frozen(plan), users, near));
    }
    found
}

/// The state with the instances that run, and with those that the load then asks for.
fn grown(since_s: f64, plan: Plan, users: f64, near: Option<&Near>, found: &mut Vec<Moment>) {
    let before = Moment::of(Stage::Booting, since_s, frozen(plan.clone()), users, near);
    let mut after = Moment::of(Stage::FailedOver, since_s, plan, users, near);
    let instances = |moment: &Moment, id: ComponentId| moment.solution.components.get(&id).map(|part| part.instances);
    let scaled = after.plan.components.iter().filter(|part| part.scaling.is_some());
    let growing = scaled.filter(|part| instances(&after, part.id) > instances(&before, part.id));
    let seconds = growing.filter_map(|part| reaction(&after.plan, &before.solution, part.id, 1.0));
    let boots_s = seconds.map(|reaction| reaction.seconds).fold(0.0, f64::max);
    if boots_s > 0.0 {
        found.push(before);
        after.from_s = since_s + boots_s;
    }
    found.push(after);
}

/// The plan with as many instances as it was drawn with.
fn frozen(mut plan: Plan) -> Plan {
    plan.components.iter_mut().for_each(|part| part.scaling = None);
    plan
}

/// The plan of what is repaired, with so much of the hit ratio left as a share where a cache comes back.
pub(super) fn repaired(healthy: &Plan, ratios: &[(ComponentId, f64)]) -> Plan {
    let mut plan = frozen(healthy.clone());
    for &(id, ratio) in ratios {
        let cache = plan.components.iter().find(|part| part.id == id).and_then(|part| part.cache);
        if let Some(cache) = cache {
            plan.caches[cache].typed = Some(ratio);
        }
    }
    plan
}
