//! Messages on their way to consumers that are down or cut off.
//!
//! What something keeps waits there, and its consumer has it done when it is back; what nothing keeps is lost. A queue with
//! several consumers hands nothing to one that is down or cut off as long as another is there. What has been handed
//! out already stays with its consumer: how many messages that is has been drawn when they came.

use super::code::NONE;
use super::engine::Engine;
use super::flow::Next;
use super::threads::State;
use crate::plan::{Node, Plan, Reason};

/// How the message that begins a job comes to its consumer.
#[derive(Clone, Debug)]
pub(super) struct Delivery {
    /// The link that it comes over, or [`NONE`].
    link: u32,
    /// Whether something keeps it until somebody takes it.
    kept: bool,
    /// Why it is lost while the consumer is down, and while it is cut off; [`NONE`]: as any call.
    down: u32,
    cut: u32,
    /// Jobs of others who would take it as well.
    others: Vec<u32>,
}

/// By job.
pub(super) fn deliveries(plan: &Plan, mut cause: impl FnMut(usize, Reason) -> u32) -> Vec<Delivery> {
    let mut found: Vec<Delivery> = Vec::new();
    for job in &plan.jobs {
        let entry = &plan.entries[job.entry];
        let mut held = plan.nodes[entry.nodes.clone()].iter().filter_map(|node| match node {
            Node::Hold { station, .. } => Some(*station),
            _ => None,
        });
        let pool = held.clone().find(|station| plan.stations[*station].pooled);
        let keeps = held.find(|station| plan.stations[*station].keeps);
        // What is written to a copy comes over the link that its readers wait for.
        let log = keeps.and_then(|station| plan.staleness.iter().find(|copy| copy.log == Some(station)));
        let number = found.len();
        let broker = plan.components.iter().position(|part| {
            plan.nodes[part.nodes.clone()].iter().any(|node| matches!(node, Node::Spawn { job } if *job == number))
        });
        let lost = |broker: Option<usize>| broker.filter(|_| pool.is_some() && keeps.is_none());
        let down = lost(broker).map_or(NONE, |_| cause(entry.component, Reason::Undelivered));
        let cut = lost(broker).map_or(NONE, |broker| cause(broker, Reason::Undelivered));
        let link = job.link.or_else(|| log.and_then(|copy| copy.link)).map_or(NONE, |link| link as u32);
        found.push(Delivery { link, kept: keeps.is_some(), down, cut, others: Vec::new() });
    }
    for node in &plan.nodes {
        let Node::Choose(children) = node else { continue };
        let spawned = plan.branches[children.clone()].iter().map(|child| match plan.nodes[child.node] {
            Node::Spawn { job } => Some(job as u32),
            _ => None,
        });
        let Some(jobs) = spawned.collect::<Option<Vec<u32>>>() else { continue };
        for &job in &jobs {
            found[job as usize].others = jobs.iter().copied().filter(|other| *other != job).collect();
        }
    }
    found
}

impl Engine {
    /// Whether the consumer of a job takes messages.
    fn takes(&self, job: u32) -> bool {
        let link = self.clock.deliveries[job as usize].link;
        let component = self.code.roots[self.code.sources + job as usize].component;
        let up = component == NONE || self.down[component as usize] == NONE;
        up && (link == NONE || !self.hindrance(link as usize).down)
    }

    /// The job that a message begins: that of another consumer where its own takes none.
    pub(super) fn taken_by(&mut self, job: u32) -> u32 {
        if self.clock.deliveries[job as usize].others.is_empty() || self.takes(job) {
            return job;
        }
        let others = self.clock.deliveries[job as usize].others.iter().copied();
        let there: Vec<u32> = others.filter(|&other| self.takes(other)).collect();
        let component = self.code.roots[self.code.sources + job as usize].component as usize;
        match there[..] {
            [] => job,
            [only] => only,
            _ => there[self.routing[component].below(there.len() as u32) as usize],
        }
    }

    /// A job begins, if its message gets to whom it is for.
    #[inline(never)]
    pub(super) fn begin_job(&mut self, thread: u32, pc: u32, root: u32) -> Next {
        let Delivery { link, kept, down, cut, .. } = self.clock.deliveries[root as usize - self.code.sources];
        let component = self.code.roots[root as usize].component;
        if component == NONE || (!kept && down == NONE) {
            let next = self.begin(thread, pc, root);
            return self.over_link(thread, link, kept, cut, component, next);
        }
        let entry = self.enrol(thread, pc, root);
        if !kept && self.down[component as usize] != NONE {
            return self.fail(thread, down);
        }
        self.over_link(thread, link, kept, cut, component, Some(entry))
    }

    fn over_link(&mut self, thread: u32, link: u32, kept: bool, cut: u32, component: u32, next: Next) -> Next {
        let Some(pc) = next.filter(|_| link != NONE && self.hindrance(link as usize).down) else { return next };
        if !kept {
            let cause = if cut == NONE { self.clock.cut[component as usize] } else { cut };
            return self.fail(thread, cause);
        }
        let slot = self.threads.of(thread);
        (slot.pc, slot.state) = (pc, State::Lost);
        self.clock.held_back.push((link, thread));
        None
    }

    /// What waited for a link goes on.
    pub(super) fn hand_out(&mut self, link: u32) {
        let all = std::mem::take(&mut self.clock.held_back);
        let (free, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|(over, _)| *over == link);
        self.clock.held_back = left;
        for (_, thread) in free {
            self.threads.of(thread).state = State::Running;
            self.ready.push_back(thread);
        }
    }

    /// A consumer that is down takes nothing out of what keeps its messages.
    pub(super) fn close_pools(&mut self, component: usize) {
        for station in self.stations_of(component) {
            let own = &mut self.stations[station];
            if own.pooled && own.keeps {
                self.clock.closed.push((station, own.servers));
                own.servers = 0;
                own.figures.set_units(self.now_s, 0.0);
            }
        }
    }

    /// It is back.
    pub(super) fn open_pools(&mut self, component: usize) {
        let all = std::mem::take(&mut self.clock.closed);
        let own = |station: usize| self.stations[station].component as usize == component;
        let (opened, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|closed| own(closed.0));
        self.clock.closed = left;
        for (station, servers) in opened {
            let own = &mut self.stations[station];
            own.servers = servers;
            let units = f64::from(servers) * f64::from(own.active);
            own.figures.set_units(self.now_s, units);
            let first = own.first;
            self.serve_line(first);
        }
    }
}
