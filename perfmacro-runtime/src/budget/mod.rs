//! Declared bounds on what a call may cost, and what they come to for one case.
//!
//! Input: the const data of an attribute and a case. Output: [`CaseBudget`]s, in which every bound on time,
//! throughput included, is a span of time per call. Nothing is measured here.

mod case;
mod error;
mod limit;

use crate::alloc::Allocations;
use crate::growth::Class;
use crate::throughput::Rate;

pub use case::{CaseBudget, CountBudget, RatioBudget, RatioOption, TimeBudget, of_case};
pub use error::BudgetError;
pub use limit::{Limit, Term};

/// A bound as the attribute declares it. Limits on time are in picoseconds per call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Budget {
    /// `target`: on the median time per call.
    Target(Limit),
    /// `critical`: the same, past which a case fails where `target` only warns.
    Critical(Limit),
    /// `p50` to `p999`: on a percentile of single calls.
    Percentile(Percentile, Limit),
    /// `min_throughput`: on what is processed per second, at the median time.
    MinThroughput(Rate),
    /// `max_allocs` to `max_instructions`: on what is counted. Limits are in what the counter counts.
    Count(Counter, Limit),
    /// `max_ratio`: on the time per call, in that of the reference.
    MaxRatio(f64),
    /// `min_speedup`: on the reference's time per call, in that of the function.
    MinSpeedup(f64),
    /// `complexity`: on the growth over the sizes.
    Complexity(Class),
}

impl Budget {
    /// The option that declares it.
    #[must_use]
    pub fn option(&self) -> &'static str {
        match self {
            Budget::Target(_) => "target",
            Budget::Critical(_) => "critical",
            Budget::Percentile(percentile, _) => percentile.option(),
            Budget::MinThroughput(_) => "min_throughput",
            Budget::Count(counter, _) => counter.option(),
            Budget::MaxRatio(_) => RatioOption::MaxRatio.name(),
            Budget::MinSpeedup(_) => RatioOption::MinSpeedup.name(),
            Budget::Complexity(_) => "complexity",
        }
    }
}

/// A percentile of single calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percentile {
    /// The median.
    P50,
    /// One call in ten may be longer.
    P90,
    /// One call in a hundred may be longer.
    P99,
    /// One call in a thousand may be longer.
    P999,
}

/// What a bound is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The median time per call, over blocks of calls.
    Median,
    /// A percentile of single calls.
    Percentile(Percentile),
}

/// What is counted of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
    /// Blocks of memory that are asked for.
    Allocs,
    /// Bytes that are asked for.
    AllocBytes,
    /// The most bytes that are live at once.
    Peak,
    /// Bytes that nobody frees.
    Leaked,
    /// Instructions.
    Instructions,
}

impl Percentile {
    /// The share of calls that may be longer.
    #[must_use]
    pub fn excess(self) -> f64 {
        match self {
            Percentile::P50 => 0.5,
            Percentile::P90 => 0.1,
            Percentile::P99 => 0.01,
            Percentile::P999 => 0.001,
        }
    }

    /// The option's name.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Percentile::P50 => "p50",
            Percentile::P90 => "p90",
            Percentile::P99 => "p99",
            Percentile::P999 => "p999",
        }
    }
}

impl Counter {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Counter; 5] = [
        Counter::Allocs,
        Counter::AllocBytes,
        Counter::Peak,
        Counter::Leaked,
        Counter::Instructions,
    ];

    /// As it is called in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Counter::Allocs => "allocs",
            Counter::AllocBytes => "alloc_bytes",
            Counter::Peak => "peak",
            Counter::Leaked => "leaked",
            Counter::Instructions => "instructions",
        }
    }

    /// The option that bounds it.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Counter::Allocs => "max_allocs",
            Counter::AllocBytes => "max_alloc_bytes",
            Counter::Peak => "max_peak",
            Counter::Leaked => "max_leaked",
            Counter::Instructions => "max_instructions",
        }
    }

    /// Whether it is the same wherever the same code runs. What the allocator is asked for is; how many instructions
    /// that takes depends on the compiler and on what the system's libraries choose for the processor.
    #[must_use]
    pub fn is_portable(self) -> bool {
        self != Counter::Instructions
    }

    /// Whether it is one of a call's allocations.
    #[must_use]
    pub fn is_of_allocations(self) -> bool {
        self != Counter::Instructions
    }

    /// Its figure, if it is one of a call's allocations.
    #[must_use]
    pub fn of(self, allocations: &Allocations) -> Option<u64> {
        match self {
            Counter::Allocs => Some(allocations.count),
            Counter::AllocBytes => Some(allocations.bytes),
            Counter::Peak => Some(allocations.peak),
            Counter::Leaked => Some(allocations.leaked),
            Counter::Instructions => None,
        }
    }
}
