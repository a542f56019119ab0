//! What is shown of the run that is watched, in the results.

use yew::prelude::*;

use super::{Watching, use_run};
use crate::model::ComponentId;
use crate::ui::context::use_say;
use crate::ui::widgets::Same;

/// Properties of the run in the results.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The component whose figures are always shown.
    #[prop_or_default]
    pub component: Option<ComponentId>,
}

/// The run, in the results.
#[component]
pub fn RunPanel(props: &Props) -> Html {
    let (say, run) = (use_say(), use_run());
    let Some(watched) = &run.state.watched else { return html! { <p class="nothing">{ say.key("run-none") }</p> } };
    html! { <Watching key={watched.number} seen={Same::from(&watched.seen)} component={props.component} /> }
}
