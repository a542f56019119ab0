//! The topology: what the user drew, as plain values. No browser, no clock, no serde.
//!
//! A [`Document`] is an immutable value; `editor::edit` is the only place that makes a changed one.

pub mod catalog;
mod component;
mod condition;
mod diagnostic;
mod document;
mod fault;
mod link;
mod scenario;
mod step;
mod value;

pub use component::{Component, ComponentId};
pub use condition::Way;
pub use diagnostic::{Diagnostic, DiagnosticCode, Severity, Subject};
pub use document::Document;
pub use fault::{Fault, FaultKind, Faults};
pub use link::{Link, LinkId};
pub use scenario::{Incident, Scenario};
pub use step::Step;
pub use value::{Choice, Settings, Value};
