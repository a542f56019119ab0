//! What is drawn of a run over time: five pictures with the same axis of time, as values. Without a browser.

use super::seen::{ENOUGH, Histogram, PERCENTILES, Point, Seen, StationPoint};
use crate::chart::{Axis, amount_axis, duration_axis};
use crate::model::ComponentId;
use crate::plan::{Class, Reason};
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::results::refusals::reason;

/// Lines in a picture that has many to choose from.
const LINES: usize = 4;
/// Classes of requests that users wait for: all but jobs.
const REQUESTS: usize = 3;
/// What the percentiles are called.
const NAMES: [&str; 3] = ["p50", "p95", "p99"];

/// What values of a picture are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Per second.
    Rate,
    /// Seconds.
    Duration,
    /// Share of what there is.
    Share,
    /// How many.
    Number,
}

impl Measure {
    /// The value in words for an axis whose title says what it counts.
    pub fn short(self, say: Say, value: f64) -> String {
        match self {
            _ if value == 0.0 => "0".to_owned(),
            Self::Rate => format::count(say.0, value),
            _ => self.text(say, value),
        }
    }

    /// The value in words.
    pub fn text(self, say: Say, value: f64) -> String {
        match self {
            Self::Rate => format::rate(say.0, value),
            Self::Duration => format::duration(say.0, value),
            Self::Share => format::percent(value),
            Self::Number => {
                format::count(say.0, if value < 10.0 { (value * 10.0).round() / 10.0 } else { value.round() })
            }
        }
    }
}

/// A line of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// The class of its style.
    pub class: &'static str,
    /// By point of the run; `None` where there is no value.
    pub values: Vec<Option<f64>>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Its key: `live-plot-KEY`.
    pub key: &'static str,
    /// What its values are.
    pub measure: Measure,
    /// Their axis.
    pub axis: Axis,
    /// Its lines; none where there is nothing to show.
    pub lines: Vec<Line>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Position of the class whose response times are shown.
    pub class: usize,
    /// The component that is always among those shown.
    pub component: Option<ComponentId>,
}

/// All pictures of a run.
pub fn plots(say: Say, seen: &Seen, choice: Choice) -> [Plot; 5] {
    [
        throughput(say, seen),
        response(seen, choice.class),
        stations(say, seen, choice, "utilization", |station, _| station.utilization()),
        stations(say, seen, choice, "queue", |station, span_s| station.waiting_s / span_s),
        failures(say, seen),
    ]
}

fn line(seen: &Seen, name: String, class: &'static str, value: impl Fn(&Point) -> Option<f64>) -> Line {
    Line { name, class, values: seen.points.iter().map(|point| value(point)).collect() }
}

fn highest(lines: &[Line]) -> f64 {
    lines.iter().flat_map(|line| &line.values).flatten().copied().fold(0.0, f64::max)
}

fn throughput(say: Say, seen: &Seen) -> Plot {
    let per_s = |number: u64, point: &Point| Some(number as f64 / point.span_s());
    let good = line(seen, say.key("live-goodput"), "good", |point| {
        per_s(point.classes[..REQUESTS].iter().map(|class| class.response.count).sum(), point)
    });
    let bad = line(seen, say.key("live-failures"), "bad", |point| {
        per_s(point.classes[..REQUESTS].iter().map(|class| class.failed).sum(), point)
    });
    let jobs = line(seen, say.key("live-jobs"), "third", |point| per_s(point.classes[REQUESTS].response.count, point));
    let any = highest(std::slice::from_ref(&jobs)) > 0.0;
    let lines: Vec<_> = [Some(good), Some(bad), any.then_some(jobs)].into_iter().flatten().collect();
    Plot { key: "throughput", measure: Measure::Rate, axis: amount_axis(highest(&lines)), lines }
}

/// A percentile by point: where one has too few answers for it, of as many neighbours as together have enough; in the end,
/// of the last so many. None where nothing was answered, and where the whole run has too few.
fn percentiles(seen: &Seen, class: usize, at: usize) -> Vec<Option<f64>> {
    let times = |point: usize| &seen.points[point].classes[class].response;
    let mut values = vec![None; seen.points.len()];
    let fill = |values: &mut [Option<f64>], from: usize, until: usize, sum: &Histogram| {
        let value = sum.quantile_s(PERCENTILES[at]);
        (from..until).filter(|point| times(*point).count > 0).for_each(|point| values[point] = value);
    };
    let (mut from, mut sum) = (0, Histogram::default());
    for point in 0..seen.points.len() {
        let own = seen.points[point].classes[class].percentiles_s[at];
        if sum.count == 0 && own.is_some() {
            (values[point], from) = (own, point + 1);
            continue;
        }
        sum.merge(times(point));
        if sum.count >= ENOUGH[at] {
            fill(&mut values, from, point + 1, &std::mem::take(&mut sum));
            from = point + 1;
        }
    }
    for before in (0..from).rev() {
        sum.merge(times(before));
        if sum.count >= ENOUGH[at] {
            fill(&mut values, from, seen.points.len(), &sum);
            break;
        }
    }
    values
}

fn response(seen: &Seen, class: usize) -> Plot {
    let styles = ["first", "second", "third"];
    let percentile = |at: usize| {
        let (name, class) = (NAMES[at].to_owned(), percentiles(seen, class, at));
        Line { name, class: styles[at], values: class }
    };
    let lines: Vec<_> = (0..3).map(percentile).collect();
    let lowest = lines.iter().flat_map(|line| &line.values).flatten().copied().fold(f64::INFINITY, f64::min);
    let any = lowest.is_finite();
    let axis = duration_axis(if any { lowest } else { 0.0 }, highest(&lines));
    Plot { key: "response", measure: Measure::Duration, axis, lines: if any { lines } else { Vec::new() } }
}

/// The components of which a figure of stations is largest over the whole run, and the one that is chosen; of each the
/// station where it is largest.
fn stations(say: Say, seen: &Seen, choice: Choice, key: &'static str, of: fn(StationPoint, f64) -> f64) -> Plot {
    let mut whole = vec![StationPoint::default(); seen.stations.len()];
    for point in &seen.points {
        whole.iter_mut().zip(&point.stations).for_each(|(sum, station)| sum.merge(*station));
    }
    let span_s = seen.points.iter().map(|point| point.span_s()).sum::<f64>().max(f64::MIN_POSITIVE);
    let mut ranked: Vec<(usize, f64)> = whole.iter().map(|station| of(*station, span_s)).enumerate().collect();
    let is_chosen = |station: usize| {
        let component = seen.stations[station].0;
        choice.component.is_some() && seen.components.get(component).copied() == choice.component
    };
    ranked.sort_by(|a, b| is_chosen(b.0).cmp(&is_chosen(a.0)).then(b.1.total_cmp(&a.1)));
    let mut shown: Vec<usize> = Vec::new();
    for (station, value) in ranked {
        let another = !shown.iter().any(|other| seen.stations[*other].0 == seen.stations[station].0);
        if another && shown.len() < LINES && (value > 1e-4 || is_chosen(station)) {
            shown.push(station);
        }
    }
    let styles = ["first", "second", "third", "fourth"];
    let lines: Vec<_> = shown
        .iter()
        .zip(styles)
        .map(|(&station, class)| {
            let (component, resource) = seen.stations[station];
            let name = seen.component(component).map(|component| say.component(component)).unwrap_or_default();
            let resource = say.of("resource", resource.key());
            line(seen, format!("{name}, {resource}"), class, |point| {
                Some(of(*point.stations.get(station)?, point.span_s()))
            })
        })
        .collect();
    let (measure, axis) = match key {
        "utilization" => (Measure::Share, Axis::linear(0.0, 1.0)),
        // Less than one in line is nothing to look into.
        _ => (Measure::Number, amount_axis(highest(&lines).max(1.0))),
    };
    Plot { key, measure, axis, lines }
}

fn failures(say: Say, seen: &Seen) -> Plot {
    let mut totals: Vec<(Reason, u64)> = Vec::new();
    for &(_, reason, number) in seen.points.iter().flat_map(|point| &point.failures) {
        match totals.iter_mut().find(|total| total.0 == reason) {
            Some(total) => total.1 += number,
            None => totals.push((reason, number)),
        }
    }
    totals.sort_by_key(|total| std::cmp::Reverse(total.1));
    let styles = ["bad", "second", "third", "fourth"];
    let lines: Vec<_> = totals
        .iter()
        .zip(styles)
        .map(|((why, _), class)| {
            line(seen, reason(say, *why), class, |point| {
                let number: u64 =
                    point.failures.iter().filter(|failure| failure.1 == *why).map(|failure| failure.2).sum();
                Some(number as f64 / point.span_s())
            })
        })
        .collect();
    Plot { key: "failures", measure: Measure::Rate, axis: amount_axis(highest(&lines)), lines }
}

/// The classes of which anything was answered, by position.
pub fn classes(seen: &Seen) -> Vec<usize> {
    let any = |class: usize| seen.points.iter().any(|point| point.classes[class].response.count > 0);
    (0..Class::ALL.len()).filter(|class| any(*class)).collect()
}

/// The point of the run whose time holds `moment_s`; the last one after the end.
pub fn point_at(seen: &Seen, moment_s: f64) -> Option<usize> {
    let last = seen.points.len().checked_sub(1)?;
    Some(seen.points.partition_point(|point| point.until_s <= moment_s).min(last))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::lessons::example;
    use crate::plan::compile;
    use crate::simulate::{Record, Settings, Simulation};
    use crate::text::Language;

    fn run(users: f64) -> Seen {
        let document = Rc::new((example("stage-2").expect("the stage is there").build)());
        let plan = compile(&document);
        let record = Record { live: true, ..Record::default() };
        let mut run = Simulation::new(&plan, users, &Settings { record, ..Settings::default() });
        let mut seen = Seen::new(&document, &plan);
        for step in 1..=20 {
            run.advance(f64::from(step) * 0.5, u64::MAX);
            seen.add(run.snapshot(), Vec::new());
        }
        seen
    }

    #[test]
    fn every_line_has_a_value_per_point_and_stays_on_its_axis() {
        let seen = run(20_000.0);
        let class = seen.telling_class();
        for plot in plots(Say(Language::English), &seen, Choice { class, component: None }) {
            for line in &plot.lines {
                assert_eq!(line.values.len(), seen.points.len(), "{}", plot.key);
                let held = line.values.iter().flatten().all(|value| *value <= plot.axis.max * (1.0 + 1e-9));
                assert!(held && !line.name.contains("live-"), "{} of {}", line.name, plot.key);
            }
        }
    }

    /// Three answers a second, the slower the later: too few in any point for a 99th percentile.
    #[test]
    fn a_percentile_is_of_as_many_answers_as_leave_one_beyond_it() {
        let mut seen = run(20.0);
        seen.points.clear();
        for second in 0..100_u32 {
            let mut point = Point { from_s: f64::from(second), until_s: f64::from(second + 1), ..Point::default() };
            let buckets = vec![(100 + second as u16, 3)];
            point.classes[1].response = Histogram { count: 3, sum_s: 1.0, buckets };
            seen.points.push(Rc::new(point));
        }
        let second = |value: f64| (0..100).find(|second| crate::simulate::Times::edge_s(101 + second) > value);
        let bucket = |value: Option<f64>| value.and_then(second);
        let of = |at: usize| percentiles(&seen, 1, at).into_iter().map(bucket).collect::<Vec<_>>();
        // 34 seconds have 102 answers, of which the 101st is of the last second; the last 100 are those of the last 34 s.
        let p99 = of(2);
        assert_eq!([p99[0], p99[33], p99[34], p99[67], p99[99]], [Some(33), Some(33), Some(67), Some(67), Some(99)]);
        let mut few = seen.clone();
        few.points.truncate(30);
        assert_eq!(percentiles(&few, 1, 2), vec![None; 30]);
        assert!(percentiles(&few, 1, 1).iter().all(Option::is_some));
        // Where nothing was answered there is none.
        Rc::make_mut(&mut seen.points[10]).classes[1].response = Histogram::default();
        assert_eq!(percentiles(&seen, 1, 2)[10], None);
        assert!(percentiles(&seen, 1, 2)[11].is_some());
    }

    #[test]
    fn the_goodput_is_what_was_answered() {
        let seen = run(20_000.0);
        let plot = throughput(Say(Language::English), &seen);
        let shown: f64 = plot.lines[0]
            .values
            .iter()
            .zip(&seen.points)
            .map(|(rate, point)| rate.unwrap_or(0.0) * point.span_s())
            .sum();
        let answered: u64 = seen.points.iter().map(|point| point.answered()).sum();
        assert!((shown - answered as f64).abs() < 1e-6 * shown, "{shown} {answered}");
    }

    #[test]
    fn the_chosen_component_is_always_shown_once() {
        let seen = run(20_000.0);
        for (position, id) in seen.components.iter().enumerate() {
            if seen.stations.iter().any(|station| station.0 == position) {
                let choice = Choice { class: 1, component: Some(*id) };
                let plot = &plots(Say(Language::English), &seen, choice)[3];
                let name = Say(Language::English).component(seen.component(position).expect("it is drawn"));
                assert!(plot.lines[0].name.starts_with(&name), "{name}");
            }
        }
    }

    #[test]
    fn a_moment_belongs_to_the_point_around_it() {
        let seen = run(20_000.0);
        assert_eq!([0.0, 0.4, 0.6, 99.0].map(|moment| point_at(&seen, moment)), [Some(0), Some(0), Some(1), Some(19)]);
        assert_eq!(point_at(&Seen::default(), 1.0), None);
    }
}
