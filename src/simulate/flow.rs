//! How a thread goes through its operations.

#![expect(clippy::inline_always, reason = "the loop that every operation goes through: measured")]

use super::code::{FINISHES, Manner, NONE, Op, Place, RETURNS, Root};
use super::engine::Engine;
use super::threads::{State, Threads};

/// Where a thread goes on, if it does not have to wait and is not at its end.
pub(super) type Next = Option<u32>;

impl Engine {
    /// Goes on with a thread from an operation on, until it has to wait or ends.
    #[inline(never)]
    pub(super) fn run(&mut self, thread: u32, from: u32) {
        let mut pc = from;
        while let Some(next) = self.step(thread, pc) {
            pc = next;
        }
    }

    #[inline(always)]
    fn step(&mut self, thread: u32, pc: u32) -> Next {
        match self.code.ops[pc as usize] {
            Op::Work { station, law, place } => self.work(thread, pc, station, law, place),
            Op::Delay { list } => self.delay(thread, pc, list),
            Op::Split { split } => Some(self.split(split)),
            Op::Balance { group } => Some(self.balance(thread, group)),
            Op::Jump { to } | Op::Gate { to } => Some(to),
            Op::Call { start, component, counter, after } => self.call(thread, pc, (start, after), component, counter),
            Op::CallIn { start, component, counter, after, station } => {
                self.call_in(thread, pc, (start, after), component, counter, station)
            }
            Op::Visit { component, counter, after } => self.visit(thread, component, counter, after),
            Op::Return => self.give_back(thread),
            Op::Hold { station, place } => self.hold(thread, pc, station, place),
            Op::Release => {
                let frame = self.threads.pop(thread);
                self.free_server(frame.a);
                Some(pc + 1)
            }
            Op::Enter { station } => {
                let frame = self.threads.at(thread).frame;
                self.take_in(thread, pc, station, frame)
            }
            Op::Exit => {
                let copy = self.threads.top(thread).owner;
                self.free_server(copy);
                self.give_back(thread)
            }
            Op::Lookup { cache, hit, miss } => Some(if self.look_up(thread, cache) { hit } else { miss }),
            Op::Begin { root } => self.begin_job(thread, pc, root),
            Op::Attempt { policy } => Some(self.attempt(thread, pc, policy)),
            Op::Answered => self.answered(thread, pc),
            _ => self.step_seldom(thread, pc),
        }
    }

    /// The other operations, apart so that the loop stays small.
    #[inline(never)]
    fn step_seldom(&mut self, thread: u32, pc: u32) -> Next {
        match self.code.ops[pc as usize] {
            Op::CallAside { start, component, counter, after } => {
                self.call_aside(thread, pc, (start, after), component, counter)
            }
            Op::Stay { stay } => Some(self.stay(thread, stay)),
            Op::Session { memory, station, place } => {
                self.use_session(thread, memory, station, place);
                Some(pc + 1)
            }
            Op::Hindered { hindered } => self.cross(thread, pc, hindered),
            Op::Repeat { times, end } => Some(self.repeat(thread, pc, times, end)),
            Op::Again => Some(self.again(thread, pc)),
            Op::Parallel { gathering } => self.gather(thread, pc, gathering),
            Op::Child => self.child_ends(thread, None),
            Op::Break { breaker } => self.pass(thread, pc, breaker),
            Op::Passed => {
                let frame = self.threads.pop(thread);
                self.judge(&frame, true);
                Some(pc + 1)
            }
            Op::Spawn { job, counter } => {
                self.measure.count(counter);
                self.spawn(thread, job);
                Some(pc + 1)
            }
            Op::Stale { staleness } => {
                self.read_old(thread, staleness);
                Some(pc + 1)
            }
            Op::Written { staleness } => {
                self.write_new(thread, staleness);
                Some(pc + 1)
            }
            Op::Store { cache } => {
                self.store_entry(thread, cache);
                Some(pc + 1)
            }
            Op::Drop { cache } => {
                self.drop_entry(thread, cache);
                Some(pc + 1)
            }
            Op::Fail { cause } => self.fail(thread, cause),
            // An orphan's end, and whatever else cannot be reached by going forward.
            _ => {
                if self.threads.at(thread).frame != NONE {
                    self.threads.pop(thread);
                }
                self.threads.end(thread);
                None
            }
        }
    }

    #[inline]
    fn delay(&mut self, thread: u32, pc: u32, list: u32) -> Next {
        let list = &mut self.delays[list as usize];
        let end_s = self.now_s + list.seconds();
        if self.ready.is_empty() && end_s <= self.until_s && self.agenda.free_until(end_s) {
            self.now_s = end_s;
            self.events += 1;
            return Some(pc + 1);
        }
        let slot = self.threads.of(thread);
        slot.state = State::Delayed;
        slot.pc = pc;
        list.begin(self.now_s, thread, 0, false, &mut self.agenda);
        None
    }

    #[inline]
    fn split(&mut self, split: u32) -> u32 {
        let split = &self.code.splits[split as usize];
        let scaled = self.routing[split.stream as usize].uniform() * split.ways.len() as f64;
        let way = &split.ways[scaled as usize];
        if scaled - libm::floor(scaled) < way.stay { way.to } else { way.instead }
    }

    #[inline(always)]
    pub(super) fn call(
        &mut self,
        thread: u32,
        pc: u32,
        (start, after): (u32, u32),
        component: u32,
        counter: u32,
    ) -> Next {
        self.measure.count(counter);
        self.threads.push(thread, pc, self.now_s, (component, after));
        self.measure.components[component as usize].arrivals += 1;
        let next = self.enter(thread, component, start)?;
        // What a balancer does begins with a gate.
        Some(if let Op::Gate { to } = self.code.ops[next as usize] { to } else { next })
    }

    /// A call of an entry that begins by waiting for a server.
    #[inline(always)]
    pub(super) fn call_in(
        &mut self,
        thread: u32,
        pc: u32,
        (start, after): (u32, u32),
        component: u32,
        counter: u32,
        station: u32,
    ) -> Next {
        self.measure.count(counter);
        let frame = self.threads.push(thread, pc, self.now_s, (component, after));
        self.measure.components[component as usize].arrivals += 1;
        let cause = self.down[component as usize];
        if cause != NONE {
            return self.go_without(thread, cause, start);
        }
        self.take_in(thread, start, station, frame)
    }

    /// A call of an entry with nothing to do.
    #[inline(always)]
    pub(super) fn visit(&mut self, thread: u32, component: u32, counter: u32, after: u32) -> Next {
        self.measure.count(counter);
        let passed = &mut self.measure.components[component as usize];
        passed.arrivals += 1;
        let cause = self.down[component as usize];
        if cause != NONE {
            passed.failed += 1;
            return self.fail(thread, cause);
        }
        passed.answered += 1;
        if after == RETURNS { self.give_back(thread) } else { Some(after) }
    }

    /// A call that is no request to the component.
    pub(super) fn call_aside(
        &mut self,
        thread: u32,
        pc: u32,
        (start, after): (u32, u32),
        component: u32,
        counter: u32,
    ) -> Next {
        self.measure.count(counter);
        self.threads.push(thread, pc, self.now_s, (NONE, after));
        self.enter(thread, component, start)
    }

    /// The first step of an entry, if its component is up.
    #[inline(always)]
    fn enter(&mut self, thread: u32, component: u32, start: u32) -> Next {
        let cause = self.down[component as usize];
        if cause != NONE {
            return self.go_without(thread, cause, start);
        }
        Some(start)
    }

    /// A call of an entry whose component is down: it fails, unless its caller goes on without what it does, as one that
    /// looks in a cache and asks the store itself.
    #[cold]
    fn go_without(&mut self, thread: u32, cause: u32, start: u32) -> Next {
        if !self.clock.spared.contains(&start) {
            return self.fail(thread, cause);
        }
        let component = self.threads.top(thread).a;
        let next = self.give_back(thread);
        if let Some(passed) = self.measure.components.get_mut(component as usize) {
            passed.answered -= 1;
            passed.failed += 1;
        }
        next
    }

    /// The end of a call, and of those whose last step it was.
    #[inline(always)]
    pub(super) fn give_back(&mut self, thread: u32) -> Next {
        let Threads { threads, frames, free_frames, .. } = &mut self.threads;
        let own = &mut threads[thread as usize];
        loop {
            let slot = own.frame;
            let frame = &mut frames[slot as usize];
            own.frame = std::mem::replace(&mut frame.parent, *free_frames);
            *free_frames = slot;
            let took_s = self.now_s - frame.time_s;
            if let Some(passed) = self.measure.components.get_mut(frame.a as usize) {
                passed.answered += 1;
                passed.time_s += took_s;
            }
            match frame.b {
                FINISHES => {
                    let root = frame.next;
                    self.finish(thread, root, took_s);
                    return None;
                }
                RETURNS => {}
                after => return Some(after),
            }
        }
    }

    /// A request or job begins.
    #[inline(always)]
    pub(super) fn begin(&mut self, thread: u32, pc: u32, root: u32) -> Next {
        let entry = self.enrol(thread, pc, root);
        let component = self.code.roots[root as usize].component;
        if component == NONE { Some(entry) } else { self.enter(thread, component, entry) }
    }

    /// Counts a request or job that begins; where its entry is.
    #[inline(always)]
    pub(super) fn enrol(&mut self, thread: u32, pc: u32, root: u32) -> u32 {
        let Root { class, component, counted, entry, .. } = self.code.roots[root as usize];
        let frame = self.threads.push(thread, pc, self.now_s, (component, FINISHES));
        self.threads.frame_of(frame).next = root;
        if counted {
            self.measure.offer(class);
        }
        if component != NONE {
            self.measure.components[component as usize].arrivals += 1;
        }
        entry
    }

    /// A request or job is answered.
    #[inline]
    fn finish(&mut self, thread: u32, root: u32, took_s: f64) {
        let root = &self.code.roots[root as usize];
        let (class, counted, source) = (root.class, root.counted, root.source);
        if counted {
            self.measure.answer(class, took_s);
        }
        self.answer_user(source, took_s, true);
        self.close_trace(thread, None);
        self.threads.end(thread);
    }

    fn repeat(&mut self, thread: u32, pc: u32, times: u32, end: u32) -> u32 {
        let (mean, stream) = self.code.repeats[times as usize];
        let number = self.routing[stream as usize].whole(mean);
        if number == 0 {
            return end;
        }
        self.threads.push(thread, pc, self.now_s, (number, 0));
        pc + 1
    }

    fn again(&mut self, thread: u32, pc: u32) -> u32 {
        let top = self.threads.top(thread);
        top.a -= 1;
        if top.a > 0 {
            return top.pc + 1;
        }
        self.threads.pop(thread);
        pc + 1
    }

    /// A job begins, after what goes on now.
    fn spawn(&mut self, thread: u32, job: u32) {
        let job = self.taken_by(job);
        let root = self.code.roots[self.code.sources + job as usize];
        let (about, user) = (self.threads.at(thread).about, self.threads.at(thread).user);
        let new = self.threads.begin(root.start);
        let slot = self.threads.of(new);
        (slot.about, slot.user) = (about, user);
        self.ready.push_back(new);
    }

    /// The copy of a station that a thread goes to.
    #[inline(always)]
    pub(super) fn copy_for(&mut self, thread: u32, station: u32, place: Place) -> u32 {
        if self.stations[station as usize].room == 1 {
            return self.stations[station as usize].first;
        }
        let there = match place {
            Place::Chosen => {
                let given = std::mem::replace(&mut self.threads.of(thread).given, NONE);
                let own = &mut self.stations[station as usize];
                if given != NONE && given.wrapping_sub(own.first) < own.room {
                    return given;
                }
                if own.manner == Manner::ByUser {
                    return self.own_copy(thread, station);
                }
                return own.choose(&self.copies);
            }
            Place::Held(depth) => self.threads.below(thread, depth).a,
            Place::Entry(depth) => self.threads.below(thread, depth).owner,
            Place::Same => self.threads.at(thread).copy,
        };
        // The same machine's copy of another station.
        let own = &self.stations[station as usize];
        own.first + self.copies[there as usize].machine.min(own.room - 1)
    }

    fn balance(&mut self, thread: u32, group: u32) -> u32 {
        let group = &mut self.code.groups[group as usize];
        let stream = &mut self.routing[group.stream as usize];
        let (copy, way) = super::balance::choose(group, stream, &self.stations, &self.copies);
        self.threads.of(thread).given = copy;
        way
    }
}
