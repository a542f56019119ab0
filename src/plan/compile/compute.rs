//! Servers: a worker is held from the first to the last step; a core works for the request's own part of it, and then
//! the dependencies are asked in turn, in the order of their links.

use super::entry::set_by_hand;
use super::{CLASSES, Compiler, carries};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Choice, DiagnosticCode, Severity, Subject};
use crate::plan::{Arrivals, Class, Node, Reason, Resource, Service};

/// A step of a program with the link that decides its place.
type Step = (usize, usize);

impl Compiler<'_> {
    pub(super) fn compile_server(&mut self, part: usize) {
        let here = self.part(part);
        let (workers, queue) = (here.number(Parameter::Workers), here.number(Parameter::AcceptQueue));
        let (cores, bandwidth) = (here.number(Parameter::Cores), here.number(Parameter::Bandwidth));
        let workers = self.held_station(part, Resource::Workers, workers, queue);
        let cores = self.inner_station(part, Resource::Cores, cores, workers);
        let network = self.inner_station(part, Resource::Network, 1.0, workers);
        self.plan.stations[network].arrivals = Arrivals::Random;
        self.check_caches(part);
        self.answer(part, |compiler, class| {
            let mut steps = compiler.own_work(part, class, cores);
            steps.extend(compiler.dependencies(part, class));
            let sending = Service::fixed(compiler.bytes[class] / bandwidth.max(1.0));
            steps.push(compiler.work(network, sending));
            let body = compiler.sequence(&steps);
            compiler.push(Node::Hold { station: workers, body })
        });
    }

    /// The server's own core time; on a single server the database's part follows on the same cores.
    fn own_work(&mut self, part: usize, class: usize, cores: usize) -> Vec<usize> {
        let times: &[Parameter] = match (self.part(part).kind(), CLASSES[class]) {
            (_, Class::Static | Class::Job) => &[Parameter::StaticTime],
            (Kind::SingleServer, Class::Read) => &[Parameter::ReadTime, Parameter::QueryReadTime],
            (Kind::SingleServer, Class::Write) => &[Parameter::WriteTime, Parameter::QueryWriteTime],
            (_, Class::Read) => &[Parameter::ReadTime],
            (_, Class::Write) => &[Parameter::WriteTime],
        };
        let services: Vec<Service> = times.iter().map(|&time| self.service(part, time)).collect();
        services.into_iter().map(|service| self.work(cores, service)).collect()
    }

    fn dependencies(&mut self, part: usize, class: usize) -> Vec<usize> {
        let mut steps = self.service_calls(part, class);
        match CLASSES[class] {
            Class::Static | Class::Job => steps.extend(self.files(part, class)),
            Class::Read => steps.extend(self.reads(part, class)),
            Class::Write => steps.extend(self.writes(part, class)),
        }
        steps.sort_by_key(|(edge, _)| *edge);
        steps.into_iter().map(|(_, node)| node).collect()
    }

    fn service_calls(&mut self, part: usize, class: usize) -> Vec<Step> {
        if CLASSES[class] == Class::Static {
            return Vec::new();
        }
        let calls = self.outgoing(part, Role::Call).into_iter().filter(|&edge| carries(self.edge(edge), class));
        let calls: Vec<usize> = calls.collect();
        calls.into_iter().map(|edge| (edge, self.request(edge, class))).collect()
    }

    /// The Access links to kinds for which `wanted` holds and which carry the class.
    fn stores(&self, part: usize, class: usize, wanted: impl Fn(Kind) -> bool) -> Vec<usize> {
        let edges = self.outgoing(part, Role::Access).into_iter();
        edges
            .filter(|&edge| wanted(self.part(self.edge(edge).to).kind()) && carries(self.edge(edge), class))
            .filter(|&edge| self.modelled(self.edge(edge).to))
            .collect()
    }

    fn files(&mut self, part: usize, class: usize) -> Vec<Step> {
        let stores = self.stores(part, class, |kind| kind == Kind::ObjectStorage);
        stores.into_iter().map(|edge| (edge, self.request(edge, class))).collect()
    }

    /// Caches first; what they do not have is read from the stores.
    fn reads(&mut self, part: usize, class: usize) -> Vec<Step> {
        let caches = self.stores(part, class, |kind| kind == Kind::Cache);
        let through: Vec<usize> = caches.iter().copied().filter(|&edge| self.reads_through(edge)).collect();
        let behind: Vec<usize> = through.iter().flat_map(|&edge| self.store_parts(self.edge(edge).to)).collect();
        let stores = self.store_steps(part, class, &behind);
        let order = caches.first().copied();
        let mut missed: Vec<usize> = stores.iter().map(|(_, node)| *node).collect();
        for &edge in through.iter().rev() {
            let asked = self.request(edge, class);
            let own: Vec<usize> = self.store_parts(part).into_iter().filter(|store| behind.contains(store)).collect();
            if let ([store], Some(cached)) = (&own[..], self.answers[self.edge(edge).to][class]) {
                let answering = [Some(cached), self.answers[*store][class]].into_iter().flatten().collect();
                self.alternatives(asked, answering);
            }
            missed.insert(0, asked);
        }
        if order.is_none() {
            return stores;
        }
        let mut node = self.sequence(&missed);
        for &edge in caches.iter().rev().filter(|edge| !through.contains(edge)) {
            node = self.look_aside(edge, class, node);
        }
        order.map(|edge| (edge, node)).into_iter().collect()
    }

    /// One operation per call at the cache; with its hit ratio the stores behind are spared. A cache that is down has
    /// nothing: every read misses.
    fn look_aside(&mut self, edge: usize, class: usize, miss: usize) -> usize {
        let to = self.edge(edge).to;
        let cache = self.position[to].and_then(|position| self.plan.components[position].cache);
        let (Some(cache), Some(operation)) = (cache, self.operations[to][class]) else { return miss };
        let latency = self.edge(edge).number(Parameter::Latency);
        let asked = self.call(edge, operation, latency);
        let hit = self.push(Node::Nothing);
        let lookup = self.push(Node::Lookup { cache, hit, miss });
        self.sequence(&[asked, lookup])
    }

    /// Whether the cache at the end of `edge` asks the store itself (and is up and has one).
    fn reads_through(&self, edge: usize) -> bool {
        let cache = self.edge(edge).to;
        self.part(cache).component.choice(Parameter::Strategy) == Some(Choice::ReadThrough)
            && !self.part(cache).down
            && !self.store_parts(cache).is_empty()
    }

    /// What the Access links of `part` lead to, without caches.
    fn store_parts(&self, part: usize) -> Vec<usize> {
        let targets = self.outgoing(part, Role::Access).into_iter().map(|edge| self.edge(edge).to);
        targets.filter(|&to| self.part(to).kind() != Kind::Cache && self.modelled(to)).collect()
    }

    fn writes(&mut self, part: usize, class: usize) -> Vec<Step> {
        let caches = self.stores(part, class, |kind| kind == Kind::Cache);
        let mut steps = self.store_steps(part, class, &[]);
        let own: Vec<usize> = self.store_parts(part);
        for edge in caches {
            let cache = self.edge(edge).to;
            let through = self.reads_through(edge) && !self.store_parts(cache).iter().any(|store| own.contains(store));
            let latency = self.edge(edge).number(Parameter::Latency);
            if through {
                steps.push((edge, self.request(edge, class)));
            } else if let Some(operation) = self.operations[cache][class] {
                // The entry is dropped from the cache after the store has it.
                steps.push((usize::MAX, self.call(edge, operation, latency)));
            }
        }
        steps
    }

    /// One step for each logical database and each store of another kind, except those `behind` a cache.
    pub(super) fn store_steps(&mut self, part: usize, class: usize, behind: &[usize]) -> Vec<Step> {
        let relational = |kind| matches!(kind, Kind::RelationalDatabase | Kind::ReadReplica);
        let mut edges: Vec<usize> = self.outgoing(part, Role::Access);
        edges.retain(|&edge| self.modelled(self.edge(edge).to) && !behind.contains(&self.edge(edge).to));
        let (members, others): (Vec<usize>, Vec<usize>) =
            edges.into_iter().partition(|&edge| relational(self.part(self.edge(edge).to).kind()));
        let mut steps = Vec::new();
        for group in self.logical_databases(&members) {
            let place = group.first().copied().unwrap_or_default();
            let node = if CLASSES[class] == Class::Write {
                self.write_group(&group, class, &members)
            } else {
                self.read_group(&group, class)
            };
            steps.extend(node.map(|node| (place, node)));
        }
        for edge in others {
            let kind = self.part(self.edge(edge).to).kind();
            let by_hand = [Parameter::CarriesStatic, Parameter::CarriesRead, Parameter::CarriesWrite];
            let carried = match kind {
                Kind::Cache => false,
                Kind::ObjectStorage => by_hand.get(class).is_some_and(|&flag| set_by_hand(self.edge(edge), flag)),
                _ => carries(self.edge(edge), class),
            };
            if carried {
                steps.push((edge, self.request(edge, class)));
            }
        }
        steps
    }

    /// Groups Access links so that a primary and the replicas that it copies to are one database.
    fn logical_databases(&self, members: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        for &edge in members {
            let to = self.edge(edge).to;
            let key = self.primary_of(to).unwrap_or(to);
            match groups.iter_mut().find(|(primary, _)| *primary == key) {
                Some((_, group)) => group.push(edge),
                None => groups.push((key, vec![edge])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The database that copies its writes to `part`.
    pub(super) fn primary_of(&self, part: usize) -> Option<usize> {
        let copies = self.part(part).incoming.iter().find(|&&edge| self.edge(edge).role == Role::Replicate);
        copies.map(|&edge| self.edge(edge).from)
    }

    fn is_primary(&self, edge: usize) -> bool {
        let to = self.edge(edge).to;
        self.part(to).kind() == Kind::RelationalDatabase && self.primary_of(to).is_none()
    }

    /// Reads go to the healthy replicas, by their instances; to the primary if its link says so or no replica is left.
    fn read_group(&mut self, group: &[usize], class: usize) -> Option<usize> {
        let linked: Vec<usize> = group.iter().copied().filter(|&edge| carries(self.edge(edge), class)).collect();
        let up = |edge: &usize| !self.part(self.edge(*edge).to).down;
        let replica_up = linked.iter().any(|edge| !self.is_primary(*edge) && up(edge));
        let takes = |edge: &usize| {
            up(edge) && (!self.is_primary(*edge) || !replica_up || self.edge(*edge).flag(Parameter::SharesReads))
        };
        let takers: Vec<usize> = linked.iter().copied().filter(takes).collect();
        let chosen = if takers.is_empty() { &linked } else { &takers };
        let weighted: Vec<(f64, usize)> =
            chosen.iter().map(|&edge| (self.part(self.edge(edge).to).instances, self.request(edge, class))).collect();
        let node = match weighted[..] {
            [] => return None,
            [(_, only)] => only,
            _ => self.choose(self.edge(group[0]).from, &weighted),
        };
        let answering = linked.iter().filter_map(|&edge| self.answers[self.edge(edge).to][class]).collect();
        self.alternatives(node, answering);
        Some(node)
    }

    /// Writes go to the primary. Where only replicas are linked, and no other primary, the write reaches a replica.
    fn write_group(&mut self, group: &[usize], class: usize, members: &[usize]) -> Option<usize> {
        let linked: Vec<usize> = group.iter().copied().filter(|&edge| carries(self.edge(edge), class)).collect();
        if let Some(&primary) = linked.iter().find(|&&edge| self.is_primary(edge)) {
            return Some(self.request(primary, class));
        }
        let primary_linked = members.iter().any(|&edge| self.is_primary(edge));
        let replica = linked.first().copied().filter(|_| !primary_linked)?;
        let subject = Subject::Link(self.edge(replica).id);
        self.drawing.report(DiagnosticCode::WriteToReplica, Severity::Error, subject);
        Some(self.request(replica, class))
    }

    /// A cache that its service never falls back from.
    fn check_caches(&mut self, part: usize) {
        let caches = self.stores(part, 1, |kind| kind == Kind::Cache);
        for edge in caches {
            let cache = self.edge(edge).to;
            let read_through = self.part(cache).component.choice(Parameter::Strategy) == Some(Choice::ReadThrough);
            let own = if read_through { self.store_parts(cache) } else { Vec::new() };
            if own.is_empty() && self.store_parts(part).is_empty() {
                self.report(DiagnosticCode::CacheWithoutStore, Severity::Warning, cache);
            }
        }
    }

    /// The stores behind a cache that answers by itself.
    pub(super) fn behind_cache(&mut self, part: usize, class: usize) -> usize {
        let steps: Vec<usize> = self.store_steps(part, class, &[]).into_iter().map(|(_, node)| node).collect();
        self.sequence(&steps)
    }

    /// The reason of a replica that is asked to write.
    pub(super) fn refuse_write(&mut self, part: usize) -> usize {
        self.fail(part, Reason::WriteToReplica)
    }
}
