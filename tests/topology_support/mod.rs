//! Random topologies that somebody might draw: users, a tier or two behind a balancer, what they call, keep and ask,
//! in places or not. Each is a list of decisions, so that one of them can be changed and the rest left as it is.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

pub mod better;

use scaleground::model::catalog::{Kind, Parameter};
use scaleground::model::{Choice, ComponentId, Value};

use crate::solve_support::{Drawing, choice, number};

/// Numbers from a seed (`SplitMix64`, Steele, Lea and Flood 2014): tests need the same systems everywhere.
pub struct Draws(u64);

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn yes(&mut self, share: f64) -> bool {
        self.share() < share
    }

    pub fn of<T: Copy>(&mut self, options: &[T]) -> T {
        options[(self.share() * options.len() as f64) as usize]
    }

    /// Evenly on a logarithmic scale.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low * (high / low).powf(self.share())
    }
}

/// Where data is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// A primary with so many replicas, and whether writes wait for them.
    Relational {
        replicas: usize,
        synchronous: bool,
    },
    Sharded,
    KeyValue,
    Document,
}

/// What stands in which zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zones {
    None,
    /// Everything that is no entrance in one.
    One,
    /// The first tier and the store in one, the second tier and the replicas in another.
    Two,
}

/// The decisions.
#[expect(clippy::struct_excessive_bools, reason = "independent decisions")]
#[derive(Clone, Debug)]
pub struct System {
    pub rate: f64,
    pub shares: [f64; 3],
    pub names: bool,
    pub edge: bool,
    pub balancer: Option<Choice>,
    pub standby: bool,
    pub check_s: f64,
    pub tiers: usize,
    pub instances: f64,
    pub cores: f64,
    pub work_s: f64,
    pub workers: f64,
    pub service: Option<f64>,
    pub cache: Option<Choice>,
    pub cached_share: f64,
    pub store: Store,
    pub store_s: f64,
    pub store_cores: f64,
    pub sessions: bool,
    pub queue: Option<Kind>,
    pub zones: Zones,
    pub metrics: bool,
    pub lifetime: (f64, f64),
}

impl System {
    /// One that carries what is sent while all is well, at most at some seven tenths of what it can.
    pub fn drawn(seed: u64) -> Self {
        let draws = &mut Draws::new(seed);
        let rate = draws.between(20.0, 2_000.0);
        let work_s = draws.between(0.001, 0.02);
        let tiers = draws.of(&[1, 1, 2]);
        let instances = draws.of(&[1.0, 2.0, 2.0, 3.0, 4.0]);
        let balancer = (tiers > 1 || draws.yes(0.7))
            .then(|| draws.of(&[Choice::RoundRobin, Choice::Random, Choice::LeastConnections, Choice::SourceHash]));
        let load = draws.between(0.2, 0.7);
        let cores = (rate * work_s * 1.5 / (load * instances * tiers as f64)).ceil().max(1.0);
        let store_s = draws.between(0.0005, 0.01);
        let store_load = draws.between(0.2, 0.7);
        let replicas = draws.of(&[0, 0, 1, 2]);
        Self {
            rate,
            shares: draws.of(&[[0.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 2.0, 1.0], [0.0, 0.0, 1.0]]),
            names: draws.yes(0.3),
            edge: draws.yes(0.2),
            balancer,
            standby: draws.yes(0.3),
            check_s: draws.of(&[2.0, 5.0, 10.0]),
            tiers,
            instances,
            cores,
            work_s,
            workers: draws.of(&[50.0, 200.0, 1_000.0]),
            service: draws.yes(0.4).then(|| draws.of(&[0.1, 0.5, 1.0])),
            cache: draws.yes(0.4).then(|| {
                draws.of(&[Choice::CacheAside, Choice::CacheAside, Choice::ReadThrough, Choice::WriteThrough])
            }),
            cached_share: draws.between(0.3, 0.95),
            store: match draws.of(&[0, 0, 0, 1, 2, 3]) {
                0 => Store::Relational { replicas, synchronous: draws.yes(0.3) },
                1 => Store::Sharded,
                2 => Store::KeyValue,
                _ => Store::Document,
            },
            store_s,
            store_cores: (rate * store_s * 1.5 / store_load).ceil().max(1.0),
            sessions: draws.yes(0.3),
            queue: draws.yes(0.3).then(|| draws.of(&[Kind::MessageQueue, Kind::MessageQueue, Kind::PubSub])),
            zones: draws.of(&[Zones::None, Zones::None, Zones::One, Zones::Two]),
            metrics: draws.yes(0.5),
            lifetime: (draws.between(100.0, 10_000.0), draws.between(0.05, 5.0)),
        }
    }

    /// The same with servers, primary and a replica in one zone, and nothing else.
    pub fn in_one_zone(&self) -> Self {
        let store = Store::Relational { replicas: 1, synchronous: false };
        let (service, cache, sessions) = (None, None, false);
        Self { zones: Zones::One, tiers: 1, service, cache, sessions, store, ..self.clone() }
    }

    fn life(&self) -> [(Parameter, Value); 2] {
        [number(Parameter::Mtbf, self.lifetime.0), number(Parameter::Mttr, self.lifetime.1)]
    }

    fn server(&self, drawing: &mut Drawing, kind: Kind) -> ComponentId {
        let sessions = if self.sessions { Choice::SessionStore } else { Choice::Token };
        let own = [
            number(Parameter::Instances, self.instances),
            number(Parameter::Cores, self.cores),
            number(Parameter::ReadTime, self.work_s),
            number(Parameter::WriteTime, 1.5 * self.work_s),
            number(Parameter::StaticTime, 0.2 * self.work_s),
            number(Parameter::Workers, self.workers.max(2.0 * self.cores)),
            choice(Parameter::SessionState, if kind == Kind::WebServer { sessions } else { Choice::Token }),
        ];
        drawing.add(kind, &[&own[..], &self.life()].concat())
    }

    /// Draws it.
    pub fn draw(&self) -> Drawn {
        let mut drawing = Drawing::new();
        let users = drawing.users(self.rate, self.shares);
        // Somebody complains after ten minutes.
        drawing.set(users, &[number(Parameter::ComplaintTime, 600.0)]);
        let life = self.life();
        let mut parts = Parts { users: Some(users), ..Parts::default() };
        for _ in 0..self.tiers {
            let web = self.server(&mut drawing, Kind::WebServer);
            parts.tiers.push(web);
        }
        if let Some(policy) = self.balancer {
            let own = [
                choice(Parameter::Policy, policy),
                number(Parameter::HealthInterval, self.check_s),
                number(Parameter::HealthThreshold, 2.0),
                (Parameter::StandbyPair, Value::Flag(self.standby)),
            ];
            let balancer = drawing.add(Kind::LoadBalancer, &[&own[..], &life].concat());
            for &web in &parts.tiers {
                drawing.near(balancer, web);
            }
            parts.balancer = Some(balancer);
        }
        let entrance = parts.balancer.unwrap_or(parts.tiers[0]);
        drawing.near(users, entrance);
        if self.names {
            let names = drawing.add(Kind::Dns, &life);
            drawing.link(users, names, &[]);
            drawing.link(names, entrance, &[]);
        }
        if self.edge && self.shares[0] > 0.0 {
            let edge = drawing.add(Kind::Cdn, &life);
            drawing.near(users, edge);
            drawing.near(edge, entrance);
        }
        let mut callers = parts.tiers.clone();
        if let Some(share) = self.service {
            let service = self.server(&mut drawing, Kind::Service);
            for &web in &parts.tiers {
                drawing.link(web, service, &[number(Parameter::Latency, 0.0), number(Parameter::Share, share)]);
            }
            parts.service = Some(service);
            callers = vec![service];
        }
        self.keep(&mut drawing, &mut parts, &callers);
        self.publish(&mut drawing, &mut parts, &callers);
        if self.sessions {
            let store = drawing.add(Kind::SessionStore, &life);
            for &web in &parts.tiers {
                drawing.near(web, store);
            }
            parts.sessions = Some(store);
        }
        if self.metrics {
            let metrics = drawing.add(Kind::Metrics, &life);
            for &web in &parts.tiers {
                drawing.link(web, metrics, &[]);
            }
        }
        self.place(&mut drawing, &mut parts);
        Drawn { drawing, parts }
    }

    fn keep(&self, drawing: &mut Drawing, parts: &mut Parts, callers: &[ComponentId]) {
        let life = self.life();
        let node = [
            number(Parameter::Cores, self.store_cores),
            number(Parameter::ReadTime, self.store_s),
            number(Parameter::WriteTime, self.store_s),
            number(Parameter::KeyLookupTime, self.store_s),
            number(Parameter::BufferHitRatio, 1.0),
            number(Parameter::Connections, 10_000.0),
            number(Parameter::Iops, 1e6),
        ];
        let (kind, count) = match self.store {
            Store::Relational { .. } => (Kind::RelationalDatabase, 1.0),
            Store::Sharded => (Kind::ShardedDatabase, 1.0),
            Store::KeyValue => (Kind::KeyValueStore, 3.0),
            Store::Document => (Kind::DocumentStore, 3.0),
        };
        let has = |parameter| kind.spec().parameter(parameter).is_some();
        let mut own: Vec<(Parameter, Value)> = node.into_iter().filter(|one| has(one.0)).collect();
        if has(Parameter::Instances) {
            own.push(number(Parameter::Instances, count));
        }
        if let Store::Relational { synchronous, .. } = self.store {
            let replication = if synchronous { Choice::Synchronous } else { Choice::Asynchronous };
            own.push(choice(Parameter::Replication, replication));
        }
        let store = drawing.add(kind, &[&own[..], &life].concat());
        parts.store = Some(store);
        let mut asked = vec![store];
        if let Store::Relational { replicas, .. } = self.store {
            for _ in 0..replicas {
                let has = |parameter| Kind::ReadReplica.spec().parameter(parameter).is_some();
                let own: Vec<(Parameter, Value)> = node.into_iter().filter(|one| has(one.0)).collect();
                let replica = drawing.add(Kind::ReadReplica, &[&own[..], &life].concat());
                drawing.near(store, replica);
                parts.replicas.push(replica);
                asked.push(replica);
            }
        }
        for &caller in callers {
            for &store in &asked {
                drawing.near(caller, store);
            }
        }
        if let Some(strategy) = self.cache {
            let own = [
                choice(Parameter::Strategy, strategy),
                (Parameter::TypedHitRatio, Value::Flag(true)),
                number(Parameter::HitRatio, self.cached_share),
            ];
            let cache = drawing.add(Kind::Cache, &[&own[..], &life].concat());
            for &caller in callers {
                drawing.near(caller, cache);
            }
            if strategy != Choice::CacheAside {
                for &store in &asked {
                    drawing.near(cache, store);
                }
            }
            parts.cache = Some(cache);
        }
    }

    fn publish(&self, drawing: &mut Drawing, parts: &mut Parts, callers: &[ComponentId]) {
        let Some(kind) = self.queue.filter(|_| self.shares[2] > 0.0) else { return };
        let life = self.life();
        let broker = drawing.add(kind, &life);
        let job_s = 0.01;
        let cores = (self.rate * job_s * 2.0).ceil();
        let own = [
            number(Parameter::JobTime, job_s),
            number(Parameter::Cores, cores),
            number(Parameter::Workers, cores),
            (Parameter::Autoscaling, Value::Flag(false)),
        ];
        let worker = drawing.add(Kind::Worker, &[&own[..], &life].concat());
        for &caller in callers {
            drawing.near(caller, broker);
        }
        drawing.near(broker, worker);
        (parts.broker, parts.worker) = (Some(broker), Some(worker));
    }

    fn place(&self, drawing: &mut Drawing, parts: &mut Parts) {
        if self.zones == Zones::None {
            return;
        }
        let number = if self.zones == Zones::Two { 2 } else { 1 };
        parts.zones = (0..number).map(|_| drawing.add(Kind::Zone, &self.life())).collect();
        let (one, other) = (parts.zones[0], *parts.zones.last().expect("there is one"));
        let second = parts.tiers.iter().skip(1).chain(&parts.replicas).copied();
        let away: Vec<ComponentId> = second.collect();
        let inside = parts.tiers.iter().chain(&parts.replicas).copied();
        let inside = inside.chain([parts.store, parts.cache, parts.service, parts.sessions].into_iter().flatten());
        for id in inside.collect::<Vec<_>>() {
            drawing.put(id, if away.contains(&id) { other } else { one });
        }
    }
}

/// What has been drawn for which decision.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub users: Option<ComponentId>,
    pub balancer: Option<ComponentId>,
    pub tiers: Vec<ComponentId>,
    pub service: Option<ComponentId>,
    pub cache: Option<ComponentId>,
    pub store: Option<ComponentId>,
    pub replicas: Vec<ComponentId>,
    pub sessions: Option<ComponentId>,
    pub broker: Option<ComponentId>,
    pub worker: Option<ComponentId>,
    pub zones: Vec<ComponentId>,
}

/// A drawing with its parts.
pub struct Drawn {
    pub drawing: Drawing,
    pub parts: Parts,
}
