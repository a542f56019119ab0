//! From the solved network to the figures that are shown.

use std::collections::BTreeMap;

use super::blame::losses;
use super::breaking::breaking_point;
use super::distribution::{Distribution, Terms};
use super::formula::Scratch;
use super::network::Network;
use super::staleness;
use super::{
    Backlog, ClassResult, ComponentResult, GroupResult, LinkResult, Quantiles, Refusal, ResourceResult, Solution,
};
use crate::base::slices::pause;
use crate::plan::{Class, Node, Planned, Reason};

/// Every figure of a solved network.
pub(super) async fn report(network: &Network<'_>) -> Solution {
    let mut scratch = Some(Scratch::default());
    pause().await;
    let mut solution = outline(network, &mut scratch);
    slowest(network, &mut solution.components, scratch.get_or_insert_default()).await;
    let known = &network.plan.breaking_point;
    if known.get().is_none() {
        let found = breaking_point(network.plan).await;
        // Whoever was quicker has found the same.
        let _ = known.set(found);
    }
    solution.breaking_point = known.get().copied().flatten();
    solution
}

/// Rates, uses and losses, and the percentiles over all requests of users that are answered.
pub(super) fn brief(network: &Network<'_>) -> (Solution, Option<Quantiles>) {
    let of_users = |class: &&Class| **class != Class::Job;
    let roots: Beginnings = Class::ALL.iter().filter(of_users).flat_map(|&class| beginnings(network, class)).collect();
    let distribution = Distribution::new(network, &roots, Terms::OF_CLASS, &mut Scratch::default());
    let quantiles = distribution.map(|distribution| {
        let [p50_s, p95_s, p99_s] = distribution.quantiles([0.5, 0.95, 0.99]);
        Quantiles { p50_s, p95_s, p99_s }
    });
    (outline(network, &mut None), quantiles)
}

/// All but what is known of components' percentiles and the breaking point; response times of classes only with a
/// place to work them out in.
fn outline(network: &Network<'_>, scratch: &mut Option<Scratch>) -> Solution {
    let classes = classes(network, scratch);
    let groups = groups(network, scratch);
    let stale = staleness::stale(network);
    let refusals = refusals(network);
    let of_users = || classes.iter().filter(|class| class.class != Class::Job);
    let offered_per_s = total(of_users().map(|class| class.offered_per_s));
    let goodput_per_s = total(of_users().map(|class| class.goodput_per_s));
    let refused = refusals.iter().filter(|refusal| refusal.class != Class::Job && is_refusal(refusal.reason));
    let refused: f64 = refused.map(|refusal| refusal.rate_per_s).sum();
    let mut components: BTreeMap<_, _> =
        network.plan.components.iter().map(|part| (part.id, component(network, part, &refusals))).collect();
    for (component, share) in &stale.by_component {
        if let Some(result) = components.get_mut(&network.plan.components[*component].id) {
            result.stale_share = Some(*share);
        }
    }
    for (component, unapplied) in &stale.unapplied {
        if let Some(result) = components.get_mut(&network.plan.components[*component].id) {
            result.unapplied = Some(*unapplied);
        }
    }
    let converged = network.converged && add_up(&classes, &refusals) && within_capacity(network);
    Solution {
        users: network.users,
        offered_per_s,
        throughput_per_s: (offered_per_s - refused).max(goodput_per_s),
        goodput_per_s,
        classes,
        components,
        links: links(network),
        bottleneck: bottleneck(network),
        breaking_point: None,
        converged,
        diagnostics: network.plan.diagnostics.clone(),
        groups,
        stale_read_share: stale.share_of_reads,
        other: None,
        searched: false,
        bracket: (!converged).then(|| ordered(network.last_goodput)),
        refusals,
    }
}

/// Whether what is offered of each class is answered or lost: elsewhere the search has ended in what is no steady state.
fn add_up(classes: &[ClassResult], refusals: &[Refusal]) -> bool {
    classes.iter().all(|class| {
        let lost = refusals.iter().filter(|refusal| refusal.class == class.class).map(|refusal| refusal.rate_per_s);
        let off = class.goodput_per_s + lost.sum::<f64>() - class.offered_per_s;
        off.abs() <= 1e-8 * class.offered_per_s + 1e-12
    })
}

/// Whether no station does more than it can.
fn within_capacity(network: &Network<'_>) -> bool {
    (0..network.stations.len()).all(|station| network.utilization(station) <= 1.0 + 1e-6)
}

/// Whether the request was turned away for lack of room (and not answered with an error).
fn is_refusal(reason: Reason) -> bool {
    match reason {
        Reason::QueueFull(_) | Reason::Impatient(_) | Reason::BreakerOpen | Reason::StillQueued => true,
        Reason::Down
        | Reason::WriteToReplica
        | Reason::NoTarget
        | Reason::TimedOut
        | Reason::DeadLetter
        | Reason::Undelivered
        | Reason::Unreachable
        | Reason::Faulty
        | Reason::DiskFull => false,
    }
}

/// Where requests of a class begin, with their rates.
type Beginnings = Vec<(usize, f64)>;

fn classes(network: &Network<'_>, scratch: &mut Option<Scratch>) -> Vec<ClassResult> {
    let found =
        Class::ALL.iter().filter_map(|&class| class_result(network, class, &beginnings(network, class), scratch));
    found.collect()
}

/// The same for each Users component, where there are several.
fn groups(network: &Network<'_>, scratch: &mut Option<Scratch>) -> Vec<GroupResult> {
    let mut users: Vec<usize> = network.plan.sources.iter().map(|source| source.component).collect();
    users.sort_by_key(|&component| network.plan.components[component].id);
    users.dedup();
    if users.len() < 2 {
        return Vec::new();
    }
    let group = |component: usize| {
        let of =
            |class: Class| sources(network, class, |position| network.plan.sources[position].component == component);
        let classes =
            Class::ALL.iter().filter_map(|&class| class_result(network, class, &of(class), scratch)).collect();
        GroupResult { users: network.plan.components[component].id, classes }
    };
    users.into_iter().map(group).collect()
}

fn sources(network: &Network<'_>, class: Class, wanted: impl Fn(usize) -> bool) -> Beginnings {
    let plan = network.plan;
    let here = (0..plan.sources.len()).filter(|&position| plan.sources[position].class == class && wanted(position));
    here.map(|position| (plan.entries[plan.sources[position].entry].root(), network.source_rates[position])).collect()
}

/// Jobs begin where they are started, all others at the users.
fn beginnings(network: &Network<'_>, class: Class) -> Beginnings {
    let plan = network.plan;
    if class != Class::Job {
        return sources(network, class, |_| true);
    }
    let mut started: BTreeMap<usize, f64> = BTreeMap::new();
    for (position, node) in plan.nodes.iter().enumerate() {
        if let Node::Spawn { job } = node
            && plan.jobs[*job].counted
        {
            *started.entry(plan.entries[plan.jobs[*job].entry].root()).or_default() += network.rates[position];
        }
    }
    started.into_iter().collect()
}

fn class_result(
    network: &Network<'_>,
    class: Class,
    roots: &Beginnings,
    scratch: &mut Option<Scratch>,
) -> Option<ClassResult> {
    let offered_per_s = total(roots.iter().map(|(_, rate)| *rate));
    if offered_per_s <= 0.0 {
        return None;
    }
    let goodput_per_s: f64 = roots.iter().map(|(root, rate)| rate * network.moments[*root].success).sum();
    let time: f64 = roots.iter().map(|(root, rate)| rate * network.moments[*root].first).sum();
    let distribution = scratch.as_mut().and_then(|scratch| Distribution::new(network, roots, Terms::OF_CLASS, scratch));
    Some(ClassResult {
        class,
        offered_per_s,
        goodput_per_s,
        response: distribution.map(|distribution| distribution.response(time / goodput_per_s)),
    })
}

/// Steps of programs times terms that the percentiles of all components may cost together. A topology of hundreds of
/// components reaches it; the components that are left then have no percentile rather than a doubtful one.
const COMPONENT_WORK: usize = 100_000;

/// The 99th percentile of each component, from the distribution over all that arrives there.
async fn slowest(
    network: &Network<'_>,
    components: &mut BTreeMap<crate::model::ComponentId, ComponentResult>,
    scratch: &mut Scratch,
) {
    let mut left = COMPONENT_WORK;
    for part in &network.plan.components {
        pause().await;
        let entries = &network.plan.entries[part.entries.clone()];
        let roots: Vec<(usize, f64)> = entries
            .iter()
            .filter(|entry| !entry.side)
            .map(|entry| (entry.root(), network.rates[entry.root()]))
            .filter(|(_, rate)| *rate > 0.0)
            .collect();
        if let (false, Some(result)) = (roots.is_empty() || left == 0, components.get_mut(&part.id)) {
            let distribution = Distribution::new(network, &roots, Terms::OF_COMPONENT, scratch);
            left = left.saturating_sub(distribution.as_ref().map_or(0, Distribution::work));
            result.response_p99_s = distribution.map(|distribution| distribution.quantiles([0.99])[0]);
        }
    }
}

fn component(network: &Network<'_>, part: &Planned, refusals: &[Refusal]) -> ComponentResult {
    let requests = network.plan.entries[part.entries.clone()].iter().filter(|entry| !entry.side);
    let roots = requests.map(crate::plan::Entry::root);
    let (mut arrival, mut answered, mut time) = (0.0, 0.0, 0.0);
    for root in roots {
        let (rate, moments) = (network.rates[root], network.moments[root]);
        arrival += rate;
        answered += rate * moments.success;
        time += rate * moments.first;
    }
    let refused = refusals.iter().filter(|refusal| refusal.component == part.id).map(|refusal| refusal.rate_per_s);
    ComponentResult {
        arrival_per_s: arrival,
        throughput_per_s: answered,
        refused_per_s: total(refused),
        response_mean_s: if answered > 0.0 { time / answered } else { 0.0 },
        response_p99_s: None,
        hit_ratio: part.cache.filter(|&cache| network.lookups[cache] > 0.0).map(|cache| network.ratios[cache]),
        instances: running(network, part),
        backlog: backlog(network, part),
        stale_share: None,
        unapplied: None,
        resources: resources(network, part),
    }
}

/// Instances that run.
fn running(network: &Network<'_>, part: &Planned) -> f64 {
    let stations = &network.stations[part.stations.clone()];
    let scaled = part.scaling.and_then(|scaling| {
        let pooled = stations.iter().zip(&network.plan.stations[part.stations.clone()]).find(|(now, _)| now.pooled);
        pooled.map(|(now, drawn)| now.servers / drawn.servers * scaling.drawn)
    });
    // A component may have groups of machines, each with its own stations.
    let of = |resource| {
        stations.iter().filter(move |other| other.resource == resource && !other.pooled).map(|station| station.copies)
    };
    let groups = stations.iter().map(|station| of(station.resource).sum());
    scaled.or(groups.reduce(f64::max)).unwrap_or(1.0)
}

/// What waits where a queue keeps it.
fn backlog(network: &Network<'_>, part: &Planned) -> Option<Backlog> {
    // What keeps without being held is memory, not a line.
    let kept = |station: &usize| network.stations[*station].keeps && network.stations[*station].held;
    let station = part.stations.clone().find(kept)?;
    let (state, load) = (network.states[station], network.loads[station]);
    let growth_per_s = network.refused_per_s(station);
    if growth_per_s > 1e-9 * load.rate {
        return Some(Backlog { messages: f64::INFINITY, growth_per_s, wait_s: f64::INFINITY });
    }
    Some(Backlog { messages: load.rate * state.wait_s, growth_per_s: 0.0, wait_s: state.wait_s })
}

fn ordered((a, b): (f64, f64)) -> (f64, f64) {
    (a.min(b), a.max(b))
}

fn resources(network: &Network<'_>, part: &Planned) -> Vec<ResourceResult> {
    let mut resources: Vec<ResourceResult> = part.stations.clone().map(|station| resource(network, station)).collect();
    resources.sort_by(|a, b| b.utilization.total_cmp(&a.utilization));
    resources
}

fn resource(network: &Network<'_>, position: usize) -> ResourceResult {
    let station = &network.stations[position];
    let state = network.states[position];
    let units = station.servers * station.copies;
    let utilization = network.utilization(position).clamp(0.0, 1.0);
    ResourceResult {
        station: position,
        resource: station.resource,
        units,
        utilization,
        busy: utilization * units,
        served_per_s: network.loads[position].rate * (1.0 - state.loss) * station.copies,
        waiting: state.waiting * station.copies,
        wait_probability: state.wait_probability,
        wait_mean_s: state.wait_s,
        refused_share: state.loss,
    }
}

/// Who lost how many requests, and why.
fn refusals(network: &Network<'_>) -> Vec<Refusal> {
    let refusal = |((component, class, reason), rate_per_s): ((usize, Class, Reason), f64)| Refusal {
        component: network.plan.components[component].id,
        class,
        reason,
        rate_per_s,
    };
    losses(network).into_iter().map(refusal).collect()
}

fn links(network: &Network<'_>) -> BTreeMap<crate::model::LinkId, LinkResult> {
    let plan = network.plan;
    let mut links: Vec<LinkResult> = vec![LinkResult::default(); plan.links.len()];
    for entry in &plan.entries {
        for node in entry.nodes.clone().filter(|&node| network.rates[node] > 0.0) {
            let (class, link, called) = match plan.nodes[node] {
                Node::Call { link: Some(link), entry: called } => (entry.class, link, Some(called)),
                Node::Spawn { job } => match plan.jobs[job].link {
                    Some(link) => (entry.class, link, None),
                    None => continue,
                },
                _ => continue,
            };
            let rate = network.rates[node];
            // A call carries its answer back, if there is one; a message is carried whatever becomes of it.
            let carried = called.map_or(1.0, |called| network.moments[plan.entries[called].root()].success);
            *links[link].rate_per_s.entry(class).or_default() += rate;
            links[link].bytes_per_s += rate * carried * plan.links[link].bytes[place(class)];
        }
    }
    let carrying = plan.links.iter().zip(links).filter(|(_, result)| !result.rate_per_s.is_empty());
    carrying.map(|(link, result)| (link.id, result)).collect()
}

/// Position of a class among [`Class::ALL`].
const fn place(class: Class) -> usize {
    match class {
        Class::Static => 0,
        Class::Read => 1,
        Class::Write => 2,
        Class::Job => 3,
    }
}

/// A resource this full is what holds everything else up, even where held workers are fuller.
pub(super) const FULL: f64 = 0.95;

/// The fullest resource. Workers and connections that are held while something else works are named only where nothing
/// that works itself is full.
fn bottleneck(network: &Network<'_>) -> Option<(crate::model::ComponentId, crate::plan::Resource)> {
    let chosen = match (fullest(network, false), fullest(network, true)) {
        (Some(working), Some(holding)) if working.0 < FULL && holding.0 > working.0 => holding,
        (Some(working), _) => working,
        (None, holding) => holding?,
    };
    let station = &network.plan.stations[chosen.1];
    Some((network.plan.components[station.component].id, station.resource))
}

/// The highest utilization among the stations that are held (or that work themselves), and where.
pub(super) fn fullest(network: &Network<'_>, held: bool) -> Option<(f64, usize)> {
    let stations = (0..network.plan.stations.len()).filter(|&station| network.plan.stations[station].held == held);
    stations
        .map(|station| (network.utilization(station), station))
        .filter(|(utilization, _)| *utilization > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
}

/// The sum, with a plain zero for none (the standard library's sum of nothing is a negative zero).
fn total(rates: impl Iterator<Item = f64>) -> f64 {
    rates.fold(0.0, |sum, rate| sum + rate)
}
