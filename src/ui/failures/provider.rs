//! Keeps the table of failures up with the drawing, and hands it to whoever asks.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::state::{FailureMessage, FailuresState};
use crate::impact::{FailureTable, Impact};
use crate::model::Document;
use crate::plan::Plan;
use crate::platform::{frame, media};
use crate::solve::Solution;
use crate::ui::widgets::Same;

/// How long the drawing has to stand still, milliseconds.
const PAUSE_MS: u32 = 300;
/// How long is computed in one turn, milliseconds: half of a frame.
const TURN_MS: f64 = 8.0;
/// Between two steps of a cascade, milliseconds.
const STEP_MS: u32 = 900;

/// What is known of failures, and where to say what is to happen.
#[derive(Clone, PartialEq)]
pub struct FailureHandle {
    /// What is known.
    pub state: Same<FailuresState>,
    /// Where messages go.
    pub send: Callback<FailureMessage>,
}

impl FailureHandle {
    /// Sends a message when something happens.
    pub fn on<T: 'static>(&self, message: FailureMessage) -> Callback<T> {
        self.send.reform(move |_: T| message.clone())
    }
}

/// What is known of failures; nothing outside the application.
#[hook]
pub fn use_failures() -> FailureHandle {
    let none = || FailureHandle { state: Same(Rc::default()), send: Callback::noop() };
    use_context::<FailureHandle>().unwrap_or_else(none)
}

/// Properties of the provider.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is drawn.
    pub document: Same<Document>,
    /// Its plan.
    pub plan: Same<Plan>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
    /// The page.
    pub children: Html,
}

/// Keeps the table.
pub struct FailureProvider {
    state: Rc<FailuresState>,
    send: Callback<FailureMessage>,
    table: Option<(FailureTable, Vec<Impact>)>,
    work: Option<Timeout>,
    play: Option<Timeout>,
}

impl Component for FailureProvider {
    type Message = FailureMessage;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let send = context.link().callback(|message| message);
        let state = FailuresState { heat: true, ..FailuresState::default() };
        Self { state: Rc::new(state), send, table: None, work: None, play: None }
    }

    fn changed(&mut self, context: &Context<Self>, old: &Props) -> bool {
        let new = context.props();
        if old.plan != new.plan || old.document.users != new.document.users {
            self.begin_later(context);
        }
        true
    }

    fn update(&mut self, context: &Context<Self>, message: FailureMessage) -> bool {
        let before = Rc::clone(&self.state);
        let state = Rc::make_mut(&mut self.state);
        match message {
            FailureMessage::Open(open) => {
                state.open = open;
                if open && (state.rows.is_empty() || state.behind) {
                    self.begin_later(context);
                }
            }
            FailureMessage::Heat(shown) => state.heat = shown,
            FailureMessage::First(first) => state.first = first,
            FailureMessage::Sort(column) => state.sort = state.sort.pressed(column),
            FailureMessage::Select(failure) => {
                (state.selected, state.step) = (failure, None);
                self.play = None;
            }
            FailureMessage::Play => self.play(context),
            FailureMessage::Step => {
                let more = state.advance();
                self.play = more.then(|| self.later(STEP_MS, FailureMessage::Step));
            }
            FailureMessage::Begin => self.begin(context),
            FailureMessage::Work => self.go_on(),
        }
        *before != *self.state
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let handle = FailureHandle { state: Same(Rc::clone(&self.state)), send: self.send.clone() };
        html! {
            <ContextProvider<FailureHandle> context={handle}>{ context.props().children.clone() }</ContextProvider<FailureHandle>>
        }
    }
}

impl FailureProvider {
    fn later(&self, after_ms: u32, message: FailureMessage) -> Timeout {
        let send = self.send.clone();
        Timeout::new(after_ms, move || send.emit(message))
    }

    /// The table is of an earlier state from now on; another one begins when nothing has changed for a moment.
    fn begin_later(&mut self, context: &Context<Self>) {
        let nothing = context.props().plan.sources.is_empty();
        let state = Rc::make_mut(&mut self.state);
        (self.table, self.work) = (None, None);
        state.behind = !state.rows.is_empty();
        state.progress = (0, 0);
        if nothing {
            (state.rows, state.sound, state.behind) = (Rc::default(), None, false);
        } else if state.open {
            self.work = Some(self.later(PAUSE_MS, FailureMessage::Begin));
        }
    }

    fn begin(&mut self, context: &Context<Self>) {
        let Props { document, solution, .. } = context.props();
        if !solution.searched {
            // What a failure may leave behind is known only after the search for another steady state.
            self.work = Some(self.later(PAUSE_MS, FailureMessage::Begin));
            return;
        }
        let table = FailureTable::new(document, document.users, solution.other.as_deref());
        Rc::make_mut(&mut self.state).progress = table.progress();
        self.table = Some((table, Vec::new()));
        self.work = Some(self.later(0, FailureMessage::Work));
    }

    /// A few rows; then the page has its turn.
    fn go_on(&mut self) {
        let Some((table, rows)) = &mut self.table else { return };
        let begun = frame::now_ms();
        let done = loop {
            match table.next() {
                None => break true,
                Some(impact) => rows.push(impact),
            }
            if frame::now_ms() - begun > TURN_MS {
                break false;
            }
        };
        let state = Rc::make_mut(&mut self.state);
        state.progress = table.progress();
        if done {
            (state.sound, state.behind) = (table.sound().cloned(), false);
            state.rows = Rc::new(std::mem::take(rows));
            let kept = state.rows.iter().any(|row| Some(row.failure) == state.selected);
            state.selected = state.selected.filter(|_| kept);
            (self.table, self.work) = (None, None);
        } else {
            self.work = Some(self.later(0, FailureMessage::Work));
        }
    }

    /// From the beginning; where motion is not wanted, all of it at once.
    fn play(&mut self, _: &Context<Self>) {
        let still = media::matches(media::STILL);
        Rc::make_mut(&mut self.state).step = (!still).then_some(0);
        self.play = (!still).then(|| self.later(STEP_MS, FailureMessage::Step));
    }
}
