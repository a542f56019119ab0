//! Which formulas a figure comes from: the one to show first, and the others behind it. For a figure of a component
//! that depends on how the component is set: its discipline, the spread of its service times, its number of cores.

use super::formula::Formula;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Component};
use crate::plan::Resource;

/// A figure that the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Requests per second that are offered.
    Offered,
    /// Requests per second that are answered correctly.
    Goodput,
    /// Mean response time of a class.
    MeanTime,
    /// A percentile of a class.
    Percentile,
    /// What is refused, and why.
    Refusals,
    /// Users at which something gives way.
    BreakingPoint,
    /// A state that did not settle, or the other of two.
    SteadyStates,
    /// Users within the objectives.
    Capacity,
    /// Dollars per month.
    Cost,
    /// Share of time in which requests can be answered.
    Availability,
    /// What an outage leaves behind.
    Outage,
    /// Requests per second that arrive at a component or over a link.
    Arrivals,
    /// Busy share of a resource.
    Utilization(Resource),
    /// Mean wait for a resource.
    Wait(Resource),
    /// Response time of a component.
    ComponentTime,
    /// Share that a component refuses.
    Refused,
    /// Share of look-ups that find their object.
    HitRatio,
    /// Share of reads that get an old value.
    Staleness,
    /// Messages that wait.
    Backlog,
    /// Instances that run.
    Instances,
}

/// Formulas without their order, small enough to be handed on by value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Others(u64);

impl Others {
    /// Adds one.
    #[must_use]
    pub const fn with(self, formula: Formula) -> Self {
        Self(self.0 | 1 << formula as u64)
    }

    /// Those that are in it, in the order of the index.
    pub fn iter(self) -> impl Iterator<Item = Formula> {
        Formula::ALL.iter().copied().filter(move |&formula| self.0 >> (formula as u64) & 1 == 1)
    }
}

/// What a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// What to show first.
    pub formula: Formula,
    /// What else is behind it.
    pub others: Others,
    /// The kind of the component that the figure belongs to.
    pub kind: Option<Kind>,
}

impl Basis {
    /// A formula by itself.
    pub const fn of(formula: Formula, kind: Option<Kind>) -> Self {
        Self { formula, others: Others(0), kind }
    }

    fn from(formulas: &[Formula], kind: Option<Kind>) -> Self {
        let (&formula, rest) = formulas.split_first().unwrap_or((&Formula::Rates, &[]));
        let rest = rest.iter().filter(|&&other| other != formula);
        Self { formula, others: rest.fold(Others::default(), |others, &other| others.with(other)), kind }
    }
}

/// What `figure` comes from; `component` is the one that it belongs to, if it belongs to one.
pub fn basis(figure: Figure, component: Option<&Component>) -> Basis {
    let kind = component.map(|component| component.kind);
    Basis::from(&formulas(figure, component), kind)
}

fn formulas(figure: Figure, component: Option<&Component>) -> Vec<Formula> {
    match figure {
        Figure::Offered | Figure::Arrivals => vec![Formula::Rates],
        Figure::Goodput => vec![Formula::Losses, Formula::Rates, Formula::TimeLimits],
        Figure::MeanTime | Figure::Percentile => {
            vec![Formula::ResponseDistribution, Formula::HeldWorkers, Formula::Distances]
        }
        Figure::Refusals => vec![Formula::Losses, Formula::FiniteLine, Formula::TimeLimits],
        Figure::BreakingPoint => vec![Formula::BreakingPoint, Formula::Rates],
        Figure::SteadyStates => vec![Formula::TwoSteadyStates, Formula::HeldWorkers],
        Figure::Capacity => vec![Formula::Capacity, Formula::BreakingPoint],
        Figure::Cost => vec![Formula::Cost, Formula::Autoscaling],
        Figure::Availability => vec![Formula::Availability, Formula::Failover],
        Figure::Outage => vec![Formula::Outage],
        Figure::Utilization(resource) => utilization(resource, component),
        Figure::Wait(resource) => law(resource, component),
        Figure::ComponentTime => component_time(component),
        Figure::Refused => refused(component),
        Figure::HitRatio => vec![Formula::HitRatio],
        Figure::Staleness => vec![Formula::Staleness, Formula::Replication],
        Figure::Backlog => vec![Formula::Messages, Formula::ExponentialServers],
        Figure::Instances => vec![Formula::Autoscaling],
    }
}

fn utilization(resource: Resource, component: Option<&Component>) -> Vec<Formula> {
    let mut all = match resource {
        Resource::Workers | Resource::Connections => vec![Formula::HeldWorkers],
        Resource::Memory => return law(resource, component),
        _ => Vec::new(),
    };
    if all.is_empty() {
        all.extend(law(resource, component));
        all.extend(holds(component).then_some(Formula::HeldWorkers));
    } else {
        // What is held is held for as long as the cores take.
        all.extend(law(Resource::Cores, component));
    }
    all.push(Formula::Rates);
    all.extend(scales(component).then_some(Formula::Autoscaling));
    all
}

/// The laws of the line in front of a resource.
fn law(resource: Resource, component: Option<&Component>) -> Vec<Formula> {
    match resource {
        Resource::Cores => vec![cores(component)],
        Resource::Workers | Resource::Connections => {
            vec![Formula::HeldWorkers, Formula::FiniteLine, Formula::LimitedCallers]
        }
        Resource::Disk | Resource::Operations | Resource::Network => vec![Formula::RateLimit],
        Resource::Memory if component.is_some_and(|component| component.kind == Kind::SessionStore) => {
            vec![Formula::Sessions]
        }
        Resource::Memory => vec![Formula::HitRatio],
    }
}

fn cores(component: Option<&Component>) -> Formula {
    let Some(component) = component else { return Formula::ExponentialServers };
    let one = component.number(Parameter::Cores) <= 1.0;
    match (component.choice(Parameter::Discipline), component.choice(Parameter::Distribution)) {
        (Some(Choice::ProcessorSharing), _) => Formula::ProcessorSharing,
        (_, None | Some(Choice::Exponential)) => Formula::ExponentialServers,
        _ if one => Formula::OneGeneralServer,
        _ => Formula::SeveralGeneralServers,
    }
}

fn holds(component: Option<&Component>) -> bool {
    has(component, Parameter::Workers) || has(component, Parameter::Connections)
}

fn has(component: Option<&Component>, parameter: Parameter) -> bool {
    component.is_some_and(|component| component.kind.spec().parameter(parameter).is_some())
}

fn scales(component: Option<&Component>) -> bool {
    component.is_some_and(|component| component.flag(Parameter::Autoscaling))
}

/// The time of a component comes from its lines, its own service time and whatever its kind waits for.
fn component_time(component: Option<&Component>) -> Vec<Formula> {
    let mut all = vec![Formula::ResponseDistribution];
    all.extend(has(component, Parameter::Cores).then(|| cores(component)));
    all.extend(holds(component).then_some(Formula::HeldWorkers));
    all.extend(has(component, Parameter::Distribution).then_some(Formula::ServiceTimes));
    if let Some(component) = component {
        all.extend(super::formulas_of(component.kind).iter().filter(|formula| waited(**formula)));
    }
    all
}

/// Whether a formula decides how long an answer takes.
fn waited(formula: Formula) -> bool {
    matches!(
        formula,
        Formula::RateLimit | Formula::ParallelCalls | Formula::Quorums | Formula::Shards | Formula::ClosedUsers
    )
}

fn refused(component: Option<&Component>) -> Vec<Formula> {
    let mut all = vec![Formula::FiniteLine];
    all.extend(holds(component).then_some(Formula::HeldWorkers));
    all.extend(has(component, Parameter::QueueTimeout).then_some(Formula::Patience));
    all.push(Formula::Losses);
    all
}
