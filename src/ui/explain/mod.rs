//! What stands behind the figures: the model card ("How is this computed?") and the reference cases ("Is it true?").

mod index;
mod proof;
mod run;
mod topic;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::context::{Dispatch, Say, use_dispatch, use_say};
use super::state::{Dialog, Message, Topic};
use super::widgets::Modal;

pub use proof::ProofDialog;

/// Where the focus goes when another topic is shown.
const HEADING_ID: &str = "card-heading";
const SEARCH_ID: &str = "card-search";

/// Properties of the model card.
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct Props {
    /// What it is open at.
    pub topic: Topic,
}

/// The model card.
#[component]
pub fn CardDialog(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let query = use_state(String::new);
    let topic = props.topic;
    use_effect_with(topic, |topic| {
        let id = if *topic == Topic::Index { SEARCH_ID } else { HEADING_ID };
        // After the browser has opened the dialog, which moves the focus itself.
        let focus = Timeout::new(0, move || crate::platform::focus(id));
        move || drop(focus)
    });
    let onquery = {
        let query = query.clone();
        Callback::from(move |text: String| query.set(text))
    };
    html! {
        <Modal title={say.key("page-card-title")} close={say.key("page-close")} testid="card-dialog" class="card-dialog"
            onclose={dispatch.reform(|()| Message::SetDialog(None))}>
            { match topic {
                Topic::Index => index::index(say, &query, &onquery, &dispatch),
                Topic::Formula(basis) => topic::formula(say, basis, &dispatch),
                Topic::Kind(kind) => topic::kind(say, kind, &dispatch),
            } }
            <p class="card-foot">
                if topic != Topic::Index { { to(say.key("page-card-index"), Dialog::Card(Topic::Index), "card-index", &dispatch) } }
                { to(say.key("page-card-proof"), Dialog::Proof, "card-proof", &dispatch) }
            </p>
        </Modal>
    }
}

/// A text that leads to another place of the dialogs.
fn to(text: String, dialog: Dialog, testid: &str, dispatch: &Dispatch) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Message::SetDialog(Some(dialog)));
    html! { <button type="button" class="text-button" {onclick} data-testid={testid.to_owned()}>{ text }</button> }
}

/// Texts that lead to topics, as a list with a heading; nothing where there are none.
fn list(say: Say, heading: &str, topics: impl Iterator<Item = Topic>, dispatch: &Dispatch) -> Html {
    let topics: Vec<Topic> = topics.collect();
    if topics.is_empty() {
        return html! {};
    }
    html! {
        <section>
            <h4>{ say.key(heading) }</h4>
            <ul class="card-links">
                for topic in topics { <li>{ to(name(say, topic), Dialog::Card(topic), "card-link", dispatch) }</li> }
            </ul>
        </section>
    }
}

/// What a topic is called.
fn name(say: Say, topic: Topic) -> String {
    match topic {
        Topic::Index => say.key("page-card-index"),
        Topic::Formula(basis) => say.of("formula", basis.formula.spec().key),
        Topic::Kind(kind) => say.of("kind", kind.spec().key),
    }
}
