//! What the page has seen of a run so far: plain values, without a browser.
//!
//! Invariants: points follow one another in simulated time and are never more than [`MOST_POINTS`]; joining two of them
//! adds counts, times and histograms, so a figure of a joined point is that of its whole time and never a mean of
//! percentiles. Points are shared, so a clone of [`Seen`] is cheap: the page makes a new one at each look and compares
//! by address.

use std::collections::VecDeque;
use std::rc::Rc;

pub use super::points::{ClassPoint, ENOUGH, Histogram, PERCENTILES, Point, StationPoint, took_s};
use crate::model::{Component, ComponentId, Document, Fault, LinkId, Subject};
use crate::plan::{Class, Plan, Resource};
use crate::simulate::{Snapshot, Trace};
use crate::worker::Opened;

/// Points that are kept; one more, and neighbours are joined.
pub const MOST_POINTS: usize = 600;
/// Traces that are kept of the last ones.
pub const MOST_TRACES: usize = 200;
/// Traces that are kept of the slowest, and of those that failed.
pub const MOST_SINGLED_OUT: usize = 40;
/// Something that was done to a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// When, simulated seconds.
    pub at_s: f64,
    /// What is struck or healed; `None`: the load has changed.
    pub what: Option<(Subject, Fault)>,
    /// Whether it was healed.
    pub healed: bool,
}

/// What has been seen of one run.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What was drawn when it began: names are looked up in it.
    pub document: Rc<Document>,
    /// Which component stands at each position of the plan.
    pub components: Rc<[ComponentId]>,
    /// Which link stands at each position of the plan.
    pub links: Rc<[LinkId]>,
    /// Of each station of the plan the position of its component, and what it stands for.
    pub stations: Rc<[(usize, Resource)]>,
    /// Of each source of the plan the position of its Users component, and that of its class in [`Class::ALL`].
    pub sources: Rc<[(usize, usize)]>,
    /// Counts the looks.
    pub revision: u64,
    /// The last look; `None` before the first.
    pub last: Option<Rc<Snapshot>>,
    /// The run so far, in parts.
    pub points: Vec<Rc<Point>>,
    /// The last traces, oldest first.
    pub newest: VecDeque<Rc<Trace>>,
    /// The slowest traces of the whole run, slowest first.
    pub slowest: Vec<Rc<Trace>>,
    /// The last traces of requests that failed, oldest first.
    pub failed: VecDeque<Rc<Trace>>,
    /// Traces that have come, kept or not.
    pub traced: u64,
    /// What was struck, healed or changed while it went on, with the simulated times, seconds.
    pub marks: Vec<Mark>,
    /// Simulated seconds before anything is counted.
    pub warm_up_s: f64,
    /// Whether the last point is not complete yet.
    open_ended: bool,
    /// Traces of the time since the last complete point.
    unplaced: Vec<Rc<Trace>>,
    /// Neighbours whose joint length is no longer than this are joined, simulated seconds.
    step_s: f64,
}

impl PartialEq for Seen {
    /// Each look makes another; there is no need to compare what is inside.
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
            && Rc::ptr_eq(&self.document, &other.document)
            && Rc::ptr_eq(&self.stations, &other.stations)
    }
}

impl Seen {
    /// Nothing yet of a run of `plan`, which was compiled from `document`.
    pub fn new(document: &Rc<Document>, plan: &Plan) -> Self {
        let components = plan.components.iter().enumerate();
        let mut stations = vec![(0, Resource::Cores); plan.stations.len()];
        for (component, planned) in components {
            for station in planned.stations.clone() {
                stations[station] = (component, plan.stations[station].resource);
            }
        }
        Self {
            document: Rc::clone(document),
            components: plan.components.iter().map(|component| component.id).collect(),
            links: plan.links.iter().map(|link| link.id).collect(),
            stations: stations.into(),
            sources: plan.sources.iter().map(|source| (source.component, class_position(source.class))).collect(),
            ..Self::default()
        }
    }

    /// Adds what a look has brought: the points that are complete, what has passed since the last of them, and the traces
    /// that have been finished. The points are parts of simulated time, so that a run has the same ones at any speed.
    /// Looks come in the order of their times; what comes twice, or has no length, adds no point.
    pub fn follow(&mut self, look: Opened) {
        self.revision += 1;
        if std::mem::take(&mut self.open_ended) {
            self.points.pop();
        }
        for trace in look.traces.into_iter().map(Rc::new) {
            self.keep(&trace);
            self.unplaced.push(trace);
        }
        for snapshot in &look.points {
            self.add_point(snapshot);
        }
        if self.points.len() > MOST_POINTS {
            self.thin();
        }
        let mut tail = Point::of(&look.tail);
        self.unplaced.iter().for_each(|trace| tail.note(Some(trace)));
        if self.comes_next(&tail) {
            self.points.push(Rc::new(tail));
            self.open_ended = true;
        }
        self.last = Some(Rc::new(look.now));
    }

    /// Adds a look as a point of its own.
    pub fn add(&mut self, snapshot: Snapshot, traces: Vec<Trace>) {
        let tail = Snapshot { since_s: snapshot.now_s, ..snapshot.clone() };
        self.follow(Opened { points: vec![snapshot.clone()], now: snapshot, tail, traces });
    }

    fn add_point(&mut self, snapshot: &Snapshot) {
        let mut point = Point::of(snapshot);
        let (within, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.unplaced).into_iter().partition(|trace| trace.until_s <= point.until_s);
        for trace in &within {
            point.note(Some(trace));
        }
        self.unplaced = later;
        if self.comes_next(&point) {
            push(&mut self.points, Rc::new(point), self.step_s);
        }
    }

    /// Whether a part has a length and follows those that are there.
    fn comes_next(&self, point: &Point) -> bool {
        point.span_s() > 0.0 && self.points.last().is_none_or(|last| last.until_s <= point.from_s)
    }

    /// Joins neighbours. Those of equal length become half as many; short ones beside long ones are joined first.
    fn thin(&mut self) {
        let total_s = self.now_s() - self.points.first().map_or(0.0, |point| point.from_s);
        self.step_s = 2.0 * total_s / MOST_POINTS as f64;
        let mut joined = Vec::with_capacity(MOST_POINTS);
        for point in std::mem::take(&mut self.points) {
            push(&mut joined, point, self.step_s);
        }
        self.points = joined;
    }

    fn keep(&mut self, trace: &Rc<Trace>) {
        self.traced += 1;
        last_of(&mut self.newest, trace, MOST_TRACES);
        if trace.failure.is_some() {
            last_of(&mut self.failed, trace, MOST_SINGLED_OUT);
        }
        let place = self.slowest.partition_point(|kept| took_s(kept) >= took_s(trace));
        if place < MOST_SINGLED_OUT {
            self.slowest.insert(place, Rc::clone(trace));
            self.slowest.truncate(MOST_SINGLED_OUT);
        }
    }

    /// The same run in at most so many points of about the same number of looks.
    #[must_use]
    pub fn in_few(&self, most: usize) -> Self {
        let each = self.points.len().div_ceil(most.max(1)).max(1);
        let joined = self.points.chunks(each).map(|chunk| {
            let mut point = (*chunk[0]).clone();
            chunk[1..].iter().for_each(|next| point.append(next));
            Rc::new(point)
        });
        Self { points: joined.collect(), ..self.clone() }
    }

    /// Simulated time of the last look, seconds.
    pub fn now_s(&self) -> f64 {
        self.last.as_ref().map_or(0.0, |last| last.now_s)
    }

    /// The component at a position of the plan.
    pub fn component(&self, position: usize) -> Option<&Rc<Component>> {
        self.document.components.get(self.components.get(position)?)
    }

    /// The class whose response times tell most, by position in [`Class::ALL`]: of reads and writes that with the most
    /// answers; files, which seldom wait, and jobs, which nobody waits for, only where there is nothing else.
    pub fn telling_class(&self) -> usize {
        let answered = |class: usize| self.points.iter().map(|point| point.classes[class].response.count).sum::<u64>();
        let rank = |class: Class| match class {
            Class::Read | Class::Write => 2,
            Class::Static => 1,
            Class::Job => 0,
        };
        let classes = (0..Class::ALL.len()).filter(|class| answered(*class) > 0);
        classes.max_by_key(|class| (rank(Class::ALL[*class]), answered(*class))).unwrap_or(1)
    }

    /// The position in [`Class::ALL`] of the class of a trace.
    pub fn class_of(&self, trace: &Trace) -> Option<usize> {
        self.sources.get(trace.source).map(|source| source.1)
    }

    /// The kept trace of a class nearest to a moment and a response time, both simulated seconds; response times are
    /// compared by their ratio. `scale_s` is the length of time that counts as much as a factor of e.
    pub fn nearest(&self, class: usize, moment_s: f64, response_s: f64, scale_s: f64) -> Option<&Rc<Trace>> {
        let far = |trace: &Trace| {
            let (apart, ratio) = ((trace.until_s - moment_s) / scale_s, (took_s(trace) / response_s).ln());
            let far = apart.hypot(ratio);
            if far.is_nan() { f64::INFINITY } else { far }
        };
        let points = self.points.iter().flat_map(|point| [point.slowest.as_ref(), point.failed.as_ref()]).flatten();
        let all = points.chain(&self.newest).chain(&self.slowest).chain(&self.failed);
        let own = all.filter(|trace| self.class_of(trace) == Some(class));
        own.min_by(|a, b| far(a).total_cmp(&far(b)))
    }
}

fn class_position(class: Class) -> usize {
    Class::ALL.iter().position(|other| *other == class).unwrap_or_default()
}

fn push(points: &mut Vec<Rc<Point>>, point: Rc<Point>, step_s: f64) {
    match points.last_mut() {
        Some(last) if point.until_s - last.from_s <= step_s => Rc::make_mut(last).append(&point),
        _ => points.push(point),
    }
}

fn last_of(kept: &mut VecDeque<Rc<Trace>>, trace: &Rc<Trace>, most: usize) {
    if kept.len() >= most {
        kept.pop_front();
    }
    kept.push_back(Rc::clone(trace));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;
    use crate::plan::{Reason, compile};
    use crate::simulate::{ClassBatch, Record, Settings, Simulation, StationNow};

    /// A run of an example with looks of `step_s` until `end_s`; and the sum of all looks, merged by the engine's own
    /// counters.
    fn watched(step_s: f64, end_s: f64) -> (Seen, [ClassBatch; 4], Vec<u64>) {
        let document = Rc::new((example("stage-3").unwrap().build)());
        let plan = compile(&document);
        let record = Record { live: true, traced_share: 0.5, ..Record::default() };
        let settings = Settings { horizon_s: f64::INFINITY, record, ..Settings::default() };
        let mut run = Simulation::new(&plan, 40_000.0, &settings);
        let mut seen = Seen::new(&document, &plan);
        let (mut all, mut failed): ([ClassBatch; 4], _) = (Default::default(), vec![0; 4]);
        let mut at_s = step_s;
        while at_s <= end_s {
            run.advance(at_s, u64::MAX);
            let snapshot = run.snapshot();
            for (class, batch) in snapshot.classes.iter().enumerate() {
                all[class].offered += batch.offered;
                all[class].response.merge(&batch.response);
                failed[class] += batch.failed;
            }
            seen.add(snapshot, run.take_traces());
            at_s += step_s;
        }
        (seen, all, failed)
    }

    #[test]
    fn thinning_keeps_counts_sums_and_histograms() {
        let (seen, all, failed) = watched(0.02, 30.0);
        assert!(seen.revision > 2 * MOST_POINTS as u64 && seen.points.len() <= MOST_POINTS);
        for class in 0..4 {
            let mut whole = ClassPoint::default();
            seen.points.iter().for_each(|point| whole.merge(&point.classes[class]));
            assert_eq!(whole.offered, all[class].offered);
            assert_eq!(whole.failed, failed[class]);
            assert_eq!(whole.response.count, all[class].response.count);
            assert_eq!(whole.response.buckets, Histogram::of(&all[class].response).buckets);
            let sums = (whole.response.sum_s, all[class].response.sum_s);
            assert!((sums.0 - sums.1).abs() <= 1e-9 * sums.1, "{sums:?}");
        }
        assert!(all.iter().any(|class| class.response.count > 1_000), "something was answered");
    }

    #[test]
    fn percentiles_of_joined_points_are_those_of_their_requests() {
        let (seen, all, _) = watched(0.02, 30.0);
        let class = seen.telling_class();
        let mut whole = (*seen.points[0]).clone();
        seen.points[1..].iter().for_each(|point| whole.append(point));
        let expected = PERCENTILES.map(|share| all[class].response.quantile_s(share));
        assert_eq!(whole.classes[class].percentiles_s, expected.map(Some));
        assert!(expected[0] < expected[2]);
    }

    #[test]
    fn points_follow_one_another_and_stay_even() {
        let (seen, ..) = watched(0.02, 40.0);
        assert!(seen.points.windows(2).all(|pair| pair[0].until_s == pair[1].from_s));
        assert_eq!(seen.points.last().unwrap().until_s, seen.now_s());
        let longest = seen.points.iter().map(|point| point.span_s()).fold(0.0, f64::max);
        assert!(longest < 2.5 * 40.0 / MOST_POINTS as f64 * 2.0, "{longest}");
        assert!(seen.points.len() >= MOST_POINTS / 4);
    }

    #[test]
    fn the_integrals_of_stations_are_kept() {
        let (document, mut seen) = (Rc::new(Document::default()), Seen::default());
        seen.document = document;
        let station = |utilization, mean_waiting| StationNow {
            component: 0,
            resource: Resource::Cores,
            units: 4.0,
            busy: 0,
            waiting: 0,
            utilization,
            mean_waiting,
        };
        for step in 0..3_000_u32 {
            let even = step % 2 == 0;
            let snapshot = Snapshot {
                now_s: f64::from(step + 1),
                since_s: f64::from(step),
                in_flight: 0,
                stations: vec![if even { station(1.0, 10.0) } else { station(0.5, 0.0) }],
                links: Vec::new(),
                classes: Default::default(),
                failures: vec![(0, Reason::TimedOut, 1), (usize::from(even), Reason::Down, 2)],
                instances: Vec::new(),
                kept: crate::simulate::Kept::default(),
            };
            seen.add(snapshot, Vec::new());
        }
        assert!(seen.points.len() <= MOST_POINTS);
        let total = |of: fn(&StationPoint) -> f64| seen.points.iter().map(|point| of(&point.stations[0])).sum::<f64>();
        assert!((total(|station| station.busy_s) / total(|station| station.units_s) - 0.75).abs() < 1e-12);
        assert!((total(|station| station.waiting_s) - 15_000.0).abs() < 1e-6);
        let failures: Vec<_> = seen.points.iter().flat_map(|point| &point.failures).collect();
        let of = |component, reason| {
            failures.iter().filter(|one| one.0 == component && one.1 == reason).map(|one| one.2).sum::<u64>()
        };
        assert_eq!([of(0, Reason::TimedOut), of(0, Reason::Down), of(1, Reason::Down)], [3_000, 3_000, 3_000]);
    }

    #[test]
    fn the_slowest_of_all_traces_are_kept_in_order() {
        let (seen, ..) = watched(0.02, 10.0);
        assert!(seen.traced > MOST_TRACES as u64 && seen.newest.len() == MOST_TRACES);
        assert!(seen.slowest.windows(2).all(|pair| took_s(&pair[0]) >= took_s(&pair[1])));
        let newest = seen.newest.iter().map(|trace| took_s(trace)).fold(0.0, f64::max);
        assert!(took_s(&seen.slowest[0]) >= newest);
    }

    #[test]
    fn the_nearest_trace_is_of_its_class_and_time() {
        let (seen, ..) = watched(0.1, 20.0);
        for trace in seen.newest.iter().step_by(20) {
            let class = seen.class_of(trace).unwrap();
            let found = seen.nearest(class, trace.until_s, took_s(trace), 1.0).unwrap();
            assert_eq!((found.until_s, took_s(found)), (trace.until_s, took_s(trace)));
            let other = (0..4).filter(|other| *other != class).find_map(|other| seen.nearest(other, 7.0, 0.01, 1.0));
            assert_ne!(seen.class_of(other.unwrap()), Some(class));
        }
        assert_eq!(seen.nearest(usize::MAX, 7.0, 1.0, 1.0), None);
    }

    #[test]
    fn a_look_that_comes_again_adds_nothing() {
        let (mut seen, ..) = watched(0.5, 2.0);
        let before = seen.points.clone();
        let again = (**seen.last.as_ref().unwrap()).clone();
        seen.add(again, Vec::new());
        assert_eq!(seen.points, before);
    }
}
