//! How requests come in: users, name servers, edges and balancers.

use super::drawing::{Drawing, users};
use super::{CLASSES, Compiler, SENT, carries};
use crate::model::catalog::{Domain, Kind, Parameter, Role};
use crate::model::{Choice, DiagnosticCode, Severity, Subject, Value};
use crate::plan::{Cache, Closed, Eviction, Node, Resource, Service, Source};

/// Position of the class that writes, which is what devices publish.
const WRITE: usize = 2;

/// Seconds of a day.
const DAY_S: f64 = 86_400.0;

/// Requests per second that a Users component sends: for one user on the slider, and whatever the slider says.
struct Load {
    per_user: f64,
    fixed: f64,
    closed: Option<Closed>,
}

impl Compiler<'_> {
    pub(super) fn compile_users(&mut self, part: usize) {
        let load = load(&self.drawing, part);
        let traffic = self.traffic();
        let shares = class_shares(&self.drawing, part);
        let lookup_rate = request_rate_of_one(&self.drawing, part);
        self.check_users(part, shares);
        self.answer(part, |compiler, class| {
            let lookup = compiler.lookup(part, class, lookup_rate);
            let visit = compiler.visit(part, class);
            compiler.sequence(&[lookup, visit])
        });
        for class in 0..SENT {
            let (Some(entry), share) = (self.answers[part][class], shares[class]) else { continue };
            if share > 0.0 {
                let source = Source {
                    component: self.position[part].unwrap_or_default(),
                    entry,
                    class: CLASSES[class],
                    rate_per_user: load.per_user * share * traffic,
                    fixed_rate: load.fixed * share * traffic,
                    rate_of_one: lookup_rate * share * traffic,
                    closed: load.closed.map(|closed| Closed { share, ..closed }),
                };
                self.plan.sources.push(source);
            }
        }
    }

    fn check_users(&mut self, part: usize, shares: [f64; 3]) {
        let publishes = |class: usize| class == WRITE && !self.publishing(part, WRITE).is_empty();
        if self.entrances(part).is_empty() && !publishes(WRITE) {
            self.report(DiagnosticCode::UsersReachNothing, Severity::Error, part);
            return;
        }
        let missing =
            |class: usize| shares[class] > 0.0 && self.entrances_for(part, class).is_empty() && !publishes(class);
        if (0..SENT).any(missing) {
            self.report(DiagnosticCode::ClassWithoutTarget, Severity::Error, part);
        }
    }

    /// The share of requests that need a name looked up. The resolver keeps an answer for T; after it has expired, the
    /// next request of any of its n users asks again: one look-up per T + 1/(n r), in which n r T + 1 requests are made.
    fn lookup(&mut self, part: usize, class: usize, rate_of_one: f64) -> usize {
        let edges = self.outgoing(part, Role::Lookup);
        let mut weighted = Vec::new();
        for edge in edges {
            let name_server = self.part(self.edge(edge).to);
            let users = name_server.number(Parameter::ResolverUsers);
            let share = 1.0 / (1.0 + users * rate_of_one * name_server.number(Parameter::Ttl));
            let asked = self.request(edge, class);
            weighted.push((1.0, self.maybe(self.asked_again(edge, share), asked)));
        }
        match weighted[..] {
            [] => self.push(Node::Nothing),
            [(_, only)] => only,
            _ => self.choose(part, &weighted),
        }
    }

    fn visit(&mut self, part: usize, class: usize) -> usize {
        let mut weighted = Vec::new();
        for edge in self.entrances_for(part, class) {
            let Some(entry) = self.answers[self.edge(edge).to][class] else { continue };
            let weight = self.edge(edge).weight();
            let round_trip = self.entrance_latency(edge) + self.between(part, self.edge(edge).to);
            let policy = self.users_policy(part, edge);
            weighted.push((weight, self.attempt(edge, entry, round_trip, policy)));
        }
        let published = if class == WRITE { self.publishing(part, WRITE) } else { Vec::new() };
        let mut steps: Vec<usize> = published.into_iter().map(|edge| self.publish(edge, class)).collect();
        if steps.is_empty() || !weighted.is_empty() {
            let chosen = self.choose(part, &weighted);
            self.moved_elsewhere(part, class, chosen);
            steps.push(chosen);
        }
        self.sequence(&steps)
    }

    /// Where a name server that looks at places sends all requests to one entry, any other that it knows may answer
    /// when that one is down, once this has been noticed and the name is no longer remembered.
    fn moved_elsewhere(&mut self, part: usize, class: usize, node: usize) {
        let [entrance] = self.entrances_for(part, class)[..] else { return };
        for lookup in self.outgoing(part, Role::Lookup) {
            let server = self.edge(lookup).to;
            let mut known = self.outgoing(server, Role::Resolve);
            known.retain(|&edge| self.part(self.edge(edge).to).kind() != Kind::Cdn);
            let targets = self.targets_of(&known);
            if self.part(server).kind() == Kind::GeoDns && targets.contains(&self.edge(entrance).to) {
                self.any_answers(node, &known, class);
                if known.len() > 1 {
                    self.unnoticed(node, server, &[(1.0, entrance)], true);
                }
            }
        }
    }

    /// The links by which users enter: those that are drawn; where none is, those that the name server answers with. A
    /// name server that looks at places decides among the entries that it knows, drawn or not.
    fn entrances(&self, part: usize) -> Vec<usize> {
        let mut visits = self.outgoing(part, Role::Visit);
        let drawn = !visits.is_empty();
        for lookup in self.outgoing(part, Role::Lookup) {
            let server = self.edge(lookup).to;
            let answered = self.resolved(part, server);
            if self.part(server).kind() == Kind::GeoDns {
                let known: Vec<usize> = self.targets_of(&self.outgoing(server, Role::Resolve));
                let wanted = self.targets_of(&answered);
                visits.retain(|&edge| !known.contains(&self.edge(edge).to) || wanted.contains(&self.edge(edge).to));
                let visited = self.targets_of(&visits);
                visits.extend(answered.into_iter().filter(|&edge| !visited.contains(&self.edge(edge).to)));
            } else if !drawn {
                visits.extend(answered);
            }
        }
        visits
    }

    fn targets_of(&self, edges: &[usize]) -> Vec<usize> {
        edges.iter().map(|&edge| self.edge(edge).to).collect()
    }

    /// Files go to the edge where there is one; all else goes there only if there is nothing else.
    fn entrances_for(&self, part: usize, class: usize) -> Vec<usize> {
        let edges = self.entrances(part).into_iter().filter(|&edge| carries(self.edge(edge), class));
        let (edge_servers, others): (Vec<usize>, Vec<usize>) =
            edges.partition(|&edge| self.part(self.edge(edge).to).kind() == Kind::Cdn);
        let prefer_edge = CLASSES[class] == crate::plan::Class::Static;
        match (edge_servers.is_empty(), others.is_empty()) {
            (false, false) if prefer_edge => edge_servers,
            (false, true) => edge_servers,
            _ => others,
        }
    }

    /// Round trip to an entrance; a name server's link has none of its own, so that of a visit stands in.
    fn entrance_latency(&self, edge: usize) -> f64 {
        if self.edge(edge).role == Role::Visit {
            return self.edge(edge).number(Parameter::Latency);
        }
        let specs = Role::Visit.parameters().iter();
        let default = specs.filter(|spec| spec.parameter == Parameter::Latency).map(|spec| spec.domain).next();
        if let Some(Domain::Number { default, .. }) = default { default } else { 0.0 }
    }

    pub(super) fn compile_dns(&mut self, part: usize) {
        let time = self.part(part).number(Parameter::LookupTime);
        self.answer(part, |compiler, _| compiler.delay(time));
    }

    pub(super) fn compile_cdn(&mut self, part: usize) {
        let origins = self.outgoing(part, Role::Origin);
        if origins.is_empty() {
            self.report(DiagnosticCode::NothingBehind, Severity::Error, part);
        }
        if self.part(part).down {
            self.answer(part, |compiler, class| compiler.origin(part, class));
            return;
        }
        let rate = self.part(part).number(Parameter::OperationRate);
        let operations = self.station(part, Resource::Operations, 1.0, super::UNLIMITED_QUEUE);
        let time = self.part(part).number(Parameter::EdgeTime);
        let cache = self.edge_cache(part);
        self.answer(part, |compiler, class| {
            let operation = compiler.work(operations, Service::fixed(1.0 / rate));
            let edge = compiler.delay(time);
            let origin = compiler.origin(part, class);
            let rest = if CLASSES[class] == crate::plan::Class::Static {
                let hit = compiler.push(Node::Nothing);
                compiler.push(Node::Lookup { cache, hit, miss: origin })
            } else {
                origin
            };
            compiler.sequence(&[operation, edge, rest])
        });
    }

    /// One of the origins that are up; where all are down, each fails its share.
    fn origin(&mut self, part: usize, class: usize) -> usize {
        let (up, lost): (Vec<usize>, Vec<usize>) =
            self.outgoing(part, Role::Origin).into_iter().partition(|&edge| self.drawing.leads_up(edge));
        let mut weighted = Vec::new();
        for edge in if up.is_empty() { lost } else { up } {
            weighted.push((self.edge(edge).weight(), self.request(edge, class)));
        }
        self.choose(part, &weighted)
    }

    /// The files that users ask for, in the memory of the edge.
    fn edge_cache(&mut self, part: usize) -> usize {
        let (objects, zipf_exponent) = popularity(&self.drawing);
        let capacity = self.part(part).number(Parameter::Memory) / self.bytes[0].max(1.0);
        self.cache(part, objects, zipf_exponent, capacity)
    }

    /// Adds a cache of `part` with its time to live, its eviction, and a typed ratio if it has one.
    pub(super) fn cache(&mut self, part: usize, objects: f64, zipf_exponent: f64, capacity: f64) -> usize {
        let component = self.part(part).component;
        let typed = component.flag(Parameter::TypedHitRatio).then(|| component.number(Parameter::HitRatio));
        let eviction = match component.choice(Parameter::Eviction) {
            Some(Choice::Lfu) => Eviction::LeastFrequentlyUsed,
            Some(Choice::FifoEviction) => Eviction::FirstIn,
            _ => Eviction::LeastRecentlyUsed,
        };
        let never = component.value(Parameter::Expires) == Some(Value::Flag(false));
        let ttl_s = if never { f64::INFINITY } else { component.number(Parameter::Ttl) };
        let position = self.position[part].unwrap_or_default();
        let popularity = if typed.is_some() { [].into() } else { self.ranks(objects, zipf_exponent) };
        let cache = Cache {
            component: position,
            typed,
            objects,
            capacity,
            ttl_s,
            eviction,
            invalidated_per_s: component.number(Parameter::Invalidations),
            dropping: Vec::new(),
            popularity,
        };
        self.plan.caches.push(cache);
        self.plan.components[position].cache = Some(self.plan.caches.len() - 1);
        self.plan.caches.len() - 1
    }

    pub(super) fn compile_balancer(&mut self, part: usize) {
        let forwards = self.outgoing(part, Role::Forward);
        if forwards.is_empty() {
            self.report(DiagnosticCode::NothingBehind, Severity::Error, part);
        }
        let (rate, time) = self.balancing(part);
        let operations = self.station(part, Resource::Operations, 1.0, super::UNLIMITED_QUEUE);
        self.answer(part, |compiler, class| {
            let operation = compiler.work(operations, Service::fixed(1.0 / rate));
            let pass = compiler.delay(time);
            let target = compiler.forward(part, class, &forwards);
            compiler.sequence(&[operation, pass, target])
        });
    }

    /// Requests per second that a balancer passes, and the time that each takes there. On layer 4 it opens connections,
    /// one for several requests, and looks at none of these.
    fn balancing(&self, part: usize) -> (f64, f64) {
        let here = self.part(part);
        let rate = here.number(Parameter::OperationRate);
        if here.layer_4() {
            return (rate * here.number(Parameter::RequestsPerConnection), 0.0);
        }
        (rate, here.number(Parameter::OperationTime))
    }

    /// One of the healthy targets; where all are down, each fails its share.
    fn forward(&mut self, part: usize, class: usize, forwards: &[usize]) -> usize {
        let healthy: Vec<usize> = self.drawing.targets(part).collect();
        let targets = if healthy.is_empty() { forwards } else { &healthy[..] };
        let mut weighted = Vec::new();
        for &edge in targets {
            weighted.push((self.drawing.target_weight(edge), self.request(edge, class)));
            let to = self.edge(edge).to;
            if self.part(to).kind() == Kind::ReadReplica && class == 2 {
                let subject = Subject::Link(self.edge(edge).id);
                self.drawing.report(DiagnosticCode::WriteToReplica, Severity::Warning, subject);
            }
        }
        let chosen = self.choose(part, &weighted);
        self.tie(part, chosen, targets);
        if targets.len() < forwards.len() {
            self.any_answers(chosen, forwards, class);
        }
        let shares: Vec<(f64, usize)> = targets.iter().map(|&edge| (self.drawing.target_weight(edge), edge)).collect();
        self.unnoticed(chosen, part, &shares, false);
        chosen
    }
}

fn load(drawing: &Drawing<'_>, part: usize) -> Load {
    let here = &drawing.parts[part];
    let weight = here.number(Parameter::UserWeight);
    let idle = Load { per_user: 0.0, fixed: 0.0, closed: None };
    match here.component.choice(Parameter::LoadMode) {
        Some(Choice::TypedRate) => return Load { fixed: here.number(Parameter::Rate), ..idle },
        Some(Choice::Closed) => {
            let (users, think_s) = (here.number(Parameter::Population), here.number(Parameter::ThinkTime));
            return Load { closed: Some(Closed { users, think_s, share: 1.0 }), ..idle };
        }
        _ => {}
    }
    let from_slider =
        |other: &usize| drawing.parts[*other].component.choice(Parameter::LoadMode) == Some(Choice::FromUsers);
    let weights: f64 =
        users(drawing).filter(from_slider).map(|other| drawing.parts[other].number(Parameter::UserWeight)).sum();
    let share = if weights > 0.0 { weight / weights } else { 0.0 };
    Load { per_user: share * request_rate_of_one(drawing, part), ..idle }
}

/// Requests per second of one user at the peak. Of one who thinks between requests, as many as answers at once allow.
pub(super) fn request_rate_of_one(drawing: &Drawing<'_>, part: usize) -> f64 {
    let part = &drawing.parts[part];
    if part.component.choice(Parameter::LoadMode) == Some(Choice::Closed) {
        return 1.0 / part.number(Parameter::ThinkTime).max(1e-3);
    }
    part.number(Parameter::RequestsPerDay) * part.number(Parameter::PeakFactor) / DAY_S
}

pub(super) fn class_shares(drawing: &Drawing<'_>, part: usize) -> [f64; 3] {
    let part = &drawing.parts[part];
    let weights = [Parameter::StaticShare, Parameter::ReadShare, Parameter::WriteShare].map(|share| part.number(share));
    let total: f64 = weights.iter().sum();
    weights.map(|weight| if total > 0.0 { weight / total } else { 0.0 })
}

/// Mean bytes of an answer by class, over the Users components by their weight.
pub(super) fn answer_bytes(drawing: &Drawing<'_>) -> [f64; 4] {
    let weights: f64 = users(drawing).map(|part| drawing.parts[part].number(Parameter::UserWeight)).sum();
    let mean = |parameter| {
        let sum: f64 = users(drawing)
            .map(|part| drawing.parts[part].number(parameter) * drawing.parts[part].number(Parameter::UserWeight))
            .sum();
        if weights > 0.0 { sum / weights } else { 0.0 }
    };
    let answer = mean(Parameter::AnswerBytes);
    [mean(Parameter::StaticBytes), answer, answer, 0.0]
}

/// Objects and Zipf exponent of the Users component with the greatest weight.
pub(super) fn popularity(drawing: &Drawing<'_>) -> (f64, f64) {
    let weight = |part: &usize| drawing.parts[*part].number(Parameter::UserWeight);
    let heaviest = users(drawing).max_by(|a, b| weight(a).total_cmp(&weight(b)));
    heaviest.map_or((1.0, 0.0), |part| {
        let part = &drawing.parts[part];
        (part.number(Parameter::Objects), part.number(Parameter::ZipfExponent))
    })
}

/// Whether the user has set the flag on this link (and not only left its default).
pub(super) fn set_by_hand(edge: &super::Edge<'_>, parameter: Parameter) -> bool {
    edge.link.settings.get(&parameter) == Some(&Value::Flag(true))
}
