//! Cases of balancers, caches, and calls made at once or again.

use super::case::Time;
use super::drawing::{Drawing, NEAR, choice, flag, number};
use super::figures::{Figures, Solver};
use super::queues::{exponential, read_time};
use super::{FASTEST_PER_S, case};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, ComponentId};
use crate::plan::{Class, Resource};

/// A balancer that takes no time.
fn balancer(drawing: &mut Drawing, policy: Choice) -> ComponentId {
    let free = [
        choice(Parameter::Policy, policy),
        number(Parameter::OperationRate, FASTEST_PER_S),
        number(Parameter::OperationTime, 0.0),
    ];
    drawing.add(Kind::LoadBalancer, &free)
}

/// So many single-core instances of a service behind a balancer; the balancer and the service.
fn balanced(drawing: &mut Drawing, policy: Choice, instances: f64, mean_s: f64) -> (ComponentId, ComponentId) {
    let balancer = balancer(drawing, policy);
    let mut settings = read_time(&exponential(mean_s));
    settings.push(number(Parameter::Instances, instances));
    let service = drawing.ample(1.0, &settings);
    drawing.near(balancer, service);
    (balancer, service)
}

/// Single servers behind a balancer.
pub(super) fn balance(by: Solver, rate_per_s: f64, servers: f64, mean_s: f64, policy: Choice) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(rate_per_s);
    let (balancer, service) = balanced(&mut drawing, policy, servers, mean_s);
    drawing.near(users, balancer);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    figures.put("utilization", solved.utilization(service, Resource::Cores));
    Some(figures)
}

/// What a case of balancer, cache and database says.
pub(super) struct Tiers {
    pub(super) rate_per_s: f64,
    pub(super) web_servers: f64,
    pub(super) web_mean_s: f64,
    pub(super) hit_ratio: f64,
    pub(super) cores: f64,
    pub(super) database_mean_s: f64,
    pub(super) policy: Choice,
}

/// Balancer, web servers, cache and database.
pub(super) fn lb_cache_db(by: Solver, tiers: &Tiers) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(tiers.rate_per_s);
    let (balancer, web) = balanced(&mut drawing, tiers.policy, tiers.web_servers, tiers.web_mean_s);
    drawing.near(users, balancer);
    let cache = drawing.add(
        Kind::Cache,
        &[
            flag(Parameter::TypedHitRatio, true),
            number(Parameter::HitRatio, tiers.hit_ratio),
            number(Parameter::OperationTime, 0.0),
            number(Parameter::ItemBytes, 1.0),
            number(Parameter::Bandwidth, 1e12),
        ],
    );
    let database = drawing.add(
        Kind::RelationalDatabase,
        &[
            number(Parameter::Cores, tiers.cores),
            number(Parameter::ReadTime, tiers.database_mean_s),
            number(Parameter::BufferHitRatio, 1.0),
            number(Parameter::Connections, 100_000.0),
            number(Parameter::ConnectionQueue, 1_000_000.0),
        ],
    );
    drawing.near(web, cache);
    drawing.near(web, database);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    figures.put("web_utilization", solved.utilization(web, Resource::Cores));
    figures.put("db_utilization", solved.utilization(database, Resource::Cores));
    Some(figures)
}

/// A load so small that nothing queues: the mean number of calls in progress.
const HARDLY_ANY: f64 = 1e-6;

/// Calls made at once.
pub(super) fn gather(by: Solver, branches: usize, needed: f64, latency: &Time) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(HARDLY_ANY / latency.mean_s);
    let caller = drawing.ample(
        1.0,
        &[
            number(Parameter::ReadTime, 0.0),
            choice(Parameter::CallOrder, Choice::InParallel),
            number(Parameter::NeededAnswers, needed),
        ],
    );
    drawing.near(users, caller);
    for _ in 0..branches {
        let called = drawing.ample(100.0, &read_time(latency));
        drawing.near(caller, called);
    }
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    Some(figures)
}

/// What a case of calls with a time limit says; seconds.
pub(super) struct Limited {
    pub(super) timeout_s: f64,
    pub(super) retries: f64,
    pub(super) backoff_s: f64,
}

/// Calls with a time limit and further attempts.
pub(super) fn retry(by: Solver, latency: &Time, limited: &Limited) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(HARDLY_ANY / latency.mean_s);
    let caller = drawing.ample(1.0, &[number(Parameter::ReadTime, 0.0)]);
    drawing.near(users, caller);
    let service = drawing.ample(100.0, &read_time(latency));
    let call = drawing.link(
        caller,
        service,
        &[
            NEAR,
            number(Parameter::Timeout, limited.timeout_s),
            number(Parameter::Retries, limited.retries),
            number(Parameter::Backoff, limited.backoff_s),
            flag(Parameter::Cancels, true),
        ],
    );
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    let response = solved.class(Class::Read).and_then(|result| result.response.as_ref());
    figures.put("success_probability", solved.0.goodput_per_s / solved.0.offered_per_s);
    figures.put("attempts_mean", solved.0.links.get(&call).map(|link| link.total_per_s() / solved.0.offered_per_s));
    figures.put("response_mean_served_s", response.map(|response| response.mean_s));
    Some(figures)
}

/// Bytes of memory that hold whatever there is.
const ALL_MEMORY: f64 = 1e14;

/// A cache between a service and a store, of objects of one byte.
pub(super) fn cache(by: Solver, system: &case::System) -> Option<Figures> {
    let case::System::Cache { objects, zipf_exponent, capacity_objects, eviction, ttl_s, request_rate_per_s } = system
    else {
        return None;
    };
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(*request_rate_per_s);
    let service = drawing.ample(1.0, &[number(Parameter::ReadTime, 0.0)]);
    let mut settings = vec![
        number(Parameter::Objects, *objects),
        number(Parameter::ZipfExponent, *zipf_exponent),
        number(Parameter::ItemBytes, 1.0),
        number(Parameter::Memory, capacity_objects.unwrap_or(ALL_MEMORY)),
        choice(Parameter::Eviction, *eviction),
        flag(Parameter::Expires, ttl_s.is_some()),
        number(Parameter::OperationTime, 0.0),
        number(Parameter::Bandwidth, 1e12),
    ];
    settings.extend(ttl_s.map(|seconds| number(Parameter::Ttl, seconds)));
    let cache = drawing.add(Kind::Cache, &settings);
    let store = drawing.add(Kind::KeyValueStore, &[number(Parameter::ReadTime, 0.0)]);
    drawing.near(users, service);
    drawing.near(service, cache);
    drawing.near(service, store);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put("hit_ratio", solved.0.components.get(&cache).and_then(|result| result.hit_ratio));
    Some(figures)
}
