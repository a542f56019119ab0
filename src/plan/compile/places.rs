//! Where parts stand: the round trip between their regions, and which entry is nearest to users.

use super::Compiler;
use super::drawing::{Drawing, users};
use crate::model::catalog::places::round_trip_s;
use crate::model::catalog::{Kind, Parameter, Role};

impl Compiler<'_> {
    /// Seconds that the ends of `edge` add to its own latency by standing in different regions.
    pub(super) fn distance(&self, edge: usize) -> f64 {
        let edge = self.edge(edge);
        self.between(edge.from, edge.to)
    }

    /// Round trip between the regions of two parts, seconds. What stands in no data centre is near everything, and so
    /// are name servers, whose look-up time says all. An edge is near every user; as all its places are one part here,
    /// its way to an origin is the mean over the users.
    pub(super) fn between(&self, from: usize, to: usize) -> f64 {
        if self.part(from).kind() == Kind::Cdn {
            return mean_over_users(&self.drawing, |people| self.between(people, to));
        }
        match (self.part(from).region, self.part(to).region) {
            (Some(one), Some(other)) => round_trip_s(one, other),
            _ => 0.0,
        }
    }

    /// The links of a name server that users of `part` are answered with. One that looks at places answers with the
    /// nearest entry that is up, and with one on standby only where no active one is; an edge is near everybody and
    /// always among them.
    pub(super) fn resolved(&self, part: usize, server: usize) -> Vec<usize> {
        let edges = self.outgoing(server, Role::Resolve);
        if self.part(server).kind() != Kind::GeoDns {
            return edges;
        }
        let (mut answered, entries): (Vec<usize>, Vec<usize>) =
            edges.into_iter().partition(|&edge| self.part(self.edge(edge).to).kind() == Kind::Cdn);
        answered.extend(self.nearest(part, server, &entries));
        answered
    }

    fn nearest(&self, part: usize, server: usize, entries: &[usize]) -> Option<usize> {
        let unfit = |edge: usize| (self.drawing.found_lost(server, edge), self.part(self.edge(edge).to).standby);
        let order = |edge: usize| {
            let (down, standby) = unfit(edge);
            (u8::from(down) * 2 + u8::from(standby), self.between(part, self.edge(edge).to))
        };
        entries.iter().copied().min_by(|&one, &other| {
            let ((one_unfit, one_far), (other_unfit, other_far)) = (order(one), order(other));
            one_unfit.cmp(&other_unfit).then(one_far.total_cmp(&other_far))
        })
    }
}

/// The mean of a figure over the users, by their weight; 0 without any.
fn mean_over_users(drawing: &Drawing<'_>, figure: impl Fn(usize) -> f64) -> f64 {
    let weight = |part: usize| drawing.parts[part].number(Parameter::UserWeight);
    let total: f64 = users(drawing).map(weight).sum();
    let sum: f64 = users(drawing).map(|part| weight(part) * figure(part)).sum();
    if total > 0.0 { sum / total } else { 0.0 }
}
