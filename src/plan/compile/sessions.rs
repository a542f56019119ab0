//! Sessions: in a store of their own, in a token, or in the memory of the server that a user stays with.
//!
//! A store is asked once by every page or answer of a tier that keeps its sessions there, and once more by every write.
//! It starts so many operations per second; an operation that takes longer than that does so beside the others.
//!
//! Its memory is a resource as well: a session lives for the time to live after its last use. A user who makes r requests
//! per second, at random, keeps one alive for (1 - e^(-r T)) / r seconds per request, so that arrivals times this over
//! the sessions that fit is the mean share of memory in use. Beyond 1 sessions are lost before their time; that users
//! sign in again is not counted.
//!
//! Where a balancer ties users to servers that keep their sessions in their memory, the plan says which choices fall the
//! same for all requests of a user, and where a request is at its session: [`crate::plan::Sessions`]. What that leads to
//! when a server is lost is for the simulation to find out; and so it does of a store that keeps them in memory alone.

use super::entry::{class_shares, request_rate_of_one};
use super::{CLASSES, Compiler, Started, UNLIMITED_QUEUE};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Choice, DiagnosticCode, Severity};
use crate::plan::{Class, Keeper, Resource, Service, Sessions};

impl Compiler<'_> {
    pub(super) fn compile_sessions(&mut self, part: usize) {
        let here = self.part(part);
        let start = 1.0 / here.number(Parameter::OperationRate).max(1e-9);
        let rest = (here.number(Parameter::OperationTime) - start).max(0.0);
        let fitting = here.number(Parameter::Memory) / here.number(Parameter::ItemBytes).max(1.0);
        let kept = Service::fixed(self.session_seconds(part) / fitting.max(1e-9));
        let operations = self.station(part, Resource::Operations, 1.0, UNLIMITED_QUEUE);
        let memory = self.station(part, Resource::Memory, 1.0, UNLIMITED_QUEUE);
        self.plan.stations[memory].keeps = true;
        self.plan.stations[memory].population = f64::INFINITY;
        let remembered = self.side_entry(part, 1, |compiler| compiler.work(memory, kept));
        let one = |compiler: &mut Self| {
            let work = compiler.work(operations, Service::fixed(start));
            let rest = compiler.delay(rest);
            compiler.sequence(&[work, rest])
        };
        for class in 0..CLASSES.len() {
            self.operations[part][class] = Some(self.entry(part, class, one));
        }
        let mut uses = Vec::new();
        self.answer(part, |compiler, class| {
            let asked = one(compiler);
            if matches!(CLASSES[class], Class::Read | Class::Write) {
                uses.push(asked);
            }
            let remembered = compiler.start_over(Started::Entry(remembered), None, false);
            compiler.sequence(&[asked, remembered])
        });
        self.keep_in_memory(part, operations, uses);
    }

    /// Sessions that stand in a store's memory and nowhere else are gone with it. A pair has each of them twice, and
    /// what is on disk outlives a restart.
    fn keep_in_memory(&mut self, part: usize, station: usize, uses: Vec<usize>) {
        let component = self.part(part).component;
        if component.flag(Parameter::StandbyPair) || component.flag(Parameter::Durable) {
            return;
        }
        let keeper =
            Keeper { component: self.position[part].unwrap_or_default(), weight: 1.0, machines: vec![(station, 1.0)] };
        let kept_s = self.part(part).number(Parameter::Ttl);
        let (choices, keepers) = (Vec::new(), vec![keeper]);
        self.plan.sessions.push(Sessions { kept_s, uses, choices, stored: true, keepers });
        self.sessions_of.push(part);
    }

    /// Seconds for which one request keeps a session alive on average, for the heaviest group of users.
    fn session_seconds(&self, part: usize) -> f64 {
        let live = self.part(part).number(Parameter::Ttl);
        let weight = |part: &usize| self.part(*part).number(Parameter::UserWeight);
        let users = (0..self.drawing.parts.len()).filter(|&part| self.part(part).kind() == Kind::Users);
        let Some(users) = users.max_by(|a, b| weight(a).total_cmp(&weight(b))) else { return 0.0 };
        let [_, read, write] = class_shares(&self.drawing, users);
        let rate = request_rate_of_one(&self.drawing, users) * (read + write);
        if rate > 0.0 { -libm::expm1(-rate * live) / rate } else { live }
    }

    /// The stores in which `part` keeps its sessions.
    fn session_stores(&self, part: usize) -> Vec<usize> {
        let stored = self.part(part).component.choice(Parameter::SessionState) == Some(Choice::SessionStore);
        let edges = self.outgoing(part, Role::Access).into_iter();
        edges.filter(|&edge| stored && self.part(self.edge(edge).to).kind() == Kind::SessionStore).collect()
    }

    /// What a request of `class` does about its session before all else.
    pub(super) fn session_read(&mut self, part: usize, class: usize) -> Vec<usize> {
        if !matches!(CLASSES[class], Class::Read | Class::Write) {
            return Vec::new();
        }
        self.session_stores(part).into_iter().map(|edge| self.request(edge, class)).collect()
    }

    /// A write also changes its session.
    pub(super) fn session_write(&mut self, part: usize, class: usize) -> Vec<usize> {
        if CLASSES[class] != Class::Write {
            return Vec::new();
        }
        let mut steps = Vec::new();
        for edge in self.session_stores(part) {
            let to = self.edge(edge).to;
            let latency = self.edge(edge).number(Parameter::Latency);
            let entry = self.operations[to][class].or(self.answers[to][class]);
            steps.extend(entry.map(|entry| self.call(edge, entry, latency)));
        }
        steps
    }

    /// Core time of a request's token.
    pub(super) fn token_time(&self, part: usize, class: usize) -> f64 {
        let token = self.part(part).component.choice(Parameter::SessionState) == Some(Choice::Token);
        let dynamic = matches!(CLASSES[class], Class::Read | Class::Write);
        if token && dynamic { self.part(part).number(Parameter::TokenTime) } else { 0.0 }
    }

    /// The first balancer that ties users to an instance of `part`, which keeps their sessions in its memory.
    fn tied_by(&self, part: usize) -> Option<usize> {
        let here = self.part(part);
        let stateful = here.component.choice(Parameter::SessionState) == Some(Choice::Stateful);
        let forwards = here.incoming.iter().filter(|&&edge| self.edge(edge).role == Role::Forward);
        let mut balancers = forwards.map(|&edge| self.edge(edge).from);
        balancers.find(|&from| stateful && self.sticky(from))
    }

    fn sticky(&self, balancer: usize) -> bool {
        self.part(balancer).component.choice(Parameter::Policy) == Some(Choice::SourceHash)
    }

    /// Share of the load of the fullest of several instances, where sessions in their memory tie users to them and a
    /// balancer in front sees to it.
    pub(super) fn sticky_share(&self, part: usize) -> Option<f64> {
        let here = self.part(part);
        let tied = self.tied_by(part).is_some();
        let skew = here.number(Parameter::SessionSkew).max(1.0);
        (tied && here.instances > 1.0 && skew > 1.0).then(|| (skew / here.instances).min(1.0))
    }

    /// Sessions stand on these machines, each with its share of the users of `part`.
    pub(super) fn keep_sessions(&mut self, part: usize, machines: &[(usize, f64)]) {
        let Some(balancer) = self.tied_by(part) else { return };
        let component = self.position[part].unwrap_or_default();
        let sessions = self.sessions_behind(balancer);
        let kept_s = self.part(part).number(Parameter::SessionTime);
        self.plan.sessions[sessions].kept_s = self.plan.sessions[sessions].kept_s.max(kept_s);
        self.plan.sessions[sessions].keepers.push(Keeper { component, weight: 1.0, machines: machines.to_vec() });
    }

    /// A request that begins `node` uses its session.
    pub(super) fn use_session(&mut self, part: usize, class: usize, node: usize) {
        if let (Some(balancer), Class::Read | Class::Write) = (self.tied_by(part), CLASSES[class]) {
            let sessions = self.sessions_behind(balancer);
            self.plan.sessions[sessions].uses.push(node);
        }
    }

    /// A choice within `part` falls the same for all requests of a user.
    pub(super) fn same_for_user(&mut self, part: usize, node: usize) {
        if let Some(balancer) = self.tied_by(part) {
            let sessions = self.sessions_behind(balancer);
            self.plan.sessions[sessions].choices.push(node);
        }
    }

    /// What a balancer chooses falls the same for all requests of a user, where it ties users to what it leads to.
    pub(super) fn tie(&mut self, balancer: usize, node: usize, targets: &[usize]) {
        if !self.sticky(balancer) {
            return;
        }
        for &edge in targets {
            let (to, weight) = (self.edge(edge).to, self.drawing.target_weight(edge));
            let Some(first) = self.tied_by(to) else { continue };
            let sessions = self.sessions_behind(first);
            let component = self.position[to];
            let own = &mut self.plan.sessions[sessions];
            if !own.choices.contains(&node) {
                own.choices.push(node);
            }
            let keepers = own.keepers.iter_mut().filter(|keeper| Some(keeper.component) == component);
            keepers.for_each(|keeper| keeper.weight = weight);
        }
    }

    /// Position of the sessions of what stands behind a balancer.
    fn sessions_behind(&mut self, balancer: usize) -> usize {
        let known = self.sessions_of.iter().position(|known| *known == balancer);
        known.unwrap_or_else(|| {
            self.sessions_of.push(balancer);
            let (uses, choices, keepers) = (Vec::new(), Vec::new(), Vec::new());
            self.plan.sessions.push(Sessions { kept_s: 0.0, uses, choices, stored: false, keepers });
            self.sessions_of.len() - 1
        })
    }

    /// Sessions that have no store, and a store that nobody keeps sessions in.
    pub(super) fn check_sessions(&mut self, part: usize) {
        let stored = self.part(part).component.choice(Parameter::SessionState) == Some(Choice::SessionStore);
        let to_store = |edge: &usize| self.part(self.edge(*edge).to).kind() == Kind::SessionStore;
        let linked = self.outgoing(part, Role::Access).iter().any(to_store);
        if stored && !linked {
            self.report(DiagnosticCode::SessionsWithoutStore, Severity::Warning, part);
        }
        if linked && !stored {
            self.report(DiagnosticCode::SessionStoreUnused, Severity::Warning, part);
        }
    }
}
