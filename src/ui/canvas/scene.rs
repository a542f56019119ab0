//! The drawing: containers, links, cards, in this order, and how each is marked by the gesture under way.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yew::prelude::*;

use super::card::{Card, Mark};
use super::container::Container;
use super::detail::Detail;
use super::face::{Face, Flow};
use super::labels::{Label, places};
use super::line::Line;
use super::words::{extent, link_name};
use crate::base::geometry::{Point, Size};
use crate::editor::hit::{HANDLES_SHRINK_BELOW, drawing_order, routes};
use crate::editor::route::Route;
use crate::editor::tool::{Connecting, Dropping};
use crate::editor::walk::may_connect;
use crate::editor::{Editor, Item, Tool};
use crate::model::{Component, ComponentId, Document, LinkId};
use crate::text::Language;

/// What all cards and links show, computed once per solution and document.
#[derive(Default)]
pub(super) struct Faces {
    /// By component.
    pub components: BTreeMap<ComponentId, Rc<Face>>,
    /// By link.
    pub links: BTreeMap<LinkId, FlowAndLabel>,
}

/// What a link shows, and what a screen reader says of it.
type FlowAndLabel = (Rc<Flow>, AttrValue);

impl Faces {
    /// The faces of `document`.
    pub(super) fn new(language: Language, document: &Document, solution: &crate::solve::Solution) -> Self {
        let components = document
            .components
            .keys()
            .filter_map(|id| Some((*id, Rc::new(super::face::face(language, document, solution, *id)?))))
            .collect();
        let links = document
            .links
            .keys()
            .filter_map(|id| {
                let flow = super::face::flow(language, document, solution, *id)?;
                let label = AttrValue::from(flow.label(&link_name(language, document, *id)));
                Some((*id, (Rc::new(flow), label)))
            })
            .collect();
        Self { components, links }
    }
}

/// Who is marked how.
struct Marks<'a> {
    editor: &'a Editor,
    handles: BTreeSet<ComponentId>,
    receives: Option<ComponentId>,
}

impl<'a> Marks<'a> {
    fn new(editor: &'a Editor) -> Self {
        let (handles, receives) = match editor.tool() {
            Tool::Idle => ([editor.hover(), editor.sole(), editor.active()].into_iter().flatten().collect(), None),
            Tool::Pointing(_) => (editor.sole().into_iter().collect::<Vec<_>>(), None),
            Tool::Dragging(dragging) => (Vec::new(), dragging.place),
            Tool::Dropping(dropping) => (Vec::new(), Dropping::place(dropping, editor)),
            _ => (Vec::new(), None),
        };
        let handles = handles
            .into_iter()
            .filter_map(|item| if let Item::Component(id) = item { Some(id) } else { None })
            .collect();
        Self { editor, handles, receives }
    }

    fn of(&self, id: ComponentId) -> Mark {
        let item = Item::Component(id);
        let mark = Mark {
            selected: self.editor.selection().contains(&item),
            active: self.editor.active() == Some(item),
            handles: self.handles.contains(&id),
            receives: self.receives == Some(id),
            change: self.editor.change_of(id),
            ..Mark::default()
        };
        self.connection(id, mark)
    }

    /// While a link is drawn: who may be its end stands out, the others step back.
    fn connection(&self, id: ComponentId, mark: Mark) -> Mark {
        let document = self.editor.document();
        let (own, target, possible) = match self.editor.tool() {
            Tool::Connecting(Connecting { from, target, .. }) => {
                (*from == id, *target, may_connect(document, *from, id))
            }
            Tool::Reconnecting(loose) => (false, loose.target, loose.accepts(document, id)),
            _ => return mark,
        };
        Mark {
            handles: false,
            candidate: possible,
            dimmed: !possible && !own,
            target: possible && target == Some(id),
            refused: !possible && target == Some(id),
            ..mark
        }
    }
}

/// Everything on the canvas.
pub(super) fn scene(editor: &Editor, faces: &Faces) -> Html {
    let marks = Marks::new(editor);
    let (containers, cards): (Vec<_>, Vec<_>) =
        drawing_order(editor.shown()).into_iter().partition(|(_, component)| component.kind.spec().container);
    html! {
        <>
            <g class="places">{ for containers.iter().map(|(id, component)| container(&marks, faces, *id, component)) }</g>
            <g class="links">{ for lines(editor, faces) }</g>
            <g class="cards">{ for cards.iter().map(|(id, component)| card(&marks, faces, *id, component)) }</g>
        </>
    }
}

fn scale(editor: &Editor) -> f64 {
    1.0 / editor.camera().zoom.max(HANDLES_SHRINK_BELOW)
}

fn container(marks: &Marks<'_>, faces: &Faces, id: ComponentId, component: &Rc<Component>) -> Html {
    let Some(face) = faces.components.get(&id) else { return html! {} };
    let corners = marks.editor.sole() == Some(Item::Component(id));
    html! {
        <Container key={id.0} {id} component={component.clone()} face={face.clone()} mark={marks.of(id)} {corners}
            handle={scale(marks.editor)} />
    }
}

fn card(marks: &Marks<'_>, faces: &Faces, id: ComponentId, component: &Rc<Component>) -> Html {
    let Some(face) = faces.components.get(&id) else { return html! {} };
    html! {
        <Card key={id.0} {id} component={component.clone()} face={face.clone()} mark={marks.of(id)}
            detail={Detail::at(marks.editor.camera().zoom)} handle={scale(marks.editor)} />
    }
}

fn lines(editor: &Editor, faces: &Faces) -> Vec<Html> {
    let loose = match editor.tool() {
        Tool::Reconnecting(loose) => Some(loose.link),
        _ => None,
    };
    let dimmed = matches!(editor.tool(), Tool::Connecting(_) | Tool::Reconnecting(_));
    let detail = Detail::at(editor.camera().zoom);
    let shown: Vec<_> = routes(editor.shown())
        .into_iter()
        .filter(|(id, _)| Some(*id) != loose)
        .filter_map(|(id, route)| Some((id, route, faces.links.get(&id)?)))
        .collect();
    let places = label_places(editor, detail, &shown);
    shown
        .into_iter()
        .map(|(id, route, (flow, label))| {
            let item = Item::Link(id);
            let active = editor.active() == Some(item) || editor.hover() == Some(item);
            html! {
                <Line key={id.0} {id} {route} change={editor.passage().map(|passage| passage.of(item)).unwrap_or_default()} flow={flow.clone()} label={label.clone()} {active} {dimmed}
                    selected={editor.selection().contains(&item)} ends={editor.sole() == Some(item)}
                    handle={scale(editor)} place={places.get(&id).copied()} />
            }
        })
        .collect()
}

/// Where the figures beside the lines stand, those that have room; rates before what only names a role.
fn label_places(editor: &Editor, detail: Detail, shown: &[(LinkId, Route, &FlowAndLabel)]) -> BTreeMap<LinkId, Point> {
    let Some(size) = detail.label_size() else { return BTreeMap::new() };
    let mut said: Vec<_> = shown.iter().filter(|(_, _, (flow, _))| !flow.text.is_empty()).collect();
    said.sort_by_key(|(_, _, (flow, _))| flow.period_s.is_none());
    let cards = editor.shown().components.values().filter(|component| !component.kind.spec().container);
    let cards: Vec<_> = cards.map(|component| component.bounds()).collect();
    let labels: Vec<_> = said
        .iter()
        .map(|(_, route, (flow, _))| Label { route, size: Size::new(extent(&flow.text, size) + 4.0, size) })
        .collect();
    let placed = said.iter().zip(places(&labels, &cards));
    placed.filter_map(|((id, ..), place)| Some((*id, place?))).collect()
}
