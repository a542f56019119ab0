//! Logs of copies: writes that wait there until they are applied, which readers of the copy see only after that.
//!
//! A log is worked off in the order of arrival, which is that of writing, so that it is enough to know of each write when
//! it was written and when it began to be applied: it is seen a lag after that. What a log never got (this instance is not
//! the one that the write came to) counts with the lag alone.
//!
//! Where the primary is lost, whatever is in the log then is lost with it, as in the steady state's figure of what a
//! failure loses. Products that apply their log before they take over lose less, and take longer.

use std::collections::VecDeque;

use super::code::NONE;
use super::engine::Engine;
use super::stale::Staleness;
use super::stations::Station;

/// The log of one component: by copy, the writes that have begun to be applied and are not seen by all yet.
#[derive(Clone, Debug)]
pub(super) struct Log {
    /// The longest time that a write is not seen after it has begun, seconds.
    lag_s: f64,
    copies: Vec<Begun>,
}

/// Writes of one copy, in the order of their coming.
#[derive(Clone, Debug)]
struct Begun {
    /// When each was written, and when it began, seconds.
    writes: VecDeque<(f64, f64)>,
    /// What was written until then is seen.
    seen_s: f64,
}

/// The logs that readers depend on; says at their stations which is theirs.
pub(super) fn logs(staleness: &[Staleness], stations: &mut [Station]) -> Vec<Log> {
    let mut found: Vec<Log> = Vec::new();
    for own in staleness.iter().filter(|own| own.log != NONE) {
        // Where nothing ever arrives, nothing has to be known of the log.
        let Some(lag_s) = own.lag_s().filter(|lag_s| lag_s.is_finite()) else { continue };
        let station = &mut stations[own.log as usize];
        if let Some(known) = found.get_mut(station.log as usize) {
            known.lag_s = known.lag_s.max(lag_s);
            continue;
        }
        station.log = found.len() as u32;
        let empty = Begun { writes: VecDeque::new(), seen_s: f64::NEG_INFINITY };
        found.push(Log { lag_s, copies: vec![empty; station.room as usize] });
    }
    found
}

impl Log {
    /// A write of a time begins to be applied at a copy now.
    fn begin(&mut self, copy: u32, written_s: f64, now_s: f64) {
        let own = &mut self.copies[copy as usize];
        while let Some(&(first_s, began_s)) = own.writes.front()
            && began_s + self.lag_s <= now_s
        {
            own.seen_s = first_s;
            own.writes.pop_front();
        }
        own.writes.push_back((written_s, now_s));
    }
}

impl Engine {
    /// A thread's wait in a log is over.
    pub(super) fn begin_to_apply(&mut self, log: u32, copy: u32, thread: u32) {
        let station = &self.stations[self.copies[copy as usize].station as usize];
        self.logs[log as usize].begin(copy - station.first, self.threads.began_s(thread), self.now_s);
    }

    /// Whether a reader does not see yet what was written at a time, and would be seen at another if there were no log.
    pub(super) fn is_behind(&self, thread: u32, own: &Staleness, written_s: f64, arrives_s: f64) -> bool {
        if self.now_s < arrives_s {
            return true;
        }
        let Some(station) = self.stations.get(own.log as usize) else { return false };
        let Some(log) = self.logs.get(station.log as usize) else { return false };
        let copy = self.instance_of(thread, own.component).min(station.room - 1);
        let begun = &log.copies[copy as usize];
        if written_s <= begun.seen_s {
            return false;
        }
        // The first that was written since then is this write, or came with it.
        if let Some((_, began_s)) = begun.writes.get(begun.writes.partition_point(|write| write.0 < written_s)) {
            return self.now_s < began_s + own.lag_s().unwrap_or(0.0);
        }
        let last = self.copies[(station.first + copy) as usize].tail;
        last != NONE && self.threads.began_s(last) >= written_s
    }

    /// Writes that would be lost if the primary of a copy that lags were lost now: those on their way, and of those that
    /// have come what the instance that has got furthest does not show yet.
    pub(super) fn would_lose(&self, own: &Staleness) -> u64 {
        let (Some(lag_s), Some(sent_s)) = (own.lag_s(), &own.on_the_way_s) else { return 0 };
        let come = |written_s: f64| own.arrives_s(written_s, lag_s) <= self.now_s;
        let on_the_way = sent_s.iter().filter(|sent_s| !come(**sent_s)).count();
        let Some(station) = self.stations.get(own.log as usize) else { return on_the_way as u64 };
        let Some(log) = self.logs.get(station.log as usize) else { return on_the_way as u64 };
        let unseen = |(place, begun): (usize, &Begun)| {
            let applied = begun.writes.iter().filter(|write| come(write.0) && write.1 + lag_s > self.now_s).count();
            let mut waiting = 0;
            let mut next = self.copies[station.first as usize + place].head;
            while next != NONE {
                waiting += usize::from(come(self.threads.began_s(next)));
                next = self.threads.at(next).next;
            }
            applied + waiting
        };
        let least = log.copies.iter().enumerate().map(unseen).min();
        (on_the_way + least.unwrap_or(0)) as u64
    }

    /// Which instance of a component a thread is at.
    fn instance_of(&self, thread: u32, component: u32) -> u32 {
        let copy = self.threads.at(thread).copy;
        let station = self.copies.get(copy as usize).map(|there| &self.stations[there.station as usize]);
        station.filter(|station| station.component == component).map_or(0, |station| copy - station.first)
    }
}
