//! Characteristic functions of waits and services.

use std::f64::consts::TAU;

use super::erlang::geometric;
use super::lanes::{Grid, LANES, Lanes};
use super::network::Network;
use super::sharing;
use super::station::WaitLaw;
use crate::base::complex::Complex;
use crate::plan::{Node, Service, Shape};

/// One number per frequency.
type Numbers = [Complex; LANES];

/// A service time.
pub(super) fn service(service: &Service, grid: &Grid) -> Lanes {
    match service.shape {
        Shape::Exponential => {
            let mut lanes = Lanes::ZERO;
            lanes.set_exponential(grid, 1.0, service.mean_s);
            lanes
        }
        Shape::Deterministic => Lanes::turn(grid, service.mean_s),
        Shape::LogNormal => {
            let arguments = grid.frequencies.map(|frequency| Complex::new(0.0, -frequency));
            Lanes::from_numbers(&log_normal(service.mean_s, service.scv, &arguments))
        }
        _ => Lanes::of(grid, |frequency| laplace(service, Complex::new(0.0, -frequency))),
    }
}

/// The time in service where the servers are shared.
pub(super) fn shared(network: &Network<'_>, station: usize, service: &Service, rate: f64, grid: &Grid) -> Lanes {
    Lanes::of(grid, |frequency| sharing::transform(network, station, service, rate, frequency))
}

/// A wait of those that are accepted, with this probability; none with the rest. `services`: the different service times
/// there, with their rates per second.
pub(super) fn wait(probability: f64, law: WaitLaw, services: &[(f64, Service)], grid: &Grid) -> Lanes {
    let some = |waiting: Complex| Complex::new(1.0 - probability, 0.0) + waiting * probability;
    match law {
        WaitLaw::None | WaitLaw::Shared { .. } => Lanes::ONE,
        WaitLaw::Truncated { decay, end_s } => Lanes::of(grid, |frequency| some(truncated(decay, end_s, frequency))),
        WaitLaw::Stages { ratio, places, stage_s } => {
            let stages = stages(ratio, places);
            Lanes::of(grid, |frequency| some(stages.value(stage_s * frequency)))
        }
        WaitLaw::Fitted { mean_s, scv } => {
            let shape = if scv < 1.0 { Shape::Erlang } else { Shape::HyperExponential };
            let mut whole = Lanes::ZERO;
            whole.add(&Lanes::ONE, 1.0 - probability);
            whole.add(&service(&Service::new(shape, mean_s, scv), grid), probability);
            whole
        }
        WaitLaw::PollaczekKhinchine { rate } => pollaczek_khinchine(services, rate, grid),
    }
}

/// (1 - rho) / (1 - rho E), E the transform of the residual service time (1 - S(w)) / (-i w mean).
fn pollaczek_khinchine(services: &[(f64, Service)], rate: f64, grid: &Grid) -> Lanes {
    let mut all = Lanes::ZERO;
    let (mut total, mut busy) = (0.0, 0.0);
    for (each, time) in services {
        all.add(&service(time, grid), *each);
        total += each;
        busy += each * time.mean_s;
    }
    let busy = rate * busy / total;
    let mut result = Lanes::ONE;
    for lane in 0..LANES {
        let left = Complex::ONE - all.number(lane) * (1.0 / total);
        // rho (1 - S) / (-i w mean) = rate (1 - S) i / w
        let residual = Complex::new(-left.im, left.re) * (rate / grid.frequencies[lane]);
        let value = Complex::new(1.0 - busy, 0.0) / (Complex::ONE - residual);
        (result.re[lane], result.im[lane]) = (value.re, value.im);
    }
    result
}

/// The different service times at a station, with their rates per second.
pub(super) fn services(network: &Network<'_>, station: usize) -> Vec<(f64, Service)> {
    let plan = network.plan;
    let mut found: Vec<(f64, Service)> = Vec::new();
    let mut add = |rate: f64, service: &Service| match found.iter_mut().find(|(_, known)| known == service) {
        _ if rate <= 0.0 => {}
        Some((sum, _)) => *sum += rate,
        None => found.push((rate, *service)),
    };
    for node in plan.components[plan.stations[station].component].nodes.clone() {
        if let Node::Work { station: here, service } = &plan.nodes[node]
            && *here == station
        {
            add(network.rates[node], service);
        }
    }
    for work in plan.background.iter().filter(|work| work.station == station) {
        add(work.rate_per_s * network.stations[station].copies, &work.service);
    }
    found
}

/// An exponential density of this decay, cut off at `end`.
fn truncated(decay: f64, end: f64, frequency: f64) -> Complex {
    let turns = decay * end;
    let s = Complex::new(decay, -frequency);
    let last = Complex::turn(frequency * end);
    if turns.abs() < 1e-9 {
        return (Complex::ONE - last) / (s * end);
    }
    if turns > 0.0 {
        let scale = decay / -(-turns).exp_m1();
        return (Complex::ONE - last * (-turns).exp()) * scale / s;
    }
    // Relative to the density at the end.
    let scale = decay / -(1.0 - turns.exp());
    (Complex::ONE * turns.exp() - last) * -scale / (Complex::ZERO - s)
}

/// The geometric mixture of Erlang distributions, ready for many frequencies.
struct Stages {
    ratio: f64,
    places: f64,
    norm: f64,
    /// The smaller of ratio^places and its reciprocal.
    power: f64,
}

fn stages(ratio: f64, places: f64) -> Stages {
    let rising = ratio > 1.0;
    let base = if rising { 1.0 / ratio } else { ratio };
    Stages { ratio, places, norm: geometric(base, places - 1.0).0, power: base.powf(places) }
}

impl Stages {
    /// sum of ratio^j z^(j+1) over sum of ratio^j, j below places; z = 1 / (1 - i `angle`).
    fn value(&self, angle: f64) -> Complex {
        let z = Complex::ONE / Complex::new(1.0, -angle);
        let open = Complex::ONE - z * self.ratio;
        if self.ratio > 1.0 {
            // All weights relative to that of the last term.
            let ends = Complex::ONE * (self.power * self.ratio) - z.powf(self.places) * self.ratio;
            return z * ends / open * (1.0 / self.norm);
        }
        if self.power < 1e-16 {
            return z / open * (1.0 / self.norm);
        }
        z * (Complex::ONE - z.powf(self.places) * self.power) / open * (1.0 / self.norm)
    }
}

/// E[exp(-s T)] of a service time, Re s not negative.
pub(super) fn laplace(service: &Service, s: Complex) -> Complex {
    let mean = service.mean_s;
    match service.shape {
        Shape::Deterministic => (s * -mean).exp(),
        Shape::Exponential => stage(s * mean),
        Shape::Erlang => {
            let (order, first, each) = erlang_mixture(mean, service.scv);
            let z = stage(s * each);
            let short = z.powi(order - 1);
            short * first + short * z * (1.0 - first)
        }
        Shape::HyperExponential => {
            let share = f64::midpoint(1.0, ((service.scv - 1.0) / (service.scv + 1.0)).sqrt());
            let (fast, slow) = (mean / (2.0 * share), mean / (2.0 * (1.0 - share)));
            stage(s * fast) * share + stage(s * slow) * (1.0 - share)
        }
        Shape::LogNormal => log_normal(mean, service.scv, &[s; LANES])[0],
    }
}

/// 1 / (1 + z): an exponential time at z = s times its mean.
fn stage(z: Complex) -> Complex {
    Complex::ONE / (Complex::ONE + z)
}

/// Order k, probability of k - 1 stages, and mean of a stage.
pub(super) fn erlang_mixture(mean: f64, scv: f64) -> (u64, f64, f64) {
    let order = (1.0 / scv - 1e-9).ceil().max(1.0);
    let first = (order * scv - (order * (1.0 + scv) - order * order * scv).max(0.0).sqrt()) / (1.0 + scv);
    (order as u64, first.max(0.0), mean / (order - first.max(0.0)))
}

/// A log-normal time has no transform in closed form. It is the product of a log-normal scale and a log-normal factor
/// close to 1; the factor is replaced by an Erlang distribution of the same two moments, whose transform is known, and
/// the scale is summed over by the trapezium rule. Mean and variance are exact.
fn log_normal(mean: f64, scv: f64, arguments: &Numbers) -> Numbers {
    const ORDER: u64 = 16;
    let factor_scv = (1.0 / ORDER as f64).min(scv);
    let spread = ((1.0 + scv) / (1.0 + factor_scv)).ln().max(0.0).sqrt();
    let order = (1.0 / factor_scv).round() as u64;
    if spread == 0.0 {
        return arguments.map(|s| stage(s * (mean / order as f64)).powi(order));
    }
    let step = (0.24 / spread).min(1.0);
    let reach = (7.0 / step).ceil() as i64;
    let mut sum = [Complex::ZERO; LANES];
    for point in -reach..=reach {
        let z = point as f64 * step;
        let weight = step * (-z * z / 2.0).exp() / TAU.sqrt();
        let each = mean * (spread * z - spread * spread / 2.0).exp() / order as f64;
        for lane in 0..LANES {
            sum[lane] += stage(arguments[lane] * each).powi(order) * weight;
        }
    }
    sum
}
