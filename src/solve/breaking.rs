//! Where a topology gives way as users grow.
