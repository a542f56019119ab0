//! The application without a screen: what the document becomes, what is selected, where the camera stands, what a
//! gesture does. No browser, no clock. The page turns DOM events into [`Input`] and [`Action`] and draws [`Editor`].
//!
//! - A deed replaces the document by [`edit::apply`] and makes one entry in the history; a refused one changes nothing.
//! - A gesture shows its outcome in [`Editor::shown`] while [`Editor::document`] stays as it was; its end commits
//!   once, Escape leaves no trace.
//! - Selection and camera are not part of the history, though undo gives back what was selected then.

mod action;
mod announcement;
mod camera;
mod clipboard;
mod deeds;
pub mod edit;
pub mod history;
pub mod hit;
mod input;
pub mod keymap;
mod passage;
pub mod place;
mod popup;
pub mod route;
mod selection;
pub mod snap;
pub mod spot;
mod steps;
pub mod tool;
mod view;
pub mod walk;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::base::geometry::{Rect, Size};
use crate::model::{ComponentId, Document};

pub use action::{Action, Item, Walk};
pub use announcement::{Announcement, Term};
pub use camera::Camera;
pub use edit::{Contents, Edit, EditError, StepEdit, apply};
pub use history::Deed;
use history::{Entry, History};
pub use input::{Button, Device, Input, Modifiers, Pointer};
pub use passage::{Change, Passage};
pub use popup::{Popup, QuickAdd};
pub use tool::Tool;

/// The editor. Cheap to clone: what is large is shared.
#[derive(Clone, Debug)]
pub struct Editor {
    document: Rc<Document>,
    preview: Option<Rc<Document>>,
    passage: Option<Rc<Passage>>,
    history: Rc<History>,
    selection: Rc<BTreeSet<Item>>,
    active: Option<Item>,
    hover: Option<Item>,
    camera: Camera,
    viewport: Size,
    placed: bool,
    /// The part of the canvas that is shown instead of everything.
    wanted: Option<Rect>,
    tool: Tool,
    space: bool,
    popup: Option<Popup>,
    pasted: u32,
    announcement: Option<Rc<Announcement>>,
    announced: u64,
}

impl PartialEq for Editor {
    /// By what is drawn; documents and selections by pointer.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
            && Rc::ptr_eq(self.shown(), other.shown())
            && Rc::ptr_eq(&self.selection, &other.selection)
            && Rc::ptr_eq(&self.history, &other.history)
            && self.active == other.active
            && self.hover == other.hover
            && self.camera == other.camera
            && self.viewport == other.viewport
            && self.tool == other.tool
            && self.space == other.space
            && self.popup == other.popup
            && self.announced == other.announced
    }
}

impl Editor {
    /// An editor of `document`, which is shown whole as soon as the viewport is known.
    pub fn new(document: Document) -> Self {
        Self {
            document: Rc::new(document),
            preview: None,
            passage: None,
            history: Rc::default(),
            selection: Rc::default(),
            active: None,
            hover: None,
            camera: Camera::default(),
            viewport: Size::default(),
            placed: false,
            wanted: None,
            tool: Tool::Idle,
            space: false,
            popup: None,
            pasted: 0,
            announcement: None,
            announced: 0,
        }
    }

    /// The document; a gesture under way is not in it yet.
    pub const fn document(&self) -> &Rc<Document> {
        &self.document
    }

    /// The document as it is to be drawn, with the gesture under way.
    pub fn shown(&self) -> &Rc<Document> {
        self.preview.as_ref().unwrap_or(&self.document)
    }

    /// What is selected.
    pub fn selection(&self) -> &BTreeSet<Item> {
        &self.selection
    }

    /// The item that the keyboard is at; it has the focus ring.
    pub const fn active(&self) -> Option<Item> {
        self.active
    }

    /// The item under the pointer.
    pub const fn hover(&self) -> Option<Item> {
        self.hover
    }

    /// The view.
    pub const fn camera(&self) -> Camera {
        self.camera
    }

    /// Extent of the canvas on the screen, pixels.
    pub const fn viewport(&self) -> Size {
        self.viewport
    }

    /// The gesture under way.
    pub const fn tool(&self) -> &Tool {
        &self.tool
    }

    /// Whether a drag would pan, since the space bar is held.
    pub const fn is_panning_armed(&self) -> bool {
        self.space
    }

    /// What has opened on the canvas.
    pub const fn popup(&self) -> Option<&Popup> {
        self.popup.as_ref()
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.history.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        self.history.next().is_some()
    }

    /// What undo would take back: the key of its text, under `canvas-did-KEY`.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.last().map(Deed::key)
    }

    /// What redo would do again: the key of its text, under `canvas-did-KEY`.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.next().map(Deed::key)
    }

    /// What was done and the document before it, the newest first.
    pub fn earlier(&self) -> impl Iterator<Item = (Deed, &Rc<Document>)> {
        self.history.past().map(|entry| (entry.deed, &entry.document))
    }

    /// Entries in the history.
    pub fn history_length(&self) -> usize {
        self.history.len()
    }

    /// What to say in the live region; a new one has a new serial number.
    pub fn announcement(&self) -> Option<&Announcement> {
        self.announcement.as_deref()
    }

    /// Ends a row of deeds that would fall into one entry of the history: the next makes one of its own.
    pub fn commit(&mut self) {
        if self.history.is_open() {
            Rc::make_mut(&mut self.history).close();
        }
    }

    /// Does what the user asked for.
    ///
    /// # Errors
    /// [`EditError`] where it cannot be done; then nothing has changed, and the announcement says why.
    pub fn apply(&mut self, action: Action) -> Result<(), EditError> {
        let done = self.perform(action);
        if let Err(error) = &done {
            self.refuse(error);
        }
        done
    }

    /// Follows the pointer.
    pub fn input(&mut self, input: Input) {
        let tool = std::mem::take(&mut self.tool);
        self.tool = tool::step(tool, self, input);
    }

    /// Makes `edits` in one entry of the history. Gives whether anything changed.
    fn edit(&mut self, deed: Deed, edit: &Edit) -> Result<bool, EditError> {
        let changed = edit::apply(&self.document, edit)?;
        Ok(self.replace(deed, Rc::new(changed)))
    }

    /// Makes `changed` the document, with an entry in the history unless it is the same.
    fn replace(&mut self, deed: Deed, changed: Rc<Document>) -> bool {
        self.preview = None;
        if changed == self.document {
            return false;
        }
        let before = Entry { deed, document: self.document.clone(), selection: self.selection.clone() };
        Rc::make_mut(&mut self.history).record(before);
        if deed != Deed::Paste {
            self.pasted = 0;
        }
        self.document = changed;
        // A gesture that began on the former document would bring it back.
        self.tool = Tool::Idle;
        self.drop_stale();
        true
    }

    /// The ids of components that `edit` made: those that `before` did not have.
    fn fresh(&self, before: &Document) -> Vec<ComponentId> {
        self.document.components.keys().filter(|id| !before.components.contains_key(id)).copied().collect()
    }
}
