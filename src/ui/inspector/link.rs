//! One link.

use yew::prelude::*;

use super::field::Field;
use super::figures::{about, component_button, findings};
use crate::card::{Figure, basis};
use crate::editor::Action;
use crate::model::{Document, LinkId, Subject};
use crate::plan::Class;
use crate::solve::{LinkResult, Solution};
use crate::text::format;
use crate::ui::context::{Say, use_dispatch, use_say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, Icon, Roving, Same, Sign, sign_path, why};

/// Properties of the view of a link.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which.
    pub id: LinkId,
    /// The document.
    pub document: Same<Document>,
    /// What the engine says about it.
    pub solution: Same<Solution>,
}

/// One link.
#[component]
pub fn LinkView(props: &Props) -> Html {
    let say = use_say();
    let dispatch = use_dispatch();
    let id = props.id;
    let Some(link) = props.document.links.get(&id) else { return html! {} };
    let Some(role) = props.document.role(link) else { return html! {} };
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    html! {
        <>
            <header class="inspector-head">
                <Icon path={sign_path(Sign::Right)} size={22} />
                <div class="grow">
                    <h2 class="link-title" data-testid="role">{ say.of("role", role.key()) }</h2>
                    <p class="kind-name">{ say.key("page-connection") }</p>
                </div>
            </header>
            <Roving class="part">
            <p class="ends-line">
                { component_button(say, &props.document, link.from, &dispatch) }
                <span aria-hidden="true">{ "→" }</span>
                { component_button(say, &props.document, link.to, &dispatch) }
            </p>
            { findings(say, props.solution.diagnostics.iter().filter(about(Subject::Link(id))), None) }
            if let Some(result) = props.solution.links.get(&id) { { rates(say, result) } }
            </Roving>
            <Roving class="part">{ super::fault::faults(say, &props.document, id.into(), &dispatch) }</Roving>
            if !role.parameters().is_empty() {
                <Roving class="parameters">
                    <h3>{ say.key("page-parameters") }</h3>
                    for spec in role.parameters().iter() {
                        <Field key={spec.parameter.key()} {spec} value={link.value(role, spec.parameter).unwrap_or(spec.default_value())}
                            default={spec.default_value()} source={spec.source}
                            set={ let parameter = spec.parameter; dispatch.reform(move |value| Message::Do(Action::SetLink(id, parameter, value))) } />
                    }
                </Roving>
            }
            <Roving class="button-row end">
                <Button label={say.key("page-reverse")} sign={Sign::Swap} onclick={act(Action::Reverse(id))} testid="reverse" />
                <Button label={say.key("page-delete")} sign={Sign::Delete} class="danger" onclick={act(Action::DeleteSelection)} testid="delete" />
            </Roving>
        </>
    }
}

fn rates(say: Say, result: &LinkResult) -> Html {
    let rate = |class: &Class| result.rate_per_s.get(class).map(|rate| (*class, *rate));
    html! {
        <table class="figures" data-testid="link-rates">
            <thead><tr><th scope="col">{ say.key("page-column-class") }</th><th scope="col">{ say.key("page-column-rate") }
                { why(say.key("page-column-rate"), basis(Figure::Arrivals, None)) }</th></tr></thead>
            <tbody>
                for (class, rate) in Class::ALL.iter().filter_map(rate) {
                    <tr><th scope="row">{ say.of("class", class.key()) }</th><td>{ format::rate(say.0, rate) }</td></tr>
                }
                <tr class="total">
                    <th scope="row">{ say.key("page-total") }</th>
                    <td>{ format::rate(say.0, result.total_per_s()) }</td>
                </tr>
                if result.bytes_per_s > 0.0 {
                    <tr><th scope="row">{ say.key("page-traffic") }{ why(say.key("page-traffic"), basis(Figure::Arrivals, None)) }</th><td>{ crate::text::quantity(say.0, crate::model::catalog::Unit::BytesPerSecond, result.bytes_per_s).text() }</td></tr>
                }
            </tbody>
        </table>
    }
}
