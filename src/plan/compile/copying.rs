//! Which databases copy their writes to which, as the drawing stands: asked for again and again while it is compiled,
//! worked out once per database.

use std::cell::OnceCell;

use super::Compiler;
use crate::model::Choice;
use crate::model::catalog::{Kind, Parameter, Role};

/// A database that gets the writes of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Copied {
    pub(super) part: usize,
    /// The link that they come over; `None`: over another copy.
    pub(super) edge: Option<usize>,
    /// Instances that apply them.
    pub(super) instances: f64,
}

/// What is known of one database so far. Nothing of the drawing that it follows from changes while it is compiled.
#[derive(Clone, Default)]
pub(super) struct Copying {
    copiers: OnceCell<Vec<(usize, usize)>>,
    direct: OnceCell<Vec<(usize, usize)>>,
    copies: OnceCell<Vec<Copied>>,
    members: OnceCell<Vec<usize>>,
    takes_writes: OnceCell<bool>,
    heir: OnceCell<Option<usize>>,
    heir_to: OnceCell<Option<usize>>,
}

impl Compiler<'_> {
    /// The databases that copy their writes straight to `part`, with the links.
    pub(super) fn copiers(&self, part: usize) -> &[(usize, usize)] {
        self.copying[part].copiers.get_or_init(|| self.find_copiers(part))
    }

    fn find_copiers(&self, part: usize) -> Vec<(usize, usize)> {
        let edges = self.part(part).incoming.iter().copied();
        let direct = edges.filter(|&edge| self.edge(edge).role == Role::Replicate);
        let mut found: Vec<(usize, usize)> = direct.map(|edge| (edge, self.edge(edge).from)).collect();
        for &edge in self.part(part).outgoing.iter() {
            let to = self.edge(edge).to;
            let back = self.edge(edge).role == Role::Replicate && self.both_primaries(part, to);
            if back && !found.iter().any(|(_, from)| *from == to) {
                found.push((edge, to));
            }
        }
        found
    }

    /// What `part` copies its writes straight to, with the links. A link between two that both take writes carries them
    /// both ways.
    pub(super) fn direct_copies(&self, part: usize) -> &[(usize, usize)] {
        self.copying[part].direct.get_or_init(|| self.find_direct_copies(part))
    }

    fn find_direct_copies(&self, part: usize) -> Vec<(usize, usize)> {
        let outgoing = self.part(part).outgoing.iter().copied();
        let outgoing = outgoing.filter(|&edge| self.edge(edge).role == Role::Replicate);
        let mut found: Vec<(usize, usize)> = outgoing.map(|edge| (edge, self.edge(edge).to)).collect();
        for &edge in self.part(part).incoming.iter() {
            let from = self.edge(edge).from;
            let back = self.edge(edge).role == Role::Replicate && self.both_primaries(part, from);
            if back && !found.iter().any(|(_, to)| *to == from) {
                found.push((edge, from));
            }
        }
        found
    }

    fn many_primaries(&self, part: usize) -> bool {
        self.part(part).component.choice(Parameter::Primaries) == Some(Choice::MultiPrimary)
    }

    fn both_primaries(&self, one: usize, other: usize) -> bool {
        self.many_primaries(one) && self.many_primaries(other)
    }

    /// Everything that is up and gets the writes of `part`, nearest first.
    pub(super) fn copies(&self, part: usize) -> &[Copied] {
        self.copying[part].copies.get_or_init(|| self.find_copies(part))
    }

    fn find_copies(&self, part: usize) -> Vec<Copied> {
        let mut found: Vec<Copied> = Vec::new();
        let mut open = vec![part];
        let mut next = 0;
        while let Some(&here) = open.get(next) {
            next += 1;
            for &(edge, to) in self.direct_copies(here) {
                let known = to == part || found.iter().any(|copied| copied.part == to);
                if !known && !self.drawing.ends(edge) {
                    let edge = (here == part).then_some(edge);
                    found.push(Copied { part: to, edge, instances: self.part(to).instances });
                    open.push(to);
                }
            }
        }
        found
    }

    /// Whether writes at `to` come back to `from`.
    pub(super) fn in_ring(&self, from: usize, to: usize) -> bool {
        self.copies(to).iter().any(|copied| copied.part == from)
    }

    /// The database that copies its writes to `part`, if it is not the other way round as well.
    pub(super) fn primary_of(&self, part: usize) -> Option<usize> {
        let copiers = self.copiers(part).iter().map(|&(_, from)| from);
        copiers.clone().find(|&from| !self.in_ring(from, part)).or_else(|| copiers.clone().next())
    }

    /// Whether `part` is a database that takes writes as it is drawn: nothing copies to it; or it and the one that does
    /// are both primaries; or it is the first of a ring.
    pub(super) fn takes_writes(&self, part: usize) -> bool {
        *self.copying[part].takes_writes.get_or_init(|| {
            let copiers = self.copiers(part);
            self.part(part).kind() == Kind::RelationalDatabase
                && (copiers.iter().any(|&(_, from)| self.both_primaries(part, from))
                    || copiers.iter().all(|&(_, from)| part < from && self.in_ring(from, part)))
        })
    }

    /// The first part of the one database that `part` belongs to: all that writes are copied between.
    pub(super) fn database_of(&self, part: usize) -> usize {
        self.members(part).iter().copied().min().unwrap_or(part)
    }

    /// All of that database, `part` first.
    pub(super) fn members(&self, part: usize) -> &[usize] {
        self.copying[part].members.get_or_init(|| {
            let mut found = vec![part];
            let mut next = 0;
            while let Some(&here) = found.get(next) {
                next += 1;
                for &(_, other) in self.copiers(here).iter().chain(self.direct_copies(here)) {
                    if !found.contains(&other) {
                        found.push(other);
                    }
                }
            }
            found
        })
    }

    /// What takes the place of `primary`, which is down, where no other primary of its database is up.
    pub(super) fn heir_of(&self, primary: usize) -> Option<usize> {
        *self.copying[primary].heir.get_or_init(|| self.find_heir(primary))
    }

    fn find_heir(&self, primary: usize) -> Option<usize> {
        if !self.part(primary).down || !self.takes_writes(primary) {
            return None;
        }
        let mut writers = self.members(primary).iter().filter(|&&member| self.takes_writes(member));
        if writers.any(|&member| !self.part(member).down) || !self.failed_over(primary) {
            return None;
        }
        let copies = self.copies(primary);
        let standby = copies.iter().find(|copied| self.part(copied.part).kind() == Kind::RelationalDatabase);
        standby.or_else(|| copies.first()).map(|copied| copied.part)
    }

    /// The primary whose place `part` has taken.
    pub(super) fn heir_to(&self, part: usize) -> Option<usize> {
        *self.copying[part]
            .heir_to
            .get_or_init(|| self.members(part).iter().copied().find(|&primary| self.heir_of(primary) == Some(part)))
    }
}
