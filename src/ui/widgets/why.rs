//! "Where does this come from?": a quiet button beside a figure that opens the model card at the right place.

use yew::prelude::*;

use super::icon::{Icon, Sign, sign_path};
use crate::card::{Basis, Formula, Others};
use crate::model::catalog::Kind;
use crate::ui::context::{use_dispatch, use_say};
use crate::ui::state::{Dialog, Message, Topic};

/// Properties of the button.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What the figure is called; part of the button's name.
    pub name: AttrValue,
    /// The formula that it comes from first.
    pub formula: Formula,
    /// What else is behind it.
    #[prop_or_default]
    pub others: Others,
    /// The kind of the component that it belongs to.
    #[prop_or_default]
    pub kind: Option<Kind>,
}

/// The button.
#[component]
pub fn Why(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let basis = Basis { formula: props.formula, others: props.others, kind: props.kind };
    let label = say.with("page-card-why", &[("figure", props.name.to_string().into())]);
    let onclick = dispatch.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Message::SetDialog(Some(Dialog::Card(Topic::Formula(basis))))
    });
    html! {
        <button type="button" class="basis" aria-label={label.clone()} title={label} {onclick}
            data-testid={format!("why-{}", props.formula.spec().key)}>
            <Icon path={sign_path(Sign::Equals)} size={12} />
        </button>
    }
}

/// The button for a figure called `name`.
pub fn why(name: String, basis: Basis) -> Html {
    html! { <Why {name} formula={basis.formula} others={basis.others} kind={basis.kind} /> }
}
