//! Whether a function takes at most so many times what another one takes. Blocks of both run side by side, so
//! what slows the machine slows both, and what is left of it is in both directions.
//!
//! Input: a [`PairSampler`], a limit, and [`FreshPairs`] for corroboration. Output: a [`RatioJudgement`].
//! Invariant: as in [`verdict`](super), clocks and processes are behind those two traits.
//!
//! 1. [`pair`]: one block of each, and what of an interrupted one counts.
//! 2. [`round`]: pairs vote, `ratio <= limit`, until Wald's sequential test has decided and the interval of
//!    the median ratio is narrow enough to be told, with what [`placement`] adds to it.
//! 3. [`judge`]: a round within the limit is a PASS. Anything else is judged by rounds in fresh processes.
//! 4. [`corroborate`]: FAIL where each of them is over the limit, their pairs together are, and their
//!    undisturbed blocks are.
//! 5. [`text`]: a round as lines, which is how it comes from one process to another.
//!
//! No limit is raised here by what the machine's clock or core ran slower, as it is for a time. A clock that runs
//! slower stretches both blocks of a pair, less than a millisecond apart, by the same factor, which a quotient
//! does not have. What shares the core or the memory does so only for functions that are bound by the same: beside
//! it a function that allocates may take longer against a chain of arithmetic. That pauses, and a breach therefore
//! needs the blocks that it spares.
//!
//! What pairs cannot see is where code and data lie. A process that has the reference at an unlucky address speaks
//! for the function, and a PASS takes it by its word; a breach is of several processes, which differ in their data's
//! addresses and never in the code's. Two copies of one function differ by that alone: mostly by half a percent and less
//! in `benches/results/ratios.md`, and copies of a chain of multiplications by three percent from each other, where
//! it had a tenth more to do. Nothing in one build tells that from a real difference: an interval is never told much narrower
//! than four percent, and a limit wants a few percent of room.

mod coin;
mod corroborate;
mod judge;
mod pair;
mod placement;
mod round;
mod sides;
#[cfg(test)]
mod simulated;
mod text;

use std::time::Duration;

use super::{Block, Doubt, Processes, Verdict};
use crate::ratio::Ratio;
use crate::statistics::Estimate;
use crate::time::Picoseconds;

pub use judge::judge_pairs;
pub use round::{PairedExtent, PairedRound};
pub use sides::{Side, Sides};
pub use text::{from_lines, to_lines};

/// What pairs are timed with.
pub trait PairSampler {
    /// Runs `iterations` calls of one of the two.
    fn block(&mut self, side: Side, iterations: u64) -> Block;
}

/// Where further rounds come from: each from a process of its own.
pub trait FreshPairs {
    /// Waits until nothing else on this machine measures for corroboration.
    ///
    /// # Errors
    ///
    /// Why it cannot be waited for, or not any longer.
    fn begin(&mut self) -> Result<(), Doubt>;

    /// Lets `pause` pass and measures in a fresh process, to [`PairedExtent::fresh`].
    ///
    /// # Errors
    ///
    /// Why there is no such round.
    fn pairs(&mut self, pause: Duration) -> Result<PairedRound, Doubt>;
}

/// A verdict on a ratio and what it stands on.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a verdict is to be told"]
pub struct RatioJudgement {
    /// Whether the budget holds.
    pub verdict: Verdict,
    /// The most times what the reference takes. No scale is in it: a slower machine has both on it.
    pub limit: Ratio,
    /// The median ratio, of as many observations as there were pairs: in the process that passed, or over the
    /// fresh processes' pairs where there are any, or over this process's. Of a breach by calls so long that a few
    /// decide, all are counted.
    ///
    /// Its interval is what more pairs would change, and at least what other places of the code would: 1.9 % to
    /// either side.
    pub estimate: Option<Estimate<Ratio>>,
    /// The median time per call of each, in the same pairs. Their quotient is near the median ratio and need not
    /// be it.
    pub times: Option<Sides<Picoseconds>>,
    /// Pairs over the limit, of those that the estimate is of.
    pub over: usize,
    /// Pairs that were dropped because one of their blocks was interrupted.
    pub interrupted: usize,
    /// How many fresh processes there were, and how many of them were over the limit.
    pub processes: Processes,
}

impl Verdict {
    /// A judgement on a ratio in which nothing was measured.
    ///
    /// What exempts a build is asked before its ratios are measured, and not, as for a time, where the limit is
    /// not held: an unoptimised build makes everything slower and any ratio possible.
    pub fn without_pairs(self, limit: Ratio) -> RatioJudgement {
        RatioJudgement {
            verdict: self,
            limit,
            estimate: None,
            times: None,
            over: 0,
            interrupted: 0,
            processes: Processes::default(),
        }
    }
}
