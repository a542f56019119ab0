//! Reduced ordered binary decision diagrams: a function of many independent yes-or-no variables whose probability is
//! exact, however often a variable occurs (Bryant, Graph-Based Algorithms for Boolean Function Manipulation, IEEE Trans.
//! Comput. C-35, 1986; Rauzy, New Algorithms for Fault Trees Analysis, Reliab. Eng. Syst. Saf. 40, 1993).
//!
//! Two functions that are the same have the same number. Variables stand in the order in which they were made.
//!
//! Cost: `ite` is bounded by the product of the sizes of its three; probabilities are one pass over all nodes.

use std::collections::BTreeMap;

/// A function, as the position of its top node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Function(usize);

/// Holds for nothing.
pub(super) const NEVER: Function = Function(0);
/// Holds for everything.
pub(super) const ALWAYS: Function = Function(1);

/// A variable: the probabilities that it holds and that it does not, each to full relative precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chance {
    pub(super) yes: f64,
    pub(super) no: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    variable: usize,
    yes: Function,
    no: Function,
}

/// Many functions over the same variables, sharing what they have in common.
pub(super) struct Diagram {
    nodes: Vec<Node>,
    chances: Vec<Chance>,
    known: BTreeMap<Node, Function>,
    solved: BTreeMap<(Function, Function, Function), Function>,
}

impl Diagram {
    /// Without any variable.
    pub(super) fn new() -> Self {
        let end = Node { variable: usize::MAX, yes: NEVER, no: NEVER };
        Self { nodes: vec![end, end], chances: Vec::new(), known: BTreeMap::new(), solved: BTreeMap::new() }
    }

    /// A new variable, behind all others in the order; its position and the function that it is.
    pub(super) fn variable(&mut self, chance: Chance) -> (usize, Function) {
        self.chances.push(chance);
        let variable = self.chances.len() - 1;
        (variable, self.node(Node { variable, yes: ALWAYS, no: NEVER }))
    }

    fn node(&mut self, node: Node) -> Function {
        if node.yes == node.no {
            return node.yes;
        }
        let nodes = &mut self.nodes;
        *self.known.entry(node).or_insert_with(|| {
            nodes.push(node);
            Function(nodes.len() - 1)
        })
    }

    /// `then` where `condition` holds, else `otherwise`.
    pub(super) fn ite(&mut self, condition: Function, then: Function, otherwise: Function) -> Function {
        match (condition, then, otherwise) {
            (ALWAYS, _, _) => return then,
            (NEVER, _, _) => return otherwise,
            (_, ALWAYS, NEVER) => return condition,
            _ if then == otherwise => return then,
            _ => {}
        }
        let key = (condition, then, otherwise);
        if let Some(&known) = self.solved.get(&key) {
            return known;
        }
        let tops = [condition, then, otherwise].map(|function| self.nodes[function.0].variable);
        let variable = tops.into_iter().min().unwrap_or(usize::MAX);
        let branch = |function: Function, yes: bool| {
            let node = self.nodes[function.0];
            match (node.variable == variable, yes) {
                (false, _) => function,
                (true, true) => node.yes,
                (true, false) => node.no,
            }
        };
        let [yes, no] = [true, false].map(|side| [condition, then, otherwise].map(|function| branch(function, side)));
        let yes = self.ite(yes[0], yes[1], yes[2]);
        let no = self.ite(no[0], no[1], no[2]);
        let function = self.node(Node { variable, yes, no });
        self.solved.insert(key, function);
        function
    }

    /// Both.
    pub(super) fn and(&mut self, one: Function, other: Function) -> Function {
        self.ite(one, other, NEVER)
    }

    /// One at least.
    pub(super) fn or(&mut self, one: Function, other: Function) -> Function {
        self.ite(one, ALWAYS, other)
    }

    /// All of them. From the last to the first, so that each stands before what it is put to: cheap however many.
    pub(super) fn all(&mut self, functions: &[Function]) -> Function {
        functions.iter().rev().fold(ALWAYS, |rest, &function| self.and(function, rest))
    }

    /// Any of them; in the same order.
    pub(super) fn any(&mut self, functions: &[Function]) -> Function {
        functions.iter().rev().fold(NEVER, |rest, &function| self.or(function, rest))
    }

    /// So many of `functions` at least, each counted as often as it says. From the last to the first, so that what is
    /// put together stands in the order of the variables already.
    pub(super) fn at_least(&mut self, needed: usize, functions: &[(Function, usize)]) -> Function {
        // After the last: enough if nothing more is needed.
        let mut enough: Vec<Function> = (0..=needed).map(|more| if more == 0 { ALWAYS } else { NEVER }).collect();
        for &(function, count) in functions.iter().rev() {
            let with = |more: usize| more.saturating_sub(count);
            enough = (0..=needed).map(|more| self.ite(function, enough[with(more)], enough[more])).collect();
        }
        enough[needed]
    }

    /// The probabilities that `function` holds and that it does not. Nothing is subtracted, so both are precise.
    pub(super) fn chance(&self, function: Function) -> Chance {
        self.chances_below(function)[function.0]
    }

    /// The same for every node up to that of `function`.
    fn chances_below(&self, function: Function) -> Vec<Chance> {
        let mut chances = vec![Chance { yes: 0.0, no: 1.0 }, Chance { yes: 1.0, no: 0.0 }];
        for node in self.nodes.iter().take(function.0 + 1).skip(2) {
            let Chance { yes, no } = self.chances[node.variable];
            let (above, below) = (chances[node.yes.0], chances[node.no.0]);
            chances.push(Chance { yes: yes * above.yes + no * below.yes, no: yes * above.no + no * below.no });
        }
        chances
    }

    /// By variable: how much less often `function` would fail if the variable always held.
    pub(super) fn gains(&self, function: Function) -> Vec<f64> {
        let chances = self.chances_below(function);
        let mut reached = vec![0.0; chances.len()];
        reached[function.0] = 1.0;
        let mut gains = vec![0.0; self.chances.len()];
        for position in (2..=function.0).rev() {
            let node = self.nodes[position];
            let Chance { yes, no } = self.chances[node.variable];
            gains[node.variable] += reached[position] * no * (chances[node.no.0].no - chances[node.yes.0].no);
            reached[node.yes.0] += reached[position] * yes;
            reached[node.no.0] += reached[position] * no;
        }
        gains
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even() -> Chance {
        Chance { yes: 0.75, no: 0.25 }
    }

    #[test]
    fn a_variable_that_occurs_twice_is_one() {
        let mut diagram = Diagram::new();
        let [(_, a), (_, b), (_, c)] = [(); 3].map(|()| diagram.variable(even()));
        let (left, right) = (diagram.and(a, b), diagram.and(a, c));
        let either = diagram.or(left, right);
        let chance = diagram.chance(either);
        assert!((chance.yes - 0.75 * (1.0 - 0.0625)).abs() < 1e-15);
        assert!((chance.yes + chance.no - 1.0).abs() < 1e-15);
        // If a never failed, only both b and c together would be the trouble.
        assert!((diagram.gains(either)[0] - (chance.no - 0.0625)).abs() < 1e-15);
    }

    #[test]
    fn so_many_of_so_many() {
        let mut diagram = Diagram::new();
        let parts = [(); 3].map(|()| (diagram.variable(even()).1, 1));
        let two = diagram.at_least(2, &parts);
        assert!((diagram.chance(two).yes - (0.75_f64.powi(3) + 3.0 * 0.75 * 0.75 * 0.25)).abs() < 1e-15);
        assert_eq!(diagram.at_least(0, &parts), ALWAYS);
        assert_eq!(diagram.at_least(4, &parts), NEVER);
        let doubled = diagram.at_least(2, &[(parts[0].0, 2)]);
        assert_eq!(doubled, parts[0].0);
    }
}
