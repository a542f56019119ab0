//! Percentiles.
