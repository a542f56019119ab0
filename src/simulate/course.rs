//! How the load changes over a run, in the few forms that are offered.

use super::settings::Profile;

/// A form of the load over time, as long as the run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Course {
    /// Always the same.
    #[default]
    Steady,
    /// Twice as much after a third of the time that counts.
    Step,
    /// Evenly to three times as much, over the time that counts.
    Ramp,
    /// Five times as much for a tenth of the time that counts, in its middle.
    Spike,
    /// A day from night to night: the load as it is at noon, a fifth of it at midnight.
    Day,
}

impl Course {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Steady, Self::Step, Self::Ramp, Self::Spike, Self::Day];

    /// The key of its text, and its name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Step => "step",
            Self::Ramp => "ramp",
            Self::Spike => "spike",
            Self::Day => "day",
        }
    }

    /// As factors over time, of a run that lasts so many seconds, of which the first do not count.
    pub fn profile(self, warm_up_s: f64, horizon_s: f64) -> Profile {
        let counts_s = horizon_s - warm_up_s;
        match self {
            Self::Step => Profile::step(warm_up_s + counts_s / 3.0, 2.0),
            Self::Ramp => Profile::ramp(warm_up_s, horizon_s, 3.0),
            Self::Spike => Profile::spike(warm_up_s + 0.45 * counts_s, 0.1 * counts_s, 5.0),
            Self::Day if horizon_s.is_finite() && horizon_s > 0.0 => Profile::daily(horizon_s / 2.0, 0.2, horizon_s),
            Self::Day | Self::Steady => Profile::constant(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_course_has_its_factors_at_its_times() {
        let factors = |course: Course, times: [f64; 4]| times.map(|time| course.profile(10.0, 100.0).factor(time));
        assert_eq!(factors(Course::Steady, [0.0, 30.0, 60.0, 99.0]), [1.0; 4]);
        assert_eq!(factors(Course::Step, [0.0, 39.0, 41.0, 99.0]), [1.0, 1.0, 2.0, 2.0]);
        assert_eq!(factors(Course::Ramp, [0.0, 10.0, 55.0, 100.0]), [1.0, 1.0, 2.0, 3.0]);
        assert_eq!(factors(Course::Spike, [50.0, 51.0, 59.0, 60.0]), [1.0, 5.0, 5.0, 1.0]);
        let day = factors(Course::Day, [0.0, 25.0, 50.0, 75.0]);
        for (seen, expected) in day.into_iter().zip([0.2, 0.6, 1.0, 0.6]) {
            assert!((seen - expected).abs() < 1e-9, "{day:?}");
        }
    }
}
