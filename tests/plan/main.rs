//! What the drawing becomes in the plan: links, entries and messages.

#[path = "../solve_support/mod.rs"]
mod drawn;
mod entries;
mod links;
mod messages;

use scaleground::model::{ComponentId, DiagnosticCode};
use scaleground::plan::{Class, Entry, Node, Plan, Planned, Resource, Station, compile};

use drawn::Drawing;

fn plan(drawing: &Drawing) -> Plan {
    compile(&drawing.document)
}

fn planned(plan: &Plan, id: ComponentId) -> &Planned {
    plan.components.iter().find(|component| component.id == id).expect("it is in the plan")
}

fn station(plan: &Plan, id: ComponentId, resource: Resource) -> Station {
    let stations = &plan.stations[planned(plan, id).stations.clone()];
    *stations.iter().find(|station| station.resource == resource).expect("it has the station")
}

/// The first entry of a component for a class.
fn entry(plan: &Plan, id: ComponentId, class: Class) -> &Entry {
    let entries = &plan.entries[planned(plan, id).entries.clone()];
    entries.iter().find(|entry| entry.class == class).expect("it answers the class")
}

/// The steps of a program.
fn steps<'a>(plan: &'a Plan, entry: &Entry) -> &'a [Node] {
    &plan.nodes[entry.nodes.clone()]
}

/// The fixed times of a program together, seconds.
fn delays(plan: &Plan, entry: &Entry) -> f64 {
    steps(plan, entry).iter().map(|node| if let Node::Delay(seconds) = node { *seconds } else { 0.0 }).sum()
}

fn codes(plan: &Plan) -> Vec<DiagnosticCode> {
    plan.diagnostics.iter().map(|finding| finding.code).collect()
}

/// What holds of every plan: children before parents, callees before callers, jobs that lead somewhere.
fn assert_sound(plan: &Plan) {
    for entry in &plan.entries {
        for position in entry.nodes.clone() {
            match &plan.nodes[position] {
                Node::Call { entry: called, .. } => assert!(plan.entries[*called].root() < entry.nodes.start),
                Node::Hold { body, .. } | Node::Attempt { body, .. } | Node::Break { body, .. } => {
                    assert!(*body < position && *body >= entry.nodes.start);
                }
                Node::Sequence(children) | Node::Choose(children) | Node::Parallel { children, .. } => {
                    for child in &plan.branches[children.clone()] {
                        assert!(child.node < position && child.node >= entry.nodes.start);
                    }
                }
                Node::Spawn { job } => {
                    let job = plan.jobs[*job];
                    let later = plan.entries[job.entry].nodes.start >= entry.nodes.start;
                    assert!(job.feedback || !later, "a job that leads to a caller is known as such");
                }
                _ => {}
            }
        }
    }
}
