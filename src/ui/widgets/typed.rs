//! A field to type into. Drawing the page again leaves what is being typed alone: the field shows another value only
//! when there is one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of the field.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it shows until something is typed.
    pub value: String,
    /// Something was typed.
    pub onchange: Callback<Event>,
    /// Its type in HTML.
    #[prop_or("number")]
    pub kind: &'static str,
    /// Which keys a phone offers for it.
    #[prop_or_default]
    pub mode: Option<&'static str>,
    /// The least number that it offers.
    #[prop_or_default]
    pub min: Option<&'static str>,
    /// Classes.
    #[prop_or_default]
    pub class: &'static str,
    /// Characters that it is wide.
    #[prop_or_default]
    pub size: Option<&'static str>,
    /// What it shows where it is empty.
    #[prop_or_default]
    pub placeholder: Option<String>,
    /// The most characters that it takes.
    #[prop_or_default]
    pub maxlength: Option<&'static str>,
    /// A key was pressed in it.
    #[prop_or_default]
    pub onkeydown: Option<Callback<KeyboardEvent>>,
    /// Its name, where no label around it has one.
    #[prop_or_default]
    pub label: Option<String>,
    /// How tests find it.
    pub testid: String,
}

/// The field.
#[component]
pub fn Typed(props: &Props) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.value.clone()), |(node, value)| {
        if let Some(input) = node.cast::<HtmlInputElement>() {
            input.set_value(value);
        }
    });
    let Props { onchange, kind, mode, min, class, size, placeholder, maxlength, onkeydown, label, testid, .. } =
        props.clone();
    let step = (kind == "number").then_some("any");
    html! {
        <input ref={node} type={kind} inputmode={mode} {min} {step} {size} {placeholder} {maxlength} {onchange} {onkeydown}
            class={(!class.is_empty()).then_some(class)} aria-label={label} data-testid={testid} />
    }
}
