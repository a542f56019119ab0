//! Servers: a worker is held from the first to the last step; a core works for the request's own part of it, and then
//! the dependencies are asked in turn, in the order of their links.

use super::access::Step;
use super::faults::Bad;
use super::{CLASSES, Compiler, carries};
use crate::model::Choice;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::plan::{Arrivals, Branch, Class, Discipline, Node, Reason, Resource, Service};

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
        if !self.delivered(part).is_empty() {
            self.take_messages(part, machines.cores);
        }
        if let Some(bad) = self.bad(part) {
            return self.serve_badly(part, machines, bad);
        }
        let Some(share) = self.sticky_share(part) else {
            self.keep_sessions(part, &[(machines.workers, 1.0)]);
            self.answer(part, |compiler, class| compiler.served(part, class, machines));
            return;
        };
        let others = self.machines(part);
        let number = self.part(part).instances;
        self.set_copies(machines, 1.0);
        self.set_copies(others, number - 1.0);
        self.keep_sessions(part, &[(machines.workers, share), (others.workers, 1.0 - share)]);
        self.answer(part, |compiler, class| {
            let fullest = compiler.served(part, class, machines);
            let other = compiler.served(part, class, others);
            let chosen = compiler.choose(part, &[(share, fullest), (1.0 - share, other)]);
            compiler.same_for_user(part, chosen);
            chosen
        });
    }

    /// With a bad deployment on some instances: requests go to these by their number, as to all others.
    fn serve_badly(&mut self, part: usize, machines: Machines, bad: Bad) {
        let number = self.part(part).instances;
        let sound = (number - bad.instances).max(0.0);
        let share = (bad.instances / number).min(1.0);
        let others = bad.slower.map(|factor| {
            let others = self.machines(part);
            let stations = [others.workers, others.cores, others.network];
            for station in stations {
                self.plan.stations[station].copies = bad.instances;
            }
            self.slower.extend(stations.map(|station| (station, factor)));
            others
        });
        for station in [machines.workers, machines.cores, machines.network] {
            self.plan.stations[station].copies = sound.max(1.0);
        }
        self.answer(part, |compiler, class| {
            let good = compiler.served(part, class, machines);
            let bad = match others {
                Some(others) => compiler.served(part, class, others),
                None => compiler.fail(part, Reason::Faulty),
            };
            compiler.choose(part, &[(share, bad), (1.0 - share, good)])
        });
    }

    fn machines(&mut self, part: usize) -> Machines {
        let here = self.part(part);
        let (workers, queue) = (here.number(Parameter::Workers), here.number(Parameter::AcceptQueue));
        let cores = here.number(Parameter::Cores);
        let patience_s = here.number(Parameter::QueueTimeout);
        let shared = here.component.choice(Parameter::Discipline) == Some(Choice::ProcessorSharing);
        let workers = self.held_station(part, Resource::Workers, workers, queue);
        if patience_s > 0.0 {
            self.plan.stations[workers].patience_s = patience_s;
        }
        let cores = self.inner_station(part, Resource::Cores, cores, workers);
        if shared {
            self.plan.stations[cores].discipline = Discipline::ProcessorSharing;
        }
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
        steps.extend(self.log(part, machines.cores));
        let sending = Service::fixed(self.bytes[class] / bandwidth.max(1.0));
        steps.push(self.work(machines.network, sending));
        let body = self.sequence(&steps);
        self.use_session(part, class, body);
        self.push(Node::Hold { station: machines.workers, body })
    }

    /// A service takes messages with threads of their own, as many as it has workers for requests; both share its cores.
    fn take_messages(&mut self, part: usize, cores: usize) {
        let consumers = self.consumers(part);
        self.plan.stations[cores].population *= 2.0;
        self.consume(part, consumers, cores, Parameter::WriteTime);
    }

    /// The server's own core time; on a single server the database's part follows on the same cores.
    fn own_work(&mut self, part: usize, class: usize, cores: usize) -> Vec<usize> {
        let times: &[Parameter] = match (self.part(part).kind(), CLASSES[class]) {
            (_, Class::Static) => &[Parameter::StaticTime],
            (Kind::SingleServer, Class::Read) => &[Parameter::ReadTime, Parameter::QueryReadTime],
            (Kind::SingleServer, Class::Write | Class::Job) => &[Parameter::WriteTime, Parameter::QueryWriteTime],
            (_, Class::Read) => &[Parameter::ReadTime],
            (_, Class::Write | Class::Job) => &[Parameter::WriteTime],
        };
        let mut services: Vec<Service> = times.iter().map(|&time| self.service(part, time)).collect();
        // A token is checked in the same turn at the core: the work is as much longer, and waits once.
        let token_s = self.token_time(part, class);
        match services.first_mut().filter(|service| service.mean_s > 0.0) {
            Some(first) => first.mean_s += token_s,
            None => services.insert(0, Service::fixed(token_s)),
        }
        services.into_iter().map(|service| self.work(cores, service)).collect()
    }

    /// What a request asks of others, in the order of the links.
    pub(super) fn dependencies(&mut self, part: usize, class: usize) -> Vec<usize> {
        let mut steps = self.service_calls(part, class);
        let published = self.publishing(part, class);
        steps.extend(published.into_iter().map(|edge| (edge, self.publish(edge, class))));
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
        if self.part(part).component.choice(Parameter::CallOrder) == Some(Choice::InParallel) {
            return self.calls_at_once(part, class, &calls);
        }
        calls.into_iter().map(|edge| (edge, self.request(edge, class))).collect()
    }

    /// All calls at once, before anything else is asked; those that are not waited for are started first.
    fn calls_at_once(&mut self, part: usize, class: usize, calls: &[usize]) -> Vec<Step> {
        let (waited, started): (Vec<usize>, Vec<usize>) = calls.iter().partition(|&&edge| self.edge(edge).waits());
        let mut steps: Vec<Step> = started.into_iter().map(|edge| (0, self.send(edge, class))).collect();
        let mut children: Vec<Branch> = Vec::new();
        for edge in waited {
            children.extend(self.calls_of(edge, class));
        }
        let all: f64 = children.iter().map(|child| child.probability).sum();
        let wanted = self.part(part).number(Parameter::NeededAnswers);
        if children.is_empty() {
            return steps;
        }
        let start = self.plan.branches.len();
        self.plan.branches.extend(children);
        let needed = if wanted > 0.0 { wanted.min(all) } else { all };
        let children = start..self.plan.branches.len();
        steps.push((0, self.push(Node::Parallel { children, needed })));
        steps
    }

    /// The calls over one link as children with whole numbers: so many always, and one more with the probability of the
    /// rest. Where only a share of requests makes them, each is made with that probability.
    fn calls_of(&mut self, edge: usize, class: usize) -> Vec<Branch> {
        let (to, latency) = (self.edge(edge).to, self.edge(edge).number(Parameter::Latency));
        let Some(entry) = self.answers[to][class] else { return Vec::new() };
        let round_trip = latency + self.distance(edge);
        let (calls, share) = (self.edge(edge).calls(), self.edge(edge).share());
        let mut children = Vec::new();
        for (number, probability) in [(calls.floor(), 1.0), (1.0, calls.fract())] {
            if number * probability * share > 0.0 {
                let once = self.once(edge, entry, round_trip);
                children.push(Branch { probability: number, node: self.maybe(probability * share, once) });
            }
        }
        children
    }
}
