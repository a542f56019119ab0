//! The chapter, from one server to a content delivery network: one growing topology, stages 0 to 6.
//!
//! Every stage opens at about nine tenths of the load at which it gives way. The people, their habits and the work of
//! one request are the same in all stages, so that what changes is the drawing alone.
//!
//! One user makes 300 x 3 / 86,400 = 1/96 requests per second at the peak, 60 % of them for files, 36 % reads, 4 %
//! writes. The work of an average request is then 0.6 x 0.5 + 0.36 x 4 + 0.04 x 6 = 1.98 ms on the web server and
//! 0.36 x 2 + 0.04 x 4 = 0.88 ms in the database. From these two follow the loads that the texts name.

use super::builder::{Builder, Part};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document};

/// Requests of one user per day: some ten pages of thirty requests.
const REQUESTS_PER_DAY: f64 = 300.0;
/// The busiest hour over the mean one.
const PEAK_FACTOR: f64 = 3.0;
/// Bytes of a file: a site with large pictures.
const FILE_BYTES: f64 = 140_000.0;
/// Core time of the database for a read, seconds.
pub(super) const QUERY_READ_S: f64 = 0.002;
/// Core time of the database for a write, seconds.
pub(super) const QUERY_WRITE_S: f64 = 0.004;
/// Cores of a replica behind a cache.
pub(super) const REPLICA_CORES: f64 = 32.0;

// Columns and rows of the drawing, canvas units: 120 between cards from left to right.
const ENTRY: f64 = 300.0;
const SECOND: f64 = 600.0;
const THIRD: f64 = 900.0;
const FOURTH: f64 = 1_200.0;
const MIDDLE: f64 = 200.0;
const ABOVE: f64 = 40.0;
const BELOW: f64 = 360.0;

pub(super) fn users(x: f64, y: f64) -> Part {
    Part::new(Kind::Users, x, y)
        .number(Parameter::RequestsPerDay, REQUESTS_PER_DAY)
        .number(Parameter::PeakFactor, PEAK_FACTOR)
        .number(Parameter::StaticBytes, FILE_BYTES)
}

pub(super) fn web(x: f64, y: f64, cores: f64) -> Part {
    Part::new(Kind::WebServer, x, y).number(Parameter::Cores, cores)
}

pub(super) fn database(x: f64, y: f64, cores: f64) -> Part {
    Part::new(Kind::RelationalDatabase, x, y)
        .number(Parameter::Cores, cores)
        .number(Parameter::ReadTime, QUERY_READ_S)
        .number(Parameter::WriteTime, QUERY_WRITE_S)
}

pub(super) fn replicas(x: f64, y: f64, cores: f64, instances: f64) -> Part {
    Part::new(Kind::ReadReplica, x, y)
        .number(Parameter::Cores, cores)
        .number(Parameter::Instances, instances)
        .number(Parameter::ReadTime, QUERY_READ_S)
}

/// Users in the middle row and the name server that they ask, above.
fn entry(draft: &mut Builder) -> ComponentId {
    let people = draft.add(users(0.0, MIDDLE));
    let dns = draft.add(Part::new(Kind::Dns, ENTRY, ABOVE));
    draft.connect(people, dns);
    people
}

/// The data centre around the columns from the balancer to the databases.
fn data_centre(draft: &mut Builder) -> ComponentId {
    draft.add(Part::new(Kind::DataCentre, SECOND - 60.0, ABOVE - 60.0).sized(900.0, 500.0))
}

/// Stage 0: everything on one machine of 2 cores. 2 / 2.86 ms = 699 requests/s, 67,000 users.
pub(super) fn first_steps() -> Document {
    let mut draft = Builder::new(62_000.0);
    let people = entry(&mut draft);
    let server = Part::new(Kind::SingleServer, ENTRY, MIDDLE)
        .number(Parameter::Cores, 2.0)
        .number(Parameter::QueryReadTime, QUERY_READ_S)
        .number(Parameter::QueryWriteTime, QUERY_WRITE_S);
    let server = draft.add(server);
    draft.connect(people, server);
    draft.finish()
}

/// A web server and a database, as in stages 1 and 2.
fn two_machines(users: f64, web_cores: f64, database_cores: f64) -> Document {
    let mut draft = Builder::new(users);
    let people = entry(&mut draft);
    let server = draft.add(web(ENTRY, MIDDLE, web_cores));
    let store = draft.add(database(SECOND, MIDDLE, database_cores));
    draft.connect(people, server);
    draft.connect(server, store);
    draft.finish()
}

/// Stage 1: 2 cores each. The web server gives way first: 2 / 1.98 ms = 1,010 requests/s, 97,000 users.
pub(super) fn database_apart() -> Document {
    two_machines(90_000.0, 2.0, 2.0)
}

/// Stage 2: 16 and 8 cores. 16 / 1.98 ms = 8,080 requests/s, 776,000 users; the database follows at 873,000.
pub(super) fn scale_up() -> Document {
    two_machines(700_000.0, 16.0, 8.0)
}

/// Stage 3: two web servers. Now the database gives way first: 8 / 0.88 ms = 9,091 requests/s, 873,000 users.
pub(super) fn load_balancer() -> Document {
    let mut draft = Builder::new(800_000.0);
    let people = entry(&mut draft);
    let place = data_centre(&mut draft);
    let balancer = draft.add(Part::new(Kind::LoadBalancer, SECOND, MIDDLE).inside(place));
    let first = draft.add(web(THIRD, MIDDLE - 80.0, 16.0).inside(place));
    let second = draft.add(web(THIRD, MIDDLE + 80.0, 16.0).inside(place));
    let store = draft.add(database(FOURTH, MIDDLE, 8.0).inside(place));
    draft.connect(people, balancer);
    for server in [first, second] {
        draft.connect(balancer, server);
        draft.connect(server, store);
    }
    draft.finish()
}

/// What stages 4 to 7 share.
pub(super) struct Tiers {
    pub(super) draft: Builder,
    pub(super) people: ComponentId,
    pub(super) place: ComponentId,
    pub(super) balancer: ComponentId,
    pub(super) web: ComponentId,
}

/// Users, name server, balancer, a web tier, a primary and its two replicas with so many cores each, in a data centre.
fn tiers(users_count: f64, tier: Part, [primary, copy]: [f64; 2], balancers: f64) -> Tiers {
    let mut draft = Builder::new(users_count);
    let people = entry(&mut draft);
    let place = data_centre(&mut draft);
    let balancer = Part::new(Kind::LoadBalancer, SECOND, MIDDLE).number(Parameter::Instances, balancers);
    let balancer = draft.add(balancer.inside(place));
    let tier = draft.add(tier.inside(place));
    let primary = draft.add(database(FOURTH, MIDDLE, primary).inside(place));
    let copies = draft.add(replicas(FOURTH, BELOW, copy, 2.0).inside(place));
    draft.connect(people, balancer);
    draft.connect(balancer, tier);
    draft.connect(tier, primary);
    draft.connect(tier, copies);
    draft.connect(primary, copies);
    Tiers { draft, people, place, balancer, web: tier }
}

/// Stage 4: reads go to two replicas of 8 cores, each of which also applies every write: 8 / (0.36 x 2 / 2 + 0.04 x 4 =
/// 0.52 ms) = 15,385 requests/s, 1.48 million users.
pub(super) fn replication() -> Document {
    tiers(1_350_000.0, four(16.0), [8.0; 2], 1.0).draft.finish()
}

/// A web tier of four.
fn four(cores: f64) -> Part {
    web(THIRD, MIDDLE, cores).number(Parameter::Instances, 4.0)
}

/// A web tier, a primary of 16 cores (with 8, its writes would be the limit at 4.8 million users) and replicas of 32,
/// since they do all of the primary's work and answer what the cache has not, two balancers and a cache of two nodes.
pub(super) fn cached(users_count: f64, tier: Part) -> Tiers {
    let mut tiers = tiers(users_count, tier, [16.0, REPLICA_CORES], 2.0);
    let cache = Part::new(Kind::Cache, FOURTH, ABOVE).number(Parameter::Instances, 2.0).inside(tiers.place);
    let cache = tiers.draft.add(cache);
    tiers.draft.connect(tiers.web, cache);
    tiers
}

/// Stage 5: the cache spares the replicas, and files fill the web tier's network: four times 1.25 GB/s over
/// 0.6 x 140 kB + 0.4 x 20 kB = 92 kB is 54,348 requests/s, 5.22 million users.
pub(super) fn cache() -> Document {
    cached(4_800_000.0, four(32.0)).draft.finish()
}

/// Stage 6: files come from the edge. The web tier's cores are left: 128 / (0.36 x 4 + 0.04 x 6 = 1.68 ms, and the few
/// files that the edge does not hold) is about 76,000 requests/s, 7.3 million users.
pub(super) fn cdn() -> Document {
    let mut tiers = cached(6_600_000.0, four(32.0));
    let edge = tiers.draft.add(Part::new(Kind::Cdn, ENTRY, BELOW));
    tiers.draft.connect(tiers.people, edge);
    tiers.draft.connect(edge, tiers.balancer);
    tiers.draft.finish()
}
