//! Calls at once: a thread each; whoever made them waits for so many answers.

use super::code::{CHILD, NONE, Op};
use super::engine::Engine;
use super::flow::Next;
use super::threads::{State, Thread};

impl Engine {
    pub(super) fn gather(&mut self, thread: u32, pc: u32, gathering: u32) -> Next {
        let (stream, end, needed, ways) = {
            let written = &self.code.gatherings[gathering as usize];
            (written.stream, written.end, written.needed, written.children.len())
        };
        let frame = self.threads.push(thread, pc, self.now_s, (0, 0));
        self.threads.frame_of(frame).next = NONE;
        let parent = *self.threads.at(thread);
        let (mut total, mut last) = (0, NONE);
        for way in 0..ways {
            let (number, start) = self.code.gatherings[gathering as usize].children[way];
            for _ in 0..self.routing[stream as usize].whole(number) {
                last = self.begin_child(frame, start, last, &parent);
                total += 1;
            }
        }
        let missing = (needed as u32).min(total);
        let gathered = self.threads.frame_of(frame);
        (gathered.a, gathered.b, gathered.owner) = (total, missing, thread);
        if missing > 0 {
            let slot = self.threads.of(thread);
            (slot.state, slot.pc) = (State::Gathering, pc);
            return None;
        }
        self.detach(frame);
        if total == 0 {
            self.threads.free_frame(frame);
        }
        Some(end)
    }

    /// Begins one of the calls at once; `last`: the frame of the one before. Its own frame.
    fn begin_child(&mut self, frame: u32, start: u32, last: u32, parent: &Thread) -> u32 {
        let child = self.threads.begin(start);
        let bottom = self.threads.push(child, CHILD, self.now_s, (frame, last));
        let own = self.threads.frame_of(bottom);
        (own.owner, own.next) = (child, NONE);
        let slot = self.threads.of(child);
        (slot.about, slot.user, slot.trace) = (parent.about, parent.user, parent.trace);
        self.threads.frame_of(if last == NONE { frame } else { last }).next = bottom;
        self.ready.push_back(child);
        bottom
    }

    /// The one who waited for these calls no longer does; they are worked off.
    fn detach(&mut self, frame: u32) {
        let gathered = self.threads.frame_of(frame);
        let (owner, parent) = (gathered.owner, gathered.parent);
        gathered.owner = NONE;
        self.threads.of(owner).frame = parent;
    }

    /// A call at once has been answered, or has failed for a cause.
    pub(super) fn child_ends(&mut self, thread: u32, failure: Option<u32>) -> Next {
        let own = self.threads.pop(thread);
        let frame = own.a;
        self.threads.frame_of(if own.b == NONE { frame } else { own.b }).next = own.next;
        if own.next != NONE {
            self.threads.frame_of(own.next).b = own.b;
        }
        self.threads.end(thread);
        let gathered = self.threads.frame_of(frame);
        gathered.a -= 1;
        gathered.b = gathered.b.saturating_sub(u32::from(failure.is_none()));
        let (left, missing, owner) = (gathered.a, gathered.b, gathered.owner);
        if owner != NONE && missing == 0 {
            let pc = self.threads.at(owner).pc;
            self.detach(frame);
            if let Op::Parallel { gathering } = self.code.ops[pc as usize] {
                self.resume(owner, self.code.gatherings[gathering as usize].end);
            }
        } else if owner != NONE && left < missing {
            self.detach(frame);
            self.threads.of(owner).state = State::Running;
            if let Some(pc) = self.fail(owner, failure.unwrap_or(NONE)) {
                self.resume(owner, pc);
            }
        }
        if left == 0 {
            self.threads.free_frame(frame);
        }
        None
    }

    fn resume(&mut self, thread: u32, pc: u32) {
        let slot = self.threads.of(thread);
        (slot.state, slot.pc) = (State::Running, pc);
        self.ready.push_back(thread);
    }

    /// Cancels the calls that a thread waits for, which then waits no longer.
    pub(super) fn cancel_children(&mut self, thread: u32) {
        let frame = self.threads.at(thread).frame;
        let mut child = self.threads.frame_at(frame).next;
        self.detach(frame);
        self.threads.of(thread).state = State::Running;
        while child != NONE {
            let own = *self.threads.frame_at(child);
            self.cancel(own.owner);
            child = own.next;
        }
    }
}
