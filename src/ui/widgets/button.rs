//! Buttons.

use yew::prelude::*;

use super::icon::{Icon, Sign, sign_path};

/// Properties of a button that shows only a sign.
#[derive(Clone, PartialEq, Properties)]
pub struct IconButtonProps {
    /// The sign on it.
    pub sign: Sign,
    /// By which it is found where the focus is to go to it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What it does: its name for screen readers, and its tooltip.
    pub label: AttrValue,
    /// Called when it is pressed.
    pub onclick: Callback<()>,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub disabled: bool,
    /// For a button that stays down.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A button that shows only a sign.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    html! {
        <button
            id={props.id.clone()}
            type="button"
            class={classes!("button", "square", props.class.clone())}
            aria-label={props.label.clone()}
            title={props.label.clone()}
            aria-pressed={props.pressed.map(|pressed| pressed.to_string())}
            disabled={props.disabled}
            data-testid={props.testid.clone()}
            {onclick}
        >
            <Icon path={sign_path(props.sign)} />
        </button>
    }
}

/// Properties of a button with a text.
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// Its text.
    pub label: AttrValue,
    /// A sign before the text.
    #[prop_or_default]
    pub sign: Option<Sign>,
    /// Called when it is pressed.
    pub onclick: Callback<()>,
    /// For tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// Explains it.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub disabled: bool,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A button with a text.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = props.onclick.reform(|_: MouseEvent| ());
    html! {
        <button
            type="button"
            class={classes!("button", props.class.clone())}
            title={props.title.clone()}
            disabled={props.disabled}
            data-testid={props.testid.clone()}
            {onclick}
        >
            if let Some(sign) = props.sign { <Icon path={sign_path(sign)} size={16} /> }
            <span>{ &props.label }</span>
        </button>
    }
}
