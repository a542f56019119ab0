//! Keeps the simulations, asks them, and hands on what is known.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use super::check::Check;
use super::round::RoundAsk;
use super::state::{Ask, Drawing, Rounds, RunMessage, RunState, View, Watched};
use super::versus::{Rival, Versus};
use crate::model::Document;
use crate::plan::Plan;
use crate::platform::simulator::{Heard, Simulator, cores};
use crate::platform::{self, frame};
use crate::ui::app::typing;
use crate::ui::widgets::Same;

/// What is known of runs, and where to say what is to happen.
#[derive(Clone, PartialEq)]
pub struct RunHandle {
    /// What is known.
    pub state: Same<RunState>,
    /// Where messages go.
    pub send: Callback<RunMessage>,
}

impl RunHandle {
    /// Sends a message when something happens.
    pub fn on<T: 'static>(&self, message: RunMessage) -> Callback<T> {
        self.send.reform(move |_: T| message.clone())
    }
}

/// What is known of runs; nothing outside the application.
#[hook]
pub fn use_run() -> RunHandle {
    let none = || RunHandle { state: Same(Rc::default()), send: Callback::noop() };
    use_context::<RunHandle>().unwrap_or_else(none)
}

/// Properties of the provider.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What is drawn.
    pub document: Same<Document>,
    /// Its plan.
    pub plan: Same<Plan>,
    /// The seed that came with the document; `None`: the page's own.
    #[prop_or_default]
    pub seed: Option<u64>,
    /// Whether keys run and hold, wherever the focus is.
    #[prop_or(true)]
    pub keys: bool,
    /// The page.
    pub children: Html,
}

/// Keeps the simulations of the page.
pub struct RunProvider {
    state: Rc<RunState>,
    send: Callback<RunMessage>,
    /// Plays what is watched; there once something was.
    simulator: Option<Simulator>,
    /// Play many runs at once, while there are any: by position in [`Rounds`].
    pools: [Vec<Simulator>; 2],
    check_began_ms: f64,
    _keys: Option<EventListener>,
}

impl Component for RunProvider {
    type Message = RunMessage;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let send = context.link().callback(|message| message);
        let mut state = RunState::default();
        state.seed = context.props().seed.unwrap_or(state.seed);
        let keys = context.props().keys;
        Self {
            state: Rc::new(state),
            simulator: None,
            pools: Default::default(),
            check_began_ms: 0.0,
            _keys: keys.then(|| listen_to_keys(&send)).flatten(),
            send,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: RunMessage) -> bool {
        let before = Rc::clone(&self.state);
        let drawing =
            Drawing { document: Rc::clone(&context.props().document.0), plan: Rc::clone(&context.props().plan.0) };
        match message {
            RunMessage::Check => self.begin_check(context, &drawing),
            RunMessage::CloseCheck => {
                self.pool(Rounds::Check).clear();
                let state = Rc::make_mut(&mut self.state);
                state.check = None;
                state.leave(View::Check);
            }
            RunMessage::Versus(rival) => self.begin_versus(context, &drawing, rival),
            RunMessage::CloseVersus => {
                self.pool(Rounds::Versus).clear();
                let state = Rc::make_mut(&mut self.state);
                state.versus = None;
                if state.view == View::Versus {
                    state.view = View::Scenario;
                }
            }
            RunMessage::RoundHeard(of, simulation, heard) => self.hear(of, simulation, heard),
            message => {
                let asks = Rc::make_mut(&mut self.state).take(message, &drawing);
                for ask in asks {
                    self.ask(context, ask);
                }
                let on_page = self.simulator.as_ref().is_some_and(Simulator::is_on_page);
                if on_page != self.state.on_page {
                    Rc::make_mut(&mut self.state).on_page = on_page;
                }
            }
        }
        *before != *self.state
    }

    fn changed(&mut self, context: &Context<Self>, before: &Props) -> bool {
        if let Some(seed) = context.props().seed.filter(|seed| before.seed != Some(*seed)) {
            Rc::make_mut(&mut self.state).seed = seed;
        }
        let document = &context.props().document;
        if before.document != *document && self.state.watched.is_some() {
            let asks = Rc::make_mut(&mut self.state).follow(&document.0);
            for ask in asks {
                self.ask(context, ask);
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let handle = RunHandle { state: Same(Rc::clone(&self.state)), send: self.send.clone() };
        html! { <ContextProvider<RunHandle> context={handle}>{ context.props().children.clone() }</ContextProvider<RunHandle>> }
    }
}

impl RunProvider {
    fn ask(&mut self, context: &Context<Self>, ask: Ask) {
        match ask {
            Ask::Drop => self.simulator = None,
            Ask::Request(request) => {
                let link = context.link();
                let simulator = self.simulator.get_or_insert_with(|| {
                    Simulator::open({
                        let link = link.clone();
                        move |heard| link.send_message(RunMessage::Heard(heard))
                    })
                });
                simulator.ask(&request);
            }
        }
    }

    /// The simulations that play such runs.
    fn pool(&mut self, of: Rounds) -> &mut Vec<Simulator> {
        &mut self.pools[of as usize]
    }

    fn hear(&mut self, of: Rounds, simulation: usize, heard: Heard) {
        let state = Rc::make_mut(&mut self.state);
        let (ask, open) = match (of, &mut state.check, &mut state.versus) {
            (Rounds::Check, Some(check), _) => (check.hear(simulation, heard), check.is_open()),
            (Rounds::Versus, _, Some(versus)) => (versus.hear(simulation, heard), versus.is_open()),
            _ => return,
        };
        if let Some(check) = state.check.as_mut().filter(|_| of == Rounds::Check && !open) {
            check.took_ms = frame::now_ms() - self.check_began_ms;
        }
        if open {
            ask_all(self.pool(of), ask);
        } else {
            self.pool(of).clear();
        }
    }

    fn begin_check(&mut self, context: &Context<Self>, drawing: &Drawing) {
        if drawing.document.components.is_empty() {
            return;
        }
        *self.pool(Rounds::Check) = simulators(context, Rounds::Check);
        let (check, asks) = Check::begin(drawing, self.state.seed, self.pool(Rounds::Check).len());
        let state = Rc::make_mut(&mut self.state);
        (state.check, state.view) = (Some(check), View::Check);
        self.check_began_ms = frame::now_ms();
        ask_all(self.pool(Rounds::Check), asks);
    }

    fn begin_versus(&mut self, context: &Context<Self>, drawing: &Drawing, rival: Rival) {
        if drawing.document.components.is_empty() {
            return;
        }
        *self.pool(Rounds::Versus) = simulators(context, Rounds::Versus);
        let (seed, length_s) = (self.state.seed, self.state.lasts_s(&drawing.document));
        let (versus, asks) = Versus::begin(drawing, rival, (seed, length_s), self.pool(Rounds::Versus).len());
        let state = Rc::make_mut(&mut self.state);
        (state.versus, state.view) = (Some(versus), View::Versus);
        ask_all(self.pool(Rounds::Versus), asks);
    }
}

/// As many simulations as this machine can work on at once, which say to us what they have to say.
fn simulators(context: &Context<RunProvider>, of: Rounds) -> Vec<Simulator> {
    let open = |number: usize| {
        let link = context.link().clone();
        Simulator::open(move |what| link.send_message(RunMessage::RoundHeard(of, number, what)))
    };
    let mut all: Vec<Simulator> = (0..cores()).map(open).collect();
    // On the page there is one program however many ask it.
    if all.iter().any(Simulator::is_on_page) {
        all.truncate(1);
    }
    all
}

fn ask_all(simulators: &[Simulator], asks: impl IntoIterator<Item = RoundAsk>) {
    for (simulation, request) in asks {
        if let Some(simulator) = simulators.get(simulation) {
            simulator.ask(&request);
        }
    }
}

/// The keys that work wherever the focus is, except where text is typed: by their place on the keyboard, so that they
/// work while Hangul is typed.
fn listen_to_keys(send: &Callback<RunMessage>) -> Option<EventListener> {
    let (page, send) = (platform::document()?, send.clone());
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&page, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| !event.default_prevented()) else { return };
        if let Some(message) = key(event) {
            event.prevent_default();
            send.emit(message);
        }
    }))
}

fn key(event: &KeyboardEvent) -> Option<RunMessage> {
    let command = event.ctrl_key() || event.meta_key();
    if event.alt_key() || event.shift_key() || event.is_composing() {
        return None;
    }
    match event.code().as_str() {
        "Enter" | "NumpadEnter" if command => Some(RunMessage::Toggle),
        _ if command || typing(event) => None,
        "KeyK" if !event.repeat() => Some(RunMessage::Toggle),
        "Period" => Some(RunMessage::Step),
        _ => None,
    }
}

impl Watched {
    /// Whether what is drawn now is still what it is a run of.
    pub fn is_of(&self, document: &Rc<Document>) -> bool {
        self.is_current(document)
    }
}
