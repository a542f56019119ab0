//! Programs: what a component does with a request.

use std::ops::Range;

use super::class::Class;
use super::reason::Reason;
use super::service::Service;

/// What one component does with a request of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Position of its component.
    pub component: usize,
    /// The class of the user's request.
    pub class: Class,
    /// Whether it is work on the side, such as copying a write, that is no request to its component: it loads stations,
    /// and counts neither as an arrival nor as a refusal.
    pub side: bool,
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
    /// All children at once, each as often as its branch says; answered when so many have answered, failed when so
    /// many no longer can. The others are worked off all the same.
    Parallel {
        /// The children with their numbers.
        children: Range<usize>,
        /// How many answers it takes; a whole number.
        needed: f64,
    },
    /// The body under a time limit, and again after a failure.
    Attempt {
        /// Position of the policy.
        policy: usize,
        /// Position of the body.
        body: usize,
    },
    /// The body, unless a circuit breaker is open.
    Break {
        /// Position of the breaker.
        breaker: usize,
        /// Position of the body.
        body: usize,
    },
    /// Starts a job and goes on at once.
    Spawn {
        /// Position of the job.
        job: usize,
    },
    /// Takes no time; what is read by a request that passes here may be old.
    Stale {
        /// Position of the staleness.
        staleness: usize,
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
    /// Probability that it is taken; under [`Node::Parallel`] how many of it there are.
    pub probability: f64,
    /// Position of the child.
    pub node: usize,
}
