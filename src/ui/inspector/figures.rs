//! What the engine says about one component: the first figures, its resources, its findings.

use yew::prelude::*;

use crate::card::{Basis, Figure, basis};
use crate::model::catalog::Kind;
use crate::model::{Component, ComponentId, Diagnostic, Document, LinkId, Severity, Subject};
use crate::solve::{Backlog, ComponentResult, ResourceResult};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::level;
use crate::ui::state::Message;
use crate::ui::widgets::{Icon, Sign, sign_path, why};
use crate::{editor::Action, editor::Item};

/// What is known of a component besides its own result.
pub(super) struct Extras {
    /// US dollars per month; `None`: nothing.
    pub(super) dollars_per_month: Option<f64>,
    /// Share of its data that one more shard moves.
    pub(super) moved_share: Option<f64>,
    /// Whether its instances follow the load.
    pub(super) scales: bool,
    /// Requests per second of the classes that are lost here.
    pub(super) offered_per_s: f64,
}

/// The figures that matter first.
pub(super) fn tiles(say: Say, component: &Component, result: &ComponentResult, extras: &Extras) -> Html {
    let from = |figure: Figure| basis(figure, Some(component));
    let refused = result.refused_per_s > level::NOTHING * result.arrival_per_s;
    // Of requests and not of attempts, so that it is the share of all that is lost which is lost here.
    let share = if refused { (result.refused_per_s / extras.offered_per_s.max(1e-300)).min(1.0) } else { 0.0 };
    // What only watches is asked nothing, and what asks refuses nothing.
    let is_asked = result.arrival_per_s > 0.0 || !result.resources.is_empty();
    let answers = is_asked && component.kind != Kind::Users;
    html! {
        <dl class="tiles">
            if let Some(fullest) = result.resources.first() { { busy_tile(say, component, fullest) } }
            if let Some(p99) = result.response_p99_s {
                { tile("p99", "", format::duration(say.0, p99), say.key("page-tile-p99"), from(Figure::ComponentTime)) }
            }
            if is_asked {
                { tile("arrivals", "", format::rate(say.0, result.arrival_per_s), arrivals_label(say, component), from(Figure::Arrivals)) }
            }
            if answers {
                { tile("refused", if refused { "saturated" } else { "" }, format::percent(share), say.key("page-tile-refused"), from(Figure::Refused)) }
            }
            if let Some(hit) = result.hit_ratio {
                { tile("hits", "", format::percent(hit), say.key("page-tile-hits"), from(Figure::HitRatio)) }
            }
            if extras.scales {
                { tile("instances", "", format::count(say.0, result.instances), say.key("page-tile-instances"), from(Figure::Instances)) }
            }
            if let Some(backlog) = result.backlog.as_ref().filter(|backlog| backlog.is_notable() || !copies(component)) {
                { backlog_tile(say, component, backlog) }
            }
            if let Some(share) = result.stale_share {
                { tile("stale", "", format::percent(share), say.key("page-tile-stale"), from(Figure::Staleness)) }
            }
            if let Some(share) = extras.moved_share {
                { tile("moved", "", format::percent(share), say.key("page-tile-moved"), from(Figure::Arrivals)) }
            }
            if let Some(dollars) = extras.dollars_per_month {
                { tile("cost", "", format::dollars(say.0, dollars), say.key("page-tile-cost"), from(Figure::Cost)) }
            }
        </dl>
    }
}

/// Users ask; everything else is asked.
fn arrivals_label(say: Say, component: &Component) -> String {
    say.key(if component.kind == Kind::Users { "page-tile-asked" } else { "page-tile-arrivals" })
}

fn busy_tile(say: Say, component: &Component, fullest: &ResourceResult) -> Html {
    let label = say.with(
        "page-tile-busy",
        &[
            ("resource", say.of("resource", fullest.resource.key()).into()),
            ("units", format::count(say.0, fullest.units).into()),
        ],
    );
    let class = level::class(fullest.utilization, fullest.refused_share);
    tile(
        "utilization",
        class,
        format::percent(fullest.utilization),
        label,
        basis(Figure::Utilization(fullest.resource), Some(component)),
    )
}

/// Whether what waits there is writes of another database.
fn copies(component: &Component) -> bool {
    matches!(component.kind, Kind::RelationalDatabase | Kind::ReadReplica)
}

fn backlog_tile(say: Say, component: &Component, backlog: &Backlog) -> Html {
    let from = basis(Figure::Backlog, Some(component));
    let copies = copies(component);
    if backlog.growth_per_s > 0.0 {
        let rate = format::rate(say.0, backlog.growth_per_s);
        let label = if copies { "page-tile-behind-growth" } else { "page-tile-backlog-growth" };
        return tile("backlog", "saturated", rate, say.key(label), from);
    }
    let label = if copies { "page-tile-behind" } else { "page-tile-backlog" };
    tile("backlog", "", format::count(say.0, backlog.messages), say.key(label), from)
}

fn tile(testid: &str, class: &'static str, figure: String, label: String, from: Basis) -> Html {
    html! {
        <div class={classes!("tile", class)} data-testid={format!("tile-{testid}")}>
            <dd>{ figure }</dd><dt>{ label.clone() }{ why(label, from) }</dt>
        </div>
    }
}

/// All resources with their utilization, fullest first.
pub(super) fn resources(say: Say, component: &Component, result: &ComponentResult) -> Html {
    if result.resources.is_empty() {
        return html! {};
    }
    html! {
        <section>
            <h3>{ say.key("page-resources") }</h3>
            <table class="figures" data-testid="resources">
                <thead><tr>
                    <th scope="col">{ say.key("page-column-resource") }</th>
                    <th scope="col">{ say.key("page-column-busy") }</th>
                    <th scope="col">{ say.key("page-column-units") }</th>
                    <th scope="col">{ say.key("page-column-wait") }</th>
                </tr></thead>
                <tbody>{ for result.resources.iter().map(|resource| resource_row(say, component, resource)) }</tbody>
            </table>
        </section>
    }
}

fn resource_row(say: Say, component: &Component, resource: &ResourceResult) -> Html {
    let name = say.of("resource", resource.resource.key());
    let from = |figure: Figure, head: &str| why(format!("{name}, {}", say.key(head)), basis(figure, Some(component)));
    html! {
        <tr class={level::class(resource.utilization, resource.refused_share)}>
            <th scope="row">{ &name }</th>
            <td>{ level::figure(resource.utilization, resource.refused_share) }{ from(Figure::Utilization(resource.resource), "page-column-busy") }</td>
            <td>{ say.with("page-busy-of", &[
                ("busy", format::significant(resource.busy).into()),
                ("units", format::count(say.0, resource.units).into()),
            ]) }</td>
            <td>{ format::duration(say.0, resource.wait_mean_s) }{ from(Figure::Wait(resource.resource), "page-column-wait") }</td>
        </tr>
    }
}

/// Whether a finding is about this.
pub(super) fn about(subject: Subject) -> impl Fn(&&Diagnostic) -> bool {
    move |diagnostic| diagnostic.subject == subject
}

/// Findings, worst first, each with what to do; a click leads to its subject where `document` is given.
pub(super) fn findings<'a>(
    say: Say,
    found: impl Iterator<Item = &'a Diagnostic>,
    whole: Option<(&Document, &Dispatch)>,
) -> Html {
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    if found.is_empty() {
        return html! {};
    }
    html! {
        <ul class="findings" data-testid="diagnostics">
            for diagnostic in found {
                <li class={severity_class(diagnostic.severity)} data-testid={format!("diagnostic-{}", diagnostic.code.key())}>
                    <Icon path={sign_path(severity_sign(diagnostic.severity))} size={16} />
                    <div>
                        if let Some((document, dispatch)) = whole { { subject_button(say, document, diagnostic.subject, dispatch) } }
                        <p>{ say.of("diagnostic", diagnostic.code.key()) }</p>
                    </div>
                </li>
            }
        </ul>
    }
}

const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "hint",
        Severity::Warning => "warn",
        Severity::Error => "bad",
    }
}

const fn severity_sign(severity: Severity) -> Sign {
    match severity {
        Severity::Hint => Sign::Info,
        Severity::Warning | Severity::Error => Sign::Warning,
    }
}

fn subject_button(say: Say, document: &Document, subject: Subject, dispatch: &Dispatch) -> Html {
    match subject {
        Subject::Document => html! {},
        Subject::Component(id) => component_button(say, document, id, dispatch),
        Subject::Link(id) => link_button(say, document, id, dispatch),
    }
}

/// A component's name that selects it.
pub(in crate::ui) fn component_button(say: Say, document: &Document, id: ComponentId, dispatch: &Dispatch) -> Html {
    let Some(component) = document.components.get(&id) else { return html! {} };
    let onclick = dispatch.reform(move |_: MouseEvent| Message::Do(Action::Select(vec![Item::Component(id)])));
    html! { <button type="button" class="text-button name" {onclick}>{ say.component(component) }</button> }
}

/// A link's two ends that select it.
pub(super) fn link_button(say: Say, document: &Document, id: LinkId, dispatch: &Dispatch) -> Html {
    let Some(link) = document.links.get(&id) else { return html! {} };
    let name = |id| document.components.get(&id).map(|component| say.component(component)).unwrap_or_default();
    let onclick = dispatch.reform(move |_: MouseEvent| Message::Do(Action::Select(vec![Item::Link(id)])));
    html! { <button type="button" class="text-button name" {onclick}>{ format!("{} → {}", name(link.from), name(link.to)) }</button> }
}
