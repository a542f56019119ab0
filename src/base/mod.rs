//! Quantities, geometry and numerics. No word of the product's domain stands here.

pub mod complex;
pub mod geometry;
pub mod heap;
pub mod linear;
pub mod slices;
