//! A run from outside.

use super::agenda::MOST_EVENTS;
use super::engine::Engine;
use super::measure::{Batch, ClassBatch, Measure, Passed, Times};
use super::outcome::{ClassOutcome, ComponentOutcome, Failed, LinkOutcome, Note, Outcome, StationOutcome};
use super::recorder::Trace;
use super::settings::{Change, Settings, Status};
use super::setup;
use super::snapshot::{Kept, Seen, Snapshot, StationNow};
use super::stations::Figures;
use crate::model::{ComponentId, LinkId};
use crate::plan::{Class, Plan};

/// Parts into which the measured time is cut.
const PARTS: u32 = 64;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Simulated time, seconds.
    pub now_s: f64,
    /// Events so far.
    pub events: u64,
    /// Whether it goes no further.
    pub done: bool,
    /// Why.
    pub status: Status,
}

/// A plan being run event by event. Owns all that it needs.
#[derive(Clone, Debug)]
pub struct Simulation {
    engine: Engine,
    settings: Settings,
    notes: Vec<Note>,
    components: Vec<(ComponentId, std::ops::Range<usize>)>,
    links: Vec<LinkId>,
    now_s: f64,
    batches: Vec<Batch>,
    /// When the batch under way ends, and the times of those after it.
    ends: Ends,
    /// Integrals of the stations at the beginning of the batch under way.
    batch_areas: Vec<(f64, f64, f64)>,
    first_measured: usize,
    base: Base,
    seen: Seen,
    series_seen: Seen,
    next_point: u64,
    series: Vec<Snapshot>,
    /// What is still to change, the last one first; and what has changed.
    ahead: Vec<(f64, Change)>,
    changed: Vec<(f64, Change)>,
}

/// Everything that was counted before the measured time began.
#[derive(Clone, Debug, Default)]
struct Base {
    taken: bool,
    stations: Vec<Figures>,
    components: Vec<Passed>,
    failures: Vec<[u64; 4]>,
    counters: Vec<u64>,
    in_flight: [u64; 4],
}

/// Where batches end.
#[derive(Clone, Copy, Debug)]
struct Ends {
    warm_up_s: f64,
    /// Batches of the warm-up.
    before: u32,
    /// Length of each batch after it, seconds.
    each_s: f64,
}

impl Ends {
    fn new(settings: &Settings) -> Self {
        let warm_up_s = settings.warm_up_s.clamp(0.0, settings.horizon_s);
        let measured_s = settings.horizon_s - warm_up_s;
        let each_s = if measured_s.is_finite() { measured_s / f64::from(PARTS) } else { 1.0 };
        let before = if warm_up_s <= 0.0 { 0.0 } else { libm::ceil(warm_up_s / each_s).clamp(1.0, f64::from(PARTS)) };
        Self { warm_up_s, before: before as u32, each_s }
    }

    /// When a batch ends, seconds.
    fn of(&self, batch: usize) -> f64 {
        let number = batch as u32 + 1;
        if number <= self.before {
            self.warm_up_s * f64::from(number) / f64::from(self.before)
        } else {
            self.warm_up_s + f64::from(number - self.before) * self.each_s
        }
    }
}

/// Changes with the first at the end; those of one time in their order.
fn ahead(changes: &[(f64, Change)]) -> Vec<(f64, Change)> {
    let mut ahead: Vec<(f64, Change)> = changes.iter().map(|(time_s, change)| (time_s.max(0.0), *change)).collect();
    ahead.sort_by(|one, other| one.0.total_cmp(&other.0));
    ahead.reverse();
    ahead
}

impl Simulation {
    /// A run of `plan` at so many users on the slider, at its beginning.
    pub fn new(plan: &Plan, users: f64, settings: &Settings) -> Self {
        let (engine, notes) = setup::engine(plan, users, settings);
        let empty = Seen {
            at_s: 0.0,
            stations: vec![(0.0, 0.0, 0.0); plan.stations.len()],
            counters: vec![0; engine.code.counters.len()],
            failures: vec![[0; 4]; engine.code.causes.len()],
            kept: Kept::default(),
        };
        let ends = Ends::new(settings);
        let mut simulation = Self {
            batch_areas: empty.stations.clone(),
            seen: empty.clone(),
            series_seen: empty,
            engine,
            settings: settings.clone(),
            notes,
            components: plan.components.iter().map(|part| (part.id, part.stations.clone())).collect(),
            links: plan.links.iter().map(|link| link.id).collect(),
            now_s: 0.0,
            batches: Vec::new(),
            ends,
            first_measured: 0,
            base: Base::default(),
            next_point: 1,
            series: Vec::new(),
            ahead: ahead(&settings.changes),
            changed: Vec::new(),
        };
        if ends.before == 0 {
            simulation.begin_measuring();
        }
        simulation
    }

    /// Runs on to a time, or for so many events, whichever comes first. What comes out in the end does not depend on
    /// how a run is cut into such slices.
    pub fn advance(&mut self, until_s: f64, most_events: u64) -> Progress {
        let last = self.engine.events.saturating_add(most_events).min(MOST_EVENTS);
        let until_s = until_s.min(self.settings.horizon_s);
        while self.engine.status == Status::Running && self.now_s < until_s {
            self.change_what_is_due();
            let end_s = self.ends.of(self.batches.len()).min(self.settings.horizon_s);
            let point_s = self.next_point as f64 * self.settings.record.series_every_s;
            let change_s = self.ahead.last().map_or(f64::INFINITY, |change| change.0);
            let stop_s = until_s.min(end_s).min(point_s).min(change_s);
            if !self.engine.run_until(stop_s, last.saturating_sub(self.engine.events)) {
                self.now_s = self.now_s.max(self.engine.now_s);
                break;
            }
            self.now_s = stop_s;
            if stop_s == point_s {
                self.add_point();
            }
            if stop_s == end_s {
                self.end_batch();
            }
        }
        if self.engine.status == Status::Running && self.now_s >= self.settings.horizon_s {
            self.engine.status = Status::Done;
        }
        self.progress()
    }

    /// Changes something at the present, after all that happens at this moment; when that is, simulated seconds. The same
    /// change at the same time among the settings of another run gives the same run.
    pub fn change_now(&mut self, change: Change) -> f64 {
        self.change_what_is_due();
        // What is left of the present happens first: a slice may have ended in the midst of it.
        self.engine.run_until(self.now_s, u64::MAX);
        self.change(change);
        self.now_s
    }

    /// Changes what was to change up to now, when the run goes on from here: whoever looks at it at that very moment sees
    /// it as it was.
    fn change_what_is_due(&mut self) {
        while let Some((_, change)) = self.ahead.pop_if(|change| change.0 <= self.now_s) {
            self.engine.run_until(self.now_s, u64::MAX);
            self.change(change);
        }
    }

    fn change(&mut self, change: Change) {
        self.engine.apply(change, self.now_s);
        self.changed.push((self.now_s, change));
    }

    /// What has changed so far, with the times.
    pub fn changed(&self) -> &[(f64, Change)] {
        &self.changed
    }

    /// The points of the time series since they were last taken.
    pub fn take_series(&mut self) -> Vec<Snapshot> {
        std::mem::take(&mut self.series)
    }

    /// What has become of data and sessions so far.
    pub fn kept(&self) -> Kept {
        let engine = &self.engine;
        let mut kept = Kept {
            writes_lost: engine.measure.writes_lost,
            sessions_lost: engine.people.lost,
            signed_out: engine.people.signed_out,
            ..Kept::default()
        };
        for part in &engine.measure.components {
            (kept.reads, kept.old_reads) = (kept.reads + part.reads, kept.old_reads + part.old);
        }
        kept
    }

    /// The part of the run since the last point of the time series. Has no effect on the outcome.
    pub fn since_point(&mut self) -> Snapshot {
        let mut seen = self.series_seen.clone();
        let classes = self.engine.measure.point.as_ref().map_or_else(Default::default, |seen| seen.as_ref().clone());
        self.look(&mut seen, classes)
    }

    /// Slots that the run keeps for what is in flight, some 100 bytes each: as many as were ever needed at a time,
    /// however many requests there have been.
    pub fn slots(&self) -> usize {
        let (threads, frames) = self.engine.threads.slots();
        threads + frames
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let status = self.engine.status;
        Progress { now_s: self.now_s, events: self.engine.events, done: status != Status::Running, status }
    }

    /// Where it does something else than the plan says, because the plan is too large to be kept whole.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Number of stations.
    pub fn stations(&self) -> usize {
        self.engine.stations.len()
    }

    fn areas(&self) -> Vec<(f64, f64, f64)> {
        self.engine.stations.iter().map(|station| station.figures.areas_s(self.now_s)).collect()
    }

    fn batch_now(&self, areas: &[(f64, f64, f64)]) -> Batch {
        let mut batch = self.engine.measure.batch.clone();
        batch.until_s = self.now_s;
        let stations = areas.iter().zip(&self.batch_areas);
        batch.stations = stations.map(|(now, before)| (now.0 - before.0, now.1 - before.1)).collect();
        batch
    }

    fn end_batch(&mut self) {
        let areas = self.areas();
        let batch = self.batch_now(&areas);
        self.batches.push(batch);
        self.batch_areas = areas;
        self.engine.measure.batch = Batch { from_s: self.now_s, ..Batch::default() };
        if self.batches.len() == self.ends.before as usize {
            self.begin_measuring();
        }
        if self.settings.horizon_s.is_infinite() && self.batches.len() - self.first_measured >= 2 * PARTS as usize {
            self.double_batches();
        }
    }

    /// Makes one batch of every two: a run without end keeps a limited number of them.
    fn double_batches(&mut self) {
        let measured = self.batches.split_off(self.first_measured);
        for pair in measured.chunks(2) {
            let mut both = pair[0].clone();
            pair[1..].iter().for_each(|next| both.append(next));
            self.batches.push(both);
        }
        self.ends.each_s *= 2.0;
    }

    fn begin_measuring(&mut self) {
        let (engine, now_s) = (&self.engine, self.now_s);
        let figures = |figures: Figures| {
            let (busy_area_s, waiting_area_s, units_area_s) = figures.areas_s(now_s);
            Figures { busy_area_s, waiting_area_s, units_area_s, ..figures }
        };
        self.first_measured = self.batches.len();
        self.base = Base {
            taken: true,
            stations: engine.stations.iter().map(|station| figures(station.figures)).collect(),
            components: engine.measure.components.clone(),
            failures: engine.measure.failures.clone(),
            counters: engine.measure.counters.clone(),
            in_flight: engine.measure.in_flight,
        };
    }

    /// A look at the run now, and at what has passed since the last one. Has no effect on the outcome.
    pub fn snapshot(&mut self) -> Snapshot {
        let mut seen = std::mem::take(&mut self.seen);
        let classes = Measure::since(&mut self.engine.measure.live);
        let snapshot = self.look(&mut seen, classes);
        self.seen = seen;
        snapshot
    }

    /// A point of the time series.
    fn add_point(&mut self) {
        let mut seen = std::mem::take(&mut self.series_seen);
        let classes = Measure::since(&mut self.engine.measure.point);
        let point = self.look(&mut seen, classes);
        self.series_seen = seen;
        self.series.push(point);
        self.next_point += 1;
    }

    fn look(&self, seen: &mut Seen, classes: [ClassBatch; 4]) -> Snapshot {
        let engine = &self.engine;
        let areas = self.areas();
        let span_s = self.now_s - seen.at_s;
        let stations = engine.stations.iter().zip(areas.iter().zip(&seen.stations)).map(|(station, (now, before))| {
            let units_s = now.2 - before.2;
            StationNow {
                component: station.component as usize,
                resource: station.resource,
                units: station.figures.units,
                busy: station.figures.busy,
                waiting: station.figures.waiting,
                utilization: if units_s > 0.0 { ((now.0 - before.0) / units_s).min(1.0) } else { 0.0 },
                mean_waiting: if span_s > 0.0 { (now.1 - before.1) / span_s } else { 0.0 },
            }
        });
        let causes = engine.code.causes.iter().zip(engine.measure.failures.iter().zip(&seen.failures));
        let failures = causes.map(|(&(component, reason), (now, before))| {
            (component as usize, reason, now.iter().sum::<u64>() - before.iter().sum::<u64>())
        });
        let snapshot = Snapshot {
            now_s: self.now_s,
            since_s: seen.at_s,
            in_flight: engine.threads.alive(),
            stations: stations.collect(),
            links: self.by_link(&seen.counters),
            classes,
            failures: failures.filter(|failure| failure.2 > 0).collect(),
            instances: self.instances(),
            kept: self.kept().since(seen.kept),
        };
        *seen = Seen {
            at_s: self.now_s,
            stations: areas,
            counters: engine.measure.counters.clone(),
            failures: engine.measure.failures.clone(),
            kept: self.kept(),
        };
        snapshot
    }

    fn by_link(&self, before: &[u64]) -> Vec<[u64; 4]> {
        let mut links = vec![[0; 4]; self.links.len()];
        let counted = self.engine.measure.counters.iter().zip(before);
        for (&(link, class), (now, before)) in self.engine.code.counters.iter().zip(counted) {
            links[link as usize][class as usize] += now - before;
        }
        links
    }

    fn instances(&self) -> Vec<Option<f64>> {
        let mut instances = vec![None; self.components.len()];
        for tier in &self.engine.clock.tiers {
            instances[tier.component as usize] = Some(tier.running);
        }
        instances
    }

    /// The traces that have been finished since they were last fetched.
    pub fn take_traces(&mut self) -> Vec<Trace> {
        self.engine.recorder.finished.drain(..).collect()
    }

    /// Everything measured after the warm-up and until now.
    pub fn outcome(&self) -> Outcome {
        let mut batches = self.batches.clone();
        if self.now_s > self.engine.measure.batch.from_s || batches.is_empty() {
            batches.push(self.batch_now(&self.areas()));
        }
        let first_measured = if self.base.taken { self.first_measured } else { batches.len() };
        let measured = &batches[first_measured..];
        let from_s = if self.base.taken { self.ends.warm_up_s } else { self.now_s };
        Outcome {
            seed: self.settings.seed,
            from_s,
            until_s: self.now_s,
            events: self.engine.events,
            status: self.engine.status,
            notes: self.notes.clone(),
            classes: Class::ALL.iter().filter_map(|&class| self.class(class, measured)).collect(),
            components: (0..self.components.len()).map(|part| self.component(part, self.now_s - from_s)).collect(),
            links: self.link_outcomes(),
            first_measured,
            batches,
            series: self.series.clone(),
            traces: self.engine.recorder.finished.iter().cloned().collect(),
        }
    }

    fn class(&self, class: Class, measured: &[Batch]) -> Option<ClassOutcome> {
        let place = super::compile::place_of(class) as usize;
        let (mut offered, mut response) = (0, Times::default());
        for batch in measured {
            offered += batch.classes[place].offered;
            response.merge(&batch.classes[place].response);
        }
        let causes = self.engine.code.causes.iter().zip(self.engine.measure.failures.iter());
        let mut failed: Vec<Failed> = causes
            .enumerate()
            .map(|(cause, (&(component, reason), now))| Failed {
                component: self.components[component as usize].0,
                reason,
                number: now[place] - self.base.failures.get(cause).map_or(0, |before| before[place]),
            })
            .collect();
        failed.retain(|failed| failed.number > 0);
        let in_flight_after = self.engine.measure.in_flight[place];
        let in_flight_before = self.base.in_flight[place];
        let any = offered > 0 || in_flight_before > 0 || in_flight_after > 0;
        any.then_some(ClassOutcome {
            class,
            in_flight_before,
            offered,
            answered: response.count,
            failed,
            in_flight_after,
            response,
        })
    }

    fn component(&self, part: usize, span_s: f64) -> ComponentOutcome {
        let (id, stations) = self.components[part].clone();
        let none = Passed::default();
        let (now, before) = (&self.engine.measure.components[part], self.base.components.get(part).unwrap_or(&none));
        let tier = self.engine.clock.tiers.iter().find(|tier| tier.component as usize == part);
        ComponentOutcome {
            component: id,
            arrivals: now.arrivals - before.arrivals,
            answered: now.answered - before.answered,
            failed: now.failed - before.failed,
            time_s: now.time_s - before.time_s,
            lookups: now.lookups - before.lookups,
            hits: now.hits - before.hits,
            reads: now.reads - before.reads,
            old_reads: now.old - before.old,
            instances: tier.map(|tier| tier.running),
            stations: stations.map(|station| self.station(station, span_s)).collect(),
        }
    }

    fn station(&self, station: usize, span_s: f64) -> StationOutcome {
        let own = &self.engine.stations[station];
        let (now, before) = (own.figures, self.base.stations.get(station).copied().unwrap_or_default());
        let (busy, waiting, units) = now.areas_s(self.now_s);
        let mean = |now: f64, before: f64| if span_s > 0.0 { (now - before) / span_s } else { 0.0 };
        StationOutcome {
            station,
            resource: own.resource,
            units: mean(units, before.units_area_s),
            busy: mean(busy, before.busy_area_s),
            waiting: mean(waiting, before.waiting_area_s),
            arrivals: now.arrivals - before.arrivals,
            refused: now.refused - before.refused,
            left: now.left - before.left,
            waits: now.waits - before.waits,
            waited: now.waited - before.waited,
            waited_s: now.waited_s - before.waited_s,
        }
    }

    fn link_outcomes(&self) -> Vec<LinkOutcome> {
        let none = vec![0; self.engine.measure.counters.len()];
        let before = if self.base.taken { &self.base.counters } else { &none };
        let links = self.links.iter().zip(self.by_link(before));
        let all = links.map(|(&link, requests)| LinkOutcome { link, requests });
        all.filter(|link| link.requests.iter().any(|number| *number > 0)).collect()
    }
}
