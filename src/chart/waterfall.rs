//! The path of one request as bars over time: where it waited, where it was worked on.

use super::distribution::Mark;
use super::scale::{Axis, ticks};

/// A stay: when it came, when its wait was over, when the work was done. Seconds on any clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// When it came.
    pub came_s: f64,
    /// When its wait was over.
    pub began_s: f64,
    /// When the work was done.
    pub until_s: f64,
}

impl Stay {
    /// How long it waited, seconds.
    pub fn wait_s(self) -> f64 {
        (self.began_s - self.came_s).max(0.0)
    }

    /// How long it was worked on, seconds.
    pub fn work_s(self) -> f64 {
        (self.until_s - self.began_s).max(0.0)
    }
}

/// A bar: places from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Position of its stay among those given.
    pub stay: usize,
    /// Where the wait begins, where it ends and the work begins, where that ends.
    pub places: [f64; 3],
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// Time since the request began, seconds.
    pub axis: Axis,
    /// Round times with their places.
    pub ticks: Vec<Mark>,
    /// By the time of coming, and of those that came together the longer before.
    pub bars: Vec<Bar>,
    /// Where the request was answered or failed.
    pub end: f64,
    /// Stays of no length, which have no bar: what could be held at once.
    pub without_length: usize,
}

/// Lays out a request that began and ended at these times. A stay may last beyond the end: work that nobody waits for
/// any more.
pub fn waterfall(began_s: f64, until_s: f64, stays: &[Stay]) -> Waterfall {
    let last_s = stays.iter().map(|stay| stay.until_s).fold(until_s, f64::max);
    let length_s = (last_s - began_s).max(1e-9);
    let axis = Axis::linear(0.0, length_s);
    let place = |at_s: f64| axis.place(at_s - began_s);
    let mut long: Vec<usize> = (0..stays.len()).filter(|i| stays[*i].wait_s() + stays[*i].work_s() > 0.0).collect();
    long.sort_by(|a, b| {
        let (a, b) = (stays[*a], stays[*b]);
        a.came_s.total_cmp(&b.came_s).then(b.until_s.total_cmp(&a.until_s))
    });
    let bar = |stay: usize| {
        let Stay { came_s, began_s, until_s } = stays[stay];
        Bar { stay, places: [place(came_s), place(began_s), place(until_s)] }
    };
    let marks = ticks(axis, 5).into_iter().map(|seconds| Mark { seconds, place: axis.place(seconds) });
    Waterfall {
        axis,
        ticks: marks.collect(),
        without_length: stays.len() - long.len(),
        bars: long.into_iter().map(bar).collect(),
        end: place(until_s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(came_s: f64, began_s: f64, until_s: f64) -> Stay {
        Stay { came_s, began_s, until_s }
    }

    #[test]
    fn bars_stand_in_the_order_of_coming_and_keep_their_times() {
        let drawn = waterfall(10.0, 14.0, &[stay(12.0, 12.0, 14.0), stay(10.0, 11.0, 12.0), stay(11.0, 11.0, 11.0)]);
        assert_eq!(drawn.bars.iter().map(|bar| bar.stay).collect::<Vec<_>>(), vec![1, 0]);
        assert_eq!(drawn.bars[0].places, [0.0, 0.25, 0.5]);
        assert_eq!((drawn.end, drawn.without_length), (1.0, 1));
    }

    #[test]
    fn work_that_nobody_waits_for_stands_behind_the_end() {
        let drawn = waterfall(0.0, 1.0, &[stay(0.5, 0.5, 2.0)]);
        assert_eq!((drawn.end, drawn.bars[0].places[2]), (0.5, 1.0));
    }

    #[test]
    fn a_request_that_failed_at_once_has_a_picture() {
        let drawn = waterfall(3.0, 3.0, &[]);
        assert!(drawn.bars.is_empty() && drawn.end == 0.0 && drawn.axis.max > 0.0);
    }
}
