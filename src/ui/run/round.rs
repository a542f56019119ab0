//! Runs that several simulations play: who plays which, how far each is, and what has come back. Without a screen and
//! without a browser.
//!
//! However many simulations there are, what comes back stands in the order of the runs' numbers, so that what follows from
//! it is the same on every machine.

use super::state::Trouble;
use crate::platform::simulator::Heard;
use crate::worker::{Report, Request};

/// What is to be asked of which simulation.
pub type RoundAsk = (usize, Request);

/// What many runs at once are played for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// [`super::state::RunState::check`].
    Check,
    /// [`super::state::RunState::versus`].
    Versus,
}

/// Runs, with what came of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Round<R> {
    /// By run: the hash of its outcome.
    pub hashes: Vec<Option<u64>>,
    /// Whether one ended before its time, because too much was in flight.
    pub full: bool,
    next: usize,
    /// By simulation: the run that it plays.
    playing: Vec<Option<usize>>,
    /// By run: how far it is, 0 to 1, and what came of it.
    shares: Vec<f64>,
    results: Vec<Option<R>>,
}

impl<R: Clone> Round<R> {
    /// So many runs, none of them begun, for so many simulations, one at least.
    pub fn new(runs: usize, simulations: usize) -> Self {
        Self {
            hashes: vec![None; runs],
            full: false,
            next: 0,
            playing: vec![None; simulations.max(1)],
            shares: vec![0.0; runs],
            results: vec![None; runs],
        }
    }

    /// The positions of the simulations.
    pub fn simulations(&self) -> std::ops::Range<usize> {
        0..self.playing.len()
    }

    /// The number of the run that a simulation without one is to play; `None`: all are given.
    pub fn give(&mut self, simulation: usize) -> Option<usize> {
        let number = self.next;
        if number >= self.results.len() {
            return None;
        }
        self.next += 1;
        self.playing[simulation] = Some(number);
        Some(number)
    }

    /// Takes what a simulation says about how far it is; all other reports are handed on.
    ///
    /// # Errors
    /// Where it cannot go on.
    pub fn hear(&mut self, simulation: usize, heard: Heard) -> Result<Option<Report>, Trouble> {
        match heard {
            Heard::Broken(broken) => Err(Trouble::Broken(broken)),
            Heard::Report(Report::Failed(failure)) => Err(Trouble::Refused(failure)),
            Heard::Report(Report::Advanced(share)) => {
                if let Some(number) = self.playing.get(simulation).copied().flatten() {
                    self.shares[number] = share.clamp(0.0, 1.0);
                }
                Ok(None)
            }
            Heard::Report(report) => Ok(Some(report)),
        }
    }

    /// The run that a simulation plays has ended; `false`: it played none.
    pub fn end(&mut self, simulation: usize, (hash, full): (u64, bool), result: R) -> bool {
        let Some(number) = self.playing.get_mut(simulation).and_then(Option::take) else { return false };
        self.shares[number] = 1.0;
        self.hashes[number] = Some(hash);
        self.full |= full;
        self.results[number] = Some(result);
        true
    }

    /// What came of all runs, once all are there.
    pub fn all(&self) -> Option<Vec<R>> {
        self.results.iter().cloned().collect()
    }

    /// Nothing of what came back is needed any more.
    pub fn forget(&mut self) {
        self.results.fill(None);
    }

    /// How far all are, 0 to 1.
    pub fn share(&self) -> f64 {
        self.shares.iter().sum::<f64>() / self.shares.len().max(1) as f64
    }

    /// Runs that have ended.
    pub fn done(&self) -> usize {
        self.hashes.iter().flatten().count()
    }

    /// How many there are.
    pub fn runs(&self) -> usize {
        self.hashes.len()
    }
}
