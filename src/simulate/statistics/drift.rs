//! Whether a run that should be steady still grows or falls.
//!
//! A straight line through the residuals of its batches; its slope is compared with its standard error, which is widened
//! by the correlation that is left around the line. Sensitive to a whole run that goes one way (an overloaded queue), not
//! to a busy spell in the middle.

use super::{Part, t_quantile};

/// One in a thousand steady runs is called unsteady by mistake.
const CERTAIN: f64 = 0.9995;

/// Which way a quantity goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It was still growing at the end of the run.
    Growing,
    /// It was still falling at the end of the run.
    Falling,
}

/// The way in which the batches go, if chance does not explain it; at least 4 of them.
pub(super) fn direction(batches: &[Part]) -> Option<Direction> {
    let value = Part::total(batches).quotient()?;
    let count = batches.len();
    if count < 4 {
        return None;
    }
    let residuals: Vec<f64> = batches.iter().map(|part| part.sum - value * part.weight).collect();
    let place = |index: usize| index as f64 - 0.5 * (count - 1) as f64;
    let places: f64 = (0..count).map(|index| place(index) * place(index)).sum();
    let slope = residuals.iter().enumerate().map(|(index, residual)| place(index) * residual).sum::<f64>() / places;
    let around: Vec<f64> =
        residuals.iter().enumerate().map(|(index, residual)| residual - slope * place(index)).collect();
    let squares: f64 = around.iter().map(|rest| rest * rest).sum();
    let neighbours: f64 = around.windows(2).map(|pair| pair[0] * pair[1]).sum();
    // Two parameters were fitted, which draws the correlation down by about 2 / count.
    let correlation = if squares > 0.0 { neighbours / squares + 2.0 / count as f64 } else { 0.0 }.clamp(0.0, 0.95);
    let freedom = (count - 2) as f64;
    let error = (squares / freedom / places * (1.0 + correlation) / (1.0 - correlation)).sqrt();
    let clear = slope.abs() > t_quantile(CERTAIN, freedom) * error && slope.abs() > f64::EPSILON * value.abs();
    clear.then_some(if slope > 0.0 { Direction::Growing } else { Direction::Falling })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: impl Fn(f64) -> f64) -> Option<Direction> {
        let parts: Vec<Part> = (0..40).map(|index| Part { sum: value(f64::from(index)), weight: 1.0 }).collect();
        direction(&parts)
    }

    /// Noise of size 1 without a trend: equidistributed fractions.
    fn noise(index: f64) -> f64 {
        2.0 * (index * 0.618_033_988_75).fract() - 1.0
    }

    #[test]
    fn a_line_in_noise_is_told_from_noise() {
        assert_eq!(of(|index| 10.0 + noise(index)), None);
        assert_eq!(of(|index| 10.0 + 0.1 * index + noise(index)), Some(Direction::Growing));
        assert_eq!(of(|index| 10.0 - 0.1 * index + noise(index)), Some(Direction::Falling));
        assert_eq!(of(|index| index), Some(Direction::Growing));
        assert_eq!(of(|_| 0.1), None);
    }

    #[test]
    fn a_spell_in_the_middle_is_no_trend() {
        assert_eq!(of(|index| if (15.0..25.0).contains(&index) { 9.0 } else { 1.0 } + noise(index)), None);
    }
}
