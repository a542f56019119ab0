//! Compiles a drawing to a plan. Never fails: what makes no sense becomes a diagnostic, and the rest is compiled.
//!
//! Components are compiled callees first, so that an entry exists when something calls it.

mod access;
mod caching;
mod compute;
mod copying;
mod data;
mod detection;
mod drawing;
mod entry;
mod failure;
mod faults;
mod frame;
mod messaging;
mod nodes;
mod operations;
mod places;
mod policy;
mod prune;
mod replication;
mod sessions;
mod sharded;
mod stores;
mod strike;

use std::rc::Rc;

use super::{Class, Discipline, Entry, Job, Node, Plan, Planned, PlannedLink, Reason, Resource, Service, Station};
use crate::model::catalog::{Kind, Parameter, Role, machines};
use crate::model::{Choice, DiagnosticCode, Document, Severity, Subject};
use crate::plan::{Ranks, Shape, zipf};
use drawing::{Drawing, Edge, Part};

pub use strike::{Strike, Strikes, compile_struck};

/// Requests that may wait where nothing else limits them. A number that no queue reaches below saturation, and that
/// keeps the answer finite above it.
const UNLIMITED_QUEUE: f64 = 100_000.0;

/// The classes, in the order of the tables below; users send the first [`SENT`] of them.
const CLASSES: [Class; 4] = [Class::Static, Class::Read, Class::Write, Class::Job];

/// Number of classes that users send.
const SENT: usize = 3;

/// Position of the class that messages start.
const JOB: usize = 3;

/// Popularities by number of objects and exponent.
type Popularities = Vec<(f64, f64, Rc<[Ranks]>)>;

/// What a job begins with; it may not be compiled yet.
#[derive(Clone, Copy)]
enum Started {
    /// What a part answers to a class.
    Answer(usize, usize),
    /// What the consumer at the end of a Deliver link does with a message.
    Delivery(usize),
    /// A write that is copied to a part.
    Apply(usize),
    /// An entry.
    Entry(usize),
}

/// Compiles `document`. The result does not depend on [`Document::users`].
pub fn compile(document: &Document) -> Plan {
    Compiler::new(document, Drawing::new(document)).compile()
}

/// The plan so far, and where in it the compiled parts stand.
struct Compiler<'a> {
    document: &'a Document,
    drawing: Drawing<'a>,
    plan: Plan,
    /// Bytes of a static file and of an answer, over all users.
    bytes: [f64; 4],
    /// Whether anything is drawn that hands out messages.
    has_jobs: bool,
    /// Position of each part in the plan.
    position: Vec<Option<usize>>,
    /// What each part does with each class.
    answers: Vec<[Option<usize>; 4]>,
    /// What a cache does for a service that asks the store itself.
    operations: Vec<[Option<usize>; 4]>,
    /// Position of each edge among the plan's links.
    links: Vec<Option<usize>>,
    /// What each store does with a job that only reads; its answer to a job writes.
    job_reads: Vec<Option<usize>>,
    /// What each database does with a write that another copies to it.
    applies: Vec<Option<usize>>,
    /// Where such writes stand until they are applied, for those that nobody waits for.
    logs: Vec<Option<replication::Log>>,
    /// The writes that a part sends to its stores after it has answered.
    later: Vec<[Option<usize>; 4]>,
    /// Who copies writes to whom, of each part.
    copying: Vec<copying::Copying>,
    /// Where the reads of each part may be old.
    old_reads: Vec<Option<usize>>,
    /// Popularities by number of objects and exponent.
    ranks: Popularities,
    /// The jobs by what they start.
    started: Vec<Started>,
    /// What the consumer at the end of each edge does with its messages.
    deliveries: Vec<Option<usize>>,
    /// The balancers that tie users to servers, in the order of the plan's sessions.
    sessions_of: Vec<usize>,
    /// Stations of instances that are slow, and how many times as long their work takes.
    slower: Vec<(usize, f64)>,
}

impl<'a> Compiler<'a> {
    fn new(document: &'a Document, drawing: Drawing<'a>) -> Self {
        let (parts, edges) = (drawing.parts.len(), drawing.edges.len());
        let bytes = entry::answer_bytes(&drawing);
        let has_jobs = drawing.edges.iter().any(|edge| matches!(edge.role, Role::Publish | Role::Deliver));
        Self {
            document,
            drawing,
            plan: roomy(parts),
            bytes,
            has_jobs,
            position: vec![None; parts],
            answers: vec![[None; 4]; parts],
            operations: vec![[None; 4]; parts],
            links: vec![None; edges],
            job_reads: vec![None; parts],
            applies: vec![None; parts],
            logs: vec![None; parts],
            later: vec![[None; 4]; parts],
            copying: vec![copying::Copying::default(); parts],
            old_reads: vec![None; parts],
            ranks: Vec::new(),
            started: Vec::new(),
            deliveries: vec![None; edges],
            sessions_of: Vec::new(),
            slower: Vec::new(),
        }
    }

    fn compile(mut self) -> Plan {
        self.compile_parts();
        self.finish()
    }

    fn compile_parts(&mut self) {
        for position in 0..self.drawing.order.len() {
            self.compile_part(self.drawing.order[position]);
        }
    }

    fn part(&self, part: usize) -> &Part<'a> {
        &self.drawing.parts[part]
    }

    fn edge(&self, edge: usize) -> &Edge<'a> {
        &self.drawing.edges[edge]
    }

    /// The links that leave `part` with `role`, in the order of their ids.
    fn outgoing(&self, part: usize, role: Role) -> Vec<usize> {
        let edges = self.part(part).outgoing.iter().copied();
        edges.filter(|&edge| self.edge(edge).role == role).collect()
    }

    fn report(&mut self, code: DiagnosticCode, severity: Severity, part: usize) {
        let subject = Subject::Component(self.part(part).id);
        self.drawing.report(code, severity, subject);
    }

    /// One part: a match without wildcard, so that a new kind cannot be forgotten.
    fn compile_part(&mut self, part: usize) {
        self.check_reached(part);
        match self.part(part).kind() {
            Kind::Users => self.within(part, Self::compile_users),
            Kind::Dns | Kind::GeoDns => self.within(part, Self::compile_dns),
            Kind::Cdn => self.within(part, Self::compile_cdn),
            Kind::LoadBalancer => self.within(part, Self::compile_balancer),
            Kind::SingleServer | Kind::WebServer | Kind::Service => self.within(part, Self::compile_server),
            Kind::Cache => self.within(part, Self::compile_cache),
            Kind::RelationalDatabase | Kind::ReadReplica => self.within(part, Self::compile_database),
            Kind::ShardedDatabase => self.within(part, Self::compile_sharded),
            Kind::KeyValueStore | Kind::DocumentStore | Kind::ColumnStore | Kind::GraphStore | Kind::SearchEngine => {
                self.within(part, Self::compile_store);
            }
            Kind::SessionStore => self.within(part, Self::compile_sessions),
            Kind::ObjectStorage => self.within(part, Self::compile_object_storage),
            Kind::Worker => self.within(part, Self::compile_worker),
            Kind::MessageQueue | Kind::PubSub | Kind::EventRouter => self.within(part, Self::compile_broker),
            Kind::Metrics | Kind::Logs | Kind::Automation => self.within(part, |_, _| {}),
            Kind::DataCentre | Kind::Zone => {}
        }
    }

    fn check_reached(&mut self, part: usize) {
        let spec = self.part(part).kind().spec();
        let told = |role| matches!(role, Role::Replicate | Role::Report);
        let copied = self.part(part).incoming.iter().any(|&edge| told(self.edge(edge).role));
        let asked = !spec.container && self.part(part).kind() != Kind::Automation;
        if asked && !self.part(part).reached && !copied {
            self.report(DiagnosticCode::Unreachable, Severity::Warning, part);
        }
        let here = self.part(part).component;
        if here.flag(Parameter::Autoscaling) && here.choice(Parameter::Hosting) == Some(Choice::OnPremises) {
            self.report(DiagnosticCode::AutoscalingOnPremises, Severity::Warning, part);
        }
        if self.part(part).scaling().is_some() && self.reports(part, Kind::Metrics).is_empty() {
            self.report(DiagnosticCode::AutoscalingWithoutMetrics, Severity::Hint, part);
        }
        let largest = machines::LADDER.iter().map(|machine| machine.cores).fold(0.0, f64::max);
        if self.part(part).number(Parameter::Cores) > largest {
            self.report(DiagnosticCode::MachineBeyondLadder, Severity::Warning, part);
        }
    }

    /// Opens the component in the plan, lets `body` add stations and entries, and closes it.
    fn within(&mut self, part: usize, body: fn(&mut Self, usize)) {
        let (entries, stations, nodes) = (self.plan.entries.len(), self.plan.stations.len(), self.plan.nodes.len());
        self.position[part] = Some(self.plan.components.len());
        let failing = self.failing(part);
        self.plan.failures.components.push(failing);
        self.plan.components.push(Planned {
            id: self.part(part).id,
            kind: self.part(part).kind(),
            entries: entries..entries,
            stations: stations..stations,
            nodes: nodes..nodes,
            cache: None,
            moved_share: None,
            scaling: self.part(part).scaling(),
            instances: self.part(part).instances,
        });
        if self.part(part).down && !self.passes_when_down(part) {
            self.answer(part, |compiler, _| compiler.fail(part, Reason::Down));
            self.refuse_deliveries(part);
        } else {
            body(self, part);
            self.report_figures(part);
        }
        let ends = (self.plan.entries.len(), self.plan.stations.len(), self.plan.nodes.len());
        if let Some(component) = self.plan.components.last_mut() {
            (component.entries.end, component.stations.end, component.nodes.end) = ends;
        }
    }

    fn passes_when_down(&self, part: usize) -> bool {
        let component = self.part(part).component;
        match component.kind {
            Kind::Cdn => component.flag(Parameter::OriginFallback),
            Kind::Metrics | Kind::Logs | Kind::Automation => true,
            _ => false,
        }
    }

    /// Adds the entries of all classes; `build` makes the root node for the class at a position of [`CLASSES`].
    fn answer(&mut self, part: usize, mut build: impl FnMut(&mut Self, usize) -> usize) {
        for class in 0..CLASSES.len() {
            // Where no message starts a job, nobody asks for what a job would do.
            let asked = class != JOB || self.has_jobs;
            self.answers[part][class] = Some(self.entry(part, class, |compiler| {
                if asked { build(compiler, class) } else { compiler.push(Node::Nothing) }
            }));
        }
    }

    /// What a store does with a job that only reads, where anything is drawn that starts jobs.
    fn read_by_jobs(&mut self, part: usize, build: impl FnOnce(&mut Self) -> usize) {
        if self.has_jobs {
            self.job_reads[part] = Some(self.entry(part, JOB, build));
        }
    }

    fn entry(&mut self, part: usize, class: usize, build: impl FnOnce(&mut Self) -> usize) -> usize {
        self.entry_of(part, class, false, build)
    }

    /// An entry for work that is no request to its component.
    fn side_entry(&mut self, part: usize, class: usize, build: impl FnOnce(&mut Self) -> usize) -> usize {
        self.entry_of(part, class, true, build)
    }

    fn entry_of(&mut self, part: usize, class: usize, side: bool, build: impl FnOnce(&mut Self) -> usize) -> usize {
        let start = self.plan.nodes.len();
        let mut root = build(self);
        if root + 1 != self.plan.nodes.len() || root < start {
            root = self.sequence_of(&[root]);
        }
        let component = self.position[part].unwrap_or_default();
        self.plan.entries.push(Entry { component, class: CLASSES[class], side, nodes: start..root + 1 });
        self.plan.entries.len() - 1
    }

    fn station(&mut self, part: usize, resource: Resource, servers: f64, queue_limit: f64) -> usize {
        let component = self.position[part].unwrap_or_default();
        let Part { instances, population, arrivals, .. } = *self.part(part);
        self.plan.stations.push(Station {
            component,
            resource,
            servers: servers.max(1.0),
            copies: instances,
            pooled: false,
            queue_limit,
            population,
            arrivals,
            patience_s: f64::INFINITY,
            keeps: false,
            held: false,
            nested: false,
            discipline: Discipline::Fifo,
        });
        self.plan.stations.len() - 1
    }

    /// A station whose servers are held during other work: what is held also limits what can be at `inner` at a time.
    fn held_station(&mut self, part: usize, resource: Resource, servers: f64, queue_limit: f64) -> usize {
        let station = self.station(part, resource, servers, queue_limit);
        self.plan.stations[station].held = true;
        station
    }

    /// A station within what `holder` holds.
    fn inner_station(&mut self, part: usize, resource: Resource, servers: f64, holder: usize) -> usize {
        let station = self.station(part, resource, servers, f64::INFINITY);
        let held = self.plan.stations[holder].servers;
        self.plan.stations[station].population = self.plan.stations[station].population.min(held);
        station
    }

    /// Position of an edge among the plan's links.
    fn link(&mut self, edge: usize) -> usize {
        if let Some(link) = self.links[edge] {
            return link;
        }
        let to = self.part(self.edge(edge).to);
        let bytes = match (self.edge(edge).role, to.kind()) {
            (Role::Visit | Role::Resolve | Role::Origin | Role::Forward, _) => self.bytes,
            (_, Kind::ObjectStorage) => [self.bytes[0]; 4],
            (_, Kind::Cache | Kind::SessionStore) => [to.number(Parameter::ItemBytes); 4],
            (Role::Publish, _) => [to.number(Parameter::MessageBytes); 4],
            (Role::Deliver, _) => [self.part(self.edge(edge).from).number(Parameter::MessageBytes); 4],
            _ => [0.0; 4],
        };
        self.plan.links.push(PlannedLink { id: self.edge(edge).id, bytes });
        self.links[edge] = Some(self.plan.links.len() - 1);
        self.plan.links.len() - 1
    }

    /// Starts what `part` does with `class`, without waiting for it. `counted`: as a job of its own.
    #[allow(dead_code, reason = "for copies of writes, which no connection of the drawing stands for")]
    fn start(&mut self, part: usize, class: usize, counted: bool) -> usize {
        self.start_over(Started::Answer(part, class), None, counted)
    }

    fn start_over(&mut self, what: Started, link: Option<usize>, counted: bool) -> usize {
        self.plan.jobs.push(Job { entry: 0, link, counted, feedback: false });
        self.started.push(what);
        self.push(Node::Spawn { job: self.plan.jobs.len() - 1 })
    }

    /// Gives every job its entry, now that all are compiled.
    fn bind_jobs(&mut self) {
        for component in &self.plan.components {
            for position in component.nodes.clone() {
                let Node::Spawn { job } = self.plan.nodes[position] else { continue };
                let entry = match self.started[job] {
                    Started::Answer(part, class) => self.answers[part][class],
                    Started::Apply(part) => self.logs[part].map(|log| log.entry),
                    Started::Delivery(edge) => self.deliveries[edge],
                    Started::Entry(entry) => Some(entry),
                };
                let Some(entry) = entry else {
                    self.plan.nodes[position] = Node::Nothing;
                    continue;
                };
                self.plan.jobs[job].entry = entry;
                let nodes = self.plan.entries[entry].nodes.clone();
                // What is held from the start of an entry is counted before its component's own steps are.
                let held = component.nodes.contains(&nodes.start)
                    && matches!(self.plan.nodes[nodes.end - 1], Node::Hold { .. });
                self.plan.jobs[job].feedback = nodes.end > position || held;
            }
        }
    }

    /// Marks the stations that are held somewhere inside of a program.
    fn mark_nested(&mut self) {
        let mut roots = vec![false; self.plan.nodes.len()];
        for entry in &self.plan.entries {
            roots[entry.root()] = true;
        }
        for (node, root) in self.plan.nodes.iter().zip(roots) {
            if let Node::Hold { station, .. } = node {
                self.plan.stations[*station].nested |= !root;
            }
        }
    }

    /// The Zipf popularity of so many objects, shared by all that have the same.
    fn ranks(&mut self, objects: f64, exponent: f64) -> Rc<[Ranks]> {
        let same = |(other, by, _): &&(f64, f64, Rc<[Ranks]>)| *other == objects && *by == exponent;
        if let Some((_, _, known)) = self.ranks.iter().find(same) {
            return Rc::clone(known);
        }
        let ranks: Rc<[Ranks]> = zipf(objects, exponent).into();
        self.ranks.push((objects, exponent, Rc::clone(&ranks)));
        ranks
    }

    /// The service time that a component's parameter and its distribution describe.
    fn service(&self, part: usize, mean: Parameter) -> Service {
        let part = self.part(part);
        let shape = match part.component.choice(Parameter::Distribution) {
            Some(Choice::Deterministic) => Shape::Deterministic,
            Some(Choice::Erlang) => Shape::Erlang,
            Some(Choice::LogNormal) => Shape::LogNormal,
            Some(Choice::HyperExponential) => Shape::HyperExponential,
            _ => Shape::Exponential,
        };
        Service::new(shape, part.number(mean), part.number(Parameter::Scv))
    }

    fn finish(mut self) -> Plan {
        if self.plan.sources.is_empty() && !self.drawing.parts.iter().any(|part| part.kind() == Kind::Users) {
            self.drawing.report(DiagnosticCode::NoUsers, Severity::Error, Subject::Document);
        }
        self.bind_jobs();
        self.mark_nested();
        self.bind_copied_writes();
        self.bind_writing();
        self.slow_down();
        self.check_faults();
        self.spare_caches();
        self.group_databases();
        prune::prune(&mut self.plan);
        self.plan.diagnostics = self.drawing.diagnostics;
        self.plan.diagnostics.sort_by_key(|finding| (finding.subject, finding.code));
        self.plan
    }
}

/// An empty plan with room for what so many parts usually take, so that it need not be moved while it grows.
fn roomy(parts: usize) -> Plan {
    Plan {
        components: Vec::with_capacity(parts),
        stations: Vec::with_capacity(4 * parts),
        entries: Vec::with_capacity(8 * parts),
        nodes: Vec::with_capacity(64 * parts),
        branches: Vec::with_capacity(48 * parts),
        ..Plan::default()
    }
}

/// Whether a link carries the class at this position of [`CLASSES`].
fn carries(edge: &Edge<'_>, class: usize) -> bool {
    let by_class = [Parameter::CarriesStatic, Parameter::CarriesRead, Parameter::CarriesWrite];
    let Some(&parameter) = by_class.get(class) else { return true };
    edge.link.value(edge.role, parameter).is_none() || edge.flag(parameter)
}
