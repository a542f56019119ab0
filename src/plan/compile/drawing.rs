//! The drawing as a graph of calls: who can reach whom, in what order, and how many requests can be there at a time.
//!
//! A call that is waited for makes its callee stand before its caller in the order, and a ring of such calls is cut.
//! What nobody waits for (a message, a copied write) may close a ring: the parts of such a ring stand together.

use std::rc::Rc;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::strike::Knowledge;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{
    Choice, Component, ComponentId, Diagnostic, DiagnosticCode, Document, Fault, Link, LinkId, Severity, Subject,
    Value, Way,
};
use crate::plan::{Arrivals, Scaling};

/// Utilization that workers settle at whose number follows what waits for them: in a steady state they are as many as
/// the messages need, with some room.
const WORKER_UTILIZATION: f64 = 0.8;

#[expect(clippy::struct_excessive_bools, reason = "independent traits of a part, named where they are set")]
/// A component with its state.
pub(super) struct Part<'a> {
    pub(super) id: ComponentId,
    pub(super) component: &'a Component,
    /// Whether all of it is down.
    pub(super) down: bool,
    /// Instances that are up (1 for kinds that have no number of instances).
    pub(super) instances: f64,
    /// Whether all of it has just failed.
    pub(super) fresh: bool,
    /// Instances that have just failed.
    pub(super) lost: f64,
    /// Links that leave and arrive, as positions, in the order of their ids.
    pub(super) outgoing: Rc<[usize]>,
    pub(super) incoming: Rc<[usize]>,
    /// Whether requests can get here.
    pub(super) reached: bool,
    /// Most requests that can be here at a time.
    pub(super) population: f64,
    /// How an arrival gets to one of its instances.
    pub(super) arrivals: Arrivals,
    /// The region of its data centre, or of the users themselves.
    pub(super) region: Option<Choice>,
    /// Whether its data centre takes traffic only when no active one is left.
    pub(super) standby: bool,
}

impl Part<'_> {
    pub(super) fn number(&self, parameter: Parameter) -> f64 {
        self.component.number(parameter)
    }

    pub(super) fn kind(&self) -> Kind {
        self.component.kind
    }

    /// Most requests that can wait for others at a time.
    fn concurrency(&self) -> f64 {
        let instances = self.scaling().map_or(self.instances, |scaling| scaling.most);
        match self.component.value(Parameter::Workers) {
            Some(Value::Number(workers)) => self.population.min(workers * instances),
            _ => self.population,
        }
    }

    /// Requests that its users can have under way at a time: one each where their number is fixed.
    fn users(&self) -> f64 {
        let fixed = self.component.choice(Parameter::LoadMode) == Some(Choice::Closed);
        if fixed { self.number(Parameter::Population) } else { f64::INFINITY }
    }

    /// How its instances follow the load. Owned machines do not.
    pub(super) fn scaling(&self) -> Option<Scaling> {
        let here = self.component;
        if !here.flag(Parameter::Autoscaling) || here.choice(Parameter::Hosting) != Some(Choice::Cloud) {
            return None;
        }
        let target =
            if here.kind == Kind::Worker { WORKER_UTILIZATION } else { self.number(Parameter::TargetUtilization) };
        let fewest = self.number(Parameter::MinInstances);
        let most = self.number(Parameter::MaxInstances).max(fewest);
        let backlog = (here.kind == Kind::Worker).then(|| self.number(Parameter::BacklogPerWorker));
        Some(Scaling {
            target_utilization: target,
            fewest,
            most,
            drawn: self.instances,
            boot_s: self.number(Parameter::BootTime),
            cool_down_s: self.number(Parameter::CoolDown),
            backlog_per_instance: backlog,
        })
    }

    /// Whether a balancer here sees connections only.
    pub(super) fn layer_4(&self) -> bool {
        self.component.choice(Parameter::Layer) == Some(Choice::Layer4)
    }

    /// Whether a broker here keeps what nobody takes at once.
    pub(super) fn keeps(&self) -> bool {
        match self.kind() {
            Kind::MessageQueue => true,
            Kind::EventRouter => self.component.flag(Parameter::Durable),
            _ => false,
        }
    }
}

/// A link between two components.
pub(super) struct Edge<'a> {
    pub(super) id: LinkId,
    pub(super) link: &'a Link,
    pub(super) role: Role,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it has just failed: then it carries nothing at all any more.
    pub(super) cut: bool,
    /// How it is.
    pub(super) way: Way,
}

impl Edge<'_> {
    pub(super) fn number(&self, parameter: Parameter) -> f64 {
        self.link.number(self.role, parameter)
    }

    pub(super) fn flag(&self, parameter: Parameter) -> bool {
        self.link.flag(self.role, parameter)
    }

    /// Calls per request; 1 on links that have no such number.
    pub(super) fn calls(&self) -> f64 {
        self.number_or(Parameter::CallsPerRequest, 1.0)
    }

    /// Weight among the targets; 1 on links that have no such number.
    pub(super) fn weight(&self) -> f64 {
        self.number_or(Parameter::Weight, 1.0)
    }

    /// Share of requests that make these calls; all of them on links that have no such number.
    pub(super) fn share(&self) -> f64 {
        self.number_or(Parameter::Share, 1.0)
    }

    /// Most calls over it that one request of a caller can be busy with at a time. One that is given up is worked off,
    /// so that there is no limit.
    fn at_a_time(&self, caller: &Part<'_>) -> f64 {
        let given_up = self.number(Parameter::Timeout) > 0.0 && !self.flag(Parameter::Cancels);
        let parallel =
            self.role == Role::Call && caller.component.choice(Parameter::CallOrder) == Some(Choice::InParallel);
        match (given_up, parallel) {
            (true, _) => f64::INFINITY,
            (false, true) => self.calls().ceil().max(1.0),
            (false, false) => 1.0,
        }
    }

    fn number_or(&self, parameter: Parameter, otherwise: f64) -> f64 {
        match self.link.value(self.role, parameter) {
            Some(Value::Number(number)) => number,
            _ => otherwise,
        }
    }

    /// Whether anything of a request goes over it, waited for or not.
    fn carries_requests(&self) -> bool {
        !matches!(self.role, Role::Report | Role::Operate)
    }

    /// Whether its target stands before its start wherever that is possible: what is waited for must, and a copy does
    /// so that the writes copied to it are known in the same pass as those at its primary.
    fn orders(&self) -> bool {
        self.waits() || self.role == Role::Replicate
    }

    /// Whether the caller waits for the answer. Copies are kept off the count of waiting callers: those that a commit
    /// waits for are limited by the primary's connections, which are many.
    pub(super) fn waits(&self) -> bool {
        match self.role {
            Role::Visit | Role::Lookup | Role::Resolve | Role::Origin | Role::Forward | Role::Publish => true,
            Role::Call | Role::Access => self.link.value(self.role, Parameter::Synchronous) != Some(Value::Flag(false)),
            Role::Replicate | Role::Deliver | Role::Report | Role::Operate => false,
        }
    }
}

/// The graph.
pub(super) struct Drawing<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) edges: Vec<Edge<'a>>,
    /// The Users components.
    pub(super) users: Vec<usize>,
    /// All parts, callees before callers.
    pub(super) order: Vec<usize>,
    /// Who knows of what has just failed.
    pub(super) knowledge: Knowledge,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut drawing = Self::connected(document);
        drawing.reach();
        drawing
    }

    /// Parts and edges, and the order in which they are compiled; not yet how requests get there.
    pub(super) fn connected(document: &'a Document) -> Self {
        let mut drawing = Self::of_parts(document, f64::INFINITY);
        drawing.connect(document);
        drawing.sort();
        drawing
    }

    pub(super) fn of_parts(document: &'a Document, since_s: f64) -> Self {
        let parts: Vec<Part<'_>> =
            document.components.iter().map(|(id, component)| part(document, *id, component)).collect();
        let users = (0..parts.len()).filter(|&part| parts[part].kind() == Kind::Users).collect();
        let knowledge = Knowledge::new(since_s);
        Self { parts, users, edges: Vec::new(), order: Vec::new(), knowledge, diagnostics: Vec::new() }
    }

    fn connect(&mut self, document: &'a Document) {
        let position = |parts: &[Part<'_>], id| parts.binary_search_by_key(&id, |part| part.id).ok();
        let mut ways: Vec<[Vec<usize>; 2]> = vec![[Vec::new(), Vec::new()]; self.parts.len()];
        for (id, link) in &document.links {
            let ends = (position(&self.parts, link.from), position(&self.parts, link.to));
            let (Some(role), (Some(from), Some(to))) = (document.role(link), ends) else { continue };
            ways[from][0].push(self.edges.len());
            ways[to][1].push(self.edges.len());
            let way = document.way(*id);
            self.edges.push(Edge { id: *id, link, role, from, to, cut: false, way });
        }
        for (part, [outgoing, incoming]) in self.parts.iter_mut().zip(ways) {
            (part.outgoing, part.incoming) = (outgoing.into(), incoming.into());
        }
    }

    /// Callees before callers. Rings are found first, so that depth-first search inside a ring begins where requests
    /// come in, and cuts the calls that lead back.
    fn sort(&mut self) {
        let mut graph = DiGraph::<(), ()>::with_capacity(self.parts.len(), self.edges.len());
        for _ in &self.parts {
            graph.add_node(());
        }
        for edge in self.edges.iter().filter(|edge| edge.carries_requests()) {
            graph.add_edge(NodeIndex::new(edge.from), NodeIndex::new(edge.to), ());
        }
        let mut state = vec![Visit::New; self.parts.len()];
        for ring in kosaraju_scc(&graph) {
            let mut parts: Vec<usize> = ring.into_iter().map(NodeIndex::index).collect();
            parts.sort_unstable();
            let entered = |part: &usize| {
                self.parts[*part].incoming.iter().any(|&edge| parts.binary_search(&self.edges[edge].from).is_err())
            };
            let (mut roots, others): (Vec<usize>, Vec<usize>) = parts.iter().partition(|part| entered(part));
            roots.extend(others);
            for root in roots {
                if state[root] == Visit::New {
                    self.descend(root, &mut state);
                }
            }
        }
    }

    fn descend(&mut self, root: usize, state: &mut [Visit]) {
        let mut path = vec![(root, 0)];
        state[root] = Visit::Open;
        while let Some((part, next)) = path.pop() {
            let Some(&edge) = self.parts[part].outgoing.get(next) else {
                state[part] = Visit::Done;
                self.order.push(part);
                continue;
            };
            path.push((part, next + 1));
            let target = self.edges[edge].to;
            match state[target] {
                _ if !self.edges[edge].orders() => {}
                Visit::New => {
                    state[target] = Visit::Open;
                    path.push((target, 0));
                }
                Visit::Open if !self.edges[edge].waits() => {}
                Visit::Open => {
                    self.cut(edge);
                    path.pop();
                    path.push((part, next));
                }
                Visit::Done => {}
            }
        }
    }

    fn cut(&mut self, edge: usize) {
        let Edge { id, from, to, .. } = self.edges[edge];
        let others = |edges: &[usize]| edges.iter().copied().filter(|&other| other != edge).collect();
        self.parts[from].outgoing = others(&self.parts[from].outgoing);
        self.parts[to].incoming = others(&self.parts[to].incoming);
        self.report(DiagnosticCode::SynchronousLoop, Severity::Error, Subject::Link(id));
    }

    /// From the users on: what requests can reach, how many at a time, and how they are spread.
    pub(super) fn reach(&mut self) {
        let mut open: Vec<usize> =
            (0..self.parts.len()).filter(|&part| self.parts[part].kind() == Kind::Users).collect();
        for &users in &open {
            self.parts[users].reached = true;
            self.parts[users].population = self.parts[users].users();
        }
        while let Some(here) = open.pop() {
            for &edge in Rc::clone(&self.parts[here].outgoing).iter() {
                let Edge { to, role, .. } = self.edges[edge];
                // Writes that are copied to a database take none of its connections.
                let copied = role == Role::Replicate
                    && matches!(self.parts[to].kind(), Kind::RelationalDatabase | Kind::ReadReplica);
                if self.edges[edge].carries_requests() && !self.edges[edge].waits() && !copied {
                    self.parts[to].population = f64::INFINITY;
                }
                if self.edges[edge].carries_requests() && !self.parts[to].reached {
                    self.parts[to].reached = true;
                    open.push(to);
                }
            }
        }
        for position in (0..self.order.len()).rev() {
            let here = self.order[position];
            if !self.parts[here].reached {
                continue;
            }
            let concurrency = self.parts[here].concurrency();
            for &edge in Rc::clone(&self.parts[here].outgoing).iter() {
                if self.edges[edge].waits() {
                    let target = self.edges[edge].to;
                    let at_a_time = self.edges[edge].at_a_time(&self.parts[here]);
                    self.parts[target].population += concurrency * at_a_time;
                }
            }
        }
        for part in 0..self.parts.len() {
            self.parts[part].arrivals = self.arrivals(part);
        }
    }

    /// How the only balancer in front spreads requests; the share of one instance stands for one over the number of
    /// targets where weights differ. Anything else that calls mixes the streams, which are then taken for random; so
    /// does a balancer that chooses for a connection, whose requests then come as its client sends them.
    fn arrivals(&self, part: usize) -> Arrivals {
        let callers: Vec<usize> = self.callers(part).collect();
        let [edge] = callers[..] else { return Arrivals::Random };
        let balancer = self.edges[edge].from;
        let weights: f64 = self.targets(balancer).map(|edge| self.target_weight(edge)).sum();
        if self.edges[edge].role != Role::Forward || self.parts[balancer].instances != 1.0 || weights <= 0.0 {
            return Arrivals::Random;
        }
        let balancer = &self.parts[balancer];
        if balancer.layer_4() && balancer.number(Parameter::RequestsPerConnection) > 1.0 {
            return Arrivals::Random;
        }
        let targets = weights / self.edges[edge].weight().max(1e-9);
        match balancer.component.choice(Parameter::Policy) {
            Some(Choice::RoundRobin) => Arrivals::InTurn { targets },
            Some(Choice::LeastConnections) => Arrivals::LeastBusy { targets },
            Some(Choice::PowerOfTwo) => Arrivals::EmptierOfTwo { targets },
            _ => Arrivals::Random,
        }
    }

    fn callers(&self, part: usize) -> impl Iterator<Item = usize> {
        let edges = self.parts[part].incoming.iter().copied();
        edges.filter(|&edge| self.edges[edge].carries_requests() && self.parts[self.edges[edge].from].reached)
    }

    /// The links to the healthy targets of a balancer; those on standby only where no active one is healthy.
    pub(super) fn targets(&self, balancer: usize) -> impl Iterator<Item = usize> {
        let healthy = move |edge: &usize| self.edges[*edge].role == Role::Forward && !self.found_lost(balancer, *edge);
        let standby = |edge: &usize| self.parts[self.edges[*edge].to].standby;
        let edges = || self.parts[balancer].outgoing.iter().copied().filter(healthy);
        let any_active = edges().any(|edge| !standby(&edge));
        edges().filter(move |edge| !(any_active && self.parts[self.edges[*edge].to].standby))
    }

    /// Weight of a target: its link's, times its instances that are taken for healthy.
    pub(super) fn target_weight(&self, edge: usize) -> f64 {
        let to = &self.parts[self.edges[edge].to];
        let unnoticed = if self.finds_lost_instances(edge) { 0.0 } else { to.lost };
        self.edges[edge].weight() * (to.instances + unnoticed)
    }

    pub(super) fn report(&mut self, code: DiagnosticCode, severity: Severity, subject: Subject) {
        let diagnostic = Diagnostic { code, severity, subject };
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

fn part<'a>(document: &Document, id: ComponentId, component: &'a Component) -> Part<'a> {
    let fault = document.fault(id);
    let drawn = match component.value(Parameter::Instances) {
        Some(Value::Number(number)) => number.max(1.0),
        _ => 1.0,
    };
    let data_centre = data_centre(document, component);
    let lost = if let Some(Fault::InstancesDown(count)) = fault { f64::from(count) } else { 0.0 };
    Part {
        id,
        component,
        down: fault == Some(Fault::Down),
        instances: (drawn - lost).max(1.0),
        fresh: false,
        lost: 0.0,
        outgoing: Rc::new([]),
        incoming: Rc::new([]),
        reached: false,
        population: 0.0,
        arrivals: Arrivals::Random,
        region: data_centre.or(Some(component)).and_then(|place| place.choice(Parameter::Region)),
        standby: data_centre.and_then(|place| place.choice(Parameter::PlaceMode)) == Some(Choice::Standby),
    }
}

/// The users' parts.
pub(super) fn users<'a>(drawing: &'a Drawing<'_>) -> impl Iterator<Item = usize> + 'a {
    drawing.users.iter().copied()
}

/// The data centre that a component stands in, also within a zone. Users have a region of their own, and an edge
/// stands everywhere.
fn data_centre<'a>(document: &'a Document, component: &Component) -> Option<&'a Component> {
    if matches!(component.kind, Kind::Users | Kind::Cdn | Kind::Dns | Kind::GeoDns) {
        return None;
    }
    let mut place = component.place;
    // The bound guards against a ring of places.
    for _ in 0..document.components.len() {
        let container = document.components.get(&place?)?;
        if container.kind == Kind::DataCentre {
            return Some(container);
        }
        place = container.place;
    }
    None
}
