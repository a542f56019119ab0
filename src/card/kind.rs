//! The formulas that the figures of each kind of component rest on, the most telling first.

use super::formula::Formula::{
    self, Autoscaling, Availability, CircuitBreaker, ClosedUsers, Cost, Distances, ExponentialServers, Failover,
    FiniteLine, HeldWorkers, HitRatio, LeastBusy, LimitedCallers, MessageRings, Messages, NameLookup, OneGeneralServer,
    Outage, ParallelCalls, Partitions, Patience, ProcessorSharing, Quorums, RateLimit, Rates, Redelivery, Replication,
    ResponseDistribution, RoundRobin, Sessions, SeveralGeneralServers, Shards, Staleness, TimeLimits, TwoSteadyStates,
};
use crate::model::catalog::Kind;

/// What the figures of a component of this kind come from. What the whole system rests on (rates, losses, the
/// distribution of response times) is named only where it is all there is. A match without wildcard, so that a new kind
/// cannot be forgotten.
pub const fn formulas_of(kind: Kind) -> &'static [Formula] {
    match kind {
        Kind::Users => &[Rates, ClosedUsers, TimeLimits, ResponseDistribution, TwoSteadyStates],
        Kind::Dns => &[NameLookup, Availability],
        Kind::GeoDns => &[NameLookup, Distances, Availability],
        Kind::Cdn => &[HitRatio, RateLimit, Staleness, Distances, Cost],
        Kind::LoadBalancer => &[RateLimit, RoundRobin, LeastBusy, Rates, Availability],
        Kind::SingleServer | Kind::WebServer | Kind::Service => SERVER,
        Kind::Worker => &[Messages, HeldWorkers, Partitions, Redelivery, ExponentialServers, Autoscaling],
        Kind::Cache => &[HitRatio, RateLimit, Staleness],
        Kind::RelationalDatabase => {
            &[HeldWorkers, ExponentialServers, RateLimit, Replication, Failover, LimitedCallers]
        }
        Kind::ReadReplica => &[HeldWorkers, ExponentialServers, RateLimit, Replication, Staleness, Failover],
        Kind::ShardedDatabase => &[Shards, ParallelCalls, HeldWorkers, ExponentialServers, RateLimit],
        Kind::KeyValueStore | Kind::DocumentStore | Kind::ColumnStore | Kind::GraphStore | Kind::SearchEngine => STORE,
        Kind::SessionStore => &[Sessions, RateLimit],
        Kind::ObjectStorage => &[ResponseDistribution, Rates, Cost],
        Kind::MessageQueue => &[Messages, RateLimit, Redelivery, Partitions, Outage],
        Kind::PubSub => &[Messages, RateLimit, MessageRings],
        Kind::EventRouter => &[Messages, RateLimit, Redelivery, MessageRings],
        Kind::Metrics | Kind::Logs => &[Rates, ExponentialServers],
        Kind::DataCentre => &[Distances, Availability],
        Kind::Automation | Kind::Zone => &[Availability],
    }
}

/// What computes with workers and cores, and calls others.
const SERVER: &[Formula] = &[
    HeldWorkers,
    ExponentialServers,
    FiniteLine,
    OneGeneralServer,
    SeveralGeneralServers,
    ProcessorSharing,
    Patience,
    ParallelCalls,
    TimeLimits,
    CircuitBreaker,
    Autoscaling,
    Sessions,
];

/// What keeps single items on several nodes.
const STORE: &[Formula] = &[Quorums, ParallelCalls, ExponentialServers, RateLimit, Staleness, Availability];
