//! One round: pairs vote until the sequential test decides and the interval is narrow, or the pairs run out.

use std::time::Duration;

use super::super::Sampler;
use super::super::block::{self, BlockLength, LONG_CALL};
use super::coin::Coin;
use super::pair::{Pairing, counted};
use super::placement;
use super::{Block, PairSampler, Side, Sides};
use crate::ratio::Ratio;
use crate::statistics::{self, Decision, Estimate, SequentialTest};
use crate::time::Picoseconds;

/// How wide an interval may be to be told, as a share of what it is around, with the placement in it.
const NARROW: f64 = 0.0395;
/// Pairs before an interval is looked at. The fewer looks, the nearer is its confidence to what it says: a look
/// that ends a round prefers the narrow ones.
const FIRST_LOOK: usize = 40;
/// Pairs that decide where nearly all agree, for which there is time where blocks are long.
const DECIDING: usize = 25;
/// How many times as long as it should a round takes for them at most.
const OVERTIME: u32 = 5;
/// How long calls of [`LONG_CALL`] are repeated.
const LONGEST_OF_LONG_CALLS: Duration = Duration::from_secs(1);
/// How often short calls with an input that takes as long are made all the same: one of them has not averaged its
/// noise, which in a ratio is in both directions.
const FEWEST_OF_SHORT_CALLS: usize = 3;
/// And how often they are tried, where they are interrupted.
const MOST_OF_SHORT_CALLS: usize = 10;

/// How far a round goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedExtent {
    /// Votes it has, and time it takes, before it may say that the limit is breached.
    fewest: usize,
    shortest: Duration,
    /// Pairs after which it ends undecided.
    most: usize,
    /// Time after which it ends undecided.
    longest: Duration,
    /// Time after which it ends once it is decided, however wide its interval is.
    told: Duration,
}

/// A round's votes and what came of them.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedRound {
    /// The decision, unless the votes were too even. It is that of all pairs, so that it never contradicts their
    /// median.
    pub decision: Option<Decision>,
    /// Calls in each block.
    pub iterations: Sides<u64>,
    /// Whether calls were so long that a few pairs decided.
    pub is_long: bool,
    /// The times of the two blocks of each pair that voted, in the order they ran.
    pub pairs: Vec<Sides<Picoseconds>>,
    /// Pairs that did not vote because one of their blocks was interrupted.
    pub interrupted: usize,
}

impl PairedExtent {
    /// The round in the test's own process. A clear difference of short functions takes some
    /// 25 ms.
    #[must_use]
    pub fn own() -> PairedExtent {
        PairedExtent {
            fewest: 0,
            shortest: Duration::ZERO,
            most: 4000,
            longest: Duration::from_secs(2),
            told: Duration::from_secs(1),
        }
    }

    /// A round in a fresh process.
    #[must_use]
    pub fn fresh() -> PairedExtent {
        PairedExtent {
            fewest: 60,
            shortest: Duration::from_millis(30),
            most: 2000,
            longest: Duration::from_millis(400),
            told: Duration::from_millis(200),
        }
    }
}

impl PairedRound {
    /// Runs a round. The `seed` says which block of each pair is first.
    pub fn run(
        sampler: &mut dyn PairSampler,
        limit: Ratio,
        extent: PairedExtent,
        seed: u64,
    ) -> PairedRound {
        let lengths = Sides::of(|side| OneSide { sampler, side }.length());
        let is_long = [&lengths.function, &lengths.reference]
            .into_iter()
            .any(|length| length.iterations == 1 && shorter(length).wall >= LONG_CALL);
        let round = PairedRound {
            decision: None,
            iterations: Sides::of(|side| lengths.get(side).iterations),
            is_long,
            pairs: Vec::new(),
            interrupted: 0,
        };
        let pairing = Pairing {
            sampler,
            coin: Coin::new(seed),
            iterations: round.iterations,
            walls: Sides::of(|side| shorter(lengths.get(side)).wall),
        };
        if is_long {
            // The first of each paid for what is built once.
            let seconds = Sides::of(|side| lengths.get(side).blocks[1]);
            round.of_long_calls(pairing, seconds, limit)
        } else {
            round.voted(pairing, limit, extent)
        }
    }

    /// The ratio of each pair.
    #[must_use]
    pub fn ratios(&self) -> impl ExactSizeIterator<Item = Ratio> + Clone {
        self.pairs.iter().map(|pair| pair.ratio(self.iterations))
    }

    /// The time per call of each block of a side.
    pub fn times(&self, side: Side) -> impl Iterator<Item = Picoseconds> {
        self.pairs
            .iter()
            .map(move |pair| pair.get(side).per_iteration(*self.iterations.get(side)))
    }

    /// The test that decides such a round. Calls that have averaged their own noise, and cannot be made 17
    /// times if they take a minute, decide by three net votes.
    pub(super) fn test(&self) -> SequentialTest {
        if self.is_long {
            SequentialTest::between(0.3, 0.7, 0.1)
        } else {
            SequentialTest::median()
        }
    }

    /// Lets pairs vote. Those behind the decision do so too.
    fn voted(mut self, mut pairing: Pairing<'_>, limit: Ratio, extent: PairedExtent) -> Self {
        let mut test = self.test();
        let mut wall = Duration::ZERO;
        let mut next_look = FIRST_LOOK;
        let mut is_narrow = false;
        loop {
            let is_decided = match self.decision {
                Some(Decision::Met) => true,
                Some(Decision::Breached) => {
                    self.pairs.len() >= extent.fewest && wall >= extent.shortest
                }
                None => false,
            };
            if is_decided && self.pairs.len() >= next_look {
                next_look += next_look / 4;
                is_narrow = self.estimate().is_some_and(is_told);
            }
            let pairs = self.pairs.len() + self.interrupted;
            if is_decided && (is_narrow || wall >= extent.told)
                || pairs >= extent.most
                || wall >= extent.longest
                    && (pairs >= DECIDING || wall >= extent.longest * OVERTIME)
            {
                return self;
            }
            let timed = pairing.pair();
            wall += timed.wall;
            if let Some(is_met) = self.count(timed.blocks, limit) {
                self.decision = test.vote(is_met);
            }
        }
    }

    /// As [`voted`](Self::voted), until there was a second for it. However long they take, the `first` two count, and
    /// so few decide where they agree.
    fn of_long_calls(
        mut self,
        mut pairing: Pairing<'_>,
        first: Sides<Block>,
        limit: Ratio,
    ) -> Self {
        let mut test = self.test();
        let mut blocks = first;
        let mut wall = first.function.wall + first.reference.wall;
        loop {
            if let Some(is_met) = self.count(blocks, limit) {
                self.decision = test.vote(is_met);
            }
            if self.decision.is_some() {
                return self;
            }
            if wall >= LONGEST_OF_LONG_CALLS && self.has_enough(blocks) {
                self.decision = self.unanimous(limit);
                return self;
            }
            let timed = pairing.pair();
            wall += timed.wall;
            blocks = timed.blocks;
        }
    }

    /// Whether pairs as the last, whose blocks these are, need no more of their kind.
    fn has_enough(&self, last: Sides<Block>) -> bool {
        let is_short = |side| last.get(side).time.as_duration() < LONG_CALL;
        let are_short = is_short(Side::Function) && is_short(Side::Reference);
        !are_short
            || self.pairs.len() >= FEWEST_OF_SHORT_CALLS
            || self.pairs.len() + self.interrupted >= MOST_OF_SHORT_CALLS
    }

    /// What all pairs say; `None` where they do not agree, or there is none.
    fn unanimous(&self, limit: Ratio) -> Option<Decision> {
        let mut votes = self.ratios().map(|ratio| {
            if ratio <= limit {
                Decision::Met
            } else {
                Decision::Breached
            }
        });
        let first = votes.next()?;
        votes.all(|vote| vote == first).then_some(first)
    }

    /// A pair's vote, and `None` where it has none.
    fn count(&mut self, blocks: Sides<Block>, limit: Ratio) -> Option<bool> {
        let Some(pair) = counted(blocks) else {
            self.interrupted += 1;
            return None;
        };
        self.pairs.push(pair);
        Some(pair.ratio(self.iterations) <= limit)
    }

    fn estimate(&self) -> Option<Estimate<Ratio>> {
        statistics::median(&self.ratios().collect::<Vec<_>>())
    }
}

fn is_told(estimate: Estimate<Ratio>) -> bool {
    let estimate = placement::included(estimate);
    estimate.upper.value() - estimate.lower.value() <= NARROW * estimate.value.value()
}

fn shorter(length: &BlockLength) -> Block {
    let [earlier, later] = length.blocks;
    if earlier.time <= later.time {
        earlier
    } else {
        later
    }
}

/// One side by itself.
struct OneSide<'a> {
    sampler: &'a mut dyn PairSampler,
    side: Side,
}

impl OneSide<'_> {
    fn length(&mut self) -> BlockLength {
        let first = self.block(1);
        block::length(self, first)
    }
}

impl Sampler for OneSide<'_> {
    fn block(&mut self, iterations: u64) -> Block {
        self.sampler.block(self.side, iterations)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::simulated::SimulatedPair;
    use super::*;
    use crate::verdict::simulated::Simulated;

    const REFERENCE: Picoseconds = Picoseconds::new(1_000_000);
    /// So long that no block runs for nothing.
    const LONG: Picoseconds = Picoseconds::new(2_000_000_000);
    const LIMIT: Ratio = Ratio::ONE;

    fn steady(function: Picoseconds) -> SimulatedPair {
        SimulatedPair::new(Simulated::steady(function), Simulated::steady(REFERENCE))
    }

    fn own(sampler: &mut SimulatedPair) -> PairedRound {
        PairedRound::run(sampler, LIMIT, PairedExtent::own(), 1)
    }

    /// Noise around one, of some three percent either way and sometimes of much more one way.
    fn noise(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed;
        move || {
            let mut uniform = || {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                #[expect(clippy::cast_precision_loss, reason = "31 bits")]
                let uniform = (state >> 33) as f64 / (1_u64 << 31) as f64;
                uniform
            };
            let usual = 0.97 + 0.03 * (uniform() + uniform());
            if uniform() < 0.05 {
                usual * (1.0 + uniform())
            } else {
                usual
            }
        }
    }

    fn noisy(function: f64, seed: u64) -> SimulatedPair {
        let side = |cost: Picoseconds, seed| {
            let mut noise = noise(seed);
            Simulated::new(move |_| cost.scaled(noise()))
        };
        SimulatedPair::new(
            side(REFERENCE.scaled(function), seed),
            side(REFERENCE, seed.wrapping_add(99)),
        )
    }

    #[test]
    fn a_clear_difference_is_told_after_the_first_look() {
        for (times, decision) in [(0.9, Decision::Met), (1.1, Decision::Breached)] {
            let round = own(&mut steady(REFERENCE.scaled(times)));
            assert_eq!(round.decision, Some(decision));
            assert_eq!(round.pairs.len(), FIRST_LOOK);
        }
    }

    #[test]
    fn a_ratio_equal_to_the_limit_meets_it() {
        assert_eq!(own(&mut steady(REFERENCE)).decision, Some(Decision::Met));
    }

    #[test]
    fn each_side_has_its_own_length_and_each_pair_its_order() {
        let mut sampler = steady(REFERENCE.scaled(0.01));
        let round = own(&mut sampler);
        assert!(round.iterations.function >= 50 * round.iterations.reference);
        let ratio = round.ratios().next().expect("a pair");
        assert!((ratio.value() - 0.01).abs() < 1e-9);
        // Behind those that found the lengths, blocks of one side run until a quarter of a millisecond has passed, and
        // one more.
        let turns = sampler
            .order
            .chunk_by(|one, next| one == next)
            .collect::<Vec<_>>();
        let turns = &turns[2..];
        let functions = sampler
            .order
            .iter()
            .filter(|side| **side == Side::Function)
            .count();
        assert!(turns.iter().all(|turn| turn.len() >= 6));
        // Two of the same side in turn are one here: neither is always first.
        assert!((50..=75).contains(&turns.len()), "{}", turns.len());
        assert!(functions >= 6 * round.pairs.len());
    }

    #[test]
    fn long_blocks_bring_back_what_they_need_themselves() {
        let mut sampler = steady(LONG);
        let round = own(&mut sampler);
        assert_eq!(round.iterations.function, 1);
        // Two to find the length.
        let calls = usize::try_from(sampler.sides.function.calls).expect("few");
        assert_eq!(calls, round.pairs.len() + 2);
    }

    #[test]
    fn interrupted_pairs_do_not_vote() {
        let mut sampler = steady(REFERENCE.scaled(0.9));
        sampler.sides.reference.interruptions = Box::new(|block| block % 3 == 0);
        let round = own(&mut sampler);
        assert_eq!(round.decision, Some(Decision::Met));
        assert!(round.interrupted > 10, "{}", round.interrupted);
    }

    #[test]
    fn an_undecided_round_ends() {
        let mut sampler = SimulatedPair::new(
            Simulated::new(|block| LONG.scaled(if block % 2 == 0 { 0.9 } else { 1.1 })),
            Simulated::steady(LONG),
        );
        let round = own(&mut sampler);
        assert_eq!(round.decision, None);
        let calls = sampler.sides.reference.calls + sampler.sides.function.calls;
        let ran = LONG.times(calls).as_duration();
        assert!(ran < Duration::from_millis(2_100), "{ran:?}");
    }

    #[test]
    fn a_decided_round_ends_however_wide_its_interval() {
        // Half of the time a third longer, and far within the limit all the same.
        let mut sampler = SimulatedPair::new(
            Simulated::new(|block| LONG.scaled(if block % 2 == 0 { 0.6 } else { 0.8 })),
            Simulated::steady(LONG),
        );
        let round = own(&mut sampler);
        assert_eq!(round.decision, Some(Decision::Met));
        assert!(
            (280..=340).contains(&round.pairs.len()),
            "{}",
            round.pairs.len()
        );
    }

    #[test]
    fn a_first_call_that_pays_for_what_is_built_once_is_not_counted() {
        for call in [REFERENCE, Picoseconds::new(60_000_000_000)] {
            let mut sampler = SimulatedPair::new(
                Simulated::steady(call.scaled(1.2)),
                Simulated::new(move |block| call.scaled(if block == 0 { 9.0 } else { 1.0 })),
            );
            assert_eq!(own(&mut sampler).decision, Some(Decision::Breached));
        }
    }

    #[test]
    fn long_calls_that_disagree_go_on_for_a_second() {
        let call = Picoseconds::new(60_000_000_000);
        let mut sampler = SimulatedPair::new(
            Simulated::new(move |block| call.scaled(if block % 2 == 0 { 0.9 } else { 1.1 })),
            Simulated::steady(call),
        );
        let round = own(&mut sampler);
        assert_eq!((round.decision, round.is_long), (None, true));
        assert!(
            (8..=10).contains(&round.pairs.len()),
            "{}",
            round.pairs.len()
        );
    }

    #[test]
    fn an_interval_holds_the_ratio_as_often_as_it_says_and_is_narrow() {
        let mut held = 0;
        for seed in 0..400 {
            let round = own(&mut noisy(0.8, seed * 7919));
            assert_eq!(round.decision, Some(Decision::Met));
            let estimate = round.estimate().expect("pairs");
            assert!(is_told(estimate));
            held += usize::from((estimate.lower..=estimate.upper).contains(&Ratio::nearest(0.8)));
        }
        // 95 % of 400, less what looking more than once costs, less four standard deviations.
        assert!(held >= 358, "{held} of 400");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// What the machine does to both sides at once changes no vote.
        #[test]
        fn a_slower_machine_changes_nothing(slower in 1.0_f64..4.0, seed in any::<u64>()) {
            let slow = |mut pair: SimulatedPair| {
                for side in [Side::Function, Side::Reference] {
                    let cost = REFERENCE.scaled(if side == Side::Function { 1.04 } else { 1.0 });
                    *pair.sides.get_mut(side) = Simulated::steady(cost.scaled(slower));
                }
                pair
            };
            let round = PairedRound::run(&mut slow(steady(REFERENCE)), LIMIT, PairedExtent::own(), seed);
            prop_assert_eq!(round.decision, Some(Decision::Breached));
        }

        /// A decision is never on the other side of the limit than the median that is told.
        #[test]
        fn the_decision_and_the_median_agree(times in 0.9_f64..1.1, seed in any::<u32>()) {
            let round = own(&mut noisy(times, u64::from(seed)));
            let median = round.estimate().expect("pairs").value;
            match round.decision {
                Some(Decision::Met) => prop_assert!(median <= LIMIT),
                Some(Decision::Breached) => prop_assert!(median > LIMIT),
                None => {}
            }
        }
    }
}
