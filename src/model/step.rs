//! Steps: the drawings that a document goes through when it is presented.

use std::rc::Rc;

use super::Document;

/// One step: what is drawn there, and what is said about it. Equal components and links of neighbouring steps are the same
/// shared values, so a step that changes little costs little.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is said; may be empty.
    pub caption: String,
    /// The topology with its load and faults. It has neither title nor steps: those are the whole document's.
    pub drawing: Rc<Document>,
}

impl Document {
    /// The most steps that a document may hold.
    pub const MOST_STEPS: usize = 60;
    /// The most characters of a caption.
    pub const LONGEST_CAPTION: usize = 400;

    /// The present drawing as a step.
    pub fn as_step(&self, caption: String) -> Step {
        let drawing = Self { title: String::new(), steps: Vec::new(), ..self.clone() };
        Step { caption, drawing: Rc::new(drawing) }
    }

    /// This document with what is drawn at step `index` (from 0); title and steps stay. `None` where there is no such step.
    pub fn at_step(&self, index: usize) -> Option<Self> {
        let drawing = &self.steps.get(index)?.drawing;
        Some(Self {
            title: self.title.clone(),
            steps: self.steps.clone(),
            next_id: self.next_id.max(drawing.next_id),
            ..(**drawing).clone()
        })
    }

    /// Whether step `index` (from 0) is what is drawn now: but for the next free number, which nobody sees.
    pub fn is_at_step(&self, index: usize) -> bool {
        self.at_step(index).is_some_and(|at| Self { next_id: self.next_id, ..at } == *self)
    }
}
