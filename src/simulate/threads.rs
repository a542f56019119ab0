//! What is in flight: threads (one per request, and one more per call at once or job), and the frames of what each has
//! begun and not finished. Both are slots that are used again; nothing is allocated per request once there are as many
//! slots as were ever in flight at a time.

#![expect(clippy::inline_always, reason = "a few instructions each, some ten times per request: measured")]

use super::code::NONE;

/// What a thread is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The slot is free.
    Free,
    /// Is going on right now, or about to.
    Running,
    /// Keeps a server busy.
    Working,
    /// Is at servers that are shared.
    Sharing,
    /// Waits in a line.
    Waiting,
    /// Lets a fixed time pass.
    Delayed,
    /// Pauses before a further attempt.
    Pausing,
    /// Waits for calls at once.
    Gathering,
    /// Waits for an answer that never comes.
    Lost,
}

/// A request on its way, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thread {
    /// Position of the operation that it is at.
    pub(super) pc: u32,
    /// Its innermost frame.
    pub(super) frame: u32,
    /// Neighbours in the line that it waits in.
    pub(super) next: u32,
    pub(super) previous: u32,
    /// The copy of a station where it waits, is worked on, or was last.
    pub(super) copy: u32,
    /// The copy that a balancer has chosen for it.
    pub(super) given: u32,
    pub(super) state: State,
    /// Nobody waits for it any more and it stops as soon as it can.
    pub(super) cancelled: bool,
    /// Position of its trace.
    pub(super) trace: u32,
    /// When it came to where it is, seconds.
    pub(super) since_s: f64,
    /// The work that it brings, seconds.
    pub(super) work_s: f64,
    /// What the request is about: a number from which the objects in all caches follow.
    pub(super) about: u64,
    /// Whose request it is, where that matters; else [`NONE`].
    pub(super) user: u32,
    /// Tells waits apart; changes whenever it leaves a line.
    pub(super) turn: u32,
}

const FREE_THREAD: Thread = Thread {
    pc: 0,
    frame: NONE,
    next: NONE,
    previous: NONE,
    copy: NONE,
    given: NONE,
    state: State::Free,
    cancelled: false,
    trace: NONE,
    since_s: 0.0,
    work_s: 0.0,
    about: 0,
    user: NONE,
    turn: 0,
};

/// Something that a thread has begun and not finished. What the numbers mean depends on the operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The frame around it.
    pub(super) parent: u32,
    /// Position of the operation that made it.
    pub(super) pc: u32,
    /// When, seconds.
    pub(super) time_s: f64,
    /// Call, begun: the component, if it counts there. Held: the copy. Repeated: times left. Attempt: further attempts left. Calls at once: those not finished.
    /// One of them: the frame of them all.
    pub(super) a: u32,
    /// Call, begun: where its caller goes on. Attempt: its number. Calls at once: answers that are
    /// missing. One of them: the frame of the one before.
    pub(super) b: u32,
    /// Attempt, calls at once: the thread that waits. One of them: its own thread. Call, begun: the copy that is held until
    /// the end of the entry, or [`NONE`].
    pub(super) owner: u32,
    /// Begun: position of its root. Attempt: the number of its time limit, while that runs. Calls at once: the frame of the first of them. One of
    /// them: the frame of the next.
    pub(super) next: u32,
}

const FREE_FRAME: Frame = Frame { parent: NONE, pc: 0, time_s: 0.0, a: 0, b: 0, owner: NONE, next: NONE };

#[cold]
fn add_frame(frames: &mut Vec<Frame>, frame: Frame) -> u32 {
    frames.push(frame);
    frames.len() as u32 - 1
}

/// All threads and frames.
#[expect(clippy::struct_field_names, reason = "the two kinds of slots that it is made of")]
#[derive(Clone, Debug)]
pub(super) struct Threads {
    pub(super) threads: Vec<Thread>,
    free_threads: u32,
    pub(super) frames: Vec<Frame>,
    pub(super) free_frames: u32,
    alive: usize,
}

impl Default for Threads {
    fn default() -> Self {
        Self { threads: Vec::new(), free_threads: NONE, frames: Vec::new(), free_frames: NONE, alive: 0 }
    }
}

impl Threads {
    /// Threads in flight.
    pub(super) fn alive(&self) -> usize {
        self.alive
    }

    /// Slots of threads and of frames: as many as were ever needed at once.
    pub(super) fn slots(&self) -> (usize, usize) {
        (self.threads.len(), self.frames.len())
    }

    /// Positions of all threads in flight.
    pub(super) fn positions(&self) -> impl Iterator<Item = u32> {
        (0..self.threads.len() as u32).filter(|&thread| self.threads[thread as usize].state != State::Free)
    }

    /// When the request or job of a thread began, seconds.
    pub(super) fn began_s(&self, thread: u32) -> f64 {
        let mut frame = self.frame_at(self.at(thread).frame);
        while frame.parent != NONE {
            frame = self.frame_at(frame.parent);
        }
        frame.time_s
    }

    /// A new thread that begins at an operation.
    #[inline(always)]
    pub(super) fn begin(&mut self, pc: u32) -> u32 {
        self.alive += 1;
        let slot = self.free_threads;
        // No slot has the number that stands for none.
        let Some(thread) = self.threads.get_mut(slot as usize) else { return self.add_thread(pc) };
        self.free_threads = thread.next;
        (thread.pc, thread.frame, thread.given, thread.trace) = (pc, NONE, NONE, NONE);
        (thread.state, thread.cancelled) = (State::Running, false);
        (thread.about, thread.user) = (0, NONE);
        slot
    }

    #[cold]
    fn add_thread(&mut self, pc: u32) -> u32 {
        self.threads.push(Thread { pc, state: State::Running, ..FREE_THREAD });
        self.threads.len() as u32 - 1
    }

    #[inline(always)]
    pub(super) fn end(&mut self, slot: u32) {
        self.alive -= 1;
        let thread = &mut self.threads[slot as usize];
        thread.state = State::Free;
        thread.turn = thread.turn.wrapping_add(1);
        thread.next = self.free_threads;
        self.free_threads = slot;
    }

    #[inline]
    pub(super) fn at(&self, slot: u32) -> &Thread {
        &self.threads[slot as usize]
    }

    #[inline]
    pub(super) fn of(&mut self, slot: u32) -> &mut Thread {
        &mut self.threads[slot as usize]
    }

    /// Puts a frame on top of a thread's, with its first two numbers.
    #[inline(always)]
    pub(super) fn push(&mut self, thread: u32, pc: u32, time_s: f64, (a, b): (u32, u32)) -> u32 {
        let own = &mut self.threads[thread as usize];
        let (parent, slot) = (own.frame, self.free_frames);
        let Some(frame) = self.frames.get_mut(slot as usize) else {
            let slot = add_frame(&mut self.frames, Frame { parent, pc, time_s, a, b, ..FREE_FRAME });
            own.frame = slot;
            return slot;
        };
        self.free_frames = frame.parent;
        (frame.parent, frame.pc, frame.time_s, frame.a, frame.b) = (parent, pc, time_s, a, b);
        frame.owner = NONE;
        own.frame = slot;
        slot
    }

    /// A frame that is nobody's yet.
    pub(super) fn frame(&mut self, parent: u32, pc: u32, time_s: f64) -> u32 {
        let slot = self.free_frames;
        let Some(frame) = self.frames.get_mut(slot as usize) else {
            return add_frame(&mut self.frames, Frame { parent, pc, time_s, ..FREE_FRAME });
        };
        self.free_frames = frame.parent;
        (frame.parent, frame.pc, frame.time_s) = (parent, pc, time_s);
        slot
    }

    /// Takes the innermost frame off a thread, and hands it out.
    #[inline(always)]
    pub(super) fn pop(&mut self, thread: u32) -> Frame {
        let own = &mut self.threads[thread as usize];
        let slot = own.frame;
        let top = &mut self.frames[slot as usize];
        let frame = *top;
        own.frame = frame.parent;
        top.parent = self.free_frames;
        self.free_frames = slot;
        frame
    }

    #[inline]
    pub(super) fn free_frame(&mut self, slot: u32) {
        let frame = &mut self.frames[slot as usize];
        frame.parent = self.free_frames;
        self.free_frames = slot;
    }

    #[inline]
    pub(super) fn frame_at(&self, slot: u32) -> &Frame {
        &self.frames[slot as usize]
    }

    #[inline]
    pub(super) fn frame_of(&mut self, slot: u32) -> &mut Frame {
        &mut self.frames[slot as usize]
    }

    /// The innermost frame of a thread.
    #[inline]
    pub(super) fn top(&mut self, thread: u32) -> &mut Frame {
        let slot = self.threads[thread as usize].frame;
        &mut self.frames[slot as usize]
    }

    /// The frame so many below the innermost.
    #[inline]
    pub(super) fn below(&self, thread: u32, depth: u32) -> &Frame {
        let mut slot = self.threads[thread as usize].frame;
        for _ in 0..depth {
            slot = self.frames[slot as usize].parent;
        }
        &self.frames[slot as usize]
    }
}
