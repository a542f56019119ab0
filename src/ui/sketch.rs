//! A page around the canvas alone.
use super::canvas::Canvas;
use super::outline::Outline;
use super::state::Message;
use crate::base::geometry::Point;
use crate::editor::{Action, Editor, Input};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Diagnostic, DiagnosticCode, Document, Fault, LinkId, Severity, Subject, Value};
use crate::plan::Class;
use crate::solve::{ComponentResult, LinkResult, Resource, ResourceResult, Solution};
use crate::text::Language;
use std::rc::Rc;
use yew::prelude::*;

/// State.
#[derive(Clone, PartialEq)]
pub struct State {
    editor: Editor,
    solution: Rc<Solution>,
}
impl Reducible for State {
    type Action = Message;
    fn reduce(self: Rc<Self>, message: Message) -> Rc<Self> {
        let mut next = (*self).clone();
        match message {
            Message::Do(action) => {
                let _ = next.editor.apply(action);
            }
            Message::Input(input) => next.editor.input(input),
        }
        if !Rc::ptr_eq(next.editor.document(), self.editor.document()) {
            next.solution = Rc::new(invented(next.editor.document()));
        }
        if next == *self { self } else { Rc::new(next) }
    }
}
fn invented(document: &Document) -> Solution {
    let mut solution = Solution { users: document.users, converged: true, ..Solution::default() };
    for (index, (id, component)) in document.components.iter().enumerate() {
        if component.kind.spec().container || component.kind == Kind::Users {
            continue;
        }
        let utilization = [0.09, 0.22, 0.71, 0.94, 0.48, 0.999][index % 6];
        solution.components.insert(
            *id,
            ComponentResult {
                resources: vec![ResourceResult {
                    resource: Resource::Cores,
                    units: 8.0,
                    utilization,
                    busy: 1.0,
                    wait_mean_s: 0.0,
                    refused_share: if utilization > 0.99 { 0.1 } else { 0.0 },
                }],
                hit_ratio: (component.kind == Kind::Cache).then_some(0.88),
                ..ComponentResult::default()
            },
        );
    }
    for (index, id) in document.links.keys().enumerate() {
        if index % 7 == 6 {
            continue;
        }
        solution.links.insert(
            *id,
            LinkResult {
                rate_per_s: [(Class::Read, [6940.0, 12_100.0, 3_120.0, 1_460.0, 40.0, 2.0][index % 6])].into(),
                bytes_per_s: 0.0,
            },
        );
    }
    if let Some(id) = document.components.keys().nth(2) {
        solution.diagnostics.push(Diagnostic {
            code: DiagnosticCode::NotYetModelled,
            severity: Severity::Warning,
            subject: Subject::Component(*id),
        });
    }
    solution
}
fn sample() -> Document {
    let mut editor = Editor::new(Document::default());
    let mut add = |kind, x: f64, y: f64| {
        let id = crate::model::ComponentId(editor.document().next_id);
        let _ = editor.apply(Action::Add { kind, product: None, at: Some(Point::new(x, y)), connect_from: None });
        id
    };
    let centre = add(Kind::DataCentre, 620.0, 300.0);
    let users = add(Kind::Users, 100.0, 280.0);
    let balancer = add(Kind::LoadBalancer, 480.0, 280.0);
    let web = add(Kind::WebServer, 740.0, 280.0);
    let cache = add(Kind::Cache, 1040.0, 120.0);
    let database = add(Kind::RelationalDatabase, 1040.0, 280.0);
    let replica = add(Kind::ReadReplica, 1040.0, 440.0);
    let dns = add(Kind::Dns, 100.0, 80.0);
    let _ = centre;
    for (from, to) in [
        (users, balancer),
        (balancer, web),
        (web, cache),
        (web, database),
        (web, replica),
        (database, replica),
        (users, dns),
    ] {
        let _ = editor.apply(Action::Connect(from, to));
    }
    let _ = editor.apply(Action::Set(web, Parameter::Instances, Some(Value::Number(6.0))));
    let _ = editor.apply(Action::Rename(database, "PostgreSQL primary of the whole company".into()));
    let _ = editor.apply(Action::Strike(replica, Fault::Down));
    let _ = editor.apply(Action::Strike(web, Fault::InstancesDown(2)));
    let _ = LinkId(0);
    (**editor.document()).clone()
}
fn grid(count: usize) -> Document {
    let mut editor = Editor::new(Document::default());
    for index in 0..count {
        let (column, row) = (index % 20, index / 20);
        let _ = editor.apply(Action::Add {
            kind: if column % 2 == 0 { Kind::WebServer } else { Kind::RelationalDatabase },
            product: None,
            at: Some(Point::new(column as f64 * 260.0, row as f64 * 140.0)),
            connect_from: None,
        });
    }
    let ids: Vec<_> = editor.document().components.keys().copied().collect();
    for index in 0..count {
        if index % 2 == 0 {
            for step in [1, 21, 3] {
                if let Some(to) = ids.get(index + step) {
                    let _ = editor.apply(Action::Connect(ids[index], *to));
                }
            }
        }
    }
    (**editor.document()).clone()
}
/// App.
#[component]
pub fn App() -> Html {
    let query = crate::platform::window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    let language = if query.contains("ko") { Language::Korean } else { Language::English };
    let state = use_reducer(|| {
        let document = if query.contains("many") {
            grid(300)
        } else if query.contains("blank") {
            Document::default()
        } else {
            sample()
        };
        State { solution: Rc::new(invented(&document)), editor: Editor::new(document) }
    });
    use_effect_with(query.contains("dark"), |dark| {
        crate::platform::set_root_attribute("data-theme", if *dark { "dark" } else { "light" })
    });
    let on = {
        let d = state.dispatcher();
        Callback::from(move |m| d.dispatch(m))
    };
    let add = |kind: Kind| {
        let on = on.clone();
        html! { <button data-testid={format!("palette-{}", kind.spec().key)} onclick={move |_| on.emit(Message::Do(Action::Add { kind, product: None, at: None, connect_from: None }))}>{ kind.spec().key }</button> }
    };
    let drag = {
        let on = on.clone();
        move |_: PointerEvent| on.emit(Message::Input(Input::PaletteDrag { kind: Kind::Cache, product: None }))
    };
    html! {
        <div style="display:flex;height:100dvh">
            if query.contains("outline") { <div style="width:380px;overflow:auto"><Outline editor={state.editor.clone()} solution={state.solution.clone()} {language} on={on.clone()} />
              { add(Kind::Users) }{ add(Kind::LoadBalancer) }{ add(Kind::WebServer) }{ add(Kind::RelationalDatabase) }<button data-testid="drag" onpointerdown={drag}>{ "drag" }</button></div> }
            <div style="position:relative;flex:1;min-width:0"><Canvas editor={state.editor.clone()} solution={state.solution.clone()} {language} on={on.clone()} /></div>
        </div>
    }
}
