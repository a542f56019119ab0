//! About how many requests begin each step of a plan, with nothing refused, tried again or timed out: enough to say how
//! many events a run will have, and how caches stand before it. The figures of a run come from the run alone.

use crate::plan::{Cache, Node, Plan, Planned, Resource, Source};

/// Requests per second that begin each node, about.
pub(super) fn visits(plan: &Plan, users: f64) -> Vec<f64> {
    of_sources(plan, users, |_| true)
}

/// Those of one Users component's requests that begin each node, per second, about.
pub(super) fn visits_from(plan: &Plan, users: f64, component: usize) -> Vec<f64> {
    of_sources(plan, users, |source| source.component == component)
}

fn of_sources(plan: &Plan, users: f64, counts: impl Fn(&Source) -> bool) -> Vec<f64> {
    let mut rates = vec![0.0; plan.nodes.len()];
    for source in plan.sources.iter().filter(|source| counts(source)) {
        // A user who thinks sends once per thinking time at most.
        let rate = source
            .closed
            .map_or_else(|| source.rate(users), |closed| closed.users * closed.share / closed.think_s.max(0.01));
        rates[plan.entries[source.entry].root()] += rate;
    }
    let jobs = started(plan, &mut rates);
    for (job, rate) in jobs.into_iter().enumerate() {
        if plan.jobs[job].feedback {
            rates[plan.entries[plan.jobs[job].entry].root()] += rate;
        }
    }
    rates
}

/// Goes down the plan once; the rates of the jobs that close a ring.
fn started(plan: &Plan, rates: &mut [f64]) -> Vec<f64> {
    let mut jobs = vec![0.0; plan.jobs.len()];
    for position in (0..plan.nodes.len()).rev() {
        let rate = rates[position];
        if rate <= 0.0 {
            continue;
        }
        match &plan.nodes[position] {
            // The probabilities of a sequence are 1.
            Node::Sequence(children) | Node::Choose(children) | Node::Parallel { children, .. } => {
                for child in &plan.branches[children.clone()] {
                    rates[child.node] += rate * child.probability;
                }
            }
            Node::Repeat { times, body } => rates[*body] += rate * times,
            Node::Call { entry, .. } => rates[plan.entries[*entry].root()] += rate,
            Node::Lookup { cache, hit, miss } => {
                let ratio = about(&plan.caches[*cache]);
                rates[*hit] += rate * ratio;
                rates[*miss] += rate * (1.0 - ratio);
            }
            Node::Hold { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => rates[*body] += rate,
            Node::Spawn { job } => {
                jobs[*job] += rate;
                if !plan.jobs[*job].feedback {
                    rates[plan.entries[plan.jobs[*job].entry].root()] += rate;
                }
            }
            Node::Nothing | Node::Work { .. } | Node::Delay(_) | Node::Stale { .. } | Node::Fail { .. } => {}
        }
    }
    jobs
}

/// A hit ratio that is not far from the truth: the share of requests for what would fit, most popular first.
pub(super) fn about(cache: &Cache) -> f64 {
    if let Some(ratio) = cache.typed {
        return ratio;
    }
    let mut room = cache.capacity;
    let mut ratio = 0.0;
    for group in cache.popularity.iter() {
        let held = group.count.min(room.max(0.0));
        ratio += held * group.probability;
        room -= held;
    }
    ratio.clamp(0.0, 1.0)
}

/// Events per simulated second, about.
pub(super) fn events_per_s(plan: &Plan, users: f64) -> f64 {
    let rates = visits(plan, users);
    let steps = plan.nodes.iter().zip(&rates).map(|(node, rate)| match node {
        Node::Work { .. } | Node::Delay(_) => *rate,
        Node::Attempt { .. } => 0.1 * rate,
        _ => 0.0,
    });
    let sent: f64 = plan.sources.iter().map(|source| rates[plan.entries[source.entry].root()]).sum();
    let itself = plan.background.iter().map(|work| 2.0 * work.rate_per_s * plan.stations[work.station].copies);
    sent + steps.sum::<f64>() + itself.sum::<f64>()
}

/// Instances of each component that its fullest kind of resource keeps busy, about; 0 where none follows the load.
pub(super) fn busy_instances(plan: &Plan, users: f64) -> Vec<f64> {
    let rates = visits(plan, users);
    let mut work_s = vec![0.0; plan.stations.len()];
    for (node, rate) in plan.nodes.iter().zip(&rates) {
        if let Node::Work { station, service } = node {
            work_s[*station] += rate * service.mean_s;
        }
    }
    for work in &plan.background {
        work_s[work.station] += work.rate_per_s * work.service.mean_s * plan.stations[work.station].copies;
    }
    let busy = |part: &Planned| {
        let Some(scaling) = part.scaling else { return 0.0 };
        let mut sums: Vec<(Resource, f64)> = Vec::new();
        for station in part.stations.clone().filter(|&station| !plan.stations[station].held) {
            let own = &plan.stations[station];
            let each = if own.pooled { own.servers / scaling.drawn.max(1.0) } else { own.servers };
            let instances = work_s[station] / each;
            match sums.iter_mut().find(|(resource, _)| *resource == own.resource) {
                Some((_, sum)) => *sum += instances,
                None => sums.push((own.resource, instances)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).fold(0.0, f64::max)
    };
    plan.components.iter().map(busy).collect()
}
