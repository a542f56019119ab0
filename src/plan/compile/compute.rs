//! Servers: a worker is held from the first to the last step; a core works for the request's own part of it, and then
//! the dependencies are asked in turn, in the order of their links.

use super::access::Step;
use super::{CLASSES, Compiler, carries};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::plan::{Arrivals, Class, Node, Resource, Service};

impl Compiler<'_> {
    pub(super) fn compile_server(&mut self, part: usize) {
        let here = self.part(part);
        let (workers, queue) = (here.number(Parameter::Workers), here.number(Parameter::AcceptQueue));
        let (cores, bandwidth) = (here.number(Parameter::Cores), here.number(Parameter::Bandwidth));
        let workers = self.held_station(part, Resource::Workers, workers, queue);
        let cores = self.inner_station(part, Resource::Cores, cores, workers);
        let network = self.inner_station(part, Resource::Network, 1.0, workers);
        self.plan.stations[network].arrivals = Arrivals::Random;
        self.check_caches(part);
        self.check_sessions(part);
        self.compile_later_writes(part);
        self.answer(part, |compiler, class| {
            let mut steps = compiler.session_read(part, class);
            steps.extend(compiler.own_work(part, class, cores));
            steps.extend(compiler.dependencies(part, class));
            steps.extend(compiler.session_write(part, class));
            let sending = Service::fixed(compiler.bytes[class] / bandwidth.max(1.0));
            steps.push(compiler.work(network, sending));
            let body = compiler.sequence(&steps);
            compiler.push(Node::Hold { station: workers, body })
        });
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
