//! From the time of a clock to the simulated time that should have been reached by then.

use serde::{Deserialize, Serialize};

/// How fast a run is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Speed {
    /// So many simulated seconds per second.
    Times(f64),
    /// As fast as it can.
    Fastest,
}

impl Speed {
    /// The slowest that is offered.
    pub const SLOWEST: f64 = 0.01;
    /// The quickest that is offered besides as fast as it can.
    pub const QUICKEST: f64 = 1_000.0;

    /// Simulated seconds per second; infinite for as fast as it can. What is out of range, or no number, is brought into
    /// it.
    pub fn factor(self) -> f64 {
        match self {
            Self::Times(factor) if factor.is_nan() => 1.0,
            Self::Times(factor) => factor.clamp(Self::SLOWEST, Self::QUICKEST),
            Self::Fastest => f64::INFINITY,
        }
    }
}

/// What a run may lag behind before it is given up to catch up, milliseconds. A hidden page's timers come once a second,
/// and its runs go on at their speed; a machine that cannot keep the speed shows what it reaches instead of rushing
/// whenever it can.
const PATIENCE_MS: f64 = 1_500.0;

/// A speed, kept from a moment on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    speed: Speed,
    /// The moment, milliseconds of the clock.
    from_ms: f64,
    /// Simulated time at that moment, seconds.
    from_s: f64,
}

impl Pace {
    /// From now on `speed`.
    pub fn new(speed: Speed, now_ms: f64, simulated_s: f64) -> Self {
        Self { speed, from_ms: now_ms, from_s: simulated_s }
    }

    /// The speed.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Simulated time to be reached by now, seconds. `simulated_s` is what has been reached: where that is hopelessly
    /// behind, the pace begins anew from there.
    pub fn target_s(&mut self, now_ms: f64, simulated_s: f64) -> f64 {
        let factor = self.speed.factor();
        if factor.is_infinite() {
            return f64::INFINITY;
        }
        let target_s = self.from_s + (now_ms - self.from_ms).max(0.0) / 1e3 * factor;
        if target_s - simulated_s > PATIENCE_MS / 1e3 * factor {
            *self = Self::new(self.speed, now_ms, simulated_s);
            return simulated_s;
        }
        target_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_real_time_is_two_seconds_a_second() {
        let mut pace = Pace::new(Speed::Times(2.0), 1_000.0, 5.0);
        assert_eq!(pace.target_s(1_000.0, 5.0), 5.0);
        assert_eq!(pace.target_s(1_500.0, 5.5), 6.0);
        assert_eq!(Pace::new(Speed::Fastest, 0.0, 0.0).target_s(0.0, 0.0), f64::INFINITY);
    }

    #[test]
    fn what_is_hopelessly_behind_goes_on_from_where_it_is() {
        let mut pace = Pace::new(Speed::Times(1.0), 0.0, 0.0);
        assert_eq!(pace.target_s(1_000.0, 0.1), 1.0, "a second can be made up for");
        assert_eq!(pace.target_s(10_000.0, 0.5), 0.5);
        assert_eq!(pace.target_s(10_100.0, 0.5), 0.6);
    }

    #[test]
    fn a_speed_out_of_range_is_brought_into_it() {
        let factors = [-1.0, 0.0, f64::NAN, 1e9].map(|factor| Speed::Times(factor).factor());
        assert_eq!(factors, [0.01, 0.01, 1.0, 1_000.0]);
    }
}
