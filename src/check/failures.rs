//! Cases of components that fail.

use super::case::{Failing, Structure};
use super::drawing::{Drawing, NEAR, Setting, choice, number};
use super::figures::{Figures, Solver};
use super::queues::read_time;
use super::{FASTEST_PER_S, Time};
use crate::impact;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, ComponentId, Document};
use crate::plan::compile;
use crate::solve::solve;

/// Failure and repair.
fn lifetime(failing: &Failing) -> [Setting; 2] {
    [number(Parameter::Mtbf, failing.mtbf_h), number(Parameter::Mttr, failing.mttr_h)]
}

/// What is always up: it is repaired in no time.
const ALWAYS_UP: Setting = number(Parameter::Mttr, 0.0);

/// Requests per second; how many does not matter.
const SOME_PER_S: f64 = 1.0;

/// Components that fail by themselves, each a service, and what calls them.
pub(super) fn availability(structure: &Structure, components: &[(String, Failing)]) -> Option<Figures> {
    let mut drawing = Drawing::new(Solver::Solve);
    let users = drawing.readers(SOME_PER_S);
    let leaves: Vec<ComponentId> =
        components.iter().map(|(_, failing)| drawing.add(Kind::Service, &lifetime(failing))).collect();
    let top = draw(&mut drawing, structure, &leaves);
    drawing.near(users, top);
    Some(uptime(&drawing.finish()?))
}

fn draw(drawing: &mut Drawing, structure: &Structure, leaves: &[ComponentId]) -> ComponentId {
    let (caller, parts) = match structure {
        Structure::Component(position) => return leaves[*position],
        Structure::Series(parts) => (drawing.add(Kind::Service, &[ALWAYS_UP]), parts),
        Structure::Parallel(parts) => {
            let at_once = number(Parameter::HealthInterval, 0.0);
            let balancer = [ALWAYS_UP, at_once, number(Parameter::OperationRate, FASTEST_PER_S)];
            (drawing.add(Kind::LoadBalancer, &balancer), parts)
        }
        Structure::AtLeast(needed, parts) => {
            let at_once = [
                ALWAYS_UP,
                choice(Parameter::CallOrder, Choice::InParallel),
                number(Parameter::NeededAnswers, *needed as f64),
            ];
            (drawing.add(Kind::Service, &at_once), parts)
        }
    };
    for part in parts {
        let called = draw(drawing, part, leaves);
        drawing.near(caller, called);
    }
    caller
}

/// A primary and its replica, behind a service that writes.
pub(super) fn failover(each: &Failing, failover_s: f64, coverage: f64, manual_h: f64) -> Option<Figures> {
    let mut drawing = Drawing::new(Solver::Solve);
    let users = drawing.writers(SOME_PER_S);
    let service = drawing.add(Kind::Service, &[ALWAYS_UP]);
    let mut settings = lifetime(each).to_vec();
    let replica = drawing.add(Kind::ReadReplica, &settings);
    settings.extend([
        number(Parameter::PromotionTime, failover_s),
        number(Parameter::FailoverCoverage, coverage),
        number(Parameter::ManualFailover, manual_h),
    ]);
    let primary = drawing.add(Kind::RelationalDatabase, &settings);
    drawing.near(users, service);
    drawing.near(service, primary);
    drawing.link(primary, replica, &[NEAR]);
    Some(uptime(&drawing.finish()?))
}

fn uptime(document: &Document) -> Figures {
    let uptime = impact::availability(&compile(document), document.users).total;
    let mut figures = Figures::default();
    figures.put("availability", uptime.availability);
    figures.put("unavailability", uptime.unavailability);
    figures.put("downtime_min_per_year", uptime.downtime_min_per_year());
    figures
}

/// A server that stops for a while.
pub(super) fn outage(interarrival_s: f64, service_s: f64, length_s: f64) -> Option<Figures> {
    let mut drawing = Drawing::new(Solver::Solve);
    let users = drawing.readers(1.0 / interarrival_s);
    let fixed = Time { distribution: Choice::Deterministic, mean_s: service_s, scv: None };
    let service = drawing.ample(1.0, &read_time(&fixed));
    drawing.near(users, service);
    let document = drawing.finish()?;
    let plan = compile(&document);
    let solution = solve(&plan, document.users);
    let outage = impact::outage(&plan, &solution, service, length_s)?;
    let mut figures = Figures::default();
    figures.put("backlog_max", outage.backlog_max);
    figures.put("recovery_s", outage.recovery_s);
    Some(figures)
}
