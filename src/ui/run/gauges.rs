//! What each component wears during a run: how full it is, how many wait, what fails. Plain values, without a browser.

use crate::plan::Resource;
use crate::simulate::Snapshot;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::level;

/// Time over which shares and rates are smoothed for the eye, seconds of the clock on the wall.
const SMOOTH_S: f64 = 0.35;
/// Failures per second below this are none: what is left of the smoothing.
const LEAST_PER_S: f64 = 1e-3;
/// Marks up to which each is one request; beyond, ten marks are a factor of ten.
const ONE_BY_ONE: f64 = 10.0;

/// One component at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gauge {
    /// Share of its fullest resource that is busy; `None`: it has none.
    pub utilization: Option<f64>,
    /// The same in figures, with a sign where it is too full.
    pub figure: String,
    /// The class of its style: `calm`, `busy`, `saturated`.
    pub level: &'static str,
    /// Requests in line for all its resources, smoothed over the last looks.
    pub waiting: f64,
    /// Marks that show them.
    pub marks: u32,
    /// Whether more wait than are worked on.
    pub long: bool,
    /// The words below the card: instances, who waits.
    pub words: String,
    /// Failures per simulated second, in words; empty where there are none.
    pub failing: String,
    failures_per_s: f64,
}

/// Marks for so many in line: one each, from ten on ten for every factor of ten.
pub(super) fn marks(waiting: f64) -> u32 {
    let waiting = waiting.round();
    if waiting <= ONE_BY_ONE {
        waiting as u32
    } else {
        (ONE_BY_ONE + 10.0 * (waiting / ONE_BY_ONE).log10()).floor() as u32
    }
}

/// Brings the gauges, by position of the component in the plan, up to a look that came `wall_s` after the one before.
pub(super) fn follow(gauges: &mut Vec<Gauge>, snapshot: &Snapshot, wall_s: f64, say: Say) {
    let fresh = if gauges.is_empty() { 1.0 } else { 1.0 - (-wall_s / SMOOTH_S).exp() };
    gauges.resize_with(snapshot.instances.len(), Gauge::default);
    let span_s = snapshot.now_s - snapshot.since_s;
    for (component, gauge) in gauges.iter_mut().enumerate() {
        let failed: u64 = snapshot.failures.iter().filter(|failure| failure.0 == component).map(|one| one.2).sum();
        let per_s = if span_s > 0.0 { failed as f64 / span_s } else { 0.0 };
        gauge.failures_per_s += (per_s - gauge.failures_per_s) * fresh;
        let instances = snapshot.instances[component];
        gauge.stations(component, snapshot, fresh);
        gauge.say(instances, say);
    }
}

impl Gauge {
    fn stations(&mut self, component: usize, snapshot: &Snapshot, fresh: f64) {
        let own = || snapshot.stations.iter().filter(|station| station.component == component);
        let counted = own().filter(|station| station.resource != Resource::Memory);
        let now = counted.map(|station| station.utilization).reduce(f64::max);
        self.utilization = match (self.utilization, now) {
            (Some(before), Some(now)) => Some(before + (now - before) * fresh),
            (_, now) => now,
        };
        let waiting: f64 = own().map(|station| station.mean_waiting).sum();
        self.waiting += (waiting - self.waiting) * fresh;
        let busy: f64 = own().map(|station| f64::from(station.busy)).sum();
        self.long = self.waiting > busy.max(1.0);
        self.marks = marks(self.waiting);
    }

    fn say(&mut self, instances: Option<f64>, say: Say) {
        let share = self.utilization.unwrap_or(0.0);
        (self.level, self.figure) = (level::class(share, 0.0), level::figure(share, 0.0));
        let instances = instances.map(|count| say.with("live-instances", &[("count", count.into())]));
        let waiting = (self.marks > 0)
            .then(|| say.with("live-waiting", &[("count", format::count(say.0, self.waiting.round()).into())]));
        self.words = [instances, waiting].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        self.failing = if self.failures_per_s > LEAST_PER_S {
            format!("✕ {}", format::rate(say.0, rounded(self.failures_per_s)))
        } else {
            String::new()
        };
    }
}

/// To two digits: a smoothed rate knows no more.
fn rounded(rate: f64) -> f64 {
    let power = 10f64.powf(rate.log10().floor() - 1.0);
    (rate / power).round() * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::StationNow;
    use crate::text::Language;

    #[test]
    fn a_queue_is_shown_one_by_one_and_then_by_factors() {
        assert_eq!([0.0, 0.4, 1.0, 7.0, 10.0, 100.0, 1e3, 1e6].map(marks), [0, 0, 1, 7, 10, 20, 30, 60]);
        assert!((0..10_000).map(f64::from).all(|waiting| marks(waiting) <= marks(waiting + 1.0)));
    }

    #[test]
    fn a_component_wears_its_fullest_resource_and_all_its_lines() {
        let station = |component, resource, utilization, waiting| StationNow {
            component,
            resource,
            units: 4.0,
            busy: 4,
            waiting: 0,
            utilization,
            mean_waiting: waiting,
        };
        let snapshot = Snapshot {
            now_s: 2.0,
            since_s: 1.0,
            in_flight: 0,
            stations: vec![
                station(0, Resource::Cores, 0.5, 2.0),
                station(1, Resource::Cores, 0.2, 0.0),
                station(0, Resource::Workers, 0.95, 1_000.0),
            ],
            links: Vec::new(),
            classes: Default::default(),
            failures: vec![(0, crate::plan::Reason::TimedOut, 30), (0, crate::plan::Reason::Down, 12)],
            instances: vec![Some(3.0), None, None],
            kept: crate::simulate::Kept::default(),
        };
        let mut gauges = Vec::new();
        follow(&mut gauges, &snapshot, 0.1, Say(Language::English));
        assert_eq!((gauges[0].utilization, gauges[0].waiting, gauges[0].level), (Some(0.95), 1_002.0, "saturated"));
        assert!(gauges[0].failing.contains("42") && gauges[0].long && gauges[0].words.contains('3'));
        assert_eq!((gauges[1].utilization, gauges[1].words.as_str(), gauges[2].utilization), (Some(0.2), "", None));
    }
}
