//! The page, in Yew.

use yew::prelude::*;

/// The application.
#[component]
pub fn App() -> Html {
    html! { <main>{ "Scaleground" }</main> }
}
