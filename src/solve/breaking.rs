//! Where a topology gives way as users grow.
//!
//! Load is followed without refusing anything, so that the utilization of whatever works is close to proportional to
//! users, and the point at which the first one is full is found in a few passes. Held workers and connections may be
//! scarce before that, when their holders wait for long: the whole network is solved just below, and only if requests
//! are refused there already, the point is searched for between.

use super::BreakingPoint;
use super::network::Network;
use super::report::{FULL, fullest};
use crate::model::Document;
use crate::plan::Plan;

/// Share of requests refused that counts as giving way.
const NOTICEABLE: f64 = 0.001;

/// The users at which the first resource is full or refuses requests; `None` beyond [`Document::MOST_USERS`].
pub(super) async fn breaking_point(plan: &Plan) -> Option<BreakingPoint> {
    if plan.sources.iter().all(|source| source.rate_per_user <= 0.0) {
        return None;
    }
    let (users, station) = first_full(plan);
    let below = users.min(Document::MOST_USERS) * 0.97;
    if refused_share(&Network::solved_once(plan, below).await) > NOTICEABLE {
        return Some(first_refusing(plan, below).await);
    }
    if users > Document::MOST_USERS {
        return None;
    }
    station.map(|station| at(plan, users.max(1.0), station))
}

fn at(plan: &Plan, users: f64, station: usize) -> BreakingPoint {
    let station = &plan.stations[station];
    BreakingPoint { users, component: plan.components[station.component].id, resource: station.resource }
}

/// Users at which the first station is fully used, and which one it is.
fn first_full(plan: &Plan) -> (f64, Option<usize>) {
    let mut users = 1_000.0;
    let mut found = None;
    for _ in 0..24 {
        let network = Network::unlimited(plan, users);
        let demands = (0..plan.stations.len()).map(|station| (network.demand(station), station));
        let Some((demand, station)) = demands.max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
        if demand <= 0.0 {
            return (f64::INFINITY, None);
        }
        found = Some(station);
        if (demand - 1.0).abs() < 1e-7 {
            break;
        }
        users = (users / demand).clamp(1e-6, 1e15);
    }
    (users, found)
}

fn refused_share(network: &Network<'_>) -> f64 {
    let plan = network.plan;
    let refused: f64 = (0..plan.stations.len()).map(|station| network.refused_per_s(station)).sum();
    let offered: f64 = plan.sources.iter().map(|source| source.rate(network.users)).sum();
    if offered > 0.0 { refused / offered } else { 0.0 }
}

/// The users at which requests begin to be refused, by bisection over factors, and what refuses them or is full.
async fn first_refusing(plan: &Plan, above: f64) -> BreakingPoint {
    let (mut low, mut high) = (0.0_f64, above.ln());
    for _ in 0..14 {
        let middle = f64::midpoint(low, high);
        let refused = refused_share(&Network::solved_once(plan, middle.exp()).await);
        if refused > NOTICEABLE { high = middle } else { low = middle }
    }
    let network = Network::solved_once(plan, high.exp()).await;
    let most = (0..plan.stations.len()).max_by(|&a, &b| network.refused_per_s(a).total_cmp(&network.refused_per_s(b)));
    let working = fullest(&network, false).filter(|(utilization, _)| *utilization > FULL).map(|(_, station)| station);
    at(plan, high.exp(), working.or(most).unwrap_or_default())
}
