//! What the user has struck: faults of components, of links and of the whole drawing, as plain values.
//!
//! Several may be in force at one place, of each kind at most one; a place may be cut off from several others.

use std::fmt;

use super::catalog::{Kind, Parameter, Role};
use super::{ComponentId, Document, Link, Subject, Value};

/// A fault. Which of them make sense where is said by [`Fault::fits`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// All of a component is down; of a container, everything inside; of a link, no call arrives.
    Down,
    /// This many instances of a component are down (1 up to one fewer than it has).
    InstancesDown(u32),
    /// A component's work takes so many times as long.
    Slow(f64),
    /// A bad deployment: this share of a component's instances answers with errors at once.
    Errors(f64),
    /// A bad deployment: on this share of a component's instances work takes so many times as long.
    SlowInstances(f64, f64),
    /// A store's disk is full: writes fail, reads go on.
    DiskFull,
    /// The health checks of a balancer wrongly take targets out and in again.
    Flapping,
    /// A cache loses everything, once. It is a moment and no state: only a run shows it.
    CacheEmptied,
    /// Calls over a link take so many seconds longer.
    Delayed(f64),
    /// This share of the calls over a link, or of their answers, never arrives.
    Lossy(f64),
    /// All open users send so many times as much.
    Traffic(f64),
    /// A place is cut off from another: no call, copy of a write or message goes either way between them.
    CutOff(ComponentId),
}

/// Declares the kinds with the name that links, files, the command line and message keys use for each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A fault without its figures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultKind { $($(#[$doc])* $variant),+ }

        impl FaultKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in files, links and message keys; never changed once released.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

kinds! {
    /// [`Fault::Down`].
    Down = "down",
    /// [`Fault::InstancesDown`].
    InstancesDown = "instances-down",
    /// [`Fault::Slow`].
    Slow = "slow",
    /// [`Fault::Errors`].
    Errors = "errors",
    /// [`Fault::SlowInstances`].
    SlowInstances = "slow-instances",
    /// [`Fault::DiskFull`].
    DiskFull = "disk-full",
    /// [`Fault::Flapping`].
    Flapping = "flapping",
    /// [`Fault::CacheEmptied`].
    CacheEmptied = "cache-emptied",
    /// [`Fault::Delayed`].
    Delayed = "delayed",
    /// [`Fault::Lossy`].
    Lossy = "lossy",
    /// [`Fault::Traffic`].
    Traffic = "traffic",
    /// [`Fault::CutOff`].
    CutOff = "cut-off",
}

impl Fault {
    /// The least and the most that work may be slowed or traffic multiplied by.
    pub const FACTORS: (f64, f64) = (0.01, 10_000.0);
    /// The longest that a link may delay, seconds.
    pub const LONGEST_S: f64 = 600.0;

    /// Which kind.
    pub const fn kind(self) -> FaultKind {
        match self {
            Self::Down => FaultKind::Down,
            Self::InstancesDown(_) => FaultKind::InstancesDown,
            Self::Slow(_) => FaultKind::Slow,
            Self::Errors(_) => FaultKind::Errors,
            Self::SlowInstances(..) => FaultKind::SlowInstances,
            Self::DiskFull => FaultKind::DiskFull,
            Self::Flapping => FaultKind::Flapping,
            Self::CacheEmptied => FaultKind::CacheEmptied,
            Self::Delayed(_) => FaultKind::Delayed,
            Self::Lossy(_) => FaultKind::Lossy,
            Self::Traffic(_) => FaultKind::Traffic,
            Self::CutOff(_) => FaultKind::CutOff,
        }
    }

    /// What tells it from others at one place: its kind, and the place on the other side.
    const fn place_in_order(self) -> (FaultKind, ComponentId) {
        match self {
            Self::CutOff(other) => (self.kind(), other),
            _ => (self.kind(), ComponentId(0)),
        }
    }

    /// Its figures: a count, a factor, a share or seconds; for [`Fault::SlowInstances`] the share, then the factor.
    pub fn figures(self) -> Vec<f64> {
        match self {
            Self::InstancesDown(count) => vec![f64::from(count)],
            Self::Slow(figure)
            | Self::Errors(figure)
            | Self::Delayed(figure)
            | Self::Lossy(figure)
            | Self::Traffic(figure) => vec![figure],
            Self::SlowInstances(share, factor) => vec![share, factor],
            Self::CutOff(other) => vec![f64::from(other.0)],
            Self::Down | Self::DiskFull | Self::Flapping | Self::CacheEmptied => Vec::new(),
        }
    }

    /// The fault of a kind with such figures; `None` where one is missing or out of range.
    pub fn of(kind: FaultKind, figures: &[f64]) -> Option<Self> {
        let first = || figures.first().copied().filter(|figure| figure.is_finite());
        let whole = |figure: f64| (figure.fract() == 0.0 && (0.0..4e9).contains(&figure)).then_some(figure as u32);
        let fault = match kind {
            FaultKind::Down => Self::Down,
            FaultKind::InstancesDown => Self::InstancesDown(whole(first()?)?),
            FaultKind::Slow => Self::Slow(first()?),
            FaultKind::Errors => Self::Errors(first()?),
            FaultKind::SlowInstances => Self::SlowInstances(first()?, *figures.get(1)?),
            FaultKind::DiskFull => Self::DiskFull,
            FaultKind::Flapping => Self::Flapping,
            FaultKind::CacheEmptied => Self::CacheEmptied,
            FaultKind::Delayed => Self::Delayed(first()?),
            FaultKind::Lossy => Self::Lossy(first()?),
            FaultKind::Traffic => Self::Traffic(first()?),
            FaultKind::CutOff => Self::CutOff(ComponentId(whole(first()?)?)),
        };
        fault.in_range().then_some(fault)
    }

    /// Whether it lasts until it is healed, and is not over at once.
    pub const fn is_state(self) -> bool {
        !matches!(self, Self::CacheEmptied)
    }

    /// Whether its figures are within their ranges.
    pub fn in_range(self) -> bool {
        let (least, most) = Self::FACTORS;
        let factor = |factor: f64| (least..=most).contains(&factor);
        let share = |share: f64| share > 0.0 && share <= 1.0;
        match self {
            Self::InstancesDown(count) => count > 0,
            Self::Slow(by) | Self::Traffic(by) => factor(by),
            Self::Errors(of) | Self::Lossy(of) => share(of),
            Self::SlowInstances(of, by) => share(of) && factor(by),
            Self::Delayed(seconds) => seconds > 0.0 && seconds <= Self::LONGEST_S,
            Self::Down | Self::DiskFull | Self::Flapping | Self::CacheEmptied | Self::CutOff(_) => true,
        }
    }

    /// Whether `subject` of `document` can have it.
    pub fn fits(self, document: &Document, subject: Subject) -> bool {
        self.in_range()
            && match subject {
                Subject::Document => matches!(self, Self::Traffic(_)),
                Subject::Link(id) => {
                    let link = document.links.get(&id);
                    link.is_some_and(|link| document.role(link).is_some_and(|role| self.fits_link(link, role)))
                }
                Subject::Component(id) => self.fits_component(document, id),
            }
    }

    /// What is handed out or copied without a call takes no harm from its link.
    fn fits_link(self, link: &Link, role: Role) -> bool {
        let waited_for = link.value(role, Parameter::Synchronous) != Some(Value::Flag(false));
        matches!(self, Self::Down | Self::Delayed(_) | Self::Lossy(_))
            && waited_for
            && !matches!(role, Role::Deliver | Role::Replicate | Role::Report | Role::Operate)
    }

    fn fits_component(self, document: &Document, id: ComponentId) -> bool {
        let Some(here) = document.components.get(&id) else { return false };
        let spec = here.kind.spec();
        let has = |parameter| spec.parameter(parameter).is_some();
        match self {
            Self::Down => true,
            Self::InstancesDown(count) => count > 0 && f64::from(count) < here.number(Parameter::Instances).max(1.0),
            Self::Slow(_) => has(Parameter::Cores) || has(Parameter::OperationRate),
            Self::Errors(_) | Self::SlowInstances(..) => matches!(here.kind, Kind::WebServer | Kind::Service),
            Self::DiskFull => stores(here.kind),
            Self::Flapping => here.kind == Kind::LoadBalancer,
            Self::CacheEmptied => matches!(here.kind, Kind::Cache | Kind::Cdn),
            Self::CutOff(other) => {
                let container = |id| document.components.get(&id).is_some_and(|other| other.kind.spec().container);
                let apart = !document.stands_in(id, other) && !document.stands_in(other, id);
                spec.container && container(other) && apart
            }
            Self::Delayed(_) | Self::Lossy(_) | Self::Traffic(_) => false,
        }
    }

    /// The faults that `subject` can have, each with figures to begin with, in the order of [`FaultKind`].
    pub fn offered(document: &Document, subject: Subject) -> Vec<Self> {
        let mut all = vec![
            Self::Down,
            Self::InstancesDown(1),
            Self::Slow(10.0),
            Self::Errors(0.5),
            Self::SlowInstances(0.5, 10.0),
            Self::DiskFull,
            Self::Flapping,
            Self::CacheEmptied,
            Self::Delayed(0.2),
            Self::Lossy(0.1),
            Self::Traffic(3.0),
        ];
        if matches!(subject, Subject::Component(_)) {
            let containers = document.components.iter().filter(|(_, other)| other.kind.spec().container);
            all.extend(containers.map(|(id, _)| Self::CutOff(*id)));
        }
        all.retain(|fault| fault.fits(document, subject));
        all
    }
}

/// Whether a kind keeps what is written on disks that can be full.
const fn stores(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RelationalDatabase
            | Kind::ShardedDatabase
            | Kind::KeyValueStore
            | Kind::DocumentStore
            | Kind::ColumnStore
            | Kind::GraphStore
            | Kind::SearchEngine
            | Kind::MessageQueue
    )
}

/// Everything that is struck, by place.
#[derive(Clone, Default, PartialEq)]
pub struct Faults(Vec<(Subject, Fault)>);

impl Faults {
    /// Adds a fault, in place of one of its kind at the same place. All of a component being down and some of its
    /// instances being down take each other's place.
    pub fn insert(&mut self, subject: impl Into<Subject>, fault: Fault) {
        let new = (subject.into(), fault);
        let gone = match fault {
            Fault::Down => Some(FaultKind::InstancesDown),
            Fault::InstancesDown(_) => Some(FaultKind::Down),
            _ => None,
        };
        self.0.retain(|(subject, own)| *subject != new.0 || Some(own.kind()) != gone);
        let order = |(subject, fault): &(Subject, Fault)| (*subject, fault.place_in_order());
        match self.0.binary_search_by_key(&order(&new), order) {
            Ok(place) => self.0[place] = new,
            Err(place) => self.0.insert(place, new),
        }
    }

    /// Heals one fault: that of the same kind (and of the same other place).
    pub fn remove(&mut self, subject: impl Into<Subject>, fault: Fault) {
        let gone = (subject.into(), fault.place_in_order());
        self.0.retain(|(subject, fault)| (*subject, fault.place_in_order()) != gone);
    }

    /// Heals everything at one place.
    pub fn heal(&mut self, subject: impl Into<Subject>) {
        let healed = subject.into();
        self.0.retain(|(subject, _)| *subject != healed);
    }

    /// Heals everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps those for which `wanted` holds.
    pub fn retain(&mut self, wanted: impl Fn(Subject, Fault) -> bool) {
        self.0.retain(|(subject, fault)| wanted(*subject, *fault));
    }

    /// All of them, by place and kind.
    pub fn iter(&self) -> impl Iterator<Item = (Subject, Fault)> + '_ {
        self.0.iter().copied()
    }

    /// Those at one place, by kind.
    pub fn of(&self, subject: impl Into<Subject>) -> impl Iterator<Item = Fault> + '_ {
        let wanted = subject.into();
        self.iter().filter(move |(subject, _)| *subject == wanted).map(|(_, fault)| fault)
    }

    /// Whether anything is struck at one place.
    pub fn strikes(&self, subject: impl Into<Subject>) -> bool {
        self.of(subject).next().is_some()
    }

    /// Whether exactly this is in force at one place.
    pub fn holds(&self, subject: impl Into<Subject>, fault: Fault) -> bool {
        self.of(subject).any(|own| own == fault)
    }

    /// The fault of a kind at one place.
    pub fn get(&self, subject: impl Into<Subject>, kind: FaultKind) -> Option<Fault> {
        self.of(subject).find(|fault| fault.kind() == kind)
    }

    /// Number of faults.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is struck.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(&self.0).finish()
    }
}
