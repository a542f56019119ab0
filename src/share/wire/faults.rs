//! Faults as they are written: of a component, of a link or, with neither, of everything; of a kind with its figures.
//! And incidents: faults with their times.
//!
//! A fault without a kind is the oldest one: all of it is down or, with `instances`, only so many of its instances.

use serde::{Deserialize, Serialize};

use super::reading::{Reading, shortened};
use super::v1::{FileSettings, FileValue};
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document, Fault, FaultKind, Incident, LinkId, Subject};
use crate::share::ProblemCode;

/// A fault of what stands under `component` or `link`; of everything where there is neither.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileFault {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) component: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) link: Option<u32>,
    /// Absent: down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) instances: Option<u32>,
    /// Figures of this kind of fault, by name.
    #[serde(default, skip_serializing_if = "FileSettings::is_empty")]
    pub(super) settings: FileSettings,
}

/// A fault with its times, simulated seconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct FileIncident {
    pub(super) from_s: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) until_s: Option<f64>,
    pub(super) fault: FileFault,
}

/// The names of a kind's figures, in the order of [`Fault::figures`].
const fn names(kind: FaultKind) -> &'static [&'static str] {
    match kind {
        FaultKind::Slow | FaultKind::Traffic => &["factor"],
        FaultKind::Errors | FaultKind::Lossy => &["share"],
        FaultKind::SlowInstances => &["share", "factor"],
        FaultKind::Delayed => &["seconds"],
        FaultKind::CutOff => &["place"],
        FaultKind::InstancesDown => &["instances"],
        FaultKind::Down | FaultKind::DiskFull | FaultKind::Flapping | FaultKind::CacheEmptied => &[],
    }
}

/// One fault as it is written.
fn written(subject: Subject, fault: Fault) -> FileFault {
    let (component, link) = match subject {
        Subject::Document => (None, None),
        Subject::Component(id) => (Some(id.0), None),
        Subject::Link(id) => (None, Some(id.0)),
    };
    let place = FileFault { component, link, ..FileFault::default() };
    match fault {
        Fault::Down => place,
        Fault::InstancesDown(count) => FileFault { instances: Some(count), ..place },
        other => {
            let figures = names(other.kind()).iter().zip(other.figures());
            let settings = figures.map(|(name, figure)| ((*name).to_owned(), FileValue::Number(figure))).collect();
            FileFault { kind: Some(other.kind().key().to_owned()), settings, ..place }
        }
    }
}

/// The faults of `document`.
pub(super) fn write(document: &Document) -> Vec<FileFault> {
    document.faults.iter().map(|(subject, fault)| written(subject, fault)).collect()
}

/// The scenario of `document`.
pub(super) fn write_scenario(document: &Document) -> Vec<FileIncident> {
    let incident = |incident: &Incident| FileIncident {
        from_s: incident.from_s,
        until_s: incident.until_s,
        fault: written(incident.subject, incident.fault),
    };
    document.scenario.incidents.iter().map(incident).collect()
}

impl Reading {
    /// Adds the fault that stands at `index` of the list, or says what is wrong with it.
    pub(super) fn fault(&mut self, index: usize, written: &FileFault) {
        let at = format!("faults[{index}]");
        let Some((subject, fault)) = self.one_fault(&at, written) else { return };
        if fault.is_state() {
            self.document.faults.insert(subject, fault);
        } else {
            self.problem(format!("{at}.kind"), ProblemCode::NotHere { name: fault.kind().key().to_owned() });
        }
    }

    /// Adds the incident that stands at `index` of the scenario, or says what is wrong with it.
    pub(super) fn incident(&mut self, index: usize, written: &FileIncident) {
        let at = format!("scenario[{index}]");
        let Some((subject, fault)) = self.one_fault(&format!("{at}.fault"), &written.fault) else { return };
        let from_s = self.in_range(&format!("{at}.from_s"), written.from_s, 0.0, Incident::LATEST_S);
        let until_s =
            written.until_s.map(|until_s| self.in_range(&format!("{at}.until_s"), until_s, 0.0, Incident::LATEST_S));
        let incident = Incident { from_s, until_s, subject, fault };
        if incident.in_range() {
            self.document.scenario.add(incident);
        } else {
            self.problem(format!("{at}.until_s"), ProblemCode::WrongSort);
        }
    }

    fn one_fault(&mut self, at: &str, written: &FileFault) -> Option<(Subject, Fault)> {
        let kind = self.fault_kind(at, written)?;
        let subject = self.subject(at, kind, written)?;
        let figures: Vec<f64> = names(kind).iter().map(|name| figure(written, name)).collect();
        let Some(fault) = Fault::of(kind, &figures) else {
            self.out_of_range(at, kind, subject, &figures);
            return None;
        };
        if fault.fits(&self.document, subject) {
            return Some((subject, fault));
        }
        if kind == FaultKind::InstancesDown {
            self.out_of_range(at, kind, subject, &figures);
        } else {
            self.problem(format!("{at}.kind"), ProblemCode::NotHere { name: kind.key().to_owned() });
        }
        None
    }

    fn fault_kind(&mut self, at: &str, written: &FileFault) -> Option<FaultKind> {
        let Some(name) = &written.kind else {
            return Some(if written.instances.is_some() { FaultKind::InstancesDown } else { FaultKind::Down });
        };
        let found = FaultKind::ALL.iter().copied().find(|kind| kind.key() == name);
        if found.is_none() {
            self.problem(format!("{at}.kind"), ProblemCode::UnknownName { name: shortened(name) });
        }
        found
    }

    fn subject(&mut self, at: &str, kind: FaultKind, written: &FileFault) -> Option<Subject> {
        // Links tell no component from the component 0; more traffic is always of everything.
        if kind == FaultKind::Traffic {
            return Some(Subject::Document);
        }
        match (written.component, written.link) {
            (Some(id), None) if self.document.components.contains_key(&ComponentId(id)) => {
                Some(Subject::Component(ComponentId(id)))
            }
            (None, Some(id)) if self.document.links.contains_key(&LinkId(id)) => Some(Subject::Link(LinkId(id))),
            (Some(id), None) => {
                self.problem(at, ProblemCode::NoSuchComponent { id });
                None
            }
            _ => {
                self.problem(at, ProblemCode::WrongSort);
                None
            }
        }
    }

    fn out_of_range(&mut self, at: &str, kind: FaultKind, subject: Subject, figures: &[f64]) {
        let [name, ..] = names(kind) else { return };
        let (least, most) = match (kind, subject) {
            (FaultKind::InstancesDown, Subject::Component(id)) => {
                let all = self.document.components.get(&id).map_or(0.0, |here| here.number(Parameter::Instances));
                (1.0, (all - 1.0).max(0.0))
            }
            (FaultKind::Slow | FaultKind::Traffic, _) => Fault::FACTORS,
            (FaultKind::Delayed, _) => (0.0, Fault::LONGEST_S),
            _ => (0.0, 1.0),
        };
        let value = figures.first().copied().unwrap_or(f64::NAN).to_string();
        let place =
            if kind == FaultKind::InstancesDown { format!("{at}.{name}") } else { format!("{at}.settings.{name}") };
        self.problem(place, ProblemCode::OutOfRange { value, min: least.to_string(), max: most.to_string() });
    }
}

/// A figure by its name; no number where there is none.
fn figure(written: &FileFault, name: &str) -> f64 {
    match (name, written.settings.get(name)) {
        ("instances", _) => written.instances.map_or(f64::NAN, f64::from),
        (_, Some(FileValue::Number(figure))) => *figure,
        _ => f64::NAN,
    }
}
