//! Probability of success and first two moments of the time of a step, kept apart for success and failure.

/// A step's outcome: `E[...; success]` is the mean over all requests with 0 for those that fail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moments {
    /// Probability that it succeeds.
    pub(super) success: f64,
    /// E[T; success], seconds.
    pub(super) first: f64,
    /// E[T^2; success], seconds squared.
    pub(super) second: f64,
    /// E[T; failure], seconds.
    pub(super) failed_first: f64,
    /// E[T^2; failure], seconds squared.
    pub(super) failed_second: f64,
}

impl Moments {
    /// Takes no time and always succeeds.
    pub(super) const NOTHING: Self =
        Self { success: 1.0, first: 0.0, second: 0.0, failed_first: 0.0, failed_second: 0.0 };

    /// Fails at once.
    pub(super) const FAILURE: Self = Self { success: 0.0, ..Self::NOTHING };

    /// A time with these moments that always succeeds.
    pub(super) const fn time(first: f64, second: f64) -> Self {
        Self { success: 1.0, first, second, failed_first: 0.0, failed_second: 0.0 }
    }

    /// This, and then `next` where this has succeeded; the two are independent.
    #[inline]
    pub(super) fn then(&self, next: &Self) -> Self {
        let stopped = 1.0 - next.success;
        Self {
            success: self.success * next.success,
            first: self.first * next.success + self.success * next.first,
            second: self.second * next.success + 2.0 * self.first * next.first + self.success * next.second,
            failed_first: self.failed_first + self.first * stopped + self.success * next.failed_first,
            failed_second: self.failed_second
                + self.second * stopped
                + 2.0 * self.first * next.failed_first
                + self.success * next.failed_second,
        }
    }

    /// This, and then `next`, both over their success alone; what fails is left out.
    pub(super) fn then_only(&self, next: &Self) -> Self {
        Self {
            success: self.success * next.success,
            first: self.first * next.success + self.success * next.first,
            second: self.second * next.success + 2.0 * self.first * next.first + self.success * next.second,
            failed_first: 0.0,
            failed_second: 0.0,
        }
    }

    /// Whether both are the same up to this relative difference.
    pub(super) fn close_to(&self, other: &Self, tolerance: f64) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= tolerance * a.abs().max(b.abs());
        close(self.success, other.success)
            && close(self.first, other.first)
            && close(self.second, other.second)
            && close(self.failed_first, other.failed_first)
    }

    /// With this probability, and otherwise nothing of it (not even success): a term of a mixture.
    #[inline]
    pub(super) fn scaled(&self, probability: f64) -> Self {
        Self {
            success: self.success * probability,
            first: self.first * probability,
            second: self.second * probability,
            failed_first: self.failed_first * probability,
            failed_second: self.failed_second * probability,
        }
    }

    /// The sum of two terms of a mixture.
    #[inline]
    pub(super) fn plus(&self, other: &Self) -> Self {
        Self {
            success: self.success + other.success,
            first: self.first + other.first,
            second: self.second + other.second,
            failed_first: self.failed_first + other.failed_first,
            failed_second: self.failed_second + other.failed_second,
        }
    }

    /// This, so many times in turn on average: the whole part always, one more with the probability of the rest.
    pub(super) fn repeated(&self, times: f64) -> Self {
        let rest = times.fract();
        let once_more = self.scaled(rest).plus(&Self::NOTHING.scaled(1.0 - rest));
        let mut result = Self::NOTHING;
        let mut square = *self;
        let mut whole = times.trunc() as u64;
        while whole > 0 {
            if whole & 1 == 1 {
                result = result.then(&square);
            }
            square = square.then(&square);
            whole >>= 1;
        }
        result.then(&once_more)
    }

    /// Mean time of those that succeed, seconds; 0 where none does.
    pub(super) fn mean(&self) -> f64 {
        if self.success > 0.0 { self.first / self.success } else { 0.0 }
    }

    /// Mean squared time of those that succeed, seconds squared; 0 where none does.
    pub(super) fn mean_square(&self) -> f64 {
        if self.success > 0.0 { self.second / self.success } else { 0.0 }
    }

    /// Mean time of all, seconds.
    pub(super) fn total_first(&self) -> f64 {
        self.first + self.failed_first
    }

    /// Mean squared time of all, seconds squared.
    pub(super) fn total_second(&self) -> f64 {
        self.second + self.failed_second
    }
}

/// Mean number of times that a body is begun when it is repeated `times` on average and stops at its first failure.
pub(super) fn visits(success: f64, times: f64) -> f64 {
    let whole = times.trunc();
    if success >= 1.0 {
        return times;
    }
    let reached = success.powf(whole);
    (1.0 - reached) / (1.0 - success) + times.fract() * reached
}
