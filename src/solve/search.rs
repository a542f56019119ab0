//! The unknowns of the fixed point: the intensity of arrivals at each station that only limited callers reach. Each moves
//! by a secant step of its own, kept inside a bracket, until station and callers agree on the throughput.

use super::station::{Load, State, capacity, state};
use crate::plan::Station;

/// Relative change at which the fixed point counts as reached.
pub(super) const TOLERANCE: f64 = 1e-10;

/// Factor on the distance of the far end of a bracket at each step.
const GIVES_WAY: f64 = 4.0;

/// Times its capacity from which on a station is full all the time.
const FULL: f64 = 1e100;

/// Width of a bracket from which on it says nothing.
const NARROW: f64 = 1e-9;

/// Where the search for a station's intensity stands; logarithms of rates per second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    here: f64,
    low: f64,
    high: f64,
    last: Option<(f64, f64)>,
    /// Whether station and callers agree.
    pub(super) settled: bool,
}

impl Search {
    /// Nothing known yet.
    pub(super) const START: Self =
        Self { here: f64::NAN, low: f64::NEG_INFINITY, high: f64::INFINITY, last: None, settled: true };
}

/// Moves the intensity of a station that never loses towards the one at which it serves what its callers ask.
pub(super) fn search(station: &Station, load: Load, search: &mut Search) -> State {
    let asked = load.rate;
    search.settled = true;
    if asked <= 0.0 || load.mean_s <= 0.0 || station.population <= station.servers {
        *search = Search::START;
        return state(station, load, asked);
    }
    if search.last.is_none() {
        let now = state(station, load, asked);
        if now.loss < 1e-13 {
            // So far from full that what is asked is what comes.
            search.here = asked.ln();
            return now;
        }
    }
    let limit = capacity(station, load.mean_s);
    if search.here.is_nan() {
        search.here = asked.min(limit * 4.0).ln();
    }
    let now = state(station, load, search.here.exp());
    let excess = (now.served / asked).ln();
    if excess.abs() < TOLERANCE {
        search.last = Some((search.here, asked.ln()));
        return now;
    }
    search.settled = false;
    search.step(station, load, now, excess);
    state(station, load, search.here.exp())
}

impl Search {
    /// From an intensity per second on.
    pub(super) fn at(intensity: f64) -> Self {
        Self { here: intensity.ln(), settled: false, ..Self::START }
    }

    /// The same place, found by another search.
    pub(super) fn settled_here(&self) -> Self {
        Self { here: self.here, ..Self::START }
    }

    /// The intensity where it stands, per second; `None` before it has begun.
    pub(super) fn intensity(&self) -> Option<f64> {
        self.here.is_finite().then(|| self.here.exp())
    }

    /// Goes on from where it stands, with nothing else kept: another load is asked of the stations.
    pub(super) fn reopen(&mut self) {
        *self = Self { here: self.here, settled: false, ..Self::START };
    }

    /// A Newton step on ln served(u) - ln asked(u); the slope of what is asked is measured from the last step.
    fn step(&mut self, station: &Station, load: Load, now: State, excess: f64) {
        const SMALL: f64 = 1e-4;
        let asked = load.rate.ln();
        let ahead = state(station, load, (self.here + SMALL).exp());
        let own = ((ahead.served / now.served).ln() / SMALL).clamp(1e-6, 1.0);
        let measured = match self.last {
            Some((here, before)) if (self.here - here).abs() > 1e-9 => (asked - before) / (self.here - here),
            // Until it is measured: as if callers did nothing but wait here.
            _ => -((ahead.wait_s + load.mean_s) / (now.wait_s + load.mean_s)).ln() / SMALL,
        };
        let slope = own - measured.clamp(-1e3, 0.0);
        // The other end gives way a little: while other stations move, what was beyond the root may be so no longer.
        if excess < 0.0 {
            self.low = self.here;
            self.high = self.here + (self.high - self.here) * GIVES_WAY;
        } else {
            self.high = self.here;
            self.low = self.here - (self.here - self.low) * GIVES_WAY;
        }
        if self.high - self.low < NARROW {
            // It has closed on what is no root any more.
            (self.low, self.high) = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let mut next = self.here - (excess / slope).clamp(-1.5, 1.5);
        if next <= self.low || next >= self.high {
            let bracketed = self.low.is_finite() && self.high.is_finite();
            next = if bracketed { f64::midpoint(self.low, self.high) } else { next };
        }
        // Far beyond what it can serve, it is full all the time.
        let full = (capacity(station, load.mean_s) * FULL).ln();
        self.last = Some((self.here, asked));
        if next >= full && self.here >= full && excess.abs() < TOLERANCE {
            self.settled = true;
        }
        self.here = next.min(full);
    }
}
