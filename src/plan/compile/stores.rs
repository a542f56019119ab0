//! Stores of single items: key-value, document, column, graph, search.
//!
//! Each item has N copies on different nodes. A read asks R of them and waits for all R; a write goes to every copy that
//! is up and waits for W. A copy costs its node the core time of the access, and one operation of its disk where the
//! store has one.
//!
//! Assumed: a copy to be asked is drawn by chance; work is the same for all copies of an item; a full-text search or an
//! aggregate costs its core time at one copy, however many shards divide it. Absent: hints for nodes that are down
//! (a write that finds fewer than W copies fails), read repair, compaction.

use std::rc::Rc;

use super::entry::popularity;
use super::{CLASSES, Compiler, JOB, UNLIMITED_QUEUE};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, DiagnosticCode, Severity, Value};
use crate::plan::{Arrivals, Class, Node, Ranks, Reason, Resource, Service, Staleness, Window};

/// Chances below this are left out.
const NEVER: f64 = 1e-12;

/// N, R and W within what there is.
#[derive(Clone, Copy)]
struct Quorum {
    copies: f64,
    read: f64,
    write: f64,
}

/// Where copies lie: some nodes keep more of them, or the hottest item, than the others.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Placement {
    /// Nodes that keep more; 0: all are alike.
    fuller: f64,
    /// The other nodes that keep anything.
    others: f64,
    /// Share of the accesses to copies of usual items that goes to the fuller nodes.
    share: f64,
}

/// The stations of a group of equal nodes.
#[derive(Clone, Copy)]
struct Nodes {
    cores: usize,
    disk: Option<usize>,
}

/// One store, as far as its programs need to know it.
struct Store {
    part: usize,
    quorum: Quorum,
    /// How many copies of an item are up, with the chance of each number.
    alive: Vec<(f64, f64)>,
    celebrity: f64,
    share: f64,
    fuller: Option<Nodes>,
    others: Nodes,
    read: Service,
    write: Service,
    disk: Option<Service>,
}

impl Compiler<'_> {
    pub(super) fn compile_store(&mut self, part: usize) {
        let store = self.store(part);
        let stale = self.outdated(part, &store);
        let read = |compiler: &mut Self, class: usize| {
            let answer = compiler.quorum_read(&store);
            match stale.filter(|_| CLASSES[class] != Class::Static) {
                None => answer,
                Some((chance, staleness)) => {
                    let old = compiler.push(Node::Stale { staleness });
                    let old = compiler.maybe(chance, old);
                    compiler.sequence(&[answer, old])
                }
            }
        };
        self.answer(part, |compiler, class| match CLASSES[class] {
            Class::Static | Class::Read => read(compiler, class),
            Class::Write | Class::Job => compiler.quorum_write(&store),
        });
        self.read_by_jobs(part, |compiler| read(compiler, JOB));
        if let Some((_, staleness)) = stale {
            self.plan.staleness[staleness].writes = self.writes_of(part);
        }
    }

    /// The nodes that begin the writes that `part` is asked for.
    pub(super) fn writes_of(&self, part: usize) -> Vec<usize> {
        self.answers[part][2..].iter().flatten().map(|&entry| self.plan.entries[entry].root()).collect()
    }

    fn store(&mut self, part: usize) -> Store {
        let here = self.part(part);
        let drawn = here.number(Parameter::Instances).max(1.0);
        let up = (here.instances / drawn).min(1.0);
        let celebrity = here.number(Parameter::CelebrityShare);
        let shards = match here.component.value(Parameter::Shards) {
            Some(Value::Number(shards)) => Some(shards),
            _ => None,
        };
        let disk = match here.component.value(Parameter::Iops) {
            Some(Value::Number(rate)) => Some(Service::fixed(1.0 / rate.max(1e-9))),
            _ => None,
        };
        let alive_nodes = here.instances;
        let quorum = self.quorum(part, drawn);
        let placed = placement(drawn, quorum.copies, shards, celebrity);
        if placed.fuller + placed.others < drawn {
            self.report(DiagnosticCode::NodesWithoutData, Severity::Warning, part);
        }
        let fuller = (placed.fuller > 0.0).then(|| self.nodes(part, placed.fuller * up, disk.is_some()));
        Store {
            part,
            quorum,
            alive: alive(drawn, alive_nodes.min(drawn), quorum.copies),
            celebrity,
            share: placed.share,
            fuller,
            others: self.nodes(part, placed.others * up, disk.is_some()),
            read: self.service(part, self.read_time(part)),
            write: self.service(part, Parameter::WriteTime),
            disk,
        }
    }

    fn quorum(&mut self, part: usize, nodes: f64) -> Quorum {
        let number = |parameter| self.part(part).number(parameter).max(1.0);
        let (wanted, read, write) =
            (number(Parameter::ReplicationFactor), number(Parameter::ReadQuorum), number(Parameter::WriteQuorum));
        if read.max(write) > wanted {
            self.report(DiagnosticCode::QuorumBeyondCopies, Severity::Warning, part);
        }
        if wanted > nodes {
            self.report(DiagnosticCode::CopiesBeyondNodes, Severity::Warning, part);
        }
        let copies = wanted.min(nodes);
        Quorum { copies, read: read.min(copies), write: write.min(copies) }
    }

    /// Which core time a read takes.
    fn read_time(&self, part: usize) -> Parameter {
        match self.part(part).component.choice(Parameter::AccessPattern) {
            _ if self.part(part).kind() == Kind::KeyValueStore => Parameter::ReadTime,
            Some(Choice::RangeScan) => Parameter::RangeScanTime,
            Some(Choice::Join) => Parameter::JoinTime,
            Some(Choice::Traversal) => Parameter::TraversalTime,
            Some(Choice::FullText) => Parameter::FullTextTime,
            Some(Choice::Aggregate) => Parameter::AggregateTime,
            _ => Parameter::KeyLookupTime,
        }
    }

    fn nodes(&mut self, part: usize, copies: f64, with_disk: bool) -> Nodes {
        let cores = self.part(part).number(Parameter::Cores);
        let cores = self.group_station(part, Resource::Cores, cores, copies);
        let disk = with_disk.then(|| self.group_station(part, Resource::Disk, 1.0, copies));
        Nodes { cores, disk }
    }

    /// A station of some of the machines of `part`, to which its own keys and not a balancer lead.
    pub(super) fn group_station(&mut self, part: usize, resource: Resource, servers: f64, copies: f64) -> usize {
        let station = self.station(part, resource, servers, UNLIMITED_QUEUE);
        self.plan.stations[station].copies = copies;
        self.plan.stations[station].arrivals = Arrivals::Random;
        station
    }

    fn quorum_read(&mut self, store: &Store) -> usize {
        let needed = store.quorum.read;
        let enough: f64 = store.alive.iter().filter(|(up, _)| *up >= needed).map(|(_, chance)| chance).sum();
        let answer = self.at_copies(store, needed, needed, store.read);
        if enough > 1.0 - NEVER {
            return answer;
        }
        let failure = self.fail(store.part, Reason::Down);
        self.choose(store.part, &[(enough, answer), (1.0 - enough, failure)])
    }

    fn quorum_write(&mut self, store: &Store) -> usize {
        let mut weighted = Vec::new();
        for &(up, chance) in &store.alive {
            let node = if up < store.quorum.write {
                self.fail(store.part, Reason::Down)
            } else {
                self.at_copies(store, up, store.quorum.write, store.write)
            };
            weighted.push((chance, node));
        }
        match weighted[..] {
            [(_, only)] => only,
            _ => self.choose(store.part, &weighted),
        }
    }

    /// So many copies at once: those of the hottest item on the fuller nodes, those of all others anywhere.
    fn at_copies(&mut self, store: &Store, number: f64, needed: f64, service: Service) -> usize {
        let usual = self.at_some_copy(store, service);
        let usual = self.parallel(&[(number, usual)], needed);
        let Some(fuller) = store.fuller.filter(|_| store.celebrity > 0.0) else { return usual };
        let hottest = self.at_node(store.part, fuller, service, store.disk);
        let hottest = self.parallel(&[(number, hottest)], needed);
        self.choose(store.part, &[(store.celebrity, hottest), (1.0 - store.celebrity, usual)])
    }

    fn at_some_copy(&mut self, store: &Store, service: Service) -> usize {
        let other = self.at_node(store.part, store.others, service, store.disk);
        let Some(fuller) = store.fuller else { return other };
        let fuller = self.at_node(store.part, fuller, service, store.disk);
        self.choose(store.part, &[(store.share, fuller), (1.0 - store.share, other)])
    }

    fn at_node(&mut self, part: usize, nodes: Nodes, service: Service, disk: Option<Service>) -> usize {
        let mut steps = vec![self.work(nodes.cores, service)];
        if let (Some(station), Some(operation)) = (nodes.disk, disk) {
            steps.push(self.work(station, operation));
        }
        steps.extend(self.log(part, nodes.cores));
        self.sequence(&steps)
    }

    /// Where R + W <= N a read may ask only copies that the last write did not wait for: with the chance that R copies
    /// drawn from N avoid the W first ones, C(N - W, R) / C(N, R) (Bailis et al., Probabilistically Bounded Staleness,
    /// VLDB 2012). After the W-th confirmation each of the others is taken to need another write time, exponential, so
    /// the first of R has it after 1/R of that. Waiting in the nodes' queues is not in it: too little where nodes are
    /// nearly full.
    fn outdated(&mut self, part: usize, store: &Store) -> Option<(f64, usize)> {
        let Quorum { copies, read, write } = store.quorum;
        if read + write > copies {
            return None;
        }
        let chance: f64 = (0..read as usize).map(|k| (copies - write - k as f64) / (copies - k as f64)).product();
        let write_s = store.write.mean_s + store.disk.map_or(0.0, |operation| operation.mean_s);
        let (objects, exponent) = popularity(&self.drawing);
        let popularity = with_celebrity(&self.ranks(objects, exponent), store.celebrity);
        self.plan.staleness.push(Staleness {
            component: self.position[part].unwrap_or_default(),
            log: None,
            link: None,
            window: Window::After(write_s / read),
            writes: Vec::new(),
            popularity,
        });
        Some((chance, self.plan.staleness.len() - 1))
    }
}

/// The popularity in which the first object has a share of its own, and all share the rest as before.
fn with_celebrity(popularity: &[Ranks], celebrity: f64) -> Rc<[Ranks]> {
    let mut popularity = popularity.to_vec();
    for ranks in &mut popularity {
        ranks.probability *= 1.0 - celebrity;
    }
    if let Some(first) = popularity.first_mut() {
        first.probability += celebrity / first.count;
    }
    popularity.into()
}

/// How the copies of so many shards lie on the nodes; `None`: of so many that they lie evenly. Shards are dealt out in
/// turn, so that some nodes keep one more than the others. The hottest item is on the fuller ones.
fn placement(nodes: f64, copies: f64, shards: Option<f64>, celebrity: f64) -> Placement {
    let (used, most) = match shards {
        None => (nodes, copies / nodes),
        Some(shards) => {
            let used = nodes.min(shards * copies);
            (used, (shards * copies / used).ceil() / (shards * copies))
        }
    };
    let fuller = match shards {
        _ if celebrity > 0.0 => copies,
        Some(shards) => (shards * copies) % used,
        None => 0.0,
    };
    // Without shards `most` is the share of all copies of one item; with shards, of all copies.
    let of_one = if shards.is_some() { most } else { 1.0 / nodes };
    if fuller >= used || fuller <= 0.0 {
        return Placement { fuller: 0.0, others: used, share: 0.0 };
    }
    Placement { fuller, others: used - fuller, share: (fuller * of_one).min(1.0) }
}

/// How many of `copies` on different nodes are up, where so many of all nodes are: hypergeometric.
fn alive(nodes: f64, up: f64, copies: f64) -> Vec<(f64, f64)> {
    let down = nodes - up;
    let (fewest, most) = ((copies - down).max(0.0), copies.min(up));
    let mut chances = vec![(fewest, 0.0_f64)];
    let mut number = fewest;
    while number < most {
        let ratio = (copies - number) * (up - number) / ((number + 1.0) * (down - copies + number + 1.0));
        let last = chances.last().map_or(0.0, |(_, logarithm)| *logarithm);
        number += 1.0;
        chances.push((number, last + libm::log(ratio)));
    }
    let top = chances.iter().map(|(_, logarithm)| *logarithm).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = chances.iter().map(|(_, logarithm)| libm::exp(logarithm - top)).sum();
    let shares = chances.into_iter().map(|(number, logarithm)| (number, libm::exp(logarithm - top) / total));
    shares.filter(|(_, chance)| *chance > NEVER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_lie_evenly_or_as_shards_are_dealt() {
        let even = |others| Placement { fuller: 0.0, others, share: 0.0 };
        assert_eq!(placement(6.0, 3.0, None, 0.0), even(6.0));
        assert_eq!(placement(6.0, 3.0, Some(4.0), 0.0), even(6.0));
        assert_eq!(placement(6.0, 3.0, Some(1.0), 0.0), even(3.0));
        // Four shards on three nodes: one keeps two of them.
        assert_eq!(placement(3.0, 1.0, Some(4.0), 0.0), Placement { fuller: 1.0, others: 2.0, share: 0.5 });
        assert_eq!(placement(6.0, 3.0, None, 0.2), Placement { fuller: 3.0, others: 3.0, share: 0.5 });
        assert_eq!(placement(3.0, 3.0, None, 0.2), even(3.0));
    }

    #[test]
    fn copies_that_are_up_follow_the_hypergeometric_law() {
        assert_eq!(alive(5.0, 5.0, 3.0), vec![(3.0, 1.0)]);
        let chances = alive(6.0, 4.0, 3.0);
        let wanted = [(1.0, 4.0 / 20.0), (2.0, 12.0 / 20.0), (3.0, 4.0 / 20.0)];
        for ((number, chance), (other, share)) in chances.iter().zip(wanted) {
            assert_eq!(*number, other);
            assert!((chance - share).abs() < 1e-12);
        }
        let total: f64 = alive(10_000.0, 9_000.0, 1_000.0).iter().map(|(_, chance)| chance).sum();
        assert!((total - 1.0).abs() < 1e-9);
    }
}
