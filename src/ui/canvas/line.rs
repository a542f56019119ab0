//! A link, drawn as a line on which the traffic moves.

use std::rc::Rc;

use yew::prelude::*;

use super::card::change_class;
use super::face::Flow;
use crate::base::geometry::Point;
use crate::editor::Change;
use crate::editor::route::Route;
use crate::model::LinkId;

/// Properties of a link.
#[derive(Clone, Properties)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks, each a class of the style")]
pub(super) struct Props {
    /// Which link.
    pub id: LinkId,
    /// Its course.
    pub route: Route,
    /// What it shows.
    pub flow: Rc<Flow>,
    /// What a screen reader says.
    pub label: AttrValue,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether the keyboard or the pointer is at it.
    pub active: bool,
    /// Whether its ends can be grabbed.
    pub ends: bool,
    /// Whether something else has the attention.
    pub dimmed: bool,
    /// What becomes of it on the way to another drawing.
    pub change: Change,
    /// Canvas units per pixel.
    pub handle: f64,
    /// Where its figure stands; `None`: it has no room.
    pub place: Option<Point>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.route == other.route
            && (Rc::ptr_eq(&self.flow, &other.flow) || self.flow == other.flow)
            && self.label == other.label
            && self.place == other.place
            && self.change == other.change
            && (self.selected, self.active, self.ends, self.dimmed)
                == (other.selected, other.active, other.ends, other.dimmed)
            && (!self.ends || self.handle == other.handle)
    }
}

/// The link.
#[component]
pub(super) fn Line(props: &Props) -> Html {
    let Props { id, route, flow, label, .. } = props;
    let path = route.path();
    let marks = [
        (props.selected, "is-selected"),
        (props.active, "is-active"),
        (props.dimmed, "is-dimmed"),
        (flow.hot, "is-hot"),
        (flow.copies, "is-copying"),
        (flow.period_s.is_none(), "is-still"),
        (flow.finding.is_some(), "is-doubtful"),
        (flow.struck.is_some(), "is-struck"),
    ];
    let marks: Classes = marks
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, class)| class)
        .chain(change_class(props.change))
        .collect();
    // Without room it is there for the eye that looks at the line itself.
    let place = props.place.unwrap_or_else(|| route.at(0.5) - Point::new(0.0, 7.0));
    let crowded = props.place.is_none().then_some("is-crowded");
    html! {
        <g id={format!("link-{}", id.0)} class={classes!("link", marks)} role="group" aria-label={label}
            data-testid={format!("link-{}", id.0)} data-id={id.0.to_string()}>
            <path class="link-hit" d={path.clone()} />
            <path class="link-ring" d={path.clone()} stroke-width={format!("{:.1}", flow.width + 6.0)} />
            <path class="link-base" d={path.clone()} stroke-width={format!("{:.1}", flow.width)} />
            if let Some(period) = flow.period_s {
                <path class="link-flow" d={path} stroke-width={format!("{:.1}", flow.width)}
                    style={format!("--period:{period:.2}s")} />
            }
            <path class="link-arrow" d={arrow(route, flow.width)} />
            if !flow.text.is_empty() {
                <text class={classes!("link-label", crowded)} x={format!("{:.1}", place.x)} y={format!("{:.1}", place.y)}
                    text-anchor="middle" data-testid={format!("rate-{}", id.0)}>{ &flow.text }</text>
            }
            if let Some((text, down)) = &flow.struck { { wound(route, text, *down) } }
            if props.ends {
                { end(route.start, props.handle, "from") }
                { end(route.end, props.handle, "to") }
            }
        </g>
    }
}

/// Where on its way a struck link wears its sign: beside its figure, which stands in the middle.
pub(super) const WOUND: f64 = 0.3;

/// The sign on a link that is struck: a cross where nothing passes, else a mark of attention; and what it is.
fn wound(route: &Route, text: &str, down: bool) -> Html {
    let at = route.at(WOUND);
    html! {
        <g class="link-wound" transform={format!("translate({:.1} {:.1})", at.x, at.y)} data-testid="link-wound">
            <title>{ text }</title>
            <circle r="9" />
            <path d={if down { CROSS } else { ATTENTION }} />
        </g>
    }
}

/// Signs within a circle of nine units.
pub(super) const CROSS: &str = "M-3.4 -3.4l6.8 6.8m0 -6.8l-6.8 6.8";
pub(super) const ATTENTION: &str = "M0 -4.5v5M0 3.6v.2";

/// The head of the arrow: a triangle at the end, wider with the line.
pub(super) fn arrow(route: &Route, width: f64) -> String {
    let back = route.arrive - route.end;
    let length = back.x.hypot(back.y).max(1e-9);
    let along = back * (1.0 / length);
    let across = Point::new(-along.y, along.x);
    let half = 3.0 + width * 0.7;
    let foot = route.end + along * (half * 1.7);
    let (a, b) = (foot + across * half, foot + across * -half);
    format!("M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z", route.end.x, route.end.y, a.x, a.y, b.x, b.y)
}

fn end(at: Point, scale: f64, name: &str) -> Html {
    html! {
        <g class="end" transform={format!("translate({:.1} {:.1}) scale({scale:.3})", at.x, at.y)}
            data-testid={format!("end-{name}")}>
            <circle class="handle-hit" r="12" />
            <circle class="end-dot" r="5.5" />
        </g>
    }
}
