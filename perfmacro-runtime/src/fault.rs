//! Faults that are put into calls, to see whether the budgets on them fail: a gate that cannot fail is a
//! defect.
//!
//! Input: a started routine and an [`Injection`]. Output: a routine each call of which also takes what the
//! injection says, where the stopwatch sees it. Invariant: the call itself is made as ever.

use std::fmt;
use std::hint::black_box;
use std::str::FromStr;
use std::time::Instant;

use crate::budget::{CaseBudget, Counter};
use crate::routine::Routine;
use crate::time::Picoseconds;

/// What `PERFMACRO_INJECT` says: a kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Each call takes longer than its budget.
    Delay,
    /// Each call allocates more than its budget, or leaves more behind.
    Alloc,
    /// Each call executes more instructions than its budget.
    Instructions,
    /// What calls cost grows faster with the size than its budget.
    Quadratic,
}

/// What each call takes besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Injection {
    /// This long, without leaving the core.
    Delay(Picoseconds),
    /// As many blocks of as many bytes, freed at once.
    Allocate {
        /// How many blocks.
        blocks: u64,
        /// Of each.
        bytes: u64,
    },
    /// As many bytes, never freed.
    Leak(u64),
    /// At least as many instructions.
    Instructions(u64),
}

impl Fault {
    /// Every kind.
    pub const ALL: [Fault; 4] = [
        Fault::Delay,
        Fault::Alloc,
        Fault::Instructions,
        Fault::Quadratic,
    ];

    /// Its name in the environment.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Fault::Delay => "delay",
            Fault::Alloc => "alloc",
            Fault::Instructions => "instructions",
            Fault::Quadratic => "quadratic",
        }
    }
}

impl Fault {
    /// The kind by which a budget has to fail.
    #[must_use]
    pub fn against(budget: &CaseBudget) -> Fault {
        match budget {
            CaseBudget::Time(_) | CaseBudget::Ratio(_) => Fault::Delay,
            CaseBudget::Count(budget) if budget.counter.is_of_allocations() => Fault::Alloc,
            CaseBudget::Count(_) => Fault::Instructions,
        }
    }

    /// What to put into each call, so that it breaches `budget`; `None` where this fault is about another kind.
    #[must_use]
    pub fn injection(self, budget: &CaseBudget) -> Option<Injection> {
        match (self, budget) {
            // Twice, because what a slow machine explains is allowed for.
            (Fault::Delay, CaseBudget::Time(budget)) => {
                Some(Injection::Delay(budget.limit.scaled(2.0)))
            }
            (Fault::Alloc, CaseBudget::Count(budget)) => {
                let over = budget.limit.saturating_add(1);
                match budget.counter {
                    Counter::Allocs => Some(Injection::Allocate {
                        blocks: over,
                        bytes: 1,
                    }),
                    Counter::AllocBytes | Counter::Peak => Some(Injection::Allocate {
                        blocks: 1,
                        bytes: over,
                    }),
                    Counter::Leaked => Some(Injection::Leak(over)),
                    Counter::Instructions => None,
                }
            }
            (Fault::Instructions, CaseBudget::Count(budget)) => (budget.counter
                == Counter::Instructions)
                .then(|| Injection::Instructions(budget.limit.saturating_add(1))),
            _ => None,
        }
    }
}

impl Injection {
    /// A routine that makes the calls of `routine`, with this in each.
    #[must_use]
    pub fn into(self, mut routine: Routine) -> Routine {
        Box::new(move |iterations, stopwatch| {
            // Before the calls: what they free is then no excuse for what this allocates.
            stopwatch.start();
            self.happen(iterations);
            stopwatch.stop();
            routine(iterations, stopwatch);
        })
    }

    fn happen(self, times: u64) {
        match self {
            Injection::Delay(delay) => {
                let began = Instant::now();
                let delay = Picoseconds::new(delay.count().saturating_mul(times)).as_duration();
                while began.elapsed() < delay {}
            }
            Injection::Allocate { blocks, bytes } => {
                for _ in 0..blocks.saturating_mul(times) {
                    drop(black_box(block(bytes)));
                }
            }
            Injection::Leak(bytes) => {
                for _ in 0..times {
                    black_box(block(bytes).leak());
                }
            }
            Injection::Instructions(count) => {
                for step in 0..count.saturating_mul(times) {
                    black_box(step);
                }
            }
        }
    }
}

fn block(bytes: u64) -> Vec<u8> {
    // More than there is aborts, as it should: no budget is that large.
    Vec::with_capacity(usize::try_from(bytes).unwrap_or(usize::MAX))
}

/// One word, which [`FromStr`] reads.
impl fmt::Display for Injection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Injection::Delay(delay) => write!(formatter, "delay:{}", delay.count()),
            Injection::Allocate { blocks, bytes } => {
                write!(formatter, "allocate:{blocks}:{bytes}")
            }
            Injection::Leak(bytes) => write!(formatter, "leak:{bytes}"),
            Injection::Instructions(count) => write!(formatter, "instructions:{count}"),
        }
    }
}

impl FromStr for Injection {
    type Err = ();

    fn from_str(word: &str) -> Result<Injection, ()> {
        let mut parts = word.split(':');
        let kind = parts.next().ok_or(())?;
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or(());
        match kind {
            "delay" => Ok(Injection::Delay(Picoseconds::new(number()?))),
            "allocate" => Ok(Injection::Allocate {
                blocks: number()?,
                bytes: number()?,
            }),
            "leak" => Ok(Injection::Leak(number()?)),
            "instructions" => Ok(Injection::Instructions(number()?)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stopwatch::Stopwatch;

    const ALL: [Injection; 4] = [
        Injection::Delay(Picoseconds::new(50_000_000)),
        Injection::Allocate {
            blocks: 3,
            bytes: 7,
        },
        Injection::Leak(1),
        Injection::Instructions(1000),
    ];

    #[test]
    fn an_injection_is_read_as_it_was_written() {
        for injection in ALL {
            assert_eq!(injection.to_string().parse(), Ok(injection));
        }
        for damaged in ["", "delay", "delay:x", "allocate:3", "pause:3"] {
            assert_eq!(damaged.parse::<Injection>(), Err(()), "{damaged}");
        }
    }

    #[test]
    fn calls_are_made_and_the_delay_is_in_each() {
        let calls = std::rc::Rc::new(std::cell::Cell::new(0));
        let counter = calls.clone();
        let mut routine = ALL[0].into(Box::new(move |iterations, _| {
            counter.set(counter.get() + iterations);
        }));
        let mut stopwatch = Stopwatch::new();
        routine(4, &mut stopwatch);
        assert_eq!(calls.get(), 4);
        // What the clock costs is taken off what it shows.
        assert!(stopwatch.elapsed().as_micros() >= 199);
    }
}
