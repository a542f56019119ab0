//! Caches and how reads and writes go past them.
//!
//! | strategy | a read that misses | a write | the entry |
//! | --- | --- | --- | --- |
//! | cache-aside | the service asks the store | to the store, then an operation that drops the entry | dropped |
//! | read-through | the cache asks the store | the same, through the cache | dropped |
//! | write-through | either, as drawn | to cache and store before the answer | stays, renewed |
//! | write-back | either, as drawn | to the cache; to the store after the answer | stays, renewed |
//! | write-around | either, as drawn | to the store alone | stays, old until it expires or is evicted |
//!
//! A cache asks the store itself where it has links to stores and its strategy is not cache-aside; else the service does.
//!
//! Assumed: a write renews an entry that is there and stores none; each write that is sent to the store later is sent
//! on its own. Keys lie on the nodes of a cluster by hash: one node has the most popular object and an equal share of
//! the rest. A cache that is down or cut off has nothing and is passed by, except where only it has links to the store.

use super::access::{Asked, Step};
use super::sharded::hottest_share;
use super::{CLASSES, Compiler, Started};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, DiagnosticCode, Severity};
use crate::plan::{Class, Node, Resource, Service, Staleness, Window};

/// The stations of a group of nodes of a cluster.
#[derive(Clone, Copy)]
struct Nodes {
    operations: usize,
    network: usize,
}

/// A cluster: its hottest node, with its share of all operations, and the others.
struct Cluster {
    hottest: Nodes,
    others: Option<Nodes>,
    share: f64,
    operation: Service,
    sending: Service,
}

impl Compiler<'_> {
    /// A node works one operation at a time, in a fixed time each (a single thread, as in Redis).
    pub(super) fn compile_cache(&mut self, part: usize) {
        let here = self.part(part);
        let capacity = here.number(Parameter::Memory) * here.instances / here.number(Parameter::ItemBytes).max(1.0);
        let (objects, exponent) = (here.number(Parameter::Objects), here.number(Parameter::ZipfExponent));
        let cluster = self.cluster(part, objects, exponent);
        let cache = self.cache(part, objects, exponent, capacity);
        self.old_reads[part] = self.outdated_entries(part, cache, objects, exponent);
        self.compile_later_writes(part);
        for class in 0..CLASSES.len() {
            let entry = self.entry(part, class, |compiler| compiler.operation(part, &cluster));
            self.operations[part][class] = Some(entry);
        }
        self.answer(part, |compiler, class| match CLASSES[class] {
            Class::Static | Class::Read => compiler.cached_read(part, class, cache, &cluster),
            Class::Write | Class::Job => compiler.cached_write(part, class, &cluster),
        });
        self.read_by_jobs(part, |compiler| compiler.cached_read(part, Self::JOB, cache, &cluster));
        self.bind_cache(part, cache);
    }

    fn cluster(&mut self, part: usize, objects: f64, exponent: f64) -> Cluster {
        let first = self.ranks(objects, exponent).first().map_or(0.0, |ranks| ranks.probability);
        let here = self.part(part);
        let number = here.instances;
        let sending = here.number(Parameter::ItemBytes) / here.number(Parameter::Bandwidth).max(1.0);
        let operation = Service::fixed(here.number(Parameter::OperationTime));
        let hottest = self.cache_nodes(part, 1.0);
        let others = (number > 1.0).then(|| self.cache_nodes(part, number - 1.0));
        let share = hottest_share(0.0, first, number);
        Cluster { hottest, others, share, operation, sending: Service::fixed(sending) }
    }

    fn cache_nodes(&mut self, part: usize, number: f64) -> Nodes {
        let operations = self.group_station(part, Resource::Operations, 1.0, number);
        let network = self.group_station(part, Resource::Network, 1.0, number);
        Nodes { operations, network }
    }

    fn operation(&mut self, part: usize, cluster: &Cluster) -> usize {
        let hottest = self.operation_at(cluster.hottest, cluster);
        let Some(others) = cluster.others else { return hottest };
        let other = self.operation_at(others, cluster);
        self.choose(part, &[(cluster.share, hottest), (1.0 - cluster.share, other)])
    }

    fn operation_at(&mut self, nodes: Nodes, cluster: &Cluster) -> usize {
        let work = self.work(nodes.operations, cluster.operation);
        let send = self.work(nodes.network, cluster.sending);
        self.sequence(&[work, send])
    }

    fn cached_read(&mut self, part: usize, class: usize, cache: usize, cluster: &Cluster) -> usize {
        let operation = self.operation(part, cluster);
        let miss = self.behind_cache(Asked { part, class, write: false });
        let hit = self.hit(part);
        let lookup = self.push(Node::Lookup { cache, hit, miss });
        self.sequence(&[operation, lookup])
    }

    /// What follows a hit: an entry that writes go around may be old.
    fn hit(&mut self, cache: usize) -> usize {
        match self.old_reads[cache] {
            Some(staleness) => self.push(Node::Stale { staleness }),
            None => self.push(Node::Nothing),
        }
    }

    fn cached_write(&mut self, part: usize, class: usize, cluster: &Cluster) -> usize {
        let operation = match self.strategy(part) {
            Choice::WriteAround => self.push(Node::Nothing),
            _ => self.operation(part, cluster),
        };
        let behind = match self.later[part][class] {
            Some(entry) => self.start_over(Started::Entry(entry), None, false),
            None => self.behind_cache(Asked { part, class, write: true }),
        };
        self.sequence(&[operation, behind])
    }

    /// The stores behind a cache that answers by itself.
    fn behind_cache(&mut self, asked: Asked) -> usize {
        let steps: Vec<usize> = self.store_steps(asked, &[]).into_iter().map(|(_, node)| node).collect();
        self.sequence(&steps)
    }

    fn strategy(&self, cache: usize) -> Choice {
        self.part(cache).component.choice(Parameter::Strategy).unwrap_or(Choice::CacheAside)
    }

    /// Which entries of the plan drop what is cached, or leave it old.
    fn bind_cache(&mut self, part: usize, cache: usize) {
        let roots = |entries: &[Option<usize>]| -> Vec<usize> {
            entries.iter().flatten().map(|&entry| self.plan.entries[entry].root()).collect()
        };
        let (asked, operated) = (roots(&self.answers[part][2..]), roots(&self.operations[part][2..]));
        match (self.strategy(part), self.old_reads[part]) {
            (Choice::CacheAside | Choice::ReadThrough, _) => {
                self.plan.caches[cache].dropping = [asked, operated].concat();
            }
            (Choice::WriteAround, Some(staleness)) => self.plan.staleness[staleness].writes = asked,
            _ => {}
        }
    }

    /// With writes that go around it, a hit may be old until the entry expires. Where entries never expire, the time is
    /// infinite, and eviction ends it.
    fn outdated_entries(&mut self, part: usize, cache: usize, objects: f64, exponent: f64) -> Option<usize> {
        if self.strategy(part) != Choice::WriteAround {
            return None;
        }
        let popularity = self.ranks(objects, exponent);
        self.plan.staleness.push(Staleness {
            component: self.position[part].unwrap_or_default(),
            log: None,
            link: None,
            window: Window::UntilExpiry(self.plan.caches[cache].ttl_s),
            writes: Vec::new(),
            popularity,
        });
        Some(self.plan.staleness.len() - 1)
    }
}

impl Compiler<'_> {
    /// Caches first; what they do not have is read from the stores.
    pub(super) fn reads(&mut self, part: usize, class: usize) -> Vec<Step> {
        let asked = Asked { part, class, write: false };
        let caches = self.stores(asked, |kind| kind == Kind::Cache);
        let through: Vec<usize> = caches.iter().copied().filter(|&edge| self.asks_itself(edge)).collect();
        let behind: Vec<usize> = through.iter().flat_map(|&edge| self.store_parts(self.edge(edge).to)).collect();
        let stores = self.store_steps(asked, &behind);
        let order = caches.first().copied();
        let mut missed: Vec<usize> = stores.iter().map(|(_, node)| *node).collect();
        for &edge in through.iter().rev() {
            let node = self.request_store(edge, asked);
            self.passed_by(node, edge, asked);
            missed.insert(0, node);
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

    /// Where the cache at the end of `edge`, which asks the store itself, is down, a service goes past it to the store, or any
    /// of one database, that it has links to as well.
    fn passed_by(&mut self, node: usize, edge: usize, asked: Asked) {
        let cache = self.edge(edge).to;
        let behind = self.store_parts(cache);
        let mut own = self.store_parts(asked.part);
        own.retain(|store| behind.contains(store));
        let one = own.iter().all(|&store| self.database_of(store) == self.database_of(own[0]));
        own.retain(|&store| !asked.write || self.part(store).kind() != Kind::ReadReplica);
        // Copies before their primary, as they are asked.
        own.sort_by_key(|&store| self.takes_writes(store));
        if let Some(cached) = self.answers[cache][asked.class].filter(|_| one && !own.is_empty()) {
            let stores = own.into_iter().filter_map(|store| self.answers[store][asked.class]);
            let answering = [cached].into_iter().chain(stores).collect();
            self.alternatives(node, answering);
        }
    }

    /// One operation per call at the cache; with its hit ratio the stores behind are spared. A cache that is down, or that
    /// nothing leads to any more, has nothing: every read misses.
    fn look_aside(&mut self, edge: usize, class: usize, miss: usize) -> usize {
        let to = self.edge(edge).to;
        if self.edge(edge).way.down {
            return miss;
        }
        let cache = self.position[to].and_then(|position| self.plan.components[position].cache);
        let (Some(cache), Some(operation)) = (cache, self.operations[to][class.min(1)]) else { return miss };
        let latency = self.edge(edge).number(Parameter::Latency);
        let asked = self.call(edge, operation, latency);
        let hit = self.hit(to);
        let lookup = self.push(Node::Lookup { cache, hit, miss });
        self.sequence(&[asked, lookup])
    }

    /// Whether the cache at the end of `edge` asks the store itself. Where it is down, a service with links of its own
    /// to those stores goes past it.
    fn asks_itself(&self, edge: usize) -> bool {
        let (from, cache) = (self.edge(edge).from, self.edge(edge).to);
        let behind = self.store_parts(cache);
        let own = || self.store_parts(from).iter().any(|store| behind.contains(store));
        self.strategy(cache) != Choice::CacheAside && !behind.is_empty() && (self.drawing.leads_up(edge) || !own())
    }

    /// Whether a write goes to the cache at the end of `edge`, which passes it on to the store. Where writes would drop
    /// the entry or go around it, a service that has a link of its own to the store uses that.
    fn writes_through(&self, edge: usize) -> bool {
        let (from, cache) = (self.edge(edge).from, self.edge(edge).to);
        let behind = self.store_parts(cache);
        let own = || self.store_parts(from).iter().any(|store| behind.contains(store));
        self.asks_itself(edge) && (matches!(self.strategy(cache), Choice::WriteThrough | Choice::WriteBack) || !own())
    }

    pub(super) fn writes(&mut self, part: usize, class: usize) -> Vec<Step> {
        let asked = Asked { part, class, write: true };
        let caches = self.stores(asked, |kind| kind == Kind::Cache);
        let mut steps = match self.later[part][class] {
            Some(entry) => vec![(usize::MAX, self.start_over(Started::Entry(entry), None, false))],
            None => self.store_writes(asked, &caches),
        };
        let first = steps.first().map(|(_, node)| *node);
        for edge in caches {
            let cache = self.edge(edge).to;
            if self.writes_through(edge) {
                let node = self.request_store(edge, asked);
                self.passed_by(node, edge, asked);
                steps.push((edge, node));
                continue;
            }
            let Some(operation) = self.operations[cache][class].filter(|_| !self.edge(edge).way.down) else { continue };
            let latency = self.edge(edge).number(Parameter::Latency);
            match (self.strategy(cache), self.old_reads[cache]) {
                (Choice::WriteAround, Some(staleness)) => self.plan.staleness[staleness].writes.extend(first),
                (Choice::WriteBack, _) => steps.push((edge, self.call(edge, operation, latency))),
                // The entry is dropped from the cache, or renewed, after the store has it.
                _ => steps.push((usize::MAX, self.call(edge, operation, latency))),
            }
        }
        steps
    }

    /// The writes to the stores that `part` writes to by itself.
    fn store_writes(&mut self, asked: Asked, caches: &[usize]) -> Vec<Step> {
        let through = caches.iter().copied().filter(|&edge| self.writes_through(edge));
        let behind: Vec<usize> = through.flat_map(|edge| self.store_parts(self.edge(edge).to)).collect();
        self.store_steps(asked, &behind)
    }

    /// The entries in which `part` writes to its stores after it has answered: behind a write-back cache. To be called
    /// before its other entries are compiled.
    pub(super) fn compile_later_writes(&mut self, part: usize) {
        for class in 2..CLASSES.len() {
            let asked = Asked { part, class, write: true };
            let itself = self.part(part).kind() == Kind::Cache && self.strategy(part) == Choice::WriteBack;
            let caches = self.stores(asked, |kind| kind == Kind::Cache);
            let beside = caches.iter().any(|&edge| {
                let cache = self.edge(edge).to;
                self.strategy(cache) == Choice::WriteBack && self.drawing.leads_up(edge) && !self.writes_through(edge)
            });
            if !(itself || beside) {
                continue;
            }
            let entry = self.side_entry(part, class, |compiler| {
                let steps = compiler.store_writes(asked, &caches);
                let nodes: Vec<usize> = steps.into_iter().map(|(_, node)| node).collect();
                compiler.sequence(&nodes)
            });
            self.later[part][class] = Some(entry);
        }
    }

    /// A cache that its service never falls back from.
    pub(super) fn check_caches(&mut self, part: usize) {
        let caches = self.stores(Asked { part, class: 1, write: false }, |kind| kind == Kind::Cache);
        for edge in caches {
            let cache = self.edge(edge).to;
            let own = if self.asks_itself(edge) { self.store_parts(cache) } else { Vec::new() };
            if own.is_empty() && self.store_parts(part).is_empty() {
                self.report(DiagnosticCode::CacheWithoutStore, Severity::Warning, cache);
            }
        }
    }
}
