//! What is drawn of a run over time: five pictures with the same axis of time, as values. Without a browser.

use super::seen::{Point, Seen, StationPoint};
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

fn response(seen: &Seen, class: usize) -> Plot {
    let styles = ["first", "second", "third"];
    let percentile =
        |at: usize| line(seen, NAMES[at].to_owned(), styles[at], |point| Some(point.classes[class].percentiles_s?[at]));
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
