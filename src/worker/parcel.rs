//! An outcome on its way from the worker that played it to the one that makes findings of several. Only what findings
//! are made of travels; the page hands it on without looking inside.

use serde::{Deserialize, Serialize};

use super::protocol::{ProtocolError, read, write};
use super::wire::WireClass;
use crate::simulate::{Batch, ClassBatch, Outcome, Status};

#[derive(Serialize, Deserialize)]
struct WireBatch {
    from_s: f64,
    until_s: f64,
    classes: [WireClass; 4],
    stations: Vec<(f64, f64)>,
}

#[derive(Serialize, Deserialize)]
struct WireOutcome {
    seed: u64,
    from_s: f64,
    until_s: f64,
    events: u64,
    full: bool,
    first_measured: u32,
    batches: Vec<WireBatch>,
}

/// The bytes of an outcome.
pub(super) fn pack(outcome: &Outcome) -> Vec<u8> {
    let batch = |batch: &Batch| WireBatch {
        from_s: batch.from_s,
        until_s: batch.until_s,
        classes: batch.classes.each_ref().map(WireClass::from),
        stations: batch.stations.clone(),
    };
    write(&WireOutcome {
        seed: outcome.seed,
        from_s: outcome.from_s,
        until_s: outcome.until_s,
        events: outcome.events,
        full: outcome.status == Status::TooManyInFlight,
        first_measured: outcome.first_measured as u32,
        batches: outcome.batches.iter().map(batch).collect(),
    })
}

/// The outcome of these bytes, as far as findings need it: without its classes, components and links.
pub(super) fn unpack(bytes: &[u8]) -> Result<Outcome, ProtocolError> {
    let wire: WireOutcome = read(bytes)?;
    let batch = |batch: WireBatch| Batch {
        from_s: batch.from_s,
        until_s: batch.until_s,
        classes: batch.classes.each_ref().map(ClassBatch::from),
        stations: batch.stations,
    };
    Ok(Outcome {
        seed: wire.seed,
        from_s: wire.from_s,
        until_s: wire.until_s,
        events: wire.events,
        status: if wire.full { Status::TooManyInFlight } else { Status::Done },
        notes: Vec::new(),
        classes: Vec::new(),
        components: Vec::new(),
        links: Vec::new(),
        batches: wire.batches.into_iter().map(batch).collect(),
        first_measured: wire.first_measured as usize,
        series: Vec::new(),
        traces: Vec::new(),
    })
}
