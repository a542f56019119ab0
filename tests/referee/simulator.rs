//! An open queueing network, event by event. A request is a list of steps drawn when it arrives: take a unit of a
//! station (waiting in line, or refused where the line is full), let time pass, give the unit back.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// One step of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// Take a unit of this station.
    Take(usize),
    /// Let so many seconds pass.
    Pass(f64),
    /// Give the unit back.
    Give(usize),
}

/// Units of one kind with one line in front of them.
#[derive(Clone, Debug)]
pub(crate) struct Station {
    /// How many units.
    pub(crate) units: usize,
    /// How many may wait; a further one is refused.
    pub(crate) line: usize,
    free: usize,
    waiting: VecDeque<usize>,
    /// Busy unit-seconds after the warm-up.
    pub(crate) busy: f64,
    /// Refused after the warm-up.
    pub(crate) refused: u64,
}

impl Station {
    pub(crate) fn new(units: usize, line: usize) -> Self {
        Self { units, line, free: units, waiting: VecDeque::new(), busy: 0.0, refused: 0 }
    }
}

/// Numbers that look random (splitmix64: Steele, Lea and Flood 2014).
pub(crate) struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Uniform in (0, 1].
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 / (1u64 << 53) as f64
    }

    /// Exponential with this mean.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.uniform().ln()
    }
}

struct Request {
    steps: Vec<Step>,
    at: usize,
    arrived: f64,
    held: Vec<usize>,
}

/// What came out.
pub(crate) struct Outcome {
    /// Arrivals after the warm-up.
    pub(crate) offered: u64,
    /// Response times of those served, sorted, seconds.
    pub(crate) responses: Vec<f64>,
    /// The stations with their counts.
    pub(crate) stations: Vec<Station>,
    /// Measured time, seconds.
    pub(crate) span: f64,
}

impl Outcome {
    /// Mean response time, seconds.
    pub(crate) fn mean(&self) -> f64 {
        self.responses.iter().sum::<f64>() / self.responses.len() as f64
    }

    /// A quantile of the response time, seconds.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        self.responses[((self.responses.len() as f64 * share) as usize).min(self.responses.len() - 1)]
    }

    /// Served per second.
    pub(crate) fn throughput(&self) -> f64 {
        self.responses.len() as f64 / self.span
    }

    /// Mean number of busy units of a station.
    pub(crate) fn busy(&self, station: usize) -> f64 {
        self.stations[station].busy / self.span
    }
}

/// Runs `requests` Poisson arrivals at `rate` per second, the first fifth of them as warm-up.
pub(crate) fn run(
    stations: Vec<Station>,
    rate: f64,
    requests: u64,
    seed: u64,
    mut draw: impl FnMut(&mut Dice) -> Vec<Step>,
) -> Outcome {
    let warm = requests / 5;
    let mut world = World {
        stations,
        events: BinaryHeap::new(),
        sequence: 0,
        alive: Vec::new(),
        spare: Vec::new(),
        now: 0.0,
        measuring: false,
        last: 0.0,
        responses: Vec::new(),
        start: 0.0,
    };
    let (mut arrivals, mut services) = (Dice(seed), Dice(seed ^ 0xABCD_EF01_2345_6789));
    let mut next_arrival = arrivals.exponential(1.0 / rate);
    for index in 0..requests {
        while world.events.peek().is_some_and(|Reverse((time, ..))| f64::from_bits(*time) <= next_arrival) {
            world.step();
        }
        world.advance(next_arrival);
        if index == warm {
            world.measuring = true;
            world.start = world.now;
        }
        world.arrive(draw(&mut services));
        next_arrival += arrivals.exponential(1.0 / rate);
    }
    let span = world.now - world.start;
    Outcome {
        offered: requests - warm,
        responses: {
            world.responses.sort_by(f64::total_cmp);
            world.responses
        },
        stations: world.stations,
        span,
    }
}

struct World {
    stations: Vec<Station>,
    events: BinaryHeap<Reverse<(u64, u64, usize)>>,
    sequence: u64,
    alive: Vec<Option<Request>>,
    spare: Vec<usize>,
    now: f64,
    measuring: bool,
    last: f64,
    start: f64,
    responses: Vec<f64>,
}

impl World {
    fn advance(&mut self, to: f64) {
        if self.measuring {
            for station in &mut self.stations {
                station.busy += (station.units - station.free) as f64 * (to - self.last);
            }
        }
        self.last = to;
        self.now = to;
    }

    fn step(&mut self) {
        let Some(Reverse((time, _, who))) = self.events.pop() else { return };
        self.advance(f64::from_bits(time));
        self.proceed(who);
    }

    fn arrive(&mut self, steps: Vec<Step>) {
        let request = Request { steps, at: 0, arrived: self.now, held: Vec::new() };
        let who = self.spare.pop().unwrap_or_else(|| {
            self.alive.push(None);
            self.alive.len() - 1
        });
        self.alive[who] = Some(request);
        self.proceed(who);
    }

    fn proceed(&mut self, who: usize) {
        loop {
            let Some(request) = self.alive[who].as_mut() else { return };
            let Some(step) = request.steps.get(request.at).copied() else {
                if self.measuring && request.arrived >= self.start {
                    self.responses.push(self.now - request.arrived);
                }
                self.alive[who] = None;
                self.spare.push(who);
                return;
            };
            request.at += 1;
            match step {
                Step::Pass(seconds) => {
                    self.sequence += 1;
                    self.events.push(Reverse(((self.now + seconds).to_bits(), self.sequence, who)));
                    return;
                }
                Step::Give(station) => {
                    request.held.retain(|held| *held != station);
                    self.give(station);
                }
                Step::Take(station) => {
                    let place = &mut self.stations[station];
                    if place.free > 0 {
                        place.free -= 1;
                        request.held.push(station);
                    } else if place.waiting.len() < place.line {
                        place.waiting.push_back(who);
                        return;
                    } else {
                        place.refused += u64::from(self.measuring);
                        let held = std::mem::take(&mut request.held);
                        self.alive[who] = None;
                        self.spare.push(who);
                        for station in held {
                            self.give(station);
                        }
                        return;
                    }
                }
            }
        }
    }

    fn give(&mut self, station: usize) {
        let Some(next) = self.stations[station].waiting.pop_front() else {
            self.stations[station].free += 1;
            return;
        };
        if let Some(request) = self.alive[next].as_mut() {
            request.held.push(station);
        }
        // The one that waited goes on at this very time, after what is already under way.
        self.sequence += 1;
        self.events.push(Reverse((self.now.to_bits(), self.sequence, next)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, tolerance: f64) {
        assert!((got / expected - 1.0).abs() < tolerance, "got {got}, expected {expected}");
    }

    #[test]
    fn one_server_is_mm1() {
        let outcome = run(vec![Station::new(1, usize::MAX)], 80.0, 2_000_000, 7, |dice| {
            vec![Step::Take(0), Step::Pass(dice.exponential(0.01)), Step::Give(0)]
        });
        close(outcome.mean(), 0.05, 0.03);
        close(outcome.quantile(0.99), 0.05 * 100f64.ln(), 0.06);
        close(outcome.busy(0), 0.8, 0.01);
    }

    #[test]
    fn four_servers_are_mm4() {
        let outcome = run(vec![Station::new(4, usize::MAX)], 3.4, 2_000_000, 9, |dice| {
            vec![Step::Take(0), Step::Pass(dice.exponential(1.0)), Step::Give(0)]
        });
        close(outcome.mean(), 2.148_860, 0.03);
    }

    #[test]
    fn without_a_line_it_is_erlang_b() {
        let outcome = run(vec![Station::new(5, 0)], 4.0, 1_000_000, 11, |dice| {
            vec![Step::Take(0), Step::Pass(dice.exponential(1.0)), Step::Give(0)]
        });
        close(outcome.stations[0].refused as f64 / outcome.offered as f64, 0.199_067, 0.02);
    }
}
