//! Cases of queues alone and in a row.

use super::case::{Queue, Station, Time};
use super::drawing::{Drawing, Setting, choice, number};
use super::figures::{Figures, Solver};
use crate::model::catalog::{Kind, Parameter};
use crate::model::{Choice, ComponentId, Value};
use crate::plan::{Class, Reason, Resource};

/// Mean and family of the time of a read.
pub(super) fn read_time(time: &Time) -> Vec<Setting> {
    let mut settings =
        vec![number(Parameter::ReadTime, time.mean_s), choice(Parameter::Distribution, time.distribution)];
    let free = matches!(time.distribution, Choice::Erlang | Choice::LogNormal | Choice::HyperExponential);
    if let (true, Some(scv)) = (free, time.scv) {
        settings.push(number(Parameter::Scv, scv));
    }
    settings
}

/// Exponential, with this mean in seconds.
pub(super) const fn exponential(mean_s: f64) -> Time {
    Time { distribution: Choice::Exponential, mean_s, scv: None }
}

/// A service whose cores are the servers. A limit, or patience, is one of its workers, who then have a core each.
fn server(drawing: &mut Drawing, queue: &Queue, patience_s: Option<f64>) -> ComponentId {
    let mut settings = read_time(&queue.service);
    settings.push(choice(Parameter::Discipline, queue.discipline));
    if queue.capacity.is_some() || patience_s.is_some() {
        let places = queue.capacity.map_or(1_000_000.0, |capacity| capacity - queue.servers);
        settings.push(number(Parameter::Workers, queue.servers));
        settings.push(number(Parameter::AcceptQueue, places));
    }
    if let Some(patience_s) = patience_s {
        settings.push(number(Parameter::QueueTimeout, patience_s));
    }
    drawing.ample(queue.servers, &settings)
}

/// One queue, with or without a limit.
pub(super) fn queue(by: Solver, queue: &Queue) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(queue.arrival_rate_per_s);
    let service = server(&mut drawing, queue, None);
    drawing.near(users, service);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    figures.put("utilization", solved.utilization(service, Resource::Cores));
    figures.put("loss_probability", solved.lost_share(|_| true));
    figures.put("throughput_per_s", solved.0.goodput_per_s);
    if queue.discipline == Choice::Fifo {
        let waits = [Resource::Workers, Resource::Cores].map(|resource| solved.resource(service, resource));
        let wait_s = waits.iter().flatten().map(|result| result.wait_mean_s).sum::<f64>();
        let at_once: f64 = waits.iter().flatten().map(|result| 1.0 - result.wait_probability).product();
        figures.put("wait_mean_s", wait_s);
        figures.put("wait_probability", 1.0 - at_once);
    }
    Some(figures)
}

/// One queue that requests leave.
pub(super) fn queue_timeout(by: Solver, queue: &Queue, timeout_s: f64) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(queue.arrival_rate_per_s);
    let service = server(&mut drawing, queue, Some(timeout_s));
    drawing.near(users, service);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put("timeout_probability", solved.lost_share(|reason| matches!(reason, Reason::Impatient(_))));
    figures.put("throughput_per_s", solved.0.goodput_per_s);
    figures.put("wait_mean_served_s", solved.resource(service, Resource::Workers).map(|result| result.wait_mean_s));
    figures.put("utilization", solved.utilization(service, Resource::Cores));
    Some(figures)
}

/// Services in a row, each calling the next, with workers enough that holding them does not matter.
fn chain(drawing: &mut Drawing, users: ComponentId, stations: &[Station]) {
    let mut before = users;
    for station in stations {
        let service = drawing.ample(station.servers, &read_time(&exponential(station.service_mean_s)));
        drawing.near(before, service);
        before = service;
    }
}

/// Queues in a row.
pub(super) fn tandem(by: Solver, rate_per_s: f64, stations: &[Station]) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let users = drawing.readers(rate_per_s);
    chain(&mut drawing, users, stations);
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    figures.put("throughput_per_s", solved.0.goodput_per_s);
    Some(figures)
}

/// A fixed number of users in front of queues in a row.
pub(super) fn closed(by: Solver, users: f64, think_time_s: f64, demands_s: &[f64]) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let load = [
        choice(Parameter::LoadMode, Choice::Closed),
        number(Parameter::Population, users),
        number(Parameter::ThinkTime, think_time_s),
    ];
    let users = drawing.users(&load, true);
    let stations = demands_s.iter().map(|&service_mean_s| Station { servers: 1.0, service_mean_s });
    chain(&mut drawing, users, &stations.collect::<Vec<_>>());
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    figures.put_response(&solved, Class::Read);
    figures.put("throughput_per_s", solved.0.goodput_per_s);
    Some(figures)
}

/// Stations among which requests are routed: a queue and its consumers for each, whose messages lead to the others.
pub(super) fn jackson(
    by: Solver,
    external_per_s: &[f64],
    routing: &[Vec<f64>],
    stations: &[Station],
) -> Option<Figures> {
    let mut drawing = Drawing::new(by);
    let workers: Vec<(ComponentId, ComponentId)> = stations.iter().map(|here| consumer(&mut drawing, here)).collect();
    for (&rate_per_s, &(queue, _)) in external_per_s.iter().zip(&workers) {
        if rate_per_s > 0.0 {
            let users = drawing.writers(rate_per_s);
            drawing.near(users, queue);
        }
    }
    for (row, &(_, worker)) in routing.iter().zip(&workers) {
        for (&probability, &(queue, _)) in row.iter().zip(&workers).filter(|(probability, _)| **probability > 0.0) {
            drawing.link(worker, queue, &[super::drawing::NEAR, number(Parameter::Share, probability)]);
        }
    }
    let solved = drawing.solved()?;
    let mut figures = Figures::default();
    let mut time = 0.0;
    for (position, (_, worker)) in workers.iter().enumerate() {
        let result = solved.0.components.get(worker)?;
        if result.arrival_per_s > 0.0 {
            figures.put(&format!("arrival_rates_per_s_{position}"), result.arrival_per_s);
        }
        time += result.arrival_per_s * result.response_mean_s;
    }
    if time > 0.0 {
        figures.put("response_mean_s", time / external_per_s.iter().sum::<f64>());
    }
    Some(figures)
}

/// A queue that takes no time, and consumers with a core each.
fn consumer(drawing: &mut Drawing, station: &Station) -> (ComponentId, ComponentId) {
    let free = [
        number(Parameter::OperationTime, 0.0),
        number(Parameter::OperationRate, super::FASTEST_PER_S),
        choice(Parameter::Acknowledgement, Choice::AckLeader),
        (Parameter::Durable, Value::Flag(false)),
    ];
    let queue = drawing.add(Kind::MessageQueue, &free);
    let worker = drawing.add(
        Kind::Worker,
        &[
            number(Parameter::Cores, station.servers),
            number(Parameter::Workers, station.servers),
            number(Parameter::JobTime, station.service_mean_s),
        ],
    );
    drawing.near(queue, worker);
    (queue, worker)
}
