//! The model card: what every figure rests on. Each formula with its sources, each kind of component with the formulas
//! that its figures come from, each figure with the formulas behind it.
//!
//! Data only; the words stand in `card.ftl` under the keys. Tests hold that every formula is reached from some figure or
//! kind, and that every formula and kind has its words in both languages. No browser, no figure of its own.

mod figure;
mod formula;
mod kind;

pub use figure::{Basis, Figure, Others, basis};
pub use formula::{Exactness, Formula, FormulaSpec, Subject};
pub use kind::formulas_of;

#[cfg(test)]
mod tests;
