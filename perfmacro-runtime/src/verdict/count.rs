//! A verdict on a count: exact figures need no vote.

use super::Verdict;
use crate::alloc::CallSites;
use crate::instructions::Simulated;

/// A verdict and what was counted.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a verdict is to be told"]
pub struct CountJudgement {
    /// Whether the budget holds.
    pub verdict: Verdict,
    /// What a call takes, the lowest of some; `None` where nothing was counted.
    pub figure: Option<u64>,
    /// What the first call of a routine takes.
    pub first_call: Option<u64>,
    /// Where it comes from, of allocations over their budget.
    pub sites: Option<CallSites>,
    /// What goes with it in a simulated machine, of instructions.
    pub simulated: Option<Simulated>,
}

impl CountJudgement {
    /// A judgement in which nothing was counted.
    pub(crate) fn without_counting(verdict: Verdict) -> CountJudgement {
        CountJudgement {
            verdict,
            figure: None,
            first_call: None,
            sites: None,
            simulated: None,
        }
    }
}
