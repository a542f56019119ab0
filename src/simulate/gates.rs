//! Gates: in front of a choice whose targets are looked after, or whose requests others may answer, an operation that
//! leads past it while all of its own targets are known to be down.

use super::code::{NONE, Op};
use super::compile::Writer;
use super::health::{Checked, Choice};
use crate::plan::Node;

impl Writer<'_> {
    /// Writes a node, behind a gate where its targets are looked after or others may answer.
    pub(super) fn node(&mut self, position: usize) {
        let failures = &self.plan.failures;
        let checked = |unnoticed: &&crate::plan::Unnoticed| unnoticed.checked;
        let unnoticed = failures.unnoticed.get(&position).filter(checked);
        let others = failures.alternatives.get(&position);
        if unnoticed.is_none() && others.is_none() {
            return self.bare_node(position);
        }
        let gate = self.end();
        self.code.ops.push(Op::Gate { to: gate + 1 });
        let number = self.code.checked.len();
        self.code.checked.push(Checked {
            gate,
            choice: Choice::None,
            ways: Vec::new(),
            spares: Vec::new(),
            seconds: unnoticed.map_or(0.0, |unnoticed| unnoticed.seconds),
            single: unnoticed.is_some_and(|unnoticed| !unnoticed.whole),
            members: Vec::new(),
            out: Vec::new(),
            mistaken: Vec::new(),
            cut: Vec::new(),
            owner: self.here.component as u32,
            left: Vec::new(),
        });
        let before = [self.code.splits.len(), self.code.stays.len(), self.code.groups.len()];
        self.bare_node(position);
        self.look_after(number, position, gate, before);
        self.spares(number, others.map_or(&[][..], Vec::as_slice));
    }

    /// Says where the ways of a choice that has just been written lead to.
    fn look_after(&mut self, number: usize, position: usize, gate: u32, before: [usize; 3]) {
        let Node::Choose(children) = &self.plan.nodes[position] else {
            let own = self.callee(position).map(|component| (component, 1.0, gate + 1));
            self.code.checked[number].ways.extend(own);
            return;
        };
        let possible = self.plan.branches[children.clone()].iter().filter(|child| child.probability > 0.0);
        let ways: Vec<(f64, Option<u32>)> =
            possible.map(|child| (child.probability, self.callee(child.node))).collect();
        let (choice, starts): (Choice, Vec<u32>) = match self.code.ops[gate as usize + 1] {
            Op::Split { split } if split as usize >= before[0] && ways.len() > 1 => {
                (Choice::Split(split), self.code.starts[split as usize].clone())
            }
            Op::Stay { stay } if stay as usize >= before[1] && ways.len() > 1 => {
                let own = &self.code.stays[stay as usize].ways;
                (Choice::Stay(stay), own.iter().map(|way| way.to).collect())
            }
            Op::Balance { group } if group as usize >= before[2] => {
                let members = &self.code.groups[group as usize].members;
                (Choice::Group(group), members.iter().map(|member| member.1).collect())
            }
            _ => (Choice::None, vec![gate + 1]),
        };
        let all = ways.iter().zip(starts).filter_map(|(&(weight, component), start)| Some((component?, weight, start)));
        let all: Vec<(u32, f64, u32)> = all.collect();
        // A way whose end is not known cannot be left out.
        if all.len() == ways.len() {
            let own = &mut self.code.checked[number];
            (own.choice, own.ways) = (choice, all);
        }
    }

    /// Writes the ways to what may answer when nothing else is left.
    fn spares(&mut self, number: usize, entries: &[usize]) {
        let own: Vec<u32> = self.code.checked[number].ways.iter().map(|way| way.0).collect();
        let more = entries.iter().copied().filter(|&entry| !own.contains(&(self.plan.entries[entry].component as u32)));
        let more: Vec<usize> = more.collect();
        if own.is_empty() || more.is_empty() {
            return;
        }
        let mut jumps = vec![self.end() as usize];
        self.code.ops.push(Op::Orphan);
        for entry in more {
            let component = self.plan.entries[entry].component as u32;
            let start = self.end();
            self.code.checked[number].spares.push((component, start));
            self.code.ops.push(Op::Call { start: entry as u32, component: NONE, counter: NONE, after: NONE });
            jumps.push(self.end() as usize);
            self.code.ops.push(Op::Orphan);
        }
        let end = self.end();
        for jump in jumps {
            self.code.ops[jump] = Op::Jump { to: end };
        }
        self.here.last = None;
    }

    /// The component that a node calls first.
    pub(super) fn callee(&self, node: usize) -> Option<u32> {
        match &self.plan.nodes[node] {
            Node::Sequence(children) => {
                let mut children = self.plan.branches[children.clone()].iter();
                children.find_map(|child| self.callee(child.node))
            }
            Node::Attempt { body, .. } | Node::Break { body, .. } | Node::Repeat { body, .. } => self.callee(*body),
            Node::Call { entry, .. } => Some(self.plan.entries[*entry].component as u32),
            _ => None,
        }
    }
}
