//! Scales: from values to a place between 0 and 1 and back, and the round values that are worth a tick.

/// How a scale spreads its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Equal steps.
    Linear,
    /// Equal factors. Zero, where the range holds it, is a stop of its own at the left end.
    Logarithmic,
}

/// A scale over a range of values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// How it spreads.
    pub spread: Spread,
    /// The value at place 0.
    pub min: f64,
    /// The value at place 1.
    pub max: f64,
    /// The smallest value above zero that a logarithmic scale shows; `min` itself where that is above zero.
    pub least: f64,
}

/// Where on a logarithmic scale with a stop at zero the factors begin.
const STOP: f64 = 0.03;

impl Axis {
    /// Equal steps from `min` to `max`.
    pub const fn linear(min: f64, max: f64) -> Self {
        Self { spread: Spread::Linear, min, max, least: min }
    }

    /// Equal factors from `min` to `max`; where `min` is 0, from `least`.
    pub const fn logarithmic(min: f64, max: f64, least: f64) -> Self {
        Self { spread: Spread::Logarithmic, min, max, least: if min > 0.0 { min } else { least } }
    }

    const fn stop(self) -> f64 {
        if self.min > 0.0 { 0.0 } else { STOP }
    }

    /// The place of `value`, 0 to 1.
    pub fn place(self, value: f64) -> f64 {
        let place = match self.spread {
            Spread::Linear => (value - self.min) / (self.max - self.min),
            Spread::Logarithmic if value < self.least => 0.0,
            Spread::Logarithmic => {
                self.stop() + (1.0 - self.stop()) * (value / self.least).ln() / (self.max / self.least).ln()
            }
        };
        if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The value at `place`.
    pub fn value(self, place: f64) -> f64 {
        let place = place.clamp(0.0, 1.0);
        match self.spread {
            Spread::Linear => self.min + place * (self.max - self.min),
            Spread::Logarithmic if place < self.stop() => self.min,
            Spread::Logarithmic => {
                let share = (place - self.stop()) / (1.0 - self.stop());
                (self.least * (self.max / self.least).powf(share)).min(self.max)
            }
        }
    }
}

/// Round values within the range of `axis`, at most about `count` of them, smallest first.
pub fn ticks(axis: Axis, count: usize) -> Vec<f64> {
    match axis.spread {
        Spread::Linear => linear_ticks(axis.min, axis.max, count),
        Spread::Logarithmic => logarithmic_ticks(axis.least, axis.max, count),
    }
}

/// Times within the range of a linear `axis` of seconds, at most about `count` of them, smallest first: whole steps of a
/// clock, so that they read as half minutes and hours and not as 1.67 min.
pub fn time_ticks(axis: Axis, count: usize) -> Vec<f64> {
    const CLOCK: [f64; 13] =
        [15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 10_800.0, 21_600.0, 43_200.0];
    let rough = (axis.max - axis.min) / count.max(1) as f64;
    if rough <= 10.0 || rough > 43_200.0 {
        return linear_ticks(axis.min, axis.max, count);
    }
    let step = CLOCK.into_iter().find(|step| *step >= rough * 0.999).unwrap_or(43_200.0);
    steps(axis.min, axis.max, step)
}

fn linear_ticks(min: f64, max: f64, count: usize) -> Vec<f64> {
    if max <= min || count == 0 {
        return Vec::new();
    }
    let rough = (max - min) / count as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough * 0.999);
    steps(min, max, step.unwrap_or(10.0 * power))
}

/// Whole multiples of `step` from `min` to `max`.
fn steps(min: f64, max: f64, step: f64) -> Vec<f64> {
    let first = (min / step).ceil() as i64;
    let last = (max / step + 1e-9).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

/// Powers of ten, thinned out where there are too many, with 2 and 5 between where there are too few.
fn logarithmic_ticks(min: f64, max: f64, count: usize) -> Vec<f64> {
    if min <= 0.0 || max <= min || count == 0 {
        return Vec::new();
    }
    let (low, high) = (min.log10().floor() as i32, max.log10().ceil() as i32);
    let decades = (max / min).log10();
    if decades < 1.0 {
        return linear_ticks(min, max, count);
    }
    let factors: &[f64] = if decades * 3.0 <= count as f64 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let every = (decades / count as f64).ceil().max(1.0) as i32;
    (low..=high)
        .filter(|power| power.rem_euclid(every) == 0)
        .flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)))
        .filter(|tick| *tick >= min * 0.999_999 && *tick <= max * 1.000_001)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_value_are_inverse() {
        for axis in [Axis::linear(-5.0, 20.0), Axis::logarithmic(1.0, 1e8, 1.0), Axis::logarithmic(0.0, 60.0, 1e-6)] {
            for step in 4..=100 {
                let place = f64::from(step) / 100.0;
                assert!((axis.place(axis.value(place)) - place).abs() < 1e-9, "{axis:?} at {place}");
            }
            assert_eq!(axis.value(0.0), axis.min);
            assert!((axis.value(1.0) - axis.max).abs() < 1e-9);
        }
    }

    #[test]
    fn zero_is_a_stop_of_its_own() {
        let axis = Axis::logarithmic(0.0, 1.0, 1e-6);
        assert_eq!(axis.place(0.0), 0.0);
        assert_eq!(axis.value(0.01), 0.0);
        assert!(axis.place(1e-6) > 0.0);
    }

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(Axis::linear(0.0, 10.0), 5), vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(Axis::logarithmic(1.0, 1e8, 1.0), 4), vec![1.0, 1e2, 1e4, 1e6, 1e8]);
        assert_eq!(ticks(Axis::logarithmic(0.8, 12.0, 0.8), 6), vec![1.0, 2.0, 5.0, 10.0]);
        assert_eq!(ticks(Axis::logarithmic(15.0, 70.0, 15.0), 6), vec![20.0, 30.0, 40.0, 50.0, 60.0, 70.0]);
        assert!(ticks(Axis::linear(3.0, 3.0), 5).is_empty());
    }

    #[test]
    fn times_are_those_of_a_clock() {
        assert_eq!(time_ticks(Axis::linear(0.0, 15.0), 4), vec![0.0, 5.0, 10.0, 15.0]);
        assert_eq!(time_ticks(Axis::linear(0.0, 60.0), 4), vec![0.0, 15.0, 30.0, 45.0, 60.0]);
        assert_eq!(time_ticks(Axis::linear(0.0, 150.0), 4), vec![0.0, 60.0, 120.0]);
        assert_eq!(time_ticks(Axis::linear(0.0, 600.0), 4), vec![0.0, 300.0, 600.0]);
        assert_eq!(time_ticks(Axis::linear(0.0, 86_400.0), 4), vec![0.0, 21_600.0, 43_200.0, 64_800.0, 86_400.0]);
    }
}
