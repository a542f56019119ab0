//! Values over time: response times, waits, sizes.
//!
//! Recording costs one comparison with the end of the open interval, the sums and one bucket. When the interval ends its
//! histogram goes, in wide buckets, into the series that is drawn, and in narrow ones into an *epoch* of [`EPOCH`]
//! intervals. Epochs are what percentiles are taken from: a warm-up of whole epochs can be left out afterwards, and their
//! differences tell how precise a percentile is. At most 64 epochs of some 5 to 20 kB each, and 512 points of about 1 kB.

use super::{Histogram, Merge, Moments, POINTS, Part, Sums, Timeline};

/// Intervals in an epoch.
pub const EPOCH: usize = 8;

/// What happened in an interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Count, sum, spread and extremes.
    pub moments: Moments,
    /// For percentiles within 3.2 %.
    pub histogram: Histogram<4>,
}

impl Summary {
    /// The value below which the given share (0..1) lies, within 3.2 %; `None` if there were no values.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let value = self.histogram.quantile(share)?;
        Some(value.max(self.moments.least).min(self.moments.greatest))
    }
}

impl Merge for Summary {
    fn merge(&mut self, other: &Self) {
        self.moments.merge(&other.moments);
        self.histogram.merge(&other.histogram);
    }
}

/// Takes values of 0 and more with the time at which they were observed.
#[derive(Clone, Debug)]
pub struct Recorder {
    /// When the open interval ends, s.
    until: f64,
    open: usize,
    sums: Sums,
    fine: Histogram<7>,
    series: Timeline<Summary>,
    epochs: Timeline<Histogram<7>>,
    refused: u64,
}

impl Recorder {
    /// Begins at time 0 with intervals of `width` seconds (more than 0): the length of the run divided by [`POINTS`] if it
    /// is known.
    pub fn new(width: f64) -> Self {
        Self {
            until: width,
            open: 0,
            sums: Sums::default(),
            fine: Histogram::default(),
            series: Timeline::new(width, POINTS),
            epochs: Timeline::new(width * EPOCH as f64, POINTS / EPOCH),
            refused: 0,
        }
    }

    /// Takes in a value observed at a time (s) that is not before any given earlier.
    #[inline]
    pub fn record(&mut self, time: f64, value: f64) {
        if time >= self.until {
            self.turn(time);
        }
        if self.fine.record(value) {
            self.sums.add(value);
        } else {
            self.refused += 1;
        }
    }

    #[cold]
    fn turn(&mut self, time: f64) {
        self.keep();
        self.open = self.series.index_at(time);
        self.epochs.index_at(time);
        self.until = self.series.end_of(self.open);
    }

    /// Puts what is open where it belongs.
    fn keep(&mut self) {
        let summary = self.open_interval();
        self.series.cell(self.open).merge(&summary);
        self.epochs.cell(self.open / EPOCH).merge(&self.fine);
        self.sums = Sums::default();
        self.fine.clear();
    }

    /// Ends the run at a time (s): nothing may be recorded any more. Needed before anything is asked of it.
    pub fn close(&mut self, end: f64) {
        self.keep();
        self.series.close(end);
        self.epochs.close(end);
    }

    /// The interval that is not finished yet, for drawing it while the run goes on. Changes nothing.
    pub fn open_interval(&self) -> Summary {
        Summary { moments: self.sums.moments(), histogram: self.fine.coarse() }
    }

    /// The finished intervals.
    pub fn series(&self) -> &Timeline<Summary> {
        &self.series
    }

    /// All values, epoch by epoch, within 0.4 %: for [`quantile`](super::quantile) after a warm-up.
    pub fn epochs(&self) -> &[Histogram<7>] {
        self.epochs.cells()
    }

    /// Values that were negative or not numbers: an error of whoever recorded them.
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Count, sum, spread and extremes of what came after the given number of intervals.
    pub fn moments(&self, after: usize) -> Moments {
        merged(self.series.cells().iter().skip(after).map(|cell| &cell.moments))
    }

    /// All values after the given number of intervals (whole epochs), within 0.4 %.
    pub fn histogram(&self, after: usize) -> Histogram<7> {
        merged(self.epochs().iter().skip(after.div_ceil(EPOCH)))
    }

    /// Sums and numbers of values, interval by interval: their quotient is the mean value.
    pub fn means(&self) -> Vec<Part> {
        let cells = self.series.cells().iter().map(|cell| cell.moments);
        cells.map(|moments| Part { sum: moments.sum, weight: moments.count as f64 }).collect()
    }

    /// Numbers of values and seconds, interval by interval: their quotient is the rate, 1/s.
    pub fn rates(&self) -> Vec<Part> {
        let counts = self.series.cells().iter().map(|cell| cell.moments.count as f64);
        counts.zip(self.series.seconds()).map(|(sum, weight)| Part { sum, weight }).collect()
    }
}

/// All of them together, in their order.
pub(super) fn merged<'a, T: Merge + Default + 'a>(parts: impl Iterator<Item = &'a T>) -> T {
    parts.fold(T::default(), |mut whole, part| {
        whole.merge(part);
        whole
    })
}

/// Of another run, as if one had been watched after the other. Both are closed and began with the same width.
impl Merge for Recorder {
    fn merge(&mut self, other: &Self) {
        self.series.merge(&other.series);
        self.epochs.merge(&other.epochs);
        self.refused += other.refused;
    }
}
