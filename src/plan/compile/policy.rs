//! What callers do about slow and failing answers, and calls that nobody waits for.
//!
//! Around a call stand, from within: the round trip and the call; the time limit with further attempts; the circuit
//! breaker, which so judges a call by its last attempt; as many calls as the link says, one after the other; the share
//! of requests that make them.

use super::drawing::Edge;
use super::{Compiler, Started};
use crate::model::catalog::{Parameter, Role};
use crate::model::{Choice, DiagnosticCode, Severity, Subject};
use crate::plan::{Backoff, Breaker, CallPolicy, Node, Reason};

/// Further attempts of users whose connection names no number.
const USERS_RETRIES: f64 = 3.0;

/// Pause of users before a further attempt where their connection names none, seconds.
const USERS_BACKOFF_S: f64 = 1.0;

impl Compiler<'_> {
    /// A call over `edge` to an entry, as often and as patiently as the link says. `latency_s` is the link's own round
    /// trip; that between the regions of its ends is added.
    pub(super) fn call(&mut self, edge: usize, entry: usize, latency_s: f64) -> usize {
        let once = self.once(edge, entry, latency_s + self.distance(edge));
        let repeated = self.repeat(self.edge(edge).calls(), once);
        self.maybe(self.edge(edge).share(), repeated)
    }

    /// One of the calls over `edge`, with its attempts and its breaker. `round_trip_s` is all of the way.
    pub(super) fn once(&mut self, edge: usize, entry: usize, round_trip_s: f64) -> usize {
        let policy = self.link_policy(edge);
        let attempted = self.attempt(edge, entry, round_trip_s, policy);
        if !self.edge(edge).flag(Parameter::Breaker) {
            return attempted;
        }
        let threshold = self.edge(edge).number(Parameter::BreakerThreshold);
        let component = self.position[self.edge(edge).to].unwrap_or_default();
        self.plan.breakers.push(Breaker { component, threshold });
        self.push(Node::Break { breaker: self.plan.breakers.len() - 1, body: attempted })
    }

    /// A call under a policy, if there is one.
    pub(super) fn attempt(
        &mut self,
        edge: usize,
        entry: usize,
        round_trip_s: f64,
        policy: Option<CallPolicy>,
    ) -> usize {
        let link = Some(self.link(edge));
        if let Some(policy) = policy.filter(|policy| policy.cancels) {
            self.cancel_in_line(policy);
        }
        let latency = self.delay(round_trip_s + self.held_up(edge));
        let call = self.push(Node::Call { entry, link });
        let body = self.sequence(&[latency, call]);
        self.unchecked(call, edge);
        let body = self.unless_lost(edge, body);
        let body = self.over(edge, body, policy.as_ref());
        self.attempts(policy, body)
    }

    /// What is sent over `edge` fails where it meets an instance that is lost and not yet known to be.
    fn unless_lost(&mut self, edge: usize, sent: usize) -> usize {
        let lost = self.unnoticed_instances(edge);
        if lost <= 0.0 {
            return sent;
        }
        let to = self.edge(edge).to;
        let failure = self.fail(to, Reason::Down);
        self.choose(to, &[(lost, failure), (self.part(to).instances, sent)])
    }

    /// A call that is given up and cancelled while it still waits for a worker or a connection leaves the line.
    fn cancel_in_line(&mut self, policy: CallPolicy) {
        let stations = self.plan.components[policy.component].stations.clone();
        for station in self.plan.stations[stations].iter_mut().filter(|station| station.held) {
            station.patience_s = station.patience_s.min(policy.timeout_s);
        }
    }

    /// The body under a policy, if there is one.
    pub(super) fn attempts(&mut self, policy: Option<CallPolicy>, body: usize) -> usize {
        let Some(policy) = policy else { return body };
        self.plan.policies.push(policy);
        self.push(Node::Attempt { policy: self.plan.policies.len() - 1, body })
    }

    /// What a program does with failing calls over `edge`. A balancer on connections cannot send a request again.
    fn link_policy(&mut self, edge: usize) -> Option<CallPolicy> {
        let mut retries = self.edge(edge).number(Parameter::Retries);
        if retries > 0.0 && self.on_connections(self.edge(edge)) {
            let subject = Subject::Link(self.edge(edge).id);
            self.drawing.report(DiagnosticCode::RetryOnLayer4, Severity::Warning, subject);
            retries = 0.0;
        }
        let backoff = Backoff::Fixed(self.edge(edge).number(Parameter::Backoff));
        self.policy(edge, retries, backoff, f64::INFINITY)
    }

    fn on_connections(&self, edge: &Edge<'_>) -> bool {
        edge.role == Role::Forward && self.drawing.parts[edge.from].layer_4()
    }

    /// What users do with failing requests over `edge`: the connection says how often and after what pause, they
    /// themselves in what manner. A retry budget pauses as exponential retries do.
    pub(super) fn users_policy(&self, users: usize, edge: usize) -> Option<CallPolicy> {
        let or = |parameter, otherwise| {
            let number = self.edge(edge).number(parameter);
            if number > 0.0 { number } else { otherwise }
        };
        let people = self.part(users).component;
        let (retries, pause) = (or(Parameter::Retries, USERS_RETRIES), or(Parameter::Backoff, USERS_BACKOFF_S));
        let unlimited = f64::INFINITY;
        match people.choice(Parameter::RetryPolicy) {
            Some(Choice::FixedDelay) => self.policy(edge, retries, Backoff::Fixed(pause), unlimited),
            Some(Choice::ExponentialJitter) => self.policy(edge, retries, Backoff::Jitter(pause), unlimited),
            Some(Choice::RetryBudget) => {
                self.policy(edge, retries, Backoff::Jitter(pause), people.number(Parameter::RetryBudget))
            }
            _ => self.policy(edge, 0.0, Backoff::Fixed(0.0), unlimited),
        }
    }

    /// `None` where an answer is waited for as long as it takes, and asked for once.
    fn policy(&self, edge: usize, retries: f64, backoff: Backoff, budget: f64) -> Option<CallPolicy> {
        let edge = self.edge(edge);
        let timeout = edge.number(Parameter::Timeout);
        (timeout > 0.0 || retries > 0.0).then(|| CallPolicy {
            component: self.position[edge.to].unwrap_or_default(),
            timeout_s: if timeout > 0.0 { timeout } else { f64::INFINITY },
            retries,
            backoff,
            budget,
            cancels: edge.flag(Parameter::Cancels),
        })
    }

    /// A call over `edge` for a class to what its target answers with. A
    /// call that is not waited for is only started: its time limit and its retries concern nobody.
    pub(super) fn request(&mut self, edge: usize, class: usize) -> usize {
        let (to, latency) = (self.edge(edge).to, self.edge(edge).number(Parameter::Latency));
        if !self.edge(edge).waits() {
            return self.send(edge, class);
        }
        match self.answers[to][class] {
            Some(entry) => self.call(edge, entry, latency),
            None => self.push(Node::Nothing),
        }
    }

    /// Starts what the target of `edge` does with `class`, as often as the link says, and goes on at once.
    pub(super) fn send(&mut self, edge: usize, class: usize) -> usize {
        if self.edge(edge).way.down {
            return self.push(Node::Nothing);
        }
        let link = self.link(edge);
        let started = self.start_over(Started::Answer(self.edge(edge).to, class), Some(link), false);
        let repeated = self.repeat(self.edge(edge).calls(), started);
        self.maybe(self.edge(edge).share(), repeated)
    }
}
