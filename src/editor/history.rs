//! History: labelled snapshots of the document. Documents share their components, so a snapshot is cheap.
//!
//! One entry per deed. Deeds that come in a row and mean one gesture (a slider dragged, an arrow key held) fall into
//! one entry until another deed, a change of selection or [`History::close`]; no clock is needed for that.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Item;
use crate::model::catalog::Parameter;
use crate::model::{ComponentId, Document, LinkId};

/// What an entry of the history did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Added a component.
    Add,
    /// Connected two.
    Connect,
    /// Moved an end of a link.
    Reconnect,
    /// Turned a link round.
    Reverse,
    /// Deleted.
    Delete,
    /// Duplicated.
    Duplicate,
    /// Pasted.
    Paste,
    /// Cut.
    Cut,
    /// Moved with the pointer.
    Move,
    /// Moved with the arrow keys.
    Nudge,
    /// Resized a container.
    Resize,
    /// Renamed.
    Rename,
    /// Set a parameter of a component.
    Set(ComponentId, Parameter),
    /// Set a parameter of a link.
    SetLink(LinkId, Parameter),
    /// Chose a preset.
    Product,
    /// Scaled up, down, out or in.
    Scale,
    /// Struck a component.
    Strike,
    /// Healed.
    Heal,
    /// Said what happens in the course of a run.
    Scenario,
    /// Moved the users slider.
    Users,
    /// Changed the title.
    Title,
    /// Opened another document.
    Open,
    /// Kept what is drawn as a step.
    StepAdd,
    /// Changed a caption.
    StepCaption(usize),
    /// Moved a step.
    StepMove,
    /// Removed a step.
    StepRemove,
    /// Kept what is drawn in place of a step.
    StepUpdate,
    /// Drew a step.
    StepDraw,
}

impl Deed {
    /// The keys of all labels, for the test that each has its text.
    pub const KEYS: &'static [&'static str] = &[
        "add",
        "connect",
        "reconnect",
        "reverse",
        "delete",
        "duplicate",
        "paste",
        "cut",
        "move",
        "resize",
        "rename",
        "set",
        "product",
        "scale",
        "strike",
        "heal",
        "scenario",
        "users",
        "title",
        "open",
        "step-add",
        "step-caption",
        "step-move",
        "step-remove",
        "step-update",
        "step-draw",
    ];

    /// The key of its label, under `canvas-did-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Connect => "connect",
            Self::Reconnect => "reconnect",
            Self::Reverse => "reverse",
            Self::Delete => "delete",
            Self::Duplicate => "duplicate",
            Self::Paste => "paste",
            Self::Cut => "cut",
            Self::Move | Self::Nudge => "move",
            Self::Resize => "resize",
            Self::Rename => "rename",
            Self::Set(..) | Self::SetLink(..) => "set",
            Self::Product => "product",
            Self::Scale => "scale",
            Self::Strike => "strike",
            Self::Heal => "heal",
            Self::Scenario => "scenario",
            Self::Users => "users",
            Self::Title => "title",
            Self::Open => "open",
            Self::StepAdd => "step-add",
            Self::StepCaption(_) => "step-caption",
            Self::StepMove => "step-move",
            Self::StepRemove => "step-remove",
            Self::StepUpdate => "step-update",
            Self::StepDraw => "step-draw",
        }
    }

    /// Whether it changes what a run of the sound drawing does.
    pub const fn changes_runs(self) -> bool {
        matches!(
            self,
            Self::Add
                | Self::Connect
                | Self::Reconnect
                | Self::Reverse
                | Self::Delete
                | Self::Duplicate
                | Self::Paste
                | Self::Cut
                | Self::Set(..)
                | Self::SetLink(..)
                | Self::Product
                | Self::Scale
                | Self::Open
                | Self::StepDraw
        )
    }

    /// Whether a row of these is one gesture.
    const fn coalesces(self) -> bool {
        matches!(
            self,
            Self::Nudge | Self::Set(..) | Self::SetLink(..) | Self::Users | Self::Title | Self::StepCaption(_)
        )
    }
}

/// What undo gives back.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The deed between this snapshot and the next one.
    pub deed: Deed,
    /// The document: before the deed in the past, after it in the future.
    pub document: Rc<Document>,
    /// What was selected then.
    pub selection: Rc<BTreeSet<Item>>,
}

/// Past and future of the document.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
    open: bool,
}

impl History {
    /// The most entries that are kept; the oldest go first.
    pub const LONGEST: usize = 500;

    /// Notes that `deed` is about to replace the document in `before`; the future is gone.
    pub fn record(&mut self, before: Entry) {
        self.future.clear();
        let continues = self.open && self.past.last().is_some_and(|last| last.deed == before.deed);
        self.open = before.deed.coalesces();
        if continues && self.open {
            return;
        }
        if self.past.len() == Self::LONGEST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// Ends the gesture: the next deed makes an entry of its own.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Whether a row of deeds is still one gesture.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Steps back: gives the entry to restore, and keeps `now` for redo.
    pub fn undo(&mut self, now: (Rc<Document>, Rc<BTreeSet<Item>>)) -> Option<Entry> {
        let entry = self.past.pop()?;
        self.open = false;
        self.future.push(Entry { deed: entry.deed, document: now.0, selection: now.1 });
        Some(entry)
    }

    /// Steps forward again.
    pub fn redo(&mut self, now: (Rc<Document>, Rc<BTreeSet<Item>>)) -> Option<Entry> {
        let entry = self.future.pop()?;
        self.open = false;
        self.past.push(Entry { deed: entry.deed, document: now.0, selection: now.1 });
        Some(entry)
    }

    /// What undo would take back.
    pub fn last(&self) -> Option<Deed> {
        self.past.last().map(|entry| entry.deed)
    }

    /// What was done and the document before it, the newest first.
    pub fn past(&self) -> impl Iterator<Item = &Entry> {
        self.past.iter().rev()
    }

    /// What redo would do again.
    pub fn next(&self) -> Option<Deed> {
        self.future.last().map(|entry| entry.deed)
    }

    /// Entries that can be taken back.
    pub fn len(&self) -> usize {
        self.past.len()
    }

    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }
}
