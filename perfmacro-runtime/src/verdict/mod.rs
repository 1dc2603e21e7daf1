//! Whether a budget on time holds. Noise only ever slows code down, so evidence that a function meets its
//! budget is trusted at once, and evidence that it does not needs corroboration.
//!
//! Input: a [`Sampler`], a limit, and [`FreshRounds`] for corroboration. Output: a [`Judgement`].
//! Invariant: clocks, processes and locks are behind those two traits, so every rule here is tested
//! without any.
//!
//! 1. [`block`]: how many calls make a block that the clock resolves.
//! 2. [`round`]: blocks vote, and Wald's sequential test ends the vote.
//! 3. [`judge`]: a round within the budget is a PASS. Anything else is judged by rounds in fresh processes.
//! 4. [`corroborate`]: FAIL where each of them is over the budget, and even their fastest blocks are, once
//!    what the machine ran slower is taken off.
//!
//! [`paired`] judges in the same way how many times another function's time a function takes.

mod block;
mod corroborate;
mod count;
mod growth;
mod judge;
pub mod paired;
#[cfg(test)]
mod recorded;
mod round;
#[cfg(test)]
pub(crate) mod simulated;

use std::time::Duration;

use crate::budget::Measure;
use crate::instructions::NotCounted;
use crate::reference::{Readings, Slowdown};
use crate::statistics::Estimate;
use crate::time::Picoseconds;

pub use corroborate::undisturbed;
pub use count::CountJudgement;
pub use growth::{Exponent, GrowthJudgement, Resource, Tail};
pub use judge::{PAUSES, judge};
pub use round::{Extent, Round};

/// What blocks are timed with.
pub trait Sampler {
    /// Runs `iterations` calls.
    fn block(&mut self, iterations: u64) -> Block;
}

/// One timed run of the routine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// The calls' time together.
    pub time: Picoseconds,
    /// How long the block took, with the building and dropping of inputs.
    pub wall: Duration,
    /// Whether the system took the core away in between.
    pub is_interrupted: bool,
    /// What the thread ran for during the calls, at least; zero where the system does not tell.
    pub ran: Picoseconds,
}

/// Where further rounds come from: each from a process of its own.
pub trait FreshRounds {
    /// Waits until nothing else on this machine measures for corroboration.
    ///
    /// # Errors
    ///
    /// Why it cannot be waited for, or not any longer.
    fn begin(&mut self) -> Result<(), Doubt>;

    /// Lets `pause` pass and measures in a fresh process.
    ///
    /// # Errors
    ///
    /// Why there is no such round.
    fn round(&mut self, pause: Duration) -> Result<FreshRound, Doubt>;

    /// The fastest that the reference kernels are known to run on this machine, with what was `seen` just
    /// now.
    fn fastest(&mut self, seen: Readings) -> Readings;
}

/// What a fresh process measured.
#[derive(Clone, Debug, PartialEq)]
pub struct FreshRound {
    /// The function's round.
    pub round: Round,
    /// What the reference kernels took between its blocks.
    pub readings: Vec<Readings>,
}

/// Whether a budget holds.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The votes were too even, or rounds did not agree: the median is at the budget, or it differs from
    /// process to process.
    Undecided,
    /// The machine ran slower than it can, by as much as the budget is exceeded or more.
    SlowMachine,
    /// Every block was interrupted.
    Interrupted,
    /// The percentile needs more calls than there was time for.
    TooFewCalls {
        /// How many were made.
        made: usize,
        /// How many it takes at least.
        needed: usize,
    },
    /// Instructions were not counted.
    NotCounted(NotCounted),
    /// There was no fresh process, for the reason given.
    NoProcess(String),
    /// It was not its turn to measure, for the reason given.
    NoTurn(String),
}

/// Why a budget was not tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// The crate was compiled without optimisation, and the budget does not hold even so.
    Unoptimized,
    /// The build counts coverage, and the budget does not hold even so.
    Coverage,
    /// A sanitizer is in the build, and the budget does not hold even so.
    Sanitizer,
    /// Miri interprets: its time is no time.
    Miri,
    /// The attribute says `enforce = "never"`.
    Never,
    /// A fault of another kind is put into the calls, to see whether other budgets fail.
    OtherFault,
    /// What counts instructions is not here.
    NoInstrument(NotCounted),
    /// Nothing was measured in this run.
    NotMeasured,
}

/// A verdict and what it stands on.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a verdict is to be told"]
pub struct Judgement {
    /// Whether the budget holds.
    pub verdict: Verdict,
    /// What the budget is on.
    pub measure: Measure,
    /// The limit that was judged, any scale included.
    pub limit: Picoseconds,
    /// What was measured: in the process that passed, or over the fresh processes' blocks or calls where there
    /// are any, or over this process's. Of a breach by calls so long that each decides by itself, all are counted.
    pub estimate: Option<Estimate>,
    /// What the fastest fiftieth of them took at least.
    pub fastest: Option<Picoseconds>,
    /// Blocks or calls over the limit, of those that the estimate is of.
    pub over: usize,
    /// Blocks that were dropped because they were interrupted.
    pub interrupted: usize,
    /// How many fresh processes there were, and how many of them were over the limit.
    pub processes: Processes,
    /// How the machine ran while they measured, where they did.
    pub slowdown: Option<Slowdown>,
}

/// Fresh processes by what they said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Processes {
    /// All of them.
    pub all: usize,
    /// Those whose round was over the limit.
    pub over: usize,
}

impl Verdict {
    /// A judgement in which nothing was measured.
    pub(crate) fn without_measuring(self, measure: Measure, limit: Picoseconds) -> Judgement {
        Judgement {
            verdict: self,
            measure,
            limit,
            estimate: None,
            fastest: None,
            over: 0,
            interrupted: 0,
            processes: Processes::default(),
            slowdown: None,
        }
    }
}
