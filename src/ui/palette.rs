//! The palette: every kind of the catalogue, searchable, added by a drag, a click or Enter.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::context::{Say, use_dispatch, use_say};
use super::drag::{Ghost, use_palette_drag};
use super::state::{Message, Panel};
use super::widgets::{Icon, IconButton, Roving, Sign, kind_path, sign_path};
use crate::editor::Action;
use crate::model::catalog::{Group, Kind};

/// The id of the search field, for the key that leads to it.
pub const SEARCH_ID: &str = "palette-search";

/// Properties of the palette.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Whether it is a sheet over the canvas.
    pub narrow: bool,
}

/// The palette.
#[component]
pub fn Palette(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let query = use_state(String::new);
    let hint = use_state(|| None::<(Kind, f64)>);
    let drag = use_palette_drag();
    let narrow = props.narrow;

    let add = {
        let dispatch = dispatch.clone();
        Callback::from(move |kind: Kind| {
            dispatch.emit(Message::Do(Action::Add { kind, product: None, at: None, connect_from: None }));
            if narrow {
                dispatch.emit(Message::SetPanel(Panel::Palette, false));
            }
        })
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onkeydown = search_keys(&query, &add, say);
    let show = {
        let hint = hint.clone();
        Callback::from(move |shown| hint.set(shown))
    };
    let groups = found(say, &query);
    html! {
        <aside class="palette panel" aria-label={say.key("page-palette")} data-testid="palette">
            <div class="palette-head"><LeftTabs shown={Panel::Palette} {narrow} /></div>
            <div class="search">
                <Icon path={sign_path(Sign::Search)} size={16} />
                <input id={SEARCH_ID} type="search" value={(*query).clone()} placeholder={say.key("page-search")}
                    aria-label={say.key("page-search")} autocomplete="off" spellcheck="false"
                    {oninput} {onkeydown} data-testid="palette-search" />
                <kbd aria-hidden="true">{ "/" }</kbd>
            </div>
            <div class="palette-list" onscroll={ let show = show.clone(); Callback::from(move |_: Event| show.emit(None)) }>
                <Roving>
                for (group, kinds) in groups.iter() {
                    <section key={group.key()} aria-label={say.of("group", group.key())}>
                        <h2>{ say.of("group", group.key()) }</h2>
                        <ul>
                            for kind in kinds.iter().copied() {
                                <li key={kind.spec().key}>{ item(say, kind, &add, &show, &drag) }</li>
                            }
                        </ul>
                    </section>
                }
                </Roving>
                if groups.is_empty() { <p class="nothing">{ say.key("page-search-nothing") }</p> }
            </div>
            if let Some((kind, top)) = *hint { { tooltip(say, kind, top) } }
            <Ghost drag={drag.shown()} />
        </aside>
    }
}

/// Properties of the head of the left side.
#[derive(Clone, PartialEq, Properties)]
pub struct LeftTabsProps {
    /// Which of them is shown.
    pub shown: Panel,
    /// Whether it is a sheet over the canvas.
    pub narrow: bool,
}

/// What the left side can show, and how to close it.
#[component]
pub fn LeftTabs(props: &LeftTabsProps) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let shown = props.shown;
    let tab = |panel: Panel, key: &str, testid: &'static str| {
        let onclick = dispatch.reform(move |_: MouseEvent| Message::SetPanel(panel, true));
        html! {
            <button type="button" class="tab" aria-pressed={(shown == panel).to_string()} {onclick} data-testid={testid}>{ say.key(key) }</button>
        }
    };
    let close = dispatch.reform(move |()| Message::SetPanel(shown, false));
    html! {
        <Roving class="left-tabs" role="toolbar" label={say.key("page-left-side")}>
            <div class="tabs" role="group" aria-label={say.key("page-left-side")}>
                { tab(Panel::Palette, "page-palette", "tab-palette") }
                { tab(Panel::Outline, "page-outline", "tab-outline") }
                { tab(Panel::Steps, "steps-tab", "tab-steps") }
            </div>
            <IconButton sign={if props.narrow { Sign::Close } else { Sign::PanelLeft }} label={say.key("page-close-palette")}
                class="bare" onclick={close} testid="close-palette" />
        </Roving>
    }
}

fn item(
    say: Say,
    kind: Kind,
    add: &Callback<Kind>,
    show: &Callback<Option<(Kind, f64)>>,
    drag: &super::drag::PaletteDrag,
) -> Html {
    let spec = kind.spec();
    let name = say.of("kind", spec.key);
    let purpose = say.of("kind", &format!("{}-purpose", spec.key));
    let onclick = {
        let (add, drag) = (add.clone(), drag.clone());
        Callback::from(move |_: MouseEvent| {
            if !drag.was_drag() {
                add.emit(kind);
            }
        })
    };
    let enter = {
        let show = show.clone();
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "mouse" {
                show.emit(Some((kind, top_of(event.target()))));
            }
        })
    };
    let leave = {
        let show = show.clone();
        Callback::from(move |_: PointerEvent| show.emit(None))
    };
    let focus = {
        let show = show.clone();
        Callback::from(move |event: FocusEvent| {
            // A press focuses too; the hint would then be in the way of the drag.
            let by_key = event
                .target_dyn_into::<Element>()
                .is_some_and(|button| button.matches(":focus-visible").unwrap_or(false));
            if by_key {
                show.emit(Some((kind, top_of(event.target()))));
            }
        })
    };
    let blur = {
        let show = show.clone();
        Callback::from(move |_: FocusEvent| show.emit(None))
    };
    let down = {
        let (show, press) = (show.clone(), drag.down(kind));
        Callback::from(move |event: PointerEvent| {
            show.emit(None);
            press.emit(event);
        })
    };
    let description = format!("about-{}", spec.key);
    html! {
        <button type="button" class={"palette-item"} data-testid={format!("palette-{}", spec.key)}
            aria-describedby={description.clone()} {onclick}
            onpointerenter={enter} onpointerleave={leave} onfocus={focus} onblur={blur}
            onpointerdown={down} onpointermove={drag.moved()} onpointerup={drag.up()} onpointercancel={drag.cancel()} onkeydown={drag.key()}>
            <Icon path={kind_path(kind)} />
            <span class="palette-name">{ name }</span>
            <span class="hidden" id={description}>{ purpose }</span>
        </button>
    }
}

fn top_of(target: Option<web_sys::EventTarget>) -> f64 {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .map_or(0.0, |element| element.get_bounding_client_rect().top())
}

fn tooltip(say: Say, kind: Kind, top: f64) -> Html {
    let spec = kind.spec();
    html! {
        <div class="tooltip" aria-hidden="true" style={format!("--top:{top:.0}px")}>
            <b>{ say.of("kind", spec.key) }</b>
            <p>{ say.of("kind", &format!("{}-purpose", spec.key)) }</p>
        </div>
    }
}

/// The kinds that match, by section. A product's name finds its kind too.
fn found(say: Say, query: &str) -> Vec<(Group, Vec<Kind>)> {
    let wanted = query.trim().to_lowercase();
    let groups = Group::ALL.iter().map(|group| {
        let kinds =
            Kind::ALL.iter().copied().filter(|kind| kind.spec().group == *group && matches(say, *kind, &wanted));
        (*group, kinds.collect::<Vec<_>>())
    });
    groups.filter(|(_, kinds)| !kinds.is_empty()).collect()
}

fn matches(say: Say, kind: Kind, wanted: &str) -> bool {
    let spec = kind.spec();
    wanted.is_empty()
        || spec.key.contains(wanted)
        || say.of("kind", spec.key).to_lowercase().contains(wanted)
        || spec.products.iter().any(|product| product.spec().name.to_lowercase().contains(wanted))
}

/// Enter adds the first that is found; Escape empties the field, then leaves it.
fn search_keys(query: &UseStateHandle<String>, add: &Callback<Kind>, say: Say) -> Callback<KeyboardEvent> {
    let (query, add) = (query.clone(), add.clone());
    Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() && !query.trim().is_empty() => {
            let first = found(say, &query).first().and_then(|(_, kinds)| kinds.first().copied());
            if let Some(kind) = first {
                add.emit(kind);
                query.set(String::new());
            }
        }
        "Escape" if !query.is_empty() => {
            event.prevent_default();
            query.set(String::new());
        }
        "Escape" => {
            let _ = event.target_unchecked_into::<HtmlInputElement>().blur();
        }
        _ => {}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_kinds_by_key_and_by_product() {
        let say = Say::default();
        assert_eq!(found(say, "load-bal"), vec![(Group::Entry, vec![Kind::LoadBalancer])]);
        for (kind, product) in
            Kind::ALL.iter().flat_map(|kind| kind.spec().products.iter().map(move |product| (kind, product)))
        {
            let name = product.spec().name;
            assert!(found(say, &name.to_lowercase()).iter().any(|(_, kinds)| kinds.contains(kind)), "{name}");
        }
        assert!(found(say, "no such thing").is_empty());
    }

    #[test]
    fn without_a_query_every_kind_is_there_once() {
        let all: usize = found(Say::default(), " ").iter().map(|(_, kinds)| kinds.len()).sum();
        assert_eq!(all, Kind::ALL.len());
    }
}
