//! Logs of copies: writes that wait there until they are applied, which readers of the copy see only after that.
//!
//! A log is worked off in the order of arrival, so that it is enough to know of each write that has begun to be applied
//! when it came and how long it waited: a write is seen once that wait and the lag are over. What a log never got (the copy
//! was cut off, or this instance is not the one that the write came to) counts with the lag alone.

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
    /// When each came, and how long it waited, seconds.
    writes: VecDeque<(f64, f64)>,
    /// What came until then is seen, whatever comes later.
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
    /// A write that came at a time to a copy begins to be applied now.
    pub(super) fn begin(&mut self, copy: u32, came_s: f64, now_s: f64) {
        let own = &mut self.copies[copy as usize];
        while let Some(&(first_s, waited_s)) = own.writes.front()
            && first_s + waited_s + self.lag_s <= now_s
        {
            own.seen_s = first_s;
            own.writes.pop_front();
        }
        own.writes.push_back((came_s, now_s - came_s));
    }
}

impl Engine {
    /// A thread's wait in a log is over.
    pub(super) fn begin_to_apply(&mut self, log: u32, copy: u32, came_s: f64) {
        let station = &self.stations[self.copies[copy as usize].station as usize];
        self.logs[log as usize].begin(copy - station.first, came_s, self.now_s);
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
        // The first that came to the log since then is this write, or came with it.
        if let Some((_, waited_s)) = begun.writes.get(begun.writes.partition_point(|write| write.0 < written_s)) {
            return self.now_s < arrives_s + waited_s;
        }
        let last = self.copies[(station.first + copy) as usize].tail;
        last != NONE && self.threads.at(last).since_s >= written_s
    }

    /// Which instance of a component a thread is at.
    fn instance_of(&self, thread: u32, component: u32) -> u32 {
        let copy = self.threads.at(thread).copy;
        let station = self.copies.get(copy as usize).map(|there| &self.stations[there.station as usize]);
        station.filter(|station| station.component == component).map_or(0, |station| copy - station.first)
    }
}
