//! Distributions of service times: a mean and a squared coefficient of variation (SCV, variance over squared mean).

/// The family of a service time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Always the mean.
    Deterministic,
    /// Exponential: SCV 1.
    Exponential,
    /// SCV up to 1: a mixture of two Erlang distributions of neighbouring order and equal rate
    /// (Tijms, A First Course in Stochastic Models, 2003, section 5.5); an Erlang distribution where 1/SCV is whole.
    Erlang,
    /// The logarithm is normal; any SCV.
    LogNormal,
    /// SCV from 1: two exponential phases that contribute equally to the mean.
    HyperExponential,
}

/// A service time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// Family.
    pub shape: Shape,
    /// Mean, seconds.
    pub mean_s: f64,
    /// Squared coefficient of variation.
    pub scv: f64,
}

impl Service {
    /// A service time of `shape`; `scv` is brought to what the family allows.
    pub fn new(shape: Shape, mean_s: f64, scv: f64) -> Self {
        let scv = match shape {
            Shape::Deterministic => 0.0,
            Shape::Exponential => 1.0,
            Shape::Erlang => scv.clamp(0.0, 1.0),
            Shape::LogNormal => scv.max(0.0),
            Shape::HyperExponential => scv.max(1.0),
        };
        let shape = match shape {
            Shape::Erlang | Shape::LogNormal if scv < 1e-9 => Shape::Deterministic,
            Shape::Erlang | Shape::HyperExponential if (scv - 1.0).abs() < 1e-12 => Shape::Exponential,
            other => other,
        };
        Self { shape, mean_s, scv }
    }

    /// Always `mean_s` seconds.
    pub fn fixed(mean_s: f64) -> Self {
        Self::new(Shape::Deterministic, mean_s, 0.0)
    }

    /// Second moment, seconds squared.
    pub fn second_moment(&self) -> f64 {
        (1.0 + self.scv) * self.mean_s * self.mean_s
    }

    /// The shortest possible time, seconds.
    pub fn shortest(&self) -> f64 {
        if self.shape == Shape::Deterministic { self.mean_s } else { 0.0 }
    }
}
