//! Which alarms metrics raise in a steady state: figures that have passed their thresholds.

use crate::model::catalog::{Kind, Parameter};
use crate::model::{Component, ComponentId, Document, Fault};
use crate::solve::{ComponentResult, Solution};

/// What an alarm is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlarmKind {
    /// Utilization of the fullest resource, a share.
    Utilization,
    /// Share of the arrivals that is refused or fails here.
    ErrorShare,
    /// 99th percentile of the response time, seconds.
    ResponseTime,
}

impl AlarmKind {
    /// Every kind, for the test that each has its text.
    pub const ALL: &'static [Self] = &[Self::Utilization, Self::ErrorShare, Self::ResponseTime];

    /// The key of its text, under `alarm-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Utilization => "utilization",
            Self::ErrorShare => "error-share",
            Self::ResponseTime => "response-time",
        }
    }
}

/// One alarm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    /// The metrics that raise it.
    pub metrics: ComponentId,
    /// What it is about.
    pub about: ComponentId,
    /// Which figure.
    pub kind: AlarmKind,
    /// The figure, in the unit of its kind.
    pub value: f64,
    /// The threshold that it has reached.
    pub threshold: f64,
}

/// The alarms that the metrics in `document` raise in this steady state, by metrics and by what they are about. A
/// threshold of 0 is reached by anything above it.
pub fn alarms(document: &Document, solution: &Solution) -> Vec<Alarm> {
    let mut raised = Vec::new();
    for (metrics, collector) in &document.components {
        if collector.kind != Kind::Metrics || document.fault(*metrics) == Some(Fault::Down) {
            continue;
        }
        for (_, link) in document.incoming(*metrics) {
            let Some(result) = solution.components.get(&link.from).filter(|result| result.arrival_per_s > 0.0) else {
                continue;
            };
            let figures = AlarmKind::ALL.iter().filter_map(|&kind| Some((kind, figure(kind, result)?)));
            raised.extend(figures.filter_map(|(kind, value)| {
                let threshold = threshold(kind, collector);
                let alarm = Alarm { metrics: *metrics, about: link.from, kind, value, threshold };
                (value > 0.0 && value >= threshold).then_some(alarm)
            }));
        }
    }
    raised
}

fn figure(kind: AlarmKind, result: &ComponentResult) -> Option<f64> {
    match kind {
        AlarmKind::Utilization => result.resources.first().map(|fullest| fullest.utilization),
        AlarmKind::ErrorShare => Some(result.refused_per_s / result.arrival_per_s),
        AlarmKind::ResponseTime => result.response_p99_s,
    }
}

fn threshold(kind: AlarmKind, metrics: &Component) -> f64 {
    metrics.number(match kind {
        AlarmKind::Utilization => Parameter::AlarmUtilization,
        AlarmKind::ErrorShare => Parameter::AlarmErrorShare,
        AlarmKind::ResponseTime => Parameter::AlarmResponseTime,
    })
}
