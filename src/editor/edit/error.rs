//! Why an edit is refused.

use thiserror::Error;

use crate::model::catalog::{Kind, Parameter};
use crate::model::{ComponentId, Document, FaultKind, LinkId};

/// Why an edit is refused. The texts for the page stand under `canvas-error-KEY`.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum EditError {
    /// No component has this id.
    #[error("there is no component {}", .0.0)]
    NoSuchComponent(ComponentId),
    /// No link has this id.
    #[error("there is no link {}", .0.0)]
    NoSuchLink(LinkId),
    /// Components of these kinds cannot be connected this way.
    #[error("a {} does not call a {}", .from.spec().key, .to.spec().key)]
    CannotConnect {
        /// Kind of the caller.
        from: Kind,
        /// Kind of the called.
        to: Kind,
    },
    /// A component cannot call itself.
    #[error("a component does not call itself")]
    SameEnds,
    /// The two are connected this way already.
    #[error("{} and {} are connected already", .0.0, .1.0)]
    AlreadyConnected(ComponentId, ComponentId),
    /// The kind or role has no such parameter.
    #[error("there is no parameter {} here", .0.key())]
    NoSuchParameter(Parameter),
    /// The value is of the wrong sort or out of range.
    #[error("this value of {} is not allowed", .0.key())]
    OutOfRange(Parameter),
    /// The preset belongs to another kind.
    #[error("this product is no {}", .0.spec().key)]
    ProductOfAnotherKind(Kind),
    /// The component does not hold others, or not this one.
    #[error("component {} cannot stand in component {}", .inner.0, .outer.0)]
    CannotContain {
        /// What should stand inside.
        inner: ComponentId,
        /// What should hold it.
        outer: ComponentId,
    },
    /// Only containers have a size of their own.
    #[error("component {} has a fixed size", .0.0)]
    FixedSize(ComponentId),
    /// A position, size or number of users that is no number in range.
    #[error("not a usable number")]
    NotUsable,
    /// The place cannot have such a fault.
    #[error("there is no fault {} here", .0.key())]
    NoSuchFault(FaultKind),
    /// This many instances cannot be down.
    #[error("of {instances} instances {down} cannot be down alone")]
    InstancesDown {
        /// How many should be down.
        down: u32,
        /// How many there are.
        instances: u32,
    },
    /// The ladder of machines, or the range of a parameter, ends here.
    #[error("{} is at the end of its range", .0.key())]
    EndOfRange(Parameter),
    /// The document is full.
    #[error("at most {} components", Document::MOST_COMPONENTS)]
    TooManyComponents,
    /// The document is full.
    #[error("at most {} links", Document::MOST_LINKS)]
    TooManyLinks,
    /// The document is full.
    #[error("at most {} steps", Document::MOST_STEPS)]
    TooManySteps,
    /// No step has this number.
    #[error("there is no step {}", .0 + 1)]
    NoSuchStep(usize),
    /// The pasted text is no topology.
    #[error("the text is no topology")]
    NotATopology,
    /// The deed needs something selected.
    #[error("nothing is selected")]
    NothingSelected,
}

impl EditError {
    /// The key of its text, under `canvas-error-KEY`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoSuchComponent(_) | Self::NoSuchLink(_) | Self::NoSuchStep(_) => "gone",
            Self::CannotConnect { .. } => "cannot-connect",
            Self::SameEnds => "same-ends",
            Self::AlreadyConnected(..) => "already-connected",
            Self::NoSuchParameter(_) | Self::OutOfRange(_) | Self::NotUsable => "out-of-range",
            Self::ProductOfAnotherKind(_) => "other-kind",
            Self::CannotContain { .. } => "cannot-contain",
            Self::FixedSize(_) => "fixed-size",
            Self::NoSuchFault(_) => "no-such-fault",
            Self::InstancesDown { .. } => "instances-down",
            Self::EndOfRange(_) => "end-of-range",
            Self::TooManyComponents | Self::TooManyLinks => "too-many",
            Self::TooManySteps => "too-many-steps",
            Self::NotATopology => "not-a-topology",
            Self::NothingSelected => "nothing-selected",
        }
    }

    /// One of each, for the test that each has its text.
    pub const KEYS: &'static [&'static str] = &[
        "gone",
        "cannot-connect",
        "same-ends",
        "already-connected",
        "out-of-range",
        "other-kind",
        "cannot-contain",
        "fixed-size",
        "no-such-fault",
        "instances-down",
        "end-of-range",
        "too-many",
        "too-many-steps",
        "not-a-topology",
        "nothing-selected",
    ];
}
