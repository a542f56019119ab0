//! Offers a new version of the site; taking it keeps the document.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::context::use_say;
use super::storing;
use super::widgets::{Button, IconButton, Same, Sign};
use crate::model::Document;
use crate::platform::offline;

/// Properties of the offer.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The document, kept before the page is loaded anew.
    pub document: Same<Document>,
}

/// The offer; nothing while there is no new version.
#[component]
pub fn Update(props: &Props) -> Html {
    let say = use_say();
    let found = use_state(|| None::<offline::Update>);
    let later = use_state(|| false);
    use_effect_with((), {
        let found = found.clone();
        move |()| spawn_local(offline::keep(move |update| found.set(Some(update))))
    });
    let Some(update) = (*found).clone().filter(|_| !*later) else { return html! {} };
    let take = {
        let document = props.document.clone();
        Callback::from(move |()| {
            storing::save_now(&document);
            update.take();
        })
    };
    html! {
        <section class="update" role="status" data-testid="update">
            <p>{ say.key("page-update") }</p>
            <Button label={say.key("page-update-take")} class="primary" onclick={take} testid="update-take" />
            <IconButton sign={Sign::Close} label={say.key("page-update-later")} class="bare" onclick={Callback::from(move |()| later.set(true))} testid="update-later" />
        </section>
    }
}
