//! What takes more than one solution and is therefore computed in pauses: availability, and capacity within objectives.
//!
//! It begins when the plan has stood still for a moment, solves once per turn of the event loop, and stops as soon as
//! there is another plan. Where one solution takes long, or the document is large, it waits to be asked.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

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
/// A solution that takes longer than this would be felt while typing, milliseconds.
const SLOW_MS: f64 = 25.0;
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
    /// Whether somebody asked for it, however long it takes.
    asked: bool,
}

/// Keeps the insight up with the plan.
#[hook]
pub fn use_insight(document: &Rc<Document>, plan: &Rc<Plan>, asked: bool, dispatch: &Dispatch) {
    let document = document.clone();
    let dispatch = dispatch.clone();
    use_effect_with(Wanted { plan: Same::from(plan), asked }, move |wanted| {
        let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let work = Work { document, plan: wanted.plan.0.clone(), asked, dispatch, timer: timer.clone() };
        *timer.borrow_mut() = Some(Timeout::new(if asked { 0 } else { PAUSE_MS }, move || work.begin()));
        move || drop(timer.take())
    });
}

/// A search under way.
struct Work {
    document: Rc<Document>,
    plan: Rc<Plan>,
    asked: bool,
    dispatch: Dispatch,
    timer: Rc<RefCell<Option<Timeout>>>,
}

impl Work {
    fn begin(self) {
        if self.document.components.len() > LARGE && !self.asked {
            return self.tell(Availability::default(), Search::Waiting);
        }
        let uptime = availability(&self.plan, self.document.users);
        self.tell(uptime.clone(), Search::Working);
        let search = CapacitySearch::new(&self.document, &self.plan);
        self.go_on(uptime, search);
    }

    fn go_on(self, uptime: Availability, mut search: CapacitySearch) {
        let begun = frame::now_ms();
        if search.step(&self.document, &self.plan) {
            return self.tell(uptime, Search::Known(search.answer().clone()));
        }
        if !self.asked && frame::now_ms() - begun > SLOW_MS {
            return self.tell(uptime, Search::Waiting);
        }
        let timer = self.timer.clone();
        *timer.borrow_mut() = Some(Timeout::new(0, move || self.go_on(uptime, search)));
    }

    fn tell(&self, availability: Availability, capacity: Search) {
        let insight = Rc::new(Insight { availability, capacity });
        self.dispatch.emit(Message::Learn(self.plan.clone(), insight));
    }
}
