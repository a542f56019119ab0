//! A reference case: a system, and figures of it that are known.

use std::collections::BTreeMap;

use crate::model::Choice;

/// A file of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Cases {
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name, the only one of its kind in the file.
    pub id: String,
    /// What it describes.
    pub system: System,
    /// What is known of it, by the name of the metric, in the order of the names.
    pub expected: BTreeMap<String, Expected>,
    /// Where the figures come from; empty where the file says nothing.
    pub source: String,
    /// What is to be said about the case; empty where the file says nothing.
    pub note: String,
}

/// A known figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// The figure, in the unit that its metric's name ends with.
    pub value: f64,
    /// Relative tolerance for the steady state; `None`: not asked.
    pub tolerance_solve: Option<f64>,
    /// Relative tolerance for a simulation; `None`: not asked.
    pub tolerance_simulate: Option<f64>,
}

/// A distribution of times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Its family.
    pub distribution: Choice,
    /// Its mean, seconds.
    pub mean_s: f64,
    /// Its squared coefficient of variation, where the family leaves it free.
    pub scv: Option<f64>,
}

/// One queue with Poisson arrivals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Arrivals per second.
    pub arrival_rate_per_s: f64,
    /// Servers.
    pub servers: f64,
    /// Service time.
    pub service: Time,
    /// Most requests in the system, those in service counted; `None`: no limit.
    pub capacity: Option<f64>,
    /// Order of service.
    pub discipline: Choice,
}

/// A station with exponential service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Servers.
    pub servers: f64,
    /// Mean service time, seconds.
    pub service_mean_s: f64,
}

/// How long one of a kind works and is repaired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failing {
    /// Mean time between failures, hours.
    pub mtbf_h: f64,
    /// Mean time to repair, hours.
    pub mttr_h: f64,
}

/// What has to be up.
#[derive(Clone, Debug, PartialEq)]
pub enum Structure {
    /// A component, by its position among those of the case.
    Component(usize),
    /// All of them.
    Series(Vec<Structure>),
    /// One of them.
    Parallel(Vec<Structure>),
    /// So many of them.
    AtLeast(usize, Vec<Structure>),
}

/// What a case describes. All times in seconds and all rates per second unless the name says otherwise.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the format, with their units in their names")]
pub enum System {
    /// One queue.
    Queue(Queue),
    /// One queue that requests leave when they have waited too long.
    QueueTimeout { queue: Queue, timeout_in_queue_s: f64 },
    /// Queues in a row.
    Tandem { arrival_rate_per_s: f64, stations: Vec<Station> },
    /// Balancer, web servers, cache and database.
    LbCacheDb {
        arrival_rate_per_s: f64,
        web_servers: f64,
        web_service_mean_s: f64,
        hit_ratio: f64,
        db_servers: f64,
        db_service_mean_s: f64,
        policy: Choice,
    },
    /// Single servers behind a balancer.
    Balance { arrival_rate_per_s: f64, servers: f64, service_mean_s: f64, policy: Choice },
    /// An open network; `routing[from][to]` is a probability, the rest leaves.
    Jackson { external_per_s: Vec<f64>, routing: Vec<Vec<f64>>, stations: Vec<Station> },
    /// A fixed number of users.
    Closed { users: f64, think_time_s: f64, demands_s: Vec<f64> },
    /// Calls made at once.
    Gather { branches: usize, needed: f64, latency: Time },
    /// Calls with a time limit and further attempts.
    Retry { latency: Time, timeout_s: f64, retries: f64, backoff_s: f64 },
    /// A cache.
    Cache {
        objects: f64,
        zipf_exponent: f64,
        capacity_objects: Option<f64>,
        eviction: Choice,
        ttl_s: Option<f64>,
        request_rate_per_s: f64,
    },
    /// Components that fail by themselves.
    Availability { structure: Structure, components: Vec<(String, Failing)> },
    /// A primary and its replica.
    Failover { each: Failing, failover_s: f64, coverage: f64, manual_failover_h: f64 },
    /// A server that stops for a while.
    Outage { interarrival_s: f64, service_s: f64, outage_start_s: f64, outage_length_s: f64 },
}
