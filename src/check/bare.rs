//! The ceiling: a network of queues written by hand for this purpose alone, with the engine's heap, a histogram and integrals
//! over time, and nothing else: no programs, no refusals, no time limits. What the engine reaches is told as a share of it.

use std::collections::VecDeque;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

use crate::base::heap::Heap;

/// A network: arrivals spread evenly over the first stations, then on to the last with a probability.
pub(super) struct Net {
    pub(super) rate: f64,
    /// Stations that arrivals are spread over, with the servers and mean service time of each.
    pub(super) first: (usize, u32, f64),
    /// The last station: probability of going there, servers, mean service time.
    pub(super) last: Option<(f64, u32, f64)>,
}

struct Place {
    servers: u32,
    mean: f64,
    busy: u32,
    line: VecDeque<u32>,
    at: f64,
    busy_area: f64,
    line_area: f64,
    dice: Xoshiro256PlusPlus,
}

impl Place {
    fn reach(&mut self, now: f64) {
        self.busy_area += f64::from(self.busy) * (now - self.at);
        self.line_area += self.line.len() as f64 * (now - self.at);
        self.at = now;
    }
}

struct World {
    places: Vec<Place>,
    heap: Heap,
    sequence: u64,
    ziggurat: Vec<(f64, f64)>,
}

fn uniform(dice: &mut Xoshiro256PlusPlus) -> f64 {
    (dice.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

fn exponential(ziggurat: &[(f64, f64)], dice: &mut Xoshiro256PlusPlus) -> f64 {
    loop {
        let bits = dice.next_u64();
        let layer = (bits & 255) as usize;
        let x = (bits >> 11) as f64 / (1_u64 << 53) as f64 * ziggurat[layer].0;
        if x < ziggurat[layer + 1].0 {
            return x;
        }
        if layer == 0 {
            return 7.697_117_470_131_05 - (1.0 - uniform(dice)).ln();
        }
        let (low, high) = (ziggurat[layer].1, ziggurat[layer + 1].1);
        if low + (high - low) * uniform(dice) < (-x).exp() {
            return x;
        }
    }
}

fn tables() -> Vec<(f64, f64)> {
    let (end, area) = (7.697_117_470_131_05_f64, 0.003_949_659_822_581_572_f64);
    let mut layers = vec![(area / (-end).exp(), 0.0), (end, (-end).exp())];
    for layer in 2..256 {
        let (x, y): (f64, f64) = layers[layer - 1];
        let next = -(area / x + y).ln();
        layers.push((next, (-next).exp()));
    }
    layers.push((0.0, 1.0));
    layers
}

impl World {
    fn add(&mut self, time: f64, what: u32) {
        self.sequence += 1;
        let event = (u128::from(time.to_bits()) << 64) | u128::from((self.sequence << 24) | u64::from(what));
        self.heap.add(event);
    }

    fn next(&mut self) -> (f64, u32) {
        let event = self.heap.first().unwrap_or_default();
        self.heap.take();
        (f64::from_bits((event >> 64) as u64), event as u32 & 0xFF_FFFF)
    }

    fn come(&mut self, place: usize, who: u32, now: f64) {
        let own = &mut self.places[place];
        own.reach(now);
        if own.busy < own.servers {
            own.busy += 1;
            self.begin(place, who, now);
        } else {
            own.line.push_back(who);
        }
    }

    fn begin(&mut self, place: usize, who: u32, now: f64) {
        let own = &mut self.places[place];
        let end = now + own.mean * exponential(&self.ziggurat, &mut own.dice);
        self.add(end, who);
    }
}

/// Plays so many customers; their mean response time, seconds.
pub(super) fn play(net: &Net, customers: u64) -> f64 {
    let (number, servers, mean) = net.first;
    let place = |index: usize, servers: u32, mean: f64| Place {
        servers,
        mean,
        busy: 0,
        line: VecDeque::new(),
        at: 0.0,
        busy_area: 0.0,
        line_area: 0.0,
        dice: Xoshiro256PlusPlus::seed_from_u64(index as u64 + 10),
    };
    let mut places: Vec<Place> = (0..number).map(|index| place(index, servers, mean)).collect();
    if let Some((_, servers, mean)) = net.last {
        places.push(place(number, servers, mean));
    }
    let mut world = World { places, heap: Heap::default(), sequence: 0, ziggurat: tables() };
    let (mut arrivals, mut routes) = (Xoshiro256PlusPlus::seed_from_u64(1), Xoshiro256PlusPlus::seed_from_u64(2));
    // By customer in flight: when it came, and where it is.
    let mut alive: Vec<(f64, u32)> = vec![(0.0, 0)];
    let mut spare: Vec<u32> = Vec::new();
    let mut histogram = vec![0_u32; 8_193];
    let (mut sum, mut done, mut sent) = (0.0, 0, 0);
    world.add(exponential(&world.ziggurat, &mut arrivals) / net.rate, 0);
    while done < customers {
        let (now, who) = world.next();
        if who == 0 {
            sent += 1;
            if sent < customers {
                let gap = exponential(&world.ziggurat, &mut arrivals) / net.rate;
                world.add(now + gap, 0);
            }
            let slot = spare.pop().unwrap_or_else(|| {
                alive.push((0.0, 0));
                alive.len() as u32 - 1
            });
            let place = if number > 1 { (uniform(&mut routes) * number as f64) as usize } else { 0 };
            alive[slot as usize] = (now, place as u32);
            world.come(place, slot, now);
            continue;
        }
        let (came, at) = alive[who as usize];
        let place = at as usize;
        world.places[place].reach(now);
        if let Some(next) = world.places[place].line.pop_front() {
            world.begin(place, next, now);
        } else {
            world.places[place].busy -= 1;
        }
        if let Some((probability, ..)) = net.last
            && place < number
            && uniform(&mut routes) < probability
        {
            alive[who as usize].1 = number as u32;
            world.come(number, who, now);
            continue;
        }
        let took: f64 = now - came;
        sum += took;
        done += 1;
        histogram[((took.to_bits() >> 45).saturating_sub(983 << 7) as usize).min(8_192)] += 1;
        spare.push(who);
    }
    let counted: u32 = histogram.iter().sum();
    sum / f64::from(counted)
}
