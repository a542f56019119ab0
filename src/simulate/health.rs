//! Failures as they unfold: checks that find out, instances that are lost, replicas that take the place of a primary.
//!
//! Where the plan has checks (a balancer's interval and threshold, for a name server its time to live too), a target that
//! goes down gets requests until they have found out, and again as long after it has come back. Where the plan only says
//! that others may answer as well, the caller asks one of these at once. When none of a choice's own targets is left, the
//! plan's other entries answer, the first that is up; they are called without the latency and policies of a drawn link.
//!
//! A primary that is lost is replaced after the mean time of its group's fail-over: by itself for the share of losses
//! that the group covers, drawn by chance, else by hand. Its replica then answers in the primary's place and no more in
//! its own, until the old primary comes back.

use super::agenda::Kind;
use super::clock::Tick;
use super::code::{NONE, Op, Split};
use super::engine::Engine;
use super::stations::DEAD;
use super::threads::State;
use crate::plan::FailoverGroup;

/// What a choice is made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// There is but one way.
    None,
    /// Position of its split.
    Split(u32),
    /// Position of what users stay with.
    Stay(u32),
    /// Position of its group.
    Group(u32),
}

/// A choice whose targets are looked after.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    /// Position of the operation that leads to the choice, or past it.
    pub(super) gate: u32,
    pub(super) choice: Choice,
    /// By way: the component that it leads to, its weight, and where it begins.
    pub(super) ways: Vec<(u32, f64, u32)>,
    /// Components that may answer when no way is left, and where the way to each begins.
    pub(super) spares: Vec<(u32, u32)>,
    /// From a failure, or from its end, until it is found out, seconds.
    pub(super) seconds: f64,
    /// Whether instances are looked after one by one.
    pub(super) single: bool,
    /// Stations and ways of the group as the plan has it.
    pub(super) members: Vec<(u32, u32)>,
    /// Components that are known to be down.
    pub(super) out: Vec<u32>,
    /// Components that are taken to be down by mistake.
    pub(super) mistaken: Vec<u32>,
    /// Components that no call gets to from here, as the link is down.
    pub(super) cut: Vec<u32>,
    /// The component that checks.
    pub(super) owner: u32,
}

impl Checked {
    fn knows(&self, component: u32) -> bool {
        self.ways.iter().any(|way| way.0 == component) || self.spares.iter().any(|spare| spare.0 == component)
    }
}

/// A primary with its replicas.
#[derive(Clone, Debug)]
pub(super) struct Failover {
    pub(super) group: FailoverGroup,
    /// The replica that stands in the primary's place.
    pub(super) promoted: Option<usize>,
    /// Stations of the primary that stand for the machine of the replica, with their own servers and copies.
    pub(super) moved: Vec<(usize, u32, u32)>,
    /// Calls that copy writes to the replica, which now has them itself: the operation, where it led, and to whom.
    pub(super) copying: Vec<(usize, u32, u32)>,
}

impl Engine {
    pub(super) fn at_tick(&mut self, after_s: f64, tick: Tick) {
        self.clock.ticks.push(tick);
        if self.clock.settled && !matches!(tick, Tick::Flap(_)) {
            return self.tick(self.clock.ticks.len() as u32 - 1);
        }
        let number = self.clock.ticks.len() as u32 - 1;
        self.agenda.add(self.now_s + after_s.max(0.0), Kind::Clock, number);
    }

    /// A component has gone down or come back: whoever looks after it will find out.
    pub(super) fn announce_failure(&mut self, component: usize) {
        for checked in 0..self.clock.checked.len() {
            let own = &self.clock.checked[checked];
            if own.knows(component as u32) {
                let seconds = own.seconds;
                if seconds > 0.0 {
                    self.at_tick(seconds, Tick::Found(checked, component));
                } else {
                    self.find(checked, component);
                }
            }
        }
    }

    /// A check has found out how a component is.
    pub(super) fn find(&mut self, checked: usize, component: usize) {
        let down = self.down[component] != NONE || self.is_cut(checked, component);
        let own = &mut self.clock.checked[checked];
        let known = own.out.iter().position(|out| *out as usize == component);
        match (known, down) {
            (None, true) => own.out.push(component as u32),
            (Some(place), false) => drop(own.out.remove(place)),
            _ => return,
        }
        self.lead(checked);
    }

    /// Leads a choice's requests to what is known to be up.
    pub(super) fn lead(&mut self, checked: usize) {
        let own = &mut self.clock.checked[checked];
        if own.members.is_empty()
            && let Choice::Group(group) = own.choice
        {
            own.members.clone_from(&self.code.groups[group as usize].members);
        }
        let up = |component: u32| !own.out.contains(&component) && !own.mistaken.contains(&component);
        let left: Vec<usize> = (0..own.ways.len()).filter(|&way| up(own.ways[way].0)).collect();
        let spare = own.spares.iter().find(|spare| up(spare.0)).filter(|_| left.is_empty());
        let past = own.gate + 1;
        self.code.ops[own.gate as usize] = Op::Gate { to: spare.map_or(past, |spare| spare.1) };
        // With nothing to turn to, requests go on failing where they did.
        let used: Vec<usize> = if left.is_empty() { (0..own.ways.len()).collect() } else { left };
        match own.choice {
            Choice::None => {}
            Choice::Split(split) => {
                let stream = self.code.splits[split as usize].stream;
                let weighted: Vec<(f64, u32)> = used.iter().map(|&way| (own.ways[way].1, own.ways[way].2)).collect();
                self.code.splits[split as usize] = Split::new(stream, &weighted);
            }
            Choice::Stay(stay) => {
                let way = |&way: &usize| {
                    let (component, weight, to) = own.ways[way];
                    super::people::Way { weight, key: component, to }
                };
                self.code.stays[stay as usize].ways = used.iter().map(way).collect();
            }
            Choice::Group(group) => {
                self.code.groups[group as usize].members = used.iter().map(|&way| own.members[way]).collect();
            }
        }
    }

    /// A component is down: its group, if it is the primary of one, has to find another.
    pub(super) fn begin_failover(&mut self, component: usize) {
        let found = self.clock.failovers.iter().position(|own| own.group.primary == component);
        let Some(position) = found else { return };
        for replica in self.clock.failovers[position].group.replicas.clone() {
            let copies = (0..self.staleness.len()).filter(|own| self.staleness[*own].component as usize == replica);
            for own in copies.collect::<Vec<_>>() {
                self.staleness[own].at_failure = self.would_lose(&self.staleness[own]);
            }
        }
        let FailoverGroup { promotion_s, coverage, manual_s, .. } = self.clock.failovers[position].group;
        let covered = coverage >= 1.0 || self.routing[component].uniform() < coverage;
        self.at_tick(if covered { promotion_s } else { manual_s }, Tick::Promoted(position));
    }

    /// The first replica that is up takes the place of a primary that is still down.
    pub(super) fn promote(&mut self, position: usize) {
        let own = &self.clock.failovers[position];
        let primary = own.group.primary;
        if own.promoted.is_some() || self.down[primary] == NONE {
            return;
        }
        let up = own.group.replicas.iter().copied().find(|&replica| self.down[replica] == NONE);
        let Some(replica) = up else { return };
        self.clock.failovers[position].promoted = Some(replica);
        let copy = self.staleness.iter_mut().find(|old| old.component as usize == replica);
        self.measure.writes_lost += copy.map_or(0, super::stale::Staleness::lose);
        self.down[primary] = NONE;
        if self.instances_of(replica) > 1 {
            self.lose_instances(replica, 1);
            self.remove_lost(replica);
        } else {
            self.down[replica] = self.clock.causes[replica];
        }
        self.clock.failovers[position].moved = self.move_to(primary, replica);
        self.clock.failovers[position].copying = self.stop_copying(primary, replica);
        self.announce_failure(primary);
        self.find_everywhere(replica);
    }

    /// From now on the stations of a primary are as those of one instance of a replica: it is that machine which works.
    /// What they were, to be given back.
    fn move_to(&mut self, primary: usize, replica: usize) -> Vec<(usize, u32, u32)> {
        let machine = self.stations_of(replica);
        let mut moved = Vec::new();
        for station in self.stations_of(primary) {
            let own = &self.stations[station];
            let same = |&&other: &&usize| {
                let other = &self.stations[other];
                (other.resource, other.keeps) == (own.resource, own.keeps)
            };
            let Some(&other) = machine.iter().find(same).filter(|_| !own.pooled) else { continue };
            moved.push((station, own.servers, own.active));
            let servers = self.stations[other].full_servers;
            self.set_machine(station, servers, 1);
        }
        moved
    }

    /// Nobody waits for copies at a replica that stands in the primary's place: they are there at once.
    fn stop_copying(&mut self, primary: usize, replica: usize) -> Vec<(usize, u32, u32)> {
        let there = self.code.ops.len() as u32;
        self.code.ops.push(Op::Return);
        let mut led = Vec::new();
        for (place, op) in self.code.ops.iter_mut().enumerate() {
            if let Op::CallAside { start, component, .. } = op
                && *component as usize == replica
            {
                led.push((place, *start, *component));
                (*start, *component) = (there, primary as u32);
            }
        }
        led
    }

    /// The machine and the copies of a primary are its own again.
    fn give_place_back(&mut self, moved: Vec<(usize, u32, u32)>, copying: Vec<(usize, u32, u32)>) {
        for (station, servers, active) in moved {
            self.set_machine(station, servers, active);
        }
        for (place, to, of) in copying {
            if let Op::CallAside { start, component, .. } = &mut self.code.ops[place] {
                (*start, *component) = (to, of);
            }
        }
    }

    fn set_machine(&mut self, station: usize, servers: u32, active: u32) {
        let own = &mut self.stations[station];
        (own.servers, own.active) = (servers, active);
        own.figures.set_units(self.now_s, f64::from(servers) * f64::from(active));
        for copy in self.stations[station].first..self.stations[station].first + active {
            self.serve_line(copy);
        }
    }

    /// The replica that stands in for a primary is lost too.
    pub(super) fn lose_promoted(&mut self, component: usize) {
        let found = self.clock.failovers.iter_mut().find(|own| own.promoted == Some(component));
        if let Some(own) = found {
            own.promoted = None;
            let primary = own.group.primary;
            let (moved, copying) = (std::mem::take(&mut own.moved), std::mem::take(&mut own.copying));
            self.give_place_back(moved, copying);
            self.take_down(primary);
        }
    }

    /// A replica is back whose primary has found nobody to take its place.
    pub(super) fn retry_failover(&mut self, component: usize) {
        let waits = |own: &Failover| own.promoted.is_none() && own.group.replicas.contains(&component);
        let found = self.clock.failovers.iter().position(waits);
        if let Some(position) = found.filter(|&found| self.down[self.clock.failovers[found].group.primary] != NONE) {
            let promotion_s = self.clock.failovers[position].group.promotion_s;
            self.at_tick(promotion_s, Tick::Promoted(position));
        }
    }

    /// Whoever moves a replica tells those who ask it.
    fn find_everywhere(&mut self, component: usize) {
        for checked in 0..self.clock.checked.len() {
            if self.clock.checked[checked].knows(component as u32) {
                self.find(checked, component);
            }
        }
    }

    /// The old primary is back: the replica that stood in its place is one again.
    pub(super) fn end_failover(&mut self, component: usize) {
        let of = |own: &&mut Failover| own.group.primary == component;
        let Some(own) = self.clock.failovers.iter_mut().find(of) else { return };
        let (promoted, moved) = (own.promoted.take(), std::mem::take(&mut own.moved));
        let copying = std::mem::take(&mut own.copying);
        self.give_place_back(moved, copying);
        let Some(replica) = promoted else { return };
        if self.down[replica] == NONE {
            self.restore_instances(replica);
        }
        self.down[replica] = NONE;
        self.find_everywhere(replica);
    }

    /// So many of a component's instances are lost: whatever waits there fails, and what goes there until a balancer
    /// that checks has found out. What has begun is finished.
    pub(super) fn lose_instances(&mut self, component: usize, number: u32) {
        let Some(&cause) = self.clock.causes.get(component) else { return };
        let (instances, before) = (self.instances_of(component), self.clock.lost[component].0);
        let number = number.min(instances.saturating_sub(before));
        if number == 0 {
            return;
        }
        let lost = before + number;
        self.clock.lost[component].0 = lost;
        self.clock.dead[component] = cause;
        let mut gone = Vec::new();
        for station in self.stations_of(component) {
            let own = &mut self.stations[station];
            if own.pooled {
                own.servers = own.servers.saturating_sub((own.full_servers / instances).max(1) * number);
                let units = f64::from(own.servers) * f64::from(own.active);
                own.figures.set_units(self.now_s, units);
                continue;
            }
            let each = own.active / instances;
            let end = own.first + own.active - before * each;
            gone.push((station, end - number * each..end));
            let units = f64::from(own.servers) * f64::from(own.active - lost * each);
            own.figures.set_units(self.now_s, units);
            for copy in end - number * each..end {
                self.copies[copy as usize].busy |= DEAD;
                self.empty_line(copy, cause);
            }
        }
        for (station, copies) in gone {
            self.lose_sessions(station, copies);
        }
        let checks = self.clock.checked.iter().filter(|own| own.single && own.knows(component as u32));
        if let Some(seconds) = checks.map(|own| own.seconds).reduce(f64::max) {
            self.at_tick(seconds, Tick::Removed(component));
        }
    }

    /// The checks of whoever sends to a component have found its lost instances: they get no more.
    pub(super) fn remove_lost(&mut self, component: usize) {
        let (lost, removed) = self.clock.lost[component];
        let instances = self.instances_of(component);
        if lost == 0 || lost >= instances {
            return;
        }
        self.clock.lost[component] = (0, removed + lost);
        for station in self.stations_of(component) {
            let own = &mut self.stations[station];
            if own.pooled {
                continue;
            }
            let fewer = lost * (own.active / instances);
            own.active -= fewer;
            for copy in own.first + own.active..own.first + own.active + fewer {
                self.copies[copy as usize].busy &= !DEAD;
            }
        }
        if let Some(tier) = self.clock.tiers.iter_mut().find(|tier| tier.component as usize == component) {
            tier.running -= f64::from(lost);
            tier.wanted = tier.running;
        }
    }

    /// All lost instances of a component are back.
    pub(super) fn restore_instances(&mut self, component: usize) {
        let (lost, removed) = std::mem::take(&mut self.clock.lost[component]);
        let instances = self.instances_of(component);
        for station in self.stations_of(component) {
            let own = &mut self.stations[station];
            if own.pooled {
                own.servers = own.full_servers;
            } else {
                own.active = (own.active + removed * (own.active / instances.max(1))).min(own.room);
            }
            let units = f64::from(own.servers) * f64::from(own.active);
            own.figures.set_units(self.now_s, units);
            for copy in own.first..own.first + own.active {
                if lost > 0 {
                    self.copies[copy as usize].busy &= !DEAD;
                }
                self.serve_line(copy);
            }
        }
    }

    pub(super) fn stations_of(&self, component: usize) -> Vec<usize> {
        (0..self.stations.len()).filter(|&at| self.stations[at].component as usize == component).collect()
    }

    /// Instances that take requests, the lost ones among them.
    pub(super) fn instances_of(&self, component: usize) -> u32 {
        let counts = self.stations.iter().filter(|own| own.component as usize == component && !own.pooled);
        let single = counts.map(|own| own.active).filter(|active| *active > 0).max();
        single.unwrap_or_else(|| {
            let pooled = self.stations.iter().filter(|own| own.component as usize == component);
            pooled.map(|own| own.servers).max().unwrap_or(0)
        })
    }

    /// Whatever waits at a copy fails.
    pub(super) fn empty_line(&mut self, copy: u32, cause: u32) {
        while self.copies[copy as usize].head != NONE {
            let thread = self.copies[copy as usize].head;
            self.leave_failing(thread, cause);
        }
    }

    /// A waiting thread leaves its line and fails.
    pub(super) fn leave_failing(&mut self, thread: u32, cause: u32) {
        let station = self.copies[self.threads.at(thread).copy as usize].station;
        let patience = self.stations[station as usize].patience;
        self.leave_line(thread);
        if patience != NONE {
            self.forget_limit(patience);
        }
        if let Some(pc) = self.fail(thread, cause) {
            let slot = self.threads.of(thread);
            (slot.pc, slot.state) = (pc, State::Running);
            self.ready.push_back(thread);
        }
    }
}
