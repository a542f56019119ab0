//! Quantiles of Student's t distribution, the same on every machine.
//!
//! Its distribution function is an incomplete beta function, here by Lentz's evaluation of its continued fraction (DLMF
//! 8.17.22); the quantile by bisection to the last digits. Exact to some 1e-12 relative. Own code because the crates that
//! have it take logarithms from the platform, which differ in their last digits from machine to machine.

/// The value that a t variable with so many degrees of freedom (more than 0) stays below with the given probability.
/// Infinite at 0 and 1.
pub fn t_quantile(probability: f64, freedom: f64) -> f64 {
    if probability < 0.5 {
        return -t_quantile(1.0 - probability, freedom);
    }
    if probability >= 1.0 {
        return f64::INFINITY;
    }
    let tail = 1.0 - probability;
    let (mut low, mut high) = (0.0, 1.0);
    while upper_tail(high, freedom) > tail && high < 1e300 {
        (low, high) = (high, high * 2.0);
    }
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if upper_tail(middle, freedom) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Probability of more than `t`, which is 0 or more.
fn upper_tail(t: f64, freedom: f64) -> f64 {
    let square = t * t;
    0.5 * incomplete_beta(freedom / (freedom + square), square / (freedom + square), 0.5 * freedom, 0.5)
}

/// Regularized incomplete beta function at `x`, with `rest = 1 - x` given apart so that it keeps its digits.
fn incomplete_beta(x: f64, rest: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || rest <= 0.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let power = a * libm::log(x) + b * libm::log(rest);
    let front = libm::exp(power + libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b));
    if x < (a + 1.0) / (a + b + 2.0) { front * fraction(x, a, b) / a } else { 1.0 - front * fraction(rest, b, a) / b }
}

/// The continued fraction, which converges quickly below the mean.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = below;
    for step in 1..10_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = value;
        for term in [even, odd] {
            below = 1.0 / away(1.0 + term * below);
            above = away(1.0 + term / above);
            value *= below * above;
        }
        if (value - before).abs() <= 1e-15 * value.abs() {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_tables() {
        // Table of upper percentage points, as in the NIST/SEMATECH e-Handbook 1.3.6.7.2 and most textbooks.
        let rows: [(f64, [f64; 5]); 9] = [
            (1.0, [3.078, 6.314, 12.706, 31.821, 63.657]),
            (2.0, [1.886, 2.920, 4.303, 6.965, 9.925]),
            (4.0, [1.533, 2.132, 2.776, 3.747, 4.604]),
            (9.0, [1.383, 1.833, 2.262, 2.821, 3.250]),
            (19.0, [1.328, 1.729, 2.093, 2.539, 2.861]),
            (29.0, [1.311, 1.699, 2.045, 2.462, 2.756]),
            (39.0, [1.304, 1.685, 2.023, 2.426, 2.708]),
            (100.0, [1.290, 1.660, 1.984, 2.364, 2.626]),
            (1e7, [1.282, 1.645, 1.960, 2.326, 2.576]),
        ];
        for (freedom, row) in rows {
            for (probability, expected) in [0.90, 0.95, 0.975, 0.99, 0.995].into_iter().zip(row) {
                let found = t_quantile(probability, freedom);
                assert!((found - expected).abs() <= 0.000_501, "{probability} {freedom}: {found}");
            }
        }
    }

    #[test]
    fn closed_forms() {
        for probability in [0.5, 0.6, 0.9, 0.975, 0.9995, 1e-3, 1.0 - 1e-9] {
            let one = (std::f64::consts::PI * (probability - 0.5)).tan();
            let alpha = 4.0 * probability * (1.0 - probability);
            let two = 2.0 * (probability - 0.5) * (2.0 / alpha).sqrt();
            let cosine = ((alpha.sqrt().acos() / 3.0).cos() / alpha.sqrt() - 1.0).max(0.0);
            let four = 2.0 * (probability - 0.5).signum() * cosine.sqrt();
            for (freedom, exact) in [(1.0, one), (2.0, two), (4.0, if probability == 0.5 { 0.0 } else { four })] {
                let found = t_quantile(probability, freedom);
                assert!(
                    (found - exact).abs() <= 1e-7 * exact.abs().max(1e-3),
                    "{probability} {freedom}: {found} {exact}"
                );
            }
        }
        assert_eq!(t_quantile(1.0, 3.0), f64::INFINITY);
    }
}
