//! A data centre or a zone.

use std::rc::Rc;

use yew::prelude::*;

use super::card::Mark;
use super::face::Face;
use super::words::fitted;
use crate::editor::hit::Corner;
use crate::model::{Component, ComponentId};
use crate::ui::widgets::kind_path;

/// Properties of a container.
#[derive(Clone, Properties)]
pub(super) struct Props {
    /// Which component.
    pub id: ComponentId,
    /// The component.
    pub component: Rc<Component>,
    /// What it shows.
    pub face: Rc<Face>,
    /// How it is marked.
    pub mark: Mark,
    /// Whether its corners can be grabbed.
    pub corners: bool,
    /// Canvas units per pixel.
    pub handle: f64,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && Rc::ptr_eq(&self.component, &other.component)
            && (Rc::ptr_eq(&self.face, &other.face) || self.face == other.face)
            && self.mark == other.mark
            && self.corners == other.corners
            && (!self.corners || self.handle == other.handle)
    }
}

/// The container.
#[component]
pub(super) fn Container(props: &Props) -> Html {
    let Props { id, component, face, mark, corners, handle } = props;
    let size = component.size;
    let down = face.down.is_some().then_some("is-down");
    let at = format!("translate({} {})", component.position.x, component.position.y);
    let title = match &face.down {
        Some((text, _)) => format!("✕ {} · {text}", face.name),
        None => face.name.clone(),
    };
    html! {
        <g id={format!("component-{}", id.0)} class={classes!("place", down, mark.classes())} transform={at}
            role="group" aria-label={face.label.clone()} data-testid={format!("component-{}", id.0)}
            data-id={id.0.to_string()} data-kind={component.kind.spec().key}>
            <rect class="place-body" width={size.width.to_string()} height={size.height.to_string()} rx="14" />
            if face.down.is_some() {
                <rect class="card-hatch" width={size.width.to_string()} height={size.height.to_string()} rx="14"
                    fill="url(#canvas-hatch)" />
            }
            <path class="place-glyph" transform="translate(14 10) scale(.8)" d={kind_path(component.kind)} />
            <text class="place-name" x="36" y="23">{ fitted(&title, size.width - 48.0, 12.0) }</text>
            if *corners { { grips(component, *handle) } }
        </g>
    }
}

fn grips(component: &Component, scale: f64) -> Html {
    let bounds = component.bounds();
    Corner::ALL
        .iter()
        .map(|corner| {
            let at = corner.of(bounds) - bounds.origin;
            let class = if corner.right == corner.bottom { "is-falling" } else { "is-rising" };
            html! {
                <g class={classes!("grip", class)} transform={format!("translate({} {}) scale({scale:.3})", at.x, at.y)}>
                    <rect class="handle-hit" x="-12" y="-12" width="24" height="24" />
                    <rect class="grip-dot" x="-5" y="-5" width="10" height="10" rx="2" />
                </g>
            }
        })
        .collect()
}
