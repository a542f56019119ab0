//! What the engine says about the document, and when it is asked.
//!
//! Invariant: the plan always belongs to the document; the solution does too, unless it is [`Computed::behind`]. A
//! solution that takes no longer than a frame or two is made at once, together with the change that asks for it. Where
//! the last one took longer, it waits for the next turn of the event loop: so whatever the user does meanwhile is drawn
//! first, and of several changes only the last is solved.

use std::rc::Rc;

use yew::prelude::*;

use super::context::Dispatch;
use super::state::Message;
use super::widgets::Same;
use crate::model::{Component, Document};
use crate::plan::{Plan, compile};
use crate::platform::frame;
use crate::solve::{self, Solution};

/// What takes longer than this is felt while dragging, milliseconds.
const QUICK_MS: f64 = 25.0;

/// What the solution still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// It belongs to an earlier state of the document.
    All,
    /// Only the state without faults does.
    Healthy,
}

/// The plan and its solution.
#[derive(Clone, Default)]
pub struct Computed {
    /// What the document compiles to; does not depend on its users.
    pub plan: Rc<Plan>,
    /// The same without its faults; `None` while nothing is struck.
    healthy_plan: Option<Rc<Plan>>,
    /// What the engine says about the document; empty until it has said anything.
    pub solution: Rc<Solution>,
    /// The same without its faults; `None` while nothing is struck.
    pub healthy: Option<Rc<Solution>>,
    /// What is not up to date; `None`: nothing.
    pub behind: Option<Behind>,
    /// How long the last solution took, milliseconds.
    took_ms: f64,
}

impl Computed {
    /// The plan of `document`, with the solution still to come.
    pub fn of(document: &Document) -> Self {
        let mut computed = Self::default();
        computed.compile(document);
        computed.behind = (!document.components.is_empty()).then_some(Behind::All);
        computed
    }

    /// Follows the document from one state to the next. Whether there is another plan.
    pub fn follow(&mut self, old: &Document, new: &Document) -> bool {
        if is_another(old, new) {
            // The figures of another drawing are not shown beside this one, not even for a moment.
            *self = Self::of(new);
            return true;
        }
        let compiles = !same_topology(old, new);
        if compiles {
            self.compile(new);
        }
        if compiles || old.users != new.users {
            self.behind = Some(Behind::All);
            if self.took_ms <= QUICK_MS {
                while self.behind.is_some() {
                    self.catch_up(new);
                }
            }
        }
        compiles
    }

    /// How long the last solution took, milliseconds.
    pub const fn took_ms(&self) -> f64 {
        self.took_ms
    }

    /// Solves once of what is behind.
    pub fn catch_up(&mut self, document: &Document) {
        let begun = frame::now_ms();
        let solved = |plan: &Rc<Plan>| Rc::new(solve::solve(plan, document.users));
        match self.behind {
            Some(Behind::All) => {
                self.solution = solved(&self.plan);
                self.took_ms = frame::now_ms() - begun;
                self.behind = self.healthy_plan.is_some().then_some(Behind::Healthy);
                if self.healthy_plan.is_none() {
                    self.healthy = None;
                }
            }
            Some(Behind::Healthy) => {
                self.healthy = self.healthy_plan.as_ref().map(solved);
                self.behind = None;
            }
            None => {}
        }
    }

    fn compile(&mut self, document: &Document) {
        self.plan = Rc::new(compile(document));
        self.healthy_plan = (!document.faults.is_empty()).then(|| Rc::new(compile(&document.healed())));
    }
}

impl PartialEq for Computed {
    /// What is large is compared by its address.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.solution, &other.solution)
            && same(self.healthy.as_ref(), other.healthy.as_ref())
            && self.behind == other.behind
    }
}

/// Asks for what is behind, each time after the page has drawn what there is.
#[hook]
pub fn use_catching_up(computed: &Computed, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    // The solution tells one being behind from the next.
    use_effect_with((computed.behind, Same::from(&computed.solution)), move |(behind, _)| {
        let later = behind.and_then(|_| frame::after_paint(move || dispatch.emit(Message::CatchUp)));
        move || drop(later)
    });
}

/// Whether both are the same value, or both none.
pub(super) fn same<T>(a: Option<&Rc<T>>, b: Option<&Rc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Whether nothing is left of the old document: another one was opened, or brought back.
fn is_another(old: &Document, new: &Document) -> bool {
    let mut kept = new.components.iter().filter_map(|(id, one)| Some((one, old.components.get(id)?)));
    new.components.len() > 1 && !kept.any(|(one, former)| Rc::ptr_eq(one, former))
}

/// Whether both compile to the same plan: what stands where and what it is called does not matter.
fn same_topology(a: &Document, b: &Document) -> bool {
    let alike = |x: &Component, y: &Component| {
        x.kind == y.kind && x.product == y.product && x.place == y.place && x.settings == y.settings
    };
    a.faults == b.faults
        && a.components.len() == b.components.len()
        && a.components.iter().zip(&b.components).all(|((i, x), (j, y))| i == j && (Rc::ptr_eq(x, y) || alike(x, y)))
        && a.links.len() == b.links.len()
        && a.links.iter().zip(&b.links).all(|((i, x), (j, y))| i == j && (Rc::ptr_eq(x, y) || x == y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::example;
    use crate::model::{Fault, catalog::Kind};

    fn document() -> Document {
        (example("stage-3").expect("the stage is there").build)()
    }

    fn struck(document: &Document) -> Document {
        let mut struck = document.clone();
        let web = document.components.iter().find(|(_, component)| component.kind == Kind::WebServer);
        struck.faults.insert(*web.expect("there is a web tier").0, Fault::Down);
        struck
    }

    /// As in a browser where a solution is slow.
    fn slow(document: &Document) -> Computed {
        let mut computed = Computed::of(document);
        computed.catch_up(document);
        computed.took_ms = 2.0 * QUICK_MS;
        computed
    }

    #[test]
    fn quick_solutions_are_there_at_once() {
        let document = document();
        let mut computed = slow(&document);
        computed.took_ms = 0.0;
        let more = Document { users: 2.0 * document.users, ..document.clone() };
        assert!(!computed.follow(&document, &more));
        assert_eq!((computed.behind, computed.solution.users), (None, more.users));
    }

    #[test]
    fn of_many_changes_only_the_last_is_solved() {
        let document = document();
        let mut computed = slow(&document);
        let before = computed.solution.clone();
        let mut last = document.clone();
        for step in 1..=5 {
            let next = Document { users: document.users + f64::from(step), ..document.clone() };
            computed.follow(&last, &next);
            last = next;
        }
        assert!(Rc::ptr_eq(&computed.solution, &before) && computed.behind == Some(Behind::All));
        computed.catch_up(&last);
        assert_eq!((computed.behind, computed.solution.users), (None, last.users));
    }

    #[test]
    fn the_healthy_state_follows_in_a_turn_of_its_own() {
        let document = document();
        let mut computed = slow(&document);
        let struck = struck(&document);
        assert!(computed.follow(&document, &struck));
        computed.catch_up(&struck);
        assert_eq!((computed.behind, computed.healthy.is_none()), (Some(Behind::Healthy), true));
        computed.catch_up(&struck);
        assert_eq!((computed.behind, computed.healthy.is_some()), (None, true));
    }

    #[test]
    fn nothing_is_behind_on_an_empty_canvas() {
        assert_eq!(Computed::of(&Document::default()).behind, None);
    }
}
