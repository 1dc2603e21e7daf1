//! Wald's sequential test on the share of votes that are over a limit, for two hypotheses about that share.
//!
//! A vote is whether one observation met its limit: a sign test, which assumes nothing about the
//! distribution of times. Every vote moves the log likelihood ratio by a step of its kind, and the test ends
//! where the sum leaves the interval that the error of both decisions gives.
//!
//! Source: A. Wald, "Sequential Tests of Statistical Hypotheses", Annals of Mathematical Statistics 16
//! (1945), section 3 (the limits) and 5.2 (the test of a proportion).

use crate::budget::Percentile;

/// The sum of votes on its way to a decision.
#[derive(Clone, Debug)]
pub struct SequentialTest {
    sum: f64,
    /// What a vote over the limit adds.
    over: f64,
    /// What a vote within the limit takes away.
    within: f64,
    /// How far the sum goes to either side.
    bound: f64,
}

/// What the votes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Fewer are over the limit than may be.
    Met,
    /// More are over the limit than may be.
    Breached,
}

impl SequentialTest {
    /// Whether the median is within the limit: 30 % of the votes over it against 70 %, at an error of one
    /// in a million. 17 net votes decide.
    #[must_use]
    pub fn median() -> Self {
        Self::between(0.3, 0.7, 1e-6)
    }

    /// Whether a percentile is within the limit: half the share of votes that it leaves over it against
    /// twice that share, at an error of one in a thousand.
    ///
    /// Without any over it, 7 votes decide for the median of single calls, 41 for p90, 455 for p99 and
    /// 4,599 for p999.
    #[must_use]
    pub fn percentile(percentile: Percentile) -> Self {
        let excess = percentile.excess();
        Self::between(
            excess / 2.0,
            (2.0 * excess).min(f64::midpoint(1.0, excess)),
            1e-3,
        )
    }

    /// A test between two shares of votes over the limit, `met` below `breached`, both between 0 and 1, with
    /// `error` the chance of either wrong decision.
    #[must_use]
    pub fn between(met: f64, breached: f64, error: f64) -> Self {
        SequentialTest {
            sum: 0.0,
            over: (breached / met).ln(),
            within: ((1.0 - met) / (1.0 - breached)).ln(),
            bound: ((1.0 - error) / error).ln(),
        }
    }

    /// Counts a vote; the decision, once there is one.
    pub fn vote(&mut self, is_met: bool) -> Option<Decision> {
        if is_met {
            self.sum -= self.within;
        } else {
            self.sum += self.over;
        }
        if self.sum <= -self.bound {
            Some(Decision::Met)
        } else if self.sum >= self.bound {
            Some(Decision::Breached)
        } else {
            None
        }
    }

    /// The decision of the first votes that make one.
    pub fn decide(mut self, votes: impl IntoIterator<Item = bool>) -> Option<Decision> {
        votes.into_iter().find_map(|is_met| self.vote(is_met))
    }

    /// How many votes decide that the limit is met where none is over it.
    #[must_use]
    pub fn fewest_votes(&self) -> usize {
        steps(self.bound, self.within)
    }

    /// How many votes decide that the limit is breached where none is within it.
    #[must_use]
    pub fn votes_over(&self) -> usize {
        steps(self.bound, self.over)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a quotient of positive logarithms"
)]
fn steps(bound: f64, step: f64) -> usize {
    (bound / step).ceil() as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decide(votes: impl IntoIterator<Item = bool>) -> (Option<Decision>, usize) {
        let mut test = SequentialTest::median();
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

    #[test]
    fn a_percentile_takes_as_many_votes_as_its_share_is_small() {
        for (percentile, votes) in [
            (Percentile::P50, 7),
            (Percentile::P90, 41),
            (Percentile::P99, 455),
            (Percentile::P999, 4599),
        ] {
            let test = SequentialTest::percentile(percentile);
            assert_eq!(test.fewest_votes(), votes, "{percentile:?}");
            let met = std::iter::repeat_n(true, votes);
            assert_eq!(test.clone().decide(met.clone().skip(1)), None);
            assert_eq!(test.decide(met), Some(Decision::Met));
        }
        // The least that a bound of 95 % on the share needs, whatever the method: 299 and 2,995.
        assert!(SequentialTest::percentile(Percentile::P99).fewest_votes() >= 299);
        assert!(SequentialTest::percentile(Percentile::P999).fewest_votes() >= 2995);
    }

    /// The walk against Wald's own bound: the share of wrong decisions at the hypothesis itself.
    #[test]
    fn wrong_decisions_are_as_rare_as_the_limit_promises() {
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
        for (met, breached) in [(0.3, 0.7), (0.005, 0.02), (0.95, 0.99)] {
            for (share, right) in [(met, Decision::Met), (breached, Decision::Breached)] {
                let wrong = (0..runs)
                    .filter(|_| {
                        let votes = std::iter::repeat_with(|| uniform() >= share);
                        SequentialTest::between(met, breached, 0.04).decide(votes) != Some(right)
                    })
                    .count();
                #[expect(clippy::cast_precision_loss, reason = "a count of 20,000")]
                let wrong = wrong as f64 / f64::from(runs);
                // Three standard deviations of a count of 800 above the promise.
                assert!(wrong <= 0.0442, "{met} against {breached}: {wrong}");
            }
        }
    }

    proptest! {
        /// What every vote says is decided, and a decision is the same however it is come by.
        #[test]
        fn the_majority_is_never_overruled(votes in prop::collection::vec(any::<bool>(), 0..400)) {
            let met = votes.iter().filter(|met| **met).count();
            let (decision, counted) = decide(votes.iter().copied());
            let met_by_then = votes[..counted].iter().filter(|met| **met).count();
            match decision {
                Some(Decision::Met) => prop_assert_eq!(2 * met_by_then, counted + 17),
                Some(Decision::Breached) => prop_assert_eq!(2 * met_by_then + 17, counted),
                None => prop_assert!(met.abs_diff(votes.len() - met) < 17),
            }
        }

        #[test]
        fn more_votes_over_never_help(votes in prop::collection::vec(any::<bool>(), 1..2000), flipped in any::<prop::sample::Index>()) {
            let mut worse = votes.clone();
            worse[flipped.index(votes.len())] = false;
            for percentile in [Percentile::P50, Percentile::P90, Percentile::P99] {
                let test = SequentialTest::percentile(percentile);
                let before = test.clone().decide(votes.iter().copied());
                let after = test.decide(worse.iter().copied());
                prop_assert!(!(before == Some(Decision::Breached) && after != before));
                prop_assert!(!(after == Some(Decision::Met) && before != after));
            }
        }
    }
}
