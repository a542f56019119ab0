//! The page around: does what it asks for, and tells it what happens.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};
use yew::prelude::*;

use super::outbox::Outbox;
use super::parameters::Parameters;
use super::picture;
use super::protocol::{self, Command, Format, Id, Refusal, Settings, Who};
use super::{figures, keys};
use yew::platform::spawn_local;

use crate::editor::{Action, Edit, apply};
use crate::model::{ComponentId, Document, Subject};
use crate::platform::parent::{self, Heard, Said};
use crate::platform::{address, media, root_attribute};
use crate::share::{self, link};
use crate::ui::context::Say;
use crate::ui::run::RunHandle;
use crate::ui::run::state::{RunMessage, Stage};
use crate::ui::show::playing::{Playing, Turn};
use crate::ui::show::state::{ShowMessage, ShowState};
use crate::ui::widgets::Same;
use crate::worker::Speed;

/// What the page around can see and change.
#[derive(Clone)]
pub(super) struct Host {
    /// What the address asks for.
    pub(super) parameters: Rc<Parameters>,
    /// What is shown.
    pub(super) state: Same<ShowState>,
    /// Where to say what is to be shown.
    pub(super) send: Callback<ShowMessage>,
    /// The run.
    pub(super) run: RunHandle,
    /// Whether it plays.
    pub(super) playing: Playing,
    /// Where to say whether it is to play.
    pub(super) turn: Callback<Turn>,
}

/// Hears the page around and speaks to it, as long as this is shown.
#[hook]
pub(super) fn use_host(host: &Host) {
    let latest = use_memo((), |()| RefCell::new(host.clone()));
    *latest.borrow_mut() = host.clone();
    let outbox = (*use_memo((), |()| Outbox::new(host.parameters.target()))).clone();
    let is_reveal = use_mut_ref(|| false);
    let waiting: Waiting = (*use_memo((), |()| Waiting::default())).clone();
    use_effect_with(host.state.page.computed.behind.is_none(), {
        let (outbox, latest, waiting) = (outbox.clone(), latest.clone(), waiting.clone());
        move |settled: &bool| {
            let ready = if *settled { waiting.take() } else { Vec::new() };
            for (id, command) in ready {
                let now = latest.borrow().clone();
                now.answer(&outbox, id, command);
            }
        }
    });
    use_effect_with((), {
        let (outbox, latest) = (outbox.clone(), latest.clone());
        move |()| {
            let to_keys = (outbox.clone(), is_reveal.clone());
            // What the deck has said while this program was loading, as the page's first script has kept it.
            if let Some(early) = root_attribute("data-slide") {
                hear_slide(&latest.borrow().clone(), &is_reveal, &early);
            }
            let listeners = (
                parent::on_message(protocol::SOURCE, protocol::LONGEST, move |heard| {
                    let now = latest.borrow().clone();
                    hear(&now, &outbox, &waiting, &is_reveal, heard);
                }),
                keys::on_lost_key(move |message, code| {
                    let (outbox, is_reveal) = &to_keys;
                    outbox.say(&message);
                    if *is_reveal.borrow() {
                        // What reveal.js takes from any frame, so that it needs no script of ours.
                        outbox.say_text(&json!({ "method": "triggerKey", "args": [code] }).to_string());
                    }
                }),
            );
            move || drop(listeners)
        }
    });
    use_telling(host, &outbox);
}

/// Tells what has changed.
#[hook]
fn use_telling(host: &Host, outbox: &Outbox) {
    let page = &host.state.page;
    let say = Say(page.language);
    let settled = page.computed.behind.is_none();
    let ready = use_mut_ref(|| false);
    use_effect_with((host.state.clone(), host.playing.wanted, settled), {
        let (outbox, ready) = (outbox.clone(), ready.clone());
        move |(state, playing, settled): &(Same<ShowState>, bool, bool)| {
            let shown = || figures::shown(say, state, *playing);
            if *settled && !ready.replace(true) {
                outbox.say(&protocol::write("ready", &Value::Null, &shown()));
            }
            if *ready.borrow() {
                let message = protocol::write("change", &Value::Null, &shown());
                outbox.say_if_new("change", message);
            }
        }
    });
    use_effect_with((Same::from(&page.computed.solution), settled), {
        let (outbox, state) = (outbox.clone(), host.state.clone());
        move |(_, settled): &(_, bool)| {
            if *settled && !state.page.document().components.is_empty() {
                outbox.say_soon("results", protocol::write("results", &Value::Null, &figures::results(say, &state)));
            }
        }
    });
    let watched = host.run.state.watched.as_ref();
    let revision = watched.map(|watched| (watched.number, watched.seen.revision));
    use_effect_with(revision, {
        let (outbox, run) = (outbox.clone(), host.run.state.clone());
        move |_: &Option<(u32, u64)>| {
            if let Some(tick) = run.watched.as_ref().and_then(figures::tick) {
                outbox.say_soon("tick", protocol::write("tick", &Value::Null, &tick));
            }
        }
    });
    let failed = watched.and_then(|watched| match &watched.stage {
        Stage::Failed(trouble) => Some(format!("{trouble:?}")),
        _ => None,
    });
    use_effect_with(failed, {
        let outbox = outbox.clone();
        move |failed: &Option<String>| {
            if let Some(why) = failed {
                let payload = json!({ "code": "run-failed", "message": why });
                outbox.say(&protocol::write("error", &Value::Null, &payload));
            }
        }
    });
}

/// What is asked for figures that are not there yet; answered as soon as they are.
type Waiting = Rc<RefCell<Vec<(Id, Command)>>>;

/// Whoever asks for figures faster than they are computed waits for the last of them only so often.
const MOST_WAITING: usize = 20;

fn hear(host: &Host, outbox: &Outbox, waiting: &Waiting, is_reveal: &RefCell<bool>, heard: Heard) {
    if !host.parameters.hears(&heard.origin) {
        return;
    }
    match heard.said {
        Said::Text(text) => hear_slide(host, is_reveal, &text),
        Said::Json(message) => {
            let Some((id, command)) = protocol::read(&message) else { return };
            match command {
                Ok(command) if needs_figures(&command) && host.state.page.computed.behind.is_some() => {
                    let mut waiting = waiting.borrow_mut();
                    if waiting.len() < MOST_WAITING {
                        waiting.push((id, command));
                    } else {
                        answer_with(outbox, &id, Err(Refusal::NotDone));
                    }
                }
                Ok(command) => host.answer(outbox, id, command),
                Err(refusal) => answer_with(outbox, &id, Err(refusal)),
            }
        }
    }
}

/// What decks say of the slide that this stands on.
fn hear_slide(host: &Host, is_reveal: &RefCell<bool>, text: &str) {
    let turn = match text {
        "slide:start" => Turn::SlideCame(host.parameters.autoplay != Some(false)),
        "slide:stop" => Turn::SlideLeft,
        _ => return,
    };
    is_reveal.replace(true);
    host.turn.emit(turn);
}

/// Whether what is answered holds figures, which have to be those of what is shown.
fn needs_figures(command: &Command) -> bool {
    matches!(command, Command::Snapshot | Command::Export(Format::Svg | Format::Png))
}

/// Errors are told in any case; that something is done only to whoever gave an id to know it by.
fn answer_with(outbox: &Outbox, id: &Id, answer: Result<Value, Refusal>) {
    match answer {
        Ok(payload) if !id.is_null() => outbox.say(&protocol::write("done", id, &payload)),
        Ok(_) => {}
        Err(refusal) => outbox.say(&protocol::error(id, &refusal)),
    }
}

impl Host {
    /// Does what was asked and says so; pictures made of points take the browser a moment.
    fn answer(&self, outbox: &Outbox, id: Id, command: Command) {
        if command == Command::Export(Format::Png) {
            let (picture, outbox) = (picture::drawn(&self.state), outbox.clone());
            spawn_local(async move {
                let png = picture::png(&picture).await;
                answer_with(&outbox, &id, png.map(|png| json!({ "png": png })).ok_or(Refusal::NotDone));
            });
        } else {
            answer_with(outbox, &id, self.obey(command));
        }
    }

    /// Does what was asked, and gives what is answered.
    fn obey(&self, command: Command) -> Result<Value, Refusal> {
        let order = |action: Action| self.send.emit(ShowMessage::Order(action));
        match command {
            Command::Load(opened, step) => {
                let problems = opened.problems.len();
                super::show(&self.send, *opened, step, &self.parameters);
                return Ok(json!({ "problems": problems }));
            }
            Command::Play => self.turn.emit(Turn::Want(true)),
            Command::Pause => self.turn.emit(Turn::Want(false)),
            Command::StepTo(step) => self.send.emit(ShowMessage::Go(step, !media::is_still())),
            Command::StepBy(by) => {
                let step = i64::try_from(self.state.step).unwrap_or(0).saturating_add(by).max(0);
                self.send.emit(ShowMessage::Go(usize::try_from(step).unwrap_or(0), !media::is_still()));
            }
            Command::SetUsers(users) => order(Action::SetUsers(users)),
            Command::SetSpeed(factor) => self.set(Settings { speed: Some(factor), ..Settings::default() }),
            Command::Set(settings) => self.set(settings),
            Command::Seek(to_s) => self.run.send.emit(RunMessage::Reach(to_s)),
            Command::Strike(who, fault) => {
                let subject = Subject::Component(self.find(&who)?);
                apply(self.state.page.document(), &Edit::Strike(subject, fault)).map_err(|_| Refusal::NotDone)?;
                order(Action::Strike(subject, fault));
            }
            Command::Heal(None) => order(Action::HealAll),
            Command::Heal(Some(who)) => order(Action::Heal(Subject::Component(self.find(&who)?))),
            Command::Export(format) => return Ok(self.export(format)),
            Command::Snapshot => return Ok(self.snapshot()),
        }
        Ok(Value::Null)
    }

    fn set(&self, settings: Settings) {
        if let Some(users) = settings.users {
            self.send.emit(ShowMessage::Order(Action::SetUsers(users)));
        }
        if let Some(factor) = settings.speed {
            let speed = if factor.is_finite() { Speed::Times(factor) } else { Speed::Fastest };
            self.run.send.emit(RunMessage::SetSpeed(speed));
        }
        if let Some(seed) = settings.seed {
            self.run.send.emit(RunMessage::SetSeed(seed));
        }
        if let Some(endless) = settings.endless {
            self.turn.emit(Turn::Endless(endless));
        }
    }

    fn find(&self, who: &Who) -> Result<ComponentId, Refusal> {
        let document = self.state.page.document();
        let say = Say(self.state.page.language);
        let found = match who {
            Who::Number(number) => Some(ComponentId(*number)).filter(|id| document.components.contains_key(id)),
            Who::Name(name) => {
                let mut named = document.components.iter().filter(|(_, one)| say.component(one) == *name);
                named.next().map(|(id, _)| *id)
            }
        };
        found.ok_or(Refusal::NoSuchComponent)
    }

    /// Pictures made of points are not among them: [`Host::answer`].
    fn export(&self, format: Format) -> Value {
        let document = as_shown(&self.state);
        match format {
            Format::Link => json!({ "link": address::playground(&link::encode(&document)) }),
            Format::Json => json!({ "document": share::write_file(&document) }),
            Format::Svg | Format::Png => json!({ "svg": picture::drawn(&self.state).svg }),
        }
    }

    fn snapshot(&self) -> Value {
        let say = Say(self.state.page.language);
        json!({
            "shown": figures::shown(say, &self.state, self.playing.wanted),
            "results": figures::results(say, &self.state),
            "run": self.run.state.watched.as_ref().and_then(figures::tick),
        })
    }
}

/// The document with everything that was done to it while it was shown.
pub(super) fn as_shown(state: &ShowState) -> Document {
    Document { steps: state.whole.steps.clone(), ..(**state.page.document()).clone() }
}
