//! Wald's sequential test on the share of votes, for the two hypotheses "30 % of the blocks meet the
//! budget" and "70 % of them do".
//!
//! A vote is whether one block met its budget: a sign test, which assumes nothing about the distribution
//! of times. With p0 = 1 - p1 every vote moves the log likelihood ratio by the same step up or down, so
//! the test is a walk that ends a fixed number of net votes from where it began.
//!
//! Source: A. Wald, "Sequential Tests of Statistical Hypotheses", Annals of Mathematical Statistics 16
//! (1945), section 3 (the limits) and 4.

/// The share of met blocks under the hypothesis that the budget holds.
const SHARE_WHEN_MET: f64 = 0.7;
/// The chance of either wrong decision.
const ERROR: f64 = 1e-6;

/// A walk of votes towards a decision.
#[derive(Clone, Debug)]
pub struct SequentialTest {
    net_votes: u32,
    met: u32,
    breached: u32,
}

/// What the votes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The median is within the budget.
    Met,
    /// The median is past the budget.
    Breached,
}

impl SequentialTest {
    /// A test at an error of one in a million: 17 net votes decide.
    #[must_use]
    pub fn new() -> Self {
        let step = (SHARE_WHEN_MET / (1.0 - SHARE_WHEN_MET)).ln();
        let limit = ((1.0 - ERROR) / ERROR).ln();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a quotient of constants, 16.3"
        )]
        let net_votes = (limit / step).ceil() as u32;
        Self::deciding_at(net_votes)
    }

    /// A test that decides at `net_votes` more of one vote than of the other; at least one.
    #[must_use]
    pub fn deciding_at(net_votes: u32) -> Self {
        SequentialTest {
            net_votes: net_votes.max(1),
            met: 0,
            breached: 0,
        }
    }

    /// Counts a vote; the decision, once there is one.
    pub fn vote(&mut self, met: bool) -> Option<Decision> {
        if met {
            self.met += 1;
        } else {
            self.breached += 1;
        }
        if self.met >= self.breached + self.net_votes {
            Some(Decision::Met)
        } else if self.breached >= self.met + self.net_votes {
            Some(Decision::Breached)
        } else {
            None
        }
    }
}

impl Default for SequentialTest {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(votes: impl IntoIterator<Item = bool>) -> (Option<Decision>, usize) {
        let mut test = SequentialTest::new();
        let mut count = 0;
        for met in votes {
            count += 1;
            let decision = test.vote(met);
            if decision.is_some() {
                return (decision, count);
            }
        }
        (None, count)
    }

    #[test]
    fn seventeen_equal_votes_decide() {
        assert_eq!(decide([true; 100]), (Some(Decision::Met), 17));
        assert_eq!(decide([false; 100]), (Some(Decision::Breached), 17));
    }

    #[test]
    fn every_contrary_vote_costs_one_more() {
        let votes = std::iter::repeat_n(false, 5).chain(std::iter::repeat_n(true, 100));
        assert_eq!(decide(votes), (Some(Decision::Met), 5 + 5 + 17));
    }

    #[test]
    fn balanced_votes_never_decide() {
        assert_eq!(
            decide((0..10_000).map(|vote| vote % 2 == 0)),
            (None, 10_000)
        );
    }

    /// The walk against Wald's own bound: the share of wrong decisions at the hypothesis itself.
    #[test]
    fn wrong_decisions_are_as_rare_as_the_limit_promises() {
        // At 4 net votes the bound is 1 / (1 + (7 / 3)^4), 3.3 %.
        let bound = 1.0 / (1.0 + (7.0_f64 / 3.0).powi(4));
        let mut state = 1_u64;
        let mut uniform = move || {
            // Knuth's MMIX generator; the top bits are the good ones.
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            #[expect(clippy::cast_precision_loss, reason = "31 bits")]
            let uniform = (state >> 33) as f64 / (1_u64 << 31) as f64;
            uniform
        };
        let runs = 20_000;
        let wrong = (0..runs)
            .filter(|_| {
                let mut test = SequentialTest::deciding_at(4);
                let decision = std::iter::repeat_with(|| uniform() < 0.3)
                    .find_map(|met| test.vote(met))
                    .expect("a walk with drift ends");
                decision == Decision::Met
            })
            .count();
        #[expect(clippy::cast_precision_loss, reason = "a count of 20,000")]
        let share = wrong as f64 / f64::from(runs);
        assert!((share - bound).abs() < 0.01, "share {share}, bound {bound}");
    }
}
