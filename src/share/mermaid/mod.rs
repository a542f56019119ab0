//! Mermaid flowcharts: a topology as one, and a topology from one.
//!
//! A flowchart holds names, connections and groups, and nothing of what a topology computes with. Whatever one side has
//! and the other has not is listed, in both directions: nothing is dropped in silence. What a node is is told by its
//! class (flowcharts of ours carry the catalogue's key there), else by words on it that name a kind or a product.

mod arrow;
mod cursor;
mod flowchart;
mod layout;
mod names;
mod parse;
mod shape;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use self::flowchart::{Arrow, End, Flowchart};
pub use self::names::Name;
pub use self::write::{LeftOut, write};
use super::wire::LONGEST_FOREIGN_NAME;
use super::{Extras, Opened, Problem, ProblemCode, ShareError};
use crate::base::geometry::Point;
use crate::model::catalog::{Kind, Role, role};
use crate::model::{Component, ComponentId, Document, Link, LinkId};

/// The longest flowchart that is read, bytes.
pub const LONGEST: usize = 1 << 20;

/// Whether `text` claims to be a flowchart.
pub fn is_flowchart(text: &str) -> bool {
    text.len() <= LONGEST && parse::is_flowchart(text)
}

/// The topology of a flowchart: kinds by class or by one of `names`, positions laid out afresh, everything else at its
/// default. What has no counterpart is listed with its line.
///
/// # Errors
/// [`ShareError`] where it is no flowchart, or larger than a document may be.
pub fn read(text: &str, names: &[Name]) -> Result<Opened, ShareError> {
    if text.len() > LONGEST {
        return Err(ShareError::TooLong { length: text.len(), limit: LONGEST });
    }
    let chart = parse::parse(text)?;
    let mut builder = Builder { document: Document::default(), problems: Vec::new() };
    for (line, text) in &chart.left_out {
        builder.problem(*line, ProblemCode::NoCounterpart { text: shortened(text) });
    }
    builder.build(&chart, names);
    builder.problems.sort_by_key(|(line, _)| *line);
    let place = |line: usize| format!("flowchart:{line}");
    let problems = builder.problems.into_iter().map(|(line, code)| Problem { place: place(line), code }).collect();
    Ok(Opened { document: builder.document, extras: Extras::default(), problems })
}

struct Builder {
    document: Document,
    problems: Vec<(usize, ProblemCode)>,
}

impl Builder {
    fn problem(&mut self, line: usize, code: ProblemCode) {
        self.problems.push((line, code));
    }

    fn build(&mut self, chart: &Flowchart, names: &[Name]) {
        let containers = self.containers(chart, names);
        let nodes: Vec<ComponentId> = chart.nodes.iter().map(|node| self.node(node, names)).collect();
        let ends = |end: End| match end {
            End::Node(index) => nodes.get(index).copied(),
            End::Group(index) => containers.get(&index).copied(),
        };
        let drawn: BTreeSet<_> =
            chart.edges.iter().filter_map(|edge| Some((ends(edge.from)?, ends(edge.to)?))).collect();
        for edge in &chart.edges {
            // A dotted line against the messages is how people draw that somebody subscribes: the same connection again.
            let asks = |from, to| self.has(from, to, Role::Publish) && self.has(to, from, Role::Deliver);
            let pair = ends(edge.from).zip(ends(edge.to)).filter(|_| edge.dotted);
            if pair.is_some_and(|(from, to)| drawn.contains(&(to, from)) && asks(from, to)) {
                self.label(edge);
                self.problem(edge.line, ProblemCode::DuplicateLink);
                continue;
            }
            self.edge(edge, ends);
        }
        for (index, node) in chart.nodes.iter().enumerate() {
            let place = innermost(chart, node.group, &containers);
            if let (Some(place), Some(component)) = (place, self.document.components.get_mut(&nodes[index])) {
                Rc::make_mut(component).place = Some(place);
            }
        }
        layout::arrange(&mut self.document, chart.vertical);
    }

    /// The groups that are containers of the catalogue; the others only frame what stands in them.
    fn containers(&mut self, chart: &Flowchart, names: &[Name]) -> BTreeMap<usize, ComponentId> {
        let mut found = BTreeMap::new();
        for (index, group) in chart.groups.iter().enumerate() {
            let text = if group.title.is_empty() { &group.id } else { &group.title };
            let known = names::by_class(&group.class).or_else(|| names::by_text(text, names));
            let Some((kind, _)) = known.filter(|(kind, _)| kind.spec().container) else {
                self.problem(group.line, ProblemCode::NoSuchGroup { name: shortened(text) });
                continue;
            };
            let name = self.name(group.line, text);
            let mut component = Component::new(kind, Point::default());
            component.name = name;
            component.place = innermost(chart, group.outer, &found);
            found.insert(index, self.add(component));
        }
        found
    }

    fn node(&mut self, node: &flowchart::Node, names: &[Name]) -> ComponentId {
        let known = names::by_class(&node.class).or_else(|| names::by_text(node.text(), names));
        if !node.class.is_empty() && names::by_class(&node.class).is_none() {
            self.problem(node.line, ProblemCode::NoCounterpart { text: shortened(&format!(":::{}", node.class)) });
        }
        let (kind, product) = known.filter(|(kind, _)| !kind.spec().container).unwrap_or_else(|| {
            let kind = if node.cylinder { Kind::RelationalDatabase } else { Kind::Service };
            let code = ProblemCode::Guessed { name: shortened(node.text()), kind: kind.spec().key.to_owned() };
            self.problem(node.line, code);
            (kind, None)
        });
        let mut component = Component::new(kind, Point::default());
        component.product = product;
        component.name = self.name(node.line, node.text());
        self.add(component)
    }

    fn name(&mut self, line: usize, text: &str) -> String {
        if text.chars().count() > Document::LONGEST_NAME {
            self.problem(line, ProblemCode::TooLong { limit: Document::LONGEST_NAME });
        }
        text.chars().take(Document::LONGEST_NAME).collect()
    }

    fn add(&mut self, component: Component) -> ComponentId {
        let id = ComponentId(self.document.next_id);
        self.document.next_id += 1;
        self.document.components.insert(id, Rc::new(component));
        id
    }

    fn edge(&mut self, edge: &flowchart::Edge, ends: impl Fn(End) -> Option<ComponentId>) {
        let (Some(from), Some(to)) = (ends(edge.from), ends(edge.to)) else {
            self.problem(edge.line, ProblemCode::NoCounterpart { text: "subgraph".to_owned() });
            return;
        };
        if edge.arrow == Arrow::Invisible {
            self.problem(edge.line, ProblemCode::NoCounterpart { text: "~~~".to_owned() });
            return;
        }
        self.label(edge);
        self.connect(edge.line, from, to);
        if edge.arrow == Arrow::Both {
            self.connect(edge.line, to, from);
        }
    }

    fn label(&mut self, edge: &flowchart::Edge) {
        if !edge.label.is_empty() {
            self.problem(edge.line, ProblemCode::NoLabel { text: shortened(&edge.label) });
        }
    }

    /// Whether a connection of these two would have this role.
    fn has(&self, from: ComponentId, to: ComponentId, wanted: Role) -> bool {
        role(self.document.components[&from].kind, self.document.components[&to].kind) == Some(wanted)
    }

    fn connect(&mut self, line: usize, from: ComponentId, to: ComponentId) {
        let (caller, called) = (&self.document.components[&from], &self.document.components[&to]);
        if from == to || role(caller.kind, called.kind).is_none() {
            let (from, to) = (caller.kind.spec().key.to_owned(), called.kind.spec().key.to_owned());
            self.problem(line, ProblemCode::NotConnectable { from, to });
            return;
        }
        if self.document.links.values().any(|link| link.from == from && link.to == to) {
            self.problem(line, ProblemCode::DuplicateLink);
            return;
        }
        let id = LinkId(self.document.next_id);
        self.document.next_id += 1;
        self.document.links.insert(id, Rc::new(Link::new(from, to)));
    }
}

/// The container that a group is, or the next one around it that is one.
fn innermost(
    chart: &Flowchart,
    group: Option<usize>,
    containers: &BTreeMap<usize, ComponentId>,
) -> Option<ComponentId> {
    let mut current = group;
    while let Some(index) = current {
        if let Some(id) = containers.get(&index) {
            return Some(*id);
        }
        current = chart.groups.get(index).and_then(|group| group.outer);
    }
    None
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_FOREIGN_NAME).collect()
}
