//! A dialog over the page: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back.

use gloo::events::EventListener;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::button::IconButton;
use super::icon::Sign;

/// Properties of a dialog.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Its heading.
    pub title: AttrValue,
    /// Name of the button that closes it.
    pub close: AttrValue,
    /// Called when it was closed.
    pub onclose: Callback<()>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// For tests.
    pub testid: AttrValue,
    /// What it shows.
    pub children: Children,
}

/// A dialog, open as long as it is there.
#[component]
pub fn Modal(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with(props.onclose.clone(), {
        let node = node.clone();
        move |onclose| {
            let onclose = onclose.clone();
            let listener = node.cast::<HtmlDialogElement>().map(|dialog| {
                // Fails only where it is open already.
                let _ = dialog.show_modal();
                EventListener::new(&dialog, "close", move |_| onclose.emit(()))
            });
            move || drop(listener)
        }
    });
    // One dialog may make way for another: closed first, it gives the focus back, and the next one takes it from there.
    use_effect_with((), {
        let node = node.clone();
        move |()| move || close_dialog(&node)
    });
    let close = {
        let node = node.clone();
        Callback::from(move |()| close_dialog(&node))
    };
    html! {
        <dialog ref={node} class={classes!("modal", props.class.clone())} aria-labelledby="modal-title" data-testid={props.testid.clone()}>
            <div class="modal-head">
                <h2 id="modal-title">{ &props.title }</h2>
                <IconButton sign={Sign::Close} label={props.close.clone()} class="bare" onclick={close} testid="close-dialog" />
            </div>
            { props.children.clone() }
        </dialog>
    }
}

fn close_dialog(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
