//! An end of a link is being moved.

use super::{Tool, canvas_point};
use crate::base::geometry::Point;
use crate::editor::hit::{self, End};
use crate::editor::walk::may_connect;
use crate::editor::{Contents, Deed, Edit, Editor, Input, Pointer};
use crate::model::{ComponentId, Document, LinkId};

/// A loose end.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconnecting {
    /// The link.
    pub link: LinkId,
    /// Which end is loose.
    pub end: End,
    /// Where the loose end is, canvas units.
    pub at: Point,
    /// The component that it would end at, whether it may or not.
    pub target: Option<ComponentId>,
}

impl Reconnecting {
    /// The ends that the link would have with `target` at the loose one; `None` where the link is gone.
    pub fn ends(&self, document: &Document, target: ComponentId) -> Option<(ComponentId, ComponentId)> {
        let link = document.links.get(&self.link)?;
        Some(match self.end {
            End::From => (target, link.to),
            End::To => (link.from, target),
        })
    }

    /// Whether the loose end may be put at `target`: where it was, or where a new link could go.
    pub fn accepts(&self, document: &Document, target: ComponentId) -> bool {
        let link = document.links.get(&self.link);
        let same = link.is_some_and(|link| target == if self.end == End::From { link.from } else { link.to });
        same || self.ends(document, target).is_some_and(|(from, to)| may_connect(document, from, to))
    }

    pub(super) fn step(mut self, editor: &mut Editor, input: Input) -> Tool {
        match input {
            Input::Move(pointer) => {
                self.follow(editor, pointer);
                Tool::Reconnecting(self)
            }
            Input::Up(pointer) => {
                self.follow(editor, pointer);
                self.finish(editor);
                Tool::Idle
            }
            _ => Tool::Reconnecting(self),
        }
    }

    fn follow(&mut self, editor: &Editor, pointer: Pointer) {
        self.at = canvas_point(editor, pointer);
        let document = editor.document();
        let valid = |to| self.accepts(document, to);
        self.target = hit::connectable(document, self.at, editor.camera().zoom, valid);
    }

    /// On a component: the end goes there. On nothing: the link is taken away; undo brings it back.
    fn finish(self, editor: &mut Editor) {
        let document = editor.document().clone();
        let edit = match self.target.and_then(|target| self.ends(&document, target)) {
            Some((from, to)) => Edit::Reconnect(self.link, from, to),
            None => Edit::Remove { components: Vec::new(), links: vec![self.link], contents: Contents::Keep },
        };
        match editor.edit(Deed::Reconnect, &edit) {
            Ok(_) if self.target.is_none() => editor.announce("canvas-said-detached", Vec::new()),
            Ok(_) => {}
            Err(error) => editor.refuse(&error),
        }
    }
}
