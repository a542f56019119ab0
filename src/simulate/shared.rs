//! Servers that are shared by all that are there (processor sharing): each gets the same share of them, and none more
//! than one server.
//!
//! A clock of the copy's own shows how much work each has got since the copy was last empty; who came with work w when it
//! showed v is done when it shows v + w. Only the first to be done is a pending event.

use super::agenda::{Event, Kind};
use super::engine::Engine;
use super::flow::Next;
use super::stations::DEAD;
use super::threads::State;

/// What is at one copy.
#[derive(Clone, Debug, Default)]
pub(super) struct Share {
    /// Work that each has got, seconds, up to `at_s`.
    clock_s: f64,
    at_s: f64,
    /// Those there, a heap by when they are done on that clock: bits of the time, then the order of their coming.
    there: Vec<(u128, u32)>,
    came: u64,
    pending: Option<Event>,
}

impl Share {
    fn reach(&mut self, now_s: f64, servers: u32) {
        let number = self.there.len() as f64;
        if number > 0.0 {
            self.clock_s += (now_s - self.at_s) * (f64::from(servers) / number).min(1.0);
        } else {
            self.clock_s = 0.0;
        }
        self.at_s = now_s;
    }

    fn add(&mut self, thread: u32, work_s: f64) {
        self.came += 1;
        let key = (u128::from((self.clock_s + work_s).to_bits()) << 64) | u128::from(self.came);
        self.there.push((key, thread));
        let mut place = self.there.len() - 1;
        while place > 0 && self.there[(place - 1) / 2].0 > self.there[place].0 {
            self.there.swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    /// Takes the first to be done.
    fn take(&mut self) -> Option<u32> {
        let last = self.there.pop()?;
        let Some(first) = self.there.first_mut() else { return Some(last.1) };
        let (_, thread) = std::mem::replace(first, last);
        self.sink();
        Some(thread)
    }

    fn sink(&mut self) {
        let mut place = 0;
        loop {
            let mut child = 2 * place + 1;
            if child >= self.there.len() {
                return;
            }
            if child + 1 < self.there.len() && self.there[child + 1].0 < self.there[child].0 {
                child += 1;
            }
            if self.there[child].0 >= self.there[place].0 {
                return;
            }
            self.there.swap(place, child);
            place = child;
        }
    }

    /// When the first is done if nothing changes, seconds.
    fn first_done_s(&self, servers: u32) -> Option<f64> {
        let done = f64::from_bits((self.there.first()?.0 >> 64) as u64);
        let speed = (f64::from(servers) / self.there.len() as f64).min(1.0);
        Some(self.at_s + ((done - self.clock_s) / speed).max(0.0))
    }
}

impl Engine {
    /// A thread joins those that share a copy.
    pub(super) fn share(&mut self, thread: u32, station: u32, copy: u32) -> Next {
        let own = &mut self.stations[station as usize];
        let servers = own.servers;
        if self.copies[copy as usize].busy >= DEAD {
            own.figures.refused += 1;
            let cause = self.clock.dead[own.component as usize];
            return self.fail(thread, cause);
        }
        let waiting = self.copies[copy as usize].busy.saturating_sub(servers);
        if self.copies[copy as usize].busy >= servers && waiting >= own.line {
            own.figures.refused += 1;
            let cause = self.station_causes[station as usize].0;
            return self.fail(thread, cause);
        }
        own.figures.waits += 1;
        self.threads.of(thread).state = State::Sharing;
        let share = &mut self.shares[copy as usize];
        share.reach(self.now_s, servers);
        let work_s = self.threads.at(thread).work_s;
        share.add(thread, work_s);
        self.announce(station, copy);
        None
    }

    /// Counts those there, and makes the first to be done a pending event.
    fn announce(&mut self, station: u32, copy: u32) {
        let own = &mut self.stations[station as usize];
        let share = &mut self.shares[copy as usize];
        let there = &mut self.copies[copy as usize];
        let number = share.there.len() as u32;
        let (before, servers, dead) = (there.busy & !DEAD, own.servers, there.busy & DEAD);
        own.figures.begin(self.now_s, number.min(servers));
        own.figures.end(self.now_s, before.min(servers));
        own.figures.join(self.now_s, number.saturating_sub(servers));
        own.figures.leave(self.now_s, before.saturating_sub(servers));
        there.busy = number | dead;
        share.pending = share.first_done_s(own.servers).map(|time_s| self.agenda.add(time_s, Kind::Shared, copy));
    }

    /// The first is done, unless something has changed since.
    pub(super) fn finish_shared(&mut self, copy: u32, event: Event) {
        if self.shares[copy as usize].pending != Some(event) {
            return;
        }
        let station = self.copies[copy as usize].station;
        let servers = self.stations[station as usize].servers;
        let share = &mut self.shares[copy as usize];
        share.reach(self.now_s, servers);
        let Some(thread) = share.take() else { return };
        self.announce(station, copy);
        self.trace_work(thread);
        let slot = self.threads.of(thread);
        slot.state = State::Running;
        slot.pc += 1;
        self.go_on(thread);
    }
}
