//! What a Mermaid flowchart says, before anything is made of it.

/// A flowchart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Flowchart {
    /// Whether it runs from top to bottom (or up); else from left to right.
    pub(super) vertical: bool,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) groups: Vec<Group>,
    /// What was read and has no place in a topology, or could not be read: line and text.
    pub(super) left_out: Vec<(usize, String)>,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Node {
    pub(super) id: String,
    /// What is written on it; empty: its id.
    pub(super) label: String,
    /// The class that says what it is, in flowcharts of ours.
    pub(super) class: String,
    /// Whether it is drawn as a cylinder.
    pub(super) cylinder: bool,
    /// The innermost group that it stands in.
    pub(super) group: Option<usize>,
    /// Where it was named first.
    pub(super) line: usize,
}

impl Node {
    /// What a reader sees on it.
    pub(super) fn text(&self) -> &str {
        if self.label.is_empty() { &self.id } else { &self.label }
    }
}

/// An end of an edge: a node or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Node(usize),
    Group(usize),
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) from: End,
    pub(super) to: End,
    pub(super) arrow: Arrow,
    /// Whether its line is dotted.
    pub(super) dotted: bool,
    pub(super) label: String,
    pub(super) line: usize,
}

/// What an edge says about its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrow {
    /// From the first to the second, or without heads.
    #[default]
    Forward,
    /// Heads at both ends.
    Both,
    /// Nothing is drawn: it only moves nodes.
    Invisible,
}

/// A group (`subgraph`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) title: String,
    /// The group that it stands in.
    pub(super) outer: Option<usize>,
    pub(super) class: String,
    pub(super) line: usize,
}
