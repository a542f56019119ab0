//! The plan: a queueing network compiled from the drawing, which the solvers read and nothing else.
//!
//! Plain values in flat arenas. Indices are positions: a component's entries, nodes and stations are contiguous, and
//! whatever waits for a call stands after what it calls. So a loop from the front goes from answers to questions
//! (response times), a loop from the back from questions to answers (rates), and neither needs recursion or a look-up.
//! What nobody waits for goes through a [`Job`], which may also lead to a caller: a ring of messages is no loop of calls.
//!
//! Nothing in a plan depends on the position of the users slider, and nothing refers to the drawing except the ids of
//! components and links, for reporting.

mod cache;
mod class;
mod compile;
mod failure;
mod policy;
mod popularity;
mod program;
mod reason;
mod service;
mod session;
mod source;
mod station;

use std::cell::OnceCell;
use std::ops::Range;

use crate::model::catalog::Kind;
use crate::model::{ComponentId, Diagnostic, LinkId};

pub use cache::{Cache, Eviction, Staleness, Window};
pub use class::Class;
pub use compile::{Strike, Strikes, compile, compile_struck};
pub use failure::{Failing, FailoverGroup, Failures, Lifetime, Need, Place, Unnoticed};
pub use policy::{Backoff, Breaker, CallPolicy};
pub use popularity::{Ranks, zipf};
pub use program::{Branch, Entry, Node};
pub use reason::{BreakingPoint, Reason, Resource};
pub use service::{Service, Shape};
pub use session::{Keeper, Sessions};
pub use source::{Closed, Job, Source};
pub use station::{Arrivals, Background, Discipline, Scaling, Station};

/// A queueing network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The components that it models, callees before callers.
    pub components: Vec<Planned>,
    /// What requests wait for.
    pub stations: Vec<Station>,
    /// What components do with a request of one class.
    pub entries: Vec<Entry>,
    /// The steps of all entries; children stand before their parent.
    pub nodes: Vec<Node>,
    /// Children of sequences (probability 1), of choices, and of what is done at once (how many of each).
    pub branches: Vec<Branch>,
    /// Everything with a hit ratio.
    pub caches: Vec<Cache>,
    /// Where an old value may be read.
    pub staleness: Vec<Staleness>,
    /// Sessions that are lost with the server that they stand on.
    pub sessions: Vec<Sessions>,
    /// What is started and not waited for.
    pub jobs: Vec<Job>,
    /// Time limits and further attempts of calls.
    pub policies: Vec<CallPolicy>,
    /// Circuit breakers.
    pub breakers: Vec<Breaker>,
    /// Work that no request causes.
    pub background: Vec<Background>,
    /// Where requests come from.
    pub sources: Vec<Source>,
    /// How components fail by themselves.
    pub failures: Failures,
    /// The links that carry requests.
    pub links: Vec<PlannedLink>,
    /// What is incomplete or senseless in the drawing.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it gives way, kept by the solver when it has found out: the same at every load.
    pub breaking_point: OnceCell<Option<BreakingPoint>>,
}

/// One component.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Its id in the document.
    pub id: ComponentId,
    /// Its kind.
    pub kind: Kind,
    /// Its entries.
    pub entries: Range<usize>,
    /// Its stations.
    pub stations: Range<usize>,
    /// The nodes of its entries.
    pub nodes: Range<usize>,
    /// Position of its cache.
    pub cache: Option<usize>,
    /// Share of its data that moves when one shard is added; `None`: it has no shards.
    pub moved_share: Option<f64>,
    /// How its instances follow the load; `None`: they do not.
    pub scaling: Option<Scaling>,
    /// Instances that are up as it is drawn.
    pub instances: f64,
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedLink {
    /// Its id in the document.
    pub id: LinkId,
    /// Bytes that it carries per request of each class, in the order of [`Class::ALL`]: the answer, or a message.
    pub bytes: [f64; 4],
}
