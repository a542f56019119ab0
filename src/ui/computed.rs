//! What the engine says about the document, and when it is asked.
//!
//! Invariant: the plan always belongs to the document; the solution does too, unless it is [`Computed::is_behind`]. A
//! solution that takes no longer than a frame or two is made at once, together with the change that asks for it. All
//! others are made in slices, between frames (see [`crate::base::slices`]): so whatever the user does meanwhile is drawn
//! first. While only the users change, what is under way is finished before the next begins, so that figures follow a
//! slider that does not stand still; of several changes meanwhile only the last is solved.
//!
//! The search for another steady state follows in slices of its own, when the figures are there: they do not change by it.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::context::Dispatch;
use super::state::Message;
use crate::base::slices::Slices;
use crate::model::{Component, Document};
use crate::plan::{Plan, compile};
use crate::platform::frame::{self, Later};
use crate::solve::{Solution, other_state, solving};

/// What takes longer than this is felt while dragging, milliseconds.
const QUICK_MS: f64 = 25.0;

/// What is computed between two frames, milliseconds.
const SLICE_MS: f64 = 11.0;

/// What the solution still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// It belongs to an earlier state of the document.
    All,
    /// Only the state without faults does.
    Healthy,
    /// All figures are there; whether there is another steady state is not known yet.
    Other,
}

/// What is computed in slices, for so many users.
#[derive(Clone)]
struct Work {
    users: f64,
    /// Shared, so that a state of the page that is a copy of another goes on with the same.
    task: Rc<RefCell<Task>>,
}

/// How far it is.
struct Task {
    doing: Doing,
    /// Time spent on it, milliseconds.
    took_ms: f64,
}

enum Doing {
    Solving(Slices<Solution>),
    Searching(Slices<Option<Box<Solution>>>),
    Solved(Rc<Solution>),
    Searched(Option<Box<Solution>>),
    /// It has been taken.
    Nothing,
}

impl Work {
    fn new(users: f64, doing: Doing) -> Self {
        Self { users, task: Rc::new(RefCell::new(Task { doing, took_ms: 0.0 })) }
    }

    /// Goes on until it is done or it is so late, milliseconds; whether it is done.
    fn advance(&self, until_ms: f64) -> bool {
        let mut task = self.task.borrow_mut();
        let begun_ms = frame::now_ms();
        let mut now_ms = begun_ms;
        let done = loop {
            let found = match &mut task.doing {
                Doing::Solving(slices) => slices.advance().map(|solution| Doing::Solved(Rc::new(solution))),
                Doing::Searching(slices) => slices.advance().map(Doing::Searched),
                Doing::Solved(_) | Doing::Searched(_) | Doing::Nothing => break true,
            };
            if let Some(found) = found {
                task.doing = found;
            }
            now_ms = frame::now_ms();
            if now_ms > until_ms {
                break !matches!(task.doing, Doing::Solving(_) | Doing::Searching(_));
            }
        };
        task.took_ms += now_ms - begun_ms;
        done
    }
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
    /// Whether the last search has found another steady state.
    doubted: bool,
    /// What is under way.
    work: Option<Work>,
    /// How long the last solution, and the last search, took, milliseconds.
    took_ms: [f64; 2],
}

impl Computed {
    /// The plan of `document`, with the solution still to come.
    pub fn of(document: &Document) -> Self {
        let mut computed = Self::default();
        computed.compile(document);
        if !document.components.is_empty() {
            computed.begin(Behind::All, document.users);
        }
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
            let goes_on = !compiles && self.behind == Some(Behind::All) && self.work.is_some();
            if !goes_on {
                self.begin(Behind::All, new.users);
            }
            let until_ms = frame::now_ms() + QUICK_MS;
            while self.is_quick() && frame::now_ms() <= until_ms {
                self.go_on(new.users, until_ms);
            }
        }
        compiles
    }

    /// Whether the figures are not of the document as it is.
    pub fn is_behind(&self) -> bool {
        matches!(self.behind, Some(Behind::All | Behind::Healthy))
    }

    /// Whether there was another steady state before the one that is being looked for.
    pub const fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// How long the last solution took, milliseconds.
    pub const fn took_ms(&self) -> f64 {
        self.took_ms[0]
    }

    /// Goes on with what is behind, for a moment.
    pub fn catch_up(&mut self, document: &Document) {
        self.go_on(document.users, frame::now_ms() + SLICE_MS);
    }

    /// Whether what is behind is expected to take no longer than a frame or two.
    fn is_quick(&self) -> bool {
        let [solving, searching] = self.took_ms;
        match self.behind {
            None => false,
            Some(Behind::Other) => solving + searching <= QUICK_MS,
            Some(_) => solving <= QUICK_MS,
        }
    }

    fn begin(&mut self, what: Behind, users: f64) {
        self.behind = Some(what);
        let solve = |plan: &Rc<Plan>| Some(Doing::Solving(solving(Rc::clone(plan), users)));
        let doing = match what {
            Behind::All => solve(&self.plan),
            Behind::Healthy => self.healthy_plan.as_ref().and_then(solve),
            Behind::Other => {
                other_state(Rc::clone(&self.plan), users, self.solution.goodput_per_s).map(Doing::Searching)
            }
        };
        self.work = doing.map(|doing| Work::new(users, doing));
        if self.work.is_none() {
            self.next(what, users);
        }
    }

    fn go_on(&mut self, users: f64, until_ms: f64) {
        let Some(work) = self.work.clone().filter(|work| work.advance(until_ms)) else { return };
        let doing = std::mem::replace(&mut work.task.borrow_mut().doing, Doing::Nothing);
        let took_ms = work.task.borrow().took_ms;
        match (self.behind, doing) {
            (Some(Behind::All), Doing::Solved(solution)) => (self.solution, self.took_ms[0]) = (solution, took_ms),
            (Some(Behind::Healthy), Doing::Solved(solution)) => self.healthy = Some(solution),
            (Some(Behind::Other), Doing::Searched(other)) => {
                (self.doubted, self.took_ms[1]) = (other.is_some(), took_ms);
                Rc::make_mut(&mut self.solution).other = other;
            }
            _ => return,
        }
        match self.behind {
            // The users have changed meanwhile.
            Some(_) if work.users != users => self.begin(Behind::All, users),
            Some(what) => self.next(what, users),
            None => {}
        }
    }

    /// What follows upon what has been done.
    fn next(&mut self, done: Behind, users: f64) {
        match done {
            Behind::All => {
                self.healthy = self.healthy.take().filter(|_| self.healthy_plan.is_some());
                self.begin(Behind::Healthy, users);
            }
            Behind::Healthy => self.begin(Behind::Other, users),
            Behind::Other => {
                if self.solution.other.is_none() {
                    self.doubted = false;
                }
                Rc::make_mut(&mut self.solution).searched = true;
                (self.behind, self.work) = (None, None);
            }
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

/// Goes on with what is behind, between frames, and says when there is something new.
#[hook]
pub fn use_catching_up(computed: &Computed, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(computed.work.clone(), move |work| {
        let turn: Turn = Rc::default();
        if let Some(work) = work {
            take_turn(work.clone(), dispatch, &turn);
        }
        move || drop(turn.take())
    });
}

/// The slice that comes next.
type Turn = Rc<RefCell<Option<Later>>>;

fn take_turn(work: Work, dispatch: Dispatch, turn: &Turn) {
    let next = Rc::clone(turn);
    let later = frame::after_paint(move || {
        // Where nothing is drawn, turns are far apart and nobody is kept waiting.
        let until_ms = if frame::hidden() { f64::INFINITY } else { frame::now_ms() + SLICE_MS };
        if work.advance(until_ms) {
            dispatch.emit(Message::CatchUp);
        } else {
            take_turn(work, dispatch, &next);
        }
    });
    *turn.borrow_mut() = later;
}

impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.task, &other.task)
    }
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
        let mut computed = caught_up(Computed::of(document), document);
        computed.took_ms = [2.0 * QUICK_MS; 2];
        computed
    }

    fn caught_up(mut computed: Computed, document: &Document) -> Computed {
        while computed.behind.is_some() {
            computed.catch_up(document);
        }
        computed
    }

    #[test]
    fn quick_solutions_are_there_at_once() {
        let document = document();
        let mut computed = slow(&document);
        computed.took_ms = [0.0; 2];
        let more = Document { users: 2.0 * document.users, ..document.clone() };
        assert!(!computed.follow(&document, &more));
        assert_eq!((computed.behind, computed.solution.users), (None, more.users));
        assert!(computed.solution.searched);
    }

    #[test]
    fn of_many_changes_only_the_last_is_solved_beside_what_was_under_way() {
        let document = document();
        let mut computed = slow(&document);
        let before = computed.solution.clone();
        let mut last = document.clone();
        let mut seen = Vec::new();
        for step in 1..=5 {
            let next = Document { users: document.users + f64::from(step), ..document.clone() };
            computed.follow(&last, &next);
            last = next;
        }
        assert!(Rc::ptr_eq(&computed.solution, &before) && computed.is_behind());
        while computed.behind.is_some() {
            computed.catch_up(&last);
            seen.push(computed.solution.users);
        }
        seen.dedup();
        assert_eq!(seen, [document.users + 1.0, last.users]);
    }

    #[test]
    fn what_is_drawn_otherwise_ends_what_was_under_way() {
        let document = document();
        let mut computed = slow(&document);
        let more = Document { users: 2.0 * document.users, ..document.clone() };
        computed.follow(&document, &more);
        let work = computed.work.clone().expect("it is under way");
        assert!(computed.follow(&more, &struck(&more)));
        assert_eq!(Rc::strong_count(&work.task), 1, "nobody goes on with it");
    }

    #[test]
    fn the_healthy_state_follows_in_turns_of_its_own() {
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
    fn the_search_for_another_steady_state_follows_when_the_figures_are_there() {
        let storm = (example("retry-storm").expect("it is there").build)();
        let mut computed = slow(&storm);
        assert!(computed.is_doubted() && computed.solution.other.is_some());
        let more = Document { users: storm.users * 1.01, ..storm.clone() };
        computed.follow(&storm, &more);
        computed.catch_up(&more);
        assert_eq!((computed.behind, computed.is_behind()), (Some(Behind::Other), false));
        assert!(computed.solution.users == more.users && !computed.solution.searched && computed.is_doubted());
        computed.catch_up(&more);
        assert!(computed.behind.is_none() && computed.solution.searched && computed.solution.other.is_some());
    }

    /// In the end all is as if it had been solved at once.
    #[test]
    fn slices_find_what_one_solution_does() {
        for key in ["stage-3", "retry-storm"] {
            let document = (example(key).expect("it is there").build)();
            let computed = caught_up(Computed::of(&document), &document);
            assert_eq!(*computed.solution, crate::solve::solve_document(&document), "{key}");
        }
    }

    #[test]
    fn nothing_is_behind_on_an_empty_canvas() {
        assert_eq!(Computed::of(&Document::default()).behind, None);
    }
}
