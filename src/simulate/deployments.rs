//! Bad deployments, full disks, and health checks that flap.

use super::agenda::Kind;
use super::clock::Tick;
use super::code::{NONE, Op};
use super::engine::Engine;
use super::stations::DEAD;

/// A call, or the beginning of a request, that was led away, and where it led.
#[derive(Clone, Copy, Debug)]
pub(super) enum Led {
    /// An operation.
    Call(u32, u32),
    /// A call over a link that is or was hindered.
    Hindered(u32, u32),
    /// A source or a job.
    Root(u32, u32),
}

/// Time between two judgements of checks that take no time, seconds.
const SHORTEST_FLAP_S: f64 = 1.0;

impl Engine {
    /// So many instances, the first ones, answer errors; what has begun there is finished.
    pub(super) fn answer_errors(&mut self, component: usize, number: u32) {
        let Some(&cause) = self.clock.faulty.get(component) else { return };
        let instances = self.instances_of(component).max(1);
        for set in self.clock.sets[component].clone() {
            if self.stations[set[0]].pooled {
                continue;
            }
            let bad = self.first_copies(&set, number, instances);
            let left = self.first_copies(&set, instances - self.clock.lost[component].0.min(instances), instances);
            for (_, copy) in left {
                let bad = bad.iter().any(|own| own.1 == copy);
                let busy = &mut self.copies[copy as usize].busy;
                *busy = if bad { *busy | DEAD } else { *busy & !DEAD };
                if bad {
                    self.empty_line(copy, cause);
                } else {
                    self.serve_line(copy);
                }
            }
        }
        self.clock.dead[component] = if number > 0 { cause } else { self.clock.causes[component] };
    }

    /// Work on so many instances, the first ones, takes longer, from the next piece of work on.
    pub(super) fn slow_instances(&mut self, component: usize, number: u32, factor: f64) {
        let instances = self.instances_of(component).max(1);
        for set in self.clock.sets[component].clone() {
            let slow = self.first_copies(&set, number, instances);
            for station in set {
                let slow = slow.iter().filter(|copy| copy.0 == station).count() as u32;
                let own = &mut self.stations[station];
                own.slow_until = if own.pooled || slow == 0 { 0 } else { own.first + slow };
                own.slow_factor = factor.max(0.0);
            }
        }
    }

    /// Leads all that writes to a component to a failure, or back. Only where a call leads to changes: what has begun
    /// goes on.
    pub(super) fn fill_disk(&mut self, component: usize, full: bool) {
        let Some(&cause) = self.clock.full.get(component) else { return };
        for led in std::mem::take(&mut self.clock.led_away[component]) {
            self.lead_back(led);
        }
        if !full {
            return;
        }
        let starts: Vec<u32> =
            self.clock.writing[component].iter().map(|&entry| self.code.entries[entry as usize].start).collect();
        let end = self.code.ops.len() as u32;
        self.code.ops.push(Op::Fail { cause });
        let mut led = Vec::new();
        for (place, op) in self.code.ops.iter_mut().enumerate() {
            if let Some(start) = start_of(op).filter(|start| starts.contains(start)) {
                led.push(Led::Call(place as u32, start));
                lead(op, end);
            }
        }
        for (place, hindered) in self.clock.hindered.iter_mut().enumerate() {
            if let Some(start) = start_of(&hindered.call).filter(|start| starts.contains(start)) {
                led.push(Led::Hindered(place as u32, start));
                lead(&mut hindered.call, end);
            }
        }
        for (place, root) in self.code.roots.iter_mut().enumerate().filter(|(_, root)| starts.contains(&root.entry)) {
            led.push(Led::Root(place as u32, root.entry));
            root.entry = end;
        }
        self.clock.led_away[component] = led;
    }

    /// What was led away leads where it led.
    pub(super) fn lead_back(&mut self, led: Led) {
        match led {
            Led::Call(place, to) => lead(&mut self.code.ops[place as usize], to),
            Led::Hindered(place, to) => lead(&mut self.clock.hindered[place as usize].call, to),
            Led::Root(root, to) => self.code.roots[root as usize].entry = to,
        }
    }

    /// From now on a component's checks judge by chance, or again by what is so.
    pub(super) fn let_flap(&mut self, component: usize, flapping: bool) {
        let Some(flaps) = self.clock.flapping.get_mut(component) else { return };
        let before = std::mem::replace(flaps, flapping);
        if flapping && !before {
            self.clock.ticks.push(Tick::Flap(component));
            let tick = self.clock.ticks.len() as u32 - 1;
            self.agenda.add(self.now_s, Kind::Clock, tick);
        } else if !flapping && before {
            self.judge_targets(component, |_, _| false);
        }
    }

    /// One judgement of checks that flap: each target, or each instance of the only one, is out with even odds.
    pub(super) fn flap(&mut self, component: usize) {
        if !self.clock.flapping[component] {
            return;
        }
        self.judge_targets(component, |engine, component| engine.routing[component].uniform() < 0.5);
        let checks = self.clock.checked.iter().filter(|own| own.owner as usize == component);
        let seconds = checks.map(|own| own.seconds).fold(0.0, f64::max).max(SHORTEST_FLAP_S);
        self.at_tick(seconds, Tick::Flap(component));
    }

    fn judge_targets(&mut self, component: usize, out: impl Fn(&mut Self, usize) -> bool) {
        let own: Vec<usize> = (0..self.clock.checked.len())
            .filter(|&checked| self.clock.checked[checked].owner as usize == component)
            .collect();
        let mut targets: Vec<u32> =
            own.iter().flat_map(|&checked| self.clock.checked[checked].ways.iter().map(|way| way.0)).collect();
        targets.sort_unstable();
        targets.dedup();
        if let [only] = targets[..] {
            return self.judge_instances(only as usize, |engine| out(engine, component));
        }
        let mistaken: Vec<u32> = targets.into_iter().filter(|_| out(self, component)).collect();
        for checked in own {
            self.clock.checked[checked].mistaken.clone_from(&mistaken);
            self.lead(checked);
        }
    }

    /// Takes instances of the only target out of its balancer's turns. Where all would be out, none is: a balancer that
    /// knows no sound target sends to all.
    fn judge_instances(&mut self, target: usize, out: impl Fn(&mut Self) -> bool) {
        let follows = self.clock.tiers.iter().any(|tier| tier.component as usize == target);
        if follows || self.clock.lost[target] != (0, 0) {
            return;
        }
        let stations = self.stations_of(target);
        let single = |&&station: &&usize| !self.stations[station].pooled;
        let all = stations.iter().filter(single).map(|&station| self.stations[station].room).max().unwrap_or(0);
        let left = (0..all).filter(|_| !out(self)).count() as u32;
        let left = if left == 0 { all } else { left };
        for station in stations {
            let own = &mut self.stations[station];
            if !own.pooled && own.room == all {
                own.active = left;
            }
        }
    }
}

/// Where a call leads.
pub(super) fn start_of(op: &Op) -> Option<u32> {
    match op {
        Op::Call { start, .. } | Op::CallIn { start, .. } | Op::CallAside { start, .. } if *start != NONE => {
            Some(*start)
        }
        _ => None,
    }
}

/// Leads a call elsewhere. One that knows what its entry begins with does so no longer.
pub(super) fn lead(op: &mut Op, to: u32) {
    if let Op::CallIn { start, component, counter, after, .. } = *op {
        *op = Op::Call { start, component, counter, after };
    }
    if let Op::Call { start, .. } | Op::CallAside { start, .. } = op {
        *start = to;
    }
}
