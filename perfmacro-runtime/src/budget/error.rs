//! Why a declared bound means nothing for a case.

use std::error::Error;
use std::fmt;

use crate::alloc::NotCounted;
use crate::growth::{APART, SIZES};
use crate::instructions;
use crate::time::Picoseconds;

/// Why a declared bound means nothing for a case. The attribute's own checks leave only what the compiler
/// alone knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetError {
    /// A list of limits is not as long as the sizes.
    TooFew {
        /// How many limits there are.
        limits: usize,
    },
    /// A formula gives no time, or one past all range.
    OutOfRange {
        /// At this size.
        size: usize,
    },
    /// A formula gives a count past all range.
    TooLarge {
        /// At this size.
        size: usize,
    },
    /// `min_throughput` on a case without a throughput.
    NoThroughput,
    /// `min_throughput` counts bytes where the throughput counts elements, or the other way.
    OtherThroughput,
    /// A budget on allocations that nothing counts.
    NotCounted(NotCounted),
    /// A budget on instructions of calls that are made on other threads.
    OtherThreads,
    /// `complexity` over sizes that are too few or too near each other.
    TooFewSizes {
        /// How many there are, each at least four times the one before.
        apart: usize,
    },
    /// A percentile of calls too short to be timed one by one.
    TooShort {
        /// The shortest limit that this machine's clock can judge.
        shortest: Picoseconds,
    },
}

impl fmt::Display for BudgetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew { limits } => write!(
                formatter,
                "a list of {limits} limits for another number of sizes: give one per size"
            ),
            Self::OutOfRange { size } => write!(
                formatter,
                "the formula gives no time at size {size}: add a constant, as in \"100ns + 5ns * n\""
            ),
            Self::TooLarge { size } => {
                write!(formatter, "the formula is past 2^64 at size {size}")
            }
            Self::NotCounted(reason) => reason.fmt(formatter),
            Self::OtherThreads => instructions::NotCounted::OtherThreads.fmt(formatter),
            Self::TooFewSizes { apart } => write!(
                formatter,
                "`complexity` needs {SIZES} sizes, each at least {APART} times the one before, and here {}: \
                 add larger ones",
                match apart {
                    0 => "there is none".to_owned(),
                    1 => "there is 1".to_owned(),
                    several => format!("there are {several}"),
                }
            ),
            Self::NoThroughput => write!(
                formatter,
                "`min_throughput` on a case without throughput: add `sizes` or `throughput`"
            ),
            Self::OtherThroughput => write!(
                formatter,
                "`min_throughput` and `throughput` count different things: bytes and elements"
            ),
            Self::TooShort { shortest } => write!(
                formatter,
                "a percentile is of single calls, and this machine's clock tells no call shorter than \
                 {shortest}: use `target`, which is judged over blocks of calls"
            ),
        }
    }
}

impl Error for BudgetError {}
