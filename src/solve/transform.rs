//! Characteristic functions E[exp(i w T); success] of the time of a program, composed along its steps: in sequence they
//! multiply, choices add. Evaluated once for all frequencies that a distribution needs.

use std::f64::consts::TAU;

use super::erlang::geometric;
use super::network::Network;
use super::sharing;
use super::station::WaitLaw;
use crate::base::complex::Complex;
use crate::plan::{Node, Service, Shape};

/// Frequencies that are evaluated at a time: enough to keep the processor busy, few enough to stay in its cache.
pub(super) const LANES: usize = 16;

/// The values at some frequencies.
pub(super) type Lanes = [Complex; LANES];

const ONES: Lanes = [Complex::ONE; LANES];
const ZEROS: Lanes = [Complex::ZERO; LANES];

/// The nodes below some roots, with room for their values.
pub(super) struct Programs<'n, 'p> {
    network: &'n Network<'p>,
    /// Positions in the plan, callees before callers.
    pub(super) nodes: Vec<usize>,
    /// Stations that the nodes wait at.
    stations: Vec<usize>,
    values: Vec<Lanes>,
    waits: Vec<Lanes>,
}

/// Room for values by position in the plan, kept between programs.
#[derive(Default)]
pub(super) struct Scratch {
    values: Vec<Lanes>,
    waits: Vec<Lanes>,
    seen: Vec<bool>,
    seen_stations: Vec<bool>,
}

impl<'n, 'p> Programs<'n, 'p> {
    /// Everything that requests which begin at `roots` go through.
    pub(super) fn new(network: &'n Network<'p>, roots: impl Iterator<Item = usize>, scratch: &mut Scratch) -> Self {
        let plan = network.plan;
        scratch.seen.resize(plan.nodes.len(), false);
        scratch.seen_stations.resize(plan.stations.len(), false);
        scratch.values.resize(plan.nodes.len(), ONES);
        scratch.waits.resize(plan.stations.len(), ONES);
        let (mut nodes, mut stations) = (Vec::new(), Vec::new());
        let mut open: Vec<usize> = roots.collect();
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut scratch.seen[node], true) {
                continue;
            }
            nodes.push(node);
            open_children(network, node, &mut open);
            if let Node::Work { station, .. } | Node::Hold { station, .. } = plan.nodes[node]
                && !std::mem::replace(&mut scratch.seen_stations[station], true)
            {
                stations.push(station);
            }
        }
        nodes.sort_unstable();
        for &node in &nodes {
            scratch.seen[node] = false;
        }
        for &station in &stations {
            scratch.seen_stations[station] = false;
        }
        let (values, waits) = (std::mem::take(&mut scratch.values), std::mem::take(&mut scratch.waits));
        Self { network, nodes, stations, values, waits }
    }

    /// Gives the room back.
    pub(super) fn finish(self, scratch: &mut Scratch) {
        scratch.values = self.values;
        scratch.waits = self.waits;
    }

    /// Evaluates every node at these frequencies, radians per second.
    pub(super) fn evaluate(&mut self, frequencies: &[f64; LANES]) {
        for position in 0..self.stations.len() {
            let station = self.stations[position];
            self.waits[station] = self.wait(station, frequencies);
        }
        for position in 0..self.nodes.len() {
            let node = self.nodes[position];
            self.values[node] = match (&self.network.plan.nodes[node], self.network.outcomes.get(&node)) {
                (Node::Attempt { body, .. }, Some(outcome)) => {
                    outcome.transform(frequencies, Some(&self.values[*body]))
                }
                (Node::Parallel { .. }, Some(outcome)) => outcome.transform(frequencies, None),
                (step, _) => self.node(step, frequencies),
            };
        }
    }

    /// The value of a node at the frequencies evaluated last.
    pub(super) fn value(&self, node: usize) -> &Lanes {
        &self.values[node]
    }

    /// Probability that a request which begins at a node succeeds.
    pub(super) fn success(&self, node: usize) -> f64 {
        self.network.moments[node].success
    }

    fn node(&self, node: &Node, frequencies: &[f64; LANES]) -> Lanes {
        let plan = self.network.plan;
        match node {
            Node::Nothing => ONES,
            Node::Work { station, service } => match self.network.states[*station].wait_law {
                WaitLaw::Shared { rate } => product(
                    &self.waits[*station],
                    &sharing::transform(self.network, *station, service, rate, frequencies),
                ),
                _ => product(&self.waits[*station], &service_transform(service, frequencies)),
            },
            Node::Delay(seconds) => frequencies.map(|frequency| Complex::turn(frequency * seconds)),
            Node::Sequence(children) => {
                plan.branches[children.clone()].iter().fold(ONES, |all, child| product(&all, &self.values[child.node]))
            }
            Node::Choose(children) => {
                let mut sum = ZEROS;
                for child in &plan.branches[children.clone()] {
                    add_scaled(&mut sum, &self.values[child.node], child.probability);
                }
                sum
            }
            Node::Repeat { times, body } => self.values[*body].map(|value| repeated(value, *times)),
            Node::Call { entry, .. } => self.values[plan.entries[*entry].root()],
            Node::Lookup { cache, hit, miss } => {
                let ratio = self.network.ratios[*cache];
                let mut sum = ZEROS;
                add_scaled(&mut sum, &self.values[*hit], ratio);
                add_scaled(&mut sum, &self.values[*miss], 1.0 - ratio);
                sum
            }
            Node::Hold { station, body } => product(&self.waits[*station], &self.values[*body]),
            Node::Fail { .. } => ZEROS,
            Node::Break { breaker, body } => self.values[*body].map(|value| value * self.network.passed[*breaker]),
            Node::Parallel { .. } | Node::Attempt { .. } => ZEROS,
            Node::Spawn { .. } | Node::Stale { .. } => ONES,
        }
    }

    /// Acceptance and wait at a station.
    fn wait(&self, station: usize, frequencies: &[f64; LANES]) -> Lanes {
        let state = &self.network.states[station];
        let waiting = match state.wait_law {
            WaitLaw::None | WaitLaw::Shared { .. } => ONES,
            WaitLaw::Truncated { decay, end_s } => {
                let waiters = frequencies.map(|frequency| truncated(decay, end_s, frequency));
                let mut sum = [Complex::ONE * (1.0 - state.wait_probability); LANES];
                add_scaled(&mut sum, &waiters, state.wait_probability);
                sum
            }
            WaitLaw::Stages { ratio, places, stage_s } => {
                let stages = stages(ratio, places);
                let waiters = frequencies.map(|frequency| stages.value(stage_s * frequency));
                let mut sum = [Complex::ONE * (1.0 - state.wait_probability); LANES];
                add_scaled(&mut sum, &waiters, state.wait_probability);
                sum
            }
            WaitLaw::PollaczekKhinchine { rate } => self.pollaczek_khinchine(station, rate, frequencies),
        };
        waiting.map(|value| value * (1.0 - state.loss))
    }

    /// (1 - rho) / (1 - rho E), E the transform of the residual service time (1 - S(w)) / (-i w mean).
    fn pollaczek_khinchine(&self, station: usize, rate: f64, frequencies: &[f64; LANES]) -> Lanes {
        let load = self.network.loads[station];
        let mut service = ZEROS;
        let mut total = 0.0;
        for node in self.network.plan.components[self.network.plan.stations[station].component].nodes.clone() {
            if let Node::Work { station: here, service: time } = &self.network.plan.nodes[node]
                && *here == station
                && self.network.rates[node] > 0.0
            {
                add_scaled(&mut service, &service_transform(time, frequencies), self.network.rates[node]);
                total += self.network.rates[node];
            }
        }
        let busy = rate * load.mean_s;
        let mut result = ONES;
        for lane in 0..LANES {
            let left = Complex::ONE - service[lane] * (1.0 / total);
            // rho (1 - S) / (-i w mean) = rate (1 - S) i / w
            let residual = Complex::new(-left.im, left.re) * (rate / frequencies[lane]);
            result[lane] = Complex::new(1.0 - busy, 0.0) / (Complex::ONE - residual);
        }
        result
    }
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

fn open_children(network: &Network<'_>, node: usize, open: &mut Vec<usize>) {
    let plan = network.plan;
    match &plan.nodes[node] {
        Node::Nothing
        | Node::Work { .. }
        | Node::Delay(_)
        | Node::Fail { .. }
        | Node::Spawn { .. }
        | Node::Stale { .. } => {}
        // The outcome has its own table.
        Node::Parallel { .. } => {}
        Node::Attempt { body, .. } | Node::Break { body, .. } => open.push(*body),
        Node::Sequence(children) | Node::Choose(children) => {
            open.extend(plan.branches[children.clone()].iter().map(|child| child.node));
        }
        Node::Repeat { body, .. } | Node::Hold { body, .. } => open.push(*body),
        Node::Call { entry, .. } => open.push(plan.entries[*entry].root()),
        Node::Lookup { hit, miss, .. } => open.extend([*hit, *miss]),
    }
}

fn product(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] * b[lane])
}

fn add_scaled(sum: &mut Lanes, term: &Lanes, factor: f64) {
    for lane in 0..LANES {
        sum[lane] += term[lane] * factor;
    }
}

fn repeated(value: Complex, times: f64) -> Complex {
    let rest = times.fract();
    let whole = value.powi(times.trunc() as u64);
    if rest > 0.0 { whole * (Complex::ONE * (1.0 - rest) + value * rest) } else { whole }
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

/// The characteristic function of a service time.
fn service_transform(service: &Service, frequencies: &[f64; LANES]) -> Lanes {
    match service.shape {
        Shape::LogNormal => log_normal(service.mean_s, service.scv, &frequencies.map(|w| Complex::new(0.0, -w))),
        _ => frequencies.map(|frequency| laplace(service, Complex::new(0.0, -frequency))),
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
fn log_normal(mean: f64, scv: f64, arguments: &Lanes) -> Lanes {
    const ORDER: u64 = 16;
    let factor_scv = (1.0 / ORDER as f64).min(scv);
    let spread = ((1.0 + scv) / (1.0 + factor_scv)).ln().max(0.0).sqrt();
    let order = (1.0 / factor_scv).round() as u64;
    if spread == 0.0 {
        return arguments.map(|s| stage(s * (mean / order as f64)).powi(order));
    }
    let step = (0.24 / spread).min(1.0);
    let reach = (7.0 / step).ceil() as i64;
    let mut sum = ZEROS;
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
