//! The chapter from a stateless web tier to services and events: stages 7 to 12, each drawn on the one before.
//!
//! The people and the work of one request are those of stages 0 to 6. Until the database is sharded, the primary's 16
//! cores are what gives way: 16 / (0.04 x 4 ms) = 100,000 requests/s, 9.6 million users.

use super::builder::{Builder, Part};
use super::chapter::{self, Tiers};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, ComponentId, Document, Value};

/// Users while one primary takes all writes.
const ONE_PRIMARY: f64 = 8_600_000.0;
/// Users once the writes are divided.
const SHARDED: f64 = 17_200_000.0;
/// Core time of what a write sets off, such as mail and smaller pictures, seconds.
const JOB_S: f64 = 0.1;
/// Requests that a machine of the web tier works on at once: most of them wait for another continent.
const THREADS: f64 = 1_000.0;
/// Memory of a node of the session store.
const SESSION_MEMORY_BYTES: f64 = 32e9;
/// Disk operations per second, the most that a rented disk does.
const DISK_PER_S: f64 = 16_000.0;
/// Share of all requests for one key that ask for the celebrity's.
const CELEBRITY_SHARE: f64 = 0.05;

// Columns and rows of the two data centres, canvas units.
const COLUMNS: [f64; 4] = [600.0, 900.0, 1_200.0, 1_500.0];
const RIGHT: f64 = 1_860.0;
const ROWS: [f64; 4] = [40.0, 200.0, 360.0, 520.0];
const SOUTH: [f64; 2] = [880.0, 1_040.0];

/// Stateless servers that follow the load.
fn scaling(tier: Part, instances: f64, most: f64) -> Part {
    tier.number(Parameter::Instances, instances)
        .choice(Parameter::SessionState, Choice::SessionStore)
        .flag(Parameter::Autoscaling, true)
        .number(Parameter::TargetUtilization, 0.7)
        .number(Parameter::Workers, THREADS)
        .number(Parameter::MinInstances, 2.0)
        .number(Parameter::MaxInstances, most)
}

/// Who is signed in, on two nodes with memory for thirty million sessions of 2 kB each.
fn sessions(spot: [f64; 2]) -> Part {
    at(Kind::SessionStore, spot).number(Parameter::Instances, 2.0).number(Parameter::Memory, SESSION_MEMORY_BYTES)
}

/// Stage 7: sessions in a store of their own, so that the web tier may grow and shrink. At 9.6 million users it does
/// 100,000 x 1.68 ms = 168 cores of work: eight machines of 32 cores at seven tenths.
pub(super) fn stateless() -> Document {
    let tier = scaling(chapter::web(COLUMNS[1], ROWS[1], 32.0), 6.0, 10.0);
    let Tiers { mut draft, people, place, balancer, web } = chapter::cached(ONE_PRIMARY, tier);
    let edge = draft.add(Part::new(Kind::Cdn, 300.0, ROWS[2]));
    let sessions = draft.add(sessions([COLUMNS[0], ROWS[0]]).inside(place));
    draft.connect(people, edge);
    draft.connect(edge, balancer);
    draft.connect(web, sessions);
    draft.finish()
}

/// A region: its entry and its web tier.
struct Region {
    place: ComponentId,
    balancer: ComponentId,
    web: ComponentId,
}

/// Two regions behind one name server.
struct Regions {
    draft: Builder,
    asia: Region,
    europe: Region,
}

/// Where the parts of a region stand.
struct Plot {
    region: Choice,
    top: f64,
    height: f64,
    balancer: [f64; 2],
    web: [f64; 2],
    cache: [f64; 2],
    sessions: [f64; 2],
}

const ASIA: Plot = Plot {
    region: Choice::RegionSeoul,
    top: -20.0,
    height: 660.0,
    balancer: [COLUMNS[0], ROWS[3]],
    web: [COLUMNS[2], ROWS[1]],
    cache: [COLUMNS[2], ROWS[0]],
    sessions: [COLUMNS[3], ROWS[0]],
};

const EUROPE: Plot = Plot {
    region: Choice::RegionFrankfurt,
    top: 820.0,
    height: 360.0,
    balancer: [COLUMNS[0], SOUTH[0]],
    web: [COLUMNS[2], SOUTH[0]],
    cache: [COLUMNS[2], SOUTH[1]],
    sessions: [COLUMNS[3], SOUTH[1]],
};

fn at(kind: Kind, [x, y]: [f64; 2]) -> Part {
    Part::new(kind, x, y)
}

fn region(draft: &mut Builder, plot: &Plot, instances: f64) -> Region {
    let place = at(Kind::DataCentre, [COLUMNS[0] - 60.0, plot.top]).sized(1_200.0, plot.height);
    let place = draft.add(place.choice(Parameter::Region, plot.region));
    let pair = |kind, spot| at(kind, spot).number(Parameter::Instances, 2.0).inside(place);
    let balancer = draft.add(pair(Kind::LoadBalancer, plot.balancer));
    let tier = scaling(chapter::web(plot.web[0], plot.web[1], 32.0), instances, 20.0);
    let web = draft.add(tier.inside(place));
    let cache = draft.add(pair(Kind::Cache, plot.cache));
    let sessions = draft.add(sessions(plot.sessions).inside(place));
    draft.connect(balancer, web);
    draft.connect(web, cache);
    draft.connect(web, sessions);
    Region { place, balancer, web }
}

/// Twice as many users in Asia as in Europe, a name server that knows the nearer entry, an edge near both.
fn regions(users: f64, instances: [f64; 2]) -> Regions {
    let mut draft = Builder::new(users);
    let near = |y: f64, region: Choice, weight: f64| {
        chapter::users(0.0, y).choice(Parameter::Region, region).number(Parameter::UserWeight, weight)
    };
    let asians = draft.add(near(ROWS[2], Choice::RegionSeoul, 2.0));
    let europeans = draft.add(near(SOUTH[0], Choice::RegionLondon, 1.0));
    let names = draft.add(Part::new(Kind::GeoDns, 300.0, SOUTH[0]));
    let edge = draft.add(Part::new(Kind::Cdn, 300.0, ROWS[3]));
    let asia = region(&mut draft, &ASIA, instances[0]);
    let europe = region(&mut draft, &EUROPE, instances[1]);
    for people in [asians, europeans] {
        draft.connect(people, names);
        draft.connect(people, edge);
    }
    for here in [&asia, &europe] {
        draft.connect(names, here.balancer);
        draft.connect(edge, here.balancer);
    }
    Regions { draft, asia, europe }
}

/// Two regions with one primary, in Asia, and replicas in both.
fn replicated() -> Regions {
    let mut regions = regions(ONE_PRIMARY, [6.0, 4.0]);
    let Regions { draft, asia, europe } = &mut regions;
    let primary = draft.add(chapter::database(COLUMNS[1], ROWS[3], 16.0).inside(asia.place));
    for (here, y) in [(&*asia, ROWS[0]), (&*europe, SOUTH[1])] {
        let copies = draft.add(chapter::replicas(COLUMNS[1], y, chapter::REPLICA_CORES, 2.0).inside(here.place));
        draft.connect(here.web, primary);
        draft.connect(here.web, copies);
        draft.connect(primary, copies);
    }
    regions
}

/// Stage 8: two data centres. Every write still goes to the one primary, from Europe over 8,600 km.
pub(super) fn data_centres() -> Document {
    replicated().draft.finish()
}

/// A queue and workers that follow what waits, with the files that they make.
fn mail(regions: &mut Regions, instances: f64) -> [ComponentId; 2] {
    let Regions { draft, asia, .. } = regions;
    let queue = at(Kind::MessageQueue, [COLUMNS[2], ROWS[3]]).number(Parameter::Instances, 3.0);
    let queue = draft.add(queue.inside(asia.place));
    let worker = at(Kind::Worker, [COLUMNS[3], ROWS[2]])
        .number(Parameter::Instances, instances)
        .number(Parameter::Cores, 32.0)
        .number(Parameter::Workers, 64.0)
        .number(Parameter::JobTime, JOB_S)
        .flag(Parameter::Autoscaling, true)
        .number(Parameter::MinInstances, 2.0)
        .number(Parameter::MaxInstances, 60.0);
    let worker = draft.add(worker.inside(asia.place));
    let files = draft.add(at(Kind::ObjectStorage, [RIGHT, ROWS[3]]));
    draft.connect(queue, worker);
    draft.connect(worker, files);
    [queue, worker]
}

/// Stages 9 and 10: 4 % of 90,000 requests/s set off 0.1 s of work each, 358 cores that no request waits for.
fn with_queue() -> (Regions, ComponentId) {
    let mut regions = replicated();
    let [queue, worker] = mail(&mut regions, 16.0);
    for web in [regions.asia.web, regions.europe.web] {
        regions.draft.connect(web, queue);
    }
    (regions, worker)
}

/// Stage 9: what need not be done at once is done later.
pub(super) fn message_queue() -> Document {
    with_queue().0.draft.finish()
}

/// Figures, logs and automation for the web tiers and the workers.
fn watch(regions: &mut Regions, worker: ComponentId) {
    let Regions { draft, asia, europe } = regions;
    let metrics = draft.add(at(Kind::Metrics, [RIGHT, ROWS[1]]));
    let logs = draft.add(at(Kind::Logs, [RIGHT, SOUTH[0]]));
    let automation = draft.add(at(Kind::Automation, [COLUMNS[3], 720.0]));
    for watched in [asia.web, europe.web, worker] {
        draft.connect(watched, metrics);
        draft.connect(watched, logs);
        draft.connect(automation, watched);
    }
}

/// Stage 10: what watches and repairs.
pub(super) fn operations() -> Document {
    let (mut regions, worker) = with_queue();
    watch(&mut regions, worker);
    regions.draft.finish()
}

/// Two regions with everything of stage 10, and the data divided over so many databases of 16 cores.
fn divided(number: f64) -> (Regions, ComponentId, [ComponentId; 2]) {
    let mut regions = regions(SHARDED, [12.0, 6.0]);
    let shards = at(Kind::ShardedDatabase, [COLUMNS[1], ROWS[3]])
        .number(Parameter::Shards, number)
        .number(Parameter::Cores, 16.0)
        .number(Parameter::ReadTime, chapter::QUERY_READ_S)
        .number(Parameter::WriteTime, chapter::QUERY_WRITE_S)
        .number(Parameter::Iops, DISK_PER_S)
        .number(Parameter::CelebrityShare, CELEBRITY_SHARE);
    let shards = regions.draft.add(shards.inside(regions.asia.place));
    let [queue, worker] = mail(&mut regions, 32.0);
    watch(&mut regions, worker);
    (regions, shards, [queue, worker])
}

/// Stage 11: four shards take the writes. The celebrity's has 0.05 + 0.95 (0.013 + 0.987 / 4) = 30 % of them; its 16 cores
/// are full at 19.2 million users.
pub(super) fn sharding() -> Document {
    let (mut regions, shards, [queue, _]) = divided(4.0);
    for web in [regions.asia.web, regions.europe.web] {
        regions.draft.connect(web, shards);
        regions.draft.connect(web, queue);
    }
    regions.draft.finish()
}

/// A service of the hotel booking; names of products are the same in every language.
fn service(kind: Kind, name: &str, spot: [f64; 2], place: ComponentId) -> Part {
    at(kind, spot).named(name).number(Parameter::Instances, 4.0).number(Parameter::Cores, 16.0).inside(place)
}

/// Stage 12: a booking is a service's work, and an event tells the others of it. Stock writes too, so eight shards: the
/// celebrity's has 18 % of twice as many writes, and is full at 19.4 million users.
pub(super) fn events() -> Document {
    let (mut regions, shards, [queue, _]) = divided(8.0);
    let (place, webs) = (regions.asia.place, [regions.asia.web, regions.europe.web]);
    let draft = &mut regions.draft;
    let reservation = draft.add(service(Kind::Service, "Reservation", [COLUMNS[1], ROWS[1]], place));
    let router = at(Kind::EventRouter, [COLUMNS[0], ROWS[1]]).number(Parameter::Instances, 2.0);
    let router = draft.add(router.inside(place));
    let stock = draft.add(service(Kind::Service, "Stock", [COLUMNS[0], ROWS[2]], place));
    let broadcast = service(Kind::Worker, "Broadcast", [COLUMNS[0], ROWS[0]], place);
    let broadcast = draft.add(broadcast.number(Parameter::JobTime, 0.005).number(Parameter::Workers, 16.0));
    for web in webs {
        draft.connect_set(web, reservation, &[(Parameter::CarriesRead, Value::Flag(false))]);
        draft.connect_set(web, shards, &[(Parameter::CarriesWrite, Value::Flag(false))]);
    }
    draft.connect(reservation, shards);
    draft.connect(reservation, router);
    for subscriber in [stock, broadcast, queue] {
        draft.connect(router, subscriber);
    }
    draft.connect(stock, shards);
    regions.draft.finish()
}
