//! One round: blocks vote until the sequential test decides, or the votes run out.

use std::time::Duration;

use super::block::{self, LONG_CALL};
use super::{Block, Sampler};
use crate::budget::{Measure, Percentile};
use crate::statistics::{Decision, SequentialTest};
use crate::time::Picoseconds;

/// What an interruption costs a block that is then counted as running: filling the caches again. The system
/// counts that to the microsecond.
pub(super) const INTERRUPTION: Picoseconds = Picoseconds::new(50_000_000);

/// How far a round goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// How long blocks run for nothing before they vote.
    warm_up: Duration,
    /// Votes it has, and time it takes, before it may say that the limit is breached: what disturbs a machine
    /// pauses now and then.
    fewest: usize,
    shortest: Duration,
    /// Votes after which it ends undecided.
    most: usize,
    /// Time after which it ends undecided.
    longest: Duration,
    /// Whether a long call over the limit is made again: the first in a process pays for what is built
    /// once.
    repeats_long_call: bool,
}

/// A round's votes and what came of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The decision, unless the votes were too even.
    pub decision: Option<Decision>,
    /// Calls in each block.
    pub iterations: u64,
    /// Whether the calls were so long that each decided by itself.
    pub is_long: bool,
    /// The time per call of each block that voted, in the order they ran.
    pub times: Vec<Picoseconds>,
    /// Blocks that did not vote because they were interrupted.
    pub interrupted: usize,
}

impl Extent {
    /// The round in the test's own process, where most verdicts are decided: 17 blocks for a clear
    /// difference, a third of a second where a block takes 20 ms.
    #[must_use]
    pub fn own(measure: Measure) -> Extent {
        match measure {
            Measure::Median => Extent {
                warm_up: Duration::ZERO,
                fewest: 0,
                shortest: Duration::ZERO,
                most: 400,
                longest: Duration::from_secs(2),
                repeats_long_call: false,
            },
            Measure::Percentile(percentile) => {
                Extent::of_calls(percentile, Duration::ZERO, Duration::from_secs(10))
            }
        }
    }

    /// A round in a fresh process.
    #[must_use]
    pub fn fresh(measure: Measure) -> Extent {
        match measure {
            Measure::Median => Extent {
                warm_up: Duration::from_millis(3),
                fewest: 60,
                shortest: Duration::from_millis(30),
                most: 2000,
                longest: Duration::from_millis(400),
                repeats_long_call: true,
            },
            Measure::Percentile(percentile) => Extent::of_calls(
                percentile,
                Duration::from_millis(100),
                Duration::from_secs(3),
            ),
        }
    }

    /// Twenty times the calls that it takes at least: only a percentile at its limit takes more.
    fn of_calls(percentile: Percentile, shortest: Duration, longest: Duration) -> Extent {
        Extent {
            warm_up: Duration::ZERO,
            fewest: 0,
            shortest,
            most: 20 * SequentialTest::percentile(percentile).fewest_votes(),
            longest,
            repeats_long_call: false,
        }
    }
}

impl Measure {
    /// The test that decides a round.
    #[must_use]
    pub fn test(self) -> SequentialTest {
        match self {
            Measure::Median => SequentialTest::median(),
            Measure::Percentile(percentile) => SequentialTest::percentile(percentile),
        }
    }
}

impl Round {
    /// Runs a round.
    pub fn run(
        sampler: &mut dyn Sampler,
        measure: Measure,
        limit: Picoseconds,
        extent: Extent,
    ) -> Round {
        match measure {
            Measure::Median => Round::of_blocks(sampler, limit, extent),
            Measure::Percentile(_) => {
                // The first call pays for cold caches.
                sampler.block(1);
                let round = Round::empty(1);
                round.voted(sampler, measure.test(), limit, extent)
            }
        }
    }

    fn of_blocks(sampler: &mut dyn Sampler, limit: Picoseconds, extent: Extent) -> Round {
        let first = sampler.block(1);
        // A call of a second that is declared to take one has no warm-up to wait for.
        let is_declared_long = limit.as_duration() >= LONG_CALL && !extent.repeats_long_call;
        if first.wall >= LONG_CALL && (first.time <= limit || is_declared_long) {
            return Round::of_long_calls(&[first], limit);
        }
        let length = block::length(sampler, first);
        let [earlier, later] = length.blocks;
        let shorter = if earlier.time <= later.time {
            earlier
        } else {
            later
        };
        if length.iterations == 1 && shorter.wall >= LONG_CALL {
            return Round::of_long_calls(&length.blocks, limit);
        }
        let mut warm = Duration::ZERO;
        while warm < extent.warm_up {
            // A block that costs nothing would warm up for ever.
            warm += sampler
                .block(length.iterations)
                .wall
                .max(Duration::from_micros(1));
        }
        let mut round = Round::empty(length.iterations);
        let mut test = SequentialTest::median();
        // The first of the two blocks that found the length pays for cold caches: the shorter one votes.
        let vote = round.count(shorter, limit);
        round.decision = vote.and_then(|is_met| test.vote(is_met));
        round.voted(sampler, test, limit, extent)
    }

    /// The round of calls that have averaged their own noise, and cannot be made 17 times if they take a
    /// minute. The building of the input counts for that: it is what a verdict waits for. One within the
    /// limit is enough, since the first may pay for what is built once.
    fn of_long_calls(calls: &[Block], limit: Picoseconds) -> Round {
        let mut round = Round {
            is_long: true,
            ..Round::empty(1)
        };
        for call in calls {
            let vote = round.count(*call, limit).map(|is_met| {
                if is_met {
                    Decision::Met
                } else {
                    Decision::Breached
                }
            });
            if round.decision != Some(Decision::Met) {
                round.decision = vote.or(round.decision);
            }
        }
        round
    }

    fn empty(iterations: u64) -> Round {
        Round {
            decision: None,
            iterations,
            is_long: false,
            times: Vec::new(),
            interrupted: 0,
        }
    }

    /// Lets further blocks vote in `test`.
    fn voted(
        mut self,
        sampler: &mut dyn Sampler,
        mut test: SequentialTest,
        limit: Picoseconds,
        extent: Extent,
    ) -> Round {
        let mut wall = Duration::ZERO;
        loop {
            let is_decided = match self.decision {
                Some(Decision::Met) => true,
                Some(Decision::Breached) => {
                    self.times.len() >= extent.fewest && wall >= extent.shortest
                }
                None => false,
            };
            let blocks = self.times.len() + self.interrupted;
            if is_decided || blocks >= extent.most || wall >= extent.longest {
                return self;
            }
            let block = sampler.block(self.iterations);
            wall += block.wall;
            if let Some(is_met) = self.count(block, limit) {
                self.decision = test.vote(is_met);
            }
        }
    }

    /// A block's vote, and `None` where it has none. An interruption makes a block longer and never
    /// shorter: it voids a vote against the limit and none for it.
    fn count(&mut self, block: Block, limit: Picoseconds) -> Option<bool> {
        let time = block.time.per_iteration(self.iterations);
        let ran = block.ran.per_iteration(self.iterations);
        let whole_limit = limit.times(self.iterations);
        let counted = if time <= limit || !block.is_interrupted {
            time
        } else if block.ran > whole_limit.plus(INTERRUPTION) {
            // Over the limit without what it waited for a core. To drop all that is interrupted would drop long
            // calls more often than short ones, and with them what a percentile is about.
            ran
        } else {
            self.interrupted += 1;
            return None;
        };
        self.times.push(counted);
        Some(counted <= limit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::Simulated;
    use super::*;

    const BUDGET: Picoseconds = Picoseconds::new(1_000_000);
    const SECOND: Picoseconds = Picoseconds::new(1_000_000_000_000);

    fn median(sampler: &mut Simulated, limit: Picoseconds) -> Round {
        Round::run(
            sampler,
            Measure::Median,
            limit,
            Extent::own(Measure::Median),
        )
    }

    fn fresh(sampler: &mut Simulated, limit: Picoseconds) -> Round {
        let extent = Extent::fresh(Measure::Median);
        Round::run(sampler, Measure::Median, limit, extent)
    }

    fn percentile(percentile: Percentile, sampler: &mut Simulated, limit: Picoseconds) -> Round {
        let measure = Measure::Percentile(percentile);
        Round::run(sampler, measure, limit, Extent::own(measure))
    }

    #[test]
    fn a_clear_difference_takes_seventeen_votes() {
        let within = median(&mut Simulated::steady(BUDGET.scaled(0.9)), BUDGET);
        assert_eq!(
            (within.decision, within.times.len()),
            (Some(Decision::Met), 17)
        );
        let past = median(&mut Simulated::steady(BUDGET.scaled(1.1)), BUDGET);
        assert_eq!(
            (past.decision, past.times.len()),
            (Some(Decision::Breached), 17)
        );
    }

    #[test]
    fn a_time_equal_to_the_budget_meets_it() {
        let round = median(&mut Simulated::steady(BUDGET), BUDGET);
        assert_eq!(round.decision, Some(Decision::Met));
    }

    #[test]
    fn even_votes_end_undecided() {
        let mut sampler =
            Simulated::new(|block| BUDGET.scaled(if block % 2 == 0 { 0.9 } else { 1.1 }));
        let round = median(&mut sampler, BUDGET);
        assert_eq!((round.decision, round.times.len()), (None, 400));
    }

    #[test]
    fn a_third_of_the_blocks_may_be_disturbed() {
        let mut sampler =
            Simulated::new(|block| BUDGET.scaled(if block % 3 == 0 { 9.0 } else { 0.9 }));
        assert_eq!(median(&mut sampler, BUDGET).decision, Some(Decision::Met));
    }

    #[test]
    fn an_interrupted_block_votes_for_the_budget_only() {
        let mut sampler = Simulated::steady(BUDGET.scaled(1.1));
        sampler.interruptions = Box::new(|block| block % 2 == 0);
        let round = median(&mut sampler, BUDGET);
        assert_eq!(round.times.len(), 17);
        assert!(round.interrupted > 10, "{}", round.interrupted);
        let mut sampler = Simulated::steady(BUDGET.scaled(0.9));
        sampler.interruptions = Box::new(|_| true);
        assert_eq!(median(&mut sampler, BUDGET).decision, Some(Decision::Met));
        let mut sampler = Simulated::steady(BUDGET.scaled(1.1));
        sampler.interruptions = Box::new(|_| true);
        let round = median(&mut sampler, BUDGET);
        assert_eq!((round.decision, round.times.len()), (None, 0));
    }

    #[test]
    fn a_long_call_is_made_once() {
        let mut sampler = Simulated::steady(SECOND);
        let round = median(&mut sampler, SECOND);
        assert_eq!((round.decision, sampler.calls), (Some(Decision::Met), 1));
        let mut sampler = Simulated::steady(SECOND);
        let round = median(&mut sampler, SECOND.scaled(0.5));
        assert_eq!(
            (round.decision, sampler.calls),
            (Some(Decision::Breached), 1)
        );
        assert!(round.is_long);
    }

    #[test]
    fn in_a_fresh_process_a_long_call_is_made_twice_and_one_within_the_limit_is_enough() {
        let mut sampler = Simulated::new(|call| SECOND.scaled(if call == 0 { 2.0 } else { 1.0 }));
        let round = fresh(&mut sampler, SECOND);
        assert_eq!((round.decision, sampler.calls), (Some(Decision::Met), 2));
    }

    #[test]
    fn a_long_first_call_of_a_short_function_is_not_believed() {
        let mut sampler = Simulated::new(|block| if block == 0 { SECOND } else { BUDGET });
        let round = median(&mut sampler, BUDGET);
        assert_eq!(
            (round.decision, round.is_long),
            (Some(Decision::Met), false)
        );
    }

    #[test]
    fn a_long_call_that_waited_for_a_core_is_judged_by_what_it_ran() {
        let run = |ran: f64| {
            let mut sampler = Simulated::steady(SECOND.scaled(3.0));
            sampler.interruptions = Box::new(|_| true);
            sampler.share_run = ran;
            median(&mut sampler, SECOND)
        };
        assert_eq!(run(0.5).decision, Some(Decision::Breached));
        let waited = run(0.2);
        assert_eq!((waited.decision, waited.interrupted), (None, 1));
    }

    #[test]
    fn inputs_that_take_long_to_build_end_a_round() {
        let mut sampler =
            Simulated::new(|block| BUDGET.scaled(if block % 2 == 0 { 0.9 } else { 1.1 }));
        sampler.building = Duration::from_millis(30);
        let round = median(&mut sampler, BUDGET);
        assert_eq!(round.decision, None);
        assert!(round.times.len() <= 68, "{}", round.times.len());
    }

    #[test]
    fn a_fresh_process_that_is_over_is_looked_at_for_thirty_milliseconds() {
        let mut sampler = Simulated::steady(BUDGET.scaled(1.1));
        let round = fresh(&mut sampler, BUDGET);
        assert_eq!(round.decision, Some(Decision::Breached));
        let block =
            BUDGET.scaled(1.1).as_duration() * u32::try_from(round.iterations).expect("few");
        let time = block * u32::try_from(round.times.len()).expect("few");
        let looked = Duration::from_millis(30);
        assert!((looked..looked + 2 * block).contains(&time), "{time:?}");
    }

    #[test]
    fn percentiles_are_of_single_calls() {
        // One call in 50 is ten times as long: past p99 and within p90.
        let tail = || Simulated::new(|call| BUDGET.scaled(if call % 50 == 3 { 9.0 } else { 0.9 }));
        let decision = |share| percentile(share, &mut tail(), BUDGET).decision;
        assert_eq!(decision(Percentile::P50), Some(Decision::Met));
        assert_eq!(decision(Percentile::P90), Some(Decision::Met));
        assert_eq!(decision(Percentile::P99), Some(Decision::Breached));
        assert_eq!(decision(Percentile::P999), Some(Decision::Breached));
    }

    #[test]
    fn slow_calls_that_are_interrupted_count_for_a_percentile() {
        // One call in ten is ten times as long, and interrupted because it is.
        let limit = BUDGET.scaled(100.0);
        let slow = |call| call % 10 == 3;
        let mut sampler =
            Simulated::new(move |call| limit.scaled(if slow(call) { 10.0 } else { 0.5 }));
        sampler.interruptions = Box::new(slow);
        sampler.share_run = 0.6;
        let round = percentile(Percentile::P99, &mut sampler, limit);
        assert_eq!(round.decision, Some(Decision::Breached));
        assert_eq!(round.interrupted, 0);
    }

    #[test]
    fn a_percentile_without_time_for_its_calls_is_undecided() {
        let call = Picoseconds::new(100_000_000_000);
        let round = percentile(Percentile::P99, &mut Simulated::steady(call), call);
        assert_eq!(round.decision, None);
        assert!(round.times.len() <= 100, "{}", round.times.len());
    }
}
