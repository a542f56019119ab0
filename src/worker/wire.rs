//! Values of the simulation in a form that travels: the simulation itself knows no serialization.

use serde::{Deserialize, Serialize};

use crate::plan::{Class, Reason, Resource};
use crate::simulate::statistics::{Direction, Estimate, Interval, NoInterval, Verdict, WarmUp};
use crate::simulate::{self, ClassFindings, Kept, Pause, Snapshot, Span, StationFindings, StationNow, Times, Trace};

/// The most buckets that a histogram may claim to have.
const MOST_BUCKETS: u32 = 1 << 16;

/// Times, with only the buckets that hold any: how far each is from the one before, and its count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WireTimes {
    count: u64,
    sum_s: f64,
    sum_of_squares_s2: f64,
    length: u32,
    buckets: Vec<(u32, u32)>,
}

impl From<&Times> for WireTimes {
    fn from(times: &Times) -> Self {
        let mut last = 0;
        let held = times.buckets.iter().enumerate().filter(|(_, count)| **count > 0);
        let buckets = held.map(|(bucket, &count)| {
            let gap = bucket as u32 - last;
            last = bucket as u32;
            (gap, count)
        });
        Self {
            count: times.count,
            sum_s: times.sum_s,
            sum_of_squares_s2: times.sum_of_squares_s2,
            buckets: buckets.collect(),
            length: times.buckets.len() as u32,
        }
    }
}

impl From<&WireTimes> for Times {
    fn from(wire: &WireTimes) -> Self {
        let mut buckets = vec![0; wire.length.min(MOST_BUCKETS) as usize];
        let mut place = 0_usize;
        for &(gap, count) in &wire.buckets {
            place = place.saturating_add(gap as usize);
            if let Some(bucket) = buckets.get_mut(place) {
                *bucket = count;
            }
        }
        Self { count: wire.count, sum_s: wire.sum_s, sum_of_squares_s2: wire.sum_of_squares_s2, buckets }
    }
}

/// What became of the requests of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct WireClass {
    offered: u64,
    failed: u64,
    response: WireTimes,
}

impl From<&simulate::ClassBatch> for WireClass {
    fn from(class: &simulate::ClassBatch) -> Self {
        Self { offered: class.offered, failed: class.failed, response: (&class.response).into() }
    }
}

impl From<&WireClass> for simulate::ClassBatch {
    fn from(wire: &WireClass) -> Self {
        Self { offered: wire.offered, failed: wire.failed, response: (&wire.response).into() }
    }
}

/// Position in [`Resource::ALL`].
fn place_of(resource: Resource) -> u8 {
    Resource::ALL.iter().position(|other| *other == resource).unwrap_or(0) as u8
}

fn resource(place: u8) -> Resource {
    Resource::ALL.get(usize::from(place)).copied().unwrap_or(Resource::Cores)
}

/// A reason: which, and the resource where it has one.
pub(super) type WireReason = (u8, u8);

/// What became of data and sessions, in the order of [`Kept`].
pub(super) fn kept_of(kept: Kept) -> [u64; 5] {
    [kept.reads, kept.old_reads, kept.writes_lost, kept.sessions_lost, kept.signed_out]
}

pub(super) fn kept([reads, old_reads, writes_lost, sessions_lost, signed_out]: [u64; 5]) -> Kept {
    Kept { reads, old_reads, writes_lost, sessions_lost, signed_out }
}

pub(super) fn code(reason: Reason) -> WireReason {
    match reason {
        Reason::QueueFull(resource) => (0, place_of(resource)),
        Reason::Down => (1, 0),
        Reason::WriteToReplica => (2, 0),
        Reason::NoTarget => (3, 0),
        Reason::TimedOut => (4, 0),
        Reason::Impatient(resource) => (5, place_of(resource)),
        Reason::BreakerOpen => (6, 0),
        Reason::StillQueued => (7, 0),
        Reason::DeadLetter => (8, 0),
        Reason::Undelivered => (9, 0),
        Reason::Unreachable => (10, 0),
        Reason::Faulty => (11, 0),
        Reason::DiskFull => (12, 0),
    }
}

pub(super) fn reason((code, place): WireReason) -> Reason {
    match code {
        0 => Reason::QueueFull(resource(place)),
        1 => Reason::Down,
        2 => Reason::WriteToReplica,
        3 => Reason::NoTarget,
        4 => Reason::TimedOut,
        5 => Reason::Impatient(resource(place)),
        6 => Reason::BreakerOpen,
        7 => Reason::StillQueued,
        8 => Reason::DeadLetter,
        10 => Reason::Unreachable,
        11 => Reason::Faulty,
        12 => Reason::DiskFull,
        _ => Reason::Undelivered,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct WireStation {
    component: u32,
    resource: u8,
    units: f64,
    busy: u32,
    waiting: u32,
    utilization: f64,
    mean_waiting: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WireTrace {
    source: u32,
    began_s: f64,
    until_s: f64,
    failure: Option<(u32, WireReason)>,
    spans: Vec<(u32, u8, [f64; 3])>,
    pauses: Vec<(u32, u32, [f64; 2])>,
}

/// A run at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WireSnapshot {
    now_s: f64,
    since_s: f64,
    in_flight: u64,
    stations: Vec<WireStation>,
    links: Vec<[u64; 4]>,
    classes: [WireClass; 4],
    failures: Vec<(u32, WireReason, u64)>,
    instances: Vec<Option<f64>>,
    /// In the order of [`Kept`].
    kept: [u64; 5],
}

/// A look at a run, with the points of its charts since the last look, what has passed since the last point, and some
/// paths of requests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    now: WireSnapshot,
    points: Vec<WireSnapshot>,
    tail: WireSnapshot,
    traces: Vec<WireTrace>,
}

/// What a look brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The run now, and what has passed since the last look.
    pub now: Snapshot,
    /// The points of its charts that have been completed since the last look.
    pub points: Vec<Snapshot>,
    /// What has passed since the last of these.
    pub tail: Snapshot,
    /// Paths of requests.
    pub traces: Vec<Trace>,
}

impl Look {
    /// Packs them.
    pub fn new(now: &Snapshot, points: &[Snapshot], tail: &Snapshot, traces: &[Trace]) -> Self {
        Self {
            now: WireSnapshot::new(now),
            points: points.iter().map(WireSnapshot::new).collect(),
            tail: WireSnapshot::new(tail),
            traces: traces.iter().map(WireTrace::from).collect(),
        }
    }

    /// Unpacks them.
    pub fn open(&self) -> Opened {
        Opened {
            now: self.now.open(),
            points: self.points.iter().map(WireSnapshot::open).collect(),
            tail: self.tail.open(),
            traces: self.traces.iter().map(Trace::from).collect(),
        }
    }
}

impl WireSnapshot {
    fn new(snapshot: &Snapshot) -> Self {
        let station = |station: &StationNow| WireStation {
            component: station.component as u32,
            resource: place_of(station.resource),
            units: station.units,
            busy: station.busy,
            waiting: station.waiting,
            utilization: station.utilization,
            mean_waiting: station.mean_waiting,
        };
        let failures = snapshot.failures.iter();
        Self {
            now_s: snapshot.now_s,
            since_s: snapshot.since_s,
            in_flight: snapshot.in_flight as u64,
            stations: snapshot.stations.iter().map(station).collect(),
            links: snapshot.links.clone(),
            classes: snapshot.classes.each_ref().map(WireClass::from),
            failures: failures.map(|&(part, reason, number)| (part as u32, code(reason), number)).collect(),
            instances: snapshot.instances.clone(),
            kept: kept_of(snapshot.kept),
        }
    }

    fn open(&self) -> Snapshot {
        let station = |station: &WireStation| StationNow {
            component: station.component as usize,
            resource: resource(station.resource),
            units: station.units,
            busy: station.busy,
            waiting: station.waiting,
            utilization: station.utilization,
            mean_waiting: station.mean_waiting,
        };
        let failures = self.failures.iter();
        Snapshot {
            now_s: self.now_s,
            since_s: self.since_s,
            in_flight: self.in_flight as usize,
            stations: self.stations.iter().map(station).collect(),
            links: self.links.clone(),
            classes: self.classes.each_ref().map(simulate::ClassBatch::from),
            failures: failures.map(|&(part, code, number)| (part as usize, reason(code), number)).collect(),
            instances: self.instances.clone(),
            kept: kept(self.kept),
        }
    }
}

impl From<&Trace> for WireTrace {
    fn from(trace: &Trace) -> Self {
        let span =
            |span: &Span| (span.component as u32, place_of(span.resource), [span.came_s, span.began_s, span.until_s]);
        let pause = |own: &Pause| (own.component as u32, own.attempt, [own.failed_s, own.again_s]);
        Self {
            source: trace.source as u32,
            began_s: trace.began_s,
            until_s: trace.until_s,
            failure: trace.failure.map(|(part, reason)| (part as u32, code(reason))),
            spans: trace.spans.iter().map(span).collect(),
            pauses: trace.pauses.iter().map(pause).collect(),
        }
    }
}

impl From<&WireTrace> for Trace {
    fn from(wire: &WireTrace) -> Self {
        let span = |&(component, place, [came_s, began_s, until_s]): &(u32, u8, [f64; 3])| Span {
            component: component as usize,
            resource: resource(place),
            came_s,
            began_s,
            until_s,
        };
        let pause = |&(component, attempt, [failed_s, again_s]): &(u32, u32, [f64; 2])| Pause {
            component: component as usize,
            attempt,
            failed_s,
            again_s,
        };
        Self {
            source: wire.source as usize,
            began_s: wire.began_s,
            until_s: wire.until_s,
            failure: wire.failure.map(|(part, code)| (part as usize, reason(code))),
            spans: wire.spans.iter().map(span).collect(),
            pauses: wire.pauses.iter().map(pause).collect(),
        }
    }
}

/// Where a run does something else than the plan says: [`simulate::Note`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Note {
    /// Of equal copies only so many are kept, each with as many times the servers: component, copies, kept.
    CopiesMerged(u32, f64, f64),
    /// The least busy of many copies is looked for in a sample: component.
    SampledDispatch(u32),
    /// One object stands for up to so many: component, how many.
    ObjectsMerged(u32, f64),
    /// Of the users of a closed group only so many are there: component, users, kept.
    FewerUsers(u32, f64, f64),
}

impl From<&simulate::Note> for Note {
    fn from(note: &simulate::Note) -> Self {
        match *note {
            simulate::Note::CopiesMerged { component, copies, kept, .. } => {
                Self::CopiesMerged(component as u32, copies, kept)
            }
            simulate::Note::SampledDispatch { component } => Self::SampledDispatch(component as u32),
            simulate::Note::ObjectsMerged { component, each } => Self::ObjectsMerged(component as u32, each),
            simulate::Note::FewerUsers { component, users, kept } => Self::FewerUsers(component as u32, users, kept),
        }
    }
}

/// An estimate: its value, and its interval or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct WireEstimate {
    value: f64,
    interval: Result<(f64, f64, u32), WireNoInterval>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum WireNoInterval {
    TooShort,
    Dependent(f64),
    Growing,
    Falling,
}

impl From<&Estimate> for WireEstimate {
    fn from(estimate: &Estimate) -> Self {
        let interval = match estimate.interval {
            Ok(Interval { low, high, batches }) => Ok((low, high, batches as u32)),
            Err(NoInterval::TooShort) => Err(WireNoInterval::TooShort),
            Err(NoInterval::Dependent(correlation)) => Err(WireNoInterval::Dependent(correlation)),
            Err(NoInterval::Unsteady(Direction::Growing)) => Err(WireNoInterval::Growing),
            Err(NoInterval::Unsteady(Direction::Falling)) => Err(WireNoInterval::Falling),
        };
        Self { value: estimate.value, interval }
    }
}

impl From<&WireEstimate> for Estimate {
    fn from(wire: &WireEstimate) -> Self {
        let interval = match wire.interval {
            Ok((low, high, batches)) => Ok(Interval { low, high, batches: batches as usize }),
            Err(WireNoInterval::TooShort) => Err(NoInterval::TooShort),
            Err(WireNoInterval::Dependent(correlation)) => Err(NoInterval::Dependent(correlation)),
            Err(WireNoInterval::Growing) => Err(NoInterval::Unsteady(Direction::Growing)),
            Err(WireNoInterval::Falling) => Err(NoInterval::Unsteady(Direction::Falling)),
        };
        Self { value: wire.value, interval }
    }
}

/// A class by its position in [`Class::ALL`]: offered, goodput, failed share, mean, and three percentiles.
type WireClassFindings = (u8, [WireEstimate; 7]);

/// What replications say together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    left_out: u32,
    verdict: u8,
    from_s: f64,
    classes: Vec<WireClassFindings>,
    /// Busy and waiting.
    stations: Vec<[WireEstimate; 2]>,
}

const VERDICTS: [Verdict; 3] = [Verdict::Steady, Verdict::Cut, Verdict::MoreThanHalf];

impl From<&simulate::Findings> for Findings {
    fn from(findings: &simulate::Findings) -> Self {
        let class = |class: &ClassFindings| {
            let place = Class::ALL.iter().position(|other| *other == class.class).unwrap_or(0) as u8;
            let [p50, p95, p99] = &class.percentiles_s;
            let all = [&class.offered_per_s, &class.goodput_per_s, &class.failed_share, &class.mean_s, p50, p95, p99];
            (place, all.map(WireEstimate::from))
        };
        let verdict = VERDICTS.iter().position(|verdict| *verdict == findings.warm_up.verdict).unwrap_or(0);
        Self {
            left_out: findings.warm_up.parts as u32,
            verdict: verdict as u8,
            from_s: findings.from_s,
            classes: findings.classes.iter().map(class).collect(),
            stations: findings.stations.iter().map(|one| [(&one.busy).into(), (&one.waiting).into()]).collect(),
        }
    }
}

impl From<&Findings> for simulate::Findings {
    fn from(wire: &Findings) -> Self {
        let class = |(place, estimates): &WireClassFindings| {
            let [offered_per_s, goodput_per_s, failed_share, mean_s, p50, p95, p99] =
                estimates.each_ref().map(Estimate::from);
            ClassFindings {
                class: Class::ALL.get(usize::from(*place)).copied().unwrap_or(Class::Read),
                offered_per_s,
                goodput_per_s,
                failed_share,
                mean_s,
                percentiles_s: [p50, p95, p99],
            }
        };
        let station =
            |[busy, waiting]: &[WireEstimate; 2]| StationFindings { busy: busy.into(), waiting: waiting.into() };
        let verdict = VERDICTS.get(usize::from(wire.verdict)).copied().unwrap_or(Verdict::MoreThanHalf);
        Self {
            warm_up: WarmUp { parts: wire.left_out as usize, verdict },
            from_s: wire.from_s,
            classes: wire.classes.iter().map(class).collect(),
            stations: wire.stations.iter().map(station).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_and_resources_come_back() {
        let reasons = [
            Reason::QueueFull(Resource::Memory),
            Reason::Down,
            Reason::WriteToReplica,
            Reason::NoTarget,
            Reason::TimedOut,
            Reason::Impatient(Resource::Disk),
            Reason::BreakerOpen,
            Reason::StillQueued,
            Reason::DeadLetter,
            Reason::Undelivered,
            Reason::Unreachable,
            Reason::Faulty,
            Reason::DiskFull,
        ];
        for one in reasons {
            assert_eq!(reason(code(one)), one);
        }
    }

    #[test]
    fn a_histogram_that_claims_too_much_takes_no_memory() {
        let wire = WireTimes {
            count: 1,
            sum_s: 1.0,
            sum_of_squares_s2: 1.0,
            length: u32::MAX,
            buckets: vec![(u32::MAX, 1), (u32::MAX, 2)],
        };
        assert_eq!(Times::from(&wire).buckets.len(), MOST_BUCKETS as usize);
    }
}
