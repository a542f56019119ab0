//! How full is too full: one rule for every figure on the page, in colour and in sign.

use crate::solve::Solution;
use crate::text::format::percent;

/// Share of a resource from which it is called busy.
pub const BUSY: f64 = 0.7;
/// Share of a resource from which it is called saturated: there a queue is ten times as long as the service.
pub const SATURATED: f64 = 0.9;

/// Refused shares below one in a million are shown as none: far below what anybody could measure.
pub(super) const NOTHING: f64 = 1e-6;

/// Whether requests come and none is answered correctly.
pub(super) fn serves_nobody(solution: &Solution) -> bool {
    solution.offered_per_s > 0.0 && solution.goodput_per_s <= NOTHING * solution.offered_per_s
}

/// The class of the style.
pub fn class(utilization: f64, refused_share: f64) -> &'static str {
    if refused_share > NOTHING || utilization >= SATURATED {
        "saturated"
    } else if utilization >= BUSY {
        "busy"
    } else {
        "calm"
    }
}

/// The figure, with a sign before it where it is too full, so that it does not depend on colour.
pub fn figure(utilization: f64, refused_share: f64) -> String {
    match class(utilization, refused_share) {
        "saturated" => format!("▲\u{a0}{}", percent(utilization)),
        _ => percent(utilization),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusing_is_saturated_however_little_is_busy() {
        assert_eq!(class(0.2, 0.01), "saturated");
        assert_eq!(class(0.2, 0.0), "calm");
        assert_eq!(class(0.75, 0.0), "busy");
        assert!(figure(0.95, 0.0).starts_with('▲'));
        assert!(!figure(0.85, 0.0).starts_with('▲'));
    }
}
