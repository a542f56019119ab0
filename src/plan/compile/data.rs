//! What keeps data: caches, databases, stores.

use super::{CLASSES, Compiler, UNLIMITED_QUEUE};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{DiagnosticCode, Severity};
use crate::plan::{Arrivals, Class, Node, Resource, Service};

impl Compiler<'_> {
    /// A cache works one operation at a time, in a fixed time each (a single thread, as in Redis).
    pub(super) fn compile_cache(&mut self, part: usize) {
        let here = self.part(part);
        let capacity = here.number(Parameter::Memory) * here.instances / here.number(Parameter::ItemBytes).max(1.0);
        let (objects, exponent) = (here.number(Parameter::Objects), here.number(Parameter::ZipfExponent));
        let operation = Service::fixed(here.number(Parameter::OperationTime));
        let sending = here.number(Parameter::ItemBytes) / here.number(Parameter::Bandwidth).max(1.0);
        let operations = self.station(part, Resource::Operations, 1.0, UNLIMITED_QUEUE);
        let network = self.station(part, Resource::Network, 1.0, UNLIMITED_QUEUE);
        self.plan.stations[network].arrivals = Arrivals::Random;
        let cache = self.cache(part, objects, exponent, capacity);
        let one = |compiler: &mut Self| {
            let work = compiler.work(operations, operation);
            let send = compiler.work(network, Service::fixed(sending));
            compiler.sequence(&[work, send])
        };
        for class in 0..CLASSES.len() {
            self.operations[part][class] = Some(self.entry(part, class, one));
        }
        self.answer(part, |compiler, class| {
            let asked = one(compiler);
            let behind = compiler.behind_cache(part, class);
            if CLASSES[class] == Class::Write {
                return compiler.sequence(&[asked, behind]);
            }
            let hit = compiler.push(Node::Nothing);
            let lookup = compiler.push(Node::Lookup { cache, hit, miss: behind });
            compiler.sequence(&[asked, lookup])
        });
    }

    /// A connection is held during work on a core and then the disk operations in turn.
    pub(super) fn compile_database(&mut self, part: usize) {
        let here = self.part(part);
        let replica = here.kind() == Kind::ReadReplica;
        let (cores, connections) = (here.number(Parameter::Cores), here.number(Parameter::Connections));
        let queue = (here.number(Parameter::ConnectionQueue) / here.instances).floor();
        let (reads, writes) = (self.service(part, Parameter::ReadTime), self.service(part, Parameter::WriteTime));
        let missed = 1.0 - self.part(part).number(Parameter::BufferHitRatio);
        if replica && self.primary_of(part).is_none() {
            self.report(DiagnosticCode::ReplicaWithoutPrimary, Severity::Warning, part);
        }
        let connections = self.held_station(part, Resource::Connections, connections, queue);
        let cores = self.inner_station(part, Resource::Cores, cores, connections);
        let disk = self.inner_station(part, Resource::Disk, 1.0, connections);
        self.plan.stations[disk].arrivals = Arrivals::Random;
        self.answer(part, |compiler, class| {
            let write = CLASSES[class] == Class::Write;
            if write && replica {
                return compiler.refuse_write(part);
            }
            let work = compiler.work(cores, if write { writes } else { reads });
            let disk_work = compiler.disk_work(part, disk);
            let disk_work = compiler.maybe(if write { 1.0 } else { missed }, disk_work);
            let body = compiler.sequence(&[work, disk_work]);
            compiler.push(Node::Hold { station: connections, body })
        });
    }

    /// The disk lets so many operations start per second; each then takes its own time.
    fn disk_work(&mut self, part: usize, disk: usize) -> usize {
        let here = self.part(part);
        let (operations, time) = (here.number(Parameter::DiskOperations), here.number(Parameter::DiskTime));
        let start = Service::fixed(1.0 / here.number(Parameter::Iops).max(1e-9));
        let started = self.work(disk, start);
        let done = self.delay(time);
        let one = self.sequence(&[started, done]);
        self.repeat(operations, one)
    }

    pub(super) fn compile_store(&mut self, part: usize) {
        let cores = self.part(part).number(Parameter::Cores);
        let cores = self.station(part, Resource::Cores, cores, UNLIMITED_QUEUE);
        let (reads, writes) = (self.service(part, Parameter::ReadTime), self.service(part, Parameter::WriteTime));
        self.answer(part, |compiler, class| {
            compiler.work(cores, if CLASSES[class] == Class::Write { writes } else { reads })
        });
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
