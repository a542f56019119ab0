//! What a gesture shows above the drawing: the line being drawn, the box, guides, where something would land.

use yew::prelude::*;

use crate::base::geometry::Rect;
use crate::editor::hit::End;
use crate::editor::route::Route;
use crate::editor::snap::Guide;
use crate::editor::tool::{Connecting, Dropping, Reconnecting};
use crate::editor::{Editor, Tool};
use crate::ui::widgets::kind_path;

/// The overlay of the gesture under way.
pub(super) fn overlay(editor: &Editor) -> Html {
    match editor.tool() {
        Tool::Connecting(connecting) => rubber(editor, connecting),
        Tool::Reconnecting(reconnecting) => loose_end(editor, reconnecting),
        Tool::Boxing(boxing) => rectangle("sweep", boxing.area(), 2.0),
        Tool::Dragging(dragging) => dragging.guides.iter().map(guide).collect(),
        Tool::Dropping(dropping) => landing(editor, dropping),
        _ => html! {},
    }
}

fn rectangle(class: &'static str, area: Rect, radius: f64) -> Html {
    html! {
        <rect {class} data-testid={class} x={area.left().to_string()} y={area.top().to_string()}
            width={area.size.width.to_string()} height={area.size.height.to_string()} rx={radius.to_string()} />
    }
}

fn guide(guide: &Guide) -> Html {
    html! {
        <line class="guide" data-testid="guide" x1={guide.from.x.to_string()} y1={guide.from.y.to_string()}
            x2={guide.to.x.to_string()} y2={guide.to.y.to_string()} />
    }
}

fn rubber(editor: &Editor, connecting: &Connecting) -> Html {
    let document = editor.shown();
    let Some(from) = document.components.get(&connecting.from) else { return html! {} };
    let valid = connecting.is_valid(document);
    let target = connecting.target.filter(|_| valid).and_then(|id| document.components.get(&id));
    let route = match target {
        Some(to) => Route::between(from.bounds(), to.bounds(), 0.0),
        None => Route::to_point(from.bounds(), connecting.at),
    };
    line(&route, valid, connecting.target.is_some() && !valid)
}

fn loose_end(editor: &Editor, reconnecting: &Reconnecting) -> Html {
    let document = editor.shown();
    let bounds = |id| document.components.get(&id).map(|component| component.bounds());
    let Some(link) = document.links.get(&reconnecting.link) else { return html! {} };
    let valid = reconnecting.target.is_some_and(|target| reconnecting.accepts(document, target));
    let end = reconnecting
        .target
        .filter(|_| valid)
        .and_then(bounds)
        .unwrap_or(Rect::new(reconnecting.at, crate::base::geometry::Size::default()));
    let fixed = if reconnecting.end == End::From { link.to } else { link.from };
    let Some(fixed) = bounds(fixed) else { return html! {} };
    let route = match reconnecting.end {
        End::From => Route::between(end, fixed, 0.0),
        End::To => Route::between(fixed, end, 0.0),
    };
    line(&route, valid, reconnecting.target.is_some() && !valid)
}

fn line(route: &Route, valid: bool, refused: bool) -> Html {
    let class = classes!("rubber", valid.then_some("is-valid"), refused.then_some("is-refused"));
    html! {
        <g {class} data-testid="rubber">
            <path d={route.path()} />
            if refused {
                <path class="rubber-cross" transform={format!("translate({} {})", route.end.x, route.end.y)}
                    d="M-6 -6l12 12m0-12l-12 12" />
            } else {
                <circle cx={route.end.x.to_string()} cy={route.end.y.to_string()} r="5" />
            }
        </g>
    }
}

fn landing(editor: &Editor, dropping: &Dropping) -> Html {
    let Some(area) = dropping.landing(editor) else { return html! {} };
    let class = if dropping.kind.spec().container { "landing is-place" } else { "landing" };
    html! {
        <g>
            { rectangle(class, area, 10.0) }
            <path class="card-glyph" transform={format!("translate({} {})", area.left() + 12.0, area.top() + 12.0)}
                d={kind_path(dropping.kind)} />
        </g>
    }
}
