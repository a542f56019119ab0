//! A document that is shown, not edited: at which step it is, what was struck and set on the way, and how it goes from one
//! step to the next. Without a screen.

use std::rc::Rc;

use yew::Reducible;

use crate::base::geometry::Rect;
use crate::editor::{Action, Input};
use crate::model::Document;
use crate::text::Language;
use crate::ui::state::{AppState, Message, Theme};

/// How much whoever looks may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    /// Look around.
    Off,
    /// Look around, move the users slider, strike and heal.
    #[default]
    Play,
}

/// What happens to what is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ShowMessage {
    /// Whoever looks did something.
    Page(Message),
    /// Whoever shows it did something to the load or the faults.
    Order(Action),
    /// Another document, at a step of it where it has any.
    Load(Box<Document>, usize),
    /// Another seed of its runs.
    Seed(u64),
    /// This part of the canvas, in place of all of it.
    Look(Rect),
    /// Another step, from 0; one beyond the last is the last. Whether the way there is to be seen.
    Go(usize, bool),
    /// So much of the way to the next drawing is done, 0 to 1.
    Pass(f64),
}

/// What is shown.
#[derive(Clone)]
pub struct ShowState {
    /// The drawing as it is shown, and what the engine says about it.
    pub page: AppState,
    /// The document with all its steps, as it came.
    pub whole: Rc<Document>,
    /// At which step it is, from 0; 0 where there are none.
    pub step: usize,
    /// The seed of its runs.
    pub seed: u64,
    hands: Hands,
}

impl ShowState {
    /// `document` at `step` (from 0).
    pub fn new(document: Document, step: usize, language: Language, theme: Theme, hands: Hands) -> Self {
        let (shown, step) = at(&document, step);
        Self { page: AppState::new(shown, language, theme, false), whole: Rc::new(document), step, seed: 1, hands }
    }

    /// What is said about this step.
    pub fn caption(&self) -> &str {
        self.whole.steps.get(self.step).map_or("", |step| step.caption.as_str())
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        self.whole.steps.len()
    }

    /// Whether whoever looks may change load and faults.
    pub fn hands(&self) -> Hands {
        self.hands
    }

    /// The state after `message`.
    #[must_use]
    pub fn after(&self, message: ShowMessage) -> Self {
        let mut next = self.clone();
        match message {
            ShowMessage::Page(message) if is_allowed(&message, self.hands) => next.page = self.page.after(message),
            ShowMessage::Page(_) => {}
            ShowMessage::Order(action) => next.page = self.page.after(Message::Do(action)),
            ShowMessage::Load(document, step) => {
                let (shown, step) = at(&document, step);
                (next.whole, next.step) = (Rc::new(*document), step);
                next.page = self.page.changed(|page| {
                    page.editor.show_all();
                    page.editor.go_to(shown, false);
                });
            }
            ShowMessage::Go(step, smooth) => {
                let (shown, step) = at(&self.whole, step);
                next.step = step;
                next.page = self.page.changed(|page| page.editor.go_to(shown, smooth));
            }
            ShowMessage::Seed(seed) => next.seed = seed,
            ShowMessage::Look(part) => next.page = self.page.changed(|page| page.editor.show(part)),
            ShowMessage::Pass(share) => next.page = self.page.changed(|page| page.editor.pass(share)),
        }
        next
    }
}

/// What is drawn at a step, and which step that is. Without steps the document itself is what is shown.
fn at(document: &Document, step: usize) -> (Document, usize) {
    let step = step.min(document.steps.len().saturating_sub(1));
    let mut shown = document.at_step(step).unwrap_or_else(|| document.clone());
    // The steps stand in the whole; what is shown is played, sent to the simulation and shared without them.
    shown.steps = Vec::new();
    (shown, step)
}

/// What may be done to what is only shown.
fn is_allowed(message: &Message, hands: Hands) -> bool {
    match message {
        Message::Do(action) => match action {
            Action::Select(_) | Action::ZoomToFit | Action::ZoomBy(_) | Action::ZoomReset | Action::PanBy(_) => true,
            Action::SetUsers(_) | Action::Strike(..) | Action::Heal(_) | Action::HealOne(..) | Action::HealAll => {
                hands == Hands::Play
            }
            _ => false,
        },
        Message::Input(input) => matches!(input, Input::Viewport(_) | Input::Wheel { .. }),
        Message::CatchUp | Message::Commit => true,
        _ => false,
    }
}

impl PartialEq for ShowState {
    fn eq(&self, other: &Self) -> bool {
        self.page == other.page
            && Rc::ptr_eq(&self.whole, &other.whole)
            && self.step == other.step
            && self.seed == other.seed
    }
}

impl Reducible for ShowState {
    type Action = ShowMessage;

    fn reduce(self: Rc<Self>, message: ShowMessage) -> Rc<Self> {
        let next = self.after(message);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::{Edit, StepEdit, apply};
    use crate::lessons::example;
    use crate::model::Fault;
    use crate::model::catalog::Kind;

    /// Three steps: one web server, then ten times the users, then the server down.
    fn told() -> Document {
        let mut document = (example("stage-1").expect("the stage is there").build)();
        let add = |document: &Document, caption: &str| {
            let step = StepEdit::Add { at: usize::MAX, caption: caption.to_owned() };
            apply(document, &Edit::Steps(step)).expect("there is room")
        };
        document = add(&document, "calm");
        document.users *= 10.0;
        document = add(&document, "busy");
        let server = document.components.iter().find(|(_, component)| component.kind != Kind::Users);
        let server = *server.expect("somebody serves").0;
        document.faults.insert(server, Fault::Down);
        add(&document, "down")
    }

    fn show(hands: Hands) -> ShowState {
        ShowState::new(told(), 0, Language::English, Theme::Auto, hands)
    }

    #[test]
    fn steps_are_gone_through_and_what_was_done_on_the_way_is_forgotten() {
        let first = show(Hands::Play);
        let users = first.page.document().users;
        assert_eq!((first.caption(), first.steps()), ("calm", 3));
        let moved = first.after(ShowMessage::Page(Message::Do(Action::SetUsers(users * 3.0))));
        assert_eq!(moved.page.document().users, users * 3.0);
        let second = moved.after(ShowMessage::Go(1, true));
        assert_eq!((second.caption(), second.page.document().users), ("busy", users * 10.0));
        let last = second.after(ShowMessage::Go(99, true));
        assert_eq!((last.step, last.page.document().faults.len()), (2, 1));
        let back = last.after(ShowMessage::Go(0, false));
        assert_eq!((back.step, back.page.document().users), (0, users));
    }

    #[test]
    fn nobody_who_only_looks_changes_anything() {
        let (looking, playing) = (show(Hands::Off), show(Hands::Play));
        let id = *looking.page.document().components.keys().next().expect("there is one");
        let load = ShowMessage::Page(Message::Do(Action::SetUsers(7.0)));
        let strike = ShowMessage::Page(Message::Do(Action::Strike(id.into(), Fault::Down)));
        let rename = ShowMessage::Page(Message::Do(Action::Rename(id, "mine".to_owned())));
        for message in [&load, &strike, &rename] {
            assert!(looking.after(message.clone()) == looking, "{message:?}");
        }
        assert!(playing.after(rename) == playing, "nobody edits what is shown");
        assert_eq!(playing.after(load).page.document().users, 7.0);
        let ordered = looking.after(ShowMessage::Order(Action::SetUsers(9.0)));
        assert_eq!(ordered.page.document().users, 9.0, "whoever shows it decides");
    }

    #[test]
    fn a_document_without_steps_is_shown_as_it_is() {
        let document = (example("stage-2").expect("the stage is there").build)();
        let shown = ShowState::new(document.clone(), 4, Language::English, Theme::Auto, Hands::Play);
        assert_eq!((shown.step, shown.caption(), &**shown.page.document()), (0, "", &document));
        let other = shown.after(ShowMessage::Load(Box::new(told()), 1));
        assert_eq!((other.step, other.caption()), (1, "busy"));
    }
}
