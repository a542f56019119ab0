//! Databases that copy their writes: who takes writes, who applies them, who is behind, who takes over.
//!
//! A primary sends each of its writes to everything that its Replicate links lead to, directly or over other copies, and
//! every instance of each copy does the write's work once more: the primary's core time and the copy's own disk
//! operations, on the copy's stations but on none of its connections. An asynchronous primary starts that and goes on.
//! A synchronous one waits for all instances that are directly behind it and up, a semi-synchronous one for the first of
//! them; what it waits for is that the write is done there, which is more than receipt and less than nothing: a product
//! that confirms on receipt is quicker. A copy that is down is not waited for.
//!
//! Primaries that copy to each other apply each other's writes. Where one waits for another in such a ring, the wait is
//! that of an empty copy (the link and the work, no queue), since neither can stand before the other in the plan.
//!
//! With the primary down, a copy that is up takes its place: one instance takes the writes and sends them on to the
//! others, asynchronously. This is the state after promotion; how long promotion takes is not in it.

use super::{CLASSES, Compiler, Started, UNLIMITED_QUEUE};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, DiagnosticCode, Severity};
use crate::plan::{Arrivals, Node, Reason, Resource, Service, Staleness, Window};

use super::copying::Copied;
use super::entry::popularity;

/// Where writes stand until they are applied: the station, and the entry that holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log {
    station: usize,
    pub(super) entry: usize,
}

/// How many of the direct copies a commit waits for.
#[derive(Clone, Copy, PartialEq)]
enum Waits {
    None,
    First,
    All,
}

impl Compiler<'_> {
    /// Where the writes that `part` takes are copied to, as things stand.
    fn copied_to(&self, part: usize) -> Vec<Copied> {
        let Some(primary) = self.heir_to(part) else { return self.copies(part).to_vec() };
        let mut copies = self.copies(primary).to_vec();
        for copied in &mut copies {
            copied.edge = None;
            copied.instances -= f64::from(u8::from(copied.part == part));
        }
        copies.retain(|copied| copied.instances > 0.0);
        copies
    }

    fn waits_for(&self, part: usize) -> Waits {
        match self.part(part).component.choice(Parameter::Replication) {
            _ if self.heir_to(part).is_some() => Waits::None,
            Some(Choice::Synchronous) => Waits::All,
            Some(Choice::SemiSynchronous) => Waits::First,
            _ => Waits::None,
        }
    }

    /// Whether a commit at `part` waits for no copy.
    pub(super) fn waits_for_none(&self, part: usize) -> bool {
        self.waits_for(part) == Waits::None
    }

    /// Core time of a write at `part`, which for a copy is that of its primary.
    pub(super) fn write_service(&self, part: usize) -> Service {
        let own = self.part(part).component.value(Parameter::WriteTime).is_some();
        let of = if own { part } else { self.primary_of(part).unwrap_or(part) };
        self.service(of, Parameter::WriteTime)
    }

    /// The entries in which one instance of `part` does the work of a write that is copied to it: while the primary waits,
    /// and later. Later, as many appliers as there are `connections` take writes from a log that has no end: enough for
    /// cores and disk to be what limits them.
    pub(super) fn compile_apply(&mut self, part: usize, [connections, cores, disk]: [usize; 3]) {
        let Some(primary) = self.primary_of(part) else { return };
        let service = self.service(primary, Parameter::WriteTime);
        let apply = |compiler: &mut Self| {
            let work = compiler.work(cores, service);
            let disk_work = compiler.disk_work(part, disk, 1.0);
            compiler.sequence(&[work, disk_work])
        };
        self.applies[part] = Some(self.side_entry(part, 2, apply));
        if !self.copied_later(part) {
            return;
        }
        let appliers = self.plan.stations[connections].servers;
        let log = self.held_station(part, Resource::Workers, appliers, UNLIMITED_QUEUE);
        let station = &mut self.plan.stations[log];
        (station.population, station.arrivals, station.keeps) = (f64::INFINITY, Arrivals::Random, true);
        self.plan.stations[cores].population += appliers;
        self.plan.stations[disk].population += appliers;
        let entry = self.side_entry(part, 2, |compiler| {
            let body = apply(compiler);
            compiler.push(Node::Hold { station: log, body })
        });
        self.logs[part] = Some(Log { station: log, entry });
    }

    /// Who writes to `part`, as things stand, and how the writes come there.
    fn writers_to(&self, part: usize) -> Vec<(usize, Copied)> {
        let mut found = Vec::new();
        for &writer in self.members(part) {
            let active = !self.part(writer).down && (self.takes_writes(writer) || self.heir_to(writer).is_some());
            if let Some(copied) = self.copied_to(writer).into_iter().find(|copied| active && copied.part == part) {
                found.push((writer, copied));
            }
        }
        found
    }

    /// Whether some write that is copied to `part` is answered before it is applied there.
    fn copied_later(&self, part: usize) -> bool {
        self.writers_to(part).into_iter().any(|(writer, copied)| {
            copied.edge.is_none() || self.waits_for(writer) == Waits::None || self.in_ring(writer, part)
        })
    }

    /// What a write does after its own work: copies are sent off, and some are waited for.
    pub(super) fn copy_write(&mut self, part: usize) -> Vec<usize> {
        let waits = self.waits_for(part);
        let (mut steps, mut waited, mut answers) = (Vec::new(), Vec::new(), 0.0);
        for copied in self.copied_to(part) {
            match copied.edge.filter(|_| waits != Waits::None) {
                Some(edge) => {
                    answers += copied.instances;
                    let (confirmed, started) = self.confirmed(part, copied, edge);
                    waited.push((copied.instances, confirmed));
                    steps.extend(started);
                }
                None => steps.push(self.start_copy(copied)),
            }
        }
        for (edge, number) in self.silent(part, waits) {
            // What waits for ever is given up at some time; here it fails at once.
            answers += number;
            let reason = if self.edge(edge).way.down { Reason::Unreachable } else { Reason::Down };
            let failure = self.fail(self.edge(edge).to, reason);
            waited.push((number, failure));
        }
        let needed = if waits == Waits::First { 1.0 } else { answers };
        if !waited.is_empty() {
            steps.push(self.parallel(&waited, needed));
        }
        steps
    }

    /// The links to copies that a write still waits for although they no longer answer, with their instances.
    fn silent(&self, part: usize, waits: Waits) -> Vec<(usize, f64)> {
        if waits == Waits::None {
            return Vec::new();
        }
        let silent = self.direct_copies(part).iter().map(|&(edge, _)| (edge, self.silent_copies(edge)));
        silent.filter(|(_, number)| *number > 0.0).collect()
    }

    fn start_copy(&mut self, copied: Copied) -> usize {
        let started = self.start_over(Started::Apply(copied.part), None, false);
        self.repeat(copied.instances, started)
    }

    /// Round trip over a link that copies, with that between the regions of its ends, seconds.
    fn way(&self, edge: usize) -> f64 {
        self.edge(edge).number(Parameter::Latency) + self.distance(edge)
    }

    /// The wait for one instance, and what is started beside it where it cannot be called.
    fn confirmed(&mut self, part: usize, copied: Copied, edge: usize) -> (usize, Option<usize>) {
        let latency = self.delay(self.way(edge));
        let callable = self.applies[copied.part].filter(|_| !self.in_ring(part, copied.part));
        if let Some(entry) = callable {
            let link = Some(self.link(edge));
            let call = self.push(Node::Call { entry, link });
            return (self.sequence(&[latency, call]), None);
        }
        let work = self.delay(self.write_service(part).mean_s);
        let wait = self.sequence(&[latency, work]);
        (wait, Some(self.start_copy(copied)))
    }

    /// How the reads of `part` may be old: with which chance, and where that is kept.
    pub(super) fn behind_primary(&mut self, part: usize) -> Option<(f64, usize)> {
        // The one instance that has taken the primary's place is never behind.
        let leading = f64::from(u8::from(self.heir_to(part).is_some())) / self.part(part).instances;
        if leading >= 1.0 {
            return None;
        }
        let (edge, primary) = *self.copiers(part).first()?;
        let confirmed: f64 = match self.waits_for(primary) {
            _ if self.part(primary).down => leading,
            Waits::None => leading,
            Waits::All => return None,
            Waits::First => {
                let direct = self.copies(primary).iter().filter(|copied| copied.edge.is_some());
                1.0 / direct.map(|copied| copied.instances).sum::<f64>().max(1.0)
            }
        };
        let here = self.part(part).component;
        let lag = if here.value(Parameter::ReplicationLag).is_some() {
            here.number(Parameter::ReplicationLag)
        } else {
            self.write_service(primary).mean_s
        };
        let (objects, exponent) = popularity(&self.drawing);
        let popularity = self.ranks(objects, exponent);
        let link = Some(self.link(edge));
        self.plan.staleness.push(Staleness {
            component: self.position[part].unwrap_or_default(),
            window: Window::After(if self.edge(edge).way.down { f64::INFINITY } else { lag + self.way(edge) }),
            log: self.logs[part].map(|log| log.station),
            link,
            writes: Vec::new(),
            popularity,
        });
        let staleness = self.plan.staleness.len() - 1;
        self.old_reads[part] = Some(staleness);
        Some((1.0 - confirmed, staleness))
    }

    /// Tells every copy which writes it lags behind, now that all are compiled.
    pub(super) fn bind_copied_writes(&mut self) {
        for part in 0..self.drawing.parts.len() {
            let database = matches!(self.part(part).kind(), Kind::RelationalDatabase | Kind::ReadReplica);
            let Some(staleness) = self.old_reads[part].filter(|_| database) else { continue };
            let mut writers: Vec<usize> = self.writers_to(part).into_iter().map(|(writer, _)| writer).collect();
            let cut = self.copiers(part).iter().filter(|&&(edge, _)| self.edge(edge).way.down);
            writers.extend(cut.map(|&(_, from)| from));
            self.plan.staleness[staleness].writes =
                writers.into_iter().flat_map(|writer| self.writes_of(writer)).collect();
        }
    }

    /// Says that the figures are those after a promotion.
    pub(super) fn promoted(&mut self, heir: usize) {
        self.report(DiagnosticCode::Promoted, Severity::Hint, heir);
    }

    /// The reason of a replica that is asked to write.
    pub(super) fn refuse_write(&mut self, part: usize) -> usize {
        self.fail(part, Reason::WriteToReplica)
    }

    /// Position of the class of jobs.
    pub(super) const JOB: usize = CLASSES.len() - 1;
}
