//! What stays until it changes (a queue's length, busy servers), and what merely happens (arrivals, errors), over time.

use super::{Merge, POINTS, Part, Timeline};

/// What a level was in an interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// Watched so long, s.
    pub seconds: f64,
    /// Integral over time, the level's unit times s.
    pub integral: f64,
    /// The greatest level, also if only for an instant.
    pub greatest: f64,
}

impl Span {
    /// The level averaged over time; `None` if it was not watched.
    pub fn mean(&self) -> Option<f64> {
        (self.seconds > 0.0).then(|| self.integral / self.seconds)
    }
}

impl Merge for Span {
    fn merge(&mut self, other: &Self) {
        self.seconds += other.seconds;
        self.integral += other.integral;
        self.greatest = self.greatest.max(other.greatest);
    }
}

/// A quantity of 0 and more that stays until it changes, integrated exactly.
#[derive(Clone, Debug)]
pub struct Level {
    value: f64,
    since: f64,
    /// When the open interval ends, s.
    until: f64,
    /// The open interval so far.
    span: Span,
    series: Timeline<Span>,
}

impl Level {
    /// Begins at time 0 and at 0, with intervals of `width` seconds (more than 0).
    pub fn new(width: f64) -> Self {
        Self { value: 0.0, since: 0.0, until: width, span: Span::default(), series: Timeline::new(width, POINTS) }
    }

    /// The level from a time (s) on that is not before any given earlier.
    #[inline]
    pub fn set(&mut self, time: f64, value: f64) {
        if time >= self.until {
            self.turn(time);
        }
        self.pass(time);
        self.value = value;
        self.span.greatest = self.span.greatest.max(value);
    }

    /// The level changes by so much at a time (s) that is not before any given earlier.
    #[inline]
    pub fn change(&mut self, time: f64, by: f64) {
        self.set(time, self.value + by);
    }

    /// What it is now.
    pub fn value(&self) -> f64 {
        self.value
    }

    #[inline]
    fn pass(&mut self, time: f64) {
        let seconds = time - self.since;
        self.span.seconds += seconds;
        self.span.integral += seconds * self.value;
        self.since = time;
    }

    /// Finishes the intervals before the one that holds the time.
    #[cold]
    fn turn(&mut self, time: f64) {
        let last = self.series.index_at(time);
        let mut open = self.series.index_at(self.since);
        while open < last {
            self.pass(self.series.end_of(open));
            self.keep(open);
            open += 1;
        }
        self.until = self.series.end_of(last);
    }

    fn keep(&mut self, index: usize) {
        self.series.cell(index).merge(&self.span);
        self.span = Span { greatest: self.value, ..Span::default() };
    }

    /// Ends the run at a time (s): nothing may be set any more. Needed before anything is asked of it.
    pub fn close(&mut self, end: f64) {
        self.turn(end.next_down());
        self.pass(end);
        self.series.close(end);
        if self.span.seconds > 0.0 {
            self.keep(self.series.cells().len() - 1);
        }
    }

    /// The interval that is not finished yet, as it was at the last change. Changes nothing.
    pub fn open_interval(&self) -> Span {
        self.span
    }

    /// The finished intervals.
    pub fn series(&self) -> &Timeline<Span> {
        &self.series
    }

    /// Integrals and seconds, interval by interval: their quotient is the mean over time.
    pub fn means(&self) -> Vec<Part> {
        self.series.cells().iter().map(|cell| Part { sum: cell.integral, weight: cell.seconds }).collect()
    }
}

/// Of another run. Both are closed and began with the same width.
impl Merge for Level {
    fn merge(&mut self, other: &Self) {
        self.series.merge(&other.series);
    }
}

/// How often something happened.
#[derive(Clone, Debug)]
pub struct Counter {
    /// When the open interval ends, s.
    until: f64,
    open: usize,
    count: u64,
    series: Timeline<u64>,
}

impl Merge for u64 {
    fn merge(&mut self, other: &Self) {
        *self += other;
    }
}

impl Counter {
    /// Begins at time 0 with intervals of `width` seconds (more than 0).
    pub fn new(width: f64) -> Self {
        Self { until: width, open: 0, count: 0, series: Timeline::new(width, POINTS) }
    }

    /// It happened, at a time (s) that is not before any given earlier.
    #[inline]
    pub fn record(&mut self, time: f64) {
        if time >= self.until {
            self.turn(time);
        }
        self.count += 1;
    }

    #[cold]
    fn turn(&mut self, time: f64) {
        self.keep();
        self.open = self.series.index_at(time);
        self.until = self.series.end_of(self.open);
    }

    fn keep(&mut self) {
        *self.series.cell(self.open) += std::mem::take(&mut self.count);
    }

    /// Ends the run at a time (s): nothing may be recorded any more. Needed before anything is asked of it.
    pub fn close(&mut self, end: f64) {
        self.keep();
        self.series.close(end);
    }

    /// The finished intervals.
    pub fn series(&self) -> &Timeline<u64> {
        &self.series
    }

    /// Numbers and seconds, interval by interval: their quotient is the rate, 1/s.
    pub fn rates(&self) -> Vec<Part> {
        let counts = self.series.cells().iter().map(|count| *count as f64);
        counts.zip(self.series.seconds()).map(|(sum, weight)| Part { sum, weight }).collect()
    }

    /// Numbers of this and of another counter with the same width and end, interval by interval: their quotient is a share.
    pub fn shares(&self, of: &Self) -> Vec<Part> {
        let pairs = self.series.cells().iter().zip(of.series.cells());
        pairs.map(|(count, all)| Part { sum: *count as f64, weight: *all as f64 }).collect()
    }
}

/// Of another run. Both are closed and began with the same width.
impl Merge for Counter {
    fn merge(&mut self, other: &Self) {
        self.series.merge(&other.series);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integral_is_split_at_the_edges() {
        let mut level = Level::new(1.0);
        level.set(0.5, 2.0);
        level.set(2.25, 1.0);
        level.change(2.5, 3.0);
        level.close(3.5);
        let spans: Vec<_> = level.series().cells().iter().map(|span| (span.seconds, span.integral)).collect();
        assert_eq!(spans, [(1.0, 1.0), (1.0, 2.0), (1.0, 0.5 + 0.25 + 2.0), (0.5, 2.0)]);
        assert_eq!(level.series().cells().iter().map(|span| span.greatest).collect::<Vec<_>>(), [2.0, 2.0, 4.0, 4.0]);
    }

    #[test]
    fn nothing_is_lost_when_intervals_double_or_are_skipped() {
        let mut level = Level::new(0.001);
        let mut counter = Counter::new(0.001);
        let (mut integral, mut time) = (0.0, 0.0);
        for index in 0..3000_u32 {
            let value = f64::from(index % 7);
            level.set(time, value);
            counter.record(time);
            let step = if index == 1500 { 400.0 } else { 0.125 * f64::from(index % 5) };
            integral += value * step;
            time += step;
        }
        level.close(time);
        counter.close(time);
        let spans = level.series().cells();
        assert!(spans.len() <= POINTS && spans.len() > POINTS / 2);
        let total: f64 = spans.iter().map(|span| span.integral).sum();
        assert!((total / integral - 1.0).abs() < 1e-12, "{total} {integral}");
        assert!((spans.iter().map(|span| span.seconds).sum::<f64>() / time - 1.0).abs() < 1e-12);
        assert_eq!(counter.series().cells().iter().sum::<u64>(), 3000);
        let watched: Vec<_> = level.series().seconds().collect();
        for (span, seconds) in spans.iter().zip(watched) {
            assert!((span.seconds - seconds).abs() < 1e-9);
        }
    }

    #[test]
    fn counters_of_one_width_stay_aligned() {
        let (mut some, mut all) = (Counter::new(0.5), Counter::new(0.5));
        for index in 0..1000 {
            all.record(f64::from(index));
            if index % 4 == 0 && index < 700 {
                some.record(f64::from(index));
            }
        }
        some.close(1000.0);
        all.close(1000.0);
        let shares = some.shares(&all);
        assert_eq!(shares.len(), all.rates().len());
        assert_eq!(shares.iter().map(|part| part.sum).sum::<f64>(), 175.0);
        assert_eq!(shares.iter().map(|part| part.weight).sum::<f64>(), 1000.0);
    }
}
