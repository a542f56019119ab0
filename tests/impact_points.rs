//! Single points of failure, against dominators of the graph where programs are plain paths, and against taking every
//! component away, one after the other.

mod solve_support;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::*;
use scaleground::impact::{Failure, FailureTable, Verdict};
use scaleground::model::ComponentId;
use scaleground::model::catalog::{Kind, Parameter, Role};
use scaleground::plan::Class;
use solve_support::*;

fn service(drawing: &mut Drawing) -> ComponentId {
    let settings = [ample_web(1.0, 64.0, 0.0001), vec![number(Parameter::WriteTime, 0.0001)]].concat();
    drawing.add(Kind::Service, &settings)
}

fn balancer(drawing: &mut Drawing) -> ComponentId {
    drawing.add(Kind::LoadBalancer, &free_balancer())
}

/// The components whose loss alone the table calls a single point of failure, by class.
fn singles(drawing: &Drawing) -> BTreeMap<Class, BTreeSet<ComponentId>> {
    let mut found: BTreeMap<Class, BTreeSet<ComponentId>> = BTreeMap::new();
    for impact in FailureTable::new(&drawing.document, drawing.document.users, None) {
        let Failure::Component(id) = impact.failure else { continue };
        for point in impact.points.iter().filter(|point| point.verdict == Verdict::Single) {
            found.entry(point.class).or_default().insert(id);
        }
    }
    found
}

/// Layers of services, each with one callee in the next, behind balancers or not.
fn paths(layers: &[(bool, Vec<usize>)]) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 1.0, 0.0]);
    let mut below: Vec<ComponentId> = Vec::new();
    for (balanced, callees) in layers.iter().rev() {
        let made: Vec<ComponentId> = callees
            .iter()
            .map(|&callee| {
                let here = service(&mut drawing);
                if !below.is_empty() {
                    drawing.near(here, below[callee % below.len()]);
                }
                here
            })
            .collect();
        below = if *balanced {
            // Two balancers, each in front of a part of them, where there are enough.
            let halves: Vec<&[ComponentId]> = made.chunks(made.len().div_ceil(2).max(2)).collect();
            let fronts = halves.into_iter().map(|half| {
                let front = balancer(&mut drawing);
                for &target in half {
                    drawing.near(front, target);
                }
                front
            });
            fronts.collect()
        } else {
            made
        };
    }
    let entry = balancer(&mut drawing);
    for &target in &below {
        drawing.near(entry, target);
    }
    drawing.near(users, entry);
    drawing
}

/// What every way from the users to an answer passes.
fn dominators(drawing: &Drawing) -> BTreeSet<ComponentId> {
    let document = &drawing.document;
    let mut graph: DiGraph<ComponentId, ()> = DiGraph::new();
    let nodes: BTreeMap<ComponentId, NodeIndex> =
        document.components.keys().map(|&id| (id, graph.add_node(id))).collect();
    let answered = graph.add_node(ComponentId(u32::MAX));
    for link in document.links.values() {
        graph.add_edge(nodes[&link.from], nodes[&link.to], ());
    }
    for (id, node) in &nodes {
        if document.outgoing(*id).next().is_none() {
            graph.add_edge(*node, answered, ());
        }
    }
    let is_users = |id: &ComponentId| document.components[id].kind == Kind::Users;
    let (_, root) = nodes.iter().find(|(id, _)| is_users(id)).expect("there are users");
    let found = simple_fast(&graph, *root);
    let passed = found.strict_dominators(answered).expect("there is a way").map(|node| graph[node]);
    passed.filter(|id| !is_users(id)).collect()
}

/// A part of a topology with several dependencies: what a service needs below it.
#[derive(Clone, Debug)]
enum Need {
    /// One of the services made before.
    One(usize),
    /// A balancer in front of two of them.
    Either(usize, usize),
    /// A database of its own, with a cache in front or a replica behind, or neither.
    Data { cache: bool, replica: bool },
}

fn need() -> impl Strategy<Value = Need> {
    prop_oneof![
        (0..16_usize).prop_map(Need::One),
        (0..16_usize, 0..16_usize).prop_map(|(one, other)| Need::Either(one, other)),
        (any::<bool>(), any::<bool>()).prop_map(|(cache, replica)| Need::Data { cache, replica }),
    ]
}

fn drawn(services: &[Vec<Need>]) -> Drawing {
    let mut drawing = Drawing::new();
    let users = drawing.users(10.0, [0.0, 0.5, 0.5]);
    let mut made: Vec<ComponentId> = Vec::new();
    for needs in services {
        let here = service(&mut drawing);
        let mut called = BTreeSet::new();
        for need in needs {
            match *need {
                Need::One(which) if !made.is_empty() => {
                    called.insert(made[which % made.len()]);
                }
                Need::Either(one, other) if !made.is_empty() => {
                    let front = balancer(&mut drawing);
                    let targets = BTreeSet::from([made[one % made.len()], made[other % made.len()]]);
                    for target in targets {
                        drawing.near(front, target);
                    }
                    called.insert(front);
                }
                Need::Data { cache, replica } if called.iter().all(|id| !is_data(&drawing, *id)) => {
                    let store = drawing.add(Kind::RelationalDatabase, &core_database(64.0, 0.0001));
                    called.insert(store);
                    if cache {
                        called.insert(drawing.add(Kind::Cache, &[]));
                    }
                    if replica {
                        let copy = drawing.add(Kind::ReadReplica, &core_database(64.0, 0.0001));
                        drawing.near(store, copy);
                        called.insert(copy);
                    }
                }
                _ => {}
            }
        }
        for callee in called {
            drawing.near(here, callee);
        }
        made.push(here);
    }
    drawing.near(users, *made.last().expect("there is one"));
    drawing
}

fn is_data(drawing: &Drawing, id: ComponentId) -> bool {
    matches!(drawing.document.components[&id].kind, Kind::Cache | Kind::RelationalDatabase | Kind::ReadReplica)
}

/// Whether a request can be answered in any way with one component taken away: written down here from what the kinds are
/// for, and not from their plans.
fn answers(drawing: &Drawing, here: ComponentId, gone: ComponentId, writes: bool) -> bool {
    if here == gone {
        return false;
    }
    let document = &drawing.document;
    let callees: Vec<ComponentId> = document.outgoing(here).map(|(_, link)| link.to).collect();
    let mut each = callees.iter().map(|&callee| answers(drawing, callee, gone, writes));
    match document.components[&here].kind {
        Kind::LoadBalancer => each.any(|answered| answered),
        Kind::Service | Kind::Users => {
            let (data, others): (Vec<ComponentId>, Vec<ComponentId>) =
                callees.iter().partition(|&&callee| is_data(drawing, callee));
            let all = others.into_iter().all(|callee| answers(drawing, callee, gone, writes));
            // A replica takes the place of its primary; what a cache holds is read without either.
            let serves = |id: &ComponentId| *id != gone && !(writes && document.components[id].kind == Kind::Cache);
            all && (data.is_empty() || data.iter().any(serves))
        }
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_programs_are_paths_single_points_are_dominators_of_the_graph(
        layers in prop::collection::vec((any::<bool>(), prop::collection::vec(0..8_usize, 1..5)), 1..5)
    ) {
        let drawing = paths(&layers);
        let found = singles(&drawing).remove(&Class::Read).unwrap_or_default();
        prop_assert_eq!(found, dominators(&drawing));
    }

    #[test]
    fn a_single_point_is_what_nothing_is_answered_without(
        services in prop::collection::vec(prop::collection::vec(need(), 0..4), 1..6)
    ) {
        let drawing = drawn(&services);
        let document = &drawing.document;
        let users = *document.components.iter().find(|(_, part)| part.kind == Kind::Users).expect("there are users").0;
        let found = singles(&drawing);
        for (class, writes) in [(Class::Read, false), (Class::Write, true)] {
            let asked = document.components.keys().filter(|&&id| id != users);
            let expected: BTreeSet<ComponentId> =
                asked.copied().filter(|&id| !answers(&drawing, users, id, writes)).collect();
            let found = found.get(&class).cloned().unwrap_or_default();
            prop_assert_eq!(&found, &expected, "{:?}: {:?}", class, document.links.values()
                .map(|link| (link.from, link.to, document.role(link) == Some(Role::Replicate))).collect::<Vec<_>>());
        }
    }
}
