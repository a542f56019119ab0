//! What is incomplete or senseless in a topology, as data. The texts are in the message catalogue.
//! A diagnostic never stops the computation: the rest of the topology is still computed.

use super::{ComponentId, LinkId};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Hint,
    /// The figures stand, but the drawing probably does not mean what its author thinks.
    Warning,
    /// The part named is left out of the computation.
    Error,
}

/// What the diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The whole document.
    Document,
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
}

impl From<ComponentId> for Subject {
    fn from(id: ComponentId) -> Self {
        Self::Component(id)
    }
}

impl From<LinkId> for Subject {
    fn from(id: LinkId) -> Self {
        Self::Link(id)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: DiagnosticCode,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub subject: Subject,
}

/// Every finding there is; each has its text, with what to do about it, under `diagnostic-KEY` in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiagnosticCode {
    /// There is no Users component, so nothing is asked.
    NoUsers,
    /// A Users component has no link to anything that answers.
    UsersReachNothing,
    /// Nothing calls this component.
    Unreachable,
    /// Write requests arrive at a read replica.
    WriteToReplica,
    /// A class of request arrives and nothing behind can answer it.
    ClassWithoutTarget,
    /// Synchronous calls form a loop.
    SynchronousLoop,
    /// Balancer, CDN or DNS without anything behind it.
    NothingBehind,
    /// A cache without a store to fall back on.
    CacheWithoutStore,
    /// A replica that no primary replicates to.
    ReplicaWithoutPrimary,
    /// The primary is down, and this copy has taken its place.
    Promoted,
    /// A quorum asks for more answers than there are copies.
    QuorumBeyondCopies,
    /// More copies than nodes to keep them.
    CopiesBeyondNodes,
    /// Some nodes keep no data.
    NodesWithoutData,
    /// Sessions are said to live in a store, and none is linked.
    SessionsWithoutStore,
    /// A session store is linked, and sessions live elsewhere.
    SessionStoreUnused,
    /// A queue, publish-subscribe or event router that nobody takes messages from.
    QueueWithoutConsumer,
    /// More cores than the largest machine has.
    MachineBeyondLadder,
    /// Owned machines that are meant to follow the load.
    AutoscalingOnPremises,
    /// Instances that are meant to follow the load, and nothing tells how full they are.
    AutoscalingWithoutMetrics,
    /// A balancer on connections that is meant to send requests again.
    RetryOnLayer4,
    /// A fault that has no steady state.
    OnlyInRuns,
    /// A balancer that chooses by how busy its targets are, and targets of which some are quicker than others.
    UnlikeTargets,
}

impl DiagnosticCode {
    /// Every code, for the test that each has its text.
    pub const ALL: &'static [Self] = &[
        Self::NoUsers,
        Self::UsersReachNothing,
        Self::Unreachable,
        Self::WriteToReplica,
        Self::ClassWithoutTarget,
        Self::SynchronousLoop,
        Self::NothingBehind,
        Self::CacheWithoutStore,
        Self::ReplicaWithoutPrimary,
        Self::Promoted,
        Self::QuorumBeyondCopies,
        Self::CopiesBeyondNodes,
        Self::NodesWithoutData,
        Self::SessionsWithoutStore,
        Self::SessionStoreUnused,
        Self::QueueWithoutConsumer,
        Self::MachineBeyondLadder,
        Self::AutoscalingOnPremises,
        Self::AutoscalingWithoutMetrics,
        Self::RetryOnLayer4,
        Self::OnlyInRuns,
        Self::UnlikeTargets,
    ];

    /// The key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoUsers => "no-users",
            Self::UsersReachNothing => "users-reach-nothing",
            Self::Unreachable => "unreachable",
            Self::WriteToReplica => "write-to-replica",
            Self::ClassWithoutTarget => "class-without-target",
            Self::SynchronousLoop => "synchronous-loop",
            Self::NothingBehind => "nothing-behind",
            Self::CacheWithoutStore => "cache-without-store",
            Self::ReplicaWithoutPrimary => "replica-without-primary",
            Self::Promoted => "promoted",
            Self::QuorumBeyondCopies => "quorum-beyond-copies",
            Self::CopiesBeyondNodes => "copies-beyond-nodes",
            Self::NodesWithoutData => "nodes-without-data",
            Self::SessionsWithoutStore => "sessions-without-store",
            Self::SessionStoreUnused => "session-store-unused",
            Self::QueueWithoutConsumer => "queue-without-consumer",
            Self::MachineBeyondLadder => "machine-beyond-ladder",
            Self::AutoscalingOnPremises => "autoscaling-on-premises",
            Self::AutoscalingWithoutMetrics => "autoscaling-without-metrics",
            Self::RetryOnLayer4 => "retry-on-layer-4",
            Self::OnlyInRuns => "only-in-runs",
            Self::UnlikeTargets => "unlike-targets",
        }
    }
}
