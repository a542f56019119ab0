//! Single points of failure: what every request of a class has to pass, and whether its loss costs anything.
//!
//! What dominates the end of a program is passed by every request that is answered (Allen and Cocke, A program data flow
//! analysis procedure, Comm. ACM 19, 1976): one step after the other, all that either passes; one of several ways, what
//! all of them pass, as often as the same component, place or link stands on each; a call, what every answer to it
//! passes. Programs are trees in which what is called stands first, so that one pass over the steps finds it. A look-up
//! that a caller goes without, and answers that others make up for, are not passed by all.
//!
//! The graph only asks the question; the answer is the solved impact of the failure. Where the two differ, the verdict
//! says why.

use std::collections::BTreeSet;

use super::{Failure, Impact, Stage};
use crate::model::catalog::{Kind, Role};
use crate::model::{ComponentId, Document};
use crate::plan::{Branch, Class, Node, Plan, Reason};

/// Share of a class from which on its loss is one.
const NOTICEABLE: f64 = 1e-3;

/// What is to be said of a component, a place or a link that every request of a class passes, or that costs requests
/// although they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Every request passes it, and they are lost with it.
    Single,
    /// Every request passes it, but something takes its place; only until then they are lost.
    TakenOver,
    /// Every request passes it, but goes on without it.
    PassedBy,
    /// It is told of every request, but nobody waits for it.
    NotWaitedFor,
    /// There are other ways, but what is left cannot carry the load.
    Overloads,
    /// There are other ways, but what goes this one is not led over them.
    NotLedAway,
}

impl Verdict {
    /// Every verdict, for the test that each has its text.
    pub const ALL: &'static [Self] =
        &[Self::Single, Self::TakenOver, Self::PassedBy, Self::NotWaitedFor, Self::Overloads, Self::NotLedAway];

    /// The key of its text, under `verdict-KEY`, and its name in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::TakenOver => "taken-over",
            Self::PassedBy => "passed-by",
            Self::NotWaitedFor => "not-waited-for",
            Self::Overloads => "overloads",
            Self::NotLedAway => "not-led-away",
        }
    }
}

/// What is to be said of one failure and one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The class.
    pub class: Class,
    /// What is to be said.
    pub verdict: Verdict,
    /// Share of the class that is lost after the fail-over and was not before.
    pub lost_share: f64,
}

/// What every request of each class passes.
pub(super) struct Passed {
    by_class: Vec<(Class, Ways)>,
}

/// What the requests of a class pass, over all that send any.
#[derive(Clone, Debug, Default)]
struct Ways {
    failures: BTreeSet<Failure>,
    told: BTreeSet<ComponentId>,
}

impl Passed {
    /// Of a plan and the document that it was compiled from.
    pub(super) fn of(document: &Document, plan: &Plan) -> Self {
        let passed = dominators(plan);
        let by_class = Class::ALL.iter().map(|&class| {
            let mut ways = Ways::default();
            for entry in beginnings(plan, class) {
                ways.failures.extend(passed[plan.entries[entry].root()].iter().flat_map(|set| set.failures(plan)));
            }
            ways.told = told(document, &ways.failures);
            (class, ways)
        });
        Self { by_class: by_class.collect() }
    }

    /// What is to be said of a failure, given what it does and what was served of each class before.
    pub(super) fn points(&self, impact: &Impact, before: &[(Class, f64)]) -> Vec<Point> {
        before.iter().filter_map(|&(class, served)| self.point(impact, class, served)).collect()
    }

    fn point(&self, impact: &Impact, class: Class, served: f64) -> Option<Point> {
        let (_, ways) = self.by_class.iter().find(|(other, _)| *other == class)?;
        let lost = |stage: Option<&super::Phase>| Some(served - stage?.figures.as_ref()?.served_of(class));
        let (first, after) = (lost(impact.phases.first())?, lost(impact.at(Stage::FailedOver))?);
        let told = matches!(impact.failure, Failure::Component(id) if ways.told.contains(&id));
        let passed = ways.failures.contains(&impact.failure);
        let verdict = match (passed, after > NOTICEABLE) {
            (true, true) => Verdict::Single,
            (true, false) if first > NOTICEABLE => Verdict::TakenOver,
            (true, false) => Verdict::PassedBy,
            (false, true) if crowded(impact, class) => Verdict::Overloads,
            (false, true) => Verdict::NotLedAway,
            (false, false) if told => Verdict::NotWaitedFor,
            (false, false) => return None,
        };
        Some(Point { class, verdict, lost_share: after.max(0.0) })
    }
}

/// Whether more of a class is lost after the fail-over for want of room or time than because something is down.
fn crowded(impact: &Impact, class: Class) -> bool {
    let figures = impact.at(Stage::FailedOver).and_then(|phase| phase.figures.as_ref());
    let (mut down, mut crowded) = (0.0, 0.0);
    for refusal in figures.into_iter().flat_map(|figures| &figures.refusals).filter(|one| one.class == class) {
        match refusal.reason {
            Reason::Down | Reason::Unreachable | Reason::NoTarget | Reason::WriteToReplica => {
                down += refusal.rate_per_s;
            }
            _ => crowded += refusal.rate_per_s,
        }
    }
    crowded > down
}

/// What is told of every request without anybody waiting for it: figures and logs of what they pass.
fn told(document: &Document, passed: &BTreeSet<Failure>) -> BTreeSet<ComponentId> {
    let reports = document.links.values().filter(|link| document.role(link) == Some(Role::Report));
    reports.filter(|link| passed.contains(&Failure::Component(link.from))).map(|link| link.to).collect()
}

/// The entries that requests of a class begin with.
fn beginnings(plan: &Plan, class: Class) -> Vec<usize> {
    if class == Class::Job {
        return plan.jobs.iter().filter(|job| job.counted).map(|job| job.entry).collect();
    }
    plan.sources.iter().filter(|source| source.class == class).map(|source| source.entry).collect()
}

/// A set of components, places and links of a plan, by their positions in this order.
#[derive(Clone, Debug, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn empty(plan: &Plan) -> Self {
        let all = plan.components.len() + plan.failures.places.len() + plan.links.len();
        Self(vec![0; all.div_ceil(64)])
    }

    fn insert(&mut self, position: usize) {
        self.0[position / 64] |= 1 << (position % 64);
    }

    fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= other);
        self
    }

    fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
        self
    }

    fn failures<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = Failure> + 'a {
        let components = plan.components.iter().map(|part| (part.kind != Kind::Users, Failure::Component(part.id)));
        let places = plan.failures.places.iter().map(|place| (true, Failure::Component(place.id)));
        let links = plan.links.iter().map(|link| (true, Failure::Link(link.id)));
        let all = components.chain(places).chain(links).enumerate();
        let here = all.filter(|(position, _)| self.0[position / 64] >> (position % 64) & 1 == 1);
        here.filter(|(_, (fails, _))| *fails).map(|(_, (_, failure))| failure)
    }
}

/// By step: what everything that it answers has passed from there on; `None`: it never answers. Of the last step of an
/// entry, its component and its places are part.
fn dominators(plan: &Plan) -> Vec<Option<Set>> {
    let mut passed: Vec<Option<Set>> = Vec::with_capacity(plan.nodes.len());
    for (component, part) in plan.components.iter().enumerate() {
        let mut own = Set::empty(plan);
        own.insert(component);
        let places = &plan.failures.components[component].places;
        for place in places {
            own.insert(plan.components.len() + place);
        }
        let mut roots = plan.entries[part.entries.clone()].iter().map(crate::plan::Entry::root).peekable();
        for position in part.nodes.clone() {
            let answered = step(plan, component, position, &passed);
            let last = roots.next_if_eq(&position).is_some();
            passed.push(answered.map(|answered| if last { answered.or(&own) } else { answered }));
        }
    }
    passed
}

/// One step, or what may answer in its place.
fn step(plan: &Plan, component: usize, position: usize, passed: &[Option<Set>]) -> Option<Set> {
    let own = own_step(plan, component, position, passed);
    let Some(entries) = plan.failures.alternatives.get(&position) else { return own };
    let others = entries.iter().map(|&entry| passed[plan.entries[entry].root()].clone());
    any([own].into_iter().chain(others))
}

fn own_step(plan: &Plan, component: usize, position: usize, passed: &[Option<Set>]) -> Option<Set> {
    let nothing = || Some(Set::empty(plan));
    match &plan.nodes[position] {
        Node::Nothing | Node::Work { .. } | Node::Delay(_) | Node::Spawn { .. } | Node::Stale { .. } => nothing(),
        Node::Fail { .. } => None,
        Node::Sequence(children) => all(plan, plan.branches[children.clone()].iter().map(|child| &passed[child.node])),
        Node::Choose(children) => {
            let branches = &plan.branches[children.clone()];
            let named = plan.components[component].kind == Kind::Users
                && branches.iter().any(|child| asks_for_names(plan, child.node));
            // A name that is remembered is asked for again in the end.
            let ways = branches.iter().filter(|child| !named || plan.nodes[child.node] != Node::Nothing);
            any(ways.map(|child| passed[child.node].clone()))
        }
        Node::Repeat { times, body } if *times >= 1.0 => passed[*body].clone(),
        Node::Repeat { .. } => nothing(),
        Node::Call { entry, .. } if goes_without(plan, component, *entry) => nothing(),
        Node::Call { entry, link } => {
            let mut set = passed[plan.entries[*entry].root()].clone()?;
            if let Some(link) = link {
                set.insert(plan.components.len() + plan.failures.places.len() + link);
            }
            Some(set)
        }
        Node::Lookup { hit, miss, .. } => any([passed[*hit].clone(), passed[*miss].clone()]),
        Node::Hold { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => passed[*body].clone(),
        Node::Parallel { children, needed } => at_once(plan, &plan.branches[children.clone()], *needed, passed),
    }
}

/// What all of these steps pass, one after the other.
fn all<'a>(plan: &Plan, mut steps: impl Iterator<Item = &'a Option<Set>>) -> Option<Set> {
    steps.try_fold(Set::empty(plan), |sum, step| Some(sum.or(step.as_ref()?)))
}

/// What each of these ways passes that answers.
fn any(ways: impl IntoIterator<Item = Option<Set>>) -> Option<Set> {
    ways.into_iter().flatten().reduce(|common, way| common.and(&way))
}

/// Answers without which too few are left are all needed; of the others any will do.
fn at_once(plan: &Plan, branches: &[Branch], needed: f64, passed: &[Option<Set>]) -> Option<Set> {
    let times = |child: &Branch| child.probability.ceil().max(1.0);
    let number: f64 = branches.iter().map(times).sum();
    let (must, may): (Vec<&Branch>, Vec<&Branch>) = branches.iter().partition(|child| number - times(child) < needed);
    let must = all(plan, must.into_iter().map(|child| &passed[child.node]))?;
    if may.is_empty() {
        return Some(must);
    }
    any(may.into_iter().map(|child| passed[child.node].clone())).map(|common| common.or(&must))
}

/// Whether a caller goes on without this: a look-up in a cache, a copy of a primary's own.
fn goes_without(plan: &Plan, component: usize, entry: usize) -> bool {
    let called = plan.entries[entry].component;
    let group = plan.failures.components[component].group.map(|group| &plan.failures.groups[group]);
    plan.failures.components[called].spared.contains(&entry)
        || group.is_some_and(|group| group.replicas.contains(&called))
}

/// Whether a step of a user leads to a name server.
fn asks_for_names(plan: &Plan, position: usize) -> bool {
    match &plan.nodes[position] {
        Node::Call { entry, .. } => {
            let called = plan.entries[*entry].component;
            matches!(plan.components[called].kind, Kind::Dns | Kind::GeoDns)
        }
        Node::Sequence(children) | Node::Choose(children) => {
            plan.branches[children.clone()].iter().any(|child| asks_for_names(plan, child.node))
        }
        Node::Repeat { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => {
            asks_for_names(plan, *body)
        }
        _ => false,
    }
}
