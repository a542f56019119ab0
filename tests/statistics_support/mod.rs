//! A single server line by Lindley's recursion, with its own randomness: shares nothing with the engine.

use scaleground::simulate::statistics::{POINTS, Recorder};

/// xorshift64*, Marsaglia 2003 and Vigna 2016.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..20).for_each(|_| _ = random.unit());
        random
    }

    /// Even in 0..1, neither end.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    pub(crate) fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }
}

/// Response times of M/M/1 with mean service time 1 s while about so many customers come, each recorded when it leaves.
/// The server is free from `busy_until` on.
pub(crate) fn line(load: f64, customers: f64, busy_until: f64, seed: u64) -> Recorder {
    let horizon = customers / load;
    let mut recorder = Recorder::new(horizon / POINTS as f64);
    let mut random = Random::new(seed);
    let (mut now, mut free) = (0.0_f64, busy_until);
    loop {
        now += random.exponential() / load;
        free = now.max(free) + random.exponential();
        if free >= horizon {
            recorder.close(horizon);
            return recorder;
        }
        recorder.record(free, free - now);
    }
}
