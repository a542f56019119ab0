//! The referee: a tiny event simulation, written for these tests alone and sharing nothing with the engine, plays the
//! same systems as the solver. It is itself held against closed forms first.
//!
//! Its seeds are fixed, so a run is repeatable; the tolerances are some four standard errors of the run plus, where the
//! solver approximates, the error that its documentation allows.

mod simulator;
mod tiers;
