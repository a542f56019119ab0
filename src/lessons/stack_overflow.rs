//! Stack Overflow and its network on one day, from the counts that its operators published.
//!
//! Rates, calls per request and times follow from the counts and from nothing else. A published time is what the
//! caller measured, so it contains the network inside the site and whatever waiting there was: the links inside cost
//! nothing here, and each tier has more cores than it needs, so that waiting is not counted twice.
//! The counts do not tell reads from writes; all requests are drawn as reads.

use super::builder::Builder;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Document};

/// Where the counts come from.
pub const SOURCE: &str = "Nick Craver, What it takes to run Stack Overflow, 2013 (the day is 12 November 2013)";

/// Seconds of the day that was counted.
pub const DAY_S: f64 = 86_400.0;
/// HTTP requests at the load balancer.
pub const HTTP_REQUESTS: f64 = 148_084_883.0;
/// Bytes of HTTP sent.
pub const HTTP_BYTES: f64 = 833_992_982_627.0;
/// SQL queries, and milliseconds that they took together.
pub const SQL_QUERIES: f64 = 334_572_103.0;
/// See [`SQL_QUERIES`].
pub const SQL_MS: f64 = 558_224_585.0;
/// Redis operations, and milliseconds that they took together.
pub const REDIS_OPERATIONS: f64 = 412_865_051.0;
/// See [`REDIS_OPERATIONS`].
pub const REDIS_MS: f64 = 99_346_916.0;
/// Requests to the tag engine, and milliseconds that they took together.
pub const TAG_REQUESTS: f64 = 3_603_418.0;
/// See [`TAG_REQUESTS`].
pub const TAG_MS: f64 = 132_384_059.0;
/// Milliseconds spent in the web application, everything that it waited for included.
pub const WEB_MS: f64 = 2_728_177_045.0;
/// Web servers.
pub const WEB_SERVERS: f64 = 9.0;
/// Servers of the tag engine.
pub const TAG_SERVERS: f64 = 3.0;

/// Milliseconds that the web servers spent on their own work.
const OWN_MS: f64 = WEB_MS - SQL_MS - REDIS_MS - TAG_MS;

/// Cores of one machine of each tier: our assumption, ample on purpose (see above).
const CORES: f64 = 32.0;

/// Seconds of one of `count` things that took so many milliseconds together.
fn each_s(milliseconds: f64, count: f64) -> f64 {
    milliseconds / 1_000.0 / count
}

/// Draws it.
pub(super) fn build() -> Document {
    let mut builder = Builder::new(Document::default().users);
    let users = builder.add(
        Kind::Users,
        (0.0, 160.0),
        &[
            (Parameter::Rate, HTTP_REQUESTS / DAY_S),
            (Parameter::AnswerBytes, HTTP_BYTES / HTTP_REQUESTS),
            (Parameter::StaticShare, 0.0),
            (Parameter::ReadShare, 100.0),
            (Parameter::WriteShare, 0.0),
        ],
    );
    builder.choose(users, Parameter::LoadMode, Choice::TypedRate);
    let balancer = builder.add(Kind::LoadBalancer, (320.0, 160.0), &[(Parameter::OperationTime, 0.0)]);
    let web = builder.add(
        Kind::WebServer,
        (640.0, 160.0),
        &[
            (Parameter::Instances, WEB_SERVERS),
            (Parameter::Cores, CORES),
            (Parameter::ReadTime, each_s(OWN_MS, HTTP_REQUESTS)),
        ],
    );
    let sql = builder.add(
        Kind::RelationalDatabase,
        (960.0, 0.0),
        &[
            (Parameter::Cores, CORES),
            (Parameter::ReadTime, each_s(SQL_MS, SQL_QUERIES)),
            (Parameter::BufferHitRatio, 1.0),
        ],
    );
    let redis = builder.add(
        Kind::KeyValueStore,
        (960.0, 160.0),
        &[(Parameter::Cores, CORES), (Parameter::ReadTime, each_s(REDIS_MS, REDIS_OPERATIONS))],
    );
    let tags = builder.add(
        Kind::Service,
        (960.0, 320.0),
        &[
            (Parameter::Instances, TAG_SERVERS),
            (Parameter::Cores, CORES),
            (Parameter::ReadTime, each_s(TAG_MS, TAG_REQUESTS)),
        ],
    );
    let proper = [(balancer, "HAProxy"), (sql, "SQL Server"), (redis, "Redis"), (tags, "Tag Engine")];
    for (component, name) in proper {
        builder.name(component, name);
    }
    let inside = (Parameter::Latency, 0.0);
    builder.link(users, balancer, &[inside]);
    builder.link(balancer, web, &[inside]);
    for (store, count) in [(sql, SQL_QUERIES), (redis, REDIS_OPERATIONS), (tags, TAG_REQUESTS)] {
        builder.link(web, store, &[inside, (Parameter::CallsPerRequest, count / HTTP_REQUESTS)]);
    }
    builder.enclose(Kind::DataCentre, &[balancer, web, sql, redis, tags]);
    builder.build()
}
