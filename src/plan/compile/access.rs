//! What servers, workers and caches ask of stores: which reads, which writes, of which member of a database.
//!
//! A link carries reads and writes as it says. A job is a write where its link carries writes, else a read.

use super::entry::set_by_hand;
use super::{CLASSES, Compiler, carries};
use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{DiagnosticCode, Severity, Subject};
use crate::plan::Class;

/// A step of a program with the link that decides its place.
pub(super) type Step = (usize, usize);

/// What is asked: by whom, for which class of request, to read or to write.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) part: usize,
    pub(super) class: usize,
    pub(super) write: bool,
}

impl Compiler<'_> {
    /// Whether the link at `edge` carries what is asked.
    pub(super) fn takes(&self, edge: usize, asked: Asked) -> bool {
        let edge = self.edge(edge);
        let cache = self.part(edge.from).kind() == Kind::Cache;
        match CLASSES[asked.class] {
            Class::Job if asked.write => carries(edge, 2),
            Class::Job => carries(edge, 1) && (cache || !carries(edge, 2)),
            Class::Write => asked.write && carries(edge, asked.class),
            Class::Static | Class::Read => !asked.write && carries(edge, asked.class),
        }
    }

    /// A request to the store at the end of `edge`.
    pub(super) fn request_store(&mut self, edge: usize, asked: Asked) -> usize {
        let to = self.edge(edge).to;
        let read_by_job = self.job_reads[to].filter(|_| CLASSES[asked.class] == Class::Job && !asked.write);
        match read_by_job {
            Some(entry) => self.call(edge, entry, self.edge(edge).number(Parameter::Latency)),
            None => self.request(edge, asked.class),
        }
    }

    /// The Access links to kinds for which `wanted` holds and which carry what is asked.
    pub(super) fn stores(&self, asked: Asked, wanted: impl Fn(Kind) -> bool) -> Vec<usize> {
        let edges = self.outgoing(asked.part, Role::Access).into_iter();
        edges.filter(|&edge| wanted(self.part(self.edge(edge).to).kind()) && self.takes(edge, asked)).collect()
    }

    pub(super) fn files(&mut self, part: usize, class: usize) -> Vec<Step> {
        let edges = self.outgoing(part, Role::Access).into_iter();
        let carried = |edge: &usize| CLASSES[class] == Class::Job || carries(self.edge(*edge), class);
        let stores: Vec<usize> =
            edges.filter(|&edge| self.part(self.edge(edge).to).kind() == Kind::ObjectStorage).filter(carried).collect();
        stores.into_iter().map(|edge| (edge, self.request(edge, class))).collect()
    }

    /// What the Access links of `part` lead to, without caches and sessions.
    pub(super) fn store_parts(&self, part: usize) -> Vec<usize> {
        let targets = self.outgoing(part, Role::Access).into_iter().map(|edge| self.edge(edge).to);
        let data = |kind| !matches!(kind, Kind::Cache | Kind::SessionStore);
        targets.filter(|&to| data(self.part(to).kind())).collect()
    }

    /// One step for each logical database and each store of another kind, except those `behind` a cache.
    pub(super) fn store_steps(&mut self, asked: Asked, behind: &[usize]) -> Vec<Step> {
        let relational = |kind| matches!(kind, Kind::RelationalDatabase | Kind::ReadReplica);
        let mut edges: Vec<usize> = self.outgoing(asked.part, Role::Access);
        edges.retain(|&edge| !behind.contains(&self.edge(edge).to));
        let (members, others): (Vec<usize>, Vec<usize>) =
            edges.into_iter().partition(|&edge| relational(self.part(self.edge(edge).to).kind()));
        let mut steps = Vec::new();
        for group in self.logical_databases(&members) {
            let place = group.first().copied().unwrap_or_default();
            let linked: Vec<usize> = group.into_iter().filter(|&edge| self.takes(edge, asked)).collect();
            let node =
                if asked.write { self.write_group(&linked, asked, &members) } else { self.read_group(&linked, asked) };
            steps.extend(node.map(|node| (place, node)));
        }
        for edge in others {
            if self.asked_of_other(edge, asked) {
                steps.push((edge, self.request_store(edge, asked)));
            }
        }
        steps
    }

    /// Whether something else than a relational database is asked. Files are no data of pages unless the user says so.
    fn asked_of_other(&self, edge: usize, asked: Asked) -> bool {
        let by_hand = [Parameter::CarriesStatic, Parameter::CarriesRead, Parameter::CarriesWrite];
        match self.part(self.edge(edge).to).kind() {
            Kind::Cache | Kind::SessionStore => false,
            Kind::ObjectStorage => by_hand.get(asked.class).is_some_and(|&flag| set_by_hand(self.edge(edge), flag)),
            _ => self.takes(edge, asked),
        }
    }

    /// Groups Access links so that a primary and all that its writes are copied to are one database.
    fn logical_databases(&self, members: &[usize]) -> Vec<Vec<usize>> {
        let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
        for &edge in members {
            let key = self.database_of(self.edge(edge).to);
            match groups.iter_mut().find(|(first, _)| *first == key) {
                Some((_, group)) => group.push(edge),
                None => groups.push((key, vec![edge])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn is_primary(&self, edge: usize) -> bool {
        self.takes_writes(self.edge(edge).to)
    }

    fn is_up(&self, edge: usize) -> bool {
        self.drawing.leads_up(edge)
    }

    /// Reads go to the healthy copies, by their instances; to the primaries if their links say so or no copy is left; to
    /// the one that has taken the primary's place if none of them is up.
    fn read_group(&mut self, linked: &[usize], asked: Asked) -> Option<usize> {
        let replica_up = linked.iter().any(|&edge| !self.is_primary(edge) && self.is_up(edge));
        let takes = |edge: &usize| {
            self.is_up(*edge)
                && (!self.is_primary(*edge) || !replica_up || self.edge(*edge).flag(Parameter::SharesReads))
        };
        let takers: Vec<usize> = linked.iter().copied().filter(takes).collect();
        if takers.is_empty()
            && let Some(node) = self.at_heir(linked, asked)
        {
            return Some(node);
        }
        let chosen = if takers.is_empty() { linked } else { &takers[..] };
        let weighted: Vec<(f64, usize)> = chosen
            .iter()
            .map(|&edge| (self.part(self.edge(edge).to).instances, self.request_store(edge, asked)))
            .collect();
        let node = self.one_of(asked.part, &weighted)?;
        self.any_answers(node, linked, asked.class);
        Some(node)
    }

    /// Any store at the end of these links may answer in place of `node`.
    pub(super) fn any_answers(&mut self, node: usize, linked: &[usize], class: usize) {
        let answering = linked.iter().filter_map(|&edge| self.answers[self.edge(edge).to][class]).collect();
        self.alternatives(node, answering);
    }

    /// Writes go to the primaries that are up, to each as often, else to the one that has taken the place of the
    /// primary. Where only copies are linked, and no other primary, the write reaches a copy.
    fn write_group(&mut self, linked: &[usize], asked: Asked, members: &[usize]) -> Option<usize> {
        let primaries: Vec<usize> = linked.iter().copied().filter(|&edge| self.is_primary(edge)).collect();
        if primaries.is_empty() {
            let primary_linked = members.iter().any(|&edge| self.is_primary(edge));
            let replica = linked.first().copied().filter(|_| !primary_linked)?;
            let subject = Subject::Link(self.edge(replica).id);
            self.drawing.report(DiagnosticCode::WriteToReplica, Severity::Error, subject);
            return Some(self.request_store(replica, asked));
        }
        let up: Vec<usize> = primaries.iter().copied().filter(|&edge| self.is_up(edge)).collect();
        if up.is_empty()
            && let Some(node) = self.at_heir(&primaries, asked)
        {
            return Some(node);
        }
        let chosen = if up.is_empty() { &primaries[..1] } else { &up[..] };
        let weighted: Vec<(f64, usize)> = chosen.iter().map(|&edge| (1.0, self.request_store(edge, asked))).collect();
        let node = self.one_of(asked.part, &weighted)?;
        self.any_answers(node, &primaries, asked.class);
        Some(node)
    }

    fn one_of(&mut self, part: usize, weighted: &[(f64, usize)]) -> Option<usize> {
        match weighted[..] {
            [] => None,
            [(_, only)] => Some(only),
            _ => Some(self.choose(part, weighted)),
        }
    }

    /// What has taken the place of a primary at the end of one of the links, asked over that link: its address moves.
    fn at_heir(&mut self, linked: &[usize], asked: Asked) -> Option<usize> {
        let found = linked.iter().find_map(|&edge| self.heir_of(self.edge(edge).to).map(|heir| (edge, heir)));
        let (edge, heir) = found?;
        let read_by_job = CLASSES[asked.class] == Class::Job && !asked.write;
        let entry = if read_by_job { self.job_reads[heir] } else { self.answers[heir][asked.class] }?;
        self.promoted(heir);
        Some(self.call(edge, entry, self.edge(edge).number(Parameter::Latency)))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::base::geometry::Point;
    use crate::model::{Component, ComponentId, Document, Link, LinkId, Value};

    #[test]
    fn a_job_is_a_write_where_its_link_carries_writes() {
        let mut document = Document::default();
        for (id, kind) in [(0, Kind::Service), (1, Kind::DocumentStore), (2, Kind::GraphStore), (3, Kind::SearchEngine)]
        {
            document.components.insert(ComponentId(id), Rc::new(Component::new(kind, Point::new(0.0, 0.0))));
        }
        let off = |parameter| (parameter, Value::Flag(false));
        let carried = [vec![], vec![off(Parameter::CarriesWrite)], vec![off(Parameter::CarriesRead)]];
        for (id, settings) in (1..).zip(carried) {
            let mut link = Link::new(ComponentId(0), ComponentId(id));
            link.settings.extend(settings);
            document.links.insert(LinkId(id), Rc::new(link));
        }
        let compiler = Compiler::new(&document, super::super::drawing::Drawing::new(&document));
        let found = |class, write| -> Vec<bool> {
            (0..3).map(|edge| compiler.takes(edge, Asked { part: 0, class, write })).collect()
        };
        assert_eq!(found(3, true), [true, false, true]);
        assert_eq!(found(3, false), [false, true, false]);
        assert_eq!(found(1, false), [true, true, false]);
        assert_eq!(found(2, true), [true, false, true]);
    }
}
