//! The hit ratios of a network's caches: at the rates of its last pass, and along their slopes around it.

use super::cache::hit_ratio;
use super::network::{Network, relative};
use crate::plan::Cache;

/// Share of a rate over which slopes are taken.
const STEP: f64 = 1e-3;

/// How a hit ratio follows the rates of look-ups and of dropping writes, per second.
pub(super) struct RatioSlope {
    ratio: f64,
    rates: (f64, f64),
    slopes: (f64, f64),
}

impl Network<'_> {
    /// Hit ratios at the rates of the last pass; the greatest change.
    pub(super) fn update_ratios(&mut self) -> f64 {
        let plan = self.plan;
        let mut change: f64 = 0.0;
        // Caches alike are asked once.
        let mut last: Option<(usize, f64)> = None;
        for (position, cache) in plan.caches.iter().enumerate() {
            let (rate, drops) = self.asked(cache, position);
            let (old_rate, old_drops) = self.ratio_rates[position];
            if relative(old_rate, rate) < 1e-12 && relative(old_drops, drops) < 1e-12 {
                continue;
            }
            self.ratio_rates[position] = (rate, drops);
            let same = last.filter(|&(other, _)| {
                self.ratio_rates[other] == (rate, drops) && plan.caches[other].answers_like(cache)
            });
            let ratio = match same {
                Some((other, ratio)) => {
                    self.characteristic[position] = self.characteristic[other];
                    ratio
                }
                None => hit_ratio(cache, rate, drops, &mut self.characteristic[position]),
            };
            last = Some((position, ratio));
            change = change.max((ratio - self.ratios[position]).abs());
            self.ratios[position] = ratio;
        }
        change
    }

    /// The hit ratios that follow from the rates of the last pass.
    pub(super) fn new_ratios(&mut self) -> Vec<f64> {
        let kept = self.ratios.clone();
        self.ratio_rates.fill((-1.0, -1.0));
        self.update_ratios();
        std::mem::replace(&mut self.ratios, kept)
    }

    /// Hit ratios and how they follow the rates of the last pass.
    pub(super) fn ratio_slopes(&mut self) -> Vec<RatioSlope> {
        let plan = self.plan;
        let slope = |(position, cache): (usize, &Cache)| {
            let (rate, drops) = self.asked(cache, position);
            let mut at = |rate: f64, drops: f64| hit_ratio(cache, rate, drops, &mut self.characteristic[position]);
            let by = rate * STEP;
            let slopes = if by > 0.0 {
                let with_rate = (at(rate + by, drops) - at(rate - by, drops)) / (2.0 * by);
                // Nothing drops less than never.
                let below = by.min(drops);
                (with_rate, (at(rate, drops + by) - at(rate, drops - below)) / (by + below))
            } else {
                (0.0, 0.0)
            };
            RatioSlope { ratio: at(rate, drops), rates: (rate, drops), slopes }
        };
        plan.caches.iter().enumerate().map(slope).collect()
    }

    /// The hit ratios that follow, along their slopes, from the rates of the last pass.
    pub(super) fn ratios_along(&self, slopes: &[RatioSlope]) -> Vec<f64> {
        let along = |(position, (cache, at)): (usize, (&Cache, &RatioSlope))| {
            let (rate, drops) = self.asked(cache, position);
            at.ratio + at.slopes.0 * (rate - at.rates.0) + at.slopes.1 * (drops - at.rates.1)
        };
        self.plan.caches.iter().zip(slopes).enumerate().map(along).collect()
    }

    /// Look-ups of a cache per second, and writes per second that drop what they are about.
    fn asked(&self, cache: &Cache, position: usize) -> (f64, f64) {
        (self.lookups[position], cache.dropping.iter().map(|&node| self.rates[node]).sum())
    }
}
