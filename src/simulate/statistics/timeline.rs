//! Intervals of simulated time, of which there is a limited number however long the run is.
//!
//! Interval `k` covers `k * width .. (k + 1) * width`. When time runs past the last that may be held, neighbours merge and
//! the width doubles. The width depends on time alone, never on what happened: timelines that began with the same width
//! stay aligned, so that one may be divided by another.

/// What can take in another of its kind.
pub trait Merge {
    /// Takes in `other`, which comes after it in time or has a higher index.
    fn merge(&mut self, other: &Self);
}

/// Most intervals that an instrument holds. A run whose length is known has all of them if they begin with its length
/// divided by this; another run has at least half of them, once it is longer than this many first widths.
pub const POINTS: usize = 512;

/// What happened in each interval of simulated time since the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<C> {
    width: f64,
    most: usize,
    cells: Vec<C>,
    end: f64,
}

impl<C: Merge + Default> Timeline<C> {
    /// No intervals yet: the first will be `width` seconds long (more than 0), and there will be at most `most` (even).
    pub fn new(width: f64, most: usize) -> Self {
        Self { width, most, cells: Vec::new(), end: 0.0 }
    }

    /// The interval that holds the time (s, 0 or more), after as many doublings as that takes.
    pub fn index_at(&mut self, time: f64) -> usize {
        while time >= self.width * self.most as f64 && self.width.is_finite() {
            self.double();
        }
        // A quotient may be rounded over an edge; the edges themselves decide.
        let guess = (time / self.width) as usize;
        if self.end_of(guess) <= time {
            guess + 1
        } else if guess > 0 && self.end_of(guess - 1) > time {
            guess - 1
        } else {
            guess
        }
    }

    fn double(&mut self) {
        let pairs = std::mem::take(&mut self.cells);
        let mut pairs = pairs.into_iter();
        while let Some(mut first) = pairs.next() {
            if let Some(second) = pairs.next() {
                first.merge(&second);
            }
            self.cells.push(first);
        }
        self.width *= 2.0;
    }

    /// When an interval ends, s.
    pub fn end_of(&self, index: usize) -> f64 {
        (index + 1) as f64 * self.width
    }

    /// What happened in an interval, to be added to; those before it are made.
    pub fn cell(&mut self, index: usize) -> &mut C {
        while self.cells.len() <= index {
            self.cells.push(C::default());
        }
        &mut self.cells[index]
    }

    /// Says that nothing more comes after the time (s): intervals up to it are made, and the last is as long as it was
    /// watched. A run that ends on an edge has no interval beyond it.
    pub fn close(&mut self, end: f64) {
        let last = self.index_at(end.next_down());
        if end > 0.0 {
            self.cell(last);
        }
        self.end = self.end.max(end);
    }

    /// The intervals, first one first.
    pub fn cells(&self) -> &[C] {
        &self.cells
    }

    /// Length of an interval now, s.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Until when it was closed, s; 0 if it was not.
    pub fn end(&self) -> f64 {
        self.end
    }

    /// How long each interval was watched, s: the width, less for the last.
    pub fn seconds(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.cells.len()).map(|index| (self.end_of(index).min(self.end) - index as f64 * self.width).max(0.0))
    }
}

/// Interval by interval; the finer of the two is brought to the width of the other. Both began with the same width.
impl<C: Merge + Default + Clone> Merge for Timeline<C> {
    fn merge(&mut self, other: &Self) {
        while self.width < other.width {
            self.double();
        }
        let mut finer = None;
        while finer.as_ref().unwrap_or(other).width < self.width {
            finer.get_or_insert_with(|| other.clone()).double();
        }
        let other = finer.as_ref().unwrap_or(other);
        for (index, cell) in other.cells.iter().enumerate() {
            self.cell(index).merge(cell);
        }
        self.end = self.end.max(other.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Sum(u32);

    impl Merge for Sum {
        fn merge(&mut self, other: &Self) {
            self.0 += other.0;
        }
    }

    fn of(times: &[f64], end: f64) -> Timeline<Sum> {
        let mut timeline = Timeline::<Sum>::new(1.0, 4);
        for time in times {
            let index = timeline.index_at(*time);
            timeline.cell(index).0 += 1;
        }
        timeline.close(end);
        timeline
    }

    fn counts(timeline: &Timeline<Sum>) -> Vec<u32> {
        timeline.cells().iter().map(|cell| cell.0).collect()
    }

    #[test]
    fn intervals_double_when_they_are_full() {
        let early = of(&[0.0, 0.5, 1.0, 3.9], 4.0 - 1e-9);
        assert_eq!((counts(&early), early.width()), (vec![2, 1, 0, 1], 1.0));
        let late = of(&[0.0, 0.5, 1.0, 3.9, 4.0, 30.0], 31.0);
        assert_eq!((counts(&late), late.width()), (vec![5, 0, 0, 1], 8.0));
        assert_eq!(late.seconds().collect::<Vec<_>>(), [8.0, 8.0, 8.0, 7.0]);
    }

    #[test]
    fn an_end_on_an_edge_makes_no_empty_interval() {
        assert_eq!(counts(&of(&[0.1], 2.0)), [1, 0]);
        assert_eq!(counts(&of(&[0.1], 2.5)), [1, 0, 0]);
        let full = of(&[0.1], 4.0);
        assert_eq!((counts(&full), full.width()), (vec![1, 0, 0, 0], 1.0));
    }

    #[test]
    fn an_edge_belongs_to_the_interval_that_it_begins_whatever_the_width() {
        for parts in 1..2000 {
            let mut timeline = Timeline::<Sum>::new(1.0 / f64::from(parts), POINTS * 8);
            for index in [0, 1, 2, 3, 7, 100, 1000] {
                let edge = timeline.end_of(index);
                assert_eq!(timeline.index_at(edge), index + 1, "{parts}");
                assert_eq!(timeline.index_at(edge.next_down()), index, "{parts}");
            }
        }
    }

    #[test]
    fn runs_of_different_lengths_merge_as_if_both_had_been_as_long() {
        let (short, long) = (of(&[0.5, 2.5, 2.6], 3.0), of(&[0.5, 9.0], 10.0));
        let mut forth = short.clone();
        forth.merge(&long);
        let mut back = long.clone();
        back.merge(&short);
        assert_eq!(counts(&forth), [4, 0, 1]);
        assert_eq!(forth, back);
    }
}
