//! Plans written by hand: one component with whatever stations and steps a test wants, and a fixed number of users who
//! do not think, so that with fixed times every run is known beforehand.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

use scaleground::model::ComponentId;
use scaleground::model::catalog::Kind;
use scaleground::plan::{
    Arrivals, Branch, Class, Closed, Discipline, Entry, Node, Plan, Planned, Resource, Service, Source, Station,
};

/// A plan in the making; nodes are added children first.
pub struct Hand {
    pub plan: Plan,
}

impl Hand {
    pub fn new() -> Self {
        Self { plan: Plan::default() }
    }

    pub fn station(&mut self, servers: f64, queue_limit: f64) -> usize {
        self.plan.stations.push(Station {
            component: 0,
            resource: Resource::Cores,
            servers,
            copies: 1.0,
            pooled: false,
            queue_limit,
            population: f64::INFINITY,
            arrivals: Arrivals::Random,
            patience_s: f64::INFINITY,
            keeps: false,
            nested: false,
            held: false,
            discipline: Discipline::Fifo,
        });
        self.plan.stations.len() - 1
    }

    pub fn push(&mut self, node: Node) -> usize {
        self.plan.nodes.push(node);
        self.plan.nodes.len() - 1
    }

    pub fn fixed(&mut self, station: usize, seconds: f64) -> usize {
        self.push(Node::Work { station, service: Service::fixed(seconds) })
    }

    pub fn branches(&mut self, children: &[(f64, usize)]) -> std::ops::Range<usize> {
        let start = self.plan.branches.len();
        self.plan.branches.extend(children.iter().map(|&(probability, node)| Branch { probability, node }));
        start..self.plan.branches.len()
    }

    pub fn sequence(&mut self, children: &[usize]) -> usize {
        let weighted: Vec<(f64, usize)> = children.iter().map(|&child| (1.0, child)).collect();
        let children = self.branches(&weighted);
        self.push(Node::Sequence(children))
    }

    /// The plan with so many users who do not think; the last node is what a request does.
    pub fn finish(self, users: f64) -> Plan {
        self.thinking(users, 0.0)
    }

    pub fn thinking(mut self, users: f64, think_s: f64) -> Plan {
        let nodes = 0..self.plan.nodes.len();
        self.plan.entries.push(Entry { component: 0, class: Class::Read, side: false, nodes: nodes.clone() });
        self.plan.components.push(Planned {
            id: ComponentId(1),
            kind: Kind::Users,
            entries: 0..1,
            stations: 0..self.plan.stations.len(),
            nodes,
            cache: (!self.plan.caches.is_empty()).then_some(0),
            moved_share: None,
            scaling: None,
            instances: 1.0,
        });
        let closed = Some(Closed { users, think_s, share: 1.0 });
        self.plan.sources.push(Source {
            component: 0,
            entry: 0,
            class: Class::Read,
            rate_per_user: 0.0,
            rate_of_one: 0.0,
            fixed_rate: 0.0,
            closed,
        });
        self.plan
    }
}
