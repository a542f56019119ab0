//! The outline: everything on the canvas as a list with buttons, a full equivalent for keyboard and screen reader.

use std::rc::Rc;

use yew::prelude::*;

use super::canvas::face::{face, flow};
use super::canvas::words::{component_name, link_name, say};
use super::state::Message;
use super::widgets::{Icon, Roving, Sign, kind_path, sign_path};
use crate::editor::walk::{reading_order, targets};
use crate::editor::{Action, Editor, Item};
use crate::model::{Component, ComponentId, Document, Fault, LinkId};
use crate::solve::Solution;
use crate::text::{Language, message};

/// Properties of the outline.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Document and selection.
    pub editor: Editor,
    /// What the engine says about the document.
    pub solution: Rc<Solution>,
    /// Language of the page.
    pub language: Language,
    /// Where messages go.
    pub on: Callback<Message>,
}

impl Props {
    fn act(&self, action: Action) -> Callback<MouseEvent> {
        self.on.reform(move |_| Message::Do(action.clone()))
    }

    /// Selects an item first, then does something with what is selected.
    fn act_on(&self, item: Item, action: Action) -> Callback<MouseEvent> {
        let on = self.on.clone();
        Callback::from(move |_| {
            on.emit(Message::Do(Action::Select(vec![item])));
            on.emit(Message::Do(action.clone()));
        })
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key)
    }

    fn named(&self, key: &str, name: &str) -> String {
        message(self.language, key, &[("name", name.into())])
    }
}

/// The outline: containers with what stands in them, each component followed by its connections.
#[component]
pub fn Outline(props: &Props) -> Html {
    let document = props.editor.document();
    let order = reading_order(document);
    html! {
        <nav class="outline" aria-label={props.say("canvas-outline")} data-testid="outline">
            if order.is_empty() {
                <p class="outline-empty">{ props.say("canvas-outline-empty") }</p>
            } else {
                <Roving>{ level(props, document, &order, None) }</Roving>
            }
        </nav>
    }
}

fn level(props: &Props, document: &Document, order: &[ComponentId], place: Option<ComponentId>) -> Html {
    let here = order.iter().filter_map(|id| {
        let component = document.components.get(id).filter(|component| component.place == place)?;
        Some((*id, component))
    });
    html! {
        <ul class="outline-list">
            { for here.map(|(id, component)| entry(props, document, order, id, component)) }
        </ul>
    }
}

fn entry(props: &Props, document: &Document, order: &[ComponentId], id: ComponentId, component: &Component) -> Html {
    let has_contents = document.components.values().any(|inner| inner.place == Some(id));
    let links: Vec<LinkId> = document.outgoing(id).map(|(link, _)| link).collect();
    html! {
        <li key={id.0} class="outline-item" data-testid={format!("outline-component-{}", id.0)}>
            { component_row(props, document, id, component) }
            if !links.is_empty() {
                <ul class="outline-list" aria-label={props.say("canvas-outline-links")}>
                    { for links.iter().map(|link| link_row(props, document, *link)) }
                </ul>
            }
            if has_contents { { level(props, document, order, Some(id)) } }
        </li>
    }
}

fn component_row(props: &Props, document: &Document, id: ComponentId, component: &Component) -> Html {
    let name = component_name(props.language, component);
    let face = face(props.language, document, &props.solution, id);
    let label = face.as_ref().map_or_else(|| name.clone(), |face| face.label.clone());
    let load = face.as_ref().and_then(|face| face.load.clone());
    let struck = document.faults.strikes(id);
    let down = document.fault(id) == Some(Fault::Down);
    let item = Item::Component(id);
    let (fault_key, fault) = if struck {
        ("canvas-outline-heal", Action::Heal(id.into()))
    } else {
        ("canvas-outline-strike", Action::Strike(id.into(), Fault::Down))
    };
    html! {
        <div class={classes!("outline-row", load.as_ref().map(|load| load.level.class()), down.then_some("is-down"))}>
            <button type="button" class="outline-name" aria-label={label} data-testid={format!("outline-select-{}", id.0)}
                aria-pressed={props.editor.selection().contains(&item).to_string()}
                onclick={props.act(Action::Select(vec![item]))}>
                <Icon path={kind_path(component.kind)} size={16} /><span>{ &name }</span>
            </button>
            if let Some(load) = load { <span class="outline-load" aria-hidden="true">{ load.figure }</span> }
            { connect_to(props, document, id, &name) }
            { tool(Sign::Strike, &props.named(fault_key, &name), &format!("outline-fault-{}", id.0), props.act(fault)) }
            { tool_text("✎", &props.named("canvas-outline-rename", &name), &format!("outline-rename-{}", id.0),
                props.act(Action::StartRename(Some(id)))) }
            { tool(Sign::Delete, &props.named("canvas-outline-delete", &name), &format!("outline-delete-{}", id.0),
                props.act_on(item, Action::DeleteSelection)) }
        </div>
    }
}

/// A list of the components that this one may be connected to; choosing one connects.
fn connect_to(props: &Props, document: &Document, id: ComponentId, name: &str) -> Html {
    let targets = targets(document, id);
    if targets.is_empty() {
        return html! {};
    }
    let on = props.on.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(select) = event.target_dyn_into::<web_sys::HtmlSelectElement>() else { return };
        if let Ok(to) = select.value().parse() {
            on.emit(Message::Do(Action::Connect(id, ComponentId(to))));
        }
        select.set_value("");
    });
    let label = props.named("canvas-outline-connect", name);
    html! {
        <select class="outline-connect" aria-label={label.clone()} title={label} {onchange}
            data-testid={format!("outline-connect-{}", id.0)}>
            <option value="" selected=true>{ "＋" }</option>
            { for targets.iter().filter_map(|to| Some((to, document.components.get(to)?))).map(|(to, component)| html! {
                <option value={to.0.to_string()}>{ component_name(props.language, component) }</option>
            }) }
        </select>
    }
}

fn link_row(props: &Props, document: &Document, id: LinkId) -> Html {
    let Some(link) = document.links.get(&id) else { return html! {} };
    let Some(to) = document.components.get(&link.to) else { return html! {} };
    let name = link_name(props.language, document, id);
    let rate = flow(props.language, document, &props.solution, id).map(|flow| flow.text).unwrap_or_default();
    let item = Item::Link(id);
    html! {
        <li key={id.0} class="outline-row is-link" data-testid={format!("outline-link-{}", id.0)}>
            <button type="button" class="outline-name" aria-label={format!("{name}, {rate}")}
                aria-pressed={props.editor.selection().contains(&item).to_string()}
                onclick={props.act(Action::Select(vec![item]))}>
                <span>{ format!("→ {}", component_name(props.language, to)) }</span>
            </button>
            <span class="outline-load" aria-hidden="true">{ rate }</span>
            { tool(Sign::Delete, &props.named("canvas-outline-delete", &name), &format!("outline-delete-link-{}", id.0),
                props.act_on(item, Action::DeleteSelection)) }
        </li>
    }
}

fn tool(sign: Sign, label: &str, test: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="outline-tool" aria-label={label.to_owned()} title={label.to_owned()}
            data-testid={test.to_owned()} {onclick}><Icon path={sign_path(sign)} size={14} /></button>
    }
}

fn tool_text(text: &'static str, label: &str, test: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="outline-tool" aria-label={label.to_owned()} title={label.to_owned()}
            data-testid={test.to_owned()} {onclick}>{ text }</button>
    }
}
