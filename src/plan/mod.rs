//! The plan: a queueing network compiled from the drawing, which both solvers read and nothing else.

mod class;

pub use class::Class;
