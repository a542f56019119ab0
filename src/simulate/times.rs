//! Service times: draws from the families of the plan.

use super::random::{Exponential, Stream};
use crate::plan::{Service, Shape};

/// Phases up to which Erlang times are summed one by one.
const SUMMED: u32 = 8;

/// A service time, ready to be drawn. Seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Law {
    /// Always this.
    Fixed(f64),
    /// Exponential with this mean.
    Exponential(f64),
    /// So many phases, one less with the probability; mean of a phase.
    Phases { phases: u32, fewer: f64, mean_s: f64 },
    /// The exponential of a normal variable.
    LogNormal { mean: f64, deviation: f64 },
    /// One of two exponential times.
    Mixture { first: f64, means_s: [f64; 2] },
}

impl Law {
    pub(super) fn of(service: &Service) -> Self {
        let (mean_s, scv) = (service.mean_s, service.scv);
        match service.shape {
            Shape::Deterministic => Self::Fixed(mean_s),
            Shape::Exponential => Self::Exponential(mean_s),
            Shape::Erlang => erlang(mean_s, scv),
            Shape::LogNormal => {
                let variance = libm::log(1.0 + scv);
                Self::LogNormal { mean: libm::log(mean_s) - variance / 2.0, deviation: libm::sqrt(variance) }
            }
            Shape::HyperExponential => {
                let first = f64::midpoint(1.0, libm::sqrt((scv - 1.0) / (scv + 1.0)));
                Self::Mixture { first, means_s: [mean_s / (2.0 * first), mean_s / (2.0 * (1.0 - first))] }
            }
        }
    }

    /// A draw, seconds.
    #[inline]
    pub(super) fn draw(&self, exponential: &Exponential, stream: &mut Stream) -> f64 {
        match *self {
            Self::Exponential(mean_s) => mean_s * exponential.draw(stream),
            Self::Fixed(seconds) => seconds,
            _ => self.draw_other(exponential, stream),
        }
    }

    fn draw_other(&self, exponential: &Exponential, stream: &mut Stream) -> f64 {
        match *self {
            Self::Exponential(_) | Self::Fixed(_) => 0.0,
            Self::Phases { phases, fewer, mean_s } => {
                let phases = phases - u32::from(fewer > 0.0 && stream.uniform() < fewer);
                mean_s * gamma(phases, exponential, stream)
            }
            Self::LogNormal { mean, deviation } => libm::exp(mean + deviation * stream.normal()),
            Self::Mixture { first, means_s } => {
                means_s[usize::from(stream.uniform() >= first)] * exponential.draw(stream)
            }
        }
    }
}

/// Tijms, A First Course in Stochastic Models, 2003, section 5.5: k - 1 phases with probability p, else k, where
/// 1/k <= SCV <= 1/(k-1).
fn erlang(mean_s: f64, scv: f64) -> Law {
    let phases = libm::ceil(1.0 / scv - 1e-9).max(1.0);
    let root = libm::sqrt((phases * (1.0 + scv) - phases * phases * scv).max(0.0));
    let fewer = ((phases * scv - root) / (1.0 + scv)).clamp(0.0, 1.0);
    let fewer = if fewer < 1e-12 { 0.0 } else { fewer };
    Law::Phases { phases: phases as u32, fewer, mean_s: mean_s / (phases - fewer) }
}

/// The sum of so many exponential times with mean 1 (Marsaglia and Tsang, ACM TOMS 26, 2000, where they are many).
fn gamma(phases: u32, exponential: &Exponential, stream: &mut Stream) -> f64 {
    if phases <= SUMMED {
        return (0..phases).map(|_| exponential.draw(stream)).sum();
    }
    let d = f64::from(phases) - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    loop {
        let x = stream.normal();
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        let u = 1.0 - stream.uniform();
        if libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::Purpose;
    use super::*;

    #[test]
    fn draws_have_the_mean_and_variation_that_are_asked_for() {
        let exponential = Exponential::new();
        let shapes = [
            (Shape::Deterministic, 0.0),
            (Shape::Exponential, 1.0),
            (Shape::Erlang, 0.5),
            (Shape::Erlang, 0.4),
            (Shape::Erlang, 0.05),
            (Shape::LogNormal, 2.0),
            (Shape::HyperExponential, 4.0),
        ];
        for (shape, scv) in shapes {
            let service = Service::new(shape, 0.25, scv);
            let (law, mut stream) = (Law::of(&service), Stream::new(11, 1, Purpose::Service, 0));
            let number = 2_000_000;
            let (mut first, mut second) = (0.0, 0.0);
            for _ in 0..number {
                let x = law.draw(&exponential, &mut stream);
                first += x;
                second += x * x;
            }
            let mean = first / f64::from(number);
            let got = second / f64::from(number) / (mean * mean) - 1.0;
            assert!(
                (mean / 0.25 - 1.0).abs() < 4.0 * (scv / f64::from(number)).sqrt() + 1e-12,
                "{shape:?} {scv}: {mean}"
            );
            assert!((got - scv).abs() < 0.03 * (1.0 + scv), "{shape:?} {scv}: {got}");
        }
    }
}
