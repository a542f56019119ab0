//! Complex numbers, as far as characteristic functions need them.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

/// A complex number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Complex {
    /// 1.
    pub const ONE: Self = Self::new(1.0, 0.0);
    /// 0.
    pub const ZERO: Self = Self::new(0.0, 0.0);

    /// re + i im.
    pub const fn new(re: f64, im: f64) -> Self {
        Self { re, im }
    }

    /// e to the power of i `angle`.
    pub fn turn(angle: f64) -> Self {
        let (im, re) = angle.sin_cos();
        Self { re, im }
    }

    /// e to the power of this.
    #[must_use]
    pub fn exp(self) -> Self {
        Self::turn(self.im) * self.re.exp()
    }

    /// The square root with a positive real part.
    #[must_use]
    pub fn sqrt(self) -> Self {
        let size = self.re.hypot(self.im);
        let re = f64::midpoint(size, self.re).max(0.0).sqrt();
        let im = ((size - self.re) / 2.0).max(0.0).sqrt();
        Self::new(re, im.copysign(self.im))
    }

    /// This to a real power, by the principal value of the logarithm.
    #[must_use]
    pub fn powf(self, exponent: f64) -> Self {
        let size = self.re.hypot(self.im);
        if size == 0.0 {
            return if exponent == 0.0 { Self::ONE } else { Self::ZERO };
        }
        Self::turn(self.im.atan2(self.re) * exponent) * size.powf(exponent)
    }

    /// This to a whole power.
    #[must_use]
    pub fn powi(self, exponent: u64) -> Self {
        let (mut result, mut square, mut left) = (Self::ONE, self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                result = result * square;
            }
            square = square * square;
            left >>= 1;
        }
        result
    }
}

impl Add for Complex {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.re + other.re, self.im + other.im)
    }
}

impl AddAssign for Complex {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Complex {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.re - other.re, self.im - other.im)
    }
}

impl Mul for Complex {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)
    }
}

impl Mul<f64> for Complex {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.re * factor, self.im * factor)
    }
}

impl Div for Complex {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let size = other.re * other.re + other.im * other.im;
        let product = self * Self::new(other.re, -other.im);
        Self::new(product.re / size, product.im / size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_agree() {
        let z = Complex::new(0.3, -0.8);
        let (real, whole) = (z.powf(7.0), z.powi(7));
        assert!((real - whole).re.abs() < 1e-14 && (real - whole).im.abs() < 1e-14);
        let one = z / z;
        assert!((one.re - 1.0).abs() < 1e-15 && one.im.abs() < 1e-15);
    }
}
