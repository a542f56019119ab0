//! The application without a screen: what the document becomes, what is selected, where the camera stands, what a
//! gesture does. No browser, no clock. The page turns DOM events into [`Input`] and [`Action`] and draws [`Editor`].

mod action;
mod camera;

pub use action::{Action, Item};
pub use camera::Camera;
