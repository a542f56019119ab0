//! The way up to a load: each step begins where the one before has ended.

use super::network::{FEW_PASSES, MOST_PASSES, Network};
use super::search::Search;

/// The share of the load to begin with where the fixed point is not reached at once, and factors between two steps.
const FOOT: f64 = 0.05;
const LONGEST_STRIDE: f64 = 3.0;
const SHORTEST_STRIDE: f64 = 1.003;

impl Network<'_> {
    /// Where too much is saturated for the first guess to lead anywhere: the load grows in steps, each of which begins
    /// where the one before has ended, and which are as long as that is near enough.
    pub(super) async fn climbed(mut self) -> Self {
        let whole = self.source_rates.clone();
        let mut reached = FOOT;
        self.ask(&whole, reached);
        self = self.settled(FEW_PASSES).await;
        self.settled_by_turns().await;
        let mut stride = LONGEST_STRIDE;
        while self.converged && reached < 1.0 {
            let next = (reached * stride).min(1.0);
            let foothold = self.foothold();
            self.ask(&whole, next);
            if self.settle_jointly(false).await || stride < SHORTEST_STRIDE && self.settled_anew().await {
                reached = next;
                stride = stride.powi(2).min(LONGEST_STRIDE);
            } else {
                self.return_to(&foothold);
                stride = stride.sqrt();
            }
            self.converged = !self.exhausted() && stride >= SHORTEST_STRIDE.sqrt();
        }
        self.converged &= reached >= 1.0;
        if !self.converged {
            self.ask(&whole, 1.0);
            self.iterate(MOST_PASSES).await;
        }
        self
    }

    /// Another load is asked.
    fn ask(&mut self, whole: &[f64], share: f64) {
        self.source_rates.iter_mut().zip(whole).for_each(|(rate, whole)| *rate = whole * share);
        self.searches.iter_mut().for_each(Search::reopen);
    }

    async fn settled_anew(&mut self) -> bool {
        self.converged = false;
        self.settled_by_turns().await
    }
}
