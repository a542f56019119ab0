//! All unknowns of the fixed point at once, for networks in which several things are scarce at a time: there, what one
//! tier can serve depends on how long the next holds it, and unknowns that move one by one chase each other.
//!
//! What a pass carries over to the next makes one vector: per station the load that it stands under, the hit ratios, the
//! shares that breakers let through, the rates of rings of messages. What a pass changes about it is brought to nothing by
//! Newton steps with the damping of Levenberg and Marquardt (More, Lecture Notes in Mathematics 630, 1978), the derivative
//! by differences and, while it does well, by Broyden's updates. Rates and times are unknowns by their logarithms, the
//! rates of rings as they are: those are proportional to each other. Cost: one pass per unknown and derivative.

use super::network::{COARSEST, FINEST, Network, gate, load};
use super::ratios::RatioSlope;
use super::search::{Search, TOLERANCE};
use super::station::{State, loses};
use super::unknowns::{LEAST, PER_STATION, away, limited, log, meant, place, under};
use crate::base::linear::{damped, dot, greatest, norm};
use crate::base::slices::pause;
use crate::plan::Breaker;

/// Newton steps in a row with little progress until it is given up: where a steady state has ceased to exist, its
/// neighbourhood still draws the steps in.
const PATIENCE: u32 = 5;

/// Difference at which the fixed point counts as reached: what rounding leaves of waits near saturation.
const REACHED: f64 = 1e-8;

/// Times that rates are measured anew.
const MOST_SCALES: usize = 4;

/// Penalty on the squared length of the first step, and the least.
const FIRST_DAMPING: f64 = 1e-3;
const LEAST_DAMPING: f64 = 1e-20;

/// Share that is left of the difference after a step up to which the derivative is kept.
const QUICK: f64 = 0.2;

/// Steps of programs, over all passes of a solution, until it is given up; and those that a table counts for.
const MOST_EFFORT: usize = 8_000_000;
const STEPS_OF_TABLE: usize = 10_000;

/// Relative change up to which tables are kept between steps: any.
const KEPT: f64 = 1e300;

/// Following in time: the first span and the least, how many, the longest step of an unknown in one, and the difference
/// from which Newton steps do better.
const FIRST_SPAN: f64 = 1.0;
const LEAST_SPAN: f64 = 0.1;
const MOST_SPANS: usize = 120;
const LONGEST_STEP: f64 = 1.0;
const NEAR: f64 = 1e-3;

/// Spans for which a derivative is kept, and the growth of the difference from which it is no good.
const OLDEST: usize = 4;
const WORSE: f64 = 1.5;

/// Change of an unknown over which derivatives are taken.
const SMALL: f64 = 1e-7;

/// Times that a step is damped more.
const MOST_CUTS: usize = 14;

/// Rates per second that stand for 1, so that rates are unknowns of the size of the others.
struct Scales {
    stations: Vec<f64>,
    rings: Vec<f64>,
}

/// Unknowns that a network has stood under.
pub(super) struct Foothold {
    x: Vec<f64>,
    scales: Scales,
}

impl Network<'_> {
    /// Solves for all unknowns at once from where it stands, with time limits and further attempts `frozen` during a step
    /// and renewed after it, or as unknowns like the others; whether that has led to the fixed point.
    pub(super) async fn settle_jointly(&mut self, frozen: bool) -> bool {
        self.frozen = frozen;
        let settled = self.settle_at_once().await;
        self.frozen = false;
        settled
    }

    async fn settle_at_once(&mut self) -> bool {
        // Rates may have changed by orders of magnitude, and with them what is small.
        for _ in 0..MOST_SCALES {
            let scales = self.scales();
            let x = self.carried(&scales);
            let off = self.renewed(&x, &scales, 0.0);
            if greatest(&off) < REACHED {
                return true;
            }
            if !self.newton(x, off, &scales).await {
                return false;
            }
        }
        false
    }

    /// Steps from `x`, where the difference is `off`, until it vanishes; whether it does.
    async fn newton(&mut self, mut x: Vec<f64>, mut off: Vec<f64>, scales: &Scales) -> bool {
        let mut slow = 0;
        let mut damping = FIRST_DAMPING;
        let mut columns = Vec::new();
        while greatest(&off) >= TOLERANCE && slow < PATIENCE && !self.exhausted() {
            pause().await;
            let fresh = columns.is_empty();
            if fresh {
                columns = self.derivative(&x, &off, scales).await;
            }
            let Some((next, left)) = self.step(&x, &off, &columns, &mut damping, scales) else {
                if fresh {
                    break;
                }
                columns.clear();
                continue;
            };
            let left = if self.outcomes.is_empty() { left } else { self.renewed(&next, scales, greatest(&left)) };
            let progress = norm(&left) / norm(&off);
            slow = if progress > 0.7 { slow + 1 } else { 0 };
            if progress > QUICK {
                columns.clear();
            } else {
                learn(&mut columns, &x, &next, &off, &left);
            }
            (x, off) = (next, left);
        }
        self.take(&x, scales);
        greatest(&off) < REACHED
    }

    /// Where no smaller difference is to be had nearby, as long as a queue has to grow before anything is refused: follows the
    /// unknowns as they would move by themselves, each by its difference per time, in implicit steps that grow longer while
    /// the difference does not grow (pseudo-transient continuation: Kelley and Keyes, SIAM J. Numer. Anal. 35, 1998), and
    /// ends with Newton steps; whether that has led to the fixed point.
    pub(super) async fn settle_in_time(&mut self) -> bool {
        let scales = self.scales();
        let mut x = self.carried(&scales);
        let mut off = self.renewed(&x, &scales, 0.0);
        let mut span = FIRST_SPAN;
        let (mut columns, mut age) = (Vec::new(), OLDEST);
        for _ in 0..MOST_SPANS {
            if greatest(&off) < NEAR || self.exhausted() {
                break;
            }
            pause().await;
            if age >= OLDEST {
                (columns, age) = (self.derivative(&x, &off, &scales).await, 0);
            }
            let mut implicit = columns.clone();
            for (position, column) in implicit.iter_mut().enumerate() {
                column[position] += 1.0 / span;
            }
            let step = damped(&implicit, &off, 0.0);
            let part = (LONGEST_STEP / greatest(&step)).min(1.0);
            let next: Vec<f64> = x.iter().zip(&step).map(|(value, by)| value + by * part).collect();
            let left = self.renewed(&next, &scales, greatest(&off));
            let progress = norm(&left) / norm(&off);
            if !progress.is_finite() || progress > WORSE && age > 0 {
                span *= 0.5;
                age = OLDEST;
                continue;
            }
            learn(&mut columns, &x, &next, &off, &left);
            age += 1;
            let longer = if progress < 1.2 { (1.0 / progress).clamp(1.3, 3.0) } else { 0.5 };
            span = (span * longer).max(LEAST_SPAN);
            (x, off) = (next, left);
        }
        self.newton(x, off, &scales).await
    }

    /// How the difference falls as each unknown grows. What an unknown is moved for are the state of its own station and
    /// two passes; hit ratios follow along their slopes.
    async fn derivative(&mut self, x: &[f64], off: &[f64], scales: &Scales) -> Vec<Vec<f64>> {
        self.difference(x, scales);
        let slopes = self.ratio_slopes();
        self.stand_under(x, scales);
        let states = self.states.clone();
        let mut moved = x.to_vec();
        let mut columns = Vec::with_capacity(x.len());
        for unknown in 0..x.len() {
            pause().await;
            let by = SMALL * (1.0 + x[unknown].abs());
            moved[unknown] += by;
            // A pass leaves other states at those that refuse before anything is held.
            self.states.copy_from_slice(&states);
            let there = self.difference_along(&moved, unknown, scales, &slopes);
            moved[unknown] = x[unknown];
            columns.push(off.iter().zip(&there).map(|(off, there)| (off - there) / by).collect());
        }
        columns
    }

    /// A step that makes the difference smaller, damped until it does; where it leads, with the difference there.
    fn step(
        &mut self,
        x: &[f64],
        off: &[f64],
        columns: &[Vec<f64>],
        damping: &mut f64,
        scales: &Scales,
    ) -> Option<(Vec<f64>, Vec<f64>)> {
        for _ in 0..MOST_CUTS {
            let step = damped(columns, off, *damping);
            let next: Vec<f64> = x.iter().zip(&step).map(|(value, by)| value + by).collect();
            let left = self.difference(&next, scales);
            let progress = norm(&left) / norm(off);
            if progress < 0.999 {
                *damping = if progress < 0.5 { *damping * 0.01 } else { *damping * 0.3 };
                *damping = damping.max(LEAST_DAMPING);
                return Some((next, left));
            }
            *damping = (*damping * 8.0).max(1e-8);
        }
        None
    }

    /// Where it stands, to come back to.
    pub(super) fn foothold(&self) -> Foothold {
        let scales = self.scales();
        Foothold { x: self.carried(&scales), scales }
    }

    /// Stands where it has stood.
    pub(super) fn return_to(&mut self, foothold: &Foothold) {
        self.take(&foothold.x, &foothold.scales);
    }

    /// Whether too much has been tried.
    pub(super) fn exhausted(&self) -> bool {
        self.effort > MOST_EFFORT
    }

    /// The difference with tables of times made anew, as fine as the difference that is left asks for; between, their
    /// moments follow.
    fn renewed(&mut self, x: &[f64], scales: &Scales, left: f64) -> Vec<f64> {
        self.effort += STEPS_OF_TABLE * self.outcomes.len();
        self.fineness = (left * 0.1).clamp(FINEST, COARSEST);
        let frozen = std::mem::replace(&mut self.frozen, false);
        let off = self.difference(x, scales);
        self.fineness = KEPT;
        self.frozen = frozen;
        off
    }

    /// What rates are measured in.
    fn scales(&self) -> Scales {
        let positive = |rate: f64, most: f64| if rate > most * 1e-9 { rate } else { most.max(f64::MIN_POSITIVE) };
        let most = self.loads.iter().fold(0.0, |most: f64, load| most.max(load.rate));
        let rings = self.rings.assumed().iter().zip(self.rings.found());
        Scales {
            stations: self.loads.iter().map(|load| positive(load.rate, most)).collect(),
            rings: rings.map(|(assumed, found)| positive(assumed.max(*found), most)).collect(),
        }
    }

    /// The unknowns as they stand.
    fn carried(&self, scales: &Scales) -> Vec<f64> {
        let mut x = Vec::with_capacity(self.stations.len() * PER_STATION);
        for (position, station) in self.stations.iter().enumerate() {
            let load = self.loads[position];
            let first = if limited(station) {
                place(station, load, self.intensity(position))
            } else {
                (load.rate / scales.stations[position] + LEAST).ln()
            };
            x.extend([first, log(load.mean_s), load.scv.ln_1p()]);
        }
        x.extend(&self.ratios);
        x.extend(self.passed.iter().map(|passed| passed.ln()));
        x.extend(self.rings.assumed().iter().zip(&scales.rings).map(|(rate, scale)| rate / scale));
        x
    }

    /// The intensity of arrivals under which a station's state was made, per second.
    fn intensity(&self, position: usize) -> f64 {
        self.searches[position].intensity().unwrap_or(self.loads[position].rate)
    }

    /// Stands under these unknowns.
    fn stand_under(&mut self, x: &[f64], scales: &Scales) {
        for position in 0..self.stations.len() {
            self.state_under(position, x, scales);
        }
        self.rest_under(x, scales);
    }

    /// The same for one station.
    fn state_under(&mut self, station: usize, x: &[f64], scales: &Scales) {
        let own = &x[station * PER_STATION..];
        self.states[station] = under(&self.stations[station], own, scales.stations[station]);
    }

    /// The same for what is no station.
    fn rest_under(&mut self, x: &[f64], scales: &Scales) {
        let rest = &x[self.stations.len() * PER_STATION..];
        let (ratios, rest) = rest.split_at(self.ratios.len());
        let (passed, rings) = rest.split_at(self.passed.len());
        for (ratio, value) in self.ratios.iter_mut().zip(ratios) {
            *ratio = value.clamp(0.0, 1.0);
        }
        for (share, value) in self.passed.iter_mut().zip(passed) {
            *share = value.exp().clamp(Breaker::PROBES, 1.0);
        }
        self.rings.assume(rings.iter().zip(&scales.rings).map(|(value, scale)| (value * scale).max(0.0)));
    }

    /// What a pass makes of the unknowns, less the unknowns.
    fn difference(&mut self, x: &[f64], scales: &Scales) -> Vec<f64> {
        self.effort += self.plan.nodes.len();
        self.stand_under(x, scales);
        self.pass_up();
        self.pass_down();
        let ratios = self.new_ratios();
        self.less(x, ratios, scales)
    }

    /// The same where nothing but one unknown has moved since the states were made and the slopes of the hit ratios were
    /// taken.
    fn difference_along(&mut self, x: &[f64], unknown: usize, scales: &Scales, slopes: &[RatioSlope]) -> Vec<f64> {
        self.effort += self.plan.nodes.len();
        let station = unknown / PER_STATION;
        if station < self.stations.len() {
            self.state_under(station, x, scales);
        }
        self.rest_under(x, scales);
        self.pass_up();
        self.pass_down();
        let ratios = self.ratios_along(slopes);
        self.less(x, ratios, scales)
    }

    /// What the last pass has made of the unknowns, less the unknowns.
    fn less(&mut self, x: &[f64], ratios: Vec<f64>, scales: &Scales) -> Vec<f64> {
        let passed = self.new_passed();
        let mut off = Vec::with_capacity(x.len());
        for (position, station) in self.stations.iter().enumerate() {
            let own = &x[position * PER_STATION..];
            let served = self.states[position].served;
            off.extend(away(station, own, load(station, self.sums[position]), served, scales.stations[position]));
        }
        off.extend(ratios);
        off.extend(passed.iter().map(|passed| passed.ln()));
        off.extend(self.rings.found().iter().zip(&scales.rings).map(|(rate, scale)| rate / scale));
        let rest = self.stations.len() * PER_STATION;
        off[rest..].iter_mut().zip(&x[rest..]).for_each(|(new, old)| *new -= old);
        off
    }

    /// Ends with these unknowns.
    fn take(&mut self, x: &[f64], scales: &Scales) {
        self.fineness = FINEST;
        self.frozen = false;
        self.stand_under(x, scales);
        self.pass_up();
        self.pass_down();
        let kept: Vec<State> = self.states.clone();
        self.load_stations();
        self.answered.fill(None);
        for (position, station) in self.stations.iter().enumerate() {
            if limited(station) {
                let (_, intensity) = meant(station, &x[position * PER_STATION..], scales.stations[position]);
                self.searches[position] = Search::at(intensity);
            }
            let state = if gate(station) { self.states[position] } else { kept[position] };
            self.states[position] = State { loss: if loses(station) { state.loss } else { 0.0 }, ..state };
        }
    }
}

/// Broyden's update: the derivative that says what has just been seen, and else what it said before.
fn learn(columns: &mut [Vec<f64>], from: &[f64], to: &[f64], before: &[f64], after: &[f64]) {
    let step: Vec<f64> = to.iter().zip(from).map(|(to, from)| to - from).collect();
    let length = dot(&step, &step);
    if length == 0.0 {
        return;
    }
    let mut wrong: Vec<f64> = before.iter().zip(after).map(|(before, after)| before - after).collect();
    for (column, by) in columns.iter().zip(&step) {
        wrong.iter_mut().zip(column).for_each(|(wrong, value)| *wrong -= value * by);
    }
    for (column, by) in columns.iter_mut().zip(&step) {
        column.iter_mut().zip(&wrong).for_each(|(value, wrong)| *value += wrong * by / length);
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::base::geometry::Point;
    use crate::base::slices::finish;
    use crate::model::catalog::Kind;
    use crate::model::{Component, ComponentId, Document, Link, LinkId};

    #[test]
    fn what_one_unknown_moves_is_all_that_a_whole_pass_sees() {
        // Workers that are held, and a cache that writes drop from.
        let mut document = Document::default();
        let kinds = [Kind::Users, Kind::LoadBalancer, Kind::WebServer, Kind::Cache, Kind::RelationalDatabase];
        for (id, kind) in (0..).zip(kinds) {
            document.components.insert(ComponentId(id), Rc::new(Component::new(kind, Point::new(0.0, 0.0))));
        }
        for (id, (from, to)) in (10..).zip([(0, 1), (1, 2), (2, 3), (2, 4)]) {
            document.links.insert(LinkId(id), Rc::new(Link::new(ComponentId(from), ComponentId(to))));
        }
        let plan = crate::plan::compile(&document);
        let full = crate::solve::solve(&plan, 1.0).breaking_point.expect("something gives way").users;
        let mut network = finish(Network::solved_once(&plan, full * 1.2));
        network.fineness = KEPT;
        let scales = network.scales();
        let x = network.carried(&scales);
        let off = network.difference(&x, &scales);
        for (unknown, column) in finish(network.derivative(&x, &off, &scales)).iter().enumerate() {
            let by = SMALL * 100.0 * (1.0 + x[unknown].abs());
            let mut moved = x.clone();
            moved[unknown] += by;
            let there = network.difference(&moved, &scales);
            moved[unknown] -= 2.0 * by;
            let before = network.difference(&moved, &scales);
            for (row, got) in column.iter().enumerate() {
                let seen = (before[row] - there[row]) / (2.0 * by);
                assert!(
                    (got - seen).abs() < 1e-2 * (1.0 + seen.abs()),
                    "{row} by {unknown}: {got}, by whole passes {seen}"
                );
            }
        }
    }
}
