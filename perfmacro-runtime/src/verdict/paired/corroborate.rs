//! Whether what fresh processes measured corroborates that a ratio is breached.
//!
//! Three conditions, each against one way of being wrong:
//!
//! - As many processes as are needed are over the limit, and none is within it: one process is one layout of memory,
//!   and some are slow.
//! - All pairs together are over it: the interval of their median ratio begins above the limit.
//! - The function's fastest fiftieth against the reference's is over it. Beside what disturbs one side more than
//!   the other, since they are bound by different things, most pairs may be over the limit; it spares some
//!   blocks.

use super::super::Doubt;
use super::super::corroborate::{SPARED, votes_are_over};
use super::{PairedRound, Side, Sides};
use crate::ratio::Ratio;
use crate::statistics;

/// Whether the rounds, of which `needed` have to be over it, corroborate a breach of `limit`; if not, why. No round
/// is within the limit. Those that are undecided count in what all say together.
pub(super) fn corroborate(
    rounds: &[&PairedRound],
    needed: usize,
    limit: Ratio,
) -> Result<(), Doubt> {
    if rounds.is_empty() || rounds.iter().any(|round| round.pairs.is_empty()) {
        return Err(Doubt::Interrupted);
    }
    let over = rounds.iter().filter(|round| is_over(round, limit));
    let enough = over.count() >= needed;
    let ratios = rounds
        .iter()
        .flat_map(|round| round.ratios())
        .collect::<Vec<_>>();
    let together = statistics::median(&ratios).is_some_and(|estimate| estimate.lower > limit);
    let spared = undisturbed(rounds).is_some_and(|ratio| ratio > limit);
    if enough && together && spared {
        Ok(())
    } else {
        Err(Doubt::Undecided)
    }
}

/// Whether the round is over `limit`; fewer votes than decide have to agree one and all.
pub(super) fn is_over(round: &PairedRound, limit: Ratio) -> bool {
    !round.pairs.is_empty()
        && votes_are_over(&round.test(), round.ratios().map(|ratio| ratio <= limit))
}

/// How many times the reference the function takes where both are at their fastest. A core that runs faster for
/// a while does so for both.
fn undisturbed(rounds: &[&PairedRound]) -> Option<Ratio> {
    let fastest = |side: Side| {
        let times = rounds
            .iter()
            .flat_map(|round| round.times(side))
            .collect::<Vec<_>>();
        statistics::quantile(&times, SPARED).map(|estimate| estimate.value)
    };
    let times = Sides {
        function: fastest(Side::Function)?,
        reference: fastest(Side::Reference)?,
    };
    let calls = Sides {
        function: 1,
        reference: 1,
    };
    Some(times.ratio(calls))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Picoseconds;

    const LIMIT: Ratio = Ratio::nearest(0.5);

    /// A round in which each pair was that many times over the limit; the reference takes a microsecond.
    fn round(times: impl IntoIterator<Item = f64>) -> PairedRound {
        let reference = Picoseconds::new(1_000_000);
        let pair = |over: f64| Sides {
            function: reference.scaled(over * LIMIT.value()),
            reference,
        };
        PairedRound {
            decision: None,
            iterations: Sides {
                function: 1,
                reference: 1,
            },
            is_long: false,
            pairs: times.into_iter().map(pair).collect(),
            interrupted: 0,
        }
    }

    fn steady(times: f64) -> PairedRound {
        round([times; 60])
    }

    fn judged(rounds: &[PairedRound]) -> Result<(), Doubt> {
        corroborate(&rounds.iter().collect::<Vec<_>>(), rounds.len(), LIMIT)
    }

    #[test]
    fn processes_that_agree_corroborate() {
        assert_eq!(judged(&[steady(1.1), steady(1.3)]), Ok(()));
    }

    #[test]
    fn one_process_at_the_limit_is_a_doubt() {
        let mixed = round((0..60).map(|pair| if pair % 2 == 0 { 0.9 } else { 1.1 }));
        assert_eq!(judged(&[steady(1.1), mixed]), Err(Doubt::Undecided));
    }

    #[test]
    fn what_disturbs_one_side_and_pauses_is_a_doubt() {
        let disturbed = || round((0..200).map(|pair| if pair % 20 == 0 { 0.9 } else { 2.0 }));
        assert_eq!(judged(&[disturbed(), disturbed()]), Err(Doubt::Undecided));
    }

    #[test]
    fn a_clock_that_changes_changes_nothing() {
        let mut slow = steady(1.1);
        for pair in &mut slow.pairs {
            *pair = Sides::of(|side| pair.get(side).scaled(1.7));
        }
        assert_eq!(judged(&[steady(1.1), slow]), Ok(()));
    }

    #[test]
    fn few_pairs_have_to_agree_one_and_all() {
        let agreeing = [1.1; 8];
        let mut one_within = agreeing;
        one_within[3] = 0.9;
        assert_eq!(judged(&[round(agreeing), round(agreeing)]), Ok(()));
        assert_eq!(judged(&[round(one_within)]), Err(Doubt::Undecided));
    }

    #[test]
    fn a_process_without_a_pair_is_a_doubt() {
        assert_eq!(judged(&[steady(1.1), round([])]), Err(Doubt::Interrupted));
        assert_eq!(judged(&[]), Err(Doubt::Interrupted));
    }

    proptest! {
        /// Whatever the pairs: a slower function never turns a breach into a doubt.
        #[test]
        fn evidence_is_monotonous(
            times in prop::collection::vec(0.5_f64..2.0, 17..80),
            longer in 1.0_f64..2.0,
        ) {
            if judged(&[round(times.iter().copied())]).is_ok() {
                prop_assert!(judged(&[round(times.iter().map(|time| time * longer))]).is_ok());
            }
        }
    }
}
