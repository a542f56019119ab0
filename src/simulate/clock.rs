//! What the run does by itself: changes at their times, and instances that follow the load.

use super::agenda::Kind;
use super::code::NONE;
use super::deployments::Led;
use super::engine::Engine;
use super::health::{Checked, Failover};
use super::instances::StandIn;
use super::links::{Hindered, Hindrance};
use super::messages::Delivery;
use super::names::Names;
use super::settings::Change;
use super::threads::State;
use crate::plan::{Need, Scaling};

/// Something that happens at a time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tick {
    /// A look at the utilization of a tier.
    Look(usize),
    /// Instances of a tier have booted.
    Booted(usize),
    /// A check has found out how a component is: positions of the choice and of the component.
    Found(usize, usize),
    /// Checks have found the lost instances of a component.
    Removed(usize),
    /// The fail-over of a group is over.
    Promoted(usize),
    /// The checks of a component judge by chance again.
    Flap(usize),
    /// Somebody has noticed that a component is down, and whoever waits for its copies waits no more.
    Noticed(usize),
    /// Some of the names that a look-up has brought have expired.
    Expired(usize),
}

/// A tier whose instances follow the load.
#[derive(Clone, Debug)]
pub(super) struct Tier {
    pub(super) component: u32,
    pub(super) scaling: Scaling,
    /// Stations, each with its copies (or servers, where pooled) for one instance.
    pub(super) stations: Vec<(u32, f64)>,
    /// Instances that run.
    pub(super) running: f64,
    /// Instances that run or boot.
    pub(super) wanted: f64,
    last_step_s: f64,
    /// Busy and present servers of each station at the last look, as integrals over time.
    seen: Vec<(f64, f64)>,
}

impl Tier {
    pub(super) fn new(component: u32, scaling: Scaling, stations: Vec<(u32, f64)>, running: f64) -> Self {
        let seen = vec![(0.0, 0.0); stations.len()];
        Self { component, scaling, stations, running, wanted: running, last_step_s: f64::NEG_INFINITY, seen }
    }

    /// Seconds between looks: a minute, as metrics are usually gathered, or the cool-down if that is shorter.
    fn look_every_s(&self) -> f64 {
        self.scaling.cool_down_s.clamp(1.0, 60.0)
    }
}

/// Share of the target below which instances are taken away, so that the number does not go up and down by chance
/// (as Amazon EC2 Auto Scaling does it).
const LOW: f64 = 0.9;

/// Everything that happens at a time of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    pub(super) ticks: Vec<Tick>,
    pub(super) tiers: Vec<Tier>,
    /// By component: the cause of failures while it is down.
    pub(super) causes: Vec<u32>,
    /// Choices whose targets are looked after.
    pub(super) checked: Vec<Checked>,
    pub(super) failovers: Vec<Failover>,
    /// By place of the plan: the components that share its fate.
    pub(super) places: Vec<Vec<usize>>,
    /// By component: instances lost that still get requests, and those that get none any more.
    pub(super) lost: Vec<(u32, u32)>,
    /// By component: its stations, those of groups of its machines together.
    pub(super) sets: Vec<Vec<Vec<usize>>>,
    /// Operations that the machines of another group do.
    pub(super) stand_ins: Vec<StandIn>,
    /// By component: from the loss of an instance until nobody who does not check asks it, and until somebody works on a
    /// failure, seconds.
    pub(super) missed_s: Vec<f64>,
    pub(super) noticed_s: Vec<f64>,
    /// Copies of writes that are waited for no more: the operation, where it led, and to whom.
    pub(super) dropped: Vec<(usize, u32, u32)>,
    /// Servers of the pools of consumers that are down: their messages wait.
    pub(super) closed: Vec<(usize, u32)>,
    /// Look-ups of names.
    pub(super) names: Vec<Names>,
    /// By link of the plan.
    pub(super) links: Vec<Hindrance>,
    pub(super) hindered: Vec<Hindered>,
    /// Where the entries begin whose loss a caller goes without.
    pub(super) spared: Vec<u32>,
    /// By job: how its message comes to its consumer.
    pub(super) deliveries: Vec<Delivery>,
    /// Jobs that wait on this side of a link that is down, with the link, first to last.
    pub(super) held_back: Vec<(u32, u32)>,
    /// By component: the cause of failures where its way is down.
    pub(super) cut: Vec<u32>,
    /// By component: what requests to its dead instances fail for.
    pub(super) dead: Vec<u32>,
    /// By component: causes of errors of a bad deployment, and of a full disk.
    pub(super) faulty: Vec<u32>,
    pub(super) full: Vec<u32>,
    /// By component: entries that write, and the calls that were led away from them, with where they led.
    pub(super) writing: Vec<Vec<u32>>,
    pub(super) led_away: Vec<Vec<Led>>,
    /// By component: what reads and writes need of its nodes, and the calls of which some fail for want of copies.
    pub(super) needs: Vec<[Vec<Need>; 2]>,
    pub(super) starved: Vec<Vec<Led>>,
    /// By component: whether its checks flap.
    pub(super) flapping: Vec<bool>,
    /// Whether everything has been so for long: what checks find out is found out at once.
    pub(super) settled: bool,
}

impl Engine {
    pub(super) fn schedule_clock(&mut self) {
        for tier in 0..self.clock.tiers.len() {
            self.clock.ticks.push(Tick::Look(tier));
            self.clock.ticks.push(Tick::Booted(tier));
            let time_s = self.clock.tiers[tier].look_every_s();
            self.agenda.add(time_s, Kind::Clock, self.clock.ticks.len() as u32 - 2);
        }
    }

    pub(super) fn tick(&mut self, tick: u32) {
        match self.clock.ticks[tick as usize] {
            Tick::Look(tier) => {
                self.look(tier, tick + 1);
                let time_s = self.now_s + self.clock.tiers[tier].look_every_s();
                self.agenda.add(time_s, Kind::Clock, tick);
            }
            Tick::Booted(tier) => {
                let wanted = self.clock.tiers[tier].wanted;
                self.set_instances(tier, wanted);
            }
            Tick::Found(checked, component) => self.find(checked, component),
            Tick::Removed(component) => self.remove_lost(component),
            Tick::Promoted(group) => self.promote(group),
            Tick::Flap(component) => self.flap(component),
            Tick::Noticed(component) => self.drop_copies(component),
            Tick::Expired(names) => self.expire_names(names),
        }
    }

    /// Utilization since the last look, of the fullest kind of resource.
    fn utilization(&mut self, tier: usize) -> f64 {
        let mut sums: Vec<(crate::plan::Resource, f64, f64)> = Vec::new();
        for position in 0..self.clock.tiers[tier].stations.len() {
            let station = self.clock.tiers[tier].stations[position].0 as usize;
            let own = &self.stations[station];
            let (busy, _, units) = own.figures.areas_s(self.now_s);
            let now = (busy, units);
            let before = std::mem::replace(&mut self.clock.tiers[tier].seen[position], now);
            let (busy, units) = (now.0 - before.0, now.1 - before.1);
            match sums.iter_mut().find(|sum| sum.0 == own.resource) {
                Some(sum) => (sum.1, sum.2) = (sum.1 + busy, sum.2 + units),
                None if own.held => {}
                None => sums.push((own.resource, busy, units)),
            }
        }
        let shares = sums.into_iter().filter(|sum| sum.2 > 0.0).map(|sum| sum.1 / sum.2);
        shares.fold(0.0, f64::max)
    }

    /// One step of autoscaling, if it is time for one.
    fn look(&mut self, tier: usize, booted: u32) {
        let seen = self.utilization(tier).min(1.0);
        let own = &self.clock.tiers[tier];
        let waits = self.now_s < own.last_step_s + own.scaling.cool_down_s || own.wanted > own.running;
        if waits {
            return;
        }
        let scaling = own.scaling;
        let for_share = |target: f64| libm::ceil(own.running * seen / target - 1e-9);
        let backlog = scaling.backlog_per_instance.map_or(0.0, |each| libm::ceil(self.backlog(tier) / each));
        let bounded = |number: f64| number.max(backlog).clamp(scaling.fewest, scaling.most.max(scaling.fewest));
        let (up, down) =
            (bounded(for_share(scaling.target_utilization)), bounded(for_share(scaling.target_utilization * LOW)));
        let own = &mut self.clock.tiers[tier];
        if up > own.running {
            (own.wanted, own.last_step_s) = (up, self.now_s);
            self.agenda.add(self.now_s + scaling.boot_s, Kind::Clock, booted);
        } else if down < own.running {
            (own.wanted, own.last_step_s) = (down, self.now_s);
            self.set_instances(tier, down);
        }
    }

    /// Messages that wait for a tier.
    fn backlog(&self, tier: usize) -> f64 {
        let stations = self.clock.tiers[tier].stations.iter().map(|&(station, _)| &self.stations[station as usize]);
        stations.filter(|station| station.keeps).map(|station| f64::from(station.figures.waiting)).sum()
    }

    /// So many instances take requests from now on. Those taken away finish what they have.
    pub(super) fn set_instances(&mut self, tier: usize, wanted: f64) {
        self.clock.tiers[tier].running = wanted;
        for position in 0..self.clock.tiers[tier].stations.len() {
            let (station, each) = self.clock.tiers[tier].stations[position];
            let own = &mut self.stations[station as usize];
            let number = libm::round(each * wanted).max(1.0) as u32;
            let (first, before) = (own.first, own.active);
            if own.pooled && self.clock.closed.iter().any(|closed| closed.0 == station as usize) {
                continue;
            }
            if own.pooled {
                own.servers = number;
            } else {
                own.active = number.min(own.room);
            }
            let left = own.active;
            let units = f64::from(own.servers) * f64::from(own.active);
            own.figures.set_units(self.now_s, units);
            if own.pooled {
                self.serve_line(first);
            } else if left < before {
                self.lose_sessions(|copy| (first + left..first + before).contains(&copy));
            }
        }
    }

    /// Changes something at a time that all events up to have happened at.
    pub(super) fn apply(&mut self, change: Change, now_s: f64) {
        (self.now_s, self.until_s) = (now_s, now_s);
        self.events += 1;
        self.change(change);
        while let Some(thread) = self.ready.pop_front() {
            self.go_on(thread);
        }
    }

    /// How things are from the beginning.
    pub(super) fn begin_with(&mut self, changes: &[Change]) {
        self.clock.settled = true;
        for change in changes {
            self.change(*change);
        }
        self.clock.settled = false;
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::ComponentDown(component) => {
                self.take_down(component);
                self.lose_promoted(component);
            }
            Change::ComponentUp(component) => self.bring_up(component),
            Change::PlaceDown(place) => {
                for component in self.clock.places.get(place).cloned().unwrap_or_default() {
                    self.take_down(component);
                    self.lose_promoted(component);
                }
            }
            Change::PlaceUp(place) => {
                for component in self.clock.places.get(place).cloned().unwrap_or_default() {
                    self.bring_up(component);
                }
            }
            Change::InstancesDown(component, number) => self.lose_instances(component, number),
            Change::InstancesUp(component) if component < self.clock.lost.len() => self.restore_instances(component),
            Change::InstancesUp(_) => {}
            Change::LinkDown(_) | Change::LinkUp(_) | Change::LinkSlow(..) | Change::LinkLossy(..) => {
                self.change_link(change);
            }
            Change::Slow(component, factor) => {
                let stations = self.stations.iter_mut().filter(|station| station.component as usize == component);
                stations.for_each(|station| station.slowness = factor.max(0.0));
            }
            Change::Traffic(factor) => {
                self.sources.load.traffic = factor.max(0.0);
                for source in 0..self.sources.open.len() as u32 {
                    let own = &mut self.sources.open[source as usize];
                    if own.rate_per_s > 0.0 {
                        own.pending = None;
                        self.schedule_anew(source);
                    }
                }
            }
            Change::EmptyCache(component) => self.caches.empty(component),
            Change::Errors(component, number) => self.answer_errors(component, number),
            Change::SlowInstances(component, number, factor) => self.slow_instances(component, number, factor),
            Change::DiskFull(component, full) => self.fill_disk(component, full),
            Change::Flapping(component, flapping) => self.let_flap(component, flapping),
        }
    }

    /// Whatever waits at a component, is worked on there or goes through it fails, and so does whatever comes.
    pub(super) fn take_down(&mut self, component: usize) {
        let Some(&cause) = self.clock.causes.get(component) else { return };
        let was_up = std::mem::replace(&mut self.down[component], cause) == NONE;
        if was_up {
            self.lose_all_sessions(component);
            self.announce_failure(component);
            self.begin_failover(component);
            self.miss_copies(component);
            self.close_pools(component);
            self.lose_names(component);
        }
        let waiting = |engine: &Self, thread: u32| {
            let slot = engine.threads.at(thread);
            let station = |slot: &super::threads::Thread| engine.copies[slot.copy as usize].station as usize;
            slot.state == State::Waiting
                && engine.stations[station(slot)].component as usize == component
                && !engine.clock.closed.iter().any(|closed| closed.0 == station(slot))
        };
        let there: Vec<u32> = self.threads.positions().filter(|&thread| waiting(self, thread)).collect();
        for thread in there {
            if waiting(self, thread) {
                self.leave_failing(thread, cause);
            }
        }
    }

    /// A component answers again.
    fn bring_up(&mut self, component: usize) {
        let Some(down) = self.down.get_mut(component) else { return };
        let was_down = std::mem::replace(down, NONE) != NONE;
        self.end_failover(component);
        if was_down {
            self.announce_failure(component);
            self.retry_failover(component);
            self.wait_again(component);
            self.open_pools(component);
            self.find_names(component);
        }
    }
}
