//! The plan: a queueing network compiled from the drawing, which the solvers read and nothing else.
//!
//! Plain values in flat arenas. Indices are positions: a component's entries, nodes and stations are contiguous, and
//! whatever calls stands after what it calls. So a loop from the front goes from answers to questions (response
//! times), a loop from the back from questions to answers (rates), and neither needs recursion or a look-up.
//!
//! Nothing in a plan depends on the position of the users slider, and nothing refers to the drawing except the ids of
//! components and links, for reporting.

mod class;
mod compile;
mod popularity;
mod reason;
mod service;

use std::cell::OnceCell;
use std::ops::Range;

use crate::model::catalog::Kind;
use crate::model::{ComponentId, Diagnostic, LinkId};

pub use class::Class;
pub use compile::compile;
pub use popularity::{Ranks, zipf};
pub use reason::{BreakingPoint, Reason, Resource};
pub use service::{Service, Shape};

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
    /// Children of sequences (probability 1) and of choices.
    pub branches: Vec<Branch>,
    /// Everything with a hit ratio.
    pub caches: Vec<Cache>,
    /// Where requests come from.
    pub sources: Vec<Source>,
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
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedLink {
    /// Its id in the document.
    pub id: LinkId,
    /// Bytes that an answer to a static request, a read and a write carries back over it.
    pub bytes: [f64; 3],
}

/// Servers with one queue, in some equal copies; an arrival goes to one copy at random.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Position of its component.
    pub component: usize,
    /// What it stands for.
    pub resource: Resource,
    /// Servers of one copy.
    pub servers: f64,
    /// Copies that are up.
    pub copies: f64,
    /// Most that may wait at one copy; a further one is refused.
    pub queue_limit: f64,
    /// Most that can be at one copy at a time, because whoever calls holds something limited.
    /// Infinite where the callers are open.
    pub population: f64,
    /// Squared coefficient of variation of the times between arrivals: 1 for Poisson arrivals.
    pub arrivals_scv: f64,
    /// Whether its servers are held during other work ([`Node::Hold`]) and do no work of their own.
    pub held: bool,
    /// In what order it serves.
    pub discipline: Discipline,
}

/// In what order a station serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    /// First in, first out.
    Fifo,
}

/// What one component does with a request of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position of its component.
    pub component: usize,
    /// The class of the user's request.
    pub class: Class,
    /// Its nodes; the last is the root.
    pub nodes: Range<usize>,
}

impl Entry {
    /// Position of the node that a call begins with.
    pub const fn root(&self) -> usize {
        self.nodes.end - 1
    }
}

/// A step of a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Is answered at once.
    Nothing,
    /// Waits for a server of the station and keeps it busy for one service time.
    Work {
        /// Position of the station.
        station: usize,
        /// How long.
        service: Service,
    },
    /// Takes a fixed time and nothing else, seconds.
    Delay(f64),
    /// One child after the other; the request fails with the first that fails.
    Sequence(Range<usize>),
    /// One of the children, with their probabilities (which add up to 1).
    Choose(Range<usize>),
    /// The body, so many times in turn on average: the whole part always, one more with the probability of the rest.
    Repeat {
        /// Mean number of times.
        times: f64,
        /// Position of the body.
        body: usize,
    },
    /// A call that is waited for.
    Call {
        /// Position of the entry.
        entry: usize,
        /// Position of the link that it goes over.
        link: Option<usize>,
    },
    /// Looks up a cache: one child if the object is there, the other if not.
    Lookup {
        /// Position of the cache.
        cache: usize,
        /// Position of what follows a hit.
        hit: usize,
        /// Position of what follows a miss.
        miss: usize,
    },
    /// Waits for a server of the station and holds it during the body.
    Hold {
        /// Position of the station.
        station: usize,
        /// Position of the body.
        body: usize,
    },
    /// Is not answered.
    Fail {
        /// Position of the component that gives the reason.
        component: usize,
        /// Why.
        reason: Reason,
    },
}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch {
    /// Probability that it is taken.
    pub probability: f64,
    /// Position of the child.
    pub node: usize,
}

/// A hit ratio, typed in or computed from popularity.
#[derive(Clone, Debug, PartialEq)]
pub struct Cache {
    /// Position of its component.
    pub component: usize,
    /// The hit ratio if it is typed in.
    pub typed: Option<f64>,
    /// Number of different objects.
    pub objects: f64,
    /// Objects that fit.
    pub capacity: f64,
    /// Time to live from when it is stored, seconds; infinite: never expires.
    pub ttl_s: f64,
    /// What gives way when it is full.
    pub eviction: Eviction,
    /// The objects' popularity: groups of ranks with the probability of one object of the group.
    pub popularity: Vec<Ranks>,
}

/// What a full cache gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eviction {
    /// What was used least recently.
    LeastRecentlyUsed,
    /// What was stored first.
    FirstIn,
    /// What is used least often, with perfect knowledge.
    LeastFrequentlyUsed,
}

/// One class of one Users component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Position of the entry that its requests start with.
    pub entry: usize,
    /// The class.
    pub class: Class,
    /// Requests per second and user on the slider.
    pub rate_per_user: f64,
    /// Requests per second whatever the slider says.
    pub fixed_rate: f64,
}

impl Source {
    /// Requests per second at so many users.
    pub fn rate(&self, users: f64) -> f64 {
        self.fixed_rate + self.rate_per_user * users
    }
}
