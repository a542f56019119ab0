//! What a topology costs in a month of 730 hours, at the catalogue's list prices.
//!
//! The rate that is solved is the peak. Machines and whatever is paid by the month are those of the peak, all month
//! long; requests and traffic are those of the mean: the peak divided by the users' peak factor (weighted by their
//! rates; rates that are typed in and fixed numbers of users have no peak and are the same all day). Hit ratios and
//! shares are taken as at the peak. What failed is paid for as if it ran. Not in it: discounts by volume or contract,
//! free tiers, people, licences, capacity units of balancers, traffic between zones, and what has no size in the plan.

use std::collections::BTreeMap;

use super::traffic::{Way, paid};
use crate::model::catalog::machines::dollars_per_hour;
use crate::model::catalog::{Kind, Parameter, Price, PriceBasis, Role};
use crate::model::{Choice, Component, ComponentId, Document, Fault};
use crate::plan::Class;
use crate::solve::{ComponentResult, Solution};

/// Hours of the month that prices are counted by.
const MONTH_H: f64 = 730.0;
/// The same in seconds.
const MONTH_S: f64 = MONTH_H * 3_600.0;
const GIGABYTE: f64 = 1e9;
const MILLION: f64 = 1e6;

/// What money is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostPart {
    /// Machines of the ladder, rented or owned.
    Machines,
    /// Instances that have a price of their own.
    Instances,
    /// Requests, messages, look-ups.
    Requests,
    /// Traffic out to users and edges.
    TrafficOut,
    /// Traffic to other regions.
    TrafficBetween,
    /// What is stored.
    Storage,
    /// What is taken in.
    Intake,
}

impl CostPart {
    /// The key of its text, under `cost-KEY`, and its name in the command line's output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Machines => "machines",
            Self::Instances => "instances",
            Self::Requests => "requests",
            Self::TrafficOut => "traffic-out",
            Self::TrafficBetween => "traffic-between",
            Self::Storage => "storage",
            Self::Intake => "intake",
        }
    }

    /// Every part.
    pub const ALL: &'static [Self] = &[
        Self::Machines,
        Self::Instances,
        Self::Requests,
        Self::TrafficOut,
        Self::TrafficBetween,
        Self::Storage,
        Self::Intake,
    ];
}

/// What one component costs.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentCost {
    /// Which.
    pub component: ComponentId,
    /// US dollars per month, all parts together.
    pub dollars_per_month: f64,
    /// The parts that are not nothing, most first, in US dollars per month.
    pub parts: Vec<(CostPart, f64)>,
}

/// Traffic that is paid for; its dollars are in the components' parts too.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Egress {
    /// Gigabytes per month out to users and edges.
    pub internet_gigabytes_per_month: f64,
    /// Gigabytes per month to other regions.
    pub between_gigabytes_per_month: f64,
    /// US dollars per month for both.
    pub dollars_per_month: f64,
}

/// What a topology costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// The components that cost anything, most first.
    pub by_component: Vec<ComponentCost>,
    /// What of it is traffic.
    pub egress: Egress,
    /// US dollars per month, all together.
    pub total_dollars_per_month: f64,
    /// The same per million requests answered correctly; `None` where none are.
    pub dollars_per_million_requests: Option<f64>,
}

/// What `document` costs in the steady state `solution`.
pub fn cost(document: &Document, solution: &Solution) -> Cost {
    let mean = mean_over_peak(document, solution);
    let mut bill = Bill { document, solution, mean, parts: BTreeMap::new(), egress: Egress::default() };
    for (id, component) in &document.components {
        if !component.kind.spec().container {
            bill.component(*id, component);
        }
    }
    bill.traffic();
    bill.total()
}

/// The price of `component` by `basis`: its product's, where that has prices, else its kind's. `None`: no such price.
pub(super) fn price_of(component: &Component, basis: PriceBasis) -> Option<f64> {
    let own = component.product.map(|product| product.spec().prices).filter(|prices| !prices.is_empty());
    let prices: &[Price] = own.unwrap_or(component.kind.spec().prices);
    prices.iter().find(|price| price.basis == basis).map(|price| price.dollars)
}

/// Mean rate over peak rate, over all users.
fn mean_over_peak(document: &Document, solution: &Solution) -> f64 {
    let (mut mean, mut peak) = (0.0, 0.0);
    for (id, users) in document.components.iter().filter(|(_, component)| component.kind == Kind::Users) {
        let rate = solution.components.get(id).map_or(0.0, |result| result.arrival_per_s);
        let follows_users = users.choice(Parameter::LoadMode) == Some(Choice::FromUsers);
        let factor = if follows_users { users.number(Parameter::PeakFactor).max(1.0) } else { 1.0 };
        mean += rate / factor;
        peak += rate;
    }
    if peak > 0.0 { mean / peak } else { 1.0 }
}

/// A bill in the making.
struct Bill<'a> {
    document: &'a Document,
    solution: &'a Solution,
    /// Mean rate over peak rate.
    mean: f64,
    parts: BTreeMap<ComponentId, BTreeMap<CostPart, f64>>,
    egress: Egress,
}

impl Bill<'_> {
    fn add(&mut self, id: ComponentId, part: CostPart, dollars: f64) {
        if dollars > 0.0 && dollars.is_finite() {
            *self.parts.entry(id).or_default().entry(part).or_default() += dollars;
        }
    }

    fn component(&mut self, id: ComponentId, component: &Component) {
        let result = self.solution.components.get(&id);
        let instances = instances(component, result);
        if let Some(factor) = price_of(component, PriceBasis::Machine) {
            self.add(id, CostPart::Machines, factor * instances * machine(component));
        }
        if let Some(price) = price_of(component, PriceBasis::InstanceMonth) {
            self.add(id, CostPart::Instances, price * instances);
        }
        if let Some(result) = result {
            self.add(id, CostPart::Requests, self.requests(id, component, result));
        }
        if let Some(price) = price_of(component, PriceBasis::GigabyteMonth) {
            self.add(id, CostPart::Storage, price * self.stored_bytes(id, component) / GIGABYTE);
        }
        if let Some(price) = price_of(component, PriceBasis::GigabyteIn) {
            self.add(id, CostPart::Intake, price * self.logged_per_s(id, component) * MONTH_S / GIGABYTE);
        }
    }

    /// Requests at the mean rate, writes by their own price where they have one.
    fn requests(&self, id: ComponentId, component: &Component, result: &ComponentResult) -> f64 {
        let price = price_of(component, PriceBasis::MillionRequests).unwrap_or_default();
        let writes = self.document.incoming(id).filter_map(|(link, _)| self.solution.links.get(&link));
        let writes: f64 = writes.filter_map(|link| link.rate_per_s.get(&Class::Write)).sum();
        let dollars_per_s = match price_of(component, PriceBasis::MillionWrites) {
            Some(of_write) => {
                let writes = writes.min(result.arrival_per_s);
                of_write * writes + price * (result.arrival_per_s - writes)
            }
            None => price * result.arrival_per_s,
        };
        dollars_per_s * self.mean * MONTH_S / MILLION
    }

    /// Bytes kept, all copies together.
    fn stored_bytes(&self, id: ComponentId, component: &Component) -> f64 {
        if component.kind == Kind::Logs {
            return self.logged_per_s(id, component) * component.number(Parameter::Retention);
        }
        if component.kind == Kind::ReadReplica {
            return drawn_instances(component) * self.primary_bytes(id);
        }
        let copies = component.number(Parameter::ReplicationFactor).max(1.0);
        let nodes = component.number(Parameter::Instances);
        let kept = if nodes > 0.0 { copies.min(nodes) } else { copies };
        component.number(Parameter::StoredBytes) * kept
    }

    /// Size of what a replica copies.
    fn primary_bytes(&self, replica: ComponentId) -> f64 {
        let copies =
            self.document.incoming(replica).filter(|(_, link)| self.document.role(link) == Some(Role::Replicate));
        let primaries = copies.filter_map(|(_, link)| self.document.components.get(&link.from));
        primaries.map(|primary| primary.number(Parameter::StoredBytes)).fold(0.0, f64::max)
    }

    /// Bytes per second that are written down at `logs`, at the mean rate.
    fn logged_per_s(&self, id: ComponentId, logs: &Component) -> f64 {
        let reporting = self.document.incoming(id).filter(|(_, link)| self.document.role(link) == Some(Role::Report));
        let results = reporting.filter_map(|(_, link)| self.solution.components.get(&link.from));
        let lines_per_s: f64 = results.map(|result| result.arrival_per_s).sum();
        let running = !matches!(self.document.fault(id), Some(Fault::Down));
        let bytes = logs.number(Parameter::LogBytes) * logs.number(Parameter::SampledShare);
        if running { lines_per_s * bytes * self.mean } else { 0.0 }
    }

    fn traffic(&mut self) {
        for (id, link) in &self.document.links {
            let Some(result) = self.solution.links.get(id).filter(|result| result.bytes_per_s > 0.0) else { continue };
            let Some(paid) = paid(self.document, link) else { continue };
            let gigabytes = result.bytes_per_s * self.mean * MONTH_S / GIGABYTE;
            let dollars = gigabytes * paid.dollars_per_gigabyte;
            let part = match paid.way {
                Way::Internet => {
                    self.egress.internet_gigabytes_per_month += gigabytes;
                    CostPart::TrafficOut
                }
                Way::Between => {
                    self.egress.between_gigabytes_per_month += gigabytes;
                    CostPart::TrafficBetween
                }
            };
            self.egress.dollars_per_month += dollars;
            self.add(paid.sender, part, dollars);
        }
    }

    fn total(self) -> Cost {
        let mut by_component: Vec<ComponentCost> = self.parts.into_iter().map(component_cost).collect();
        by_component.sort_by(|a, b| b.dollars_per_month.total_cmp(&a.dollars_per_month));
        let total_dollars_per_month = by_component.iter().map(|cost| cost.dollars_per_month).fold(0.0, |a, b| a + b);
        let millions = self.solution.goodput_per_s * self.mean * MONTH_S / MILLION;
        Cost {
            by_component,
            egress: self.egress,
            total_dollars_per_month,
            dollars_per_million_requests: (millions > 0.0).then(|| total_dollars_per_month / millions),
        }
    }
}

fn component_cost((component, parts): (ComponentId, BTreeMap<CostPart, f64>)) -> ComponentCost {
    let mut parts: Vec<(CostPart, f64)> = parts.into_iter().collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    ComponentCost { component, dollars_per_month: parts.iter().map(|(_, dollars)| dollars).sum(), parts }
}

/// Instances that are paid for: those that autoscaling keeps, else those drawn, failed or not; a standby is a second.
fn instances(component: &Component, result: Option<&ComponentResult>) -> f64 {
    let rented = component.choice(Parameter::Hosting) == Some(Choice::Cloud);
    match result {
        Some(result) if rented && component.flag(Parameter::Autoscaling) => result.instances,
        _ => drawn_instances(component) * if component.flag(Parameter::StandbyPair) { 2.0 } else { 1.0 },
    }
}

fn drawn_instances(component: &Component) -> f64 {
    component.number(Parameter::Instances).max(component.number(Parameter::Shards)).max(1.0)
}

/// US dollars per month of one instance's machine. What has neither cores nor memory of its own stands on the smallest.
fn machine(component: &Component) -> f64 {
    let hourly = dollars_per_hour(component.number(Parameter::Cores), component.number(Parameter::Memory));
    let owned = component.choice(Parameter::Hosting) == Some(Choice::OnPremises);
    hourly * MONTH_H * if owned { component.number(Parameter::OwnedPrice) } else { 1.0 }
}
