//! The list of kinds to add, searchable: opened by `/`, by a double click, or by a connection that ends on nothing.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::canvas::words::{component_name, kind_name, say};
use super::widgets::{Icon, kind_path};
use crate::editor::{Action, Editor, QuickAdd};
use crate::model::catalog::{Kind, Product};
use crate::text::{Language, message};

/// Key code of key presses that an input method swallows while it composes.
const COMPOSING: u32 = 229;
/// Width of the dialog, pixels.
const WIDTH: f64 = 320.0;
/// Height that is kept free below its top, pixels.
const HEIGHT: f64 = 380.0;

/// Properties of the dialog.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The editor.
    pub editor: Editor,
    /// Where the new component goes and who is to call it.
    pub quick_add: QuickAdd,
    /// Language of the page.
    pub language: Language,
    /// What a choice does.
    pub on: Callback<Action>,
}

/// One choice: a kind, or one of its products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offer {
    kind: Kind,
    product: Option<Product>,
}

impl Offer {
    fn name(self, language: Language) -> String {
        self.product.map_or_else(|| kind_name(language, self.kind), |product| product.spec().name.to_owned())
    }

    /// Whether what was typed occurs in its names.
    fn matches(self, language: Language, typed: &str) -> bool {
        let key = self.product.map_or(self.kind.spec().key, |product| product.spec().key);
        let names = [self.name(language), kind_name(Language::English, self.kind), key.replace('-', " ")];
        typed.split_whitespace().all(|word| names.iter().any(|name| name.to_lowercase().contains(word)))
    }
}

/// What is offered for what was typed: kinds at first, products too once something is searched.
fn offers(language: Language, caller: Option<Kind>, typed: &str) -> Vec<Offer> {
    let typed = typed.trim().to_lowercase();
    let kinds: Vec<Kind> = QuickAdd::kinds(caller).collect();
    let plain = kinds.iter().map(|kind| Offer { kind: *kind, product: None });
    let products = kinds
        .iter()
        .flat_map(|kind| kind.spec().products.iter().map(|product| Offer { kind: *kind, product: Some(*product) }))
        .filter(|_| !typed.is_empty());
    let mut found: Vec<_> = plain.chain(products).filter(|offer| offer.matches(language, &typed)).collect();
    // What begins with the word comes first.
    found.sort_by_key(|offer| !offer.name(language).to_lowercase().starts_with(&typed));
    found
}

/// The dialog.
#[component]
pub fn QuickAddDialog(props: &Props) -> Html {
    let field = use_node_ref();
    let typed = use_state(String::new);
    let chosen = use_state(|| 0_usize);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                // Refused only for an element that is not in the page.
                let _ = input.focus();
            }
        });
    }
    let Props { editor, quick_add, language, on } = props;
    let language = *language;
    let caller = quick_add.connect_from.and_then(|id| editor.document().components.get(&id));
    let offers = offers(language, caller.map(|caller| caller.kind), &typed);
    let index = (*chosen).min(offers.len().saturating_sub(1));
    let add = add(on, quick_add);
    let onkeydown = keys(&offers, index, &chosen, &add, on);
    let oninput = {
        let (typed, chosen, field) = (typed.clone(), chosen.clone(), field.clone());
        Callback::from(move |_: InputEvent| {
            typed.set(field.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default());
            chosen.set(0);
        })
    };
    let title = match caller {
        Some(caller) => {
            message(language, "canvas-quick-add-behind", &[("name", component_name(language, caller).into())])
        }
        None => say(language, "canvas-quick-add"),
    };
    let close = on.reform(|event: PointerEvent| {
        event.prevent_default();
        Action::ClosePopup
    });
    html! {
        <>
            <div class="canvas-veil" onpointerdown={close} />
            <div class="quick-add" role="dialog" aria-label={title.clone()} data-testid="quick-add"
                style={position(editor, quick_add)}>
                <p class="quick-add-title" aria-hidden="true">{ &title }</p>
                <input ref={field} class="quick-add-search" type="text" role="combobox" aria-expanded="true"
                    aria-controls="quick-add-list" aria-autocomplete="list" aria-label={title} autocomplete="off"
                    aria-activedescendant={offers.get(index).map(|_| format!("quick-add-{index}"))}
                    placeholder={say(language, "canvas-quick-add-search")} {oninput} {onkeydown}
                    data-testid="quick-add-search" />
                <ul id="quick-add-list" class="quick-add-list" role="listbox" aria-label={say(language, "canvas-quick-add")}>
                    { for offers.iter().enumerate().map(|(place, offer)| option(*offer, place, place == index, language, &add)) }
                </ul>
                if offers.is_empty() { <p class="quick-add-none" role="status">{ say(language, "canvas-quick-add-none") }</p> }
            </div>
        </>
    }
}

fn add(on: &Callback<Action>, quick_add: &QuickAdd) -> Callback<Offer> {
    let quick_add = quick_add.clone();
    on.reform(move |offer: Offer| Action::Add {
        kind: offer.kind,
        product: offer.product,
        at: quick_add.at,
        connect_from: quick_add.connect_from,
    })
}

fn option(offer: Offer, place: usize, chosen: bool, language: Language, add: &Callback<Offer>) -> Html {
    let onclick = add.reform(move |_: MouseEvent| offer);
    let kind = offer.product.map(|_| kind_name(language, offer.kind));
    html! {
        <li id={format!("quick-add-{place}")} role="option" aria-selected={chosen.to_string()} {onclick}
            class={classes!("quick-add-option", chosen.then_some("is-chosen"))}
            data-testid={format!("quick-add-{}", offer.product.map_or(offer.kind.spec().key, |product| product.spec().key))}>
            <Icon path={kind_path(offer.kind)} />
            <span>{ offer.name(language) }</span>
            if let Some(kind) = kind { <span class="quick-add-kind">{ kind }</span> }
        </li>
    }
}

fn keys(
    offers: &[Offer],
    index: usize,
    chosen: &UseStateHandle<usize>,
    add: &Callback<Offer>,
    on: &Callback<Action>,
) -> Callback<KeyboardEvent> {
    let (offers, chosen, add, on) = (offers.to_vec(), chosen.clone(), add.clone(), on.clone());
    Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.is_composing() || event.key_code() == COMPOSING {
            return;
        }
        let count = offers.len().max(1);
        match event.key().as_str() {
            "ArrowDown" => choose(&chosen, (index + 1) % count),
            "ArrowUp" => choose(&chosen, (index + count - 1) % count),
            "Enter" => offers.get(index).into_iter().for_each(|offer| add.emit(*offer)),
            "Escape" | "Tab" => on.emit(Action::ClosePopup),
            _ => return,
        }
        event.prevent_default();
    })
}

fn choose(chosen: &UseStateHandle<usize>, index: usize) {
    chosen.set(index);
    let option =
        crate::platform::document().and_then(|document| document.get_element_by_id(&format!("quick-add-{index}")));
    if let Some(option) = option {
        option.scroll_into_view_with_bool(false);
    }
}

/// At the point, moved so that it stays on the canvas; without a point in the upper middle.
fn position(editor: &Editor, quick_add: &QuickAdd) -> String {
    let room = editor.viewport();
    let at = quick_add.at.map(|at| editor.camera().to_screen(at));
    let (left, top) = at.map_or(((room.width - WIDTH) / 2.0, room.height * 0.12), |at| (at.x, at.y));
    let left = left.min(room.width - WIDTH - 8.0).max(8.0);
    let top = top.min(room.height - HEIGHT).max(8.0);
    format!("left:{left:.0}px;top:{top:.0}px")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_offered_only_what_it_may_call() {
        for offer in offers(Language::English, Some(Kind::LoadBalancer), "") {
            assert!(crate::model::catalog::role(Kind::LoadBalancer, offer.kind).is_some());
        }
        assert_eq!(offers(Language::English, None, "").len(), Kind::ALL.len());
    }

    #[test]
    fn products_and_english_words_are_found() {
        assert!(offers(Language::English, None, "postgre").iter().any(|offer| offer.product.is_some()));
        assert!(offers(Language::Korean, None, "load bal").iter().any(|offer| offer.kind == Kind::LoadBalancer));
        assert!(offers(Language::English, None, "no such thing").is_empty());
    }
}
