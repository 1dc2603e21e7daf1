//! How many calls make a block.
//!
//! A block is 30 µs to 1 ms long: long enough that reading the clock does not count, short enough that
//! most blocks run between two interruptions. A call longer than that is a block by itself, and where inputs
//! take long to build a block ends short of that, so that a verdict comes in bounded time.

use std::time::Duration;

use super::{Block, Sampler};
use crate::time::Picoseconds;

/// The shortest block that is believed.
const SHORTEST: Picoseconds = Picoseconds::new(30_000_000);
/// What the length aims at, so that the next measurement is rarely below [`SHORTEST`].
const AIM: Picoseconds = Picoseconds::new(45_000_000);
/// The most that the length grows by: a first measurement may be off by far.
const GROWTH: u64 = 64;
/// The longest that building the inputs of a block may take.
const LONGEST_WALL: Duration = Duration::from_millis(20);
/// A call this long is a round by itself.
pub(super) const LONG_CALL: Duration = Duration::from_millis(50);
/// Past this the calls cost nothing that a clock could see.
const MOST_ITERATIONS: u64 = 1 << 40;

/// A block length, and the blocks of that length that were timed to find it.
pub(super) struct BlockLength {
    pub(super) iterations: u64,
    pub(super) blocks: [Block; 2],
}

/// Finds the length. It is measured twice before it is believed, and the shorter of the two counts: the
/// first call pays for caches, and an interruption makes a short block look long. `first` is a block of
/// one call.
pub(super) fn length(sampler: &mut dyn Sampler, first: Block) -> BlockLength {
    let mut iterations = 1_u64;
    let mut earlier = Some(first);
    loop {
        let earlier = earlier.take().unwrap_or_else(|| sampler.block(iterations));
        let blocks = [earlier, sampler.block(iterations)];
        let shorter = blocks[0].time.min(blocks[1].time);
        let wall = blocks[0].wall.min(blocks[1].wall);
        let has_room = wall < LONGEST_WALL / 2;
        if shorter >= SHORTEST || iterations >= MOST_ITERATIONS || !has_room {
            return BlockLength { iterations, blocks };
        }
        let room = LONGEST_WALL.as_nanos() / wall.as_nanos().max(1);
        let room = u64::try_from(room).unwrap_or(u64::MAX).max(2);
        let factor = (AIM.count() / shorter.count().max(1))
            .clamp(2, GROWTH)
            .min(room);
        iterations = iterations.saturating_mul(factor).min(MOST_ITERATIONS);
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulated::Simulated;
    use super::*;

    fn found(sampler: &mut Simulated) -> BlockLength {
        let first = sampler.block(1);
        length(sampler, first)
    }

    #[test]
    fn blocks_are_within_their_limits_whatever_a_call_costs() {
        for call in [1, 300, 1_000, 17_000, 400_000, 9_000_000, 29_999_999] {
            let length = found(&mut Simulated::steady(Picoseconds::new(call)));
            let block = call * length.iterations;
            assert!(
                (30_000_000..1_000_000_000).contains(&block),
                "{call} ps: block of {block} ps"
            );
        }
    }

    #[test]
    fn a_long_call_is_a_block_by_itself() {
        for call in [30_000_000, 5_000_000_000] {
            let mut sampler = Simulated::steady(Picoseconds::new(call));
            assert_eq!(found(&mut sampler).iterations, 1);
            assert_eq!(sampler.calls, 2);
        }
    }

    #[test]
    fn a_cold_first_call_is_not_believed() {
        let mut sampler = Simulated::new(|call| {
            Picoseconds::new(if call == 0 { 2_000_000_000 } else { 100_000 })
        });
        assert!(found(&mut sampler).iterations >= 300);
    }

    #[test]
    fn calls_that_cost_nothing_come_to_an_end() {
        let mut sampler = Simulated::steady(Picoseconds::new(0));
        assert_eq!(found(&mut sampler).iterations, MOST_ITERATIONS);
    }

    #[test]
    fn inputs_that_take_long_to_build_bound_a_block() {
        for building in [
            Duration::from_micros(400),
            Duration::from_millis(3),
            Duration::from_secs(1),
        ] {
            let mut sampler = Simulated::steady(Picoseconds::new(70_000));
            sampler.building = building;
            let length = found(&mut sampler);
            let wall = length.blocks[0].wall;
            assert!(
                wall <= LONGEST_WALL.max(building + Duration::from_micros(1)),
                "{wall:?}"
            );
        }
    }
}
