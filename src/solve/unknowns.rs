//! The unknowns that one station has in the search for all at once (see [`super::joint`]).
//!
//! A station that never loses has the intensity u of its arrivals as its unknown (see [`super::station`]). The number
//! that waits swings from none to all m within a m-th part of ln u around its capacity, and hardly changes elsewhere;
//! with t = asinh(m ln(u / capacity)) both parts are as wide as each other.

use super::station::{Load, State, capacity, loses, state};
use crate::plan::Station;

/// What stands for a rate or time of nothing.
const NOTHING: f64 = 1e-30;

/// Times its capacity between which the intensities at a station are told apart.
const EMPTY: f64 = 1e-13;
const FULL: f64 = 1e100;

/// What is added to a rate before its logarithm is taken, relative to its scale.
pub(super) const LEAST: f64 = 1e-9;

/// Unknowns of one station, in this order: its intensity or rate, mean time, variation.
pub(super) const PER_STATION: usize = 3;

/// Whether it never loses, and intensity and rate of its arrivals differ.
pub(super) fn limited(station: &Station) -> bool {
    !loses(station) && station.population > station.servers
}

/// Places to wait, from one.
fn places(station: &Station) -> f64 {
    (station.population - station.servers).max(1.0)
}

/// The unknown of a station that never loses, from the intensity of its arrivals.
pub(super) fn place(station: &Station, load: Load, intensity: f64) -> f64 {
    let (empty, full) = ends(station);
    let ratio = intensity / capacity(station, load.mean_s);
    if ratio > 0.0 { (places(station) * ratio.ln()).asinh().clamp(empty, full) } else { empty }
}

/// The unknown of a station with next to no arrivals, and of one that is full all the time.
fn ends(station: &Station) -> (f64, f64) {
    ((places(station) * EMPTY.ln()).asinh(), (places(station) * FULL.ln()).asinh())
}

/// The state that a station's unknowns stand for.
pub(super) fn under(station: &Station, own: &[f64], scale: f64) -> State {
    let (load, intensity) = meant(station, own, scale);
    if load.mean_s <= 0.0 {
        return State::default();
    }
    let state = state(station, load, intensity);
    State { loss: if loses(station) { state.loss } else { 0.0 }, ..state }
}

/// The load that a station's unknowns stand for, and the intensity of its arrivals per second.
pub(super) fn meant(station: &Station, own: &[f64], scale: f64) -> (Load, f64) {
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

/// The logarithm of a time in seconds, that of nothing included.
pub(super) fn log(time_s: f64) -> f64 {
    time_s.max(NOTHING).ln()
}

/// How far a station's unknowns, under which it serves so many per second, are from what a pass has made of them.
pub(super) fn away(station: &Station, own: &[f64], new: Load, served: f64, scale: f64) -> [f64; PER_STATION] {
    let times = [log(new.mean_s) - own[1], new.scv.ln_1p() - own[2]];
    if !limited(station) {
        return [(new.rate / scale + LEAST).ln() - own[0], times[0], times[1]];
    }
    let (empty, _) = ends(station);
    let excess = if new.rate > 0.0 && new.mean_s > 0.0 {
        (new.rate / served.max(f64::MIN_POSITIVE)).ln()
    } else {
        f64::NEG_INFINITY
    };
    // Next to no arrivals are none.
    [excess.max((empty - own[0]).min(0.0)), times[0], times[1]]
}
