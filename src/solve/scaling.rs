//! Instances that follow the load: as many as keep the mean utilization at the target, found without refusing anything.

use super::network::Network;
use crate::plan::{Planned, Resource, Station};

impl Network<'_> {
    /// As many instances as the load needs, where they follow it; whether any do.
    pub(super) fn scale(&mut self) -> bool {
        if self.plan.components.iter().all(|component| component.scaling.is_none()) {
            return false;
        }
        self.follow();
        for component in &self.plan.components {
            let Some(scaling) = component.scaling else { continue };
            let busy = self.busy(component, scaling.drawn);
            let wanted = (busy / scaling.target_utilization - 1e-9)
                .ceil()
                .clamp(scaling.fewest, scaling.most.max(scaling.fewest));
            set_instances(&mut self.stations[component.stations.clone()], wanted, scaling.drawn);
        }
        true
    }

    /// Instances that the fullest kind of resource of a component keeps busy, over all its groups of machines.
    fn busy(&self, component: &Planned, drawn: f64) -> f64 {
        let mut sums: Vec<(Resource, f64)> = Vec::new();
        for station in component.stations.clone().filter(|&station| !self.stations[station].held) {
            let busy = self.demand(station) * instances(&self.stations[station], drawn);
            let resource = self.stations[station].resource;
            match sums.iter_mut().find(|(other, _)| *other == resource) {
                Some((_, sum)) => *sum += busy,
                None => sums.push((resource, busy)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).fold(0.0, f64::max)
    }

    pub(super) fn scale_to_most(&mut self) {
        for component in &self.plan.components {
            let Some(scaling) = component.scaling else { continue };
            set_instances(
                &mut self.stations[component.stations.clone()],
                scaling.most.max(scaling.fewest),
                scaling.drawn,
            );
        }
    }
}

/// Instances that a station stands for now.
fn instances(station: &Station, drawn: f64) -> f64 {
    if station.pooled { drawn } else { station.copies }
}

/// A pooled station has the servers of all instances, any other as many copies as there are instances. Where sessions
/// tie users to a machine, the fuller one and the others keep their proportion, so that each still has its share of the
/// load of the mean instance; the numbers of either are then no whole ones.
fn set_instances(stations: &mut [Station], wanted: f64, drawn: f64) {
    for station in stations {
        if station.pooled {
            station.servers *= wanted / drawn;
        } else {
            station.copies *= wanted / drawn;
        }
    }
}
