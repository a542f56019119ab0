//! Reads the text of a Mermaid flowchart: shapes, links, chains, groups, classes, as its documentation describes them
//! (mermaid.js.org, Flowcharts: Basic Syntax). What has no place in a topology is noted with its line; so is what cannot
//! be read, and reading goes on with the next statement.

use std::collections::BTreeMap;

use super::arrow::Link;
use super::cursor::Cursor;
use super::flowchart::{Edge, End, Flowchart, Group, Node};
use super::{arrow, shape};
use crate::model::Document;
use crate::share::ShareError;

/// Groups may stand in each other so deep.
const DEEPEST: usize = 64;
/// The most notes about what was left out.
const MOST_NOTES: usize = 10_000;
/// Statements about looks and behaviour in a page; the whole statement is noted.
const FOREIGN: &[&str] = &["style", "linkStyle", "classDef", "click", "direction", "accTitle", "accDescr", "title"];

/// Whether `text` claims to be a flowchart.
pub(super) fn is_flowchart(text: &str) -> bool {
    header(&mut Cursor::new(&without_comments(text), 1)).is_some()
}

/// What `text` says.
///
/// # Errors
/// [`ShareError::NotAFlowchart`], [`ShareError::TooMany`].
pub(super) fn parse(text: &str) -> Result<Flowchart, ShareError> {
    let text = without_comments(text);
    let mut cursor = Cursor::new(&text, 1);
    let vertical = header(&mut cursor).ok_or(ShareError::NotAFlowchart)?;
    let mut parser = Parser { cursor, chart: Flowchart { vertical, ..Flowchart::default() }, ..Parser::empty() };
    while !parser.cursor.is_at_end() {
        parser.statement()?;
    }
    Ok(parser.finished())
}

/// The text with front matter, comments and directives blanked, line by line, so that lines keep their numbers.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut matter, mut directive) = (false, false);
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        let fence = trimmed == "---" && (matter || kept.trim().is_empty());
        let opens = trimmed.starts_with("%%{");
        let code_fence = trimmed.starts_with("```");
        if index > 0 {
            kept.push('\n');
        }
        if !(fence || matter || directive || opens || code_fence || trimmed.starts_with("%%")) {
            kept.push_str(line.trim_start_matches('\u{feff}'));
        }
        matter ^= fence;
        directive = (directive || opens) && !trimmed.ends_with("%%");
    }
    kept
}

/// Passes the first line; whether the flowchart runs from top to bottom.
fn header(cursor: &mut Cursor<'_>) -> Option<bool> {
    cursor.skip_space();
    let word = cursor.take_while(|letter| letter.is_alphanumeric() || letter == '-');
    if !matches!(word, "flowchart" | "graph" | "flowchart-elk") {
        return None;
    }
    let direction = cursor.take_statement();
    Some(!matches!(direction.split_whitespace().next(), Some("LR" | "RL" | ">" | "<")))
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    chart: Flowchart,
    nodes: BTreeMap<String, usize>,
    open: Vec<usize>,
    classes: Vec<(String, String, usize)>,
}

impl<'a> Parser<'a> {
    fn empty() -> Self {
        Self {
            cursor: Cursor::new("", 1),
            chart: Flowchart::default(),
            nodes: BTreeMap::new(),
            open: Vec::new(),
            classes: Vec::new(),
        }
    }

    fn statement(&mut self) -> Result<(), ShareError> {
        self.cursor.take_while(|letter| letter.is_whitespace() || letter == ';');
        if self.cursor.is_at_end() {
            return Ok(());
        }
        if self.cursor.is_word("subgraph") {
            self.open_group()
        } else if self.cursor.is_word("end") {
            self.cursor.take("end".len());
            if self.open.pop().is_none() {
                self.leave_out("end");
            }
            Ok(())
        } else if self.cursor.is_word("class") {
            self.class();
            Ok(())
        } else if FOREIGN.iter().any(|word| self.cursor.is_word(word)) {
            self.foreign();
            Ok(())
        } else {
            self.chain()
        }
    }

    fn leave_out(&mut self, text: &str) {
        if self.chart.left_out.len() < MOST_NOTES {
            self.chart.left_out.push((self.cursor.line(), text.to_owned()));
        }
    }

    fn foreign(&mut self) {
        let line = self.cursor.clone();
        let block =
            self.cursor.is_word("accDescr") && self.cursor.rest()["accDescr".len()..].trim_start().starts_with('{');
        if block && self.cursor.take_until("}").is_some() {
            self.leave_out("accDescr");
            return;
        }
        self.cursor = line;
        let statement = self.cursor.take_statement();
        self.leave_out(statement);
    }

    /// `class a,b name`
    fn class(&mut self) {
        let statement = self.cursor.take_statement();
        let mut words = statement["class".len()..].split_whitespace();
        let (Some(ids), Some(name), None) = (words.next(), words.next(), words.next()) else {
            self.leave_out(statement);
            return;
        };
        for id in ids.split(',').take(Document::MOST_COMPONENTS) {
            self.classes.push((id.to_owned(), name.to_owned(), self.cursor.line()));
        }
    }

    fn open_group(&mut self) -> Result<(), ShareError> {
        let line = self.cursor.line();
        self.cursor.take("subgraph".len());
        let statement = self.cursor.take_statement();
        let mut inner = Cursor::new(statement, line);
        let id = shape::id(&mut inner).to_owned();
        inner.skip_blanks();
        let title = shape::shape(&mut inner).map(|shape| shape.text);
        let bare = || shape::plain(statement);
        let (id, title) = match title {
            Some(title) if inner.rest().trim().is_empty() => (id, title),
            _ => (if id == statement { id } else { String::new() }, bare()),
        };
        count("groups", self.chart.groups.len() + 1, Document::MOST_COMPONENTS)?;
        count("groups", self.open.len() + 1, DEEPEST)?;
        let group = Group { id, title, outer: self.open.last().copied(), class: String::new(), line };
        self.open.push(self.chart.groups.len());
        self.chart.groups.push(group);
        Ok(())
    }

    /// Nodes, and links to further nodes as long as there are some.
    fn chain(&mut self) -> Result<(), ShareError> {
        let start = self.cursor.clone();
        let Some(mut from) = self.nodes()? else {
            self.unreadable(start);
            return Ok(());
        };
        loop {
            let before = self.cursor.clone();
            self.cursor.skip_blanks();
            let line = self.cursor.line();
            let Some(link) = arrow::arrow(&mut self.cursor) else {
                self.cursor = before;
                break;
            };
            self.cursor.skip_space();
            let Some(to) = self.nodes()? else {
                self.unreadable(before);
                return Ok(());
            };
            count("links", self.chart.edges.len() + from.len() * to.len(), Document::MOST_LINKS)?;
            for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
                let (from, to) = if link.backward { (to, from) } else { (from, to) };
                let label = link.label.clone();
                let Link { arrow, dotted, .. } = link;
                self.chart.edges.push(Edge { from, to, arrow, dotted, label, line });
            }
            from = to;
        }
        self.cursor.skip_blanks();
        if self.cursor.peek().is_some_and(|letter| letter != '\n' && letter != ';') {
            let rest = self.cursor.clone();
            self.unreadable(rest);
        }
        Ok(())
    }

    /// Notes the rest of a statement that cannot be read.
    fn unreadable(&mut self, from: Cursor<'a>) {
        self.cursor = from;
        let statement = self.cursor.take_statement();
        self.leave_out(statement);
        // A letter that no statement begins with.
        if statement.is_empty() {
            let length = self.cursor.peek().map_or(0, char::len_utf8);
            self.cursor.take(length);
        }
    }

    /// `a & b & c`; `None` where no node stands.
    fn nodes(&mut self) -> Result<Option<Vec<End>>, ShareError> {
        let mut found = Vec::new();
        loop {
            let Some(node) = self.node()? else { return Ok(None) };
            found.push(node);
            let before = self.cursor.clone();
            self.cursor.skip_space();
            if !self.cursor.eat("&") {
                self.cursor = before;
                return Ok(Some(found));
            }
            self.cursor.skip_space();
        }
    }

    fn node(&mut self) -> Result<Option<End>, ShareError> {
        let line = self.cursor.line();
        let id = shape::id(&mut self.cursor).to_owned();
        if id.is_empty() {
            return Ok(None);
        }
        let mut node = Node { id: id.clone(), group: self.open.last().copied(), line, ..Node::default() };
        if let Some(shape) = shape::shape(&mut self.cursor) {
            (node.label, node.cylinder) = (shape.text, shape.cylinder);
        }
        for other in shape::attributes(&mut self.cursor, &mut node) {
            self.leave_out(&other);
        }
        if self.cursor.eat(":::") {
            shape::id(&mut self.cursor).clone_into(&mut node.class);
        }
        if let Some(group) = self.chart.groups.iter().position(|group| group.id == id) {
            return Ok(Some(End::Group(group)));
        }
        if let Some(index) = self.nodes.get(&id) {
            merge(&mut self.chart.nodes[*index], node);
            return Ok(Some(End::Node(*index)));
        }
        count("components", self.chart.nodes.len() + 1, Document::MOST_COMPONENTS)?;
        self.nodes.insert(id, self.chart.nodes.len());
        self.chart.nodes.push(node);
        Ok(Some(End::Node(self.chart.nodes.len() - 1)))
    }

    /// Classes named apart from their nodes, and groups that were named before they were opened, find their own.
    fn finished(mut self) -> Flowchart {
        for (id, class, line) in std::mem::take(&mut self.classes) {
            if let Some(index) = self.nodes.get(&id) {
                self.chart.nodes[*index].class = class;
            } else if let Some(group) = self.chart.groups.iter_mut().find(|group| group.id == id) {
                group.class = class;
            } else {
                self.chart.left_out.push((line, format!("class {id} {class}")));
            }
        }
        self.chart
    }
}

/// What is said of a node later replaces what was not said before.
fn merge(known: &mut Node, said: Node) {
    if !said.label.is_empty() {
        (known.label, known.cylinder) = (said.label, said.cylinder);
    }
    if !said.class.is_empty() {
        known.class = said.class;
    }
    known.group = known.group.or(said.group);
}

fn count(what: &'static str, count: usize, limit: usize) -> Result<(), ShareError> {
    if count > limit { Err(ShareError::TooMany { what, count, limit }) } else { Ok(()) }
}
