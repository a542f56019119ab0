//! The page's one state and the only place that changes it: a function from state and message to state.
//!
//! The plan is compiled anew only when the topology changed (not its users, names or positions), the solution whenever
//! anything that it depends on did: at once where it is quick, else in a turn of its own (`computed` says more).

use std::rc::Rc;

use yew::Reducible;

use super::computed::{Computed, same};
use super::insight::{Insight, Search};
pub use super::panels::{Panel, Panels};
use crate::card::Basis;
use crate::editor::Action;
use crate::editor::{Editor, Input};
use crate::model::Document;
use crate::model::catalog::Kind;
use crate::plan::{Class, Plan};
use crate::platform::media;
use crate::share::{Problem, ShareError};
use crate::text::Language;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name, in storage and in the page's `data-theme`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name; the system's for any other.
    pub fn from_key(key: &str) -> Self {
        match key {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Whether it is dark now.
    pub fn is_dark(self) -> bool {
        match self {
            Self::Dark => true,
            Self::Light => false,
            Self::Auto => media::matches(media::DARK),
        }
    }

    /// The next one, for a button that goes round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A fragment of the address, as it stood there.
    Link(String),
    /// A file of this name.
    File(String),
}

/// What the page has to say above the canvas until it is dismissed.
#[derive(Clone, Debug, PartialEq)]
pub enum Banner {
    /// A document was opened in place of another one, which undo brings back.
    Opened {
        /// Where it came from.
        origin: Origin,
        /// What was left out or corrected.
        problems: Vec<Problem>,
        /// Whether something was there before.
        replaced: bool,
    },
    /// A document could not be opened; what was there is still there.
    Broken {
        /// Where it came from.
        origin: Origin,
        /// Why.
        error: ShareError,
    },
    /// The browser keeps nothing: a reload will lose the document.
    NotSaved,
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Link and file.
    Share {
        /// Whether the link is on the clipboard; `None` until the browser has answered.
        copied: Option<bool>,
    },
    /// Keys and habits.
    Help,
    /// How figures are computed.
    Card(Topic),
    /// Systems whose answers are known.
    Proof,
    /// What to compare the drawing with.
    Versions,
}

/// A place in the model card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Everything, with a search.
    Index,
    /// What a figure comes from, or a formula by itself.
    Formula(Basis),
    /// A kind of component.
    Kind(Kind),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The user did something to the document, the selection or the view.
    Do(Action),
    /// The pointer did something on the canvas.
    Input(Input),
    /// A slider was let go: what follows is an entry of its own in the history.
    Commit,
    /// A link or a file was read.
    Read(Origin, Box<Result<crate::share::Opened, ShareError>>),
    /// Another language.
    SetLanguage(Language),
    /// Another theme.
    SetTheme(Theme),
    /// Open or close a panel.
    SetPanel(Panel, bool),
    /// The screen became narrow or wide.
    SetNarrow(bool),
    /// Show figures of one class, or of all.
    SetClass(Option<Class>),
    /// Open a dialog, or close it.
    SetDialog(Option<Dialog>),
    /// What was found out about a plan.
    Learn(Rc<Plan>, Rc<Insight>),
    /// Solve what is behind, once.
    CatchUp,
    /// Search for the capacity, however long it takes.
    FindCapacity,
    /// Present the document from a step on, counted from 0; `None`: end.
    Present(Option<usize>),
    /// The banner was read.
    DismissBanner,
    /// The browser did not let us store the document.
    StorageFailed,
}

/// Everything that the page shows.
#[derive(Clone)]
pub struct AppState {
    /// Document, history, selection, camera, gesture.
    pub editor: Editor,
    /// What the engine says about the document.
    pub computed: Computed,
    /// What else is known of the plan; `None` until there was a pause.
    pub insight: Option<Rc<Insight>>,
    /// Whether the capacity of this plan was asked for.
    pub asked: bool,
    /// Language of the page.
    pub language: Language,
    /// Theme of the page.
    pub theme: Theme,
    /// The seed of simulations that came with the document.
    pub seed: Option<u64>,
    /// Which panels are open.
    pub panels: Panels,
    /// The class whose figures the results show first; `None`: the one with the most requests.
    pub class: Option<Class>,
    /// What is said above the canvas.
    pub banner: Option<Rc<Banner>>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The step that a presentation began with; `None`: there is none.
    pub presenting: Option<usize>,
}

impl AppState {
    /// The page on `document`.
    pub fn new(document: Document, language: Language, theme: Theme, narrow: bool) -> Self {
        let computed = Computed::of(&document);
        Self {
            editor: Editor::new(document),
            computed,
            insight: None,
            asked: false,
            language,
            theme,
            seed: None,
            panels: Panels::new(narrow),
            class: None,
            banner: None,
            dialog: None,
            presenting: None,
        }
    }

    /// The document as it stands.
    pub fn document(&self) -> &Rc<Document> {
        self.editor.document()
    }

    /// The state after `message`.
    #[must_use]
    pub fn after(&self, message: Message) -> Self {
        self.changed(|next| next.take(message))
    }

    /// The state after `change`, with what is computed following the document.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut next = self.clone();
        change(&mut next);
        let (old, new) = (self.document(), next.document().clone());
        if !Rc::ptr_eq(old, &new) && next.computed.follow(old, &new) {
            (next.insight, next.asked) = (None, false);
        }
        next
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Do(action) => self.act(action),
            Message::Input(input) => self.editor.input(input),
            Message::Commit => self.editor.commit(),
            Message::Read(origin, outcome) => self.read(origin, *outcome),
            Message::SetLanguage(language) => self.language = language,
            Message::SetTheme(theme) => self.theme = theme,
            Message::SetPanel(panel, open) => self.panels = self.panels.with(panel, open),
            Message::SetNarrow(narrow) if narrow != self.panels.narrow => self.panels = Panels::new(narrow),
            Message::SetNarrow(_) => {}
            Message::SetClass(class) => self.class = class,
            Message::SetDialog(dialog) => self.dialog = dialog,
            Message::Learn(plan, insight) if Rc::ptr_eq(&plan, &self.computed.plan) => self.insight = Some(insight),
            Message::Learn(..) => {}
            Message::CatchUp => {
                let document = self.document().clone();
                self.computed.catch_up(&document);
            }
            Message::FindCapacity => self.ask(),
            Message::Present(step) => self.presenting = step,
            Message::DismissBanner => self.banner = None,
            Message::StorageFailed => {
                self.banner.get_or_insert_with(|| Rc::new(Banner::NotSaved));
            }
        }
    }

    fn act(&mut self, action: Action) {
        // What cannot be done changes nothing and is announced by the editor.
        let _ = self.editor.apply(action);
    }

    fn read(&mut self, origin: Origin, outcome: Result<crate::share::Opened, ShareError>) {
        let banner = match outcome {
            Ok(opened) => {
                let replaced = !self.document().components.is_empty();
                self.act(Action::Open(Box::new(opened.document)));
                if let Some(view) = opened.extras.view {
                    self.editor.show(view);
                }
                self.seed = opened.extras.seed.or(self.seed);
                Banner::Opened { origin, problems: opened.problems, replaced }
            }
            Err(error) => Banner::Broken { origin, error },
        };
        self.banner = Some(Rc::new(banner));
    }

    fn ask(&mut self) {
        self.asked = true;
        if let Some(insight) = &mut self.insight {
            Rc::make_mut(insight).capacity = Search::Working;
        }
    }
}

impl PartialEq for AppState {
    /// What is large is compared by its address: the engine's answers change only together with the document.
    fn eq(&self, other: &Self) -> bool {
        self.editor == other.editor
            && self.computed == other.computed
            && same(self.insight.as_ref(), other.insight.as_ref())
            && self.asked == other.asked
            && self.language == other.language
            && self.theme == other.theme
            && self.seed == other.seed
            && self.panels == other.panels
            && self.class == other.class
            && self.banner == other.banner
            && self.dialog == other.dialog
            && self.presenting == other.presenting
    }
}

impl Reducible for AppState {
    type Action = Message;

    fn reduce(self: Rc<Self>, message: Message) -> Rc<Self> {
        let next = self.after(message);
        // The same state again skips the render.
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::geometry::Point;
    use crate::editor::Item;
    use crate::lessons::example;
    use crate::share::link;

    fn page() -> AppState {
        let document = (example("stage-3").unwrap().build)();
        settled(AppState::new(document, Language::English, Theme::Auto, false))
    }

    /// With nothing behind.
    fn settled(mut state: AppState) -> AppState {
        while state.computed.behind.is_some() {
            state = state.after(Message::CatchUp);
        }
        state
    }

    fn read(fragment: &str) -> Message {
        Message::Read(Origin::Link(fragment.to_owned()), Box::new(link::decode(fragment)))
    }

    #[test]
    fn a_good_link_opens_and_undo_brings_the_former_document_back() {
        let before = page();
        let other = (example("stage-0").unwrap().build)();
        let after = settled(before.after(read(&link::encode(&other))));
        assert_eq!(after.document().components.len(), other.components.len());
        assert!(matches!(after.banner.as_deref(), Some(Banner::Opened { replaced: true, .. })));
        let back = settled(after.after(Message::Do(Action::Undo)));
        assert_eq!(back.document(), before.document());
        assert_eq!(back.computed.solution, before.computed.solution);
    }

    #[test]
    fn a_broken_link_says_so_and_keeps_what_was_there() {
        let before = page();
        let whole = link::encode(before.document());
        let after = before.after(read(&whole[..whole.len() - 9]));
        assert!(Rc::ptr_eq(before.document(), after.document()));
        assert!(matches!(after.banner.as_deref(), Some(Banner::Broken { error: ShareError::Damaged, .. })));
    }

    #[test]
    fn another_drawing_never_stands_beside_the_figures_of_the_former() {
        let before = page();
        let other = (example("stage-1").unwrap().build)();
        let opened = before.after(Message::Do(Action::Open(Box::new(other))));
        assert!(opened.computed.behind.is_some() && opened.computed.solution.components.is_empty());
        let settled = settled(opened);
        assert!(!settled.computed.solution.components.is_empty());
        let back = settled.after(Message::Do(Action::Undo));
        assert!(back.computed.behind.is_some() && back.computed.solution.components.is_empty());
    }

    #[test]
    fn the_slider_solves_but_does_not_compile() {
        let before = page();
        let after = before.after(Message::Do(Action::SetUsers(before.document().users * 2.0)));
        assert!(Rc::ptr_eq(&before.computed.plan, &after.computed.plan));
        assert!((after.computed.solution.offered_per_s / before.computed.solution.offered_per_s - 2.0).abs() < 1e-9);
    }

    #[test]
    fn moving_and_renaming_compute_nothing() {
        let before = page();
        let id = *before.document().components.keys().next().unwrap();
        let selected = before.after(Message::Do(Action::Select(vec![Item::Component(id)])));
        let moved = selected.after(Message::Do(Action::Nudge { columns: 3, rows: 0 }));
        assert_ne!(moved.document(), before.document());
        let named = moved.after(Message::Do(Action::Rename(id, "front".to_owned())));
        let panned = named.after(Message::Do(Action::PanBy(Point::new(5.0, 5.0))));
        assert!(Rc::ptr_eq(&before.computed.solution, &panned.computed.solution));
    }

    #[test]
    fn a_strike_is_compared_with_the_healthy_state_until_it_is_healed() {
        let before = page();
        let web = before.document().components.iter().find(|(_, component)| component.kind == Kind::WebServer);
        let id = *web.unwrap().0;
        let struck = before.after(Message::Do(Action::Strike(id.into(), crate::model::Fault::Down)));
        let healthy = struck.computed.healthy.as_ref().expect("it is there");
        assert_eq!(healthy.classes, before.computed.solution.classes);
        assert!(struck.computed.solution.goodput_per_s < before.computed.solution.goodput_per_s);
        let healed = struck.after(Message::Do(Action::Heal(id.into())));
        assert_eq!(healed.computed.healthy, None);
        assert_eq!(healed.computed.solution, before.computed.solution);
    }
}
