//! The page, in Yew.

pub mod widgets;

use yew::prelude::*;

/// The application.
#[component]
pub fn App() -> Html {
    html! { <main>{ "Scaleground" }</main> }
}
