//! What opens on the canvas: at most one thing at a time.

use crate::base::geometry::Point;
use crate::model::ComponentId;
use crate::model::catalog::{Kind, role};

/// Something that has opened on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub enum Popup {
    /// The field for a component's new name.
    Rename(ComponentId),
    /// The list of kinds to add.
    QuickAdd(QuickAdd),
    /// The menu of what is selected, at a screen point.
    Menu(Point),
}

/// The list of kinds to add.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuickAdd {
    /// Canvas point for the centre of what is added; `None`: a free spot.
    pub at: Option<Point>,
    /// Who is to call it: only kinds that it may call are offered.
    pub connect_from: Option<ComponentId>,
}

impl QuickAdd {
    /// The kinds offered to a caller of kind `caller`, in the palette's order.
    pub fn kinds(caller: Option<Kind>) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| caller.is_none_or(|caller| role(caller, *kind).is_some()))
    }
}
