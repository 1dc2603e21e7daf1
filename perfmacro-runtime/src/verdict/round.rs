//! One round: blocks vote until the sequential test decides, or the votes run out.

use std::time::Duration;

use super::Sampler;
use super::block;
use crate::statistics::{Decision, SequentialTest};
use crate::time::Picoseconds;

/// A round ends undecided after this many votes; at a clear difference it takes 17.
const MOST_VOTES: usize = 400;
/// A round ends undecided after this long. Where a block takes 20 ms, seventeen take a third of a second.
const LONGEST_WALL: Duration = Duration::from_secs(2);
/// A call this long has averaged its own noise: one within the budget is a PASS, as a minute-long test
/// cannot be run 17 times. The building of its input counts: that is what a verdict waits for.
const LONG_CALL: Duration = Duration::from_millis(50);

/// A round's votes and what came of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The decision, unless the votes were too even.
    pub decision: Option<Decision>,
    /// Calls in each block.
    pub iterations: u64,
    /// The time per call of each block, in the order they ran.
    pub times: Vec<Picoseconds>,
}

impl Round {
    /// Runs a round.
    pub(super) fn run(sampler: &mut dyn Sampler, budget: Picoseconds) -> Round {
        let length = block::length(sampler);
        let [first, second] = length.blocks;
        let shorter = if first.time <= second.time {
            first
        } else {
            second
        };
        let mut test = if length.iterations == 1 && shorter.wall >= LONG_CALL {
            SequentialTest::deciding_at(1)
        } else {
            SequentialTest::new()
        };
        let mut times = Vec::new();
        let mut decision = None;
        // The first of the two blocks that found the length pays for cold caches: the shorter one votes.
        let mut next = Some(shorter);
        let mut wall = Duration::ZERO;
        while decision.is_none() && times.len() < MOST_VOTES && wall < LONGEST_WALL {
            let block = next
                .take()
                .unwrap_or_else(|| sampler.block(length.iterations));
            wall += block.wall;
            let time = block.time.per_iteration(length.iterations);
            times.push(time);
            decision = test.vote(time <= budget);
        }
        Round {
            decision,
            iterations: length.iterations,
            times,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::Simulated;
    use super::*;

    const BUDGET: Picoseconds = Picoseconds::new(1_000_000);

    #[test]
    fn a_clear_difference_takes_seventeen_votes() {
        let within = Round::run(&mut Simulated::steady(Picoseconds::new(900_000)), BUDGET);
        assert_eq!(
            (within.decision, within.times.len()),
            (Some(Decision::Met), 17)
        );
        let past = Round::run(&mut Simulated::steady(Picoseconds::new(1_100_000)), BUDGET);
        assert_eq!(
            (past.decision, past.times.len()),
            (Some(Decision::Breached), 17)
        );
    }

    #[test]
    fn a_time_equal_to_the_budget_meets_it() {
        let round = Round::run(&mut Simulated::steady(BUDGET), BUDGET);
        assert_eq!(round.decision, Some(Decision::Met));
    }

    #[test]
    fn even_votes_end_undecided() {
        let mut sampler = Simulated::new(|block| {
            Picoseconds::new(if block % 2 == 0 { 900_000 } else { 1_100_000 })
        });
        let round = Round::run(&mut sampler, BUDGET);
        assert_eq!((round.decision, round.times.len()), (None, MOST_VOTES));
    }

    #[test]
    fn a_third_of_the_blocks_may_be_disturbed() {
        let mut sampler = Simulated::new(|block| {
            Picoseconds::new(if block % 3 == 0 { 9_000_000 } else { 900_000 })
        });
        assert_eq!(
            Round::run(&mut sampler, BUDGET).decision,
            Some(Decision::Met)
        );
    }

    #[test]
    fn a_long_call_is_called_twice() {
        let second = Picoseconds::new(1_000_000_000_000);
        let mut sampler = Simulated::steady(second);
        assert_eq!(
            Round::run(&mut sampler, second.scaled(1.1)).decision,
            Some(Decision::Met)
        );
        assert_eq!(sampler.calls, 2);
    }

    #[test]
    fn a_round_of_inputs_that_take_long_to_build_comes_to_an_end() {
        let mut even = Simulated::new(|block| {
            Picoseconds::new(if block % 2 == 0 { 900_000 } else { 1_100_000 })
        });
        even.building = Duration::from_millis(5);
        let round = Round::run(&mut even, BUDGET);
        assert_eq!(round.decision, None);
        assert!(round.times.len() < MOST_VOTES, "{}", round.times.len());
    }
}
