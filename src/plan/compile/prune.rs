//! Leaves out of the plan what no request can get to: answers to classes that nobody asks for, steps that turned out to
//! do nothing. Everything keeps its order.

use super::super::{Branch, Entry, Node, Plan};

/// New positions by old ones; `None`: left out.
type Moved = Vec<Option<usize>>;

/// Removes what is not reached from the sources, over calls, jobs, and what may answer in place of others.
pub(super) fn prune(plan: &mut Plan) {
    let reached = reached(plan);
    let nodes = moved(&reached);
    let jobs = moved(&begun(plan, &reached));
    let kept: Vec<bool> = plan.entries.iter().map(|entry| reached[entry.root()]).collect();
    let entries = moved(&kept);
    let mut branches = Vec::with_capacity(plan.branches.len());
    let left = reached.iter().filter(|reached| **reached).count();
    let old = std::mem::replace(&mut plan.nodes, Vec::with_capacity(left));
    for (position, node) in old.into_iter().enumerate() {
        if reached[position] {
            let node = renamed(
                node,
                &plan.branches,
                &mut branches,
                &Positions { nodes: &nodes, entries: &entries, jobs: &jobs },
            );
            plan.nodes.push(node);
        }
    }
    plan.branches = branches;
    rename_entries(plan, &reached, &kept);
    let mut left = jobs.iter();
    plan.jobs.retain(|_| left.next().is_some_and(Option::is_some));
    rename_users(plan, &nodes, &entries);
}

/// New positions of everything that a step names.
struct Positions<'a> {
    nodes: &'a Moved,
    entries: &'a Moved,
    jobs: &'a Moved,
}

/// The jobs that a step which is left begins.
fn begun(plan: &Plan, reached: &[bool]) -> Vec<bool> {
    let mut begun = vec![false; plan.jobs.len()];
    for (node, _) in plan.nodes.iter().zip(reached).filter(|(_, reached)| **reached) {
        if let Node::Spawn { job } = node {
            begun[*job] = true;
        }
    }
    begun
}

/// The nodes that requests or jobs can begin.
fn reached(plan: &Plan) -> Vec<bool> {
    let mut reached = vec![false; plan.nodes.len()];
    let mut replaced = vec![false; plan.nodes.len()];
    plan.failures.alternatives.keys().for_each(|&node| replaced[node] = true);
    let mut open: Vec<usize> = plan.sources.iter().map(|source| plan.entries[source.entry].root()).collect();
    while let Some(node) = open.pop() {
        if std::mem::replace(&mut reached[node], true) {
            continue;
        }
        match &plan.nodes[node] {
            Node::Nothing | Node::Work { .. } | Node::Delay(_) | Node::Fail { .. } | Node::Stale { .. } => {}
            Node::Sequence(children) | Node::Choose(children) | Node::Parallel { children, .. } => {
                open.extend(plan.branches[children.clone()].iter().map(|child| child.node));
            }
            Node::Repeat { body, .. } | Node::Hold { body, .. } | Node::Attempt { body, .. } => open.push(*body),
            Node::Break { body, .. } => open.push(*body),
            Node::Call { entry, .. } => open.push(plan.entries[*entry].root()),
            Node::Lookup { hit, miss, .. } => open.extend([*hit, *miss]),
            Node::Spawn { job } => open.push(plan.entries[plan.jobs[*job].entry].root()),
        }
        if replaced[node]
            && let Some(others) = plan.failures.alternatives.get(&node)
        {
            open.extend(others.iter().map(|&entry| plan.entries[entry].root()));
        }
    }
    reached
}

fn moved(kept: &[bool]) -> Moved {
    let mut next = 0;
    kept.iter()
        .map(|kept| {
            next += usize::from(*kept);
            kept.then(|| next - 1)
        })
        .collect()
}

fn at(moved: &Moved, position: usize) -> usize {
    moved[position].unwrap_or_default()
}

/// Old positions that are still there, by their new ones.
fn still(moved: &Moved, positions: &[usize]) -> Vec<usize> {
    positions.iter().filter_map(|&position| moved[position]).collect()
}

fn renamed(node: Node, old: &[Branch], branches: &mut Vec<Branch>, moved: &Positions<'_>) -> Node {
    let Positions { nodes, entries, jobs } = *moved;
    let mut copied = |children: std::ops::Range<usize>| {
        let start = branches.len();
        branches.extend(old[children].iter().map(|child| Branch { node: at(nodes, child.node), ..*child }));
        start..branches.len()
    };
    match node {
        Node::Sequence(children) => Node::Sequence(copied(children)),
        Node::Choose(children) => Node::Choose(copied(children)),
        Node::Parallel { children, needed } => Node::Parallel { children: copied(children), needed },
        Node::Repeat { times, body } => Node::Repeat { times, body: at(nodes, body) },
        Node::Hold { station, body } => Node::Hold { station, body: at(nodes, body) },
        Node::Attempt { policy, body } => Node::Attempt { policy, body: at(nodes, body) },
        Node::Break { breaker, body } => Node::Break { breaker, body: at(nodes, body) },
        Node::Lookup { cache, hit, miss } => Node::Lookup { cache, hit: at(nodes, hit), miss: at(nodes, miss) },
        Node::Call { entry, link } => Node::Call { entry: at(entries, entry), link },
        Node::Spawn { job } => Node::Spawn { job: at(jobs, job) },
        Node::Nothing | Node::Work { .. } | Node::Delay(_) | Node::Fail { .. } | Node::Stale { .. } => node,
    }
}

/// Entries and components by what is left of their nodes.
fn rename_entries(plan: &mut Plan, reached: &[bool], kept: &[bool]) {
    // Number of nodes and entries that are left before each old position.
    let count = |kept: &[bool]| -> Vec<usize> {
        let mut sum = 0;
        let mut counts = vec![0];
        counts.extend(kept.iter().map(|kept| {
            sum += usize::from(*kept);
            sum
        }));
        counts
    };
    let (nodes, entries) = (count(reached), count(kept));
    let old = std::mem::take(&mut plan.entries);
    let left = old.into_iter().zip(kept).filter(|(_, kept)| **kept);
    plan.entries =
        left.map(|(entry, _)| Entry { nodes: nodes[entry.nodes.start]..nodes[entry.nodes.end], ..entry }).collect();
    for component in &mut plan.components {
        component.nodes = nodes[component.nodes.start]..nodes[component.nodes.end];
        component.entries = entries[component.entries.start]..entries[component.entries.end];
    }
}

/// Whatever else names a node or an entry.
fn rename_users(plan: &mut Plan, nodes: &Moved, entries: &Moved) {
    for source in &mut plan.sources {
        source.entry = at(entries, source.entry);
    }
    for job in &mut plan.jobs {
        job.entry = at(entries, job.entry);
    }
    for cache in &mut plan.caches {
        cache.dropping = still(nodes, &cache.dropping);
    }
    for staleness in &mut plan.staleness {
        staleness.writes = still(nodes, &staleness.writes);
    }
    for sessions in &mut plan.sessions {
        sessions.uses = still(nodes, &sessions.uses);
        sessions.choices = still(nodes, &sessions.choices);
    }
    for component in &mut plan.failures.components {
        component.spared = still(entries, &component.spared);
        component.writing = still(entries, &component.writing);
    }
    let alternatives = std::mem::take(&mut plan.failures.alternatives);
    let left = alternatives.into_iter().filter_map(|(node, others)| Some((nodes[node]?, still(entries, &others))));
    plan.failures.alternatives = left.collect();
    let unnoticed = std::mem::take(&mut plan.failures.unnoticed);
    let left = unnoticed.into_iter().filter_map(|(node, targets)| Some((nodes[node]?, targets)));
    plan.failures.unnoticed = left.collect();
}
