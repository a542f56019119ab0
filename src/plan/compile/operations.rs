//! What watches the others costs them a little work: figures at intervals, lines written down for each request.

use super::Compiler;
use crate::model::catalog::{Kind, Parameter, Role};
use crate::plan::{Background, Resource, Service};

impl Compiler<'_> {
    /// The links of `part` to reporting components of `kind` that are up.
    pub(super) fn reports(&self, part: usize, kind: Kind) -> Vec<usize> {
        let mut edges = self.outgoing(part, Role::Report);
        edges.retain(|&edge| self.part(self.edge(edge).to).kind() == kind && !self.drawing.ends(edge));
        edges
    }

    /// Each instance tells its figures to whoever collects them, on its own cores. What has no cores of its own in the
    /// plan does so at no cost.
    pub(super) fn report_figures(&mut self, part: usize) {
        let here = self.position[part].unwrap_or_default();
        let start = self.plan.components[here].stations.start;
        let cores = (start..self.plan.stations.len()).find(|&station| {
            let station = &self.plan.stations[station];
            station.component == here && station.resource == Resource::Cores
        });
        let Some(station) = cores else { return };
        for edge in self.reports(part, Kind::Metrics) {
            let metrics = self.part(self.edge(edge).to);
            let interval = metrics.number(Parameter::ScrapeInterval).max(1e-3);
            let service = Service::fixed(metrics.number(Parameter::ReportTime));
            if service.mean_s > 0.0 {
                self.plan.background.push(Background { station, rate_per_s: 1.0 / interval, service });
            }
        }
    }

    /// What `part` writes down about a request, on its cores.
    pub(super) fn log(&mut self, part: usize, cores: usize) -> Vec<usize> {
        let mut steps = Vec::new();
        for edge in self.reports(part, Kind::Logs) {
            let logs = self.part(self.edge(edge).to);
            let (time, share) = (logs.number(Parameter::ReportTime), logs.number(Parameter::SampledShare));
            let line = self.work(cores, Service::fixed(time));
            steps.push(self.maybe(share, line));
        }
        steps
    }
}
