//! Items whose nodes are lost: which share of the requests finds too few copies of what it is about.
//!
//! The copies of an item are on so many different nodes, any as likely as others, so that those that are left are
//! hypergeometric. A request for an item with too few of them fails, as in the plan of a system that has lost those nodes.

use super::code::{NONE, Op, Split};
use super::deployments::{Led, lead, start_of};
use super::engine::Engine;
use crate::plan::{Need, Plan};

/// By component: what reads and writes need.
pub(super) fn needs(plan: &Plan) -> Vec<[Vec<Need>; 2]> {
    plan.failures.components.iter().map(|part| [part.reads.clone(), part.writes.clone()]).collect()
}

/// The share of requests with such needs that finds too little, where so many of all nodes are lost.
fn too_few(needs: &[Need], nodes: u32, lost: u32) -> f64 {
    // Units that are no nodes (the two of a pair, shards) are not lost with nodes.
    let of = |need: &Need| {
        if need.units > f64::from(nodes) { 0.0 } else { need.share * fewer_than(need.needed, need.units, nodes, lost) }
    };
    needs.iter().map(of).sum()
}

/// The chance that of so many copies on different nodes fewer than `needed` are up: one copy after the other is placed.
fn fewer_than(needed: f64, copies: f64, nodes: u32, lost: u32) -> f64 {
    let up = f64::from(nodes - lost.min(nodes));
    let mut chances = vec![1.0];
    for placed in 0..copies as u32 {
        let left = f64::from(nodes - placed);
        let mut next = vec![0.0; chances.len() + 1];
        for (alive, chance) in chances.into_iter().enumerate() {
            let up_too = ((up - alive as f64) / left).clamp(0.0, 1.0);
            next[alive + 1] += chance * up_too;
            next[alive] += chance * (1.0 - up_too);
        }
        chances = next;
    }
    chances.into_iter().enumerate().filter(|(alive, _)| (*alive as f64) < needed).map(|(_, chance)| chance).sum()
}

impl Engine {
    /// Lets those requests fail that find too few copies, now that so many nodes are known to be lost, or none any more.
    pub(super) fn count_copies(&mut self, component: usize) {
        for led in std::mem::take(&mut self.clock.starved[component]) {
            self.lead_back(led);
        }
        let lost = self.clock.lost[component].1;
        let nodes = self.instances_of(component) + lost;
        let shares = self.clock.needs[component].each_ref().map(|needs| too_few(needs, nodes, lost));
        let writing: Vec<u32> = self.clock.writing[component].clone();
        for (position, share) in shares.into_iter().enumerate().filter(|(_, share)| *share > 1e-12) {
            let of = |(number, entry): (usize, &super::code::Entry)| {
                let writes = writing.contains(&(number as u32));
                let own = entry.component as usize == component && !entry.side && writes == (position == 1);
                own.then_some(entry.start)
            };
            let starts: Vec<u32> = self.code.entries.iter().enumerate().filter_map(of).collect();
            for start in starts {
                self.let_some_fail(component, start, share);
            }
        }
    }

    /// A share of the calls of an entry fails.
    fn let_some_fail(&mut self, component: usize, start: u32, share: f64) {
        let begin = self.code.ops.len() as u32;
        let split = self.code.splits.len() as u32;
        let (fails, goes_on) = (begin + 1, begin + 2);
        self.code.splits.push(Split::new(component as u32, &[(share, fails), (1.0 - share, goes_on)]));
        self.code.starts.push(vec![fails, goes_on]);
        let cause = self.clock.causes[component];
        self.code.ops.extend([Op::Split { split }, Op::Fail { cause }, Op::Jump { to: start }]);
        let mut led = Vec::new();
        for (place, op) in self.code.ops[..begin as usize].iter_mut().enumerate() {
            if start_of(op) == Some(start) {
                led.push(Led::Call(place as u32, start));
                lead(op, begin);
            }
        }
        for (place, hindered) in self.clock.hindered.iter_mut().enumerate() {
            if start_of(&hindered.call) == Some(start) {
                led.push(Led::Hindered(place as u32, start));
                lead(&mut hindered.call, begin);
            }
        }
        for (place, root) in self.code.roots.iter_mut().enumerate() {
            if root.entry == start && root.component != NONE {
                led.push(Led::Root(place as u32, start));
                root.entry = begin;
            }
        }
        self.clock.starved[component].extend(led);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_that_are_left_follow_the_hypergeometric_law() {
        // Three copies on six nodes of which two are lost: both with C(4,1)/C(6,3), one with C(2,1) C(4,2)/C(6,3).
        assert!((fewer_than(1.0, 3.0, 6, 2) - 0.0).abs() < 1e-12);
        assert!((fewer_than(2.0, 3.0, 6, 2) - 0.2).abs() < 1e-12);
        assert!((fewer_than(3.0, 3.0, 6, 2) - 0.8).abs() < 1e-12);
        assert!((fewer_than(1.0, 1.0, 4, 1) - 0.25).abs() < 1e-12);
        assert!(fewer_than(2.0, 3.0, 3, 3) > 1.0 - 1e-12);
    }
}
