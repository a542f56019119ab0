//! Short examples, each of one behaviour that a drawing of boxes does not show.

use super::builder::{Builder, Part};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, Document};

// Columns of the drawings, canvas units.
const FIRST: f64 = 0.0;
const SECOND: f64 = 320.0;
const THIRD: f64 = 640.0;

/// People who only read, and all of whose requests ask the same of a server.
fn readers() -> Part {
    Part::new(Kind::Users, FIRST, FIRST)
        .number(Parameter::StaticShare, 0.0)
        .number(Parameter::ReadShare, 1.0)
        .number(Parameter::WriteShare, 0.0)
}

/// 24,000 users make 250 requests/s of a server that does 4 cores / 10 ms = 400. Who has no answer within a second asks
/// again, twice at most: 750 requests/s, were nobody answered in time. With 600 in the server an answer takes 1.5 s, so
/// that nobody is. From 400 / 3 = 133 requests/s on, 12,800 users, such a jam keeps itself up.
pub(super) fn retry_storm() -> Document {
    let mut draft = Builder::new(24_000.0);
    let people = readers()
        .number(Parameter::RequestsPerDay, 300.0)
        .number(Parameter::PeakFactor, 3.0)
        .choice(Parameter::RetryPolicy, Choice::FixedDelay);
    let people = draft.add(people);
    let server = Part::new(Kind::WebServer, SECOND, FIRST)
        .number(Parameter::Cores, 4.0)
        .number(Parameter::Workers, 400.0)
        .number(Parameter::AcceptQueue, 200.0)
        .number(Parameter::ReadTime, 0.01);
    let server = draft.add(server);
    let patience = [(Parameter::Timeout, 1.0), (Parameter::Retries, 2.0), (Parameter::Backoff, 1.0)];
    draft.connect_with(people, server, &patience);
    draft.finish()
}

/// 300 users who think for two seconds between an answer and their next request, in front of a web server of one core
/// (5 ms) and a database of one core (8 ms). The database does 125 requests/s at most; 2.04 s of thinking and work times
/// that is 255 users: from there on each further user only makes all of them wait 8 ms more.
pub(super) fn thinkers() -> Document {
    let mut draft = Builder::new(300.0);
    let people = readers()
        .choice(Parameter::LoadMode, Choice::Closed)
        .number(Parameter::Population, 300.0)
        .number(Parameter::ThinkTime, 2.0);
    let people = draft.add(people);
    let web = Part::new(Kind::WebServer, SECOND, FIRST)
        .number(Parameter::Cores, 1.0)
        .number(Parameter::Workers, 1_000.0)
        .number(Parameter::ReadTime, 0.005);
    let web = draft.add(web);
    let store = Part::new(Kind::RelationalDatabase, THIRD, FIRST)
        .number(Parameter::Cores, 1.0)
        .number(Parameter::Connections, 1_000.0)
        .number(Parameter::BufferHitRatio, 1.0)
        .number(Parameter::ReadTime, 0.008);
    let store = draft.add(store);
    draft.connect(people, web);
    draft.connect(web, store);
    draft.finish()
}
