//! Changes of a run in a form that travels.

use serde::{Deserialize, Serialize};

use crate::simulate;

/// Declares the form and the ways there and back, so that no change can be forgotten on one of them.
macro_rules! changes {
    ($($variant:ident($($field:ident: $own:ty as $wire:ty),+)),+ $(,)?) => {
        /// [`simulate::Change`], with positions of a fixed width.
        #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each is that of the simulation")]
        pub enum Change { $($variant($($wire),+)),+ }

        impl From<simulate::Change> for Change {
            #[allow(clippy::unnecessary_cast, reason = "some fields are as wide on both sides")]
            fn from(change: simulate::Change) -> Self {
                match change { $(simulate::Change::$variant($($field),+) => Self::$variant($($field as $wire),+)),+ }
            }
        }

        impl From<Change> for simulate::Change {
            #[allow(clippy::unnecessary_cast, reason = "some fields are as wide on both sides")]
            fn from(change: Change) -> Self {
                match change { $(Change::$variant($($field),+) => Self::$variant($($field as $own),+)),+ }
            }
        }
    };
}

changes! {
    ComponentDown(part: usize as u32),
    ComponentUp(part: usize as u32),
    Slow(part: usize as u32, factor: f64 as f64),
    Traffic(factor: f64 as f64),
    EmptyCache(part: usize as u32),
    InstancesDown(part: usize as u32, number: u32 as u32),
    InstancesUp(part: usize as u32),
    PlaceDown(place: usize as u32),
    PlaceUp(place: usize as u32),
    LinkDown(link: usize as u32),
    LinkUp(link: usize as u32),
    LinkSlow(link: usize as u32, seconds: f64 as f64),
    LinkLossy(link: usize as u32, share: f64 as f64),
    Errors(part: usize as u32, number: u32 as u32),
    SlowInstances(part: usize as u32, number: u32 as u32, factor: f64 as f64),
    DiskFull(part: usize as u32, full: bool as bool),
    Flapping(part: usize as u32, flapping: bool as bool),
}
