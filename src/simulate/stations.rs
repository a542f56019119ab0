//! Stations: servers, lines, and which copy an arrival goes to.

use super::code::{Manner, NONE};
use super::random::Stream;
use super::threads::Threads;
use crate::plan::Resource;

/// A station with all its copies.
#[expect(clippy::struct_excessive_bools, reason = "independent traits, as in the plan")]
#[derive(Clone, Debug)]
pub(super) struct Station {
    pub(super) component: u32,
    pub(super) resource: Resource,
    /// Position of its first copy among all.
    pub(super) first: u32,
    /// Copies that take arrivals.
    pub(super) active: u32,
    /// Copies that there is room for.
    pub(super) room: u32,
    /// Servers of a copy, and how many the plan gives it.
    pub(super) servers: u32,
    pub(super) full_servers: u32,
    /// Most that may wait at a copy.
    pub(super) line: u32,
    pub(super) manner: Manner,
    pub(super) shared: bool,
    pub(super) pooled: bool,
    pub(super) held: bool,
    pub(super) keeps: bool,
    /// Position of the log that it is; [`NONE`] where no reader depends on it.
    pub(super) log: u32,
    /// Position of the list of its patience; [`NONE`] where it is endless.
    pub(super) patience: u32,
    /// How much longer everything takes.
    pub(super) slowness: f64,
    /// Copies before this one take so many times as long besides.
    pub(super) slow_until: u32,
    pub(super) slow_factor: f64,
    pub(super) service: Stream,
    pub(super) dispatch: Stream,
    turn: u32,
    pub(super) figures: Figures,
}

/// What is counted at a station. Times in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Figures {
    /// Servers busy and requests in line now.
    pub(super) busy: u32,
    pub(super) waiting: u32,
    /// Their integrals over time up to t, less t times what is there now: then only what changes adds to them.
    pub(super) busy_area_s: f64,
    pub(super) waiting_area_s: f64,
    /// Units that there are, and until when their integral over time is known.
    pub(super) units: f64,
    pub(super) units_since_s: f64,
    pub(super) units_area_s: f64,
    pub(super) arrivals: u64,
    pub(super) refused: u64,
    /// Left the line unserved.
    pub(super) left: u64,
    /// Waits that have ended with a server, and their sum.
    pub(super) waits: u64,
    /// Those of some length.
    pub(super) waited: u64,
    pub(super) waited_s: f64,
}

impl Figures {
    /// So many more servers are busy from now on.
    #[inline]
    pub(super) fn begin(&mut self, now_s: f64, servers: u32) {
        self.busy += servers;
        self.busy_area_s -= f64::from(servers) * now_s;
    }

    /// So many servers are free from now on.
    #[inline]
    pub(super) fn end(&mut self, now_s: f64, servers: u32) {
        self.busy -= servers;
        self.busy_area_s += f64::from(servers) * now_s;
    }

    /// So many more requests are in line from now on.
    #[inline]
    pub(super) fn join(&mut self, now_s: f64, requests: u32) {
        self.waiting += requests;
        self.waiting_area_s -= f64::from(requests) * now_s;
    }

    /// So many requests are in line no longer.
    #[inline]
    pub(super) fn leave(&mut self, now_s: f64, requests: u32) {
        self.waiting -= requests;
        self.waiting_area_s += f64::from(requests) * now_s;
    }

    /// The number of servers changes.
    pub(super) fn set_units(&mut self, now_s: f64, units: f64) {
        self.units_area_s += self.units * (now_s - self.units_since_s);
        (self.units, self.units_since_s) = (units, now_s);
    }

    /// The integrals up to a time: busy servers, requests in line, servers. Seconds.
    pub(super) fn areas_s(&self, now_s: f64) -> (f64, f64, f64) {
        let busy_area_s = self.busy_area_s + f64::from(self.busy) * now_s;
        let waiting_area_s = self.waiting_area_s + f64::from(self.waiting) * now_s;
        (busy_area_s, waiting_area_s, self.units_area_s + self.units * (now_s - self.units_since_s))
    }
}

/// The bit of a copy's busy servers that says that its machine is lost: none of them is free.
pub(super) const DEAD: u32 = 1 << 31;

/// One copy of a station.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copy {
    pub(super) station: u32,
    /// Its place among the copies of its station.
    pub(super) machine: u32,
    pub(super) busy: u32,
    pub(super) waiting: u32,
    /// First and last of the line.
    pub(super) head: u32,
    pub(super) tail: u32,
}

impl Copy {
    pub(super) const fn new(station: u32, machine: u32) -> Self {
        Self { station, machine, busy: 0, waiting: 0, head: NONE, tail: NONE }
    }

    /// Requests there. (A lost machine looks idle to whoever has not found out.)
    const fn there(&self) -> u32 {
        (self.busy & !DEAD) + self.waiting
    }
}

impl Station {
    #[expect(clippy::too_many_arguments, reason = "set once, from the plan")]
    pub(super) fn new(
        plan: &crate::plan::Station,
        manner: Manner,
        (first, active, room): (u32, u32, u32),
        servers: u32,
        line: u32,
        patience: u32,
        service: Stream,
        dispatch: Stream,
    ) -> Self {
        let units = f64::from(servers) * f64::from(active);
        Self {
            component: plan.component as u32,
            resource: plan.resource,
            first,
            active,
            room,
            servers,
            full_servers: servers,
            line,
            manner,
            shared: plan.discipline == crate::plan::Discipline::ProcessorSharing,
            pooled: plan.pooled,
            held: plan.held,
            keeps: plan.keeps,
            log: NONE,
            patience,
            slowness: 1.0,
            slow_until: 0,
            slow_factor: 1.0,
            service,
            dispatch,
            turn: 0,
            figures: Figures { units, ..Figures::default() },
        }
    }

    /// The copy that the next arrival goes to.
    #[inline]
    pub(super) fn choose(&mut self, copies: &[Copy]) -> u32 {
        if self.active == 1 {
            return self.first;
        }
        match self.manner {
            Manner::Random | Manner::ByUser => self.first + self.dispatch.below(self.active),
            Manner::InTurn => {
                self.turn = if self.turn + 1 >= self.active { 0 } else { self.turn + 1 };
                self.first + self.turn
            }
            Manner::LeastBusy => {
                self.first + least_busy(self.active, &mut self.dispatch, |copy| copies[(self.first + copy) as usize])
            }
            Manner::EmptierOfTwo => {
                self.first + emptier(self.active, &mut self.dispatch, |copy| copies[(self.first + copy) as usize])
            }
        }
    }
}

/// Copies up to which all are looked at.
pub(super) const MOST_LOOKED_AT: u32 = 4_096;

/// Copies that are looked at where they are more.
pub(super) const LOOKED_AT: u32 = 64;

/// The least busy of so many, by chance among several; of very many, that of a sample.
pub(super) fn least_busy(count: u32, stream: &mut Stream, copy: impl Fn(u32) -> Copy) -> u32 {
    if count > MOST_LOOKED_AT {
        let draws = (0..LOOKED_AT).map(|_| stream.below(count)).collect::<Vec<_>>();
        return draws.into_iter().min_by_key(|&position| copy(position).there()).unwrap_or_default();
    }
    let (mut least, mut ties) = (u32::MAX, 0);
    for position in 0..count {
        let there = copy(position).there();
        if there < least {
            (least, ties) = (there, 1);
        } else if there == least {
            ties += 1;
        }
    }
    let wanted = if ties > 1 { stream.below(ties) } else { 0 };
    let tied = (0..count).filter(|&position| copy(position).there() == least);
    tied.into_iter().nth(wanted as usize).unwrap_or_default()
}

/// The emptier of two different ones drawn by chance.
pub(super) fn emptier(count: u32, stream: &mut Stream, copy: impl Fn(u32) -> Copy) -> u32 {
    let one = stream.below(count);
    let other = (one + 1 + stream.below((count - 1).max(1))) % count;
    if copy(other).there() < copy(one).there() { other } else { one }
}

/// Puts a thread at the end of a copy's line.
#[inline]
pub(super) fn join(copy: &mut Copy, thread: u32, threads: &mut Threads) {
    let last = copy.tail;
    let slot = threads.of(thread);
    slot.next = NONE;
    slot.previous = last;
    if last == NONE {
        copy.head = thread;
    } else {
        threads.of(last).next = thread;
    }
    copy.tail = thread;
    copy.waiting += 1;
}

/// Takes a thread out of a copy's line.
#[inline]
pub(super) fn leave(copy: &mut Copy, thread: u32, threads: &mut Threads) {
    let slot = threads.of(thread);
    let (before, after) = (slot.previous, slot.next);
    slot.turn = slot.turn.wrapping_add(1);
    if before == NONE {
        copy.head = after;
    } else {
        threads.of(before).next = after;
    }
    if after == NONE {
        copy.tail = before;
    } else {
        threads.of(after).previous = before;
    }
    copy.waiting -= 1;
}
