//! Everything that a user can do, by whatever means: a button, a key, a menu entry or a gesture.

use super::StepEdit;
use super::popup::QuickAdd;
use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Parameter, Product};
use crate::model::{ComponentId, Document, Fault, LinkId, Scenario, Subject, Value};

/// What may be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A component.
    Component(ComponentId),
    /// A link.
    Link(LinkId),
}

/// Where the keyboard goes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The next item in reading order: components from top to bottom and left to right, each followed by the links
    /// that leave it.
    Next,
    /// The item before.
    Previous,
    /// The first item.
    First,
    /// The last item.
    Last,
    /// The nearest component in this direction (columns to the right, rows down).
    Toward(i32, i32),
}

/// A deed of the user. Applied by `Editor::apply`; those that change the document make one entry in the history.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Add a component at a canvas point (its centre, snapped) or, for `None`, at a free spot in the view. It is
    /// selected; with `connect_from` it is also connected from that component.
    Add {
        /// Which kind.
        kind: Kind,
        /// Which preset.
        product: Option<Product>,
        /// Where its centre goes.
        at: Option<Point>,
        /// Who is to call it.
        connect_from: Option<ComponentId>,
    },
    /// Connect two components.
    Connect(ComponentId, ComponentId),
    /// Turn a link's ends round.
    Reverse(LinkId),
    /// Give a link other ends.
    Reconnect(LinkId, ComponentId, ComponentId),
    /// Delete what is selected, with the links that hang on it; what stands in a deleted container stays.
    DeleteSelection,
    /// Delete what is selected, with the links that hang on it and everything inside a deleted container.
    DeleteWithContents,
    /// Delete what is selected after it has been copied: the same, with its own label in the history.
    Cut,
    /// Copy what is selected beside itself, with the links inside.
    Duplicate,
    /// Insert copied text (the clipboard's); at a canvas point or beside the original.
    Paste {
        /// What `Editor::copy` gave, or a foreign text.
        text: String,
        /// Where the centre goes.
        at: Option<Point>,
    },
    /// Move what is selected by whole grid steps.
    Nudge {
        /// Steps to the right.
        columns: i32,
        /// Steps down.
        rows: i32,
    },
    /// Rename a component; empty: back to its kind's name.
    Rename(ComponentId, String),
    /// Set a parameter of a component; `None`: back to the default.
    Set(ComponentId, Parameter, Option<Value>),
    /// Set a parameter of a link; `None`: back to the default.
    SetLink(LinkId, Parameter, Option<Value>),
    /// Choose the preset of a component.
    SetProduct(ComponentId, Option<Product>),
    /// The next machine up the ladder.
    ScaleUp(ComponentId),
    /// The next machine down the ladder.
    ScaleDown(ComponentId),
    /// One instance more.
    ScaleOut(ComponentId),
    /// One instance fewer.
    ScaleIn(ComponentId),
    /// Strike a component, a link or, with more traffic, everything.
    Strike(Subject, Fault),
    /// Heal a place of everything.
    Heal(Subject),
    /// Heal a place of one fault.
    HealOne(Subject, Fault),
    /// Say what happens in the course of a run.
    SetScenario(Box<Scenario>),
    /// Heal everything.
    HealAll,
    /// Strike down what is selected, or heal it if all of it is down.
    ToggleFault,
    /// Move the users slider; a drag is one entry in the history.
    SetUsers(f64),
    /// Change the title.
    SetTitle(String),
    /// Change the steps, or draw one of them.
    Step(StepEdit),
    /// Open another document (an example, a link, a file); the one that was there stays in the history.
    Open(Box<Document>),
    /// Take back the last entry of the history.
    Undo,
    /// Do it again.
    Redo,
    /// Select exactly these.
    Select(Vec<Item>),
    /// Select one more, or one fewer.
    Toggle(Item),
    /// Select everything.
    SelectAll,
    /// Select nothing, and end whatever gesture is under way without a trace.
    Escape,
    /// Walk to another item by keyboard; while connecting, to another possible target.
    Walk(Walk),
    /// Select the item that the keyboard is at, or take it out of the selection.
    ToggleActive,
    /// Connect from a component (`None`: from what is selected) by keyboard or by a click on the target.
    StartConnect(Option<ComponentId>),
    /// Complete the connection that is being drawn.
    Confirm,
    /// Open the field for a new name on a component (`None`: on what is selected).
    StartRename(Option<ComponentId>),
    /// Open the list of kinds to add.
    OpenQuickAdd(QuickAdd),
    /// Open the menu of what is selected at a screen point; `None`: at the item itself.
    OpenMenu(Option<Point>),
    /// Close what has opened on the canvas.
    ClosePopup,
    /// Show everything.
    ZoomToFit,
    /// Show what is selected.
    ZoomToSelection,
    /// Scale the view by a factor around its middle.
    ZoomBy(f64),
    /// Scale the view to 100 %.
    ZoomReset,
    /// Move the view by screen pixels.
    PanBy(Point),
}
