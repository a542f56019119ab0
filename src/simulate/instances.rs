//! Instances that are lost, found out and restored.
//!
//! An instance is one copy (or so many) of every station of its component. Where a component has groups of unequal
//! machines (the one that most users are tied to and the others, the node with the most popular object and the others),
//! the stations of one resource are the groups of one set, and the last group loses its machines first. A group that has
//! none left is stood in for by the first.
//!
//! Requests go to a lost instance until the checks of a balancer have found out; where nothing checks, until somebody has
//! noticed, which the plan says; and not at all where whoever asks is told at once, as the clients of a cluster are.

use super::clock::Tick;
use super::code::{Code, Op};
use super::engine::Engine;
use super::links::Hindered;
use super::stations::{DEAD, Station};
use crate::plan::Plan;

/// An operation that another group's machines do meanwhile: where it stands (or which hindered call it is), and whose it
/// was.
#[derive(Clone, Copy, Debug)]
pub(super) struct StandIn {
    component: usize,
    place: usize,
    hindered: bool,
    station: u32,
}

/// By component: its sets of stations, pools of servers each by themselves.
pub(super) fn sets(plan: &Plan) -> Vec<Vec<Vec<usize>>> {
    let of = |part: &crate::plan::Planned| {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for station in part.stations.clone() {
            let own = &plan.stations[station];
            let in_part =
                |station: usize| !plan.stations[station].pooled && plan.stations[station].copies < part.instances;
            let alike = |set: &&mut Vec<usize>| {
                let first = set[0];
                plan.stations[first].resource == own.resource && in_part(first) && in_part(station)
            };
            match sets.iter_mut().find(alike) {
                Some(set) => set.push(station),
                None => sets.push(vec![station]),
            }
        }
        sets
    };
    plan.components.iter().map(of).collect()
}

impl Engine {
    /// The copies of a set that take requests, the lost ones among them, each with its station.
    fn copies_of(&self, set: &[usize]) -> Vec<(usize, u32)> {
        let of = |&station: &usize| {
            let own = &self.stations[station];
            (own.first..own.first + own.active).map(move |copy| (station, copy))
        };
        set.iter().flat_map(of).collect()
    }

    /// So many of a component's instances are lost: whatever waits there fails, and what goes there until somebody has
    /// found out. What has begun is finished.
    pub(super) fn lose_instances(&mut self, component: usize, number: u32) {
        let Some(&cause) = self.clock.causes.get(component) else { return };
        let (instances, before) = (self.instances_of(component), self.clock.lost[component].0);
        let number = number.min(instances.saturating_sub(before));
        if number == 0 {
            return;
        }
        self.clock.lost[component].0 = before + number;
        self.clock.dead[component] = cause;
        let mut gone = Vec::new();
        for set in self.clock.sets[component].clone() {
            if self.stations[set[0]].pooled {
                self.shrink_pool(set[0], instances, number);
                continue;
            }
            let copies = self.copies_of(&set);
            let each = copies.len() / instances as usize;
            let end = copies.len() - before as usize * each;
            gone.extend_from_slice(&copies[end - number as usize * each..end]);
            for station in set {
                let lost = copies[end - number as usize * each..].iter().filter(|copy| copy.0 == station).count();
                let own = &mut self.stations[station];
                let units = f64::from(own.servers) * f64::from(own.active - lost as u32);
                own.figures.set_units(self.now_s, units);
            }
        }
        for &(_, copy) in &gone {
            self.copies[copy as usize].busy |= DEAD;
            self.empty_line(copy, cause);
        }
        self.lose_sessions(|copy| gone.iter().any(|lost| lost.1 == copy));
        let checks = self.clock.checked.iter().filter(|own| own.single && own.knows(component as u32));
        let seconds = checks.map(|own| own.seconds).reduce(f64::max).unwrap_or(self.clock.missed_s[component]);
        if seconds <= 0.0 {
            self.remove_lost(component);
        } else if seconds.is_finite() {
            self.at_tick(seconds, Tick::Removed(component));
        }
    }

    fn shrink_pool(&mut self, station: usize, instances: u32, number: u32) {
        let own = &mut self.stations[station];
        own.servers = own.servers.saturating_sub((own.full_servers / instances).max(1) * number);
        let units = f64::from(own.servers) * f64::from(own.active);
        own.figures.set_units(self.now_s, units);
    }

    /// Whoever sends to a component has found its lost instances: they get no more.
    pub(super) fn remove_lost(&mut self, component: usize) {
        let (lost, removed) = self.clock.lost[component];
        let instances = self.instances_of(component);
        if lost == 0 || lost >= instances {
            return;
        }
        self.clock.lost[component] = (0, removed + lost);
        for set in self.clock.sets[component].clone() {
            if self.stations[set[0]].pooled {
                continue;
            }
            let each = self.copies_of(&set).len() as u32 / instances;
            let mut left = lost * each;
            for &station in set.iter().rev() {
                let own = &mut self.stations[station];
                let fewer = left.min(own.active);
                own.active -= fewer;
                left -= fewer;
                for copy in own.first + own.active..own.first + own.active + fewer {
                    self.copies[copy as usize].busy &= !DEAD;
                }
                if own.active == 0 && station != set[0] {
                    self.stand_in(component, station as u32, set[0] as u32);
                }
            }
        }
        if let Some(tier) = self.clock.tiers.iter_mut().find(|tier| tier.component as usize == component) {
            tier.running -= f64::from(lost);
            tier.wanted = tier.running;
        }
        self.weigh(component);
        self.count_copies(component);
    }

    /// All lost instances of a component are back.
    pub(super) fn restore_instances(&mut self, component: usize) {
        let (lost, removed) = std::mem::take(&mut self.clock.lost[component]);
        for set in self.clock.sets[component].clone() {
            let pooled = self.stations[set[0]].pooled;
            let scaled = self.clock.tiers.iter().any(|tier| tier.component as usize == component);
            for &station in &set {
                let instances = self.instances_of(component);
                let own = &mut self.stations[station];
                if pooled {
                    own.servers = own.full_servers;
                } else if scaled {
                    own.active = (own.active + removed * (own.active / instances.max(1))).min(own.room);
                } else if removed > 0 {
                    own.active = own.room;
                }
            }
            for station in set {
                let own = &mut self.stations[station];
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
        self.end_stand_in(component);
        self.weigh(component);
        self.count_copies(component);
    }

    /// Choices between components follow the instances that are known to be left.
    fn weigh(&mut self, component: usize) {
        let (now, removed) = (self.instances_of(component), self.clock.lost[component].1);
        let share = f64::from(now) / f64::from(now + removed).max(1.0);
        for checked in 0..self.clock.checked.len() {
            let own = &mut self.clock.checked[checked];
            if !own.knows(component as u32) || own.ways.len() < 2 {
                continue;
            }
            own.left.retain(|left| left.0 != component as u32);
            if removed > 0 {
                own.left.push((component as u32, share));
            }
            self.lead(checked);
        }
    }

    /// From now on the machines of one group do the work of another that has none left.
    fn stand_in(&mut self, component: usize, from: u32, to: u32) {
        let Code { ops, .. } = &mut self.code;
        let mut done = Vec::new();
        for (place, op) in ops.iter_mut().enumerate() {
            if move_op(op, from, to) {
                done.push(StandIn { component, place, hindered: false, station: from });
            }
        }
        for (place, Hindered { call, .. }) in self.clock.hindered.iter_mut().enumerate() {
            if move_op(call, from, to) {
                done.push(StandIn { component, place, hindered: true, station: from });
            }
        }
        self.clock.stand_ins.extend(done);
    }

    fn end_stand_in(&mut self, component: usize) {
        let (ended, left): (Vec<StandIn>, Vec<StandIn>) =
            std::mem::take(&mut self.clock.stand_ins).into_iter().partition(|own| own.component == component);
        self.clock.stand_ins = left;
        for own in ended {
            let op = if own.hindered {
                self.clock.hindered.get_mut(own.place).map(|hindered| &mut hindered.call)
            } else {
                self.code.ops.get_mut(own.place)
            };
            if let Some(station) = op.and_then(station_of) {
                *station = own.station;
            }
        }
    }

    pub(super) fn stations_of(&self, component: usize) -> Vec<usize> {
        (0..self.stations.len()).filter(|&at| self.stations[at].component as usize == component).collect()
    }

    /// Instances that take requests, the lost ones among them.
    pub(super) fn instances_of(&self, component: usize) -> u32 {
        let Some(sets) = self.clock.sets.get(component) else { return 0 };
        let active = |set: &Vec<usize>| set.iter().map(|&station| self.stations[station].active).sum::<u32>();
        let (pooled, single): (Vec<_>, Vec<_>) = sets.iter().partition(|set| self.stations[set[0]].pooled);
        let servers = |set: &&Vec<usize>| self.stations[set[0]].servers;
        let most = single.into_iter().map(active).filter(|active| *active > 0).max();
        most.unwrap_or_else(|| pooled.iter().map(servers).max().unwrap_or(0))
    }

    /// Which copies of a set the first so many instances have.
    pub(super) fn first_copies(&self, set: &[usize], number: u32, instances: u32) -> Vec<(usize, u32)> {
        let mut copies = self.copies_of(set);
        let each = copies.len() as u32 / instances.max(1);
        copies.truncate((number.min(instances) * each) as usize);
        copies
    }

    /// The copy of a station that a user's session is kept at by a store: by its key, over those that are up.
    pub(super) fn kept_at(&self, user: u32, station: u32) -> u32 {
        let own: &Station = &self.stations[station as usize];
        let lost = self.clock.lost[own.component as usize].0;
        own.first + super::people::jump(user, station, own.active.saturating_sub(lost).max(1))
    }
}

/// The station that an operation is about.
fn station_of(op: &mut Op) -> Option<&mut u32> {
    match op {
        Op::Work { station, .. }
        | Op::Hold { station, .. }
        | Op::Enter { station }
        | Op::CallIn { station, .. }
        | Op::Session { station, .. } => Some(station),
        _ => None,
    }
}

fn move_op(op: &mut Op, from: u32, to: u32) -> bool {
    let Some(station) = station_of(op).filter(|station| **station == from) else { return false };
    *station = to;
    true
}
