//! Random topologies: any kinds, any links between them, any parameters.

#![allow(dead_code, unreachable_pub, reason = "a module that several test files share, each using a part of it")]

use proptest::prelude::*;
use scaleground::model::catalog::{Domain, Kind, Parameter, ParameterSpec, role};
use scaleground::model::{ComponentId, Fault, Value};

use crate::solve_support::Drawing;

/// Every kind that requests can meet; servers and databases more often, so that most sketches answer something.
pub const KINDS: &[Kind] = &[
    Kind::Dns,
    Kind::GeoDns,
    Kind::Cdn,
    Kind::LoadBalancer,
    Kind::SingleServer,
    Kind::WebServer,
    Kind::WebServer,
    Kind::Service,
    Kind::Service,
    Kind::Worker,
    Kind::Cache,
    Kind::RelationalDatabase,
    Kind::ReadReplica,
    Kind::ShardedDatabase,
    Kind::KeyValueStore,
    Kind::DocumentStore,
    Kind::ColumnStore,
    Kind::GraphStore,
    Kind::SearchEngine,
    Kind::SessionStore,
    Kind::ObjectStorage,
    Kind::MessageQueue,
    Kind::PubSub,
    Kind::EventRouter,
    Kind::Metrics,
    Kind::Logs,
    Kind::Automation,
    Kind::Users,
];

/// A parameter of a component or link, by position, and how far between the ends of its range.
pub type Tweak = (usize, usize, f64);

#[derive(Clone, Debug)]
pub struct Sketch {
    pub kinds: Vec<usize>,
    pub links: Vec<(usize, usize)>,
    pub tweaks: Vec<Tweak>,
    /// The same of links.
    pub manners: Vec<Tweak>,
    pub faults: Vec<(usize, u32)>,
    pub users: f64,
}

/// How far between the ends of a range, often at an end.
fn part_of_range() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64]
}

pub fn sketch() -> impl Strategy<Value = Sketch> {
    (2_usize..12).prop_flat_map(|size| {
        (
            prop::collection::vec(0..KINDS.len(), size),
            prop::collection::vec((0..=size, 0..=size), size..4 * size),
            prop::collection::vec((0..=size, 0_usize..40, part_of_range()), 0..12),
            prop::collection::vec((0..4 * size, 0_usize..16, part_of_range()), 0..12),
            prop::collection::vec((0..=size, 0_u32..4), 0..3),
            (0.0..8.0_f64).prop_map(|exponent| 10_f64.powf(exponent)),
        )
            .prop_map(|(kinds, links, tweaks, manners, faults, users)| Sketch {
                kinds,
                links,
                tweaks,
                manners,
                faults,
                users,
            })
    })
}

pub fn draw(sketch: &Sketch) -> Drawing {
    let mut drawing = Drawing::new();
    let settings = |at: usize, kind: Kind| -> Vec<(Parameter, Value)> {
        let own = sketch.tweaks.iter().filter(|(position, _, _)| *position == at);
        own.filter_map(|&(_, parameter, part)| tweak(kind.spec().parameters, parameter, part)).collect()
    };
    let mut ids: Vec<(Kind, ComponentId)> = vec![(Kind::Users, drawing.add(Kind::Users, &settings(0, Kind::Users)))];
    for (position, &kind) in sketch.kinds.iter().enumerate() {
        ids.push((KINDS[kind], drawing.add(KINDS[kind], &settings(position + 1, KINDS[kind]))));
    }
    for (position, &(from, to)) in sketch.links.iter().enumerate() {
        let Some(role) = role(ids[from].0, ids[to].0).filter(|_| from != to) else { continue };
        let own = sketch.manners.iter().filter(|(at, _, _)| *at == position);
        let settings: Vec<_> =
            own.filter_map(|&(_, parameter, part)| tweak(role.parameters(), parameter, part)).collect();
        drawing.link(ids[from].1, ids[to].1, &settings);
    }
    for &(at, count) in &sketch.faults {
        drawing.fail(ids[at].1, if count == 0 { Fault::Down } else { Fault::InstancesDown(count) });
    }
    drawing.document.users = sketch.users;
    drawing
}

fn tweak(specs: &[ParameterSpec], parameter: usize, part: f64) -> Option<(Parameter, Value)> {
    let spec = specs.get(parameter % specs.len().max(1))?;
    let value = match spec.domain {
        Domain::Number { min, max, .. } => Value::Number(min + (max - min) * part),
        Domain::Choice { options, .. } => Value::Choice(options[(part * (options.len() - 1) as f64) as usize]),
        Domain::Flag { .. } => Value::Flag(part > 0.5),
    };
    Some((spec.parameter, spec.clamped(value)))
}
