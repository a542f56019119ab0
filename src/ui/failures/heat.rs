//! The table over the drawing: how much each failure costs as colour and sign, single points of failure, and the steps of
//! the cascade that is looked at. Screen readers find the same in the table.

use yew::prelude::*;

use super::rows::is_single;
use super::state::FailuresState;
use super::use_failures;
use crate::base::geometry::{Point, Rect};
use crate::editor::Editor;
use crate::editor::hit::routes;
use crate::impact::{Failure, Impact};
use crate::model::Document;
use crate::text::format;
use crate::ui::context::{Say, use_say};
use crate::ui::level::NOTHING;

/// Shares of the requests that are lost from which on the next colour begins.
const LEVELS: [f64; 3] = [0.01, 0.1, 0.5];

/// Properties of the layer.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where things stand, and how they are looked at.
    pub editor: Editor,
}

/// The layer. It covers its parent element, and no pointer sees it.
#[component]
pub fn HeatLayer(props: &Props) -> Html {
    let (say, failures) = (use_say(), use_failures());
    let state = &failures.state;
    if !state.open || state.rows.is_empty() || state.behind {
        return html! {};
    }
    let (document, camera) = (props.editor.document(), props.editor.camera());
    let shift = camera.origin * -camera.zoom;
    let transform = format!("translate({:.2} {:.2}) scale({:.5})", shift.x, shift.y, camera.zoom);
    html! {
        <>
            <svg class="heat-layer" width="100%" height="100%" aria-hidden="true" data-testid="heat-layer">
                <g {transform}>
                    if state.heat { { heat(document, state) } }
                    { steps(document, state) }
                </g>
            </svg>
            if state.heat { { legend(say, state) } }
        </>
    }
}

/// Share of the requests of users that is lost of those that were served before; `None`: not known.
fn lost(state: &FailuresState, impact: &Impact) -> Option<f64> {
    let before = state.sound.as_ref()?.served_share();
    let served = state.view.figures(impact)?.served_share();
    Some((before - served).max(0.0))
}

fn level(lost: f64) -> usize {
    if lost <= NOTHING { 0 } else { 1 + LEVELS.iter().filter(|&&level| lost >= level).count() }
}

fn heat(document: &Document, state: &FailuresState) -> Html {
    let courses = routes(document);
    let spot = |impact: &Impact| {
        let lost = lost(state, impact);
        match impact.failure {
            Failure::Component(id) => {
                let bounds = document.components.get(&id)?.bounds();
                let container = document.components.get(&id)?.kind.spec().container;
                Some(card(bounds, container, lost, is_single(impact)))
            }
            Failure::Link(id) => {
                let route = &courses.iter().find(|(other, _)| *other == id)?.1;
                let shown = lost.filter(|lost| *lost > NOTHING)?;
                Some(html! {
                    <>
                        <path class={format!("heat-link heat-{}", level(shown))} d={route.path()} />
                        { figure(route.at(0.5) + Point::new(0.0, 14.0), Some(shown)) }
                    </>
                })
            }
            Failure::Instance(_) => None,
        }
    };
    state.rows.iter().filter_map(spot).collect()
}

fn card(bounds: Rect, container: bool, lost: Option<f64>, single: bool) -> Html {
    let class = lost.map_or_else(|| "heat-unknown".to_owned(), |lost| format!("heat-{}", level(lost)));
    let (x, y) = (bounds.origin.x, bounds.origin.y);
    html! {
        <g>
            <rect class={classes!("heat-card", class, container.then_some("heat-place"))} x={x.to_string()} y={y.to_string()}
                width={bounds.size.width.to_string()} height={bounds.size.height.to_string()} rx="10" />
            { figure(Point::new(x + bounds.size.width / 2.0, y), lost) }
            if single {
                <g class="heat-single" transform={format!("translate({} {})", x, y + bounds.size.height)}>
                    <path d="M0 -11L11 0L0 11L-11 0Z" /><text y="4" text-anchor="middle">{ "1" }</text>
                </g>
            }
        </g>
    }
}

/// What is lost, with a sign.
fn figure(at: Point, lost: Option<f64>) -> Html {
    let text = match lost {
        None => "?".to_owned(),
        Some(lost) if lost <= NOTHING => "✓".to_owned(),
        Some(lost) => format!("▼ {}", format::percent(lost)),
    };
    let width = 14.0 + 7.0 * text.chars().count() as f64;
    html! {
        <g class="heat-figure" transform={format!("translate({:.1} {:.1})", at.x, at.y)}>
            <rect x={(-width / 2.0).to_string()} y="-9" width={width.to_string()} height="18" rx="9" />
            <text y="4" text-anchor="middle">{ text }</text>
        </g>
    }
}

/// What is struck, and what has fallen so far, in its order.
fn steps(document: &Document, state: &FailuresState) -> Html {
    let Some(shown) = state.shown() else { return html! {} };
    let corner = |id| document.components.get(&id).map(|component| component.bounds().origin);
    let struck = match shown.failure {
        Failure::Component(id) | Failure::Instance(id) => corner(id),
        Failure::Link(id) => routes(document).iter().find(|(other, _)| *other == id).map(|(_, route)| route.at(0.5)),
    };
    let number = state.step.unwrap_or(shown.cascade.len());
    let fallen = shown.cascade.iter().take(number).enumerate();
    html! {
        <>
            if let Some(at) = struck { { step(at, "✕", "is-struck") } }
            { for fallen.filter_map(|(position, fallen)| Some(step(corner(fallen.component)?, &(position + 1).to_string(), "is-fallen"))) }
        </>
    }
}

fn step(at: Point, text: &str, class: &'static str) -> Html {
    html! {
        <g class={classes!("heat-step", class)} transform={format!("translate({:.1} {:.1})", at.x, at.y)}>
            <circle r="13" /><text y="5" text-anchor="middle">{ text.to_owned() }</text>
        </g>
    }
}

fn legend(say: Say, state: &FailuresState) -> Html {
    let bounds = [NOTHING, LEVELS[0], LEVELS[1], LEVELS[2]];
    let ranges = bounds.iter().enumerate().map(|(position, from)| {
        let text = match position {
            0 => say.with("failures-legend-below", &[("to", format::percent(LEVELS[0]).into())]),
            _ => say.with("failures-legend-from", &[("from", format::percent(*from).into())]),
        };
        (position + 1, text)
    });
    let ranges = std::iter::once((0, say.key("failures-legend-none"))).chain(ranges);
    html! {
        <div class="heat-legend" data-testid="heat-legend">
            <b>{ say.of("failures-legend", state.view.key()) }</b>
            <ul>
                for (level, text) in ranges { <li key={level}><i class={format!("heat-{level}")}></i>{ text }</li> }
                <li><i class="heat-diamond">{ "1" }</i>{ say.key("failures-legend-single") }</li>
            </ul>
        </div>
    }
}
