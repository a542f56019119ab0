//! Relational databases and object storage.

use super::{CLASSES, Compiler};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, DiagnosticCode, Severity};
use crate::plan::{Arrivals, Class, Discipline, Node, Resource, Service};

/// The stations of a database and what its reads cost.
#[derive(Clone, Copy)]
struct Database {
    part: usize,
    connections: usize,
    cores: usize,
    disk: usize,
    read: Service,
    write: Service,
    /// Chance that a read goes to disk.
    missed: f64,
    /// What partitions leave of a read's work.
    scanned: f64,
}

impl Compiler<'_> {
    /// A connection is held during work on a core, then the disk operations in turn, then the wait for copies. A copy
    /// that is asked to write refuses, unless it has taken the place of its primary.
    pub(super) fn compile_database(&mut self, part: usize) {
        if self.part(part).kind() == Kind::ReadReplica && self.primary_of(part).is_none() {
            self.report(DiagnosticCode::ReplicaWithoutPrimary, Severity::Warning, part);
        }
        let database = self.database(part);
        self.compile_apply(part, [database.connections, database.cores, database.disk]);
        let writable = self.takes_writes(part) || self.heir_to(part).is_some();
        let behind = self.behind_primary(part);
        self.answer(part, |compiler, class| match CLASSES[class] {
            Class::Write | Class::Job if !writable => compiler.refuse_write(part),
            Class::Write | Class::Job => compiler.database_write(&database),
            Class::Static | Class::Read => compiler.database_read(&database, behind),
        });
        self.read_by_jobs(part, |compiler| compiler.database_read(&database, behind));
    }

    fn database(&mut self, part: usize) -> Database {
        let here = self.part(part);
        let (cores, connections) = (here.number(Parameter::Cores), here.number(Parameter::Connections));
        let queue = (here.number(Parameter::ConnectionQueue) / here.instances).floor();
        let missed = 1.0 - here.number(Parameter::BufferHitRatio);
        let scanned = self.scanned(part);
        let read = self.service(part, Parameter::ReadTime);
        let read = Service { mean_s: read.mean_s * scanned, ..read };
        let write = self.write_service(part);
        let connections = self.held_station(part, Resource::Connections, connections, queue);
        let cores = self.inner_station(part, Resource::Cores, cores, connections);
        if self.part(part).component.choice(Parameter::Discipline) == Some(Choice::ProcessorSharing) {
            self.plan.stations[cores].discipline = Discipline::ProcessorSharing;
        }
        let disk = self.inner_station(part, Resource::Disk, 1.0, connections);
        self.plan.stations[disk].arrivals = Arrivals::Random;
        Database { part, connections, cores, disk, read, write, missed, scanned }
    }

    /// Share of a read's work that is left where the table is cut into partitions: a query scans one of them instead of
    /// the whole table. A replica has the partitions of its primary.
    fn scanned(&self, part: usize) -> f64 {
        let own = self.part(part).component.value(Parameter::Partitions).is_some();
        let table = if own { part } else { self.primary_of(part).unwrap_or(part) };
        let partitions = self.part(table).number(Parameter::Partitions).max(1.0);
        let share = self.part(table).number(Parameter::ScannedShare);
        1.0 - share + share / partitions
    }

    fn database_read(&mut self, database: &Database, behind: Option<(f64, usize)>) -> usize {
        let work = self.work(database.cores, database.read);
        let disk_work = self.disk_work(database.part, database.disk, database.scanned);
        let disk_work = self.maybe(database.missed, disk_work);
        let old = behind.map(|(chance, staleness)| {
            let old = self.push(Node::Stale { staleness });
            self.maybe(chance, old)
        });
        let mut steps: Vec<usize> = [Some(work), Some(disk_work), old].into_iter().flatten().collect();
        steps.extend(self.log(database.part, database.cores));
        let body = self.sequence(&steps);
        self.push(Node::Hold { station: database.connections, body })
    }

    fn database_write(&mut self, database: &Database) -> usize {
        let mut steps = vec![self.work(database.cores, database.write)];
        steps.push(self.disk_work(database.part, database.disk, 1.0));
        steps.extend(self.copy_write(database.part));
        steps.extend(self.log(database.part, database.cores));
        let body = self.sequence(&steps);
        self.push(Node::Hold { station: database.connections, body })
    }

    /// The disk lets so many operations start per second; each then takes its own time. `factor` on their number.
    pub(super) fn disk_work(&mut self, part: usize, disk: usize, factor: f64) -> usize {
        let here = self.part(part);
        let (operations, time) = (here.number(Parameter::DiskOperations), here.number(Parameter::DiskTime));
        let start = Service::fixed(1.0 / here.number(Parameter::Iops).max(1e-9));
        let started = self.work(disk, start);
        let done = self.delay(time);
        let one = self.sequence(&[started, done]);
        self.repeat(operations * factor, one)
    }

    /// Never short of anything: the first byte takes its time, then the file comes at the bandwidth of one request.
    pub(super) fn compile_object_storage(&mut self, part: usize) {
        let here = self.part(part);
        let (first, bandwidth) = (here.number(Parameter::FirstByteTime), here.number(Parameter::Bandwidth));
        self.answer(part, |compiler, class| {
            let sending = compiler.bytes[class] / bandwidth.max(1.0);
            compiler.delay(first + sending)
        });
    }
}
