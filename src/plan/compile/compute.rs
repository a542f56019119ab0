//! Servers: a worker is held from the first to the last step; a core works for the request's own part of it, and then
//! the dependencies are asked in turn, in the order of their links.

use super::access::Step;
use super::{CLASSES, Compiler, carries};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::plan::{Arrivals, Class, Node, Resource, Service};

/// The stations of a group of equal instances.
#[derive(Clone, Copy)]
struct Machines {
    workers: usize,
    cores: usize,
    network: usize,
}

impl Compiler<'_> {
    /// All instances are alike, unless sessions tie users to them: then one has more of the load than the others.
    pub(super) fn compile_server(&mut self, part: usize) {
        self.check_caches(part);
        self.check_sessions(part);
        self.compile_later_writes(part);
        let machines = self.machines(part);
        let Some(share) = self.sticky_share(part) else {
            self.answer(part, |compiler, class| compiler.served(part, class, machines));
            return;
        };
        let others = self.machines(part);
        let number = self.part(part).instances;
        self.set_copies(machines, 1.0);
        self.set_copies(others, number - 1.0);
        self.answer(part, |compiler, class| {
            let fullest = compiler.served(part, class, machines);
            let other = compiler.served(part, class, others);
            compiler.choose(part, &[(share, fullest), (1.0 - share, other)])
        });
    }

    fn machines(&mut self, part: usize) -> Machines {
        let here = self.part(part);
        let (workers, queue) = (here.number(Parameter::Workers), here.number(Parameter::AcceptQueue));
        let cores = here.number(Parameter::Cores);
        let workers = self.held_station(part, Resource::Workers, workers, queue);
        let cores = self.inner_station(part, Resource::Cores, cores, workers);
        let network = self.inner_station(part, Resource::Network, 1.0, workers);
        self.plan.stations[network].arrivals = Arrivals::Random;
        Machines { workers, cores, network }
    }

    fn set_copies(&mut self, machines: Machines, copies: f64) {
        for station in [machines.workers, machines.cores, machines.network] {
            self.plan.stations[station].copies = copies;
            self.plan.stations[station].arrivals = Arrivals::Random;
        }
    }

    fn served(&mut self, part: usize, class: usize, machines: Machines) -> usize {
        let bandwidth = self.part(part).number(Parameter::Bandwidth);
        let mut steps = self.session_read(part, class);
        steps.extend(self.own_work(part, class, machines.cores));
        steps.extend(self.dependencies(part, class));
        steps.extend(self.session_write(part, class));
        let sending = Service::fixed(self.bytes[class] / bandwidth.max(1.0));
        steps.push(self.work(machines.network, sending));
        let body = self.sequence(&steps);
        self.push(Node::Hold { station: machines.workers, body })
    }

    /// The server's own core time; on a single server the database's part follows on the same cores.
    fn own_work(&mut self, part: usize, class: usize, cores: usize) -> Vec<usize> {
        let times: &[Parameter] = match (self.part(part).kind(), CLASSES[class]) {
            (_, Class::Static | Class::Job) => &[Parameter::StaticTime],
            (Kind::SingleServer, Class::Read) => &[Parameter::ReadTime, Parameter::QueryReadTime],
            (Kind::SingleServer, Class::Write) => &[Parameter::WriteTime, Parameter::QueryWriteTime],
            (_, Class::Read) => &[Parameter::ReadTime],
            (_, Class::Write) => &[Parameter::WriteTime],
        };
        let mut services = vec![Service::fixed(self.token_time(part, class))];
        services.extend(times.iter().map(|&time| self.service(part, time)));
        services.into_iter().map(|service| self.work(cores, service)).collect()
    }

    pub(super) fn dependencies(&mut self, part: usize, class: usize) -> Vec<usize> {
        let mut steps = self.service_calls(part, class);
        match CLASSES[class] {
            Class::Static => steps.extend(self.files(part, class)),
            Class::Read => steps.extend(self.reads(part, class)),
            Class::Write => steps.extend(self.writes(part, class)),
            Class::Job => {
                steps.extend(self.files(part, class));
                steps.extend(self.reads(part, class));
                steps.extend(self.writes(part, class));
            }
        }
        steps.sort_by_key(|(edge, _)| *edge);
        steps.into_iter().map(|(_, node)| node).collect()
    }

    fn service_calls(&mut self, part: usize, class: usize) -> Vec<Step> {
        if CLASSES[class] == Class::Static {
            return Vec::new();
        }
        let calls = self.outgoing(part, Role::Call).into_iter().filter(|&edge| carries(self.edge(edge), class));
        let calls: Vec<usize> = calls.collect();
        calls.into_iter().map(|edge| (edge, self.request(edge, class))).collect()
    }
}
