//! One component.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::field::Field;
use super::figures::{Extras, about, component_button, findings, link_button, resources, tiles};
use super::{course, fault, live, machine, outage};
use crate::advice::{Cost, cost};
use crate::card::{Figure, basis};
use crate::editor::Action;
use crate::model::catalog::{ParameterSpec, Product, Source};
use crate::model::{Component, ComponentId, Document, LinkId, Subject};
use crate::plan::Plan;
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::{Dispatch, Say, use_dispatch, use_say};
use crate::ui::run::use_run;
use crate::ui::state::{Dialog, Message, Topic};
use crate::ui::widgets::{Button, Icon, Roving, Same, Sign, Typed, kind_path, sign_path, why};

/// Properties of the view of a component.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which.
    pub id: ComponentId,
    /// The document.
    pub document: Same<Document>,
    /// What it compiles to.
    pub plan: Same<Plan>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
}

/// One component.
#[component]
pub fn ComponentView(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let id = props.id;
    let cost = use_memo(props.solution.clone(), |solution| cost(&props.document, solution));
    let Some(component) = props.document.components.get(&id) else { return html! {} };
    let result = props.solution.components.get(&id);
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    let run = use_run();
    let seen = live::watched(&run);
    html! {
        <>
            { head(say, id, component, &dispatch) }
            <Roving class="part">
            { purpose(say, component, &dispatch) }
            { findings(say, props.solution.diagnostics.iter().filter(about(Subject::Component(id))), None) }
            if let Some(seen) = seen {
                { live::figures(say, seen, id) }
            } else if let Some(result) = result {
                { tiles(say, component, result, &extras(props, &cost)) }
            }
            { course::raised(say, &props.document, &props.solution, id, &dispatch) }
            </Roving>
            <Roving class="part">
            { fault::faults(say, &props.document, id.into(), &dispatch) }
            { machine::scaling(say, id, component, &dispatch) }
            </Roving>
            { products(say, id, component, &dispatch) }
            { parameters(say, id, component, &dispatch) }
            <Roving class="part">
            if let Some(result) = result.filter(|_| seen.is_none()) { { resources(say, component, result) } }
            { outage::minute(say, component, &props.plan, &props.solution, id) }
            { course::course(say, &props.document, &props.plan, &props.solution, id) }
            { connections(say, &props.document, &props.solution, id, &dispatch) }
            <div class="button-row end">
                <Button label={say.key("page-duplicate")} sign={Sign::Duplicate} onclick={act(Action::Duplicate)} testid="duplicate" />
                <Button label={say.key("page-delete")} sign={Sign::Delete} class="danger" onclick={act(Action::DeleteSelection)} testid="delete" />
            </div>
            </Roving>
        </>
    }
}

/// What is known of it besides its own result.
fn extras(props: &Props, cost: &Cost) -> Extras {
    let own = cost.by_component.iter().find(|one| one.component == props.id);
    let planned = props.plan.components.iter().find(|planned| planned.id == props.id);
    let lost = |class| props.solution.refusals.iter().any(|lost| (lost.component, lost.class) == (props.id, class));
    let concerned = props.solution.classes.iter().filter(|class| lost(class.class));
    Extras {
        dollars_per_month: own.map(|own| own.dollars_per_month),
        moved_share: planned.and_then(|planned| planned.moved_share),
        scales: planned.is_some_and(|planned| planned.scaling.is_some()),
        offered_per_s: concerned.map(|class| class.offered_per_s).sum(),
    }
}

fn head(say: Say, id: ComponentId, component: &Component, dispatch: &Dispatch) -> Html {
    let spec = component.kind.spec();
    let onchange = dispatch.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Message::Do(Action::Rename(id, input.value().trim().chars().take(Document::LONGEST_NAME).collect()))
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            let _ = event.target_unchecked_into::<HtmlInputElement>().blur();
        }
    });
    let unnamed = Component { name: String::new(), ..component.clone() };
    html! {
        <header class="inspector-head">
            <Icon path={kind_path(component.kind)} size={22} />
            <div class="grow">
                <Typed key={format!("{id:?}")} class="name-field" kind="text" value={component.name.clone()} placeholder={say.component(&unnamed)} maxlength="120"
                    label={say.key("page-name")} {onchange} {onkeydown} testid="name" />
                <p class="kind-name">{ say.of("kind", spec.key) }</p>
            </div>
        </header>
    }
}

/// What it is for, and the way to what the engine takes it for.
fn purpose(say: Say, component: &Component, dispatch: &Dispatch) -> Html {
    let kind = component.kind;
    let onclick = dispatch.reform(move |_: MouseEvent| Message::SetDialog(Some(Dialog::Card(Topic::Kind(kind)))));
    html! {
        <p class="purpose">
            { say.of("kind", &format!("{}-purpose", kind.spec().key)) }{ " " }
            <button type="button" class="text-button" data-testid="kind-card" {onclick}>{ say.key("page-card-open") }</button>
        </p>
    }
}

fn products(say: Say, id: ComponentId, component: &Component, dispatch: &Dispatch) -> Html {
    let products = component.kind.spec().products;
    if products.is_empty() {
        return html! {};
    }
    let onchange = dispatch.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let chosen = usize::try_from(select.selected_index() - 1).ok().and_then(|index| products.get(index)).copied();
        Message::Do(Action::SetProduct(id, chosen))
    });
    html! {
        <label class="product">
            <span>{ say.key("page-product") }</span>
            <select class="field" {onchange} data-testid="product">
                <option selected={component.product.is_none()}>{ say.key("page-product-generic") }</option>
                for product in products.iter().copied() {
                    <option selected={component.product == Some(product)}>{ product.spec().name }</option>
                }
            </select>
        </label>
    }
}

/// The important ones first, the rest folded away; open where one of them was changed.
fn parameters(say: Say, id: ComponentId, component: &Component, dispatch: &Dispatch) -> Html {
    let specs = component.kind.spec().parameters;
    if specs.is_empty() {
        return html! {};
    }
    let (first, rest): (Vec<&'static ParameterSpec>, Vec<&'static ParameterSpec>) =
        specs.iter().partition(|spec| spec.important);
    let changed = rest.iter().any(|spec| component.settings.contains_key(&spec.parameter));
    let field = |spec: &&'static ParameterSpec| component_field(id, component, spec, dispatch);
    html! {
        <Roving class="parameters">
            <h3>{ say.key("page-parameters") }</h3>
            { for first.iter().map(field) }
            if !rest.is_empty() {
                <details open={changed} data-testid="more">
                    <summary>{ say.with("page-more", &[("count", rest.len().into())]) }</summary>
                    { for rest.iter().map(field) }
                </details>
            }
        </Roving>
    }
}

fn component_field(id: ComponentId, component: &Component, spec: &'static ParameterSpec, dispatch: &Dispatch) -> Html {
    let parameter = spec.parameter;
    let (default, source) = preset(component.product, spec);
    let value = component.value(parameter).unwrap_or(default);
    let set = dispatch.reform(move |value| Message::Do(Action::Set(id, parameter, value)));
    html! { <Field key={parameter.key()} {spec} {value} {default} {source} {set} /> }
}

/// The value without the user's own, and where it comes from.
fn preset(product: Option<Product>, spec: &ParameterSpec) -> (crate::model::Value, Source) {
    let preset = product.map(Product::spec);
    match preset.and_then(|preset| Some((preset.value(spec.parameter)?, preset.source(spec.parameter)?))) {
        Some(found) => found,
        None => (spec.default_value(), spec.source),
    }
}

fn connections(say: Say, document: &Document, solution: &Solution, id: ComponentId, dispatch: &Dispatch) -> Html {
    let line = |link: LinkId, other: ComponentId| {
        let rate = solution.links.get(&link).map(|result| format::rate(say.0, result.total_per_s()));
        html! {
            <li key={link.0}>
                { component_button(say, document, other, dispatch) }
                <span class="rate">{ rate }</span>
                { detail_button(say, document, link, dispatch) }
            </li>
        }
    };
    let incoming: Vec<_> = document.incoming(id).map(|(link, ends)| line(link, ends.from)).collect();
    let outgoing: Vec<_> = document.outgoing(id).map(|(link, ends)| line(link, ends.to)).collect();
    if incoming.is_empty() && outgoing.is_empty() {
        return html! {};
    }
    html! {
        <section class="connections" data-testid="connections">
            if !incoming.is_empty() { <h3>{ say.key("page-called-by") }{ rates_basis(say) }</h3><ul>{ incoming }</ul> }
            if !outgoing.is_empty() { <h3>{ say.key("page-calls") }{ rates_basis(say) }</h3><ul>{ outgoing }</ul> }
        </section>
    }
}

/// Where the rates of connections come from.
fn rates_basis(say: Say) -> Html {
    why(say.key("page-column-rate"), basis(Figure::Arrivals, None))
}

fn detail_button(say: Say, document: &Document, link: LinkId, dispatch: &Dispatch) -> Html {
    let Some(role) = document.links.get(&link).and_then(|ends| document.role(ends)) else {
        return link_button(say, document, link, dispatch);
    };
    let onclick =
        dispatch.reform(move |_: MouseEvent| Message::Do(Action::Select(vec![crate::editor::Item::Link(link)])));
    html! {
        <button type="button" class="text-button" {onclick} aria-label={say.key("page-show-link")}>
            { say.of("role", role.key()) }<Icon path={sign_path(Sign::Right)} size={12} />
        </button>
    }
}
