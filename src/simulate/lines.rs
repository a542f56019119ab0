//! Work, and what is held: lines in front of servers.

#![expect(clippy::inline_always, reason = "inside the loop that every operation goes through: measured")]

use super::agenda::Kind;
use super::code::{NONE, Op, Place};
use super::engine::Engine;
use super::flow::Next;
use super::stations::{DEAD, join, leave};
use super::threads::State;

impl Engine {
    #[inline(never)]
    pub(super) fn work(&mut self, thread: u32, pc: u32, station: u32, law: u32, place: Place) -> Next {
        let copy = self.copy_for(thread, station, place);
        let own = &mut self.stations[station as usize];
        let mut work_s = self.code.laws[law as usize].draw(&self.exponential, &mut own.service) * own.slowness;
        if copy < own.slow_until {
            work_s *= own.slow_factor;
        }
        own.figures.arrivals += 1;
        let slot = self.threads.of(thread);
        (slot.copy, slot.work_s, slot.pc, slot.since_s) = (copy, work_s, pc, self.now_s);
        if own.shared {
            return self.share(thread, station, copy);
        }
        let there = &mut self.copies[copy as usize];
        if there.busy < own.servers {
            own.figures.begin(self.now_s, 1);
            own.figures.waits += 1;
            let end_s = self.now_s + work_s;
            if self.ready.is_empty() && end_s <= self.until_s && self.agenda.free_until(end_s) {
                own.figures.end(end_s, 1);
                self.now_s = end_s;
                self.events += 1;
                self.trace_work(thread);
                return Some(pc + 1);
            }
            there.busy += 1;
            slot.state = State::Working;
            self.agenda.add(end_s, Kind::Thread, thread);
            return None;
        }
        self.line_up(thread, station, copy)
    }

    /// A place in line, if there is one.
    pub(super) fn line_up(&mut self, thread: u32, station: u32, copy: u32) -> Next {
        let own = &mut self.stations[station as usize];
        let there = &mut self.copies[copy as usize];
        if there.waiting >= own.line || there.busy >= DEAD {
            own.figures.refused += 1;
            let cause = if there.busy >= DEAD {
                self.clock.dead[own.component as usize]
            } else {
                self.station_causes[station as usize].0
            };
            return self.fail(thread, cause);
        }
        own.figures.join(self.now_s, 1);
        join(there, thread, &mut self.threads);
        let slot = self.threads.of(thread);
        slot.state = State::Waiting;
        if own.patience != NONE {
            let turn = slot.turn;
            let list = &mut self.limits[own.patience as usize];
            list.begin(self.now_s, thread, turn, false, &mut self.agenda);
        }
        None
    }

    /// A server is free: the first in line gets it.
    #[inline]
    pub(super) fn free_server(&mut self, copy: u32) {
        let there = &mut self.copies[copy as usize];
        let own = &mut self.stations[there.station as usize];
        if there.head == NONE || there.busy > own.servers {
            there.busy -= 1;
            own.figures.end(self.now_s, 1);
            return;
        }
        self.serve_first(copy);
    }

    /// The wait of the first in a copy's line is over: it works, or goes on with what it holds.
    #[inline(never)]
    fn serve_first(&mut self, copy: u32) {
        let there = &mut self.copies[copy as usize];
        let own = &mut self.stations[there.station as usize];
        let thread = there.head;
        leave(there, thread, &mut self.threads);
        let slot = self.threads.of(thread);
        own.figures.leave(self.now_s, 1);
        own.figures.waits += 1;
        own.figures.waited += 1;
        own.figures.waited_s += self.now_s - slot.since_s;
        let (patience, log, pc) = (own.patience, own.log, slot.pc);
        match self.code.ops[pc as usize] {
            Op::Hold { .. } => {
                self.threads.push(thread, pc, self.now_s, (copy, 0));
                if log != NONE {
                    self.begin_to_apply(log, copy, thread);
                }
                self.begin_to_hold(thread, pc);
            }
            Op::Enter { .. } => {
                self.threads.top(thread).owner = copy;
                self.begin_to_hold(thread, pc);
            }
            _ => {
                slot.state = State::Working;
                let end_s = self.now_s + slot.work_s;
                self.agenda.add(end_s, Kind::Thread, thread);
            }
        }
        if patience != NONE {
            self.forget_limit(patience);
        }
    }

    /// A thread's wait for something to hold is over.
    fn begin_to_hold(&mut self, thread: u32, pc: u32) {
        let slot = self.threads.of(thread);
        (slot.state, slot.pc) = (State::Running, pc + 1);
        self.trace_hold(thread);
        self.ready.push_back(thread);
    }

    #[inline(always)]
    pub(super) fn hold(&mut self, thread: u32, pc: u32, station: u32, place: Place) -> Next {
        let copy = self.copy_for(thread, station, place);
        let own = &mut self.stations[station as usize];
        own.figures.arrivals += 1;
        let slot = self.threads.of(thread);
        (slot.copy, slot.pc, slot.since_s) = (copy, pc, self.now_s);
        let there = &mut self.copies[copy as usize];
        if there.busy < own.servers {
            own.figures.begin(self.now_s, 1);
            own.figures.waits += 1;
            there.busy += 1;
            let log = own.log;
            self.threads.push(thread, pc, self.now_s, (copy, 0));
            if log != NONE {
                self.begin_to_apply(log, copy, thread);
            }
            return Some(pc + 1);
        }
        self.line_up(thread, station, copy)
    }

    /// The same at the beginning of an entry, by its own frame.
    #[inline(always)]
    pub(super) fn take_in(&mut self, thread: u32, pc: u32, station: u32, frame: u32) -> Next {
        let copy = self.copy_for(thread, station, Place::Chosen);
        let own = &mut self.stations[station as usize];
        let there = &mut self.copies[copy as usize];
        own.figures.arrivals += 1;
        if there.busy < own.servers {
            own.figures.begin(self.now_s, 1);
            own.figures.waits += 1;
            there.busy += 1;
            self.threads.frame_of(frame).owner = copy;
            return Some(pc + 1);
        }
        let slot = self.threads.of(thread);
        (slot.copy, slot.pc, slot.since_s) = (copy, pc, self.now_s);
        self.line_up(thread, station, copy)
    }

    /// Takes a waiting thread out of its line, unserved.
    pub(super) fn leave_line(&mut self, thread: u32) {
        let copy = self.threads.at(thread).copy;
        let there = &mut self.copies[copy as usize];
        let own = &mut self.stations[there.station as usize];
        own.figures.leave(self.now_s, 1);
        own.figures.left += 1;
        leave(there, thread, &mut self.threads);
        self.threads.of(thread).state = State::Running;
    }

    /// Lets those in line have servers that have become more.
    pub(super) fn serve_line(&mut self, copy: u32) {
        loop {
            let there = &mut self.copies[copy as usize];
            let own = &mut self.stations[there.station as usize];
            if there.head == NONE || there.busy >= own.servers {
                return;
            }
            own.figures.begin(self.now_s, 1);
            there.busy += 1;
            self.serve_first(copy);
        }
    }
}
