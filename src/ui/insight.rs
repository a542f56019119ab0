//! What takes more than one solution and is therefore computed in pauses: availability, and capacity within objectives.
//!
//! It begins when nothing has changed for a moment, and takes a turn of the event loop for each solution. It rests while
//! the users slider moves, which changes nothing about the capacity, and stops for good as soon as there is another plan.
//! Where one solution takes long, or the document is large, it waits to be asked.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::computed::Computed;
use super::context::Dispatch;
use super::state::Message;
use super::widgets::Same;
use crate::advice::{Capacity, CapacitySearch};
use crate::impact::{Availability, availability};
use crate::model::Document;
use crate::plan::Plan;
use crate::platform::frame;

/// How long the plan has to stand still, milliseconds.
const PAUSE_MS: u32 = 300;
/// A search with a step longer than this would be felt by whoever goes on in the meantime, milliseconds.
const SLOW_MS: f64 = 50.0;
/// How much longer a solution takes beyond the breaking point, where the search goes too.
const BEYOND: f64 = 5.0;
/// Documents with more components wait to be asked.
const LARGE: usize = 200;

/// How far the search for the capacity is.
#[derive(Clone, Debug, PartialEq)]
pub enum Search {
    /// Under way.
    Working,
    /// It would take long: only when asked.
    Waiting,
    /// The answer.
    Known(Capacity),
}

/// What is known of a plan besides its solution.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// Availability and where the downtime comes from.
    pub availability: Availability,
    /// Capacity within objectives.
    pub capacity: Search,
}

/// Whose insight is wanted.
#[derive(Clone, PartialEq)]
struct Wanted {
    plan: Same<Plan>,
    /// They weigh what availability is a mean of.
    users: f64,
    /// Whether somebody asked for it, however long it takes.
    asked: bool,
    /// Whether one solution takes so long that it is felt.
    slow: bool,
}

/// A search, for as long as the plan is the same.
struct Begun {
    plan: Same<Plan>,
    search: CapacitySearch,
    /// Whether a step of it was too long to go on unasked.
    slow: bool,
}

/// Keeps the insight up with the plan.
#[hook]
pub fn use_insight(document: &Rc<Document>, computed: &Computed, asked: bool, dispatch: &Dispatch) {
    let (document, dispatch) = (document.clone(), dispatch.clone());
    let begun = use_mut_ref(|| None::<Begun>);
    let wanted = Wanted {
        plan: Same::from(&computed.plan),
        users: document.users,
        asked,
        slow: BEYOND * computed.took_ms() > SLOW_MS,
    };
    use_effect_with(wanted, move |wanted| {
        let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let work = Work { document, wanted: wanted.clone(), dispatch, begun, timer: timer.clone() };
        *timer.borrow_mut() = Some(Timeout::new(PAUSE_MS, move || work.begin()));
        move || drop(timer.take())
    });
}

/// What is done in pauses.
struct Work {
    document: Rc<Document>,
    wanted: Wanted,
    dispatch: Dispatch,
    begun: Rc<RefCell<Option<Begun>>>,
    timer: Rc<RefCell<Option<Timeout>>>,
}

impl Work {
    fn begin(self) {
        if self.document.components.len() > LARGE && !self.wanted.asked {
            return self.tell(Availability::default(), Search::Waiting);
        }
        let uptime = availability(&self.wanted.plan, self.wanted.users);
        let known = self.known();
        self.tell(uptime.clone(), known.clone().unwrap_or(Search::Working));
        if known.is_none() {
            self.next_turn(|work| work.go_on(uptime));
        }
    }

    /// What is known of the capacity without a further step.
    fn known(&self) -> Option<Search> {
        let begun = self.begun.borrow();
        let begun = begun.as_ref().filter(|begun| begun.plan == self.wanted.plan);
        if let Some(begun) = begun.filter(|begun| begun.search.is_done()) {
            return Some(Search::Known(begun.search.answer().clone()));
        }
        let slow = self.wanted.slow || begun.is_some_and(|begun| begun.slow);
        (slow && !self.wanted.asked).then_some(Search::Waiting)
    }

    /// One solution of the search, and the next one in a turn of its own.
    fn go_on(self, uptime: Availability) {
        self.step();
        match self.known() {
            Some(known) => self.tell(uptime, known),
            None => self.next_turn(|work| work.go_on(uptime)),
        }
    }

    fn step(&self) {
        let mut begun = self.begun.borrow_mut();
        let (document, plan) = (&self.document, &self.wanted.plan);
        if let Some(begun) = begun.as_mut().filter(|begun| begun.plan == *plan) {
            let start = frame::now_ms();
            begun.search.step(document, plan);
            begun.slow |= frame::now_ms() - start > SLOW_MS;
        } else {
            let search = CapacitySearch::new(document, plan);
            *begun = Some(Begun { plan: plan.clone(), search, slow: false });
        }
    }

    fn next_turn(self, work: impl FnOnce(Self) + 'static) {
        let timer = self.timer.clone();
        *timer.borrow_mut() = Some(Timeout::new(0, move || work(self)));
    }

    fn tell(&self, availability: Availability, capacity: Search) {
        let insight = Rc::new(Insight { availability, capacity });
        self.dispatch.emit(Message::Learn(self.wanted.plan.0.clone(), insight));
    }
}
