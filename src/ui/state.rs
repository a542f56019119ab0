//! The page's one state and the only place that changes it: a pure function from state and message to state.
//!
//! Invariant: plan and solution always belong to the editor's document. The plan is compiled anew only when the
//! topology changed (not its users, names or positions), the solution whenever anything that it depends on did.

use std::rc::Rc;

use yew::Reducible;

use super::insight::{Insight, Search};
use crate::card::Basis;
use crate::editor::Action;
use crate::editor::{Editor, Input};
use crate::model::catalog::Kind;
use crate::model::{Component, Document};
use crate::plan::{Class, Plan, compile};
use crate::share::{Problem, ShareError};
use crate::solve::{self, Solution};
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

/// A panel around the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// What can be added.
    Palette,
    /// What is selected.
    Inspector,
    /// What was computed.
    Results,
    /// Components and connections as a list.
    Outline,
}

/// Which panels are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each panel is open or closed, whatever the others are")]
pub struct Panels {
    /// Whether the screen is as narrow as a phone's: then at most one is open, as a sheet.
    pub narrow: bool,
    /// See [`Panel::Palette`].
    pub palette: bool,
    /// See [`Panel::Inspector`].
    pub inspector: bool,
    /// See [`Panel::Results`].
    pub results: bool,
    /// See [`Panel::Outline`].
    pub outline: bool,
}

impl Panels {
    /// What a screen begins with.
    pub const fn new(narrow: bool) -> Self {
        Self { narrow, palette: !narrow, inspector: !narrow, results: !narrow, outline: false }
    }

    /// Whether `panel` is open.
    pub const fn is_open(self, panel: Panel) -> bool {
        match panel {
            Panel::Palette => self.palette,
            Panel::Inspector => self.inspector,
            Panel::Results => self.results,
            Panel::Outline => self.outline,
        }
    }

    /// With `panel` opened or closed; a sheet closes the others.
    #[must_use]
    pub const fn with(mut self, panel: Panel, open: bool) -> Self {
        if self.narrow && open {
            self = Self { narrow: true, palette: false, inspector: false, results: false, outline: false };
        }
        match panel {
            // The two share the left side.
            Panel::Palette => (self.palette, self.outline) = (open, self.outline && !open),
            Panel::Outline => (self.palette, self.outline) = (self.palette && !open, open),
            Panel::Inspector => self.inspector = open,
            Panel::Results => self.results = open,
        }
        self
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
    /// Search for the capacity, however long it takes.
    FindCapacity,
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
    /// What the document compiles to; does not depend on its users.
    pub plan: Rc<Plan>,
    /// The same without its faults; `None` while nothing is struck.
    healthy_plan: Option<Rc<Plan>>,
    /// What the engine says about the document.
    pub solution: Rc<Solution>,
    /// The same without its faults; `None` while nothing is struck.
    pub healthy: Option<Rc<Solution>>,
    /// What else is known of the plan; `None` until there was a pause.
    pub insight: Option<Rc<Insight>>,
    /// Whether the capacity of this plan was asked for.
    pub asked: bool,
    /// Language of the page.
    pub language: Language,
    /// Theme of the page.
    pub theme: Theme,
    /// Which panels are open.
    pub panels: Panels,
    /// The class whose figures the results show first; `None`: the one with the most requests.
    pub class: Option<Class>,
    /// What is said above the canvas.
    pub banner: Option<Rc<Banner>>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
}

impl AppState {
    /// The page on `document`.
    pub fn new(document: Document, language: Language, theme: Theme, narrow: bool) -> Self {
        let mut state = Self {
            editor: Editor::new(document),
            plan: Rc::default(),
            healthy_plan: None,
            solution: Rc::default(),
            healthy: None,
            insight: None,
            asked: false,
            language,
            theme,
            panels: Panels::new(narrow),
            class: None,
            banner: None,
            dialog: None,
        };
        state.compile();
        state.solve();
        state
    }

    /// The document as it stands.
    pub fn document(&self) -> &Rc<Document> {
        self.editor.document()
    }

    /// The state after `message`.
    #[must_use]
    pub fn after(&self, message: Message) -> Self {
        let mut next = self.clone();
        next.take(message);
        if !Rc::ptr_eq(self.document(), next.document()) {
            let compiles = !same_topology(self.document(), next.document());
            if compiles {
                next.compile();
            }
            if compiles || self.document().users != next.document().users {
                next.solve();
            }
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
            Message::Learn(plan, insight) if Rc::ptr_eq(&plan, &self.plan) => self.insight = Some(insight),
            Message::Learn(..) => {}
            Message::FindCapacity => self.ask(),
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

    fn compile(&mut self) {
        (self.insight, self.asked) = (None, false);
        let document = self.editor.document();
        self.plan = Rc::new(compile(document));
        self.healthy_plan = (!document.faults.is_empty()).then(|| {
            let healed = Document { faults: std::collections::BTreeMap::new(), ..(**document).clone() };
            Rc::new(compile(&healed))
        });
    }

    fn solve(&mut self) {
        let users = self.document().users;
        self.solution = Rc::new(solve::solve(&self.plan, users));
        self.healthy = self.healthy_plan.as_ref().map(|plan| Rc::new(solve::solve(plan, users)));
    }
}

impl PartialEq for AppState {
    /// What is large is compared by its address: the engine's answers change only together with the document.
    fn eq(&self, other: &Self) -> bool {
        self.editor == other.editor
            && Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.solution, &other.solution)
            && same(self.insight.as_ref(), other.insight.as_ref())
            && self.asked == other.asked
            && self.language == other.language
            && self.theme == other.theme
            && self.panels == other.panels
            && self.class == other.class
            && self.banner == other.banner
            && self.dialog == other.dialog
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

fn same<T>(a: Option<&Rc<T>>, b: Option<&Rc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
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
    use crate::base::geometry::Point;
    use crate::editor::Item;
    use crate::lessons::example;
    use crate::share::link;

    fn page() -> AppState {
        let document = (example("stage-3").unwrap().build)();
        AppState::new(document, Language::English, Theme::Auto, false)
    }

    fn read(fragment: &str) -> Message {
        Message::Read(Origin::Link(fragment.to_owned()), Box::new(link::decode(fragment)))
    }

    #[test]
    fn a_good_link_opens_and_undo_brings_the_former_document_back() {
        let before = page();
        let other = (example("stage-0").unwrap().build)();
        let after = before.after(read(&link::encode(&other)));
        assert_eq!(after.document().components.len(), other.components.len());
        assert!(matches!(after.banner.as_deref(), Some(Banner::Opened { replaced: true, .. })));
        let back = after.after(Message::Do(Action::Undo));
        assert_eq!(back.document(), before.document());
        assert_eq!(back.solution, before.solution);
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
    fn the_slider_solves_but_does_not_compile() {
        let before = page();
        let after = before.after(Message::Do(Action::SetUsers(before.document().users * 2.0)));
        assert!(Rc::ptr_eq(&before.plan, &after.plan));
        assert!((after.solution.offered_per_s / before.solution.offered_per_s - 2.0).abs() < 1e-9);
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
        assert!(Rc::ptr_eq(&before.solution, &panned.solution));
    }

    #[test]
    fn a_strike_is_compared_with_the_healthy_state_until_it_is_healed() {
        let before = page();
        let web = before.document().components.iter().find(|(_, component)| component.kind == Kind::WebServer);
        let id = *web.unwrap().0;
        let struck = before.after(Message::Do(Action::Strike(id, crate::model::Fault::Down)));
        assert_eq!(struck.healthy.as_deref(), Some(&*before.solution));
        assert!(struck.solution.goodput_per_s < before.solution.goodput_per_s);
        let healed = struck.after(Message::Do(Action::Heal(id)));
        assert_eq!(healed.healthy, None);
        assert_eq!(healed.solution, before.solution);
    }

    #[test]
    fn on_a_phone_one_sheet_is_open_at_a_time() {
        let panels = Panels::new(true).with(Panel::Palette, true).with(Panel::Results, true);
        assert!(panels.results && !panels.palette);
        let desk = Panels::new(false).with(Panel::Outline, true);
        assert!(desk.outline && !desk.palette && desk.results);
    }
}
