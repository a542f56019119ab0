//! Delays and time limits of constant length: what begins later ends later, so that each length has a list in order and
//! only the first of each list is a pending event. A time limit that is no longer needed stays in its list until it is
//! reached, or until most of the list is such.

use std::collections::VecDeque;

use super::agenda::{Agenda, Event, Kind};

/// Something that happens when a delay is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) time_s: f64,
    ticket: u64,
    /// Thread of a delay or of a wait; frame of an attempt.
    pub(super) who: u32,
    /// Which use of that slot is meant.
    pub(super) turn: u32,
    /// Whether it is an attempt.
    pub(super) attempt: bool,
}

/// The pending ends of one constant delay.
#[derive(Clone, Debug)]
pub(super) struct List {
    seconds: f64,
    kind: Kind,
    index: u32,
    entries: VecDeque<Entry>,
    /// Entries that are still needed.
    needed: usize,
}

/// Entries up to which a list keeps what is no longer needed.
const FEW: usize = 256;

impl List {
    pub(super) fn new(seconds: f64, kind: Kind, index: u32) -> Self {
        Self { seconds, kind, index, entries: VecDeque::new(), needed: 0 }
    }

    pub(super) fn seconds(&self) -> f64 {
        self.seconds
    }

    /// Begins a delay.
    #[inline]
    pub(super) fn begin(&mut self, now_s: f64, who: u32, turn: u32, attempt: bool, agenda: &mut Agenda) {
        let entry = Entry { time_s: now_s + self.seconds, ticket: agenda.ticket(), who, turn, attempt };
        if self.entries.is_empty() {
            agenda.put(Event::new(entry.time_s, entry.ticket, self.kind, self.index));
        }
        self.entries.push_back(entry);
        self.needed += 1;
    }

    /// Takes the first, whose event has come; the next one becomes pending.
    #[inline]
    pub(super) fn take(&mut self, agenda: &mut Agenda) -> Option<Entry> {
        let entry = self.entries.pop_front()?;
        self.needed -= 1;
        self.announce(agenda);
        Some(entry)
    }

    /// Takes the first of those still needed if its time has come. What is no longer needed and stands before goes.
    pub(super) fn take_needed(
        &mut self,
        now_s: f64,
        agenda: &mut Agenda,
        needed: impl Fn(&Entry) -> bool,
    ) -> Option<Entry> {
        while self.entries.front().is_some_and(|entry| !needed(entry)) {
            self.entries.pop_front();
        }
        let due = self.entries.front().is_some_and(|entry| entry.time_s <= now_s);
        let entry = if due { self.entries.pop_front() } else { None };
        self.needed -= usize::from(entry.is_some());
        self.announce(agenda);
        entry
    }

    fn announce(&self, agenda: &mut Agenda) {
        if let Some(next) = self.entries.front() {
            agenda.put(Event::new(next.time_s, next.ticket, self.kind, self.index));
        }
    }

    /// One of the entries is no longer needed. The first stays, for its event is pending.
    #[inline]
    pub(super) fn drop_one(&mut self) -> bool {
        self.needed -= 1;
        self.entries.len() > FEW && self.entries.len() > 4 * self.needed
    }

    /// Leaves out what is no longer needed, but for the first.
    pub(super) fn tidy(&mut self, needed: impl Fn(&Entry) -> bool) {
        let mut first = true;
        self.entries.retain(|entry| std::mem::take(&mut first) || needed(entry));
    }
}
