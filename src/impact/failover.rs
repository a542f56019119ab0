//! A primary and its replicas as a Markov chain (Trivedi and Bobbio, Reliability and Availability Engineering, 2017,
//! chapters 9 and 10).
//!
//! States: how many are up, and whether it serves, fails over by itself, or waits for a fail-over by hand. All times
//! are exponential; one is repaired at a time, and not while the others fail over, when all hands are there. Members with
//! different failure rates count with their mean: exact where they are alike.
//!
//! Solved by the elimination of Grassmann, Taksar and Heyman (Oper. Res. 33, 1985), which subtracts nothing: shares of
//! 1e-12 are as precise as those near 1.

use super::diagram::Chance;
use crate::plan::Lifetime;

/// Members beyond these change nothing that could be seen.
const MOST_MEMBERS: usize = 12;

/// What a fail-over takes; seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Handover {
    /// Mean time of one that works by itself.
    pub(super) promotion_s: f64,
    /// Share that does.
    pub(super) coverage: f64,
    /// Mean time of one by hand.
    pub(super) manual_s: f64,
}

/// What a group does in the long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standing {
    /// Whether any member is up.
    pub(super) any_up: Chance,
    /// Whether it serves, given that any is up.
    pub(super) serving: Chance,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Serving,
    ByItself,
    ByHand,
}

const PHASES: [Phase; 3] = [Phase::Serving, Phase::ByItself, Phase::ByHand];

/// The long run of a group of these members, the primary among them.
pub(super) fn standing(members: &[Lifetime], handover: Handover) -> Standing {
    let failing: Vec<&Lifetime> = members.iter().filter(|member| member.down() > 0.0).collect();
    if failing.is_empty() {
        let sure = Chance { yes: 1.0, no: 0.0 };
        return Standing { any_up: sure, serving: sure };
    }
    let rates: f64 = failing.iter().map(|member| 1.0 / member.mtbf_s).sum();
    let repairs: f64 = failing.iter().map(|member| member.mttr_s / member.mtbf_s).sum();
    let chain = Chain {
        members: members.len().min(MOST_MEMBERS),
        failure: rates / members.len() as f64,
        repair: rates / repairs,
        handover,
    };
    let shares = chain.shares();
    let phase = |phase: Phase| (1..=chain.members).map(|up| shares[state(up, phase)]).sum::<f64>();
    let (serving, waiting) = (phase(Phase::Serving), phase(Phase::ByItself) + phase(Phase::ByHand));
    let up = serving + waiting;
    Standing { any_up: Chance { yes: up, no: shares[0] }, serving: Chance { yes: serving / up, no: waiting / up } }
}

/// Position of a state; the first is that none is up.
fn state(up: usize, phase: Phase) -> usize {
    if up == 0 { 0 } else { 1 + 3 * (up - 1) + PHASES.iter().position(|other| *other == phase).unwrap_or_default() }
}

struct Chain {
    members: usize,
    failure: f64,
    repair: f64,
    handover: Handover,
}

impl Chain {
    /// Rates from state to state, per second.
    fn rates(&self) -> Vec<Vec<f64>> {
        let count = 1 + 3 * self.members;
        let mut rates = vec![vec![0.0; count]; count];
        rates[0][state(1, Phase::Serving)] = self.repair;
        for up in 1..=self.members {
            for phase in PHASES {
                let from = state(up, phase);
                let mut go = |to: usize, rate: f64| {
                    if to != from {
                        rates[from][to] += rate;
                    }
                };
                if phase == Phase::Serving && up < self.members {
                    go(state(up + 1, phase), self.repair);
                }
                match phase {
                    Phase::Serving => {
                        let [by_itself, by_hand] = self.after_loss(up - 1);
                        go(by_itself, self.failure * self.handover.coverage);
                        go(by_hand, self.failure * (1.0 - self.handover.coverage));
                        go(state(up - 1, phase), self.failure * (up - 1) as f64);
                    }
                    Phase::ByItself | Phase::ByHand => {
                        let time_s =
                            if phase == Phase::ByItself { self.handover.promotion_s } else { self.handover.manual_s };
                        go(state(up, Phase::Serving), 1.0 / time_s.max(1e-9));
                        go(state(up - 1, phase), self.failure * up as f64);
                    }
                }
            }
        }
        rates
    }

    /// Where the loss of the primary leads, by itself and by hand; what takes no time is over at once.
    fn after_loss(&self, left: usize) -> [usize; 2] {
        let phase = |time_s: f64, phase: Phase| state(left, if time_s > 0.0 { phase } else { Phase::Serving });
        [phase(self.handover.promotion_s, Phase::ByItself), phase(self.handover.manual_s, Phase::ByHand)]
    }

    /// Share of time in each state.
    fn shares(&self) -> Vec<f64> {
        let mut rates = self.rates();
        let count = rates.len();
        // From the last on, each state is taken out and its traffic led past it.
        for last in (1..count).rev() {
            let out: f64 = rates[last][..last].iter().sum();
            if out <= 0.0 {
                continue;
            }
            for from in 0..last {
                let share = rates[from][last] / out;
                rates[from][last] = share;
                for to in (0..last).filter(|to| *to != from) {
                    rates[from][to] += share * rates[last][to];
                }
            }
        }
        let mut shares = vec![1.0; count];
        for state in 1..count {
            shares[state] = (0..state).map(|from| shares[from] * rates[from][state]).sum();
        }
        let total: f64 = shares.iter().sum();
        shares.into_iter().map(|share| share / total).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_S: f64 = 3_600.0;

    fn pair(mtbf_h: f64, mttr_h: f64) -> [Lifetime; 2] {
        [Lifetime { mtbf_s: mtbf_h * HOUR_S, mttr_s: mttr_h * HOUR_S }; 2]
    }

    /// Birth and death with one repair at a time: with none up for p2 (2 r) r, r the repair's length over the MTBF.
    #[test]
    fn without_any_handover_it_is_birth_and_death() {
        let at_once = Handover { promotion_s: 0.0, coverage: 1.0, manual_s: 0.0 };
        let standing = standing(&pair(500.0, 5.0), at_once);
        let ratio = 5.0_f64 / 500.0;
        let none = 2.0 * ratio * ratio / (1.0 + 2.0 * ratio + 2.0 * ratio * ratio);
        assert!((standing.any_up.no / none - 1.0).abs() < 1e-12, "{}", standing.any_up.no);
        assert_eq!(standing.serving.no, 0.0);
    }

    #[test]
    fn rare_failures_keep_their_precision() {
        let handover = Handover { promotion_s: 10.0, coverage: 0.5, manual_s: 60.0 };
        let standing = standing(&pair(1e9, 1.0), handover);
        // The other one fails while the first is repaired, or before it has taken over.
        let none = (2.0 + 35.0 / HOUR_S) * 1e-18;
        assert!((standing.any_up.no / none - 1.0).abs() < 1e-6, "{}", standing.any_up.no);
        let handing_over = 35.0 / (1e9 * HOUR_S);
        assert!((standing.serving.no / handing_over - 1.0).abs() < 1e-6, "{}", standing.serving.no);
    }
}
