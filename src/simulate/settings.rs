//! What a run is asked to do.

/// How a run begins, how long it lasts, and what it records.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where all randomness comes from: the same seed, the same run.
    pub seed: u64,
    /// Simulated seconds of the whole run, warm-up included. Infinite: until nobody advances it any more.
    pub horizon_s: f64,
    /// Simulated seconds at the beginning that count for no figure of the outcome (the batches keep them).
    pub warm_up_s: f64,
    /// The load over time.
    pub profile: Profile,
    /// How things are from the beginning, and have been for so long that all who check have found out.
    pub begin: Vec<Change>,
    /// What changes during the run; in any order. Those of one time happen in theirs, after all else of that time.
    pub changes: Vec<(f64, Change)>,
    /// Whether caches begin empty, or as they are after long use.
    pub caches: Caches,
    /// What is recorded besides the figures of the outcome.
    pub record: Record,
    /// Requests and jobs in flight at which the run stops with [`Status::TooManyInFlight`]; at most
    /// [`Settings::MOST_IN_FLIGHT`].
    pub most_in_flight: usize,
}

impl Settings {
    /// The most requests, jobs and calls at once that a run can hold.
    pub const MOST_IN_FLIGHT: usize = 4_000_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            horizon_s: 60.0,
            warm_up_s: 0.0,
            profile: Profile::constant(),
            begin: Vec::new(),
            changes: Vec::new(),
            caches: Caches::Warm,
            record: Record::default(),
            most_in_flight: 1_000_000,
        }
    }
}

/// How caches begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caches {
    /// Nothing is in them.
    Empty,
    /// Full of what was asked for last: for LRU without time to live as in the steady state, else near it.
    Warm,
}

/// What is recorded besides the figures of the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// Simulated seconds between the points of the time series; infinite: none. A point with its response times takes some
    /// 100 KB.
    pub series_every_s: f64,
    /// Share of requests whose path is recorded.
    pub traced_share: f64,
    /// Whether [`super::Snapshot`] has response times of the time since the last one.
    pub live: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self { series_every_s: f64::INFINITY, traced_share: 0.0, live: false }
    }
}

/// Something that changes during a run. Components are named by their position in the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Whatever reaches the component fails, and what waits in its lines; what is worked on is finished. Balancers find
    /// out after the time of their checks, and a replica takes the place of a primary after the time of its fail-over.
    ComponentDown(usize),
    /// It answers again, with nothing in its lines.
    ComponentUp(usize),
    /// Its work takes so many times as long, from the next piece of work on.
    Slow(usize, f64),
    /// The load is multiplied by this, on top of the profile.
    Traffic(f64),
    /// Its cache loses everything.
    EmptyCache(usize),
    /// So many of its instances are lost: what waits there fails, and what is sent there until a check has found out;
    /// what has begun is finished.
    InstancesDown(usize, u32),
    /// All its lost instances are back.
    InstancesUp(usize),
    /// Everything that stands in a place (or was deployed to by an automation) goes down. By position among the plan's
    /// places, [`crate::plan::Failures::places`].
    PlaceDown(usize),
    /// It comes back.
    PlaceUp(usize),
    /// So many instances answer errors at once, and no check notices; 0: none does.
    Errors(usize, u32),
    /// On so many instances work takes so many times as long; 0: on none.
    SlowInstances(usize, u32, f64),
    /// Whether its disk is full: what writes to it fails.
    DiskFull(usize, bool),
    /// Whether its health checks take targets out by chance although they are up, anew at the end of each time that a
    /// check needs. Where all are out, none is.
    Flapping(usize, bool),
    /// Calls over a link fail. Links are named by their position in the plan.
    LinkDown(usize),
    /// They arrive again.
    LinkUp(usize),
    /// Calls over a link take so many seconds longer; 0: as drawn.
    LinkSlow(usize, f64),
    /// This share of the calls over a link, or of their answers, never arrives: the caller waits until its time limit,
    /// or is told at once where it has none. 0: all arrive.
    LinkLossy(usize, f64),
}

/// Why a run is where it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It can go on.
    #[default]
    Running,
    /// It has reached its horizon.
    Done,
    /// More was in flight than it can hold: what it has measured until then is true, and it goes no further.
    TooManyInFlight,
}

/// The load over time: a factor on the rates of all open sources, linear between points.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// (seconds, factor), times ascending; two points at one time are a jump. Before the first and after the last point
    /// the factor stays.
    pub points: Vec<(f64, f64)>,
    /// Seconds after which it begins anew; `None`: never.
    pub period_s: Option<f64>,
}

impl Profile {
    /// Always as the plan has it.
    pub fn constant() -> Self {
        Self { points: vec![(0.0, 1.0)], period_s: None }
    }

    /// From a time on `factor` times as much.
    pub fn step(at_s: f64, factor: f64) -> Self {
        Self { points: vec![(at_s, 1.0), (at_s, factor)], period_s: None }
    }

    /// Evenly to `factor` times as much, from one time to another.
    pub fn ramp(from_s: f64, until_s: f64, factor: f64) -> Self {
        Self { points: vec![(from_s, 1.0), (until_s.max(from_s), factor)], period_s: None }
    }

    /// For so many seconds `factor` times as much.
    pub fn spike(at_s: f64, length_s: f64, factor: f64) -> Self {
        let end_s = at_s + length_s.max(0.0);
        Self { points: vec![(at_s, 1.0), (at_s, factor), (end_s, factor), (end_s, 1.0)], period_s: None }
    }

    /// A day: the load of the plan at its peak, `lowest` of it twelve hours from there, a cosine between, drawn with a
    /// point every half hour. `peak_s` is the time of the first peak; `day_s` the length of the day, so that it can be
    /// watched in less.
    pub fn daily(peak_s: f64, lowest: f64, day_s: f64) -> Self {
        const POINTS: u32 = 48;
        let point = |step: u32| {
            let share = f64::from(step) / f64::from(POINTS);
            let turn = (share - peak_s / day_s) * std::f64::consts::TAU;
            (share * day_s, lowest + (1.0 - lowest) * f64::midpoint(1.0, libm::cos(turn)))
        };
        Self { points: (0..=POINTS).map(point).collect(), period_s: Some(day_s) }
    }

    /// The factor at a time.
    pub fn factor(&self, time_s: f64) -> f64 {
        let time = self.period_s.filter(|period| *period > 0.0).map_or(time_s, |period| libm::fmod(time_s, period));
        let next = self.points.partition_point(|point| point.0 <= time);
        match (next.checked_sub(1).and_then(|last| self.points.get(last)), self.points.get(next)) {
            (Some(&(from, low)), Some(&(to, high))) => low + (high - low) * (time - from) / (to - from),
            (Some(&(_, factor)), None) | (None, Some(&(_, factor))) => factor,
            (None, None) => 1.0,
        }
    }
}
