//! What a caller does about slow and failing answers.

/// A time limit and further attempts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CallPolicy {
    /// Position of the component that is called, at which attempts given up are counted.
    pub component: usize,
    /// Time after which an attempt is given up, seconds; infinite: never.
    pub timeout_s: f64,
    /// Attempts after the first.
    pub retries: f64,
    /// Pause before each of them.
    pub backoff: Backoff,
    /// Most further attempts as a share of first attempts, on average; infinite: no such budget.
    pub budget: f64,
    /// Whether an attempt that is given up stops working for nobody. Where not, it is worked off to its end.
    pub cancels: bool,
}

/// The pause before a further attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Backoff {
    /// Always the same, seconds.
    Fixed(f64),
    /// Uniform between 0 and this many seconds times 2 per attempt before ("full jitter").
    Jitter(f64),
}

/// A circuit breaker: lets so many calls through that no greater share of them fails than the threshold, and at least
/// [`Breaker::PROBES`] of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breaker {
    /// Position of the component that it protects.
    pub component: usize,
    /// Share of failures at which it opens.
    pub threshold: f64,
}

impl Breaker {
    /// Share of calls that an open breaker lets through to find out whether the other side is back.
    pub const PROBES: f64 = 0.01;
}
