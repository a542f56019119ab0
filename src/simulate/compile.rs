//! From the plan's trees to a flat list of operations.

use std::collections::BTreeMap;

use super::code::{Code, Entry, Gathering, Group, Manner, NONE, Op, Place, Root, Split};
use super::names::Names;
use super::people::{Stay, Way, key_of_station, machine_of};
use super::times::Law;
use crate::plan::{Arrivals, Branch, Class, Node, Plan, Station};

/// Fixed work that is no longer than this takes no time, seconds: a drawing that says "as fast as can be" means it. It
/// adds up to something only from a milliard pieces per second on.
const NO_TIME_S: f64 = 1e-9;

/// Positions of a class among all.
pub(super) const fn place_of(class: Class) -> u32 {
    match class {
        Class::Static => 0,
        Class::Read => 1,
        Class::Write => 2,
        Class::Job => 3,
    }
}

/// The operations of a plan.
pub(super) fn code(plan: &Plan) -> Code {
    let mut writer =
        Writer { plan, code: Code::default(), marks: marks(plan), about: about(plan), here: Here::default() };
    writer.code.ops.extend([Op::Orphan, Op::Child]);
    for entry in &plan.entries {
        writer.entry(entry);
    }
    writer.code.sources = plan.sources.len();
    for (position, source) in plan.sources.iter().enumerate() {
        writer.root(source.entry, Some(position), place_of(source.class), source.component, true);
    }
    for job in &plan.jobs {
        let component = plan.entries[job.entry].component;
        writer.root(job.entry, None, place_of(Class::Job), component, job.counted);
    }
    writer.code.resolve();
    writer.code.shorten();
    writer.code
}

/// What a request that begins a node does to caches and to what is read elsewhere.
fn marks(plan: &Plan) -> BTreeMap<usize, Vec<Op>> {
    let mut marks: BTreeMap<usize, Vec<Op>> = BTreeMap::new();
    for (cache, dropped) in plan.caches.iter().enumerate() {
        for &node in &dropped.dropping {
            marks.entry(node).or_default().push(Op::Drop { cache: cache as u32 });
        }
    }
    for (staleness, old) in plan.staleness.iter().enumerate() {
        for &node in &old.writes {
            marks.entry(node).or_default().push(Op::Written { staleness: staleness as u32 });
        }
    }
    for (memory, sessions) in plan.sessions.iter().enumerate() {
        for &node in &sessions.uses {
            // Where it is held is known when it is written.
            let used = Op::Session { memory: memory as u32, station: NONE, place: Place::Chosen };
            marks.entry(node).or_default().push(used);
        }
    }
    marks
}

/// Whether any request has to know what it is about.
fn about(plan: &Plan) -> bool {
    plan.caches.iter().any(|cache| cache.typed.is_none()) || !plan.staleness.is_empty()
}

/// Where in a program the writer is.
#[derive(Clone, Copy, Default)]
pub(super) struct Here {
    pub(super) component: usize,
    class: u32,
    /// Frames above the entry's own.
    depth: u32,
    /// Whether the entry ends with what is written next.
    last_step: bool,
    /// What is held: station, the depth of its frame, and whether that is the entry's own.
    held: Option<(usize, u32, bool)>,
    /// The station of the piece of work right before, in any case.
    pub(super) last: Option<usize>,
}

pub(super) struct Writer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) code: Code,
    marks: BTreeMap<usize, Vec<Op>>,
    about: bool,
    pub(super) here: Here,
}

impl Writer<'_> {
    pub(super) fn end(&self) -> u32 {
        self.code.ops.len() as u32
    }

    fn entry(&mut self, entry: &crate::plan::Entry) {
        let start = self.end();
        self.here =
            Here { component: entry.component, class: place_of(entry.class), last_step: true, ..Here::default() };
        self.node(entry.root());
        self.code.ops.push(Op::Return);
        self.code.entries.push(Entry { start, component: entry.component as u32, side: entry.side });
    }

    fn root(&mut self, entry: usize, source: Option<usize>, class: u32, component: usize, counted: bool) {
        let start = self.end();
        let root = self.code.roots.len() as u32;
        self.code.ops.push(Op::Begin { root });
        let source = source.map_or(NONE, |source| source as u32);
        let component = if self.plan.entries[entry].side { NONE } else { component as u32 };
        let entry = self.code.entries[entry].start;
        self.code.roots.push(Root { start, entry, class, component, source, counted, about: self.about });
    }

    /// Writes a node.
    pub(super) fn bare_node(&mut self, position: usize) {
        if let Some(marks) = self.marks.get(&position) {
            let written = marks.iter().map(|mark| self.placed(*mark)).collect::<Vec<_>>();
            self.code.ops.extend(written);
        }
        let plan = self.plan;
        let last_step = std::mem::take(&mut self.here.last_step);
        match &plan.nodes[position] {
            Node::Nothing => {}
            Node::Work { station, service } => self.work(*station, &Law::of(service)),
            Node::Delay(seconds) => {
                if *seconds > 0.0 {
                    let list = self.code.delay(*seconds);
                    self.code.ops.push(Op::Delay { list });
                }
            }
            Node::Sequence(children) => {
                for branch in children.clone() {
                    self.here.last_step = last_step && branch + 1 == children.end;
                    self.node(plan.branches[branch].node);
                }
            }
            Node::Choose(children) => {
                let stays = plan.sessions.iter().any(|sessions| sessions.choices.contains(&position));
                self.choose(&plan.branches[children.clone()], stays);
            }
            Node::Repeat { times, body } => self.repeat(*times, *body),
            Node::Call { entry, link } => {
                let counter = self.code.counter(*link, self.here.class);
                self.code.ops.push(Op::Call { start: *entry as u32, component: NONE, counter, after: NONE });
                self.here.last = None;
            }
            Node::Lookup { cache, hit, miss } => self.lookup(*cache, *hit, *miss),
            Node::Hold { station, body } if last_step && !self.is_log(*station) => {
                self.hold_to_the_end(*station, *body);
            }
            Node::Hold { station, body } => self.hold(*station, *body),
            Node::Parallel { children, needed } => self.parallel(&plan.branches[children.clone()], *needed),
            Node::Attempt { policy, body } => {
                self.framed(Op::Attempt { policy: *policy as u32 }, *body, Op::Answered);
            }
            Node::Break { breaker, body } => self.framed(Op::Break { breaker: *breaker as u32 }, *body, Op::Passed),
            Node::Spawn { job } => {
                let counter = self.code.counter(plan.jobs[*job].link, self.here.class);
                self.code.ops.push(Op::Spawn { job: *job as u32, counter });
            }
            Node::Stale { staleness } => self.code.ops.push(Op::Stale { staleness: *staleness as u32 }),
            Node::Fail { component, reason } => {
                let cause = self.code.cause(*component, *reason);
                self.code.ops.push(Op::Fail { cause });
            }
        }
    }

    /// A session is on the machine that is held.
    fn placed(&self, mark: Op) -> Op {
        match (mark, self.here.held) {
            (Op::Session { memory, .. }, Some((station, ..))) => {
                Op::Session { memory, station: station as u32, place: self.place(station) }
            }
            _ => mark,
        }
    }

    /// Machines of one component have all its stations; whoever works on one machine stays there.
    fn together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.plan.stations[one], &self.plan.stations[other]);
        one.component == other.component && one.copies == other.copies && one.pooled == other.pooled
    }

    fn place(&self, station: usize) -> Place {
        match self.here.held {
            Some((held, depth, own)) if self.together(held, station) => {
                let above = self.here.depth - depth;
                return if own { Place::Entry(above) } else { Place::Held(above) };
            }
            _ => {}
        }
        match self.here.last {
            Some(last) if self.together(last, station) => Place::Same,
            _ => Place::Chosen,
        }
    }

    fn work(&mut self, station: usize, law: &Law) {
        if matches!(law, Law::Fixed(seconds) if *seconds <= NO_TIME_S) {
            return;
        }
        let place = self.place(station);
        self.code.laws.push(*law);
        let law = self.code.laws.len() as u32 - 1;
        self.code.ops.push(Op::Work { station: station as u32, law, place });
        self.here.last = Some(station);
    }

    fn hold(&mut self, station: usize, body: usize) {
        let (place, outer) = (self.place(station), self.here);
        self.code.ops.push(Op::Hold { station: station as u32, place });
        self.here.depth += 1;
        self.here.held = Some((station, self.here.depth, false));
        self.here.last = None;
        self.node(body);
        self.code.ops.push(Op::Release);
        self.here = Here { last: None, ..outer };
    }

    /// Whether readers depend on what waits at a station: then its waits are noted, which the shorter way of holding does
    /// not do.
    fn is_log(&self, station: usize) -> bool {
        self.plan.staleness.iter().any(|old| old.log == Some(station))
    }

    /// Holds what is given back with the last step of the entry: no frame of its own is needed.
    fn hold_to_the_end(&mut self, station: usize, body: usize) {
        let outer = self.here;
        self.code.ops.push(Op::Enter { station: station as u32 });
        self.here.held = Some((station, self.here.depth, true));
        self.here.last = None;
        self.node(body);
        self.code.ops.push(Op::Exit);
        self.here = Here { last: None, ..outer };
    }

    fn framed(&mut self, begin: Op, body: usize, end: Op) {
        self.code.ops.push(begin);
        self.here.depth += 1;
        self.here.last = None;
        self.node(body);
        self.here.depth -= 1;
        self.here.last = None;
        self.code.ops.push(end);
    }

    fn repeat(&mut self, times: f64, body: usize) {
        let stream = self.here.component as u32;
        self.code.repeats.push((times, stream));
        let begin = self.end();
        let times = self.code.repeats.len() as u32 - 1;
        self.framed(Op::Repeat { times, end: 0 }, body, Op::Again);
        let end = self.end();
        self.code.ops[begin as usize] = Op::Repeat { times, end };
    }

    /// Writes `children` one after the other, each with a jump to the end of all; where each begins.
    fn ways(&mut self, children: &[usize]) -> Vec<u32> {
        let before = self.here.last;
        let mut after = Vec::new();
        let mut starts = Vec::new();
        let mut jumps = Vec::new();
        for &child in children {
            starts.push(self.end());
            self.here.last = before;
            self.node(child);
            after.push(self.here.last);
            jumps.push(self.end());
            self.code.ops.push(Op::Jump { to: 0 });
        }
        // The last needs no jump.
        if let Some(last) = jumps.pop() {
            self.code.ops.truncate(last as usize);
            for jump in jumps {
                self.code.ops[jump as usize] = Op::Jump { to: last };
            }
        }
        let same = |one: Option<usize>| match (one, before) {
            (Some(one), Some(before)) => self.together(one, before),
            (one, before) => one == before,
        };
        self.here.last = if after.into_iter().all(same) { before } else { None };
        starts
    }

    fn choose(&mut self, children: &[Branch], stays: bool) {
        let possible: Vec<Branch> = children.iter().copied().filter(|child| child.probability > 0.0).collect();
        if let [only] = possible[..] {
            return self.node(only.node);
        }
        let group = if stays { None } else { self.balanced(&possible) };
        let begin = self.end() as usize;
        self.code.ops.push(Op::Orphan);
        let nodes: Vec<usize> = possible.iter().map(|child| child.node).collect();
        let starts = self.ways(&nodes);
        let stream = self.here.component as u32;
        self.code.ops[begin] = if stays {
            let ways = possible.iter().zip(starts);
            let way = |(child, to): (&Branch, u32)| Way { weight: child.probability, key: self.key_of(child.node), to };
            let ways = ways.map(way).collect();
            self.code.stays.push(Stay { ways });
            Op::Stay { stay: self.code.stays.len() as u32 - 1 }
        } else if let Some((manner, stations)) = group {
            let members = stations.into_iter().zip(starts).collect();
            self.code.groups.push(Group { stream, manner, members, turn: 0 });
            Op::Balance { group: self.code.groups.len() as u32 - 1 }
        } else {
            let weighted: Vec<(f64, u32)> =
                possible.iter().zip(starts).map(|(child, start)| (child.probability, start)).collect();
            self.code.starts.push(weighted.iter().map(|way| way.1).collect());
            self.remember(&possible, &weighted);
            self.code.splits.push(Split::new(stream, &weighted));
            Op::Split { split: self.code.splits.len() as u32 - 1 }
        };
    }

    /// A choice between asking for a name and going on with one that is remembered.
    fn remember(&mut self, children: &[Branch], ways: &[(f64, u32)]) {
        let ([asks, goes_on], [asked, other]) = (children, ways) else { return };
        let Some(server) = self.callee(asks.node) else { return };
        let ttl_s = self.plan.failures.components.get(server as usize).map_or(0.0, |part| part.remembered_s);
        if self.plan.nodes[goes_on.node] != Node::Nothing || ttl_s <= 0.0 {
            return;
        }
        let split = self.code.splits.len() as u32;
        let (ways, share) = ([asked.1, other.1], asked.0 / (asked.0 + other.0));
        self.code.names.push(Names { server, split, ways, share, ttl_s, lost_s: None });
    }

    /// What tells a way from the others, whichever of them there are: the machines or the component that it leads to.
    fn key_of(&self, node: usize) -> u32 {
        match machine_of(self.plan, node) {
            Some(station) => key_of_station(station),
            None => self.callee(node).unwrap_or(NONE),
        }
    }

    /// Where all ways lead to stations between whose copies one balancer chooses: how it does, and the stations.
    fn balanced(&self, children: &[Branch]) -> Option<(Manner, Vec<u32>)> {
        let stations: Vec<usize> =
            children.iter().map(|child| self.first_station(child.node)).collect::<Option<_>>()?;
        let all = || stations.iter().map(|&station| &self.plan.stations[station]);
        let manner = manner(all().next()?);
        let copies: f64 = all().map(|station| station.copies).sum();
        let as_many = all().all(|station| (targets(station) - copies).abs() < 1e-6);
        let even = children
            .iter()
            .zip(all())
            .all(|(child, station)| (child.probability - station.copies / copies).abs() < 1e-9);
        let alike = all().all(|station| self::manner(station) == manner) && manner != Manner::Random;
        (alike && as_many && even).then(|| (manner, stations.iter().map(|&station| station as u32).collect()))
    }

    /// The first station that a request gets to which begins a node.
    fn first_station(&self, node: usize) -> Option<usize> {
        match &self.plan.nodes[node] {
            Node::Sequence(children) => {
                let children = &self.plan.branches[children.clone()];
                let idle = |node: usize| {
                    matches!(
                        self.plan.nodes[node],
                        Node::Nothing | Node::Delay(_) | Node::Spawn { .. } | Node::Stale { .. }
                    )
                };
                children.iter().find(|child| !idle(child.node)).and_then(|child| self.first_station(child.node))
            }
            Node::Attempt { body, .. } | Node::Break { body, .. } => self.first_station(*body),
            Node::Call { entry, .. } => self.first_station(self.plan.entries[*entry].root()),
            Node::Hold { station, .. } | Node::Work { station, .. } => Some(*station),
            _ => None,
        }
    }

    fn lookup(&mut self, cache: usize, hit: usize, miss: usize) {
        let begin = self.end() as usize;
        self.code.ops.push(Op::Orphan);
        let found = self.end();
        self.node(hit);
        let jump = self.end() as usize;
        self.code.ops.push(Op::Orphan);
        let missed = self.end();
        self.here.last = None;
        self.node(miss);
        if self.plan.caches[cache].typed.is_none() {
            self.code.ops.push(Op::Store { cache: cache as u32 });
        }
        self.here.last = None;
        self.code.ops[jump] = Op::Jump { to: self.end() };
        self.code.ops[begin] = Op::Lookup { cache: cache as u32, hit: found, miss: missed };
    }

    fn parallel(&mut self, children: &[Branch], needed: f64) {
        let begin = self.end() as usize;
        let outer = self.here;
        let gathering = self.code.gatherings.len() as u32;
        self.code.gatherings.push(Gathering { stream: outer.component as u32, children: Vec::new(), needed, end: 0 });
        self.code.ops.push(Op::Parallel { gathering });
        let mut starts = Vec::new();
        for child in children {
            starts.push((child.probability, self.end()));
            // A child is a thread of its own: it sees no frames of what it works for.
            self.here = Here { held: None, depth: 0, last: None, ..outer };
            self.node(child.node);
            self.code.ops.push(Op::Child);
        }
        self.here = Here { last: None, ..outer };
        let end = self.end();
        let written = &mut self.code.gatherings[gathering as usize];
        (written.children, written.end) = (starts, end);
        debug_assert!(begin < end as usize);
    }
}

/// How a station hands out arrivals.
pub(super) fn manner(station: &Station) -> Manner {
    match station.arrivals {
        _ if station.pooled => Manner::Random,
        Arrivals::Random => Manner::Random,
        Arrivals::InTurn { .. } => Manner::InTurn,
        Arrivals::LeastBusy { .. } => Manner::LeastBusy,
        Arrivals::EmptierOfTwo { .. } => Manner::EmptierOfTwo,
    }
}

fn targets(station: &Station) -> f64 {
    match station.arrivals {
        Arrivals::Random => station.copies,
        Arrivals::InTurn { targets } | Arrivals::LeastBusy { targets } | Arrivals::EmptierOfTwo { targets } => targets,
    }
}
