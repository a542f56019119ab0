//! Failure, further attempts, time limits, and circuit breakers.
//!
//! An attempt whose time is over goes on as a thread of its own that nobody waits for, down to where it began; whoever
//! called goes on in a new thread. Where the policy cancels, that orphan leaves a line at once and stops at the end of
//! the step that it is in, giving back what it holds.

use super::agenda::Kind;
use super::code::{NONE, ORPHAN, Op};
use super::engine::Engine;
use super::flow::Next;
use super::lists::Entry;
use super::threads::{Frame, State, Threads};
use crate::plan::Backoff;

/// A policy of the plan, and its budget of further attempts.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    /// Position of the list of its time limit; [`NONE`] where it has none.
    pub(super) limit: u32,
    pub(super) retries: u32,
    pub(super) backoff: Backoff,
    pub(super) cancels: bool,
    /// Further attempts that each first attempt allows; infinite: any number.
    pub(super) budget: f64,
    /// Further attempts that are allowed now.
    pub(super) allowed: f64,
    /// The cause of a failure by time.
    pub(super) cause: u32,
    /// Position of the stream for pauses.
    pub(super) stream: u32,
}

/// Further attempts that a budget saves up at most. Finagle and gRPC save some ten, so that a quiet time allows no storm.
const MOST_SAVED: f64 = 10.0;

impl Policy {
    fn allows(&mut self) -> bool {
        if self.budget.is_infinite() {
            return true;
        }
        let allows = self.allowed >= 1.0;
        self.allowed -= f64::from(u8::from(allows));
        allows
    }
}

/// A circuit breaker: opens when of the calls of the last ten seconds, at least twenty, a share fails that reaches the
/// threshold; after five seconds one call goes through and decides. (The plan knows only the threshold; the other numbers
/// are those of Hystrix, the first of its kind in wide use.)
#[derive(Clone, Debug)]
pub(super) struct Breaker {
    pub(super) threshold: f64,
    pub(super) cause: u32,
    mode: Mode,
    /// Calls and failures of each of the last seconds, and the last second.
    seconds: [(u32, u32); WINDOW],
    second: u64,
}

const WINDOW: usize = 10;
const FEWEST_CALLS: u32 = 20;
const OPEN_S: f64 = 5.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Closed,
    Open { until_s: f64 },
    Probing,
}

impl Breaker {
    pub(super) fn new(threshold: f64, cause: u32) -> Self {
        Self { threshold, cause, mode: Mode::Closed, seconds: [(0, 0); WINDOW], second: 0 }
    }

    /// Whether a call goes through, and whether it is the one that decides.
    fn lets_through(&mut self, now_s: f64) -> Option<bool> {
        match self.mode {
            Mode::Closed => Some(false),
            Mode::Open { until_s } if now_s >= until_s => {
                self.mode = Mode::Probing;
                Some(true)
            }
            Mode::Open { .. } | Mode::Probing => None,
        }
    }

    fn judge(&mut self, now_s: f64, probe: bool, answered: bool) {
        if probe {
            self.seconds = [(0, 0); WINDOW];
            self.mode = if answered { Mode::Closed } else { Mode::Open { until_s: now_s + OPEN_S } };
            return;
        }
        let second = now_s as u64;
        for passed in (self.second + 1..=second).take(WINDOW) {
            self.seconds[passed as usize % WINDOW] = (0, 0);
        }
        if second > self.second + WINDOW as u64 {
            self.seconds = [(0, 0); WINDOW];
        }
        self.second = second;
        let here = &mut self.seconds[second as usize % WINDOW];
        *here = (here.0 + 1, here.1 + u32::from(!answered));
        if answered || self.mode != Mode::Closed {
            return;
        }
        let (calls, failures) = self.seconds.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        if calls >= FEWEST_CALLS && f64::from(failures) >= self.threshold * f64::from(calls) {
            self.mode = Mode::Open { until_s: now_s + OPEN_S };
        }
    }
}

impl Engine {
    /// The next step failed: back to whoever goes on in spite of it.
    pub(super) fn fail(&mut self, thread: u32, cause: u32) -> Next {
        self.unwind(thread, cause, true)
    }

    /// Ends a thread that nobody waits for, giving back what it holds.
    pub(super) fn abandon(&mut self, thread: u32) {
        self.unwind(thread, NONE, false);
    }

    fn unwind(&mut self, thread: u32, cause: u32, tries_again: bool) -> Next {
        loop {
            let pc = self.threads.top(thread).pc;
            match self.code.ops[pc as usize] {
                Op::Attempt { policy } => {
                    self.forget_attempt(self.threads.at(thread).frame, policy);
                    if tries_again && let Some(next) = self.try_again(thread, policy) {
                        return next;
                    }
                    self.threads.pop(thread);
                }
                Op::Child => return self.child_ends(thread, Some(cause)),
                Op::Begin { root } => {
                    let frame = self.threads.pop(thread);
                    self.let_go(&frame);
                    let root = self.code.roots[root as usize];
                    if root.counted && cause != NONE {
                        self.measure.fail(root.class, cause);
                    }
                    if frame.a != NONE {
                        self.measure.components[frame.a as usize].failed += 1;
                    }
                    self.answer_user(root.source, self.now_s - frame.time_s, false);
                    self.close_trace(thread, Some(cause));
                    self.threads.end(thread);
                    return None;
                }
                Op::Orphan => {
                    self.threads.pop(thread);
                    self.threads.end(thread);
                    return None;
                }
                Op::Hold { .. } => {
                    let frame = self.threads.pop(thread);
                    self.free_server(frame.a);
                }
                Op::Break { .. } => {
                    let frame = self.threads.pop(thread);
                    self.judge(&frame, false);
                }
                _ => {
                    let frame = self.threads.pop(thread);
                    let op = self.code.ops[pc as usize];
                    if matches!(op, Op::Call { .. } | Op::CallIn { .. } | Op::CallAside { .. } | Op::Hindered { .. }) {
                        self.let_go(&frame);
                        if frame.a != NONE {
                            self.measure.components[frame.a as usize].failed += 1;
                        }
                    }
                }
            }
        }
    }

    /// Gives back what an entry has held by its own frame.
    fn let_go(&mut self, frame: &Frame) {
        if frame.owner != NONE {
            self.free_server(frame.owner);
        }
    }

    /// Begins an attempt: the first, or a further one whose frame is there already.
    #[inline]
    pub(super) fn attempt(&mut self, thread: u32, pc: u32, policy: u32) -> u32 {
        let rules = &mut self.policies[policy as usize];
        let top = self.threads.at(thread).frame;
        let frame = if self.threads.frame_at(top).pc == pc {
            top
        } else {
            if rules.budget.is_finite() {
                rules.allowed = (rules.allowed + rules.budget).min(MOST_SAVED);
            }
            let new = self.threads.push(thread, pc, self.now_s, (rules.retries, 0));
            let frame = self.threads.frame_of(new);
            (frame.owner, frame.next) = (thread, NONE);
            new
        };
        if rules.limit != NONE {
            self.limited = (self.limited + 1) % NONE;
            let turn = self.limited;
            self.threads.frame_of(frame).next = turn;
            let list = &mut self.limits[rules.limit as usize];
            list.begin(self.now_s, frame, turn, true, &mut self.agenda);
        }
        pc + 1
    }

    #[inline]
    pub(super) fn answered(&mut self, thread: u32, pc: u32) -> Next {
        let frame = self.threads.top(thread);
        let (begun, limit) = (frame.pc, frame.next);
        frame.next = NONE;
        self.threads.pop(thread);
        if begun == ORPHAN {
            self.threads.end(thread);
            return None;
        }
        if limit != NONE
            && let Op::Attempt { policy } = self.code.ops[begun as usize]
        {
            self.forget_limit(self.policies[policy as usize].limit);
        }
        Some(pc + 1)
    }

    /// The limit of an attempt, if it runs, is no longer needed.
    fn forget_attempt(&mut self, frame: u32, policy: u32) {
        let own = self.threads.frame_of(frame);
        if own.next != NONE {
            own.next = NONE;
            self.forget_limit(self.policies[policy as usize].limit);
        }
    }

    /// A time limit is no longer needed. (Whoever it was for has changed its turn, or is about to.)
    #[inline]
    pub(super) fn forget_limit(&mut self, limit: u32) {
        if self.limits[limit as usize].drop_one() {
            let (threads, ops) = (&self.threads, &self.code.ops[..]);
            self.limits[limit as usize].tidy(|entry| needed(threads, ops, entry));
        }
    }

    /// Another attempt, if one is left: the thread goes on at once, or pauses. The frame is on top.
    fn try_again(&mut self, thread: u32, policy: u32) -> Option<Next> {
        let rules = &mut self.policies[policy as usize];
        let top = self.threads.top(thread);
        if top.a == 0 || !rules.allows() {
            return None;
        }
        let (pc, number) = (top.pc, top.b);
        (top.a, top.b) = (top.a - 1, top.b + 1);
        let pause_s = match rules.backoff {
            Backoff::Fixed(seconds) => seconds,
            Backoff::Jitter(base) => {
                let longest = base * libm::ldexp(1.0, number.min(60).cast_signed());
                longest * self.routing[rules.stream as usize].uniform()
            }
        };
        let stream = rules.stream;
        if self.threads.at(thread).trace != NONE {
            self.trace_pause(thread, stream, number + 2, pause_s.max(0.0));
        }
        if pause_s <= 0.0 {
            return Some(Some(pc));
        }
        let slot = self.threads.of(thread);
        (slot.pc, slot.state) = (pc, State::Pausing);
        self.agenda.add(self.now_s + pause_s, Kind::Thread, thread);
        Some(None)
    }

    /// The first of the limits of one length is reached.
    pub(super) fn reach_limit(&mut self, limit: u32) {
        let (threads, ops) = (&self.threads, &self.code.ops[..]);
        let due =
            self.limits[limit as usize].take_needed(self.now_s, &mut self.agenda, |entry| needed(threads, ops, entry));
        let Some(entry) = due else { return };
        let (thread, next) = if entry.attempt { self.give_up(entry.who) } else { self.lose_patience(entry.who) };
        if let Some(pc) = next {
            self.run(thread, pc);
        }
    }

    fn lose_patience(&mut self, thread: u32) -> (u32, Next) {
        let station = self.copies[self.threads.at(thread).copy as usize].station;
        self.trace_wait(thread);
        self.leave_line(thread);
        let cause = self.station_causes[station as usize].1;
        (thread, self.fail(thread, cause))
    }

    /// The time of an attempt is over: what it does goes on without its caller, who goes on in a new thread.
    fn give_up(&mut self, attempt: u32) -> (u32, Next) {
        let Frame { parent, pc, time_s, a, b, owner, .. } = *self.threads.frame_at(attempt);
        let Op::Attempt { policy } = self.code.ops[pc as usize] else { return (owner, None) };
        let orphan = *self.threads.at(owner);
        let caller = self.threads.begin(pc);
        let frame = self.threads.frame(parent, pc, time_s);
        let new = self.threads.frame_of(frame);
        (new.a, new.b, new.owner, new.next) = (a, b, caller, NONE);
        let left = self.threads.frame_of(attempt);
        (left.pc, left.parent, left.next) = (ORPHAN, NONE, NONE);
        let slot = self.threads.of(caller);
        (slot.frame, slot.about, slot.user, slot.trace) = (frame, orphan.about, orphan.user, orphan.trace);
        // What goes on without its caller is seen as long as the request itself is.
        self.trace_wait(owner);
        if orphan.state == State::Waiting {
            self.threads.of(owner).trace = NONE;
        }
        self.take_over(owner, caller);
        if orphan.cancelled {
            self.abandon(caller);
            return (caller, None);
        }
        let (cancels, cause) = (self.policies[policy as usize].cancels, self.policies[policy as usize].cause);
        if cancels || orphan.state == State::Lost {
            self.cancel(owner);
        }
        let again = self.try_again(caller, policy);
        let next = again.unwrap_or_else(|| {
            self.threads.pop(caller);
            self.unwind(caller, cause, true)
        });
        (caller, next)
    }

    /// Whatever names `old` as the one who waits names `new` from now on.
    fn take_over(&mut self, old: u32, new: u32) {
        let mut frame = self.threads.at(new).frame;
        while frame != NONE {
            let here = self.threads.frame_of(frame);
            let waits = matches!(self.code.ops[here.pc as usize], Op::Attempt { .. } | Op::Parallel { .. } | Op::Child);
            if waits && here.owner == old {
                here.owner = new;
            }
            frame = here.parent;
        }
    }

    /// Stops a thread that nobody waits for any more.
    pub(super) fn cancel(&mut self, thread: u32) {
        self.threads.of(thread).cancelled = true;
        match self.threads.at(thread).state {
            State::Waiting => {
                let station = self.copies[self.threads.at(thread).copy as usize].station;
                let patience = self.stations[station as usize].patience;
                self.trace_wait(thread);
                self.leave_line(thread);
                if patience != NONE {
                    self.forget_limit(patience);
                }
                self.abandon(thread);
            }
            State::Gathering => {
                self.cancel_children(thread);
                self.abandon(thread);
            }
            State::Lost => self.abandon(thread),
            // Its event comes, or its turn: it stops then.
            _ => {}
        }
    }

    pub(super) fn pass(&mut self, thread: u32, pc: u32, breaker: u32) -> Next {
        let own = &mut self.breakers[breaker as usize];
        let Some(probe) = own.lets_through(self.now_s) else {
            let cause = own.cause;
            return self.fail(thread, cause);
        };
        self.threads.push(thread, pc, self.now_s, (u32::from(probe), 0));
        Some(pc + 1)
    }

    /// What a breaker watches has ended.
    pub(super) fn judge(&mut self, frame: &Frame, answered: bool) {
        if let Op::Break { breaker } = self.code.ops[frame.pc as usize] {
            self.breakers[breaker as usize].judge(self.now_s, frame.a == 1, answered);
        }
    }
}

/// Whether an attempt or a wait is still the one that the limit is for.
fn needed(threads: &Threads, ops: &[Op], entry: &Entry) -> bool {
    if !entry.attempt {
        return threads.at(entry.who).turn == entry.turn;
    }
    let frame = threads.frame_at(entry.who);
    frame.next == entry.turn && matches!(ops[frame.pc as usize], Op::Attempt { .. })
}
