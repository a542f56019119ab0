//! Short examples of how systems fail: each has a scenario, which plays when it is run.

use super::builder::{Builder, Part};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, ComponentId, Document, Fault, Incident, Subject};

// Columns and rows of the drawings, canvas units.
const FIRST: f64 = 0.0;
const SECOND: f64 = 320.0;
const THIRD: f64 = 640.0;
const FOURTH: f64 = 960.0;
const BELOW: f64 = 220.0;

/// Users at a typed rate, requests per second, with shares of reads and writes.
fn sending(rate: f64, reads: f64, writes: f64) -> Part {
    Part::new(Kind::Users, FIRST, FIRST)
        .choice(Parameter::LoadMode, Choice::TypedRate)
        .number(Parameter::Rate, rate)
        .number(Parameter::StaticShare, 0.0)
        .number(Parameter::ReadShare, reads)
        .number(Parameter::WriteShare, writes)
}

/// A server that is never what is short.
fn ample(x: f64, y: f64) -> Part {
    Part::new(Kind::WebServer, x, y)
        .number(Parameter::Cores, 32.0)
        .number(Parameter::Workers, 4_000.0)
        .number(Parameter::AcceptQueue, 4_000.0)
        .number(Parameter::ReadTime, 0.002)
        .number(Parameter::WriteTime, 0.002)
}

fn during(from_s: f64, until_s: f64, subject: impl Into<Subject>, fault: Fault) -> Incident {
    Incident { from_s, until_s: Some(until_s), subject: subject.into(), fault }
}

/// Three times the traffic for ten seconds, on the server of the retry storm.
pub(super) fn retry_storm() -> Document {
    let mut document = super::behaviour::retry_storm();
    document.scenario.add(during(20.0, 30.0, Subject::Document, Fault::Traffic(3.0)));
    document
}

/// 1,000 reads/s, of which a cache answers some nine in ten; the database of 4 cores at 10 ms does 400 a second. Emptied at
/// 20 s, the cache sends it nearly all of them, and who waits for longer than a second is not answered and stores nothing.
pub(super) fn cache_loss() -> Document {
    emptied_cache(4.0)
}

/// The same with a database that could do all reads by itself: 16 cores do 1,600 a second.
pub(super) fn cache_ample() -> Document {
    emptied_cache(16.0)
}

/// The same small database, but only three in ten requests are let in until the cache has filled: 300 a second are fewer
/// than the 400 that the database does, so nobody is too late and every miss stores its answer.
pub(super) fn cache_warmed() -> Document {
    let mut document = emptied_cache(4.0);
    document.scenario.add(during(20.0, 130.0, Subject::Document, Fault::Traffic(0.3)));
    document
}

fn emptied_cache(cores: f64) -> Document {
    let mut draft = Builder::new(1_000.0);
    let people = draft.add(sending(1_000.0, 1.0, 0.0));
    let web = draft.add(ample(SECOND, FIRST));
    let cache = Part::new(Kind::Cache, THIRD, FIRST)
        .number(Parameter::Memory, 1e9)
        .number(Parameter::Objects, 20_000.0)
        .number(Parameter::ZipfExponent, 0.6)
        .number(Parameter::ItemBytes, 1_000.0)
        .number(Parameter::Ttl, 120.0);
    let cache = draft.add(cache);
    let database = Part::new(Kind::RelationalDatabase, FOURTH, BELOW)
        .number(Parameter::Cores, cores)
        .number(Parameter::Connections, 400.0)
        .number(Parameter::BufferHitRatio, 1.0)
        .number(Parameter::ReadTime, 0.01);
    let database = draft.add(database);
    draft.connect(people, web);
    draft.connect(web, cache);
    draft.connect_with(
        web,
        database,
        &[(Parameter::Timeout, 1.0), (Parameter::Retries, 2.0), (Parameter::Backoff, 0.1)],
    );
    let mut document = draft.finish();
    let emptied = Incident { from_s: 20.0, until_s: None, subject: cache.into(), fault: Fault::CacheEmptied };
    document.scenario.add(emptied);
    document
}

/// A primary that takes 100 writes/s and a replica that is two seconds behind. The primary is lost at 30 s, the replica
/// takes its place 20 s later: 200 writes that had been confirmed are gone.
pub(super) fn lost_writes() -> Document {
    let (mut document, primary, _) = copied(Choice::Asynchronous);
    let lost = Incident { from_s: 30.0, until_s: None, subject: primary.into(), fault: Fault::Down };
    document.scenario.add(lost);
    document
}

/// The same with a copy that every write waits for. From 30 s to 60 s the copy is lost, and no write is taken: 3,000 are
/// refused. At 90 s the primary is lost; until the copy has taken its place 2,000 are refused, and nothing confirmed is gone.
pub(super) fn kept_writes() -> Document {
    let (mut document, primary, replica) = copied(Choice::Synchronous);
    document.scenario.add(during(30.0, 60.0, replica, Fault::Down));
    document.scenario.add(Incident { from_s: 90.0, until_s: None, subject: primary.into(), fault: Fault::Down });
    document
}

/// 300 reads and 100 writes/s, a primary and its replica; both of them.
fn copied(replication: Choice) -> (Document, ComponentId, ComponentId) {
    let mut draft = Builder::new(1_000.0);
    let people = draft.add(sending(400.0, 3.0, 1.0));
    let web = draft.add(ample(SECOND, FIRST));
    let database = |x, y, kind| {
        let part = Part::new(kind, x, y)
            .number(Parameter::Cores, 8.0)
            .number(Parameter::Connections, 1_000.0)
            .number(Parameter::BufferHitRatio, 1.0)
            .number(Parameter::ReadTime, 0.002);
        if kind == Kind::RelationalDatabase {
            part.number(Parameter::WriteTime, 0.004)
                .choice(Parameter::Replication, replication)
                .number(Parameter::PromotionTime, 20.0)
                .number(Parameter::FailoverCoverage, 1.0)
        } else {
            part.number(Parameter::ReplicationLag, 2.0)
        }
    };
    let primary = draft.add(database(THIRD, FIRST, Kind::RelationalDatabase));
    let replica = draft.add(database(THIRD, BELOW, Kind::ReadReplica));
    draft.connect(people, web);
    draft.connect(web, primary);
    draft.connect(web, replica);
    draft.connect_with(primary, replica, &[(Parameter::Latency, 0.0)]);
    (draft.finish(), primary, replica)
}

/// Two regions, each with servers for 400 requests/s and users who send 300. When one is lost, its users go to the other,
/// which is then asked for 600.
pub(super) fn region_loss() -> Document {
    let mut draft = Builder::new(1_000.0);
    let names = Part::new(Kind::GeoDns, SECOND, 160.0)
        .number(Parameter::Ttl, 5.0)
        .number(Parameter::HealthInterval, 5.0)
        .number(Parameter::HealthThreshold, 1.0);
    let names = draft.add(names);
    let mut places: Vec<ComponentId> = Vec::new();
    for (row, region) in [(0.0, Choice::RegionVirginia), (1.0, Choice::RegionFrankfurt)] {
        let y = row * 320.0;
        let mut people = sending(300.0, 1.0, 0.0).choice(Parameter::Region, region);
        people = people.number(Parameter::StaticShare, 0.0);
        let people = draft.add(people.at(FIRST, y));
        let place =
            Part::new(Kind::DataCentre, THIRD - 40.0, y - 60.0).sized(300.0, BELOW).choice(Parameter::Region, region);
        let place = draft.add(place);
        let web = Part::new(Kind::WebServer, THIRD, y)
            .inside(place)
            .number(Parameter::Cores, 4.0)
            .number(Parameter::Workers, 100.0)
            .number(Parameter::AcceptQueue, 100.0)
            .number(Parameter::ReadTime, 0.01);
        let web = draft.add(web);
        draft.connect(people, names);
        draft.connect(people, web);
        draft.connect(names, web);
        places.push(place);
    }
    let mut document = draft.finish();
    if let Some(place) = places.last() {
        document.scenario.add(during(30.0, 70.0, *place, Fault::Down));
    }
    document
}

/// 36,000 users who send 36 requests an hour each, 360 a second in all, to four servers. Each stays with one server, which
/// has its session in its memory. Nearly all of them have one: who has sent nothing for half an hour has none, and that is
/// one in e^18. One server of the four is lost at 30 s, with its 9,000 sessions.
pub(super) fn sticky_sessions() -> Document {
    signed_in(Choice::Stateful)
}

/// The same with the sessions in a store of their own.
pub(super) fn kept_sessions() -> Document {
    signed_in(Choice::SessionStore)
}

fn signed_in(sessions: Choice) -> Document {
    let mut draft = Builder::new(36_000.0);
    let people = Part::new(Kind::Users, FIRST, FIRST)
        .number(Parameter::RequestsPerDay, 864.0)
        .number(Parameter::PeakFactor, 1.0)
        .number(Parameter::StaticShare, 0.0)
        .number(Parameter::ReadShare, 3.0)
        .number(Parameter::WriteShare, 1.0);
    let people = draft.add(people);
    let balancer = Part::new(Kind::LoadBalancer, SECOND, FIRST)
        .choice(Parameter::Policy, Choice::SourceHash)
        .number(Parameter::HealthInterval, 5.0)
        .number(Parameter::HealthThreshold, 2.0);
    let balancer = draft.add(balancer);
    let web = ample(THIRD, FIRST)
        .number(Parameter::Instances, 4.0)
        .number(Parameter::SessionSkew, 1.0)
        .choice(Parameter::SessionState, sessions);
    let web = draft.add(web);
    draft.connect(people, balancer);
    draft.connect(balancer, web);
    if sessions == Choice::SessionStore {
        let store = draft.add(Part::new(Kind::SessionStore, FOURTH, FIRST));
        draft.connect(web, store);
    }
    let mut document = draft.finish();
    let lost = Incident { from_s: 30.0, until_s: None, subject: web.into(), fault: Fault::InstancesDown(1) };
    document.scenario.add(lost);
    document
}

/// Messages at 100 a second, workers for 200; for twenty seconds five times as many come. 500 - 200 pile up each second,
/// 6,000 in all, and are worked off at 200 - 100 a second: a minute.
pub(super) fn queue_drains() -> Document {
    queue(100.0)
}

/// The same with 210 messages a second, more than the workers do: what waits only grows.
pub(super) fn queue_stays() -> Document {
    queue(210.0)
}

fn queue(rate: f64) -> Document {
    let mut draft = Builder::new(1_000.0);
    let people = draft.add(sending(rate, 0.0, 1.0));
    let web = draft.add(ample(SECOND, FIRST));
    let queue = draft.add(Part::new(Kind::MessageQueue, THIRD, FIRST).number(Parameter::OperationRate, 100_000.0));
    let worker = Part::new(Kind::Worker, FOURTH, FIRST)
        .number(Parameter::Instances, 1.0)
        .number(Parameter::Workers, 4.0)
        .number(Parameter::Cores, 4.0)
        .number(Parameter::JobTime, 0.02);
    let worker = draft.add(worker);
    draft.connect(people, web);
    draft.connect(web, queue);
    draft.connect(queue, worker);
    let mut document = draft.finish();
    document.scenario.add(during(20.0, 40.0, Subject::Document, Fault::Traffic(500.0 / rate)));
    document
}
