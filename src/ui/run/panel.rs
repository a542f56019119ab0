//! What is shown of the run that is watched, in the results.

use yew::prelude::*;

use super::use_run;
use crate::ui::context::use_say;

/// The run, in the results.
#[component]
pub fn RunPanel() -> Html {
    let (say, run) = (use_say(), use_run());
    let Some(_watched) = &run.state.watched else { return html! { <p class="nothing">{ say.key("run-none") }</p> } };
    html! { <p class="nothing">{ say.key("run-said-running") }</p> }
}
