//! Calls at once: a thread each; whoever made them waits for so many answers.

use super::code::{CHILD, NONE, Op};
use super::engine::Engine;
use super::flow::Next;
use super::threads::State;

impl Engine {
    pub(super) fn gather(&mut self, thread: u32, pc: u32, gathering: u32) -> Next {
        let (stream, end, needed, ways) = {
            let written = &self.code.gatherings[gathering as usize];
            (written.stream, written.end, written.needed, written.children.len())
        };
        let frame = self.threads.push(thread, pc, self.now_s);
        let parent = *self.threads.at(thread);
        let (mut total, mut last) = (0, NONE);
        for way in 0..ways {
            let (number, start) = self.code.gatherings[gathering as usize].children[way];
            for _ in 0..self.routing[stream as usize].whole(number) {
                last = self.begin_child(frame, start, last, parent.about, parent.trace);
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

    fn begin_child(&mut self, frame: u32, start: u32, last: u32, about: u64, trace: u32) -> u32 {
        let child = self.threads.begin(start);
        let bottom = self.threads.push(child, CHILD, self.now_s);
        self.threads.frame_of(bottom).a = frame;
        let slot = self.threads.of(child);
        (slot.about, slot.trace, slot.elder) = (about, trace, last);
        if last == NONE {
            self.threads.frame_of(frame).first = child;
        } else {
            self.threads.of(last).sibling = child;
        }
        self.ready.push_back(child);
        child
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
        let frame = self.threads.pop(thread).a;
        self.unlink(frame, thread);
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

    fn unlink(&mut self, frame: u32, thread: u32) {
        let (before, after) = (self.threads.at(thread).elder, self.threads.at(thread).sibling);
        if before == NONE {
            self.threads.frame_of(frame).first = after;
        } else {
            self.threads.of(before).sibling = after;
        }
        if after != NONE {
            self.threads.of(after).elder = before;
        }
    }

    /// A new thread takes the place of another among calls at once.
    pub(super) fn replace_child(&mut self, frame: u32, old: u32, new: u32) {
        let (before, after) = (self.threads.at(old).elder, self.threads.at(old).sibling);
        let slot = self.threads.of(new);
        (slot.elder, slot.sibling) = (before, after);
        if before == NONE {
            self.threads.frame_of(frame).first = new;
        } else {
            self.threads.of(before).sibling = new;
        }
        if after != NONE {
            self.threads.of(after).elder = new;
        }
        let slot = self.threads.of(old);
        (slot.elder, slot.sibling) = (NONE, NONE);
    }

    /// Cancels the calls that a thread waits for, which then waits no longer.
    pub(super) fn cancel_children(&mut self, thread: u32) {
        let frame = self.threads.at(thread).frame;
        let mut child = self.threads.frame_at(frame).first;
        self.detach(frame);
        self.threads.of(thread).state = State::Running;
        while child != NONE {
            let next = self.threads.at(child).sibling;
            self.cancel(child);
            child = next;
        }
    }
}
