//! Values over time: axes that keep still while values come in, and the lines between them.

use super::scale::Axis;

/// A value over a part of time; `None` where there is none, which interrupts the line.
pub type Part = (f64, f64, Option<f64>);

/// Where a range of times spreads over more than this factor, equal factors take equal room.
const WIDE: f64 = 30.0;

/// The first of 1, 2, 5 and their multiples by powers of ten that is not below `value`; 0 for what is not positive.
pub fn step_up(value: f64) -> f64 {
    step_among(&[1.0, 2.0, 5.0, 10.0], value)
}

fn step_among(factors: &[f64], value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 0.0;
    }
    let power = 10f64.powf(value.log10().floor());
    let found = factors.iter().map(|factor| factor * power).find(|step| *step >= value * (1.0 - 1e-9));
    found.unwrap_or(10.0 * power)
}

/// The axis of time from the beginning until something after `now_s`: it grows in steps, so that what is drawn stands
/// still between them.
pub fn time_axis(now_s: f64) -> Axis {
    Axis::linear(0.0, step_among(&[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0], now_s).max(1e-3))
}

/// The axis from nothing to something above `highest`, in steps.
pub fn amount_axis(highest: f64) -> Axis {
    let top = step_among(&[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0], highest);
    Axis::linear(0.0, if top > 0.0 { top } else { 1.0 })
}

/// The axis of response times between `lowest` and `highest`, both seconds: equal factors where they are far apart,
/// else from nothing.
pub fn duration_axis(lowest: f64, highest: f64) -> Axis {
    if lowest > 0.0 && highest / lowest > WIDE {
        let least = 1.0 / step_up(1.0 / lowest);
        Axis::logarithmic(least, step_up(highest), least)
    } else {
        amount_axis(highest)
    }
}

/// The lines through `parts`, each value in the middle of its time; places from 0 to 1, the second upwards. A value
/// between two gaps is a line as long as its time.
pub fn trails(parts: impl IntoIterator<Item = Part>, time: Axis, value: Axis) -> Vec<Vec<(f64, f64)>> {
    let mut trails: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut last = (0.0, 0.0);
    let mut open = false;
    for (from, until, height) in parts {
        let Some(height) = height else {
            close(&mut trails, open, last, time);
            open = false;
            continue;
        };
        let place = (time.place(f64::midpoint(from, until)), value.place(height));
        if open && let Some(trail) = trails.last_mut() {
            trail.push(place);
        } else {
            trails.push(vec![place]);
        }
        (open, last) = (true, (from, until));
    }
    close(&mut trails, open, last, time);
    trails
}

fn close(trails: &mut [Vec<(f64, f64)>], open: bool, last: (f64, f64), time: Axis) {
    if let (true, Some(trail)) = (open, trails.last_mut())
        && let [(_, height)] = trail[..]
    {
        *trail = vec![(time.place(last.0), height), (time.place(last.1), height)];
    }
}

#[cfg(test)]
mod tests {
    use super::super::scale::Spread;
    use super::*;

    #[test]
    fn steps_go_by_one_two_and_five() {
        let steps = [0.7, 1.0, 1.01, 2.0, 3.0, 5.0, 7.0, 180.0, 1e6, 1.2e6].map(step_up);
        assert_eq!(steps, [1.0, 1.0, 2.0, 2.0, 5.0, 5.0, 10.0, 200.0, 1e6, 2e6]);
        assert_eq!([0.0, -1.0, f64::NAN].map(step_up), [0.0; 3]);
    }

    #[test]
    fn an_axis_keeps_still_while_time_passes() {
        let ends: Vec<f64> = (1..=1_000).map(|tenth| time_axis(f64::from(tenth) / 10.0).max).collect();
        assert!(ends.windows(2).all(|pair| pair[0] <= pair[1]));
        let changes = ends.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!(changes <= 24, "{changes} changes in a hundred seconds");
        assert!((1..=1_000).zip(&ends).all(|(tenth, end)| f64::from(tenth) / 10.0 <= end * (1.0 + 1e-9)));
    }

    #[test]
    fn durations_far_apart_are_spread_by_factors_and_others_are_not() {
        assert_eq!(duration_axis(0.001, 0.1).spread, Spread::Logarithmic);
        assert_eq!(duration_axis(0.01, 0.1).spread, Spread::Linear);
        let axis = duration_axis(0.0013, 0.7);
        assert!(axis.min <= 0.0013 && axis.max >= 0.7);
        assert!((axis.min - 0.001).abs() < 1e-12 && (axis.max - 1.0).abs() < 1e-12, "{axis:?}");
    }

    #[test]
    fn lines_are_interrupted_where_there_is_no_value() {
        let parts = [(0.0, 1.0, Some(1.0)), (1.0, 2.0, Some(3.0)), (2.0, 3.0, None), (3.0, 4.0, Some(2.0))];
        let trails = trails(parts, Axis::linear(0.0, 4.0), Axis::linear(0.0, 4.0));
        assert_eq!(trails, vec![vec![(0.125, 0.25), (0.375, 0.75)], vec![(0.75, 0.5), (1.0, 0.5)]]);
    }
}
