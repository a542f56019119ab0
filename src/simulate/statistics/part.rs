//! A sum and what it is taken over: what every figure of a steady run is made of.
//!
//! A mean, a rate and a share are all quotients of two totals, and an interval for them comes from the *residuals*
//! `sum - quotient * weight` of parts of the run: their mean is 0, and their spread tells how much the quotient would
//! differ in another run (the delta method; Asmussen and Glynn, "Stochastic Simulation", 2007, III.3 and IV.4).

use super::{Merge, t_quantile};

/// What was summed in a part of a run, and over what: a number of values or seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// Sum of values, number of events, or integral over time.
    pub sum: f64,
    /// Number of values, number of all events, or seconds.
    pub weight: f64,
}

impl Part {
    /// All of them together.
    pub fn total<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Part {
        super::recorder::merged(parts.into_iter())
    }

    /// Sum over weight; `None` if there is no weight.
    pub fn quotient(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.sum / self.weight)
    }
}

impl Merge for Part {
    fn merge(&mut self, other: &Self) {
        self.sum += other.sum;
        self.weight += other.weight;
    }
}

/// Joins neighbours to batches of equal size: at least `least` of them, fewer than twice as many. What is left over joins
/// the first. All parts apart if there are no more than that.
pub(super) fn batches<T: Merge + Default>(parts: &[T], least: usize) -> Vec<T> {
    let size = (parts.len() / least.max(1)).max(1);
    let count = parts.len() / size;
    let over = parts.len() - count * size;
    let start = |batch: usize| if batch == 0 { 0 } else { over + batch * size };
    (0..count).map(|batch| super::recorder::merged(parts[start(batch)..start(batch + 1)].iter())).collect()
}

/// Several runs interval by interval, as one.
pub(super) fn pooled(runs: &[Vec<Part>]) -> Vec<Part> {
    let length = runs.iter().map(Vec::len).max().unwrap_or(0);
    (0..length).map(|index| Part::total(runs.iter().filter_map(|run| run.get(index)))).collect()
}

/// A quotient and how precise it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    /// Total sum over total weight.
    pub(super) value: f64,
    /// Its standard error, in its unit.
    pub(super) error: f64,
    /// How well the error itself is known, as degrees of freedom: fewer than batches where few of them make all of it.
    pub(super) freedom: f64,
    /// Skewness of the residuals, as far as there are enough of them.
    pub(super) skewness: f64,
    /// Correlation of neighbouring batches' residuals, corrected for its bias; 0 where no run has two batches.
    pub(super) correlation: f64,
    /// Residuals that the error comes from.
    pub(super) batches: usize,
}

impl Spread {
    /// Of the batches of each run; at least 2 in all, and some weight. Batches of one run may depend on their neighbours,
    /// which widens the error if it is more than chance; runs do not.
    pub(super) fn of(runs: &[Vec<Part>]) -> Option<Self> {
        let total = Part::total(runs.iter().flatten());
        let value = total.quotient()?;
        let residuals: Vec<Vec<f64>> =
            runs.iter().map(|run| run.iter().map(|part| part.sum - value * part.weight).collect()).collect();
        let batches = residuals.iter().map(Vec::len).sum::<usize>();
        if batches < 2 {
            return None;
        }
        let count = batches as f64;
        let squares: f64 = residuals.iter().flatten().map(|residual| residual * residual).sum();
        let correlation = correlation(&residuals, squares, count);
        let by_chance = correlation * correlation.abs() * count <= 1.0;
        let widened = if by_chance { 1.0 } else { (1.0 + correlation) / (1.0 - correlation) };
        let variance = squares / (count - 1.0) * count * widened;
        let (freedom, skewness) = shape(&residuals, squares, count);
        Some(Self { value, error: variance.sqrt() / total.weight, freedom, skewness, correlation, batches })
    }

    /// Half the width of the interval that holds the true quotient with the given probability, were it even.
    pub(super) fn reach(&self, confidence: f64) -> f64 {
        t_quantile(0.5 + 0.5 * confidence, self.freedom) * self.error
    }

    /// How far the interval reaches below and above the quotient. Where some batches are far above the others, a run
    /// without such is too low more often than one with them is too high, and the upper arm is the longer one (Willink,
    /// "A confidence interval and test for the mean of an asymmetric distribution", Communications in Statistics 34,
    /// 2005). By half of that, since a skewness from so few batches is itself uncertain: so measured on M/M/1.
    pub(super) fn arms(&self, confidence: f64) -> (f64, f64) {
        let t = t_quantile(0.5 + 0.5 * confidence, self.freedom);
        let beta = 0.5 * self.skewness / (6.0 * (self.batches as f64).sqrt());
        let bent = |t: f64| {
            if beta.abs() < 1e-6 { t } else { (libm::cbrt(1.0 + 6.0 * beta * (t - beta)) - 1.0) / (2.0 * beta) }
        };
        (bent(t) * self.error, -bent(-t) * self.error)
    }
}

/// Degrees of freedom, and skewness. The degrees are those of a chi-square variable that is as uncertain as the residuals'
/// variance (Satterthwaite). The variance of a sample variance grows with the kurtosis: where most of the squares come
/// from a few busy batches, what is known of the error comes from those few.
fn shape(runs: &[Vec<f64>], squares: f64, count: f64) -> (f64, f64) {
    /// Higher moments of fewer residuals say nothing.
    const ENOUGH: f64 = 10.0;
    /// Fewer degrees widen percentiles' intervals without need: measured on M/M/1 at loads 0.5 to 0.9.
    const FEWEST: f64 = 5.0;
    if count < ENOUGH || squares <= 0.0 {
        return (count - 1.0, 0.0);
    }
    let residuals = || runs.iter().flatten();
    let cubes: f64 = residuals().map(|residual| residual * residual * residual).sum();
    let fourths: f64 = residuals().map(|residual| residual * residual * residual * residual).sum();
    let variance = squares / count;
    let excess = fourths / count / (variance * variance) - 3.0;
    let excess = ((count + 1.0) * excess + 6.0) * (count - 1.0) / ((count - 2.0) * (count - 3.0));
    let skewness = cubes / count / (variance * variance.sqrt()) * (count * (count - 1.0)).sqrt() / (count - 2.0);
    (((count - 1.0) * 2.0 / (2.0 + excess.max(0.0))).max(FEWEST), skewness)
}

/// Lag-one correlation within runs. Residuals sum to 0, which draws it down by 1 / count for independent ones.
fn correlation(runs: &[Vec<f64>], squares: f64, count: f64) -> f64 {
    let products: f64 = runs.iter().flat_map(|run| run.windows(2)).map(|pair| pair[0] * pair[1]).sum();
    let neighbours = runs.iter().map(|run| run.len().saturating_sub(1)).sum::<usize>();
    if squares <= 0.0 || neighbours == 0 {
        return 0.0;
    }
    (products / squares * count / (neighbours + 1) as f64 + 1.0 / count).clamp(-0.99, 0.99)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(sum: f64, weight: f64) -> Part {
        Part { sum, weight }
    }

    #[test]
    fn batches_hold_every_part_once() {
        for length in 0..200_u32 {
            let parts: Vec<Part> = (0..length).map(|index| part(f64::from(index), 1.0)).collect();
            for least in [1, 5, 20, 40] {
                let batches = batches(&parts, least);
                assert_eq!(Part::total(&batches), Part::total(&parts), "{length} {least}");
                assert!(batches.len() >= least.min(parts.len()) && batches.len() < 2 * least);
            }
        }
    }

    #[test]
    fn equal_weights_give_the_textbook_standard_error() {
        // 2, 4, 4, 6 alternate around 4: variance 8/3, standard error sqrt(8/3/4).
        let runs: Vec<Vec<Part>> = [2.0, 4.0, 4.0, 6.0].iter().map(|sum| vec![part(*sum, 1.0)]).collect();
        let spread = Spread::of(&runs).unwrap();
        assert_eq!((spread.value, spread.batches, spread.correlation), (4.0, 4, 0.0));
        assert!((spread.error - (8.0_f64 / 12.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_quotient_that_is_the_same_everywhere_has_no_error() {
        let run: Vec<Part> = [1.0, 5.0, 2.0].iter().map(|weight| part(3.0 * weight, *weight)).collect();
        assert_eq!(Spread::of(&[run]).unwrap().error, 0.0);
        assert!(Spread::of(&[vec![part(0.0, 0.0); 3]]).is_none());
    }

    #[test]
    fn an_error_that_comes_from_few_batches_is_known_less_well() {
        let even: Vec<Part> = (0..40).map(|index| part(f64::from(index % 7), 1.0)).collect();
        let few: Vec<Part> = (0..40).map(|index| part(if index == 20 { 9.0 } else { 1.0 }, 1.0)).collect();
        assert_eq!(Spread::of(&[even]).unwrap().freedom, 39.0);
        // One batch alone: the kurtosis of n values of which one differs is about n, which leaves two degrees.
        let freedom = Spread::of(&[few]).unwrap().freedom;
        assert_eq!(freedom, 5.0);
    }

    #[test]
    fn the_longer_arm_is_on_the_side_of_the_outliers() {
        let run = |sign: f64| (0..40).map(|index| part(if index % 8 == 0 { sign * 9.0 } else { 1.0 }, 1.0)).collect();
        let arms = |sign: f64| Spread::of(&[run(sign)]).unwrap().arms(0.95);
        let (above, below) = (arms(1.0), arms(-1.0));
        assert!(above.1 > 1.1 * above.0 && below.0 > 1.1 * below.1, "{above:?} {below:?}");
        let even: Vec<Part> = (0..40).map(|index| part(f64::from(index % 2), 1.0)).collect();
        let even = Spread::of(&[even]).unwrap();
        assert_eq!(even.arms(0.95), (even.reach(0.95), even.reach(0.95)));
    }

    #[test]
    fn neighbours_that_go_together_widen_the_error() {
        let together: Vec<Part> = (0..40).map(|index| part(f64::from(index / 10 % 2), 1.0)).collect();
        let apart: Vec<Part> = (0..40).map(|index| part(f64::from(index % 2), 1.0)).collect();
        let (together, apart) = (Spread::of(&[together]).unwrap(), Spread::of(&[apart]).unwrap());
        assert!(together.correlation > 0.8 && apart.correlation < -0.9);
        assert!(together.error > 3.0 * apart.error);
    }
}
