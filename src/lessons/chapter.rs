//! The chapter: one system that grows. Each stage keeps what the former had and adds its own remedy.
//!
//! The people and the work that a request makes are the same at every stage, so that the loads at which the stages
//! give way can be compared. Numbers that are not set here are the catalogue's defaults.

use super::builder::Builder;
use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document};

/// Requests of one user on a day: ten pages, most of them with files around them.
const REQUESTS_PER_DAY: f64 = 200.0;
/// Of a hundred requests: files, pages that only read, changes.
const MIX: [(Parameter, f64); 3] =
    [(Parameter::StaticShare, 80.0), (Parameter::ReadShare, 18.0), (Parameter::WriteShare, 2.0)];
/// Queries that a page or a change makes.
const QUERIES: f64 = 4.0;
/// Core time of one reading and one writing query, seconds.
const QUERY_READ_S: f64 = 0.001;
const QUERY_WRITE_S: f64 = 0.002;
/// Cores of the machines before and after they are exchanged for bigger ones.
const SMALL: f64 = 2.0;
const BIG: f64 = 8.0;
/// Round trip to an edge near the user, seconds.
const EDGE_S: f64 = 0.008;

// Columns and rows; each component stays where it was when the system grows around it.
const PEOPLE: f64 = 0.0;
const FIRST: f64 = 320.0;
const SECOND: f64 = 640.0;
const THIRD: f64 = 960.0;
const MIDDLE: f64 = 400.0;
const STEP: f64 = 160.0;

/// Stage 0: a name server and one machine that does everything.
pub(super) fn single_server() -> Document {
    let mut builder = Builder::new(160_000.0);
    let users = people(&mut builder);
    let server = builder.add(
        Kind::SingleServer,
        (FIRST, MIDDLE),
        &[
            (Parameter::Cores, SMALL),
            (Parameter::QueryReadTime, QUERIES * QUERY_READ_S),
            (Parameter::QueryWriteTime, QUERIES * QUERY_WRITE_S),
        ],
    );
    builder.link(users, server, &[]);
    builder.build()
}

/// Stage 1: the database on a machine of its own.
pub(super) fn database_apart() -> Document {
    web_and_database(280_000.0, SMALL)
}

/// Stage 2: the same two machines, bigger.
pub(super) fn scale_up() -> Document {
    web_and_database(1_100_000.0, BIG)
}

/// Stage 3: a balancer and a second web server.
pub(super) fn load_balancer() -> Document {
    let mut builder = Builder::new(1_600_000.0);
    let users = people(&mut builder);
    let web = web_tier(&mut builder, users, 1.0);
    let database = database(&mut builder, (THIRD, MIDDLE), BIG);
    connect(&mut builder, &web.servers, &[database]);
    builder.enclose(Kind::DataCentre, &web.with(&[database]));
    builder.build()
}

/// Stage 4: reads are answered by copies of the database.
pub(super) fn replication() -> Document {
    let mut builder = Builder::new(4_000_000.0);
    let users = people(&mut builder);
    let web = web_tier(&mut builder, users, 2.0);
    let data = replicated(&mut builder, &web);
    builder.enclose(Kind::DataCentre, &web.with(&data));
    builder.build()
}

/// Stage 5: what is read again and again comes out of memory.
pub(super) fn cache() -> Document {
    let mut builder = Builder::new(7_000_000.0);
    let users = people(&mut builder);
    cached(&mut builder, users);
    builder.build()
}

/// Stage 6: files come from an edge near the user, and from object storage behind it.
pub(super) fn cdn() -> Document {
    let mut builder = Builder::new(9_000_000.0);
    let users = people(&mut builder);
    let edge = builder.add(Kind::Cdn, (PEOPLE, MIDDLE + 1.5 * STEP), &[]);
    let files = builder.add(Kind::ObjectStorage, (SECOND, MIDDLE + 1.5 * STEP), &[]);
    builder.link(users, edge, &[(Parameter::Latency, EDGE_S)]);
    builder.link(edge, files, &[]);
    cached(&mut builder, users);
    builder.build()
}

/// Users and the name server that they ask first.
fn people(builder: &mut Builder) -> ComponentId {
    let users = builder.add(Kind::Users, (PEOPLE, MIDDLE), &MIX);
    builder.number(users, Parameter::RequestsPerDay, REQUESTS_PER_DAY);
    let names = builder.add(Kind::Dns, (PEOPLE, MIDDLE - STEP), &[]);
    builder.link(users, names, &[]);
    users
}

fn web_and_database(at_users: f64, cores: f64) -> Document {
    let mut builder = Builder::new(at_users);
    let users = people(&mut builder);
    let web = builder.add(Kind::WebServer, (FIRST, MIDDLE), &[(Parameter::Cores, cores)]);
    let database = database(&mut builder, (SECOND, MIDDLE), cores);
    builder.link(users, web, &[]);
    connect(&mut builder, &[web], &[database]);
    builder.enclose(Kind::DataCentre, &[web, database]);
    builder.build()
}

/// A balancer and its targets.
struct WebTier {
    balancer: ComponentId,
    servers: [ComponentId; 2],
}

impl WebTier {
    /// All of the tier, and `others`.
    fn with(&self, others: &[ComponentId]) -> Vec<ComponentId> {
        [&[self.balancer], &self.servers[..], others].concat()
    }
}

fn web_tier(builder: &mut Builder, users: ComponentId, instances: f64) -> WebTier {
    let balancer = builder.add(Kind::LoadBalancer, (FIRST, MIDDLE), &[]);
    let servers = [MIDDLE - STEP / 2.0, MIDDLE + STEP / 2.0].map(|row| {
        let size = [(Parameter::Cores, BIG), (Parameter::Instances, instances)];
        builder.add(Kind::WebServer, (SECOND, row), &size)
    });
    builder.link(users, balancer, &[]);
    for server in servers {
        builder.link(balancer, server, &[]);
    }
    WebTier { balancer, servers }
}

fn database(builder: &mut Builder, at: (f64, f64), cores: f64) -> ComponentId {
    let work = [(Parameter::Cores, cores), (Parameter::ReadTime, QUERY_READ_S), (Parameter::WriteTime, QUERY_WRITE_S)];
    builder.add(Kind::RelationalDatabase, at, &work)
}

/// A primary between two replicas.
fn replicated(builder: &mut Builder, web: &WebTier) -> Vec<ComponentId> {
    let primary = database(builder, (THIRD, MIDDLE), BIG);
    let mut all = vec![primary];
    for row in [MIDDLE - STEP, MIDDLE + STEP] {
        let work = [(Parameter::Cores, BIG), (Parameter::ReadTime, QUERY_READ_S)];
        let replica = builder.add(Kind::ReadReplica, (THIRD, row), &work);
        builder.link(primary, replica, &[]);
        all.push(replica);
    }
    connect(builder, &web.servers, &all);
    all
}

/// Everything behind the balancer at stages 5 and 6.
fn cached(builder: &mut Builder, users: ComponentId) {
    let web = web_tier(builder, users, 3.0);
    let store = builder.add(Kind::Cache, (THIRD, MIDDLE - 2.0 * STEP), &[]);
    connect(builder, &web.servers, &[store]);
    let mut data = replicated(builder, &web);
    data.push(store);
    builder.enclose(Kind::DataCentre, &web.with(&data));
}

fn connect(builder: &mut Builder, servers: &[ComponentId], stores: &[ComponentId]) {
    for &server in servers {
        for &store in stores {
            builder.link(server, store, &[(Parameter::CallsPerRequest, QUERIES)]);
        }
    }
}
