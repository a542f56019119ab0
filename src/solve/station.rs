//! One copy of a station: waiting time, loss and their distribution from the load.
//!
//! | arrivals, service, servers | mean wait | exact |
//! | --- | --- | --- |
//! | Poisson, exponential, c | Erlang C, or with m places M/M/c/(c+m) | yes |
//! | Poisson, general, 1 | Pollaczek-Khinchine, with its transform | yes |
//! | Poisson, general, c | Kimura (Management Sci. 1986) between M/M/c and M/D/c, the latter by Cosmetatos (1975) | within some 3 % |
//! | general, general, c | the same times (ca2 + cs2) / (1 + cs2) and the correction of Kraemer and Langenbach-Belz (1976) | within some 5 % at loads above a half |
//! | general service, m places | places scaled by the factor of the wait (diffusion); exact for m = 0 (Erlang B) and exponential service | within some 10 % of the loss |
//!
//! The wait of those who wait is exponential, or the finite mixture of Erlang distributions of M/M/c/(c+m), with its
//! mean set to that of the table: exact for exponential service, an approximation for c > 1 else.
//!
//! A station that only a limited number of callers can reach never loses anything: its callers stop asking. It is the
//! M/M/c/(c+m) queue whose arrivals stand still while it is full, m the number of callers beyond c: the intensity of
//! arrivals while it is not full is the unknown of the network's fixed point, and the throughput follows from it. At
//! saturation all callers are here, and throughput is c / mean service time.

use super::balancing;
use super::erlang::{Queue, queue, reciprocal_erlang_b};
use crate::plan::{Arrivals, Discipline, Station};

/// What arrives at one copy of a station.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Load {
    /// Arrivals per second.
    pub(super) rate: f64,
    /// Mean service or holding time, seconds.
    pub(super) mean_s: f64,
    /// Squared coefficient of variation of the same.
    pub(super) scv: f64,
}

/// How one copy of a station does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State {
    /// Share of arrivals that are refused, or leave before they are served.
    pub(super) loss: f64,
    /// Time in service over service time, where the servers are shared; 1 elsewhere.
    pub(super) stretch: f64,
    /// The same for second moments.
    pub(super) stretch_second: f64,
    /// Arrivals that are served, per second, as the station's own law has it.
    pub(super) served: f64,
    /// Share of those accepted that wait.
    pub(super) wait_probability: f64,
    /// Mean number in line, from the probabilities of the states where the station's law has them.
    pub(super) waiting: f64,
    /// Mean wait of those accepted, seconds.
    pub(super) wait_s: f64,
    /// Its second moment, seconds squared.
    pub(super) wait_second: f64,
    /// How the wait of those who wait is distributed.
    pub(super) wait_law: WaitLaw,
}

impl Default for State {
    fn default() -> Self {
        Self {
            loss: 0.0,
            stretch: 1.0,
            stretch_second: 1.0,
            served: 0.0,
            wait_probability: 0.0,
            waiting: 0.0,
            wait_s: 0.0,
            wait_second: 0.0,
            wait_law: WaitLaw::None,
        }
    }
}

/// The distribution of the wait of those who wait.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum WaitLaw {
    /// Nobody waits.
    #[default]
    None,
    /// A mixture of Erlang distributions, geometric weights with this ratio, so many of them, of stages with this mean.
    Stages {
        /// Ratio of the weights.
        ratio: f64,
        /// Number of terms; not a whole number in general.
        places: f64,
        /// Mean of a stage, seconds.
        stage_s: f64,
    },
    /// That of M/G/1, from the transform of the service time.
    PollaczekKhinchine {
        /// Arrivals per second.
        rate: f64,
    },
    /// Exponential up to an end, at which who waits leaves.
    Truncated {
        /// Decay of the density per second; negative where it grows.
        decay: f64,
        /// The longest wait, seconds.
        end_s: f64,
    },
    /// With this mean and squared coefficient of variation, of those who wait.
    Fitted {
        /// Mean, seconds.
        mean_s: f64,
        /// Squared coefficient of variation.
        scv: f64,
    },
    /// No wait: the time in service itself is longer (see [`super::sharing`]).
    Shared {
        /// Arrivals per second.
        rate: f64,
    },
}

/// Whether callers lose requests here, or only wait.
pub(super) fn loses(station: &Station) -> bool {
    station.servers + station.queue_limit <= station.population
}

/// Places to wait at one copy: those that exist, or those that the callers can fill.
fn places(station: &Station) -> f64 {
    station.queue_limit.min(station.population - station.servers).max(0.0)
}

/// Requests per second that one copy can serve.
pub(super) fn capacity(station: &Station, mean_s: f64) -> f64 {
    if mean_s > 0.0 { station.servers / mean_s } else { f64::INFINITY }
}

/// The state under arrivals of `intensity` per second while it is not full.
pub(super) fn state(station: &Station, load: Load, intensity: f64) -> State {
    if intensity <= 0.0 || load.mean_s <= 0.0 {
        return State { served: intensity.max(0.0), ..State::default() };
    }
    let offered = intensity * load.mean_s;
    let ratio = offered / station.servers;
    if station.discipline == Discipline::ProcessorSharing {
        return shared(station, load, intensity);
    }
    let factor = wait_factor(station, ratio, load.scv);
    if station.patience_s.is_finite() {
        let impatient = impatient(station, load, intensity, factor);
        if station.queue_limit >= station.population || impatient.loss >= limited(station, load, intensity, factor).loss
        {
            return impatient;
        }
    }
    limited(station, load, intensity, factor)
}

/// A line of limited length.
fn limited(station: &Station, load: Load, intensity: f64, factor: f64) -> State {
    let offered = intensity * load.mean_s;
    let ratio = offered / station.servers;
    let places = places(station) / factor.max(1e-3);
    let Queue { loss, accepted, wait_probability, waiting } = queue(station.servers, offered, places);
    let served = intensity * accepted;
    let waiting = waiting * factor;
    let wait_s = if served > 0.0 { waiting / served } else { 0.0 };
    if wait_probability <= 0.0 || wait_s <= 0.0 {
        return State { loss, served, ..State::default() };
    }
    let wait_law = wait_law(station, ratio, places, wait_s / wait_probability, intensity);
    let wait_second = 2.0 * wait_s * wait_s / wait_probability;
    State { loss, served, wait_probability, waiting, wait_s, wait_second, wait_law, ..State::default() }
}

/// Servers that all share: the number there is that of M/M/c/(c+m) whatever the distribution of service times, so the
/// time in service is longer by that queue's wait, in proportion to each one's service time.
fn shared(station: &Station, load: Load, intensity: f64) -> State {
    let offered = intensity * load.mean_s;
    let Queue { loss, accepted, waiting, .. } = queue(station.servers, offered, places(station));
    let served = intensity * accepted;
    let stretch = if served > 0.0 { 1.0 + waiting / (served * load.mean_s) } else { 1.0 };
    // E[T^2] of M/M/1 under processor sharing is E[T]^2 4 / (2 - rho) (Coffman, Muntz, Trotter, J. ACM 17, 1970).
    let busy = (served * load.mean_s / station.servers).min(1.0);
    let stretch_second = stretch * stretch * 2.0 / (2.0 - busy);
    State { loss, served, stretch, stretch_second, wait_law: WaitLaw::Shared { rate: served }, ..State::default() }
}

/// Who has waited for `patience` leaves: M/M/c+D. The work found by arrivals has density l p e^(-dx) up to the patience,
/// d = c/s - l, l arrivals per second, s service time, p the probability of c - 1 in service; beyond it, nobody joins
/// (Barrer, Oper. Res. 5, 1957; Baccelli and Hebuterne 1981). For other service times d is divided by the factor by
/// which they change the wait without patience: an approximation.
fn impatient(station: &Station, load: Load, intensity: f64, factor: f64) -> State {
    let full = station.servers / load.mean_s;
    let decay = (full - intensity) / factor.max(1e-3);
    let (end, factor) = (station.patience_s, factor.max(1e-3));
    let below = reciprocal_erlang_b(station.servers - 1.0, intensity * load.mean_s);
    let (mass, first, second) = truncated(decay, end);
    let last = (-decay * end).exp();
    // Relative to l p: arrivals that wait, and those that would wait for longer than they are willing to.
    let (waiting, leaving) = (intensity * mass / factor, intensity / full * last);
    let total = below + waiting + leaving;
    if !total.is_finite() {
        return if below.is_finite() {
            State { loss: 1.0, ..State::default() }
        } else {
            State { served: intensity, ..State::default() }
        };
    }
    let loss = leaving / total;
    let accepted = (below + waiting) / total;
    let served = intensity * accepted;
    let wait_probability = waiting / total / accepted;
    let (wait_s, wait_second) = (wait_probability * first, wait_probability * second);
    let wait_law = WaitLaw::Truncated { decay, end_s: end };
    let waiting = served * wait_s;
    State { loss, served, wait_probability, waiting, wait_s, wait_second, wait_law, ..State::default() }
}

/// Integral of e^(-dx) from 0 to `end`, and the first two moments of the density that it makes.
fn truncated(decay: f64, end: f64) -> (f64, f64, f64) {
    let turns = decay * end;
    if turns.abs() < 1e-3 {
        // By the powers of d, relative to the end.
        let mass = 1.0 - turns / 2.0 + turns * turns / 6.0;
        let first = 0.5 - turns / 3.0 + turns * turns / 8.0;
        let second = 1.0 / 3.0 - turns / 4.0 + turns * turns / 10.0;
        return (mass * end, first / mass * end, second / mass * end * end);
    }
    let mass = -(-turns).exp_m1() / decay;
    let last = (-turns).exp();
    let first = (mass - end * last) / decay;
    let second = (2.0 * first - end * end * last) / decay;
    if mass.is_finite() { (mass, first / mass, second / mass) } else { (f64::INFINITY, end, end * end) }
}

/// Pollaczek-Khinchine where it holds, else stages with the mean that is wanted.
fn wait_law(station: &Station, ratio: f64, places: f64, wait_s: f64, intensity: f64) -> WaitLaw {
    let unlimited = ratio < 1.0 && ratio.powf(places) < 1e-9;
    if station.servers == 1.0 && unlimited && station.arrivals == Arrivals::Random && !station.held {
        return WaitLaw::PollaczekKhinchine { rate: intensity };
    }
    WaitLaw::Stages { ratio, places, stage_s: wait_s / mean_stages(ratio, places) }
}

/// Mean of 1 + j under weights ratio^j for j from 0 to places - 1.
fn mean_stages(ratio: f64, places: f64) -> f64 {
    let last = (places - 1.0).max(0.0);
    if ratio <= 1.0 {
        let (sum, moment) = super::erlang::geometric(ratio, last);
        return 1.0 + moment / sum;
    }
    let (sum, moment) = super::erlang::geometric(1.0 / ratio, last);
    1.0 + last - moment / sum
}

/// The mean wait over that of M/M/c at the same load.
fn wait_factor(station: &Station, ratio: f64, scv: f64) -> f64 {
    let fixed = deterministic_factor(station.servers, ratio);
    let poisson = (1.0 + scv) / (2.0 * scv + (1.0 - scv) / fixed);
    match station.arrivals {
        Arrivals::Random => poisson,
        Arrivals::InTurn { .. } => poisson * in_turn(station.arrivals.scv(), ratio, scv),
        Arrivals::LeastBusy { targets } => poisson * balancing::least_busy(targets, ratio),
        Arrivals::EmptierOfTwo { targets } => poisson * balancing::emptier_of_two(targets, ratio),
    }
}

/// Kraemer and Langenbach-Belz: what arrivals less random than Poisson take off the wait.
fn in_turn(arrivals_scv: f64, ratio: f64, scv: f64) -> f64 {
    let spread = arrivals_scv + scv;
    let short = 1.0 - arrivals_scv;
    let correction = if short > 0.0 && ratio < 1.0 && spread > 0.0 {
        (-2.0 * (1.0 - ratio) * short * short / (3.0 * ratio * spread)).exp()
    } else {
        1.0
    };
    spread / (1.0 + scv) * correction
}

/// Wait of M/D/c over that of M/M/c (Cosmetatos 1975), at most 1; exactly a half for one server.
fn deterministic_factor(servers: f64, ratio: f64) -> f64 {
    let ratio = ratio.min(1.0);
    let term = (1.0 - ratio) * (servers - 1.0) * ((4.0 + 5.0 * servers).sqrt() - 2.0) / (16.0 * ratio * servers);
    (0.5 * (1.0 + term)).min(1.0)
}
