//! Deeds on the steps of a document.

use super::{Deed, Edit, EditError, Editor, StepEdit, Term};

impl Editor {
    pub(super) fn change_steps(&mut self, edit: StepEdit) -> Result<(), EditError> {
        let count = self.document().steps.len();
        let (deed, said, number) = match &edit {
            StepEdit::Add { at, .. } => (Deed::StepAdd, "canvas-said-step-added", (*at).min(count) + 1),
            StepEdit::Caption(index, _) => (Deed::StepCaption(*index), "", 0),
            StepEdit::Move { to, .. } => (Deed::StepMove, "canvas-said-step-moved", to + 1),
            StepEdit::Remove(index) => (Deed::StepRemove, "canvas-said-step-removed", index + 1),
            StepEdit::Update(index) => (Deed::StepUpdate, "canvas-said-step-updated", index + 1),
            StepEdit::Draw(index) => (Deed::StepDraw, "canvas-said-step-drawn", index + 1),
        };
        let draws = matches!(edit, StepEdit::Draw(_));
        let whole = self.shows_everything();
        self.edit(deed, &Edit::Steps(edit))?;
        if draws && whole {
            self.fit();
        }
        if number > 0 {
            self.announce(said, vec![("number", Term::Number(number as f64))]);
        }
        Ok(())
    }
}
