//! The steps that programs are put together from.

use super::Compiler;
use crate::plan::{Branch, Node, Reason, Service};

impl Compiler<'_> {
    pub(super) fn push(&mut self, node: Node) -> usize {
        self.plan.nodes.push(node);
        self.plan.nodes.len() - 1
    }

    pub(super) fn sequence_of(&mut self, children: &[usize]) -> usize {
        let start = self.plan.branches.len();
        self.plan.branches.extend(children.iter().map(|&node| Branch { probability: 1.0, node }));
        self.push(Node::Sequence(start..self.plan.branches.len()))
    }

    /// One after the other; steps that do nothing are left out.
    pub(super) fn sequence(&mut self, children: &[usize]) -> usize {
        let start = self.plan.branches.len();
        let (nodes, branches) = (&self.plan.nodes, &mut self.plan.branches);
        let steps = children.iter().copied().filter(|&child| nodes[child] != Node::Nothing);
        branches.extend(steps.map(|node| Branch { probability: 1.0, node }));
        match self.plan.branches[start..] {
            [] => self.push(Node::Nothing),
            [Branch { node, .. }] => {
                self.plan.branches.truncate(start);
                node
            }
            _ => self.push(Node::Sequence(start..self.plan.branches.len())),
        }
    }

    /// One of the children, by weight; without any weight, nothing behind `part` can answer.
    pub(super) fn choose(&mut self, part: usize, weighted: &[(f64, usize)]) -> usize {
        let total: f64 = weighted.iter().map(|(weight, _)| weight).sum();
        if total <= 0.0 {
            return self.fail(part, Reason::NoTarget);
        }
        let start = self.plan.branches.len();
        let possible = weighted.iter().filter(|(weight, _)| *weight > 0.0);
        self.plan.branches.extend(possible.map(|&(weight, node)| Branch { probability: weight / total, node }));
        self.push(Node::Choose(start..self.plan.branches.len()))
    }

    /// The body with this probability, else nothing.
    pub(super) fn maybe(&mut self, probability: f64, body: usize) -> usize {
        if probability >= 1.0 || self.plan.nodes[body] == Node::Nothing {
            return body;
        }
        let nothing = self.push(Node::Nothing);
        if probability <= 0.0 {
            return nothing;
        }
        let start = self.plan.branches.len();
        self.plan.branches.push(Branch { probability, node: body });
        self.plan.branches.push(Branch { probability: 1.0 - probability, node: nothing });
        self.push(Node::Choose(start..start + 2))
    }

    /// All at once, each so many times; answered when `needed` have answered.
    pub(super) fn parallel(&mut self, numbered: &[(f64, usize)], needed: f64) -> usize {
        let numbered: Vec<(f64, usize)> = numbered.iter().copied().filter(|(number, _)| *number > 0.0).collect();
        match numbered[..] {
            [] => self.push(Node::Nothing),
            [(1.0, only)] => only,
            _ => {
                let start = self.plan.branches.len();
                self.plan.branches.extend(numbered.iter().map(|&(number, node)| Branch { probability: number, node }));
                self.push(Node::Parallel { children: start..self.plan.branches.len(), needed })
            }
        }
    }

    pub(super) fn repeat(&mut self, times: f64, body: usize) -> usize {
        if times <= 0.0 {
            return self.push(Node::Nothing);
        }
        if times == 1.0 || self.plan.nodes[body] == Node::Nothing {
            return body;
        }
        self.push(Node::Repeat { times, body })
    }

    pub(super) fn work(&mut self, station: usize, service: Service) -> usize {
        if service.mean_s <= 0.0 {
            return self.push(Node::Nothing);
        }
        self.push(Node::Work { station, service })
    }

    pub(super) fn delay(&mut self, seconds: f64) -> usize {
        self.push(if seconds > 0.0 { Node::Delay(seconds) } else { Node::Nothing })
    }

    pub(super) fn fail(&mut self, part: usize, reason: Reason) -> usize {
        let component = self.position[part].unwrap_or_default();
        self.push(Node::Fail { component, reason })
    }
}
