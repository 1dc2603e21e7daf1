//! Whether a budget holds. Noise only ever slows code down, so evidence that a function meets its budget
//! is trusted at once, and evidence that it does not needs corroboration.
//!
//! Input: a [`Sampler`] and a budget. Output: a [`Judgement`]. Invariant: the clock is the sampler's, so
//! every rule here is tested without one.
//!
//! 1. [`block`]: how many calls make a block that the clock resolves.
//! 2. [`round`]: blocks vote, and Wald's sequential test ends the vote.
//! 3. [`judge`]: one round within the budget is a PASS; a FAIL needs every round of three, spread in
//!    time, to say so.

mod block;
mod judge;
mod round;
#[cfg(test)]
mod simulated;

use std::time::Duration;

use crate::statistics::Estimate;
use crate::time::Picoseconds;

pub use judge::judge;
pub use round::Round;

/// What blocks are timed with.
pub trait Sampler {
    /// Runs `iterations` calls.
    fn block(&mut self, iterations: u64) -> Block;
    /// Lets time pass, and builds the input anew: a place in memory that happens to be slow must not
    /// decide every round.
    fn pause(&mut self, pause: Duration);
}

/// One timed run of the routine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// The calls' time together.
    pub time: Picoseconds,
    /// How long the block took, with the building and dropping of inputs.
    pub wall: Duration,
}

/// Whether a budget holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The budget holds.
    Pass,
    /// The budget is breached.
    Fail,
    /// It cannot be told.
    Inconclusive(Doubt),
    /// The budget was not tested.
    NotEnforced(Exemption),
}

/// Why a verdict is inconclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The votes were too even: the median is at the budget, or the machine too restless.
    Undecided,
}

/// Why a budget was not tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// The crate was compiled without optimisation, and the budget does not hold even so.
    Unoptimized,
    /// Nothing was measured in this run.
    NotMeasured,
}

/// A verdict and what it stands on.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a verdict is to be told"]
pub struct Judgement {
    /// Whether the budget holds.
    pub verdict: Verdict,
    /// The budget that was judged, any scale included.
    pub budget: Picoseconds,
    /// The time per call over all blocks of all rounds.
    pub estimate: Option<Estimate>,
    /// Blocks that met the budget.
    pub met: usize,
    /// The rounds in their order.
    pub rounds: Vec<Round>,
}
