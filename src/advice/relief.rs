//! A plan in which one resource has no limit: what would give way next is then an ordinary question.

use crate::model::ComponentId;
use crate::plan::{Plan, Resource};

/// Times as many copies as a resource had: no load that can be drawn fills them.
const AMPLE: f64 = 1e7;

/// Takes the limit of `resource` at `component` away. A tier that follows the load then runs at its most instances: its
/// other resources are all there from the start.
pub(super) fn relieve(plan: &mut Plan, component: ComponentId, resource: Resource) {
    let Some(position) = plan.components.iter().position(|part| part.id == component) else { return };
    let scaling = plan.components[position].scaling.take();
    for station in &mut plan.stations[plan.components[position].stations.clone()] {
        if let Some(scaling) = scaling {
            let most = scaling.most.max(scaling.fewest);
            if station.pooled {
                station.servers *= most / scaling.drawn;
            } else {
                station.copies = most;
            }
        }
        if station.resource == resource {
            station.copies *= AMPLE;
        }
    }
    plan.breaking_point = std::cell::OnceCell::new();
}
