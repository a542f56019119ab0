//! All unknowns of the fixed point at once, for networks in which several things are scarce at a time: there, what one
//! tier can serve depends on how long the next holds it, and unknowns that move one by one chase each other.
//!
//! What a pass carries over to the next makes one vector: per station the load that it stands under, the hit ratios, the
//! shares that breakers let through, the rates of rings of messages. A Newton step on the difference that a pass makes
//! (Knoll and Keyes, J. Comput. Phys. 193, 2004: the derivative is only ever needed along directions, which is one more
//! pass each) with a line search on its length. Rates and
//! times are unknowns by their logarithms, the rates of rings as they are: those are proportional to each other.
//!
//! A station that never loses has the intensity u of its arrivals as its unknown (see [`super::station`]). The number
//! that waits swings from none to all m within a m-th part of ln u around its capacity, and hardly changes elsewhere;
//! with t = asinh(m ln(u / capacity)) both parts are as wide as each other.

use super::network::{COARSEST, FINEST, Network, gate, load};
use super::search::{Search, TOLERANCE};
use super::station::{Load, State, capacity, loses, state};
use crate::base::linear::{gmres, greatest, norm};
use crate::plan::{Breaker, Station};

/// Newton steps in a row with little progress until it is given up: where a steady state has ceased to exist, its
/// neighbourhood still draws the steps in.
const PATIENCE: u32 = 5;

/// Times that rates are measured anew.
const MOST_SCALES: usize = 4;

/// Passes for one step's direction.
const MOST_DIRECTIONS: usize = 60;

/// The longest step of an unknown.
const LONGEST: f64 = 2.0;

/// What stands for a rate or time of nothing.
const NOTHING: f64 = 1e-30;

/// Times its capacity between which the intensities at a station are told apart.
const EMPTY: f64 = 1e-13;
const FULL: f64 = 1e12;

/// Steps of programs, over all passes of a solution, until it is given up; and those that a table counts for.
const MOST_EFFORT: usize = 1_000_000;
const STEPS_OF_TABLE: usize = 10_000;

/// Relative change up to which tables are kept between steps: any.
const KEPT: f64 = 1e300;

/// What is added to a rate before its logarithm is taken, relative to its scale.
const LEAST: f64 = 1e-9;

/// Change of an unknown over which derivatives are taken.
const SMALL: f64 = 1e-7;

/// Times that a step is shortened.
const MOST_CUTS: usize = 12;

/// Unknowns of one station, in this order: its intensity or rate, mean time, variation.
const PER_STATION: usize = 3;

/// Rates per second that stand for 1, so that rates are unknowns of the size of the others.
struct Scales {
    stations: Vec<f64>,
    rings: Vec<f64>,
}

impl Network<'_> {
    /// Solves for all unknowns at once from where it stands; whether that has led to the fixed point.
    pub(super) fn settle_jointly(&mut self) -> bool {
        // Rates may have changed by orders of magnitude, and with them what is small.
        for _ in 0..MOST_SCALES {
            let scales = self.scales();
            let x = self.carried(&scales);
            let off = self.renewed(&x, &scales, 0.0);
            if greatest(&off) < TOLERANCE * 10.0 {
                return true;
            }
            if !self.newton(x, off, &scales) {
                return false;
            }
        }
        false
    }

    fn newton(&mut self, mut x: Vec<f64>, mut off: Vec<f64>, scales: &Scales) -> bool {
        let mut slow = 0;
        while greatest(&off) >= TOLERANCE && slow < PATIENCE && !self.exhausted() {
            let Some((next, left)) = self.step(&x, &off, scales) else { break };
            let left = if self.outcomes.is_empty() { left } else { self.renewed(&next, scales, greatest(&left)) };
            slow = if norm(&left) > norm(&off) * 0.7 { slow + 1 } else { 0 };
            (x, off) = (next, left);
        }
        self.take(&x, scales);
        greatest(&off) < TOLERANCE
    }

    /// Whether too much has been tried.
    pub(super) fn exhausted(&self) -> bool {
        self.effort > MOST_EFFORT
    }

    /// The difference with tables of times made anew, as fine as the difference that is left asks for; between, their
    /// moments follow.
    fn renewed(&mut self, x: &[f64], scales: &Scales, left: f64) -> Vec<f64> {
        self.effort += STEPS_OF_TABLE * self.outcomes.len();
        self.fineness = (left * 0.1).clamp(FINEST, COARSEST);
        let off = self.difference(x, scales);
        self.fineness = KEPT;
        off
    }

    /// A Newton step, shortened until the difference is smaller; where it leads, with the difference there.
    fn step(&mut self, x: &[f64], off: &[f64], scales: &Scales) -> Option<(Vec<f64>, Vec<f64>)> {
        let along = |network: &mut Self, direction: &[f64]| -> Vec<f64> {
            let by = SMALL * (1.0 + greatest(x)).min(10.0) / greatest(direction).max(f64::MIN_POSITIVE);
            let moved = network.difference(&plus(x, direction, by), scales);
            moved.iter().zip(off).map(|(moved, off)| (off - moved) / by).collect()
        };
        let direction = gmres(|direction| along(self, direction), off, 1e-3, MOST_DIRECTIONS).x;
        let rates = self.stations.len() * PER_STATION;
        let mut direction = direction;
        for value in &mut direction[..rates] {
            *value = value.clamp(-LONGEST, LONGEST);
        }
        let mut share = 1.0;
        for _ in 0..MOST_CUTS {
            let next = plus(x, &direction, share);
            let left = self.difference(&next, scales);
            if norm(&left) < norm(off) * (1.0 - 1e-3 * share) {
                return Some((next, left));
            }
            share *= 0.4;
        }
        None
    }

    /// What rates are measured in.
    fn scales(&self) -> Scales {
        let positive = |rate: f64, most: f64| if rate > most * 1e-9 { rate } else { most.max(f64::MIN_POSITIVE) };
        let most = self.loads.iter().fold(0.0, |most: f64, load| most.max(load.rate));
        let rings = self.rings.assumed().iter().zip(self.rings.found());
        Scales {
            stations: self.loads.iter().map(|load| positive(load.rate, most)).collect(),
            rings: rings.map(|(assumed, found)| positive(assumed.max(*found), most)).collect(),
        }
    }

    /// The unknowns as they stand.
    fn carried(&self, scales: &Scales) -> Vec<f64> {
        let mut x = Vec::with_capacity(self.stations.len() * PER_STATION);
        for (position, station) in self.stations.iter().enumerate() {
            let load = self.loads[position];
            let first = if limited(station) {
                place(station, load, self.intensity(position))
            } else {
                (load.rate / scales.stations[position] + LEAST).ln()
            };
            x.extend([first, log(load.mean_s), load.scv.ln_1p()]);
        }
        x.extend(&self.ratios);
        x.extend(self.passed.iter().map(|passed| passed.ln()));
        x.extend(self.rings.assumed().iter().zip(&scales.rings).map(|(rate, scale)| rate / scale));
        x
    }

    /// The intensity of arrivals under which a station's state was made, per second.
    fn intensity(&self, position: usize) -> f64 {
        let State { served, loss, .. } = self.states[position];
        if served > 0.0 && loss < 1.0 { served / (1.0 - loss) } else { self.loads[position].rate }
    }

    /// Stands under these unknowns.
    fn stand_under(&mut self, x: &[f64], scales: &Scales) {
        for (position, station) in self.stations.iter().enumerate() {
            self.states[position] = under(station, &x[position * PER_STATION..], scales.stations[position]);
        }
        let rest = &x[self.stations.len() * PER_STATION..];
        let (ratios, rest) = rest.split_at(self.ratios.len());
        let (passed, rings) = rest.split_at(self.passed.len());
        for (ratio, value) in self.ratios.iter_mut().zip(ratios) {
            *ratio = value.clamp(0.0, 1.0);
        }
        for (share, value) in self.passed.iter_mut().zip(passed) {
            *share = value.exp().clamp(Breaker::PROBES, 1.0);
        }
        self.rings.assume(rings.iter().zip(&scales.rings).map(|(value, scale)| (value * scale).max(0.0)));
    }

    /// What a pass makes of the unknowns, less the unknowns.
    fn difference(&mut self, x: &[f64], scales: &Scales) -> Vec<f64> {
        self.effort += self.plan.nodes.len();
        self.stand_under(x, scales);
        self.pass_up();
        self.pass_down();
        let mut off = Vec::with_capacity(x.len());
        for (position, station) in self.stations.iter().enumerate() {
            let load = load(station, self.sums[position]);
            off.extend(away(station, &x[position * PER_STATION..], load, scales.stations[position]));
        }
        off.extend(self.new_ratios());
        off.extend(self.new_passed().iter().map(|passed| passed.ln()));
        off.extend(self.rings.found().iter().zip(&scales.rings).map(|(rate, scale)| rate / scale));
        let rest = self.stations.len() * PER_STATION;
        off[rest..].iter_mut().zip(&x[rest..]).for_each(|(new, old)| *new -= old);
        off
    }

    /// Ends with these unknowns.
    fn take(&mut self, x: &[f64], scales: &Scales) {
        self.fineness = FINEST;
        self.stand_under(x, scales);
        self.pass_up();
        self.pass_down();
        let kept: Vec<State> = self.states.clone();
        self.load_stations();
        self.moved.fill(true);
        for (position, station) in self.stations.iter().enumerate() {
            if limited(station) {
                let (_, intensity) = meant(station, &x[position * PER_STATION..], scales.stations[position]);
                self.searches[position] = Search::at(intensity);
            }
            let state = if gate(station) { self.states[position] } else { kept[position] };
            self.states[position] = State { loss: if loses(station) { state.loss } else { 0.0 }, ..state };
        }
    }
}

/// Whether it never loses, and intensity and rate of its arrivals differ.
fn limited(station: &Station) -> bool {
    !loses(station) && station.population > station.servers
}

/// Places to wait, from one.
fn places(station: &Station) -> f64 {
    (station.population - station.servers).max(1.0)
}

/// The unknown of a station that never loses, from the intensity of its arrivals.
fn place(station: &Station, load: Load, intensity: f64) -> f64 {
    let (empty, full) = ends(station);
    let ratio = intensity / capacity(station, load.mean_s);
    if ratio > 0.0 { (places(station) * ratio.ln()).asinh().clamp(empty, full) } else { empty }
}

/// The unknown of a station with next to no arrivals, and of one that is full all the time.
fn ends(station: &Station) -> (f64, f64) {
    ((places(station) * EMPTY.ln()).asinh(), (places(station) * FULL.ln()).asinh())
}

/// The state that a station's unknowns stand for.
fn under(station: &Station, own: &[f64], scale: f64) -> State {
    let (load, intensity) = meant(station, own, scale);
    if load.mean_s <= 0.0 {
        return State::default();
    }
    let state = state(station, load, intensity);
    State { loss: if loses(station) { state.loss } else { 0.0 }, ..state }
}

/// The load that a station's unknowns stand for, and the intensity of its arrivals per second.
fn meant(station: &Station, own: &[f64], scale: f64) -> (Load, f64) {
    let time = own[1].exp();
    let mean_s = if time > NOTHING * 2.0 { time } else { 0.0 };
    let scv = own[2].exp_m1().max(0.0);
    if limited(station) {
        let (empty, full) = ends(station);
        let place = own[0].clamp(empty, full);
        let intensity = capacity(station, mean_s) * (place.sinh() / places(station)).exp();
        (Load { rate: 0.0, mean_s, scv }, intensity)
    } else {
        let rate = ((own[0].min(300.0).exp() - LEAST) * scale).max(0.0);
        (Load { rate, mean_s, scv }, rate)
    }
}

fn log(time_s: f64) -> f64 {
    time_s.max(NOTHING).ln()
}

/// How far a station's unknowns are from what a pass has made of them.
fn away(station: &Station, own: &[f64], new: Load, scale: f64) -> [f64; PER_STATION] {
    let times = [log(new.mean_s) - own[1], new.scv.ln_1p() - own[2]];
    if !limited(station) {
        return [(new.rate / scale + LEAST).ln() - own[0], times[0], times[1]];
    }
    let (empty, _) = ends(station);
    let excess = if new.rate > 0.0 && new.mean_s > 0.0 {
        (new.rate / under(station, own, scale).served.max(f64::MIN_POSITIVE)).ln()
    } else {
        f64::NEG_INFINITY
    };
    // Next to no arrivals are none.
    [excess.max((empty - own[0]).min(0.0)), times[0], times[1]]
}

fn plus(x: &[f64], direction: &[f64], share: f64) -> Vec<f64> {
    x.iter().zip(direction).map(|(value, along)| value + share * along).collect()
}
