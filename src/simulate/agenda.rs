//! What happens next: pending events in the order of time, those of equal time first in, first out.
//!
//! An event is one number of 128 bits: the bits of its time (which for times from 0 on order as the times do), then its
//! place in the sequence of all events, then what it is. So one comparison orders two events.
//!
//! The event under way leaves a hole at the top, which the next event that is added fills: an arrival that schedules the
//! next one, a completion that starts the next piece of work. That saves a third of the work of a heap.

/// Bits of the number that say what an event is, and of those the ones for its kind.
const WHAT_BITS: u32 = 26;
const INDEX_BITS: u32 = 23;

/// Positions that an event can name.
pub(super) const MOST_INDICES: usize = 1 << INDEX_BITS;

/// Events that a run can have: some days of computing.
pub(super) const MOST_EVENTS: u64 = 1 << (64 - WHAT_BITS);

/// What kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A thread goes on.
    Thread,
    /// A source sends its next request.
    Source,
    /// The first of a list of equal delays is over.
    Delay,
    /// The first of a list of equal time limits is over.
    Limit,
    /// The first to finish at servers that are shared.
    Shared,
    /// One of a fixed number of users has thought.
    Thought,
    /// Work that comes by itself.
    Background,
    /// Something that the run itself does: a change, a look at utilization.
    Clock,
}

const KINDS: [Kind; 8] =
    [Kind::Thread, Kind::Source, Kind::Delay, Kind::Limit, Kind::Shared, Kind::Thought, Kind::Background, Kind::Clock];

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event(u128);

impl Event {
    #[inline]
    pub(super) fn new(time_s: f64, sequence: u64, kind: Kind, index: u32) -> Self {
        let what = u64::from(((kind as u32) << INDEX_BITS) | index);
        Self((u128::from(time_s.to_bits()) << 64) | u128::from((sequence << WHAT_BITS) | what))
    }

    #[inline]
    pub(super) fn time_s(self) -> f64 {
        f64::from_bits((self.0 >> 64) as u64)
    }

    #[inline]
    pub(super) fn kind(self) -> Kind {
        KINDS[(self.0 as u32 >> INDEX_BITS) as usize & 7]
    }

    #[inline]
    pub(super) fn index(self) -> u32 {
        self.0 as u32 & ((1 << INDEX_BITS) - 1)
    }
}

/// The pending events.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    heap: Vec<u128>,
    /// Whether the event at the top is under way and its place free.
    hole: bool,
    sequence: u64,
}

impl Agenda {
    /// The next place in the sequence of all events.
    #[inline]
    pub(super) fn ticket(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Whether no more events can be told apart.
    pub(super) fn exhausted(&self) -> bool {
        self.sequence >= MOST_EVENTS - 1_000_000
    }

    /// Adds an event behind all of its time.
    #[inline]
    pub(super) fn add(&mut self, time_s: f64, kind: Kind, index: u32) -> Event {
        let ticket = self.ticket();
        let event = Event::new(time_s, ticket, kind, index);
        self.put(event);
        event
    }

    /// Adds an event with a ticket of its own.
    #[inline]
    pub(super) fn put(&mut self, event: Event) {
        if self.hole {
            self.hole = false;
            self.sink(event.0);
        } else {
            self.heap.push(event.0);
            self.rise(event.0);
        }
    }

    /// The next event, which stays in its place until [`Self::take`].
    #[inline]
    pub(super) fn next(&mut self) -> Option<Event> {
        if self.hole {
            self.close();
        }
        self.heap.first().map(|event| Event(*event))
    }

    /// Takes the event that [`Self::next`] has shown; its place is free for the next one that is added.
    #[inline]
    pub(super) fn take(&mut self) {
        self.hole = true;
    }

    /// Whether nothing is to happen up to and at this time.
    #[inline]
    pub(super) fn free_until(&self, time_s: f64) -> bool {
        let limit = (u128::from(time_s.to_bits()) << 64) | u128::from(u64::MAX);
        if self.hole {
            let after = |place: usize| self.heap.get(place).is_none_or(|event| *event > limit);
            after(1) && after(2)
        } else {
            self.heap.first().is_none_or(|event| *event > limit)
        }
    }

    fn close(&mut self) {
        self.hole = false;
        if let Some(last) = self.heap.pop()
            && !self.heap.is_empty()
        {
            self.sink(last);
        }
    }

    /// Puts an event at the free place at the top and moves it down.
    #[inline]
    fn sink(&mut self, event: u128) {
        let heap = &mut self.heap[..];
        let mut place = 0;
        loop {
            let mut child = 2 * place + 1;
            if child >= heap.len() {
                break;
            }
            if child + 1 < heap.len() && heap[child + 1] < heap[child] {
                child += 1;
            }
            if heap[child] >= event {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = event;
    }

    /// Moves the last event up.
    #[inline]
    fn rise(&mut self, event: u128) {
        let heap = &mut self.heap[..];
        let mut place = heap.len() - 1;
        while place > 0 {
            let parent = (place - 1) / 2;
            if heap[parent] <= event {
                break;
            }
            heap[place] = heap[parent];
            place = parent;
        }
        heap[place] = event;
    }
}
