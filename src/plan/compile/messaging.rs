//! Messages: who takes them in, and who works on them.
//!
//! Whoever publishes waits until the message is taken in, then a job begins of its own: it waits for a consumer, who
//! is held until the work is done. All consumers of a component are one line, as a queue hands its next message to
//! whoever is free. The time until a message is handed out again begins when a consumer takes it, so it stands inside
//! of what is held; a router, which pushes, makes its whole delivery again.

use super::{CLASSES, Compiler, JOB, Started, UNLIMITED_QUEUE};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Choice, DiagnosticCode, Severity};
use crate::plan::{Arrivals, Backoff, CallPolicy, Class, Node, Reason, Resource, Service};

/// Round trip between the brokers that keep copies of a message, seconds (within one data centre).
const BETWEEN_BROKERS_S: f64 = 0.0005;

/// Bytes that one disk operation writes when messages come thick and fast: brokers append to a log, and disks as
/// rented merge neighbouring writes up to this size (Amazon EBS, I/O characteristics: 256 KiB).
const BYTES_PER_DISK_OPERATION: f64 = 262_144.0;

/// Bound of the pause before a router's second delivery, seconds; it doubles from then on.
const ROUTER_BACKOFF_S: f64 = 1.0;

impl Compiler<'_> {
    /// A queue, publish-subscribe or event router: takes a message in and hands it on.
    pub(super) fn compile_broker(&mut self, part: usize) {
        let here = self.part(part);
        let (rate, taken_s) = (here.number(Parameter::OperationRate), self.taken_in(part));
        let deliveries = self.outgoing(part, Role::Deliver);
        let operations = self.station(part, Resource::Operations, 1.0, UNLIMITED_QUEUE);
        let disk = self.disk(part);
        let lost = self.lost(part, &deliveries);
        self.answer(part, |compiler, _| {
            let operation = compiler.work(operations, Service::fixed(1.0 / rate));
            let written = disk.map(|(station, time)| compiler.work(station, Service::fixed(time)));
            let taken = compiler.delay(taken_s);
            let mut steps = vec![operation];
            steps.extend(written);
            steps.push(taken);
            steps.push(compiler.hand_out(part, &deliveries, lost));
            compiler.sequence(&steps)
        });
    }

    /// From the message's arrival until its publisher may go on, seconds.
    fn taken_in(&self, part: usize) -> f64 {
        let here = self.part(part);
        let time = here.number(Parameter::OperationTime);
        match here.component.choice(Parameter::Acknowledgement) {
            Some(Choice::AckNone) => 0.0,
            Some(Choice::AckAll) => time + BETWEEN_BROKERS_S,
            _ => time,
        }
    }

    /// The disk that messages are written to before they are acknowledged, and its time per message.
    fn disk(&mut self, part: usize) -> Option<(usize, f64)> {
        let here = self.part(part);
        let (durable, iops) = (here.component.flag(Parameter::Durable), here.number(Parameter::Iops));
        let operations = here.number(Parameter::MessageBytes) / BYTES_PER_DISK_OPERATION;
        let written = durable && iops > 0.0;
        written.then(|| (self.station(part, Resource::Disk, 1.0, UNLIMITED_QUEUE), operations / iops))
    }

    /// What becomes of a message that nobody takes.
    fn lost(&mut self, part: usize, deliveries: &[usize]) -> Option<usize> {
        if deliveries.is_empty() {
            self.report(DiagnosticCode::QueueWithoutConsumer, Severity::Warning, part);
        } else if !deliveries.iter().any(|&edge| self.edge(edge).way.down) {
            return None;
        }
        let reason = self.reason_untaken(part);
        Some(self.side_entry(part, JOB, |compiler| compiler.fail(part, reason)))
    }

    fn reason_untaken(&self, broker: usize) -> Reason {
        if self.part(broker).keeps() { Reason::StillQueued } else { Reason::Undelivered }
    }

    /// A queue gives a message to one of its consumers, the others to each of theirs.
    fn hand_out(&mut self, part: usize, deliveries: &[usize], lost: Option<usize>) -> usize {
        if let Some(entry) = lost.filter(|_| deliveries.is_empty()) {
            return self.start_over(Started::Entry(entry), None, true);
        }
        if self.part(part).kind() == Kind::MessageQueue {
            let takers = self.takers(part);
            let weighted: Vec<(f64, usize)> =
                takers.into_iter().map(|edge| (self.taker_weight(edge), self.deliver(edge, lost))).collect();
            return match weighted[..] {
                [(weight, only)] if weight > 0.0 => only,
                _ => self.choose(part, &weighted),
            };
        }
        let copies: Vec<usize> = deliveries.iter().map(|&edge| self.deliver(edge, lost)).collect();
        self.sequence(&copies)
    }

    /// The Deliver links of a queue to consumers that are up; all of them where none is.
    fn takers(&self, queue: usize) -> Vec<usize> {
        let edges = self.outgoing(queue, Role::Deliver);
        let up: Vec<usize> = edges.iter().copied().filter(|&edge| !self.drawing.ends(edge)).collect();
        if up.is_empty() { edges } else { up }
    }

    /// Competing consumers take messages as they have hands.
    fn taker_weight(&self, edge: usize) -> f64 {
        let consumer = self.part(self.edge(edge).to);
        self.edge(edge).weight() * consumer.number(Parameter::Workers) * consumer.instances
    }

    /// One message on its way to a consumer, or into a queue that others take from: then it is counted there.
    fn deliver(&mut self, edge: usize, lost: Option<usize>) -> usize {
        if let Some(entry) = lost.filter(|_| self.edge(edge).way.down) {
            return self.start_over(Started::Entry(entry), None, true);
        }
        let (to, link) = (self.edge(edge).to, Some(self.link(edge)));
        if self.part(to).kind() == Kind::MessageQueue {
            return self.start_over(Started::Answer(to, JOB), link, self.part(to).down);
        }
        self.start_over(Started::Delivery(edge), link, true)
    }

    /// A step that publishes over `edge`. Where nothing is acknowledged, nobody waits.
    pub(super) fn publish(&mut self, edge: usize, class: usize) -> usize {
        let broker = self.part(self.edge(edge).to).component;
        if broker.choice(Parameter::Acknowledgement) == Some(Choice::AckNone) {
            return self.send(edge, class);
        }
        self.request(edge, class)
    }

    /// The links over which requests of a class publish. Files never do.
    pub(super) fn publishing(&self, part: usize, class: usize) -> Vec<usize> {
        let mut edges = self.outgoing(part, Role::Publish);
        edges.retain(|&edge| CLASSES[class] != Class::Static && super::carries(self.edge(edge), class));
        edges
    }

    pub(super) fn compile_worker(&mut self, part: usize) {
        let cores = self.part(part).number(Parameter::Cores);
        self.compile_later_writes(part);
        let station = self.consumers(part);
        let cores = self.station(part, Resource::Cores, cores, f64::INFINITY);
        self.plan.stations[cores].population = self.part(part).number(Parameter::Workers);
        self.consume(part, station, cores, Parameter::JobTime);
    }

    /// One line for all consumers of a component. What finds none free stays in the queue; where all messages come
    /// from something that keeps nothing, it is lost.
    pub(super) fn consumers(&mut self, part: usize) -> usize {
        let deliveries = self.delivered(part);
        let here = self.part(part);
        let hands = here.number(Parameter::Workers) * here.instances;
        let allowed: f64 = deliveries.iter().map(|&edge| self.allowed(edge)).sum();
        let servers = if deliveries.is_empty() { hands } else { hands.min(allowed) };
        let kept = deliveries.is_empty() || deliveries.iter().any(|&edge| self.part(self.edge(edge).from).keeps());
        let station = self.held_station(part, Resource::Workers, servers, if kept { UNLIMITED_QUEUE } else { 0.0 });
        let pool = &mut self.plan.stations[station];
        (pool.copies, pool.population, pool.arrivals, pool.keeps) = (1.0, f64::INFINITY, Arrivals::Random, kept);
        pool.pooled = true;
        station
    }

    /// Consumers that may work at a time on what comes over a Deliver link: this one's part of the partitions.
    fn allowed(&self, edge: usize) -> f64 {
        let queue = self.edge(edge).from;
        let partitions = self.part(queue).number(Parameter::Partitions);
        if partitions <= 0.0 {
            return f64::INFINITY;
        }
        let all: f64 = self.takers(queue).into_iter().map(|other| self.taker_weight(other)).sum();
        let part = if all > 0.0 { self.taker_weight(edge) / all } else { 1.0 };
        (partitions * part).round().max(1.0)
    }

    /// The Deliver links that arrive at `part`.
    pub(super) fn delivered(&self, part: usize) -> Vec<usize> {
        let edges = self.part(part).incoming.iter().copied();
        edges.filter(|&edge| self.edge(edge).role == Role::Deliver).collect()
    }

    /// What `part` does with a message, for each link that brings some, for they are handed out again differently.
    pub(super) fn consume(&mut self, part: usize, consumers: usize, cores: usize, time: Parameter) {
        for edge in self.delivered(part) {
            let latency = self.edge(edge).number(Parameter::Latency) + self.distance(edge);
            let entry = self.entry(part, JOB, |compiler| {
                let way = compiler.delay(latency);
                let body = compiler.job(part, cores, time);
                let body = compiler.handed_out_again(edge, body);
                let held = compiler.push(Node::Hold { station: consumers, body });
                let pushed = compiler.pushed_again(edge, held);
                compiler.sequence(&[way, pushed])
            });
            self.deliveries[edge] = Some(entry);
        }
    }

    fn job(&mut self, part: usize, cores: usize, time: Parameter) -> usize {
        let service = self.service(part, time);
        let mut steps = vec![self.work(cores, service)];
        steps.extend(self.dependencies(part, JOB));
        steps.extend(self.log(part, cores));
        self.sequence(&steps)
    }

    /// A queue hands a message out again when its consumer has not finished in time or has failed.
    fn handed_out_again(&mut self, edge: usize, body: usize) -> usize {
        let queue = self.part(self.edge(edge).from);
        if queue.kind() != Kind::MessageQueue {
            return body;
        }
        let timeout_s = queue.number(Parameter::RedeliveryTimeout);
        let policy = self.redelivery(edge, timeout_s, Backoff::Fixed(0.0));
        self.attempts(Some(policy), body)
    }

    /// A router delivers again after a failure.
    fn pushed_again(&mut self, edge: usize, body: usize) -> usize {
        let router = self.part(self.edge(edge).from);
        let policy = self.redelivery(edge, f64::INFINITY, Backoff::Jitter(ROUTER_BACKOFF_S));
        let again = router.kind() == Kind::EventRouter && router.keeps() && policy.retries > 0.0;
        self.attempts(again.then_some(policy), body)
    }

    fn redelivery(&self, edge: usize, timeout_s: f64, backoff: Backoff) -> CallPolicy {
        CallPolicy {
            component: self.position[self.edge(edge).to].unwrap_or_default(),
            timeout_s,
            retries: (self.part(self.edge(edge).from).number(Parameter::MaxDeliveries) - 1.0).max(0.0),
            backoff,
            budget: f64::INFINITY,
            cancels: false,
        }
    }

    /// Messages for a part that is down: they wait where something keeps them.
    pub(super) fn refuse_deliveries(&mut self, part: usize) {
        for edge in self.delivered(part) {
            let reason = self.reason_untaken(self.edge(edge).from);
            let entry = self.entry(part, JOB, |compiler| compiler.fail(part, reason));
            self.deliveries[edge] = Some(entry);
        }
    }
}
