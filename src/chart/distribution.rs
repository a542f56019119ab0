//! The picture of a response time: how requests spread over time, with the percentiles marked.
//!
//! The time axis is logarithmic, since answers from a cache and answers that queued differ by factors of a thousand.
//! What is drawn is the density over that axis: equal areas are equal shares of requests. It comes from differences of
//! the solved distribution function, so a step of it (answers that all take the same time) is a narrow peak.

use super::scale::{Axis, ticks};

/// A percentile to mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Seconds.
    pub seconds: f64,
    /// Place along the time axis, 0 to 1.
    pub place: f64,
}

/// The picture, in a unit square: both coordinates from 0 to 1, the second upwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// The time axis, seconds.
    pub axis: Axis,
    /// The outline of the density, left to right; the highest point is 1.
    pub outline: Vec<(f64, f64)>,
    /// The distribution function at the same places: share answered by then.
    pub answered: Vec<(f64, f64)>,
    /// The percentiles asked for, in order.
    pub marks: Vec<Mark>,
    /// Round times, with their places.
    pub ticks: Vec<Mark>,
}

/// Columns in which shares are gathered: as fine as the eye, coarse enough to be calm.
const COLUMNS: usize = 96;

/// Lays out the distribution function `curve` ((seconds, share answered by then), both increasing) with the given
/// percentiles marked. `None` where there is nothing to draw.
pub fn distribution(curve: &[(f64, f64)], percentiles: &[f64]) -> Option<Distribution> {
    let axis = time_axis(curve, percentiles)?;
    let edges: Vec<f64> = (0..=COLUMNS).map(|column| column as f64 / COLUMNS as f64).collect();
    let answered: Vec<(f64, f64)> = edges.iter().map(|place| (*place, share_by(curve, axis.value(*place)))).collect();
    let shares: Vec<f64> = answered.windows(2).map(|pair| (pair[1].1 - pair[0].1).max(0.0)).collect();
    let smooth = smoothed(&shares);
    let highest = smooth.iter().copied().fold(0.0, f64::max);
    if highest <= 0.0 {
        return None;
    }
    let mut outline = vec![(0.0, 0.0)];
    outline.extend(smooth.iter().enumerate().map(|(i, share)| ((i as f64 + 0.5) / COLUMNS as f64, share / highest)));
    outline.push((1.0, 0.0));
    let mark = |seconds: f64| Mark { seconds, place: axis.place(seconds) };
    Some(Distribution {
        axis,
        outline,
        answered,
        marks: percentiles.iter().copied().map(mark).collect(),
        ticks: ticks(axis, 6).into_iter().map(mark).collect(),
    })
}

/// From just below the first answers to just above the last that matter, at least a factor of four.
fn time_axis(curve: &[(f64, f64)], percentiles: &[f64]) -> Option<Axis> {
    let total = curve.last()?.1;
    if total <= 0.0 {
        return None;
    }
    let first = time_of(curve, 0.001 * total);
    let highest_mark = percentiles.iter().copied().fold(0.0, f64::max);
    let last = time_of(curve, 0.998 * total).max(highest_mark * 1.15);
    if !(last.is_finite() && last > 0.0) {
        return None;
    }
    let low = (first * 0.7).max(last * 1e-6);
    let widen = (4.0 / (last / low)).max(1.0).sqrt();
    Some(Axis::logarithmic(low / widen, last * widen, low / widen))
}

/// The share answered by `seconds`, between the points of the curve in a straight line.
fn share_by(curve: &[(f64, f64)], seconds: f64) -> f64 {
    let after = curve.partition_point(|point| point.0 <= seconds);
    match (after.checked_sub(1).map(|i| curve[i]), curve.get(after)) {
        (None, _) => 0.0,
        (Some(before), None) => before.1,
        (Some(before), Some(next)) => {
            let share = (seconds - before.0) / (next.0 - before.0);
            before.1 + (next.1 - before.1) * share
        }
    }
}

/// The time by which `share` is answered.
fn time_of(curve: &[(f64, f64)], share: f64) -> f64 {
    let at = curve.partition_point(|point| point.1 < share);
    match (at.checked_sub(1).map(|i| curve[i]), curve.get(at)) {
        (Some(before), Some(next)) if next.1 > before.1 => {
            before.0 + (next.0 - before.0) * (share - before.1) / (next.1 - before.1)
        }
        (_, Some(next)) => next.0,
        (before, None) => before.map_or(0.0, |point| point.0),
    }
}

/// A weighted mean of neighbours, which keeps areas: the columns are a raster, not a finding.
fn smoothed(shares: &[f64]) -> Vec<f64> {
    const WEIGHTS: [f64; 5] = [1.0, 4.0, 6.0, 4.0, 1.0];
    let middle = WEIGHTS.len() / 2;
    let at = |index: usize| index.checked_sub(middle).and_then(|index| shares.get(index)).copied().unwrap_or(0.0);
    (0..shares.len()).map(|i| WEIGHTS.iter().zip(i..).map(|(weight, j)| weight * at(j)).sum::<f64>() / 16.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exponential(mean: f64) -> Vec<(f64, f64)> {
        (0..4_000).map(|i| f64::from(i) * mean / 400.0).map(|t| (t, 1.0 - (-t / mean).exp())).collect()
    }

    #[test]
    fn an_exponential_time_peaks_at_its_mean_on_a_logarithmic_axis() {
        // Density over ln t is t/m exp(-t/m), largest at t = m.
        let picture = distribution(&exponential(0.02), &[0.02 * 2f64.ln()]).unwrap();
        let peak = picture.outline.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        let at = picture.axis.value(peak.0);
        assert!((at / 0.02).ln().abs() < 0.15, "peak at {at}");
        assert_eq!(peak.1, 1.0);
    }

    #[test]
    fn marks_stand_where_their_share_is_answered() {
        let mean = 0.005;
        let percentiles = [0.5, 0.95, 0.99].map(|share: f64| -mean * (1.0 - share).ln());
        let picture = distribution(&exponential(mean), &percentiles).unwrap();
        for (mark, share) in picture.marks.iter().zip([0.5, 0.95, 0.99]) {
            let near =
                picture.answered.iter().min_by(|a, b| (a.0 - mark.place).abs().total_cmp(&(b.0 - mark.place).abs()));
            assert!((near.unwrap().1 - share).abs() < 0.03);
        }
    }

    #[test]
    fn areas_are_shares() {
        let picture = distribution(&exponential(1.0), &[]).unwrap();
        let total: f64 = picture.outline.iter().map(|point| point.1).sum();
        let median = picture.axis.place(2f64.ln());
        let left: f64 = picture.outline.iter().filter(|point| point.0 < median).map(|point| point.1).sum();
        assert!((left / total - 0.5).abs() < 0.02, "{}", left / total);
    }

    #[test]
    fn answers_of_one_fixed_time_are_one_peak() {
        let picture = distribution(&[(0.0, 0.0), (0.009_999, 0.0), (0.01, 1.0), (1.0, 1.0)], &[0.01]).unwrap();
        let wide = picture.outline.iter().filter(|point| point.1 > 0.1).count();
        assert!(wide <= 6, "{wide} columns");
    }

    #[test]
    fn nothing_answered_draws_nothing() {
        assert_eq!(distribution(&[], &[]), None);
        assert_eq!(distribution(&[(0.0, 0.0), (1.0, 0.0)], &[]), None);
    }
}
