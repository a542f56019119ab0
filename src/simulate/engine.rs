//! The state of a run, and its loop.
//!
//! An event wakes a thread, and the thread goes on through its operations until it has to wait. What it sets free wakes
//! others at the same time: they go on after it, in the order in which they were woken, before the next event.

use std::collections::VecDeque;

use super::agenda::{Agenda, Event, Kind};
use super::attempts::{Breaker, Policy};
use super::caches::Caches;
use super::clock::Clock;
use super::code::Code;
use super::lists::List;
use super::measure::Measure;
use super::people::People;
use super::random::{Exponential, Stream};
use super::recorder::Recorder;
use super::settings::Status;
use super::shared::Share;
use super::sources::Sources;
use super::stale::Staleness;
use super::stations::{Copy, Station};
use super::threads::{State, Threads};

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    pub(super) code: Code,
    pub(super) agenda: Agenda,
    pub(super) threads: Threads,
    /// Threads that go on as soon as the one that does has to wait.
    pub(super) ready: VecDeque<u32>,
    pub(super) now_s: f64,
    /// Until when it may go on without looking at the agenda.
    pub(super) until_s: f64,
    pub(super) events: u64,
    pub(super) stations: Vec<Station>,
    pub(super) copies: Vec<Copy>,
    /// By copy of a station whose servers are shared, from [`Self::shares`] of the copy's position.
    pub(super) shares: Vec<Share>,
    /// Causes by station: the line is full; it waited too long.
    pub(super) station_causes: Vec<(u32, u32)>,
    pub(super) delays: Vec<List>,
    pub(super) limits: Vec<List>,
    /// The number of the last time limit of an attempt.
    pub(super) limited: u32,
    pub(super) policies: Vec<Policy>,
    pub(super) breakers: Vec<Breaker>,
    pub(super) caches: Caches,
    pub(super) staleness: Vec<Staleness>,
    pub(super) sources: Sources,
    pub(super) people: People,
    pub(super) clock: Clock,
    /// By component: what is drawn on the way.
    pub(super) routing: Vec<Stream>,
    /// By component: the cause of its failures while it is down, else [`super::code::NONE`].
    pub(super) down: Vec<u32>,
    pub(super) exponential: Exponential,
    pub(super) measure: Measure,
    pub(super) recorder: Recorder,
    pub(super) status: Status,
    pub(super) most_in_flight: usize,
}

impl Engine {
    /// Runs all events up to and at `until_s`, at most so many; whether it came so far.
    pub(super) fn run_until(&mut self, until_s: f64, most_events: u64) -> bool {
        self.until_s = until_s;
        let last = self.events.saturating_add(most_events);
        while self.events < last {
            let Some(event) = self.agenda.next().filter(|event| event.time_s() <= until_s) else {
                return true;
            };
            if self.threads.alive() >= self.most_in_flight || self.agenda.exhausted() {
                self.status = Status::TooManyInFlight;
                return false;
            }
            self.agenda.take();
            self.now_s = event.time_s();
            self.events += 1;
            self.happen(event);
            while let Some(thread) = self.ready.pop_front() {
                self.go_on(thread);
            }
        }
        false
    }

    #[inline]
    fn happen(&mut self, event: Event) {
        let index = event.index();
        match event.kind() {
            Kind::Thread => self.wake(index),
            Kind::Source => self.send(index, event),
            Kind::Delay => {
                if let Some(entry) = self.delays[index as usize].take(&mut self.agenda) {
                    self.wake(entry.who);
                }
            }
            Kind::Limit => self.reach_limit(index),
            Kind::Shared => self.finish_shared(index, event),
            Kind::Thought => self.think(index),
            Kind::Background => self.come_by_itself(index),
            Kind::Clock => self.tick(index),
        }
    }

    /// A thread's time has come.
    #[inline]
    fn wake(&mut self, thread: u32) {
        let slot = self.threads.of(thread);
        let state = std::mem::replace(&mut slot.state, State::Running);
        let (mut pc, copy, cancelled) = (slot.pc, slot.copy, slot.cancelled);
        match state {
            State::Working => {
                self.trace_work(thread);
                self.free_server(copy);
                pc += 1;
            }
            State::Delayed => pc += 1,
            // A pause is over: the operation that begins an attempt comes again.
            _ => {}
        }
        if cancelled {
            self.abandon(thread);
        } else {
            self.run(thread, pc);
        }
    }

    /// Goes on with a thread, unless nobody waits for it any more.
    #[inline]
    pub(super) fn go_on(&mut self, thread: u32) {
        let slot = self.threads.at(thread);
        if slot.cancelled {
            self.abandon(thread);
        } else {
            self.run(thread, slot.pc);
        }
    }
}
