//! What happens next: pending events in the order of time, those of equal time first in, first out.
//!
//! An event is one number of 128 bits: the bits of its time (which for times from 0 on order as the times do), then its
//! place in the sequence of all events, then what it is. So one comparison orders two events.
//!
//! The event under way leaves its place in the heap to the next event that is added: an arrival schedules the next one, a
//! completion starts the next piece of work.

use crate::base::heap::Heap;

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
    heap: Heap,
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
        self.heap.add(event.0);
    }

    /// The next event, which stays in its place until [`Self::take`].
    #[inline]
    pub(super) fn next(&mut self) -> Option<Event> {
        self.heap.first().map(Event)
    }

    /// Takes the event that [`Self::next`] has shown; its place is free for the next one that is added.
    #[inline]
    pub(super) fn take(&mut self) {
        self.heap.take();
    }

    /// Whether nothing is to happen up to and at this time.
    #[inline]
    pub(super) fn free_until(&self, time_s: f64) -> bool {
        self.heap.is_beyond((u128::from(time_s.to_bits()) << 64) | u128::from(u64::MAX))
    }
}
