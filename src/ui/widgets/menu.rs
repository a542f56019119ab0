//! A disclosure: a button that opens a small panel under itself, closed by Escape, by a choice and by the focus
//! leaving it.

use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use super::icon::{Icon, Sign, sign_path};

/// Properties of a disclosure.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Name of the button.
    pub label: AttrValue,
    /// The sign on it.
    pub sign: Sign,
    /// Whether the name is shown beside the sign.
    #[prop_or_default]
    pub wordy: bool,
    /// For tests.
    pub testid: AttrValue,
    /// What it opens.
    pub children: Children,
}

/// A button that opens a small panel.
#[component]
pub fn Disclosure(props: &Props) -> Html {
    let open = use_state(|| false);
    let button = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                // What has the focus goes with the panel.
                if let Some(button) = button.cast::<web_sys::HtmlElement>() {
                    let _ = button.focus();
                }
                open.set(false);
            }
        })
    };
    let onfocusout = {
        let open = open.clone();
        Callback::from(move |event: FocusEvent| {
            if left(&event) {
                open.set(false);
            }
        })
    };
    let chosen = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            let on_item = event
                .target_dyn_into::<web_sys::Element>()
                .and_then(|target| target.closest("[data-closes]").ok().flatten());
            if on_item.is_some() {
                open.set(false);
            }
        })
    };
    html! {
        <div class="disclosure" {onkeydown} {onfocusout}>
            <button
                ref={button}
                type="button"
                class={classes!("button", (!props.wordy).then_some("square"))}
                aria-label={props.label.clone()}
                title={props.label.clone()}
                aria-expanded={open.to_string()}
                onclick={toggle}
                data-testid={props.testid.clone()}
            >
                <Icon path={sign_path(props.sign)} />
                if props.wordy { <span class="wordy">{ &props.label }</span> }
            </button>
            if *open {
                <div class="disclosure-panel" onclick={chosen} tabindex="-1">{ props.children.clone() }</div>
            }
        </div>
    }
}

/// Whether the focus went outside the element that listens.
fn left(event: &FocusEvent) -> bool {
    let target = event.target_dyn_into::<web_sys::Element>();
    let home = target.and_then(|target| target.closest(".disclosure").ok().flatten());
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    !home.is_some_and(|home| home.contains(next.as_ref()))
}
