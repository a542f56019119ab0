//! Faults as they are written: of a component or of a link, of a kind with its figures.
//!
//! A fault without a kind is the oldest one: all of it is down or, with `instances`, only so many of its instances.

use serde::{Deserialize, Serialize};

use super::reading::{Reading, shortened};
use super::v1::FileSettings;
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document, Fault};
use crate::share::ProblemCode;

/// A fault of what stands under `component` or `link` (one of the two).
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
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

/// The faults of `document`.
pub(super) fn write(document: &Document) -> Vec<FileFault> {
    document
        .faults
        .iter()
        .map(|(id, fault)| FileFault {
            component: Some(id.0),
            instances: match fault {
                Fault::Down => None,
                Fault::InstancesDown(count) => Some(*count),
            },
            ..FileFault::default()
        })
        .collect()
}

impl Reading {
    /// Adds the fault that stands at `index` of the list, or says what is wrong with it.
    pub(super) fn fault(&mut self, index: usize, written: &FileFault) {
        let at = format!("faults[{index}]");
        if let Some(kind) = &written.kind {
            self.problem(format!("{at}.kind"), ProblemCode::UnknownName { name: shortened(kind) });
            return;
        }
        let Some(id) = written.component.filter(|_| written.link.is_none()) else {
            self.problem(at, ProblemCode::WrongSort);
            return;
        };
        let id = ComponentId(id);
        let Some(component) = self.document.components.get(&id) else {
            self.problem(at, ProblemCode::NoSuchComponent { id: id.0 });
            return;
        };
        let fault = match written.instances {
            None => Fault::Down,
            Some(count) => {
                let instances = component.number(Parameter::Instances);
                if !(count >= 1 && f64::from(count) < instances) {
                    let max = (instances - 1.0).max(0.0).to_string();
                    let code = ProblemCode::OutOfRange { value: count.to_string(), min: "1".to_owned(), max };
                    self.problem(format!("{at}.instances"), code);
                    return;
                }
                Fault::InstancesDown(count)
            }
        };
        self.document.faults.insert(id, fault);
    }
}
