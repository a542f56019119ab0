//! The solution beside the simulation.
