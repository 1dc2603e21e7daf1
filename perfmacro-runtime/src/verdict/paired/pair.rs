//! A pair: one block of each side, back to back.
//!
//! The two share the core's caches, and each finds there what the other left. So in front of a short block others of
//! the same side run for nothing, until what the other displaced is back. A walk over 512 KiB beside a stream of 1 MiB
//! measured 2.2 times as long without them, 2.1 times behind a single block, 1.04 times behind 100 µs, and as
//! long as alone behind 250 µs.

use std::time::Duration;

use super::super::round::INTERRUPTION;
use super::coin::Coin;
use super::{Block, PairSampler, Side, Sides};
use crate::time::Picoseconds;

/// For how long blocks run for nothing in front of one that counts.
const WARM_UP: Duration = Duration::from_micros(250);
/// A block this long brings back by itself what it needs.
const LONG_BLOCK: Duration = Duration::from_millis(1);
/// How many times what an interruption costs an interrupted block has to run for, so that what it ran for is its
/// time.
const LONG_RUN: u64 = 20;
/// How many times what is around the calls they have to take, so that what the thread ran for is theirs.
const MOSTLY: u32 = 20;

/// What times pairs: both sides with the length of their blocks.
pub(super) struct Pairing<'a> {
    pub(super) sampler: &'a mut dyn PairSampler,
    pub(super) coin: Coin,
    pub(super) iterations: Sides<u64>,
    /// What one block of each took when last seen, with the building of its inputs.
    pub(super) walls: Sides<Duration>,
}

/// A pair that was timed.
pub(super) struct Timed {
    pub(super) blocks: Sides<Block>,
    /// What it took with all that was around it.
    pub(super) wall: Duration,
}

impl Pairing<'_> {
    pub(super) fn pair(&mut self) -> Timed {
        let order = if self.coin.toss() {
            [Side::Function, Side::Reference]
        } else {
            [Side::Reference, Side::Function]
        };
        let mut wall = Duration::ZERO;
        let mut blocks = order.map(|side| {
            let iterations = *self.iterations.get(side);
            let mut warm = Duration::ZERO;
            while *self.walls.get(side) < LONG_BLOCK && warm < WARM_UP {
                // A block that costs nothing would warm up for ever.
                let lost = self.sampler.block(side, iterations).wall;
                warm += lost.max(Duration::from_micros(1));
            }
            wall += warm;
            let block = self.sampler.block(side, iterations);
            *self.walls.get_mut(side) = block.wall;
            wall += block.wall;
            block
        });
        if order[0] == Side::Reference {
            blocks.reverse();
        }
        let [function, reference] = blocks;
        Timed {
            blocks: Sides {
                function,
                reference,
            },
            // A pair that costs nothing would never end a round by its time.
            wall: wall.max(Duration::from_micros(1)),
        }
    }
}

/// What counts of two blocks; `None` where one of them says nothing.
///
/// An interrupted block is longer than its calls, and as a pair has two sides there is no side on which that
/// could be let pass. It is dropped with its partner. Blocks of milliseconds on a busy machine are interrupted
/// one and all: what their thread ran for is then their time, as long as an interruption is little of it.
pub(super) fn counted(blocks: Sides<Block>) -> Option<Sides<Picoseconds>> {
    Some(Sides {
        function: time(blocks.function)?,
        reference: time(blocks.reference)?,
    })
}

fn time(block: Block) -> Option<Picoseconds> {
    if !block.is_interrupted {
        return Some(block.time);
    }
    let time = block.time.as_duration();
    let around = block.wall.saturating_sub(time);
    let is_long = block.ran >= INTERRUPTION.times(LONG_RUN);
    (is_long && around.saturating_mul(MOSTLY) <= time).then(|| block.ran.min(block.time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(time: u64, ran: u64, is_interrupted: bool) -> Block {
        let time = Picoseconds::from_duration(Duration::from_micros(time));
        Block {
            time,
            wall: time.as_duration(),
            is_interrupted,
            ran: Picoseconds::from_duration(Duration::from_micros(ran)),
        }
    }

    #[test]
    fn a_short_block_that_was_interrupted_takes_its_partner_along() {
        let sides = |is_interrupted: Sides<bool>| {
            counted(Sides::of(|side| block(50, 50, *is_interrupted.get(side))))
        };
        let of = |function, reference| {
            sides(Sides {
                function,
                reference,
            })
        };
        assert!(of(false, false).is_some());
        assert_eq!(of(true, false), None);
        assert_eq!(of(false, true), None);
    }

    #[test]
    fn a_long_block_is_what_it_ran_for() {
        let ran = |ran| time(block(9_000, ran, true)).map(Picoseconds::as_duration);
        assert_eq!(ran(3_000), Some(Duration::from_millis(3)));
        assert_eq!(ran(900), None);
        // Where the system does not tell.
        assert_eq!(ran(0), None);
        // To the microsecond is no reason to be longer than by the clock.
        assert_eq!(ran(9_001), Some(Duration::from_millis(9)));
    }

    #[test]
    fn what_ran_around_the_calls_is_not_told_from_them() {
        let mut around = block(9_000, 3_000, true);
        around.wall += Duration::from_millis(1);
        assert_eq!(time(around), None);
    }
}
