//! Randomness: one stream for each place and purpose, the same on every machine.
//!
//! The generator is xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021). A stream is seeded from the run's seed, the id
//! of its component in the drawing and its purpose, so that variants of a drawing share the randomness of what they have
//! in common. Exponential times come from a ziggurat of 256 layers (Marsaglia and Tsang, J. Stat. Software 5, 2000);
//! every transcendental function is from `libm`, whose results are the same natively and in the browser.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// What a stream is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Arrivals,
    Objects,
    Service,
    Dispatch,
    Routing,
    Coin,
    Filling,
    Background,
    Traces,
    People,
}

/// One sequence of numbers.
#[derive(Clone, Debug)]
pub(super) struct Stream(Xoshiro256PlusPlus);

/// Spreads the bits of a number over all of it (the finalizer of splitmix64: Steele, Lea and Flood 2014).
pub(super) const fn mixed(number: u64) -> u64 {
    let bits = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Uniform in [0, 1) from 64 random bits.
pub(super) const fn uniform_of(bits: u64) -> f64 {
    // Signed numbers are converted by one instruction.
    (bits >> 11).cast_signed() as f64 * (1.0 / (1u64 << 53) as f64)
}

impl Stream {
    /// The stream of a component for a purpose; `ordinal` tells several of one purpose apart.
    pub(super) fn new(seed: u64, component: u32, purpose: Purpose, ordinal: u32) -> Self {
        let place = mixed(u64::from(component)) ^ mixed(0x1_0000_0000 + (purpose as u64)).rotate_left(17);
        let key = mixed(mixed(seed) ^ mixed(place ^ mixed(u64::from(ordinal)).rotate_left(31)));
        Self(Xoshiro256PlusPlus::seed_from_u64(key))
    }

    #[inline]
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform in [0, 1).
    #[inline]
    pub(super) fn uniform(&mut self) -> f64 {
        uniform_of(self.bits())
    }

    /// One of `count` numbers from 0 on. `count` up to 2^32; the bias is below 2^-32.
    #[inline]
    pub(super) fn below(&mut self, count: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(count)) >> 32) as u32
    }

    /// A whole number with this mean: the whole part, and one more with the probability of the rest.
    pub(super) fn whole(&mut self, mean: f64) -> u32 {
        let whole = libm::floor(mean);
        let rest = mean - whole;
        let one = rest > 0.0 && self.uniform() < rest;
        whole as u32 + u32::from(one)
    }

    /// Standard normal, by the polar method (Marsaglia and Bray, SIAM Review 6, 1964).
    pub(super) fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                return x * libm::sqrt(-2.0 * libm::log(square) / square);
            }
        }
    }
}

/// Layers of the ziggurat.
const LAYERS: usize = 256;

/// Where its lowest layer ends, and the area of each layer.
const END: f64 = 7.697_117_470_131_05;
const AREA: f64 = 0.003_949_659_822_581_572;

/// The tables of exponential times with mean 1.
#[derive(Clone, Debug)]
pub(super) struct Exponential {
    /// Right end of each layer, and the density there.
    layers: Box<[(f64, f64); LAYERS + 1]>,
}

impl Exponential {
    pub(super) fn new() -> Self {
        let mut layers = Box::new([(0.0, 1.0); LAYERS + 1]);
        let density = |x: f64| libm::exp(-x);
        layers[0] = (AREA / density(END), density(AREA / density(END)));
        layers[1] = (END, density(END));
        for layer in 2..LAYERS {
            let (x, y) = layers[layer - 1];
            let next = -libm::log(AREA / x + y);
            layers[layer] = (next, density(next));
        }
        Self { layers }
    }

    /// Exponential with mean 1.
    #[inline]
    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        let bits = stream.bits();
        let layer = (bits & 0xFF) as usize;
        let x = uniform_of(bits) * self.layers[layer].0;
        if x < self.layers[layer + 1].0 { x } else { self.edge(stream, layer, x) }
    }

    #[cold]
    fn edge(&self, stream: &mut Stream, layer: usize, x: f64) -> f64 {
        let (mut layer, mut x) = (layer, x);
        loop {
            if layer == 0 {
                return END - libm::log(1.0 - stream.uniform());
            }
            let (low, high) = (self.layers[layer].1, self.layers[layer + 1].1);
            if low + (high - low) * stream.uniform() < libm::exp(-x) {
                return x;
            }
            let bits = stream.bits();
            layer = (bits & 0xFF) as usize;
            x = uniform_of(bits) * self.layers[layer].0;
            if x < self.layers[layer + 1].0 {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_times_have_the_moments_and_tail_of_the_law() {
        let (law, mut stream) = (Exponential::new(), Stream::new(7, 3, Purpose::Service, 0));
        let number = 4_000_000;
        let (mut first, mut second, mut beyond) = (0.0, 0.0, 0);
        for _ in 0..number {
            let x = law.draw(&mut stream);
            first += x;
            second += x * x;
            beyond += i32::from(x > 3.0);
        }
        let count = f64::from(number);
        assert!((first / count - 1.0).abs() < 4.0 / count.sqrt());
        assert!((second / count - 2.0).abs() < 4.0 * (20.0 / count).sqrt());
        let share = (-3.0_f64).exp();
        assert!((f64::from(beyond) / count - share).abs() < 4.0 * (share / count).sqrt());
    }

    #[test]
    fn streams_of_different_purposes_differ_and_of_the_same_agree() {
        let draw = |seed, component, purpose, ordinal| Stream::new(seed, component, purpose, ordinal).bits();
        let one = draw(1, 2, Purpose::Service, 0);
        assert_eq!(one, draw(1, 2, Purpose::Service, 0));
        let others = [
            draw(2, 2, Purpose::Service, 0),
            draw(1, 3, Purpose::Service, 0),
            draw(1, 2, Purpose::Coin, 0),
            draw(1, 2, Purpose::Service, 1),
        ];
        assert!(others.iter().all(|other| *other != one));
    }
}
