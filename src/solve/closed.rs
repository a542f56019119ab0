//! Users of a fixed number, who think between an answer and their next request: a closed network.
//!
//! Mean value analysis (Reiser and Lavenberg, J. ACM 27, 1980) over the stations that work for them: a user who arrives
//! sees the others as they are without him. Exact for exponential single servers and any number of users up to
//! [`MOST_STEPS`]; with several servers by Seidmann's split into a queue and a delay, and beyond that number of users by
//! Schweitzer's approximation, whose error falls with their number. Other users' work at a station slows it down by
//! the share of time that it takes. Where workers or connections are fewer than users, the queue in front of them
//! decides, and the rate is searched for that gives every user a turn: rate x (think time + response time) = users.
//! Waits get their spread from a line of their own (the machine repair model), so that many users in one line wait for
//! nearly the same time.

use super::network::{Network, Sums};
use super::station::{State, WaitLaw};
use crate::plan::{Closed, Plan};

/// Users up to which the recursion over their number is followed.
const MOST_STEPS: f64 = 4_000.0;

/// The sources of one closed Users component.
#[derive(Clone, Debug)]
pub(super) struct Group {
    users: Closed,
    /// Positions of its sources.
    sources: Vec<usize>,
    /// Whether each station's wait follows from it.
    answered: Vec<bool>,
    /// Requests per second.
    rate: f64,
    /// Bracket of the rate while it is searched for.
    bracket: (f64, f64),
}

/// One station as the users meet it.
#[derive(Clone, Copy)]
struct Center {
    station: usize,
    copies: f64,
    servers: f64,
    /// Visits of one request, over all copies.
    visits: f64,
    /// Mean service time of a visit, seconds.
    own_s: f64,
    /// The same, slowed down by what else is there.
    service_s: f64,
}

/// The closed groups of a plan.
pub(super) fn groups(plan: &Plan) -> Vec<Group> {
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for (position, source) in plan.sources.iter().enumerate() {
        let Some(users) = source.closed else { continue };
        match groups.iter_mut().find(|(component, _)| *component == source.component) {
            Some((_, group)) => group.sources.push(position),
            None => groups.push((
                source.component,
                Group {
                    users,
                    sources: vec![position],
                    answered: vec![false; plan.stations.len()],
                    rate: 0.0,
                    bracket: (0.0, f64::INFINITY),
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

impl Group {
    /// Whether a station's wait follows from this group.
    pub(super) fn answers(&self, station: usize) -> bool {
        self.answered[station]
    }

    /// A new rate, and the waits at the stations that it answers for; the relative change of the rate.
    pub(super) fn advance(&mut self, network: &mut Network<'_>) -> f64 {
        let old = self.rate;
        let visits = self.visits(network);
        if self.is_gated(network, &visits) {
            self.rate = self.searched(network);
        } else {
            self.mean_values(network, &visits);
        }
        for &source in &self.sources {
            let share = network.plan.sources[source].closed.map_or(0.0, |closed| closed.share);
            network.source_rates[source] = self.rate * share;
        }
        let size = old.max(self.rate);
        if size > 0.0 { (self.rate - old).abs() / size } else { 0.0 }
    }

    /// Work at every station that one request of the group causes.
    fn visits(&self, network: &mut Network<'_>) -> Vec<Sums> {
        network.rates.fill(0.0);
        network.sums.fill(Sums::default());
        for &source in &self.sources {
            let share = network.plan.sources[source].closed.map_or(0.0, |closed| closed.share);
            network.rates[network.plan.entries[network.plan.sources[source].entry].root()] += share;
        }
        network.spread_all();
        network.sums.clone()
    }

    /// Whether something that is held is scarcer than users.
    fn is_gated(&self, network: &Network<'_>, visits: &[Sums]) -> bool {
        let held = network.stations.iter().zip(visits).filter(|(station, sums)| station.held && sums.rate > 0.0);
        held.into_iter().any(|(station, _)| station.servers * station.copies < self.users.users)
    }

    /// Moves the rate towards users / (think time + response time).
    fn searched(&mut self, network: &Network<'_>) -> f64 {
        self.answered.fill(false);
        let cycle = self.users.think_s + self.fixed_response(network);
        let target = self.users.users / cycle.max(1e-12);
        if self.rate <= 0.0 {
            return target.min(1e12);
        }
        if target > self.rate {
            self.bracket.0 = self.rate;
        } else {
            self.bracket.1 = self.rate;
        }
        if self.bracket.1 - self.bracket.0 < 1e-12 * self.rate {
            self.bracket = (0.0, f64::INFINITY);
            return target;
        }
        let next = (self.rate * target).sqrt();
        if next > self.bracket.0 && next < self.bracket.1 {
            next
        } else {
            f64::midpoint(self.bracket.0, self.bracket.1)
        }
    }

    /// Mean time of a request, answered or not, seconds.
    fn fixed_response(&self, network: &Network<'_>) -> f64 {
        let plan = network.plan;
        let of = |&source: &usize| {
            let share = plan.sources[source].closed.map_or(0.0, |closed| closed.share);
            share * network.moments[plan.entries[plan.sources[source].entry].root()].total_first()
        };
        self.sources.iter().map(of).sum()
    }

    fn mean_values(&mut self, network: &mut Network<'_>, visits: &[Sums]) {
        let centers = self.centers(network, visits);
        let waits: f64 =
            centers.iter().map(|center| center.visits * (network.states[center.station].wait_s + center.own_s)).sum();
        // What is no station of this group: fixed times, and calls at once.
        let fixed = (self.fixed_response(network) - waits).max(0.0);
        let delay = self.users.think_s + fixed;
        let (rate, lengths) = analysis(self.users.users, delay, &centers);
        self.rate = rate;
        self.answered.fill(false);
        for (center, length) in centers.iter().zip(lengths) {
            self.answered[center.station] = true;
            let share = center.visits / center.copies * rate;
            let wait_s = (length / share.max(1e-300) - center.own_s).max(0.0);
            let line = line(self.users.users, (self.users.users - length) / share.max(1e-300), center);
            let busy = (share * center.service_s / center.servers).min(1.0);
            network.states[center.station] = waiting(wait_s, share, line.unwrap_or((busy.max(1e-9), 1.0)));
        }
    }

    fn centers(&self, network: &Network<'_>, visits: &[Sums]) -> Vec<Center> {
        let center = |(position, sums): (usize, &Sums)| {
            let station = &network.stations[position];
            if station.held || sums.first <= 0.0 {
                return None;
            }
            let all = network.loads[position];
            let own = sums.first * self.rate / station.copies;
            let others = ((all.rate * all.mean_s - own) / station.servers).clamp(0.0, 0.999_999);
            let others = if others < 1e-9 { 0.0 } else { others };
            let own_s = sums.first / sums.rate;
            Some(Center {
                station: position,
                copies: station.copies,
                servers: station.servers,
                visits: sums.rate,
                own_s,
                service_s: own_s / (1.0 - others),
            })
        };
        visits.iter().enumerate().filter_map(center).collect()
    }
}

/// Throughput, and the mean number at one copy of each center.
fn analysis(users: f64, delay: f64, centers: &[Center]) -> (f64, Vec<f64>) {
    if users <= MOST_STEPS {
        recursion(users.round().max(1.0) as u32, delay, centers)
    } else {
        schweitzer(users, delay, centers)
    }
}

/// Time of all visits to one center, and the number there, when `seen` are met at a copy.
fn residence(center: &Center, seen: f64) -> f64 {
    let queue = center.service_s / center.servers;
    center.visits * (queue * (1.0 + seen) + center.service_s - queue)
}

fn recursion(users: u32, delay: f64, centers: &[Center]) -> (f64, Vec<f64>) {
    let mut queues = vec![0.0; centers.len()];
    let mut rate = 0.0;
    let mut times = vec![0.0; centers.len()];
    for number in 1..=users {
        for ((time, center), queue) in times.iter_mut().zip(centers).zip(&queues) {
            *time = residence(center, *queue);
        }
        rate = f64::from(number) / (delay + times.iter().sum::<f64>()).max(1e-300);
        queued(rate, &times, centers, &mut queues);
    }
    (rate, lengths(rate, &times, centers))
}

/// The number in the queue parts, without the delay parts of several servers.
fn queued(rate: f64, times: &[f64], centers: &[Center], queues: &mut [f64]) {
    for ((queue, time), center) in queues.iter_mut().zip(times).zip(centers) {
        let delay = center.visits * center.service_s * (1.0 - 1.0 / center.servers);
        *queue = rate * (time - delay) / center.copies;
    }
}

fn lengths(rate: f64, times: &[f64], centers: &[Center]) -> Vec<f64> {
    times.iter().zip(centers).map(|(time, center)| rate * time / center.copies).collect()
}

fn schweitzer(users: f64, delay: f64, centers: &[Center]) -> (f64, Vec<f64>) {
    let mut queues = vec![0.0; centers.len()];
    let mut times = vec![0.0; centers.len()];
    let mut rate: f64 = 0.0;
    for _ in 0..10_000 {
        for ((time, center), queue) in times.iter_mut().zip(centers).zip(&queues) {
            *time = residence(center, queue * (users - 1.0) / users);
        }
        let next = users / (delay + times.iter().sum::<f64>()).max(1e-300);
        queued(next, &times, centers, &mut queues);
        if (next - rate).abs() < 1e-13 * next {
            break;
        }
        rate = next;
    }
    (rate, lengths(rate, &times, centers))
}

/// The line that a user meets who spends `outside_s` seconds elsewhere on average between two visits, were that time
/// exponential and all users alike (the machine repair model: exact for one station and thinking): the probability that
/// he waits, and the squared coefficient of variation of the wait of those who do. `None` for very many users.
fn line(users: f64, outside_s: f64, center: &Center) -> Option<(f64, f64)> {
    let others = users.round() - 1.0;
    if !(1.0..=MOST_STEPS).contains(&others) || outside_s <= 0.0 || center.service_s <= 0.0 {
        return None;
    }
    // Logarithms of the weights of so many others there.
    let mut logs = vec![0.0];
    for there in 1..=others as usize {
        let number = there as f64;
        let more = (others - number + 1.0) * center.service_s / (outside_s * number.min(center.servers));
        logs.push(logs[there - 1] + more.ln());
    }
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (mut all, mut waits, mut first, mut second) = (0.0, 0.0, 0.0, 0.0);
    for (there, log) in logs.iter().enumerate() {
        let weight = (log - most).exp();
        all += weight;
        // So many exponential stages until a server is free.
        let stages = there as f64 - center.servers + 1.0;
        if stages >= 1.0 {
            waits += weight;
            first += weight * stages;
            second += weight * stages * (stages + 1.0);
        }
    }
    let probability = waits / all;
    let mean = first / waits;
    (probability > 1e-9).then(|| (probability, (second / waits / (mean * mean) - 1.0).max(0.0)))
}

/// A mean wait, and the probability and variation of the waits behind it.
fn waiting(wait_s: f64, rate: f64, (wait_probability, scv): (f64, f64)) -> State {
    if wait_s <= 0.0 {
        return State { served: rate, ..State::default() };
    }
    let mean_s = wait_s / wait_probability;
    State {
        served: rate,
        wait_probability,
        waiting: rate * wait_s,
        wait_s,
        wait_second: wait_probability * mean_s * mean_s * (1.0 + scv),
        wait_law: WaitLaw::Fitted { mean_s, scv },
        ..State::default()
    }
}
