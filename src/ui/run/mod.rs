//! A run of the simulation that is under way in the page: what has been seen of it, and what is shown.

pub mod seen;
