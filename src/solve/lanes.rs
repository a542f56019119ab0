//! Values of a characteristic function at some neighbouring frequencies at a time: enough to keep the processor busy, few
//! enough to stay in its registers and its first cache. Real and imaginary parts stand apart, for vector instructions.

use crate::base::complex::Complex;

/// Frequencies that are evaluated at a time.
pub(super) const LANES: usize = 16;

/// The frequencies: equal steps, radians per second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// All of them.
    pub(super) frequencies: [f64; LANES],
    /// Distance of neighbours.
    pub(super) step: f64,
}

impl Grid {
    /// From the `first`-th multiple of `step` on.
    pub(super) fn new(first: usize, step: f64) -> Self {
        Self { frequencies: std::array::from_fn(|lane| (first + lane) as f64 * step), step }
    }
}

/// One value per frequency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes {
    /// Real parts.
    pub(super) re: [f64; LANES],
    /// Imaginary parts.
    pub(super) im: [f64; LANES],
}

impl Lanes {
    /// All 0.
    pub(super) const ZERO: Self = Self { re: [0.0; LANES], im: [0.0; LANES] };
    /// All 1.
    pub(super) const ONE: Self = Self { re: [1.0; LANES], im: [0.0; LANES] };

    /// From single numbers.
    pub(super) fn from_numbers(numbers: &[Complex; LANES]) -> Self {
        Self { re: numbers.map(|number| number.re), im: numbers.map(|number| number.im) }
    }

    /// A function of the frequency.
    pub(super) fn of(grid: &Grid, value: impl Fn(f64) -> Complex) -> Self {
        Self::from_numbers(&grid.frequencies.map(value))
    }

    /// A fixed time of so many seconds.
    pub(super) fn turn(grid: &Grid, seconds: f64) -> Self {
        Self::powers(Complex::turn(grid.frequencies[0] * seconds), Complex::turn(grid.step * seconds))
    }

    /// `first`, and each of the others the one before it times `step`: in doubling widths, so that no product has to wait
    /// for more than four others.
    #[inline]
    pub(super) fn powers(first: Complex, step: Complex) -> Self {
        let mut lanes = Self::ZERO;
        (lanes.re[0], lanes.im[0]) = (first.re, first.im);
        let (mut width, mut leap) = (1, step);
        while width < LANES {
            for lane in 0..width {
                let (re, im) = (lanes.re[lane], lanes.im[lane]);
                lanes.re[width + lane] = re * leap.re - im * leap.im;
                lanes.im[width + lane] = re * leap.im + im * leap.re;
            }
            leap = leap * leap;
            width *= 2;
        }
        lanes
    }

    /// With `probability` an exponential time of this mean, else none: 1 - p + p / (1 - i w m).
    pub(super) fn set_exponential(&mut self, grid: &Grid, probability: f64, mean_s: f64) {
        for lane in 0..LANES {
            let angle = grid.frequencies[lane] * mean_s;
            let part = probability / (1.0 + angle * angle);
            self.re[lane] = 1.0 - probability + part;
            self.im[lane] = part * angle;
        }
    }

    /// The product of two.
    pub(super) fn set_product(&mut self, a: &Self, b: &Self) {
        for lane in 0..LANES {
            self.re[lane] = a.re[lane] * b.re[lane] - a.im[lane] * b.im[lane];
            self.im[lane] = a.re[lane] * b.im[lane] + a.im[lane] * b.re[lane];
        }
    }

    /// Times `other`.
    pub(super) fn multiply(&mut self, other: &Self) {
        for lane in 0..LANES {
            let re = self.re[lane] * other.re[lane] - self.im[lane] * other.im[lane];
            self.im[lane] = self.re[lane] * other.im[lane] + self.im[lane] * other.re[lane];
            self.re[lane] = re;
        }
    }

    /// Plus `other` times a factor.
    pub(super) fn add(&mut self, other: &Self, factor: f64) {
        for lane in 0..LANES {
            self.re[lane] += other.re[lane] * factor;
            self.im[lane] += other.im[lane] * factor;
        }
    }

    /// To a whole power.
    pub(super) fn power(&self, exponent: u64) -> Self {
        let (mut result, mut square, mut left) = (Self::ONE, *self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                result.multiply(&square);
            }
            let once = square;
            square.multiply(&once);
            left >>= 1;
        }
        result
    }

    /// The value of one lane.
    pub(super) fn number(&self, lane: usize) -> Complex {
        Complex::new(self.re[lane], self.im[lane])
    }
}
