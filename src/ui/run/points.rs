//! Parts of a run: counts, integrals and histograms, which may be joined without losing any.

use std::rc::Rc;

use crate::plan::Reason;
use crate::simulate::{ClassBatch, Kept, Snapshot, StationNow, Times, Trace};

/// The shares of requests whose response times are kept at hand.
pub const PERCENTILES: [f64; 3] = [0.5, 0.95, 0.99];

/// Answers from which on each of them says something: as many as leave one beyond it.
pub const ENOUGH: [u64; 3] = [2, 20, 100];

/// Response times counted by the buckets of [`Times`], without those that are empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// Number of them.
    pub count: u64,
    /// Their sum, seconds.
    pub sum_s: f64,
    /// Bucket and number, ascending.
    pub buckets: Vec<(u16, u32)>,
}

impl Histogram {
    /// The same counts.
    pub fn of(times: &Times) -> Self {
        let counted = times.buckets.iter().enumerate().filter(|(_, count)| **count > 0);
        let buckets = counted.map(|(bucket, count)| (u16::try_from(bucket).unwrap_or(u16::MAX), *count)).collect();
        Self { count: times.count, sum_s: times.sum_s, buckets }
    }

    /// Adds all times of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum_s += other.sum_s;
        if other.buckets.is_empty() {
            return;
        }
        let own = std::mem::take(&mut self.buckets);
        self.buckets = Vec::with_capacity(own.len().max(other.buckets.len()));
        let (mut left, mut right) = (own.into_iter().peekable(), other.buckets.iter().copied().peekable());
        while let (Some(a), Some(b)) = (left.peek().copied(), right.peek().copied()) {
            let number = if a.0 <= b.0 { a.1 } else { 0 } + if b.0 <= a.0 { b.1 } else { 0 };
            self.buckets.push((a.0.min(b.0), number));
            if a.0 <= b.0 {
                left.next();
            }
            if b.0 <= a.0 {
                right.next();
            }
        }
        self.buckets.extend(left.chain(right));
    }

    /// Mean, seconds; `None` where there is none.
    pub fn mean_s(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum_s / self.count as f64)
    }

    /// The time that this share of them does not exceed, seconds: the middle of its bucket, as [`Times::quantile_s`]
    /// has it. `None` where there is none.
    pub fn quantile_s(&self, share: f64) -> Option<f64> {
        let wanted = (share * self.count as f64).max(1.0);
        let mut seen = 0.0;
        let found = self.buckets.iter().find(|(_, count)| {
            seen += f64::from(*count);
            seen >= wanted
        });
        found.map(|(bucket, _)| {
            let bucket = usize::from(*bucket);
            f64::midpoint(Times::edge_s(bucket), Times::edge_s(bucket + 1))
        })
    }
}

/// What became of the requests of a class in a part of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassPoint {
    /// Begun.
    pub offered: u64,
    /// Given up or refused.
    pub failed: u64,
    /// Response times of those answered.
    pub response: Histogram,
    /// The response times at [`PERCENTILES`], seconds; `None` where fewer than [`ENOUGH`] were answered.
    pub percentiles_s: [Option<f64>; 3],
}

impl ClassPoint {
    fn of(batch: &ClassBatch) -> Self {
        Self {
            offered: batch.offered,
            failed: batch.failed,
            response: Histogram::of(&batch.response),
            ..Self::default()
        }
        .settled()
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.offered += other.offered;
        self.failed += other.failed;
        self.response.merge(&other.response);
        self.percentiles_s = self.percentiles();
    }

    fn settled(mut self) -> Self {
        self.percentiles_s = self.percentiles();
        self
    }

    fn percentiles(&self) -> [Option<f64>; 3] {
        std::array::from_fn(|place| {
            let enough = self.response.count >= ENOUGH[place];
            enough.then(|| self.response.quantile_s(PERCENTILES[place])).flatten()
        })
    }
}

/// A station in a part of the run: integrals over its time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StationPoint {
    /// Busy servers times seconds. Exact where the number of servers does not change between two looks.
    pub busy_s: f64,
    /// Servers times seconds.
    pub units_s: f64,
    /// Requests in line times seconds.
    pub waiting_s: f64,
}

impl StationPoint {
    fn of(now: &StationNow, span_s: f64) -> Self {
        let units_s = now.units * span_s;
        Self { busy_s: now.utilization * units_s, units_s, waiting_s: now.mean_waiting * span_s }
    }

    /// Adds a part that follows, or goes before.
    pub fn merge(&mut self, other: Self) {
        self.busy_s += other.busy_s;
        self.units_s += other.units_s;
        self.waiting_s += other.waiting_s;
    }

    /// Share of its servers that was busy, 0 to 1.
    pub fn utilization(self) -> f64 {
        if self.units_s > 0.0 { (self.busy_s / self.units_s).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// A part of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Where it begins and ends, simulated seconds.
    pub from_s: f64,
    /// See `from_s`.
    pub until_s: f64,
    /// By position in [`Class::ALL`].
    pub classes: [ClassPoint; 4],
    /// By station of the plan.
    pub stations: Vec<StationPoint>,
    /// Position of the component, reason, requests that failed so; each pair once.
    pub failures: Vec<(usize, Reason, u64)>,
    /// By component of the plan: instances that took requests at its end, where they follow the load.
    pub instances: Vec<Option<f64>>,
    /// What became of data and sessions.
    pub kept: Kept,
    /// The slowest traced request that was answered in it.
    pub slowest: Option<Rc<Trace>>,
    /// A traced request that failed in it.
    pub failed: Option<Rc<Trace>>,
}

impl Point {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let span_s = snapshot.now_s - snapshot.since_s;
        Self {
            from_s: snapshot.since_s,
            until_s: snapshot.now_s,
            classes: std::array::from_fn(|class| ClassPoint::of(&snapshot.classes[class])),
            stations: snapshot.stations.iter().map(|station| StationPoint::of(station, span_s)).collect(),
            failures: snapshot.failures.clone(),
            instances: snapshot.instances.clone(),
            kept: snapshot.kept,
            slowest: None,
            failed: None,
        }
    }

    /// Its length, seconds.
    pub fn span_s(&self) -> f64 {
        self.until_s - self.from_s
    }

    /// Adds the part that follows.
    pub fn append(&mut self, next: &Self) {
        self.until_s = next.until_s;
        self.classes.iter_mut().zip(&next.classes).for_each(|(own, more)| own.merge(more));
        self.stations.iter_mut().zip(&next.stations).for_each(|(own, more)| own.merge(*more));
        for &(component, reason, number) in &next.failures {
            match self.failures.iter_mut().find(|own| own.0 == component && own.1 == reason) {
                Some(own) => own.2 += number,
                None => self.failures.push((component, reason, number)),
            }
        }
        self.instances.clone_from(&next.instances);
        self.kept.merge(next.kept);
        self.note(next.slowest.as_ref());
        self.note(next.failed.as_ref());
    }

    pub(super) fn note(&mut self, trace: Option<&Rc<Trace>>) {
        let Some(trace) = trace else { return };
        let place = if trace.failure.is_some() { &mut self.failed } else { &mut self.slowest };
        if place.as_ref().is_none_or(|kept| took_s(kept) < took_s(trace)) {
            *place = Some(Rc::clone(trace));
        }
    }

    /// Requests answered in its time, of all classes.
    pub fn answered(&self) -> u64 {
        self.classes.iter().map(|class| class.response.count).sum()
    }

    /// Mean requests in line at the station, 0 where it has no length.
    pub fn waiting(&self, station: usize) -> f64 {
        let waiting_s = self.stations.get(station).map_or(0.0, |station| station.waiting_s);
        if self.span_s() > 0.0 { waiting_s / self.span_s() } else { 0.0 }
    }
}

/// How long the request of a trace took, seconds.
pub fn took_s(trace: &Trace) -> f64 {
    trace.until_s - trace.began_s
}
