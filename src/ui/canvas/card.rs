//! A component that is no container, drawn as a card.

use std::rc::Rc;

use yew::prelude::*;

use super::face::{Face, Level, Load};
use super::words::fitted;
use crate::editor::route::Side;
use crate::model::{Component, ComponentId, Severity};
use crate::ui::widgets::kind_path;

/// Properties of a card: values that compare quickly, so that only what changed is drawn again.
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
    /// Pixels per canvas unit, rounded, for handles that keep their size.
    pub handle: f64,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && Rc::ptr_eq(&self.component, &other.component)
            && (Rc::ptr_eq(&self.face, &other.face) || self.face == other.face)
            && self.mark == other.mark
            && (!self.mark.handles || self.handle == other.handle)
    }
}

/// How a component is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks, each a class of the style")]
pub(super) struct Mark {
    /// It is selected.
    pub selected: bool,
    /// The keyboard is at it.
    pub active: bool,
    /// Its handles are shown.
    pub handles: bool,
    /// It could be the target of the connection being drawn.
    pub candidate: bool,
    /// It could not.
    pub dimmed: bool,
    /// The connection being drawn would end here.
    pub target: bool,
    /// The connection being drawn cannot end here though the pointer is here.
    pub refused: bool,
    /// Something would be dropped into it.
    pub receives: bool,
}

impl Mark {
    /// The classes of its style.
    pub(super) fn classes(self) -> Classes {
        let all = [
            (self.selected, "is-selected"),
            (self.active, "is-active"),
            (self.candidate, "is-candidate"),
            (self.dimmed, "is-dimmed"),
            (self.target, "is-target"),
            (self.refused, "is-refused"),
            (self.receives, "is-receiving"),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, class)| class).collect()
    }
}

/// The card.
#[component]
pub(super) fn Card(props: &Props) -> Html {
    let Props { id, component, face, mark, handle } = props;
    let size = component.size;
    let level = face.load.as_ref().map(|load| load.level.class());
    let down = face.down.as_ref().map(|(_, all)| if *all { "is-down" } else { "is-wounded" });
    let at = format!("translate({} {})", component.position.x, component.position.y);
    html! {
        <g id={format!("component-{}", id.0)} class={classes!("card", level, down, mark.classes())} transform={at}
            role="group" aria-label={face.label.clone()} data-testid={format!("component-{}", id.0)}
            data-id={id.0.to_string()} data-kind={component.kind.spec().key}>
            <title>{ &face.name }</title>
            <rect class="card-ring" x="-4" y="-4" width={(size.width + 8.0).to_string()}
                height={(size.height + 8.0).to_string()} rx="13" />
            <rect class="card-body" width={size.width.to_string()} height={size.height.to_string()} rx="10" />
            if face.down.as_ref().is_some_and(|(_, all)| *all) {
                <rect class="card-hatch" width={size.width.to_string()} height={size.height.to_string()} rx="10"
                    fill="url(#canvas-hatch)" />
            }
            <path class="card-glyph" transform="translate(12 12)" d={kind_path(component.kind)} />
            <text class="card-name" x="42" y="26">{ fitted(&face.name, size.width - 54.0, 13.0) }</text>
            { note(face, size.width) }
            { foot(face, size.width) }
            { badge(face, size.width) }
            if mark.handles { { handles(*id, component, *handle) } }
        </g>
    }
}

/// The lower line: what is down, or how full it is.
fn foot(face: &Face, width: f64) -> Html {
    if let Some((text, true)) = &face.down {
        return html! {
            <g class="card-down">
                <path d="M14 55.5l8 8m0-8l-8 8" />
                <text x="28" y="63.5">{ text }</text>
            </g>
        };
    }
    face.load.as_ref().map_or_else(|| html! {}, |load| bar(load, width))
}

/// The line below the name: how many instances are down, else what characterises it.
fn note(face: &Face, width: f64) -> Html {
    let (class, text) = match &face.down {
        Some((text, false)) => ("card-wound", text),
        _ => ("card-note", &face.note),
    };
    html! { <text {class} x="42" y="43">{ fitted(text, width - 50.0, 11.0) }</text> }
}

fn bar(load: &Load, width: f64) -> Html {
    let room = width - 82.0;
    let filled = (room * load.share).max(if load.share > 0.0 { 3.0 } else { 0.0 });
    let sign = if load.level == Level::Saturated { "▲ " } else { "" };
    html! {
        <g class="card-load">
            <rect class="card-track" x="12" y="57" width={room.to_string()} height="5" rx="2.5" />
            <rect class="card-fill" x="12" y="57" width={format!("{filled:.1}")} height="5" rx="2.5" />
            <text class="card-figure" x={(width - 12.0).to_string()} y="63.5" text-anchor="end">
                { format!("{sign}{}", load.figure) }
            </text>
        </g>
    }
}

/// The sign of a finding, at the upper right corner.
fn badge(face: &Face, width: f64) -> Html {
    let Some((severity, text)) = &face.finding else { return html! {} };
    let class = match severity {
        Severity::Hint => "is-hint",
        Severity::Warning => "is-warning",
        Severity::Error => "is-error",
    };
    html! {
        <g class={classes!("badge", class)} transform={format!("translate({} 0)", width - 2.0)} data-testid="badge">
            <title>{ text }</title>
            <circle r="9" />
            <path d={if *severity == Severity::Hint { "M0 -1v4.5M0 -4v.2" } else { "M0 -4.5v5M0 3.6v.2" }} />
        </g>
    }
}

/// The four handles; `scale` canvas units per pixel keep them at their size on the screen.
fn handles(id: ComponentId, component: &Component, scale: f64) -> Html {
    let origin = component.position;
    Side::ALL
        .iter()
        .map(|side| {
            let at = side.middle(component.bounds()) - origin;
            let name = match side {
                Side::Left => "left",
                Side::Top => "top",
                Side::Right => "right",
                Side::Bottom => "bottom",
            };
            html! {
                <g class="handle" transform={format!("translate({} {}) scale({scale:.3})", at.x, at.y)}
                    data-testid={format!("handle-{}-{name}", id.0)}>
                    <circle class="handle-hit" r="12" />
                    <circle class="handle-dot" r="6" />
                    <path class="handle-plus" d="M-2.6 0h5.2M0 -2.6v5.2" />
                </g>
            }
        })
        .collect()
}
