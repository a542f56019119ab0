//! A component that is no container, drawn as a card.

use std::rc::Rc;

use yew::prelude::*;

use super::detail::Detail;
use super::face::{Face, Level, Load};
use super::words::{fitted, lines};
use crate::editor::Change;
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
    /// How much there is room for.
    pub detail: Detail,
    /// Pixels per canvas unit, rounded, for handles that keep their size.
    pub handle: f64,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && Rc::ptr_eq(&self.component, &other.component)
            && (Rc::ptr_eq(&self.face, &other.face) || self.face == other.face)
            && self.mark == other.mark
            && self.detail == other.detail
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
    /// What becomes of it on the way to another drawing.
    pub change: Change,
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
        let marks = all.into_iter().filter(|(holds, _)| *holds).map(|(_, class)| class);
        marks.chain(change_class(self.change)).collect()
    }
}

/// The class of what comes or goes.
pub(super) fn change_class(change: Change) -> Option<&'static str> {
    match change {
        Change::Stays => None,
        Change::Comes => Some("is-coming"),
        Change::Goes => Some("is-going"),
    }
}

/// The card.
#[component]
pub(super) fn Card(props: &Props) -> Html {
    let Props { id, component, face, mark, detail, handle } = props;
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
            { match detail {
                Detail::Full => full(component, face),
                Detail::Brief => brief(component, face),
                Detail::Sign => sign(component, face),
            } }
            { badge(face, size.width) }
            if mark.handles { { handles(*id, component, *handle) } }
        </g>
    }
}

/// All that there is to say.
fn full(component: &Component, face: &Face) -> Html {
    let width = component.size.width;
    html! {
        <>
            { glyph(component, "translate(12 12)") }
            <text class="card-name" x="42" y="26">{ fitted(&face.name, width - 54.0, 13.0) }</text>
            { note(face, width) }
            { foot(face, width) }
        </>
    }
}

/// The name and the figure, in large print.
fn brief(component: &Component, face: &Face) -> Html {
    let width = component.size.width;
    let name = lines(&face.name, width - 50.0, NAME);
    // One line stands in the middle of the room for two.
    let top = if name.len() > 1 { 24.0 } else { 32.0 };
    html! {
        <>
            { glyph(component, "translate(10 10) scale(1.2)") }
            for (row, line) in name.into_iter().enumerate() {
                <text class="card-name is-large" x="42" y={(top + 20.0 * row as f64).to_string()}>{ line }</text>
            }
            { struck(face, "translate(11 42)") }
            if let (Some(load), false) = (&face.load, is_down(face)) {
                <rect class="card-track" x="12" y="57" width={(width - 90.0).to_string()} height="8" rx="4" />
                <rect class="card-fill" x="12" y="57" width={filled(load, width - 90.0)} height="8" rx="4" />
                { figure(load, width - 10.0, 67.0) }
            }
        </>
    }
}

/// The sign of its kind and the figure; the name only where there is no figure and it is short.
fn sign(component: &Component, face: &Face) -> Html {
    let width = component.size.width;
    let load = face.load.as_ref().filter(|_| !is_down(face));
    html! {
        <>
            { glyph(component, "translate(9 9) scale(2)") }
            { struck(face, "translate(100 6) scale(2.6)") }
            if let Some(load) = load {
                <rect class="card-track" x="10" y="58" width={(width - 20.0).to_string()} height="9" rx="4.5" />
                <rect class="card-fill" x="10" y="58" width={filled(load, width - 20.0)} height="9" rx="4.5" />
                { figure(load, width - 12.0, 43.0) }
            } else if !is_down(face) {
                <text class="card-name is-huge" x="58" y="44">{ fitted(&face.name, width - 62.0, 30.0) }</text>
            }
        </>
    }
}

/// Size of the print of a name in [`brief`], canvas units.
const NAME: f64 = 19.0;

fn glyph(component: &Component, transform: &'static str) -> Html {
    html! { <path class="card-glyph" {transform} d={kind_path(component.kind)} /> }
}

fn is_down(face: &Face) -> bool {
    face.down.as_ref().is_some_and(|(_, all)| *all)
}

/// The cross on what is down.
fn struck(face: &Face, transform: &'static str) -> Html {
    if !is_down(face) {
        return html! {};
    }
    html! { <g class="card-down" {transform}><path d="M4 6l14 14m0-14l-14 14" /></g> }
}

fn filled(load: &Load, room: f64) -> String {
    format!("{:.1}", (room * load.share).max(if load.share > 0.0 { 3.0 } else { 0.0 }))
}

fn figure(load: &Load, x: f64, y: f64) -> Html {
    let sign = if load.level == Level::Saturated { "▲ " } else { "" };
    html! {
        <text class="card-figure" x={x.to_string()} y={y.to_string()} text-anchor="end">{ format!("{sign}{}", load.figure) }</text>
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
    html! {
        <g class="card-load">
            <rect class="card-track" x="12" y="57" width={room.to_string()} height="5" rx="2.5" />
            <rect class="card-fill" x="12" y="57" width={filled(load, room)} height="5" rx="2.5" />
            { figure(load, width - 12.0, 63.5) }
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
