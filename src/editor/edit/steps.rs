//! Edits of the steps. What a step holds is never changed in place: it is kept anew from the drawing.

use std::rc::Rc;

use super::EditError;
use crate::model::{Document, Step};

/// A change of the steps; all numbers count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepEdit {
    /// Keep what is drawn as a new step at this place; beyond the end: as the last one.
    Add {
        /// Where.
        at: usize,
        /// What is said about it.
        caption: String,
    },
    /// Change what is said.
    Caption(usize, String),
    /// Move a step to another place.
    Move {
        /// Which.
        from: usize,
        /// Its new place.
        to: usize,
    },
    /// Remove a step.
    Remove(usize),
    /// Keep what is drawn in place of what the step held.
    Update(usize),
    /// Draw what the step holds.
    Draw(usize),
}

pub(super) fn change(document: &mut Document, edit: &StepEdit) -> Result<(), EditError> {
    match edit {
        StepEdit::Add { at, caption } => add(document, *at, caption),
        StepEdit::Caption(index, caption) => {
            step(document, *index)?.caption = shortened(caption);
            Ok(())
        }
        StepEdit::Move { from, to } => {
            exists(document, *from)?;
            exists(document, *to)?;
            let moved = document.steps.remove(*from);
            document.steps.insert(*to, moved);
            Ok(())
        }
        StepEdit::Remove(index) => {
            exists(document, *index)?;
            document.steps.remove(*index);
            Ok(())
        }
        StepEdit::Update(index) => {
            let drawing = document.as_step(String::new()).drawing;
            step(document, *index)?.drawing = drawing;
            Ok(())
        }
        StepEdit::Draw(index) => {
            *document = document.at_step(*index).ok_or(EditError::NoSuchStep(*index))?;
            Ok(())
        }
    }
}

fn add(document: &mut Document, at: usize, caption: &str) -> Result<(), EditError> {
    if document.steps.len() >= Document::MOST_STEPS {
        return Err(EditError::TooManySteps);
    }
    let new = document.as_step(shortened(caption));
    document.steps.insert(at.min(document.steps.len()), Rc::new(new));
    Ok(())
}

/// Without white space around it, at most [`Document::LONGEST_CAPTION`] characters.
fn shortened(text: &str) -> String {
    text.trim().chars().take(Document::LONGEST_CAPTION).collect()
}

fn exists(document: &Document, index: usize) -> Result<(), EditError> {
    if index < document.steps.len() { Ok(()) } else { Err(EditError::NoSuchStep(index)) }
}

fn step(document: &mut Document, index: usize) -> Result<&mut Step, EditError> {
    document.steps.get_mut(index).map(Rc::make_mut).ok_or(EditError::NoSuchStep(index))
}
