//! Stack Overflow on 12 November 2013, one day of the whole network.
//!
//! Everything here follows from the counts that were published (Nick Craver, "What it takes to run Stack Overflow",
//! nickcraver.com/blog/2013/11/22/what-it-takes-to-run-stack-overflow). All requests are taken for reads, since their
//! split was not published; the day's mean stands for the load. The times are those that the web servers measured, so
//! they hold the network and whatever waiting there was: the links inside have no time of their own, and every machine
//! has more cores than it needs, so that the engine adds next to no waiting of its own.
//!
//! Absent: the Elasticsearch servers, for which no counts were published, and the standbys.

use super::builder::{Builder, Part};
use crate::model::catalog::{Kind, Parameter, Product};
use crate::model::{Choice, Document};

/// What was published, and what follows from it by division alone.
pub mod published {
    /// Seconds of the day.
    pub const DAY_S: f64 = 86_400.0;
    /// HTTP requests at the load balancer.
    pub const REQUESTS: f64 = 148_084_883.0;
    /// Bytes of HTTP sent.
    pub const BYTES_SENT: f64 = 833_992_982_627.0;
    /// SQL queries.
    pub const SQL_QUERIES: f64 = 334_572_103.0;
    /// Milliseconds spent in SQL queries.
    pub const SQL_MS: f64 = 558_224_585.0;
    /// Redis operations.
    pub const REDIS_OPERATIONS: f64 = 412_865_051.0;
    /// Milliseconds spent in Redis operations.
    pub const REDIS_MS: f64 = 99_346_916.0;
    /// Requests to the tag engine.
    pub const TAG_REQUESTS: f64 = 3_603_418.0;
    /// Milliseconds spent in the tag engine.
    pub const TAG_MS: f64 = 132_384_059.0;
    /// Milliseconds spent in the web application, with everything that it waited for.
    pub const WEB_MS: f64 = 2_728_177_045.0;

    /// Mean rate of something that was counted over the day, per second.
    pub const fn per_second(count: f64) -> f64 {
        count / DAY_S
    }

    /// Mean number of busy servers that a day's milliseconds amount to.
    pub const fn busy(milliseconds: f64) -> f64 {
        milliseconds / 1_000.0 / DAY_S
    }

    /// Milliseconds in the web application without SQL, Redis and tag engine.
    pub const WEB_OWN_MS: f64 = WEB_MS - SQL_MS - REDIS_MS - TAG_MS;
}

use published::{
    BYTES_SENT, REDIS_MS, REDIS_OPERATIONS, REQUESTS, SQL_MS, SQL_QUERIES, TAG_MS, TAG_REQUESTS, WEB_OWN_MS, per_second,
};

/// Seconds of one, from a day's milliseconds and their count.
const fn seconds_each(milliseconds: f64, count: f64) -> f64 {
    milliseconds / 1_000.0 / count
}

/// Web servers (the company's performance page, January 2015).
const WEB_SERVERS: f64 = 9.0;
/// Servers of the tag engine (the same).
const TAG_SERVERS: f64 = 3.0;
/// Logical cores of one machine. Not published with the counts: enough that hardly anything waits for one.
const CORES: f64 = 16.0;

fn users() -> Part {
    Part::new(Kind::Users, 0.0, 200.0)
        .choice(Parameter::LoadMode, Choice::TypedRate)
        .number(Parameter::Rate, per_second(REQUESTS))
        .number(Parameter::StaticShare, 0.0)
        .number(Parameter::ReadShare, 1.0)
        .number(Parameter::WriteShare, 0.0)
        .number(Parameter::AnswerBytes, BYTES_SENT / REQUESTS)
}

fn web_tier() -> Part {
    Part::new(Kind::WebServer, 600.0, 200.0)
        .number(Parameter::Instances, WEB_SERVERS)
        .number(Parameter::Cores, CORES)
        .number(Parameter::ReadTime, seconds_each(WEB_OWN_MS, REQUESTS))
}

fn sql() -> Part {
    Part::new(Kind::RelationalDatabase, 900.0, 200.0)
        .named("SQL Server")
        .number(Parameter::Cores, 2.0 * CORES)
        .number(Parameter::ReadTime, seconds_each(SQL_MS, SQL_QUERIES))
        // The data fits into memory, and the published time holds whatever the disks took.
        .number(Parameter::BufferHitRatio, 1.0)
}

fn redis() -> Part {
    Part::new(Kind::KeyValueStore, 900.0, 40.0)
        .product(Product::RedisStore)
        .number(Parameter::Cores, CORES)
        .number(Parameter::ReadTime, seconds_each(REDIS_MS, REDIS_OPERATIONS))
}

fn tag_engine() -> Part {
    Part::new(Kind::Service, 900.0, 360.0)
        .named("Tag engine")
        .number(Parameter::Instances, TAG_SERVERS)
        .number(Parameter::Cores, CORES)
        .number(Parameter::ReadTime, seconds_each(TAG_MS, TAG_REQUESTS))
}

/// The day.
pub(super) fn day() -> Document {
    let mut draft = Builder::new(1_000.0);
    let people = draft.add(users());
    let balancer = draft.add(
        Part::new(Kind::LoadBalancer, 300.0, 200.0).product(Product::HaProxy).number(Parameter::OperationTime, 0.0),
    );
    let web = draft.add(web_tier());
    let (redis, sql, tags) = (draft.add(redis()), draft.add(sql()), draft.add(tag_engine()));
    draft.connect(people, balancer);
    draft.connect_with(balancer, web, &[(Parameter::Latency, 0.0)]);
    for (store, count) in [(redis, REDIS_OPERATIONS), (sql, SQL_QUERIES), (tags, TAG_REQUESTS)] {
        let calls = [(Parameter::CallsPerRequest, count / REQUESTS), (Parameter::Latency, 0.0)];
        draft.connect_with(web, store, &calls);
    }
    draft.finish()
}
